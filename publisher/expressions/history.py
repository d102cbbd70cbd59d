"""Functions over time: changes, records, runs, sums of months, revisions."""

from __future__ import annotations

from dataclasses import replace

from publisher.data.model import NotAvailable, Value
from publisher.expressions.about import (
    About,
    counted,
    flow_of,
    order_of,
    text_of,
    whole_of,
)
from publisher.expressions.faults import Unfit, Unknown
from publisher.expressions.result import Thing, Truth, on_side, sign_of

__all__ = [
    "as_revised",
    "change",
    "count_extremes",
    "count_ranked",
    "first_deficit",
    "first_surplus",
    "first_year",
    "growth",
    "is_record",
    "last_month",
    "last_year",
    "months_in_year",
    "record",
    "record_year",
    "revised",
    "rolling",
    "run",
    "year_to_date",
]


def change(about: About, flow: Thing) -> Value:
    """Return the number less that of the same period a year before."""
    key = about.key(flow_of(flow))
    return about.scope.balances.change(key, about.period(key.flow))


def growth(about: About, flow: Thing) -> Value:
    """Return the change as a ratio of the number a year before."""
    key = about.key(flow_of(flow))
    return about.scope.balances.growth(key, about.period(key.flow))


def record(about: About, flow: Thing, order: Thing = "high") -> Value:
    """Return the highest or lowest number to this period."""
    key = about.key(flow_of(flow))
    return about.scope.balances.record(key, order_of(order), about.period(key.flow))[0]


def record_year(about: About, flow: Thing, order: Thing = "high") -> Value:
    """Return the year of the highest or lowest number to this period, on its side."""
    key = about.key(flow_of(flow))
    value, period = about.scope.balances.record(
        key, order_of(order), about.period(key.flow)
    )
    year = counted(value, period.year, "year", [])
    return on_side(replace(year, period=period), sign_of(value))


def is_record(about: About, flow: Thing, order: Thing = "high") -> Truth:
    """Whether this period's number is the highest or lowest so far."""
    key = about.key(flow_of(flow))
    now = about.period(key.flow)
    about.scope.balances.value(key, now)
    best, period = about.scope.balances.record(key, order_of(order), now)
    return Truth(period == now, best)


def count_extremes(
    about: About, flow: Thing, n: Thing, last: Thing, order: Thing = "low"
) -> Value:
    """Count how many of the n lowest (or highest) numbers to this period lie in the last years."""
    key = about.key(flow_of(flow))
    now = about.period(key.flow)
    sign = 1 if order_of(order) == "low" else -1
    values = [
        about.scope.balances.value(key, period)
        for period in about.periods(key.flow)
        if period <= now and period.months == now.months
    ]
    number = whole_of(n, "the number of extremes")
    if not 1 <= number <= len(values):
        what = f"{number} numbers of {key.flow} (series {about.series})"
        raise NotAvailable(what)
    extremes = sorted(values, key=lambda value: sign * value.amount)[:number]
    side = sign_of(extremes[-1])  # if the last of them is a deficit, all are
    since = now.shifted(-whole_of(last, "last="))
    recent = [value for value in extremes if value.period and value.period > since]
    return on_side(counted(values[-1], len(recent), "count", values), side)


def count_ranked(
    about: About, flow: Thing, at: Thing, last: Thing, order: Thing = "high"
) -> Value:
    """Count in how many of the last years the sector was ranked ``at`` or better."""
    key, which = about.key(flow_of(flow)), order_of(order)
    now, place = about.period(key.flow), whole_of(at, "the place")
    ranks = [
        about.scope.balances.rank(key, now.shifted(-back), "sectors", which)
        for back in range(whole_of(last, "last="))
    ]
    if not ranks:
        msg = "a count needs at least one year"
        raise Unfit(msg, "write last=recent, or a number")
    reached = sum(rank.amount <= place for rank in ranks)
    return counted(ranks[0], reached, "count", ranks[1:])


def first_year(about: About, flow: Thing = "balance") -> Value:
    """Return the first year of the series."""
    return _end(about, flow, 0, "year")


def last_year(about: About, flow: Thing = "balance") -> Value:
    """Return the last year of the series."""
    return _end(about, flow, -1, "year")


def last_month(about: About, flow: Thing = "balance") -> Value:
    """Return the last month of the series."""
    return _end(about, flow, -1, "month")


def months_in_year(about: About, flow: Thing = "balance") -> Value:
    """Count the months of its year that have passed with the period."""
    which = flow_of(flow)
    now = about.period(which)
    return counted(about.value(which), now.month, "count", [])


def _end(about: About, flow: Thing, at: int, unit: str) -> Value:
    """Return the first or last period of the series as a year or month."""
    key = about.key(flow_of(flow))
    periods = about.periods(key.flow)
    if not periods:
        what = f"{key.flow} of {key.sector} (series {key.series})"
        raise NotAvailable(what)
    value = about.scope.balances.value(key, periods[at])
    number = periods[at].year if unit == "year" else periods[at].month
    return counted(value, number, unit, [])


def first_deficit(about: About) -> Value:
    """Return the first year with a deficit."""
    return about.scope.balances.first(about.series, about.sector, "deficit")


def first_surplus(about: About) -> Value:
    """Return the first year with a surplus."""
    return about.scope.balances.first(about.series, about.sector, "surplus")


def run(about: About, side: Thing) -> Value:
    """Count how many years (or months) in a row to this one had a "deficit" or "surplus"."""
    name = text_of(side, "the side")
    period = about.period("balance")
    if name == "deficit":
        return about.scope.balances.run(about.series, about.sector, period, "deficit")
    if name == "surplus":
        return about.scope.balances.run(about.series, about.sector, period, "surplus")
    raise Unknown.among(name, ["deficit", "surplus"], "side")


def rolling(about: About, flow: Thing, months: Thing = 12) -> Value:
    """Return the sum of the months that end with this one."""
    key = about.key(flow_of(flow))
    number = whole_of(months, "months=")
    return about.scope.balances.rolling(key, about.period(key.flow), number)


def year_to_date(about: About, flow: Thing) -> Value:
    """Return the sum of the months from January to this one."""
    key = about.key(flow_of(flow))
    return about.scope.balances.year_to_date(key, about.period(key.flow))


def revised(
    about: About, flow: Thing, old: Thing | None = None, new: Thing | None = None
) -> Value:
    """Return the series ``new`` less the series ``old``, which the edition may name for it."""
    key = about.key(flow_of(flow))
    if new is not None:
        key = replace(key, series=text_of(new, "new="))
    if old is not None:
        before = text_of(old, "old=")
    elif key.series in about.scope.compare_with:
        before = about.scope.compare_with[key.series]
    else:
        msg = f"the edition compares {key.series!r} with nothing"
        raise Unfit(msg, 'add compare_with: to the edition, or old="…" to the function')
    period = about.period(key.flow)
    revisions = about.scope.balances.revisions(replace(key, series=before), key)
    if period not in revisions:
        what = f"revision of {key.flow} in {period} ({before} to {key.series})"
        raise NotAvailable(what)
    return revisions[period]


def as_revised(about: About, flow: Thing) -> Value:
    """Return the number by the later vintage that the edition names for its series."""
    key = about.key(flow_of(flow))
    if key.series not in about.scope.revised_by:
        what = f"a later vintage of {key.series}, as the edition names none"
        raise NotAvailable(what)
    later = replace(key, series=about.scope.revised_by[key.series])
    return about.scope.balances.value(later, about.period(key.flow))
