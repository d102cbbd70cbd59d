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
from publisher.numerals import Voice

__all__ = ["Mark", "explained", "mark_of", "printed"]

Mark = Literal["nil", "negligible", "not available"]

MARKS: tuple[Mark, ...] = ("nil", "negligible", "not available")


def printed(mark: Mark, voice: Voice) -> Text:
    """Return what stands instead of a number. What is negligible prints its zeros."""
    if mark == "nil":
        return Text("\N{EN DASH}", spoken=voice.say("spoken.nil"))
    words = voice.say("table.not_available")
    return Text(words, spoken=voice.say("spoken.not_available"))


def mark_of(amount: int | Fraction, text: str) -> Mark | None:
    """Return the mark that a printed number needs: none, unless its digits are all zeros."""
    if not re.search(r"\d", text) or re.search(r"[1-9]", text):
        return None
    return "negligible" if amount else "nil"


def explained(used: Collection[Mark], voice: Voice) -> tuple[Text, ...]:
    """Return the words of the note on the marks that a table uses, empty if it uses none."""
    meanings = [
        voice.say(f"table.note_{mark.replace(' ', '_')}")
        for mark in MARKS
        if mark in used
    ]
    return (Text("; ".join(meanings) + "."),) if meanings else ()
