"""The kinds of files, as rows of facts.

``screen`` claims PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), ``archive`` PDF/UA-1
and PDF/A-3a (ISO 19005-3), with each exhibit's numbers attached. ``screen-2.0`` is
the first in PDF 2.0 and claims PDF/UA-2 (ISO 14289-2) and PDF/A-4 (ISO 19005-4).
"""

from __future__ import annotations

from dataclasses import replace

from publisher.pdf.attachments import attach_numbers
from publisher.pdf.fonts_embed import add_fonts
from publisher.pdf.inks import rgb
from publisher.pdf.metadata import SRGB, add_metadata, add_output_intent
from publisher.pdf.model import Profile
from publisher.pdf.navigation import add_bookmarks, add_links, add_page_labels
from publisher.pdf.pdf2 import lead_to_elements, leave_to_xmp, name_by_pdf2
from publisher.pdf.tree import add_structure

__all__ = ["PROFILES"]

_READABLE = (add_fonts, add_links, add_structure, add_bookmarks, add_page_labels)

_SCREEN = Profile(
    name="screen",
    version="1.7",
    margin=0.0,
    colour=rgb,
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
