"""Where words may be divided."""

from __future__ import annotations

from itertools import pairwise

import pytest

from publisher.layout.hyphenation import division_points


def divided(token: str, language: str = "en-US") -> str:
    """Return the token with its divisions shown."""
    ends = [0, *division_points(token, language), len(token)]
    return "|".join(token[a:b] for a, b in pairwise(ends))


@pytest.mark.parametrize(
    ("token", "shown"),
    [
        ("manufacturing", "man|u|fac|tur|ing"),
        ("“manufacturing,”", "“man|u|fac|tur|ing,”"),
        ("Aerospace", "Aero|space"),
        ("manufacturer’s", "man|u|fac|turer’s"),
    ],
)
def test_long_words_divide_between_syllables(token: str, shown: str) -> None:
    """Punctuation does not matter, and is not counted among the letters that go over."""
    assert divided(token) == shown


@pytest.mark.parametrize(
    "token",
    [
        "trade",  # five letters
        "NASDAQ", "UNITED",  # capitals
        "McKinley",  # a capital within
        "2018total", "1,000,000",  # figures
        "advanced-technology",  # divides at its own hyphen
        "https://www.census.gov/statistics", "statistics@census.gov",  # addresses
        "",
    ],
)  # fmt: skip
def test_some_words_are_never_divided(token: str) -> None:
    """Short ones, capitals, figures, compounds and addresses stay whole."""
    assert division_points(token, "en-US") == ()


def test_two_letters_stay_and_three_go_over() -> None:
    """No division leaves fewer: "economy" is not "econo-my"."""
    for word in ("economy", "ability", "already", "elevator", "imaginary"):
        places = division_points(word, "en-US")
        assert all(2 <= at <= len(word) - 3 for at in places), word


def test_each_language_has_its_own_patterns() -> None:
    """British English divides by origin, German by its own rules."""
    assert divided("Wirtschaft", "de-DE") == "Wirt|schaft"
    assert divided("knowledge", "en-US") == "knowl|edge"
    assert divided("knowledge", "en-GB") == "know|ledge"


def test_a_language_without_patterns_is_not_divided() -> None:
    """It is set whole rather than wrongly."""
    assert division_points("international", "tlh") == ()
