"""Structure elements to PDF objects: the tree, and the ways from the pages into it.

Authority: ISO 32000-1, 14.7.2 (elements), 14.7.4 (content items, parent tree),
14.7.5 (attributes).
"""

from __future__ import annotations

from collections import Counter

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from publisher.pdf.model import Anchor, File, Mark, Node

__all__ = ["add_structure"]


def add_structure(file: File) -> None:
    """Write the structure tree, and tie pages and annotations to it."""
    planter = _Planter(file)
    root = file.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = planter.plant(file.structure, root)
    root.ParentTree = file.pdf.make_indirect(Dictionary(Nums=planter.parents()))
    root.ParentTreeNextKey = len(file.pdf.pages) + len(file.anchors)
    if planter.ids:
        root.IDTree = file.pdf.make_indirect(_id_tree(planter.ids))
    file.pdf.Root.StructTreeRoot = root
    file.pdf.Root.MarkInfo = Dictionary(Marked=True)
    for n, page in enumerate(file.pdf.pages):
        page.obj.StructParents = n
        page.obj.Tabs = Name.S


def _id_tree(ids: dict[bytes, pikepdf.Object]) -> Dictionary:
    """Return the name tree from ids to elements; names are sorted by their bytes."""
    names = sorted(ids)
    pairs = [part for name in names for part in (String(name), ids[name])]
    kid = Dictionary(
        Names=Array(pairs), Limits=Array([String(names[0]), String(names[-1])])
    )
    return Dictionary(Kids=Array([kid]))


class _Planter:
    """Writes nodes as objects and remembers who owns which marked content."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._pages = [page.obj for page in file.pdf.pages]
        self._owners: dict[Mark, pikepdf.Object] = {}
        self._links: dict[Anchor, pikepdf.Object] = {}
        self.ids: dict[bytes, pikepdf.Object] = {}

    def plant(self, node: Node, parent: pikepdf.Object) -> pikepdf.Object:
        """Return a node and all below it as structure elements."""
        element = self._file.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{node.role}"), P=parent)
        )
        if node.id is not None:
            element.ID = String(node.id)
            self.ids[bytes(element.ID)] = element
        if node.alt is not None:
            element.Alt = String(node.alt)
        if node.lang is not None:
            element.Lang = String(node.lang)
        if node.attributes:
            element.A = _attributes(node)
        page = self._main_page(node)
        if page is not None:
            element.Pg = self._pages[page]
        kids = [self._kid(kid, element, page) for kid in node.kids]
        if kids:
            element.K = kids[0] if len(kids) == 1 else Array(kids)
        return element

    def _main_page(self, node: Node) -> int | None:
        """Return the page on which most of the node's own marked content stands."""
        pages = Counter(kid.page_index for kid in node.kids if isinstance(kid, Mark))
        return pages.most_common(1)[0][0] if pages else None

    def _kid(
        self, kid: Node | Mark | Anchor, element: pikepdf.Object, page: int | None
    ) -> pikepdf.Object | int:
        if isinstance(kid, Node):
            return self.plant(kid, element)
        if isinstance(kid, Mark):
            self._owners[kid] = element
            if kid.page_index == page:
                return kid.number
            return Dictionary(
                Type=Name.MCR, Pg=self._pages[kid.page_index], MCID=kid.number
            )
        self._links[kid] = element
        return Dictionary(
            Type=Name.OBJR,
            Pg=self._pages[kid.page_index],
            Obj=self._file.annotations[kid],
        )

    def parents(self) -> Array:
        """Return the number tree's entries: pages first, then annotations."""
        by_page: dict[int, list[pikepdf.Object]] = {}
        for mark in sorted(self._owners):
            by_page.setdefault(mark.page_index, []).append(self._owners[mark])
        entries = Array()
        for index in range(len(self._pages)):
            entries.append(index)
            entries.append(Array(by_page.get(index, [])))
        for n, anchor in enumerate(self._file.anchors, len(self._pages)):
            entries.append(n)
            entries.append(self._links[anchor])
        return entries


def _attributes(node: Node) -> Dictionary:
    """Return a node's attribute object."""
    attributes = Dictionary(O=Name(f"/{node.owner}"))
    for key, value in node.attributes.items():
        name = f"/{key}"
        if key == "Summary":
            attributes[name] = String(str(value))
        elif isinstance(value, str):
            attributes[name] = Name(f"/{value}")
        elif isinstance(value, tuple):
            attributes[name] = Array(
                [String(part) if isinstance(part, str) else part for part in value]
            )
        else:
            attributes[name] = value
    return attributes
