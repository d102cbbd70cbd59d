"""Filters: how a number is printed, and which word goes with it.

Each takes what stands before the bar. Amounts are printed with no more decimals than
their source has: a figure rounded to whole billions never prints as "$129.0 billion".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from publisher import numerals
from publisher.data.model import Period, Value
from publisher.expressions.about import whole_of
from publisher.expressions.faults import Incompatible, Unfit, Unknown, Unprintable
from publisher.expressions.result import (
    Phrase,
    Thing,
    magnitude,
    printed,
    sign_of,
)
from publisher.numerals import UnspeakableError, Voice

__all__ = ["FILTERS", "Filter"]

Filter = Callable[..., Thing]

MOST_PLACES = 6


# --- amounts of money


def billions(voice: Voice, thing: Thing, places: Thing = 1) -> Phrase:
    """Print an amount: "$414.7 billion"."""
    return _printed(voice, thing, ("billions", places), short=False)


def thousands(voice: Voice, thing: Thing, places: Thing = 1) -> Phrase:
    """Print an amount: "12.3 thousand tonnes"."""
    return _printed(voice, thing, ("thousands", places), short=False)


def ones(voice: Voice, thing: Thing) -> Phrase:
    """Print an amount to its last digit: "12,345 tonnes"."""
    return _printed(voice, thing, ("ones", 0), short=False)


def short(
    voice: Voice, thing: Thing, places: Thing = 1, scale: Thing = "billions"
) -> Phrase:
    """Print an amount for narrow places: "−$414.7bn"."""
    for known in numerals.SCALES:
        if scale == known:
            return _printed(voice, thing, (known, places), short=True)
    raise Unknown.among(_text(scale), numerals.SCALES, "scale")


def millions(voice: Voice, thing: Thing, places: Thing = 0) -> Phrase:
    """Print an amount: "$1,234 million"."""
    return _printed(voice, thing, ("millions", places), short=False)


def in_billions(voice: Voice, thing: Thing, places: Thing = 1) -> Phrase:
    """Print the bare number for a table whose head says billions: "−414.7"."""
    return _bare(voice, thing, "billions", places)


def in_millions(voice: Voice, thing: Thing, places: Thing = 0) -> Phrase:
    """Print the bare number for a table whose head says millions: "−414,712"."""
    return _bare(voice, thing, "millions", places)


def in_thousands(voice: Voice, thing: Thing, places: Thing = 0) -> Phrase:
    """Print the bare number for a table whose head says thousands: "−414,712"."""
    return _bare(voice, thing, "thousands", places)


def in_ones(voice: Voice, thing: Thing) -> Phrase:
    """Print the bare number to its last digit: "12,345"."""
    return _bare(voice, thing, "ones", 0)


def _printed(
    voice: Voice, thing: Thing, how: tuple[numerals.Scale, Thing], *, short: bool
) -> Phrase:
    value = _amount(voice, thing)
    scale, places = how
    decimals = numerals.places_known(value.precision, scale, _places(places))
    text = voice.amount(value.amount, value.unit, scale, decimals, short=short)
    return Phrase(text, value)


def _bare(voice: Voice, thing: Thing, scale: numerals.Scale, places: Thing) -> Phrase:
    value = _amount(voice, thing)
    decimals = numerals.places_known(value.precision, scale, _places(places))
    return Phrase(voice.number(value.amount, scale, decimals), value)


# --- shares


def percent(voice: Voice, thing: Thing, places: Thing = 1) -> Phrase:
    """Print a ratio: "18.2%"."""
    value, ratio = _ratio(thing)
    return Phrase(voice.percent(ratio, _places(places)), value)


def percent_signed(voice: Voice, thing: Thing, places: Thing = 1) -> Phrase:
    """Print a ratio with its sign: "+18.2%"."""
    return signed(voice, percent(voice, thing, places))


def in_percent(voice: Voice, thing: Thing, places: Thing = 1) -> Phrase:
    """Print the bare number of a ratio for a table whose head says %: "18.2"."""
    value, ratio = _ratio(thing)
    return Phrase(voice.number(ratio * 100, places=_places(places)), value)


def in_percent_signed(voice: Voice, thing: Thing, places: Thing = 1) -> Phrase:
    """Print the bare number of a ratio with its sign: "+18.2"."""
    return signed(voice, in_percent(voice, thing, places))


def points(voice: Voice, thing: Thing, places: Thing = 1) -> Phrase:
    """Print a difference of two ratios: "3.2 percentage points"."""
    value, ratio = _ratio(thing)
    text = voice.percentage_points(ratio, _places(places))
    return Phrase(text, value)


def cents(voice: Voice, thing: Thing, places: Thing = 0) -> Phrase:
    """Print a ratio as cents to the dollar: "57¢"."""
    value, ratio = _ratio(thing)
    decimals = _places(places)
    try:
        return Phrase(voice.cents(ratio, decimals), value)
    except ValueError as error:
        raise Unprintable(str(error)) from error


def times(voice: Voice, thing: Thing, places: Thing = 1) -> Phrase:
    """Print a ratio: "2.3 times"."""
    value, ratio = _ratio(thing)
    return Phrase(voice.times(ratio, _places(places)), value)


def signed(voice: Voice, thing: Thing) -> Phrase:
    """Put a plus before a printed number that is not negative: "+$12.3 billion"."""
    if not isinstance(thing, Phrase):
        msg = "signed comes after the filter that prints the number"
        raise Unprintable(msg, "write |billions|signed")
    return replace(Phrase(voice.signed(thing.text), thing.value), ink=thing.ink)


# --- words for numbers


def words(voice: Voice, thing: Thing) -> Phrase:
    """Print a whole number in words: "twenty-four"."""
    return _word(voice.words, thing)


def ordinal(voice: Voice, thing: Thing) -> Phrase:
    """Print a place in words: "third"."""
    return _word(voice.ordinal, thing)


def superlative(voice: Voice, thing: Thing, word: Thing = "largest") -> Phrase:
    """Print a rank: "largest" for 1, "second-largest" for 2."""
    return _word(lambda place: voice.superlative(place, _text(word)), thing)


def _word(say: Callable[[int], str], thing: Thing) -> Phrase:
    value = _number(thing)
    try:
        return Phrase(say(whole_of(value, "the number")), value)
    except ValueError as error:
        raise Unprintable(str(error)) from error


def plural(
    voice: Voice,
    thing: Thing,
    one: Thing,
    several: Thing,
    third: Thing = "",
    fourth: Thing = "",
) -> Phrase:  # fmt: skip
    """Give the word that goes with a number; after a printed number, both: "two years".

    A language with more than two forms takes them in CLDR's order ("rok", "lata", "lat").
    """
    number = thing.value if isinstance(thing, Phrase) else _number(thing)
    amount = number.amount if isinstance(number, Value) else number
    forms = [_text(form) for form in (one, several, third, fourth)]
    try:
        word = voice.plural(amount, *forms[:2], *filter(None, forms[2:]))
    except UnspeakableError as error:
        raise Unprintable(str(error), "write one word for each form") from error
    if isinstance(thing, Phrase):
        return Phrase(f"{thing.text}{numerals.NO_BREAK_SPACE}{word}", number)
    return Phrase(word, number)


# --- times


def year(_: Voice, thing: Thing) -> Phrase:
    """Print a year without a comma: the number itself, or that of the value's period."""
    number = _number(thing)
    if not isinstance(number, Value) or number.unit == "year":
        return _word(numerals.year, number)
    value, span = _dated(thing, "period")
    return Phrase(numerals.year(span.year), value)


def month(voice: Voice, thing: Thing) -> Phrase:
    """Print the month in which the value's period ends: "July 2026"."""
    value, span = _dated(thing, "month")
    return Phrase(voice.month(span.end), value)


def period(voice: Voice, thing: Thing) -> Phrase:
    """Print the value's period: "2025", "July 2026", "January–March 2024"."""
    value, span = _dated(thing, "period")
    return Phrase(voice.period(span.start, span.end), value)


def _dated(thing: Thing, kind: str) -> tuple[Value, Period]:
    """Return a value and the period it belongs to."""
    value = _value(thing)
    if value.period is None:
        msg = f"the value belongs to no {kind}"
        raise Unprintable(msg)
    return value, value.period


# --- words that the sign decides


def up_down(
    voice: Voice, thing: Thing, up: Thing, down: Thing, same: Thing = ""
) -> Phrase:
    """Give one of three words: for more than zero, less than zero, zero."""
    number = _number(thing)
    same = same or voice.say("number.unchanged")
    return Phrase(_text(_by_sign(number, up, down, same)), number)


def surplus_deficit(voice: Voice, thing: Thing) -> Phrase:
    """Give "surplus" or "deficit"; a balance of zero is "balance"."""
    surplus, deficit = voice.flow_within("surplus"), voice.flow_within("deficit")
    return up_down(voice, thing, surplus, deficit, voice.flow_within("balance"))


def ink(_: Voice, thing: Thing) -> Phrase:
    """Print the words in the ink of a surplus or a deficit, by the sign before any |abs."""
    if not isinstance(thing, Phrase):
        msg = "ink comes after the filter that prints the number"
        raise Unprintable(msg, "write |billions|ink")
    side = sign_of(thing.value)
    name = "surplus" if side > 0 else "deficit" if side < 0 else None
    return replace(thing, ink=name)


def absolute(_: Voice, thing: Thing) -> Value | int | Fraction:
    """Drop the sign."""
    number = _number(thing)
    if isinstance(number, Value):
        return magnitude(number)
    return -number if number < 0 else number


# --- letters


def capital(voice: Voice, thing: Thing) -> Phrase | str:
    """Make the first letter large."""
    return _reworded(voice, thing, lambda text: text[:1].upper() + text[1:])


def lower(voice: Voice, thing: Thing) -> Phrase | str:
    """Make all letters small: a sector's name within a sentence."""
    return _reworded(voice, thing, str.lower)


def _reworded(voice: Voice, thing: Thing, change: Callable[[str], str]) -> Phrase | str:
    said = printed(thing, voice)
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


def _amount(voice: Voice, thing: Thing) -> Value:
    number = _number(thing)
    if isinstance(number, Value) and voice.has_unit(number.unit):
        return number
    unit = number.unit if isinstance(number, Value) else "no unit"
    msg = f"a value in {unit} is not an amount"
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
    "in_ones": in_ones,
    "in_percent": in_percent,
    "in_percent_signed": in_percent_signed,
    "in_thousands": in_thousands,
    "ink": ink,
    "lower": lower,
    "millions": millions,
    "month": month,
    "ones": ones,
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
    "thousands": thousands,
    "times": times,
    "up_down": up_down,
    "words": words,
    "year": year,
}
