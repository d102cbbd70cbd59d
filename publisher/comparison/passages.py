"""An edition to its printed words, each passage with the places where layout sets it.

A passage is what is read in one go: a paragraph, a title, a note, a row of a table. Its pieces
carry the tags that layout gives to the runs of type (`publisher.layout.model.Tag`), so that what
is found in words can be shown on pages. Folios that cross references print are no words, and
neither are the labels of notes: both count pages and notes, and say nothing of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from publisher.editing import Exhibits
from publisher.figures.model import Figure
from publisher.layout.model import NOTE_BODY, Tag
from publisher.narrative.model import Document, Inline, Link, Note, Ref, Text, plain
from publisher.tables.model import Table, cell_id, head_id, spanner_id

__all__ = ["CELLS", "Kind", "Passage", "Piece", "passages"]

Kind = Literal["words", "row", "alt"]

CELLS = "\t"
"""What stands between the cells of a row."""

_PLAIN = str.maketrans({"\u00a0": " ", "\n": " ", "\u2028": " "})
"""Spaces that look alike are alike; nothing changes its place in the text."""


class Piece(NamedTuple):
    """A stretch of a passage: where it begins in the text, and its tag on the pages."""

    start: int
    end: int
    tag: Tag


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that are read in one go.

    ``home`` is the id of the part or exhibit that prints them, ``title`` its title. ``where``
    is the place in the content ("" for words made in code). An ``alt`` is heard, not seen, and
    has no pieces.
    """

    part: str
    home: str
    title: str
    id: str
    kind: Kind
    text: str
    where: str
    pieces: tuple[Piece, ...] = ()


def passages(document: Document, exhibits: Exhibits) -> tuple[Passage, ...]:
    """Return all printed words of an edition in reading order."""
    return tuple(_passages(document, exhibits))


def _passages(document: Document, exhibits: Exhibits) -> Iterator[Passage]:
    for part in document.parts:
        for element in part.root.walk():
            if element.exhibit is not None:
                yield from _of_exhibit(part.id, exhibits[element.exhibit])
            elif element.content and not _is_mark(element.role, element.content):
                home = _Home(part.id, part.id, part.title, element.position)
                yield from home.passages(element.id, element.content)


def _is_mark(role: str, content: tuple[Inline, ...]) -> bool:
    """Whether an element is the bullet or number of a list."""
    return role == "Lbl" and not any(each.isalpha() for each in plain(content))


def _of_exhibit(part: str, exhibit: Figure | Table) -> Iterator[Passage]:
    title = plain(exhibit.title) or exhibit.id
    home = _Home(part, exhibit.id, title, exhibit.position)
    name = exhibit.id
    yield from home.passages(f"{name}/title", exhibit.title)
    yield from home.passages(f"{name}/unit", exhibit.unit)
    if isinstance(exhibit, Table):
        for n, spanner in enumerate(exhibit.spanners):
            yield from home.passages(spanner_id(name, n), spanner.text)
        for n, column in enumerate(exhibit.columns):
            yield from home.passages(head_id(name, n), column.head)
        for n, row in enumerate(exhibit.body):
            cells = [
                (cell_id(name, n, at), cell.content)
                for at, cell in enumerate(row.cells)
            ]
            yield from home.row(f"{name}/row-{n}", cells)
    for n, note in enumerate(exhibit.notes):
        yield from home.passages(f"{name}/note-{n}", note)
    yield from home.passages(f"{name}/source", exhibit.source)
    if exhibit.alt:
        yield home.made(f"{name}/alt", "alt", [(exhibit.alt, None)])


_Said = tuple[str, Tag | None]
"""Words, and the tag under which layout sets them; None for those that no page shows."""


class _Home(NamedTuple):
    """The part or exhibit whose passages are made."""

    part: str
    id: str
    title: str
    position: object

    def passages(self, element: str, content: tuple[Inline, ...]) -> Iterator[Passage]:
        """Yield the words of one element, then the notes called in it."""
        said = list(_said(content, element))
        if any(text.strip() for text, _ in said):
            yield self.made(element, "words", said)
        for note in content:
            if isinstance(note, Note):
                yield self.made(
                    note.id, "words", list(_said(note.content, note.id, NOTE_BODY))
                )

    def row(
        self, element: str, cells: Iterable[tuple[str, tuple[Inline, ...]]]
    ) -> Iterator[Passage]:
        """Yield a row of a table as one passage; notes called in it follow."""
        said: list[_Said] = []
        notes: list[Passage] = []
        for n, (cell, content) in enumerate(cells):
            said += [(CELLS, None)] if n else []
            said += _said(content, cell)
            notes += list(self.passages(cell, content))[1:]
        yield self.made(element, "row", said)
        yield from notes

    def made(self, element: str, kind: Kind, said: Iterable[_Said]) -> Passage:
        """Return the passage of these words."""
        text, pieces = "", []
        for words, tag in said:
            if tag is not None and words:
                pieces.append(Piece(len(text), len(text) + len(words), tag))
            text += words.translate(_PLAIN)
        where = str(self.position) if self.position else ""
        return Passage(
            self.part, self.id, self.title, element, kind, text, where, tuple(pieces)
        )


def _said(content: tuple[Inline, ...], element: str, first: int = 0) -> Iterator[_Said]:
    """Yield the words of inline content with their tags; a note is a passage of its own."""
    for index, piece in enumerate(content, first):
        match piece:
            case Text():
                yield piece.text, Tag(element, index)
            case Link():
                for n, text in enumerate(piece.content):
                    yield text.text, Tag(piece.id, n)
            case Ref():
                yield (piece.text if piece.form == "text" else ""), Tag(piece.id)
            case Note():
                pass
