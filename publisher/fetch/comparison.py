"""What was fetched against what the project has from elsewhere: a difference is told, no fault.

The months of the ten groups together are held against the same months of the workbook
``country.xlsx``, each of the newest vintage that is declared and has it. Vintages differ by
revisions, so that months may be apart by `WITHIN`.

Findings
--------
FETCH-12
    Months that are further apart (a warning, with the largest).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from publisher.content.models import Input
from publisher.content.project import Project
from publisher.content.vintages import at_hand
from publisher.data import files
from publisher.data.inputs import Codes, Observation, observe
from publisher.data.model import TOTAL
from publisher.errors import Finding
from publisher.fetch.checks import dollars
from publisher.fetch.sources import CENSUS_COUNTRY_XLSX, FLOWS, Flow

__all__ = ["WITHIN", "compare"]

WITHIN = Fraction(1, 1000)
"""Of the other source's month."""

_NEVER = "9999-12-31"
_HINT = (
    "the two are of different vintages, or mean different things: compare them before a"
    " series splices one to the other"
)


def compare(
    project: Project, months: Mapping[tuple[Flow, str], int]
) -> Iterator[Finding]:
    """Yield a warning for each input and flow that differs from months in dollars."""
    newest: dict[tuple[str, str], Observation] = {}
    inputs = sorted(_workbooks(project), key=lambda each: each[1].vintage)
    for name, spec in inputs:
        for each in _observed(project, name, spec):
            if each.sector == TOTAL and (each.flow, each.start) in months:
                newest[each.flow, each.start] = each
    for name, spec in inputs:
        for flow in FLOWS:
            of = [
                (month, each)
                for (told, month), each in newest.items()
                if (told, each.input) == (flow, name)
            ]
            gaps = [
                (month, months[flow, month] - each.amount, each) for month, each in of
            ]
            apart = [
                (Fraction(abs(gap), abs(each.amount) or 1), month, gap)
                for month, gap, each in gaps
                if abs(gap) > WITHIN * abs(each.amount) + Fraction(each.precision, 2)
            ]
            if apart:
                share, month, gap = max(apart)
                message = (
                    f"{flow}: {len(apart)} of {len(of)} months differ by more than"
                    f" {float(WITHIN):.1%} from those of {name} (vintage {spec.vintage});"
                    f" the largest is {month}, by {dollars(gap)} ({float(share):.2%})"
                )
                yield Finding("FETCH-12", message, None, _HINT, severity="warning")


def _workbooks(project: Project) -> Iterator[tuple[str, Input]]:
    """Yield the inputs that hold months of the workbook, pinned or fetched."""
    sources = at_hand(project.sources, project.vintages, _NEVER)
    for name, spec in sources.inputs.items():
        about = sources.sources.get(spec.source)
        is_workbook = about is not None and about.url == CENSUS_COUNTRY_XLSX.address
        if is_workbook and spec.columns.month:
            yield name, spec


def _observed(project: Project, name: str, spec: Input) -> list[Observation]:
    """Return what an input says; `publisher check` tells what is wrong with it."""
    pinned, _ = files.read(project.root, spec, {})
    if pinned is None:
        return []
    codes = Codes.of(project.publication, project.sources.inputs.values())
    return observe(name, spec, pinned, codes)[0]
