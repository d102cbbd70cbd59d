"""Exact arithmetic for printing: rounding, digits, and numbers for other programs.

Speaks no language. It takes `int` or `Fraction` and refuses floats, so that rounding is
decided here and nowhere else: halves go away from zero, and what rounds to zero has no
sign.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

__all__ = [
    "EN_DASH",
    "MINUS",
    "NO_BREAK_SPACE",
    "SCALES",
    "Exact",
    "Scale",
    "digits_of",
    "machine",
    "places_known",
    "rounded",
    "year",
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


def digits_of(amount: Exact, scale: Scale, places: int) -> tuple[bool, int, str]:
    """Return whether the rounded number is below zero, its whole part and its decimals."""
    scaled = _exact(amount) / SCALES[scale]
    units = rounded(scaled, places)
    whole, rest = divmod(abs(units), 10**places)
    return units < 0, whole, f"{rest:0{places}d}" if places else ""


def _exact(amount: Exact) -> Fraction:
    if isinstance(amount, bool) or not isinstance(amount, int | Fraction):
        msg = f"{amount!r} is not exact: numbers to print are int or Fraction"
        raise TypeError(msg)
    return Fraction(amount)


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
