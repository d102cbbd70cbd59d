"""Numbers that must agree: guards, footings, gaps, expectations, corrections."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.content import load
from publisher.content.models import Edition
from publisher.data import read
from publisher.data.model import Period
from tests.data.desk import ANNUAL, Desk, key, year

MONTHS = {"year": "y", "month": "mo", "exports": "x"}
TWELVE = "y,mo,x\n" + "".join(f"2019,{month},1\n" for month in range(1, 13))


def guarded(desk: Desk, within: int, new: str) -> Desk:
    desk.pin("a", "year,x,m\n2018,6,4\n").pin("b", new).serve("s")
    desk.series["s"]["pieces"] = [{"input": "b"}]
    guard = {"inputs": ["a", "b"], "years": [2018], "within": within}
    desk.series["s"]["guards"] = [guard]
    return desk


def test_a_guard_holds_within_its_tolerance(desk: Desk) -> None:
    """6 and 6.05 thousand differ by 50 dollars: within 50, not within 49."""
    new = "year,x,m\n2018,6.05,4\n2019,1,1\n"
    assert guarded(desk, 50, new).codes() == []
    assert guarded(desk, 49, new).codes() == [("DATA-21", "data/a.csv:2:6")]


def test_a_guard_needs_both_inputs(desk: Desk) -> None:
    """A year that one input lacks is not silently agreed."""
    faults = guarded(desk, 0, "year,x,m\n2019,6,4\n").faults()
    assert {fault.code for fault in faults} == {"DATA-21"}
    assert "a has exports of TOTAL in 2018, b has not" in faults[0].message


def test_a_gap_is_a_fault_unless_declared(desk: Desk) -> None:
    """2018 and 2019 are missing between 2017 and 2020."""
    desk.pin("a", "year,x,m\n2017,1,1\n2020,1,1\n").serve("s", "a")
    faults = desk.faults()
    assert {fault.code for fault in faults} == {"DATA-22"}
    assert "lacks 2018, 2019: balance, exports, imports of" in faults[0].message
    desk.serve("s", "a", gaps=["2018"])
    assert "lacks 2019: balance, exports, imports of" in desk.faults()[0].message
    desk.serve("s", "a", gaps=["2018", "2019"])
    assert desk.faults() == ()
    desk.serve("s", "a", gaps=["2018", "2019", "soon"])
    assert [code for code, _ in desk.codes()] == ["DATA-28"]


def test_months_must_add_to_the_year(desk: Desk) -> None:
    """Twelve months of 1 make 12; 12.5 is off by 500 dollars."""
    desk.pin("a", "year,x\n2019,12.5\n", columns={"year": "year", "exports": "x"})
    desk.pin("b", TWELVE, columns=MONTHS)
    desk.serve("s", "a").serve("months", "b", frequency="month")
    desk.footings = [{"series": "s", "months": "months", "within": 499}]
    assert desk.codes() == [("DATA-24", "data/a.csv:2:6")]
    desk.footings[0]["within"] = 500
    assert desk.codes() == []
    desk.footings[0].update({"within": 0, "to": 2018})
    assert desk.codes() == []


def test_eleven_months_prove_nothing(desk: Desk) -> None:
    """A year of which a month is not out yet is not compared."""
    desk.pin("a", "year,x\n2019,99\n", columns={"year": "year", "exports": "x"})
    desk.pin("b", TWELVE.removesuffix("2019,12,1\n"), columns=MONTHS)
    desk.serve("s", "a").serve("months", "b", frequency="month")
    desk.footings = [{"series": "s", "months": "months", "within": 0}]
    assert desk.codes() == []


def test_sectors_must_add_to_the_total_once_all_are_there(desk: Desk) -> None:
    """1 + 2 is not 4; with one of the two sectors missing nothing can be said."""
    columns = {"year": "year", "sector": "code", "exports": "x"}
    csv = "year,code,x\n2019,01,1\n2019,02,2\n2020,01,9\n"
    desk.pin("a", csv, columns=columns).serve("parts", "a")
    desk.pin("t", "year,x\n2019,4\n2020,1\n", columns={"year": "year", "exports": "x"})
    desk.serve("s", "t")
    desk.footings = [{"series": "parts", "total": "s", "within": 999}]
    assert desk.codes() == [("DATA-25", "data/t.csv:2:6")]
    desk.footings[0]["within"] = 1000
    assert desk.codes() == []


def test_a_footing_of_two_concepts_is_none(desk: Desk) -> None:
    """Parts of one concept cannot add to a total of another."""
    desk.pin("a", "year,x,m\n2019,1,1\n").pin(
        "b", "year,x,m\n2019,1,1\n", concept="other"
    )
    desk.serve("s", "a").serve("t", "b")
    desk.footings = [{"series": "s", "total": "t", "within": 0}]
    assert [code for code, _ in desk.codes()] == ["DATA-20"]
    desk.footings = [{"series": "s", "within": 0}]
    assert [code for code, _ in desk.codes()] == ["DATA-17"]


def test_frequency(desk: Desk) -> None:
    """Months do not make a series of years, nor years one of months."""
    desk.pin("b", TWELVE, columns=MONTHS).serve("s", "b")
    assert [code for code, _ in desk.codes()] == ["DATA-17"]
    desk.pin("a", "year,x,m\n2019,1,1\n").serve("s", "a", frequency="month")
    assert [code for code, _ in desk.codes()] == ["DATA-17"]


def test_expected_sectors(desk: Desk) -> None:
    """A series that holds sector 01 and should hold 02 is incomplete."""
    columns = {**ANNUAL, "sector": "code"}
    desk.pin("a", "year,code,x,m\n2019,01,1,1\n", columns=columns)
    desk.serve("s", "a", expect=["01", "02"])
    (fault,) = desk.faults()
    assert (fault.code, "02" in fault.message) == ("DATA-26", True)


NOTE = {
    "input": "a",
    "date": "2021-01-01",
    "reason": "too high",
    "provider": "us",
    "status": "noted",
}


def corrected(desk: Desk, **entry: object) -> Desk:
    desk.pin("a", "year,x,m\n2018,1,1\n2019,5,9\n").serve("s", "a")
    desk.corrections = [{**NOTE, **entry}]
    return desk


def test_a_correction_stands_with_the_figures_it_touches(desk: Desk) -> None:
    """Exports of 2019 are wrong: so is the balance; imports and 2018 are not."""
    expect = {"x": "5"}
    balances = corrected(desk, flow="exports", period="2019", expect=expect).read()
    assert balances.corrections_of(key("exports"), year(2019)) == (0,)
    assert balances.corrections_of(key("balance"), year(2019)) == (0,)
    assert balances.corrections_of(key("imports"), year(2019)) == ()
    assert balances.corrections_of(key("exports"), year(2018)) == ()


@pytest.mark.parametrize(
    "entry",
    [
        {"period": "2019", "expect": {"x": "6"}},
        {"period": "2018", "expect": {"x": "5"}},
        {"period": "2019", "expect": {"x": "5", "m": "8"}},
        {"expect": {"none": "5"}},
    ],
)
def test_a_correction_that_nothing_matches_is_obsolete(
    desk: Desk, entry: dict[str, object]
) -> None:
    """Another figure, another year or another column: the source has changed."""
    assert [code for code, _ in corrected(desk, **entry).codes()] == ["DATA-27"]


def test_a_correction_of_no_period(desk: Desk) -> None:
    """Quarters are written by their months."""
    assert [code for code, _ in corrected(desk, period="2019-Q1").codes()] == [
        "DATA-28"
    ]


def test_a_month_touches_its_quarter(desk: Desk) -> None:
    """A correction of March stands with the first quarter, not with the second."""
    columns = {"period_start": "f", "period_end": "t", "exports": "x"}
    csv = "f,t,x\n2024-03,2024-03,1\n2024-01,2024-03,3\n2024-04,2024-06,4\n"
    desk.pin("a", csv, columns=columns, leave_out={"f": ["2024-03"]})
    desk.serve("s", "a", frequency="period")
    desk.corrections = [{**NOTE, "period": "2024-03", "expect": {"x": "1"}}]
    balances = desk.read()
    assert balances.corrections_of(key("exports"), Period("2024-01", "2024-03")) == (0,)
    assert balances.corrections_of(key("exports"), Period("2024-04", "2024-06")) == ()


def test_findings_name_the_line_in_sources_yml(tmp_path: Path) -> None:
    """A wrong checksum is found at its line; the pinned file itself is not blamed."""
    (tmp_path / "data.csv").write_text("year,x\n2019,1\n")
    content = tmp_path / "content"
    (content / "editions").mkdir(parents=True)
    (content / "publication.yml").write_text(
        "id: t\ntitle: T\npublisher: P\ndefault_edition: e\nparts: [one.yml]\n"
    )
    (content / "one.yml").write_text("title: T\nmaster: page\nblocks:\n  - text: Hi.\n")
    (content / "editions" / "e.yml").write_text(
        "title: T\nreference_year: 2019\nclosing_date: '2020-01-01'\nstate: draft\n"
        "series: [s]\n"
    )
    (content / "corrections.yml").write_text("corrections: []\n")
    (content / "sources.yml").write_text(
        "sources:\n  b: {producer: B, dataset: D, licence: L}\n"
        "inputs:\n  a:\n    source: b\n    vintage: v\n    path: data.csv\n"
        f"    sha256: {'a' * 64}\n"
        "    basis: published\n    columns: {year: year, exports: x}\n"
        "    sector: TOTAL\n    concept: c\n    valuation: v\n"
        "series:\n  s: {title: S, frequency: year, pieces: [{input: a}]}\n"
    )
    project = load(tmp_path)
    edition: Edition = project.editions["e"]
    (fault,) = read(project, edition).findings
    assert (fault.code, str(fault.position)) == ("DATA-04", "content/sources.yml:8:13")
