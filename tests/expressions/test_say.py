"""What expressions print, over the numbers of `tests.expressions.trade`."""

import pytest

from publisher.data.model import NotAvailable, Period
from publisher.expressions import say
from tests.expressions.trade import HERE, scope

NBSP = "\N{NO-BREAK SPACE}"


def said(source: str, **changes: object) -> str:
    return say(source, HERE, scope(**changes)).text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        # one period
        ("balance() | billions", "−$8.0 billion"),
        ("balance(year=2021) | billions(0)", "$2 billion"),
        ("balance(year=year - 1) | short", "−$5.0bn"),
        ("balance(years_back=4) | in_billions", "2.0"),
        ("exports() | millions", "$16,000 million"),
        ("cover() | cents", "67¢"),  # 16 / 24
        ("cover() | in_percent", "66.7"),
        ("(exports() / exports(year=2021)) | times", "1.6 times"),
        ("(cover() - cover(year=2021)) | points", "−58.3 percentage points"),
        # over time
        ("change('balance') | billions | signed", "−$3.0 billion"),
        ("change('imports') | billions | signed", "+$4.0 billion"),
        ("growth('imports') | percent", "20.0%"),  # 24 / 20
        ("growth('exports') | percent_signed", "+6.7%"),  # 16 / 15
        ("record('balance', 'high') | billions", "$2.0 billion"),
        ("record_year('balance', 'low')", "2025"),
        ("record_year('balance', 'low', year=2023)", "2023"),
        ("first_deficit()", "2022"),
        ("first_surplus() | year", "2021"),
        ("first_year()", "2021"),
        ("last_year()", "2025"),
        ("run('deficit') | words | capital", "Four"),
        ("run('surplus')", "0"),
        ("run('deficit') | words | plural('year', 'years')", "four years"),
        ("run('deficit') | plural('year', 'years')", "years"),
        # the two lowest balances, −8 and −5, are both of the last two years
        ("count_extremes('balance', 2, last=recent) | words", "two"),
        ("count_extremes('balance', 3, last=1, order='high')", "0"),
        # changes: −3, −2, −2, −3; only one other is as low as −3, none lower
        ("rank('balance', among='changes', order='low') | superlative", "largest"),
        ("rank('balance', among='years') | ordinal", "fifth"),
        ("revised('balance', year=2024) | billions", "−$1.0 billion"),
        # months
        ("last_month(series='monthly')", "March 2025"),
        ("months_in_year(series='monthly') | words", "three"),
        ("year_to_date('balance', series='monthly') | billions", "−$3.0 billion"),
        ("rolling('exports', series='monthly') | billions", "$24.0 billion"),
        ("rolling('exports', months=2, series='monthly') | period", "February–March 2025"),
        ("balance(series='quarters') | billions", "−$3.0 billion"),
        ("balance(series='quarters', period='2024-01/2024-03') | billions", "−$2.0 billion"),
        # sectors and partners
        ("balance(series='sectors', sector='01') | billions", "$2.0 billion"),
        ("balance(series='sectors', sector='SUM') | billions", "−$8.0 billion"),
        ("share('imports', series='sectors', sector='02') | percent", "83.3%"),  # 20 / 24
        ("rank('balance', series='sectors', sector='02') | superlative('highest')", "second-highest"),
        ("name(place(1, by='sector', flow='exports', series='sectors'))", "Life Science"),
        ("name(place(2, order='low', flow='exports', series='sectors')) | lower", "life science"),
        ("name(place(1, by='partner', series='partners', sector='01', year=2024))", "Cland"),
        ("share('imports', series='partners', sector='01', partner='C', year=2024) | percent", "60.0%"),
        ("top_share(2, series='partners', sector='01', year=2024) | percent", "90.0%"),
        ("count_partners(series='partners')", "3"),
        ("imports(series='partners', sector='SUM', year=2024) | billions", "$20.0 billion"),
        ("share('imports', of='01', series='sectors', sector='02') | times", "5.0 times"),
        # words
        ("change('imports') | up_down('rose', 'fell')", "rose"),
        ("(balance() - balance()) | up_down('rose', 'fell', 'stood still')", "stood still"),
        ("balance() | surplus_deficit", "deficit"),
        ("'more' if balance() > 0 else 'less'", "less"),
        ("name('B')", "Blands"),
        ("name('B', article=true)", "the Blands"),
        ("closing_date", f"October{NBSP}31, 2026"),
        ("year", "2025"),
        ("2022 | year", "2022"),
        ("12345", "12,345"),
        ("abs(balance()) | billions", "$8.0 billion"),
        ("-balance() | billions", "$8.0 billion"),
        ("recent | words", "two"),
        ("vintage()", "October 2026"),
        ("basis()", "published"),
        ("note()", ""),
    ],
)  # fmt: skip
def test_the_vocabulary_prints(source: str, text: str) -> None:
    """Each function and filter, with an answer that can be worked out from the table."""
    assert said(source).replace(NBSP, " ") == text.replace(NBSP, " ")


def test_a_row_of_a_table_is_the_subject() -> None:
    """In a row about another year, sector or month, that is what expressions are about."""
    assert said("balance() | in_billions", year=2023) == "−3.0"
    assert said("change('balance') | in_billions", year=2023) == "−2.0"
    assert said("name()", series="sectors", sector="02") == "Life Science"
    month = {"series": "monthly", "period": Period.of_month(2025, 2)}
    assert said("month", **month) == "February 2025"
    assert said("year", **month) == "2025"
    assert said("year_to_date('balance') | in_billions", **month) == "−2.0"
    assert said("balance(year=2024) | period", **month) == "February 2024"


def test_no_more_decimals_than_the_source_has() -> None:
    """A balance printed by its source as whole billions has no decimal here either."""
    assert said("balance(series='printed') | short") == "−$8bn"
    assert said("(balance(series='printed') - balance()) | short") == "$0bn"


def test_ink_follows_the_sign_that_abs_took_away() -> None:
    """A deficit is printed in its ink, also where the words leave out the minus."""
    result = say("balance() | abs | billions | ink", HERE, scope())
    assert (result.text, result.ink) == (f"$8.0{NBSP}billion", "deficit")
    assert say("balance(year=2021) | short | ink", HERE, scope()).ink == "surplus"
    nothing = say("(balance() - balance()) | short | ink", HERE, scope())
    assert nothing.ink is None


def test_what_reads_wrongly_is_spoken() -> None:
    """A screen reader hears the minus and the unit; plain words need no help."""
    assert say("balance() | short", HERE, scope()).spoken == "minus 8.0 billion dollars"
    assert say("balance() | abs | billions", HERE, scope()).spoken is None


def test_a_result_knows_the_cells_it_stands_on() -> None:
    """The change of 2025 stands on four cells: two flows of two years."""
    result = say("change('balance') | billions", HERE, scope())
    assert [(cell.line, cell.column) for cell in result.cells] == [
        (2024, "exports"),
        (2024, "imports"),
        (2025, "exports"),
        (2025, "imports"),
    ]
    (bound,) = result.bound
    assert bound.shown == result.text
    assert bound.inputs == ("total",)
    assert (bound.position, bound.expression) == (HERE, "change('balance') | billions")


def test_the_cells_of_a_condition_count() -> None:
    """Which of two words is printed stands on the data as much as a figure does."""
    result = say("'up' if exports() > exports(year=2024) else 'down'", HERE, scope())
    assert {cell.line for cell in result.cells} == {2024, 2025}
    assert result.text == "up"
    assert result.bound


def test_mere_words_are_not_bound() -> None:
    """A name that nobody computed is no figure."""
    assert say("name('01')", HERE, scope()).bound == ()


def test_missing_is_not_zero() -> None:
    """A year that the data do not hold raises; nothing is printed in its place."""
    for source in (
        "balance(year=1999) | billions",
        "growth('balance', year=2022) | percent",  # from surplus to deficit
        "first_year(series='empty')",
        "place(9, series='sectors')",
        "balance(series='quarters', year=2020) | billions",
    ):
        with pytest.raises(NotAvailable):
            say(source, HERE, scope())
