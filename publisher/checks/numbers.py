"""Every numeral and number word of a passage to the kind it is, each exactly once.

The kinds are tried in one order: what an expression printed, what is repeated, what
the publication declares, names and dates, the data. What is left is unbound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from publisher.checks.model import Kind, Number, Passage, Span
from publisher.checks.passages import sentences
from publisher.checks.rules import Phrase, Rules, plain
from publisher.numerals.lexicon import Numeral
from publisher.provenance import Bound, Fact

__all__ = ["Evidence", "Judge", "Shown"]

_YEAR = re.compile(r"(?:19|20)\d\d|2100")
_TOKEN = re.compile(r"[^\s“”\"()\[\];]+")
_DASHED = re.compile(r"[–—]")
_NUMBERED = re.compile(r"(?:\d[\d.,]*)(?:st|nd|rd|th|x|-[a-z]+(?:-[a-z]+)*)")
_DECADE = re.compile(r"(?:19|20)\d0s")
_DATED = re.compile(r"(?:[a-z]+-)?(?:(?:19|20)\d\d)(?:-[01]\d){0,1}(?:-[0-3]\d)?")
_MONEY = re.compile(r"[A-Z]{0,3}[$€£]")
_ACRONYM = re.compile(r"(?<!\w)([A-Z]{2,})\s$")
_MADE = "made by the engine"
_TIME = re.compile(r"\d{1,2}:\d{2}")


@dataclass(frozen=True, slots=True)
class Shown:
    """A number where it stands: its passage, the sentence, and the sentence's facts."""

    numeral: Numeral
    passage: Passage
    text: str
    sentence: tuple[int, int]

    @property
    def words(self) -> str:
        """The sentence, in plain marks."""
        return self.text[slice(*self.sentence)].strip()

    @property
    def facts(self) -> Iterator[Fact]:
        """What expressions printed in the sentence."""
        start, end = self.sentence
        for span in self.passage.spans:
            if span.start < end and start < span.end:
                yield from (b.fact for b in span.bound if b.fact is not None)

    @property
    def folded(self) -> str:
        """The text in small letters."""
        return self.text.lower()

    @property
    def made(self) -> bool:
        """Whether the engine made the words."""
        span = self.passage.span_at(self.numeral.start)
        return span is not None and span.places is None and not span.bound

    @property
    def before(self) -> str:
        """The text up to the number."""
        return self.text[: self.numeral.start]

    @property
    def after(self) -> str:
        """The text behind the number."""
        return self.text[self.numeral.end :]


class Evidence(Protocol):
    """What data and exhibits say of a number; each answer is a reason or None."""

    def datum(self, shown: Shown) -> str | None:
        """Return which datum a typed number is equal to."""

    def engine(self, shown: Shown) -> tuple[Kind, str] | None:
        """Return what of an exhibit bears out a number that the engine printed."""

    def rows(self, home: str) -> frozenset[int]:
        """Return how many rows and subjects an exhibit shows; none for a part."""


Verdict = tuple[Kind, str]


@dataclass
class Judge:
    """Judges passages by the rules and the evidence; remembers which phrases served."""

    rules: Rules
    evidence: Evidence
    used: set[Phrase] = field(default_factory=set)

    def numbers(self, passage: Passage) -> Iterator[Number]:
        """Yield every number of a passage in order."""
        if len(passage.spans) == 1 and passage.spans[0].bound:
            yield from self._printed(passage, passage.spans[0].bound[0])
            return
        text = plain(passage.text)
        ends = sentences(passage.text)
        last: Verdict | None = None
        end = 0
        for numeral in self.rules.lexicon.numerals(passage.text):
            sentence = next(s for s in ends if numeral.start < s[1])
            shown = Shown(numeral, passage, text, sentence)
            joined = self.rules.joins.fullmatch(text[end : numeral.start])
            follows = last if joined else None
            last, end = self._verdict(shown, follows), numeral.end
            yield Number(
                numeral.shown,
                *last,
                passage.place(numeral.start),
                passage.home,
                shown.words,
            )

    def _printed(self, passage: Passage, bound: Bound) -> Iterator[Number]:
        """Yield the numbers of a cell or a title that one expression printed."""
        where, said = bound.position, passage.text
        for numeral in self.rules.lexicon.numerals(said):
            shown = Shown(numeral, passage, said, (0, len(said)))
            kind, why = self._verdict(shown, None)
            yield Number(numeral.shown, kind, why, where, passage.home, said)

    def _verdict(self, shown: Shown, before: Verdict | None) -> Verdict:
        span = shown.passage.span_at(shown.numeral.start)
        if span is None or span.repeats:
            return "reference", "printed elsewhere, or the label of a note or an item"
        if span.bound and not _typed_in(span, shown):
            return "bound", span.bound[0].expression
        if shown.made:
            made = self.evidence.engine(shown) or self._declared(shown)
            if made is not None:
                return made
            if self.evidence.rows(shown.passage.home):
                return "unbound", _MADE
        return (
            self._declared(shown)
            or self._named(shown, before)
            or self._dated(shown)
            or self._counted(shown)
            or self._datum(shown)
            or ("unbound", _MADE if shown.made else "")
        )

    def _declared(self, shown: Shown) -> Verdict | None:
        """Return what the publication or the part says of words around the number."""
        for phrase in self.rules.phrases_for(shown.passage.part):
            for start, end in phrase.within(shown.folded):
                if not start <= shown.numeral.start < end:
                    continue
                if phrase.value is None:
                    self.used.add(phrase)
                    return "exempt", phrase.why
                if phrase.value == shown.numeral.value:
                    self.used.add(phrase)
                    return "constant", phrase.why
        return None

    # --- names

    def _named(self, shown: Shown, before: Verdict | None) -> Verdict | None:
        """Return "code" if the number is part of a name."""
        if shown.numeral.kind != "digits":
            return None
        token = _token(shown)
        if _DATED.fullmatch(token) or _DECADE.fullmatch(token) or _TIME.search(token):
            return None
        if self.rules.codes.search(shown.before):
            return "code", "numbers " + shown.before.split()[-1]
        if before and before[0] == "code" and not self.rules.units.match(shown.after):
            return before
        if _is_code(token, self.rules):
            return "code", f"part of {token}"
        acronym = _ACRONYM.search(shown.before)
        if (
            acronym
            and not self.rules.voice.has_unit(acronym[1])
            and not self.rules.units.match(shown.after)
            and not _YEAR.fullmatch(token)
        ):
            return "code", f"part of {acronym[1]} {token}"
        return None

    # --- dates

    def _dated(self, shown: Shown) -> Verdict | None:
        if shown.numeral.kind != "digits":
            place = shown.numeral.kind == "place" and self._is_day(shown)
            return ("date", "a day of a month") if place else None
        token = _token(shown)
        if _TIME.search(token):
            return "date", "a time of day"
        if _DECADE.fullmatch(token):
            return "date", "a decade"
        if _DATED.fullmatch(token) and not self.rules.units.match(shown.after):
            return "date", "a year"
        if self._is_day(shown):
            return "date", "a day of a month"
        return None

    def _is_day(self, shown: Shown) -> bool:
        value = shown.numeral.value
        if value is None or not 1 <= value <= 31 or shown.numeral.places:
            return False
        before = self.rules.months.findall(shown.before[-20:])
        words = re.sub(r"^\.? (?:\w{1,3} )?", "", shown.after)
        after = self.rules.months.match(words)
        ends = before and shown.before.rstrip().endswith(before[-1])
        return bool(ends or after)

    # --- counts and data

    def _counted(self, shown: Shown) -> Verdict | None:
        """Return what an expression of the sentence or the exhibit itself counts."""
        numeral = shown.numeral
        if numeral.value is None or numeral.kind in {"place", "part"} or numeral.places:
            return None
        for fact in shown.facts:
            if numeral.value in fact.counts:
                return "constant", f"the {numeral.value} given to {fact.function}()"
        if shown.passage.role == "title":
            rows = self.evidence.rows(shown.passage.home)
            if numeral.value in rows:
                return "constant", "as many as the exhibit shows"
        return None

    def _datum(self, shown: Shown) -> Verdict | None:
        why = self.evidence.datum(shown)
        return ("datum", why) if why else None


def _typed_in(span: Span, shown: Shown) -> bool:
    """Whether the number is in words that an expression was given to choose from."""
    choices = [c for b in span.bound if b.fact is not None for c in b.fact.choices]
    if not choices:
        return False
    whole = re.compile(rf"(?<![\w.,]){re.escape(shown.numeral.shown)}(?!\w|[.,]\d)")
    return any(whole.search(choice) for choice in choices)


def _token(shown: Shown) -> str:
    """Return what stands together with the number, without spaces and end marks."""
    for match in _TOKEN.finditer(shown.text):
        if match.start() <= shown.numeral.start < match.end():
            start = match.start()
            for part in _DASHED.split(match[0]):
                if start <= shown.numeral.start < start + len(part) + 1:
                    return part.strip(".,:'!?")
                start += len(part) + 1
    return shown.numeral.shown


def _is_code(token: str, rules: Rules) -> bool:
    """Whether letters or a leading zero make digits a name: "16a", "FT-900", "0015"."""
    if _NUMBERED.fullmatch(token) or _MONEY.match(token):
        return False
    if rules.voice.printed_number.fullmatch(token):
        return bool(re.fullmatch(r"0\d+", token))
    return bool(re.search(r"[^\W\d]|\d-\d", token))
