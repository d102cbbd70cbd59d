"""The edition of 2018 as first published: the figures of its day and nothing later."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.editions.conftest import ROOT
from tests.editions.reading import cells, checks, exhibits, pages, rows, said

DATA = ROOT / "content" / "data"
OFFICIAL = DATA / "census_country_xlsx_2026/2026-10/atp_annual.csv"
VINTAGES = re.compile(
    r"(?:30 March|January|March|October|October 1,) 20(?:23|26)"
    r"|(?:in|of|December 31,|Sectors,) 2019|2019, as first printed"
)
"""The dates of vintages, of the edition and of what it quotes."""


@pytest.fixture(scope="module")
def folder(press: Path) -> Path:
    """Return what the edition's build has made."""
    return press / "2018"


def later_years(text: str) -> list[str]:
    """Return years after 2018 that are no date of a vintage, with what stands before."""
    return re.findall(r".{0,40}\b20(?:19|[2-9]\d)\b", VINTAGES.sub("", text))


def test_a_later_year_is_seen() -> None:
    """The search finds a year of figures, and lets dates of vintages pass."""
    assert later_years("It rose in 2021.") == ["It rose in 2021"]
    assert later_years("By the vintage of March 2023; printed in 2019.") == []


def test_no_later_year_stands_anywhere(folder: Path) -> None:
    """Neither the file nor the dump of its pages names a year after 2018."""
    assert later_years(said(folder)) == []
    dump = (folder / "pages.txt").read_text(encoding="utf-8")
    words = re.sub(r"^ +-?[\d.]+ +-?[\d.]+  \S+  ", "", dump, flags=re.MULTILINE)
    assert later_years(re.sub(r"\s+", " ", re.sub(r"-\s*\n", "", words))) == []


def test_no_figure_of_a_later_year_is_printed(folder: Path) -> None:
    """No amount of 2019 to 2025 stands in the text, in billions or in millions."""
    text = said(folder)
    amounts = []
    for row in rows(OFFICIAL):
        if int(row["year"]) > 2018:
            exports, imports = float(row["exports_musd"]), float(row["imports_musd"])
            amounts += [exports, imports, imports - exports]
    assert len(amounts) == 21
    for amount in amounts:
        assert f"{amount:,.0f}" not in text, amount
        assert f"{amount / 1000:.1f}" not in text, amount


def test_no_cell_of_a_later_year_is_used(folder: Path) -> None:
    """Every printed figure stands on rows of years to 2018."""
    used = sorted(set(cells(folder)))
    assert len(used) > 30
    for file, line in used:
        row = rows(ROOT / file)[line - 2]
        assert int(row["year"]) <= 2018, (file, line)


def test_the_headlines_are_those_of_its_day(folder: Path) -> None:
    """$129 billion, $16.4 billion and $173.6 billion, and what follows for the other eight."""
    text = said(folder)
    for headline in ("$129 billion", "$16.4 billion", "$173.6 billion"):
        assert headline in text
    # −129 + 173.6 + 16.4 = 61.0, and the total is known to a billion only
    assert "about $61 billion" in text
    assert "61.0" not in text
    assert "$129.0" not in text


def test_the_headlines_stand_on_what_was_printed(folder: Path) -> None:
    """They are bound to the rows of 2019's print, the eight's surplus to all three."""
    printed = "content/data/cpa_2019/2019/atp_balances.csv"
    files = {
        figure["shown"]: {cell["file"] for cell in figure["cells"]}
        for figure in checks(folder)
    }
    for headline in ("$16.4 billion", "$173.6 billion", "$61 billion"):
        assert files[headline] == {printed}, headline


def test_the_record_is_of_its_day(folder: Path) -> None:
    """−129 is the widest deficit of the years to 2018; the next is that of 2017."""
    text = said(folder)
    assert "the widest deficit on record" in text
    assert "−$110.7 billion, in 2017" in text


def test_the_bar_of_2018_is_drawn_as_printed_and_marked(folder: Path) -> None:
    """The main graph ends with −129 billion without flows, which it says."""
    last = exhibits(folder)["total-balance"][-1]
    assert last["period"] == "2018"
    assert last["balance [USD]"] == "-129000000000"
    assert (last["exports [USD]"], last["imports [USD]"]) == ("", "")
    (graph,) = [text for part, text in pages(folder).values() if part == "main-graph"]
    assert "2018: as first published" in graph
    assert "Exports, 2017" in graph
    assert "first printed in 2019" in graph


def test_both_exceptions_are_printed(folder: Path) -> None:
    """The vintage of the series, and one note on the later revision; no third thing."""
    text = said(folder)
    assert (
        "The main graph, the record and the years to 2017 stand on the vintage" in text
    )
    assert "the balance of 2018 has been revised since" in text
    assert "By the vintage of October 2026 it stands at −$127.4 billion" in text
    assert text.count("127.4") == 1
    revised = [
        figure
        for figure in checks(folder)
        if any("2026-10" in cell["file"] for cell in figure["cells"])
    ]
    numbers = {figure["shown"] for figure in revised}
    assert numbers == {"−$127.4 billion", "October 2026"}


def test_it_is_shorter(folder: Path) -> None:
    """Twelve pages without the pages of single groups, of months and of revisions."""
    parts = [part for part, _ in pages(folder).values()]
    assert len(parts) == 12
    gone = {"months", "compared", "aerospace", "weapons", "data-months", "revisions"}
    assert not gone & set(parts)
    assert {"reported", "groups"} <= set(parts)
