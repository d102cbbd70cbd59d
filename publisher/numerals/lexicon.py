"""Numbers found in a text, in digits and in words: the way back from print.

Words come from the language's own numerals and from the tables ``numbers`` of its
phrases. A language without such words has its digits found only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from publisher.numerals import english
from publisher.numerals.marks import marks_of
from publisher.phrases import phrases_in

__all__ = ["Lexicon", "Numeral", "lexicon", "listed", "phrase_pattern"]

_DIGITS = re.compile(r"\d+(?:[.,\u202f]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*\.?")
_LETTER = re.compile(r"[^\W\d_]{3}")
_LARGEST = 100
"""Below it a number has one word; larger ones are put together from these and scales."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number in a text: from ``start`` to ``end``, as ``shown``.

    ``value`` is None where digits make no number, ``places`` how many decimals are
    shown. ``kind`` tells digits, a count, a place ("third") and a part or multiple
    ("half", "doubled") from each other.
    """

    start: int
    end: int
    shown: str
    value: Fraction | None
    kind: str
    places: int = 0


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How numbers are written in one language.

    ``words`` are the numbers of single words with their kind, empty where words are not
    looked at; ``scales`` what multiplies them, ``idioms`` the pattern of sayings that
    are no numbers.
    """

    language: str
    words: dict[str, tuple[Fraction, str]]
    scales: dict[str, int]
    articles: frozenset[str]
    idioms: re.Pattern[str]
    group: str
    decimal: str

    def numerals(self, text: str) -> Iterator[Numeral]:
        """Yield every number of a text in order, without overlap."""
        found = [*self._digits(text)]
        if self.words and _LETTER.search(text):
            found = sorted([*found, *self._spelt(text)], key=lambda one: one.start)
        yield from found

    def _digits(self, text: str) -> Iterator[Numeral]:
        for match in _DIGITS.finditer(text):
            value, places = _parsed(match[0], self.group, self.decimal)
            yield Numeral(*match.span(), match[0], value, "digits", places)

    def _spelt(self, text: str) -> Iterator[Numeral]:
        idle = [match.span() for match in self.idioms.finditer(text)]
        run: list[tuple[int, int, Fraction, str]] = []
        for start, end, value, kind in self._words(text):
            if any(one < end and start < other for one, other in idle):
                continue
            if run and self._goes_on(text[run[-1][1] : start], run[-1], (value, kind)):
                run.append((start, end, value, kind))
                continue
            yield from self._joined(text, run)
            run = [(start, end, value, kind)]
        yield from self._joined(text, run)

    def _words(self, text: str) -> Iterator[tuple[int, int, Fraction, str]]:
        """Yield each word that is a number, or begins with one ("ten-digit")."""
        before = ""
        for match in _WORD.finditer(text):
            word = match[0].rstrip(".").lower()
            start = match.start()
            known = self._known(word)
            if known:
                value, kind, length = known
                yield start, start + length, value, kind
            elif word in self.scales and before in self.articles:
                yield start, start + len(word), Fraction(self.scales[word]), "count"
            elif word in self.scales:
                yield start, start + len(word), Fraction(self.scales[word]), "scale"
            before = word

    def _known(self, word: str) -> tuple[Fraction, str, int] | None:
        """Return value, kind and length of the number that a word is or begins with."""
        parts = word.split("-")
        for count in (len(parts), 2, 1):
            head = "-".join(parts[:count])
            if head in self.words and count <= len(parts):
                value, kind = self.words[head]
                return value, kind, len(head)
        return None

    @staticmethod
    def _goes_on(
        between: str, last: tuple[int, int, Fraction, str], now: tuple[Fraction, str]
    ) -> bool:
        """Whether two number words are one number: "two hundred and five"."""
        value, kind = now
        if kind == "scale":
            return between in {" ", "\xa0"}
        return (
            last[3] in {"scale", "count"}
            and last[2] >= _LARGEST > value
            and between.strip() in {"", "and"}
        )

    def _joined(
        self, text: str, run: list[tuple[int, int, Fraction, str]]
    ) -> Iterator[Numeral]:
        """Yield a run of number words as one number; scales alone are none."""
        if not run or all(kind == "scale" for *_, kind in run):
            return
        total, part, last = Fraction(0), Fraction(0), "count"
        for _, _, value, kind in run:
            if kind == "scale":
                part = (part or Fraction(1)) * value
                if value > _LARGEST:
                    total, part = total + part, Fraction(0)
            else:
                part, last = part + value, kind
        start, end = run[0][0], run[-1][1]
        yield Numeral(start, end, text[start:end], total + part, last)


@lru_cache(maxsize=8192)  # years come again and again
def _parsed(digits: str, group: str, decimal: str) -> tuple[Fraction | None, int]:
    """Return the value of printed digits and its decimals; None if marks are misplaced."""
    if digits.isdigit():
        return Fraction(int(digits)), 0
    whole, _, rest = digits.partition(decimal)
    thousands = rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})*|\d+"
    if not re.fullmatch(thousands, whole) or not re.fullmatch(r"\d*", rest):
        return None, 0
    return Fraction(int(whole.replace(group, "") + rest), 10 ** len(rest)), len(rest)


@lru_cache(maxsize=8)
def lexicon(language: str) -> Lexicon:
    """Return how numbers are written in a language, given as a tag such as ``en-US``."""
    phrases, marks = phrases_in(language), marks_of(language)
    own = phrases.within("numbers")
    words: dict[str, tuple[Fraction, str]] = {}
    if phrases.language == "en":
        words = _english()
    for name, value in _valued(own["words"]):
        words[name] = (value, "part")
    scales = {name: int(value) for name, value in _valued(own["scales"])}
    return Lexicon(
        language,
        words,
        scales,
        frozenset(listed(own["articles"])),
        phrase_pattern(listed(own["idioms"])),
        marks.group,
        marks.decimal,
    )


def _english() -> dict[str, tuple[Fraction, str]]:
    """Return the words for counts to 99, for places, and for parts in the plural."""
    found: dict[str, tuple[Fraction, str]] = {}
    for number in range(_LARGEST):
        found[english.words(number)] = (Fraction(number), "count")
        if number:
            place = english.ordinal(number)
            found[place] = (Fraction(number), "place")
        if number > 2:
            found[f"{place}s"] = (Fraction(1, number), "part")
    for name, number in (("hundredth", 100), ("thousandth", 1000)):
        found[name] = (Fraction(number), "place")
        found[f"{name}s"] = (Fraction(1, number), "part")
    return found


def _valued(said: str) -> Iterator[tuple[str, Fraction]]:
    for entry in listed(said):
        name, _, value = entry.partition("=")
        yield name, Fraction(value)


def listed(said: str) -> tuple[str, ...]:
    """Return the words of a table of phrases that bars part."""
    return tuple(said.split("|")) if said else ()


def phrase_pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of any of some sayings as whole words; ``*`` is any one word."""
    if not phrases:
        return re.compile(r"(?!)")
    said = (
        r"\s+".join(r"\w+" if word == "*" else re.escape(word) for word in one.split())
        for one in sorted(phrases, key=len, reverse=True)
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)", re.IGNORECASE)
