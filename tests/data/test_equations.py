"""Figures that must agree, as equations over cells: kinds, tolerances, what breaks them."""

from __future__ import annotations

import pytest

from publisher.data.model import Equation
from publisher.provenance import Cell
from tests.data.desk import ANNUAL, Desk, key, year

PARTNERS = {"year": "year", "partner": "who", "imports": "m"}
SECTORS = {"year": "year", "sector": "code", "exports": "x"}


def equation(desk: Desk) -> Equation:
    (found,) = desk.read().equations
    return found


def test_an_equation_knows_what_would_break_it(desk: Desk) -> None:
    """5 - 9 is printed as -3, within 1.5 thousand: 500 dollars are left, not 501."""
    csv = "year,x,m,b\n2019,5,9,-3\n"
    desk.pin("a", csv, columns={**ANNUAL, "balance": "b"}, precision=1000)
    found = equation(desk.serve("s", "a"))
    cells = {name: Cell("data/a.csv", 2, name) for name in "xmb"}
    assert found.weights == {cells["b"]: 1, cells["x"]: -1, cells["m"]: 1}
    assert (found.residual, found.within) == (1000, 1500)
    assert not found.is_broken
    assert not found.is_broken_by(cells["b"], 500)
    assert found.is_broken_by(cells["b"], 501)
    assert found.is_broken_by(cells["m"], 501)
    assert not found.is_broken_by(cells["x"], 501)
    assert found.is_broken_by(cells["x"], -501)
    assert not found.is_broken_by(Cell("data/a.csv", 3, "b"), 10**9)


def test_a_declared_balance_replaces_the_silent_one(desk: Desk) -> None:
    """Printed -2 for 5 - 9 thousand is off by 2,000: as much as is declared."""
    csv = "year,x,m,b\n2019,5,9,-2\n"
    desk.pin("a", csv, columns={**ANNUAL, "balance": "b"}, precision=1000)
    desk.serve("s", "a")
    assert desk.codes() == [("DATA-23", "data/a.csv:2:10")]
    desk.footings = [{"series": "s", "balance": "s", "within": 2000}]
    assert desk.codes() == []
    desk.footings[0]["within"] = 1999
    (fault,) = desk.faults()
    assert "is printed as -2000, exports less imports are -4000" in fault.message


def test_a_balance_printed_by_another_source(desk: Desk) -> None:
    """Flows of one series, the balance of another: 5 - 9 is not -3 to the dollar."""
    desk.pin("a", "year,x,m\n2019,5,9\n").serve("s", "a")
    desk.pin("b", "year,b\n2019,-3\n", columns={"year": "year", "balance": "b"})
    desk.serve("head", "b")
    desk.footings = [{"series": "s", "balance": "head"}]
    assert desk.codes() == [("DATA-23", "data/b.csv:2:6")]
    desk.footings[0]["within"] = 1000
    assert desk.codes() == []


def test_partners_add_to_the_world(desk: Desk) -> None:
    """X 3 and Y 4 are 7 of a world of 8 thousand; each is rounded to a thousand."""
    csv = "year,who,m\n2019,WORLD,8\n2019,X,3\n2019,Y,4\n2020,WORLD,9\n"
    desk.pin("a", csv, columns=PARTNERS, precision=1000).serve("s", "a")
    desk.footings = [{"series": "s", "partners": "s", "within": 999}]
    (fault,) = desk.faults()
    assert (fault.code, str(fault.position)) == ("DATA-31", "data/a.csv:2:12")
    assert (
        "imports of TOTAL in 2019 are 8000, the partners add to 7000" in fault.message
    )
    del desk.footings[0]["within"]  # half of three thousands
    assert desk.codes() == []


def test_printed_shares_add_to_a_whole(desk: Desk) -> None:
    """33.3 + 66.6 is 99.9: within half a tenth of each of the two, not exactly 100."""
    csv = "year,code,x\n2019,01,33.3\n2019,02,66.6\n2020,01,33.3\n"
    desk.pin("a", csv, columns=SECTORS, scale=10, precision=1, unit="per mille")
    desk.serve("s", "a", gaps=["2020"])
    desk.footings = [{"series": "s", "whole": 1000}]
    assert desk.codes() == []
    desk.footings[0]["within"] = 0
    (fault,) = desk.faults()
    assert (fault.code, str(fault.position)) == ("DATA-32", "data/a.csv:2:9")
    assert (
        "the parts of exports of TOTAL in 2019 add to 999, not to 1000" in fault.message
    )


def test_shares_of_partners_add_to_a_whole(desk: Desk) -> None:
    """40 and 50 of 100 is no whole; each sector has its own."""
    csv = "year,who,m\n2019,X,40\n2019,Y,50\n"
    desk.pin("a", csv, columns=PARTNERS, scale=1, unit="%").serve("s", "a")
    desk.footings = [{"series": "s", "whole": 100}]
    (fault,) = desk.faults()
    assert "with ALL in 2019 add to 90, not to 100" in fault.message


def test_a_tolerance_in_percent_and_a_mere_warning(desk: Desk) -> None:
    """99 + 100 is off by 1 of 200: 0.5%, and not 0.4%."""
    desk.pin("a", "year,code,x\n2019,01,99\n2019,02,100\n", columns=SECTORS)
    desk.serve("parts", "a")
    desk.pin("t", "year,x\n2019,200\n", columns={"year": "year", "exports": "x"})
    desk.serve("s", "t")
    desk.footings = [{"series": "parts", "total": "s", "within": "0.5%"}]
    assert desk.codes() == []
    desk.footings[0].update({"within": "0.4%", "severity": "warning"})
    (fault,) = desk.faults()
    assert (fault.code, fault.severity) == ("DATA-25", "warning")


def test_a_guard_of_balances(desk: Desk) -> None:
    """6 - 4 is held against a printed 3: flows of which one input knows nothing are left."""
    desk.pin("a", "year,x,m\n2018,6,4\n")
    desk.pin("b", "year,b\n2018,3\n", columns={"year": "year", "balance": "b"})
    desk.serve("s", "b")
    guard = {"inputs": ["a", "b"], "years": [2018], "flow": "balance", "within": 1000}
    desk.series["s"]["guards"] = [guard]
    found = equation(desk)
    assert found.weights == {
        Cell("data/a.csv", 2, "x"): 1,
        Cell("data/a.csv", 2, "m"): -1,
        Cell("data/b.csv", 2, "b"): -1,
    }
    assert found.residual == -1000
    guard["within"] = 999
    assert desk.codes() == [("DATA-21", "data/a.csv:2:6")]
    del guard["flow"]
    assert {code for code, _ in desk.codes()} == {"DATA-21"}


def test_all_that_does_not_agree_is_told_at_once(desk: Desk) -> None:
    """A file that was changed, and two sums that do not come out; the numbers are there."""
    desk.pin("a", "year,code,x\n2019,01,1\n2019,02,2\n2019,TOTAL,4\n", columns=SECTORS)
    desk.serve("s", "a")
    desk.pin("b", "year,who,m\n2019,WORLD,8\n2019,X,3\n", columns=PARTNERS)
    desk.serve("p", "b")
    desk.inputs["a"]["sha256"] = "0" * 64
    desk.footings = [{"series": "s", "total": "s"}, {"series": "p", "partners": "p"}]
    balances = desk.read()
    codes = [fault.code for fault in balances.findings]
    assert codes == ["DATA-04", "DATA-25", "DATA-31"]
    assert balances.value(key("exports", "01"), year(2019)).amount == 1000


def test_a_footing_is_of_one_kind(desk: Desk) -> None:
    """Months and a total at once cannot be followed."""
    desk.pin("a", "year,x,m\n2019,1,1\n").serve("s", "a")
    desk.footings = [{"series": "s", "months": "s", "total": "s"}]
    assert [code for code, _ in desk.codes()] == ["DATA-17"]


@pytest.mark.parametrize("column", ["x", ["x", "x"]])
def test_a_column_counts_once(desk: Desk, column: object) -> None:
    """The same column for two flows, or twice for one, is a slip."""
    columns = {"year": "year", "exports": "x", "imports": column}
    desk.pin("a", "year,x,m\n2019,1,1\n", columns=columns).serve("s", "a")
    assert [code for code, _ in desk.codes()] == ["DATA-17"]


def test_one_cell_has_one_amount(desk: Desk) -> None:
    """Two inputs read one cell, as thousands and as millions."""
    desk.pin("a", "year,x,m\n2019,1,1\n").serve("s", "a")
    desk.inputs["b"] = {**desk.inputs["a"], "scale": 1000000}
    desk.serve("t", "b")
    (fault,) = desk.faults()
    assert (fault.code, str(fault.position)) == ("DATA-17", "data/a.csv:2:6")
    assert "reads this cell as 1000000, another one as 1000" in fault.message
