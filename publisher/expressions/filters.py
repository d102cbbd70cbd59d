"""Filters: how a number is printed, and which word goes with it.

Each takes what stands before the bar. Amounts are printed with no more decimals than
their source has: a figure rounded to whole billions never prints as "$129.0 billion".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from publisher import numerals
from publisher.data.model import Value
from publisher.expressions.about import whole_of
from publisher.expressions.faults import Incompatible, Unfit, Unprintable
from publisher.expressions.result import (
    Phrase,
    Thing,
    magnitude,
    phrase,
    printed,
    sign_of,
)

__all__ = ["FILTERS", "Filter"]

Filter = Callable[..., Thing]

MONEY = frozenset(numerals.CURRENCY_TO_SIGN)
MOST_PLACES = 6


# --- amounts of money


def billions(thing: Thing, places: Thing = 1) -> Phrase:
    """Print an amount: "$414.7 billion"."""
    return _money(thing, "billions", places, short=False)


def short(thing: Thing, places: Thing = 1) -> Phrase:
    """Print an amount for narrow places: "−$414.7bn"."""
    return _money(thing, "billions", places, short=True)


def millions(thing: Thing, places: Thing = 0) -> Phrase:
    """Print an amount: "$1,234 million"."""
    return _money(thing, "millions", places, short=False)


def in_billions(thing: Thing, places: Thing = 1) -> Phrase:
    """Print the bare number for a table whose head says billions: "−414.7"."""
    return _bare(thing, "billions", places)


def in_millions(thing: Thing, places: Thing = 0) -> Phrase:
    """Print the bare number for a table whose head says millions: "−414,712"."""
    return _bare(thing, "millions", places)


def _money(
    thing: Thing, scale: numerals.Scale, places: Thing, *, short: bool
) -> Phrase:
    value = _amount(thing)
    decimals = numerals.places_known(value.precision, scale, _places(places))
    text = numerals.money(value.amount, scale, decimals, value.unit, short=short)
    return phrase(text, value)


def _bare(thing: Thing, scale: numerals.Scale, places: Thing) -> Phrase:
    value = _amount(thing)
    decimals = numerals.places_known(value.precision, scale, _places(places))
    return phrase(numerals.number(value.amount, scale, decimals), value)


# --- shares


def percent(thing: Thing, places: Thing = 1) -> Phrase:
    """Print a ratio: "18.2%"."""
    value, ratio = _ratio(thing)
    return phrase(numerals.percent(ratio, _places(places)), value)


def percent_signed(thing: Thing, places: Thing = 1) -> Phrase:
    """Print a ratio with its sign: "+18.2%"."""
    return signed(percent(thing, places))


def in_percent(thing: Thing, places: Thing = 1) -> Phrase:
    """Print the bare number of a ratio for a table whose head says %: "18.2"."""
    value, ratio = _ratio(thing)
    return phrase(numerals.number(ratio * 100, places=_places(places)), value)


def in_percent_signed(thing: Thing, places: Thing = 1) -> Phrase:
    """Print the bare number of a ratio with its sign: "+18.2"."""
    return signed(in_percent(thing, places))


def points(thing: Thing, places: Thing = 1) -> Phrase:
    """Print a difference of two ratios: "3.2 percentage points"."""
    value, ratio = _ratio(thing)
    text = numerals.percentage_points(ratio, _places(places))
    return phrase(text, value)


def cents(thing: Thing, places: Thing = 0) -> Phrase:
    """Print a ratio as cents to the dollar: "57¢"."""
    value, ratio = _ratio(thing)
    if ratio < 0:
        msg = "cents to the dollar cannot be negative"
        raise Unprintable(msg)
    return phrase(numerals.cents(ratio, _places(places)), value)


def times(thing: Thing, places: Thing = 1) -> Phrase:
    """Print a ratio: "2.3 times"."""
    value, ratio = _ratio(thing)
    return phrase(numerals.times(ratio, _places(places)), value)


def signed(thing: Thing) -> Phrase:
    """Put a plus before a printed number that is not negative: "+$12.3 billion"."""
    if not isinstance(thing, Phrase):
        msg = "signed comes after the filter that prints the number"
        raise Unprintable(msg, "write |billions|signed")
    return replace(phrase(numerals.signed(thing.text), thing.value), ink=thing.ink)


# --- words for numbers


def words(thing: Thing) -> Phrase:
    """Print a whole number in words: "twenty-four"."""
    return _word(numerals.words, thing)


def ordinal(thing: Thing) -> Phrase:
    """Print a place in words: "third"."""
    return _word(numerals.ordinal, thing)


def superlative(thing: Thing, word: Thing = "largest") -> Phrase:
    """Print a rank: "largest" for 1, "second-largest" for 2."""
    return _word(lambda place: numerals.superlative(place, _text(word)), thing)


def _word(say: Callable[[int], str], thing: Thing) -> Phrase:
    value = _number(thing)
    try:
        return phrase(say(whole_of(value, "the number")), value)
    except ValueError as error:
        raise Unprintable(str(error)) from error


def plural(thing: Thing, singular: Thing, several: Thing) -> Phrase:
    """Give the word that goes with a number; after a printed number, both: "two years"."""
    number = thing.value if isinstance(thing, Phrase) else _number(thing)
    amount = number.amount if isinstance(number, Value) else number
    word = numerals.plural(amount, _text(singular), _text(several))
    if isinstance(thing, Phrase):
        return phrase(f"{thing.text}{numerals.NO_BREAK_SPACE}{word}", number)
    return phrase(word, number)


# --- times


def year(thing: Thing) -> Phrase:
    """Print a year without a comma: the number itself, or that of the value's period."""
    number = _number(thing)
    if not isinstance(number, Value) or number.unit == "year":
        return _word(numerals.year, number)
    value = _value(thing)
    if value.period is None:
        msg = "the value belongs to no period"
        raise Unprintable(msg)
    return phrase(numerals.year(value.period.year), value)


def month(thing: Thing) -> Phrase:
    """Print the month in which the value's period ends: "July 2026"."""
    value = _value(thing)
    if value.period is None:
        msg = "the value belongs to no month"
        raise Unprintable(msg)
    return phrase(numerals.month(value.period.end), value)


def period(thing: Thing) -> Phrase:
    """Print the value's period: "2025", "July 2026", "January–March 2024"."""
    value = _value(thing)
    if value.period is None:
        msg = "the value belongs to no period"
        raise Unprintable(msg)
    return phrase(numerals.period(value.period.start, value.period.end), value)


# --- words that the sign decides


def up_down(
    thing: Thing, up: Thing, down: Thing, same: Thing = "was unchanged"
) -> Phrase:
    """Give one of three words: for more than zero, less than zero, zero."""
    number = _number(thing)
    return phrase(_text(_by_sign(number, up, down, same)), number)


def surplus_deficit(thing: Thing) -> Phrase:
    """Give "surplus" or "deficit"; a balance of zero is "balance"."""
    return up_down(thing, "surplus", "deficit", "balance")


def ink(thing: Thing) -> Phrase:
    """Print the words in the ink of a surplus or a deficit, by the sign before any |abs."""
    if not isinstance(thing, Phrase):
        msg = "ink comes after the filter that prints the number"
        raise Unprintable(msg, "write |billions|ink")
    side = sign_of(thing.value)
    name = "surplus" if side > 0 else "deficit" if side < 0 else None
    return replace(thing, ink=name)


def absolute(thing: Thing) -> Value | int | Fraction:
    """Drop the sign."""
    number = _number(thing)
    if isinstance(number, Value):
        return magnitude(number)
    return -number if number < 0 else number


# --- letters


def capital(thing: Thing) -> Phrase | str:
    """Make the first letter large."""
    return _reworded(thing, lambda text: text[:1].upper() + text[1:])


def lower(thing: Thing) -> Phrase | str:
    """Make all letters small: a sector's name within a sentence."""
    return _reworded(thing, str.lower)


def _reworded(thing: Thing, change: Callable[[str], str]) -> Phrase | str:
    said = printed(thing)
    if isinstance(said, str):
        return change(said)
    return replace(said, text=change(said.text))


# --- what stands before the bar


def _number(thing: Thing) -> Value | int | Fraction:
    if isinstance(thing, Phrase):
        msg = f"{thing.text!r} is already words"
        raise Unprintable(msg, "a number is printed once")
    if isinstance(thing, str | bool):
        msg = f"{thing!r} is not a number"
        raise Unprintable(msg)
    return thing


def _value(thing: Thing) -> Value:
    number = _number(thing)
    if isinstance(number, Value):
        return number
    msg = "a bare number belongs to no period"
    raise Unprintable(msg)


def _amount(thing: Thing) -> Value:
    number = _number(thing)
    if isinstance(number, Value) and number.unit in MONEY:
        return number
    unit = number.unit if isinstance(number, Value) else "no unit"
    msg = f"a value in {unit} is not an amount of money"
    raise Incompatible(msg, "use the filter for its unit, such as |percent or |ordinal")


def _ratio(thing: Thing) -> tuple[Value | int | Fraction, int | Fraction]:
    number = _number(thing)
    if not isinstance(number, Value):
        return number, number
    if number.unit != "ratio":
        msg = f"a value in {number.unit} is not a ratio"
        hint = 'use share(…), growth(…), cover() or a division, such as imports() / imports(sector="TOTAL")'
        raise Incompatible(msg, hint)
    return number, number.amount


def _places(thing: Thing) -> int:
    places = whole_of(thing, "places")
    if 0 <= places <= MOST_PLACES:
        return places
    msg = f"{places} decimals cannot be printed: 0 to {MOST_PLACES} can"
    raise Unfit(msg)


def _text(thing: Thing) -> str:
    if isinstance(thing, str):
        return thing
    msg = "words in quotation marks are wanted"
    raise Unfit(msg)


def _by_sign(
    number: Value | int | Fraction, up: Thing, down: Thing, same: Thing
) -> Thing:
    amount = number.amount if isinstance(number, Value) else number
    return up if amount > 0 else down if amount < 0 else same


FILTERS: Mapping[str, Filter] = {
    "abs": absolute,
    "billions": billions,
    "capital": capital,
    "cents": cents,
    "in_billions": in_billions,
    "in_millions": in_millions,
    "in_percent": in_percent,
    "in_percent_signed": in_percent_signed,
    "ink": ink,
    "lower": lower,
    "millions": millions,
    "month": month,
    "ordinal": ordinal,
    "percent": percent,
    "percent_signed": percent_signed,
    "period": period,
    "plural": plural,
    "points": points,
    "short": short,
    "signed": signed,
    "superlative": superlative,
    "surplus_deficit": surplus_deficit,
    "times": times,
    "up_down": up_down,
    "words": words,
    "year": year,
}
