"""The document's tree and what was painted to the tree of structure elements.

One element of the file for each element of the content, wherever its parts were
painted, in the order of the content (ISO 32000-1, 14.7 and 14.8). Makes no PDF objects.
"""

from __future__ import annotations

from publisher.errors import Finding
from publisher.layout.model import PlacedDrawing, Tag
from publisher.narrative.model import Element
from publisher.pdf.claims import Claims
from publisher.pdf.exhibits import exhibit_nodes
from publisher.pdf.model import Anchor, Area, Job, Kid, Node, Painted, Profile, Sheet

__all__ = ["grow"]

_ROLE_TO_TYPE = {"Aside": "Sect", "Document": "Part"}
"""Roles that are written as another structure type; `Document` is the file's root only."""


def grow(
    job: Job, profile: Profile, painted: Painted, anchors: tuple[Anchor, ...]
) -> tuple[Node, list[Finding]]:
    """Return the root of the structure, and findings for what does not fit it."""
    claims = Claims(painted.marks, anchors)
    grower = _Grower(job, claims, _boxes(job, profile))
    parts = [grower.node(part.root) for part in job.document.parts]
    root = Node("Document", tuple(part for part in parts if part is not None))
    return root, claims.findings()


def _boxes(job: Job, profile: Profile) -> dict[str, Area]:
    """Return where each figure that is content stands."""
    return {
        item.exhibit: Sheet.of(page, profile).box(item.box)
        for page in job.layout.pages
        for item in page.items
        if isinstance(item, PlacedDrawing) and isinstance(item.tag, Tag)
    }


class _Grower:
    """Turns elements into nodes."""

    def __init__(self, job: Job, claims: Claims, boxes: dict[str, Area]) -> None:
        self._job = job
        self._claims = claims
        self._boxes = boxes

    def node(self, element: Element) -> Node | None:
        """Return an element's node; None if nothing is in it."""
        kids = self._kids(element)
        if not kids:
            return None
        lang = element.lang if element.lang != self._job.document.language else None
        role = _ROLE_TO_TYPE.get(element.role, element.role)
        name = element.id if role == "Note" else None
        return Node(role, kids, id=name, lang=lang)

    def _kids(self, element: Element) -> tuple[Kid, ...]:
        kids: list[Kid] = list(
            self._claims.inline(element.content, element.id, element.position)
        )
        for child in element.children:
            if child.exhibit is not None:
                exhibit = self._job.exhibits[child.exhibit]
                box = self._boxes.get(child.exhibit)
                kids.extend(exhibit_nodes(exhibit, self._claims, box))
            else:
                node = self.node(child)
                kids.extend([node] if node else [])
        return tuple(kids)
