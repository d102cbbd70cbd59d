"""Notifications of servers, as they come back, to the outbox."""

from __future__ import annotations

import json
import mailbox
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.errors import StageFailed
from publisher.mail import bounces
from publisher.mail.model import Delivery, Reply, State
from publisher.mail.outbox import Outbox
from publisher.mail.resolution import by_log
from tests.mail.small import JOB, queued
from tests.mini import call

REPORT = """\
From: MAILER-DAEMON@example.net
To: bounces@example.org
Subject: Undelivered Mail
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

It did not work.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
Arrival-Date: Wed, 25 Nov 2026 12:00:00 +0000

Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {words}

--B
Content-Type: {returned}

{head}
--B--
"""


def report(
    row: Delivery,
    action: str = "failed",
    status: str = "5.1.1",
    returned: str = "text/rfc822-headers",
    *,
    named: bool = True,
) -> bytes:
    """Return what a server writes of a delivery; ``named`` if it returns the id."""
    head = f"Message-ID: {row.message_id}\n" if named else "Subject: lost\n"
    return REPORT.format(
        address=row.recipient.address,
        action=action,
        status=status,
        words=f"550 {status} because",
        returned=returned,
        head=head,
    ).encode()


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Outbox]:
    """Return an outbox: the first was sent, the second is unknown, the third is queued."""
    queued(tmp_path, 3)
    box = Outbox(tmp_path)
    box.begin()
    for row in box.claim(JOB, "readers", 2):
        box.commit(row)
        if row.id == 1:
            box.accepted(row, Reply(250, "ok"))
        else:
            box.lost(row, "gone")
    yield box
    box.close()


def state(box: Outbox) -> list[State]:
    """Return the states of the three."""
    return [row.state for row in box.rows(JOB)]


def noted(box: Outbox, folder: Path, *messages: bytes) -> bounces.Read:
    """Read messages from a Maildir."""
    path = folder / "returned"
    maildir = mailbox.Maildir(path)
    for message in messages:
        maildir.add(message)
    return bounces.note(path, box)


def test_the_beginning(box: Outbox) -> None:
    """What the other tests begin with."""
    assert state(box) == ["sent", "unknown", "queued"]


@pytest.mark.parametrize("returned", ["text/rfc822-headers", "message/rfc822"])
@pytest.mark.parametrize("named", [True, False])
def test_a_failure(box: Outbox, tmp_path: Path, returned: str, *, named: bool) -> None:
    """An address that is none: failed, and not written to again. Known by id or address."""
    row = box.rows(JOB)[0]
    read = noted(box, tmp_path, report(row, returned=returned, named=named))
    assert state(box) == ["failed", "unknown", "queued"]
    assert set(box.suppressed()) == {row.recipient.key}
    assert read.changed == [("r1@example.org", "failed", "5.1.1 550 5.1.1 because")]


def test_a_full_mailbox(box: Outbox, tmp_path: Path) -> None:
    """A failure that says nothing of the address does not suppress it."""
    noted(box, tmp_path, report(box.rows(JOB)[0], status="5.2.2"))
    assert state(box)[0] == "failed"
    assert not box.suppressed()


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed"])
def test_the_unknown_is_known(box: Outbox, tmp_path: Path, action: str) -> None:
    """A server that reports on a message had taken it: the unknown one was sent."""
    rows = box.rows(JOB)
    noted(box, tmp_path, *(report(row, action, "2.0.0") for row in rows[:2]))
    assert state(box) == ["sent", "sent", "queued"]


def test_the_unknown_has_failed(box: Outbox, tmp_path: Path) -> None:
    """A failure of an unknown one settles it too; reading it again changes nothing."""
    message = report(box.rows(JOB)[1])
    first = noted(box, tmp_path, message)
    again = noted(box, tmp_path)
    assert state(box) == ["sent", "failed", "queued"]
    assert (len(first.changed), again.changed) == (1, [])


def test_other_mail_is_left_alone(box: Outbox, tmp_path: Path) -> None:
    """Answers of people and notices of other mailings change nothing; the latter are named."""
    person = b"From: a@b.c\nSubject: Re: kites\n\nThank you. Action: failed\n"
    stranger = REPORT.format(
        address="x@y.z", action="failed", status="5.1.1", words="550 no",
        returned="text/rfc822-headers", head="Message-ID: <other@y.z>\n",
    ).encode()  # fmt: skip
    read = noted(box, tmp_path, person, stranger)
    assert (read.messages, [found.code for found in read.findings]) == (
        2,
        ["BOUNCE-02"],
    )
    assert state(box) == ["sent", "unknown", "queued"]


@pytest.mark.parametrize("form", ["message", "mbox"])
def test_a_file(box: Outbox, tmp_path: Path, form: str) -> None:
    """One message in a file, or an mbox with several."""
    path = tmp_path / "returned.mail"
    message = report(box.rows(JOB)[0])
    path.write_bytes(b"From x Wed Nov 25 12:00:00 2026\n" * (form == "mbox") + message)
    assert bounces.note(path, box).messages == 1
    assert state(box)[0] == "failed"


def test_what_is_no_mail(box: Outbox, tmp_path: Path) -> None:
    """A file that holds no message is a finding."""
    path = tmp_path / "nothing"
    path.write_bytes(b"")
    with pytest.raises(StageFailed, match="BOUNCE-01"):
        bounces.note(path, box)


def test_the_command(box: Outbox, tmp_path: Path) -> None:
    """`publisher bounces` says what it has changed, for people and for programs."""
    path = tmp_path / "returned.eml"
    path.write_bytes(report(box.rows(JOB)[0]))
    ran = call("bounces", path, "--directory", tmp_path)
    assert (ran.code, "failed: r1@example.org" in ran.out) == (0, True), ran.err
    again = json.loads(call("bounces", path, "-C", tmp_path, "--json").out)
    assert (again["messages"], again["changed"]) == (1, [])


LOGS = {
    "postfix": (
        "mx postfix/cleanup[9]: 4XyZ: message-id={id}\n"
        "mx postfix/qmgr[8]: 4XyZ: from=<b@example.org>, size=9, nrcpt=1 (queue active)\n"
    ),
    "postfix, never queued": "mx postfix/cleanup[9]: 4XyZ: message-id={id}\n",
    "exim": "2026-11-25 12:00:00 1abc-00-Q <= b@example.org H=x P=esmtps S=9 id={bare}\n",
    "somebody else's": (
        "mx postfix/cleanup[9]: 4XyZ: message-id=<other@example.org>\n"
        "mx postfix/qmgr[8]: 4XyZ: from=<b@example.org>, size=9\n"
    ),
    "empty": "",
}


@pytest.mark.parametrize("kind", LOGS)
def test_the_log_of_the_server(box: Outbox, tmp_path: Path, kind: str) -> None:
    """A log that shows the message accepted settles it. A half-received one does not."""
    row = box.rows(JOB, "unknown")[0]
    log = tmp_path / "mail.log"
    log.write_text(
        LOGS[kind].format(id=row.message_id, bare=row.message_id.strip("<>"))
    )
    assert by_log(box, JOB, log) == (kind in {"postfix", "exim"})
    assert state(box)[1] == ("sent" if kind in {"postfix", "exim"} else "unknown")


def test_no_log(box: Outbox, tmp_path: Path) -> None:
    """A log that is not there is a finding."""
    with pytest.raises(StageFailed, match="SEND-16"):
        by_log(box, JOB, tmp_path / "none.log")
