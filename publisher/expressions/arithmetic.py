"""Sums and comparisons of values that may be combined, and refusals of the rest.

Values are added, subtracted and compared only in one unit, of one concept, over periods of
one length and of releases that are declared to join. The order of operands decides whose period the result keeps.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from publisher.data.model import HOW_TO_JOIN, Value
from publisher.expressions.faults import Incompatible
from publisher.expressions.result import Magnitude, Phrase, Thing

__all__ = ["calculate", "compare", "negative", "plain"]

BARE_UNITS = frozenset({"year", "count", "rank", "month"})
"""Units in which a number without a unit may be added."""

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
}
SIGNS = {"add": "+", "sub": "−", "mul": "×", "div": "÷"}


def calculate(operation: str, left: Thing, right: Thing) -> Value | int | Fraction:
    """Return left (add, sub, mul, div) right.

    Raises
    ------
    Incompatible
        If the two must not be combined.
    """
    one, two = _number(left), _number(right)
    if operation == "div" and plain(two) == 0:
        msg = "a division by zero"
        raise Incompatible(msg)
    if not isinstance(one, Value) and not isinstance(two, Value):
        return _amount(operation, one, two)
    if operation in {"add", "sub"}:
        return _sum(operation, one, two)
    return _product(operation, one, two)


def _sum(operation: str, one: Value | Number, two: Value | Number) -> Value:
    if isinstance(one, Value) and isinstance(two, Value):
        _must_match(one, two, SIGNS[operation])
        unit = "count" if one.unit == "year" and operation == "sub" else None
        return one.derive(_amount(operation, one.amount, two.amount), unit, two)
    value = one if isinstance(one, Value) else two
    if not isinstance(value, Value) or value.unit not in BARE_UNITS | {"ratio"}:
        msg = "a number without a unit cannot be added to an amount"
        raise Incompatible(msg, "add or subtract amounts of one unit")
    return value.derive(_amount(operation, plain(one), plain(two)))


def _product(operation: str, one: Value | Number, two: Value | Number) -> Value:
    if isinstance(one, Value) and isinstance(two, Value):
        if operation == "div" and one.unit == two.unit:
            _must_match(one, two, SIGNS[operation])
            return one.derive(_amount(operation, one.amount, two.amount), "ratio", two)
        if "ratio" in {one.unit, two.unit}:
            _must_join(one, two, SIGNS[operation])
        if two.unit == "ratio":
            return one.derive(_amount(operation, one.amount, two.amount), None, two)
        if one.unit == "ratio" and operation == "mul":
            return two.derive(one.amount * two.amount, None, one)
        msg = f"{one.unit} {SIGNS[operation]} {two.unit} makes no sense"
        raise Incompatible(msg)
    if isinstance(one, Value):
        return one.derive(_amount(operation, one.amount, plain(two)))
    if isinstance(two, Value) and operation == "mul":
        return two.derive(plain(one) * two.amount)
    msg = "a number without a unit cannot be divided by an amount"
    raise Incompatible(msg)


def compare(comparison: str, left: Thing, right: Thing) -> bool:
    """Return whether the comparison (eq, ne, lt, lteq, gt, gteq) holds.

    An amount may be compared with a bare number, which is then in its base unit.

    Raises
    ------
    Incompatible
        If the two must not be compared.
    """
    left, right = _code(left), _code(right)
    if isinstance(left, str) and isinstance(right, str):
        if comparison not in {"eq", "ne"}:
            msg = "words can only be equal or different"
            raise Incompatible(msg)
        return COMPARISONS[comparison](left, right)
    one, two = _number(left), _number(right)
    if isinstance(one, Value) and isinstance(two, Value):
        _must_match(one, two, "is compared with")
    return COMPARISONS[comparison](plain(one), plain(two))


def _code(thing: Thing) -> Thing:
    """Return a code that the data chose (`place`) as the text it is."""
    if not isinstance(thing, Phrase) or not isinstance(thing.value, Value):
        return thing
    return thing.text if thing.value.unit == "rank" else thing


def negative(thing: Thing) -> Value | int | Fraction:
    """Return the number with its sign turned."""
    number = _number(thing)
    return number.derive(-number.amount, None) if isinstance(number, Value) else -number


def plain(thing: Value | int | Fraction) -> int | Fraction:
    """Return the bare number."""
    return thing.amount if isinstance(thing, Value) else thing


Number = int | Fraction


def _number(thing: Thing) -> Value | Number:
    if isinstance(thing, Phrase):
        msg = f"{thing.text!r} is already words"
        raise Incompatible(msg, "calculate and compare first, filter last")
    if isinstance(thing, str | bool):
        msg = f"{thing!r} is not a number"
        raise Incompatible(msg)
    return thing.bare() if isinstance(thing, Magnitude) else thing


def _amount(operation: str, one: Number, two: Number) -> Number:
    if operation == "add":
        return one + two
    if operation == "sub":
        return one - two
    if operation == "mul":
        return one * two
    return Fraction(one) / Fraction(two)


def _must_match(one: Value, two: Value, doing: str) -> None:
    """Refuse two values of different unit, concept or length of period."""
    if one.unit != two.unit:
        msg = f"a value in {one.unit} {doing} one in {two.unit}"
        raise Incompatible(msg, "combine values of one unit")
    if one.unit in BARE_UNITS:
        return
    if one.concept and two.concept and one.concept != two.concept:
        msg = f"different concepts: {one.concept!r} {doing} {two.concept!r}"
        raise Incompatible(msg, "combine values of one concept")
    if one.period and two.period and one.period.months != two.period.months:
        msg = f"{one.period.months} months {doing} {two.period.months} months"
        raise Incompatible(msg, "combine periods of one length")
    _must_join(one, two, doing)


def _must_join(one: Value, two: Value, doing: str) -> None:
    """Refuse two values of different releases that no declaration joins."""
    if not one.joins(two):
        msg = f"different vintages: {one.released} {doing} {two.released}"
        raise Incompatible(msg, HOW_TO_JOIN)
