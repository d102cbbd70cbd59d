"""An edition with all its words and exhibits decided: stages 1 to 4 in order.

1 content     YAML to models               3 narrative   prose to a document
2 data        inputs to exact numbers      4 exhibits    figures and tables as text
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from publisher import checks, content, styles
from publisher.checked import Checked
from publisher.checks.model import Examination
from publisher.content.models import FigureSpec
from publisher.content.project import Project
from publisher.data.balances import Balances
from publisher.editions import signing
from publisher.editions.approval import Approval, approval
from publisher.editions.revisions import revisions
from publisher.errors import Finding, StageFailed, UsageError, nearest
from publisher.figures.model import Figure
from publisher.narrative.model import Claim, Coverage, Document, Narrative, Told
from publisher.provenance import Bound
from publisher.styles.models import Style
from publisher.tables.model import Table

__all__ = [
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
    coverage: Coverage

    @property
    def document(self) -> Document:
        """All words in reading order."""
        return self.narrative.document

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with data and words that could all be set, errors and warnings."""
        return (
            *self.project.warnings,
            *styles.check_press(self.style),
            *self.balances.findings,
            *self.narrative.warnings,
            *self.narrative.claimed,
            *self._unaccounted,
            *self.examined.findings,
        )

    @property
    def _unaccounted(self) -> tuple[Finding, ...]:
        """What is wrong with printed numbers; warnings for a draft, which is still written."""
        if self.project.editions[self.id].state != "draft":
            return self.numbers.findings
        found = self.numbers.findings
        return tuple(replace(each, severity="warning") for each in found)

    def sound(self) -> Edition:
        """Return the edition if none of its findings is an error.

        Raises
        ------
        StageFailed
            With all findings, if one is.
        """
        if any(found.severity == "error" for found in self.findings):
            raise StageFailed(self.findings)
        return self

    @property
    def checks(self) -> dict[str, Any]:
        """The content of ``checks.json``, the figures as they are bound."""
        signed = self.examined.is_as_signed
        claims = self.narrative.claims
        guards = checks.Guards.of(claims, self.balances.equations, signed=signed)
        unsigned = replace(guards, signed=False)  # no record holds the letters' figures
        printed = (guards.on(each.bound) for each in self.examined.figures)
        return {
            "figures": chain(printed, map(unsigned.on, self._lettered)),
            "claims": [checks.claimed(each) for each in claims],
            **checks.listed(self.numbers),
        }

    @property
    def _lettered(self) -> Iterator[Bound]:
        """The figures of the letters that go with the edition."""
        from publisher import narrative  # noqa: PLC0415

        for letter in self.narrative.letters.values():
            yield from narrative.bound_in_letter(letter)

    def plain_checks(self) -> dict[str, Any]:
        """Return the content of ``checks.json`` as plain data."""
        said = self.checks
        return {**said, "figures": checks.figures(said["figures"])}


def check(
    root: Path, editions: Sequence[str], *, report: Report
) -> tuple[Checked, ...]:
    """Check content, data, prose and exhibits of the editions, and make nothing.

    An edition that a stage could not finish has the findings of that stage, and nothing
    in its ``checks``.

    Raises
    ------
    StageFailed
        With all findings of content and styles, if they have errors.
    UsageError
        If there is no such project or edition.
    """
    report(1, "content")
    project, style = loaded(root)
    checked = []
    for name in _named(project, editions):
        try:
            (edition,) = written(project, style, (name,), report)
        except StageFailed as failed:
            checked.append(Checked(name, failed.findings, {}))
        else:
            checked.append(Checked(name, edition.findings, edition.plain_checks()))
    return tuple(checked)


def approve(root: Path, name: str | None, *, report: Report) -> Approval:
    """Return what an editor is asked to sign off: the differences from the records.

    Nothing is written before `Approval.record`.

    Raises
    ------
    StageFailed, UsageError
        As `check`; also for a draft or a specimen, which are not signed off, and for data
        that do not agree.
    """
    report(1, "content")
    project, style = loaded(root)
    names = (name,) if name else ()
    (edition,) = written(project, style, names, report)
    if any(found.severity == "error" for found in edition.balances.findings):
        raise StageFailed(edition.balances.findings)
    return approval(edition.examined)


def written(
    project: Project, style: Style, editions: Sequence[str], report: Report
) -> Iterator[Edition]:
    """Yield the editions after stages 2 to 4.

    Raises
    ------
    StageFailed
        With all findings of the first stage that cannot go on.
    UsageError
        If there is no such edition.
    """
    from publisher import data, narrative  # noqa: PLC0415 - heavy, only when asked for

    for name in _named(project, editions):
        report(2, f"{name}: data")
        balances = data.read(project, project.editions[name])
        with _beside(balances.findings):
            report(3, f"{name}: narrative")
            written = narrative.build(project, name, balances)
            report(4, f"{name}: exhibits")
            exhibits = _exhibits(written, style)
            examined = signing.examine(project, balances, written, exhibits)
        quotes = _quotes(written.claims)
        numbers = checks.examine(project, balances, written, exhibits, quotes)
        coverage = _coverage(written.claims, numbers)
        voice = narrative.voice_of(project.publication)
        revised = revisions(project, project.editions[name], balances)
        tell = Told(coverage, examined.changes, revised)
        told = replace(
            written,
            document=narrative.told(written.document, voice, tell),
            letters={
                key: narrative.told_letter(letter, voice, tell)
                for key, letter in written.letters.items()
            },
        )
        yield Edition(
            name, project, style, balances, told, exhibits, examined, numbers, coverage
        )


def _named(project: Project, editions: Sequence[str]) -> Sequence[str]:
    """Return the editions asked for, the default one if none is."""
    for name in editions:
        if name not in project.editions:
            known = nearest(name, project.editions) or ", ".join(project.editions)
            msg = f"there is no edition {name!r}; did you mean {known}?"
            raise UsageError(msg)
    return editions or (project.publication.default_edition,)


def _coverage(claims: Iterable[Claim], numbers: Examination) -> Coverage:
    states = Counter(claim.state for claim in claims)
    return Coverage(numbers.bound, numbers.of, states)


def _quotes(claims: Iterable[Claim]) -> dict[str, tuple[str, ...]]:
    """Return the words that the claims of each part vouch for."""
    quotes: dict[str, tuple[str, ...]] = {}
    for claim in claims:
        words = (each.strip() for each in claim.says.split("…"))
        quotes[claim.part] = (*quotes.get(claim.part, ()), *filter(None, words))
    return quotes


@contextmanager
def _beside(told: Sequence[Finding]) -> Iterator[None]:
    """Let a stage that fails tell what an earlier one found as well."""
    try:
        yield
    except StageFailed as failure:
        raise StageFailed((*told, *failure.findings)) from failure


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
    found = (*styles.check_names(project, style), *styles.check_press(style))
    unfit = [finding for finding in found if finding.severity == "error"]
    if unfit:
        raise StageFailed(unfit)
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
