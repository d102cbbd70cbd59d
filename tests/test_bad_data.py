"""Data that do not hold what was declared: nothing is printed from them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.mini import (
    KITES,
    LANTERNS,
    PARTNERS,
    SOURCES,
    YEARLY,
    Edit,
    call,
    pinned,
    place,
    spoilt,
)
from tests.test_bad_content import refused

ROW_2024 = "2024,TOTAL,5800,6400,testland,2026-01\n"
ROW_2025 = "2025,01,3500,2000,testland,2026-01\n"


class Case(NamedTuple):
    """A fault in a file whose checksum is right, and what the command must say."""

    edit: Edit
    at: tuple[str, str]
    code: str
    message: str
    hint: str


CASES = {
    "missing year": Case(
        (YEARLY, ROW_2024, ""), (SOURCES, "Trade"), "DATA-22",
        "the series yearly lacks 2024: balance, exports, imports of TOTAL", "`gaps`",
    ),
    "text for a number": Case(
        (YEARLY, ",6000,", ",six,"), (YEARLY, "six"), "DATA-08",
        "'six' is not a number", "digits with a point",
    ),
    "thousands marked": Case(
        (YEARLY, ",6000,", ',"6,000",'), (YEARLY, '"6,000"'), "DATA-08",
        "'6,000' is not a number", "digits with a point",
    ),
    "not a year": Case(
        (YEARLY, "2025,01,", "25,01,"), (YEARLY, "25,01,"), "DATA-11",
        "'25' is not a year", "four digits",
    ),
    "row twice": Case(
        (YEARLY, ROW_2025, ROW_2025 + ROW_2025), (YEARLY, f"{ROW_2025}2025,01,¦3500"), "DATA-13",
        "exports of 01 in 2025 are given twice, first in line 13", "keep one",
    ),
    "unknown sector": Case(
        (YEARLY, ROW_2025, ROW_2025.replace("01", "77", 1)), (YEARLY, "77,"), "DATA-12",
        "'77' is not a sector", "TOTAL, 01, 02",
    ),
    "unknown partner": Case(
        (PARTNERS, "CC", "ZZ"), (PARTNERS, "ZZ,"), "DATA-16",
        "'ZZ' is not a partner", "publication.yml",
    ),
    "another source": Case(
        (YEARLY, "7000,testland", "7000,nowhere"), (YEARLY, "nowhere"), "DATA-14",
        "the row is of 'nowhere'", "a file of its own",
    ),
    "column renamed": Case(
        (YEARLY, "exports_millions", "exports_billions"), (YEARLY, ""), "DATA-07",
        "no column exports_millions", "did you mean exports_billions?",
    ),
    "field too few": Case(
        (YEARLY, "2024,01,3400,1900,testland,2026-01", "2024,01,3400,1900,testland"),
        (YEARLY, "2024,01,"), "DATA-06", "5 fields, the heading 6", "one field per column",
    ),
    "beyond all sense": Case(
        (YEARLY, ",6000,", ",6000000000000,"), (YEARLY, "6000000000000"), "DATA-10",
        "beyond any sane amount", "scale",
    ),
    "correction out of date": Case(
        (YEARLY, "2024,01,3400", "2024,01,3401"), ("content/corrections.yml", "{exports_millions"),
        "DATA-27", "obsolete", "see what the source says now",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_fault_of_the_data_is_told_at_its_cell(case: Case, good: Path) -> None:
    """The file that was pinned may be wrong: the finding names line and column."""
    told = refused(pinned(spoilt(good, case.edit)))
    found = next((one for one in told if one.code == case.code), told[0])
    assert (found.code, found.position) == (case.code, place(good, *case.at)), told
    assert case.message in found.message
    assert case.hint in found.hint


def test_a_file_that_is_not_the_pinned_one_is_refused(good: Path) -> None:
    """One digit changed in a pinned file: its checksum tells, before any number is read."""
    (found,) = refused(spoilt(good, (YEARLY, ",6000,", ",6001,")))
    assert (found.code, found.position) == ("DATA-04", f"{SOURCES}:15:13")
    assert "is not the file that was pinned" in found.message
    assert "never edited" in found.hint


def test_faults_of_two_files_are_told_at_once(good: Path) -> None:
    """A word in one file and an unknown partner in another: two findings of one run."""
    spoilt(good, (YEARLY, ",6000,", ",six,"), (PARTNERS, "CC", "ZZ"))
    assert [one.code for one in refused(pinned(good))] == ["DATA-08", "DATA-16"]


def test_a_missing_file_is_told_where_it_is_named(good: Path) -> None:
    """The input's path in sources.yml is what must be put right."""
    (good / YEARLY).unlink()
    (found,) = refused(good)
    assert (found.code, found.position) == ("DATA-01", f"{SOURCES}:14:11")
    assert "does not exist" in found.message


def test_a_data_file_must_lie_in_the_project(good: Path) -> None:
    """A link out of the project would be pinned by nobody else."""
    (good / YEARLY).rename(good.parent / "yearly.csv")
    (good / YEARLY).symlink_to(good.parent / "yearly.csv")
    (found,) = refused(good)
    assert (found.code, found.position) == ("DATA-02", f"{SOURCES}:14:11")
    assert "links must not lead out" in found.hint


def test_a_data_file_has_a_largest_size(good: Path) -> None:
    """64 MiB and a byte are refused before they are read."""
    with (good / YEARLY).open("r+b") as file:
        file.truncate(64 * 1024 * 1024 + 1)
    (found,) = refused(good)
    assert (found.code, found.position) == ("DATA-03", f"{SOURCES}:14:11")
    assert "67108865 bytes" in found.message
    assert "only the rows" in found.hint


@pytest.mark.parametrize("data", [b"", b"year,sector\n", b"\xff\xfe\x00"])
def test_an_empty_or_foreign_file_is_refused(good: Path, data: bytes) -> None:
    """No heading, no row, no UTF-8: a finding, whatever the checksum says."""
    (good / YEARLY).write_bytes(data)
    told = refused(pinned(good))
    assert told[0].code in {"DATA-05", "DATA-06", "DATA-07"}
    assert told[0].hint


def test_data_that_arrive_change_the_words(good: Path) -> None:
    """Figures of lanterns that were awaited: the page now shows its other side.

    The mark on the correction of 2024 stands as before; no content is edited.
    """
    rows = "".join(
        f"{year},02,1000,{2000 + n},testland,2026-01\n"
        for n, year in enumerate(range(2020, 2026))
    )
    spoilt(good, (YEARLY, ROW_2025, ROW_2025 + rows))
    ran = call("build", pinned(good))
    assert ran.code == 0, ran.err
    pages = (good / "output/2025/pages.txt").read_text("utf-8")
    assert "A deficit of $1.0\u00a0billion." in pages
    assert "Not available." not in pages


def test_unused_words_are_checked_too(good: Path) -> None:
    """A misspelt function on the side that the data do not choose would print next year."""
    spoilt(
        good, (LANTERNS, "balance() | surplus_deficit", "balnce() | surplus_deficit")
    )
    (found,) = refused(good)
    assert (found.code, found.position) == ("EXPR-02", f"{LANTERNS}:11:27")
    assert "did you mean 'balance'?" in found.hint


def test_a_condition_is_not_a_way_round_missing_data(good: Path) -> None:
    """A condition that needs a number the data lack must ask for it first."""
    spoilt(good, (KITES, "when: available('balance')\n      then: >-",
                  "when: balance(year=1999) > 0\n      then: >-"))  # fmt: skip
    (found,) = refused(good)
    assert (found.code, found.position) == ("DATA-29", f"{KITES}:10:13")
    assert "ask first: available" in found.hint
