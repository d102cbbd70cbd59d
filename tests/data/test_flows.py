"""From rows to series: splices, balances, sums over partners."""

from __future__ import annotations

import pytest

from publisher.data.model import ALL, NotAvailable, Period, Stretch
from tests.data.desk import ANNUAL, Desk, key, year

OLD = "year,x,m\n2017,5,3\n2018,6,4\n"
NEW = "year,x,m\n2018,6.5,4\n2019,7,9\n"


def test_balance_is_exports_less_imports(desk: Desk) -> None:
    """7 - 9 thousand are -2,000, from both cells."""
    desk.pin("a", NEW).serve("s", "a")
    value = desk.read().value(key("balance"), year(2019))
    assert value.amount == -2000
    assert [(cell.line, cell.column) for cell in value.cells] == [(3, "m"), (3, "x")]


def test_a_splice_takes_each_year_from_its_piece(desk: Desk) -> None:
    """2018 is 6.5 of the new input, not 6 of the old; both stretches are told."""
    desk.pin("a", OLD).pin("b", NEW).serve("s")
    desk.series["s"]["pieces"] = [
        {"input": "b", "from": 2018},
        {"input": "a", "to": 2017},
    ]
    balances = desk.read()
    exports = {
        period.year: value.amount
        for period, value in balances.values[key("exports")].items()
    }
    assert exports == {2017: 5000, 2018: 6500, 2019: 7000}
    assert balances.info("s").splice == (
        Stretch("a", year(2017), year(2017)),
        Stretch("b", year(2018), year(2019)),
    )
    assert balances.value(key("balance"), year(2018)).inputs == ("b",)


def test_pieces_that_overlap(desk: Desk) -> None:
    """2018 stands in both inputs: the series must say which one counts."""
    desk.pin("a", OLD).pin("b", NEW).serve("s", "a", "b")
    (fault,) = desk.faults()
    assert fault.code == "DATA-19"
    assert "2 numbers twice" in fault.message


def test_flows_from_two_inputs_make_a_balance_of_both(desk: Desk) -> None:
    """Exports of one file, imports of another: the balance names both inputs."""
    desk.pin("a", "year,x\n2019,5\n", columns={"year": "year", "exports": "x"})
    desk.pin("b", "year,m\n2019,8\n", columns={"year": "year", "imports": "m"})
    value = desk.serve("s", "a", "b").read().value(key("balance"), year(2019))
    assert value.amount == -3000
    assert value.inputs == ("a", "b")


def test_a_printed_balance_stands_and_must_fit_its_rounding(desk: Desk) -> None:
    """Printed -3 for 5 - 9 is within rounding to whole thousands, -2 is not."""
    columns = {**ANNUAL, "balance": "b"}
    csv = "year,x,m,b\n2019,5,9,-3\n"
    desk.pin("a", csv, columns=columns, precision=1000).serve("s", "a")
    value = desk.read().value(key("balance"), year(2019))
    assert value.amount == -3000
    assert [cell.column for cell in value.cells] == ["b"]
    csv = csv.replace("-3", "-2")
    desk.pin("a", csv, columns=columns, precision=1000)
    assert desk.codes() == [("DATA-23", "data/a.csv:2:10")]


def test_sum_over_partners_is_not_the_world(desk: Desk) -> None:
    """X 3 and Y 4 make ALL 7 thousand; there is no figure for the world."""
    columns = {"year": "year", "partner": "who", "imports": "m"}
    csv = "year,who,m\n2019,X,3\n2019,Y,4\n2020,X,5\n"
    desk.pin("a", csv, columns=columns).serve("s", "a", sum_partners=True)
    balances = desk.read()
    total = balances.value(key("imports", partner=ALL), year(2019))
    assert total.amount == 7000
    assert [cell.line for cell in total.cells] == [2, 3]
    assert balances.info("s").whole == ALL
    assert balances.partners("s", "TOTAL") == ("X", "Y")
    with pytest.raises(NotAvailable):
        balances.value(key("imports"), year(2019))


def test_a_series_without_pieces_awaits_its_data(desk: Desk) -> None:
    """It is there, and holds nothing; alone in an edition, too."""
    desk.serve("s", expect=["01"])
    balances = desk.read()
    assert balances.info("s").sectors == ()
    assert balances.periods("s", "01", "balance") == ()
    with pytest.raises(NotAvailable):
        balances.value(key("balance", "01"), year(2019))


def test_months_and_other_periods(desk: Desk) -> None:
    """A month column makes months; two columns of months make a period."""
    desk.pin(
        "a",
        "y,m,v\n2019,1,3\n2019,02,4\n",
        columns={"year": "y", "month": "m", "exports": "v"},
    )
    desk.pin(
        "b",
        "f,t,v\n2019-01,2019-03,9\n",
        columns={"period_start": "f", "period_end": "t", "exports": "v"},
    )
    desk.serve("months", "a", frequency="month").serve("spans", "b", frequency="period")
    balances = desk.read()
    assert balances.periods("months", "TOTAL", "exports") == (
        Period.of_month(2019, 1),
        Period.of_month(2019, 2),
    )
    quarter = Period("2019-01", "2019-03")
    assert balances.value(key("exports", series="spans"), quarter).amount == 9000
    assert not balances.has(key("exports", series="spans"), year(2019))


def test_what_was_measured_is_never_spliced_with_something_else(desk: Desk) -> None:
    """General imports and imports for consumption do not make one series."""
    desk.pin("a", OLD).pin("b", "year,x,m\n2019,1,1\n", concept="consumption")
    assert [code for code, _ in desk.serve("s", "a", "b").codes()] == ["DATA-20"]
