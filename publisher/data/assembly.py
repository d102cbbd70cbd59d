"""A project's declared data to the `Balances` of one edition: the stage in order.

Reads only the inputs that the edition's series, their guards and the series they are
compared with need. Findings of one step stop the next, as they would repeat themselves.

Findings
--------
DATA-27 obsolete correction; DATA-28 not a period; and those of `selection`, `files`,
`inputs`, `flows` and `checks`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from publisher.content.models import Correction, Edition, Input, SeriesSpec
from publisher.data import checks, files, flows, inputs
from publisher.data.balances import Balances
from publisher.data.files import PinnedFile
from publisher.data.inputs import Codes
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
from publisher.data.selection import Selection, concept, select
from publisher.errors import Finding, StageFailed

if TYPE_CHECKING:
    from publisher.content.project import Project

__all__ = ["assemble"]


def assemble(project: Project, edition: Edition) -> Balances:
    """Return the numbers of an edition.

    Raises
    ------
    StageFailed
        With all findings of the step that failed.
    """
    chosen, findings = select(project.sources, edition)
    _stop(findings)

    known: dict[str, PinnedFile] = {}
    codes = Codes.of(project.publication, chosen.inputs.values())
    observations = []
    for name, spec in chosen.inputs.items():
        pinned, faults = files.read(project.root, spec, known)
        findings.extend(faults)
        if pinned:
            said, faults = inputs.observe(name, spec, pinned, codes)
            observations.extend(said)
            findings.extend(faults)
    marks, faults = _marks(project.corrections.corrections, chosen, known)
    _stop([*findings, *faults])

    observed = flows.observed(observations)
    frame, findings = flows.build(observed, chosen.series)
    findings += checks.guards(observed, chosen.series, known)
    findings += checks.flows(frame, chosen.series, known)
    at_hand = [
        footing
        for footing in project.sources.footings
        if {footing.series, footing.months or footing.total} <= set(chosen.series)
    ]
    sectors = project.publication.sectors
    findings += checks.footings(frame, at_hand, sectors, known)
    _stop(findings)
    return _freeze(frame, chosen, codes, marks, _unread(project, chosen))


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
    if any(finding.severity == "error" for finding in findings):
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


def _freeze(
    frame: pd.DataFrame,
    chosen: Selection,
    codes: Codes,
    marks: tuple[CorrectionMark, ...],
    unread: Mapping[str, SeriesInfo],
) -> Balances:
    """Return a Flows frame (sorted) as plain values."""
    values: dict[Key, dict[Period, Value]] = {}
    measured = {
        name: (spec.unit, concept(spec)) for name, spec in chosen.inputs.items()
    }
    held: dict[str, dict[str, list[Period]]] = {name: {} for name in chosen.series}
    for row in zip(*(frame[name].tolist() for name in flows.COLUMNS), strict=True):
        series, sector, partner, flow, start, end, amount, precision, used, cells = row
        period = Period(start, end)
        unit, what = measured[used[0]]
        value = Value(amount, unit, period, tuple(sorted(cells)), used, precision, what)
        values.setdefault(Key(series, sector, flow, partner), {})[period] = value
        for name in used:
            held[series].setdefault(name, []).append(period)
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
    return Balances(
        MappingProxyType(dict(chosen.origins)),
        MappingProxyType({**infos, **unread}),
        MappingProxyType({key: MappingProxyType(line) for key, line in values.items()}),
        codes.sectors,
        codes.partners,
        marks,
    )


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
