"""One answer of the API, read: columns by name, rows in any order, faults by kind."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import publisher.fetch
from publisher.errors import StageFailed
from publisher.fetch.client import Answer
from publisher.fetch.questions import Question, plan
from publisher.fetch.reading import read
from publisher.fetch.sources import CENSUS_API, CENSUS_COUNTRY_XLSX
from publisher.fetch.trade import Trade
from tests.fetch.bureau import VALUES, invented, rows

MONTH = "2010-01"
CODE = re.compile(r'"(FETCH-\d+)"')
HEADING = ["CTY_CODE", "CTY_NAME", "HITECH", "ALL_VAL_MO", "ALL_VAL_YR", "time"]


def table() -> list[list[Any]]:
    made = rows("exports", [MONTH], invented)
    return [HEADING, *([row[name] for name in HEADING] for row in made)]


def answer(data: object) -> Answer:
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    return Answer("https://a.example/x", dt.datetime(2012, 4, 10, tzinfo=dt.UTC), body)


def said(data: object, time: str = MONTH) -> Trade:
    return read(answer(data), Question("exports", time), CENSUS_API)


def faults(data: object, time: str = MONTH) -> list[tuple[str, str]]:
    with pytest.raises(StageFailed) as failure:
        said(data, time)
    return [(each.code, each.message) for each in failure.value.findings]


IN = " (in the answer of https://a.example/x)"


@given(st.permutations(range(6)), st.randoms(use_true_random=False))
def test_no_order_matters(columns: list[int], chance: Any) -> None:
    """Columns and rows may stand in any order: what is read is the same."""
    heading, *body = table()
    chance.shuffle(body)
    moved = [[row[at] for at in columns] for row in (heading, *body)]
    assert said(moved) == said(table())


def test_a_column_may_come_twice_and_others_too() -> None:
    """A predicate that is also asked for is repeated; what nobody asked for is left."""
    twice = [[*row, row[0], "x"] for row in table()]
    assert said(twice) == said(table())


def test_the_answers_of_2017() -> None:
    """Imports by month as the source gave them in 2018: ten of them, by hand.

    Biotechnology: January 2,020,598,683 dollars, December to date 26,472,975,386.
    """
    heading = ["CTY_CODE", "CTY_NAME", "HITECH", "HITECH_DESC", "GEN_VAL_MO", "GEN_VAL_YR", "time"]  # fmt: skip
    world = "TOTAL FOR ALL COUNTRIES"
    data = [
        heading,
        ["", world, "", "TOTAL FOR ALL COMMODITIES", "185671930029", "185671930029", "2017-01"],
        ["", world, "00", "NOT ADVANCED TECHNOLOGY [00]", "151141435694", "151141435694", "2017-01"],
        ["", world, "01", "BIOTECHNOLOGY [01]", "2020598683", "2020598683", "2017-01"],
        ["", world, "01", "BIOTECHNOLOGY [01]", "2656357435", "26472975386", "2017-12"],
    ]  # fmt: skip
    trade = read(answer(data), Question("imports", "2017"), CENSUS_API)
    assert trade.world["imports", "2017-01", ""].month == 185_671_930_029
    assert trade.world["imports", "2017-12", "01"] == (2_656_357_435, 26_472_975_386)
    assert trade.partners == {}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"<html><title>Missing\nKey</title>", "32 bytes that begin with '<html><title>Missing Key</title>'"),
        (b'[["CTY_CODE","CTY', '17 bytes that begin with \'[["CTY_CODE","CTY\''),
        (b"[" * 100_000, "100000 bytes that begin with"),
        (b"\xff\xfe", "2 bytes that begin with"),
    ],
)  # fmt: skip
def test_what_is_not_json(body: bytes, told: str) -> None:
    """A page, half an answer, a thousand brackets: told with its beginning."""
    [(code, message)] = faults(body)
    assert code == "FETCH-05"
    assert message.startswith(f"the answer is not JSON: {told}")


@pytest.mark.parametrize(
    "data", [{}, [], 7, "text", [{}], [[1.5]], [["a"], [None]], [["a"], [True]], [[["a"]]]]
)  # fmt: skip
def test_what_is_no_table_of_texts(data: object) -> None:
    """JSON of another shape is refused, nulls and fractions included."""
    told = "the answer is not a list of rows of texts"
    assert faults(data) == [("FETCH-05", told + IN)]


def test_rows_of_unequal_length() -> None:
    """A row that lacks a field would shift its figures."""
    data = table()
    data[3] = data[3][:-1]
    told = "row 4 has 5 fields, the heading 6"
    assert faults(data) == [("FETCH-05", told + IN)]


@pytest.mark.parametrize(
    "text", ["", "-5", "1.5", "1e3", "N/A", " 7", "1,000", "٣", "9" * 16, "nan"]
)
def test_what_is_no_dollars(text: str) -> None:
    """Neither nothing nor less than nothing nor more than there is is an amount."""
    data = table()
    data[1][3] = text
    data[2][4] = text
    told = f"row 2 has {text!r} where whole dollars must be; 1 more of the kind"
    assert faults(data) == [("FETCH-05", told + IN)]


def test_whole_numbers_need_no_quotes() -> None:
    """The API gives texts; a number says the same."""
    heading, *body = table()
    data = [heading, *([*row[:3], int(row[3]), int(row[4]), row[5]] for row in body)]
    assert said(data) == said(table())


def test_a_column_is_missing() -> None:
    """All that are missing are told, with what is there."""
    heading, *body = table()
    renamed = ["CTY", "CTY_NAME", "HITECH", "VALUE", *heading[4:]]
    has = "only CTY, CTY_NAME, HITECH, VALUE, ALL_VAL_YR, time"
    assert faults([renamed, *body]) == [
        ("FETCH-06", f"there is no column CTY_CODE, {has}{IN}"),
        ("FETCH-06", f"there is no column ALL_VAL_MO, {has}{IN}"),
    ]


def test_a_repeated_column_must_agree() -> None:
    """Two columns of one name that say different things cannot both be meant."""
    data = [[*row, row[3]] for row in table()]
    data[4][6] = "1"
    data[5][6] = "1"
    [(code, message)] = faults(data)
    assert code == "FETCH-06"
    assert message == (
        f"the column ALL_VAL_MO stands twice and does not agree: row 5 has"
        f" {data[4][3]!r} and '1'; 1 more of the kind{IN}"
    )


@pytest.mark.parametrize(
    ("column", "text", "told"),
    [
        (5, "2010-02", "row 2 is of '2010-02', which was not asked for"),
        (5, "2010", "row 2 is of '2010', which was not asked for"),
        (5, "2010-13", "row 2 is of '2010-13', which was not asked for"),
        (2, "11", "row 2 has the HITECH code '11', which nobody knows"),
        (2, "1", "row 2 has the HITECH code '1', which nobody knows"),
        (0, "CA", "row 2 has the CTY_CODE 'CA', which nobody knows"),
        (0, "12201", "row 2 has the CTY_CODE '12201', which nobody knows"),
    ],
)
def test_codes_and_months_that_nobody_knows(column: int, text: str, told: str) -> None:
    """A new code may be a new group: it is not passed over."""
    data = table()
    data[1][column] = text
    assert faults(data) == [("FETCH-07", told + IN)]


def test_a_row_that_stands_twice() -> None:
    """The same cell twice would count twice, whether or not it says the same."""
    data = table()
    data.append(list(data[1]))
    told = f"row {len(data)} is a second one of 2010-01, '-', '-'"
    assert faults(data) == [("FETCH-07", told + IN)]
    data[-1][0] = ""  # the older code of the same total
    assert faults(data)[0][0] == "FETCH-07"


def test_a_name_that_is_none() -> None:
    """Control characters and pages of text do not come into a table."""
    data = table()
    data[-1][1] = "CHINA\x1b[2J"
    [(code, message)] = faults(data)
    assert (code, "where a country's name must be" in message) == ("FETCH-05", True)


def test_all_kinds_of_faults_are_told_at_once() -> None:
    """Each with its first row."""
    data = table()
    data[1][3], data[2][2], data[3][0] = "x", "99", "??"
    assert [code for code, _ in faults(data)] == ["FETCH-05", "FETCH-07", "FETCH-07"]


def test_groupings_are_left_out() -> None:
    """OECD, the European Union and the continents are no countries."""
    data = table()
    without = [row for row in data if row[0] not in {"0003", "5XXX"}]
    assert len(without) < len(data)
    assert said(without) == said(data)


def test_an_empty_answer_says_nothing() -> None:
    """204, or a heading alone."""
    assert said(b"") == Trade()
    assert said([HEADING]) == Trade()


def test_the_later_name_of_a_country_is_its_name() -> None:
    """Swaziland became Eswatini; the order of the rows does not decide."""
    data = [
        HEADING,
        ["7950", "ESWATINI", "01", "1", "2", "2018-08"],
        ["7950", "SWAZILAND", "01", "1", "1", "2018-07"],
    ]
    assert said(data, "2018").names == {(2018, "7950"): ("2018-08", "ESWATINI")}


def test_questions_are_those_that_the_api_knows() -> None:
    """All partners and goods of a year at once; columns of each flow by its own name."""
    asked = list(plan(CENSUS_API, 2011))
    assert [(q.flow, q.time) for q in asked] == [
        *(("exports", "2010"), ("imports", "2010")),
        *(("exports", "2011"), ("imports", "2011")),
    ]
    assert asked[1].address("https://api.census.gov", CENSUS_API) == (
        "https://api.census.gov/data/timeseries/intltrade/imports/hitech"
        "?get=CTY_CODE,CTY_NAME,HITECH,GEN_VAL_MO,GEN_VAL_YR&time=2010"
    )
    assert {flow: tuple(of) for flow, of in CENSUS_API.values.items()} == VALUES


DOCS = (Path(__file__).parents[2] / "docs/fetching.md").read_text(encoding="utf-8")


def test_the_documentation_names_every_address() -> None:
    """docs/fetching.md says what is asked, so that a change of the source can be found."""
    for flow in ("exports", "imports"):
        assert CENSUS_API.site + CENSUS_API.path.format(flow=flow) in DOCS
    assert CENSUS_COUNTRY_XLSX.address in DOCS


def test_the_documentation_explains_every_refusal() -> None:
    """Each code that a fetch can tell has its row, and no other has one."""
    modules = Path(publisher.fetch.__file__).parent.glob("*.py")
    told = {code for path in modules for code in CODE.findall(path.read_text("utf-8"))}
    assert told == set(re.findall(r"^\| (FETCH-\d+) \|", DOCS, re.MULTILINE))
    assert len(told) == 16
