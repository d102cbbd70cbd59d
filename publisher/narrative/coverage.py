"""The printed figures of a document, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publisher.narrative.model import Document, Inline, Letter, Link, Note, Text
from publisher.provenance import Bound

__all__ = ["bound", "bound_in", "bound_in_letter"]


def bound(document: Document) -> Iterator[Bound]:
    """Yield the record of every printed figure of the document, in reading order.

    Exhibits keep their own (`Exhibit.bound`).
    """
    for element in document.elements():
        yield from bound_in(element.content)


def bound_in_letter(letter: Letter) -> Iterator[Bound]:
    """Yield the records of the figures of a letter: headers, salutations, then the body."""
    for words in letter.heads():
        yield from bound_in(words)
    for element in letter.elements():
        yield from bound_in(element.content)


def bound_in(content: Iterable[Inline]) -> Iterator[Bound]:
    """Yield the records of the figures printed in words, links and notes included."""
    for piece in content:
        if isinstance(piece, Text):
            yield from piece.bound
        elif isinstance(piece, Link | Note):
            yield from bound_in(piece.content)
