"""Strips: the slices into which everything is composed before it is put on pages.

A strip is a slice of a frame's whole width that no page break may cut: a line of text, a
row of a table, a figure with nothing beside it. Blocks become lists of strips; breaking
pages, keeping lines together and filling a page to its foot are then questions about
lists. Coordinates in a strip: points from its own top-left corner, y down.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from publisher.layout.model import Area, Box, LinkArea, PlacedDrawing, Run
from publisher.narrative.model import Note
from publisher.provenance import Position

__all__ = [
    "Columns",
    "Item",
    "Stretch",
    "Strip",
    "beside",
    "height_of",
    "moved",
    "moved_link",
    "shifted",
    "stacked",
    "stretched",
]

Item = Run | Area | PlacedDrawing


@dataclass(frozen=True, slots=True)
class Stretch:
    """How much lower and higher the figures of a strip may become than they now are."""

    less: float
    more: float


@dataclass(frozen=True, slots=True)
class Columns:
    """Lines that are balanced over columns, kept apart so that a page break can rebalance them."""

    lines: tuple[Strip, ...]
    count: int
    width: float
    gap: float


@dataclass(frozen=True, slots=True)
class Strip:
    """One slice.

    ``before`` and ``after`` are the space it asks for; the larger of two neighbours'
    counts, and none at the head of a frame. ``keep`` forbids a break after it. ``snap``
    sets its top on the baseline grid. ``repeat`` are the strips (a table's boxhead) that
    stand again at the head of the next page if a break falls before this one.
    ``element`` and ``position`` name it in findings.
    """

    height: float
    items: tuple[Item, ...] = ()
    links: tuple[LinkArea, ...] = ()
    notes: tuple[Note, ...] = ()
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    snap: bool = False
    stretch: Stretch | None = None
    columns: Columns | None = None
    repeat: tuple[Strip, ...] = ()
    element: str = ""
    position: Position | None = None


def moved(item: Item, x: float, y: float) -> Item:
    """Return the item shifted by (x, y)."""
    if isinstance(item, Run):  # written out: `replace` takes three times as long
        return Run(
            item.x + x,
            item.y + y,
            item.size,
            item.ink,
            item.glyphs,
            item.tag,
            item.spaces,
            item.tracking,
            item.actual,
            item.lang,
        )
    box = item.box
    return replace(item, box=Box(box.x + x, box.y + y, box.width, box.height))


def moved_link(link: LinkArea, x: float, y: float) -> LinkArea:
    """Return the clickable area shifted by (x, y)."""
    box = link.box
    return replace(link, box=Box(box.x + x, box.y + y, box.width, box.height))


def shifted(strip: Strip, x: float, y: float) -> Strip:
    """Return the strip with all in it moved by (x, y), higher by ``y``; columns are set."""
    return replace(
        strip,
        height=strip.height + y,
        items=tuple(moved(item, x, y) for item in strip.items),
        links=tuple(moved_link(link, x, y) for link in strip.links),
        repeat=tuple(shifted(each, x, 0) for each in strip.repeat),
        columns=None,
    )


def height_of(strips: Sequence[Strip]) -> float:
    """Return the height of strips set one under the other, outer space left out."""
    total = 0.0
    for n, strip in enumerate(strips):
        if n:
            total += max(strips[n - 1].after, strip.before)
        total += strip.height
    return total


def stacked(strips: Sequence[Strip]) -> Strip:
    """Return one strip that holds all, so that no break falls inside it."""
    items: list[Item] = []
    links: list[LinkArea] = []
    notes: list[Note] = []
    y = 0.0
    for n, strip in enumerate(strips):
        if n:
            y += max(strips[n - 1].after, strip.before)
        items.extend(moved(item, 0, y) for item in strip.items)
        links.extend(moved_link(link, 0, y) for link in strip.links)
        notes.extend(strip.notes)
        y += strip.height
    return Strip(
        y,
        tuple(items),
        tuple(links),
        tuple(notes),
        before=strips[0].before if strips else 0.0,
        after=strips[-1].after if strips else 0.0,
        stretch=_common(strips)
        if sum(s.stretch is not None for s in strips) == 1
        else None,
        element=strips[0].element if strips else "",
        position=strips[0].position if strips else None,
    )


def beside(columns: Iterable[tuple[float, Strip]]) -> Strip:
    """Return one strip with the given ones side by side at their x, heads level."""
    placed = list(columns)
    height = max((strip.height for _, strip in placed), default=0.0)
    return Strip(
        height,
        tuple(moved(item, x, 0) for x, strip in placed for item in strip.items),
        tuple(moved_link(link, x, 0) for x, strip in placed for link in strip.links),
        tuple(note for _, strip in placed for note in strip.notes),
        before=max((strip.before for _, strip in placed), default=0.0),
        after=max((strip.after for _, strip in placed), default=0.0),
        stretch=_common_beside([strip for _, strip in placed], height),
        element=placed[0][1].element if placed else "",
        position=placed[0][1].position if placed else None,
    )


def _common(strips: Sequence[Strip]) -> Stretch | None:
    """Return the stretch that all figures among the strips can take, None without any."""
    found = [strip.stretch for strip in strips if strip.stretch]
    if not found:
        return None
    return Stretch(min(each.less for each in found), min(each.more for each in found))


def _common_beside(strips: Sequence[Strip], height: float) -> Stretch | None:
    """Return the common stretch, no lower than the highest strip without a figure."""
    common = _common(strips)
    if common is None:
        return None
    rigid = max((s.height for s in strips if s.stretch is None), default=0.0)
    return replace(common, less=min(common.less, height - rigid))


def stretched(strip: Strip, change: float) -> Strip:
    """Return the strip with its figures ``change`` higher.

    What stands under them moves, a ground on which they stand grows.
    """
    if strip.stretch is None:
        return strip
    boxes = [item.box for item in strip.items if isinstance(item, PlacedDrawing)]
    items: list[Item] = []
    for item in strip.items:
        at = _extent(item)
        if isinstance(item, PlacedDrawing) or any(_holds(at, box) for box in boxes):
            items.append(_higher(item, change))
        else:
            under = any(_is_under(at, box) for box in boxes)
            items.append(moved(item, 0, change) if under else item)
    links = tuple(
        moved_link(link, 0, change)
        if any(_is_under(link.box, box) for box in boxes)
        else link
        for link in strip.links
    )
    stretch = Stretch(strip.stretch.less + change, strip.stretch.more - change)
    return replace(
        strip,
        height=strip.height + change,
        items=tuple(items),
        links=links,
        stretch=stretch,
    )


def _extent(item: Item) -> Box:
    """Return the box of an item; that of a line of type is its baseline."""
    return Box(item.x, item.y, item.width, 0) if isinstance(item, Run) else item.box


def _higher(item: Item, change: float) -> Item:
    if isinstance(item, Run):
        return item
    return replace(item, box=replace(item.box, height=item.box.height + change))


def _holds(ground: Box, box: Box) -> bool:
    """Whether a figure's box stands on a ground."""
    return (
        ground.y <= box.y
        and box.y + box.height <= ground.y + ground.height
        and ground.x <= box.x
        and box.x + box.width <= ground.x + ground.width
    )


def _is_under(at: Box, box: Box) -> bool:
    """Whether something stands under a figure's box, in its column or across it."""
    across = at.x < box.x + box.width and box.x < at.x + at.width
    return across and at.y >= box.y + box.height - 1
