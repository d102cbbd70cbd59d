"""Figures of different vintages: never set off against each other, but by name."""

import pytest

from publisher.data.model import NotAvailable
from publisher.errors import Finding, StageFailed
from publisher.expressions import evaluate, say
from tests.expressions.trade import BILLION, HERE, scope


def refused(source: str) -> Finding:
    """Return the one finding of an expression."""
    with pytest.raises(StageFailed) as failed:
        evaluate(source, HERE, scope())
    (finding,) = failed.value.findings
    return finding


@pytest.mark.parametrize(
    "source",
    [
        "balance(year=2024) - balance(series='older', year=2024)",
        "balance(year=2024) + balance(series='older', year=2024)",
        "balance(year=2024) / balance(series='older', year=2024)",
        "balance(year=2024) < balance(series='older', year=2024)",
        "balance(year=2024) == balance(series='older', year=2024)",
        "balance(series='older', year=2024) * growth('exports', year=2024)",
        "growth('exports', year=2024) * balance(series='older', year=2024)",
        "balance(series='older', year=2024) / growth('exports', year=2024)",
        "share('balance', series='older', year=2024, of='total')",
        "balance() - as_revised('balance')",
        "revised('balance', year=2024) + balance(year=2024)",
    ],
)
def test_two_vintages_do_not_meet(source: str) -> None:
    """Sums, ratios, products, comparisons and shares are refused; both are named."""
    finding = refused(source)
    assert finding.code == "EXPR-04"
    assert "different vintages" in finding.message
    assert "bureau 2026-10" in finding.message
    assert ("bureau 2023-03" in finding.message) or ("2026-11" in finding.message)
    assert "revised(…)" in str(finding.hint)


def test_a_revision_is_asked_for_by_name() -> None:
    """-5 after -4 is a revision of -1; its own size may be computed with."""
    value = evaluate("revised('balance', year=2024)", HERE, scope()).value
    assert value.amount == -1 * BILLION  # type: ignore[union-attr]
    assert [release.vintage for release in value.releases] == ["2023-03", "2026-10"]  # type: ignore[union-attr]
    twice = "revised('balance', year=2024) + revised('balance', year=2024)"
    assert evaluate(twice, HERE, scope()).value.amount == -2 * BILLION  # type: ignore[union-attr]


def test_where_a_number_stands_by_a_later_vintage() -> None:
    """-9 instead of -8, by the accessor only; the vintage itself may be asked for."""
    text = say("as_revised('balance') | billions", HERE, scope()).text
    assert text == "−$9.0 billion".replace(" ", "\N{NO-BREAK SPACE}")
    assert say("vintage(series='later')", HERE, scope()).text == "November 2026"
    finding = refused("balance(series='later')")
    assert finding.code == "EXPR-04"
    assert "later is of a later vintage than this edition" in finding.message
    assert "as_revised(…) of total" in str(finding.hint)


def test_an_edition_that_names_no_later_vintage() -> None:
    """It is not available, so that a note can be left out."""
    with pytest.raises(NotAvailable, match="a later vintage of total"):
        evaluate("as_revised('balance')", HERE, scope(revised_by={}))
    asked = evaluate("available(as_revised('balance'))", HERE, scope(revised_by={}))
    assert asked.value is False


def test_counts_and_years_have_no_vintage() -> None:
    """A year of one vintage may be held against a year of another."""
    assert evaluate("last_year() > last_year(series='older')", HERE, scope()).value
