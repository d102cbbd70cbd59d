"""The command `publisher preflight`, as its user calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from publisher.preflight import Limits, limits_of
from publisher.styles import load_ticket
from tests.faults import planted
from tests.faults.fault import FAULTS
from tests.faults.sound import LIMITS, SOUND
from tests.mini import call

assert planted

TICKET = """
flavour: PDF/X-4
trim_width: 300pt
trim_height: 400pt
bleed: 9pt
safety: 9pt
binding: {style: perfect}
pages_divisible_by: 2
output: {condition: CGATS TR 006, profile: any.icc}
ink_limit: 300
spots: [PANTONE 289 C]
text: {solid: 5pt, coloured: 10pt, most_inks: 2, reversed: {one_ink: 6pt, two_inks: 8pt, more_inks: 12pt}}
rules: {solid: 0.25pt, coloured: 1pt, reversed: 0.5pt}
images: {resolution: 250, line_art: 800}
"""


@pytest.fixture
def ticket(tmp_path: Path) -> Path:
    """Return a job ticket that asks for what the sound file is."""
    path = tmp_path / "press.yml"
    path.write_text(TICKET, encoding="utf-8")
    return path


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """Return a sound press file."""
    path = tmp_path / "brief.pdf"
    with SOUND["press"].opened() as pdf:
        pdf.save(path, **SOUND["press"].saving)
    return path


def test_the_ticket_sets_the_limits(ticket: Path) -> None:
    """Every limit of the rules comes from the printer's ticket."""
    assert limits_of(load_ticket(ticket)) == LIMITS


def test_a_sound_file_is_told_so(sound: Path, ticket: Path, tmp_path: Path) -> None:
    """Exit code 0, one sentence, and a page with pictures where it was asked for."""
    page = tmp_path / "report.html"
    ran = call("preflight", sound, "--profile", "press", "-t", ticket, "--html", page)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{sound}: sound: 2 pages checked against ")
    assert "Sound: 2 pages" in page.read_text("utf-8")


def test_faults_are_told_with_page_place_and_remedy(
    ticket: Path, tmp_path: Path
) -> None:
    """Exit code 1; each finding as all findings are told, on the standard error."""
    fault = next(fault for fault in FAULTS if fault.name == "type of four points")
    ran = call("preflight", fault.write(tmp_path), "--ticket", ticket)
    assert ran.code == 1
    assert ran.err == (
        "TEXT-01.pdf: page 1, 80 pt from the left, 377 pt from the top: error[TEXT-01]:"
        " type of 4 pt in one ink; at least 5 pt is asked\n"
        "  hint: Set it larger, or in solid black.\n"
    )
    assert "not sound, 1 error" in ran.out


def test_json_is_for_programs(sound: Path, ticket: Path) -> None:
    """The report as JSON on the standard output; the exit code says the same."""
    ran = call("preflight", sound, "--ticket", ticket, "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["sound"] is True
    without = call("preflight", sound, "--json")
    assert without.code == 1
    assert json.loads(without.out)["rules"]["INK-05"] == 2
    assert Limits().spots == ()


def test_a_wrong_call_is_no_judgement(sound: Path, tmp_path: Path) -> None:
    """Exit code 2: no such file, no PDF, no such profile."""
    words = tmp_path / "words.pdf"
    words.write_text("words", encoding="utf-8")
    for arguments in ((tmp_path / "none.pdf",), (words,), (sound, "-p", "web")):
        assert call("preflight", *arguments).code == 2


def test_a_bad_ticket_is_told_at_its_line(sound: Path, ticket: Path) -> None:
    """Exit code 1, with the line of the ticket."""
    ticket.write_text(TICKET.replace("ink_limit: 300", "ink_limit: 900"), "utf-8")
    ran = call("preflight", sound, "--ticket", ticket)
    assert ran.code == 1
    [told] = ran.told
    assert told.position == "press.yml:10:12"


def test_a_report_that_cannot_be_written_is_a_finding(sound: Path) -> None:
    """Exit code 1 and OUTPUT-01, not a traceback."""
    ran = call("preflight", sound, "--html", sound.parent / "none" / "report.html")
    assert ran.code == 1
    assert "OUTPUT-01" in ran.err
