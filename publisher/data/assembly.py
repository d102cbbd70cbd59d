"""A project's declared data to the `Balances` of one edition: the stage in order.

Reads only the inputs that the edition's series, their guards and the series they are
compared with need. Findings of one step stop the next, as they would repeat themselves;
but figures that do not agree, a file that is not the pinned one and an obsolete correction
go with the numbers (`Balances.findings`), so that later stages can name what they touch.

Findings
--------
DATA-27 obsolete correction; DATA-28 not a period; and those of `selection`, `files`,
`inputs`, `flows`, `checks`, `guards` and `equations`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from publisher.content.models import Correction, Edition, Input, SeriesSpec
from publisher.data import checks, files, flows, guards, inputs
from publisher.data.balances import Balances
from publisher.data.equations import footings
from publisher.data.files import PinnedFile
from publisher.data.flows import Row
from publisher.data.inputs import Codes, Observation
from publisher.data.model import (
    ALL,
    WORLD,
    CorrectionMark,
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

__all__ = ["assemble"]

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

    known: dict[str, PinnedFile] = {}
    codes = Codes.of(project.publication, chosen.inputs.values())
    observations: list[Observation] = []
    for name, spec in chosen.inputs.items():
        pinned, faults = files.read(project.root, spec, known)
        findings.extend(faults)
        if pinned:
            said, faults = inputs.observe(name, spec, pinned, codes)
            observations.extend(said)
            findings.extend(faults)
    marks, faults = _marks(project.corrections.corrections, chosen, known)
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


def _marks(
    corrections: Iterable[Correction],
    chosen: Selection,
    known: Mapping[str, PinnedFile],
) -> tuple[tuple[CorrectionMark, ...], list[Finding]]:
    """Return the corrections of the inputs at hand, each checked against its guard."""
    marks: list[CorrectionMark] = []
    findings: list[Finding] = []
    for index, entry in enumerate(corrections):
        spec = chosen.inputs.get(entry.input)
        pinned = known.get(spec.path) if spec else None
        if spec is None or pinned is None:
            continue
        try:
            period = Period.parse(entry.period) if entry.period else None
        except ValueError as error:
            hint = "say which figures the correction touches"
            findings.append(Finding("DATA-28", str(error), entry.at("period"), hint))
            continue
        marks.append(
            CorrectionMark(index, entry.input, entry.sector, entry.flow, period)
        )
        if not _still_said(entry, spec, pinned, period):
            findings.append(
                Finding(
                    "DATA-27",
                    f"obsolete: no row of {spec.path} says what the correction expects",
                    entry.at("expect"),
                    "see what the source says now, then change or remove the correction",
                )
            )
    return tuple(marks), findings


def _still_said(
    entry: Correction, spec: Input, pinned: PinnedFile, period: Period | None
) -> bool:
    """Whether one row has the correction's sector, flow, period and expected texts.

    Rows that the input leaves out count as well: an error of a month touches the quarter.
    """
    columns = spec.columns
    wanted = dict(entry.expect)
    if entry.sector and columns.sector:
        wanted[columns.sector] = entry.sector
    if entry.flow and columns.flow:
        wanted[columns.flow] = entry.flow
    if not set(wanted) <= set(pinned.heading):
        return False
    for _, fields in pinned.rows:
        row = dict(zip(pinned.heading, fields, strict=True))
        if any(row[name] != text for name, text in wanted.items()):
            continue
        try:
            if period is None or inputs.period_of(columns, row) == period:
                return True
        except ValueError:
            continue
    return False


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
