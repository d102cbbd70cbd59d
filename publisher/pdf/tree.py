"""Structure elements to PDF objects: the tree, and the ways from the pages into it.

Authority: ISO 32000-1, 14.7.2 (elements), 14.7.4 (content items, parent tree),
14.7.5 (attributes).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

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
        self._names = _short_names(file.structure)
        self.ids: dict[bytes, pikepdf.Object] = {}

    def plant(self, node: Node, parent: pikepdf.Object) -> pikepdf.Object:
        """Return a node and all below it as structure elements."""
        element = self._file.pdf.make_indirect(
            Dictionary(S=Name(f"/{node.role}"), P=parent)
        )
        if node.id in self._names:
            element.ID = String(self._names[node.id])
            self.ids[bytes(element.ID)] = element
        if node.alt is not None:
            element.Alt = String(node.alt)
        if node.expansion is not None:
            element.E = String(node.expansion)
        if node.lang is not None:
            element.Lang = String(node.lang)
        if node.attributes:
            element.A = _attributes(node, self._names)
        self._file.planted.append((node, element))
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


def _short_names(root: Node) -> dict[str | None, str]:
    """Return what each id is called in the file, if it has any use there.

    A note must have one (ISO 14289-1, 7.9), a cell's head if a cell names it. The ids of
    the content are long, and stand once more with each cell.
    """
    used: dict[str | None, str] = {}
    nodes = [root]
    while nodes:
        node = nodes.pop()
        nodes.extend(kid for kid in reversed(node.kids) if isinstance(kid, Node))
        heads = node.attributes.get("Headers", ())
        names = [*heads] if isinstance(heads, tuple) else []
        for name in [node.id, *names] if node.role == "Note" else names:
            used.setdefault(str(name), f"{len(used):x}")
    return used


def _attributes(node: Node, names: Mapping[str | None, str]) -> Dictionary:
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
                [
                    String(names[part]) if isinstance(part, str) else part
                    for part in value
                ]
            )
        else:
            attributes[name] = value
    return attributes
