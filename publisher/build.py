"""An edition's words and exhibits to all that a build makes: stages 5 to 7 in order.

5 layout      pages, figures drawn on them
6 pdf         pages to files
7 preflight   finished files judged; one that fails is not published

Stages 1 to 4 are in `editing`. No module but these two and the command knows more than one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from publisher import checks, output
from publisher.editing import Edition, Report, loaded, written
from publisher.editions import printings
from publisher.errors import Finding, StageFailed
from publisher.figures.model import Figure
from publisher.fonts import FaceSpec, Fonts
from publisher.styles.models import Style

if TYPE_CHECKING:
    from publisher.figures.studio import Studio
    from publisher.preflight import Profile

__all__ = ["Built", "build", "faces"]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: PDF files, their pages, and findings that stop nothing."""

    edition: str
    files: tuple[Path, ...]
    pages: int
    warnings: tuple[Finding, ...]


def build(
    root: Path,
    editions: Sequence[str],
    profiles: Sequence[str],
    *,
    jobs: int,
    report: Report,
) -> tuple[Built, ...]:
    """Build the editions (the default one if none is named) in each profile.

    Without a profile: for the screen, and for the press if there is a job ticket.

    Raises
    ------
    StageFailed, UsageError
        As `check`; also if pages cannot be laid out, a finished file breaks a rule of
        preflight, or the output cannot be written.
        The last good output then stands as it was.
    """
    from publisher.figures.studio import Studio  # noqa: PLC0415

    report(1, "content")
    project, style = loaded(root)
    profiles = profiles or (("screen", "press") if style.press else ("screen",))
    looks = faces(style)
    fonts = Fonts(looks)
    with Studio(style, looks, jobs) as studio:
        return tuple(
            _make(edition.sound(), profiles, fonts, studio, report)
            for edition in written(project, style, editions, report)
        )


def faces(style: Style) -> dict[str, FaceSpec]:
    """Return which face each name of the style stands for."""
    return {
        name: FaceSpec(face.family, face.weight, face.style, face.at("family"))
        for name, face in style.type.faces.items()
    }


def _make(
    edition: Edition,
    profiles: Sequence[str],
    fonts: Fonts,
    studio: Studio,
    report: Report,
) -> Built:
    """Lay out one edition and write all its products."""
    from publisher import data, pdf  # noqa: PLC0415
    from publisher.layout import flow, pages_text  # noqa: PLC0415

    project = edition.project
    data.recount(project, project.editions[edition.id], edition.balances)
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
    products = {_product(edition, profile): profile for profile in profiles}
    kept = printings.kept(folder, edition.project.editions[edition.id])
    with output.staged(folder) as work:
        kept.copy(work)
        numbers = _write_numbers(edition, work)  # while the figures are drawn
        layout = replace(layout, drawings=drawing.drawn(layout.sizes))
        report(6, f"{edition.id}: pdf")
        (work / "exhibits").mkdir()
        stamp = f"{edition.document.stamp}. " if edition.document.stamp else ""
        alts = {name: stamp + figure.alt for name, figure in figures.items()}
        pictures = studio.export(layout.drawings, alts)
        job = pdf.Job(
            edition.document, edition.exhibits, layout, edition.style, fonts, numbers
        )
        for name, profile in products.items():  # the tags of all of them are the same
            tags = pdf.write(job, profile, work / name)
            if tags:
                (work / "tags.txt").write_text(tags, encoding="utf-8")
        (work / "pages.txt").write_text(pages_text(layout), encoding="utf-8")
        report(7, f"{edition.id}: preflight")
        told = _preflighted(edition, products, work)
        studio.exported(pictures, work / "exhibits")
        _write_manifest(edition, (products, len(layout.pages)), kept, work)
    files = tuple(folder / name for name in products)
    warnings = (*edition.findings, *kept.warnings, *told)
    return Built(edition.id, files, len(layout.pages), warnings)


def _preflighted(
    edition: Edition, products: Mapping[str, str], work: Path
) -> tuple[Finding, ...]:
    """Judge each file and write the reports; return what is found and stops nothing."""
    from publisher import preflight  # noqa: PLC0415

    ticket = edition.style.press
    limits = preflight.limits_of(ticket) if ticket else preflight.Limits()
    reports = {
        profile: preflight.judge(
            work / name, cast("Profile", profile), limits, rendered=profile == "press"
        )
        for name, profile in products.items()
    }
    found = tuple(each for report in reports.values() for each in report.findings)
    if not all(report.sound for report in reports.values()):
        raise StageFailed(found)
    for profile, report in reports.items():
        preflight.write_json(report, work / f"preflight-{profile}.json")
        preflight.write_html(report, work / f"preflight-{profile}.html")
    return found


def _product(edition: Edition, profile: str) -> str:
    """Return a PDF file's name: each printing has its own; a specimen for print says so."""
    document, ticket = edition.document, edition.style.press
    printing = edition.project.editions[edition.id].printing
    parts = [document.publication, edition.id]
    if printing > 1:
        parts.append(f"printing-{printing}")
    if ticket and profile == "press":
        if document.specimen and "specimen" not in edition.id:
            parts.append("specimen")
        profile = ticket.product
    return f"{'-'.join([*parts, profile])}.pdf"


def _write_numbers(edition: Edition, work: Path) -> dict[str, bytes]:
    """Write what the printed figures stand on: checks.json and data/*.csv.

    Return the bytes of the latter by exhibit.
    """
    import csv  # noqa: PLC0415

    with (work / "checks.json").open("w", encoding="utf-8") as numbers:
        numbers.writelines(checks.text(edition.checks))
    (work / "data").mkdir()
    stamp = edition.document.stamp
    kept: dict[str, bytes] = {}
    for name, exhibit in edition.exhibits.items():
        rows = exhibit.rows
        if stamp:
            rows = tuple((*row, stamp if n else "status") for n, row in enumerate(rows))
        path = work / "data" / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
        kept[name] = path.read_bytes()
    return kept


def _write_manifest(
    edition: Edition,
    made: tuple[Mapping[str, str], int],
    kept: printings.Kept,
    work: Path,
) -> None:
    """Write manifest.json: every file made, every input used, the edition's state.

    ``made`` are the profiles of the PDF files by name, and how many pages they have.
    """
    products, pages = made
    project = edition.project
    inputs = project.sources_of(project.editions[edition.id]).inputs
    used = {name: inputs[name] for name in sorted(edition.balances.origins)}
    files = []
    for path in sorted(path for path in work.rglob("*") if path.is_file()):
        entry = output.describe(path, work)
        if entry["path"] in kept.paths:
            continue
        if path.name in products:
            entry |= {"profile": products[path.name], "pages": pages}
        files.append(entry)
    output.write_json(
        work / output.MANIFEST,
        {
            "publication": edition.document.publication,
            "edition": edition.id,
            **_life(edition),
            "pages": pages,
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


def _life(edition: Edition) -> dict[str, Any]:
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
