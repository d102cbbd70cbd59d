"""What stage 2 hands on: exact numbers that know where they came from.

Plain frozen Python, no pandas. Amounts are exact (`int` in the unit's base, whole US
dollars for money; `Fraction` for ratios and shares); they become text in `numerals` only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from publisher.provenance import Cell

__all__ = ["WORLD", "Flow", "Key", "NotAvailable", "Period", "Value"]

WORLD = "WORLD"
"""The partner of a flow with the whole world."""

Flow = Literal["exports", "imports", "balance"]


@dataclass(frozen=True, slots=True, order=True)
class Period:
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


@dataclass(frozen=True, slots=True)
class Value:
    """One exact number with all that must travel with it.

    ``unit`` is the series' unit ("USD") or one of "ratio" (1 = 100 %), "rank", "year",
    "count". ``cells`` are the input cells it was computed from, ``inputs`` the ids of
    their inputs (see `Balances.origins`), both sorted, without repeats. ``precision``
    is the source's rounding step in the unit (100000 when the source prints millions
    with one decimal), 0 when not applicable. ``concept`` says what was measured.
    """

    amount: int | Fraction
    unit: str
    period: Period | None = None
    cells: tuple[Cell, ...] = ()
    inputs: tuple[str, ...] = ()
    precision: int = 0
    concept: str = ""

    def derive(
        self, amount: int | Fraction, unit: str | None = None, *others: Value
    ) -> Value:
        """Return a value computed from this and ``others``: cells and inputs united."""
        cells = set(self.cells).union(*(other.cells for other in others))
        inputs = set(self.inputs).union(*(other.inputs for other in others))
        precision = max([self.precision, *(other.precision for other in others)])
        return replace(
            self,
            amount=amount,
            unit=self.unit if unit is None else unit,
            cells=tuple(sorted(cells)),
            inputs=tuple(sorted(inputs)),
            precision=precision,
        )


class NotAvailable(LookupError):  # noqa: N818 - a state of the data, not a fault of the code
    """The data at hand do not hold this number. Missing is not zero."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"not available: {what}")
