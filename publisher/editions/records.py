"""What was signed off, as files: ``<id>.lock.yml`` and ``<id>.proof.yml``.

The lock holds the inputs that the edition read, the proof every figure that it printed and
what the cells said on which the figures stand. `publisher approve` alone writes them; a
person reads them in a diff, so that one figure is one line and a line says nothing that other
figures can change. The seal tells whether somebody else has written in them.

Findings
--------
YAML-…, FORM-…
    A record that somebody has edited into something else.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, Field

from publisher.content.located import Located
from publisher.content.validation import load_model
from publisher.editions.printed import Printed
from publisher.errors import Finding, StageFailed
from publisher.narrative.model import Claim
from publisher.provenance import Cell, Fact

__all__ = [
    "Lock",
    "LockedInput",
    "Proof",
    "SignedCells",
    "SignedClaim",
    "SignedFigure",
    "is_sealed",
    "lock_path",
    "lock_text",
    "proof_path",
    "proof_text",
    "read",
    "write",
]

_HEAD = (
    "# Written by `publisher approve` only; a person signs it off, nobody edits it.\n"
)
_DATA = "content/data/"


class LockedInput(Located, BaseModel):
    """One input as it was."""

    id: str
    vintage: str
    sha256: str


class Lock(Located, BaseModel):
    """``<id>.lock.yml``."""

    edition: str
    printing: int
    seal: str = ""
    inputs: tuple[LockedInput, ...] = ()


class SignedFigure(Located, BaseModel):
    """One printed figure: the words in print, who prints it, its expression, its cells.

    ``value`` is the exact number and its unit, where there is one.
    """

    shown: str
    home: Annotated[str, Field(alias="in")]
    expression: Annotated[str, Field(alias="is")]
    value: str = ""
    cells: tuple[str, ...] = ()


class SignedClaim(Located, BaseModel):
    """A statement that was printed: its words, and what decided it."""

    home: Annotated[str, Field(alias="in")]
    says: str
    holds: str = ""
    cited: str = ""


class SignedCells(Located, BaseModel):
    """What cells of one line of a file said, by column."""

    file: str
    line: int
    said: dict[str, str]


class Proof(Located, BaseModel):
    """``<id>.proof.yml``."""

    edition: str
    printing: int
    seal: str = ""
    figures: tuple[SignedFigure, ...] = ()
    claims: tuple[SignedClaim, ...] = ()
    cells: tuple[SignedCells, ...] = ()

    def texts(self) -> dict[Cell, str]:
        """Return what each cell said when it was signed off."""
        return {
            Cell(f"{_DATA}{row.file}", row.line, column): text
            for row in self.cells
            for column, text in row.said.items()
        }


def lock_path(edition: str, printing: int | None = None) -> str:
    """Return where the lock is, in the project; that of an earlier printing has its own."""
    return _path(edition, "lock", printing)


def proof_path(edition: str, printing: int | None = None) -> str:
    """Return where the proof is, in the project; that of an earlier printing has its own."""
    return _path(edition, "proof", printing)


def _path(edition: str, kind: str, printing: int | None) -> str:
    which = "" if printing is None else f".printing-{printing}"
    return f"content/editions/{edition}{which}.{kind}.yml"


Record = TypeVar("Record", Lock, Proof)


def read(model: type[Record], root: Path, file: str) -> Record | None:
    """Return a record; None if there is none.

    Raises
    ------
    StageFailed
        If the file is there and is no such record.
    """
    if not (root / file).exists():
        return None
    record, findings = load_model(model, root, file)
    if record is None:
        again = "restore the file from your version control, or delete it and sign off again"
        raise StageFailed(
            [Finding(f.code, f.message, f.position, again) for f in findings]
        )
    return record


def lock_text(edition: str, printing: int, inputs: Iterable[LockedInput]) -> str:
    """Return a lock as it is written: a line for each input."""
    rows = [
        f"  - {{id: {_quoted(each.id)}, vintage: {_quoted(each.vintage)},"
        f" sha256: {_quoted(each.sha256)}}}"
        for each in sorted(inputs, key=lambda each: each.id)
    ]
    return _record(edition, printing, inputs=rows)


def proof_text(
    edition: str,
    printing: int,
    figures: Iterable[Printed],
    claims: Iterable[Claim],
    texts: Mapping[Cell, str],
) -> str:
    """Return a proof as it is written: a line for each figure, in reading order.

    Then a line for each statement that is printed, and one for each line of a file with
    cells that figures stand on, and what the cells say (``texts``).
    """
    rows = [
        f"  - {{in: {_quoted(each.home)}, shown: {_quoted(each.shown)},"
        f" is: {_quoted(each.expression)},{_value(each.bound.fact)}"
        f" cells: [{', '.join(map(_quoted, _compact(each.bound.cells)))}]}}"
        for each in figures
    ]
    said = [
        f"  - {{in: {_quoted(each.part)}, says: {_quoted(each.says)},"
        + (
            f" holds: {_quoted(each.expression.strip())}}}"
            if each.expression
            else f" cited: {_quoted(each.source)}}}"
        )
        for each in claims
        if each.state in {"holds", "cited"}
    ]
    return _record(edition, printing, figures=rows, claims=said, cells=_said(texts))


def _value(fact: Fact | None) -> str:
    if fact is None or fact.amount is None:
        return ""
    return f' value: "{fact.amount} {fact.unit}",'


def _said(texts: Mapping[Cell, str]) -> list[str]:
    lines: dict[tuple[str, int], dict[str, str]] = {}
    for file, line, column in sorted(texts):
        said = lines.setdefault((file.removeprefix(_DATA), line), {})
        said[column] = texts[Cell(file, line, column)]
    return [
        f"  - {{file: {_quoted(file)}, line: {line}, said: {{"
        + ", ".join(f"{_quoted(name)}: {_quoted(text)}" for name, text in said.items())
        + "}}"
        for (file, line), said in lines.items()
    ]


def _record(edition: str, printing: int, **sections: Sequence[str]) -> str:
    body = "".join(
        "\n".join([f"{name}:", *rows, ""]) if rows else f"{name}: []\n"
        for name, rows in sections.items()
    )
    whole = f"edition: {_quoted(edition)}\nprinting: {printing}\n{body}"
    return f"{_HEAD}seal: {_quoted(_seal(whole))}\n{whole}"


def _seal(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def is_sealed(root: Path, file: str) -> bool:
    """Whether a record, if there is one, is as it was written."""
    try:
        text = (root / file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return True  # whoever reads it tells
    head, found, rest = text.removeprefix(_HEAD).partition("\n")
    return not found or head == f"seal: {_quoted(_seal(rest))}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _compact(cells: Iterable[Cell]) -> list[str]:
    """Return "census/2026-10/annual.csv exports+imports 2-38" for cells of one file."""
    columns: dict[tuple[str, str], set[int]] = {}
    for file, line, column in cells:
        columns.setdefault((file, column), set()).add(line)
    alike: dict[tuple[str, str], list[str]] = {}
    for (file, column), lines in columns.items():
        alike.setdefault((file, _ranges(sorted(lines))), []).append(column)
    return [
        f"{file.removeprefix(_DATA)} {'+'.join(names)} {lines}"
        for (file, lines), names in alike.items()
    ]


def _ranges(lines: Sequence[int]) -> str:
    """Return "2-5,9" for 2, 3, 4, 5, 9."""
    ends: list[list[int]] = []
    for line in lines:
        if ends and ends[-1][1] + 1 == line:
            ends[-1][1] = line
        else:
            ends.append([line, line])
    return ",".join(
        str(first) if first == last else f"{first}-{last}" for first, last in ends
    )


def write(root: Path, texts: dict[str, str]) -> None:
    """Write records, each whole or not at all, none before all are ready.

    Raises
    ------
    StageFailed
        OUTPUT-01, if the files cannot be written.
    """
    ready: list[tuple[str, Path]] = []
    try:
        for file, text in texts.items():
            target = root / file
            descriptor, beside = tempfile.mkstemp(prefix=".", dir=target.parent)
            ready.append((beside, target))
            with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                stream.write(text)
            Path(beside).chmod(0o644)
        for beside, target in ready:
            Path(beside).replace(target)
    except OSError as error:
        said = error.strerror or str(error)
        message = f"the records cannot be written: {said}: {error.filename}"
        hint = "allow writing in content/editions/; nothing has been recorded"
        raise StageFailed([Finding("OUTPUT-01", message, hint=hint)]) from error
    finally:
        for beside, _ in ready:
            Path(beside).unlink(missing_ok=True)
