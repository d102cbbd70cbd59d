"""Messages as they travel, read by a parser that did not write them."""

from __future__ import annotations

import base64
import datetime as dt
import email
import email.policy
import re
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.content.distribution import Person, Sending, Signing, Unsubscribing
from publisher.errors import StageFailed
from publisher.mail.form import Form
from publisher.mail.model import Recipient
from publisher.mail.signature import signer
from tests.mail.small import form, sending, setting

DATE = dt.datetime(2026, 11, 25, 12, 30, tzinfo=dt.UTC)
ID = "<0123456789abcdef01234567@example.org>"


def person(name: str = "Ann Lee", **fields: str) -> Recipient:
    """Return a recipient of this name."""
    address = "ann@example.org"
    said = {"name": name, "office": "", "state": "", "address": address, **fields}
    return Recipient(address, said)


def filled(made: Form, recipient: Recipient | None = None) -> bytes:
    """Return the whole message to a recipient."""
    return b"".join(made.fill(recipient or person(), ID, DATE))


def parsed(data: bytes) -> EmailMessage:
    """Return the message as Python's parser reads it."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def lint(data: bytes) -> list[str]:
    """Return what RFC 5322 and 2045 to 2047 would not have."""
    faults = []
    head, _, body = data.partition(b"\r\n\r\n")
    names = re.findall(rb"(?m)^([A-Za-z-]+):", head)
    lower = [name.lower() for name in names]
    if re.search(rb"(?<!\r)\n|\r(?!\n)", data):
        faults.append("a line does not end in CR LF")
    if max(map(len, data.split(b"\r\n"))) > 998:
        faults.append("a line is longer than 998")
    if re.search(rb"[^\t\r\n -~]", data):
        faults.append("a byte that is not ASCII")
    once = (b"from", b"to", b"date", b"message-id", b"subject", b"mime-version")
    faults += [f"not one {name!r}" for name in once if lower.count(name) != 1]
    if len(set(lower)) != len(lower):
        faults.append("a header that stands twice")
    if not data.endswith(b"\r\n"):
        faults.append("the last line does not end")
    message = parsed(data)
    for part in message.walk():
        faults += map(repr, part.defects)
        faults += [
            repr(d) for value in part.values() for d in getattr(value, "defects", ())
        ]
        boundary = part.get_boundary()
        if boundary and body.count(b"--" + boundary.encode() + b"--") != 1:
            faults.append(f"the boundary {boundary} does not end once")
        if part.get("Content-Transfer-Encoding") in {"base64", "quoted-printable"}:
            lines = str(part.get_payload()).splitlines()
            if max(map(len, lines), default=0) > 76:
                faults.append(f"a coded line of {part.get_content_type()} is too long")
    return faults


def test_lint_finds_faults() -> None:
    """The lint of these tests is no rubber stamp: it finds what is wrong with this."""
    bad = (
        b"From: a@b.c\nTo: x\r\n" + b"Subject: caf\xc3\xa9 " + b"a" * 999 + b"\r\n\r\nx"
    )
    assert len(lint(bad)) >= 6


@pytest.mark.parametrize(
    "name",
    [
        "Ann Lee",
        'Ann "Bo" O’Neill, Jr.',
        "Zoë" * 40,
        "a" * 300,
        "",
        "<b>&",
    ],
)
def test_a_message_is_as_the_standards_want_it(tmp_path: Path, name: str) -> None:
    """Whatever a recipient is called, and it comes out as it went in."""
    how = sending(unsubscribe=Unsubscribing(mail="leave@example.org"))
    data = filled(form(tmp_path, how, kilobytes=3), person(name))
    assert lint(data) == []
    raw = str(email.message_from_bytes(data)["To"])
    words, found, _ = raw.rpartition("<ann@example.org>")
    shown = str(make_header(decode_header(words.strip()))) if found else ""
    assert parseaddr(raw)[1] == "ann@example.org"
    assert shown.strip('"') == name


@settings(max_examples=25)
@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=90))
def test_any_name(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    """Any name on one line makes a sound message and stays in its place."""
    made = form(tmp_path_factory.getbasetemp(), sending())
    said = " ".join(name.split()).replace("=?", "")
    data = filled(made, person(said))
    assert lint(data) == []
    assert said in " ".join(text_of(parsed(data)).split())


def text_of(message: EmailMessage) -> str:
    """Return the plain text."""
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_the_headers(tmp_path: Path) -> None:
    """Who, to whom, when, what; where to answer and how to leave."""
    how = sending(
        reply_to=Person(address="desk@example.org"),
        unsubscribe=Unsubscribing(
            mail="leave@example.org", web="https://example.org/leave?r={id}"
        ),
    )
    message = parsed(filled(form(tmp_path, how)))
    assert message["From"] == "A Press <press@example.org>"
    assert message["Reply-To"] == "desk@example.org"
    assert message["Message-ID"] == ID
    assert parsedate_to_datetime(message["Date"]) == DATE
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert str(message["List-Unsubscribe"]).split(", ") == [
        "<mailto:leave@example.org?subject=unsubscribe>",
        "<https://example.org/leave?r=0123456789abcdef01234567>",
    ]


def test_without_a_web_address_nothing_is_clicked(tmp_path: Path) -> None:
    """RFC 8058 wants an https address; a mailto alone must not promise one click."""
    how = sending(unsubscribe=Unsubscribing(mail="leave@example.org"))
    message = parsed(filled(form(tmp_path, how)))
    assert message["List-Unsubscribe-Post"] is None


def test_what_differs_is_put_in(tmp_path: Path) -> None:
    """The name stands in text, page and subject, on the page as text and not as markup."""
    words = setting(subject="Kites for \ue000")
    message = parsed(filled(form(tmp_path, sending(), words), person("A <b>&</b>")))
    page = message.get_body(("html",))
    assert page is not None
    assert message["Subject"] == "Kites for A <b>&</b>"
    assert text_of(message).startswith("Dear A <b>&</b>,")
    assert "<p>Dear A &lt;b&gt;&amp;&lt;/b&gt;,</p>" in page.get_content()


def test_two_messages_differ_where_people_do(tmp_path: Path) -> None:
    """Only the lines with name, address, date and id are not the same."""
    made = form(tmp_path, sending(), kilobytes=2)
    one = filled(made).split(b"\r\n")
    other = b"".join(made.fill(person("Bob Ray"), ID.replace("0", "9"), DATE)).split(
        b"\r\n"
    )
    differing = [a for a, b in zip(one, other, strict=True) if a != b]
    assert [line.partition(b" ")[0] for line in differing] == [
        b"To:", b"Message-ID:", b"Dear", b"<p>Dear",
    ]  # fmt: skip


def test_the_same_message_twice(tmp_path: Path) -> None:
    """Made again from the same parts a message is the same, byte for byte."""
    assert filled(form(tmp_path, sending(), kilobytes=2)) == filled(
        form(tmp_path, sending(), kilobytes=2)
    )


def test_the_file_arrives_whole(tmp_path: Path) -> None:
    """The attachment is the file, and the size that was told is no less than the message's."""
    made = form(tmp_path, sending(), kilobytes=50)
    data = filled(made)
    (file,) = parsed(data).iter_attachments()
    assert file.get_content() == (tmp_path / "kites.pdf").read_bytes()
    assert file.get_filename() == "kites.pdf"
    assert len(data) <= made.size <= len(data) + 3_000


def test_a_signature_verifies(tmp_path: Path) -> None:
    """DKIM: what dkimpy verifies with the public key, headers for leaving included."""
    key = rsa.generate_private_key(65537, 2048)
    pem = key.private_bytes(
        Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()
    )
    public = key.public_key().public_bytes(
        Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    )
    record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)
    signing = Signing(domain="example.org", selector="s1")
    how = sending(
        unsubscribe=Unsubscribing(mail="leave@example.org", web="https://e.org/{id}")
    )
    made = form(tmp_path, how, kilobytes=2)
    signed = Form(
        made.setting,
        made.enclosure,
        how,
        made.headers,
        made.cut,
        made.size,
        signer(signing, pem),
    )
    data = filled(signed)
    assert lint(data) == []
    assert dkim.verify(data, dnsfunc=lambda *_, **__: record)
    assert not dkim.verify(
        data.replace(b"Kites", b"Kitez"), dnsfunc=lambda *_, **__: record
    )
    covered = re.search(rb"h=([^;]*);", data.replace(b"\r\n", b""))
    assert covered is not None
    names = {name.strip() for name in covered[1].split(b":")}
    assert {b"from", b"list-unsubscribe", b"list-unsubscribe-post"} <= names


def test_a_key_that_is_none() -> None:
    """A key that cannot sign is refused, and is not in the finding."""
    with pytest.raises(StageFailed, match="SEND-11") as failed:
        signer(Signing(domain="example.org", selector="s1"), b"top secret")
    assert "top secret" not in str(failed.value)


def test_no_sender_no_message(tmp_path: Path) -> None:
    """Without a sender no message is made up."""
    with pytest.raises(ValueError, match="no sender"):
        form(tmp_path, Sending())
