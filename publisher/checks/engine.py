"""Numbers that the engine printed on an exhibit, held against the exhibit's own rows.

Descriptions, axis labels and source lines are made by other code than this. What they
say must be found again: among the rows behind the exhibit, the labels that are bound,
the cells of the table, or the origins of its inputs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache

from publisher.checks.model import Kind
from publisher.checks.rules import Rules, plain
from publisher.data.balances import Balances
from publisher.figures.model import Figure
from publisher.narrative.model import plain as words_of
from publisher.numerals import MINUS, SCALES, Scale
from publisher.numerals.lexicon import Numeral, lexicon
from publisher.phrases import phrases_in
from publisher.tables.model import Table

__all__ = ["Own"]

_MACHINE = re.compile(r"-?\d+(?:\.\d+)?")
_DATE = re.compile(r"(?<!\d)(\d{4})(?:-\d{2})?(?!\d)")
_NAME = re.compile(r"[^\W\d_]{2}")
_FIELD = re.compile(r"\{\w+\}")
_FILE = re.compile(r"\S+\.csv\b")


@dataclass
class Own:
    """The numbers of one exhibit."""

    exhibit: Figure | Table
    rules: Rules
    balances: Balances
    sourced: frozenset[str]
    _rounding: dict[tuple[Scale, int], frozenset[int]] = field(default_factory=dict)

    def verdict(
        self, numeral: Numeral, text: str, role: str
    ) -> tuple[Kind, str] | None:
        """Return what bears out a number of a text of the engine, None if nothing does."""
        if role == "label":
            record = self._label(numeral, text)
            if record:
                return "bound", record
        if role in {"source", "unit", "note"} and self._sourced(numeral, text):
            return "engine", "a source's own words, or its vintage"
        why = self._made(numeral, text, role)
        return ("engine", why) if why else None

    # --- labels

    def _label(self, numeral: Numeral, text: str) -> str | None:
        """Return the expression of the printed figure in which the number stands."""
        for shown, expression in self._shown:
            at = text.find(shown)
            if 0 <= at <= numeral.start and numeral.end <= at + len(shown):
                return expression
        return None

    @cached_property
    def _shown(self) -> tuple[tuple[str, str], ...]:
        bound = self.exhibit.bound
        return tuple((plain(one.shown), one.expression) for one in bound if one.shown)

    # --- sources

    def _sourced(self, numeral: Numeral, text: str) -> bool:
        """Whether the word with the number is one of an origin's words."""
        start = text.rfind(" ", 0, numeral.start) + 1
        end = text.find(" ", numeral.end)
        word = text[start : end if end >= 0 else len(text)].strip(".,;:()")
        return word in self.sourced

    # --- descriptions

    def _made(self, numeral: Numeral, text: str, role: str) -> str | None:
        """Return what of the exhibit a number of its description repeats."""
        if role == "alt" and any(
            match.start() <= numeral.start < match.end()
            for match in _FILE.finditer(text)
        ):
            return "the name of the exhibit's file"
        value = numeral.value
        if value is None:
            return None
        for words in own_words(self.rules.voice.language):
            at = text.find(words)
            if 0 <= at <= numeral.start and numeral.end <= at + len(words):
                return "the engine's own words"
        if numeral.kind == "place" or self._place(numeral, text):
            return self._place(numeral, text)
        if numeral.kind == "digits" and numeral.shown in self._years:
            return "a period of the exhibit"
        if any(text[numeral.end :].lstrip().startswith(w) for _, w in self._scales):
            known = self._amount(numeral, text)
            return "an amount of the exhibit's rows" if known else None
        if numeral.shown in self._printed:
            return "as printed in the exhibit"
        if (
            text[numeral.end :]
            .lstrip()
            .startswith(self.rules.voice.marks.percent.strip())
        ):
            return self._percent(value, numeral.places)
        if self._amount(numeral, text):
            return "an amount of the exhibit's rows"
        if not numeral.places and value in self.sizes | self._counts:
            return "counted in the exhibit's rows"
        return None

    def _place(self, numeral: Numeral, text: str) -> str | None:
        """Return whether a row that the text names has this place."""
        if self.exhibit.rows[0][0] != "rank":
            return None
        for row in self.exhibit.rows[1:]:
            if row[0] == str(numeral.value) and row[2] in text[: numeral.start]:
                return "the place of a row"
        return None

    def _amount(self, numeral: Numeral, text: str) -> bool:
        """Whether a row has the amount, in the scale and with the sign that the text says."""
        after = text[numeral.end :].lstrip()
        scales = (name for name, word in self._scales if after.startswith(word))
        scale: Scale = next(scales, "ones")
        before = text[: numeral.start].rstrip()
        below = before.endswith((self.rules.voice.say("spoken.minus").strip(), MINUS))
        units = (numeral.value or 0) * 10**numeral.places
        return (-units if below else units) in self._rounded(scale, numeral.places)

    @cached_property
    def _scales(self) -> tuple[tuple[Scale, str], ...]:
        """How each scale is said in a description."""
        phrases = self.rules.voice.phrases
        spoken = phrases.within("spoken.words")
        written = {
            name: plain(phrases.say(f"scale.long.{name}")).strip()
            for name in SCALES
            if name != "ones"
        }
        return tuple((name, spoken.get(word, word)) for name, word in written.items())

    def _rounded(self, scale: Scale, places: int) -> frozenset[int]:
        """Return every amount of the rows in units of its last printed digit."""
        if (scale, places) not in self._rounding:
            per = SCALES[scale]
            self._rounding[scale, places] = frozenset(
                -units if amount < 0 else units
                for amount in self._amounts
                for top, under in (abs(amount).as_integer_ratio(),)
                for units in (
                    (2 * top * 10**places + per * under) // (2 * per * under),
                )
            )
        return self._rounding[scale, places]

    # --- shares

    def _percent(self, value: Fraction, places: int) -> str | None:
        """Return whether a percentage is a ratio of the rows, or of them all together."""
        if value * 10**places in self._rounded("ones", places + 2):
            return "a ratio of the exhibit's rows"
        low, high = self._together
        half = Fraction(1, 2 * 10**places)
        if low - half <= value <= high + half:
            return "the share of all rows together"
        return None

    @cached_property
    def _together(self) -> tuple[Fraction, Fraction]:
        """Return between what the share of all rows lies, by the printed shares of each."""
        lexicon = self.rules.lexicon
        shares = [
            next(iter(lexicon.numerals(bound.shown)), None)
            for bound in self.exhibit.bound
            if " / " in bound.expression  # a row as a part of the whole
        ]
        amounts = [_exact(row[-1]) for row in self.exhibit.rows[1:]]
        low, high = Fraction(0), Fraction(10**6)
        total = sum((amount or Fraction(0) for amount in amounts), Fraction(0))
        for share, amount in zip(shares, amounts, strict=False):
            if share is None or not share.value or not amount:
                continue
            half = Fraction(1, 2 * 10**share.places)
            low = max(low, total / amount * (share.value - half))
            high = min(high, total / amount * (share.value + half))
        return (low, high) if shares else (Fraction(1), Fraction(0))

    # --- what there is

    @cached_property
    def _amounts(self) -> tuple[Fraction, ...]:
        """Every number of the rows, exact."""
        return tuple(
            found
            for row in self.exhibit.rows[1:]
            for cell in row[2:]
            if (found := _exact(cell)) is not None
        )

    @cached_property
    def _years(self) -> frozenset[str]:
        """Every year of a row."""
        return frozenset(
            match[1]
            for row in self.exhibit.rows[1:]
            for cell in row[:4]
            for match in _DATE.finditer(cell)
        )

    @cached_property
    def _printed(self) -> frozenset[str]:
        """Every number that stands in a cell, a head or a label of the exhibit."""
        if not isinstance(self.exhibit, Table):
            names = (c for row in self.exhibit.rows for c in row if _NAME.search(c))
            shown = (bound.shown for bound in self.exhibit.bound)
            return self._numerals((*shown, *names))
        heads = [column.head for column in self.exhibit.columns]
        heads += [spanner.text for spanner in self.exhibit.spanners]
        cells = [cell.content for row in self.exhibit.body for cell in row.cells]
        return self._numerals(words_of(content) for content in (*cells, *heads))

    def _numerals(self, texts: Iterable[str]) -> frozenset[str]:
        words = self.rules.lexicon
        return frozenset(one.shown for text in texts for one in words.numerals(text))

    @cached_property
    def sizes(self) -> frozenset[int]:
        """How many rows the exhibit shows, and how many subjects."""
        body = self.exhibit.rows[1:]
        if isinstance(self.exhibit, Table):
            return frozenset({sum(row.kind == "body" for row in self.exhibit.body)})
        return frozenset({len(body), len({row[0] for row in body})})

    @cached_property
    def _counts(self) -> frozenset[int]:
        """What else a description counts: columns, deficits at the end, all partners."""
        if isinstance(self.exhibit, Table):
            return frozenset({len(self.exhibit.columns)})
        rows = self.exhibit.rows[1:]
        last = {row[0]: _exact(row[-1]) for row in rows}
        below = sum(1 for amount in last.values() if amount is not None and amount < 0)
        return frozenset({below, *self._all_partners()})

    def _all_partners(self) -> Iterator[int]:
        """Yield how many partners the sectors have whose first partner has this figure."""
        rows = self.exhibit.rows[1:]
        if self.exhibit.rows[0][0] != "rank" or not rows:
            return
        code, amount = rows[0][1], _exact(rows[0][-1])
        for key, line in self.balances.values.items():
            if key.partner == code and any(v.amount == amount for v in line.values()):
                yield len(self.balances.partners(key.series, key.sector))


@lru_cache(maxsize=8)
def own_words(language: str) -> tuple[str, ...]:
    """Return the words between the fields of the engine's phrases that hold a number."""
    words = lexicon(language)
    return tuple(
        piece
        for section in ("figure", "figure_alt", "table", "table_alt")
        for phrase in phrases_in(language).all_within(section)
        for piece in map(str.strip, _FIELD.split(plain(phrase)))
        if any(words.numerals(piece))
    )


def _exact(cell: str) -> Fraction | None:
    return Fraction(cell) if _MACHINE.fullmatch(cell) else None
