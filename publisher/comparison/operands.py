"""What the two sides of a comparison are called, and the editions that they stand for.

====================  =================================================================
operand               the edition
====================  =================================================================
``2025``              as the project now has it
``2025@2026-10``      as it would be with nothing of a later vintage than October 2026
``../old:2025``       as another project folder has it, such as a worktree of an older state
====================  =================================================================

As of a vintage, a fetched input is the newest one that is not later. A declared input of a
later vintage gives way to the newest other input that measures the same and is not later; if
there is none, its stretch of the series is not there.

Findings
--------
DIFF-01
    An edition that cannot be written, before the findings that say why.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.content.inputs import Input, SeriesSpec, Sources
from publisher.content.project import Project
from publisher.content.vintages import at_hand, is_later
from publisher.editing import Edition, Report, loaded, written
from publisher.errors import Finding, StageFailed, UsageError
from publisher.styles.models import Style

__all__ = ["Operand", "as_of", "parse", "resolve"]

_OPERAND = re.compile(
    r"(?:(?P<folder>.+):)?(?P<edition>[^:@/]+)(?:@(?P<vintage>[^:@/]*))?"
)
_VINTAGE = re.compile(r"[1-9]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Operand:
    """One side of a comparison: an edition of the project in ``root``.

    ``vintage`` is "" for the edition as it is. ``is_elsewhere`` says that the operand named
    the project.
    """

    said: str
    root: Path
    edition: str
    vintage: str = ""
    is_elsewhere: bool = False

    def placed(self, finding: Finding) -> Finding:
        """Return a finding with its place as it is seen from the project at hand."""
        if finding.position is None or not self.is_elsewhere:
            return finding
        file = (self.root / finding.position.file).absolute().as_posix()
        return replace(finding, position=replace(finding.position, file=file))

    @property
    def identity(self) -> tuple[Path, str, str]:
        """What two operands share that stand for one edition."""
        return self.root.resolve(), self.edition, self.vintage


def parse(text: str, root: Path) -> Operand:
    """Return what an operand names; ``root`` is the project if it names none.

    Raises
    ------
    UsageError
        If it is not one, or its vintage is not a year, month or day.
    """
    match = _OPERAND.fullmatch(text)
    if match is None:
        msg = f"{text!r} names no edition; write 2025, 2025@2026-10 or ../old:2025"
        raise UsageError(msg)
    vintage = match["vintage"]
    if vintage is not None and not _VINTAGE.fullmatch(vintage):
        msg = f"{vintage!r} in {text!r} is not a vintage; write 2026, 2026-10 or 2026-10-05"
        raise UsageError(msg)
    folder = match["folder"]
    home = Path(folder) if folder else root
    return Operand(text, home, match["edition"], vintage or "", folder is not None)


def resolve(operands: Iterable[Operand], report: Report) -> tuple[Edition, ...]:
    """Return the editions, all their words decided; a project is read once.

    Raises
    ------
    StageFailed
        With all findings, if one cannot be written.
    UsageError
        If there is no such project, edition or vintage.
    """
    projects: dict[Path, tuple[Project, Style]] = {}
    editions: list[Edition] = []
    findings: list[Finding] = []
    for each in operands:
        report(1, "content")
        try:
            editions.append(_resolved(each, projects, report))
        except StageFailed as failed:
            message = f"{each.said} cannot be written"
            hint = "it is compared once this is mended; or name another vintage"
            findings.append(Finding("DIFF-01", message, hint=hint))
            findings += map(each.placed, failed.findings)
    if findings:
        raise StageFailed(findings)
    return tuple(editions)


def _resolved(
    operand: Operand, projects: dict[Path, tuple[Project, Style]], report: Report
) -> Edition:
    where = operand.root.resolve()
    if where not in projects:
        projects[where] = loaded(operand.root)
    project, style = projects[where]
    if operand.vintage and operand.edition in project.editions:
        project = as_of(project, operand.edition, operand.vintage)
    (edition,) = written(project, style, (operand.edition,), report)
    return edition


def as_of(project: Project, edition: str, vintage: str) -> Project:
    """Return the project as one of its editions would read it at a vintage.

    Raises
    ------
    UsageError
        If no input of the edition is that old.
    """
    day, spec = _last_day(vintage), project.editions[edition]
    closing = min(day, spec.closing_date)
    sources = at_hand(project.sources, project.vintages, closing)
    early = {
        name: each
        for name, each in sources.inputs.items()
        if not is_later(each.vintage, day)
    }
    reads = [sources.series[name] for name in spec.reads.values()]
    inputs = {piece.input for each in reads for piece in each.pieces}
    if not any(_stand_in(name, sources, early) for name in inputs):
        known = sorted({sources.inputs[name].vintage for name in inputs})
        msg = (
            f"the edition {edition} has no data of {vintage} or earlier;"
            f" its vintages are {', '.join(known)}"
        )
        raise UsageError(msg)
    series = {
        name: _reading(each, sources, early) for name, each in sources.series.items()
    }
    sources = sources.model_copy(update={"series": series})
    return replace(project, sources=sources, vintages=())


def _last_day(vintage: str) -> str:
    """Return the last day of a year or month; a day is its own."""
    year, month, day = (*vintage.split("-"), "", "")[:3]
    month = month or "12"
    return f"{year}-{month}-{day or monthrange(int(year), int(month))[1]}"


def _reading(
    spec: SeriesSpec, sources: Sources, early: Mapping[str, Input]
) -> SeriesSpec:
    """Return a series with early inputs only; guards that name others fall away."""
    pieces = tuple(
        piece.model_copy(update={"input": other})
        for piece in spec.pieces
        if (other := _stand_in(piece.input, sources, early))
    )
    guards = tuple(guard for guard in spec.guards if set(guard.inputs) <= set(early))
    return spec.model_copy(update={"pieces": pieces, "guards": guards})


def _stand_in(name: str, sources: Sources, early: Mapping[str, Input]) -> str | None:
    """Return the input itself, the newest early one like it, or None."""
    if name in early:
        return name
    wanted = _measure(sources.inputs[name], sources)
    alike = (each for each, spec in early.items() if _measure(spec, sources) == wanted)
    return max(alike, key=lambda each: early[each].vintage, default=None)


def _measure(spec: Input, sources: Sources) -> tuple[object, ...]:
    """Return what an input measures, of whom and how often, whenever it was said."""
    source, columns = sources.sources[spec.source], spec.columns
    held = [
        bool(getattr(columns, name))
        for name in ("year", "month", "period_start", "sector", "partner", "flow",
                     "exports", "imports", "balance")
    ]  # fmt: skip
    kept = sorted(spec.where.items()), sorted(spec.leave_out.items())
    return (
        source.producer, source.dataset, spec.concept, spec.valuation, spec.unit,
        spec.basis, spec.sector, spec.partner, held, kept,
    )  # fmt: skip
