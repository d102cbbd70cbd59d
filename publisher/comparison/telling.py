"""What differs between two editions, as lines of text and as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from publisher.comparison.claims import ClaimChange
from publisher.comparison.differences import Comparison
from publisher.comparison.figures import FigureChange, Why
from publisher.comparison.pages import PageChange
from publisher.comparison.passages import CELLS
from publisher.comparison.words import WordChange

__all__ = [
    "REASONS",
    "Stretch",
    "claim_said",
    "counted",
    "heads",
    "lines",
    "page_said",
    "plain",
    "stretches",
]

REASONS: dict[Why, str] = {
    "revised": "revised",
    "period": "of a new period",
    "method": "by another method",
    "new": "new",
    "gone": "gone",
}
_CONTEXT = 40
"""Characters shown on each side of an edit, to the next space."""
_MOST = 5
"""How many figures of one table are named that are new or gone."""


def counted(number: int, noun: str) -> str:
    """Return "1 page", "2 pages"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def heads(comparison: Comparison) -> dict[str, str]:
    """Return what each section holds, in words, by its name."""
    whys = Counter(each.why for each in comparison.figures)
    words = Counter(each.happened for each in _prose(comparison))
    claims = Counter(each.happened for each in comparison.claims)
    pages = Counter(each.happened for each in comparison.pages or ())
    counts = {
        "numbers": [(whys[why], said) for why, said in REASONS.items()],
        "words": [(words[each], each) for each in ("changed", "moved", "new", "gone")],
        "claims": [(claims[each], each) for each in ("changed", "new", "gone")],
        "pages": [
            (pages[each], each) for each in ("changed", "new", "gone", "renumbered")
        ],
    }
    said = {
        name: ", ".join(f"{number:,} {what}" for number, what in found if number)
        or "none differ"
        for name, found in counts.items()
    }
    if comparison.pages is None:
        said["pages"] = "not compared: an edition could not be laid out"
    return said


def _prose(comparison: Comparison) -> list[WordChange]:
    """Return the changes of words but for rows that differ in figures only."""
    return [each for each in comparison.words if not each.only_figures]


# --- text


def lines(comparison: Comparison) -> Iterator[str]:
    """Yield what differs as lines for a terminal."""
    old, new = comparison.old.said, comparison.new.said
    if comparison.is_empty:
        yield f"{old} → {new}: nothing differs"
        return
    yield f"{old} → {new}"
    bodies: dict[str, Iterable[str]] = {
        "numbers": _figures(comparison.figures),
        "words": _words(comparison),
        "claims": _claims(comparison.claims),
        "pages": (f"  {page_said(each)}" for each in comparison.pages or ()),
    }
    for name, head in heads(comparison).items():
        yield ""
        yield f"{name.upper()}: {head}"
        yield from bodies[name]


def _figures(changes: Sequence[FigureChange]) -> Iterator[str]:
    both: tuple[Why, ...] = ("revised", "period", "method")
    for why in both:
        found = [each for each in changes if each.why == why]
        for each in found:
            assert each.old is not None and each.new is not None  # noqa: S101, PT018
            by = f" ({each.by})" if each.by else ""
            yield (
                f"  {REASONS[why]}: {each.title}: {each.old.shown} → {each.new.shown}{by}"
                f"  {each.new.bound.position}"
            )
    one_sided: tuple[Why, ...] = ("new", "gone")
    for why in one_sided:
        by_home: dict[str, list[str]] = {}
        for each in changes:
            if each.why == why:
                by_home.setdefault(each.title, []).append(each.figure.shown)
        for title, shown in by_home.items():
            more = f" and {len(shown) - _MOST:,} more" if len(shown) > _MOST else ""
            yield f"  {REASONS[why]}: {title}: {', '.join(shown[:_MOST])}{more}"


def _words(comparison: Comparison) -> Iterator[str]:
    """Yield passages; a part or exhibit that one edition lacks is one line."""
    one_sided = comparison.gone_homes | comparison.new_homes
    found = _prose(comparison)
    sizes = Counter((each.happened, each.passage.home) for each in found)
    told = set[tuple[str, str]]()
    for change in found:
        key = change.happened, change.passage.home
        if change.happened not in {"new", "gone"} or key[1] not in one_sided:
            yield f"  {change.happened}: {_place(change)}"
            yield from (f"    {row}" for row in _body(change))
        elif key not in told:
            told.add(key)
            size = counted(sizes[key], "passage")
            yield f"  {change.happened}: {change.passage.title}, all of it ({size})"


def _place(change: WordChange) -> str:
    """Return where a passage is: the title of its home, and its place in the content."""
    passage = change.passage
    kind = " (description)" if passage.kind == "alt" else ""
    from_ = ""
    if change.old and change.old.home != passage.home:
        from_ = f", from {change.old.title}"
    return f"{passage.title}{kind}{from_}  {passage.where}".rstrip()


def _body(change: WordChange) -> Iterator[str]:
    """Yield the words around each edit as word differences are written: [-old-]{+new+}."""
    row = ""
    parts = list(stretches(change))
    for n, (was, now) in enumerate(parts):
        if was == now:
            row += _elided(now, first=n == 0, last=n + 1 == len(parts))
            continue
        row += (f"[-{was}-]" if was else "") + (f"{{+{now}+}}" if now else "")
    if row:
        yield row.replace(CELLS, " | ")


def _elided(text: str, *, first: bool, last: bool) -> str:
    """Return words that are the same, those far from any edit left out."""
    head = "" if first else text[:_CONTEXT].rpartition(" ")[0]
    tail = "" if last else text[-_CONTEXT:].partition(" ")[2]
    if len(text) <= len(head) + len(tail) + 3 or len(text) <= _CONTEXT:
        return text
    return f"{head} … {tail}" if head or tail else "…"


class Stretch(NamedTuple):
    """What words were and what they are; both are the same where nothing has changed."""

    old: str
    new: str


def stretches(change: WordChange) -> Iterator[Stretch]:
    """Yield a passage as stretches that are the same and stretches that differ, in order."""
    old, new = (side.text if side else "" for side in (change.old, change.new))
    if change.old is None or change.new is None:
        yield Stretch(old, new)
        return
    done = 0
    for edit in change.edits:
        (a, b), (c, d) = edit
        if new[done:c]:
            yield Stretch(new[done:c], new[done:c])
        # what is only taken away stands before a word, and keeps its space from it
        gap = " " if c == d and new[c : c + 1].isalnum() else ""
        yield Stretch(old[a:b] + gap, new[c:d])
        done = d
    if new[done:]:
        yield Stretch(new[done:], new[done:])


def _claims(changes: Iterable[ClaimChange]) -> Iterator[str]:
    for each in changes:
        claim = each.claim
        why = f": {claim.why}" if claim.state == "awaits" and claim.why else ""
        yield f"  {claim_said(each)}: “{claim.says}”{why}  {claim.printed or claim.position}"


def claim_said(change: ClaimChange) -> str:
    """Return how a claim stood and stands: "holds → fails", "new, holds"."""
    was, now = change.states
    if was and now:
        return f"{was} → {now}"
    return f"{change.happened}, {now or was}"


def page_said(change: PageChange) -> str:
    """Return what happened to a page, in words."""
    number = f"page {change.new or change.old}"
    if change.old and change.new and change.old != change.new:
        number += f" (was {change.old})"
    said = [counted(change.lines, "line")] if change.lines else []
    said += [counted(len(change.figures), "figure")] if change.figures else []
    what = f": {', '.join(said)}" if said else ""
    return f"{number}, {change.part}: {change.happened}{what}"


# --- plain data


def plain(comparison: Comparison) -> dict[str, Any]:
    """Return what differs as plain data, for ``--json``."""
    return {
        "old": comparison.old.said,
        "new": comparison.new.said,
        "numbers": [_plain_figure(each) for each in comparison.figures],
        "words": [_plain_words(each) for each in comparison.words],
        "claims": [
            {
                "says": each.claim.says,
                "part": each.claim.part,
                "old": each.states[0],
                "new": each.states[1],
                "where": str(each.claim.printed or each.claim.position),
            }
            for each in comparison.claims
        ],
        "pages": None
        if comparison.pages is None
        else [asdict(each) for each in comparison.pages],
    }


def _plain_figure(change: FigureChange) -> dict[str, Any]:
    return {
        "why": change.why,
        "in": change.figure.home,
        "title": change.title,
        "old": change.old.shown if change.old else None,
        "new": change.new.shown if change.new else None,
        "by": change.by or None,
        "expression": change.figure.expression,
        "where": str(change.figure.bound.position),
    }


def _plain_words(change: WordChange) -> dict[str, Any]:
    return {
        "happened": change.happened,
        "in": change.passage.home,
        "id": change.passage.id,
        "kind": change.passage.kind,
        "where": change.passage.where,
        "old": change.old.text if change.old else None,
        "new": change.new.text if change.new else None,
        "edits": [
            {"old": list(each.old), "new": list(each.new)} for each in change.edits
        ],
    }
