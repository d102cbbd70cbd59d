"""Where the changed words of an edition stand on its pages: passages and layout to marks.

A mark is a stretch of one line of type, in points of the page. Layout keeps the tag of each
piece of a passage; so the characters of a passage are found among those of the runs with the
same tags. Spaces, hyphens of line breaks and marks that are never seen do not count. What stands
on several pages, as a table's boxhead, is marked on each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from publisher.comparison.passages import Passage
from publisher.comparison.words import WordChange
from publisher.layout.model import Layout, Run, Tag

__all__ = ["Mark", "Printed", "marks"]

_UNSEEN = "\u00ad\u200b\u2060\ufeff"


class _Glyph(NamedTuple):
    """A glyph with something to see: its run, and from where to where it reaches."""

    page: int
    run: Run
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a line that is new, or a place before which words are gone.

    ``left`` and ``right`` are equal where words are gone and none stand in their place.
    ``run`` is the type, ``edge`` where its line of the passage begins.
    """

    page: int
    run: Run
    left: float
    right: float
    edge: float


class Printed:
    """The type of an edition's pages, by what it belongs to."""

    def __init__(self, layout: Layout) -> None:
        self._glyphs: dict[Tag, list[_Glyph]] = {}
        for page in layout.pages:
            for item in page.items:
                if isinstance(item, Run) and isinstance(item.tag, Tag):
                    found = self._glyphs.setdefault(item.tag, [])
                    found.extend(_seen(page.index, item))

    def characters(self, passage: Passage) -> Mapping[int, Sequence[_Glyph]]:
        """Return the glyphs of each character of a passage, by its place in the text.

        Several where the passage stands several times. A character that is not seen has none.
        """
        found: dict[int, list[_Glyph]] = {}
        for start, end, tag in passage.pieces:
            glyphs = self._glyphs.get(tag, [])
            places = [n for n in range(start, end) if _is_seen(passage.text[n])]
            for n, glyph in enumerate(glyphs if places else ()):
                # capitals can be more than their small letters: all of the piece, then
                if len(glyphs) % len(places):
                    found.setdefault(places[min(n, len(places) - 1)], []).append(glyph)
                else:
                    found.setdefault(places[n % len(places)], []).append(glyph)
        return found


def _is_seen(character: str) -> bool:
    return not character.isspace() and character not in _UNSEEN


def _seen(page: int, run: Run) -> Iterator[_Glyph]:
    """Yield a glyph for each character to be seen; a ligature stands for each of its own."""
    if run.actual is not None:
        return  # a hyphen that the break made
    left = run.x
    for text, advance in zip(run.glyphs.texts, run.advances, strict=True):
        glyph = _Glyph(page, run, left, left + advance)
        yield from (glyph for character in text if _is_seen(character))
        left += advance


def marks(change: WordChange, printed: Printed) -> tuple[Mark, ...]:
    """Return the marks of a changed passage, in the order of its words.

    One that has moved with all its words has none, and neither has one that is gone.
    """
    passage = change.new
    if passage is None:
        return ()
    where = printed.characters(passage)
    edges: dict[tuple[int, float], float] = {}
    for glyph in (each for found in where.values() for each in found):
        line = glyph.page, round(glyph.run.y)
        edges[line] = min(glyph.left, edges.get(line, glyph.left))
    spans = [edit.new for edit in change.edits]
    if change.old is None:
        spans = [(0, len(passage.text))]
    found = (stretch for span in spans for stretch in _span(span, where))
    return tuple(
        Mark(page, run, left, right, edges[page, round(run.y)])
        for page, run, left, right in found
    )


_Stretch = tuple[int, Run, float, float]


def _span(
    span: tuple[int, int], where: Mapping[int, Sequence[_Glyph]]
) -> Iterable[_Stretch]:
    """Return the stretches of type from one character to before another."""
    start, end = span
    if start == end:
        return _between(start, where)
    stretches: dict[tuple[int, int], _Stretch] = {}
    for n in range(start, end):
        for page, run, left, right in where.get(n, ()):
            key = page, id(run)
            _, _, first, last = stretches.get(key, (page, run, left, right))
            stretches[key] = page, run, min(first, left), max(last, right)
    return stretches.values()


def _between(at: int, where: Mapping[int, Sequence[_Glyph]]) -> Iterable[_Stretch]:
    """Return the places before a character, or after the last one."""
    if at in where:
        return [(page, run, left, left) for page, run, left, _ in where[at]]
    last = max((n for n in where if n < at), default=None)
    if last is None:
        return []
    return [(page, run, right, right) for page, run, _, right in where[last]]
