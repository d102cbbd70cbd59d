"""The document's structure and the style to pages: the one public verb of this stage.

Parts become pages in order; designed pages bring the count to a whole number of sheets;
the pass is repeated until every printed page number names the page it stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from publisher.errors import Finding, StageFailed
from publisher.figures.model import Figure
from publisher.fonts import Fonts
from publisher.layout.compose import compose
from publisher.layout.galley import Context
from publisher.layout.masters import Sheet, Side, frame_box, furniture, type_area
from publisher.layout.model import (
    Box,
    Layout,
    LinkArea,
    Page,
    PlacedDrawing,
    Tag,
)
from publisher.layout.pagination import Body, notes_block, paginate
from publisher.layout.paragraph import Setting
from publisher.layout.places import places_of
from publisher.layout.stamp import stamped
from publisher.layout.strips import Item, Strip, moved, moved_link, stacked
from publisher.narrative.model import Document, Element, Inline, Note, Part, Ref
from publisher.styles.models import Master, Style
from publisher.tables.model import Table

__all__ = ["flow"]

_PASSES = 6
"""Page numbers settle in two or three passes; more means that they never will."""


@dataclass(frozen=True, slots=True)
class _Poured:
    """A part's page bodies, and what was found in making them.

    ``made`` are its whole pages by the index of the first: a pass that changes neither
    the part nor its place takes them again.
    """

    bodies: tuple[Body, ...]
    findings: tuple[Finding, ...]
    made: dict[int, tuple[tuple[Page, ...], tuple[Finding, ...]]] = field(
        default_factory=dict
    )


Sized = Callable[[str, tuple[float, float]], None]
"""Told a figure's id with its width and height, in points, as soon as a page decides them.

A later pass may decide again; what `Layout.sizes` says is final."""


@dataclass(slots=True)
class _Book:
    """Pages as they are made, and the figures' sizes."""

    poured: dict[str, _Poured]
    sized: Sized
    pages: list[Page] = field(default_factory=list)
    sizes: dict[str, tuple[float, float]] = field(default_factory=dict)

    def side(self) -> Side:
        """Return the side of the next page; the first is a recto."""
        return "verso" if len(self.pages) % 2 else "recto"

    def copy(self) -> _Book:
        """Return a book in which pages can be tried."""
        return replace(self, pages=list(self.pages), sizes=dict(self.sizes))

    def add(self, pages: Sequence[Page]) -> None:
        """Add pages, and note the sizes of the figures on them."""
        self.pages.extend(pages)
        for item in chain.from_iterable(page.items for page in pages):
            if isinstance(item, PlacedDrawing):
                size = item.box.width, item.box.height
                self.sizes[item.exhibit] = size
                self.sized(item.exhibit, size)


def flow(
    document: Document,
    exhibits: Mapping[str, Figure | Table],
    style: Style,
    fonts: Fonts,
    sized: Sized = lambda _name, _size: None,
) -> Layout:
    """Lay the document out.

    ``sized`` is called with a figure's id and its width and height in points whenever a
    page has decided them, so that drawing need not wait for the last page; a later pass
    may decide anew.

    Raises
    ------
    StageFailed
        With every finding of the last pass: LAYOUT-01 (a block or part does not fit, by
        how much), LAYOUT-02 (a word wider than the measure), LAYOUT-03 (a table wider
        than the measure), LAYOUT-04 (page numbers that do not settle), LAYOUT-05 (pages
        that make no whole sheets, a part on the wrong side), LAYOUT-06 (a running line
        with an unknown field), LAYOUT-07 (a running line that is too long), LAYOUT-08
        (words without a measure), LAYOUT-09 (a paragraph style that is missing), LAYOUT-10
        (a note called in a frame), FACE-02 (a character that no chosen face has).
    """
    folios: dict[str, str] = {}
    poured: dict[str, _Poured] = {}
    for _ in range(_PASSES):
        findings: list[Finding] = []
        setting = Setting(fonts, document.language, folios, findings)
        context = Context(style, setting, exhibits)
        book = _Book(poured, sized)
        _bind(document, context, book, findings)
        places = places_of(document, book.pages)
        settled = {name: str(place.page_index + 1) for name, place in places.items()}
        if settled == folios:
            break
        folios = settled
        poured = {
            part.id: poured[part.id]
            for part in document.parts
            if part.id in poured and not _prints_folios(part, exhibits)
        }
    else:
        findings.append(
            Finding(
                "LAYOUT-04",
                f"the page numbers do not settle in {_PASSES} passes",
                hint="a page reference moves the page that it names: reword near it",
            )
        )
    if findings:
        raise StageFailed(dict.fromkeys(findings))
    return Layout(tuple(book.pages), places, book.sizes, {})


def _prints_folios(part: Part, exhibits: Mapping[str, Figure | Table]) -> bool:
    """Whether a part's words name a page, so that they wait for the page numbers."""
    for element in part.root.walk():
        exhibit = exhibits.get(element.exhibit or "")
        for piece in chain(element.content, *(_words(exhibit) if exhibit else ())):
            inner = piece.content if isinstance(piece, Note) else (piece,)
            if any(isinstance(each, Ref) and each.form == "page" for each in inner):
                return True
    return False


def _words(exhibit: Figure | Table) -> Iterator[tuple[Inline, ...]]:
    """Yield all words of an exhibit that layout sets."""
    yield from (exhibit.title, exhibit.unit, *exhibit.notes, exhibit.source)
    if isinstance(exhibit, Table):
        yield from (spanner.text for spanner in exhibit.spanners)
        yield from (column.head for column in exhibit.columns)
        yield from (cell.content for row in exhibit.body for cell in row.cells)


def _bind(
    document: Document,
    context: Context,
    book: _Book,
    findings: list[Finding],
) -> None:
    """Add all pages of one pass, brought to a whole number of sheets."""
    filler = next((part for part in document.parts if part.filler), None)
    parts = [part for part in document.parts if not part.filler]
    for part in parts[:-1]:
        _add(part, filler, book, document, context, findings)
    for part in parts[-1:]:
        last = book.copy()
        _add(part, None, last, document, context, [])
        short = -len(last.pages) % context.style.page.pages_divisible_by
        for _ in range(short if filler else 0):
            _add(filler, None, book, document, context, findings)
        _add(part, filler, book, document, context, findings)
        _whole(book, context, findings)


def _whole(book: _Book, context: Context, findings: list[Finding]) -> None:
    divisor = context.style.page.pages_divisible_by
    too_long = any(finding.code == "LAYOUT-01" for finding in findings)
    if len(book.pages) % divisor and not too_long:
        findings.append(
            Finding(
                "LAYOUT-05",
                f"{len(book.pages)} pages are not divisible by {divisor}",
                context.style.page.at("pages_divisible_by"),
                hint="name a filler part of one page in publication.yml, and let the last"
                " part open on a side on which it can end the last sheet",
            )
        )


def _add(
    part: Part | None,
    filler: Part | None,
    book: _Book,
    document: Document,
    context: Context,
    findings: list[Finding],
) -> None:
    """Lay out one part and add its pages to the book."""
    if part is None:
        return
    master = context.style.page.masters[part.master]
    if master.opens not in ("any", book.side()) and filler is not None:
        _add(filler, None, book, document, context, findings)
    if master.opens not in ("any", book.side()):
        side, folio = book.side(), len(book.pages) + 1
        message = f"the part {part.id!r} opens {master.opens}, page {folio} is a {side}"
        hint = "name a filler part of one page in publication.yml"
        findings.append(Finding("LAYOUT-05", message, part.position, hint))
    area = type_area(context.style.page, master, "recto")
    if part.id not in book.poured:
        book.poured[part.id] = _pour(part, master, area, context)
    poured = book.poured[part.id]
    findings.extend(poured.findings)
    if master.pages is not None and len(poured.bodies) > master.pages:
        findings.append(_overflow(part, master.pages, poured.bodies))
    start = len(book.pages)
    if start not in poured.made:
        setting = replace(context.setting, findings=[])
        own = replace(context, setting=setting)
        dress = _Dress(part, master, document, own, setting.findings)
        slots = [list(_slots(part.root)), *([] for _ in poured.bodies[1:])]
        pages = tuple(
            _page(body, held, dress, start + n)
            for n, (body, held) in enumerate(zip(poured.bodies, slots, strict=True))
        )
        poured.made[start] = pages, tuple(dress.findings)
    pages, found = poured.made[start]
    findings.extend(found)
    book.add(pages)


def _pour(part: Part, master: Master, area: Box, context: Context) -> _Poured:
    """Return a part's text and exhibits as page bodies."""
    setting = replace(context.setting, findings=[])
    own = replace(context, setting=setting)
    strips = compose(part.root, area.width, own)
    bodies, found = paginate(strips, area.height, area.width, own, fill=master.fill)
    return _Poured(tuple(bodies) or (Body(),), (*setting.findings, *found))


def _overflow(part: Part, pages: int, bodies: Sequence[Body]) -> Finding:
    """Return the finding for a part that is longer than its master allows."""
    first = bodies[pages].strips[0]
    named = next((s for s in bodies[pages].strips if s.element), first)
    over = sum(body.foot for body in bodies[pages:])
    limit = "one page" if pages == 1 else f"{pages} pages"
    return Finding(
        "LAYOUT-01",
        f"the part {part.id!r} does not fit on {limit}:"
        f" {over:.0f} pt too much, from {named.element!r} on",
        named.position or part.position,
        hint="shorten the text, drop an exhibit, or lower the least heights of its figures",
    )


def _slots(root: Element) -> Iterator[Element]:
    """Yield the elements that stand in named frames."""
    for element in root.walk():
        if element.slot is not None:
            yield element


@dataclass(frozen=True, slots=True)
class _Dress:
    """What a page of one part wears."""

    part: Part
    master: Master
    document: Document
    context: Context
    findings: list[Finding]


def _page(body: Body, slots: Sequence[Element], dress: _Dress, index: int) -> Page:
    """Return one page: ground, slots, text, footnotes, running lines and tabs."""
    page = dress.context.style.page
    side: Side = "verso" if index % 2 else "recto"
    folio = str(index + 1)
    sheet = Sheet(dress.part, dress.master, side, folio)
    under, around = furniture(sheet, dress.document, dress.context, dress.findings)
    area = type_area(page, dress.master, side)
    items: list[Item] = [*under]
    links: list[LinkArea] = []
    for element in slots:
        _place_slot(element, dress, side, items, links)
    for strip, top in zip(body.strips, body.tops, strict=True):
        _put(strip, area.x, area.y + top, items, links)
    if body.notes:
        notes = notes_block(body.notes)
        _put(notes, area.x, area.y + area.height - notes.height, items, links)
    items.extend(around)
    words = dress.document.stamp
    items.extend(stamped(words, sheet, items, dress.context, dress.findings))
    printed = any(
        "{folio}" in line.gutter + line.fore_edge for line in dress.master.running
    )
    return Page(
        index=index,
        folio=folio if printed else "",
        side=side,
        part=dress.part.id,
        width=page.trim_width,
        height=page.trim_height,
        bleed=page.bleed,
        items=tuple(items),
        links=tuple(links),
    )


def _place_slot(
    element: Element,
    dress: _Dress,
    side: Side,
    items: list[Item],
    links: list[LinkArea],
) -> None:
    """Put an element into its frame; a figure that bleeds takes the whole frame."""
    frame = dress.master.frames[str(element.slot)]
    box = frame_box(dress.context.style.page, frame, side)
    if frame.bleeds and element.exhibit is not None:
        items.append(PlacedDrawing(element.exhibit, box, Tag(element.exhibit)))
        return
    strip = stacked(compose(element, box.width, dress.context))
    over = strip.height - box.height
    if over > 0.01:
        dress.findings.append(
            Finding(
                "LAYOUT-01",
                f"{element.id!r} is {over:.1f} pt too high for its frame {element.slot!r}",
                element.position,
                hint="shorten it, or give the frame more height in styles/page.yml",
            )
        )
    for note in strip.notes:
        message = f"the note {note.label!r} is called in the frame {element.slot!r}"
        hint = "frames have no foot for notes: say it in the words of the frame"
        dress.findings.append(Finding("LAYOUT-10", message, element.position, hint))
    top = box.y if frame.align == "top" else box.y + box.height - strip.height
    _put(strip, box.x, top, items, links)


def _put(
    strip: Strip, x: float, y: float, items: list[Item], links: list[LinkArea]
) -> None:
    items.extend(moved(item, x, y) for item in strip.items)
    links.extend(moved_link(link, x, y) for link in strip.links)
