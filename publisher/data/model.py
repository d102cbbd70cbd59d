"""What stage 2 hands on: exact numbers that know where they came from.

Plain frozen Python, no pandas. Amounts are exact (`int` in the unit's base, whole US
dollars for money; `Fraction` for ratios and shares); they become text in `numerals` only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, NamedTuple

from publisher.errors import Finding, Severity
from publisher.provenance import Cell, Position

__all__ = [
    "ALL",
    "HOW_TO_JOIN",
    "TOTAL",
    "WORLD",
    "CorrectionMark",
    "Effect",
    "Equation",
    "Flow",
    "Key",
    "Misuse",
    "NotAvailable",
    "Period",
    "Release",
    "SeriesInfo",
    "Stretch",
    "Value",
]

WORLD = "WORLD"
"""The partner of a flow with the whole world."""

ALL = "ALL"
"""The partner of a sum over the partners at hand, which are not the whole world."""

TOTAL = "TOTAL"
"""The sector code of all sectors together, as published."""

HOW_TO_JOIN = (
    "take both from one vintage; revised(…) says what a later one changed; in "
    "sources.yml a guarded splice or `comparable_with` lets two series be combined"
)
"""What to do where values of different vintages meet."""

Flow = Literal["exports", "imports", "balance"]

_MONTH = r"[1-9][0-9]{3}-(?:0[1-9]|1[0-2])"
_PERIOD = re.compile(
    rf"(?P<year>[1-9][0-9]{{3}})|(?P<start>{_MONTH})(?:/(?P<end>{_MONTH}))?"
)


class Period(NamedTuple):
    """A span of whole months, both ends included, each ``YYYY-MM``.

    A year is January to December; a month starts and ends in itself. Periods of
    different lengths are never compared or added.
    """

    start: str
    end: str

    @classmethod
    def of_year(cls, year: int) -> Period:
        """Return the calendar year."""
        return cls(f"{year:04d}-01", f"{year:04d}-12")

    @classmethod
    def of_month(cls, year: int, month: int) -> Period:
        """Return one month (1 to 12)."""
        text = f"{year:04d}-{month:02d}"
        return cls(text, text)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Return the period that ``2024``, ``2024-03`` or ``2024-01/2024-03`` names.

        Raises
        ------
        ValueError
            If the text is none of these, a month is not 01 to 12, or the end comes first.
        """
        match = _PERIOD.fullmatch(text)
        if match and match["year"]:
            return cls.of_year(int(match["year"]))
        if match and match["start"] <= (match["end"] or match["start"]):
            return cls(match["start"], match["end"] or match["start"])
        msg = f"{text!r} is not a period: write 2024, 2024-03 or 2024-01/2024-03"
        raise ValueError(msg)

    def __str__(self) -> str:
        if self.is_year:
            return self.start[:4]
        return self.start if self.start == self.end else f"{self.start}/{self.end}"

    @property
    def year(self) -> int:
        """The calendar year in which the period ends."""
        return int(self.end[:4])

    @property
    def month(self) -> int:
        """The month (1 to 12) in which the period ends."""
        return int(self.end[5:])

    @property
    def months(self) -> int:
        """How many months the period spans."""
        first = int(self.start[:4]) * 12 + int(self.start[5:])
        last = int(self.end[:4]) * 12 + int(self.end[5:])
        return last - first + 1

    @property
    def is_year(self) -> bool:
        """Whether this is one calendar year."""
        return (
            self.start[:4] == self.end[:4]
            and self.start[5:] == "01"
            and self.end[5:] == "12"
        )

    def shifted(self, years: int) -> Period:
        """Return the same months ``years`` later (earlier if negative)."""
        return Period(
            f"{int(self.start[:4]) + years:04d}{self.start[4:]}",
            f"{int(self.end[:4]) + years:04d}{self.end[4:]}",
        )

    def back(self, months: int) -> Period:
        """Return the period of ``months`` months that ends where this one ends."""
        last = int(self.end[:4]) * 12 + int(self.end[5:]) - 1
        first = last - months + 1
        return Period(f"{first // 12:04d}-{first % 12 + 1:02d}", self.end)


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """Which numbers: a declared series, a sector code, a partner and a flow."""

    series: str
    sector: str
    flow: Flow
    partner: str = WORLD


@dataclass(frozen=True, slots=True, order=True)
class Release:
    """Who said so, when, and how settled it was ("first", "revised"; "" if not declared)."""

    source: str
    vintage: str
    status: str = ""

    def __str__(self) -> str:
        return f"{self.source} {self.vintage}" + (self.status and f", {self.status}")


@dataclass(frozen=True, slots=True)
class Value:
    """One exact number with all that must travel with it.

    ``unit`` is the series' unit ("USD") or one of "ratio" (1 = 100 %), "rank", "year",
    "count". ``cells`` are the input cells it was computed from, ``inputs`` the ids of
    their inputs (see `Balances.origins`), both sorted, without repeats. ``precision``
    is the source's rounding step in the unit (100000 when the source prints millions
    with one decimal), 0 when not applicable. ``concept`` says what was measured.
    ``releases`` are all that it rests on, sorted; ``kin`` the declared series in which it
    may stand beside values of other releases: its own, and those comparable with it.
    """

    amount: int | Fraction
    unit: str
    period: Period | None = None
    cells: tuple[Cell, ...] = ()
    inputs: tuple[str, ...] = ()
    precision: int = 0
    concept: str = ""
    releases: tuple[Release, ...] = ()
    kin: frozenset[str] = frozenset()

    @property
    def released(self) -> str:
        """The releases in words for a message."""
        return " with ".join(map(str, self.releases))

    def joins(self, other: Value) -> bool:
        """Whether the two are of one release, or their series are declared to join."""
        return (
            not self.releases
            or not other.releases
            or self.releases == other.releases
            or not self.kin.isdisjoint(other.kin)
        )

    def derive(
        self, amount: int | Fraction, unit: str | None = None, *others: Value
    ) -> Value:
        """Return a value computed from this and ``others``: cells and inputs united."""
        cells = set(self.cells).union(*(other.cells for other in others))
        inputs = set(self.inputs).union(*(other.inputs for other in others))
        precision = max([self.precision, *(other.precision for other in others)])
        releases, kin = set(self.releases), self.kin
        for other in others:
            if other.releases:
                kin = kin & other.kin if releases else other.kin
                releases.update(other.releases)
        return replace(
            self,
            amount=amount,
            unit=self.unit if unit is None else unit,
            cells=tuple(sorted(cells)),
            inputs=tuple(sorted(inputs)),
            precision=precision,
            releases=tuple(sorted(releases)),
            kin=kin,
        )


@dataclass(frozen=True, slots=True)
class Stretch:
    """The periods of a series that come from one input, ends included."""

    input: str
    first: Period
    last: Period


@dataclass(frozen=True, slots=True)
class SeriesInfo:
    """What a series is, as ``sources.yml`` declares it and its data fill it.

    ``sectors`` and ``partners`` are the codes that the data hold (`TOTAL`, `WORLD` and
    `ALL` among them). ``whole`` is the partner under which a sector's own figure stands:
    `WORLD`, or `ALL` where only a sum over some partners is at hand. ``splice`` has one
    stretch per input, in order of time; more than one means that the series is spliced.
    ``unit`` and ``concept`` are empty as long as the series has no input. ``read`` is
    false for a series that the project declares and this edition does not read: it then
    holds no number.
    """

    title: str
    frequency: Literal["year", "month", "period"]
    unit: str
    concept: str
    comparable: bool
    sectors: tuple[str, ...]
    partners: tuple[str, ...]
    whole: str
    note: str | None = None
    splice: tuple[Stretch, ...] = ()
    read: bool = True


@dataclass(frozen=True, slots=True)
class CorrectionMark:
    """Which figures the correction of this index in ``corrections.yml`` touches.

    None stands for every sector, flow or period of the input.
    """

    index: int
    input: str
    sector: str | None = None
    flow: Flow | None = None
    period: Period | None = None

    def touches(self, key: Key, value: Value) -> bool:
        """Whether the correction must stand with this value of this key."""
        flows = {self.flow, "balance"} if self.flow else {key.flow}
        return (
            self.input in value.inputs
            and self.sector in {None, key.sector}
            and key.flow in flows
            and (
                self.period is None
                or value.period is None
                or (
                    self.period.start <= value.period.end
                    and value.period.start <= self.period.end
                )
            )
        )


class Effect(NamedTuple):
    """A number that a cell is part of; ``weight`` times the cell's amount is in it."""

    key: Key
    period: Period
    weight: int


@dataclass(frozen=True, slots=True)
class Equation:
    """Two figures that must agree, as a sum over cells that must be nothing.

    ``residual`` is the sum of weight times amount over the cells of ``weights``, exact
    and as found, in the unit's base; the figures agree where it is ``within`` the
    tolerance. ``says`` names what must agree, ``found`` tells both figures.
    """

    code: str
    says: str
    found: str
    weights: Mapping[Cell, int]
    residual: int
    within: int | Fraction
    position: Position
    hint: str
    severity: Severity = "error"

    @property
    def is_broken(self) -> bool:
        """Whether the figures differ by more than they may."""
        return abs(self.residual) > self.within

    def is_broken_by(self, cell: Cell, delta: int) -> bool:
        """Whether they would, were the cell's amount greater by ``delta``.

        A tolerance that is a share of a figure stays that of the figure as found.
        """
        return abs(self.residual + self.weights.get(cell, 0) * delta) > self.within

    @property
    def finding(self) -> Finding:
        """What is wrong, if it is broken."""
        return Finding(self.code, self.found, self.position, self.hint, self.severity)


class Misuse(ValueError):  # noqa: N818 - what the content asks for, not a fault of the code
    """The content asks for something without a meaning: a fault of the content.

    An unknown series or code, two concepts added, a year compared with a quarter.
    """

    def __init__(self, what: str, hint: str | None = None) -> None:
        self.what = what
        self.hint = hint
        super().__init__(what)


class NotAvailable(LookupError):  # noqa: N818 - a state of the data, not a fault of the code
    """The data at hand do not hold this number. Missing is not zero."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"not available: {what}")
