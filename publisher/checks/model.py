"""What a check of print hands on: every number and every word that leans on one.

Frozen values; nothing here reads a document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from publisher.errors import Finding
from publisher.provenance import Bound, Places, Position

__all__ = ["Examination", "Kind", "Number", "Outcome", "Passage", "Span", "Word"]

Kind = Literal[
    "bound", "datum", "date", "code", "reference", "constant", "exempt", "engine",
    "unbound",
]  # fmt: skip
"""What a printed number is:

bound      an expression printed it
datum      typed, and equal to a number of the data or of a correction at its precision
date       a year, a day or a time of day
code       part of a name: "NSF 07-329", "exhibit 16a"
reference  a note's label, an item's, a title that is repeated
constant   a count or constant that the publication declares and that still is this
exempt     excused by name, with a reason
engine     made by the engine from data, and found among the exhibit's own numbers
unbound    none of these: a finding
"""

Outcome = Literal["agrees", "disagrees", "vouched", "unchecked"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a passage: typed words, a result, or words of the engine.

    ``places`` are None for words of the engine. ``repeats`` says that they are printed
    elsewhere as well, or number something (a title in the contents, a note's label).
    """

    start: int
    end: int
    bound: tuple[Bound, ...] = ()
    places: Places | None = None
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that are read in one go: a paragraph, a title, a cell, a label.

    ``home`` is the part or exhibit that prints them, ``part`` the part in either case,
    ``role`` what they are of it ("text", "cell", "alt", …).
    """

    home: str
    part: str
    role: str
    text: str
    spans: tuple[Span, ...]
    position: Position

    def span_at(self, offset: int) -> Span | None:
        """Return the span of a character."""
        return next((s for s in self.spans if s.start <= offset < s.end), None)

    def place(self, offset: int) -> Position:
        """Return where a character was written, or the passage if no one wrote it."""
        span = self.span_at(offset)
        if span is None:
            return self.position
        if span.bound:
            return span.bound[0].position
        return span.places.at(offset - span.start) if span.places else self.position


@dataclass(frozen=True, slots=True)
class Number:
    """One printed number. ``why`` says what makes it the kind it is."""

    shown: str
    kind: Kind
    why: str
    position: Position
    home: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Word:
    """One word of direction, rank or side in a sentence with a bound figure.

    ``figure`` is the printed figure it was held against, "" if none fits.
    """

    shown: str
    outcome: Outcome
    figure: str
    why: str
    position: Position
    home: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Examination:
    """All numbers and words of an edition, and what is wrong with them.

    ``words_read`` is false for a language whose number words are not looked at.
    """

    numbers: tuple[Number, ...]
    words: tuple[Word, ...]
    findings: tuple[Finding, ...]
    words_read: bool = True

    @property
    def counts(self) -> Mapping[Kind, int]:
        """How many numbers there are of each kind."""
        return Counter(number.kind for number in self.numbers)

    @property
    def bound(self) -> int:
        """How many numbers an expression printed."""
        return self.counts.get("bound", 0)

    @property
    def of(self) -> int:
        """How many numbers need data: those bound, equal to a datum, or unbound.

        Not counted are dates, codes, references, declared constants, what is exempt
        with a reason, and what the engine made of an exhibit's own numbers.
        """
        needing: tuple[Kind, ...] = ("bound", "datum", "unbound")
        return sum(self.counts.get(kind, 0) for kind in needing)
