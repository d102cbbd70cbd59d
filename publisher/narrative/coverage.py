"""What of a document's printed numbers is bound to the data.

Counts and lists; judges nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publisher.narrative.model import Document, Inline, Link, Note, Text
from publisher.provenance import Bound

__all__ = ["Count", "bound", "bound_in", "count_numbers"]

NUMBER = re.compile(r"\d+(?:[.,\u202f]\d+)*")
_MADE = re.compile(r"/sources-|/notices-\d+/(?:changes|coverage)/")
"""Elements made of records rather than written."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of the printed numbers are bound. A number is a group of digits."""

    bound: int
    of: int


def bound(document: Document) -> Iterator[Bound]:
    """Yield the record of every printed figure of the document, in reading order.

    Exhibits keep their own (`Exhibit.bound`).
    """
    for element in document.elements():
        yield from bound_in(element.content)


def bound_in(content: Iterable[Inline]) -> Iterator[Bound]:
    """Yield the records of the figures printed in words, links and notes included."""
    for text in _texts(content):
        yield from text.bound


def count_numbers(document: Document) -> Count:
    """Return how many numbers the words of the document print, and how many are bound.

    A year from ``{{ year }}`` is bound, one that was typed is not. Not counted are
    numbers in words, folios, titles that a reference repeats, the labels of lists, what
    is made from ``sources.yml`` and what tells of another printing.
    """
    tied = total = 0
    for element in document.elements():
        if element.role == "Lbl" or _MADE.search(element.id):
            continue
        for text in _texts(element.content):
            found = len(NUMBER.findall(text.text))
            total += found
            tied += found if text.bound else 0
    return Count(tied, total)


def _texts(content: Iterable[Inline]) -> Iterator[Text]:
    for piece in content:
        if isinstance(piece, Text):
            yield piece
        elif isinstance(piece, Link | Note):
            yield from _texts(piece.content)
