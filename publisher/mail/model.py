"""What the stage works with: recipients, people's addresses, and what came of a delivery."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from publisher.provenance import Position

__all__ = [
    "STATES",
    "Delivery",
    "Job",
    "Recipient",
    "Reply",
    "State",
]

State = Literal["queued", "sending", "committing", "sent", "failed", "unknown"]
STATES: tuple[State, ...] = (
    "queued",
    "sending",
    "committing",
    "sent",
    "failed",
    "unknown",
)
"""The states of a delivery in their order; see `publisher.mail.outbox`."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One row of a list. ``fields`` are what a message may put in; absent ones are empty.

    ``address`` is as servers take it (an international domain in its coded form).
    ``editions`` are those wanted, all if there are none.
    """

    address: str
    fields: Mapping[str, str]
    language: str = ""
    profile: str = "screen"
    editions: tuple[str, ...] = ()
    position: Position | None = None

    @property
    def key(self) -> str:
        """By what a recipient is known: two spellings of one address are one recipient."""
        return self.address.casefold()


@dataclass(frozen=True, slots=True)
class Job:
    """What is sent: an edition in one printing, by one message. Nobody gets it twice."""

    edition: str
    printing: int
    message: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered (RFC 5321, 4.2): a code of three digits and its words."""

    code: int
    text: str

    @property
    def accepted(self) -> bool:
        """Whether the server has taken it on."""
        return 200 <= self.code < 400

    @property
    def temporary(self) -> bool:
        """Whether it may be accepted later."""
        return 400 <= self.code < 500

    def __str__(self) -> str:
        return f"{self.code} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Delivery:
    """One row of the outbox.

    ``list`` is the list by which it was queued, empty for a correction. ``reply`` is the
    last word of a server, a log or a person; ``changed`` is universal time.
    """

    id: int
    job: Job
    recipient: Recipient
    list: str
    message_id: str
    state: State
    attempts: int
    reply: str
    changed: str
