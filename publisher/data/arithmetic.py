"""Values to values: the small steps that the measures of `balances` share.

Plain Python, exact. Looks nothing up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from publisher.data.model import ALL, TOTAL, WORLD, Key, NotAvailable, Period, Value

__all__ = [
    "Side",
    "derived",
    "follows",
    "is_on",
    "nested",
    "period_of",
    "quotient",
    "said",
]

Side = Literal["deficit", "surplus"]


def said(key: Key, period: Period | None) -> str:
    """Return what was asked for, in words for a message."""
    when = "" if period is None else f" in {period}"
    partner = "" if key.partner == WORLD else f" with {key.partner}"
    return f"{key.flow} of {key.sector}{partner}{when} (series {key.series})"


def nested(keys: list[Key]) -> bool:
    """Whether a total stands beside its parts."""
    sectors = {key.sector for key in keys}
    partners = {key.partner for key in keys}
    return (TOTAL in sectors and len(sectors) > 1) or (
        bool(partners & {WORLD, ALL}) and len(partners) > 1
    )


def period_of(value: Value) -> Period:
    """Return the period that a value of a series always has."""
    if value.period is None:
        msg = "a value of a series has a period"
        raise TypeError(msg)
    return value.period


def is_on(side: Side, value: Value) -> bool:
    """Whether a balance is a deficit or a surplus; a balance of zero is neither."""
    return value.amount < 0 if side == "deficit" else value.amount > 0


def follows(before: Value, after: Value) -> bool:
    """Whether the second period begins where the first, as long, ends."""
    one, other = period_of(before), period_of(after)
    return one.months == other.months and other.back(other.months + 1).start == one.end


def derived(
    value: Value, amount: int | Fraction, unit: str, others: Iterable[Value]
) -> Value:
    """Return a number that is no longer in the series' unit, so has no rounding step."""
    return replace(value.derive(amount, unit, *others), precision=0)


def quotient(part: Value, whole: Value, what: str) -> Value:
    """Return an exact ratio; `NotAvailable` (``what``) if the whole is zero."""
    if whole.amount == 0:
        raise NotAvailable(what)
    return derived(part, Fraction(part.amount) / whole.amount, "ratio", [whole])
