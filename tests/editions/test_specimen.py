"""The specimen: all pages with invented figures, and the same pages with real ones."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import runpy
from pathlib import Path

import pytest

from publisher import build
from tests.editions.conftest import ROOT, copy
from tests.editions.reading import cells, exhibits, foot, pages, rows, said

SCRIPT = ROOT / "benchmarks" / "specimen_data.py"
INVENTED = ROOT / "content" / "data" / "synthetic" / "2025"
OFFICIAL = ROOT / "content" / "data"
GROUPS = (
    "advanced-materials",
    "aerospace",
    "biotechnology",
    "electronics",
    "flexible-manufacturing",
    "information-communications",
    "life-science",
    "nuclear-technology",
    "opto-electronics",
    "weapons",
)
FLOWS = ("exports_musd", "imports_musd")


@pytest.fixture(scope="module")
def folder(press: Path) -> Path:
    """Return what the specimen's build has made."""
    return press / "specimen"


# --- its data


def test_the_script_writes_the_same_bytes(tmp_path: Path) -> None:
    """The pinned files are what the seeded script writes, byte for byte."""
    made = runpy.run_path(str(SCRIPT))["write"](tmp_path)
    assert len(list(made)) == 4
    for path in sorted(tmp_path.iterdir()):
        assert path.read_bytes() == (INVENTED / path.name).read_bytes(), path.name
    assert {p.name for p in tmp_path.iterdir()} == {p.name for p in INVENTED.iterdir()}


def test_the_invented_figures_add_up() -> None:
    """The ten groups add to the total of each year from 2010, and so do its months."""
    total = {row["year"]: row for row in rows(INVENTED / "total_annual.csv")}
    assert list(total) == [str(year) for year in range(1989, 2026)]
    for name, parts in (("sectors_annual.csv", 10), ("total_monthly.csv", 12)):
        found = rows(INVENTED / name)
        assert len(found) == 16 * parts
        for year in map(str, range(2010, 2026)):
            for flow in FLOWS:
                of_year = [int(row[flow]) for row in found if row["year"] == year]
                assert sum(of_year) == int(total[year][flow]), (name, year, flow)


def test_every_row_says_that_it_is_invented() -> None:
    """Source and status stand in each row of each file."""
    for path in INVENTED.iterdir():
        for row in rows(path):
            assert (row["source"], row["status"]) == ("synthetic", "SPECIMEN"), path


def test_the_invented_figures_are_not_the_real_ones() -> None:
    """No year's exports or imports come within two percent of the official ones."""
    invented = {row["year"]: row for row in rows(INVENTED / "total_annual.csv")}
    real = rows(OFFICIAL / "census_country_xlsx_2026/2026-10/atp_annual.csv")
    for row in real:
        ratio = float(row["imports_musd"]) / int(invented[row["year"]]["imports_musd"])
        assert abs(ratio - 1) > 0.02, row["year"]


# --- its pages


def test_it_has_the_whole_anatomy(folder: Path) -> None:
    """Twenty-four pages, one for each group, and no page for the reader's notes."""
    parts = [part for part, _ in pages(folder).values()]
    assert len(parts) == 24
    assert [part for part in parts if part in GROUPS] == list(GROUPS)
    assert "notes" not in parts


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_has_its_graph_and_is_composed_to_the_foot(
    folder: Path, group: str
) -> None:
    """The graph of the balance and the table of five years, down to the last line."""
    (page,) = [text for part, text in pages(folder).values() if part == group]
    assert f"{group}-balance  [figure" in page
    assert "Not available" not in page
    assert foot(page) > 715  # the type area ends at 730
    made = exhibits(folder)
    assert [row["period"] for row in made[f"{group}-balance"]] == [
        str(year) for year in range(2010, 2026)
    ]
    assert [row["Year"] for row in made[f"{group}-recent"]] == [
        "2021", "2022", "2023", "2024", "2025",
    ]  # fmt: skip


def test_the_groups_are_compared_on_one_page(folder: Path) -> None:
    """Ten small panels and a table from the highest balance to the lowest."""
    (page,) = [text for part, text in pages(folder).values() if part == "compared"]
    assert "compared  [figure" in page
    assert foot(page) > 715
    made = exhibits(folder)
    assert len({row["sector"] for row in made["compared"]}) == 10
    balances = [int(row["Balance [USD]"]) for row in made["compared-table"]]
    assert len(balances) == 10
    assert balances == sorted(balances, reverse=True)


def test_everything_says_that_it_is_invented(folder: Path) -> None:
    """Cover, source lines, every row of data, the manifest."""
    text = said(folder)
    assert "Specimen with invented figures" in pages(folder)[1][1]
    assert "synthetic figures made by us" in text
    assert not re.search(r"Sources?: (?!synthetic)", text)
    assert "Source of all figures: US Department of Commerce" not in text
    for name, made in exhibits(folder).items():
        assert made, name
        assert all("SPECIMEN" in row["status"] for row in made), name
    manifest = json.loads((folder / "manifest.json").read_text())
    assert {each["basis"] for each in manifest["inputs"]} == {"synthetic"}


def test_no_real_figure_is_in_it(folder: Path) -> None:
    """Every printed figure stands on the invented files, and on nothing else."""
    assert {file.split("/")[2] for file, _ in cells(folder)} == {"synthetic"}


# --- when real figures of the groups arrive


def official_groups() -> str:
    """Return figures of the ten groups that add to the official total, as a CSV file.

    The invented groups, scaled: a stand-in for what a fetch brings, to the dollar.
    """
    total: dict[str, dict[str, int]] = {}
    for file in (
        "census_country_xlsx_2023/2023-03/atp_annual.csv",
        "census_country_xlsx_2026/2026-10/atp_annual.csv",
    ):
        for row in rows(OFFICIAL / file):
            total[row["year"]] = {
                flow: round(float(row[flow]) * 1_000_000) for flow in FLOWS
            }
    found = rows(INVENTED / "sectors_annual.csv")
    sums = {
        (year, flow): sum(int(row[flow]) for row in found if row["year"] == year)
        for year in {row["year"] for row in found}
        for flow in FLOWS
    }
    text = io.StringIO()
    made = csv.writer(text, lineterminator="\n")
    made.writerow(("year", "hitech", "exports", "imports"))
    for row in found:
        year = row["year"]
        made.writerow(
            (
                year,
                row["hitech"],
                *(
                    int(row[flow]) * total[year][flow] // sums[year, flow]
                    for flow in FLOWS
                ),
            )
        )
    return text.getvalue()


def with_official_groups(root: Path) -> Path:
    """Pin the figures of the groups in a copy of the project; touch no part.

    New figures make a signed-off edition a draft again.
    """
    edition = root / "content/editions/2025.yml"
    state = edition.read_text(encoding="utf-8").replace("state: final", "state: draft")
    edition.write_text(state, encoding="utf-8")
    path = root / "content/data/arrived/2026-11/groups.csv"
    path.parent.mkdir(parents=True)
    data = official_groups().encode()
    path.write_bytes(data)
    sources = root / "content/sources.yml"
    text = sources.read_text(encoding="utf-8")
    text = text.replace(
        "inputs:\n",
        f"""inputs:
  groups-arrived:
    source: census_country_xlsx_2026
    vintage: "2026-10"
    path: content/data/arrived/2026-11/groups.csv
    sha256: {hashlib.sha256(data).hexdigest()}
    basis: published
    columns: {{year: year, sector: hitech, exports: exports, imports: imports}}
    precision: 1
    concept: total exports and general imports of goods, Census basis, not seasonally adjusted, nominal dollars
    valuation: exports f.a.s. value, imports customs value
""",
        1,
    )
    head = "    title: Trade in advanced technology products by sector\n"
    before, after = text.split(head, 1)
    after = after.replace("groups-annual", "groups-arrived", 1)
    sources.write_text(before + head + after, encoding="utf-8")
    return root


def test_the_pages_fill_when_real_figures_arrive(tmp_path: Path) -> None:
    """With figures by group the 2025 pages carry balance graphs, and no part is edited."""
    root = with_official_groups(copy(tmp_path))
    build.build(root, ("2025",), ("screen",), jobs=1, report=lambda *_: None)
    folder = root / "output/2025"
    found = pages(folder)
    assert [part for part, _ in found.values() if part in GROUPS] == list(GROUPS)
    made = exhibits(folder)
    for group in GROUPS:
        (page,) = [text for part, text in found.values() if part == group]
        assert f"{group}-balance  [figure" in page, group
        assert "Not available" not in page, group
        assert len(made[f"{group}-balance"]) == 16
        assert f"{group}-partners" not in made
    assert len({row["sector"] for row in made["compared"]}) == 10
    text = said(folder)
    assert "are not in the data" not in text
    assert "are from 2010 on, by year" in text
    assert len(found) == 24
