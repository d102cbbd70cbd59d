"""What the data and the exhibits say of a number: the reasons that `numbers` asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from publisher import numerals
from publisher.checks.engine import Own
from publisher.checks.model import Kind
from publisher.checks.numbers import Shown
from publisher.checks.rules import Rules, plain
from publisher.content.models import Correction
from publisher.data.balances import Balances
from publisher.data.model import TOTAL, Flow, Key, Period, Value
from publisher.figures.model import Figure
from publisher.numerals.voice import FlowName
from publisher.provenance import Position
from publisher.tables.model import Table

__all__ = ["Evidence"]

_YEAR = re.compile(r"(?<![\d.,$€£])(?:19|20)\d\d(?![\d]|[.,]\d)")
_MONTH = re.compile(r"\d{4}-\d{2}")
_MONEY = re.compile(r"[$€£]\s?$")
_CORRECTIONS = "content/corrections.yml"
_FLOW_TO_NAMES: dict[Flow, tuple[FlowName, ...]] = {
    "exports": ("exports",),
    "imports": ("imports",),
    "balance": ("balance", "surplus", "deficit"),
}


@dataclass
class Evidence:
    """The data of an edition and its exhibits, asked about single numbers."""

    rules: Rules
    balances: Balances
    exhibits: Mapping[str, Figure | Table] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    standing: str = ""
    _owned: dict[str, Own] = field(default_factory=dict)

    def rows(self, home: str) -> frozenset[int]:
        """Return how many rows and subjects an exhibit shows; none for a part."""
        if home not in self.exhibits:
            return frozenset()
        return self._own(home).sizes

    def engine(self, shown: Shown) -> tuple[Kind, str] | None:
        """Return what of its exhibit bears out a number that the engine printed."""
        home, role = shown.passage.home, shown.passage.role
        if home in self.exhibits:
            return self._own(home).verdict(shown.numeral, shown.text, role)
        if shown.words and shown.words in plain(self.standing):
            return "engine", "says how the edition stands"
        return None

    def _own(self, home: str) -> Own:
        if home not in self._owned:
            exhibit = self.exhibits[home]
            words = self._origin_words
            self._owned[home] = Own(exhibit, self.rules, self.balances, words)
        return self._owned[home]

    @cached_property
    def _origin_words(self) -> frozenset[str]:
        """Every word that a source line may take from the origins of the inputs."""
        voice = self.rules.voice
        said: set[str] = set()
        for origin in self.balances.origins.values():
            month = _MONTH.fullmatch(origin.vintage)
            vintage = voice.month(origin.vintage) if month else origin.vintage
            for one in (origin.producer, origin.dataset, vintage, origin.concept):
                said.update(word.strip(".,;:()") for word in plain(one).split())
        return frozenset(said)

    # --- typed amounts

    def datum(self, shown: Shown) -> str | None:
        """Return which datum or correction record a typed amount is equal to.

        Its sentence must say which: the year or month, the flow, and the sector unless
        it is that of the part. So that no figure is borne out by chance.
        """
        if shown.numeral.kind != "digits" or shown.numeral.value is None:
            return None
        amount = self._amount(shown)
        if amount is None:
            return None
        return self._recorded(shown) or self._held(shown, *amount)

    def _amount(self, shown: Shown) -> tuple[Fraction, Fraction] | None:
        """Return a typed amount and its last printed step, None if it has no unit."""
        numeral = shown.numeral
        scale = next(
            (
                numerals.SCALES[name]
                for name, word in self._scales
                if shown.after.startswith(word)
            ),
            None,
        )
        has_unit = bool(_MONEY.search(shown.before)) or any(
            shown.after.lstrip().startswith(form)
            for forms in self.rules.voice.units.values()
            for form in forms.values()
        )
        if numeral.value is None or not (has_unit or scale):
            return None
        each = Fraction(scale or 1)
        return numeral.value * each, each / 10**numeral.places

    @cached_property
    def _scales(self) -> list[tuple[numerals.Scale, str]]:
        phrases = self.rules.voice.phrases
        return [
            (name, plain(phrases.say(f"scale.{kind}.{name}")))
            for kind in ("long", "short")
            for name in numerals.SCALES
            if name != "ones"
        ]

    def _recorded(self, shown: Shown) -> str | None:
        """Return the correction record that states the same amount."""
        for match in self.rules.voice.printed_number.finditer(shown.text):
            if match.start() <= shown.numeral.start < match.end():
                for words, place in self._records:
                    if match[0] == words:
                        return f"stated by the record at {place}"
        return None

    @cached_property
    def _records(self) -> list[tuple[str, Position]]:
        pattern = self.rules.voice.printed_number
        return [
            (match[0], record.at("reason"))
            for record in self.corrections
            if isinstance(record.reason, str)
            for match in pattern.finditer(plain(record.reason))
        ]

    def _held(self, shown: Shown, amount: Fraction, step: Fraction) -> str | None:
        words = shown.words
        flows = list(self._flows(words))
        if not flows:
            return None
        for key in self._keys(shown, flows):
            for period in self._periods(words):
                value = self.balances.values.get(key, {}).get(period)
                if value is not None and _agrees(value, amount, step):
                    return _said(key, period, value)
        return None

    def _flows(self, words: str) -> Iterator[Flow]:
        voice = self.rules.voice
        for flow, names in _FLOW_TO_NAMES.items():
            said = {voice.flow_within(name).lower() for name in names}
            if any(re.search(rf"(?<!\w){re.escape(s)}", words.lower()) for s in said):
                yield flow

    def _keys(self, shown: Shown, flows: Iterable[Flow]) -> Iterator[Key]:
        said = shown.words.lower()
        named = [c for c, name in self.rules.sectors.items() if name.lower() in said]
        own = self.rules.subjects.get(shown.passage.part, TOTAL)
        for series, info in self.balances.series.items():
            for sector in named or [own]:
                for flow in flows:
                    yield Key(series, sector, flow, info.whole)

    def _periods(self, words: str) -> Iterator[Period]:
        months = [name.lower() for name in self.rules.voice.marks.month_names]
        for match in _YEAR.finditer(words):
            before = words[: match.start()].lower().split()
            month = before[-1].strip(",.") if before else ""
            if month in months:
                yield Period.of_month(int(match[0]), months.index(month) + 1)
            else:
                yield Period.of_year(int(match[0]))


def _agrees(value: Value, amount: Fraction, step: Fraction) -> bool:
    exact = abs(Fraction(value.amount)) / step
    return numerals.rounded(exact) * step == amount


def _said(key: Key, period: Period, value: Value) -> str:
    cell = f", {value.cells[0].file}:{value.cells[0].line}" if value.cells else ""
    return f"{key.flow} of {key.sector} in {period} (series {key.series}{cell})"
