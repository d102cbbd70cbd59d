"""The pages of an edition with everything marked that differs from another one.

They are the edition's own pages, as values: layout has placed them, and marks are added before
stage 6 paints. Each page grows a column at its right. A changed or new word is underlined, a place
where words are gone has a stroke, and a bar stands beside each passage with marks. What the words
were stands in the column. What has no place on a page, and what found no room in a column, stands
on pages at the end.

Marks are artifacts. The words of the columns are elements of a part of their own, read after the
edition, page by page. Colour is never the only sign.

Findings
--------
OUTPUT-01
    The file cannot be written.
LAYOUT-…, PDF-…
    The edition has no pages; see `publisher.layout.flow` and `publisher.pdf`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from publisher import output
from publisher.build import faces
from publisher.comparison.differences import Comparison
from publisher.comparison.marks import Mark, Printed, marks
from publisher.comparison.remarks import Remark, redrawn, remarks
from publisher.comparison.telling import heads
from publisher.editing import Edition, Report
from publisher.errors import StageFailed
from publisher.figures.model import Drawing, Figure
from publisher.fonts import Fonts
from publisher.layout.galley import Context, set_paragraph
from publisher.layout.model import Area, Box, Layout, Page, Place
from publisher.layout.paragraph import Setting
from publisher.layout.strips import Item, Strip, moved, stacked
from publisher.narrative.model import Document, Element, Part, Role, Text
from publisher.styles.models import Ink, Palette, Style

__all__ = ["write_redline"]

PART = "redline"
COLUMN, GAP = 186.0, 12.0
"""The width of the column beside a page, and the space on both sides of its words."""
MARGIN = 54.0
"""Around the pages at the end, and over and under the words of a column."""
MEASURE = 420.0
"""The longest line at the end."""
RULE, BAR, STROKE = 1.1, 2.0, 1.6
"""How strong an underline, a bar and a stroke are."""
BESIDE = 8.0
"""How far left of its line a bar stands."""

_INKS = {
    "redline": Ink(rgb="#b0002a", cmyk=(0, 100, 70, 25), grey=85, role="text"),
    "redline-light": Ink(rgb="#ffd24d", cmyk=(0, 15, 75, 0), grey=15, role="text"),
    "redline-paper": Ink(rgb="#ffffff", cmyk=(0, 0, 0, 0), grey=0, role="ground"),
}
_DARK = 0.4
"""A ground of less luminance is dark, and marks on it are light."""
_LEGEND = (
    "Underlined: new or changed words. A stroke: words are gone. A bar: a passage with"
    " changes. What the words were stands beside the page."
)


def write_redline(comparison: Comparison, path: Path, report: Report) -> None:
    """Write the pages of the newer edition with all changes marked.

    Raises
    ------
    StageFailed
        If the edition has no pages, or the file cannot be written.
    """
    from publisher import pdf  # noqa: PLC0415 - heavy

    side = comparison.new
    if side.layout is None:
        raise StageFailed(side.findings)
    edition = side.edition
    style = _with_redline(edition.style)
    fonts = Fonts(faces(style))
    report(5, f"{side.said}: redline")
    layout = replace(side.layout, drawings=_drawn(edition, side.layout))
    proof = _Proof(comparison, Context(style, Setting(fonts, "en"), {}))
    proof.mark(layout)
    proof.end(layout.pages[-1])
    report(6, f"{side.said}: pdf")
    document = proof.document(edition.document)
    pages = proof.layout(layout)
    try:
        pdf.write(
            pdf.Job(document, edition.exhibits, pages, style, fonts), "screen", path
        )
    except OSError as error:
        raise StageFailed([output.unwritable(error, path)]) from error


def _drawn(edition: Edition, layout: Layout) -> dict[str, Drawing]:
    """Return the figures as they are drawn for the edition itself."""
    from publisher.figures.studio import Studio  # noqa: PLC0415 - heavy

    exhibits = edition.exhibits.items()
    figures = {name: each for name, each in exhibits if isinstance(each, Figure)}
    with Studio(edition.style, faces(edition.style), 1) as studio:
        return studio.commission(figures).drawn(layout.sizes)


def _with_redline(style: Style) -> Style:
    """Return the style with the inks and paragraphs that a redline wears."""
    type_ = style.type
    base = type_.paragraphs.get("footnote") or next(iter(type_.paragraphs.values()))
    plain = {
        "ink": "black", "align": "left", "hyphenate": False, "indent": 0.0, "left": 0.0,
        "right": 0.0, "before": 0.0, "after": 3.0, "tracking": 0.0, "capitals": False,
        "balance": False, "snap": False, "rule_above": 0.0,
    }  # fmt: skip
    words = base.model_copy(update={**plain, "size": 6.8, "leading": 8.6})
    bold = {"face": base.strong or base.face, "ink": PART}
    head = words.model_copy(
        update={**bold, "size": 7.6, "leading": 10.0, "keep_with_next": True}
    )
    paragraphs = {**type_.paragraphs, f"{PART}-words": words, f"{PART}-head": head}
    return style.model_copy(
        update={
            "palette": Palette(inks={**style.palette.inks, **_INKS}),
            "type": type_.model_copy(update={"paragraphs": paragraphs}),
        }
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """Words of the redline as an element, and as the strip that they are set in."""

    element: Element
    strip: Strip


@dataclass(slots=True)
class _Proof:
    """The marked pages as they are made, and the words beside them in reading order."""

    comparison: Comparison
    context: Context
    pages: list[Page] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    left: list[Remark] = field(default_factory=list)
    count: int = 0

    # --- words

    def _say(self, role: Role, words: str, width: float) -> _Said:
        """Return words set to a width, not yet placed."""
        self.count += 1
        name = f"{PART}/{self.count}"
        style = f"{PART}-words" if role == "P" else f"{PART}-head"
        element = Element(name, role, style, content=(Text(words),), lang="en")
        strips = set_paragraph(element.content, name, style, width, self.context)
        return _Said(element, stacked(strips))

    def _place(self, said: _Said, page: int, x: float, y: float) -> Iterator[Item]:
        """Keep the words for reading, and yield them at their place."""
        self.elements.append(said.element)
        self.places[said.element.id] = Place(page, x, y)
        for item in said.strip.items:
            yield moved(item, x, y)

    # --- the edition's pages

    def mark(self, layout: Layout) -> None:
        """Add the pages of the edition, marked."""
        printed = Printed(layout)
        marked = {
            n: marks(change, printed) for n, change in enumerate(self.comparison.words)
        }
        said = list(remarks(self.comparison, marked, printed))
        every = [mark for found in marked.values() for mark in found]
        fillers = {
            part.id
            for part in self.comparison.new.edition.document.parts
            if part.filler
        }
        for page in layout.pages:
            index = page.index
            here = [each for each in said if each.page == index]
            if page.part in fillers:  # what is read there is a part of its own
                self.left += _at_the_end(here, page)
                here = []
            items = [
                *page.items,
                *_column(page),
                *self._bars(page, [each for each in every if each.page == index]),
                *self._beside(page, sorted(here, key=lambda each: each.y)),
            ]
            wide = page.width + COLUMN
            self.pages.append(replace(page, width=wide, items=tuple(items)))
        self.left += [each for each in said if each.page is None]

    def _bars(self, page: Page, found: Sequence[Mark]) -> Iterator[Area]:
        """Yield underlines, strokes, and the bars beside their lines."""
        for mark in found:
            run = mark.run
            ink = self._ink(page, mark.left, run.y)
            if mark.left < mark.right:
                box = Box(
                    mark.left, run.y + 0.17 * run.size, mark.right - mark.left, RULE
                )
            else:
                box = Box(mark.left - STROKE, run.y - 0.8 * run.size, STROKE, run.size)
            yield Area(box, ink)
        lines = {(each.edge, each.run.y, each.run.size) for each in found}
        edges = [(edge, y - 0.8 * size, 1.05 * size) for edge, y, size in lines]
        edges += [
            (box.x, box.y, box.height)
            for _, index, box in redrawn(self.comparison)
            if index == page.index and box.x > BESIDE
        ]
        for x, top, height in _joined(edges):
            box = Box(x - BESIDE, top, BAR, height)
            yield Area(box, self._ink(page, box.x, top))

    def _ink(self, page: Page, x: float, y: float) -> str:
        """Return the ink of a mark that can be seen on what is painted there."""
        ground = 1.0
        for item in page.items:
            if isinstance(item, Area):
                box = item.box
                across = box.x <= x <= box.x + box.width
                if across and box.y <= y <= box.y + box.height:
                    ground = _luminance(self.context.style.palette.inks[item.ink])
        return PART if ground > _DARK else f"{PART}-light"

    def _beside(self, page: Page, here: Sequence[Remark]) -> Iterator[Item]:
        """Yield the remarks of a page, each level with its place or as near as there is room."""
        if not here:
            return
        x, width = page.width + GAP, COLUMN - 2 * GAP
        head = self._say("H2", f"Page {page.index + 1}", width)
        yield from self._place(head, page.index, x, MARGIN / 2)
        first = MARGIN / 2 + head.strip.height
        room = page.height - MARGIN / 2 - first
        fitting: list[tuple[Remark, _Said]] = []
        for n, remark in enumerate(here):
            said = self._say("P", remark.words, width)
            room -= said.strip.height + said.strip.after
            if room < 0:
                self.left += _at_the_end(here[n:], page)
                break
            fitting.append((remark, said))
        heights = [said.strip.height + said.strip.after for _, said in fitting]
        wanted = [remark.y for remark, _ in fitting]
        tops = _spread(wanted, heights, first, page.height - MARGIN / 2)
        for (_, said), top in zip(fitting, tops, strict=True):
            yield from self._place(said, page.index, x, top)

    # --- the pages at the end

    def end(self, like: Page) -> None:
        """Add the pages with all that has no place beside a page; ``like`` is any page."""
        old, new = self.comparison.old.said, self.comparison.new.said
        width = min(like.width + COLUMN - 2 * MARGIN, MEASURE)
        title = self._say("H1", f"Changes from {old} to {new}", width)
        lines = [title, self._say("P", _LEGEND, width)]
        for name, head in heads(self.comparison).items():
            lines.append(self._say("P", f"{name.capitalize()}: {head}", width))
        for under, group in groupby(self.left, key=lambda each: each.under):
            lines.append(self._say("H2", under, width))
            lines += [self._say("P", each.words, width) for each in group]
        foot = like.height - MARGIN
        y, items = foot, list[Item]()
        for said in lines:
            height = said.strip.height + said.strip.after
            before = 8.0 if said.element.role == "H2" else 0.0
            if y + before + height > foot:
                self._add(like, items)
                y, before, items = MARGIN, 0.0, []
            index = len(self.pages)
            items += self._place(said, index, MARGIN, y + before)
            y += before + height
        self._add(like, items)

    def _add(self, like: Page, items: Sequence[Item]) -> None:
        """Add a page with these words, if there are any."""
        if items:
            index = len(self.pages)
            page = replace(
                like,
                index=index,
                folio="",
                side="verso" if index % 2 else "recto",
                part=PART,
                width=like.width + COLUMN,
                items=tuple(items),
                links=(),
            )
            self.pages.append(page)

    # --- what they come to

    def layout(self, layout: Layout) -> Layout:
        """Return the layout with the marked pages."""
        places = {**layout.places, **self.places}
        return replace(layout, pages=tuple(self.pages), places=places)

    def document(self, document: Document) -> Document:
        """Return the document with the words of the redline as its last part."""
        old, new = self.comparison.old.said, self.comparison.new.said
        title = f"Changes from {old} to {new}"
        # the heading is read first, wherever it stands
        elements = sorted(self.elements, key=lambda each: each.role != "H1")
        root = Element(PART, "Sect", "", children=tuple(elements))
        part = Part(PART, title, document.parts[0].master, root)
        return replace(
            document,
            title=f"{document.title}: changes from {old} to {new}",
            parts=(*document.parts, part),
        )


def _column(page: Page) -> Iterator[Area]:
    """Yield the ground of a page's column, over what bleeds there, and the line before it."""
    ground = Box(page.width, -page.bleed, COLUMN, page.height + 2 * page.bleed)
    yield Area(ground, f"{PART}-paper")
    yield Area(Box(page.width, 0, 0.4, page.height), PART)


def _at_the_end(found: Iterable[Remark], page: Page) -> list[Remark]:
    """Return remarks that found no room beside their page as such that stand at the end."""
    under = f"Page {page.index + 1}, more"
    return [Remark(each.words, under) for each in found]


def _luminance(ink: Ink) -> float:
    """Return how light an ink is on a screen, 0 to 1, near enough to tell dark from light."""
    red, green, blue = (int(ink.rgb[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _joined(
    lines: Iterable[tuple[float, float, float]],
) -> Iterator[tuple[float, float, float]]:
    """Yield (edge, top, height) of bars, those of neighbouring lines as one."""
    bars: list[tuple[float, float, float]] = []
    for edge, top, height in sorted((round(x), y, h) for x, y, h in lines):
        if bars and bars[-1][0] == edge and top <= bars[-1][1] + bars[-1][2] + height:
            first = bars[-1][1]
            bars[-1] = edge, first, max(bars[-1][2], top + height - first)
        else:
            bars.append((edge, top, height))
    yield from bars


def _spread(
    wanted: Sequence[float], heights: Sequence[float], first: float, foot: float
) -> list[float]:
    """Return the tops of remarks, near the wanted ones, between two heights, none over another."""
    tops: list[float] = []
    at = first
    for want, height in zip(wanted, heights, strict=True):
        tops.append(max(at, want))
        at = tops[-1] + height
    at = foot
    for n in reversed(range(len(tops))):
        tops[n] = min(tops[n], at - heights[n])
        at = tops[n]
    return tops
