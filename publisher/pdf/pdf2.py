"""What PDF 2.0 says in another way: names of structure types, and where links lead.

Authorities: ISO 32000-2, 14.8.6 (namespaces), 12.3.2.3 (structure destinations);
ISO 14289-2, 8.2.5 (which types, and what they must hold) and 8.8 (destinations);
ISO 19005-4, 6.1.3 (no information dictionary).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from publisher.pdf.model import Anchor, File, Node
from publisher.pdf.navigation import destination, headings

__all__ = ["lead_to_elements", "leave_to_xmp", "name_by_pdf2"]

_NAMESPACE = "http://iso.org/pdf2/ssn"
_OLD = {"BlockQuote", "Reference", "TOC", "TOCI"}
"""Types that the namespace of PDF 2.0 lacks; they are read as those of PDF 1.7."""


def name_by_pdf2(file: File) -> None:
    """Put the elements into the namespace of PDF 2.0, with the names that they have there."""
    namespace = file.pdf.make_indirect(
        Dictionary(Type=Name.Namespace, NS=String(_NAMESPACE))
    )
    file.pdf.Root.StructTreeRoot.Namespaces = Array([namespace])
    elements = _elements(file)
    for node, element in file.planted:
        if node.role not in _OLD:
            element.NS = namespace
        if node.role == "Note":
            element.S = Name.FENote
            element.A = Dictionary(O=Name.FENote, NoteType=Name.Footnote)
        if node.attributes.get("ListNumbering") == "None":
            element.A.ListNumbering = Name.Description
        if node.role == "TOCI":
            targets = dict.fromkeys(anchor.area.target for anchor in _anchors(node))
            element.Ref = Array([elements[str(target)] for target in targets])


def lead_to_elements(file: File) -> None:
    """Let links and bookmarks inside the file lead to elements, not only to places."""
    elements = _elements(file)
    for anchor, annotation in file.annotations.items():
        target = anchor.area.target
        if target is not None:
            del annotation.Dest
            annotation.A = _go(file, target, elements)
    with file.pdf.open_outline() as outline:
        targets = [target for _, target, _ in headings(file.job.document)]
        for item, target in zip(_items(outline.root), targets, strict=True):
            item.destination = None
            item.action = _go(file, target, elements)


def leave_to_xmp(file: File) -> None:
    """Say title, author and the like in the XMP metadata only."""
    del file.pdf.docinfo


def _go(file: File, target: str, elements: Mapping[str, pikepdf.Object]) -> Dictionary:
    place = destination(file, target)
    there = Array([elements[target], *list(place)[1:]])
    return Dictionary(S=Name.GoTo, D=place, SD=there)


def _elements(file: File) -> dict[str, pikepdf.Object]:
    """Return each structure element of the file by its element of the content."""
    return {
        node.element: element
        for node, element in file.planted
        if node.element is not None
    }


def _anchors(node: Node) -> Iterator[Anchor]:
    for kid in node.kids:
        if isinstance(kid, Anchor):
            yield kid
        elif isinstance(kid, Node):
            yield from _anchors(kid)


def _items(items: list[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from _items(item.children)
