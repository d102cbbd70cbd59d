"""What those who listen to an edition would miss, found before there is a page.

Authorities: ISO 14289-1, 7.3 (alternative text), 7.4.2 (levels of headings) and 7.5
(heads of tables); WCAG 2.1, 1.1.1 and 1.3.1.

Findings
--------
HEAR-01
    An alternative text that says nothing.
HEAR-02
    An alternative text that repeats the title, which is read out anyway.
HEAR-03
    An alternative text that is a file's name or the exhibit's own.
HEAR-04
    A heading more than one level below the last one.
HEAR-05
    A column of a table without a head.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publisher.content.models import TableSpec
from publisher.errors import Finding
from publisher.narrative.model import ExhibitRequest, Part, plain

__all__ = ["unheard"]

_HEADING = re.compile(r"H([1-6])")
_FILE_NAME = re.compile(r"[^\s/\\]+\.[a-z][a-z0-9]{1,4}", re.IGNORECASE)
_REMEDY = "say what the picture shows, or remove alt: and have it said from the data"


def unheard(
    parts: Iterable[Part], exhibits: Iterable[ExhibitRequest]
) -> Iterator[Finding]:
    """Yield what is missing, in the order of the content."""
    yield from _headings(parts)
    for request in exhibits:
        yield from _alternative(request)
        if isinstance(request.spec, TableSpec):
            yield from _heads(request, request.spec)


def _headings(parts: Iterable[Part]) -> Iterator[Finding]:
    last = 0
    for part in parts:
        for element in part.root.walk():
            match = _HEADING.fullmatch(element.role)
            if not match:
                continue
            level = int(match[1])
            if level > last + 1:
                after = f"one of level {last}" if last else "no other"
                message = f"a heading of level {level} comes after {after}"
                hint = (
                    f"write level: {last + 1}" if last else "write a title block first"
                )
                yield Finding("HEAR-04", message, element.position, hint)
            last = level


def _alternative(request: ExhibitRequest) -> Iterator[Finding]:
    written = request.spec.alt
    where = request.spec.at("alt")
    if isinstance(written, str) and not written.strip():
        message = f"the alternative text of {request.id!r} says nothing"
        yield Finding("HEAR-01", message, where, _REMEDY)
    said = plain(request.alt or ()).strip()
    if not said:
        return  # it is made from the data
    if _letters(said) == _letters(plain(request.title)):
        message = f"the alternative text of {request.id!r} repeats its title"
        yield Finding("HEAR-02", message, where, _REMEDY)
    elif _FILE_NAME.fullmatch(said) or _letters(said) == _letters(request.id):
        message = f"the alternative text of {request.id!r} is a name: {said!r}"
        yield Finding("HEAR-03", message, where, _REMEDY)


def _letters(words: str) -> str:
    """Return words as they are compared: letters and figures only."""
    return re.sub(r"[\W_]+", "", words).casefold()


def _heads(request: ExhibitRequest, spec: TableSpec) -> Iterator[Finding]:
    for head, column in zip(request.heads, spec.columns, strict=True):
        if not plain(head).strip():
            message = f"a column of the table {request.id!r} has no head"
            hint = (
                "say what stands in it: whoever listens hears the head with each cell"
            )
            yield Finding("HEAR-05", message, column.at("head"), hint)
