"""Two layouts to the pages that differ, part by part, with the number of changed lines.

The pages of a part are taken in order. Lines count by their words, not by their place; running
heads and folios do not count. A page that prints the same under another number is renumbered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal, NamedTuple

from publisher.editing import Edition
from publisher.figures.model import Figure
from publisher.layout.model import Layout, Page, PlacedDrawing, Run, Tag

__all__ = ["PageChange", "page_changes"]


@dataclass(frozen=True, slots=True)
class PageChange:
    """What happened to a page; ``old`` and ``new`` are its numbers, from 1.

    ``lines`` is how many lines of type differ, ``figures`` are the drawings that do.
    """

    happened: Literal["changed", "new", "gone", "renumbered"]
    part: str
    old: int | None
    new: int | None
    lines: int = 0
    figures: tuple[str, ...] = ()


class _Side(NamedTuple):
    """One edition and its pages."""

    edition: Edition
    layout: Layout

    def by_part(self) -> dict[str, list[Page]]:
        pages: dict[str, list[Page]] = {}
        for page in self.layout.pages:
            pages.setdefault(page.part, []).append(page)
        return pages

    def titles(self) -> Mapping[str, str]:
        return {part.id: part.title for part in self.edition.document.parts}


def page_changes(
    old: tuple[Edition, Layout], new: tuple[Edition, Layout]
) -> tuple[PageChange, ...]:
    """Return the pages that differ, in the order of the new edition, gone ones last."""
    was, now = _Side(*old), _Side(*new)
    before, after = was.by_part(), now.by_part()
    titles = {**was.titles(), **now.titles()}
    found = [
        change
        for part in dict.fromkeys((*after, *before))
        for a, b in zip_longest(before.get(part, []), after.get(part, []))
        for change in _compared(a, b, titles.get(part, part), (was, now))
    ]
    return tuple(sorted(found, key=lambda each: each.new or len(now.layout.pages) + 1))


def _compared(
    old: Page | None, new: Page | None, title: str, sides: tuple[_Side, _Side]
) -> Iterator[PageChange]:
    if old is None or new is None:
        page = old or new
        assert page is not None  # noqa: S101 - one of them is there
        lines = len(_lines(page))
        if new is not None:
            yield PageChange("new", title, None, page.index + 1, lines)
        else:
            yield PageChange("gone", title, page.index + 1, None, lines)
        return
    lines = _different(_lines(old), _lines(new))
    figures = tuple(_redrawn(old, new, sides))
    numbers = old.index + 1, new.index + 1
    if lines or figures:
        yield PageChange("changed", title, *numbers, lines, figures)
    elif old.index != new.index:
        yield PageChange("renumbered", title, *numbers)


def _lines(page: Page) -> list[str]:
    """Return the lines of type of a page, without what every page wears."""
    lines: dict[tuple[str, float], str] = {}
    for item in page.items:
        if isinstance(item, Run) and isinstance(item.tag, Tag):
            key = item.tag.element, round(item.y, 1)
            lines[key] = lines.get(key, "") + item.glyphs.text
    return list(lines.values())


def _different(old: list[str], new: list[str]) -> int:
    """Return how many lines were changed, added or taken away."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return sum(
        max(b - a, d - c)
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    )


def _redrawn(old: Page, new: Page, sides: tuple[_Side, _Side]) -> Iterator[str]:
    """Yield the figures on the new page that are drawn otherwise than on the old one."""
    was, now = sides
    before = {item.exhibit for item in old.items if isinstance(item, PlacedDrawing)}
    for item in new.items:
        if isinstance(item, PlacedDrawing):
            name = item.exhibit
            if name not in before or _drawn(name, was) != _drawn(name, now):
                yield name


def _drawn(name: str, side: _Side) -> tuple[object, ...]:
    """Return what decides how a figure is drawn."""
    figure = side.edition.exhibits.get(name)
    if not isinstance(figure, Figure):
        return ()
    return figure.kind, repr(figure.plot), side.layout.sizes.get(name)
