"""What servers returned, to the outbox: delivery status notifications (RFC 3464).

A notification is known by the id of the message that it returns, else by the address that
it names. What failed for good makes its row failed, and an address that is none is not
written to again. What was delivered, passed on or delayed had been accepted: a row of
which nobody knew is then sent.

Findings
--------
BOUNCE-01
    A file that holds no message, or cannot be read.
BOUNCE-02
    A notification of a message that the outbox does not know (a warning).
"""

from __future__ import annotations

import email
import email.policy
import mailbox
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage, Message
from pathlib import Path

from publisher.errors import Finding, StageFailed
from publisher.mail.delivery import hopeless
from publisher.mail.model import Delivery
from publisher.mail.outbox import Outbox

__all__ = ["Read", "note"]

_MOST_BYTES = 64 * 1024 * 1024
_TAKEN = {"delivered", "relayed", "expanded", "delayed"}


@dataclass(slots=True)
class Read:
    """What was read: how many messages, and what they came to."""

    messages: int = 0
    counted: Counter[str] = field(default_factory=Counter)
    changed: list[tuple[str, str, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Yield the result for people."""
        notices = sum(self.counted.values())
        yield f"{self.messages:,} messages, {notices:,} notices of delivery"
        for address, state, why in self.changed:
            yield f"  {state}: {address} ({why})"

    def as_dict(self) -> dict[str, object]:
        """Return the result as plain data."""
        return {
            "messages": self.messages,
            "notices": dict(self.counted),
            "changed": [
                {"address": address, "state": state, "why": why}
                for address, state, why in self.changed
            ],
            "findings": [found.as_dict() for found in self.findings],
        }


@dataclass(frozen=True, slots=True)
class _Notice:
    """What a server says of one recipient."""

    action: str
    status: str
    why: str
    address: str
    message_id: str


def note(source: Path, box: Outbox) -> Read:
    """Read a message, an mbox file or a Maildir, and note in the outbox what it says.

    Reading it again changes nothing more.

    Raises
    ------
    StageFailed
        BOUNCE-01, if nothing can be read.
    """
    read = Read()
    try:
        for message in _messages(source):
            read.messages += 1
            for notice in _notices(message):
                read.counted[notice.action] += 1
                _settle(notice, box, read)
    except (OSError, mailbox.Error) as error:
        said = f"{source} cannot be read: {error}"
        raise StageFailed([Finding("BOUNCE-01", said)]) from error
    if not read.messages:
        said = f"there is no message in {source}"
        hint = "name a message, an mbox file or a Maildir"
        raise StageFailed([Finding("BOUNCE-01", said, hint=hint)])
    return read


def _settle(notice: _Notice, box: Outbox, read: Read) -> None:
    row = _row(notice, box)
    if row is None:
        said = f"the outbox knows no message to {notice.address or 'the one named'}"
        found = Finding("BOUNCE-02", f"{said} ({notice.why})", severity="warning")
        read.findings.append(found)
        return
    why = f"{notice.status} {notice.why}".strip()
    new = {"failed": "failed"}.get(notice.action, "")
    if notice.action in _TAKEN and row.state == "unknown":
        new = "sent"
    if new == "failed" and hopeless(f"550 {why}"):
        box.suppress(row.recipient.key, why)
    if new == "failed" and row.state in {"sent", "unknown"}:
        box.settle(row, row.state, "failed", why)
    elif new == "sent":
        box.settle(row, "unknown", "sent", why)
    else:
        return
    read.changed.append((row.recipient.address, new, why))


def _row(notice: _Notice, box: Outbox) -> Delivery | None:
    """Return the row of a notice: by the message's id, else the last one to the address."""
    if notice.message_id:
        found = box.find(message_id=notice.message_id)
        if found:
            return found[0]
    if notice.address:
        states = {"sent", "unknown", "failed"}
        rows = box.find(address=notice.address.casefold())
        return next((row for row in rows if row.state in states), None)
    return None


# --- messages


def _messages(source: Path) -> Iterator[EmailMessage]:
    if source.is_dir():
        box = mailbox.Maildir(source, create=False)
        for key in box.iterkeys():
            yield _parsed(box.get_bytes(key))
        return
    if source.stat().st_size > _MOST_BYTES:
        msg = f"larger than {_MOST_BYTES // 1024**2} MB"
        raise OSError(msg)
    with source.open("rb") as file:
        start = file.read(5)
    if start == b"From ":
        letters = mailbox.mbox(source, create=False)
        try:
            for key in letters.iterkeys():
                yield _parsed(letters.get_bytes(key))
        finally:
            letters.close()
        return
    message = _parsed(source.read_bytes())
    if message.keys():
        yield message


def _parsed(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage):  # what the policy makes
        msg = "no message"
        raise OSError(msg)
    return message


def _notices(message: EmailMessage) -> Iterator[_Notice]:
    """Yield what a notification says of each recipient; nothing of other messages."""
    if message.get_content_type() != "multipart/report":
        return
    parts = [part for part in message.walk() if part is not message]
    returned = _returned_id(parts)
    for part in parts:
        if part.get_content_type() != "message/delivery-status":
            continue
        groups = part.get_payload()
        for group in groups if isinstance(groups, list) else []:
            action = _value(group, "Action").casefold()
            address = _value(group, "Original-Recipient") or _value(
                group, "Final-Recipient"
            )
            if action:
                yield _Notice(
                    action=action,
                    status=_value(group, "Status").partition(" ")[0],
                    why=_value(group, "Diagnostic-Code").partition(";")[2].strip(),
                    address=address.rpartition(";")[2].strip().strip("<>"),
                    message_id=returned,
                )


def _returned_id(parts: Iterable[Message]) -> str:
    """Return the id of the message that comes back, whole or its headers only."""
    for part in parts:
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner:
                return _value(inner[0], "Message-ID")
        if kind == "text/rfc822-headers":
            text = part.get_payload(decode=True)
            if isinstance(text, bytes):
                return _value(_parsed(text), "Message-ID")
    return ""


def _value(message: object, name: str) -> str:
    """Return a header on one line, without what steers a terminal; empty if it is none."""
    found = message.get(name, "") if isinstance(message, Message) else ""
    words = " ".join(str(found).split())
    return "".join(c for c in words if c.isprintable())[:500]
