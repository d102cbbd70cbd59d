"""A pinned file to rows of text that know their places.

Checks what can be said of a file without knowing what its columns mean: that it is there,
inside the project, of a sane size, the very file that was pinned, UTF-8, and a
rectangular CSV table (RFC 4180). It turns no text into a number.

pandas' own reader is not used: it pads short rows, shifts long ones into the index,
renames repeated headings and forgets line numbers, each of which would hide a fault.

Findings
--------
DATA-01 no such file; DATA-02 outside the project or no regular file; DATA-03 too large;
DATA-04 not the pinned file; DATA-05 not UTF-8; DATA-06 not a rectangular CSV table.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from publisher.content.models import Input
from publisher.errors import Finding
from publisher.provenance import Position

__all__ = ["LARGEST_FILE", "PinnedFile", "read"]

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; a pinned table of trade figures is a thousand times smaller."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_FIELD = re.compile(r'(?:"(?:[^"]|"")*"|[^,"\r\n])*')


@dataclass(frozen=True)
class PinnedFile:
    """A CSV file as text.

    ``rows`` holds each record below the heading as the line on which it starts (the
    heading is line 1) and its fields, as many as ``heading`` has.
    """

    path: str
    text: str
    sha256: str
    heading: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    @cached_property
    def _starts(self) -> list[int]:
        """The offset of each line's first character."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def position(self, line: int, column: str) -> Position:
        """Return the place of the first character of a cell."""
        offset = self._starts[line - 1]
        for _ in range(self.heading.index(column)):
            field = _FIELD.match(self.text, offset)
            offset = field.end() + 1 if field else offset
        found = bisect_right(self._starts, offset)
        return Position(self.path, found, offset - self._starts[found - 1] + 1)


def read(
    root: Path, spec: Input, known: dict[str, PinnedFile]
) -> tuple[PinnedFile | None, list[Finding]]:
    """Return the file of an input, or None if it cannot be read at all, and findings.

    ``known`` holds the files already read, by path; it gains this one.
    """
    findings: list[Finding] = []
    pinned = known.get(spec.path)
    if pinned is None:
        data, findings = _bytes(root, spec)
        if data is not None:
            pinned, faults = _table(spec.path, data)
            findings.extend(faults)
    if pinned is None:
        return None, findings
    known[spec.path] = pinned
    if pinned.sha256 != spec.sha256:
        findings.append(
            Finding(
                "DATA-04",
                f"{spec.path} is not the file that was pinned: its sha256 is "
                f"{pinned.sha256}",
                spec.pinned_at,
                "a pinned file is never edited; put it back, or pin a new vintage "
                "beside it",
            )
        )
    return pinned, findings


def _bytes(root: Path, spec: Input) -> tuple[bytes | None, list[Finding]]:
    def fault(code: str, message: str, hint: str) -> tuple[None, list[Finding]]:
        return None, [Finding(code, message, spec.at("path"), hint)]

    home = root.resolve()
    try:
        path = (home / spec.path).resolve()
        inside, there, regular = (
            path.is_relative_to(home),
            path.exists(),
            path.is_file(),
        )
        size = path.stat().st_size if there else 0
        if inside and regular and size <= LARGEST_FILE:
            return path.read_bytes(), []
    except (OSError, RuntimeError, ValueError) as error:  # a loop of links, a bad name
        hint = "name a CSV file of the project that can be read"
        return fault("DATA-01", f"{spec.path!r} cannot be read: {error}", hint)
    if not inside:
        hint = "copy it to content/data/<source>/<vintage>/; links must not lead out"
        return fault("DATA-02", f"{spec.path} is outside the project", hint)
    if not there:
        hint = "paths are relative to the project directory; put the file there"
        return fault("DATA-01", f"{spec.path} does not exist", hint)
    if not regular:
        return fault("DATA-02", f"{spec.path} is not a regular file", "name a CSV file")
    message = f"{spec.path} has {size} bytes, more than the {LARGEST_FILE} allowed"
    hint = "pin only the rows that the publication needs"
    return fault("DATA-03", message, hint)


def _table(path: str, data: bytes) -> tuple[PinnedFile | None, list[Finding]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig")) + 1
        position = Position(path, before.count(b"\n") + 1, column)
        message = f"byte {data[error.start]:#04x} is not UTF-8"
        hint = "pin a copy converted to UTF-8 as a new file"
        return None, [Finding("DATA-05", message, position, hint)]
    findings: list[Finding] = []
    heading: tuple[str, ...] = ()
    rows: list[tuple[int, tuple[str, ...]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for fields in reader:
            if line == 1:
                heading = tuple(fields)
            elif len(fields) == len(heading):
                rows.append((line, tuple(fields)))
            else:
                message = (
                    f"the row has {len(fields)} fields, the heading {len(heading)}"
                )
                hint = "every row needs one field per column, empty ones included"
                position = Position(path, line)
                findings.append(Finding("DATA-06", message, position, hint))
            line = reader.line_num + 1
    except csv.Error as error:
        position = Position(path, line)
        hint = "quote fields that hold commas, and double the quotes inside them"
        findings.append(Finding("DATA-06", f"not CSV: {error}", position, hint))
    repeated = sorted({name for name in heading if heading.count(name) > 1})
    if repeated or not heading:
        message = (
            f"the heading repeats {', '.join(repeated)}"
            if repeated
            else "the file has no heading line"
        )
        hint = "the first line names each column once"
        findings.append(Finding("DATA-06", message, Position(path), hint))
        return None, findings
    digest = hashlib.sha256(data).hexdigest()
    return PinnedFile(path, text, digest, heading, tuple(rows)), findings
