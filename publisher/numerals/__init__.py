"""Exact numbers to text: the only place where a number of the data becomes words.

A leaf, used by expressions, figures and tables. `Voice` prints in a publication's
language; what speaks no language is beside it.
"""

from __future__ import annotations

from publisher.numerals.exact import (
    EN_DASH,
    MINUS,
    NO_BREAK_SPACE,
    SCALES,
    Exact,
    Scale,
    machine,
    places_known,
    rounded,
    year,
)
from publisher.numerals.marks import plural_categories
from publisher.numerals.voice import ENGLISH, UnspeakableError, Voice

__all__ = [
    "ENGLISH",
    "EN_DASH",
    "MINUS",
    "NO_BREAK_SPACE",
    "SCALES",
    "Exact",
    "Scale",
    "UnspeakableError",
    "Voice",
    "machine",
    "places_known",
    "plural_categories",
    "rounded",
    "year",
]
