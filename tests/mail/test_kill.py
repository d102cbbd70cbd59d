"""A sender killed with kill -9 at every step, and run again."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from publisher.mail.outbox import Outbox
from publisher.mail.resolution import by_word
from tests.mail.killed import MOMENTS
from tests.mail.post_office import PostOffice
from tests.mail.small import JOB, form, post, queued, sending

ROOT = Path(__file__).parents[2]
NTH = 3
COUNT = 5
EVERYBODY = {f"r{n}@example.org" for n in range(1, COUNT + 1)}
UNSURE = {"committing", "dotted", "answered"}
"""Where nobody can know: the dot was about to go out, and no answer was written down."""


def killed(root: Path, port: int, moment: str) -> None:
    """Run a sender that dies at a moment of its third message."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.mail.killed", root, str(port), moment, str(NTH)],
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at_every_step(tmp_path: Path, moment: str) -> None:
    """What had not come to the dot is sent again; what had is unknown, and is not.

    Nobody has two copies, everybody is accounted for, and the decision of a person about
    the unknown settles the rest.
    """
    queued(tmp_path, COUNT)
    with PostOffice() as office:
        killed(tmp_path, office.port, moment)
        how = sending(office.port)
        box = Outbox(tmp_path)
        box.begin()
        post(box, how, form(tmp_path, how)).send(JOB, "readers")
        unknown = box.rows(JOB, "unknown")
        got = {each.recipient for each in office.letters}
        assert len(unknown) == (moment in UNSURE)
        assert box.tally(JOB)["sent"] + len(unknown) == COUNT
        assert got | {row.recipient.address for row in unknown} == EVERYBODY
        for row in unknown:
            by_word(box, row, again=row.recipient.address not in got)
        post(box, how, form(tmp_path, how)).send(JOB, "readers")
        assert box.tally(JOB)["sent"] == COUNT
        box.close()
    assert Counter(each.recipient for each in office.letters) == Counter(EVERYBODY)


def test_a_row_of_a_living_sender_is_not_taken_back(tmp_path: Path) -> None:
    """Another sender begins while the first is at work: it takes only what is left."""
    queued(tmp_path, COUNT)
    first, second = Outbox(tmp_path), Outbox(tmp_path)
    first.begin()
    held = first.claim(JOB, "readers", 2)
    second.begin()
    left = second.claim(JOB, "readers", 10)
    assert [row.id for row in held] == [1, 2]
    assert [row.id for row in left] == [3, 4, 5]
    assert first.commit(held[0])
    second.recover()
    assert second.tally(JOB)["committing"] == 1
    second.close()
    first.close()


def test_a_row_that_was_taken_over_is_not_committed(tmp_path: Path) -> None:
    """A sender that was thought dead and is not must not send the dot: the row is lost to it."""
    queued(tmp_path, 1)
    box = Outbox(tmp_path)
    box.begin()
    (row,) = box.claim(JOB, "readers", 1)
    assert box.sender is not None
    (tmp_path / "outbox" / f"{box.sender.name}.lock").unlink()
    other = Outbox(tmp_path)
    other.begin()
    other.claim(JOB, "readers", 1)
    assert not box.commit(row)
    other.close()
    box.close()
