"""Files that mean harm, and accidents: a finding each, in bounded memory and time."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from publisher.errors import UsageError
from publisher.preflight import Limits, Profile, guard, judge, judge_guarded
from tests.faults.hostile import HOSTILE
from tests.faults.sound import SOUND
from tests.measured import measured

SLOW = {"endless_work", "doubling_forms", "deep_saves", "bomb", "bomb_in_a_bomb"}
SLOW |= {"image_bomb", "poster"}
SAID = {
    "locked": "FILE-02",
    "truncated": "FILE-01",
    "emptied": "FILE-01",
    "looping_pages": "FILE-01",
    "forking_pages": "FILE-01",
    "looping_spaces": "FILE-03",
    "mad_numbers": "FILE-03",
    "bomb": "FILE-03",
    "bomb_in_a_bomb": "FILE-03",
    "doubling_forms": "FILE-03",
    "endless_work": "FILE-03",
    "deep_saves": "FILE-03",
}
"""What must be among the findings, where it is sure."""


@pytest.mark.parametrize("name", sorted(set(HOSTILE) - SLOW))
@pytest.mark.parametrize("profile", ["press", "screen", "archive"])
def test_a_hostile_file_ends_in_findings(
    name: str, profile: Profile, tmp_path: Path
) -> None:
    """It is judged like any other file, to the end, and is not sound."""
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(HOSTILE[name]())
    report = judge(path, profile, Limits(), rendered=profile == "press")
    codes = {finding.code for finding in report.findings}
    assert not report.sound
    assert SAID.get(name, report.findings[0].code) in codes


@pytest.mark.conformance
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_file_takes_little(name: str, tmp_path: Path) -> None:
    """The command ends within its bounds: exit code 1, under 500 MiB, no traceback."""
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(HOSTILE[name]())
    done = measured("preflight", path, "-p", "press")
    assert done.code == 1
    assert "Traceback" not in done.out + done.err
    assert SAID.get(name, "error[") in done.err
    assert done.seconds < guard.MOST_SECONDS
    assert done.peak < 500 * 2**20


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_judged_all_the_same(seed: int, tmp_path: Path) -> None:
    """Bytes changed, lost or doubled anywhere give findings or none, never an exception."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    sound = list(SOUND.values())[seed % len(SOUND)]
    path = tmp_path / "damaged.pdf"
    with sound.opened() as pdf:
        pdf.save(path, **sound.saving, compress_streams=False)
    data = bytearray(path.read_bytes())
    for _ in range(chance.randint(1, 30)):
        at = chance.randrange(9, len(data))
        how = chance.randrange(3)
        if how == 0:
            data[at] = chance.randrange(256)
        elif how == 1:
            del data[at : at + chance.randrange(40)]
        else:
            data[at:at] = data[at : at + chance.randrange(40)]
    path.write_bytes(data)
    report = judge(path, sound.profile, sound.limits, rendered=seed % 4 == 0)
    assert report.pages <= 5000


def test_a_file_that_is_no_pdf_is_refused(tmp_path: Path) -> None:
    """The caller gave something else: that is no finding about a file."""
    path = tmp_path / "words.pdf"
    path.write_text("These are words.", encoding="utf-8")
    with pytest.raises(UsageError, match="is not a PDF file"):
        judge(path, "press", Limits(), rendered=False)
    with pytest.raises(UsageError, match="cannot be read"):
        judge(tmp_path / "nothing.pdf", "press", Limits(), rendered=False)
    with pytest.raises(UsageError, match="cannot be read"):
        judge(tmp_path, "press", Limits(), rendered=False)


def test_a_guarded_judgement_is_the_same(tmp_path: Path) -> None:
    """The process of its own hands back what judging here gives, pictures too."""
    sound = SOUND["press"]
    path = tmp_path / "sound.pdf"
    with sound.opened() as pdf:
        pdf.save(path, **sound.saving)
    here = judge(path, "press", sound.limits, rendered=True)
    assert judge_guarded(path, "press", sound.limits, rendered=True) == here
    path.write_bytes(b"nothing")
    with pytest.raises(UsageError, match="is not a PDF file"):
        judge_guarded(path, "press", sound.limits, rendered=True)


def test_a_judgement_that_takes_too_long_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When time is up, the process ends and the file is not sound."""
    path = tmp_path / "sound.pdf"
    with SOUND["press"].opened() as pdf:
        pdf.save(path)
    monkeypatch.setattr(guard, "MOST_SECONDS", 0.01)
    report = judge_guarded(path, "press", Limits(), rendered=True)
    [finding] = report.findings
    assert (finding.code, report.sound) == ("FILE-03", False)
    assert "more memory or time" in finding.message
