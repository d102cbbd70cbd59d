"""A fetched vintage on the real content: the pages of the groups fill with no edit to it."""

from __future__ import annotations

import csv
import hashlib
import shutil
from pathlib import Path

import pytest

from publisher import editing
from publisher.editing import Edition
from tests.editions.conftest import ROOT

GROUPS = tuple(f"{number:02}" for number in range(1, 11))
TOTALS = (
    "census_country_xlsx_2023/2023-03/atp_annual.csv",
    "census_country_xlsx_2026/2026-10/atp_annual.csv",
)
EXPORTS = (6, 10, 3, 22, 14, 4, 2, 32, 4, 3)
IMPORTS = (13, 8, 4, 46, 13, 3, 2, 8, 1, 2)
"""How many hundredths of the total each group has: a shape that the claims fit."""


def totals() -> dict[int, tuple[int, int]]:
    """Return exports and imports of each year from 2010 on, in dollars; the newer counts."""
    found = {}
    for name in TOTALS:
        with (ROOT / "content/data" / name).open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                flows = (float(row["exports_musd"]), float(row["imports_musd"]))
                found[int(row["year"])] = (
                    round(flows[0] * 10**6),
                    round(flows[1] * 10**6),
                )
    return {year: flows for year, flows in found.items() if year >= 2010}


def shared(whole: int, parts: tuple[int, ...]) -> list[int]:
    """Return a whole in parts that add to it exactly."""
    shares = [whole * part // 100 for part in parts]
    return [*shares[:-1], whole - sum(shares[:-1])]


def fetched(root: Path, vintage: str, factor: int = 1) -> None:
    """Put made-up figures by group in place as a fetch does; they add to the real totals."""
    lines = ["year,hitech,exports_usd,imports_usd,source,vintage"]
    for year, (exports, imports) in totals().items():
        flows = shared(exports * factor, EXPORTS), shared(imports * factor, IMPORTS)
        lines += [
            f"{year},{code},{x},{m},census_api,{vintage}"
            for code, x, m in zip(GROUPS, *flows, strict=True)
        ]
    text = "".join(f"{line}\n" for line in lines)
    folder = root / "content/data/census_api" / vintage
    folder.mkdir(parents=True)
    (folder / "groups_annual.csv").write_text(text, encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    (folder / "vintage.yml").write_text(
        f'source: census_api\nvintage: "{vintage}"\nfetched: "{vintage}-25T15:50:00Z"\n'
        'origin: ["https://api.census.gov/data/timeseries/intltrade/exports/hitech"]\n'
        'covers: {from: "2010-01", to: "2026-09"}\n'
        f"files:\n  - {{path: groups_annual.csv, sha256: {digest}, rows: 160}}\n",
        encoding="utf-8",
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a copy of the project."""
    for name in ("content", "styles"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def edition(root: Path) -> Edition:
    """Return the edition of 2025 with its words and exhibits."""
    project, style = editing.loaded(root)
    (made,) = editing.written(project, style, ("2025",), lambda *_: None)
    return made


def test_the_pages_of_the_groups_fill(root: Path) -> None:
    """Balance graphs of all ten, the Bureau's notice; an edition that is signed off anew."""
    fetched(root, "2026-11")
    made = edition(root)
    assert made.balances.findings == ()  # the groups add to the total
    balances = {name for name in made.exhibits if name.endswith("-balance")}
    assert len(balances - {"total-balance"}) == 10
    assert not any(name.endswith("-partners") for name in made.exhibits)
    cells = {
        cell.file
        for each in made.exhibits["aerospace-balance"].bound
        for cell in each.cells
    }
    assert cells == {"content/data/census_api/2026-11/groups_annual.csv"}
    assert {each.code for each in made.findings} == {"LIFE-12", "LIFE-13"}
    editing.approve(root, "2025", report=lambda *_: None).record()
    lock = (root / "content/editions/2025.lock.yml").read_text(encoding="utf-8")
    assert '{id: "groups-annual", vintage: "2026-11"' in lock
    assert edition(root).findings == ()


def test_after_its_closing_date_an_edition_is_not_touched(root: Path) -> None:
    """A vintage of December changes nothing that was signed off in November."""
    fetched(root, "2026-12")
    assert edition(root).findings == ()


def test_groups_that_do_not_add_to_the_total_are_worth_a_look(root: Path) -> None:
    """Twice the total: a warning for each flow and year, no error."""
    fetched(root, "2026-11", factor=2)
    faults = edition(root).balances.findings
    assert {(each.code, each.severity) for each in faults} == {("DATA-25", "warning")}
    assert len(faults) == 2 * 16
