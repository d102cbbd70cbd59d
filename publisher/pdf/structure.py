"""The document's tree and what was painted to the tree of structure elements.

One element of the file for each element of the content, wherever its parts were
painted, in the order of the content (ISO 32000-1, 14.7 and 14.8). Makes no PDF objects.
"""

from __future__ import annotations

import re
from dataclasses import replace

from publisher.errors import Finding
from publisher.layout.model import PlacedDrawing, Tag
from publisher.narrative.model import Element, Part, plain
from publisher.pdf.claims import Claims
from publisher.pdf.exhibits import exhibit_nodes
from publisher.pdf.model import Anchor, Area, Job, Kid, Node, Painted, Profile, Sheet

__all__ = ["grow"]

_ROLE_TO_TYPE = {"Aside": "Sect", "Document": "Part"}
"""Roles that are written as another structure type; `Document` is the file's root only."""


def grow(
    job: Job, profile: Profile, painted: Painted, anchors: tuple[Anchor, ...]
) -> tuple[Node, list[Finding]]:
    """Return the root of the structure, and findings for what does not fit it.

    A filler part may stand on many pages or on none: each of its pages is a part of
    its own, read where it stands.
    """
    boxes = _boxes(job, profile)
    placed = _in_reading_order(job, painted, anchors)
    nodes = [
        _Grower(job, claims, boxes, part.master).node(part.root)
        for part, claims in placed
    ]
    root = Node("Document", tuple(_as_said(node) for node in nodes if node is not None))
    findings = [
        finding
        for claims in dict.fromkeys(claims for _, claims in placed)
        for finding in claims.findings()
    ]
    return root, findings


def _as_said(node: Node) -> Node:
    """Return a node and all below it, each that is nothing but short said in full itself."""
    kids = tuple(_as_said(kid) if isinstance(kid, Node) else kid for kid in node.kids)
    only = kids[0] if len(kids) == 1 else None
    if isinstance(only, Node) and only.role == "Span" and only.lang is None:
        return replace(node, kids=only.kids, expansion=only.expansion)
    return replace(node, kids=kids)


def _in_reading_order(
    job: Job, painted: Painted, anchors: tuple[Anchor, ...]
) -> list[tuple[Part, Claims]]:
    """Return the parts by their first pages, fillers page by page, and what is theirs."""
    parts = {part.id: part for part in job.document.parts}
    pages = job.layout.pages
    filled = {page.index for page in pages if parts[page.part].filler}
    rest = Claims(
        painted.marks, anchors, {page.index for page in pages}.difference(filled)
    )
    unseen = {name: part for name, part in parts.items() if not part.filler}
    placed: list[tuple[Part, Claims]] = []
    for page in pages:
        if page.index in filled:
            here = Claims(painted.marks, anchors, {page.index})
            placed.append((parts[page.part], here))
        elif page.part in unseen:
            placed.append((unseen.pop(page.part), rest))
    # What stands on no page is grown too: that is how it is found.
    return [*placed, *((part, rest) for part in unseen.values())]


def _boxes(job: Job, profile: Profile) -> dict[str, Area]:
    """Return where each figure that is content stands."""
    return {
        item.exhibit: Sheet.of(page, profile).box(item.box)
        for page in job.layout.pages
        for item in page.items
        if isinstance(item, PlacedDrawing) and isinstance(item.tag, Tag)
    }


def _numbering(element: Element) -> str:
    """Return how a list's labels count (ISO 32000-1, table 347).

    PDF 2.0 has a name for a list of terms ("Description"); the older one calls the same
    labels unordered.
    """
    labels = [
        plain(part.content)
        for item in element.children
        for part in item.children
        if part.role == "Lbl"
    ]
    if all(re.fullmatch(r"\d+\.", label) for label in labels):
        return "Decimal"
    return "Disc" if set(labels) == {"•"} else "None"


class _Grower:
    """Turns the elements of one part into nodes; ``master`` is its page master."""

    def __init__(
        self, job: Job, claims: Claims, boxes: dict[str, Area], master: str
    ) -> None:
        self._job = job
        self._claims = claims
        self._boxes = boxes
        self._master = master

    def node(self, element: Element) -> Node | None:
        """Return an element's node; None if nothing is in it."""
        kids = self._kids(element)
        if not kids:
            return None
        lang = element.lang if element.lang != self._job.document.language else None
        role = _ROLE_TO_TYPE.get(element.role, element.role)
        if role == "L":
            attributes = {"ListNumbering": _numbering(element)}
            return Node(role, kids, lang=lang, owner="List", attributes=attributes)
        return Node(role, kids, lang=lang, element=element.id)

    def _kids(self, element: Element) -> tuple[Kid, ...]:
        kids: list[Kid] = list(
            self._claims.inline(element.content, element.id, element.position)
        )
        for child in element.children:
            if child.exhibit is not None:
                exhibit = self._job.exhibits[child.exhibit]
                box = self._boxes.get(child.exhibit)
                bare = self._bleeds(child)
                kids.extend(exhibit_nodes(exhibit, self._claims, box, bare=bare))
            else:
                node = self.node(child)
                kids.extend([node] if node else [])
        return tuple(kids)

    def _bleeds(self, element: Element) -> bool:
        """Whether an exhibit fills a bleeding frame, where it wears no words."""
        if element.slot is None:
            return False
        frames = self._job.style.page.masters[self._master].frames
        return frames[element.slot].bleeds
