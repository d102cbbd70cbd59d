"""A letter and what goes with it to messages: built once, filled in for each recipient.

::

    multipart/mixed
    ├── multipart/alternative
    │   ├── text/plain
    │   └── multipart/related
    │       ├── text/html
    │       └── image/png          the figures that the letter shows
    └── application/pdf            the edition, where the message stays under the limit

The standard library writes the message; it is then cut where the two texts stand, and only
they and five headers are made anew for each recipient. Boundaries are named after what is
sent, so that two runs differ in date and id alone.

Authorities: RFC 5322 (form), 2045 to 2047 (MIME), 2387 (related), 2369 and 8058 (leaving a
list), 3834 (Auto-Submitted).
"""

from __future__ import annotations

import binascii
import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from html import escape
from urllib.parse import quote

from publisher.content.distribution import OTHERWISE, Sending
from publisher.mail.enclosure import Enclosure, Shown
from publisher.mail.fields import SALUTATION, filled, wanted
from publisher.mail.model import Recipient

__all__ = ["Form", "Setting", "build", "domain"]

_TEXT, _PAGE = "THE-TEXT-STANDS-HERE", "THE-PAGE-STANDS-HERE"
_POLICY = SMTP.clone(cte_type="7bit")
_ROOM = 2_000
"""Bytes by which a message may grow when it is filled in: names, and their coding."""

Sign = Callable[[bytes], bytes]
"""Returns the signature header of a message, its line's end included."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The words of one letter in both forms, all with marks."""

    language: str
    subject: str
    text: str
    page: str
    salutations: Mapping[str, str]

    def greeting(self, office: str) -> str:
        """Return the salutation of an office, that of all others if it has none."""
        key = office.casefold().replace(" ", "-")
        return self.salutations.get(key, self.salutations.get(OTHERWISE, ""))

    def wanted(self, office: str) -> frozenset[str]:
        """Return the fields that a recipient of this office must have."""
        return wanted(self.subject, self.text, self.page, self.greeting(office))


@dataclass(frozen=True, slots=True)
class Form:
    """A message that lacks only what differs between recipients.

    ``cut`` are the pieces before, between and after the two texts; the last holds picture
    and file and is the same object in every message. ``size`` are the bytes of a
    message, at most.
    """

    setting: Setting
    enclosure: Enclosure
    sending: Sending
    headers: bytes
    cut: tuple[bytes, bytes, bytes]
    size: int
    sign: Sign | None = field(default=None, repr=False)

    def fill(
        self, recipient: Recipient, message_id: str, date: dt.datetime
    ) -> tuple[bytes, ...]:
        """Return the message to one recipient in pieces, its lines ended by CR LF."""
        setting, values = self.setting, recipient.fields
        greeting = setting.greeting(values.get("office", ""))
        text = filled(setting.text.replace(SALUTATION, greeting), values)
        safe = {name: escape(value) for name, value in values.items()}
        page = filled(setting.page.replace(SALUTATION, escape(greeting)), safe)
        before, between, after = self.cut
        own = self._own(recipient, message_id, date)
        personal = b"".join(
            (own, self.headers, before, _quoted(text), between, _quoted(page))
        )
        if self.sign is None:
            return (personal, after)
        whole = personal + after
        return (self.sign(whole), whole)

    def _own(self, recipient: Recipient, message_id: str, date: dt.datetime) -> bytes:
        """Return the headers that are one recipient's alone.

        What is short and ASCII is written as it is: folding and coding cost more than all else.
        """
        values = recipient.fields
        lines = [
            _to(values.get("name", ""), recipient.address),
            f"Date: {format_datetime(date)}",
            f"Message-ID: {message_id}",
        ]
        if wanted(self.setting.subject):
            lines.append(_header("Subject", filled(self.setting.subject, values)))
        leaving = self.sending.unsubscribe
        if leaving is not None:
            mail = quote(leaving.mail, safe="@")
            lines.append(f"List-Unsubscribe: <mailto:{mail}?subject=unsubscribe>")
            if leaving.web:
                own = message_id.strip("<>").partition("@")[0]
                lines[-1] += ","
                lines.append(f" <{leaving.web.replace('{id}', own)}>")
                lines.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
        return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _to(name: str, address: str) -> str:
    """Return the header that names the recipient."""
    short = f"To: {formataddr((name, address))}" if name.isascii() else ""
    if 0 < len(short) <= 78:
        return short
    return _header("To", Address(name, addr_spec=address))


def _header(name: str, value: str | Address) -> str:
    """Return a header as the standard library folds and codes it, without its last end."""
    head = EmailMessage(policy=_POLICY)
    head[name] = value
    return head.as_bytes().decode("ascii").rstrip("\r\n")


def build(
    setting: Setting,
    enclosure: Enclosure,
    shown: tuple[Shown, ...],
    sending: Sending,
    sign: Sign | None = None,
) -> Form:
    """Return the form of the messages of one letter; the sender must be configured.

    Raises
    ------
    OSError
        If the edition's file cannot be read.
    """
    message = EmailMessage(policy=_POLICY)
    sender = sending.sender
    if sender is None:
        msg = "no sender is configured"
        raise ValueError(msg)
    message["From"] = Address(sender.name or "", addr_spec=sender.address)
    if sending.reply_to is not None:
        reply = sending.reply_to
        message["Reply-To"] = Address(reply.name or "", addr_spec=reply.address)
    if not wanted(setting.subject):
        message["Subject"] = setting.subject
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_TEXT, cte="quoted-printable")
    message.add_alternative(_PAGE, subtype="html", cte="quoted-printable")
    page = message.get_payload(1)
    for each in shown:
        page.add_related(  # type: ignore[union-attr]
            each.png, "image", "png", cid=f"<{each.cid}>",
            disposition="inline", filename=f"{each.id}.png",
        )  # fmt: skip
    if enclosure.attached:
        name = enclosure.path.name
        data = enclosure.path.read_bytes()
        message.add_attachment(data, "application", "pdf", filename=name)
    message["Content-Language"] = setting.language
    _name_boundaries(message, f"{enclosure.sha256}{setting.subject}")
    headers, _, body = message.as_bytes().partition(b"\r\n\r\n")
    before, _, rest = body.partition(_TEXT.encode() + b"\r\n")
    between, _, after = rest.partition(_PAGE.encode() + b"\r\n")
    headers += b"\r\n"
    cut = (b"\r\n" + before, between, after)
    texts = sum(len(_quoted(each)) for each in (setting.text, setting.page))
    size = len(headers) + sum(map(len, cut)) + texts + _ROOM
    return Form(setting, enclosure, sending, headers, cut, size, sign)


def domain(sending: Sending) -> str:
    """Return the domain of the sender, in which messages and parts are named."""
    address = sending.sender.address if sending.sender else "localhost"
    return address.rpartition("@")[2].lower()


def _name_boundaries(message: EmailMessage, seed: str) -> None:
    """Name boundaries after what is sent; "=_" stands in no coded text."""
    digest = hashlib.sha256(seed.encode()).hexdigest()[:24]
    multiparts = [part for part in message.walk() if part.is_multipart()]
    for n, part in enumerate(multiparts):
        part.set_boundary(f"=_{digest}_{n}")
    for part in message.walk():
        if isinstance(part, MIMEPart) and part is not message:
            del part["MIME-Version"]


def _quoted(words: str) -> bytes:
    """Return a text as quoted-printable (RFC 2045, 6.7), its lines ended by CR LF."""
    lines = words.replace("\r\n", "\n").replace("\n", "\r\n")
    return binascii.b2a_qp(lines.encode(), istext=True)
