"""The folder of a vintage: written beside its place, then put there whole; never changed.

``content/data/<source>/<vintage>/`` holds the files and the record ``vintage.yml``, which says
where they came from and when, and the sha256 of each. A folder that is there is left as it is.

Findings
--------
FETCH-13
    The vintage is there already.
FETCH-15
    The folder cannot be written, or leads out of the project.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from publisher.content.vintages import RECORD
from publisher.errors import Finding, StageFailed
from publisher.fetch.checks import Span
from publisher.fetch.client import Answer
from publisher.fetch.clock import stamp
from publisher.provenance import Position

__all__ = ["File", "Place", "record_text", "writable"]


@dataclass(frozen=True, slots=True)
class File:
    """One file of a vintage; ``rows`` without the heading."""

    path: str
    sha256: str
    rows: int

    @classmethod
    def of(cls, name: str, text: str) -> File:
        """Return what the record says of a file."""
        digest = hashlib.sha256(text.encode()).hexdigest()
        return cls(name, digest, text.count("\n") - 1)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a vintage of a source goes in a project."""

    root: Path
    source: str
    vintage: str

    @property
    def path(self) -> str:
        """The folder, as a POSIX path in the project."""
        return f"content/data/{self.source}/{self.vintage}"

    @property
    def folder(self) -> Path:
        """The folder."""
        return self.root / self.path

    @property
    def partial(self) -> Path:
        """The hidden folder beside it for what is not whole yet."""
        return self.folder.parent / f".{self.vintage}.partial"

    def check(self, today: dt.date) -> None:
        """Raise unless the vintage is new and lies in the project.

        Raises
        ------
        StageFailed
            FETCH-13, FETCH-15.
        """
        with writable(self):
            inside = self.folder.resolve().is_relative_to(self.root.resolve())
            there = self.folder.is_symlink() or self.folder.exists()
        if not inside:
            message = f"{self.path} lies outside the project"
            hint = "make content/data/ a folder of the project, not a link out of it"
            raise StageFailed([Finding("FETCH-15", message, hint=hint)])
        if there:
            record = Position(f"{self.path}/{RECORD}")
            message = f"the vintage {self.vintage} of {self.source} is there already"
            other = today.isoformat()
            hint = "a vintage is never touched; "
            if self.vintage == other:
                hint += "fetch again on another day"
            else:
                hint += f"to fetch another one, add --vintage {other}"
            raise StageFailed([Finding("FETCH-13", message, record, hint)])

    def write(self, files: Mapping[str, str], record: str) -> None:
        """Put a vintage in its place, whole.

        Raises
        ------
        OSError
            If it cannot be written; then there is nothing of it.
        """
        stage = self.partial / self.vintage
        shutil.rmtree(stage, ignore_errors=True)  # of a fetch that was killed here
        stage.mkdir(parents=True)
        for name, text in {**files, RECORD: record}.items():
            (stage / name).write_text(text, encoding="utf-8", newline="")
        stage.rename(self.folder)


@contextmanager
def writable(place: Place) -> Iterator[None]:
    """Turn what the system refuses into a finding."""
    try:
        yield
    except OSError as error:
        said = error.strerror or type(error).__name__
        message = f"{place.path} cannot be written: {said}: {error.filename}"
        hint = "allow writing in content/data/, or free some space; nothing was changed"
        raise StageFailed([Finding("FETCH-15", message, hint=hint)]) from error


def record_text(
    place: Place, span: Span, answers: Sequence[Answer], files: Sequence[File]
) -> str:
    """Return the record of a vintage as it is written.

    The time is that of the last answer. Where answers came on several days, each has its own.
    """
    days = {answer.at.date() for answer in answers}
    last = max(answer.at for answer in answers)
    lines = [
        "# Written by `publisher fetch` only; nobody edits it.",
        f"source: {place.source}",
        f"vintage: {_quoted(place.vintage)}",
        f"fetched: {_quoted(stamp(last))}",
        "origin:",
        *(f"  - {_quoted(answer.address)}" for answer in answers),
        f"covers: {{from: {_quoted(span.first)}, to: {_quoted(span.last)}}}",
        "files:",
        *(
            f"  - {{path: {each.path}, sha256: {_quoted(each.sha256)}, rows: {each.rows}}}"
            for each in files
        ),
    ]
    if len(days) > 1:
        lines += [
            "answers:",
            *(
                f"  - {{origin: {_quoted(each.address)}, fetched: {_quoted(stamp(each.at))}}}"
                for each in answers
            ),
        ]
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
