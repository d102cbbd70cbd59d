"""Each rule finds its faults, and nothing else does; sound files pass."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publisher.preflight.judgement import judge
from publisher.preflight.model import Report
from publisher.preflight.rules import RULES
from publisher.preflight.rules.rule import PlateRule
from tests.faults import planted, planted_files
from tests.faults.fault import FAULTS, Fault
from tests.faults.sound import SOUND, Sound

assert planted
assert planted_files


def broken(report: Report) -> set[str]:
    """Return the rules that a file breaks."""
    return {rule for rule, count in report.rules.items() if count}


@pytest.mark.parametrize("sound", SOUND.values(), ids=list(SOUND))
def test_a_sound_file_passes(sound: Sound, tmp_path: Path) -> None:
    """No rule fires on a sound file, whether it is rendered or not."""
    path = tmp_path / "sound.pdf"
    with sound.opened() as pdf:
        pdf.save(path, **sound.saving)
    report = judge(path, sound.profile, sound.limits, rendered=True)
    assert [finding.render() for finding in report.findings] == []
    assert report.sound
    applied = {rule.id for rule in RULES.values() if sound.profile in rule.profiles}
    assert set(report.rules) == applied


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f.rule} {f.name}")
def test_exactly_this_rule_fires(fault: Fault, tmp_path: Path) -> None:
    """A defect is found by its rule, and by no other."""
    path = fault.write(tmp_path)
    needs_plates = isinstance(RULES[fault.rule], PlateRule)
    report = judge(path, fault.of.profile, fault.limits, rendered=needs_plates)
    assert broken(report) == {fault.rule}, [f.render() for f in report.findings]
    assert report.sound == (RULES[fault.rule].severity == "warning")


@pytest.mark.conformance
@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f.rule} {f.name}")
def test_no_other_rule_fires_on_the_plates(fault: Fault, tmp_path: Path) -> None:
    """What is no matter of plates does not show on them either."""
    path = fault.write(tmp_path)
    report = judge(path, fault.of.profile, fault.limits, rendered=True)
    assert broken(report) == {fault.rule}, [f.render() for f in report.findings]


def test_sheets_of_two_pages_are_judged_as_sheets(tmp_path: Path) -> None:
    """Spreads of the job, the inner ones narrower by creep, break no rule on size."""
    sound = SOUND["press"]
    limits = replace(sound.limits, trim=(150.0, 400.0), pages_multiple=4)
    path = tmp_path / "sheets.pdf"
    with sound.opened() as pdf:
        pdf.pages[1].obj.TrimBox = [21, 20, 319, 420]
        pdf.save(path, **sound.saving)
    assert broken(judge(path, "press", limits, rendered=False)) == set()
    with sound.opened() as pdf:
        pdf.pages[1].obj.TrimBox = [40, 20, 300, 420]
        pdf.save(path, **sound.saving)
    told = broken(judge(path, "press", limits, rendered=False))
    assert told == {"BOX-04", "BOX-05"}


def test_every_rule_has_a_fault() -> None:
    """A rule that was never seen to fire may be one that cannot."""
    assert {fault.rule for fault in FAULTS} == set(RULES)
