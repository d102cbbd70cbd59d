"""The marks of numbers, the months and the order of dates in a language, from CLDR.

The only home of Babel. What typography wants otherwise than CLDR is said where it is done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import get_currency_symbol, is_currency

from publisher.numerals.exact import NO_BREAK_SPACE

__all__ = ["CATEGORIES", "Marks", "marks_of", "plural_categories"]

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""The plural categories of CLDR; no language has all of them."""

NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Marks:
    """What one language writes between and around figures."""

    locale: Locale
    decimal: str
    group: str
    percent: str
    currency_first: bool

    @property
    def month_names(self) -> tuple[str, ...]:
        """January to December, as they stand alone."""
        names = self.locale.months["stand-alone"]["wide"]
        return tuple(str(names[number]) for number in range(1, 13))

    @property
    def month_forms(self) -> tuple[str, ...]:
        """Every form of the names of months that stands in a text, short ones too."""
        return tuple(
            dict.fromkeys(
                str(name).rstrip(".")
                for context in ("format", "stand-alone")
                for width in ("wide", "abbreviated")
                for name in self.locale.months[context][width].values()
            )
        )

    def month(self, year: int, month: int) -> str:
        """Return a month of a year: "July 2026"."""
        return format_skeleton("yMMMM", date(year, month, 1), locale=self.locale)

    def day(self, year: int, month: int, day: int) -> str:
        """Return a date, its day and month tied: "October 31, 2026"."""
        written = format_date(date(year, month, day), "long", locale=self.locale)
        tied = r"(?<=\d) (?=\w)|(?<=\d\.) (?=\w)|(?<=[^\W\d]) (?=\d)"
        return re.sub(tied, NO_BREAK_SPACE, written, count=1)

    def plural(self, number: Decimal) -> str:
        """Return the plural category of a number as it is printed ("1" and "1.0" differ)."""
        return str(self.locale.plural_form(abs(number)))

    def symbol(self, currency: str) -> str | None:
        """Return the sign of a currency by its ISO 4217 code, None if it is none."""
        return _symbol(str(self.locale), currency)


@lru_cache(maxsize=256)
def _symbol(locale: str, currency: str) -> str | None:
    return get_currency_symbol(currency, locale) if is_currency(currency) else None


@lru_cache(maxsize=8)
def marks_of(language: str) -> Marks:
    """Return the marks of a language, given as a tag such as ``en-US``.

    Raises
    ------
    LookupError
        If CLDR does not have the language.
    """
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        msg = f"{language!r} is no language of CLDR"
        raise LookupError(msg) from error
    symbols = locale.number_symbols["latn"]
    pattern = locale.percent_formats[None].pattern
    # a space that stretches with its line, or is as wide as one between words, parts
    # the figures of one number too far
    group = NARROW_SPACE if symbols["group"].isspace() else symbols["group"]
    return Marks(
        locale,
        symbols["decimal"],
        group,
        pattern[pattern.rindex("0") + 1 :],
        locale.currency_formats["standard"].pattern.startswith("¤"),
    )


@lru_cache(maxsize=8)
def plural_categories(language: str) -> tuple[str, ...]:
    """Return the plural categories that whole numbers have in a language."""
    marks = marks_of(language)
    found = {marks.plural(Decimal(number)) for number in range(200)}
    return tuple(name for name in CATEGORIES if name in found)
