"""A table as a value: every cell is text already.

The names are the printer's: boxhead, spanner, stub, body, notes (style manuals such as
the Chicago Manual, 3.46 and following).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from publisher.narrative.model import Exhibit, Inline

__all__ = [
    "Cell",
    "Column",
    "Row",
    "Spanner",
    "Table",
    "cell_id",
    "head_id",
    "spanner_id",
]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``align`` "decimal" sets numbers on their decimal point."""

    head: tuple[Inline, ...]
    align: Literal["left", "right", "center", "decimal"]


@dataclass(frozen=True, slots=True)
class Spanner:
    """A heading over the columns ``first`` to ``last`` (from 0, the stub is column 0)."""

    text: tuple[Inline, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the body; empty content is an empty cell, not a missing number."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the stub's cell first. ``kind`` sets it apart ("total", "group")."""

    cells: tuple[Cell, ...]
    kind: Literal["body", "total", "group"] = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Exhibit):
    """A table. ``style`` names its looks in ``styles/table.yml``."""

    style: str
    columns: tuple[Column, ...]
    spanners: tuple[Spanner, ...]
    body: tuple[Row, ...]


def spanner_id(table: str, spanner: int) -> str:
    """Return the structure id of a spanner (counted from 0)."""
    return f"{table}/spanner-{spanner}"


def head_id(table: str, column: int) -> str:
    """Return the structure id of a column's head (the stub is column 0)."""
    return f"{table}/head-{column}"


def cell_id(table: str, row: int, column: int) -> str:
    """Return the structure id of a cell of the body (both counted from 0)."""
    return f"{table}/cell-{row}-{column}"
