"""From words to a press file and its sheets, through the command."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pikepdf
import pytest

from tests.mini import EDITION, Ran, call, copied, files, spoilt
from tests.tickets import ICC

TICKET = """\
# yaml-language-server: $schema=../schemas/press.json
trim_width: 360pt
trim_height: 540pt
bleed: 9pt
safety: 6pt
binding: {thickness: 0.1mm}
text: {reversed: {one_ink: 6pt, two_inks: 7pt, more_inks: 7pt}}
output: {condition: CGATS TR 006, profile: icc/a.icc}
marks: [crop, fold, slug]
"""
PRESS = "styles/press.yml"
NAME = "mini-2025-specimen-press.pdf"


def ticketed(root: Path) -> Path:
    """Give a publication a job ticket; return it."""
    (root / "styles/icc").mkdir()
    shutil.copyfile(ICC, root / "styles/icc/a.icc")
    (root / PRESS).write_text(TICKET, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """Return the mini edition with a ticket, built as a newcomer builds it."""
    root = ticketed(copied(tmp_path_factory.mktemp("printed")))
    return root, call("build", root)


def test_a_ticket_brings_a_press_file(printed: tuple[Path, Ran]) -> None:
    """Without a word about profiles both are made; the manifest tells them."""
    root, ran = printed
    assert ran.code == 0
    output = root / "output/2025"
    assert [line.split("  ")[0] for line in ran.out.splitlines()] == [
        f"{output}/mini-2025-screen.pdf",
        f"{output}/{NAME}",
    ]
    manifest = json.loads((output / "manifest.json").read_text(encoding="utf-8"))
    told = {each["path"]: each for each in manifest["files"] if "profile" in each}
    assert {path: each["profile"] for path, each in told.items()} == {
        NAME: "press",
        "mini-2025-screen.pdf": "screen",
    }
    assert told[NAME]["pages"] == 4


def test_a_specimen_says_so_in_the_file_too(printed: tuple[Path, Ran]) -> None:
    """The stamp is on every page, and the label in the metadata outlives the name."""
    with pikepdf.open(printed[0] / "output/2025" / NAME) as pdf:
        assert pdf.open_metadata()["xmp:Label"] == "specimen"


def test_styles_that_are_printed_black_are_named(printed: tuple[Path, Ran]) -> None:
    """The small edition's navy has four inks: a warning for each style that wears it."""
    told = printed[1].told
    assert {each.code for each in told} == {"TICKET-05"}
    named = [each.message.split(",")[0].removeprefix("the style ") for each in told]
    assert named[:2] == ["title", "standfirst"]
    assert all("it is printed in solid black" in each.message for each in told)
    assert told[0].position.startswith("styles/type.yml:")


def test_an_older_workflow_has_its_own_name(
    printed: tuple[Path, Ran], tmp_path: Path
) -> None:
    """The ticket asks for it, and the file says in its name what it is."""
    root = copied(tmp_path, source=printed[0])
    flavour = ("bleed: 9pt", "flavour: PDF/X-1a:2003\nbleed: 9pt")
    ran = call("build", spoilt(root, (PRESS, *flavour)), "--profile", "press", "-q")
    assert ran.code == 0
    output = root / "output/2025"
    assert [path.name for path in output.glob("*.pdf")] == [
        "mini-2025-specimen-press-x1a.pdf"
    ]
    manifest = json.loads((output / "manifest.json").read_text(encoding="utf-8"))
    profiles = {each.get("profile") for each in manifest["files"]}
    assert profiles == {None, "press"}


def test_no_ticket_no_press_file(good: Path) -> None:
    """PDF-07 says what to write; the last good output stands."""
    before = files(good / "output")
    ran = call("build", good, "--profile", "press")
    assert ran.code == 1
    assert [each.code for each in ran.told] == ["PDF-07"]
    assert "styles/press.yml" in ran.told[0].hint
    assert files(good / "output") == before


def test_a_missing_profile_stops_the_check(
    printed: tuple[Path, Ran], tmp_path: Path
) -> None:
    """Before any page is made, at the line of the ticket that names it."""
    root = copied(tmp_path, source=printed[0])
    (root / "styles/icc/a.icc").unlink()
    ran = call("check", root)
    assert ran.code == 1
    assert [(each.code, each.position) for each in ran.told] == [
        ("TICKET-03", f"{PRESS}:8:44")
    ]


def test_impose_asks_for_a_signed_edition(printed: tuple[Path, Ran]) -> None:
    """Exit code 1 for a specimen, 2 for what is no PDF or no ticket."""
    root, _ = printed
    press, ticket = root / "output/2025" / NAME, root / PRESS
    ran = call("impose", press, "--ticket", ticket)
    assert (ran.code, [each.code for each in ran.told]) == (1, ["IMPOSE-03"])
    ran = call("impose", root / EDITION, "--ticket", ticket)
    assert (ran.code, ran.out) == (2, "")
    ran = call("impose", press, "--ticket", root / "none.yml")
    assert (ran.code, [each.code for each in ran.told]) == (1, ["YAML-01"])


def test_impose_says_what_it_made(printed: tuple[Path, Ran], tmp_path: Path) -> None:
    """Two files beside the press file, named after it."""
    press = tmp_path / "mini-2025-press.pdf"
    with pikepdf.open(printed[0] / "output/2025" / NAME) as pdf:
        with pdf.open_metadata() as told:
            told["xmp:Label"] = "final"
        pdf.save(press)
    ran = call("impose", press, "--ticket", printed[0] / PRESS)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"{tmp_path}/mini-2025-imposed.pdf  1 sheet",
        f"{tmp_path}/mini-2025-folding-dummy.png",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "mini-2025-folding-dummy.png",
        "mini-2025-imposed.pdf",
        "mini-2025-press.pdf",
    ]
