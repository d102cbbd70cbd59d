"""A figure's or table's specification to an `ExhibitRequest`: its prose becomes words.

Only prose is evaluated here. Expressions of rows and cells are checked by stage 4, which
evaluates them once for each row.

Findings
--------
EXHIBIT-01
    Two exhibits with one id.
EXHIBIT-02
    An exhibit about a series that the edition does not have, or about none.
EXHIBIT-03
    An expression for a year or month that comes to none.
EXHIBIT-04
    A table whose columns are all left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TypeVar

from publisher.content.models import FigureSpec, Prose, TableSpec
from publisher.data.model import NotAvailable, Value
from publisher.errors import StageFailed, nearest
from publisher.expressions import evaluate
from publisher.expressions.scope import Scope
from publisher.narrative.conditions import kept
from publisher.narrative.desk import Desk, PositionOf
from publisher.narrative.model import ExhibitRequest, Inline
from publisher.narrative.prose import Path, line

__all__ = ["request"]

SpecT = TypeVar("SpecT", FigureSpec, TableSpec)
_MARK = re.compile(r"\d{4}(-\d{2})?")


def request(desk: Desk, spec: FigureSpec | TableSpec) -> None:
    """Note on the desk what stage 4 is asked to make."""
    if spec.id in desk.edges.exhibits:
        before = desk.edges.exhibits[spec.id].position
        msg = f"an exhibit {spec.id!r} stands already at {before}"
        hint = "give each exhibit an id of its own"
        desk.fault("EXHIBIT-01", msg, spec.at("id"), hint)
        return
    scope = _scope(desk, spec)
    desk = Desk(desk.part, scope, desk.edges, desk.notes, desk.counters)
    made = _figure(desk, spec) if isinstance(spec, FigureSpec) else _table(desk, spec)
    desk.edges.exhibits[spec.id] = made


def _scope(desk: Desk, spec: FigureSpec | TableSpec) -> Scope:
    """Return the part's scope with the specification's own subject."""
    scope = desk.scope
    known = {name for name, info in scope.balances.series.items() if info.read}
    if spec.series in set(scope.balances.series) - known:
        msg = f"the edition does not read the series {spec.series!r}"
        hint = f"write the exhibit under when: available('balance', series='{spec.series}')"
        desk.fault("EXHIBIT-02", msg, spec.at("series"), hint)
        return scope
    if spec.series is not None and spec.series not in known:
        msg = f"the edition has no series {spec.series!r}"
        like = nearest(spec.series, known)
        hint = (
            f"did you mean {like!r}?" if like else f"it has {', '.join(sorted(known))}"
        )
        desk.fault("EXHIBIT-02", msg, spec.at("series"), hint)
        return scope
    if spec.series is None and scope.series is None and not _is_list(spec):
        msg = "the exhibit is about no series"
        hint = "add series: to it, or subject: to the part"
        desk.fault("EXHIBIT-02", msg, spec.at(), hint)
    if spec.series is not None and spec.series != scope.series:
        scope = scope.about(series=spec.series, partner=None)
    if spec.sector is not None:
        scope = scope.about(sector=spec.sector)
    return scope


def _is_list(spec: FigureSpec | TableSpec) -> bool:
    return isinstance(spec, TableSpec) and spec.rows == "list"


def _figure(desk: Desk, spec: FigureSpec) -> ExhibitRequest:
    marks = (
        (mark, _words(desk, spec, ("marks", mark), words))
        for mark, words in spec.marks.items()
    )
    return ExhibitRequest(
        id=spec.id,
        spec=_dated(desk, spec),
        scope=desk.scope,
        position=spec.at(),
        title=_words(desk, spec, ("title",), spec.title),
        notes=_notes(desk, spec),
        alt=_words(desk, spec, ("alt",), spec.alt),
        marks={_mark(desk, spec, mark): words for mark, words in marks if words},
    )


def _table(desk: Desk, spec: TableSpec) -> ExhibitRequest:
    columns = [
        (n, column) for n, column in enumerate(spec.columns) if kept(desk, column)
    ]
    if spec.columns and not columns:
        hint = "write the table itself under when:"
        msg = f"every column of the table {spec.id!r} is left out"
        desk.fault("EXHIBIT-04", msg, spec.at("columns"), hint)
    shown = tuple(column for _, column in columns)
    return ExhibitRequest(
        id=spec.id,
        spec=_dated(desk, spec).model_copy(update={"columns": shown}),
        scope=desk.scope,
        position=spec.at(),
        title=_words(desk, spec, ("title",), spec.title),
        notes=_notes(desk, spec),
        alt=_words(desk, spec, ("alt",), spec.alt),
        heads=tuple(
            _words(desk, spec, ("columns", n, "head"), column.head)
            for n, column in columns
        ),
        spanners=tuple(
            _words(desk, spec, ("columns", n, "spanner"), column.spanner)
            for n, column in columns
        ),
        stub=_words(desk, spec, ("stub",), spec.stub),
        unit=_words(desk, spec, ("unit",), spec.unit),
        items=_items(desk, spec, [n for n, _ in columns]),
    )


def _items(
    desk: Desk, spec: TableSpec, columns: list[int]
) -> tuple[tuple[tuple[Inline, ...], ...], ...]:
    """Return the listed rows that say something, without the cells of columns left out."""
    left_out = set(range(len(spec.columns))) - set(columns)
    rows = (
        tuple(
            _words(desk, spec, ("items", row, n), cell)
            for n, cell in enumerate(cells)
            if n - 1 not in left_out
        )
        for row, cells in enumerate(spec.items)
    )
    return tuple(cells for cells in rows if cells and cells[0])


# --- time


def _dated(desk: Desk, spec: SpecT) -> SpecT:
    """Return the specification with years in the place of expressions."""
    said = {name: getattr(spec, name) for name in ("from_", "to")}
    years = {
        name: _value(desk, source, _places(spec, name))
        for name, source in said.items()
        if isinstance(source, str)
    }
    found = {name: value.year for name, value in years.items() if value}
    return spec.model_copy(update={**dict.fromkeys(years), **found})


def _mark(desk: Desk, spec: FigureSpec, mark: str) -> str:
    """Return the year or month of a mark, which an expression may say."""
    if _MARK.fullmatch(mark):
        return mark
    start = spec.key("marks", mark)
    value = _value(
        desk, mark, lambda offset: replace(start, column=start.column + offset)
    )
    return str(value) if value else mark


def _places(spec: FigureSpec | TableSpec, name: str) -> PositionOf:
    return lambda offset: spec.where(name, offset=offset)


def _value(desk: Desk, source: str, position_of: PositionOf) -> _When | None:
    """Return the year or month that an expression comes to; else note what is wrong."""
    try:
        value = evaluate(source, position_of, desk.scope).value
    except StageFailed as failed:
        desk.report(failed.findings)
        return None
    except NotAvailable as missing:
        hint = "write the exhibit under when: available(…)"
        desk.fault("DATA-29", str(missing), position_of(0), hint)
        return None
    month = isinstance(value, Value) and value.unit == "month" and value.period
    if month:
        return _When(month.year, month.month)
    amount = value.amount if isinstance(value, Value) else value
    if not isinstance(amount, int) or not 1000 <= amount <= 9999:
        msg = f"{source!r} comes to no year"
        hint = "write a year, or an expression such as year - 9"
        desk.fault("EXHIBIT-03", msg, position_of(0), hint)
        return None
    return _When(amount)


@dataclass(frozen=True, slots=True)
class _When:
    """A year, or a month of one."""

    year: int
    month: int | None = None

    def __str__(self) -> str:
        return str(self.year) if self.month is None else f"{self.year}-{self.month:02d}"


def _words(
    desk: Desk, spec: FigureSpec | TableSpec, path: Path, prose: Prose | None
) -> tuple[Inline, ...]:
    """Return the words of the prose under ``path``; none where there is none."""
    element = "/".join((spec.id, *map(str, path)))
    return line(desk, spec, path, prose, element=element, notes=False)


def _notes(desk: Desk, spec: FigureSpec | TableSpec) -> tuple[tuple[Inline, ...], ...]:
    notes = (
        _words(desk, spec, ("notes", n), note) for n, note in enumerate(spec.notes)
    )
    return tuple(note for note in notes if note)
