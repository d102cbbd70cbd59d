"""Links, bookmarks and page labels: the ways through a file on a screen.

Authorities: ISO 32000-1, 12.3.2 (destinations), 12.3.3 (outline), 12.4.2 (page labels),
12.5.6.5 (link annotations); ISO 14289-1, 7.18 (what an annotation must say).

Findings
--------
PDF-03
    A link or bookmark leads to an element that stands on no page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from publisher.errors import Finding
from publisher.layout.model import LinkArea, Page
from publisher.narrative.model import Document, plain
from publisher.pdf.model import Anchor, File, Job, Sheet

__all__ = [
    "add_bookmarks",
    "add_links",
    "add_page_labels",
    "anchors",
    "destination",
    "headings",
    "lost_targets",
    "page_labels",
]

_HEADINGS = {f"H{level}" for level in range(1, 7)}
_PRINT = 4
"""The flag of an annotation that PDF/A asks for (ISO 32000-1, table 165)."""


def anchors(job: Job) -> tuple[Anchor, ...]:
    """Return the link areas of all pages, in order."""
    return tuple(
        Anchor(page.index, area) for page in job.layout.pages for area in page.links
    )


def lost_targets(job: Job) -> list[Finding]:
    """Return a finding for each link or bookmark that leads nowhere."""
    places = job.layout.places
    wanted = {
        anchor.area.target: f"the link {anchor.area.element!r}"
        for anchor in anchors(job)
        if anchor.area.target is not None
    }
    for title, target, _ in headings(job.document):
        wanted.setdefault(target, f"the bookmark {title!r}")
    return [
        Finding("PDF-03", f"{what} leads to {target!r}, which stands on no page")
        for target, what in wanted.items()
        if target not in places
    ]


def add_links(file: File) -> None:
    """Make each link area an annotation; the structure ties it to its words."""
    labels = page_labels(file.job.layout.pages)
    count = len(file.pdf.pages)
    for n, anchor in enumerate(file.anchors):
        annotation = file.pdf.make_indirect(_annotation(file, anchor, labels))
        annotation.StructParent = count + n
        file.annotations[anchor] = annotation
        page = file.pdf.pages[anchor.page_index].obj
        if Name.Annots not in page:
            page.Annots = Array()
        page.Annots.append(annotation)


def _annotation(file: File, anchor: Anchor, labels: Sequence[str]) -> Dictionary:
    area = anchor.area
    page = file.job.layout.pages[anchor.page_index]
    annotation = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array(Sheet.of(page, file.profile).box(area.box)),
        Border=Array([0, 0, 0]),
        F=_PRINT,
        Contents=String(_says(file, area, labels)),
    )
    if area.uri is not None:
        annotation.A = Dictionary(S=Name.URI, URI=String(area.uri))
    elif area.target is not None:
        annotation.Dest = destination(file, area.target)
    return annotation


def _says(file: File, area: LinkArea, labels: Sequence[str]) -> str:
    """Return what a reader hears of a link: its words, else where it leads."""
    if area.text or area.uri is not None:
        return area.text or str(area.uri)
    return labels[file.job.layout.places[str(area.target)].page_index]


def destination(file: File, element: str) -> Array:
    """Return the place of an element as an explicit destination, zoom unchanged."""
    place = file.job.layout.places[element]
    sheet = Sheet.of(file.job.layout.pages[place.page_index], file.profile)
    left, top = sheet.point(place.x, place.y)
    page = file.pdf.pages[place.page_index].obj
    return Array([page, Name.XYZ, round(left, 2), round(top, 2), None])


# --- bookmarks


def headings(document: Document) -> Iterator[tuple[str, str, int]]:
    """Yield words, id and level of each heading in reading order; fillers have no mark."""
    for part in document.parts:
        for element in part.root.walk():
            if element.role in _HEADINGS and not part.filler:
                title = " ".join(plain(element.content).split())
                yield title, element.id, int(element.role[1])


def add_bookmarks(file: File) -> None:
    """Make the headings the bookmarks, each below the last one of a higher level."""
    with file.pdf.open_outline() as outline:
        above: list[tuple[int, list[pikepdf.OutlineItem]]] = [(0, outline.root)]
        for title, target, level in headings(file.job.document):
            item = pikepdf.OutlineItem(title, destination(file, target))
            item.is_closed = True
            while above[-1][0] >= level:
                above.pop()
            above[-1][1].append(item)
            above.append((level, item.children))
    if outline.root:
        file.pdf.Root.PageMode = Name.UseOutlines


# --- page labels


def page_labels(pages: Sequence[Page]) -> list[str]:
    """Return a label for each page: its folio, or what its folio would be.

    A page that prints none is counted from the nearest page that prints a number. If
    that is less than 1, or no page prints a number, the label is the page's place in
    square brackets, as librarians write it.
    """
    printed = [
        (page.index, int(page.folio)) for page in pages if page.folio.isdecimal()
    ]
    labels = []
    for page in pages:
        label = page.folio
        if not label and printed:
            near, folio = min(printed, key=lambda pair: abs(pair[0] - page.index))
            label = str(max(0, folio + page.index - near) or "")
        labels.append(label or f"[{page.index + 1}]")
    return labels


def add_page_labels(file: File) -> None:
    """Give the pages the labels that readers show; runs of numbers share an entry."""
    entries = Array()
    expected = None
    for index, label in enumerate(page_labels(file.job.layout.pages)):
        if label.isdecimal():
            value = int(label)
            if value != expected:
                entries.append(index)
                entries.append(Dictionary(S=Name.D, St=value))
            expected = value + 1
        else:
            entries.append(index)
            entries.append(Dictionary(P=String(label)))
            expected = None
    file.pdf.Root.PageLabels = Dictionary(Nums=entries)
