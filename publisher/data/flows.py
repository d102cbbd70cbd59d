"""Observations to Flows: the declared series, with sums over partners and balances.

Flows are one `Row` per series, sector, partner, flow and period, sorted so. What is missing
has no row. Whether the numbers agree with each other is for `checks`, `guards` and
`equations` to say; a build has pandas add them up once more (`recounting`).

Findings
--------
DATA-19 two pieces of a series give the same number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, TypeVar

from publisher.content.models import SeriesSpec
from publisher.data.inputs import Observation
from publisher.data.model import ALL, WORLD, Flow, Period
from publisher.errors import Finding
from publisher.provenance import Cell

__all__ = ["Row", "build"]

_Each = TypeVar("_Each")


class Row(NamedTuple):
    """One number of a series.

    The partner is ``WORLD``, a code, or ``ALL`` for a sum over those at hand; the flow is
    ``exports``, ``imports`` or ``balance`` (exports less imports; the printed one where the
    source prints it, else ``computed``). ``start`` and ``end`` are the period's first and
    last month, ``YYYY-MM``. ``amount`` and ``precision``, the source's rounding step, are
    in the unit's base. ``inputs`` and ``cells`` are those that the amount was made from.
    """

    series: str
    sector: str
    partner: str
    flow: Flow
    start: str
    end: str
    amount: int
    precision: int
    inputs: tuple[str, ...]
    cells: tuple[Cell, ...]
    computed: bool = False

    @property
    def period(self) -> Period:
        """The span of months."""
        return Period(self.start, self.end)


def build(
    observations: Iterable[Observation], series: Mapping[str, SeriesSpec]
) -> tuple[list[Row], list[Finding]]:
    """Return the Flows of all series, and findings."""
    held: dict[str, list[Observation]] = {}
    for seen in observations:
        held.setdefault(seen.input, []).append(seen)
    rows: list[Row] = []
    findings: list[Finding] = []
    for name, spec in series.items():
        spliced, faults = _spliced(name, spec, held)
        findings += faults
        if spec.sum_partners:
            spliced += _summed(spliced)
        rows += spliced
        rows += _balanced(spliced)
    return sorted(rows), findings


def _spliced(
    name: str, spec: SeriesSpec, held: Mapping[str, Sequence[Observation]]
) -> tuple[list[Row], list[Finding]]:
    """Return what the pieces of a series take from their inputs."""
    rows: dict[tuple[str, ...], Row] = {}  # by all that tells two numbers apart
    twice: list[Row] = []
    for piece in spec.pieces:
        first, last = piece.from_ or 0, piece.to or 9999
        for seen in held.get(piece.input, ()):
            if not first <= int(seen.end[:4]) <= last:
                continue
            at = seen.sector, seen.partner, seen.flow, seen.start, seen.end
            row = Row(name, *at, seen.amount, seen.precision, (seen.input,), seen.cells)
            if rows.setdefault(at, row) is not row:
                twice.append(row)
    if not twice:
        return list(rows.values()), []
    finding = Finding(
        "DATA-19",
        f"the pieces of the series {name} give {len(twice)} numbers twice, "
        f"{twice[0].flow} of {twice[0].sector} in {twice[0].end} the first",
        spec.at("pieces"),
        "end one piece (`to`) before the next begins (`from`)",
    )
    return list(rows.values()), [finding]


def _summed(rows: Iterable[Row]) -> list[Row]:
    """Return the sum over the single partners of each sector, flow and period."""
    parts: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        if row.partner not in {WORLD, ALL}:
            at = row.sector, row.flow, row.start, row.end
            parts.setdefault(at, []).append(row)
    return [
        first._replace(
            partner=ALL,
            amount=sum(row.amount for row in (first, *others)),
            precision=max(row.precision for row in (first, *others)),
            inputs=_united(row.inputs for row in (first, *others)),
            cells=_united(row.cells for row in (first, *others)),
        )
        for first, *others in parts.values()
    ]


def _balanced(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the balances that the sources do not print, where both flows are there."""
    held: dict[str, dict[tuple[str, ...], Row]] = {}
    for row in rows:
        at = row.sector, row.partner, row.start, row.end
        held.setdefault(row.flow, {})[at] = row
    for where, exports in held.get("exports", {}).items():
        imports = held.get("imports", {}).get(where)
        if imports is None or where in held.get("balance", {}):
            continue
        yield exports._replace(
            flow="balance",
            amount=exports.amount - imports.amount,
            precision=max(exports.precision, imports.precision),
            inputs=_united((exports.inputs, imports.inputs)),
            cells=_united((exports.cells, imports.cells)),
            computed=True,
        )


def _united(tuples: Iterable[tuple[_Each, ...]]) -> tuple[_Each, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(tuples)))
