"""Checked trees to results: the four things that content asks of an expression.

`evaluate` gives a value, `say` a value that can be printed, `holds` the truth of a
condition, `render` the pieces of a text with expressions in it. `inspect` only checks,
for what an edition does not use. Nothing here writes or formats numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from publisher.data.model import NotAvailable
from publisher.errors import Finding, StageFailed
from publisher.expressions.about import ARGUMENTS
from publisher.expressions.facts import fact_of
from publisher.expressions.faults import MISSING, Fault, Unfit, Unprintable
from publisher.expressions.filters import FILTERS
from publisher.expressions.functions import FUNCTIONS
from publisher.expressions.parse import Vocabulary, offset_of, parse, split
from publisher.expressions.result import Literal, Phrase, Result, printed
from publisher.expressions.scope import Scope
from publisher.expressions.walk import Run, names
from publisher.provenance import Position

if TYPE_CHECKING:
    from jinja2 import nodes

    from publisher.data.balances import Balances

__all__ = [
    "PositionOf",
    "Recipe",
    "evaluate",
    "holds",
    "inspect",
    "inspect_text",
    "render",
    "say",
]

PositionOf = Callable[[int], Position]
"""Gives the place of the n-th character of a text."""


# --- what content asks


def evaluate(source: str, position: Position | PositionOf, scope: Scope) -> Result:
    """Return what an expression comes to; its text is empty if it cannot be printed.

    Raises
    ------
    StageFailed
        If the expression is at fault.
    NotAvailable
        If the data do not hold a number that it needs.
    """
    return _evaluate(source, _places(position), scope, must_print=False)


def say(source: str, position: Position | PositionOf, scope: Scope) -> Result:
    """Return what an expression comes to, with the words that print it.

    Raises
    ------
    StageFailed
        If the expression is at fault or cannot be printed as it is.
    NotAvailable
        If the data do not hold a number that it needs.
    """
    return _evaluate(source, _places(position), scope, must_print=True)


def holds(source: str, position: Position | PositionOf, scope: Scope) -> bool:
    """Return whether a condition holds.

    Raises
    ------
    StageFailed
        If the expression is at fault, is no condition, or needs missing data
        without asking `available(...)` first.
    """
    try:
        result = evaluate(source, position, scope)
    except NotAvailable as missing:
        hint = "ask first: available(…) and …"
        finding = _missing(missing, _places(position)(0), hint)
        raise StageFailed([finding]) from missing
    if isinstance(result.value, bool):
        return result.value
    fault = Unfit("a condition must be true or false", "compare with < > == or ask …()")
    raise StageFailed([_finding(fault, source, _places(position))])


def render(
    text: str, scope: Scope, position_of: PositionOf
) -> tuple[Literal | Result, ...]:
    """Return the pieces of a text, its expressions evaluated and printable.

    Raises
    ------
    StageFailed
        With all findings of the text, missing data among them.
    """
    pieces, faults = split(text)
    findings = [_at(fault, position_of(offset)) for offset, fault in faults]
    done: list[Literal | Result] = []
    for piece in pieces:
        if isinstance(piece, Literal):
            done.append(piece)
            continue
        try:
            result = say(piece.source, _from(position_of, piece.offset), scope)
        except NotAvailable as missing:
            hint = "figure without data: write the words under `when: available(…)`"
            start = piece.offset + offset_of(piece.source, None)
            findings.append(_missing(missing, position_of(start), hint))
        except StageFailed as failed:
            findings.extend(failed.findings)
        else:
            done.append(replace(result, offset=piece.offset))
    if findings:
        raise StageFailed(findings)
    return tuple(done)


def inspect(
    source: str, position: Position | PositionOf, scope: Scope
) -> list[Finding]:
    """Return what is wrong with an expression without evaluating it."""
    _, findings = _parse(source, _places(position), scope)
    return findings


def inspect_text(text: str, scope: Scope, position_of: PositionOf) -> list[Finding]:
    """Return what is wrong with a text and its expressions without evaluating them."""
    pieces, faults = split(text)
    findings = [_at(fault, position_of(offset)) for offset, fault in faults]
    for piece in pieces:
        if not isinstance(piece, Literal):
            findings += inspect(piece.source, _from(position_of, piece.offset), scope)
    return findings


def _evaluate(
    source: str, position_of: PositionOf, scope: Scope, *, must_print: bool
) -> Result:
    tree, findings = _parse(source, position_of, scope)
    if tree is None:
        raise StageFailed(findings)
    run = Run(scope)
    words: Phrase | str = ""
    try:
        value = run.value(tree)
        try:
            words = printed(value, scope.voice)
        except Unprintable:
            if must_print:
                raise
    except Fault as fault:
        raise StageFailed([_finding(fault, source, position_of)]) from fault
    text, spoken, ink = words, None, None
    if isinstance(words, Phrase):
        text, ink = words.text, words.ink
        said = scope.voice.spoken(words.text)
        spoken = None if said == words.text else said
    return Result(
        value=value,
        text=str(text),
        spoken=spoken,
        ink=ink,
        cells=tuple(sorted(run.cells)),
        inputs=tuple(sorted(run.inputs)),
        figure=run.figure,
        expression=source.strip(),
        position=position_of(offset_of(source, None)),
        again=Recipe(source, scope),
        fact=fact_of(tree, value, run.chosen) if must_print else None,
    )


def _parse(
    source: str, position_of: PositionOf, scope: Scope
) -> tuple[nodes.Expr | None, list[Finding]]:
    tree, faults = _checked(source, frozenset({*names(scope), *scope.constants}))
    return tree, [_at(fault, position_of(offset)) for offset, fault in faults]


@lru_cache(maxsize=4096)  # every row of a table evaluates the same few expressions
def _checked(
    source: str, known: frozenset[str]
) -> tuple[nodes.Expr | None, list[tuple[int, Fault]]]:
    return parse(source, Vocabulary(known, FUNCTIONS, FILTERS, ARGUMENTS))


# --- again


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a printed figure was made: to make it again from other numbers."""

    source: str
    scope: Scope

    def __call__(self, balances: Balances) -> str | None:
        """Return what these numbers would print; None if they cannot print anything."""
        scope = self.scope.about(balances=balances)
        try:
            return say(self.source, Position(""), scope).text
        except (NotAvailable, StageFailed):
            return None

    def __reduce__(self) -> tuple[Callable[[], None], tuple[()]]:
        """Travel to another process as None: figures are drawn without their numbers."""
        return _nothing, ()


def _nothing() -> None:
    return None


# --- findings


def _places(position: Position | PositionOf) -> PositionOf:
    """Return where each character is; of a lone position, along its line."""
    if isinstance(position, Position):
        start = position
        return lambda offset: replace(start, column=start.column + offset)
    return position


def _from(position_of: PositionOf, start: int) -> PositionOf:
    return lambda offset: position_of(start + offset)


def _finding(fault: Fault, source: str, position_of: PositionOf) -> Finding:
    return _at(fault, position_of(offset_of(source, fault.about)))


def _at(fault: Fault, position: Position) -> Finding:
    return Finding(fault.code, fault.message, position, fault.hint)


def _missing(missing: NotAvailable, position: Position, hint: str) -> Finding:
    return Finding(MISSING, str(missing), position, hint)
