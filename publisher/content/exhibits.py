"""What an editor may write of a figure or a table, and what it is about."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from publisher.content.located import LocatedText
from publisher.content.prose import Expression, Id, Markup, Prose, YearOrExpression

__all__ = ["ColumnSpec", "FigureSpec", "Subject", "TableSpec"]


class _Model(LocatedText, BaseModel):
    """The base of all."""


class _Dated(_Model):
    """What shows a stretch of time; stage 3 turns expressions at its ends into years."""

    from_: Annotated[YearOrExpression | None, Field(alias="from")] = None
    to: YearOrExpression | None = None

    @property
    def first(self) -> int | None:
        """The year in which it is to begin, if it says so."""
        return _year(self.from_)

    @property
    def last(self) -> int | None:
        """The year in which it is to end, if it says so."""
        return _year(self.to)


def _year(said: int | str | None) -> int | None:
    if isinstance(said, str):
        msg = f"the expression {said!r} was not evaluated"
        raise TypeError(msg)
    return said


class Subject(_Model):
    """Which numbers a part, figure or table is about, unless an expression says otherwise."""

    series: str
    sector: str = "TOTAL"


class FigureSpec(_Dated):
    """A figure. What is left out is the part's own (series, sector) or the edition's (to).

    ``flow: cover`` is for sparklines: exports as a percentage of imports. ``marks`` are
    words by year or month, or by an expression that comes to one: ``first_deficit()``.
    """

    id: Id
    kind: Literal[
        "balance-bars",
        "small-multiples",
        "ranked-bars",
        "sparkline",
        "monthly",
        "cover-bars",
    ]
    title: Prose
    series: str | None = None
    sector: str | None = None
    flow: Literal["exports", "imports", "balance", "cover"] | None = None
    by: Literal["sector", "partner"] | None = None
    limit: Annotated[int, Field(ge=1, le=50)] | None = None
    highlight: str | None = None
    marks: dict[str, Prose] = {}
    notes: tuple[Prose, ...] = ()
    alt: Prose | None = None


class ColumnSpec(_Model):
    """A column: its head, and the expression that each row's cell prints.

    A listed row brings its own cells, so that its column needs no expression. Where
    ``when`` does not hold the table goes without the column.
    """

    when: Expression | None = None
    head: Prose
    cell: Expression = ""
    align: Literal["left", "right", "center", "decimal"] = "decimal"
    spanner: Markup | None = None


class TableSpec(_Dated):
    """A table whose rows come from the data or are listed.

    ``rows`` is what each row stands for; inside the cells the names ``year``, ``month``,
    ``sector``, ``partner`` or ``period`` are then the row's own. A listed row whose first
    cell says nothing is left out.
    """

    id: Id
    title: Prose
    rows: Literal["years", "months", "sectors", "partners", "periods", "list"]
    series: str | None = None
    sector: str | None = None
    flow: Literal["exports", "imports", "balance"] | None = None
    order: Expression | None = None
    limit: Annotated[int, Field(ge=1, le=200)] | None = None
    items: tuple[tuple[Prose, ...], ...] = ()
    stub: Prose
    label: Expression | None = None
    columns: tuple[ColumnSpec, ...]
    total: Literal["none", "last"] = "none"
    style: Id = "plain"
    unit: Prose | None = None
    notes: tuple[Prose, ...] = ()
    alt: Prose | None = None
