"""The kinds of files, as rows of facts.

``screen`` claims PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), ``archive`` PDF/UA-1
and PDF/A-3a (ISO 19005-3), with each exhibit's numbers attached. ``screen-2.0`` is
the first in PDF 2.0 and claims PDF/UA-2 (ISO 14289-2) and PDF/A-4 (ISO 19005-4). ``press``
is made to the job ticket; see `press`.

Findings
--------
PDF-07
    A press file is asked for, and there is no job ticket.
"""

from __future__ import annotations

from dataclasses import replace

from publisher.errors import Finding, StageFailed
from publisher.pdf.attachments import attach_numbers
from publisher.pdf.fonts_embed import add_fonts
from publisher.pdf.inks import Inks
from publisher.pdf.metadata import SRGB, add_metadata, add_output_intent
from publisher.pdf.model import Job, Profile
from publisher.pdf.navigation import add_bookmarks, add_links, add_page_labels
from publisher.pdf.pdf2 import lead_to_elements, leave_to_xmp, name_by_pdf2
from publisher.pdf.press import press
from publisher.pdf.tree import add_structure

__all__ = ["PROFILES", "profile_of"]

_READABLE = (add_fonts, add_links, add_structure, add_bookmarks, add_page_labels)

_SCREEN = Profile(
    name="screen",
    version="1.7",
    margin=0.0,
    inks=lambda job: Inks(job.style.palette),
    claims=(
        ("pdfaid:part", "2"),
        ("pdfaid:conformance", "A"),
        ("pdfuaid:part", "1"),
    ),
    intent=SRGB,
    steps=(*_READABLE, add_output_intent, add_metadata),
)
_ARCHIVE = replace(
    _SCREEN,
    name="archive",
    claims=(("pdfaid:part", "3"), *_SCREEN.claims[1:]),
    steps=(*_SCREEN.steps, attach_numbers),
)
_SCREEN_2 = replace(
    _SCREEN,
    name="screen-2.0",
    version="2.0",
    claims=(
        ("pdfaid:part", "4"),
        ("pdfaid:rev", "2020"),
        ("pdfuaid:part", "2"),
        ("pdfuaid:rev", "2024"),
    ),
    steps=(*_SCREEN.steps, name_by_pdf2, lead_to_elements, leave_to_xmp),
)

PROFILES = {profile.name: profile for profile in (_SCREEN, _SCREEN_2, _ARCHIVE)}


def profile_of(name: str, job: Job) -> Profile:
    """Return the profile of a name; that of the press is made to the job's ticket."""
    if name in PROFILES:
        return PROFILES[name]
    if job.style.press is None:
        message = "there is no job ticket, so no file can be made for a press"
        hint = "write styles/press.yml; docs/press.md says what the printer must tell"
        raise StageFailed([Finding("PDF-07", message, hint=hint)])
    return press(job)
