"""What a function is about: series, sector, partner and period, from arguments or the scope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from publisher.data.model import TOTAL, Flow, Key, NotAvailable, Period, Value
from publisher.expressions.faults import Unfit, Unknown
from publisher.expressions.result import Phrase, Thing
from publisher.expressions.scope import Scope

__all__ = [
    "ARGUMENTS",
    "SUM",
    "About",
    "By",
    "Order",
    "by_of",
    "counted",
    "flow_of",
    "order_of",
    "resolve",
    "text_of",
    "whole_of",
]

Order = Literal["high", "low"]
By = Literal["partner", "sector"]

ARGUMENTS = ("year", "period", "years_back", "series", "sector", "partner")
"""The keyword arguments that every function takes."""

SUM = "SUM"
"""The sector code of our own sum over the sectors of a series."""

FLOWS: tuple[Flow, ...] = get_args(Flow)


@dataclass(frozen=True, slots=True)
class About:
    """The subject of one function call.

    ``year`` and ``span`` are None when not given; ``back`` is how many years earlier
    the same is asked for.
    """

    scope: Scope
    series: str
    sector: str
    partner: str
    year: int | None = None
    span: Period | None = None
    back: int = 0

    def key(self, flow: Flow) -> Key:
        """Return which numbers: the subject's, in one flow."""
        return Key(self.series, self.sector, flow, self.partner)

    def period(self, flow: Flow) -> Period:
        """Return the period the call is about.

        What is given counts first. Else a yearly series is read at the edition's
        reference year, a monthly one or one of loose periods at its last period.

        Raises
        ------
        NotAvailable
            If the series has no period of the kind asked for.
        """
        return self._now(flow).shifted(-self.back)

    def _now(self, flow: Flow) -> Period:
        if self.span:
            return self.span
        frequency = self.scope.balances.info(self.series).frequency
        if frequency == "year":
            year = self.scope.reference_year if self.year is None else self.year
            return Period.of_year(year)
        if self.year is not None and frequency == "month":
            return Period.of_year(self.year)
        return self._last(flow)

    def _last(self, flow: Flow) -> Period:
        """Return the last period of the series; of the year that it must end in, if given."""
        periods = [
            period
            for period in self.periods(flow)
            if self.year is None or period.year == self.year
        ]
        if not periods:
            when = "" if self.year is None else f" in {self.year}"
            what = f"{flow} of {self.sector}{when} (series {self.series})"
            raise NotAvailable(what)
        return max(periods, key=lambda period: (period.end, period.months))

    def periods(self, flow: Flow) -> tuple[Period, ...]:
        """Return the periods for which the data hold this flow, in order."""
        return self.scope.balances.periods(self.series, self.sector, flow, self.partner)

    def value(self, flow: Flow) -> Value:
        """Return the number itself; for the sector `SUM` our sum of the sectors."""
        return self.value_of(self.key(flow), self.period(flow))

    def value_of(self, key: Key, period: Period) -> Value:
        """Return a number; for the sector `SUM` our sum of the series' sectors."""
        balances = self.scope.balances
        if key.sector != SUM:
            return balances.value(key, period)
        codes = balances.sectors(key.series)
        if not codes:
            what = f"{key.flow} by sector (series {key.series})"
            raise NotAvailable(what)
        return balances.total([replace(key, sector=code) for code in codes], period)

    def all_sectors(self) -> str:
        """Return the code of all sectors: the published total, or our sum without one."""
        codes = self.scope.balances.info(self.series).sectors
        return TOTAL if TOTAL in codes else SUM

    def all_partners(self) -> str:
        """Return the partner under which a sector's own figure stands."""
        return self.scope.balances.info(self.series).whole


def resolve(arguments: Mapping[str, Thing], scope: Scope) -> About:
    """Return what a call with these arguments is about.

    Raises
    ------
    Misuse
        If the series is not known.
    Unfit
        If an argument is of the wrong kind, or the part has no subject.
    """
    series = scope.series
    if "series" in arguments:
        series = text_of(arguments["series"], "series=")
    if series is None:
        msg = "the part has no subject, so the series must be named"
        raise Unfit(msg, 'add subject: to the part, or series="…" to the function')
    partner = scope.partner
    if "partner" in arguments:
        partner = text_of(arguments["partner"], "partner=")
    elif partner is None or series != scope.series:
        partner = scope.balances.info(series).whole
    sector = scope.sector
    if "sector" in arguments:
        sector = text_of(arguments["sector"], "sector=")
    year, span = _when(arguments, scope)
    back = whole_of(arguments.get("years_back", 0), "years_back=")
    return About(scope, series, sector, partner, year, span, back)


def _when(
    arguments: Mapping[str, Thing], scope: Scope
) -> tuple[int | None, Period | None]:
    if "period" in arguments:
        if "year" in arguments:
            msg = "year= and period= cannot both be given"
            raise Unfit(msg, about="period")
        try:
            return None, Period.parse(text_of(arguments["period"], "period="))
        except ValueError as error:
            raise Unfit(str(error), about="period") from error
    if "year" not in arguments:
        return (None, scope.period) if scope.period else (scope.year, None)
    year = whole_of(arguments["year"], "year=")
    if not 1000 <= year <= 9999:
        msg = f"{year} is not a year of four digits"
        raise Unfit(msg, about="year")
    if scope.period and not scope.period.is_year:
        return None, scope.period.shifted(year - scope.period.year)
    return year, None


def text_of(thing: Thing, name: str) -> str:
    """Return the text of an argument.

    Raises
    ------
    Unfit
        If it is not one.
    """
    if isinstance(thing, Phrase):
        return thing.text
    if isinstance(thing, str):
        return thing
    msg = f"{name} must be a text in quotation marks"
    raise Unfit(msg, about=name.rstrip("="))


def whole_of(thing: Thing, name: str) -> int:
    """Return a whole number from an argument.

    Raises
    ------
    Unfit
        If it is not one.
    """
    amount = thing.amount if isinstance(thing, Value) else thing
    if isinstance(amount, bool) or not isinstance(amount, int):
        msg = f"{name} must be a whole number"
        raise Unfit(msg, about=name.rstrip("="))
    return amount


def flow_of(thing: Thing) -> Flow:
    """Return a flow from an argument.

    Raises
    ------
    Unfit
        If it is not "exports", "imports" or "balance".
    """
    for flow in FLOWS:
        if thing == flow:
            return flow
    msg = f"{thing!r} is not a flow"
    hint = 'write "exports", "imports" or "balance"'
    raise Unfit(msg, hint, about=thing if isinstance(thing, str) else None)


def order_of(thing: Thing) -> Order:
    """Return "high" or "low" from an argument; else raise `Unknown`."""
    text = text_of(thing, "the order")
    if text == "high":
        return "high"
    if text == "low":
        return "low"
    raise Unknown.among(text, ["high", "low"], "order")


def by_of(thing: Thing) -> By:
    """Return "partner" or "sector" from an argument; else raise `Unknown`."""
    text = text_of(thing, "by=")
    if text == "partner":
        return "partner"
    if text == "sector":
        return "sector"
    raise Unknown.among(text, ["partner", "sector"], "kind")


def counted(value: Value, amount: int, unit: str, others: list[Value]) -> Value:
    """Return a number about values, which has no rounding step of its own."""
    return replace(value.derive(amount, unit, *others), precision=0)
