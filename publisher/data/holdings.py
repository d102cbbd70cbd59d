"""The numbers of an edition by key and period, and the cells that they are made of.

Plain Python. Every number is exact and carries its cells; each cell knows the numbers that it is part of, so that the question "what if it
said something else" is answered without reading the data again. What the data do not hold
raises `NotAvailable`; an unknown series or code raises `Misuse`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

from publisher.data import arithmetic
from publisher.data.model import (
    ALL,
    TOTAL,
    WORLD,
    CorrectionMark,
    Effect,
    Equation,
    Flow,
    Key,
    Misuse,
    NotAvailable,
    Period,
    SeriesInfo,
    Value,
)
from publisher.errors import Finding, nearest
from publisher.provenance import Cell, Origin

__all__ = ["Holdings"]


@dataclass(frozen=True)
class Holdings:
    """Exact values by key and period.

    ``origins`` are by input id, ``series`` by series id, ``values`` hold each key's
    periods in order of time. Series that only other editions read are in ``series``, with
    ``read`` false, so that the content may ask whether they are there. ``sector_codes``
    (in printed order) and ``partner_codes`` are all codes that may be asked for; no
    partner codes: any may. ``marks`` are the corrections of the inputs at hand.
    ``amounts`` is what each cell says, in the unit's base; ``equations`` are all figures
    that must agree, ``faults`` what is wrong with the data otherwise.
    """

    origins: Mapping[str, Origin]
    series: Mapping[str, SeriesInfo]
    values: Mapping[Key, Mapping[Period, Value]]
    sector_codes: tuple[str, ...] = ()
    partner_codes: frozenset[str] = frozenset()
    marks: tuple[CorrectionMark, ...] = ()
    amounts: Mapping[Cell, int] = field(default_factory=dict)
    equations: tuple[Equation, ...] = ()
    faults: tuple[Finding, ...] = ()

    # --- what there is

    def info(self, series: str) -> SeriesInfo:
        """Return what a series is.

        Raises
        ------
        Misuse
            If the edition has no such series.
        """
        if series in self.series:
            return self.series[series]
        like = nearest(series, self.series)
        msg = f"there is no series {series!r}"
        hint = f"did you mean {like!r}? " if like else ""
        read = ", ".join(name for name, info in self.series.items() if info.read)
        raise Misuse(msg, f"{hint}the edition's series are {read}")

    def value(self, key: Key, period: Period) -> Value:
        """Return one number.

        Raises
        ------
        NotAvailable
            If the series does not hold it.
        Misuse
            If the series, the sector or the partner is unknown.
        """
        found = self._line(key).get(period)
        if found is None:
            absent = "" if self.info(key.series).read else ", not in this edition"
            msg = f"{arithmetic.said(key, period)}{absent}"
            raise NotAvailable(msg)
        return found

    def has(self, key: Key, period: Period) -> bool:
        """Whether the series holds this number. Raises `Misuse` as `value` does."""
        return period in self._line(key)

    def periods(
        self, series: str, sector: str, flow: Flow, partner: str = WORLD
    ) -> tuple[Period, ...]:
        """Return the periods for which there is a number, in order of time."""
        return tuple(self._line(Key(series, sector, flow, partner)))

    def sectors(self, series: str) -> tuple[str, ...]:
        """Return the sectors of a series, in printed order, without the total."""
        return tuple(code for code in self.info(series).sectors if code != TOTAL)

    def partners(self, series: str, sector: str) -> tuple[str, ...]:
        """Return the single partners of a sector, by code, without world and sum."""
        self._line(Key(series, sector, "balance"))
        return tuple(sorted(self._partners.get((series, sector), set()) - {WORLD, ALL}))

    def corrections_of(self, key: Key, period: Period) -> tuple[int, ...]:
        """Return the corrections (indices in ``corrections.yml``) that touch a number."""
        found = self.value(key, period)
        return tuple(mark.index for mark in self.marks if mark.touches(key, found))

    # --- cells

    @cached_property
    def corrected(self) -> tuple[frozenset[Cell], ...]:
        """The cells that each of ``marks`` touches."""
        return tuple(map(self._touched, self.marks))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is wrong with the data, and all figures that do not agree."""
        broken = (each.finding for each in self.equations if each.is_broken)
        return (*self.faults, *dict.fromkeys(broken))

    def amount_of(self, cell: Cell) -> int:
        """Return what a cell says, in the unit's base.

        Raises
        ------
        NotAvailable
            If no input reads the cell.
        """
        if cell not in self.amounts:
            msg = f"{cell.column} in line {cell.line} of {cell.file}"
            raise NotAvailable(msg)
        return self.amounts[cell]

    @cached_property
    def effects(self) -> Mapping[Cell, tuple[Effect, ...]]:
        """The numbers that each cell is part of: itself, sums, and the balances of both."""
        found: dict[Cell, list[Effect]] = {}
        for key, line in self.values.items():
            exports = self.values.get(replace(key, flow="exports"), {})
            imports = self.values.get(replace(key, flow="imports"), {})
            for period, value in line.items():
                plus, minus = set(value.cells), set[Cell]()
                if key.flow == "balance" and period in exports and period in imports:
                    sides = set(exports[period].cells), set(imports[period].cells)
                    if plus == sides[0] | sides[1]:  # else it is a printed one
                        plus, minus = sides
                for cell in plus ^ minus:
                    weight = 1 if cell in plus else -1
                    found.setdefault(cell, []).append(Effect(key, period, weight))
        return {cell: tuple(effects) for cell, effects in found.items()}

    @cached_property
    def equations_of(self) -> Mapping[Cell, tuple[Equation, ...]]:
        """The equations that each cell stands in."""
        found: dict[Cell, list[Equation]] = {}
        for equation in self.equations:
            for cell in equation.weights:
                found.setdefault(cell, []).append(equation)
        return {cell: tuple(equations) for cell, equations in found.items()}

    def broken_by(self, cell: Cell, delta: int) -> tuple[Equation, ...]:
        """Return the equations that would not hold, were a cell greater by ``delta``.

        Those that do not hold as it is are not among them.
        """
        return tuple(
            equation
            for equation in self.equations_of.get(cell, ())
            if equation.is_broken_by(cell, delta) and not equation.is_broken
        )

    def with_cell(self, cell: Cell, delta: int) -> Self:
        """Return the numbers as they would be, were a cell greater by ``delta``.

        ``delta`` is in the unit's base. Equations and faults stay those of what was read:
        ask `broken_by` of the numbers as they are.
        """
        lines: dict[Key, dict[Period, Value]] = {}
        for key, period, weight in self.effects.get(cell, ()):
            line = lines.setdefault(key, dict(self.values[key]))
            amount = line[period].amount + weight * delta
            line[period] = replace(line[period], amount=amount)
        amounts = {**self.amounts, cell: self.amount_of(cell) + delta}
        changed = replace(self, values={**self.values, **lines}, amounts=amounts)
        self._hand_on(changed)
        return changed

    def without_cells(self) -> Self:
        """Return the same numbers without their cells, to be changed and asked quickly.

        Which numbers a cell is part of stays known.
        """
        values = {
            key: {period: replace(value, cells=()) for period, value in line.items()}
            for key, line in self.values.items()
        }
        bare = replace(self, values=values)
        self._hand_on(bare)
        return bare

    def until(self, last: Period) -> Self:
        """Return the numbers of periods that end no later than the one given."""
        values = {
            key: {at: value for at, value in line.items() if at.end <= last.end}
            for key, line in self.values.items()
        }
        return replace(self, values=values)

    # --- within

    def _hand_on(self, other: Self) -> None:
        """Let numbers with the same keys know what has been worked out for these."""
        vars(other).update(
            effects=self.effects,
            equations_of=self.equations_of,
            corrected=self.corrected,
            _partners=self._partners,
        )

    @cached_property
    def _partners(self) -> Mapping[tuple[str, str], set[str]]:
        """The partners of each series and sector: asked for with every rank."""
        partners: dict[tuple[str, str], set[str]] = {}
        for key in self.values:
            partners.setdefault((key.series, key.sector), set()).add(key.partner)
        return partners

    def _touched(self, mark: CorrectionMark) -> frozenset[Cell]:
        """Return the cells of the figures that a correction touches.

        A balance is reached by the cells of the flow that the correction names.
        """
        return frozenset(
            cell
            for key, line in self.values.items()
            if mark.flow in {None, key.flow}
            for value in line.values()
            if mark.touches(key, value)
            for cell in value.cells
        )

    def _line(self, key: Key) -> Mapping[Period, Value]:
        self.info(key.series)
        if self.sector_codes and key.sector not in self.sector_codes:
            msg = f"there is no sector {key.sector!r}"
            raise Misuse(msg, f"the codes are {', '.join(self.sector_codes)}")
        if self.partner_codes and key.partner not in self.partner_codes:
            msg = f"there is no partner {key.partner!r}"
            raise Misuse(msg, "name it under `partners` in publication.yml")
        return self.values.get(key, {})
