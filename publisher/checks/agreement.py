"""Words of direction, rank and side, held against the printed figures beside them.

A word is held against the nearest figure of its clause that can decide it. It disagrees
only if that figure contradicts it; a figure of another clause can bear it out, never
contradict it. What no figure decides is unchecked, unless a claim quotes it or it is
exempt. Words that an expression chose agree by construction and are not listed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from publisher.checks.model import Outcome, Passage, Word
from publisher.checks.passages import sentences
from publisher.checks.rules import Phrase, Rules, plain
from publisher.numerals.lexicon import phrase_pattern
from publisher.provenance import Bound, Fact

__all__ = ["Reader", "judged"]

KINDS = (
    "up", "down", "better", "worse", "wider", "narrower", "doubled", "tripled",
    "halved", "highest", "lowest", "widest", "narrowest", "record", "surplus",
    "deficit", "since",
)  # fmt: skip
CHANGES = {"change", "growth", "revised", "rank of changes"}
LEVELS = {"balance", "rolling", "year_to_date", "record", "record_year",
          "count_extremes", "−", "+"}  # fmt: skip
UNSIGNED = {"ratio", "rank", "count", "year"}
SIDES = {"surplus": "surplus", "deficit": "deficit"}
TIMES = {"doubled": Fraction(2), "tripled": Fraction(3), "halved": Fraction(1, 2)}
SILENT = {"", "year", "reference_year", "month", "period", "closing_date", "vintage",
          "first_year", "last_year", "last_month", "months_in_year", "name"}  # fmt: skip
"""Functions whose print says nothing of direction or rank; a name may by its place."""

_MARK = re.compile(r"(?<!\d)[,;:—–()]|[,;:—–()](?!\d)")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A printed figure in a sentence."""

    start: int
    end: int
    bound: Bound
    fact: Fact


@dataclass(frozen=True, slots=True)
class Clause:
    """The words around a word, in which a figure must stand to contradict it."""

    text: str
    before: str
    after: str
    sectors: int = 0
    sides: Mapping[str, str] = field(default_factory=lambda: dict(SIDES))

    def names(self, side: str) -> bool:
        """Whether the clause speaks of a surplus or a deficit, or several."""
        noun = re.escape(self.sides[side])
        return re.search(rf"(?<!\w){noun}(?:e?s)?(?!\w)", self.text) is not None

    def governs(self, side: str) -> bool:
        """Whether the word says something of it: it is among the next two words."""
        noun = re.escape(self.sides[side])
        return re.match(rf"\s*(?:\S+\s+)?{noun}(?:e?s)?(?!\w)", self.after) is not None


@dataclass
class Reader:
    """Reads passages for words; ``quotes`` are those that claims of each part stand for."""

    rules: Rules
    quotes: Mapping[str, tuple[str, ...]]
    used: set[Phrase] = field(default_factory=set)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern of every word that is looked at."""
        words = tuple(word for kind in KINDS for word in self._table(kind))
        return phrase_pattern(words)

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kind of each word."""
        return {word: kind for kind in KINDS for word in self._table(kind)}

    @cached_property
    def sides(self) -> dict[str, str]:
        """What the publication calls a surplus and a deficit."""
        voice = self.rules.voice
        return {
            "surplus": voice.flow_within("surplus").lower(),
            "deficit": voice.flow_within("deficit").lower(),
        }

    def _table(self, kind: str) -> tuple[str, ...]:
        if kind in self.sides:
            noun = self.sides[kind]
            return (noun, f"{noun}s", f"{noun}es") if self.rules.lexicon.words else ()
        return self.rules.table(f"agreement.{kind}")

    @cached_property
    def _idioms(self) -> re.Pattern[str]:
        return phrase_pattern(self._table("idioms"))

    @cached_property
    def _clauses(self) -> re.Pattern[str]:
        return phrase_pattern(self.rules.table("agreement.clauses"))

    def words(self, passage: Passage) -> Iterator[Word]:
        """Yield every word of a passage that leans on a figure of its sentence."""
        figures = list(_figures(passage))
        if not figures or not self.kinds:
            return
        text = plain(passage.text)
        for start, end in sentences(passage.text):
            within = [one for one in figures if start <= one.start < end]
            if within:
                yield from self._sentence(passage, text, (start, end), within)

    def _sentence(
        self,
        passage: Passage,
        text: str,
        ends: tuple[int, int],
        figures: list[_Figure],
    ) -> Iterator[Word]:
        cuts = self._cuts(text, ends, figures)
        idle = [match.span() for match in self._idioms.finditer(text, *ends)]
        for match in self.pattern.finditer(text, *ends):
            span = passage.span_at(match.start())
            if span is None or span.bound or span.places is None:
                continue
            if any(one <= match.start() < other for one, other in idle):
                continue
            kind = self.kinds[match[0].lower()]
            if kind in {"surplus", "deficit"} and not any(
                _has_side(one.fact) for one in figures
            ):
                continue
            clause = max(cut for cut in cuts if cut <= match.start())
            stop = min(cut for cut in [*cuts[1:], ends[1]] if cut >= match.end())
            words = Clause(
                text[clause:stop].lower(),
                text[clause : match.start()].lower(),
                text[match.end() : stop].lower(),
                len(self.rules.sectors),
                self.sides,
            )
            near = sorted(figures, key=lambda one: _distance(one, match))
            inside = [one for one in near if clause <= one.start < stop]
            outcome, figure, why = self._held(kind, words, inside, near)
            if outcome == "unchecked":
                reason = self._vouched(passage, text, match)
                outcome, why = ("vouched", reason) if reason else (outcome, why)
            yield Word(
                match[0],
                outcome,
                figure.bound.shown if figure else "",
                why,
                passage.place(match.start()),
                passage.home,
                text[slice(*ends)].strip(),
            )

    def _cuts(
        self, text: str, ends: tuple[int, int], figures: Iterable[_Figure]
    ) -> list[int]:
        """Return where the clauses of a sentence begin."""
        cuts = (
            match
            for pattern in (_MARK, self._clauses)
            for match in pattern.finditer(text, *ends)
        )
        free = (
            match.end()
            for match in cuts
            if not any(one.start <= match.start() < one.end for one in figures)
        )
        return sorted([ends[0], *free])

    def _held(
        self,
        kind: str,
        clause: Clause,
        inside: list[_Figure],
        near: list[_Figure],
    ) -> tuple[Outcome, _Figure | None, str]:
        for one in inside:
            verdict = judged(kind, one.fact, clause)
            if verdict is not None:
                outcome: Outcome = "agrees" if verdict else "disagrees"
                return outcome, one, one.bound.expression
        for one in near:
            if judged(kind, one.fact, clause):
                return "agrees", one, one.bound.expression
        return "unchecked", None, "no figure beside it decides it"

    def _vouched(self, passage: Passage, text: str, match: re.Match[str]) -> str | None:
        """Return the claim or exemption in whose words the word stands."""
        folded = text.lower()
        for quote in self.quotes.get(passage.part, ()):
            phrase = Phrase(quote, "", passage.position)
            for start, end in phrase.within(folded):
                if start <= match.start() and match.end() <= end:
                    return f"claimed: {quote}"
        for phrase in self.rules.phrases_for(passage.part):
            for start, end in phrase.within(folded):
                if start <= match.start() and match.end() <= end:
                    self.used.add(phrase)
                    return phrase.why
        return None


def _figures(passage: Passage) -> Iterator[_Figure]:
    """Yield the printed figures of a passage that can say something of a word."""
    for span in passage.spans:
        for bound in span.bound:
            fact = bound.fact
            if fact is None or fact.amount is None:
                continue
            if fact.function not in SILENT or fact.place:
                yield _Figure(span.start, span.end, bound, fact)


def _distance(figure: _Figure, match: re.Match[str]) -> int:
    if figure.start >= match.end():
        return figure.start - match.end()
    return match.start() - figure.end


# --- what a figure says of a word


def judged(kind: str, fact: Fact, clause: Clause) -> bool | None:
    """Return whether a figure bears a word out, None if it does not decide it."""
    judge = _JUDGES.get(kind)
    return judge(kind, fact, clause) if judge else None


def _direction(kind: str, fact: Fact, clause: Clause) -> bool | None:
    """Judge "rose" or "fell" by a change; of a deficit that is one of its size."""
    if fact.function not in CHANGES or not fact.flow:
        return None
    grown = _grown(fact, clause)
    if grown is None:
        return None
    return grown > 0 if kind == "up" else grown < 0


def _grown(fact: Fact, clause: Clause) -> int | None:
    """Return the sign of the change of what the clause speaks of."""
    if fact.flow != "balance":
        return fact.side
    deficit, surplus = clause.names("deficit"), clause.names("surplus")
    if deficit == surplus:  # the balance itself, or both: "from surplus to deficit"
        return fact.side if fact.function != "growth" and not deficit else None
    if fact.function == "growth" or surplus:
        return fact.side
    return -fact.side


def _quality(kind: str, fact: Fact, _: Clause) -> bool | None:
    """Judge "improved" or "worsened" by a change of the balance."""
    if fact.flow != "balance" or fact.function not in {"change", "revised"}:
        return None
    return fact.side > 0 if kind == "better" else fact.side < 0


def _width(kind: str, fact: Fact, clause: Clause) -> bool | None:
    """Judge "widened" or "narrowed" by the change of a deficit or a surplus."""
    if fact.flow != "balance" or fact.function not in CHANGES:
        return None
    if clause.names("deficit") == clause.names("surplus"):
        return None
    grown = _grown(fact, clause)
    if grown is None:
        return None
    return grown > 0 if kind == "wider" else grown < 0


def _multiple(kind: str, fact: Fact, _: Clause) -> bool | None:
    """Judge "doubled" by a ratio: within a tenth it agrees, far from it it does not."""
    if fact.unit != "ratio" or fact.amount is None:
        return None
    if fact.function == "growth":
        ratio = fact.amount + 1
    elif fact.function == "÷":
        ratio = Fraction(fact.amount)
    else:
        return None
    part = ratio / TIMES[kind]
    if Fraction(9, 10) <= part <= Fraction(11, 10):
        return True
    return False if not Fraction(3, 4) <= part <= Fraction(3, 2) else None


def _extreme(kind: str, fact: Fact, clause: Clause) -> bool | None:
    """Judge "highest" or "widest" by a record, a rank or a place."""
    way = _way(kind, clause)
    if way is None:
        return None
    if fact.function in {"record", "record_year", "count_extremes", "top_share"}:
        return fact.way == way
    if fact.function.startswith("rank"):
        follows = clause.before.endswith(" ") and fact.amount != 1
        return fact.way == way if fact.amount == 1 or follows else None
    if fact.place == 1:
        return fact.way == way
    if fact.place and fact.place == clause.sectors:
        return fact.way != way
    return None


def _way(kind: str, clause: Clause) -> str | None:
    """Return which end a word means; the widest deficit is the lowest balance."""
    large = kind in {"highest", "widest"}
    if clause.governs("deficit"):
        return "low" if large else None
    if kind in {"widest", "narrowest"} and not clause.governs("surplus"):
        return None
    return "high" if large else "low"


def _record(_: str, fact: Fact, __: Clause) -> bool | None:
    if fact.function in {"record", "record_year", "count_extremes"}:
        return True
    return True if fact.function.startswith("rank") and fact.amount == 1 else None


def _side(kind: str, fact: Fact, _: Clause) -> bool | None:
    """Judge "surplus" or "deficit" by the sign of a balance, or by what was counted."""
    if fact.flow != "balance":
        return None
    if fact.way in {"surplus", "deficit"}:
        return fact.way == kind or None
    if not _has_side(fact):
        return None
    return fact.side > 0 if kind == "surplus" else fact.side < 0


def _has_side(fact: Fact) -> bool:
    """Whether a figure says on which side a balance is."""
    signed = fact.function not in {"−", "+"} or fact.unit not in UNSIGNED
    level = fact.function in LEVELS and signed
    return fact.flow == "balance" and (level or fact.way in {"surplus", "deficit"})


def _since(_: str, fact: Fact, __: Clause) -> bool | None:
    return True if fact.function in {"first_deficit", "first_surplus"} else None


_JUDGES: dict[str, Callable[[str, Fact, Clause], bool | None]] = {
    "up": _direction,
    "down": _direction,
    "better": _quality,
    "worse": _quality,
    "wider": _width,
    "narrower": _width,
    "doubled": _multiple,
    "tripled": _multiple,
    "halved": _multiple,
    "highest": _extreme,
    "lowest": _extreme,
    "widest": _extreme,
    "narrowest": _extreme,
    "record": _record,
    "surplus": _side,
    "deficit": _side,
    "since": _since,
}
