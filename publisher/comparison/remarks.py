"""What is said beside the pages of a redline: what words were, what is gone, what has moved.

A remark that belongs to a place on a page stands level with it; any other stands at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from publisher.comparison.differences import Comparison
from publisher.comparison.marks import Mark, Printed
from publisher.comparison.passages import CELLS, Passage
from publisher.comparison.telling import claim_said
from publisher.comparison.words import WordChange
from publisher.layout.model import Box, PlacedDrawing
from publisher.narrative.model import plain

__all__ = ["Remark", "redrawn", "remarks"]

_MOST = 4
"""How many of the new words a remark repeats to say which it is about."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Words beside a page, level with ``y`` (points from its head); at the end without a page.

    ``under`` is the heading that it stands under at the end.
    """

    words: str
    under: str = ""
    page: int | None = None
    y: float = 0.0


def remarks(
    comparison: Comparison,
    marked: Mapping[int, Sequence[Mark]],
    printed: Printed,
) -> Iterator[Remark]:
    """Yield all remarks; ``marked`` are the marks of each change, by its index."""
    for n, change in enumerate(comparison.words):
        if change.passage.kind == "alt":
            continue
        if change.new is not None:
            words = "; ".join(_was(change))
            found = marked[n]
            place = _place(found) if found else _first(change.new, printed)
            if words and place:
                yield Remark(words, "", *place)
        elif change.old is not None:
            yield from _gone(change, change.old, comparison, printed)
    for title, page, box in redrawn(comparison):
        yield Remark(f"“{title}” is drawn anew.", "", page, box.y)
    for claim in comparison.claims:
        yield Remark(f"{claim_said(claim)}: “{claim.claim.says}”", "Claims")


def _gone(
    change: WordChange, old: Passage, comparison: Comparison, printed: Printed
) -> Iterator[Remark]:
    """Yield the words of a passage that is gone; those of a whole exhibit at the end."""
    text = _shown(old.text)
    place = _last(change.after, printed) if change.after else None
    if place is None or old.home in comparison.gone_homes:
        yield Remark(text, f"Gone: {old.title}")
        if place is not None and old.id == f"{old.home}/title":
            yield Remark(f"Gone, see the end: “{text}”", "", *place)
    else:
        yield Remark(f"Gone: “{text}”", "", *place)


def _was(change: WordChange) -> Iterator[str]:
    """Yield what the words of a passage were before each edit."""
    if change.old is None or change.new is None:
        return
    if change.happened == "moved":
        yield f"Moved from “{change.old.title}”"
    for edit in change.edits:
        old, new = change.old.text[slice(*edit.old)], change.new.text[slice(*edit.new)]
        if old and new:
            words = _shown(new).split(" ")
            short = " ".join(words[:_MOST]) + (" …" if len(words) > _MOST else "")
            yield f"“{short}” was “{_shown(old)}”"
        elif old:
            yield f"Gone: “{_shown(old)}”"


def _shown(text: str) -> str:
    return " ".join(text.replace(CELLS, " | ").split())


def _place(found: Sequence[Mark]) -> tuple[int, float]:
    """Return page and place of the first mark."""
    first = found[0]
    return first.page, first.run.y - first.run.size


def _first(passage: Passage, printed: Printed) -> tuple[int, float] | None:
    """Return page and place of the first line of a passage."""
    glyphs = [each for found in printed.characters(passage).values() for each in found]
    if not glyphs:
        return None
    return glyphs[0].page, glyphs[0].run.y - glyphs[0].run.size


def _last(passage: Passage, printed: Printed) -> tuple[int, float] | None:
    """Return page and place of the last line of a passage."""
    glyphs = [each for found in printed.characters(passage).values() for each in found]
    return (glyphs[-1].page, glyphs[-1].run.y) if glyphs else None


def redrawn(comparison: Comparison) -> Iterator[tuple[str, int, Box]]:
    """Yield title, page and place of each figure that is drawn otherwise than before."""
    layout, exhibits = comparison.new.layout, comparison.new.edition.exhibits
    names = {
        (change.new, name)
        for change in comparison.pages or ()
        for name in change.figures
    }
    for page in layout.pages if layout else ():
        for item in page.items:
            if isinstance(item, PlacedDrawing):
                name = item.exhibit
                if (page.index + 1, name) in names:
                    yield plain(exhibits[name].title) or name, page.index, item.box
