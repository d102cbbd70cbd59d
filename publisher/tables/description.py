"""A table in words, for those who do not see it: how large, what it lists, its extremes.

The words name what is in the cells as it is printed there; nothing is rounded again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from publisher.narrative.model import Inline, Text, plain
from publisher.numerals import Voice
from publisher.tables.cells import Entry

__all__ = ["described"]

MOST_COLUMNS = 4
"""Of how many columns the extremes are said: more is a burden to listen to."""


def described(
    stub: str,
    heads: Sequence[tuple[str, str]],
    rows: Sequence[tuple[str, Sequence[Entry]]],
    voice: Voice,
) -> str:
    """Return the alternative text.

    ``heads`` are each column's head and spanner, without the stub's, ``rows`` each
    row's label and cells, totals left out.
    """
    alike = Counter(head for head, _ in heads)
    named = [
        head if alike[head] == 1 else _under(head, spanner) for head, spanner in heads
    ]
    counts = {"rows": len(rows), "columns": len(heads) + 1}
    counted = {
        noun: voice.say_counted(f"table_alt.{noun}", count, number=voice.count(count))
        for noun, count in counts.items()
    }
    span = _span(rows[0][0], rows[-1][0], voice)
    said = [
        voice.say("table_alt.size", **counted),
        voice.say("table_alt.stub", stub=stub, span=span),
        voice.say("table_alt.heads", heads=_listed(named, voice)),
    ]
    for column, (head, spanner) in list(enumerate(heads))[:MOST_COLUMNS]:
        extremes = _extremes(column, rows)
        if extremes:
            over = _under(head, spanner)
            said.append(voice.say("table_alt.extremes", head=over, **extremes))
    return " ".join(voice.spoken(sentence) for sentence in said)


def _extremes(
    column: int, rows: Sequence[tuple[str, Sequence[Entry]]]
) -> dict[str, str]:
    numbered = [
        (entry.number, label, _said(entry.content))
        for label, cells in rows
        if (entry := cells[column]).number is not None
    ]
    if len({number for number, _, _ in numbered}) < 2:
        return {}
    high = max(numbered, key=lambda found: found[0])
    low = min(numbered, key=lambda found: found[0])
    return {"high": high[2], "high_row": high[1], "low": low[2], "low_row": low[1]}


def _said(content: tuple[Inline, ...]) -> str:
    """Return the printed words, as spoken where that differs."""
    return "".join(
        piece.spoken or piece.text if isinstance(piece, Text) else plain((piece,))
        for piece in content
    )


def _listed(words: Sequence[str], voice: Voice) -> str:
    if len(words) < 2:
        return "".join(words)
    parted = any("," in word for word in words)
    between = "; " if parted else voice.say("list.between")
    last = voice.say(
        "table_alt.last_head_after_commas" if parted else "table_alt.last_head"
    )
    return f"{between.join(words[:-1])}{last}{words[-1]}"


def _under(head: str, spanner: str) -> str:
    return f"{head} ({spanner})" if spanner else head


def _span(first: str, last: str, voice: Voice) -> str:
    if first == last:
        return first
    return voice.say("table_alt.span", first=first, last=last)
