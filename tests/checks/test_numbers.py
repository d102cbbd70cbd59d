"""Every number of a sentence has one kind, and a reason for it."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.checks.rules import Phrase, Rules
from publisher.numerals import Voice, english
from publisher.numerals.lexicon import lexicon
from publisher.provenance import Position
from tests.checks.small import kinds, read

HERE = Position("content/publication.yml", 9)
ENGLISH = lexicon("en-US")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Exports were {{ exports() | billions }}.", [("40.0", "bound")]),
        ("{{ run('deficit') | words | capital }} years.", [("Three", "bound")]),
        ("The edition closed on {{ closing_date }}.", [("31", "bound"), ("2026", "bound")]),
        ("In 2024 or mid-2023, or the 1990s.", [("2024", "date"), ("2023", "date"), ("1990", "date")]),
        ("On March 30, 2023 and 1 May.", [("30", "date"), ("2023", "date"), ("1", "date")]),
        ("From the first of March.", [("first", "date")]),
        ("At 12:30 it ended.", [("12", "date"), ("30", "date")]),
        ("InfoBrief NSF 07-329.", [("07", "code"), ("329", "code")]),
        ("FT-900, exhibits 16 and 16a.", [("900", "code"), ("16", "code"), ("16", "code")]),
        ("Country code 0015 of FY24.", [("0015", "code"), ("24", "code")]),
        ("It had 2024 birds and 2024 percent.", [("2024", "date"), ("2024", "unbound")]),
        ("It cost $2,024 and $2024.", [("2,024", "unbound"), ("2024", "unbound")]),
        ("A 5-year plan, the 3rd.", [("5", "unbound"), ("3", "unbound")]),
        ("Half of it doubled.", [("Half", "unbound"), ("doubled", "unbound")]),
        ("Two-thirds, a dozen, a hundred.", [("Two", "unbound"), ("dozen", "unbound"), ("hundred", "unbound")]),
        ("No one spoke of one another, as first published.", []),
        ("Hundreds and billions of stars.", []),
    ],
)  # fmt: skip
def test_a_number_has_its_kind(text: str, found: list[tuple[str, str]]) -> None:
    """What an expression printed, dates and names are told from what rests on nothing."""
    assert kinds(text) == found


def test_a_number_typed_in_an_expression_is_typed() -> None:
    """Words to choose from bind no number in them; a number that is printed is bound."""
    said = "It {{ change('exports') | up_down('rose by 9%', 'fell') }} in {{ year }}."
    assert kinds(said) == [("9", "unbound"), ("2025", "bound")]
    assert kinds("{{ '7 groups' if exports() > 0 else '' }}") == [("7", "unbound")]
    (number, _) = read(said)
    assert number.position == Position("content/part.yml", 1, 7)


def test_a_number_given_to_the_function_beside_it_is_a_constant() -> None:
    """The "three" is that of the expression; the four is none."""
    said = "{{ count_extremes('balance', 3, last=2) }} of the %s lowest balances."
    assert kinds(said % "three")[1] == ("three", "constant")
    assert kinds(said % "four")[1] == ("four", "unbound")


# --- data


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Exports were $40 billion in 2025.", "datum"),
        ("Exports were $40.0 billion in 2025.", "datum"),
        ("Exports were $40bn in 2025.", "datum"),
        ("Exports were $41 billion in 2025.", "unbound"),
        ("Imports were $40 billion in 2025.", "unbound"),  # another flow
        ("Exports were $40 billion in 2024.", "unbound"),  # another year
        ("Exports were $40 billion.", "unbound"),  # of no year
        ("They were $40 billion in 2025.", "unbound"),  # of no flow
        ("Exports were 40 in 2025.", "unbound"),  # in no unit
        ("A deficit of $30 billion in 2025.", "datum"),
        ("Biotechnology had exports of $10 billion in 2025.", "datum"),
        ("Life Science had exports of $10 billion in 2025.", "unbound"),
    ],
)
def test_a_datum_is_that_of_its_sentence(text: str, kind: str) -> None:
    """The year, the flow and the sector must stand with it: no figure fits by chance."""
    (number, *_) = [one for one in read(text) if one.kind != "date"]
    assert number.kind == kind


def test_a_datum_says_which() -> None:
    """The reason names flow, sector, period and series."""
    (number, _) = read("Exports were $40 billion in 2025.")
    assert number.why.startswith("exports of TOTAL in 2025 (series total")


@given(st.integers(-999, 999).filter(bool))
def test_a_datum_off_by_its_last_digit_is_none(off: int) -> None:
    """$40.0 billion is a datum; 40.0 and any number of tenths more or less is not."""
    tenths = 400 + off
    if tenths <= 0:
        return
    shown = f"{tenths // 10}.{tenths % 10}"
    (number, _) = read(f"Exports were ${shown} billion in 2025.")
    assert number.kind == "unbound"


# --- what is declared


def test_words_can_be_exempt() -> None:
    """They count as whole words, in any letters, and only in their part."""
    here = Phrase("nine lives", "a saying", HERE, "part")
    other = Phrase("nine lives", "a saying", HERE, "other")
    assert kinds("Nine lives.", Rules(exempt=(here,))) == [("Nine", "exempt")]
    assert kinds("Nine livestock.", Rules(exempt=(here,))) == [("Nine", "unbound")]
    assert kinds("Nine lives.", Rules(exempt=(other,))) == [("Nine", "unbound")]


def test_a_counted_phrase_must_hold_the_count() -> None:
    """The words "ten groups" stand for the count as long as there are ten."""
    ten = Phrase("ten groups", "sectors", HERE, value=10)
    nine = Phrase("ten groups", "sectors", HERE, value=9)
    assert kinds("All ten groups.", Rules(counted=(ten,))) == [("ten", "constant")]
    assert kinds("All ten groups.", Rules(counted=(nine,))) == [("ten", "unbound")]


# --- finding numbers


PIECES = st.sampled_from(
    ["In 2024 ", "$3.5 billion", "16a, ", "ten groups ", "FT-900 ", "1,234 ", "0.5% ",
     "a dozen ", "x–y ", "3rd ", "2018–2025 ", "{{ exports() | billions }} ", "é7 "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=8))
def test_every_group_of_digits_is_judged_once(pieces: list[str]) -> None:
    """However a text is put together, no digits are missed and none are judged twice."""
    numbers = read("".join(pieces))
    printed = "".join(pieces).replace("{{ exports() | billions }}", "$40.0 billion")
    wanted = re.findall(r"\d+(?:[.,]\d+)*", printed)
    assert [one.shown for one in numbers if one.shown[0].isdigit()] == wanted


@given(st.integers(0, 999))
def test_a_number_in_words_is_read_back(number: int) -> None:
    """What numerals spells, the lexicon finds: one number with this value."""
    (found,) = ENGLISH.numerals(f"about {english.words(number)} birds")
    assert (found.value, found.shown) == (number, english.words(number))


@given(st.integers(1, 99))
def test_a_place_in_words_is_read_back(place: int) -> None:
    """The "third" of "third-largest" is 3, a place."""
    (found,) = ENGLISH.numerals(f"the {english.ordinal(place)}-largest bird")
    assert (found.value, found.kind) == (place, "place")


def test_marks_of_thousands_and_decimals_are_those_of_the_language() -> None:
    """12,5 is twelve and a half in Polish; misplaced marks make no value."""
    polish = lexicon("pl-PL")
    assert [one.value for one in polish.numerals("12,5 i 1\u202f234")] == [Fraction(25, 2), 1234]  # fmt: skip
    assert [one.value for one in ENGLISH.numerals("1,23")] == [None]


def test_words_of_another_language_are_not_looked_at() -> None:
    """Digits only: the number words of Polish are not known."""
    rules = Rules(Voice("pl-PL"))
    assert not rules.lexicon.words
    assert kinds("Ten i 12 grup.", rules) == [("12", "unbound")]
