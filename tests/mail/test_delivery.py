"""A queue sent through a server that refuses, hangs up, and is slow."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from publisher.content.distribution import Batch
from publisher.errors import Finding, StageFailed
from publisher.mail.delivery import hopeless
from publisher.mail.model import State
from publisher.mail.outbox import Outbox
from publisher.mail.session import Patience
from tests.mail.post_office import PostOffice
from tests.mail.small import JOB, form, post, queued, recipients, sending


@dataclass
class Sent:
    """What a run of sending came to."""

    states: dict[State, int]
    findings: tuple[Finding, ...] = ()
    naps: list[float] = field(default_factory=list)
    replies: dict[str, str] = field(default_factory=dict)
    suppressed: set[str] = field(default_factory=set)


def run(
    root: Path,
    office: PostOffice,
    count: int = 3,
    patience: Patience | None = None,
    kilobytes: int = 0,
    **how: object,
) -> Sent:
    """Send a small message to so many people."""
    queued(root, count)
    config = sending(office.port, **how)  # type: ignore[arg-type]
    naps: list[float] = []
    with opened(root) as box:
        findings: tuple[Finding, ...] = ()
        try:
            message = form(root, config, kilobytes=kilobytes)
            service = post(box, config, message, naps.append, patience)
            findings = service.send(JOB, "readers")
        except StageFailed as failure:
            findings = failure.findings
        tally = {state: n for state, n in box.tally(JOB).items() if n}
        replies = {row.recipient.address: row.reply for row in box.rows(JOB)}
        return Sent(tally, findings, naps, replies, set(box.suppressed()))


@contextmanager
def opened(root: Path) -> Iterator[Outbox]:
    box = Outbox(root)
    box.begin()
    try:
        yield box
    finally:
        box.close()


def only(address: str, *answers: str | None) -> object:
    """Return a rule that answers one address, each time the next answer, then as usual."""

    def rule(asked: str, times: int) -> str | None:
        if asked != address or times > len(answers):
            return None
        return answers[times - 1]

    return rule


SECOND = "r2@example.org"
LARGE = 4_000
"""Kilobytes: more than may be on the way before the server's end is noticed."""


def test_one_connection_serves_all(tmp_path: Path) -> None:
    """Three messages, one connection, and what the server said is kept."""
    with PostOffice() as office:
        sent = run(tmp_path, office)
    assert (sent.states, sent.findings, office.connections) == ({"sent": 3}, (), 1)
    assert sent.replies[SECOND] == "250 2.0.0 ok: queued as Q2"


def test_a_line_with_a_dot_arrives_as_it_was(tmp_path: Path) -> None:
    """Dots that begin a line are doubled on the way (RFC 5321, 4.5.2)."""
    with PostOffice() as office:
        run(tmp_path, office, 1)
    assert b"\r\n.A line that begins with a dot.\r\n" in office.letters[0].content


@pytest.mark.parametrize("where", ["rcpt", "dot"])
def test_refused_for_now_is_tried_again(tmp_path: Path, where: str) -> None:
    """450 once: the others go first, then after half a minute that one goes too."""
    with PostOffice(**{where: only(SECOND, "450 4.2.1 busy")}) as office:
        sent = run(tmp_path, office)
    assert sent.states == {"sent": 3}
    assert [each.recipient[:2] for each in office.letters] == ["r1", "r3", "r2"]
    assert sent.naps == [30.0]


def test_refused_for_now_for_ever_stays_queued(tmp_path: Path) -> None:
    """450 each time: three tries, later each time, then it waits for another day."""
    with PostOffice(rcpt=only(SECOND, *["450 busy"] * 9)) as office:
        sent = run(tmp_path, office)
    assert sent.states == {"queued": 1, "sent": 2}
    assert [found.code for found in sent.findings] == ["SMTP-07"]
    assert (sent.naps, office.tried["rcpt", SECOND]) == ([30.0, 60.0], 3)
    assert sent.replies[SECOND] == "450 busy"


@pytest.mark.parametrize("where", ["rcpt", "dot"])
def test_refused_for_good_is_not_tried_again(tmp_path: Path, where: str) -> None:
    """550 is the end of it, and the others get theirs."""
    with PostOffice(**{where: only(SECOND, *["554 5.7.1 no"] * 9)}) as office:
        sent = run(tmp_path, office)
    assert sent.states == {"failed": 1, "sent": 2}
    assert (office.tried[where, SECOND], sent.naps) == (1, [])
    assert (sent.replies[SECOND], sent.suppressed) == ("554 5.7.1 no", set())


def test_an_address_that_is_none_is_not_written_to_again(tmp_path: Path) -> None:
    """550 5.1.1 says that nobody is there; a refusal of the words (5.7.1) does not."""
    with PostOffice(rcpt=only(SECOND, "550 5.1.1 no such user")) as office:
        sent = run(tmp_path, office)
    assert sent.suppressed == {SECOND}


@pytest.mark.parametrize(
    ("reply", "wanted"),
    [
        ("550 5.1.1 unknown", True),
        ("550 no such user", True),
        ("553 what", True),
        ("550 5.2.1 disabled", True),
        ("550 5.2.2 full", False),
        ("550 5.7.1 spam", False),
        ("552 too large", False),
        ("554 no", False),
        ("", False),
    ],
)
def test_hopeless(reply: str, wanted: bool) -> None:  # noqa: FBT001 - a table
    """Only what an answer says of the address itself counts against it."""
    assert hopeless(reply) is wanted


def test_too_many_refusals_stop(tmp_path: Path) -> None:
    """Nine dead addresses in a list of ten: after the fourth the sending stops."""
    rule = lambda address, _: None if address == "r1@example.org" else "550 5.1.1 no"  # noqa: E731
    with PostOffice(rcpt=rule) as office:
        sent = run(tmp_path, office, 10, stop_after_failures=4)
    assert [found.code for found in sent.findings] == ["SMTP-06"]
    assert sent.states["failed"] == 4
    assert sent.states["sent"] == 1
    assert sum(sent.states.values()) == 10


def test_hung_up_in_the_middle_of_a_message(tmp_path: Path) -> None:
    """Before the dot nothing was accepted: the message is sent again, once."""
    with PostOffice(cut=only("r1@example.org", "")) as office:
        sent = run(tmp_path, office, 1, kilobytes=LARGE)
    assert sent.states == {"sent": 1}
    assert (len(office.letters), office.connections) == (1, 2)


def test_hung_up_after_the_dot(tmp_path: Path) -> None:
    """The server has the message and gives no answer: unknown, and not sent again."""
    with PostOffice(dot=only(SECOND, "")) as office:
        sent = run(tmp_path, office)
        again = run(tmp_path, office)
    assert sent.states == again.states == {"sent": 2, "unknown": 1}
    assert len(office.letters) == 3


def test_hung_up_again_and_again(tmp_path: Path) -> None:
    """A server that hangs up on every message is given up after three."""
    with PostOffice(cut=lambda *_: "") as office:
        sent = run(tmp_path, office, 9, kilobytes=LARGE)
    assert [found.code for found in sent.findings] == ["SMTP-01"]
    assert sent.states == {"queued": 9}


def test_a_slow_answer_is_waited_for(tmp_path: Path) -> None:
    """An answer to the dot that takes a second is an answer."""
    with PostOffice(wait=1.0) as office:
        sent = run(tmp_path, office, 1, Patience(5, 0.5, 5))
    assert sent.states == {"sent": 1}


def test_no_answer_is_not_waited_for_for_ever(tmp_path: Path) -> None:
    """No answer to the dot in the time for it: nobody knows."""
    with PostOffice(wait=3.0) as office:
        sent = run(tmp_path, office, 1, Patience(5, 5, 0.3))
    assert sent.states == {"unknown": 1}


def test_the_server_does_not_like_the_sender(tmp_path: Path) -> None:
    """That is nobody's fault on the list: all stay queued, and the finding says so."""
    with PostOffice(mail=lambda *_: "550 5.7.1 not you") as office:
        sent = run(tmp_path, office)
    assert [found.code for found in sent.findings] == ["SMTP-04"]
    assert sent.states == {"queued": 3}


def test_the_server_is_not_there(tmp_path: Path) -> None:
    """Nothing listens: three tries, each later, then a finding; nothing is lost."""
    office = PostOffice(port=1)
    sent = run(tmp_path, office)
    assert [found.code for found in sent.findings] == ["SMTP-01"]
    assert (sent.states, sent.naps) == ({"queued": 3}, [1.0, 2.0])


def test_a_message_larger_than_the_server_takes(tmp_path: Path) -> None:
    """The server says how much it takes (RFC 1870); a larger message is not begun."""
    with PostOffice(size=1000) as office:
        sent = run(tmp_path, office)
    assert [found.code for found in sent.findings] == ["SMTP-05"]
    assert (sent.states, office.letters) == ({"queued": 3}, [])


def test_the_pace(tmp_path: Path) -> None:
    """60 a minute: the first at once, each other a second after the one before."""
    with PostOffice() as office:
        sent = run(tmp_path, office, per_minute=60)
    assert len(sent.naps) == 2
    assert sent.naps == pytest.approx([1.0, 2.0], abs=0.5)  # nobody slept in earnest


def test_batches_rest(tmp_path: Path) -> None:
    """Batches of two of five: two rests, and nobody is kept on the line meanwhile."""
    batch = Batch(messages=2, pause_seconds=7)
    with PostOffice() as office:
        sent = run(tmp_path, office, 5, batch=batch)
    assert (sent.naps, office.connections) == ([7, 7], 3)


def test_two_senders_share_the_work(tmp_path: Path) -> None:
    """Two at once over sixty people: each gets one message."""
    queued(tmp_path, 60)
    with PostOffice() as office:
        how = sending(office.port)
        message = form(tmp_path, how)

        def work() -> None:
            with opened(tmp_path) as box:
                post(box, how, message).send(JOB, "readers")

        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    got = Counter(each.recipient for each in office.letters)
    assert got == Counter(each.address for each in recipients(60))
    assert office.connections >= 2
