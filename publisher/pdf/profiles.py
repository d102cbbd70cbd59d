"""The kinds of files, as rows of facts.

``screen`` claims PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2).
"""

from __future__ import annotations

from publisher.pdf.fonts_embed import add_fonts
from publisher.pdf.inks import rgb
from publisher.pdf.metadata import SRGB, add_metadata, add_output_intent
from publisher.pdf.model import Profile
from publisher.pdf.navigation import add_bookmarks, add_links, add_page_labels
from publisher.pdf.tree import add_structure

__all__ = ["PROFILES"]

PROFILES = {
    profile.name: profile
    for profile in (
        Profile(
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
