"""Fetched vintages: what `publisher fetch` has put under ``content/data/``, by edition.

An input that says ``fetched: FILE`` stands for the newest vintage of its source that is not
later than the edition's closing date. Each vintage is a folder, ``<source>/<vintage>/``,
whose record ``vintage.yml`` says what was fetched. It reads the records; the figures are for
`data`, which also tells when a file is not the one that was fetched.

Findings
--------
VINTAGE-01
    A folder of a fetched source without a record.
VINTAGE-02
    A record of another source or vintage than its folder.
VINTAGE-03
    A file that the record lists and the folder does not hold.
YAML-…, FORM-…
    A record that somebody or something has damaged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field

from publisher.content.inputs import Input, SeriesSpec, Sources
from publisher.content.located import Located
from publisher.content.validation import load_model
from publisher.errors import Finding
from publisher.provenance import Position

__all__ = ["RECORD", "Vintage", "at_hand", "find", "is_later"]

RECORD = "vintage.yml"
"""The name of the record in the folder of a vintage."""

_FOLDER = re.compile(r"[A-Za-z0-9_-]+")
_AGAIN = "restore the folder from your version control, or delete it and fetch again"

_Month = Annotated[str, Field(pattern=r"^\d{4}-\d{2}(-\d{2})?$")]


class _File(Located, BaseModel):
    """One file of the folder, as it was fetched."""

    path: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-][A-Za-z0-9._-]*$")]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    rows: Annotated[int, Field(ge=0)]


class _Covers(Located, BaseModel):
    """The first and last period of the figures."""

    from_: Annotated[_Month, Field(alias="from")]
    to: _Month


class _Answer(Located, BaseModel):
    """When one answer came."""

    origin: str
    fetched: str


class _Record(Located, BaseModel):
    """``vintage.yml``: which source said what, when it was asked, and where.

    ``answers`` is there only if they came on several days.
    """

    source: str
    vintage: _Month
    fetched: str
    origin: tuple[str, ...]
    covers: _Covers
    files: tuple[_File, ...]
    answers: tuple[_Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pin:
    """A file of a vintage by its path in the project, and where its checksum is written."""

    path: str
    sha256: str
    position: Position


@dataclass(frozen=True, slots=True)
class Vintage:
    """One fetched vintage of a source; ``files`` by name."""

    source: str
    vintage: str
    files: Mapping[str, _Pin]


def is_later(vintage: str, closing_date: str) -> bool:
    """Whether a vintage (YYYY, YYYY-MM or YYYY-MM-DD) is of after the closing date."""
    return vintage > closing_date[: len(vintage)]


def find(root: Path, sources: Sources) -> tuple[tuple[Vintage, ...], list[Finding]]:
    """Return the vintages of the sources that inputs fetch from, the oldest first."""
    fetched = {spec.source for spec in sources.inputs.values() if spec.fetched}
    found: list[Vintage] = []
    findings: list[Finding] = []
    for source in sorted(name for name in fetched if _FOLDER.fullmatch(name)):
        for folder in _folders(root / "content" / "data" / source):
            vintage, faults = _read(root, folder.relative_to(root).as_posix())
            findings += faults
            if vintage is not None:
                found.append(vintage)
    return tuple(found), findings


def _folders(home: Path) -> Iterator[Path]:
    """Yield the folders of a source; a hidden one is a fetch that is not done."""
    if home.is_dir() and not home.is_symlink():
        for folder in sorted(home.iterdir()):
            if folder.is_dir() and not folder.name.startswith("."):
                yield folder


def _read(root: Path, folder: str) -> tuple[Vintage | None, list[Finding]]:
    file = f"{folder}/{RECORD}"
    if not (root / file).is_file() or not _is_inside(root, file):
        message = f"{folder} is of a fetched source and has no record {RECORD}"
        hint = "delete it, or declare its files as pinned inputs of another source"
        return None, [Finding("VINTAGE-01", message, Position(file), hint)]
    record, faults = load_model(_Record, root, file)
    if record is None:
        return None, [replace(fault, hint=_AGAIN) for fault in faults]
    source, name = folder.split("/")[-2:]
    findings = [
        Finding(
            "VINTAGE-02",
            f"the record is of the {key} {said}, the folder of {meant}",
            record.at(key),
            _AGAIN,
        )
        for key, said, meant in (
            ("source", record.source, source),
            ("vintage", record.vintage, name),
        )
        if said != meant
    ]
    files: dict[str, _Pin] = {}
    for each in record.files:
        path = f"{folder}/{each.path}"
        files[each.path] = _Pin(path, each.sha256, each.at("sha256"))
        if not (root / path).is_file():
            message = f"{path} was fetched and is not there"
            findings.append(Finding("VINTAGE-03", message, each.at("path"), _AGAIN))
    return Vintage(source, name, files), findings


def _is_inside(root: Path, file: str) -> bool:
    return (root / file).resolve().is_relative_to(root.resolve())


# --- what an edition reads


def at_hand(
    sources: Sources, vintages: Iterable[Vintage], closing_date: str
) -> Sources:
    """Return the declarations with each fetched input pinned to a vintage.

    An input of which no vintage is at hand is not among them, nor is a piece or a guard
    that names it.
    """
    if not any(spec.fetched for spec in sources.inputs.values()):
        return sources
    known = [each for each in vintages if not is_later(each.vintage, closing_date)]
    inputs = {
        name: pinned
        for name, spec in sources.inputs.items()
        if (pinned := _pinned(spec, known)) is not None
    }
    series = {name: _with(spec, inputs) for name, spec in sources.series.items()}
    return sources.model_copy(update={"inputs": inputs, "series": series})


def _pinned(spec: Input, vintages: Iterable[Vintage]) -> Input | None:
    """Return an input as of the newest vintage that holds its file."""
    if spec.fetched is None:
        return spec
    held = [
        each
        for each in vintages
        if each.source == spec.source and spec.fetched in each.files
    ]
    if not held:
        return None
    newest = max(held, key=lambda each: each.vintage)
    pin = newest.files[spec.fetched]
    return spec.pinned(newest.vintage, pin.path, pin.sha256, pin.position)


def _with(spec: SeriesSpec, inputs: Mapping[str, Input]) -> SeriesSpec:
    """Return a series without what no input at hand can fill."""
    pieces = tuple(piece for piece in spec.pieces if piece.input in inputs)
    guards = tuple(guard for guard in spec.guards if set(guard.inputs) <= set(inputs))
    if (pieces, guards) == (spec.pieces, spec.guards):
        return spec
    return spec.model_copy(update={"pieces": pieces, "guards": guards})
