"""A project's declared data to the `Balances` of one edition: the stage in order.

Reads only the inputs that the edition's series, their guards and the series they are
compared with need. Findings of one step stop the next, as they would repeat themselves;
but figures that do not agree, a file that is not the pinned one and an obsolete correction
go with the numbers (`Balances.findings`), so that later stages can name what they touch.

Findings
--------
DATA-17 two inputs read one cell otherwise; and those of `selection`, `files`,
`inputs`, `corrections`, `flows`, `checks`, `guards` and `equations`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from publisher.content.models import Edition, SeriesSpec
from publisher.data import checks, corrections, files, flows, guards, inputs
from publisher.data.balances import Balances
from publisher.data.equations import footings
from publisher.data.files import PinnedFile
from publisher.data.flows import Row
from publisher.data.inputs import Codes, Observation
from publisher.data.model import (
    ALL,
    WORLD,
    Key,
    Period,
    SeriesInfo,
    Stretch,
    Value,
)
from publisher.data.selection import Selection, concept, release, select
from publisher.errors import Finding, StageFailed
from publisher.provenance import Cell

if TYPE_CHECKING:
    from publisher.content.project import Project

__all__ = ["assemble", "counted_again"]

_TOLD_LATER = {"DATA-04", "DATA-27"}
"""Errors that the edition fails for once it is known which sentences they touch."""


def assemble(project: Project, edition: Edition) -> Balances:
    """Return the numbers of an edition.

    Raises
    ------
    StageFailed
        With all findings of the step that failed.
    """
    chosen, findings = select(project.sources_of(edition), edition)
    _stop(findings)

    codes = Codes.of(project.publication, chosen.inputs.values())
    known, observations, faults = _observed(project, chosen, codes)
    findings += faults
    marks, faults = corrections.marks(project.corrections, chosen.inputs, known)
    findings += faults
    amounts, faults = _amounts(observations, known)
    findings += faults
    _stop(findings)

    rows, faults = flows.build(observations, chosen.series)
    faults += checks.flows(rows, chosen.series)
    _stop([*findings, *faults])
    equations, lone = guards.guards(observations, chosen.series, known)
    sectors = tuple(project.publication.sectors)
    equations += footings(rows, chosen, sectors, known)
    values, infos = _freeze(rows, chosen, codes)
    return Balances(
        chosen.origins,
        {**infos, **_unread(project, chosen)},
        values,
        codes.sectors,
        codes.partners,
        marks,
        amounts,
        tuple(equations),
        (*findings, *lone),
    )


def counted_again(
    project: Project, edition: Edition, balances: Balances
) -> list[Finding]:
    """Return the numbers of an edition that pandas does not get from the same files."""
    from publisher.data.recounting import differences  # noqa: PLC0415 - pandas is slow to load

    chosen, _ = select(project.sources_of(edition), edition)
    codes = Codes.of(project.publication, chosen.inputs.values())
    _, observations, _ = _observed(project, chosen, codes)
    return list(differences(observations, chosen.series, balances))


def _observed(
    project: Project, chosen: Selection, codes: Codes
) -> tuple[dict[str, PinnedFile], list[Observation], list[Finding]]:
    """Return the files that are read, by path, and what they say."""
    known: dict[str, PinnedFile] = {}
    observations: list[Observation] = []
    findings: list[Finding] = []
    for name, spec in chosen.inputs.items():
        pinned, faults = files.read(project.root, spec, known)
        findings += faults
        if pinned:
            said, faults = inputs.observe(name, spec, pinned, codes)
            observations += said
            findings += faults
    return known, observations, findings


def _amounts(
    observations: Iterable[Observation], known: Mapping[str, PinnedFile]
) -> tuple[dict[Cell, int], list[Finding]]:
    """Return what each cell says; an input that reads one otherwise is at fault."""
    amounts: dict[Cell, int] = {}
    findings: dict[str, Finding] = {}
    for row in observations:
        for cell, amount in zip(row.cells, row.amounts, strict=True):
            if amounts.setdefault(cell, amount) != amount:
                message = (
                    f"the input {row.input} reads this cell as {amount}, another one"
                    f" as {amounts[cell]}"
                )
                position = known[cell.file].position(cell.line, cell.column)
                hint = "give the inputs of one column one scale"
                finding = Finding("DATA-17", message, position, hint)
                findings.setdefault(row.input, finding)
    return amounts, list(findings.values())


def _unread(project: Project, chosen: Selection) -> dict[str, SeriesInfo]:
    """Return the series that the content may name and this edition does not read."""
    declared = project.sources.series
    meant = {name: name for name in declared}
    for other in project.editions.values():
        meant.update(other.reads)
    return {
        name: SeriesInfo(
            title=declared[series].title,
            frequency=declared[series].frequency,
            unit="",
            concept="",
            comparable=declared[series].comparable,
            sectors=(),
            partners=(),
            whole=ALL if declared[series].sum_partners else WORLD,
            read=False,
        )
        for name, series in meant.items()
        if name not in chosen.series
    }


def _stop(findings: list[Finding]) -> None:
    """Raise if one of the findings leaves nothing that could be gone on with."""
    if any(finding.code not in _TOLD_LATER for finding in findings):
        raise StageFailed(findings)


_Lines = Mapping[Key, Mapping[Period, Value]]


def _freeze(
    rows: Iterable[Row], chosen: Selection, codes: Codes
) -> tuple[_Lines, dict[str, SeriesInfo]]:
    """Return sorted rows as values, and what each series has come to."""
    values: dict[Key, dict[Period, Value]] = {}
    measured = {
        name: (spec.unit, concept(spec)) for name, spec in chosen.inputs.items()
    }
    released = {name: release(spec) for name, spec in chosen.inputs.items()}
    kin = _kin(chosen)
    held: dict[str, dict[str, list[Period]]] = {name: {} for name in chosen.series}
    for row in rows:
        unit, what = measured[row.inputs[0]]
        value = Value(
            row.amount,
            unit,
            row.period,
            tuple(sorted(row.cells)),
            row.inputs,
            row.precision,
            what,
            tuple(sorted({released[name] for name in row.inputs})),
            kin[row.series],
        )
        key = Key(row.series, row.sector, row.flow, row.partner)
        values.setdefault(key, {})[row.period] = value
        for name in row.inputs:
            held[row.series].setdefault(name, []).append(row.period)
    infos = {
        name: _info(
            spec,
            codes,
            [key for key in values if key.series == name],
            held[name],
            next((measured[piece.input] for piece in spec.pieces), ("", "")),
        )
        for name, spec in chosen.series.items()
    }
    return values, infos


def _kin(chosen: Selection) -> dict[str, frozenset[str]]:
    """Return for each series itself and those that are declared comparable with it."""
    kin = {name: {name} for name in chosen.series}
    for name, spec in chosen.series.items():
        for declared in spec.comparable_with:
            other = chosen.names.get(declared, name)
            kin[name].add(other)
            kin[other].add(name)
    return {name: frozenset(names) for name, names in kin.items()}


def _info(
    spec: SeriesSpec,
    codes: Codes,
    keys: list[Key],
    held: Mapping[str, list[Period]],
    measured: tuple[str, str],
) -> SeriesInfo:
    sectors = {key.sector for key in keys}
    partners = {key.partner for key in keys}
    stretches = [Stretch(name, min(at), max(at)) for name, at in held.items()]
    return SeriesInfo(
        title=spec.title,
        frequency=spec.frequency,
        unit=measured[0],
        concept=measured[1],
        comparable=spec.comparable,
        sectors=tuple(code for code in codes.sectors if code in sectors),
        partners=tuple(sorted(partners)),
        whole=ALL if ALL in partners and WORLD not in partners else WORLD,
        note=spec.note,
        splice=tuple(sorted(stretches, key=lambda part: (part.first, part.input))),
    )
