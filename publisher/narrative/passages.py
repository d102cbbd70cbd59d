"""The printed words of a part as passages, and the sentences in them.

Plain text for comparisons and messages: quotation marks are straight, no-break spaces are
spaces, notes stand in brackets where they are called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from publisher.narrative.model import (
    Bound,
    ExhibitRequest,
    Inline,
    Link,
    Note,
    Part,
    Ref,
    Text,
)
from publisher.provenance import Position

__all__ = ["STRAIGHT", "Passage", "around", "passages", "words"]

STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\xa0": " "})
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=\S)")
_TOLD = re.compile(r"/notices-\d+/(?:changes|coverage|revisions|terms)/")
"""Elements that say what the edition itself is, not what the data are."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Printed words that belong together: a paragraph, a title, a note of an exhibit."""

    text: str
    position: Position

    def sentence(self, start: int) -> str:
        """Return the sentence in which the character stands."""
        begin = 0
        for end in _SENTENCE_END.finditer(self.text):
            if end.start() > start:
                return self.text[begin : end.start()]
            begin = end.end()
        return self.text[begin:]


def passages(part: Part, exhibits: Mapping[str, ExhibitRequest]) -> Iterator[Passage]:
    """Yield all words that a part prints, in reading order; those of exhibits as well."""
    for element in part.root.walk():
        place = element.position or part.position or Position("(made in code)")
        if element.content and not _TOLD.search(element.id):
            yield Passage(words(element.content), place)
        if element.exhibit is not None and element.exhibit in exhibits:
            yield from _of_exhibit(exhibits[element.exhibit])


def _of_exhibit(request: ExhibitRequest) -> Iterator[Passage]:
    lines = (
        request.title, request.unit, request.stub, *request.notes, *request.heads,
        *request.spanners, *request.marks.values(), request.alt,
        *(cell for row in request.items for cell in row),
    )  # fmt: skip
    for content in lines:
        if content:
            yield Passage(words(content), request.position)


def words(content: Iterable[Inline]) -> str:
    """Return inline content as plain words, notes in brackets, quotes straight."""
    said: list[str] = []
    for piece in content:
        match piece:
            case Text() | Ref():
                said.append(piece.text)
            case Link():
                said.append(words(piece.content))
            case Note():
                said.append(f" [{words(piece.content)}] ")
    return "".join(said).translate(STRAIGHT)


def around(content: Iterable[Inline], bound: Bound) -> str:
    """Return the sentence of inline content that prints a bound figure."""
    text, start = "", 0
    for piece in content:
        if bound in _bounds(piece):
            start = len(text)
        text += words((piece,))
    return Passage(text, bound.position).sentence(start)


def _bounds(piece: Inline) -> tuple[Bound, ...]:
    match piece:
        case Text():
            return piece.bound
        case Link() | Note():
            return tuple(bound for each in piece.content for bound in _bounds(each))
    return ()
