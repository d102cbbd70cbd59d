"""Functions of one period: the numbers, their shares, their places among others."""

from __future__ import annotations

from dataclasses import replace

from publisher.data.model import ALL, TOTAL, WORLD, Flow, Key, NotAvailable, Value
from publisher.expressions.about import (
    SUM,
    About,
    Order,
    by_of,
    counted,
    flow_of,
    order_of,
    text_of,
    whole_of,
)
from publisher.expressions.arithmetic import calculate
from publisher.expressions.faults import Unfit, Unknown
from publisher.expressions.result import Phrase, Thing, on_side, sign_of

__all__ = [
    "available",
    "balance",
    "count_partners",
    "count_sectors",
    "cover",
    "exports",
    "imports",
    "place",
    "rank",
    "share",
    "top_share",
]

RIVALS = ("sectors", "partners", "years", "months", "periods", "changes")


# --- one period


def exports(about: About) -> Value:
    """Return exports."""
    return about.value("exports")


def imports(about: About) -> Value:
    """Return imports."""
    return about.value("imports")


def balance(about: About) -> Value:
    """Return exports less imports."""
    return about.value("balance")


def cover(about: About) -> Value:
    """Return exports as a ratio of imports."""
    return about.scope.balances.cover(
        about.series, about.sector, about.period("imports"), about.partner
    )


def share(about: About, flow: Thing, of: Thing | None = None) -> Value:
    """Return a share of all partners, else of all sectors, or of what ``of`` names.

    ``of`` is a sector, a partner ("WORLD", "ALL") or another series.
    """
    key = about.key(flow_of(flow))
    period = about.period(key.flow)
    whole = _whole(about, key, None if of is None else text_of(of, "of="))
    if whole == key:
        msg = "a share of itself"
        raise Unfit(msg, "name a sector=, a partner= or what it is a share of=")
    if SUM in {key.sector, whole.sector}:
        part = about.value_of(key, period)
        return _ratio(part, about.value_of(whole, period))
    return about.scope.balances.share(key, period, whole)


def _whole(about: About, key: Key, of: str | None) -> Key:
    """Return what a share is taken of."""
    balances = about.scope.balances
    if of is None:
        if about.partner != about.all_partners():
            return replace(key, partner=about.all_partners())
        return replace(key, sector=about.all_sectors())
    if of in balances.series:
        return Key(of, TOTAL, key.flow, balances.info(of).whole)
    if of in {WORLD, ALL} or of in about.scope.partners:
        return replace(key, partner=of)
    return replace(key, sector=of)


def _ratio(part: Value, whole: Value) -> Value:
    quotient = calculate("div", part, whole)
    if not isinstance(quotient, Value):
        msg = "two values give a value"
        raise TypeError(msg)
    return quotient


def available(about: About, what: Thing) -> bool:
    """Whether the data hold a flow, or all that an expression needs.

    The evaluator calls it with a flow only; expressions it evaluates itself.
    """
    flow = flow_of(what)
    try:
        about.value(flow)
    except NotAvailable:
        return False
    return True


# --- against others


def rank(
    about: About, flow: Thing, among: Thing = "sectors", order: Thing = "high"
) -> Value:
    """Return the place (1 is first) among "sectors", "partners", "years" or "changes"."""
    key = about.key(flow_of(flow))
    period = about.period(key.flow)
    which = order_of(order)
    rivals = text_of(among, "among=")
    if rivals == "changes":
        return _rank_of_change(about, key.flow, which)
    if rivals == "sectors":
        return about.scope.balances.rank(key, period, "sectors", which)
    if rivals == "partners":
        return about.scope.balances.rank(key, period, "partners", which)
    if rivals in {"years", "months", "periods"}:
        return about.scope.balances.rank(key, period, "periods", which)
    raise Unknown.among(rivals, RIVALS, "kind of rival")


def _rank_of_change(about: About, flow: Flow, order: Order) -> Value:
    """Return the place of the period's change among those of all periods to it."""
    balances, key, now = about.scope.balances, about.key(flow), about.period(flow)
    held = about.periods(flow)
    changes = [
        balances.change(key, period)
        for period in held
        if period <= now and period.months == now.months and period.shifted(-1) in held
    ]
    subject = balances.change(key, now)
    sign = 1 if order == "high" else -1
    ahead = sum(sign * (change.amount - subject.amount) > 0 for change in changes)
    place = counted(subject, ahead + 1, "rank", changes)
    return on_side(place, sign_of(subject))


def place(
    about: About,
    n: Thing,
    by: Thing = "sector",
    flow: Thing = "imports",
    order: Thing = "high",
) -> Phrase:
    """Return the code of the sector or partner at place n."""
    keys = _ordered(about, by, flow, order)
    number = whole_of(n, "the place")
    if number < 1:
        msg = f"{number} is not a place: places begin with 1"
        raise Unfit(msg)
    if number > len(keys):
        what = f"place {number} by {by} (series {about.series}), which has {len(keys)}"
        raise NotAvailable(what)
    key = keys[number - 1]
    values = [about.value_of(one, about.period(key.flow)) for one in keys]
    value = counted(values[number - 1], number, "rank", values)
    return Phrase(key.partner if by == "partner" else key.sector, value)


def top_share(
    about: About, n: Thing, by: Thing = "partner", flow: Thing = "imports"
) -> Value:
    """Return the share of the n largest sectors or partners together."""
    number = whole_of(n, "the number of places")
    keys = _ordered(about, by, flow, "high")
    if not 1 <= number <= len(keys):
        what = f"the {number} largest by {by} (series {about.series}) of {len(keys)}"
        raise NotAvailable(what)
    period = about.period(keys[0].flow)
    part = about.scope.balances.total(keys[:number], period)
    if by == "partner":
        whole = replace(keys[0], partner=about.all_partners())
    else:
        whole = replace(keys[0], sector=about.all_sectors())
    return _ratio(part, about.value_of(whole, period))


def _ordered(about: About, by: Thing, flow: Thing, order: Thing) -> tuple[Key, ...]:
    which = flow_of(flow)
    keys = about.scope.balances.ordered(
        about.series, which, about.period(which), by_of(by), about.sector
    )
    return keys if order_of(order) == "high" else keys[::-1]


def count_sectors(about: About) -> Value:
    """Count the sectors of the series, the total aside."""
    info = about.scope.balances.info(about.series)
    sectors = about.scope.balances.sectors(about.series)
    if not sectors:
        what = f"figures by sector (series {about.series})"
        raise NotAvailable(what)
    inputs = tuple(sorted({stretch.input for stretch in info.splice}))
    return Value(len(sectors), "count", inputs=inputs)


def count_partners(about: About) -> Value:
    """Count the partners of the series, the whole world and sums aside."""
    info = about.scope.balances.info(about.series)
    partners = set(info.partners) - {WORLD, ALL}
    if not partners:
        what = f"figures by partner (series {about.series})"
        raise NotAvailable(what)
    inputs = tuple(sorted({stretch.input for stretch in info.splice}))
    return Value(len(partners), "count", inputs=inputs)
