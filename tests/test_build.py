"""What a build leaves in output/, and that it is the same every time."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from tests.mini import (
    CONTENTS,
    EDITION,
    KITES,
    MINI,
    PARTNERS,
    PUBLICATION,
    YEARLY,
    Ran,
    call,
    copied,
    files,
    run,
    spoilt,
)

FIGURES = ("cover", "kites-balance", "lanterns-partners")
TABLES = ("kites-recent",)


@pytest.fixture(scope="session")
def output(built: tuple[Path, Ran]) -> Path:
    """Return the folder of the edition that was built."""
    return built[0] / "output" / "2025"


@pytest.fixture(scope="session")
def manifest(output: Path) -> dict[str, Any]:
    """Return what manifest.json says."""
    said: dict[str, Any] = json.loads((output / "manifest.json").read_text("utf-8"))
    return said


@pytest.fixture(scope="session")
def numbers(output: Path) -> dict[str, Any]:
    """Return what checks.json says."""
    said: dict[str, Any] = json.loads((output / "checks.json").read_text("utf-8"))
    return said


def table(file: str) -> list[list[str]]:
    """Return the rows of a data file, the heading first: row n is line n + 1."""
    with (MINI / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def test_output_holds_what_was_promised(output: Path) -> None:
    """The PDF and its judgement, data and pictures of each exhibit, dumps, the manifest."""
    assert set(files(output)) == {
        "mini-2025-screen.pdf",
        "manifest.json",
        "checks.json",
        "pages.txt",
        "tags.txt",
        "preflight-screen.json",
        "preflight-screen.html",
        *(f"data/{name}.csv" for name in (*FIGURES, *TABLES)),
        *(f"exhibits/{name}.{kind}" for name in FIGURES for kind in ("png", "svg")),
    }
    assert [path.name for path in output.parent.iterdir()] == ["2025"]


def test_the_manifest_is_true_of_every_file(
    output: Path, manifest: dict[str, Any]
) -> None:
    """Path, bytes and sha256 of all files but itself; profile and pages of the PDF."""
    told = {entry["path"]: entry for entry in manifest["files"]}
    made = files(output)
    made.pop("manifest.json")
    assert told.keys() == made.keys()
    for path, data in made.items():
        assert told[path]["bytes"] == len(data)
        assert told[path]["sha256"] == hashlib.sha256(data).hexdigest()
    pdf = told["mini-2025-screen.pdf"]
    with pikepdf.open(output / "mini-2025-screen.pdf") as document:
        assert (pdf["profile"], pdf["pages"]) == ("screen", len(document.pages))
    assert pdf["pages"] == 4


def test_the_manifest_names_the_edition_and_its_inputs(
    manifest: dict[str, Any],
) -> None:
    """State, closing date and each input with vintage and checksum."""
    assert manifest["publication"] == "mini"
    assert (manifest["edition"], manifest["state"]) == ("2025", "draft")
    assert manifest["closing_date"] == "2026-01-31"
    told = [(each["id"], each["path"], each["vintage"]) for each in manifest["inputs"]]
    assert told == [("partners", PARTNERS, "2026-01"), ("yearly", YEARLY, "2026-01")]
    for each in manifest["inputs"]:
        data = (MINI / each["path"]).read_bytes()
        assert each["sha256"] == hashlib.sha256(data).hexdigest()


def test_checks_lead_from_print_to_cell(numbers: dict[str, Any]) -> None:
    """The $6.0bn on the contents page is line 7 of the yearly file, 6000 millions."""
    (found,) = [each for each in numbers["figures"] if each["shown"] == "$6.0bn"]
    assert found["where"] == f"{CONTENTS}:12:21"
    assert found["cells"] == [{"file": YEARLY, "line": 7, "column": "exports_millions"}]
    rows = table(YEARLY)
    assert rows[6][rows[0].index("exports_millions")] == "6000"
    assert isinstance(found["guards"], list)


def test_checks_lead_back_to_the_words(numbers: dict[str, Any]) -> None:
    """Each figure's place is that of its expression, its cells are in the pinned files."""
    assert len(numbers["figures"]) > 40
    for each in numbers["figures"]:
        file, line, column = each["where"].split(":")
        text = (MINI / file).read_text("utf-8").splitlines()[int(line) - 1]
        if "{{" in text[: int(column)]:
            assert text[int(column) - 1 :].startswith(each["expression"][:10]), each
        for cell in each["cells"]:
            rows = table(cell["file"])
            assert cell["column"] in rows[0]
            assert 2 <= cell["line"] <= cell.get("last_line", cell["line"]) <= len(rows)


def test_checks_count_numbers_and_claims(numbers: dict[str, Any]) -> None:
    """Every number that needs data is bound; the others are named with their reasons."""
    counted = numbers["numbers"]
    assert counted["bound"] == counted["of"] == counted["kinds"]["bound"] == 47
    assert len(numbers["other_numbers"]) == sum(counted["kinds"].values()) - 47
    (year,) = (
        each
        for each in numbers["other_numbers"]
        if each["sentence"] == "the last surplus was in 2022."
    )
    assert (year["shown"], year["kind"]) == ("2022", "date")
    assert isinstance(numbers["claims"], list)


def test_the_numbers_behind_an_exhibit(output: Path) -> None:
    """The data of a table are exact: 3.5 in print is 3,500,000,000 here."""
    with (output / "data/kites-recent.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert rows[0][:5] == [
        "Year", "code", "Exports [USD]", "Imports [USD]", "Balance [USD]",
    ]  # fmt: skip
    assert rows[3][:5] == ["2025", "2025", "3500000000", "2000000000", "1500000000"]


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_comes_as_two_pictures(output: Path, name: str) -> None:
    """A PNG of 150 dots per inch and an SVG with a description, of one shape."""
    with Image.open(output / f"exhibits/{name}.png") as picture:
        width, height = picture.size
        assert len(picture.getcolors(256) or []) > 2
    svg = (output / f"exhibits/{name}.svg").read_text("utf-8")
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert box is not None
    assert width == pytest.approx(float(box[1]) * 150 / 72, abs=1)
    assert height == pytest.approx(float(box[2]) * 150 / 72, abs=1)
    assert re.search(r"<(title|desc)[ >]", svg)


def test_two_builds_give_the_same_bytes(
    built: tuple[Path, Ran], tmp_path: Path
) -> None:
    """Another folder, time zone, hash seed, language, two drawing processes: the same."""
    root = copied(tmp_path / "a folder with ünïcode and spaces")
    env = {
        "TZ": "Pacific/Kiritimati",
        "PYTHONHASHSEED": "12345",
        "LANG": "de_DE.UTF-8",
        "LC_ALL": "C",
        "COLUMNS": "40",
        "SOURCE_DATE_EPOCH": "1",
    }
    ran = run("build", "--jobs", "2", root, env=env)
    assert ran.code == 0, ran.err
    mine, other = files(built[0] / "output"), files(root / "output")
    assert mine.keys() == other.keys()
    assert [path for path in mine if mine[path] != other[path]] == []


def test_no_output_names_the_folder_it_was_made_in(built: tuple[Path, Ran]) -> None:
    """Nothing of the machine travels with the files."""
    root, _ = built
    for path, data in files(root / "output").items():
        assert str(root).encode() not in data, path
        assert b"/tmp/" not in data, path


def test_building_again_changes_nothing(good: Path) -> None:
    """A second build over the first leaves the same files."""
    before = files(good / "output")
    assert call("build", good).code == 0
    assert files(good / "output") == before


def test_what_is_no_longer_made_goes_away(good: Path) -> None:
    """An exhibit that was renamed leaves no picture behind; what others put there stays."""
    mine = good / "output/2025/notes.txt"
    mine.write_text("mine", encoding="utf-8")
    spoilt(
        good,
        (KITES, "id: kites-balance", "id: kites-course"),
        (CONTENTS, "(#kites-balance)", "(#kites-course)"),
    )
    assert call("build", good).code == 0
    made = files(good / "output/2025")
    assert "exhibits/kites-course.png" in made
    assert not [path for path in made if "kites-balance" in path]
    assert mine.read_text(encoding="utf-8") == "mine"


def test_editions_are_built_by_name(good: Path) -> None:
    """An edition of 2024 lacks the partners of its year; the default one is untouched."""
    text = (good / EDITION).read_text("utf-8")
    other = good / "content/editions/2024.yml"
    other.write_text(text.replace("2025", "2024"), encoding="utf-8")
    before = files(good / "output")
    ran = call("build", "--edition", "2024", good)
    assert ran.code == 1
    assert {one.code for one in ran.told} == {"DATA-29"}
    assert "in 2024" in ran.told[0].message
    assert files(good / "output") == before


def test_the_file_is_named_after_the_publication(good: Path) -> None:
    """Its id, the edition and the profile."""
    spoilt(good, (PUBLICATION, "id: mini", "id: tiny"))
    ran = call("build", good)
    assert ran.out.split()[0].endswith("output/2025/tiny-2025-screen.pdf")
    assert not (good / "output/2025/mini-2025-screen.pdf").exists()
