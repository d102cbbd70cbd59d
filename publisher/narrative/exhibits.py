"""A figure's or table's specification to an `ExhibitRequest`: its prose becomes words.

Only prose is evaluated here. Expressions of rows and cells are checked by stage 4, which
evaluates them once for each row.

Findings
--------
EXHIBIT-01
    Two exhibits with one id.
EXHIBIT-02
    An exhibit about a series that the edition does not have, or about none.
"""

from __future__ import annotations

from publisher.content.models import FigureSpec, Prose, TableSpec
from publisher.errors import nearest
from publisher.expressions.scope import Scope
from publisher.narrative.desk import Desk
from publisher.narrative.model import ExhibitRequest, Inline, plain
from publisher.narrative.prose import Path, line

__all__ = ["request"]


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
    known = scope.balances.series
    if spec.series is not None and spec.series not in known:
        msg = f"the edition has no series {spec.series!r}"
        like = nearest(spec.series, known)
        hint = f"did you mean {like!r}?" if like else f"it has {', '.join(known)}"
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
    return ExhibitRequest(
        id=spec.id,
        spec=spec,
        scope=desk.scope,
        position=spec.at(),
        title=_words(desk, spec, ("title",), spec.title),
        notes=_notes(desk, spec),
        alt=_alt(desk, spec),
        marks={
            mark: _words(desk, spec, ("marks", mark), words)
            for mark, words in spec.marks.items()
        },
    )


def _table(desk: Desk, spec: TableSpec) -> ExhibitRequest:
    columns = list(enumerate(spec.columns))
    return ExhibitRequest(
        id=spec.id,
        spec=spec,
        scope=desk.scope,
        position=spec.at(),
        title=_words(desk, spec, ("title",), spec.title),
        notes=_notes(desk, spec),
        alt=_alt(desk, spec),
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
        items=tuple(
            tuple(
                _words(desk, spec, ("items", row, n), cell)
                for n, cell in enumerate(cells)
            )
            for row, cells in enumerate(spec.items)
        ),
    )


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


def _alt(desk: Desk, spec: FigureSpec | TableSpec) -> str | None:
    return plain(_words(desk, spec, ("alt",), spec.alt)) or None
