"""A list of recipients, a CSV file, to recipients; what is wrong with it, row by row.

A list may come from a spreadsheet: with a byte order mark, semicolons or tabs for commas,
in the letters of Windows. It is not corrected: a row that is wrong is named and left out.

Findings
--------
LIST-01
    No such list, or one that cannot be read.
LIST-02
    Not UTF-8: read as Windows-1252 (a warning), or not to be read at all.
LIST-03
    An unknown, missing or repeated column.
LIST-04
    A malformed address.
LIST-05
    An address that stands twice.
LIST-06
    A control character, or =?, with which a field could write headers of its own.
LIST-07
    A field that the message puts in and the recipient lacks.
LIST-08
    An edition, profile or language that is not to be had.
LIST-09
    Nobody on the list.
LIST-10
    A row with more or fewer fields than the heading, or no CSV at all.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from publisher.errors import Finding, nearest
from publisher.mail import addresses
from publisher.mail.model import Recipient
from publisher.provenance import Position

__all__ = ["COLUMNS", "FOLDER", "SUPPRESSED", "List", "read", "suppressed"]

FOLDER = "content/distribution/lists"
SUPPRESSED = "content/distribution/suppressed.csv"
COLUMNS = (
    "address", "name", "office", "state", "language", "edition", "profile", "consent",
)  # fmt: skip
"""What a list may say of a recipient; only the address must be there."""
_MOST_BYTES = 64 * 1024 * 1024
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class List:
    """The sound rows of a list, and what is wrong with the others."""

    file: str
    recipients: tuple[Recipient, ...]
    findings: tuple[Finding, ...]

    @property
    def broken(self) -> int:
        """How many findings stop the list from being used whole."""
        return sum(found.severity == "error" for found in self.findings)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A CSV file as text; a row is the line on which it starts and its fields."""

    file: str
    text: str
    mark: str
    heading: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    starts: tuple[int, ...]

    def place(self, line: int, column: str) -> Position:
        """Return where a field begins."""
        field = re.compile(rf'(?:"(?:[^"]|"")*"|[^{re.escape(self.mark)}"\r\n])*')
        offset = self.starts[line - 1]
        for _ in range(self.heading.index(column)):
            found = field.match(self.text, offset)
            offset = found.end() + 1 if found else offset
        at = bisect_right(self.starts, offset)
        return Position(self.file, at, offset - self.starts[at - 1] + 1)


def read(root: Path, name: str) -> List:
    """Return the list of this name: ``content/distribution/lists/<name>.csv``."""
    file = f"{FOLDER}/{name}.csv"
    sheet, findings = _sheet(root, file, COLUMNS)
    if sheet is None:
        return List(file, (), tuple(findings))
    recipients: list[Recipient] = []
    first: dict[str, Position] = {}
    for line, fields in sheet.rows:
        row = dict(zip(sheet.heading, fields, strict=True))
        found = [*_injected(sheet, line, row), *_address(sheet, line, row, first)]
        findings += found
        if not found:
            recipients.append(_recipient(sheet, line, row))
    if not sheet.rows and not findings:
        hint = "write a row for each recipient under the heading"
        said = "there is nobody on the list"
        findings.append(Finding("LIST-09", said, Position(file), hint))
    return List(file, tuple(recipients), tuple(findings))


def suppressed(root: Path) -> tuple[Mapping[str, str], tuple[Finding, ...]]:
    """Return who must not be written to, with the reason, by the key of a recipient.

    The file need not be there. An address in it that is none is an error: whoever was
    meant would be written to.
    """
    if not (root / SUPPRESSED).exists():
        return {}, ()
    sheet, findings = _sheet(root, SUPPRESSED, ("address", "reason", "since"))
    if sheet is None:
        return {}, tuple(findings)
    found: dict[str, str] = {}
    for line, fields in sheet.rows:
        row = dict(zip(sheet.heading, fields, strict=True))
        wrong = [*_injected(sheet, line, row), *_address(sheet, line, row, {})]
        findings += wrong
        if not wrong:
            key = addresses.normal(row["address"].strip()).casefold()
            found[key] = row.get("reason", "").strip() or "suppressed"
    return found, tuple(findings)


def _recipient(sheet: _Sheet, line: int, row: Mapping[str, str]) -> Recipient:
    said = {name: " ".join(value.split()) for name, value in row.items()}
    address = addresses.normal(said["address"])
    fields = {name: said.get(name, "") for name in ("name", "office", "state")}
    return Recipient(
        address=address,
        fields={**fields, "address": address},
        language=said.get("language", ""),
        profile=said.get("profile", "") or "screen",
        editions=tuple(said.get("edition", "").split()),
        position=sheet.place(line, "address"),
    )


# --- rows


def _injected(sheet: _Sheet, line: int, row: Mapping[str, str]) -> Iterator[Finding]:
    for column, value in row.items():
        # of control characters, and of those that a server may take for a line's end
        bad = next(
            (c for c in value if unicodedata.category(c) in {"Cc", "Zl", "Zp"}), None
        )
        if bad is not None:
            said = f"a control character (U+{ord(bad):04X}) in {column}"
            hint = "write the field on one line"
            yield Finding("LIST-06", said, sheet.place(line, column), hint)
        if "=?" in value:
            said = f"{column} holds =?, which a header would read as coded letters"
            yield Finding("LIST-06", said, sheet.place(line, column), "take it out")


def _address(
    sheet: _Sheet, line: int, row: Mapping[str, str], first: dict[str, Position]
) -> Iterator[Finding]:
    address, place = row["address"].strip(), sheet.place(line, "address")
    wrong = addresses.fault(address)
    if wrong:
        said = f"{address!r} is no address: {wrong}" if address else "no address"
        hint = "write one address, such as name@example.org"
        yield Finding("LIST-04", said, place, hint)
        return
    seen = first.setdefault(addresses.normal(address).casefold(), place)
    if seen is not place:
        said = f"{address} is already at {seen}"
        yield Finding("LIST-05", said, place, "delete one of the two rows")


# --- the file


def _sheet(
    root: Path, file: str, columns: tuple[str, ...]
) -> tuple[_Sheet | None, list[Finding]]:
    data, findings = _bytes(root, file)
    if data is None:
        return None, findings
    text, more = _decoded(file, data)
    findings += more
    if text is None:
        return None, findings
    starts = (0, *(match.end() for match in _LINE_END.finditer(text)))
    first = _LINE_END.split(text, maxsplit=1)[0]
    mark = max(",;\t", key=first.count)
    heading: tuple[str, ...] = ()
    rows: list[tuple[int, tuple[str, ...]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    line = 1
    try:
        for fields in reader:
            if not heading:
                heading = tuple(field.strip().casefold() for field in fields)
            elif len(fields) == len(heading):
                if any(map(str.strip, fields)):
                    rows.append((line, tuple(fields)))
            elif fields:
                said = f"the row has {len(fields)} fields, the heading {len(heading)}"
                hint = "write one field for each column; quote a field with a comma"
                findings.append(Finding("LIST-10", said, Position(file, line), hint))
            line = reader.line_num + 1
    except csv.Error as error:
        hint = "quote fields that hold commas, and double the quotes inside them"
        said = f"not CSV: {error}"
        findings.append(Finding("LIST-10", said, Position(file, line), hint))
    wrong = list(_columns(file, heading, columns))
    made = _Sheet(file, text, mark, heading, tuple(rows), starts)
    return (None if wrong else made), findings + wrong


def _columns(
    file: str, heading: tuple[str, ...], known: tuple[str, ...]
) -> Iterator[Finding]:
    start = Position(file)
    for name in dict.fromkeys(heading):
        if name not in known:
            near = nearest(name, known)
            hint = f"did you mean {near}?" if near else f"known: {', '.join(known)}"
            yield Finding("LIST-03", f"there is no column {name!r}", start, hint)
        elif heading.count(name) > 1:
            said = f"the column {name} stands twice"
            yield Finding("LIST-03", said, start, "delete one of the two")
    if "address" not in heading:
        hint = f"the first line names the columns: {','.join(known)}"
        yield Finding("LIST-03", "there is no column address", start, hint)


def _bytes(root: Path, file: str) -> tuple[bytes | None, list[Finding]]:
    home = (root / Path(file).parent).resolve()
    known = sorted(path.stem for path in home.glob("*.csv"))
    near = nearest(Path(file).stem, known)
    hint = (
        f"did you mean {near}?" if near else f"put it there; found: {known or 'none'}"
    )
    try:
        path = (root / file).resolve()
        if not path.is_relative_to(home) or path.parent != home:
            said = f"{file} is not in {FOLDER}"
            return None, [Finding("LIST-01", said, Position(file), hint)]
        if path.stat().st_size > _MOST_BYTES:
            said = f"{file} is larger than {_MOST_BYTES // 1024**2} MB"
            return None, [Finding("LIST-01", said, Position(file), "split it")]
        return path.read_bytes(), []
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        said = f"{file} cannot be read: {why}"
        return None, [Finding("LIST-01", said, Position(file), hint)]


def _decoded(file: str, data: bytes) -> tuple[str | None, list[Finding]]:
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        before = data[data.rfind(b"\n", 0, error.start) + 1 : error.start]
        place = Position(file, line, len(before) + 1)
        byte = f"the byte {data[error.start]:#04x} is not UTF-8"
    hint = "save the list as CSV UTF-8"
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None, [Finding("LIST-02", byte, place, hint)]
    said = f"{byte}: the list is read as Windows-1252; look at names with accents"
    return text, [Finding("LIST-02", said, place, hint, severity="warning")]
