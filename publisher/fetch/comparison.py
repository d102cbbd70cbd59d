"""What was fetched against what the project has from elsewhere: a difference is told, no fault.

The months of the ten groups together are held against each declared input that has the same
months from the workbook ``country.xlsx``. Vintages differ by revisions, so that months may be
apart by `WITHIN`.

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
from publisher.data import files, inputs
from publisher.data.model import TOTAL
from publisher.errors import Finding
from publisher.fetch.checks import dollars
from publisher.fetch.sources import CENSUS_COUNTRY_XLSX, Flow

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
    sources = at_hand(project.sources, project.vintages, _NEVER)
    codes = inputs.Codes.of(project.publication, sources.inputs.values())
    known: dict[str, files.PinnedFile] = {}
    for name, spec in sources.inputs.items():
        about = sources.sources.get(spec.source)
        is_workbook = about is not None and about.url == CENSUS_COUNTRY_XLSX.address
        if is_workbook and spec.columns.month:
            pinned, _ = files.read(
                project.root, spec, known
            )  # `check` tells its faults
            if pinned is not None:
                observed, _ = inputs.observe(name, spec, pinned, codes)
                yield from _differences(name, spec, observed, months)


def _differences(
    name: str,
    spec: Input,
    observed: list[inputs.Observation],
    months: Mapping[tuple[Flow, str], int],
) -> Iterator[Finding]:
    for flow in ("exports", "imports"):
        apart: list[tuple[Fraction, str, int]] = []
        both = 0
        for each in observed:
            here = months.get((flow, each.start))
            if here is None or each.flow != flow or each.sector != TOTAL:
                continue
            both += 1
            gap = here - each.amount
            if abs(gap) > WITHIN * abs(each.amount) + Fraction(each.precision, 2):
                share = Fraction(abs(gap), abs(each.amount) or 1)
                apart.append((share, each.start, gap))
        if apart:
            share, month, gap = max(apart)
            message = (
                f"{flow}: {len(apart)} of {both} months differ by more than"
                f" {float(WITHIN):.1%} from those of {name} (vintage {spec.vintage}); the"
                f" largest is {month}, by {dollars(gap)} ({float(share):.2%})"
            )
            yield Finding("FETCH-12", message, None, _HINT, severity="warning")
