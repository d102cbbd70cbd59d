"""A sentence as a passage, its expressions evaluated over the small world of figures.

The total, in billions of dollars (see `tests.figures.small`): balances 10, 20, 0, −10,
−40, −30 in the years 2020 to 2025; exports 30 to 2024 and 40 in 2025; imports 70 in 2024
and 2025.
"""

from __future__ import annotations

from publisher.checks.agreement import Reader
from publisher.checks.evidence import Evidence
from publisher.checks.model import Number, Passage, Span, Word
from publisher.checks.numbers import Judge
from publisher.checks.rules import Rules
from publisher.expressions import Scope, render
from publisher.expressions.result import Literal
from publisher.provenance import Places, Position
from tests.figures.small import balances

__all__ = ["kinds", "passage", "read", "words"]

SECTORS = {"01": "Biotechnology", "02": "Life Science"}


def passage(text: str, role: str = "text") -> Passage:
    """Return a sentence as the narrative would hand it on, of the part "part"."""
    scope = Scope(balances(), 2025, "total", sectors=SECTORS, closing_date="2026-10-31")

    def place(offset: int) -> Position:
        return Position("content/part.yml", 1, offset + 1)

    said, spans = "", []
    for piece in render(text, scope, place):
        start, places = len(said), Places(place, ((0, piece.offset),))
        said += piece.text
        bound = () if isinstance(piece, Literal) else piece.bound
        spans.append(Span(start, len(said), bound, places))
    return Passage("part", "part", role, said, tuple(spans), place(0))


def read(text: str, rules: Rules | None = None, role: str = "text") -> list[Number]:
    """Return every number of a sentence."""
    rules = rules or Rules(sectors=SECTORS)
    judge = Judge(rules, Evidence(rules, balances()))
    return list(judge.numbers(passage(text, role)))


def kinds(text: str, rules: Rules | None = None) -> list[tuple[str, str]]:
    """Return every number of a sentence with its kind."""
    return [(number.shown, number.kind) for number in read(text, rules)]


def words(text: str, *quotes: str) -> list[Word]:
    """Return every word that leans on a figure, with these words claimed."""
    reader = Reader(Rules(sectors=SECTORS), {"part": quotes})
    return list(reader.words(passage(text)))
