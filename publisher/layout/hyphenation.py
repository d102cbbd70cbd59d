"""Words to the places where they may be divided at the end of a line.

The only home of pyphen, whose patterns are those of LibreOffice (Liang, *Word Hy-phen-a-tion
by Com-put-er*, 1983). Divides single words; which divisions a paragraph uses is decided in
`publisher.layout.linebreak`.
"""

from __future__ import annotations

import re
from functools import lru_cache

import pyphen

__all__ = ["LEAST_LETTERS", "LEFT", "RIGHT", "division_points"]

LEAST_LETTERS = 6
"""Shorter words are never divided."""
LEFT = 2
"""Letters that stay before the hyphen, at least."""
RIGHT = 3
"""Letters that go to the next line, at least."""

_LETTERS = re.compile(rf"[^\W\d_]{{{LEAST_LETTERS},}}")
_UNDIVIDED = re.compile(r"\d|[-‐‑/@_\\]|\w[.:]\w")
"""Figures, compounds (which divide at their own hyphen), addresses and paths."""


@lru_cache(maxsize=50_000)
def division_points(token: str, language: str) -> tuple[int, ...]:
    """Return the offsets in ``token`` before which a hyphen may be put.

    ``token`` is what stands between two spaces, with its punctuation. Tokens with
    figures, compounds, addresses and words with a capital after the first letter
    (abbreviations, names such as "McKinley") are not divided. ``language`` is a BCP 47
    tag; a language without patterns is not divided.
    """
    if _UNDIVIDED.search(token):
        return ()
    patterns = _patterns(language)
    if patterns is None:
        return ()
    return tuple(
        match.start() + int(place)
        for match in _LETTERS.finditer(token)
        if match[0][1:].islower()
        # a division that changes the spelling (old German "ck") carries data
        for place in patterns.positions(match[0])
        if getattr(place, "data", None) is None
    )


@lru_cache(maxsize=32)
def _patterns(language: str) -> pyphen.Pyphen | None:
    known = pyphen.language_fallback(language.replace("-", "_"))
    return pyphen.Pyphen(lang=known, left=LEFT, right=RIGHT) if known else None
