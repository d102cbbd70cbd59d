"""Exact numbers to text: the only place where a number of the data becomes words.

A leaf, used by expressions, figures and tables. `Voice` prints in a publication's
language; what speaks no language is beside it.
"""

from __future__ import annotations

from publisher.numerals.exact import (
    EN_DASH,
    MINUS,
    NO_BREAK_SPACE,
    SCALES,
    Exact,
    Scale,
    machine,
    places_known,
    rounded,
    year,
)
from publisher.numerals.marks import plural_categories
from publisher.numerals.voice import ENGLISH, UnspeakableError, Voice

__all__ = [
    "ENGLISH",
    "EN_DASH",
    "MINUS",
    "NO_BREAK_SPACE",
    "SCALES",
    "Exact",
    "Scale",
    "UnspeakableError",
    "Voice",
    "machine",
    "places_known",
    "plural_categories",
    "rounded",
    "year",
]

# the old doors, until every caller has a voice
count = ENGLISH.count
date = ENGLISH.date
month = ENGLISH.month
month_name = ENGLISH.month_name
number = ENGLISH.number
percent = ENGLISH.percent
percent_signed = ENGLISH.percent_signed
percentage_points = ENGLISH.percentage_points
cents = ENGLISH.cents
times = ENGLISH.times
signed = ENGLISH.signed
words = ENGLISH.words
ordinal = ENGLISH.ordinal
superlative = ENGLISH.superlative
plural = ENGLISH.plural
period = ENGLISH.period
year_range = ENGLISH.year_range
spoken = ENGLISH.spoken
PHRASE = ENGLISH.printed_number
MONTHS = ENGLISH.marks.month_names
CURRENCY_TO_SIGN = {"USD": "$", "EUR": "€", "GBP": "£"}


def money(amount, scale, places, currency="USD", *, short):  # noqa
    return ENGLISH.amount(amount, currency, scale, places, short=short)


def billions(amount, places=1, currency="USD"):  # noqa
    return money(amount, "billions", places, currency, short=False)


def billions_short(amount, places=1, currency="USD"):  # noqa
    return money(amount, "billions", places, currency, short=True)


def millions(amount, places=0, currency="USD"):  # noqa
    return money(amount, "millions", places, currency, short=False)
