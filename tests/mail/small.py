"""A small message, for tests of what happens to it and not of what it says."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from pathlib import Path

from publisher.content.distribution import Person, Sending, Server
from publisher.mail.delivery import Post
from publisher.mail.enclosure import Enclosure
from publisher.mail.form import Form, Setting, build
from publisher.mail.model import Delivery, Job, Recipient
from publisher.mail.outbox import Outbox
from publisher.mail.session import Patience

__all__ = ["JOB", "form", "post", "queued", "recipients", "sending", "setting"]

JOB = Job("2025", 1, "briefing")


def setting(**changes: str) -> Setting:
    """Return the words of a small letter."""
    words = {
        "subject": "Kites",
        "text": "\ue0ff\n\n.A line that begins with a dot.\n",
        "page": "<p>\ue0ff</p>\n<p>Kites.</p>\n",
        **changes,
    }
    return Setting("en-US", salutations={"otherwise": "Dear \ue000,"}, **words)


def sending(port: int = 0, security: str = "none", **changes: object) -> Sending:
    """Return how a small letter is sent."""
    server = Server.model_validate(
        {"host": "localhost", "port": port or 25, "security": security}
    )
    return Sending(
        sender=Person(name="A Press", address="press@example.org"),
        bounces="bounces@example.org",
        legal=("A Press, 1 Street",),
        server=server,
        **{"tries": 3, **changes},
    )


def form(
    folder: Path, how: Sending, words: Setting | None = None, kilobytes: int = 0
) -> Form:
    """Return a small message, with so many kilobytes attached."""
    file = folder / "kites.pdf"
    data = random.Random(1).randbytes(kilobytes * 1000)  # noqa: S311 - no secret
    file.write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    enclosure = Enclosure(file, "screen", 4, len(data), digest, attached=kilobytes > 0)
    return build(words or setting(), enclosure, (), how)


def recipients(count: int) -> list[Recipient]:
    """Return so many people."""
    return [
        Recipient(
            f"r{n}@example.org",
            {
                "name": f"Reader {n}",
                "office": "",
                "state": "",
                "address": f"r{n}@example.org",
            },
        )
        for n in range(1, count + 1)
    ]


def queued(root: Path, count: int) -> None:
    """Queue a message to so many people, in a process that has ended."""
    box = Outbox(root)
    box.queue(JOB, "readers", recipients(count), "example.org")
    box.close()


def post(
    box: Outbox,
    how: Sending,
    message: Form,
    sleep: Callable[[float], None] = lambda _: None,
    patience: Patience | None = None,
) -> Post:
    """Return a sender that does not really wait."""

    def form_of(_row: Delivery) -> Form:
        return message

    return Post(
        box, how, None, form_of, sleep=sleep, patience=patience or Patience(5, 5, 5)
    )
