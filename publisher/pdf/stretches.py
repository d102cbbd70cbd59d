"""Words that are read in one piece: which pieces of a content share marked content.

A printed figure in mid-sentence is a piece of its own for layout, and nothing to whoever
listens. What is said otherwise, or in another language, stays alone: it is a Span.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from publisher.figures.model import Figure
from publisher.layout.model import NOTE_BODY, Tag
from publisher.narrative.model import Inline, Link, Note, Text
from publisher.pdf.model import Job
from publisher.tables.model import Table, cell_id, head_id, spanner_id

__all__ = ["shared_tags", "stretches"]

_Content = tuple[tuple[Inline, ...], str, int]
"""Inline content, the element that it belongs to, and the index of its first piece."""


def stretches(
    content: tuple[Inline, ...], first: int = 0
) -> list[tuple[int, list[Inline]]]:
    """Return the pieces that are read in one, with the index of the first of each."""
    found: list[tuple[int, list[Inline]]] = []
    for index, piece in enumerate(content, first):
        if found and _is_plain(piece) and _is_plain(found[-1][1][-1]):
            found[-1][1].append(piece)
        else:
            found.append((index, [piece]))
    return found


def _is_plain(piece: Inline) -> bool:
    return isinstance(piece, Text) and piece.spoken is None and piece.lang is None


def shared_tags(job: Job) -> Mapping[Tag, Tag]:
    """Return the tag under which each piece is marked that is not the first of its stretch."""
    shared: dict[Tag, Tag] = {}
    for content, owner, first in _contents(job):
        for start, pieces in stretches(content, first):
            for index in range(start + 1, start + len(pieces)):
                shared[Tag(owner, index)] = Tag(owner, start)
    return shared


def _contents(job: Job) -> Iterator[_Content]:
    words = (
        (element.content, element.id)
        for element in job.document.elements()
        if element.content
    )
    for content, owner in chain(words, *map(_of_exhibit, job.exhibits.values())):
        yield from _with_inner(content, owner, 0)


def _of_exhibit(
    exhibit: Figure | Table,
) -> Iterator[tuple[tuple[Inline, ...], str]]:
    name = exhibit.id
    yield exhibit.title, f"{name}/title"
    yield exhibit.unit, f"{name}/unit"
    yield exhibit.source, f"{name}/source"
    for n, note in enumerate(exhibit.notes):
        yield note, f"{name}/note-{n}"
    if isinstance(exhibit, Table):
        for n, spanner in enumerate(exhibit.spanners):
            yield spanner.text, spanner_id(name, n)
        for n, column in enumerate(exhibit.columns):
            yield column.head, head_id(name, n)
        for y, row in enumerate(exhibit.body):
            for x, cell in enumerate(row.cells):
                yield cell.content, cell_id(name, y, x)


def _with_inner(
    content: tuple[Inline, ...], owner: str, first: int
) -> Iterator[_Content]:
    """Yield a content and those of the links and notes within."""
    yield content, owner, first
    for piece in content:
        if isinstance(piece, Link):
            yield piece.content, piece.id, 0
        elif isinstance(piece, Note):
            yield from _with_inner(piece.content, piece.id, NOTE_BODY)
