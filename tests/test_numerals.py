"""Numbers become text here and nowhere else, so every convention is pinned here."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher import numerals
from publisher.numerals import ENGLISH, Voice

BILLION = 10**9


def billions(amount: int, places: int = 1, *, short: bool = False) -> str:
    return ENGLISH.amount(amount, "USD", "billions", places, short=short)


exact = st.one_of(st.integers(-(10**15), 10**15), st.fractions(-(10**12), 10**12))


@pytest.mark.parametrize(
    ("tenths_of_ten", "text"),
    [(5, "1"), (15, "2"), (25, "3"), (-5, "−1"), (-25, "−3"), (4, "0"), (-4, "0")],
)
def test_halves_go_away_from_zero_and_zero_has_no_sign(
    tenths_of_ten: int, text: str
) -> None:
    """0.5 is 1, 2.5 is 3 (not the even 2), −0.4 is 0 and not −0."""
    assert ENGLISH.number(Fraction(tenths_of_ten, 10)) == text


def test_a_negative_number_that_rounds_to_zero_prints_as_zero() -> None:
    """−0.04 billion at one decimal is "$0.0 billion", signed or not."""
    assert billions(-40_000_000) == "$0.0\N{NO-BREAK SPACE}billion"
    assert ENGLISH.percent_signed(Fraction(-4, 10_000)) == "0.0%"
    assert ENGLISH.signed("$0.0bn") == "$0.0bn"


def test_a_float_is_refused() -> None:
    """0.1 has no exact half; rounding is decided on exact numbers only."""
    for number in (0.1, 2.0, True):
        with pytest.raises(TypeError, match="not exact"):
            ENGLISH.number(number)  # type: ignore[arg-type]


def test_amounts_of_money_carry_their_unit() -> None:
    """One amount in all its forms; the minus is U+2212, the space does not break."""
    amount = -414_712_300_000
    assert billions(amount) == "−$414.7\N{NO-BREAK SPACE}billion"
    assert billions(amount, 0) == "−$415\N{NO-BREAK SPACE}billion"
    assert billions(amount, short=True) == "−$414.7bn"
    assert (
        ENGLISH.amount(amount, "USD", "millions", 0, short=False)
        == "−$414,712\N{NO-BREAK SPACE}million"
    )
    assert ENGLISH.number(amount, "billions", 1) == "−414.7"
    assert ENGLISH.number(amount) == "−414,712,300,000"


def test_a_currency_without_a_sign_is_refused() -> None:
    """A unit that is no currency cannot be printed as money."""
    with pytest.raises(ValueError, match="not a unit"):
        ENGLISH.amount(1, "ratio", "billions", 1, short=False)


def test_ratios() -> None:
    """18.2 hundredths, with and without sign; 57 cents; 2.3 times; points."""
    assert ENGLISH.percent(Fraction(1818, 10_000)) == "18.2%"
    assert ENGLISH.percent_signed(Fraction(1818, 10_000)) == "+18.2%"
    assert ENGLISH.percent_signed(Fraction(-31, 1000)) == "−3.1%"
    assert ENGLISH.cents(Fraction(5707, 10_000)) == "57¢"
    assert ENGLISH.times(Fraction(23, 10)) == "2.3\N{NO-BREAK SPACE}times"
    points = ENGLISH.percentage_points(Fraction(32, 1000))
    assert points == "3.2 percentage\N{NO-BREAK SPACE}points"
    assert ENGLISH.percentage_points(Fraction(1, 100), 0).endswith("point")
    with pytest.raises(ValueError, match="negative"):
        ENGLISH.cents(Fraction(-1, 2))


@pytest.mark.parametrize(
    ("number", "cardinal", "ordinal"),
    [
        (1, "one", "first"),
        (2, "two", "second"),
        (12, "twelve", "twelfth"),
        (20, "twenty", "twentieth"),
        (24, "twenty-four", "twenty-fourth"),
        (31, "thirty-one", "thirty-first"),
        (100, "one hundred", "one hundredth"),
        (999, "nine hundred ninety-nine", "nine hundred ninety-ninth"),
    ],
)
def test_words(number: int, cardinal: str, ordinal: str) -> None:
    """Cardinals and ordinals in words, the irregular ones among them."""
    assert ENGLISH.words(number) == cardinal
    assert ENGLISH.ordinal(number) == ordinal


def test_what_has_no_words_is_refused() -> None:
    """1,000 is digits; there is no place 0; 1.5 is not whole."""
    for number in (1000, Fraction(3, 2)):
        with pytest.raises(ValueError, match="cannot be put in words"):
            ENGLISH.words(number)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="begin with 1"):
        ENGLISH.ordinal(0)


def test_superlatives_and_plurals() -> None:
    """The first is just the largest; one year, two years, minus one point."""
    assert ENGLISH.superlative(1) == "largest"
    assert ENGLISH.superlative(2) == "second-largest"
    assert ENGLISH.superlative(3, "highest") == "third-highest"
    assert ENGLISH.plural(1, "year", "years") == "year"
    assert ENGLISH.plural(-1, "year", "years") == "year"
    assert ENGLISH.plural(Fraction(3, 2), "year", "years") == "years"


def test_a_year_never_has_a_comma() -> None:
    """2025 is a year; 10,000 is none."""
    assert numerals.year(2025) == "2025"
    with pytest.raises(ValueError, match="not a year"):
        numerals.year(10_000)


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2025-01", "2025-12", "2025"),
        ("1989-01", "2025-12", "1989–2025"),
        ("2026-07", "2026-07", "July 2026"),
        ("2024-01", "2024-03", "January–March 2024"),
        ("2023-11", "2024-07", "November 2023–July 2024"),
    ],
)
def test_periods(start: str, end: str, text: str) -> None:
    """A span of months is said in the fewest words."""
    assert ENGLISH.period(start, end) == text


def test_a_date_keeps_month_and_day_together() -> None:
    """October 31 is not broken over two lines."""
    assert ENGLISH.date("2026-10-31") == "October\N{NO-BREAK SPACE}31, 2026"


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("−$414.7\N{NO-BREAK SPACE}billion", "minus 414.7 billion dollars"),
        ("+$12.3bn", "plus 12.3 billion dollars"),
        ("$8.1bn", "8.1 billion dollars"),
        ("−3.1%", "minus 3.1%"),
        ("57¢", "57 cents"),
        ("1989–2025", "1989 to 2025"),
        ("$414.7 billion", "$414.7 billion"),
        ("+18.2%", "+18.2%"),
        ("a plain word", "a plain word"),
    ],
)
def test_what_a_screen_reader_says(printed: str, said: str) -> None:
    """What reads wrongly is put in words; what reads well is left alone."""
    assert ENGLISH.spoken(printed) == said


def test_what_is_short_is_said_in_full() -> None:
    """The longest abbreviation counts, as a whole word; pieces keep what is printed."""
    short = (
        ("US$", "US dollars"),
        ("US$ bn", "billions of US dollars"),
        ("NSF", "a body"),
    )
    voice = Voice(short=short)
    line = "NSF, US$ bn; NSFs, US$ 5, −$2bn"
    said = "a body, billions of US dollars; NSFs, US dollars 5, minus 2 billion dollars"
    assert voice.spoken(line) == said
    pieces = list(voice.pieces(line))
    assert "".join(words for words, _ in pieces) == line
    assert "".join(full or words for words, full in pieces) == said
    assert list(ENGLISH.pieces("NSF")) == [("NSF", None)]


@pytest.mark.parametrize(
    ("precision", "places"), [(0, 1), (10**8, 1), (10**8 + 1, 0), (10**9, 0)]
)
def test_no_more_decimals_than_the_source_has(precision: int, places: int) -> None:
    """A source in whole billions supports no decimal of a billion."""
    assert numerals.places_known(precision, "billions", 1) == places


def test_numbers_for_programs_are_exact_and_bare() -> None:
    """No comma, a hyphen for the minus, decimals only where there are some."""
    assert numerals.machine(-414_712_300_000) == "-414712300000"
    assert numerals.machine(Fraction(1, 8)) == "0.125"
    assert numerals.machine(Fraction(-2, 3)) == "-0.666666666667"


@given(exact, st.integers(0, 3))
def test_a_printed_number_is_within_half_of_its_last_digit(
    amount: int | Fraction, places: int
) -> None:
    """Read back, a number is off by at most half a unit of its last place."""
    text = ENGLISH.number(amount, places=places)
    read = Fraction(text.replace(",", "").replace("−", "-"))
    assert abs(read - amount) <= Fraction(1, 2 * 10**places)


@given(exact, st.integers(0, 3))
def test_a_number_and_its_opposite_differ_in_the_minus_only(
    amount: int | Fraction, places: int
) -> None:
    """Rounding is the same on both sides of zero, and no zero has a minus."""
    text = ENGLISH.number(amount, places=places)
    opposite = ENGLISH.number(-amount, places=places)
    assert text.lstrip("−") == opposite.lstrip("−")
    assert not re.fullmatch(r"−[0.,]*", text)
