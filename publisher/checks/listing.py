"""Every printed number and claim of an edition: the content of ``checks.json``.

Says what is bound to the data, what else a number is, and what watches over each figure.
It judges nothing.

==========  =====================================================================
guard       would tell if a cell of the figure were not what it is
==========  =====================================================================
claim       a claim that is decided by the cell
crossfoot   figures that must agree, of which the cell is one
proof       the record of what was signed off
==========  =====================================================================
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from publisher.checks.model import Examination, Number, Word
from publisher.data.model import Equation
from publisher.narrative.model import Claim
from publisher.provenance import Bound, Cell

__all__ = ["Guarded", "Guards", "claimed", "figures", "listed", "text"]


class Guarded(NamedTuple):
    """A printed figure and the names of its guards."""

    bound: Bound
    guards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guards:
    """What watches over the figures of an edition."""

    claimed: frozenset[Cell]
    footed: frozenset[Cell]
    signed: bool

    @classmethod
    def of(
        cls, claims: Iterable[Claim], equations: Iterable[Equation], *, signed: bool
    ) -> Guards:
        """Return the guards of an edition with these claims, signed off or not."""
        decided = (each.cells for each in claims if each.state == "holds")
        agreeing = (each.weights for each in equations)
        return cls(
            frozenset(chain.from_iterable(decided)),
            frozenset(chain.from_iterable(agreeing)),
            signed,
        )

    def on(self, bound: Bound) -> Guarded:
        """Return a figure with its guards; one of no cell has none but the record."""
        named = {
            "claim": not self.claimed.isdisjoint(bound.cells),
            "crossfoot": not self.footed.isdisjoint(bound.cells),
            "proof": self.signed,
        }
        return Guarded(bound, tuple(name for name, holds in named.items() if holds))


def figures(guarded: Iterable[Guarded]) -> list[dict[str, Any]]:
    """Return printed figures as plain data, in reading order."""
    return [
        {**_said(bound), "cells": _cells(bound.cells), "guards": list(guards)}
        for bound, guards in guarded
    ]


def claimed(claim: Claim) -> dict[str, Any]:
    """Return a claim as plain data; what it does not have is left out."""
    said = {
        "says": claim.says,
        "where": str(claim.printed or claim.position),
        "state": claim.state,
        "holds": claim.expression,
        "cited": claim.source,
        "awaits": claim.why,
        "cells": _cells(claim.cells),
    }
    return {name: value for name, value in said.items() if value}


def listed(examination: Examination) -> dict[str, Any]:
    """Return how many numbers are bound of those that need data, and all the others.

    ``numbers`` counts those that an expression printed (``bound``) of those that need
    data (``of``: bound, equal to a datum, or unbound), and all by kind.
    ``other_numbers`` are those that no expression printed, each with what it is and why;
    ``words`` those of direction, rank and side, with the figure that they were held
    against.
    """
    return {
        "numbers": {
            "bound": examination.bound,
            "of": examination.of,
            "kinds": dict(sorted(examination.counts.items())),
            "words_read": examination.words_read,
        },
        "other_numbers": [
            _placed(each) for each in examination.numbers if each.kind != "bound"
        ],
        "words": [_placed(each) for each in examination.words],
    }


def _placed(found: Number | Word) -> dict[str, Any]:
    """Return a number or a word as plain data."""
    names = [one.name for one in fields(found)]
    said = {name: getattr(found, name) for name in names}
    return {**said, "position": str(found.position)}


def text(checks: Mapping[str, Any]) -> Iterator[str]:
    """Yield the pieces of checks as JSON, a line for each figure or claim.

    So a diff names figures, and an edition of many pages is never in memory as a whole.
    Rows are plain data, or `Guarded`, which become what `figures` makes of them.
    """
    before = "{\n"
    for name, part in checks.items():
        yield f"{before}{json.dumps(name)}: "
        before = ",\n"
        if isinstance(part, Mapping):
            yield _json(part)
            continue
        start = "[\n"
        for row in part:
            yield start + _row(row)
            start = ",\n"
        yield "\n]" if start == ",\n" else "[]"
    yield "\n}\n"


def _said(bound: Bound) -> dict[str, Any]:
    return {
        "shown": bound.shown,
        "where": str(bound.position),
        "expression": bound.expression,
    }


def _row(row: object) -> str:
    if not isinstance(row, Guarded):
        return _json(row)
    said = _json(_said(row.bound)).removesuffix("}")
    cells, guards = _cells_text(row.bound.cells), _json(row.guards)
    return f'{said}, "cells": {cells}, "guards": {guards}}}'


def _json(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False)


@lru_cache(maxsize=2_000)
def _cells_text(cells: tuple[Cell, ...]) -> str:
    """Return cells as JSON; hundreds of figures can stand on the same ones."""
    return _json(_cells(cells))


def _cells(cells: Iterable[Cell]) -> list[dict[str, Any]]:
    """Return cells as plain data; cells under each other are one entry with ``last_line``."""
    entries: list[dict[str, Any]] = []
    lowest: dict[tuple[str, str], dict[str, Any]] = {}
    for file, line, column in cells:
        above = lowest.get((file, column))
        if above and above.get("last_line", above["line"]) + 1 == line:
            above["last_line"] = line
            continue
        entry = {"file": file, "line": line, "column": column}
        lowest[file, column] = entry
        entries.append(entry)
    return entries
