"""The marks that stand for a number, and the note that explains those that were used.

Nil, negligible and not available are three things and look it (as in the tables of
statistical offices). Nothing in the data is confidential, so that mark is not needed.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from fractions import Fraction
from typing import Literal

from publisher.narrative.model import Text

__all__ = ["MARK_TO_MEANING", "MARK_TO_TEXT", "Mark", "explained", "mark_of"]

Mark = Literal["nil", "negligible", "not available"]

MARK_TO_TEXT: dict[Mark, Text] = {
    "nil": Text("\N{EN DASH}", spoken="nil"),
    "not available": Text("n.a.", spoken="not available"),
}
"""What is printed instead of a number. What is negligible prints its zeros."""

MARK_TO_MEANING: dict[Mark, str] = {
    "nil": "\N{EN DASH} nil",
    "negligible": "zeros: less than half of the last digit shown",
    "not available": "n.a. not available",
}


def mark_of(amount: int | Fraction, text: str) -> Mark | None:
    """Return the mark that a printed number needs: none, unless its digits are all zeros."""
    if not re.search(r"\d", text) or re.search(r"[1-9]", text):
        return None
    return "negligible" if amount else "nil"


def explained(used: Collection[Mark]) -> tuple[Text, ...]:
    """Return the words of the note on the marks that a table uses, empty if it uses none."""
    meanings = [MARK_TO_MEANING[mark] for mark in MARK_TO_MEANING if mark in used]
    return (Text("; ".join(meanings) + "."),) if meanings else ()
