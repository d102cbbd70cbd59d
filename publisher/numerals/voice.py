"""Exact numbers to text in a publication's language: a number becomes words here only.

A `Voice` is the language of a publication with what its content calls flows and units.
Marks, months and plural categories come from CLDR, the engine's own phrases from
`publisher.phrases`. A number keeps its unit by a no-break space; the minus is U+2212.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, get_args

from publisher.numerals import english, speech
from publisher.numerals.exact import (
    EN_DASH,
    MINUS,
    NO_BREAK_SPACE,
    Exact,
    Scale,
    digits_of,
    rounded,
    year,
)
from publisher.numerals.marks import Marks, marks_of, plural_categories
from publisher.phrases import Phrases, phrases_in

__all__ = ["ENGLISH", "UnspeakableError", "Voice"]

FlowName = Literal["exports", "imports", "balance", "surplus", "deficit"]
_LARGE = Decimal(10**6)
"""What follows a scale ("12.3 million tonnes") takes the form that follows a million."""


class UnspeakableError(ValueError):
    """What cannot be said in words in this language."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A language, and the publication's own names of flows and units.

    ``flows`` renames some of exports, imports, balance, surplus and deficit. ``units``
    has the forms of each unit that is no currency, by plural category. ``short`` are its
    abbreviations, each with the words that it stands for.
    """

    language: str = "en-US"
    flows: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    short: speech.Short = ()

    @property
    def marks(self) -> Marks:
        """The marks of its numbers."""
        return marks_of(self.language)

    @property
    def phrases(self) -> Phrases:
        """The engine's phrases in its language."""
        return phrases_in(self.language)

    @property
    def is_english(self) -> bool:
        """Whether it can put numbers in words."""
        return self.phrases.language == "en"

    # --- digits

    def number(self, amount: Exact, scale: Scale = "ones", places: int = 0) -> str:
        """Return bare digits in the scale: −414,700,000,000 in billions is "−414.7"."""
        sign, digits = self._digits(amount, scale, places)
        return sign + digits

    def _digits(self, amount: Exact, scale: Scale, places: int) -> tuple[str, str]:
        below, whole, decimals = digits_of(amount, scale, places)
        text = f"{whole:,}".replace(",", self.marks.group)
        if decimals:
            text += self.marks.decimal + decimals
        return (MINUS if below else ""), text

    def count(self, amount: int) -> str:
        """Return a whole number: "1,234"."""
        return self.number(amount)

    def signed(self, text: str) -> str:
        """Put a plus before a printed number unless it has a minus or prints as zero."""
        if text.startswith((MINUS, "+")) or not re.search("[1-9]", text):
            return text
        return f"+{text}"

    # --- amounts

    def has_unit(self, unit: str) -> bool:
        """Whether amounts of the unit can be printed: a currency, or one of ``units``."""
        return unit in self.units or self.marks.symbol(unit) is not None

    def amount(
        self, amount: Exact, unit: str, scale: Scale, places: int, *, short: bool
    ) -> str:
        """Return an amount with its unit: "−$414.7 billion", "12.3 thousand tonnes".

        ``short`` is for narrow places: "−$414.7bn", "12.3k tonnes".

        Raises
        ------
        ValueError
            If the unit is neither a currency nor one of ``units``.
        """
        sign, digits = self._digits(amount, scale, places)
        if scale != "ones":
            section = "scale.short" if short else "scale.long"
            digits += self.phrases.say(f"{section}.{scale}")
        if unit in self.units:
            printed = Decimal(rounded(amount, places)).scaleb(-places)
            form = self._form(unit, printed if scale == "ones" else _LARGE)
            return f"{sign}{digits}{NO_BREAK_SPACE}{form}"
        symbol = self.marks.symbol(unit)
        if symbol is None:
            msg = f"{unit!r} is not a unit that can be printed"
            raise ValueError(msg)
        if not self.marks.currency_first:
            return f"{sign}{digits}{NO_BREAK_SPACE}{symbol}"
        tie = NO_BREAK_SPACE if symbol[-1].isalpha() else ""
        return f"{sign}{symbol}{tie}{digits}"

    def _form(self, unit: str, number: Decimal) -> str:
        forms = self.units[unit]
        return forms.get(self.marks.plural(number), forms["other"])

    def unit_line(self, unit: str, scale: Scale) -> str:
        """Return what the numbers of an exhibit count: "US$ billions", "thousands of tonnes"."""
        say = self.phrases.say
        if unit == "ratio":
            return say("unit.percent")
        if unit in self.units:
            name, kind = self._form(unit, _LARGE), "unit.quantity"
        else:
            named = self.phrases.find(f"unit.{unit}") or self.marks.symbol(unit)
            name, kind = named or unit, "unit.money"
        if scale == "ones":
            return name
        return say(kind, unit=name, scale=say(f"scale.head.{scale}"))

    # --- ratios

    def percent(self, ratio: Exact, places: int = 1) -> str:
        """Return a ratio as "18.2%" (1 is 100%)."""
        return self.number(ratio * 100, places=places) + self.marks.percent

    def percent_signed(self, ratio: Exact, places: int = 1) -> str:
        """Return a ratio as "+18.2%" or "−3.1%"; what prints as zero has no sign."""
        return self.signed(self.percent(ratio, places))

    def percentage_points(self, ratio: Exact, places: int = 1) -> str:
        """Return a difference of two ratios as "3.2 percentage points"."""
        whole = rounded(ratio * 100, places)
        # one point is one, however many decimals it is printed with
        one = abs(whole) == 10**places
        category = "one" if one else self.marks.plural(Decimal(whole).scaleb(-places))
        text = self.number(ratio * 100, places=places)
        return self.phrases.say("number.points", category, number=text)

    def cents(self, ratio: Exact, places: int = 0) -> str:
        """Return a ratio as cents to the dollar: "57¢".

        Raises
        ------
        ValueError
            If the ratio is negative: nobody exports minus 57 cents. If the language is
            not English: cents are its own.
        """
        if ratio < 0:
            msg = "cents to the dollar cannot be negative"
            raise ValueError(msg)
        self._english("cents to the dollar")
        return self.number(ratio * 100, places=places) + "¢"

    def times(self, ratio: Exact, places: int = 1) -> str:
        """Return "2.3 times"."""
        text = self.number(ratio, places=places)
        return self.phrases.say("number.times", number=text)

    # --- words

    def words(self, amount: int) -> str:
        """Return a whole number from −999 to 999 in words: "twenty-four".

        Raises
        ------
        ValueError
            If it is larger, or the language is not English: print digits.
        """
        return self._english("a number in words", english.words)(amount)

    def ordinal(self, place: int) -> str:
        """Return a place from 1 to 999 in words: "third", "twenty-first".

        Raises
        ------
        ValueError
            If the place is below 1 or above 999, or the language is not English.
        """
        return self._english("a place in words", english.ordinal)(place)

    def superlative(self, place: int, word: str = "largest") -> str:
        """Return "largest" for 1, "second-largest" for 2; raises as `ordinal` does."""
        self._english("a rank in words")
        return english.superlative(place, word)

    def _english(
        self, what: str, say: Callable[[int], str] = str
    ) -> Callable[[int], str]:
        if not self.is_english:
            msg = f"{what} can be printed in English only, not in {self.language}"
            raise UnspeakableError(msg)
        return say

    def cardinal(self, amount: int) -> str:
        """Return a number for a sentence of the engine: in words if it can, else digits."""
        return english.words(amount) if self.is_english else self.count(amount)

    def place(self, place: int) -> str:
        """Return a place for a sentence of the engine: "third" if it can, else "3"."""
        return english.ordinal(place) if self.is_english else self.count(place)

    def plural(self, amount: Exact, *forms: str) -> str:
        """Return the form that goes with a number, of those in CLDR's order.

        Two forms are for one and for all others; a language with more takes as many as
        it has categories for whole numbers ("rok", "lata", "lat").

        Raises
        ------
        ValueError
            If the language wants another number of forms.
        """
        if self.is_english and len(forms) == 2:
            return forms[0] if abs(amount) == 1 else forms[1]
        wanted = plural_categories(self.language)
        if len(forms) != len(wanted):
            msg = f"{self.language} has {len(wanted)} forms: {', '.join(wanted)}"
            raise UnspeakableError(msg)
        number = Decimal(int(amount)) if amount == int(amount) else Decimal("1.5")
        category = self.marks.plural(number)
        return forms[wanted.index(category)] if category in wanted else forms[-1]

    def say(self, name: str, /, **fields: str) -> str:
        """Return one of the engine's phrases with its fields filled in."""
        return self.phrases.say(name, **fields)

    def say_counted(self, name: str, count: int, /, **fields: str) -> str:
        """Return one of the engine's phrases in the form that goes with a number."""
        category = self.marks.plural(Decimal(count))
        return self.phrases.say(name, category, **fields)

    def flow(self, flow: FlowName) -> str:
        """Return what the publication calls a flow or side, as a label: "Exports"."""
        return self.flows.get(flow) or self.phrases.say(f"flow.{flow}")

    def flow_within(self, flow: FlowName) -> str:
        """Return the same within a sentence: "exports"."""
        name = self.flow(flow)
        if self.phrases.table["capital_nouns"]:
            return name
        return name[:1].lower() + name[1:]

    @property
    def flow_words(self) -> dict[str, str]:
        """The fields of phrases about flows: {Balance} and {balance}, and so on."""
        names: tuple[FlowName, ...] = get_args(FlowName)
        fields: dict[str, str] = {name: self.flow_within(name) for name in names}
        for name, words in tuple(fields.items()):
            fields[name.capitalize()] = words[:1].upper() + words[1:]
        return fields

    def listed(self, words: Sequence[str]) -> str:
        """Return "a", "a and b" or "a, b and c"."""
        if len(words) < 2:
            return "".join(words)
        between = self.say("list.between").join(words[:-1])
        return f"{between}{self.say('list.last')}{words[-1]}"

    # --- times

    def year_range(self, first: int, last: int) -> str:
        """Return "1989–2025" with an en dash; one year alone if both are the same."""
        if first == last:
            return year(first)
        return f"{year(first)}{EN_DASH}{year(last)}"

    def month_name(self, month: int) -> str:
        """Return the name of month 1 to 12.

        Raises
        ------
        ValueError
            If there is no such month.
        """
        if not 1 <= month <= 12:
            msg = f"{month} is not a month from 1 to 12"
            raise ValueError(msg)
        return self.marks.month_names[month - 1]

    def month(self, text: str) -> str:
        """Return "2026-07" as "July 2026"."""
        return self.marks.month(*map(int, text.split("-")))

    def date(self, text: str) -> str:
        """Return "2026-10-31" as "October 31, 2026"; month and day stay together."""
        return self.marks.day(*map(int, text.split("-")))

    def period(self, start: str, end: str) -> str:
        """Return a span of whole months, each end ``YYYY-MM``.

        "2025", "1989–2025", "July 2026", "January–March 2024" or "November 2023–July 2024".
        """
        first, last = start[:4], end[:4]
        if start.endswith("-01") and end.endswith("-12"):
            return self.year_range(int(first), int(last))
        if start == end:
            return self.month(start)
        if first == last:
            return f"{self.month_name(int(start[5:]))}{EN_DASH}{self.month(end)}"
        return f"{self.month(start)}{EN_DASH}{self.month(end)}"

    @property
    def printed_number(self) -> re.Pattern[str]:
        """The pattern of a printed number, wherever it stands in a text."""
        return speech.printed_number(self.language)

    @property
    def words_after_numbers(self) -> tuple[str, ...]:
        """The words that stay with the number before them."""
        return speech.words_after_numbers(self.language)

    def spoken(self, text: str) -> str:
        """Return what a screen reader should say for printed words; see `speech`."""
        return speech.spoken(text, self.language, self.short)

    def pieces(self, text: str) -> Iterator[tuple[str, str | None]]:
        """Yield the pieces of printed words, each with what is said instead, if anything."""
        at = 0
        for match in speech.read_otherwise(self.language, self.short).finditer(text):
            said = self.spoken(match[0])
            if said == match[0]:
                continue
            if match.start() > at:
                yield text[at : match.start()], None
            yield match[0], said
            at = match.end()
        if text[at:]:
            yield text[at:], None


ENGLISH = Voice()
"""American English, with the plain names of flows."""
