"""Printed words to what a screen reader should say, and how numbers are found in words."""

from __future__ import annotations

import re
from functools import lru_cache

from publisher.numerals import english
from publisher.numerals.exact import EN_DASH, MINUS, NO_BREAK_SPACE
from publisher.numerals.marks import marks_of
from publisher.phrases import phrases_in

__all__ = [
    "Short",
    "printed_number",
    "read_otherwise",
    "spoken",
    "words_after_numbers",
]

Short = tuple[tuple[str, str], ...]
"""Abbreviations, each with the words that it stands for."""

_SIGNS = "$€£"


def spoken(text: str, language: str, short: Short = ()) -> str:
    """Return what is said for printed words; the same if they read well.

    In English "−$414.7 billion" is "minus 414.7 billion dollars", "1989–2025" is "1989 to
    2025", and "$414.7 billion" stays. ``short`` are abbreviations and what they mean.
    """
    said = text
    if short:
        said = _abbreviation(short).sub(lambda match: dict(short)[match[0]], said)
    if language.startswith("en"):
        said = english.spoken_money(said)
    for pattern, instead in _marks_and_words(language):
        said = pattern.sub(instead, said)
    return said


@lru_cache(maxsize=8)
def _marks_and_words(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    phrases = phrases_in(language)
    words = phrases.within("spoken.words")
    return (
        (re.compile(rf"(?<=\w){EN_DASH}(?=\w)"), phrases.say("spoken.range")),
        (re.compile(rf"{MINUS}(?=[\d{_SIGNS}])"), phrases.say("spoken.minus")),
        *(
            (re.compile(rf"(?<!\w){re.escape(word)}(?!\w)"), instead)
            for word, instead in words.items()
        ),
    )


@lru_cache(maxsize=8)
def read_otherwise(language: str, short: Short = ()) -> re.Pattern[str]:
    """Return the pattern of what may be read otherwise than it looks, within a text."""
    number = printed_number(language).pattern
    if not short:
        return re.compile(number)
    return re.compile(f"{_abbreviation(short).pattern}|{number}")


@lru_cache(maxsize=8)
def _abbreviation(short: Short) -> re.Pattern[str]:
    """Return the pattern of abbreviations, the longest first."""
    names = sorted((name for name, _ in short), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


@lru_cache(maxsize=8)
def printed_number(language: str) -> re.Pattern[str]:
    """Return the pattern of a printed number with its sign and unit, within a text."""
    marks, phrases = marks_of(language), phrases_in(language)
    group, decimal = re.escape(marks.group), re.escape(marks.decimal)
    short = "|".join(map(re.escape, phrases.within("scale.short").values()))
    words = "|".join(map(re.escape, words_after_numbers(language)[:-1]))
    return re.compile(
        rf"(?:[{MINUS}+]?[{_SIGNS}]|{MINUS})?\d[\d{group}]*(?:{decimal}\d+)?"
        rf"(?:(?:{short})(?!\w)|¢|%|[ {NO_BREAK_SPACE}](?:{words})(?!\w))?"
    )


@lru_cache(maxsize=8)
def words_after_numbers(language: str) -> tuple[str, ...]:
    """Return the words that stay with the number before them, "percent" the last."""
    phrases = phrases_in(language)
    long = phrases.within("scale.long").values()
    return (*(word.strip(NO_BREAK_SPACE) for word in long), phrases.say("unit.percent"))
