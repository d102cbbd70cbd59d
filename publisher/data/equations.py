"""Numbers to equations: which figures must agree, by how much they differ, from which cells.

What must agree stands in ``sources.yml`` under `footings`; the guards of splices are in
`guards`. A balance printed beside both flows is held against them even undeclared, within
the rounding of the three figures. Each equation is a sum over cells with whole weights, so
that it can be asked what another figure in a cell would break.

A balance that we compute stands in none; the flows that it is made of do. Nor does a share
that we compute: shares add to 100% where their parts add to the whole. Shares that a source
prints are the parts of a fixed whole, within half the rounding step of each of them.

Findings
--------
DATA-23 printed balance; DATA-24 months and years; DATA-25 sectors and total; DATA-31
partners and world; DATA-32 parts and a fixed whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from publisher.content.models import Footing
from publisher.data.files import PinnedFile
from publisher.data.flows import Row
from publisher.data.inputs import Observation
from publisher.data.model import ALL, TOTAL, WORLD, Equation, Period
from publisher.data.selection import Selection
from publisher.provenance import Cell

__all__ = ["At", "Figure", "footings"]


class At(NamedTuple):
    """What a figure is of."""

    sector: str
    partner: str
    flow: str
    period: Period

    def __str__(self) -> str:
        whom = "" if self.partner == WORLD else f" with {self.partner}"
        return f"{self.flow} of {self.sector}{whom} in {self.period}"

    @classmethod
    def of(cls, row: Row | Observation) -> At:
        """Return what a row is of."""
        return cls(row.sector, row.partner, row.flow, Period(row.start, row.end))


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or a sum of numbers: ``rounding`` is the sum of their rounding steps."""

    amount: int
    weights: Mapping[Cell, int]
    rounding: int

    @classmethod
    def of(cls, *rows: Row | Observation) -> Figure:
        """Return the sum of rows."""
        weights = Counter(cell for row in rows for cell in row.cells)
        rounding = sum(row.precision for row in rows)
        return cls(sum(row.amount for row in rows), weights, rounding)

    def less(self, other: Figure) -> Figure:
        """Return the difference."""
        apart = Counter(self.weights)
        apart.subtract(other.weights)
        weights = {cell: weight for cell, weight in apart.items() if weight}
        rounding = self.rounding + other.rounding
        return Figure(self.amount - other.amount, weights, rounding)

    @property
    def first(self) -> Cell:
        """The first cell, to point at."""
        return next(iter(self.weights))


Pairs = Iterator[tuple[At, Figure, Figure]]
"""A figure and what adds to it."""


def _months(years: Sequence[Row], months: Sequence[Row], _: Sequence[str]) -> Pairs:
    """Yield years and their months, where all twelve are there."""
    held: dict[At, list[Row]] = {}
    for row in months:
        at = At.of(row)
        year = Period.of_year(at.period.year)
        held.setdefault(at._replace(period=year), []).append(row)
    for row in years:
        of = held.get(At.of(row), [])
        if len(of) == 12:
            yield At.of(row), Figure.of(row), Figure.of(*of)


def _sectors(
    parts: Sequence[Row], totals: Sequence[Row], codes: Sequence[str]
) -> Pairs:
    """Yield totals and their sectors, where every sector is there."""
    held = _grouped(parts, lambda at: at._replace(sector=TOTAL), sectors=codes)
    for row in totals:
        of = held.get(At.of(row), [])
        if row.sector == TOTAL and of and len(of) == len(codes):
            yield At.of(row), Figure.of(row), Figure.of(*of)


def _partners(worlds: Sequence[Row], parts: Sequence[Row], _: Sequence[str]) -> Pairs:
    """Yield the world and the partners at hand, where there are any."""
    held = _grouped(_single(parts), lambda at: at._replace(partner=WORLD))
    for row in worlds:
        of = held.get(At.of(row), [])
        if row.partner == WORLD and of:
            yield At.of(row), Figure.of(row), Figure.of(*of)


def _balances(flows: Sequence[Row], printed: Sequence[Row], _: Sequence[str]) -> Pairs:
    """Yield printed balances and exports less imports."""
    held = {At.of(row): row for row in flows}
    for row in printed:
        if row.flow != "balance":
            continue
        exports = held.get(At.of(row)._replace(flow="exports"))
        imports = held.get(At.of(row)._replace(flow="imports"))
        if exports and imports:
            less = Figure.of(exports).less(Figure.of(imports))
            yield At.of(row), Figure.of(row), less


def _whole(parts: Sequence[Row], _: Sequence[Row], codes: Sequence[str]) -> Pairs:
    """Yield a whole, yet to be set, and its parts: partners, else all the sectors."""
    single = _single(parts)
    if single:
        held = _grouped(single, lambda at: at._replace(partner=ALL))
    else:
        held = _grouped(parts, lambda at: at._replace(sector=TOTAL), sectors=codes)
        held = {at: of for at, of in held.items() if len(of) == len(codes)}
    for at, of in held.items():
        yield at, Figure(0, {}, 0), Figure.of(*of)


def _single(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.partner not in {WORLD, ALL}]


def _grouped(
    rows: Iterable[Row], of: Callable[[At], At], sectors: Sequence[str] | None = None
) -> dict[At, list[Row]]:
    held: dict[At, list[Row]] = {}
    for row in rows:
        if sectors is None or row.sector in sectors:
            held.setdefault(of(At.of(row)), []).append(row)
    return held


class _Kind(NamedTuple):
    """One kind of footing: which figures, and how a difference is told."""

    code: str
    says: str
    found: str
    pairs: Callable[[Sequence[Row], Sequence[Row], Sequence[str]], Pairs]


_KINDS = {
    "months": _Kind(
        "DATA-24", "{at}: the year and its months",
        "{at} are {figure}, the months add to {parts}", _months,
    ),
    "total": _Kind(
        "DATA-25", "{at}: the total and its sectors",
        "{at} are {figure}, the sectors add to {parts}", _sectors,
    ),
    "partners": _Kind(
        "DATA-31", "{at}: the world and its partners",
        "{at} are {figure}, the partners add to {parts}", _partners,
    ),
    "balance": _Kind(
        "DATA-23", "{at}: as printed, and exports less imports",
        "the {at} is printed as {figure}, exports less imports are {parts}", _balances,
    ),
    "whole": _Kind(
        "DATA-32", "{at}: the whole and its parts",
        "the parts of {at} add to {parts}, not to {figure}", _whole,
    ),
}  # fmt: skip


def footings(
    rows: Iterable[Row],
    chosen: Selection,
    sectors: Sequence[str],
    files: Mapping[str, PinnedFile],
) -> list[Equation]:
    """Return what footings say, and what printed balances do, where both sides exist."""
    series: dict[str, list[Row]] = {}
    for row in rows:
        if not row.computed:
            series.setdefault(row.series, []).append(row)
    found: list[Equation] = []
    told: set[str] = set()
    for footing in chosen.footings:
        sides = [series.get(chosen.names[name], []) for name in footing.names]
        if footing.balance is not None:
            told.add(chosen.names[footing.balance])
        found += _equations(footing, (sides[0], sides[-1]), sectors, files)
    for name, held in series.items():
        if name not in told:
            every = Footing(series=name, balance=name)
            found += _equations(every, (held, held), (), files)
    return found


def _equations(
    footing: Footing,
    sides: tuple[Sequence[Row], Sequence[Row]],
    sectors: Sequence[str],
    files: Mapping[str, PinnedFile],
) -> Iterator[Equation]:
    kind = next(
        kind for name, kind in _KINDS.items() if getattr(footing, name) is not None
    )
    one, other = (_within(side, footing) for side in sides)
    for at, figure, parts in kind.pairs(one, other, sectors):
        held = figure if figure.weights else Figure(footing.whole or 0, {}, 0)
        apart = held.less(parts)
        within = _tolerance(footing, held.amount, apart.rounding)
        said = {"at": at, "figure": held.amount, "parts": parts.amount}
        cell = held.first if held.weights else parts.first
        yield Equation(
            kind.code,
            kind.says.format(**said),
            kind.found.format(**said),
            apart.weights,
            apart.amount,
            within,
            files[cell.file].position(cell.line, cell.column),
            f"they may differ by {within}; compare them with the source",
            footing.severity,
        )


def _tolerance(footing: Footing, whole: int, rounding: int) -> int:
    """Return by how much the figures may differ; all differences are whole numbers."""
    if footing.within is None:
        return rounding // 2
    if isinstance(footing.within, int):
        return footing.within
    return int(Fraction(footing.within.removesuffix("%")) / 100 * abs(whole))


def _within(rows: Iterable[Row], footing: Footing) -> list[Row]:
    first = f"{footing.from_ or 0:04d}-01"
    last = f"{footing.to or 9999:04d}-12"
    return [row for row in rows if row.start >= first and row.end <= last]
