"""A thousand messages, a sender that is killed again and again, and other programs' judgement."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.mail.desk import listed, people, ready, send, served, states
from tests.mini import run

ROOT = Path(__file__).parents[2]
COUNT = 1_000
pytestmark = pytest.mark.conformance


@contextmanager
def post_office(box: Path) -> Iterator[int]:
    """Run a server in a process of its own; give its port. It writes down what it takes."""
    box.touch()
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.mail.post_office", box],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    try:
        yield int(server.stdout.readline())
    finally:
        server.communicate("")


def taken(box: Path) -> list[dict[str, str]]:
    """Return what the server has taken on so far."""
    whole = box.read_text("utf-8").rpartition("\n")[
        0
    ]  # not a line that is being written
    return [json.loads(line) for line in whole.splitlines()]


def kill_after(root: Path, box: Path, more: int, delay: float) -> bool:
    """Begin to send and kill it after so many more messages; tell whether it was killed."""
    goal = len(taken(box)) + more
    sender = subprocess.Popen(
        [sys.executable, "-m", "publisher", "send", root, "-l", "readers", "-y", "-q"],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    while sender.poll() is None and len(taken(box)) < goal:
        time.sleep(0.002)
    time.sleep(delay)
    sender.kill()
    return sender.wait() == -signal.SIGKILL


def test_killed_again_and_again(tmp_path: Path) -> None:
    """1,000 recipients and a dozen kills at chance moments: nobody gets two copies.

    Sent and unknown are all of them, the unknown are listed, and once the server's log
    and a person have spoken everybody has exactly one.
    """
    root = ready(tmp_path)
    listed(root, people(COUNT))
    chance = random.Random(7)  # noqa: S311 - chance, not a secret
    box = tmp_path / "box"
    with post_office(box) as port:
        served(root, port)
        kills = 0
        while len(taken(box)) < COUNT - 130:
            more, delay = chance.randint(40, 120), chance.random() / 100
            kills += kill_after(root, box, more, delay)
        assert kills >= 8
        ran = send(root, "--json")
        told = json.loads(ran.out)
        unknown = [r["address"] for r in told["recipients"] if r["status"] == "unknown"]
        assert told["states"]["sent"] + len(unknown) == COUNT
        assert max(Counter(each["to"] for each in taken(box)).values()) == 1
        log = tmp_path / "mail.log"
        log.write_text("".join(map(postfix, range(COUNT), taken(box))), "utf-8")
        last = send(root, "--server-log", str(log), "--resolve", "again", "--json")
    assert last.code == 0, last.err
    assert states(last) == {"sent": COUNT}
    got = Counter(each["to"] for each in taken(box))
    assert got == Counter(each["address"] for each in people(COUNT))


def postfix(n: int, taken: dict[str, str]) -> str:
    """Return what Postfix writes of a message that it has taken on."""
    start, name = "Nov 25 12:00:00 mx postfix", f"4XyZ{n:04}"
    return (
        f"{start}/cleanup[99]: {name}: message-id={taken['id']}\n"
        f"{start}/qmgr[98]: {name}: from=<b@example.org>, size=9, nrcpt=1 (queue active)\n"
    )


def test_the_command_dies_politely(tmp_path: Path) -> None:
    """Asked to end (SIGTERM), the sender puts all away: nothing is unknown."""
    root = ready(tmp_path)
    listed(root, people(1000))
    box = tmp_path / "box"
    with post_office(box) as port:
        served(root, port)
        sender = subprocess.Popen(
            [sys.executable, "-m", "publisher", "send", root, "-l", "readers", "-y"],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        while len(taken(box)) < 20:
            time.sleep(0.005)
        sender.terminate()
        _, said = sender.communicate(timeout=60)
        assert sender.returncode == 1
        assert "STOP-01" in said
        last = run("send", root, "-l", "readers", "-y", "--json")
        told = json.loads(last.out)["states"]
    assert told["sent"] + told["unknown"] == 1000
    assert told["unknown"] <= 1
    assert max(Counter(each["to"] for each in taken(box)).values()) == 1
