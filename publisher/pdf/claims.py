"""What was painted, handed to the structure elements that claim it.

Every stretch of marked content belongs to exactly one structure element; what is left
over, and what the content holds but no page shows, is a finding.

Findings
--------
PDF-04
    Words of the content were not painted.
PDF-05
    Something was painted for an element that the content does not have.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from publisher.errors import Finding
from publisher.layout.model import NOTE_BODY, Tag
from publisher.narrative.model import Inline, Link, Note, Ref, Text, plain
from publisher.pdf.model import Anchor, Kid, Mark, Node
from publisher.pdf.stretches import stretches
from publisher.provenance import Position

__all__ = ["Claims"]


class Claims:
    """Marked content and link areas of some pages by the element that they belong to."""

    def __init__(
        self,
        marks: Mapping[Tag, tuple[Mark, ...]],
        anchors: Iterable[Anchor],
        pages: AbstractSet[int],
    ) -> None:
        self._marks: dict[str, dict[int, tuple[Mark, ...]]] = {}
        for tag, found in marks.items():
            here = tuple(mark for mark in found if mark.page_index in pages)
            if here:
                self._marks.setdefault(tag.element, {})[tag.index] = here
        self._anchors: dict[str, list[Anchor]] = {}
        for anchor in anchors:
            if anchor.page_index in pages:
                self._anchors.setdefault(anchor.area.element, []).append(anchor)
        self._findings: list[Finding] = []

    def marks(self, element: str, index: int | None = None) -> tuple[Mark, ...]:
        """Claim the marked content of one place in an element, or all that is left."""
        places = self._marks.get(element, {})
        if index is not None:
            return places.pop(index, ())
        found = sorted(mark for marks in places.values() for mark in marks)
        places.clear()
        return tuple(found)

    def anchors(self, element: str) -> tuple[Anchor, ...]:
        """Claim the link areas of an element."""
        return tuple(self._anchors.pop(element, ()))

    def missed(self, element: str, words: str, position: Position | None) -> None:
        """Note words of an element that no page shows."""
        shown = words if len(words) <= 60 else words[:57] + "..."
        message = f"no page shows {shown!r} of {element!r}"
        self._findings.append(Finding("PDF-04", message, position))

    def findings(self) -> list[Finding]:
        """Return the findings, those for what nobody claimed at the end."""
        left = [
            f"page {mark.page_index + 1} shows something of {element!r} (piece {index})"
            for element, places in self._marks.items()
            for index, marks in places.items()
            for mark in marks[:1]
        ]
        left += [
            f"page {anchors[0].page_index + 1} has a link of {element!r}"
            for element, anchors in self._anchors.items()
        ]
        unknown = [
            Finding("PDF-05", f"{what}, which the content does not have")
            for what in left
        ]
        return [*self._findings, *unknown]

    # --- inline content

    def inline(
        self,
        content: tuple[Inline, ...],
        owner: str,
        position: Position | None,
        first: int = 0,
    ) -> tuple[Kid, ...]:
        """Return the kids of an element with inline content, in the order of the words.

        ``first`` is the index that layout gave to the first piece.
        """
        return self._whole_link(self._pieces(content, owner, position, first), owner)

    def _pieces(
        self,
        content: tuple[Inline, ...],
        owner: str,
        position: Position | None,
        first: int = 0,
    ) -> tuple[Kid, ...]:
        kids: list[Kid] = []
        for index, pieces in stretches(content, first):
            found = self.marks(owner, index)
            piece = pieces[0]
            if isinstance(piece, Text):
                words = plain(tuple(pieces))
                kids.extend(self._text((piece, words), found, owner, position))
            elif isinstance(piece, Note):
                kids.extend(self._note(piece, found, position))
            else:
                kids.append(self._link(piece, found, position))
        return tuple(kids)

    def _text(
        self,
        said: tuple[Text, str],
        found: tuple[Mark, ...],
        owner: str,
        position: Position | None,
    ) -> tuple[Kid, ...]:
        """Return the kids of a stretch: its first piece and all its words are ``said``."""
        text, words = said
        if not found:
            if words.strip():
                self.missed(owner, words, position)
            return ()
        if text.spoken is None and text.lang is None:
            return found
        return (Node("Span", found, expansion=text.spoken, lang=text.lang),)

    def _link(
        self, piece: Link | Ref, found: tuple[Mark, ...], position: Position | None
    ) -> Node:
        """Return a link with its words and its areas; a cross reference wraps its own."""
        words: tuple[Kid, ...] = found
        if isinstance(piece, Link):
            words += self._pieces(piece.content, piece.id, position)
        else:
            words += self.marks(piece.id)
        if not words:
            self.missed(piece.id, plain((piece,)) or "the reference", position)
        node = Node("Link", (*words, *self.anchors(piece.id)))
        return Node("Reference", (node,)) if isinstance(piece, Ref) else node

    def _note(
        self, note: Note, found: tuple[Mark, ...], position: Position | None
    ) -> tuple[Kid, ...]:
        """Return a note's call and, read directly after it, the note itself."""
        call: tuple[Kid, ...] = (*found, *self.marks(note.id, 0))
        areas = self.anchors(note.id)
        if areas:
            call = (Node("Link", (*call, *areas)),)
        label = tuple(
            mark for index in range(1, NOTE_BODY) for mark in self.marks(note.id, index)
        )
        if not call or not label:
            self.missed(note.id, note.label, position)
        body = self.inline(note.content, note.id, position, NOTE_BODY)
        kids: tuple[Kid, ...] = (Node("Lbl", label), *body)
        return Node("Reference", call), Node("Note", kids, id=note.id)

    def _whole_link(self, kids: tuple[Kid, ...], owner: str) -> tuple[Kid, ...]:
        """Return the kids, inside a link if the whole element is one."""
        areas = self.anchors(owner)
        return (Node("Link", (*kids, *areas)),) if areas else kids
