"""What an expression comes to: a value, and the words that print it.

A model module: no Jinja2 here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from publisher import numerals
from publisher.data.model import Value
from publisher.expressions.faults import Unprintable
from publisher.numerals import Voice
from publisher.provenance import Bound, Cell, Fact, Position

if TYPE_CHECKING:
    from publisher.data.balances import Balances

__all__ = [
    "Literal",
    "Magnitude",
    "Phrase",
    "Result",
    "Thing",
    "Truth",
    "magnitude",
    "on_side",
    "printed",
    "sign_of",
]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A printed number or a word decided by one.

    ``value`` is the number it was made from; ``ink`` is "surplus" or "deficit".
    """

    text: str
    value: Value | int | Fraction
    ink: str | None = None


@dataclass(frozen=True, slots=True)
class Magnitude(Value):
    """A number without a sign of its own: ``side`` (1, 0 or −1) is that of what it is of.

    An amount after ``|abs``, or the year of a record: the ink of the words and the words
    beside it still need the sign.
    """

    side: int = 0

    def bare(self) -> Value:
        """Return the amount alone, which has no side: for further calculation."""
        parts = {one.name: getattr(self, one.name) for one in fields(Value)}
        return Value(**parts)


@dataclass(frozen=True, slots=True)
class Truth:
    """A yes or no, with the number that decides it."""

    holds: bool
    value: Value


Thing = Value | Phrase | str | bool | int | Fraction
"""Everything that an expression, or a part of one, can come to."""


@dataclass(frozen=True, slots=True)
class Result:
    """What an expression came to, and the data it stands on.

    ``cells`` and ``inputs`` are those of every number the evaluation touched,
    conditions included. ``text`` is empty for what cannot be printed as it is (a truth
    value, an amount without a filter). ``figure`` says whether a number of the data or a
    year decided it; then `bound` is its record.
    """

    value: Thing
    text: str
    spoken: str | None
    ink: str | None
    cells: tuple[Cell, ...]
    inputs: tuple[str, ...]
    figure: bool
    expression: str
    position: Position
    offset: int = 0
    fact: Fact | None = None
    again: Callable[[Balances], str | None] | None = None

    @property
    def bound(self) -> tuple[Bound, ...]:
        """The record of the printed number: one, or none for mere words."""
        if not self.figure:
            return ()
        said, data = (self.text, self.expression), (self.cells, self.inputs)
        return (Bound(*said, self.position, *data, self.fact, self.again),)


@dataclass(frozen=True, slots=True)
class Literal:
    """A stretch of a text between expressions; ``offset`` is its place in the text."""

    text: str
    offset: int


def magnitude(value: Value) -> Magnitude:
    """Return the amount of a value without its sign."""
    amount = -value.amount if value.amount < 0 else value.amount
    return on_side(replace(value, amount=amount), sign_of(value))


def on_side(value: Value, side: int) -> Magnitude:
    """Return a number that has no sign of its own, on the side of what it was found by."""
    parts = {one.name: getattr(value, one.name) for one in fields(Value)}
    return Magnitude(**parts, side=side)


def sign_of(number: Value | int | Fraction) -> int:
    """Return 1, 0 or −1: the sign of a number, of a magnitude that which it had."""
    if isinstance(number, Magnitude):
        return number.side
    amount = number.amount if isinstance(number, Value) else number
    return (amount > 0) - (amount < 0)


def printed(thing: Thing, voice: Voice) -> Phrase | str:
    """Return the words of what an expression came to.

    Years, months, counts and whole numbers print as they are; an amount needs a filter
    that says how.

    Raises
    ------
    Unprintable
        If it cannot be printed as it is.
    """
    if isinstance(thing, Phrase | str):
        return thing
    if isinstance(thing, bool):
        msg = "a condition is not a text"
        raise Unprintable(msg, 'choose words: "…" if … else "…"')
    if isinstance(thing, int):
        return Phrase(voice.count(thing), thing)
    if isinstance(thing, Fraction):
        msg = "a fraction needs a filter that says how to print it"
        raise Unprintable(msg, "add |percent, |times or |cents")
    if thing.unit == "year":
        try:
            return Phrase(numerals.year(int(thing.amount)), thing)
        except ValueError as error:
            raise Unprintable(str(error)) from error
    if thing.unit == "month" and thing.period:
        return Phrase(voice.month(thing.period.end), thing)
    if thing.unit == "count":
        return Phrase(voice.count(int(thing.amount)), thing)
    hint = {
        "ratio": "add |percent, |cents or |times",
        "rank": "add |ordinal, |superlative or |words",
    }.get(thing.unit, "add |billions, |short or |millions")
    msg = f"a value in {thing.unit} needs a filter that says how to print it"
    raise Unprintable(msg, hint)
