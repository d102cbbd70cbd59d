"""Where things come from: positions in files, cells of inputs, origins of numbers.

A leaf: any stage may import it, it imports no stage. It does not read files.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from publisher.data.balances import Balances

__all__ = ["Basis", "Bound", "Cell", "Fact", "Origin", "Places", "Position", "Spot"]

Basis = Literal["published", "derived", "synthetic"]


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a text file of the project.

    ``file`` is a POSIX path relative to the project directory; ``line`` and
    ``column`` count from 1, columns in characters.
    """

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Places:
    """Where each character of a printed text was written, found when it is asked for.

    ``starts`` pairs offsets in the text with offsets in what ``position_of`` knows, in
    order; between two starts both count alike. Places stay in the process that read the
    files: what travels to another one has none.
    """

    position_of: Callable[[int], Position]
    starts: tuple[tuple[int, int], ...] = ((0, 0),)

    def at(self, offset: int) -> Position:
        """Return the place of a character of the text (from 0)."""
        nearest = bisect_right(self.starts, offset, key=lambda pair: pair[0]) - 1
        here, there = self.starts[max(nearest, 0)]
        return self.position_of(there + offset - here)

    def past(self, characters: int) -> Places:
        """Return the places of the text without its first characters."""
        moved = [(here - characters, there) for here, there in self.starts]
        gone = [pair for pair in moved if pair[0] <= 0]
        here, there = gone[-1] if gone else moved[0]
        kept = [pair for pair in moved if pair[0] > 0]
        return Places(self.position_of, ((0, there - here), *kept))

    def then(self, length: int, following: Iterable[tuple[int, int]]) -> Places:
        """Return the places of this text of ``length`` and of one that follows it."""
        more = ((here + length, there) for here, there in following)
        return Places(self.position_of, (*self.starts, *more))

    def __reduce__(self) -> tuple[Callable[[], None], tuple[()]]:
        """Travel to another process as None."""
        return _nowhere, ()


def _nowhere() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a finished file; without ``page``, the file as a whole.

    ``page`` counts from 1. ``boxes`` are what is at fault there, each (left, top, right,
    bottom) in points from the top-left of the trim; ``more`` counts those left out.
    """

    file: str
    page: int | None = None
    boxes: tuple[tuple[float, float, float, float], ...] = ()
    more: int = 0

    def __str__(self) -> str:
        where = self.file if self.page is None else f"{self.file}: page {self.page}"
        return f"{where}, {self.place}" if self.boxes else where

    @property
    def place(self) -> str:
        """Where the first box begins, in words; empty if there is none."""
        if not self.boxes:
            return ""
        left, top, _, _ = self.boxes[0]
        across = f"{left:.0f} pt from the left" if left > -0.5 else "left of the trim"
        down = f"{top:.0f} pt from the top" if top > -0.5 else "above the trim"
        return f"{across}, {down}"


class Cell(NamedTuple):
    """One cell of a pinned input: file, line (from 1, the heading line is 1), column name."""

    file: str
    line: int
    column: str


@dataclass(frozen=True, slots=True)
class Origin:
    """What a source line must say of one input.

    ``basis`` tells published figures from our own computation ("derived") and from
    made-up ones ("synthetic"). ``vintage`` is when the source said so, as the input
    declares it ("2023-03"). ``concept`` names what was measured and how valued.
    """

    input: str
    source: str
    producer: str
    dataset: str
    vintage: str
    basis: Basis
    concept: str
    url: str | None = None
    licence: str | None = None
    method: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """What a printed number is, for the words beside it to agree with.

    ``amount`` is exact and in ``unit``; ``side`` is the sign it had before ``|abs``.
    ``function`` is the outermost of its expression, the sign of an operation ("−", "÷")
    or the name that was written; ``flow`` what it is about, "" if that is not one flow.
    ``way`` is which end or side was asked for ("high", "low", "deficit", "surplus"),
    ``place`` by which place its sector or partner was chosen, 0 if by none. ``counts``
    are the whole numbers that the function was given ("the *ten* widest"). ``choices``
    are words that the expression was given to choose from; a number in them was typed.
    """

    amount: int | Fraction | None
    unit: str
    side: int
    function: str
    flow: str = ""
    way: str = ""
    place: int = 0
    counts: tuple[int, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bound:
    """One printed number and the data it stands on.

    ``fact`` says what the number is. ``again`` gives what other numbers would print in its
    place, None if they can print nothing. Neither tells two records apart.
    """

    shown: str
    expression: str
    position: Position
    cells: tuple[Cell, ...]
    inputs: tuple[str, ...] = ()
    fact: Fact | None = field(default=None, compare=False)
    again: Callable[[Balances], str | None] | None = field(
        default=None, compare=False, repr=False
    )
