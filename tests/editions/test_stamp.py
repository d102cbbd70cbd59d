"""The stamp on real pages: those of the 2025 edition, cover to back cover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from publisher import build, editing, figures
from publisher.figures.model import Drawing, DrawnPath, DrawnText, Figure
from publisher.fonts import Fonts
from publisher.layout import flow
from publisher.layout.model import Box, Layout, Page, PlacedDrawing, Run
from publisher.layout.stamp import box_of

ROOT = Path(__file__).parents[2]
LONGEST = "Embargoed until 12:30 p.m. UTC−05:00, September 30, 2026"


@pytest.fixture(scope="module")
def made() -> tuple[Layout, dict[str, Drawing]]:
    """Return the pages with a long stamp, and the figures that cover whole pages."""
    project, style = editing.loaded(ROOT)
    (edition,) = editing.written(project, style, ("2025",), lambda *_: None)
    document = replace(edition.document, stamp=LONGEST)
    fonts = Fonts(build.faces(style))
    layout = flow(document, edition.exhibits, style, fonts)
    drawn = {}
    for name in ground(layout):
        figure = edition.exhibits[name]
        assert isinstance(figure, Figure)
        size = layout.sizes[name]
        drawn[name] = figures.draw(figure, *size, style.figure, fonts)
    return layout, drawn


def ground(layout: Layout) -> Iterator[str]:
    """Yield the figures that lie under a whole page."""
    for page in layout.pages:
        for item in page.items:
            if isinstance(item, PlacedDrawing) and item.box.width > page.width:
                yield item.exhibit


def stamp_of(page: Page) -> list[Run]:
    return [
        item
        for item in page.items
        if isinstance(item, Run)
        and item.tag == "Watermark"
        and LONGEST in item.glyphs.text
    ]


def apart(one: Box, other: Box) -> bool:
    return (
        one.x >= other.x + other.width
        or other.x >= one.x + one.width
        or one.y >= other.y + other.height
        or other.y >= one.y + one.height
    )


def test_every_page_is_stamped_clear_of_all_else(
    made: tuple[Layout, dict[str, Drawing]],
) -> None:
    """Once on each page, 27 points from the trim, over no word, rule, tab or exhibit."""
    layout, _ = made
    for page in layout.pages:
        (stamp,) = stamp_of(page)
        box = box_of(stamp)
        assert box.y >= 27, page.folio
        assert box.x >= 27, page.folio
        assert box.x + box.width <= page.width - 27, page.folio
        for item in page.items:
            other = box_of(item)
            if item is not stamp and other.width < page.width:
                assert apart(box, other), (page.folio, item)


def test_the_art_of_the_covers_keeps_clear(
    made: tuple[Layout, dict[str, Drawing]],
) -> None:
    """Art under a whole page has its ground there and nothing else: no bar, line or word."""
    layout, drawn = made
    assert drawn
    for page in layout.pages:
        for item in page.items:
            if not isinstance(item, PlacedDrawing) or item.exhibit not in drawn:
                continue
            (stamp,) = stamp_of(page)
            for shape in marks(drawn[item.exhibit]):
                there = replace(shape, x=shape.x + item.box.x, y=shape.y + item.box.y)
                assert apart(box_of(stamp), there), (page.folio, there)


def marks(drawing: Drawing) -> Iterator[Box]:
    """Yield the boxes of all that is drawn, but for what fills the whole drawing."""
    for item in drawing.items:
        if isinstance(item, DrawnText):
            yield Box(item.x, item.y - item.size, 10 * item.size, item.size)
        if isinstance(item, DrawnPath):
            numbers = [
                n
                for segment in item.segments
                for n in segment
                if not isinstance(n, str)
            ]
            xs, ys = numbers[0::2], numbers[1::2]
            box = Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
            if box.width < drawing.width - 1 or box.height < drawing.height - 1:
                yield box
