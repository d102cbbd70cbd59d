"""Observations to equations: where one series takes over from another, both must agree.

Findings
--------
DATA-21 two inputs of a guard do not agree, or one of them lacks what the other has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from publisher.content.models import Guard, SeriesSpec
from publisher.data.equations import At, Figure
from publisher.data.files import PinnedFile
from publisher.data.inputs import Observation
from publisher.data.model import Equation
from publisher.errors import Finding
from publisher.provenance import Cell, Position

__all__ = ["guards"]

Side = Mapping[At, Figure]
"""What one of two guarded inputs says."""


def guards(
    observations: Iterable[Observation],
    series: Mapping[str, SeriesSpec],
    files: Mapping[str, PinnedFile],
) -> tuple[list[Equation], list[Finding]]:
    """Return what the guards of the series say, and figures that lack their twin."""
    held: dict[str, list[Observation]] = {}
    for row in observations:
        held.setdefault(row.input, []).append(row)
    equations: list[Equation] = []
    findings: list[Finding] = []

    def place(cell: Cell) -> Position:
        return files[cell.file].position(cell.line, cell.column)

    for name, spec in series.items():
        for guard in spec.guards:
            one, other = (_side(held.get(of, ()), guard) for of in guard.inputs)
            hint = (
                f"the guard of the series {name} lets them differ by {guard.within}; "
                "a splice of inputs that disagree is a break"
            )
            for message, cell in _alone(guard, one, other):
                at = place(cell) if cell else guard.at("years")
                findings.append(Finding("DATA-21", message, at, hint))
            for at_, figure in one.items():
                if at_ in other:
                    words = _words(guard, at_, figure, other[at_])
                    apart = figure.less(other[at_])
                    equations.append(
                        Equation(
                            "DATA-21", *words, apart.weights, apart.amount,
                            guard.within, place(figure.first), hint,
                        )
                    )  # fmt: skip
    return equations, findings


def _side(rows: Iterable[Observation], guard: Guard) -> Side:
    """Return the figures of one input that the guard compares."""
    found = {
        At.of(row): Figure.of(row) for row in rows if int(row.end[:4]) in guard.years
    }
    if guard.flow == "balance":
        for at, exports in list(found.items()):
            imports = found.get(at._replace(flow="imports"))
            if at.flow == "exports" and imports:
                # a printed balance stands
                balance = at._replace(flow="balance")
                found.setdefault(balance, exports.less(imports))
    return {at: figure for at, figure in found.items() if guard.flow in {None, at.flow}}


def _alone(guard: Guard, one: Side, other: Side) -> Iterator[tuple[str, Cell | None]]:
    """Yield what only one of the inputs has, and years that neither has."""
    for year in guard.years:
        if not any(at.period.year == year for at in (*one, *other)):
            yield f"neither {guard.inputs[0]} nor {guard.inputs[1]} has {year}", None
    names = guard.inputs
    for (held, has), (lacking, lacks) in (
        ((names[0], one), (names[1], other)),
        ((names[1], other), (names[0], one)),
    ):
        for at, figure in has.items():
            if at not in lacks:
                yield f"{held} has {at}, {lacking} has not", figure.first


def _words(guard: Guard, at: At, figure: Figure, twin: Figure) -> tuple[str, str]:
    """Return what must agree, and both figures."""
    one, other = guard.inputs
    found = f"{at} are {figure.amount} in {one}, {twin.amount} in {other}"
    return f"{at}: {one} and {other}", found
