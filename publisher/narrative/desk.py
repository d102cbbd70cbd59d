"""What the writing of one part needs, and what it gathers.

The only mutable values of the stage; they live as long as one `build`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from publisher.content.project import Project
from publisher.errors import Finding
from publisher.expressions.scope import Scope
from publisher.narrative.model import ExhibitRequest
from publisher.narrative.standing import Standing
from publisher.provenance import Position

__all__ = ["Desk", "Edges", "PositionOf", "root_id"]

PositionOf = Callable[[int], Position]
"""Gives the place in the file of the n-th character of a text."""


@dataclass(slots=True)
class Edges:
    """What the parts of one document share.

    ``wanted`` are the element ids that cross references name, with their places;
    ``titles`` the ids and titles of the listed parts, once they are known.
    """

    project: Project
    edition_id: str
    standing: Standing = field(default_factory=Standing)
    findings: list[Finding] = field(default_factory=list)
    exhibits: dict[str, ExhibitRequest] = field(default_factory=dict)
    wanted: list[tuple[str, Position]] = field(default_factory=list)
    titles: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Desk:
    """One part being written: its id, its scope, its counters."""

    part: str
    scope: Scope
    edges: Edges
    notes: int = 0
    counters: Counter[str] = field(default_factory=Counter)

    def number(self, kind: str) -> str:
        """Return the id of the part's next element of a kind: "total/text-2"."""
        self.counters[kind] += 1
        return f"{self.part}/{kind}-{self.counters[kind]}"

    def fault(
        self, code: str, message: str, position: Position, hint: str | None = None
    ) -> None:
        """Note an error."""
        self.edges.findings.append(Finding(code, message, position, hint))

    def doubt(
        self, code: str, message: str, position: Position, hint: str | None = None
    ) -> None:
        """Note a warning."""
        found = Finding(code, message, position, hint, severity="warning")
        self.edges.findings.append(found)

    def report(self, findings: Iterable[Finding]) -> None:
        """Note what another stage found."""
        self.edges.findings.extend(findings)


def root_id(part: str) -> str:
    """Return the id of a part's root element."""
    return f"{part}/part"
