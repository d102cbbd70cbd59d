"""What an edition is stamped with, on every page: a draft, an embargo, a specimen.

An artifact: whoever listens to the document hears of it once, in the words of a part and
in the metadata. It stands where the style says and is never allowed over anything else.

Findings
--------
LAYOUT-20
    A stamped edition whose style has no place for the stamp.
LAYOUT-21
    A stamp over something on the page, or nearer to the trim than is safe.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from publisher.errors import Finding
from publisher.layout.galley import Context
from publisher.layout.masters import Sheet, artifact, type_area
from publisher.layout.model import Area, Box, PlacedDrawing, Run
from publisher.layout.strips import Item

__all__ = ["box_of", "stamped"]

_ASCENT, _DESCENT = 0.8, 0.25
"""How far letters reach above and below their baseline, as shares of their size."""


def stamped(
    words: str,
    sheet: Sheet,
    items: Sequence[Item],
    context: Context,
    findings: list[Finding],
) -> list[Run]:
    """Return the stamp of a page on which ``items`` stand; nothing if it has no words."""
    page = context.style.page
    style = sheet.master.stamp or page.stamp
    if not words:
        return []
    if style is None:
        message = f"this edition is stamped {words!r}, but the style says not where"
        hint = "add stamp: {y: 36pt, style: stamp} and a paragraph style of this name"
        findings.append(Finding("LAYOUT-20", message, page.at(), hint))
        return []
    runs = artifact(words, style.style, context, style.at("style"), "Watermark")
    width = max((run.x + run.width for run in runs), default=0.0)
    area = type_area(page, sheet.master, sheet.side)
    spare = area.width - width
    at_left = style.place == ("gutter" if sheet.side == "recto" else "fore_edge")
    x = area.x + (spare / 2 if style.place == "center" else 0 if at_left else spare)
    placed = [replace(run, x=run.x + x, y=run.y + style.y) for run in runs]
    for fault in _faults(placed, items, context):
        message = f"the stamp on page {sheet.folio} {fault}"
        hint = "move it in the head margin, or set it smaller, in styles/page.yml"
        findings.append(Finding("LAYOUT-21", message, style.at(), hint))
    return placed


def _faults(
    runs: Sequence[Run], items: Sequence[Item], context: Context
) -> Iterator[str]:
    page = context.style.page
    boxes = [box_of(run) for run in runs]
    safe = Box(
        page.safety,
        page.safety,
        page.trim_width - 2 * page.safety,
        page.trim_height - 2 * page.safety,
    )
    if not all(_within(box, safe) for box in boxes):
        yield "is nearer to the trim than is safe"
    whole = Box(0, 0, page.trim_width, page.trim_height)
    for item in items:
        other = box_of(item)
        # what covers the whole page is ground: its art keeps clear of the head margin
        ground = _within(whole, other)
        if not ground and any(_cross(box, other) for box in boxes):
            yield f"stands over {_name(item)}"
            return


def box_of(item: Item) -> Box:
    """Return where a placed thing stands; letters by their size, not by their shapes."""
    if isinstance(item, Run):
        height = (_ASCENT + _DESCENT) * item.size
        return Box(item.x, item.y - _ASCENT * item.size, item.width, height)
    return item.box


def _name(item: Item) -> str:
    if isinstance(item, Run):
        return repr(item.glyphs.text)
    return item.exhibit if isinstance(item, PlacedDrawing) else _ink(item)


def _ink(area: Area) -> str:
    return f"an area of {area.ink}"


def _within(inner: Box, outer: Box) -> bool:
    return (
        inner.x >= outer.x
        and inner.y >= outer.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


def _cross(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )
