"""From the source to the printed page: a fetch fills the pages of the groups, no edit needed."""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from publisher.fetch import clock
from publisher.fetch.clock import Clock
from tests.fetch.bureau import CODES, COUNTRIES, KEY, Bureau, served
from tests.mini import call, files

ROOT = Path(__file__).parents[2]
MONTHS = (
    "content/data/census_country_xlsx_2023/2023-03/atp_monthly.csv",
    "content/data/census_country_xlsx_2026/2026-10/atp_monthly.csv",
)
SHARES = {
    "exports": (6, 10, 3, 22, 14, 4, 2, 32, 4, 3),
    "imports": (13, 8, 4, 46, 13, 3, 2, 8, 1, 2),
}
"""Hundredths of the total that each group has, of an invented shape that the claims fit."""


@cache
def totals() -> dict[tuple[str, str], int]:
    """Return the dollars of each flow and month as the project has them; the newer count."""
    found = {}
    for name in MONTHS:
        with (ROOT / name).open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                month = f"{row['year']}-{int(row['month']):02}"
                for flow in SHARES:
                    found[flow, month] = int(row[f"{flow}_usd"])
    return found


def amount(flow: str, month: str, code: str, country: str) -> int:
    """Return a share of the true total: groups add to it, countries to their group."""
    whole = totals()[flow, month]
    parts = [whole * share // 100 for share in SHARES[flow]]
    parts[-1] = whole - sum(parts[:-1])
    group = 3 * whole if code == "00" else parts[int(code) - 1]
    rest = group - 2 * (group // 3)
    return rest if country == max(COUNTRIES) else group // 3


@pytest.fixture
def bureau() -> Iterator[Bureau]:
    """Return a stand-in that has figures up to July 2026."""
    with served(Bureau(last="2026-07", amount=amount)) as made:
        yield made


@pytest.mark.conformance
def test_the_pages_of_the_groups_fill(
    tmp_path: Path, bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fetched on November 25, 2026: checked, signed off and built, with ten balance graphs.

    Nothing of the content is edited: only the vintage and what `approve` writes are new.
    """
    now = dt.datetime(2026, 11, 25, 15, 50, tzinfo=dt.UTC)
    monkeypatch.setattr(clock, "SYSTEM", Clock(lambda: now))
    monkeypatch.setenv("CENSUS_API_KEY", KEY)
    for name in ("content", "styles"):
        shutil.copytree(ROOT / name, tmp_path / name)
    before = files(tmp_path)

    fetched = call("fetch", "census_api", tmp_path, "--site", bureau.site)
    assert (fetched.code, fetched.err) == (0, "")
    assert "edition 2025 reads it: sectors\n" in fetched.out
    assert "edition 2018 does not read it: it closed on " in fetched.out

    checked = call("check", tmp_path, "--edition", "2025")
    assert {told.code for told in checked.told} == {"LIFE-12", "LIFE-13"}
    assert call("approve", tmp_path, "--edition", "2025", "--yes").code == 0
    checked = call("check", tmp_path, "--edition", "2025")
    assert (checked.code, checked.told) == (0, [])
    assert call("build", tmp_path, "--edition", "2025").code == 0

    made = tmp_path / "output/2025"
    graphs = {path.stem for path in (made / "exhibits").glob("*-balance.png")}
    assert len(graphs - {"total-balance"}) == len(CODES) - 1
    with (made / "data/aerospace-balance.csv").open(encoding="utf-8") as file:
        said = file.read()
    exports = sum(
        amount("exports", f"2025-{n:02}", "08", who)
        for n in range(1, 13)
        for who in COUNTRIES
    )
    assert str(exports) in said
    manifest = json.loads((made / "manifest.json").read_text("utf-8"))
    assert "content/data/census_api/2026-11/groups_annual.csv" in str(
        manifest["inputs"]
    )
    [screen] = made.glob("*-screen.pdf")
    with pypdfium2.PdfDocument(screen) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    assert any(
        "not endorsed or certified by the Census" in " ".join(p.split()) for p in pages
    )

    after = {name: data for name, data in files(tmp_path).items() if name in before}
    changed = {name for name in before if after[name] != before[name]}
    assert changed == {
        *("content/editions/2025.lock.yml", "content/editions/2025.proof.yml")
    }
