"""An edition with all its words and exhibits decided: stages 1 to 4 in order.

1 content     YAML to models               3 narrative   prose to a document
2 data        inputs to exact numbers      4 exhibits    figures and tables as text
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from publisher import checks, content, styles
from publisher.checks.model import Examination
from publisher.content.models import FigureSpec
from publisher.content.project import Project
from publisher.data.balances import Balances
from publisher.editions import signing
from publisher.editions.approval import Approval, approval
from publisher.errors import Finding, StageFailed, UsageError, nearest
from publisher.figures.model import Figure
from publisher.narrative.model import Document, Narrative
from publisher.styles.models import Style
from publisher.tables.model import Table

__all__ = [
    "Checked",
    "Edition",
    "Exhibits",
    "Report",
    "approve",
    "check",
    "loaded",
    "written",
]

Report = Callable[[int, str], None]
"""Called at the start of each stage with its number (1 to 6) and its name."""

Exhibits = Mapping[str, Figure | Table]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found where it found no error."""

    edition: str
    warnings: tuple[Finding, ...]
    checks: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition with all words and exhibits decided (stages 1 to 4)."""

    id: str
    project: Project
    style: Style
    balances: Balances
    narrative: Narrative
    exhibits: Exhibits
    examined: signing.Examined
    numbers: Examination

    @property
    def document(self) -> Document:
        """All words in reading order."""
        return self.narrative.document

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Findings that stop nothing."""
        found = self._findings()
        return (*self.project.warnings, *self.narrative.warnings, *found)

    def _findings(self) -> tuple[Finding, ...]:
        """Return what records and numbers of the edition do not hold.

        For a draft all of it is only worth a warning: its words are still being found.
        """
        found = self.numbers.findings
        if self.project.editions[self.id].state == "draft":
            found = tuple(replace(each, severity="warning") for each in found)
        return (*self.examined.findings, *found)

    def sound(self) -> Edition:
        """Return the edition if it is what was signed off and its numbers rest on data.

        See `signing` and `checks`.
        """
        found = self._findings()
        if any(each.severity == "error" for each in found):
            raise StageFailed(found)
        return self

    @property
    def checks(self) -> dict[str, Any]:
        """The content of ``checks.json``, the figures as they are bound."""
        from publisher import narrative  # noqa: PLC0415

        exhibits = self.exhibits.values()
        bound = chain(
            narrative.bound(self.document), *(exhibit.bound for exhibit in exhibits)
        )
        return {
            "figures": bound,
            "claims": [],
            **checks.listed(self.numbers),
        }

    def plain_checks(self) -> dict[str, Any]:
        """Return the content of ``checks.json`` as plain data."""
        said = self.checks
        return {**said, "figures": checks.figures(said["figures"])}


def check(
    root: Path, editions: Sequence[str], *, report: Report
) -> tuple[Checked, ...]:
    """Check content, data, prose and exhibits of the editions, and make nothing.

    Raises
    ------
    StageFailed
        With all findings of the first stage that has errors.
    UsageError
        If there is no such project or edition.
    """
    report(1, "content")
    project, style = loaded(root)
    return tuple(
        Checked(edition.id, edition.sound().warnings, edition.plain_checks())
        for edition in written(project, style, editions, report)
    )


def approve(root: Path, name: str | None, *, report: Report) -> Approval:
    """Return what an editor is asked to sign off: the differences from the records.

    Nothing is written before `Approval.record`.

    Raises
    ------
    StageFailed, UsageError
        As `check`; also for a draft or a specimen, which are not signed off.
    """
    report(1, "content")
    project, style = loaded(root)
    names = (name,) if name else ()
    (edition,) = written(project, style, names, report)
    return approval(edition.examined)


def written(
    project: Project, style: Style, editions: Sequence[str], report: Report
) -> Iterator[Edition]:
    """Yield the editions after stages 2 to 4."""
    from publisher import data, narrative  # noqa: PLC0415 - heavy, only when asked for

    for name in editions or (project.publication.default_edition,):
        if name not in project.editions:
            known = nearest(name, project.editions) or ", ".join(project.editions)
            msg = f"there is no edition {name!r}; did you mean {known}?"
            raise UsageError(msg)
        report(2, f"{name}: data")
        balances = data.read(project, project.editions[name])
        report(3, f"{name}: narrative")
        written = narrative.build(project, name, balances)
        report(4, f"{name}: exhibits")
        exhibits = _exhibits(written, style)
        examined = signing.examine(project, balances, written.document, exhibits)
        if examined.changes is not None:  # the erratum prints them
            written = narrative.build(project, name, balances, examined.changes)
        numbers = checks.examine(project, balances, written.document, exhibits, {})
        yield Edition(
            name, project, style, balances, written, exhibits, examined, numbers
        )


def loaded(root: Path) -> tuple[Project, Style]:
    """Return content and styles, with the findings of both at once."""
    if not (root / "content" / "publication.yml").is_file():
        msg = f"{root} is not a publication: it has no content/publication.yml"
        raise UsageError(msg)
    findings: list[Finding] = []
    loaded: list[Any] = []
    for load in (content.load, styles.load):
        try:
            loaded.append(load(root))
        except StageFailed as failure:
            findings.extend(failure.findings)
    if findings:
        raise StageFailed(findings)
    project, style = loaded
    unknown = [f for f in styles.check_names(project, style) if f.severity == "error"]
    if unknown:
        raise StageFailed(unknown)
    return project, style


def _exhibits(written: Narrative, style: Style) -> Exhibits:
    """Return all exhibits, or raise with the findings of all of them."""
    from publisher import figures, tables  # noqa: PLC0415

    findings: list[Finding] = []
    made: dict[str, Figure | Table] = {}
    for name, request in written.exhibits.items():
        try:
            if isinstance(request.spec, FigureSpec):
                made[name] = figures.specify(request, style.figure, written.corrections)
            else:
                made[name] = tables.build(request, written.corrections)
        except StageFailed as failure:
            findings.extend(failure.findings)
    if findings:
        raise StageFailed(findings)
    return made
