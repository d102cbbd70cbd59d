"""Exact numbers to text: the only place where a number of the data becomes words.

A leaf, used by expressions, figures and tables. It takes `int` or `Fraction` and
gives `str`; it refuses floats, so that rounding is decided here and nowhere else:
halves go away from zero, and what rounds to zero has no sign. The minus is U+2212,
thousands are parted by commas, and a number keeps its unit by a no-break space.

The words are English. Another language would take them, and the marks, from a
library such as Babel; the functions would stay.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal

__all__ = [
    "MINUS",
    "NO_BREAK_SPACE",
    "PHRASE",
    "SCALES",
    "Exact",
    "Scale",
    "billions",
    "billions_short",
    "cents",
    "count",
    "date",
    "machine",
    "millions",
    "money",
    "month",
    "month_name",
    "number",
    "ordinal",
    "percent",
    "percent_signed",
    "percentage_points",
    "period",
    "places_known",
    "plural",
    "rounded",
    "signed",
    "spoken",
    "superlative",
    "times",
    "words",
    "year",
    "year_range",
]

Exact = int | Fraction
Scale = Literal["ones", "thousands", "millions", "billions", "trillions"]

MINUS = "\N{MINUS SIGN}"
EN_DASH = "\N{EN DASH}"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
SCALES: dict[Scale, int] = {
    "ones": 1, "thousands": 10**3, "millions": 10**6, "billions": 10**9,
    "trillions": 10**12,
}  # fmt: skip
SCALE_TO_SHORT: dict[Scale, str] = {
    "ones": "", "thousands": "k", "millions": "m", "billions": "bn", "trillions": "tn",
}  # fmt: skip
CURRENCY_TO_SIGN = {"USD": "$", "EUR": "€", "GBP": "£"}
SIGN_TO_SPOKEN = {"$": "dollars", "€": "euros", "£": "pounds"}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December",
)  # fmt: skip
SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
    "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
    "ninety",
)  # fmt: skip
CARDINAL_TO_ORDINAL = {
    "one": "first", "two": "second", "three": "third", "five": "fifth",
    "eight": "eighth", "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip


# --- digits


def rounded(amount: Exact, places: int = 0) -> int:
    """Return ``amount`` in units of its last printed digit, halves away from zero.

    ``rounded(Fraction(25, 100), 1)`` is 3: the text is "0.3".

    Raises
    ------
    TypeError
        If the amount is not an `int` or a `Fraction`: a float has no exact halves.
    """
    scaled = abs(_exact(amount)) * 10**places
    whole = int(scaled + Fraction(1, 2))
    return -whole if amount < 0 else whole


def number(amount: Exact, scale: Scale = "ones", places: int = 0) -> str:
    """Return bare digits in the scale: ``number(-414_700_000_000, "billions", 1)`` is "−414.7"."""
    sign, digits = _digits(amount, scale, places)
    return sign + digits


def _exact(amount: Exact) -> Fraction:
    if isinstance(amount, bool) or not isinstance(amount, int | Fraction):
        msg = f"{amount!r} is not exact: numbers to print are int or Fraction"
        raise TypeError(msg)
    return Fraction(amount)


def _digits(amount: Exact, scale: Scale, places: int) -> tuple[str, str]:
    """Return the sign ("" or a minus) and the digits."""
    scaled = _exact(amount) / SCALES[scale]
    units = rounded(scaled, places)
    whole, rest = divmod(abs(units), 10**places)
    digits = f"{whole:,}" + (f".{rest:0{places}d}" if places else "")
    return (MINUS if units < 0 else ""), digits


def count(amount: int) -> str:
    """Return a whole number with commas: "1,234"."""
    return number(amount)


def signed(text: str) -> str:
    """Put a plus before a printed number unless it has a minus or prints as zero."""
    if text.startswith((MINUS, "+")) or not re.search("[1-9]", text):
        return text
    return f"+{text}"


def places_known(precision: int, scale: Scale, places: int) -> int:
    """Return how many of ``places`` decimals a figure rounded to ``precision`` can carry.

    A source that prints whole billions (precision 10**9) supports no decimal of a
    billion, so nobody prints "$129.0 billion" from it.
    """
    unit = SCALES[scale]
    while places > 0 and precision * 10**places > unit:
        places -= 1
    return places


def machine(amount: Exact) -> str:
    """Return a number for other programs: no commas, a hyphen for the minus.

    Whole numbers are exact; others are rounded to twelve decimals, without trailing zeros.
    """
    units = rounded(amount, 12)
    whole, rest = divmod(abs(units), 10**12)
    decimals = f".{rest:012d}".rstrip("0") if rest else ""
    return f"{'-' if units < 0 else ''}{whole}{decimals}"


# --- money and shares


def money(
    amount: Exact, scale: Scale, places: int, currency: str = "USD", *, short: bool
) -> str:
    """Return an amount of money: "−$414.7 billion", or "−$414.7bn" if ``short``.

    Raises
    ------
    ValueError
        If the currency is not one of ``CURRENCY_TO_SIGN``.
    """
    if currency not in CURRENCY_TO_SIGN:
        msg = f"{currency!r} is not a currency that can be printed"
        raise ValueError(msg)
    sign, digits = _digits(amount, scale, places)
    text = f"{sign}{CURRENCY_TO_SIGN[currency]}{digits}"
    if short:
        return text + SCALE_TO_SHORT[scale]
    word = "" if scale == "ones" else NO_BREAK_SPACE + scale.removesuffix("s")
    return text + word


def billions(amount: Exact, places: int = 1, currency: str = "USD") -> str:
    """Return "$414.7 billion", "−$414.7 billion"."""
    return money(amount, "billions", places, currency, short=False)


def billions_short(amount: Exact, places: int = 1, currency: str = "USD") -> str:
    """Return "−$414.7bn"."""
    return money(amount, "billions", places, currency, short=True)


def millions(amount: Exact, places: int = 0, currency: str = "USD") -> str:
    """Return "$1,234 million"."""
    return money(amount, "millions", places, currency, short=False)


def percent(ratio: Exact, places: int = 1) -> str:
    """Return a ratio as "18.2%" (1 is 100%)."""
    return number(ratio * 100, places=places) + "%"


def percent_signed(ratio: Exact, places: int = 1) -> str:
    """Return a ratio as "+18.2%" or "−3.1%"; what prints as zero has no sign."""
    return signed(percent(ratio, places))


def percentage_points(ratio: Exact, places: int = 1) -> str:
    """Return a difference of two ratios as "3.2 percentage points"."""
    units = rounded(ratio * 100, places)
    word = "point" if abs(units) == 10**places else "points"
    return f"{number(ratio * 100, places=places)} percentage{NO_BREAK_SPACE}{word}"


def cents(ratio: Exact, places: int = 0) -> str:
    """Return a ratio as cents to the dollar: "57¢".

    Raises
    ------
    ValueError
        If the ratio is negative: nobody exports minus 57 cents.
    """
    if ratio < 0:
        msg = "cents to the dollar cannot be negative"
        raise ValueError(msg)
    return number(ratio * 100, places=places) + "¢"


def times(ratio: Exact, places: int = 1) -> str:
    """Return "2.3 times"."""
    return number(ratio, places=places) + NO_BREAK_SPACE + "times"


# --- words


def words(amount: int) -> str:
    """Return a whole number from −999 to 999 in words: "twenty-four".

    Raises
    ------
    ValueError
        If it is larger: print digits.
    """
    if rounded(amount) != amount or abs(amount) > 999:
        msg = f"{amount} cannot be put in words: whole numbers to 999 can"
        raise ValueError(msg)
    if amount < 0:
        return "minus " + words(-amount)
    if amount < 20:
        return SMALL[amount]
    if amount < 100:
        rest = f"-{SMALL[amount % 10]}" if amount % 10 else ""
        return TENS[amount // 10] + rest
    rest = f" {words(amount % 100)}" if amount % 100 else ""
    return f"{SMALL[amount // 100]} hundred{rest}"


def ordinal(place: int) -> str:
    """Return a place from 1 to 999 in words: "third", "twenty-first".

    Raises
    ------
    ValueError
        If the place is below 1 or above 999.
    """
    if place < 1:
        msg = f"{place} is not a place: places begin with 1"
        raise ValueError(msg)
    head, last = re.findall(r"(.*?)([a-z]+)$", words(place))[0]
    if last in CARDINAL_TO_ORDINAL:
        last = CARDINAL_TO_ORDINAL[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last += "th"
    return str(head + last)


def superlative(place: int, word: str = "largest") -> str:
    """Return "largest" for 1, "second-largest" for 2, "third-largest" for 3."""
    if place == 1:
        return word
    return f"{ordinal(place)}-{word}"


def plural(amount: Exact, singular: str, several: str) -> str:
    """Return the word that goes with the number: singular for exactly one (or minus one)."""
    return singular if abs(amount) == 1 else several


# --- times


def year(amount: int) -> str:
    """Return a year, never with a comma.

    Raises
    ------
    ValueError
        If it is not a year of four digits.
    """
    if rounded(amount) != amount or not 1000 <= amount <= 9999:
        msg = f"{amount} is not a year of four digits"
        raise ValueError(msg)
    return str(int(amount))


def year_range(first: int, last: int) -> str:
    """Return "1989–2025" with an en dash; one year alone if both are the same."""
    if first == last:
        return year(first)
    return f"{year(first)}{EN_DASH}{year(last)}"


def month_name(month: int) -> str:
    """Return the name of month 1 to 12.

    Raises
    ------
    ValueError
        If there is no such month.
    """
    if not 1 <= month <= 12:
        msg = f"{month} is not a month from 1 to 12"
        raise ValueError(msg)
    return MONTHS[month - 1]


def month(text: str) -> str:
    """Return "2026-07" as "July 2026"."""
    number_of_year, number_of_month = text.split("-")
    return f"{month_name(int(number_of_month))} {year(int(number_of_year))}"


def date(text: str) -> str:
    """Return "2026-10-31" as "October 31, 2026"; month and day stay together."""
    number_of_year, number_of_month, day = text.split("-")
    name = month_name(int(number_of_month))
    return f"{name}{NO_BREAK_SPACE}{int(day)}, {year(int(number_of_year))}"


def period(start: str, end: str) -> str:
    """Return a span of whole months, each end ``YYYY-MM``.

    "2025", "1989–2025", "July 2026", "January–March 2024" or "November 2023–July 2024".
    """
    first, last = start[:4], end[:4]
    if start.endswith("-01") and end.endswith("-12"):
        return year_range(int(first), int(last))
    if start == end:
        return month(start)
    if first == last:
        return f"{month_name(int(start[5:]))}{EN_DASH}{month(end)}"
    return f"{month(start)}{EN_DASH}{month(end)}"


# --- speech

_MONEY = re.compile(
    rf"(?P<sign>[{MINUS}+]?)(?P<currency>[$€£])(?P<digits>\d[\d,]*(?:\.\d+)?)"
    rf"(?:(?P<short>tn|bn|m|k)\b|[ {NO_BREAK_SPACE}](?P<word>trillion|billion|million)\b)?"
)
_SHORT_TO_WORD = {"tn": "trillion", "bn": "billion", "m": "million", "k": "thousand"}
_SPOKEN = (
    (re.compile(r"(\d)¢"), r"\1 cents"),
    (re.compile(rf"(?<=\w){EN_DASH}(?=\w)"), " to "),
    (re.compile(rf"{MINUS}(?=[\d$€£])"), "minus "),
)


PHRASE = re.compile(
    rf"(?:[{MINUS}+]?[$€£]|{MINUS})?\d[\d,]*(?:\.\d+)?"
    rf"(?:(?:tn|bn|m|k)\b|¢|%|[ {NO_BREAK_SPACE}](?:trillion|billion|million)\b)?"
)
"""A printed number with its sign and unit, wherever it stands in a text."""


def spoken(text: str) -> str:
    """Return what a screen reader should say for printed words; the same if they read well.

    "−$414.7 billion" is "minus 414.7 billion dollars", "$8.1bn" is "8.1 billion dollars",
    "57¢" is "57 cents", "1989–2025" is "1989 to 2025"; "$414.7 billion" and "18.2%" stay.
    """
    said = _MONEY.sub(_say_money, text)
    for pattern, words_instead in _SPOKEN:
        said = pattern.sub(words_instead, said)
    return said


def _say_money(match: re.Match[str]) -> str:
    if not match["sign"] and not match["short"]:
        return match[0]
    scale = _SHORT_TO_WORD.get(match["short"] or "", match["word"])
    said = {MINUS: "minus", "+": "plus"}.get(match["sign"])
    unit = SIGN_TO_SPOKEN[match["currency"]]
    return " ".join(filter(None, [said, match["digits"], scale, unit]))
