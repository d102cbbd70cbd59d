"""A stand-in bureau, a project to fetch into, and a clock that never waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from publisher.errors import StageFailed
from publisher.fetch import fetch
from publisher.fetch.clock import Clock
from publisher.fetch.fetching import Fetched, Request
from publisher.fetch.sources import SourceName
from tests.fetch.bureau import KEY, Bureau, served
from tests.mini import EDITION, copied, spoilt

__all__ = ["Desk"]


SOURCE = """\
  census_api:
    producer: Bureau of Testland
    dataset: Groups
    licence: Public domain
"""
INPUT = """\
  groups:
    source: census_api
    fetched: groups_annual.csv
    basis: published
    columns: {year: year, sector: hitech, exports: exports_usd, imports: imports_usd}
    concept: trade
    valuation: as fetched
"""
SERIES = """\
  groups:
    title: Trade by group
    frequency: year
    pieces: [{input: groups}]
"""


@dataclass
class Desk:
    """A project, a bureau, and a clock that stands still unless it is told to wait."""

    root: Path
    bureau: Bureau
    now: dt.datetime = dt.datetime(2012, 4, 10, 12, 0, tzinfo=dt.UTC)
    waits: list[float] = field(default_factory=list)
    seconds: float = 0.0
    reports: list[tuple[int, int, str]] = field(default_factory=list)

    @property
    def clock(self) -> Clock:
        """The clock, whose waits are only noted."""
        return Clock(lambda: self.now, lambda: self.seconds, self.waits.append)

    @property
    def home(self) -> Path:
        """The folder of the source."""
        return self.root / "content/data/census_api"

    def request(self, **changes: object) -> Request:
        """Return a request for the groups."""
        made = Request(
            self.root,
            SourceName.census_api,
            site=self.bureau.site,
            clock=self.clock,
            report=lambda *said: self.reports.append(said),
        )
        return replace(made, **changes)  # type: ignore[arg-type]

    def fetch(self, **changes: object) -> Fetched:
        """Fetch the groups, or what the changes say."""
        return fetch(self.request(**changes))

    def workbook(self) -> Fetched:
        """Fetch the workbook."""
        return self.fetch(source=SourceName.census_country_xlsx)

    def refused(self, **changes: object) -> list[tuple[str, str, str]]:
        """Fetch in vain; return code, message and hint of each finding."""
        with pytest.raises(StageFailed) as failure:
            self.fetch(**changes)
        found = failure.value.findings
        return [(each.code, each.message, each.hint or "") for each in found]

    def declare(self) -> None:
        """Declare the groups as an input that is fetched, which the edition reads."""
        path = self.root / "content/sources.yml"
        text = path.read_text(encoding="utf-8")
        for section, added in (("inputs", SOURCE), ("series", INPUT)):
            text = text.replace(f"\n{section}:", f"{added}\n{section}:")
        path.write_text(text.rstrip("\n") + "\n" + SERIES, encoding="utf-8")
        reads = "series: [yearly, partners]", "series: [yearly, partners, groups]"
        spoilt(self.root, (EDITION, *reads))

    def text(self, name: str, vintage: str = "2012-04") -> str:
        """Return a file of a vintage."""
        return (self.home / vintage / name).read_text(encoding="utf-8")


@pytest.fixture
def bureau() -> Iterator[Bureau]:
    """Return a stand-in that has January 2010 to February 2012."""
    with served(Bureau()) as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path, bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Return a desk on April 10, 2012, with the key in the environment."""
    monkeypatch.setenv("CENSUS_API_KEY", KEY)
    return Desk(copied(tmp_path), bureau)
