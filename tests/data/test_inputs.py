"""What can be wrong with a pinned file: each fault by its code and its cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.data import files
from publisher.data.model import ALL, NotAvailable
from publisher.provenance import Cell
from tests.data.desk import ANNUAL, Desk, key, year

BY_SECTOR = {"year": "year", "sector": "code", "exports": "x", "imports": "m"}


def test_amounts_are_whole_dollars_with_their_cell(desk: Desk) -> None:
    """12.5 thousand is 12,500 dollars, from line 2, column x."""
    desk.pin("a", "year,x,m\n2019,12.5,10\n", precision=100).serve("s", "a")
    value = desk.read().value(key("exports"), year(2019))
    assert value.amount == 12_500
    assert isinstance(value.amount, int)
    assert value.cells == (Cell("data/a.csv", 2, "x"),)
    assert value.inputs == ("a",)
    assert value.precision == 100
    assert value.unit == "USD"
    assert value.concept == "goods; fas"


def test_exact_where_a_float_would_not_be(desk: Desk) -> None:
    """0.1 + 0.2 thousand are 300 dollars; sixteen digits keep their last."""
    desk.pin("a", "year,x,m\n2019,0.3,100000000000.001\n").serve("s", "a")
    balances = desk.read()
    assert balances.value(key("exports"), year(2019)).amount == 300
    assert balances.value(key("imports"), year(2019)).amount == 100_000_000_000_001


def test_empty_is_missing_not_zero(desk: Desk) -> None:
    """No exports of 2019: no exports, no balance; zero imports of 2020 are zero."""
    desk.pin("a", "year,x,m\n2019,,7\n2020,5,0\n").serve("s", "a")
    balances = desk.read()
    assert not balances.has(key("exports"), year(2019))
    with pytest.raises(NotAvailable, match="balance of TOTAL in 2019"):
        balances.value(key("balance"), year(2019))
    assert balances.value(key("balance"), year(2020)).amount == 5000


def test_line_ends_quotes_and_byte_order_mark(desk: Desk) -> None:
    """CRLF, a quoted comma and a BOM change no number and no line."""
    text = '\ufeffyear,name,x,m\r\n2019,"Korea, South",3,1\r\n2020,b,?,1\r\n'
    desk.pin("a", text).serve("s", "a")
    assert desk.codes() == [("DATA-08", "data/a.csv:3:8")]
    desk.pin("a", text.replace("?", "4"))
    assert desk.read().value(key("exports"), year(2019)).cells[0].line == 2


def test_a_quoted_line_break_keeps_the_places_after_it(desk: Desk) -> None:
    """The second row starts on line 4, since the first takes two lines."""
    desk.pin("a", 'year,name,x,m\n2019,"a\nb",3,1\n2020,"c",four,1\n').serve("s", "a")
    assert desk.codes() == [("DATA-08", "data/a.csv:4:10")]


@pytest.mark.parametrize(
    ("csv", "code", "place"),
    [
        ("year,x,m\n2019,1,n/a\n", "DATA-08", "2:8"),
        ('year,x,m\n2019,1,"1,000"\n', "DATA-08", "2:8"),
        ("year,x,m\n2019,1e3,1\n", "DATA-08", "2:6"),
        ("year,x,m\n2019,1,٣\n", "DATA-08", "2:8"),
        ("year,x,m\n2019,1.2345,1\n", "DATA-09", "2:6"),
        ("year,x,m\n2019,1,1000000000001\n", "DATA-10", "2:8"),
        ("year,x,m\n19,1,1\n", "DATA-11", "2:1"),
        ("year,x,m\n2019.0,1,1\n", "DATA-11", "2:1"),
        ("year,x,m\n2019,1,1\n2020,2,2\n2019,3,3\n", "DATA-13", "4:6"),
        ("year,x,m\n2018,1,1\n2019,1\n", "DATA-06", "3:1"),
        ("year,x,m\n2018,1,1\n2019,1,2,3\n", "DATA-06", "3:1"),
        ("year,x,x\n2019,1,2\n", "DATA-06", "1:1"),
        ("", "DATA-06", "1:1"),
        ('year,x,m\n2018,1,1\n2019,"1"2,3\n', "DATA-06", "3:1"),
        ("year,x,imp\n2019,1,2\n", "DATA-07", "1:1"),
    ],
)
def test_a_bad_cell_is_found_where_it_stands(
    desk: Desk, csv: str, code: str, place: str
) -> None:
    """One fault, one finding, with line and column of the cell."""
    found = desk.pin("a", csv).serve("s", "a").codes()
    assert found[0] == (code, f"data/a.csv:{place}")
    assert {name for name, _ in found} == {code}


def test_all_faults_of_all_files_are_reported_at_once(desk: Desk) -> None:
    """Two bad cells in one file and one in another: three findings, in order."""
    desk.pin("a", "year,x,m\n2019,a,b\n").pin("b", "year,x,m\n2020,c,1\n")
    assert desk.serve("s", "a", "b").codes() == [
        ("DATA-08", "data/a.csv:2:6"),
        ("DATA-08", "data/a.csv:2:8"),
        ("DATA-08", "data/b.csv:2:6"),
    ]


def test_unknown_codes_are_found_or_put_aside(desk: Desk) -> None:
    """Sector 99 is a fault; left out, or declared as another sector, it is none."""
    csv = "year,code,x,m\n2019,01,1,1\n2019,99,2,2\n"
    desk.serve("s", "a").pin("a", csv, columns=BY_SECTOR)
    assert desk.codes() == [("DATA-12", "data/a.csv:3:6")]
    desk.pin("a", csv, columns=BY_SECTOR, leave_out={"code": ["99"]})
    assert desk.read().info("s").sectors == ("01",)
    desk.pin("a", csv, columns=BY_SECTOR, other_sectors=["99"])
    assert desk.read().info("s").sectors == ("01", "99")


def test_unknown_partner(desk: Desk) -> None:
    """Z has no printed name."""
    columns = {**ANNUAL, "partner": "who"}
    desk.pin("a", "year,who,x,m\n2019,X,1,1\n2019,Z,1,1\n", columns=columns)
    assert desk.serve("s", "a").codes() == [("DATA-16", "data/a.csv:3:6")]


def test_rows_of_another_vintage_do_not_slip_in(desk: Desk) -> None:
    """A file holds one source and one vintage."""
    columns = {**ANNUAL, "source": "from", "vintage": "when"}
    csv = "from,when,year,x,m\nbureau,v1,2019,1,1\nother,v2,2020,1,1\n"
    desk.pin("a", csv, columns=columns).serve("s", "a")
    assert desk.codes() == [
        ("DATA-14", "data/a.csv:3:1"),
        ("DATA-14", "data/a.csv:3:7"),
    ]


def test_flows_in_rows(desk: Desk) -> None:
    """A flow per row, with a printed balance; an unknown flow is found."""
    columns = {"period_start": "a", "period_end": "b", "flow": "f", "value": "v"}
    csv = "a,b,f,v\n2024-01,2024-03,exports,5\n2024-01,2024-03,re-exports,1\n"
    desk.pin("a", csv, columns=columns).serve("s", "a", frequency="period")
    assert desk.codes() == [("DATA-15", "data/a.csv:3:17")]
    desk.pin("a", csv.replace("2024-03,re", "2024-13,re"), columns=columns)
    assert ("DATA-11", "data/a.csv:3:1") in desk.codes()


def test_several_columns_add_up_and_miss_together(desk: Desk) -> None:
    """1 + 2 are 3 thousand from two cells; with one part missing there is no sum."""
    columns = {"year": "year", "imports": ["p", "q"]}
    desk.pin("a", "year,p,q\n2019,1,2\n2020,1,\n", columns=columns).serve("s", "a")
    balances = desk.read()
    value = balances.value(key("imports"), year(2019))
    assert value.amount == 3000
    assert [cell.column for cell in value.cells] == ["p", "q"]
    assert not balances.has(key("imports"), year(2020))


def test_precision_by_year_and_by_row(desk: Desk) -> None:
    """The rounding step is that of the year, or that of the row's own column."""
    steps = [{"from": 2020, "precision": 10}, {"from": 2019, "precision": 1000}]
    csv = "year,x,m,p\n2019,1,1,0.1\n2020,1,1,1\n"
    desk.pin("a", csv, precision_steps=steps).serve("s", "a")
    line = desk.read().values[key("exports")]
    assert [value.precision for value in line.values()] == [1000, 10]
    desk.pin("a", csv, columns={**ANNUAL, "precision": "p"})
    line = desk.read().values[key("exports")]
    assert [value.precision for value in line.values()] == [100, 1000]


@pytest.mark.parametrize(
    "columns",
    [
        {"year": "year"},
        {**ANNUAL, "flow": "x", "value": "m"},
        {"exports": "x"},
        {**ANNUAL, "flow": "x"},
        {**ANNUAL, "period_start": "year"},
    ],
)
def test_columns_that_cannot_be_followed(desk: Desk, columns: dict[str, str]) -> None:
    """Flows and periods are named in exactly one way."""
    desk.pin("a", "year,x,m\n2019,1,1\n", columns=columns).serve("s", "a")
    assert {code for code, _ in desk.codes()} == {"DATA-17"}


def test_an_input_without_rows(desk: Desk) -> None:
    """A condition that no row meets is a fault, not an empty series."""
    desk.pin("a", "year,x,m\n2019,1,1\n", where={"year": ["2020"]}).serve("s", "a")
    assert [code for code, _ in desk.codes()] == ["DATA-18"]


def test_files_that_cannot_be_read(desk: Desk, tmp_path: Path) -> None:
    """Missing, a folder, outside, through a link, and changed since it was pinned."""
    csv = "year,x,m\n2019,1,1\n"
    desk.serve("s", "a").pin("a", csv, path="data/none.csv")
    assert [code for code, _ in desk.codes()] == ["DATA-01"]
    for path in ("data", "../x.csv", "/etc/passwd"):
        desk.pin("a", csv, path=path)
        assert [code for code, _ in desk.codes()] == ["DATA-02"], path
    desk.pin("a", csv, path="data/link.csv")
    (tmp_path / "data" / "link.csv").symlink_to("/etc/passwd")
    assert [code for code, _ in desk.codes()] == ["DATA-02"]
    (tmp_path / "data" / "loop.csv").symlink_to("loop.csv")
    desk.pin("a", csv, path="data/loop.csv")
    assert [code for code, _ in desk.codes()] == ["DATA-01"]
    desk.pin("a", csv, sha256="0" * 64)
    assert [code for code, _ in desk.codes()] == ["DATA-04"]


def test_not_utf_8(desk: Desk) -> None:
    """The place of the first bad byte is told."""
    desk.pin("a", b"year,x,m\n2019,\xe9,1\n").serve("s", "a")
    assert desk.codes() == [("DATA-05", "data/a.csv:2:6")]


def test_too_large(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beyond the limit is not even read."""
    monkeypatch.setattr(files, "LARGEST_FILE", 10)
    desk.pin("a", "year,x,m\n2019,1,1\n").serve("s", "a")
    assert [code for code, _ in desk.codes()] == ["DATA-03"]


def test_only_what_the_edition_needs_is_read(desk: Desk) -> None:
    """A broken input of another series stops nothing; a compared series is read."""
    desk.pin("a", "year,x,m\n2019,1,1\n").pin("b", "year,x,m\n2019,bad,1\n")
    desk.serve("s", "a").serve("t", "b")
    assert desk.codes("s") == []
    desk.compare_with = {"s": "t"}
    assert desk.codes("s") == [("DATA-08", "data/b.csv:2:6")]


def test_partner_of_the_whole_file(desk: Desk) -> None:
    """A file that is a sum over some partners says so."""
    desk.pin("a", "year,x,m\n2019,1,1\n", partner=ALL).serve("s", "a")
    balances = desk.read()
    assert balances.info("s").whole == ALL
    assert not balances.has(key("exports"), year(2019))
