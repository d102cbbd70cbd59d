"""What an editor may write in ``content/distribution/``: messages, and how they are sent.

A message is prose like any other: its figures are expressions over the data. What differs
from one recipient to the next stands in single braces, ``{name}``, and is put in when
the message is sent. Nothing here is required that only `publisher send` needs: what is
not configured is left out, and refused there.

Findings
--------
MAIL-01
    A field in braces that no list has.
MAIL-02
    A translation of a message that is not there, or of a translation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import BaseModel, Discriminator, Field, Tag

from publisher.content.located import LocatedText
from publisher.content.models import (
    Heading,
    KeyFigures,
    NoticesBlock,
    Standfirst,
    Subject,
    TextBlock,
    kind_of,
)
from publisher.content.prose import Expression, Id, Prose
from publisher.errors import Finding, nearest

__all__ = [
    "FIELD",
    "FIELDS",
    "MESSAGES",
    "OTHERWISE",
    "SENDING",
    "Batch",
    "Message",
    "MessageBlock",
    "Person",
    "Picture",
    "Sending",
    "Server",
    "Signing",
    "Unsubscribing",
    "check_messages",
    "name_of",
]

SENDING = "content/distribution/sending.yml"
MESSAGES = "content/distribution/messages"
"""The file that says how messages are sent, and the folder of the messages."""

FIELDS = ("name", "office", "state", "address")
"""What may stand in braces: columns of a list."""
FIELD = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")
OTHERWISE = "otherwise"
"""The salutation of an office that has none of its own."""

_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)


class _Model(LocatedText, BaseModel):
    """The base of all."""


# --- messages


class Picture(_Model):
    """A figure of the edition, shown in the message with its text for those who see none."""

    picture: Id
    when: Expression | None = None


_KEY_TO_MODEL: dict[str, type[LocatedText]] = {
    "heading": Heading,
    "standfirst": Standfirst,
    "text": TextBlock,
    "key_figures": KeyFigures,
    "notices": NoticesBlock,
    "picture": Picture,
}


MessageBlock = Annotated[
    Annotated[Heading, Tag("<heading>")]
    | Annotated[Standfirst, Tag("<standfirst>")]
    | Annotated[TextBlock, Tag("<text>")]
    | Annotated[KeyFigures, Tag("<key_figures>")]
    | Annotated[NoticesBlock, Tag("<notices>")]
    | Annotated[Picture, Tag("<picture>")],
    Discriminator(
        lambda value: kind_of(value, _KEY_TO_MODEL),
        custom_error_type="block_kind",
        custom_error_message="no key names the kind of this block",
        custom_error_context={"kinds": ", ".join(_KEY_TO_MODEL)},
    ),
]
"""What a message is made of: fewer kinds of blocks than a page has, and a picture."""


class Message(_Model):
    """``distribution/messages/<name>.yml``: one message; HTML and plain text are made of it.

    ``about`` is what its expressions are about, as ``subject`` of a part. ``salutation``
    is by the office of the recipient; ``otherwise`` is for every other. ``translates``
    names the message that this one says in its ``language``.
    """

    subject: Prose
    preheader: Prose
    about: Subject | None = None
    when: Expression | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")] | None = None
    translates: Id | None = None
    salutation: dict[Id, Prose] = Field(min_length=1)
    blocks: tuple[MessageBlock, ...] = Field(min_length=1)


# --- sending.yml

Line = Annotated[str, Field(pattern=r"^[^\r\n]*\S[^\r\n]*$", max_length=400)]
"""Words on one line: they go into headers."""
Address = Annotated[str, Field(pattern=r"^[^@\s<>]+@[^@\s<>]+$", max_length=254)]
Web = Annotated[str, Field(pattern=r"^https://[!-;=?-~]+$", max_length=800)]


class Person(_Model):
    """A name and an address, as a header shows them."""

    name: Line | None = None
    address: Address


class Server(_Model):
    """The server that takes the messages. Its password is never written here.

    ``security`` is ``starttls`` (port 587), ``tls`` (465), or ``none``, which only a
    server on this machine may have (25).
    """

    host: Annotated[str, Field(pattern=r"^[A-Za-z0-9.:-]+$", max_length=253)]
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: Line | None = None


class Unsubscribing(_Model):
    """How a recipient leaves: by a message to ``mail``, and by one click at ``web``.

    ``{id}`` in ``web`` is the delivery's own unguessable name, which the outbox keeps.
    """

    mail: Address
    web: Web | None = None


class Signing(_Model):
    """The DKIM signature (RFC 6376). The private key is never written here."""

    domain: Annotated[str, Field(pattern=r"^[a-z0-9.-]+$", max_length=253)]
    selector: Annotated[str, Field(pattern=r"^[a-z0-9._-]+$", max_length=63)]


class Batch(_Model):
    """A rest of so many seconds after so many messages."""

    messages: Annotated[int, Field(ge=1, le=100_000)]
    pause_seconds: Annotated[int, Field(ge=0, le=86_400)]


class Sending(_Model):
    """``distribution/sending.yml``: who sends, through which server, and how fast.

    ``bounces`` is the address to which servers return what they cannot deliver. ``legal``
    are the lines at the foot of every message, the postal address among them. ``link`` is
    where the file can be had; ``{file}`` in it is the file's name. ``limit_mb`` is the
    largest message, attachment and its coding included: beyond it the file is linked.
    """

    sender: Person | None = None
    reply_to: Person | None = None
    bounces: Address | None = None
    legal: tuple[Line, ...] = ()
    unsubscribe: Unsubscribing | None = None
    link: Web | None = None
    server: Server | None = None
    signature: Signing | None = None
    limit_mb: Annotated[int, Field(ge=1, le=100)] = 10
    per_minute: Annotated[int, Field(ge=1, le=100_000)] | None = None
    batch: Batch | None = None
    tries: Annotated[int, Field(ge=1, le=20)] = 5
    stop_after_failures: Annotated[int, Field(ge=1)] = 25


# --- checks


def name_of(file: str) -> str:
    """Return the name of a message from its file's."""
    return PurePosixPath(file).stem


def check_messages(messages: Mapping[str, Message]) -> Iterator[Finding]:
    """Yield what is wrong with messages beyond their form."""
    for name, message in messages.items():
        for owner, path, text in _texts(message, ()):
            yield from _fields(owner, path, text)
        of = message.translates
        if of is None:
            continue
        original = messages.get(of)
        if original is None or original.translates is not None or of == name:
            known = [one for one, each in messages.items() if each.translates is None]
            near = nearest(of, known)
            hint = f"did you mean {near}?" if near else f"known: {', '.join(known)}"
            said = f"there is no message {of} that could be translated"
            yield Finding("MAIL-02", said, message.at("translates"), hint)
        elif message.language is None:
            said = "a translation does not say its language"
            hint = "add language: pl-PL, or whichever it is"
            yield Finding("MAIL-02", said, message.at("translates"), hint)


def _fields(
    owner: LocatedText, path: tuple[str | int, ...], text: str
) -> Iterator[Finding]:
    plain = _EXPRESSION.sub(lambda match: " " * len(match[0]), text)
    for match in FIELD.finditer(plain):
        if match[1] not in FIELDS:
            near = nearest(match[1], FIELDS)
            hint = f"did you mean {{{near}}}?" if near else ""
            hint = hint or f"write one of {', '.join(f'{{{each}}}' for each in FIELDS)}"
            said = f"no list of recipients has a field {match[0]}"
            place = owner.where(*path, offset=match.start())
            yield Finding("MAIL-01", said, place, hint)


def _texts(
    owner: LocatedText, path: tuple[str | int, ...]
) -> Iterator[tuple[LocatedText, tuple[str | int, ...], str]]:
    """Yield every text of a model and of those in it, with its owner and path."""
    for name in type(owner).model_fields:
        yield from _within(owner, (*path, name), getattr(owner, name))


def _within(
    owner: LocatedText, path: tuple[str | int, ...], value: object
) -> Iterator[tuple[LocatedText, tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield owner, path, value
    elif isinstance(value, LocatedText):
        yield from _texts(value, ())
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _within(owner, (*path, place), item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _within(owner, (*path, key), item)
