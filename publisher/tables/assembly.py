"""An exhibit request to a `Table`: rows, cells, boxhead, notes, source, description.

Every number is printed by the expression that the content wrote for it; here rows are
made, ordered and cut, and what must stand with the numbers is gathered: the marks that
were used, the corrections of their inputs, their sources. No widths and no looks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from publisher.content.models import ColumnSpec, TableSpec
from publisher.credits import concerning, source_line
from publisher.errors import Finding, StageFailed
from publisher.narrative.model import Bound, ExhibitRequest, Inline, Text, plain
from publisher.numerals import NO_BREAK_SPACE
from publisher.tables.cells import Entry, bound_in, evaluated, of_words, sort_number
from publisher.tables.description import described
from publisher.tables.marks import explained
from publisher.tables.model import Cell, Column, Row, Spanner, Table
from publisher.tables.rows import Subject, subjects

__all__ = ["build"]


@dataclass(frozen=True, slots=True)
class _Line:
    """One row with its cells, the stub's first. ``code`` names it for a machine."""

    code: str
    entries: tuple[Entry, ...]
    kind: Literal["body", "total"] = "body"

    @property
    def label(self) -> str:
        return plain(self.entries[0].content)


def build(request: ExhibitRequest, corrections: Sequence[tuple[Inline, ...]]) -> Table:
    """Return the table, all of it text.

    ``corrections`` are the words of each record of ``corrections.yml``, in its order;
    those that concern a printed number stand in the notes. ``rows`` of the table hold
    the exact numbers in the series' base unit, ``bound`` every number printed anywhere
    in the exhibit.

    Raises
    ------
    StageFailed
        With all findings of the table, each fault of an expression once.

    Findings
    --------
    TABLE-01
        There is no row, or no row has data.
    TABLE-03
        A listed row has not one cell for each column.
    TABLE-02, TABLE-04, TABLE-05, TABLE-06
        See `publisher.tables.rows.subjects`.
    EXPR-…
        See `publisher.expressions`.
    """
    spec = request.spec
    if not isinstance(spec, TableSpec):
        msg = f"the exhibit {request.id!r} is not a table"
        raise TypeError(msg)
    findings: list[Finding] = []
    if spec.rows == "list":
        lines = list(_listed(request, spec, findings))
        empty = not lines
    else:
        lines = _computed(request, spec, findings)
        empty = not any(cell.has_data for line in lines for cell in line.entries[1:])
    if empty and not findings:
        message = f"no row of the table {spec.id!r} has data"
        hint = "write the table under when: available(…), and say otherwise: what lacks"
        findings.append(Finding("TABLE-01", message, spec.at(), hint))
    if findings:
        raise StageFailed(_once(findings))
    return _finished(request, spec, lines, corrections)


# --- rows


def _listed(
    request: ExhibitRequest, spec: TableSpec, findings: list[Finding]
) -> Iterator[_Line]:
    """Yield the rows that the content wrote itself."""
    last = len(request.items) - 1
    for index, item in enumerate(request.items):
        if len(item) != len(spec.columns) + 1:
            message = (
                f"the row has {len(item)} cells, the table {len(spec.columns) + 1}"
            )
            hint = "write one cell for the stub and one for each column"
            findings.append(Finding("TABLE-03", message, spec.at("items", index), hint))
        total = spec.total == "last" and index == last
        entries = tuple(of_words(content) for content in item)
        yield _Line("", entries, "total" if total else "body")


def _computed(
    request: ExhibitRequest, spec: TableSpec, findings: list[Finding]
) -> list[_Line]:
    """Return the rows made from data: evaluated, ordered and cut, the total last."""
    rows, wrong = subjects(spec, request.scope)
    findings.extend(wrong)
    body = [row for row in rows if row.kind == "body"]
    totals = [row for row in rows if row.kind == "total"]
    if spec.order is not None:
        body = _ordered(spec, spec.order, body, findings)
    shown = [*body[: spec.limit], *totals]
    return [_line(spec, row, findings) for row in shown]


def _ordered(
    spec: TableSpec, order: str, rows: Sequence[Subject], findings: list[Finding]
) -> list[Subject]:
    """Return the rows by the value of ``order``, the largest first.

    Rows without it come last; equal ones keep their natural order.
    """
    numbers = {}
    for row in rows:
        try:
            number = sort_number(order, spec, row.scope)
        except StageFailed as failed:
            findings.extend(failed.findings)
            return []
        if number is not None:
            numbers[row.code] = number
    held = [row for row in rows if row.code in numbers]
    missing = [row for row in rows if row.code not in numbers]
    held.sort(key=lambda row: -numbers[row.code])
    return [*held, *missing]


def _line(spec: TableSpec, row: Subject, findings: list[Finding]) -> _Line:
    stub = of_words((Text(row.label),))
    if spec.label is not None and row.kind == "body":
        stub = _cell(spec.label, (spec, "label"), row, findings)
    entries = [
        _cell(column.cell, (column, "cell"), row, findings) for column in spec.columns
    ]
    return _Line(row.code, (stub, *entries), row.kind)


def _cell(
    source: str,
    where: tuple[TableSpec | ColumnSpec, str],
    row: Subject,
    findings: list[Finding],
) -> Entry:
    try:
        return evaluated(source, *where, row.scope)
    except StageFailed as failed:
        findings.extend(failed.findings)
        return of_words(())


def _once(findings: Iterable[Finding]) -> Iterable[Finding]:
    """Return each fault once, though every row met it."""
    return {(found.code, found.position): found for found in findings}.values()


# --- the exhibit


def _finished(
    request: ExhibitRequest,
    spec: TableSpec,
    lines: Sequence[_Line],
    corrections: Sequence[tuple[Inline, ...]],
) -> Table:
    entries = [entry for line in lines for entry in line.entries]
    balances = request.scope.balances
    concerned = concerning(
        balances, [cell for entry in entries for cell in entry.cells]
    )
    marks = explained(
        {entry.mark for entry in entries if entry.mark}, request.scope.voice
    )
    notes = (
        *request.notes,
        *(corrections[index] for index in concerned),
        *((marks,) if marks else ()),
    )
    inputs = dict.fromkeys(name for entry in entries for name in entry.inputs)
    heads = [plain(head).replace(NO_BREAK_SPACE, " ") for head in request.heads]
    return Table(
        id=request.id,
        title=request.title,
        unit=request.unit,
        notes=notes,
        source=source_line(
            (balances.origins[name] for name in inputs), request.scope.voice
        ),
        alt=plain(request.alt) or _alt(request, heads, lines),
        alt_words=request.alt,
        rows=_rows(request, heads, lines),
        bound=tuple(_bound(request, entries)),
        position=request.position,
        style=spec.style,
        columns=(
            Column(request.stub, "left"),
            *(
                Column(head, column.align)
                for head, column in zip(request.heads, spec.columns, strict=True)
            ),
        ),
        spanners=tuple(_spanners(request.spanners)),
        body=tuple(
            Row(tuple(Cell(entry.content) for entry in line.entries), line.kind)
            for line in lines
        ),
    )


def _spanners(spanners: Sequence[tuple[Inline, ...]]) -> Iterator[Spanner]:
    """Yield one spanner over each stretch of columns that have the same words."""
    stretches = groupby(enumerate(spanners, start=1), key=lambda found: plain(found[1]))
    for words, stretch in stretches:
        columns = list(stretch)
        if words:
            yield Spanner(columns[0][1], columns[0][0], columns[-1][0])


def _alt(request: ExhibitRequest, heads: Sequence[str], lines: Sequence[_Line]) -> str:
    """Describe the rows; the total only if there is nothing else."""
    body = [line for line in lines if line.kind == "body"] or lines
    overs = [plain(spanner) for spanner in request.spanners]
    return described(
        plain(request.stub),
        list(zip(heads, overs, strict=True)),
        [(line.label, line.entries[1:]) for line in body],
        request.scope.voice,
    )


def _rows(
    request: ExhibitRequest, heads: Sequence[str], lines: Sequence[_Line]
) -> tuple[tuple[str, ...], ...]:
    """Return the exact numbers for other programs, the unit in each head.

    The first column names the row as printed, the second as a machine wants it; listed
    rows have no second one. Where two heads are alike, their spanners tell them apart.
    """
    alike = {head for head, times in Counter(heads).items() if times > 1}
    named = []
    for column, head in enumerate(heads, start=1):
        over = plain(request.spanners[column - 1]) if head in alike else ""
        units = sorted({line.entries[column].unit for line in lines} - {""})
        unit = f" [{', '.join(units)}]" if units else ""
        named.append(f"{over} {head}".strip() + unit)
    coded = any(line.code for line in lines)
    code_head = ("code",) if coded else ()
    return (
        (plain(request.stub), *code_head, *named),
        *(
            (
                line.label,
                *((line.code,) if coded else ()),
                *(entry.machine for entry in line.entries[1:]),
            )
            for line in lines
        ),
    )


def _bound(request: ExhibitRequest, entries: Iterable[Entry]) -> Iterator[Bound]:
    """Yield the record of every number that the exhibit prints, in reading order."""
    words = [request.title, request.unit, request.stub]
    words += [*request.spanners, *request.heads]
    words += [entry.content for entry in entries]
    for content in [*words, *request.notes, request.alt]:
        yield from bound_in(content)
