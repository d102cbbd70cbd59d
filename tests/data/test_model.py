"""Periods: written, read and shifted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.data.model import Period

MONTHS = st.tuples(st.integers(1000, 9998), st.integers(1, 12))


@pytest.mark.parametrize(
    "text", ["2024", "2024-03", "2024-01/2024-03", "2023-11/2024-02"]
)
def test_a_period_is_read_as_it_is_written(text: str) -> None:
    """Reading and writing a period gives the same text."""
    assert str(Period.parse(text)) == text


def test_twelve_months_of_a_year_are_the_year() -> None:
    """``2024-01/2024-12`` is ``2024``."""
    assert str(Period.parse("2024-01/2024-12")) == "2024"


@pytest.mark.parametrize(
    "text", ["", "24", "2024-13", "2024-00", "2024-03/2024-01", "2024-Q1", "٢٠٢٤"]
)
def test_what_is_no_period(text: str) -> None:
    """A month is 01 to 12, and an end is not before its start."""
    with pytest.raises(ValueError, match="not a period"):
        Period.parse(text)


@given(MONTHS, st.integers(1, 36))
def test_back_ends_where_it_began(month: tuple[int, int], months: int) -> None:
    """A period of n months that ends with a month has n months and that end."""
    period = Period.of_month(*month).back(months)
    assert period.months == months
    assert period.end == Period.of_month(*month).end
    assert period.shifted(1).shifted(-1) == period
