"""The measures taken of an edition's numbers: shares, ranks, records, revisions.

Plain Python. Every answer is exact and carries the cells it came from. What the data do not
hold raises `NotAvailable`; what has no meaning (two concepts together, an unknown series)
raises `Misuse`. Nothing here becomes text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from publisher.data import arithmetic
from publisher.data.arithmetic import Side
from publisher.data.holdings import Holdings
from publisher.data.model import (
    HOW_TO_JOIN,
    TOTAL,
    WORLD,
    Flow,
    Key,
    Misuse,
    NotAvailable,
    Period,
    Value,
)

__all__ = ["Balances", "Side"]


@dataclass(frozen=True)
class Balances(Holdings):
    """Exact values by key and period, with the measures taken of them."""

    # --- measures of one period

    def cover(
        self, series: str, sector: str, period: Period, partner: str = WORLD
    ) -> Value:
        """Return the cover ratio, exports ÷ imports."""
        exports = self.value(Key(series, sector, "exports", partner), period)
        imports = self.value(Key(series, sector, "imports", partner), period)
        what = f"cover ratio of {sector} in {period}, as there are no imports"
        return arithmetic.quotient(exports, imports, what)

    def share(self, key: Key, period: Period, of: Key) -> Value:
        """Return the number as a share of another of the same flow and concept.

        Raises
        ------
        Misuse
            If the two differ in flow, unit or concept.
        """
        part, whole = self._together([key, of], period)
        return arithmetic.quotient(
            part, whole, f"a share of {arithmetic.said(of, period)}, which is zero"
        )

    def total(self, keys: Iterable[Key], period: Period) -> Value:
        """Return the sum of several numbers of one flow, unit and concept.

        Raises
        ------
        Misuse
            If they differ in these, none is given, or one is given twice.
        """
        asked = list(keys)
        if not asked or len(set(asked)) < len(asked) or arithmetic.nested(asked):
            msg = "a sum needs numbers that do not hold each other, each once"
            raise Misuse(msg, "add parts, or take the published total")
        first, *others = self._together(asked, period)
        return first.derive(
            sum(value.amount for value in (first, *others)), None, *others
        )

    def rank(
        self,
        key: Key,
        period: Period,
        among: Literal["sectors", "partners", "periods"] = "sectors",
        order: Literal["high", "low"] = "high",
    ) -> Value:
        """Return the place (1 is first) of the number; equal numbers share the better.

        Among sectors, all sectors of the series must have the number, the total aside;
        among partners, those that have it count; among periods, all of the same length.
        """
        subject = self.value(key, period)
        rivals = self._rivals(key, period, among)
        sign = 1 if order == "high" else -1
        ahead = sum(sign * (rival.amount - subject.amount) > 0 for rival in rivals)
        return arithmetic.derived(subject, ahead + 1, "rank", rivals)

    def ordered(
        self,
        series: str,
        flow: Flow,
        period: Period,
        by: Literal["partner", "sector"] = "partner",
        sector: str = TOTAL,
    ) -> tuple[Key, ...]:
        """Return the keys that have the number, from the largest down, then by code.

        By partner these are the sector's single partners; by sector the series' sectors
        with the partner under which their own figures stand (`SeriesInfo.whole`).
        """
        if by == "partner":
            codes = self.partners(series, sector)
            keys = [Key(series, sector, flow, code) for code in codes]
        else:
            whole = self.info(series).whole
            keys = [Key(series, code, flow, whole) for code in self.sectors(series)]
        held = [key for key in keys if self.has(key, period)]
        return tuple(
            sorted(held, key=lambda key: (-self.value(key, period).amount, key))
        )

    # --- measures over time

    def change(self, key: Key, period: Period) -> Value:
        """Return the number less that of the same period a year before."""
        new, old = self.value(key, period), self.value(key, period.shifted(-1))
        return new.derive(new.amount - old.amount, None, old)

    def growth(self, key: Key, period: Period) -> Value:
        """Return the change as a ratio of the number a year before.

        A deficit that grows has a positive growth. From a deficit to a surplus, back, or
        from zero there is none: `NotAvailable`.
        """
        new, old = self.value(key, period), self.value(key, period.shifted(-1))
        if new.amount * old.amount <= 0 and not (new.amount == 0 != old.amount):
            msg = f"growth of {arithmetic.said(key, period)}, which changed its sign"
            raise NotAvailable(msg)
        ratio = Fraction(new.amount) / Fraction(old.amount) - 1
        return arithmetic.derived(new, ratio, "ratio", [old])

    def record(
        self,
        key: Key,
        order: Literal["high", "low"],
        until: Period | None = None,
    ) -> tuple[Value, Period]:
        """Return the highest or lowest number up to ``until``, the earliest if equal."""
        line = self._line(key)
        held = [
            value for at, value in line.items() if until is None or at.end <= until.end
        ]
        if not held:
            raise NotAvailable(arithmetic.said(key, until))
        if len({arithmetic.period_of(value).months for value in held}) > 1:
            msg = f"the periods of the series {key.series!r} are not of one length"
            raise Misuse(msg, "a record needs periods of one length")
        sign = -1 if order == "high" else 1
        best = min(held, key=lambda value: sign * value.amount)
        others = [value for value in held if value is not best]
        found = best.derive(best.amount, None, *others)
        # rounded as its own source has it
        found = replace(found, precision=best.precision)
        return found, arithmetic.period_of(best)

    def first(self, series: str, sector: str, side: Side) -> Value:
        """Return the year of the first deficit or surplus; ``period`` is when it was."""
        key = Key(series, sector, "balance", self.info(series).whole)
        seen: list[Value] = []
        for period, value in self._line(key).items():
            if arithmetic.is_on(side, value):
                return arithmetic.derived(value, period.year, "year", seen)
            seen.append(value)
        msg = f"a {side} of {sector} in the series {series}"
        raise NotAvailable(msg)

    def run(self, series: str, sector: str, period: Period, side: Side) -> Value:
        """Return how many periods in a row, ending with this one, had a deficit or surplus.

        Counts years in an annual series, months in a monthly one; 0 if this period had
        none. A run that reaches the first period of the series may be longer in truth.
        """
        if self.info(series).frequency == "period":
            msg = f"the periods of the series {series!r} do not follow each other"
            raise Misuse(msg, "count runs in an annual or a monthly series")
        key = Key(series, sector, "balance", self.info(series).whole)
        last = self.value(key, period)
        past = [value for at, value in self._line(key).items() if at <= period]
        count, seen = 0, []
        for at, value in enumerate(reversed(past)):
            if at and not arithmetic.follows(value, past[-at]):
                break
            seen.append(value)
            if not arithmetic.is_on(side, value):
                break
            count += 1
        return arithmetic.derived(last, count, "count", seen)

    def rolling(self, key: Key, period: Period, months: int = 12) -> Value:
        """Return the sum of the months that end with this one."""
        return self._months(key, period, months)

    def year_to_date(self, key: Key, period: Period) -> Value:
        """Return the sum of the months from January to this one."""
        return self._months(key, period, period.month)

    def revisions(self, key_old: Key, key_new: Key) -> Mapping[Period, Value]:
        """Return new less old for each period that both hold, in order of time.

        This alone combines what one vintage says with what another does.

        Raises
        ------
        Misuse
            If the keys are not the same sector, flow and partner of two series, or
            differ in unit or concept.
        NotAvailable
            If they have no period in common.
        """
        same = replace(key_old, series=key_new.series) == key_new
        if not same or key_old == key_new:
            msg = "a revision is one sector, flow and partner in two series"
            raise Misuse(msg)
        old_line, new_line = self._line(key_old), self._line(key_new)
        found: dict[Period, Value] = {}
        for period in old_line:
            if period in new_line:
                old, new = self._alike([key_old, key_new], period)
                found[period] = new.derive(new.amount - old.amount, None, old)
        if not found:
            msg = f"a revision of {key_new.series}, as no period is also in {key_old.series}"
            raise NotAvailable(msg)
        return found

    # --- within

    def _together(self, keys: list[Key], period: Period) -> list[Value]:
        """Return the numbers of several keys that may be combined."""
        values = self._alike(keys, period)
        for (one, first), (other, second) in pairwise(zip(keys, values, strict=True)):
            if not first.joins(second):
                what = f"{arithmetic.said(one, period)} and that of {other.series}"
                apart = f"{first.released} and {second.released}"
                msg = f"{what}: different vintages, {apart}"
                raise Misuse(msg, HOW_TO_JOIN)
        return values

    def _alike(self, keys: list[Key], period: Period) -> list[Value]:
        """Return the numbers of several keys, which measure the same."""
        values = [self.value(key, period) for key in keys]
        for (one, first), (other, second) in pairwise(zip(keys, values, strict=True)):
            what = (
                f"{arithmetic.said(one, period)} and {arithmetic.said(other, period)}"
            )
            if one.flow != other.flow:
                msg = f"{what}: different flows are not combined"
                raise Misuse(msg, "exports ÷ imports is the cover ratio")
            if (first.unit, first.concept) != (second.unit, second.concept):
                msg = f"{what}: {first.concept!r} is not {second.concept!r}"
                raise Misuse(msg, "different concepts are never combined")
            series = {one.series, other.series}
            if len(series) > 1 and not all(self.info(id_).comparable for id_ in series):
                msg = f"{what}: one of the series is declared not comparable"
                raise Misuse(msg, "stay within the series")
        return values

    def _rivals(self, key: Key, period: Period, among: str) -> list[Value]:
        if among == "periods":
            return [
                value
                for other, value in self._line(key).items()
                if other.months == period.months
            ]
        if among == "partners":
            named = self.partners(key.series, key.sector)
            keys = [replace(key, partner=code) for code in named]
            keys = [other for other in keys if self.has(other, period)]
            subject_counts = key.partner in named
        else:
            keys = [replace(key, sector=code) for code in self.sectors(key.series)]
            subject_counts = key in keys
        if not subject_counts:
            msg = f"{arithmetic.said(key, period)} is a total and has no rank among {among}"
            raise Misuse(msg, "ask for the rank of a part")
        return [self.value(other, period) for other in keys if other != key]

    def _months(self, key: Key, period: Period, months: int) -> Value:
        if self.info(key.series).frequency != "month" or period.months != 1:
            msg = f"the series {key.series!r} is not one of months"
            raise Misuse(msg, "sum months of a monthly series, up to a month")
        if months < 1:
            msg = "a sum needs at least one month"
            raise Misuse(msg)
        line, last_month = self._line(key), period.year * 12 + period.month - 1
        wanted = range(last_month - months + 1, last_month + 1)
        each = [Period.of_month(at // 12, at % 12 + 1) for at in wanted]
        span = Period(each[0].start, period.end)
        if not all(at in line for at in each):
            raise NotAvailable(arithmetic.said(key, span))
        held = [line[at] for at in each]
        last = held[-1]
        amount = sum(value.amount for value in held)
        return replace(last.derive(amount, None, *held[:-1]), period=span)
