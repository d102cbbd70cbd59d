"""The workbook country.xlsx: which rows, which columns, which decimals, and what is refused."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.errors import StageFailed
from publisher.fetch import workbook as books
from publisher.fetch.sources import CENSUS_COUNTRY_XLSX
from tests.fetch.bureau import NAMES, workbook
from tests.fetch.conftest import Desk

HEADING = ["year", "CTY_CODE", "CTYNAME",
           *(f"I{name}" for name in (*NAMES, "YR")), *(f"E{name}" for name in (*NAMES, "YR"))]  # fmt: skip
IMPORTS_2009 = [20735.155929, 20274.264568, 23402.984452, 23417.177234, 22769.423604, 25325.310261,
                26587.47051, 24147.51672, 26613.515388, 29317.989272, 29332.129478, 28968.890095]  # fmt: skip
Row = list[Any]


def year(number: int, code: str, imports: list[Any], exports: list[Any]) -> Row:
    """Return a row of the workbook; years are sums of months, as a spreadsheet adds them."""
    name = {"0007": "Advanced Technology Products"}.get(
        code, "World, Not Seasonally Adjusted"
    )
    return [str(number), code, name, *imports, sum(imports), *exports, sum(exports)]  # fmt: skip


def table() -> list[Row]:
    """Return two years of the total, one of them with whole millions, and of all goods."""
    last = [48418.576419, *[0] * 11]
    return [
        list(HEADING),
        year(2008, "0007", [100, 200.5, *[300] * 10], [1000] * 12),
        year(2009, "0007", IMPORTS_2009, [20000.5] * 12),
        year(2010, "0007", last, last),
        ["2009", "1220", "Canada", *[5] * 13, *[6] * 13],
        year(2009, "0015", [1e5] * 12, [9e4 + 0.25] * 12),
        year(2010, "0015", [1e5, *[0] * 11], [9e4, *[0] * 11]),
    ]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


def refused(desk: Desk, change: Callable[[list[Row]], object]) -> list[tuple[str, str]]:
    data = table()
    change(data)
    desk.bureau.book = workbook(data)
    with pytest.raises(StageFailed) as failure:
        desk.workbook()
    assert not (desk.home.parent / "census_country_xlsx/2012-04").exists()
    found = [each for each in failure.value.findings if each.severity == "error"]
    return [(each.code, each.message) for each in found]


def fetched(desk: Desk, book: bytes) -> dict[str, str]:
    desk.bureau.book = book
    desk.workbook()
    folder = desk.home.parent / "census_country_xlsx" / "2012-04"
    return {path.name: path.read_text("utf-8") for path in folder.iterdir()}


def test_figures_are_those_of_the_workbook(desk: Desk) -> None:
    """No noise of binary fractions: 300891.82751100004 is 300891.827511 million."""
    assert str(sum(IMPORTS_2009)) == "300891.82751100004"
    files = fetched(desk, workbook(table()))
    assert files["atp_annual.csv"].splitlines() == [
        "year,hitech,exports_musd,imports_musd,source,vintage",
        "2008,TOTAL,12000,3300.5,census_country_xlsx,2012-04",
        "2009,TOTAL,240006,300891.827511,census_country_xlsx,2012-04",
    ]
    monthly = rows(files["atp_monthly.csv"])
    assert len(monthly) == 25
    assert [monthly[1][name] for name in ("year", "month", "hitech", "exports_musd", "imports_musd")] == ["2008", "2", "TOTAL", "1000", "200.5"]  # fmt: skip
    assert (monthly[24]["month"], monthly[24]["imports_musd"]) == ("1", "48418.576419")
    assert files["goods_annual.csv"].splitlines()[1:] == [
        "2009,0015,1080003,1200000,census_country_xlsx,2012-04"
    ]
    assert 'covers: {from: "2008-01", to: "2010-01"}' in files["vintage.yml"]


def test_no_key_is_needed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The workbook is on the public site; no key is sent there."""
    monkeypatch.delenv("CENSUS_API_KEY")
    fetched(desk, workbook(table()))
    assert desk.bureau.addresses == ["/foreign-trade/balance/country.xlsx"]


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_no_order_matters(chance: Any) -> None:
    """Columns and rows may stand in any order, numbers may be texts, codes numbers."""
    heading, *body = table()
    order = list(range(len(heading)))
    chance.shuffle(order)
    chance.shuffle(body)
    moved = [[row[at] for at in order] for row in (heading, *body)]
    for row in moved[1:]:
        at = order.index(1)
        row[at] = int(row[at]) if chance.random() < 0.5 else row[at]
        at = order.index(0)
        row[at] = int(row[at]) if chance.random() < 0.5 else row[at]
    read = [books.read(workbook(each), "x", CENSUS_COUNTRY_XLSX) for each in (table(), moved)]  # fmt: skip
    assert read[0] == read[1]


def test_the_sheet_is_found_by_its_columns() -> None:
    """Another sheet may stand before it."""
    plain = books.read(workbook(table()), "x", CENSUS_COUNTRY_XLSX)
    noted = workbook(table(), before="Notes")
    assert books.read(noted, "x", CENSUS_COUNTRY_XLSX) == plain


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        (300891.82751100004, "300891.827511"),
        (0.1 + 0.2, "0.3"),
        (26587.47051, "26587.47051"),
        (7, "7"),
        (7.0, "7"),
        (1200000, "1200000"),
        (0.0000005, "0"),
        (0.0000015, "0.000002"),
        ("12.50", "12.5"),
        (0, "0"),
    ],
)
def test_figures_are_rounded_to_the_dollar(cell: object, figure: str) -> None:
    """Six decimals of a million, halves to even, and no zeros at the end."""
    made = books._amount(cell)
    assert made is not None
    assert books._text(made) == figure


@pytest.mark.parametrize(
    "cell", [-1, -0.5, True, "n/a", "", "1,000", 1e12, float("nan"), float("inf"), "1e3"]
)  # fmt: skip
def test_what_is_no_figure(cell: object) -> None:
    """Neither less than nothing nor a word nor more than there is."""
    assert books._amount(cell) is None


@given(st.integers(0, 10**14))
def test_dollars_survive_the_workbook(dollars: int) -> None:
    """Whole dollars, stored as floating-point millions, come back to the dollar."""
    made = books._amount(dollars / 1_000_000)
    assert made is not None
    assert made * 1_000_000 == Decimal(dollars)


def set_cell(row: int, name: str, value: object) -> Callable[[list[Row]], None]:
    def change(data: list[Row]) -> None:
        data[row][HEADING.index(name)] = value

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (set_cell(1, "IFEB", -3), ("FETCH-05", "row 2 of the workbook (0007, 2008) has '-3' in IFEB, where millions must be")),
        (set_cell(2, "EYR", "#REF!"), ("FETCH-05", "row 3 of the workbook (0007, 2009) has '#REF!' in EYR, where millions must be")),
        (set_cell(1, "year", "20O8"), ("FETCH-05", "row 2 of the workbook has '20O8' where a year must be")),
        (set_cell(0, "ESEP", "ESEPT"), ("FETCH-06", "the workbook has no column ESEP")),
        (set_cell(0, "CTY_CODE", "CODE"), ("FETCH-06", "the workbook has no column CTY_CODE")),
        (set_cell(2, "year", "2008"), ("FETCH-07", "row 3 of the workbook is a second one of 0007, 2008")),
        (set_cell(1, "IJUN", 0), ("FETCH-08", "imports of 0007 are missing or nil in 2008-06, inside the series")),
        (set_cell(1, "IJUN", None), ("FETCH-08", "imports of 0007 are missing or nil in 2008-06, inside the series")),
        (set_cell(5, "EYR", None), ("FETCH-08", "exports of 0015 are missing or nil in 2009, inside the series")),
        (set_cell(2, "IYR", 300891.827519), ("FETCH-10", "imports of 0007: the year 2009 is 300891.827519 million, but its months add to 300891.827511 million: a difference of 8 dollars")),
        (list.clear, ("FETCH-06", "the workbook has no column year")),
    ],
)  # fmt: skip
def test_what_is_refused(
    desk: Desk, change: Callable[[list[Row]], object], told: tuple[str, str]
) -> None:
    """Each with its row or month; nothing is written."""
    assert refused(desk, change)[0] == told


def test_a_few_dollars_are_rounding(desk: Desk) -> None:
    """A year may be apart from its months by half a dollar for each figure."""
    data = table()
    set_cell(2, "IYR", 300891.827518)(data)
    assert "300891.827518" in fetched(desk, workbook(data))["atp_annual.csv"]


def test_a_column_may_stand_twice_if_it_agrees(desk: Desk) -> None:
    """Two that differ are refused; rows of other countries do not count."""
    data = table()
    twice = [[*row, row[5]] for row in data]
    twice[4][-1] = 77  # Canada's
    assert books.read(workbook(twice), "x", CENSUS_COUNTRY_XLSX) == books.read(
        workbook(data), "x", CENSUS_COUNTRY_XLSX
    )

    def change(rows: list[Row]) -> None:
        for row in rows:
            row.append(row[5])
        rows[2][-1] = 1

    [(code, message)] = refused(desk, change)
    assert code == "FETCH-06"
    assert message == (
        "the column IMAR of the workbook stands twice and does not agree; row 3 is the"
        " first of 1"
    )


def test_months_to_come_are_dropped_with_a_notice(desk: Desk) -> None:
    """The zeros of February to December 2010."""
    desk.bureau.book = workbook(table())
    [warning] = desk.workbook().warnings
    assert (warning.code, warning.message) == (
        "FETCH-14",
        "2010-02 to 2010-12 not yet published for both flows, and left out",
    )


def test_a_workbook_without_the_total(desk: Desk) -> None:
    """The codes have changed, or the rows are gone."""

    def change(data: list[Row]) -> None:
        data[:] = [row for row in data if row[1] != "0007"]

    assert refused(desk, change) == [("FETCH-08", "the source has no figures at all")]


@pytest.mark.parametrize("body", [b"", b"<html>", b"PK\x03\x04 cut", b"\0" * 1000])
def test_what_is_no_workbook(desk: Desk, body: bytes) -> None:
    """A page, half a file, nothing: a finding."""
    desk.bureau.book = body
    [(code, message, _)] = desk.refused(source="census_country_xlsx")
    assert code == "FETCH-05"
    assert "country.xlsx is no workbook: " in message


def test_a_workbook_may_not_unpack_without_end(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its size is added up before anything is unpacked."""
    monkeypatch.setattr(books, "LARGEST_SHEETS", 1000)
    desk.bureau.book = workbook(table())
    [(code, message, _)] = desk.refused(source="census_country_xlsx")
    assert code == "FETCH-05"
    assert "unpacks to" in message


def test_a_workbook_whose_parts_are_damaged(desk: Desk) -> None:
    """A sheet that is not XML any more."""
    old, new = io.BytesIO(workbook(table())), io.BytesIO()
    with zipfile.ZipFile(old) as book, zipfile.ZipFile(new, "w") as damaged:
        for name in book.namelist():
            data = book.read(name)
            damaged.writestr(name, data[:300] if "sheet1" in name else data)
    desk.bureau.book = new.getvalue()
    [(code, message, _)] = desk.refused(source="census_country_xlsx")
    assert code == "FETCH-05"
    assert "is no workbook" in message
