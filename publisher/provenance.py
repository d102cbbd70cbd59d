"""Where things come from: positions in files, cells of inputs, origins of numbers.

A leaf: any stage may import it, it imports no stage. It does not read files.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from publisher.data.balances import Balances

__all__ = ["Basis", "Bound", "Cell", "Origin", "Position"]

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
class Bound:
    """One printed number and the data it stands on.

    ``again`` gives what other numbers would print in its place, None if they can print
    nothing; it tells no two records apart.
    """

    shown: str
    expression: str
    position: Position
    cells: tuple[Cell, ...]
    inputs: tuple[str, ...] = ()
    again: Callable[[Balances], str | None] | None = field(
        default=None, compare=False, repr=False
    )
