"""Prose with expressions to a manuscript: words, with a placeholder for each result.

The placeholder is one private-use character, which markup treats as a letter; so
what an expression prints is never read as markup. The typographic lint works here,
where every character still knows its place in the file.

Findings
--------
EXPR-01 to EXPR-05, DATA-29
    See `publisher.expressions.faults`.
TYPE-01
    A hyphen between two numbers.
TYPE-02
    A hyphen as a minus sign.
TYPE-03
    More than one space between words (warning).
TYPE-04
    A private-use character, or too many expressions in one text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from publisher.content.located import LocatedText
from publisher.content.models import Choice, Prose
from publisher.errors import StageFailed
from publisher.expressions import holds, inspect_text, render
from publisher.expressions.result import Literal, Result
from publisher.narrative.desk import Desk, PositionOf
from publisher.provenance import Position

__all__ = ["Manuscript", "chosen", "is_placeholder", "write"]

FIRST = 0xE000
LAST = 0xF8FF
PLACEHOLDER = "[\ue000-\uf8ff]"

ADDRESS = re.compile(r"\]\([^)\s]*\)|<https?:[^>]*>|https?://\S*")
NUMBER = r"[$€£]?(?!0\d)[\d\ue000-\uf8ff][\d,.]*"
RANGE = re.compile(rf"(?<![\w-]){NUMBER}(-){NUMBER}(?![\w-])")
HYPHEN_AS_MINUS = re.compile(r"(?<![\w\ue000-\uf8ff*_)\\-])(-)[$€£]?\d")
SPACES = re.compile(r"(?<=\S)( {2,})(?=\S)")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """Words to be marked up. ``starts`` pairs places in ``text`` with those in the source."""

    text: str
    results: tuple[Result, ...]
    starts: tuple[tuple[int, int], ...]
    position_of: PositionOf

    def position(self, index: int) -> Position:
        """Return the place in the file of a character of ``text``."""
        at = bisect_right(self.starts, (index, LAST * LAST)) - 1
        here, source = self.starts[at] if at >= 0 else (0, 0)
        return self.position_of(source + index - here)

    def result(self, placeholder: str) -> Result:
        """Return what the placeholder stands for."""
        return self.results[ord(placeholder) - FIRST]


def is_placeholder(character: str) -> bool:
    """Whether a character stands for the result of an expression."""
    return FIRST <= ord(character) <= LAST


def chosen(
    desk: Desk, owner: LocatedText, path: tuple[str | int, ...], prose: Prose | None
) -> tuple[str, PositionOf]:
    """Return the text that the data choose, and where its characters are.

    What is not chosen is checked all the same, without being evaluated.
    """
    if prose is None:
        return "", lambda _: owner.at(*path)
    if not isinstance(prose, Choice):
        return prose, lambda offset: owner.where(*path, offset=offset)
    branches = {"then": prose.then, "otherwise": prose.otherwise or ""}
    try:
        holding = holds(
            prose.when, lambda offset: prose.where("when", offset=offset), desk.scope
        )
    except StageFailed as failed:
        desk.report(failed.findings)
        for name, text in branches.items():
            desk.report(inspect_text(text, desk.scope, _place(prose, name)))
        return "", _place(prose, "then")
    said, unsaid = ("then", "otherwise") if holding else ("otherwise", "then")
    desk.report(inspect_text(branches[unsaid], desk.scope, _place(prose, unsaid)))
    return branches[said], _place(prose, said)


def _place(choice: Choice, name: str) -> PositionOf:
    return lambda offset: choice.where(name, offset=offset)


def write(desk: Desk, text: str, position_of: PositionOf) -> Manuscript:
    """Return the manuscript of a text: expressions evaluated, typography checked.

    All faults are noted on the desk; a text with faults comes back empty.
    """
    empty = Manuscript("", (), (), position_of)
    private = re.search(PLACEHOLDER, text)
    if private:
        msg = f"the private-use character U+{ord(private[0]):04X} has no printed form"
        desk.fault("TYPE-04", msg, position_of(private.start()), "delete it")
        return empty
    try:
        pieces = render(text, desk.scope, position_of)
    except StageFailed as failed:
        desk.report(failed.findings)
        return empty
    manuscript = _joined(pieces, position_of)
    if len(manuscript.results) > LAST - FIRST:
        msg = "too many expressions in one text"
        desk.fault("TYPE-04", msg, position_of(0), "part it into several blocks")
        return empty
    _lint(desk, manuscript)
    return manuscript


def _joined(
    pieces: tuple[Literal | Result, ...], position_of: PositionOf
) -> Manuscript:
    words: list[str] = []
    results: list[Result] = []
    starts: list[tuple[int, int]] = []
    length = 0
    for piece in pieces:
        starts.append((length, piece.offset))
        if isinstance(piece, Literal):
            words.append(piece.text)
        else:
            words.append(chr(min(FIRST + len(results), LAST)))
            results.append(piece)
        length += len(words[-1])
    return Manuscript("".join(words), tuple(results), tuple(starts), position_of)


def _lint(desk: Desk, manuscript: Manuscript) -> None:
    text = ADDRESS.sub(lambda match: "·" * len(match[0]), manuscript.text)
    for match in RANGE.finditer(text):
        msg = "a hyphen between two numbers"
        hint = "write a range with an en dash: –; a hyphen that is meant as \\-"
        desk.fault("TYPE-01", msg, manuscript.position(match.start(1)), hint)
    for match in HYPHEN_AS_MINUS.finditer(text):
        if _opens_item(text, match.start(1)):
            continue
        msg = "a hyphen as a minus sign"
        hint = "write the minus sign: \N{MINUS SIGN}"
        desk.fault("TYPE-02", msg, manuscript.position(match.start(1)), hint)
    for match in SPACES.finditer(text):
        if _opens_item(text, match.start(1) - 1):
            continue
        msg = "more than one space between words"
        place = manuscript.position(match.start(1))
        desk.doubt("TYPE-03", msg, place, "write one space")


def _opens_item(text: str, index: int) -> bool:
    """Whether the character belongs to the mark of a list item at the start of its line."""
    line = text[text.rfind("\n", 0, index) + 1 : index + 2]
    return re.fullmatch(r"\s*(?:[-*+]|\d+[.)]) ?", line) is not None
