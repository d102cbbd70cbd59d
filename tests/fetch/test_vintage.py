"""A fetch that goes well: which files, which rows, which record."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib

import yaml

from publisher import content
from tests.fetch.bureau import COUNTRIES, KEY, Reply, invented
from tests.fetch.conftest import Desk
from tests.mini import files


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


def world(flow: str, month: str, code: str) -> int:
    return sum(invented(flow, month, code, who) for who in COUNTRIES)


def year(flow: str, number: int, code: str) -> int:
    return sum(world(flow, f"{number}-{m:02}", code) for m in range(1, 13))


def test_months_are_those_of_the_source(desk: Desk) -> None:
    """Ten groups in each of 26 months, in whole dollars, in a fixed order."""
    desk.fetch()
    rows = table(desk.text("groups_monthly.csv"))
    assert len(rows) == 260
    assert rows[13] == {
        "year": "2010",
        "month": "2",
        "hitech": "04",
        "exports_usd": str(world("exports", "2010-02", "04")),
        "imports_usd": str(world("imports", "2010-02", "04")),
        "source": "census_api",
        "vintage": "2012-04",
    }
    order = [(row["year"], int(row["month"]), row["hitech"]) for row in rows]
    assert order == sorted(order)
    assert order[-1] == ("2012", 2, "10")


def test_years_are_complete_ones(desk: Desk) -> None:
    """2010 and 2011 are sums of twelve months; 2012 has two and is left out."""
    desk.fetch()
    rows = table(desk.text("groups_annual.csv"))
    assert [(row["year"], row["hitech"]) for row in rows] == [
        (str(y), f"{code:02}") for y in (2010, 2011) for code in range(1, 11)
    ]
    assert rows[2]["exports_usd"] == str(year("exports", 2010, "03"))
    assert rows[19]["imports_usd"] == str(year("imports", 2011, "10"))


def test_partners_are_countries(desk: Desk) -> None:
    """No total, no European Union, no Asia: three countries, that add to the world."""
    desk.fetch()
    rows = table(desk.text("groups_by_partner.csv"))
    assert len(rows) == 2 * 10 * 3
    assert {(row["cty_code"], row["cty_name"]) for row in rows} == set(
        COUNTRIES.items()
    )
    of = [row for row in rows if (row["year"], row["hitech"]) == ("2011", "07")]
    assert [row["cty_code"] for row in of] == sorted(COUNTRIES)
    assert sum(int(row["exports_usd"]) for row in of) == year("exports", 2011, "07")
    assert int(of[2]["imports_usd"]) == sum(
        invented("imports", f"2011-{m:02}", "07", "5700") for m in range(1, 13)
    )


def test_a_country_without_trade_is_an_empty_cell(desk: Desk) -> None:
    """The source has no row: that is not the same as a row that says 0."""

    def amount(flow: str, month: str, code: str, who: str) -> int:
        none = (flow, code, who) == ("exports", "09", "5700")
        nil = (flow, code, who, month) == ("imports", "10", "5700", "2010-05")
        return 0 if none or nil else invented(flow, month, code, who)

    desk.bureau.amount = amount
    desk.fetch()
    rows = table(desk.text("groups_by_partner.csv"))
    of = {(r["year"], r["hitech"], r["cty_code"]): r for r in rows}
    assert of["2010", "09", "5700"]["exports_usd"] == ""
    assert int(of["2010", "09", "5700"]["imports_usd"]) > 0
    assert int(of["2010", "10", "5700"]["imports_usd"]) > 0


def test_the_record_says_where_it_comes_from(desk: Desk) -> None:
    """Addresses without the key, the time, the span, and each file with its sha256."""
    fetched = desk.fetch()
    folder = desk.home / "2012-04"
    assert {path.name for path in folder.iterdir()} == {
        "vintage.yml",
        *("groups_annual.csv", "groups_monthly.csv", "groups_by_partner.csv"),
    }
    text = desk.text("vintage.yml")
    assert text.startswith("# Written by `publisher fetch` only; nobody edits it.\n")
    record = yaml.safe_load(text)
    assert record["source"] == "census_api"
    assert record["vintage"] == "2012-04"
    assert record["fetched"] == "2012-04-10T12:00:00Z"
    assert record["covers"] == {"from": "2010-01", "to": "2012-02"}
    assert len(record["origin"]) == 6
    assert record["origin"][0] == (
        f"{desk.bureau.site}/data/timeseries/intltrade/exports/hitech"
        "?get=CTY_CODE,CTY_NAME,HITECH,ALL_VAL_MO,ALL_VAL_YR&time=2010"
    )
    assert "answers" not in record
    for file in record["files"]:
        data = (folder / file["path"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file["sha256"]
        assert data.count(b"\n") - 1 == file["rows"]
    assert [file.path for file in fetched.files] == [f["path"] for f in record["files"]]


def test_older_answers_leave_the_codes_of_totals_empty(desk: Desk) -> None:
    """An empty code and "-" both mean all countries, or all goods."""
    desk.fetch(vintage="2012-04-10")
    desk.bureau.total = ""
    desk.fetch()
    newer, older = (
        desk.text("groups_monthly.csv", v) for v in ("2012-04-10", "2012-04")
    )
    assert newer.replace("2012-04-10", "2012-04") == older


def test_nothing_else_is_written(desk: Desk) -> None:
    """The vintage is all that is new, and nothing of it holds the key."""
    before = files(desk.root)
    desk.fetch()
    after = files(desk.root)
    new = {name: data for name, data in after.items() if name not in before}
    assert {name.rpartition("/")[0] for name in new} == {
        "content/data/census_api/2012-04"
    }
    assert before.items() <= after.items()
    assert not any(KEY.encode() in data for data in new.values())
    assert [path.name for path in desk.home.iterdir()] == ["2012-04"]


def test_progress_is_told(desk: Desk) -> None:
    """Before each of six questions: how many are answered, and what is asked."""
    desk.fetch()
    assert desk.reports[0] == (0, 6, "exports-2010")
    assert desk.reports[-1] == (5, 6, "imports-2012")
    assert desk.bureau.asked[:2] == [("exports", "2010"), ("imports", "2010")]
    assert desk.waits == []


def test_the_record_can_be_read(desk: Desk) -> None:
    """What reads vintages accepts every record, that of several days too."""
    desk.declare()
    desk.bureau.instead["imports", "2012"] = [Reply(400)]
    desk.refused()
    desk.now += dt.timedelta(days=1)
    desk.fetch()
    assert "answers:\n" in desk.text("vintage.yml")
    [vintage] = content.load(desk.root).vintages
    assert (vintage.source, vintage.vintage) == ("census_api", "2012-04")
    assert set(vintage.files) == {
        *("groups_annual.csv", "groups_monthly.csv", "groups_by_partner.csv")
    }
