"""The stages in order. The only module besides the command that knows more than one.

1 content     YAML to models               4 exhibits   figures and tables as text
2 data        inputs to exact numbers      5 layout     pages, figures drawn on them
3 narrative   prose to a document          6 pdf        pages to files
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publisher import checks, content, output, styles
from publisher.content.models import FigureSpec
from publisher.content.project import Project
from publisher.data.balances import Balances
from publisher.editions import printings, signing
from publisher.editions.approval import Approval, approval
from publisher.errors import Finding, StageFailed, UsageError, nearest
from publisher.figures.model import Figure
from publisher.fonts import FaceSpec, Fonts
from publisher.layout.model import Layout
from publisher.narrative.model import Document, Narrative
from publisher.styles.models import Style
from publisher.tables.model import Table

if TYPE_CHECKING:
    from publisher.figures.studio import Studio

__all__ = ["Built", "Checked", "approve", "build", "check"]

Report = Callable[[int, str], None]
Exhibits = Mapping[str, Figure | Table]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found where it found no error."""

    edition: str
    warnings: tuple[Finding, ...]
    checks: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: PDF files, their pages, and findings that stop nothing."""

    edition: str
    files: tuple[Path, ...]
    pages: int
    warnings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Edition:
    """One edition with all words and exhibits decided (stages 1 to 4)."""

    id: str
    project: Project
    style: Style
    balances: Balances
    narrative: Narrative
    exhibits: Exhibits
    examined: signing.Examined

    @property
    def document(self) -> Document:
        return self.narrative.document

    @property
    def warnings(self) -> tuple[Finding, ...]:
        signed = self.examined.findings
        return (*self.project.warnings, *self.narrative.warnings, *signed)

    def sound(self) -> _Edition:
        """Return the edition if it is what was signed off; see `signing`."""
        if any(found.severity == "error" for found in self.examined.findings):
            raise StageFailed(self.examined.findings)
        return self


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
    project, style = _loaded(root)
    return tuple(
        Checked(edition.id, edition.sound().warnings, _plain_checks(edition))
        for edition in _written(project, style, editions, report)
    )


def build(
    root: Path,
    editions: Sequence[str],
    profiles: Sequence[str],
    *,
    jobs: int,
    report: Report,
) -> tuple[Built, ...]:
    """Build the editions (the default one if none is named) in each profile.

    Raises
    ------
    StageFailed, UsageError
        As `check`; also if pages cannot be laid out or the output cannot be written.
        The last good output then stands as it was.
    """
    from publisher.figures.studio import Studio  # noqa: PLC0415

    report(1, "content")
    project, style = _loaded(root)
    faces = _faces(style)
    fonts = Fonts(faces)
    with Studio(style, faces, jobs) as studio:
        return tuple(
            _make(edition.sound(), profiles, fonts, studio, report)
            for edition in _written(project, style, editions, report)
        )


def approve(root: Path, edition: str | None, *, report: Report) -> Approval:
    """Return what an editor is asked to sign off: the differences from the records.

    Nothing is written before `Approval.record`.

    Raises
    ------
    StageFailed, UsageError
        As `check`; also for a draft or a specimen, which are not signed off.
    """
    report(1, "content")
    project, style = _loaded(root)
    names = (edition,) if edition else ()
    (written,) = _written(project, style, names, report)
    return approval(written.examined)


def _faces(style: Style) -> dict[str, FaceSpec]:
    """Return which face each name of the style stands for."""
    return {
        name: FaceSpec(face.family, face.weight, face.style, face.at("family"))
        for name, face in style.type.faces.items()
    }


def _written(
    project: Project, style: Style, editions: Sequence[str], report: Report
) -> Iterator[_Edition]:
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
        yield _Edition(name, project, style, balances, written, exhibits, examined)


def _loaded(root: Path) -> tuple[Project, Style]:
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


def _make(
    edition: _Edition,
    profiles: Sequence[str],
    fonts: Fonts,
    studio: Studio,
    report: Report,
) -> Built:
    """Lay out one edition and write all its products."""
    from publisher import pdf  # noqa: PLC0415
    from publisher.layout import flow, pages_text  # noqa: PLC0415

    report(5, f"{edition.id}: layout")
    figures = {
        name: exhibit
        for name, exhibit in edition.exhibits.items()
        if isinstance(exhibit, Figure)
    }
    drawing = studio.commission(figures)
    layout = flow(
        edition.document, edition.exhibits, edition.style, fonts, sized=drawing.begin
    )
    folder = edition.project.root / "output" / edition.id
    stem = _stem(edition)
    kept = printings.kept(folder, edition.project.editions[edition.id])
    with output.staged(folder) as work:
        kept.copy(work)
        _write_numbers(edition, work)  # while the figures are drawn
        layout = replace(layout, drawings=drawing.drawn(layout.sizes))
        report(6, f"{edition.id}: pdf")
        (work / "exhibits").mkdir()
        stamp = f"{edition.document.stamp}. " if edition.document.stamp else ""
        alts = {name: stamp + figure.alt for name, figure in figures.items()}
        pictures = studio.export(layout.drawings, alts)
        for profile in profiles:
            pdf.write(
                edition.document,
                edition.exhibits,
                layout,
                edition.style,
                fonts,
                work / f"{stem}-{profile}.pdf",
            )
        (work / "pages.txt").write_text(pages_text(layout), encoding="utf-8")
        studio.exported(pictures, work / "exhibits")
        _write_manifest(edition, layout, kept, work)
    files = tuple(folder / f"{stem}-{profile}.pdf" for profile in profiles)
    warnings = (*edition.warnings, *kept.warnings)
    return Built(edition.id, files, len(layout.pages), warnings)


def _stem(edition: _Edition) -> str:
    """Return how the names of PDF files begin; each printing has its own."""
    printing = edition.project.editions[edition.id].printing
    which = f"-printing-{printing}" if printing > 1 else ""
    return f"{edition.document.publication}-{edition.id}{which}"


def _plain_checks(edition: _Edition) -> dict[str, Any]:
    """Return the content of ``checks.json`` as plain data."""
    said = _checks(edition)
    return {**said, "figures": checks.figures(said["figures"])}


def _checks(edition: _Edition) -> dict[str, Any]:
    """Return the content of ``checks.json``, the figures as they are bound."""
    from publisher import narrative  # noqa: PLC0415

    exhibits = edition.exhibits.values()
    bound = chain(
        narrative.bound(edition.document), *(exhibit.bound for exhibit in exhibits)
    )
    count = narrative.count_numbers(edition.document)
    return {
        "figures": bound,
        "claims": [],
        "numbers": {"bound": count.bound, "of": count.of},
    }


def _write_numbers(edition: _Edition, work: Path) -> None:
    """Write what the printed figures stand on: checks.json and data/*.csv."""
    import csv  # noqa: PLC0415

    with (work / "checks.json").open("w", encoding="utf-8") as numbers:
        numbers.writelines(checks.text(_checks(edition)))
    (work / "data").mkdir()
    stamp = edition.document.stamp
    for name, exhibit in edition.exhibits.items():
        rows = exhibit.rows
        if stamp:
            rows = tuple((*row, stamp if n else "status") for n, row in enumerate(rows))
        path = work / "data" / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)


def _write_manifest(
    edition: _Edition, layout: Layout, kept: printings.Kept, work: Path
) -> None:
    """Write manifest.json: every file made, every input used, the edition's state."""
    inputs = edition.project.sources.inputs
    used = {name: inputs[name] for name in sorted(edition.balances.origins)}
    files = []
    for path in sorted(path for path in work.rglob("*") if path.is_file()):
        entry = output.describe(path, work)
        if entry["path"] in kept.paths:
            continue
        profile = re.search(r"-([a-z0-9-]+)\.pdf$", path.name)
        if path.suffix == ".pdf" and profile:
            entry |= {
                "profile": path.stem.rsplit("-", 1)[1],
                "pages": len(layout.pages),
            }
        files.append(entry)
    output.write_json(
        work / output.MANIFEST,
        {
            "publication": edition.document.publication,
            "edition": edition.id,
            **_life(edition),
            "pages": len(layout.pages),
            "files": files,
            "kept": list(kept.entries),
            "inputs": [
                {
                    "id": name,
                    "path": each.path,
                    "source": each.source,
                    "vintage": each.vintage,
                    "basis": each.basis,
                    "sha256": each.sha256,
                }
                for name, each in used.items()
            ],
        },
    )


def _life(edition: _Edition) -> dict[str, Any]:
    """Return what the manifest says of the edition's state; what is not so is left out."""
    spec, document = edition.project.editions[edition.id], edition.document
    said = {
        "state": spec.state,
        "specimen": document.specimen,
        "stamp": document.stamp,
        "embargoed_until": spec.embargoed_until,
        "printing": spec.printing,
        "corrected_on": spec.corrected_on,
        "closing_date": spec.closing_date,
    }
    return {name: value for name, value in said.items() if value not in {None, ""}}
