"""Runs stage 6: paint, grow the structure, finish, write.

Findings
--------
PDF-01 to PDF-05
    See `draw`, `navigation` and `claims`.
PDF-06
    The edition's date is not a date.
"""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf

from publisher.errors import Finding, StageFailed
from publisher.narrative.model import Document
from publisher.pdf.draw import bound, paint
from publisher.pdf.metadata import edition_date
from publisher.pdf.model import File, Job, Node, Profile
from publisher.pdf.navigation import anchors, lost_targets
from publisher.pdf.profiles import profile_of
from publisher.pdf.structure import grow
from publisher.pdf.tags import tags_text

__all__ = ["produce", "write"]

_UNTAGGED: tuple[Node, list[Finding]] = Node("Document"), []
"""The structure of a file that has none, and what went astray in it."""


def write(job: Job, profile: str, path: Path) -> str:
    """Write a file of an edition in a profile; return its tag tree as text.

    A file without tags gives an empty text.

    Raises
    ------
    StageFailed
        If what was placed and what the content holds do not agree.
    """
    return produce(job, profile_of(profile, job), path)


def produce(job: Job, profile: Profile, path: Path) -> str:
    """Write one file in a profile and return its tag tree as text.

    The same job gives the same bytes.

    The file appears whole or not at all.
    """
    links = anchors(job)
    painted = paint(job, profile)
    structure, astray = _UNTAGGED
    if profile.tagged:
        structure, astray = grow(job, profile, painted, links)
    findings = [
        *_particulars(job.document),
        *painted.findings,
        *lost_targets(job),
        *astray,
    ]
    if findings:
        raise StageFailed(findings)
    with pikepdf.open(io.BytesIO(bound(job, profile, painted.streams))) as pdf:
        file = File(pdf, job, profile, painted, structure, links)
        for page in pdf.pages:
            for key in ("/Rotate", "/Trans"):
                del page.obj[key]
        del pdf.trailer.ID  # ReportLab's depends on SOURCE_DATE_EPOCH
        for step in profile.steps:
            step(file)
        _save(pdf, profile, path)
    return tags_text(structure, painted.words) if profile.tagged else ""


def _particulars(document: Document) -> list[Finding]:
    if edition_date(document) is not None:
        return []
    message = f"the edition's date {document.date!r} is not a date"
    return [Finding("PDF-06", message, hint="write it as 2026-09-30")]


def _save(pdf: pikepdf.Pdf, profile: Profile, path: Path) -> None:
    """Write beside the target, then rename.

    By way of memory: qpdf ends the whole process when a disk is full.
    """
    finished = io.BytesIO()
    pdf.save(
        finished,
        force_version=profile.version,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,  # from PDF 1.5 on
        compress_streams=True,
        recompress_flate=True,
        deterministic_id=True,
    )
    unfinished = path.with_name(f".{path.name}.part")
    try:
        unfinished.write_bytes(finished.getbuffer())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
