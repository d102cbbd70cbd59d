"""Corrections to marks on figures, as long as the source has not mended them.

Findings
--------
DATA-27 obsolete correction; DATA-28 not a period.
"""

from __future__ import annotations

from collections.abc import Mapping

from publisher.content.models import Correction, Corrections, Input
from publisher.data.files import PinnedFile
from publisher.data.inputs import period_of
from publisher.data.model import CorrectionMark, Period
from publisher.errors import Finding

__all__ = ["marks"]


def marks(
    corrections: Corrections,
    inputs: Mapping[str, Input],
    files: Mapping[str, PinnedFile],
) -> tuple[tuple[CorrectionMark, ...], list[Finding]]:
    """Return the corrections of the inputs at hand, each checked against its guard."""
    found: list[CorrectionMark] = []
    findings: list[Finding] = []
    for index, entry in enumerate(corrections.corrections):
        spec = inputs.get(entry.input)
        pinned = files.get(spec.path) if spec else None
        if spec is None or pinned is None:
            continue
        try:
            period = Period.parse(entry.period) if entry.period else None
        except ValueError as error:
            hint = "say which figures the correction touches"
            findings.append(Finding("DATA-28", str(error), entry.at("period"), hint))
            continue
        found.append(
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
    return tuple(found), findings


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
            if period is None or period_of(columns, row) == period:
                return True
        except ValueError:
            continue
    return False
