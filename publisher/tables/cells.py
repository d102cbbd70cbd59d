"""One expression in one row to one cell: words, a mark, or a finding.

The only module of tables that evaluates. What the data do not hold becomes the mark for
"not available", an exact zero the mark for nil; both are cells, not faults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from publisher import numerals
from publisher.content.models import ColumnSpec, TableSpec
from publisher.data.model import NotAvailable, Value
from publisher.errors import Finding, StageFailed
from publisher.expressions import evaluate, say
from publisher.expressions.result import Phrase, Thing
from publisher.expressions.scope import Scope
from publisher.narrative.model import Bound, Inline, Link, Note, Text, plain
from publisher.provenance import Cell as InputCell
from publisher.provenance import Position
from publisher.tables.marks import Mark, mark_of, printed

__all__ = ["Entry", "bound_in", "evaluated", "of_words", "sort_number"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell with what the rest of the table wants to know of it.

    ``number`` is the exact number that was printed, None for words and for what is not
    available; ``machine`` is what the CSV file holds (the number unrounded).
    """

    content: tuple[Inline, ...]
    machine: str
    number: int | Fraction | None = None
    unit: str = ""
    mark: Mark | None = None
    cells: tuple[InputCell, ...] = ()
    inputs: tuple[str, ...] = ()

    @property
    def has_data(self) -> bool:
        """Whether the cell rests on a number."""
        return self.number is not None or bool(self.inputs)


def evaluated(
    source: str, owner: TableSpec | ColumnSpec, key: str, scope: Scope
) -> Entry:
    """Return the cell that an expression under ``key`` of the specification prints.

    Raises
    ------
    StageFailed
        If the expression is at fault.
    """
    try:
        result = say(source, _places(owner, key), scope)
    except NotAvailable:
        shown = printed("not available", scope.voice)
        return Entry((shown,), machine="", mark="not available")
    number, unit = _number(result.value)
    text = Text(result.text, ink=result.ink, spoken=result.spoken, bound=result.bound)
    mark = None if number is None else mark_of(number, result.text)
    if mark == "nil":
        shown = printed(mark, scope.voice)
        records = (replace(record, shown=shown.text) for record in result.bound)
        text = replace(shown, bound=tuple(records))
    machine = result.text if number is None else numerals.machine(number)
    return Entry((text,), machine, number, unit, mark, result.cells, result.inputs)


def sort_number(source: str, spec: TableSpec, scope: Scope) -> int | Fraction | None:
    """Return the number by which a row is ordered, None if the data do not hold it.

    Raises
    ------
    StageFailed
        If the expression is at fault or no number.

    Findings
    --------
    TABLE-07
        What the rows are to be ordered by is no number.
    """
    try:
        result = evaluate(source, _places(spec, "order"), scope)
    except NotAvailable:
        return None
    number, _ = _number(result.value)
    if number is None:
        message = "rows are ordered by a number, and this is none"
        hint = "write an amount such as balance(), without a filter"
        raise StageFailed([Finding("TABLE-07", message, spec.at("order"), hint)])
    return number


def _places(owner: TableSpec | ColumnSpec, key: str) -> Callable[[int], Position]:
    return lambda offset: owner.where(key, offset=offset)


def _number(thing: Thing) -> tuple[int | Fraction | None, str]:
    """Return the exact number behind a result and its unit ("" if it has none)."""
    found = thing.value if isinstance(thing, Phrase) else thing
    if isinstance(found, Value):
        return found.amount, found.unit
    if isinstance(found, bool | str):
        return None, ""
    return found, ""


def of_words(content: tuple[Inline, ...]) -> Entry:
    """Return the cell of words that the content wrote itself, bound numbers within."""
    records = list(bound_in(content))
    cells = dict.fromkeys(cell for record in records for cell in record.cells)
    inputs = dict.fromkeys(name for record in records for name in record.inputs)
    return Entry(content, plain(content), cells=tuple(cells), inputs=tuple(inputs))


def bound_in(content: Iterable[Inline]) -> Iterable[Bound]:
    """Yield the records of the numbers printed in words, notes and links included."""
    for piece in content:
        if isinstance(piece, Text):
            yield from piece.bound
        elif isinstance(piece, Link | Note):
            yield from bound_in(piece.content)
