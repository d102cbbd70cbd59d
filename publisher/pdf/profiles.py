"""The kinds of files, as rows of facts.

``screen`` claims PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2). ``press`` is made to
the job ticket; see `press`.

Findings
--------
PDF-07
    A press file is asked for, and there is no job ticket.
"""

from __future__ import annotations

from publisher.errors import Finding, StageFailed
from publisher.pdf.fonts_embed import add_fonts
from publisher.pdf.inks import Inks
from publisher.pdf.metadata import SRGB, add_metadata, add_output_intent
from publisher.pdf.model import Job, Profile
from publisher.pdf.navigation import add_bookmarks, add_links, add_page_labels
from publisher.pdf.press import press
from publisher.pdf.tree import add_structure

__all__ = ["PROFILES", "profile_of"]

PROFILES = {
    profile.name: profile
    for profile in (
        Profile(
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
            steps=(
                add_fonts,
                add_links,
                add_structure,
                add_bookmarks,
                add_page_labels,
                add_output_intent,
                add_metadata,
            ),
        ),
    )
}


def profile_of(name: str, job: Job) -> Profile:
    """Return the profile of a name; that of the press is made to the job's ticket."""
    if name in PROFILES:
        return PROFILES[name]
    if job.style.press is None:
        message = "there is no job ticket, so no file can be made for a press"
        hint = "write styles/press.yml; docs/press.md says what the printer must tell"
        raise StageFailed([Finding("PDF-07", message, hint=hint)])
    return press(job)
