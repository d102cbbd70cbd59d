"""A sender that is killed at a chosen moment: ``python -m tests.mail.killed …``.

It sends in earnest, to the server of the test, and ends itself with SIGKILL (kill -9):
nothing is put away, nothing is written that was not written.
"""

from __future__ import annotations

import os
import signal
import smtplib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from publisher.mail.outbox import Outbox
from publisher.mail.session import Session
from tests.mail.small import JOB, form, post, sending

__all__ = ["MOMENTS"]

MOMENTS = (
    "claimed", "connected", "named", "within", "whole", "committing", "dotted", "answered",
    "written",
)  # fmt: skip
"""When the sender can die, in the order of what it does to one message."""


def die() -> None:
    """End at once, as by kill -9."""
    os.kill(os.getpid(), signal.SIGKILL)


def around(
    owner: type, name: str, nth: int, *, before: bool = False, after: bool = False
) -> None:
    """Die before or after the nth call of a function."""
    inner: Callable[..., Any] = getattr(owner, name)
    calls = 0

    def outer(*given: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if before and calls == nth:
            die()
        result = inner(*given, **named)
        if after and calls == nth:
            die()
        return result

    setattr(owner, name, outer)


def within(nth: int, *, dot: bool) -> None:
    """Die while the nth message goes out: half of it gone, or its dot."""
    inner = smtplib.SMTP.send
    calls = 0

    def outer(self: smtplib.SMTP, data: Any) -> None:
        nonlocal calls
        if isinstance(data, bytes):
            calls += data == b".\r\n" if dot else b"Message-ID" in data[:4000]
            if calls == nth:
                inner(self, data if dot else data[: len(data) // 2])
                die()
        inner(self, data)

    smtplib.SMTP.send = outer  # type: ignore[method-assign]


def arm(moment: str, nth: int) -> None:
    """Prepare to die at a moment of the nth message."""
    match moment:
        case "claimed":
            around(Outbox, "claim", 1, after=True)
        case "connected":
            around(Session, "deliver", nth, before=True)
        case "named":
            around(Session, "_envelope", nth, after=True)
        case "within":
            within(nth, dot=False)
        case "whole":
            around(Outbox, "commit", nth, before=True)
        case "committing":
            around(Outbox, "commit", nth, after=True)
        case "dotted":
            within(nth, dot=True)
        case "answered":
            around(Outbox, "accepted", nth, before=True)
        case "written":
            around(Outbox, "accepted", nth, after=True)


def main(root: Path, port: int, moment: str, nth: int) -> None:
    """Send all that is queued, and die on the way."""
    arm(moment, nth)
    how = sending(port)
    box = Outbox(root)
    box.begin()
    post(box, how, form(root, how)).send(JOB, "readers")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
