"""Fetched vintages: which one an edition reads, and records that are not as they must be."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.content import load
from publisher.content.project import Project
from publisher.data import read
from publisher.data.balances import Balances
from publisher.data.model import TOTAL, Key, Period
from publisher.errors import Finding, StageFailed
from tests.content.fetched import BUREAU, declared, vintage
from tests.mini import EDITION, SOURCES, place, spoilt

RECORD = f"{BUREAU}/2026-01/vintage.yml"
CLOSED: tuple[str, str, str] = (EDITION, '"2026-01-31"', '"2026-02-28"')


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the mini edition with a fetched input and a series of it, and no vintage."""
    return declared(tmp_path)


def project(root: Path) -> Project:
    return load(root)


def balances(root: Path) -> Balances:
    found = load(root)
    return read(found, found.editions["2025"])


def exports(found: Balances) -> int | object:
    return found.value(Key("brought", TOTAL, "exports"), Period.of_year(2025)).amount


def refused(root: Path) -> tuple[Finding, ...]:
    with pytest.raises(StageFailed) as failed:
        load(root)
    return failed.value.findings


def told(root: Path) -> list[tuple[str, str]]:
    """Return code and place of each finding."""
    return [(each.code, str(each.position)) for each in refused(root)]


def test_without_a_vintage_the_series_awaits_its_data(root: Path) -> None:
    """There is no number, and no fault."""
    found = balances(root)
    assert found.periods("brought", TOTAL, "exports") == ()
    assert found.findings == ()
    assert "brought" not in found.origins


def test_the_newest_vintage_up_to_the_closing_date(root: Path) -> None:
    """January is read, not the older December; February only once the edition is open to it."""
    vintage(vintage(vintage(root, "2025-12", 5), "2026-01", 6), "2026-02", 9)
    found = balances(root)
    assert exports(found) == 6_000_000
    assert found.origins["brought"].vintage == "2026-01"
    (release,) = found.value(
        Key("brought", TOTAL, "balance"), Period.of_year(2025)
    ).releases
    assert (release.source, release.vintage) == ("bureau", "2026-01")
    assert exports(balances(spoilt(root, CLOSED))) == 9_000_000


def test_a_vintage_of_a_day(root: Path) -> None:
    """A day within the month that closed is newer than the month, and not later."""
    vintage(vintage(root, "2026-01", 6), "2026-01-31", 7)
    assert exports(balances(root)) == 7_000_000


def test_a_vintage_without_the_file_is_passed_over(root: Path) -> None:
    """The newest that holds what the input names counts."""
    vintage(vintage(root, "2025-12", 5), "2026-01", 6)
    spoilt(root, (RECORD, "path: yearly.csv", "path: other.csv"))
    (root / BUREAU / "2026-01/yearly.csv").rename(root / BUREAU / "2026-01/other.csv")
    assert exports(balances(root)) == 5_000_000


def test_a_fetch_that_is_not_done_is_not_seen(root: Path) -> None:
    """A hidden folder is where a fetch works."""
    (root / BUREAU / ".2026-01.part").mkdir(parents=True)
    assert balances(root).findings == ()


def test_a_folder_without_a_record(root: Path) -> None:
    """What nobody fetched is no vintage."""
    (root / BUREAU / "2026-01").mkdir(parents=True)
    assert told(root) == [("VINTAGE-01", f"{RECORD}:1:1")]


def test_a_record_of_something_else(root: Path) -> None:
    """A folder that was copied and renamed: both the source and the vintage are told."""
    vintage(root, "2026-01", 6)
    spoilt(
        root,
        (RECORD, 'vintage: "2026-01"', 'vintage: "2025-12"'),
        (RECORD, "source: bureau", "source: office"),
    )
    assert told(root) == [
        ("VINTAGE-02", place(root, RECORD, "office")),
        ("VINTAGE-02", place(root, RECORD, '"2025-12"')),
    ]


def test_a_file_that_is_gone(root: Path) -> None:
    """The record lists it, the folder does not hold it."""
    vintage(root, "2026-01", 6)
    (root / BUREAU / "2026-01/yearly.csv").unlink()
    assert told(root) == [("VINTAGE-03", place(root, RECORD, "yearly.csv"))]


def test_a_file_that_was_changed(root: Path) -> None:
    """Its place is the checksum in the record; nothing else is hidden by it."""
    vintage(root, "2026-01", 6)
    spoilt(root, (f"{BUREAU}/2026-01/yearly.csv", "TOTAL,6", "TOTAL,8"))
    (fault,) = balances(root).findings
    digest = (root / RECORD).read_text().split("sha256: ")[1].split(",")[0]
    assert (fault.code, str(fault.position)) == ("DATA-04", place(root, RECORD, digest))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("source: bureau\n", "", "FORM-02"),
        ('vintage: "2026-01"', "vintage: soon", "FORM-04"),
        ("path: yearly.csv", "path: ../../../publication.yml", "FORM-04"),
        ("rows: 1", "rows: many", "FORM-03"),
        ("rows: 1", "rows: 1, note: x", "FORM-01"),
        ("files:", "files: [", "YAML-04"),
    ],
)
def test_a_damaged_record(root: Path, old: str, new: str, code: str) -> None:
    """Each fault has its line in the record, and a remedy that is not to edit it."""
    vintage(root, "2026-01", 6)
    (fault,) = refused(spoilt(root, (RECORD, old, new)))
    assert fault.code == code
    assert str(fault.position).startswith(f"{RECORD}:")
    assert "fetch again" in str(fault.hint)


def test_an_input_is_pinned_or_fetched(root: Path) -> None:
    """Both at once, or neither, is told at the input."""
    hint = "name vintage, path and sha256, or name fetched and none of the three"
    both = (
        SOURCES,
        "    fetched: yearly.csv",
        "    fetched: yearly.csv\n    vintage: a",
    )
    (fault,) = refused(spoilt(root, both))
    assert (fault.code, fault.hint) == ("FORM-04", hint)
    assert str(fault.position) == place(root, SOURCES, "  brought:\n    ¦source")
    neither = (SOURCES, "    fetched: yearly.csv\n    vintage: a\n", "")
    assert [each.code for each in refused(spoilt(root, neither))] == ["FORM-04"]


def test_a_guard_waits_with_its_piece(root: Path) -> None:
    """A splice of a fetched input and a pinned one: the guard counts once both are there."""
    splice = """pieces: [{input: yearly, to: 2024}, {input: brought, from: 2025}]
    guards: [{inputs: [yearly, brought], years: [2025], within: 0}]
"""
    spoilt(root, (SOURCES, "pieces: [{input: yearly}]\n", splice))
    assert balances(root).findings == ()
    found = balances(vintage(root, "2026-01", 6))
    assert {each.code for each in found.findings} == {"DATA-21"}


def test_a_correction_of_a_fetched_input(root: Path) -> None:
    """It stands with the vintage that is wrong, and is obsolete once a newer one is not."""
    note = """corrections:
  - input: brought
    date: "2026-01-20"
    period: "2025"
    reason: Six ships were counted as seven.
    provider: Bureau
    status: noted
    expect: {exports_millions: "7"}
"""
    spoilt(root, ("content/corrections.yml", "corrections:\n", note))
    assert balances(root).findings == ()  # nothing is at hand that it could touch
    found = balances(vintage(root, "2025-12", 7))
    assert found.findings == ()
    key = Key("brought", TOTAL, "balance")
    assert found.corrections_of(key, Period.of_year(2025)) == (0,)
    (fault,) = balances(vintage(root, "2026-01", 6)).findings
    assert fault.code == "DATA-27"
    assert "2026-01/yearly.csv" in fault.message


def test_a_correction_has_a_day(root: Path) -> None:
    """February has no thirtieth."""
    spoilt(root, ("content/corrections.yml", '"2026-01-31"', '"2026-02-30"'))
    file = "content/corrections.yml"
    assert told(root) == [("NAME-03", place(root, file, '"2026-02-30"'))]
