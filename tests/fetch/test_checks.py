"""What must hold of the answers together, and what is refused with the difference named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.fetch.bureau import invented
from tests.fetch.conftest import Desk

Table = list[list[Any]]
CODE, NAME, GROUP, VALUE, TO_DATE, TIME = range(6)


def cell(
    flow: str, who: str, group: str, month: str, at: int, new: Callable[[int], int]
) -> Callable[[tuple[str, str], Table], Table]:
    """Return a change of one figure in the answers."""

    def change(asked: tuple[str, str], table: Table) -> Table:
        for row in table[1:]:
            if (asked[0], row[CODE], row[GROUP], row[TIME]) == (
                flow,
                who,
                group,
                month,
            ):
                row[at] = str(new(int(row[at])))
        return table

    return change


def without(
    flow: str, group: str, month: str
) -> Callable[[tuple[str, str], Table], Table]:
    """Return a change that takes out the world's rows of a group in a month."""

    def change(asked: tuple[str, str], table: Table) -> Table:
        lost = [flow, "-", group, month]
        return [
            row for row in table if [asked[0], row[CODE], row[GROUP], row[TIME]] != lost
        ]

    return change


def test_the_groups_are_all_goods_less_the_rest(desk: Desk) -> None:
    """One dollar in one group of one month refuses the vintage, and is named."""
    desk.bureau.change = cell("imports", "-", "07", "2011-05", VALUE, lambda v: v + 1)
    told = desk.refused()
    goods = [
        sum(invented("imports", "2011-05", f"{code:02}", who) for who in ("1220", "4280", "5700"))
        for code in range(11)
    ]  # fmt: skip
    groups, rest = sum(goods[1:]), goods[0]
    assert told[0][0] == "FETCH-09"
    assert told[0][1] == (
        f"imports of 2011-05: the ten groups add to {groups + 1:,} dollars, but all goods"
        f" ({groups + rest:,} dollars) less code 00 ({rest:,} dollars) are {groups:,}"
        " dollars: a difference of 1 dollars"
    )
    assert "nothing was written" in told[0][2]
    assert [code for code, *_ in told] == ["FETCH-09", "FETCH-10", "FETCH-11"]
    assert list(desk.home.iterdir()) == []


def test_a_refused_vintage_is_asked_for_anew(desk: Desk) -> None:
    """The source may have been changing: none of its answers is kept."""
    desk.bureau.change = cell("exports", "-", "00", "2010-01", VALUE, lambda v: v - 5)
    assert "FETCH-09" in [code for code, *_ in desk.refused()]
    desk.bureau.change = lambda _asked, table: table
    desk.bureau.asked.clear()
    assert desk.fetch().resumed == 0
    assert len(desk.bureau.asked) == 6


@pytest.mark.parametrize("month", ["2010-12", "2012-02"])
def test_a_year_to_date_is_the_sum_of_its_months(desk: Desk, month: str) -> None:
    """Of each year's last month, for the ten groups and all goods."""
    desk.bureau.change = cell("exports", "-", "04", month, TO_DATE, lambda v: v - 3)
    [(code, message, _)] = desk.refused()
    assert code == "FETCH-10"
    assert message.startswith(f"exports of group 04: the year to {month} is ")
    assert message.endswith(": a difference of -3 dollars")


def test_countries_that_do_not_add_up_are_told(desk: Desk) -> None:
    """A little may have no country: a warning with the largest, and the vintage stands."""
    year = sum(
        invented("imports", f"2010-{m:02}", "02", who)
        for m in range(1, 13)
        for who in ("1220", "4280", "5700")
    )
    desk.bureau.change = cell(
        "imports", "5700", "02", "2010-06", VALUE, lambda v: v - 9
    )
    [warning] = desk.fetch().warnings
    assert (warning.code, warning.severity) == ("FETCH-11", "warning")
    assert warning.message == (
        f"imports of the group 02 in 2010: the countries add to {year - 9:,} dollars, the"
        f" world is {year:,} dollars: a difference of -9 dollars; it is the largest of 1"
        " such differences"
    )


def test_countries_and_groupings_are_not_mixed(desk: Desk) -> None:
    """A grouping under a country's code counts twice: refused, for each group and year."""

    def change(_asked: tuple[str, str], table: Table) -> Table:
        for row in table:
            row[CODE] = "4000" if row[CODE] == "0003" else row[CODE]
        return table

    desk.bureau.change = change
    told = desk.refused()
    assert {code for code, *_ in told} == {"FETCH-11"}
    assert len(told) == 2 * 2 * 10


def test_a_group_that_is_missing(desk: Desk) -> None:
    """It is no zero: the month is named, and no sum is tried."""
    desk.bureau.change = without("imports", "09", "2010-07")
    [(code, message, _)] = desk.refused()
    assert (code, message) == (
        "FETCH-08",
        "imports of the group 09 are missing in 2010-07",
    )


def test_a_month_that_is_missing(desk: Desk) -> None:
    """Inside the series there may be no gap."""

    def change(_asked: tuple[str, str], table: Table) -> Table:
        return [row for row in table if row[TIME] not in {"2010-11", "2011-01"}]

    desk.bureau.change = change
    told = desk.refused()
    assert [code for code, *_ in told] == ["FETCH-08", "FETCH-08"]
    assert [message for _, message, _ in told] == [
        f"{flow} of goods of all kinds are missing or nil in 2010-11 and 1 more,"
        " inside the series"
        for flow in ("exports", "imports")
    ]


def test_zeros_inside_the_series_are_refused(desk: Desk) -> None:
    """No country ever traded nothing for a month: the source has no figures there."""
    desk.bureau.amount = lambda *of: 0 if of[1] == "2011-03" else invented(*of)
    told = desk.refused()
    assert [code for code, *_ in told] == ["FETCH-08", "FETCH-08"]
    assert "are missing or nil in 2011-03, inside the series" in told[0][1]


def test_zeros_at_the_end_are_months_to_come(desk: Desk) -> None:
    """They are dropped, and said to be: January 2012 is the last month."""
    desk.bureau.last = "2012-12"
    desk.bureau.amount = lambda *of: 0 if of[1] > "2012-01" else invented(*of)
    fetched = desk.fetch()
    assert (fetched.span.first, fetched.span.last) == ("2010-01", "2012-01")
    [warning] = fetched.warnings
    assert (warning.code, warning.severity) == ("FETCH-14", "warning")
    assert warning.message == (
        "2012-02 to 2012-12 not yet published for both flows, and left out"
    )
    assert "2012,2," not in desk.text("groups_monthly.csv")


def test_a_month_of_one_flow_is_a_month_to_come(desk: Desk) -> None:
    """Exports alone make no balance."""

    def change(asked: tuple[str, str], table: Table) -> Table:
        gone = {"2012-02"} if asked[0] == "imports" else set()
        return [row for row in table if row[TIME] not in gone]

    desk.bureau.change = change
    fetched = desk.fetch()
    assert fetched.span.last == "2012-01"
    assert fetched.warnings[0].message.startswith("2012-02 not yet published")


def test_a_series_that_begins_later_is_told(desk: Desk) -> None:
    """The source has nothing for 2010 (204): a warning, and 2011 is the first year."""
    desk.bureau.first = "2011-01"
    fetched = desk.fetch()
    assert fetched.span.first == "2011-01"
    [warning] = fetched.warnings
    assert warning.message == "the figures begin at 2011-01, not at 2010-01"
    assert desk.text("groups_annual.csv").splitlines()[1].startswith("2011,01,")


def test_a_year_without_rows_inside_is_a_gap(desk: Desk) -> None:
    """204 for 2011, between two years."""
    desk.bureau.change = lambda asked, table: table[:1] if asked[1] == "2011" else table
    told = desk.refused()
    assert "missing or nil in 2011-01 and 11 more" in told[0][1]


def test_a_source_without_figures(desk: Desk) -> None:
    """Every year is empty."""
    desk.bureau.last = "2009-12"
    [(code, message, _)] = desk.refused()
    assert (code, message) == ("FETCH-08", "the source has no figures at all")


def test_flows_that_never_meet(desk: Desk) -> None:
    """Exports of 2010 and imports of 2012 are no series."""

    def change(asked: tuple[str, str], table: Table) -> Table:
        keep = {"exports": "2010", "imports": "2012"}[asked[0]]
        return table if asked[1] == keep else table[:1]

    desk.bureau.change = change
    [(code, message, _)] = desk.refused()
    assert (code, message) == (
        "FETCH-08",
        "exports and imports have no month in common",
    )
