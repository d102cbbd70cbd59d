"""The states of a delivery, and that no order of events sends a message twice."""

from __future__ import annotations

import datetime as dt
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from publisher.mail import outbox
from publisher.mail.model import Delivery, Reply
from publisher.mail.outbox import Outbox
from tests.mail.small import JOB, recipients


def begun(root: Path, count: int = 3) -> Outbox:
    """Return an outbox with so many queued, and a sender at work."""
    box = Outbox(root)
    box.begin()
    box.queue(JOB, "readers", recipients(count), "example.org")
    return box


def test_queueing_again_changes_nothing(tmp_path: Path) -> None:
    """A recipient has one row for a job, whichever lists name them and however spelt."""
    box = begun(tmp_path)
    before = [row.message_id for row in box.rows(JOB)]
    loud = [type(r)(r.address.upper(), r.fields) for r in recipients(3)]
    box.queue(JOB, "readers", loud, "example.org")
    assert [row.message_id for row in box.rows(JOB)] == before
    box.close()


def test_who_left_the_list_is_withdrawn(tmp_path: Path) -> None:
    """What is still queued for somebody who is no more on the list is not sent."""
    box = begun(tmp_path)
    box.queue(JOB, "readers", recipients(2), "example.org")
    assert [row.recipient.address[:2] for row in box.rows(JOB)] == ["r1", "r2"]
    box.close()


def test_a_list_sends_its_own_rows_only(tmp_path: Path) -> None:
    """What another list has queued is left alone, but for recipients of both."""
    box = begun(tmp_path)
    box.queue(JOB, "others", recipients(1), "example.org")
    assert [row.id for row in box.claim(JOB, "others", 9)] == [1]
    assert [row.id for row in box.claim(JOB, "readers", 9)] == [2, 3]
    box.close()


def test_ids_cannot_be_guessed_and_stay(tmp_path: Path) -> None:
    """Each message has an id of 96 random bits, the same when it is sent again."""
    box = begun(tmp_path)
    ids = {row.message_id for row in box.rows(JOB)}
    assert len(ids) == 3
    assert all(len(each) == len("<" + "0" * 24 + "@example.org>") for each in ids)
    (row, *_) = box.claim(JOB, "readers", 9)
    box.refused(row, Reply(450, "later"))
    assert box.claim(JOB, "readers", 9)[0].message_id == row.message_id
    box.close()


def test_the_dot_waits_for_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what is written just before the dot is synchronous, and that always is."""
    box = begun(tmp_path, 1)
    modes: list[int] = []
    inner = Outbox._move

    def move(self: Outbox, *given: object) -> bool:
        (mode,) = self._base.execute("PRAGMA synchronous").fetchone()
        modes.append(mode)
        return inner(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Outbox, "_move", move)
    (row,) = box.claim(JOB, "readers", 1)
    box.commit(row)
    box.accepted(row, Reply(250, "ok"))
    assert modes == [2, 1]  # FULL, NORMAL
    box.close()


def test_the_clock_set_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour back is an hour behind; no sender then waits longer than a minute."""
    box = begun(tmp_path, 1)
    box.wait(1)
    real = outbox.now()
    monkeypatch.setattr(outbox, "now", lambda: real - dt.timedelta(hours=1))
    assert box.behind() == pytest.approx(
        dt.timedelta(hours=1), abs=dt.timedelta(seconds=9)
    )
    assert box.wait(1) <= 60.0
    box.close()


def test_an_outbox_of_something_else(tmp_path: Path) -> None:
    """A file that is no outbox is an error and stays as it was."""
    (tmp_path / "outbox").mkdir()
    path = tmp_path / "outbox" / "outbox.sqlite"
    path.write_bytes(b"not a database" * 99)
    with pytest.raises(sqlite3.Error):
        Outbox(tmp_path)
    assert path.read_bytes() == b"not a database" * 99


class Senders(RuleBasedStateMachine):
    """Two senders and a server, in any order of events; a sender may die at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        box = begun(self.root, 4)
        box.close()
        self.boxes: dict[int, Outbox] = {}
        self.held: dict[int, list[Delivery]] = {0: [], 1: []}
        self.copies: dict[str, int] = {}

    def teardown(self) -> None:
        """Put all away."""
        for box in self.boxes.values():
            box.close()
        self.folder.cleanup()

    @rule(who=st.integers(0, 1))
    def begin(self, who: int) -> None:
        """Let a sender begin, if it is not at work."""
        if who not in self.boxes:
            self.boxes[who] = Outbox(self.root)
            self.boxes[who].begin()

    @rule(who=st.integers(0, 1), most=st.integers(1, 3))
    def claim(self, who: int, most: int) -> None:
        """Let it take some rows."""
        if who in self.boxes:
            self.held[who] += self.boxes[who].claim(JOB, "readers", most)

    @rule(
        who=st.integers(0, 1),
        end=st.sampled_from(
            ["ok", "later", "no", "lost", "lost before", "dies", "dies before"]
        ),
    )
    def send(self, who: int, end: str) -> None:
        """Let it send one message, which ends in one of the ways in which that can end."""
        if who not in self.boxes or not self.held[who]:
            return
        box, row = self.boxes[who], self.held[who].pop(0)
        if end == "lost before":
            box.lost(row, "gone")
            return
        if end == "dies before" or not box.commit(row):
            self.die(who)
            return
        if end in {"ok", "lost", "dies"}:  # the server has taken it
            address = row.recipient.address
            self.copies[address] = self.copies.get(address, 0) + 1
        match end:
            case "ok":
                box.accepted(row, Reply(250, "ok"))
            case "later":
                box.refused(row, Reply(450, "later"))
            case "no":
                box.refused(row, Reply(550, "no"))
            case "lost":
                box.lost(row, "gone")
            case "dies":
                self.die(who)

    def die(self, who: int) -> None:
        """End as by kill -9: the lock goes, and nothing is written."""
        box = self.boxes.pop(who)
        self.held[who] = []
        assert box.sender is not None
        box.sender._file.close()
        box.sender = None
        box.close()

    @invariant()
    def nobody_has_two_copies(self) -> None:
        """Whatever happens, the server has at most one for each recipient."""
        assert all(count == 1 for count in self.copies.values())

    @invariant()
    def everybody_has_one_row(self) -> None:
        """No row is lost and none is made."""
        base = sqlite3.connect(self.root / "outbox" / "outbox.sqlite")
        (count,) = base.execute("SELECT count(*) FROM delivery").fetchone()
        base.close()
        assert count == 4


TestSenders = Senders.TestCase
TestSenders.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
