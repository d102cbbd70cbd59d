"""Everything that can go wrong, as values.

The exception tree::

    PublisherError
    ├── StageFailed     content, data or a finished page is not as it must be; carries findings
    └── UsageError      the command was called wrongly (exit code 2)

Bad content never raises at the first fault: a stage collects `Finding` values and
raises one `StageFailed` with all of them. This module is a leaf and prints nothing.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from publisher.provenance import Position, Spot

__all__ = [
    "Finding",
    "PublisherError",
    "Severity",
    "StageFailed",
    "UsageError",
    "nearest",
]

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, where it is, and what to do about it.

    ``code`` is stable (``YAML-03``, ``DATA-01``); ``hint`` is the remedy. It lies in a file
    that somebody wrote (`Position`) or in one that is finished (`Spot`).
    """

    code: str
    message: str
    position: Position | Spot | None = None
    hint: str | None = None
    severity: Severity = "error"

    def render(self, root: Path | None = None) -> str:
        """Return ``file:line:col: error[CODE]: message`` with an excerpt and a hint line.

        ``root`` is the project directory from which the excerpt is read; without it,
        or if the file cannot be read, no excerpt is given.
        """
        where = f"{self.position}: " if self.position else ""
        lines = [f"{where}{self.severity}[{self.code}]: {self.message}"]
        excerpt = self._excerpt(root)
        if excerpt:
            lines.extend(excerpt)
        if self.hint:
            lines.append(f"  hint: {self.hint}")
        return "\n".join(lines)

    def _excerpt(self, root: Path | None) -> list[str]:
        if root is None or not isinstance(self.position, Position):
            return []
        path = root / self.position.file
        try:
            source = _source(path, path.stat().st_mtime_ns)
        except OSError:
            return []
        if not 1 <= self.position.line <= len(source):
            return []
        line = source[self.position.line - 1]
        start = max(0, self.position.column - 1 - 60)
        # what a terminal would obey instead of showing is not handed to it
        shown = "".join(
            c if c.isprintable() else "\N{REPLACEMENT CHARACTER}"
            for c in line[start : start + 100].replace("\t", " ")
        )
        gutter = f"{self.position.line:>5} | "
        indent = len(gutter) + max(0, self.position.column - 1 - start)
        return [gutter + shown, " " * indent + "^"]

    def as_dict(self) -> dict[str, object]:
        """Return plain data for ``--json``."""
        said = {"code": self.code, "severity": self.severity, "message": self.message}
        where: dict[str, object] = {"file": None, "line": None, "column": None}
        if isinstance(self.position, Position):
            where = asdict(self.position)
        elif self.position is not None:
            spot = self.position
            boxes = [[round(edge, 1) for edge in box] for box in spot.boxes]
            where = {
                "file": spot.file,
                "page": spot.page,
                "box": boxes[0] if boxes else None,
                "boxes": boxes,
                "count": max(1, len(boxes) + spot.more),
            }
        return {**said, **where, "hint": self.hint}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Finding:
        """Return the finding, of a file that is written, that `as_dict` was made from."""
        position = None
        if plain["file"] is not None:
            position = Position(plain["file"], plain["line"], plain["column"])
        return cls(
            plain["code"],
            plain["message"],
            position,
            plain["hint"],
            plain["severity"],
        )


@lru_cache(maxsize=2)
def _source(path: Path, _changed: int) -> list[str]:
    """Return the lines of a file; many findings of one file read it once."""
    return path.read_text("utf-8-sig", "replace").splitlines()


class PublisherError(Exception):
    """Anything this project raises on purpose."""


class StageFailed(PublisherError):  # noqa: N818 - it says what happened
    """A stage found faults; ``findings`` holds all of them, in the order of the files."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings: tuple[Finding, ...] = tuple(findings)
        super().__init__("\n".join(finding.render() for finding in self.findings))

    def __reduce__(self) -> tuple[type[StageFailed], tuple[tuple[Finding, ...]]]:
        """Travel between processes as findings, not as the text made of them."""
        return type(self), (self.findings,)


class UsageError(PublisherError):
    """The command was called in a way that cannot work; the message says how to call it."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like ``name``, or None if none is close."""
    matches = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else None
