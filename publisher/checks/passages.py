"""A document and its exhibits to passages: all words that are printed or read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from publisher.checks.model import Passage, Span
from publisher.figures.model import Figure
from publisher.narrative.model import (
    Document,
    Element,
    Inline,
    Link,
    Narrative,
    Note,
    Ref,
    Text,
)
from publisher.provenance import Position
from publisher.tables.model import Table

__all__ = ["in_letters", "passages", "sentences"]

_CHANGES = re.compile(r"/notices-\d+/(?:changes|coverage|revisions)/")
"""Elements that tell of figures of the first printing."""
_END = re.compile(r"(?<=[.!?…])[”’\")\]]*\s+(?=[“‘(\[]?[^\W_])")
_ABBREVIATION = re.compile(r"(?:\b\w|\b(?:no|vol|approx|ca|St|Mr|Ms|Dr))\.$")


def passages(
    document: Document, exhibits: Mapping[str, Figure | Table]
) -> Iterator[Passage]:
    """Yield every passage in reading order, each exhibit where it stands."""
    for part in document.parts:
        where = part.position or Position("(made in code)")
        for words in part.heads:
            yield from _words(part.id, part.id, "heading", words, where)
        for element in part.root.walk():
            place = element.position or where
            if element.exhibit is not None:
                yield from _exhibit(part.id, exhibits[element.exhibit])
            elif element.content:
                yield from _element(part.id, element, place)


def in_letters(written: Narrative, language: str) -> Iterator[Passage]:
    """Yield every passage of the letters in the publication's language.

    A figure that a letter shows has been read where it is printed.
    """
    for letter in written.letters.values():
        if letter.language != language:
            continue
        for words in letter.heads():
            yield from _words(
                letter.name, letter.name, "heading", words, letter.position
            )
        for element in letter.elements():
            place = element.position or letter.position
            yield from _element(letter.name, element, place)


def _element(part: str, element: Element, position: Position) -> Iterator[Passage]:
    role = {"H1": "title", "H2": "heading", "H3": "heading"}.get(element.role, "text")
    repeats = element.role == "TOCI" or bool(_CHANGES.search(element.id))
    if element.role == "Lbl" and element.style == "list-label":
        repeats = True
    yield from _words(part, part, role, element.content, position, repeats=repeats)


def _words(
    home: str,
    part: str,
    role: str,
    content: Iterable[Inline],
    position: Position,
    *,
    repeats: bool = False,
) -> Iterator[Passage]:  # fmt: skip
    """Yield the passage of some content, then one for each note in it."""
    text = ""
    spans: list[Span] = []
    notes: list[Note] = []
    for piece, said in _pieces(content, notes):
        end = len(text) + len(said)
        bound = piece.bound if isinstance(piece, Text) else ()
        again = repeats or (isinstance(piece, Ref) and piece.places is None)
        spans.append(Span(len(text), end, bound, piece.places, again))
        text += said
    if text:
        yield Passage(home, part, role, text, tuple(spans), position)
    for note in notes:
        label = Span(0, len(note.label), repeats=True)
        yield Passage(home, part, "label", note.label, (label,), position)
        yield from _words(home, part, "note", note.content, position)


def _pieces(
    content: Iterable[Inline], notes: list[Note]
) -> Iterator[tuple[Text | Ref, str]]:
    for piece in content:
        if isinstance(piece, Note):
            notes.append(piece)
        elif isinstance(piece, Link):
            yield from _pieces(piece.content, notes)
        elif piece.text:
            yield piece, piece.text


def _exhibit(part: str, exhibit: Figure | Table) -> Iterator[Passage]:
    home, at = exhibit.id, exhibit.position
    yield from _words(home, part, "title", exhibit.title, at)
    yield from _words(home, part, "unit", exhibit.unit, at)
    if isinstance(exhibit, Table):
        yield from _table(part, exhibit)
    else:
        for words in _labels(exhibit.plot):
            yield _made(home, part, "label", words, at)
    for note in exhibit.notes:
        yield from _words(home, part, "note", note, at)
    yield from _words(home, part, "source", exhibit.source, at)
    if exhibit.alt_words:
        yield from _words(home, part, "alt", exhibit.alt_words, at)
    else:
        yield _made(home, part, "alt", exhibit.alt, at)


def _table(part: str, table: Table) -> Iterator[Passage]:
    home, at = table.id, table.position
    for spanner in table.spanners:
        yield from _words(home, part, "head", spanner.text, at)
    for column in table.columns:
        yield from _words(home, part, "head", column.head, at)
    for row in table.body:
        for n, cell in enumerate(row.cells):
            yield from _words(home, part, "cell" if n else "stub", cell.content, at)


def _made(home: str, part: str, role: str, words: str, at: Position) -> Passage:
    return Passage(home, part, role, words, (Span(0, len(words)),), at)


def _labels(plot: object) -> Iterator[str]:
    """Yield every word that a figure's plot holds, in the order of its fields."""
    if isinstance(plot, str):
        if plot:
            yield plot
    elif isinstance(plot, tuple):
        for each in plot:
            yield from _labels(each)
    elif is_dataclass(plot) and not isinstance(plot, type):
        for one in fields(plot):
            yield from _labels(getattr(plot, one.name))


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return start and end of each sentence of a passage."""
    ends = (
        match.end()
        for match in _END.finditer(text)
        if not _ABBREVIATION.search(text[: match.start()].rstrip('”’")]'))
    )
    starts = [0, *ends]
    return tuple(zip(starts, [*starts[1:], len(text)], strict=True))
