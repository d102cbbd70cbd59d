"""Where each element of the document stands on the pages."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.layout.model import Page, Place, PlacedDrawing, Run, Tag
from publisher.narrative.model import Document, Element, Text

__all__ = ["places_of"]


def places_of(document: Document, pages: Sequence[Page]) -> dict[str, Place]:
    """Return where each element first stands; a group stands where its first part does."""
    places: dict[str, Place] = {}
    for page in pages:
        for item in page.items:
            if isinstance(item, Run | PlacedDrawing) and isinstance(item.tag, Tag):
                places.setdefault(item.tag.element, _place(page.index, item))
    for part in document.parts:
        _raise(part.root, places)
        first = next((page.index for page in pages if page.part == part.id), None)
        if first is not None:
            places[part.id] = Place(first, 0.0, 0.0)
            places.setdefault(part.root.id, places[part.id])
    return places


def _place(index: int, item: Run | PlacedDrawing) -> Place:
    if isinstance(item, Run):
        return Place(index, item.x, item.y - item.size)
    return Place(index, item.box.x, item.box.y)


def _raise(element: Element, places: dict[str, Place]) -> Place | None:
    """Give an element the place of the first thing in it; return that place."""
    if element.exhibit is not None:
        name = element.exhibit
        found = places.get(f"{name}/title") or places.get(name)
        if found is None:
            inside = f"{name}/"
            found = next(
                (at for id_, at in places.items() if id_.startswith(inside)), None
            )
        if found:
            places[name] = places[element.id] = found
        return found
    below = [place for child in element.children if (place := _raise(child, places))]
    below += [
        places[piece.id]
        for piece in element.content
        if not isinstance(piece, Text) and piece.id in places
    ]
    own = places.get(element.id)
    if own is None and below:
        own = places[element.id] = min(
            below, key=lambda place: (place.page_index, place.y)
        )
    return own
