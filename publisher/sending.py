"""An edition that was built to messages on their way: stage 9 with all that goes before.

9 mail        a finished edition and recipients to messages, outbox, delivery

Stages 1 to 4 run again, since the words of a message are made with those of its edition
and what does not pass the check is not sent. Nothing is laid out: the file that goes out is
the one that was built, signed off and found sound.

Findings
--------
SEND-01 to SEND-08, SEND-09, SEND-10, SEND-11
    See `publisher.mail.fitness`, `settings`, `plan` and `signature`.
SEND-12
    A clock that is behind the last entry of the outbox.
SEND-13
    No such message, or one that is not for this edition.
SMTP-08
    A proof that the server does not take.
SEND-14
    An outbox that cannot be opened or written.
"""

from __future__ import annotations

import datetime as dt
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from publisher.content.distribution import Sending
from publisher.content.models import Edition as EditionSpec
from publisher.editing import Edition, Report, loaded, written
from publisher.errors import Finding, StageFailed, UsageError, nearest
from publisher.mail import (
    addresses,
    fitness,
    form,
    lists,
    outbox,
    plan,
    preview,
    settings,
)
from publisher.mail.credentials import Credentials, credentials
from publisher.mail.delivery import Post, connected
from publisher.mail.draft import Draft
from publisher.mail.form import Form
from publisher.mail.model import Delivery, Job, Recipient, Reply
from publisher.mail.outbox import Outbox
from publisher.mail.session import LostError, Patience
from publisher.narrative.model import Letter
from publisher.output import unwritable

__all__ = [
    "Mailing",
    "Order",
    "Purpose",
    "dry_run",
    "open_outbox",
    "post",
    "prepare",
    "proof",
    "summary",
]

_CLOCK_SLACK = dt.timedelta(minutes=2)


Purpose = Literal["dry run", "proof", "send"]


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for. Without a ``list_`` a correction goes to all who had an earlier one."""

    edition: str | None
    list_: str | None
    message: str | None = None
    purpose: Purpose = "send"
    correction: bool = False
    skip_invalid: bool = False


@dataclass(frozen=True, slots=True)
class Mailing:
    """All that is needed to send: who, what, and why not the others."""

    root: Path
    job: Job
    list_: str
    sending: Sending
    tongues: plan.Tongues
    forms: Mapping[tuple[str, str], Form]
    recipients: tuple[Recipient, ...]
    passed: tuple[plan.Passed, ...]
    warnings: tuple[Finding, ...]

    def form_of(self, recipient: Recipient) -> Form:
        """Return the message to a recipient, in the language and with the file wanted."""
        language = self.tongues.of(recipient) or self.tongues.first
        return self.forms[language, recipient.profile]


@contextmanager
def open_outbox(root: Path) -> Iterator[Outbox]:
    """Give the outbox of a publication; what goes wrong with it is SEND-14."""
    try:
        box = Outbox(root)
        try:
            yield box
        finally:
            box.close()
    except (sqlite3.Error, OSError) as error:
        said = f"the outbox in {root / outbox.FOLDER} cannot be used: {error}"
        hint = "it says who was sent what: do not delete it; allow writing, free space"
        raise StageFailed([Finding("SEND-14", said, hint=hint)]) from error


def prepare(root: Path, order: Order, box: Outbox, report: Report) -> Mailing:
    """Return what is to be sent, checked as a whole; nothing is queued.

    Raises
    ------
    StageFailed
        If the edition does not pass the check, may not go out, or something is not
        configured; if the list has errors that are not to be skipped. A dry run only
        warns that an edition may not go out yet.
    UsageError
        If there is no such publication or edition.
    """
    report(1, "content")
    project, style = loaded(root)
    chosen = (order.edition,) if order.edition else ()
    (edition,) = (each.sound() for each in written(project, style, chosen, report))
    report(9, f"{edition.id}: mail")
    folder = root / "output" / edition.id
    spec, sending = project.editions[edition.id], project.sending
    built = fitness.manifest(folder)
    if isinstance(built, Finding):
        raise StageFailed([built])
    letters = _letters(edition, order)
    listed = _listed(root, order, box, edition)
    refusals = [*_refusals(spec, built, order, box)]
    refusals += settings.missing(sending, delivers=order.purpose != "dry run")
    inks = {name: ink.rgb for name, ink in style.palette.inks.items()}
    draft = Draft(project.publication.title, sending, inks)
    profiles = dict.fromkeys(("screen", *(each.profile for each in listed.recipients)))
    files, faults = fitness.enclosures(folder, built, profiles)
    shown, more = draft.shown(letters, edition.exhibits, folder, built)
    _raise([*refusals, *faults, *more], listed, order)
    forms = draft.forms(letters, files, shown)
    first, *others = letters
    tongues = plan.Tongues(first, tuple(others))
    settings_ = {language: each.setting for (language, _), each in forms.items()}
    rows = listed.recipients
    wrong = tuple(plan.check(rows, tongues, settings_, project.editions, files))
    blocked, why = lists.suppressed(root)
    broken = [*listed.findings, *wrong, *why]
    large = [found for each in forms.values() for found in plan.too_large(each)]
    _check_rows(broken, [*why, *large], order)
    places = {found.position for found in wrong}
    job = Job(edition.id, spec.printing, letters[first].name)
    kept, passed = plan.chosen(
        [each for each in rows if each.position not in places],
        edition.id,
        {**box.suppressed(), **blocked},
        box.had_earlier(job.edition, job.printing),
        correction=order.correction,
    )
    held = [replace(found, severity="warning") for found in (*refusals, *broken)]
    warnings = (*edition.findings, *held)
    return Mailing(
        root, job, order.list_ or "", sending, tongues, forms, kept, passed, warnings
    )  # fmt: skip


def _check_rows(
    broken: Sequence[Finding], grave: Sequence[Finding], order: Order
) -> None:
    """Refuse a list with errors, unless its wrong rows are to be skipped."""
    errors = any(found.severity == "error" for found in broken)
    if grave or (errors and not order.skip_invalid):
        known = set(broken)
        raise StageFailed([*broken, *(each for each in grave if each not in known)])


def post(mailing: Mailing, box: Outbox, told: Callable[[], None]) -> Post:
    """Return what sends the messages of a mailing from the outbox."""

    def form_of(delivery: Delivery) -> Form:
        return mailing.form_of(delivery.recipient)

    return Post(box, mailing.sending, _secrets(mailing.sending), form_of, told)


def proof(mailing: Mailing, address: str) -> Reply:
    """Send the first recipient's message to somebody else; the outbox has no row of it.

    Raises
    ------
    StageFailed
        SMTP-08, if the server does not take it; as `Session`.
    UsageError
        If it is no address.
    """
    wrong = addresses.fault(address)
    if wrong:
        msg = f"--to {address}: {wrong}"
        raise UsageError(msg)
    first, sending = mailing.recipients[0], mailing.sending
    shown = replace(first, address=addresses.normal(address))
    id_ = f"<proof-{secrets.token_hex(12)}@{form.domain(sending)}>"
    pieces = mailing.form_of(first).fill(shown, id_, outbox.now())
    session = connected(sending, _secrets(sending), Patience())
    try:
        bounces = sending.bounces or ""
        reply = session.deliver(bounces, shown.address, pieces, commit=lambda: True)
    except LostError as lost:
        said = f"the connection was lost: {lost}"
        hint = "whether the proof arrives nobody knows: look for it"
        raise StageFailed([Finding("SMTP-01", said, hint=hint)]) from None
    finally:
        session.quit()
    if not reply.accepted:
        said = f"the server does not take the proof: {reply}"
        raise StageFailed([Finding("SMTP-08", said)])
    return reply


def _secrets(sending: Sending) -> Credentials | None:
    """Return the credentials; where others could listen none are said."""
    server = sending.server
    return credentials(server) if server and server.security != "none" else None


def summary(mailing: Mailing, count: int) -> Iterator[str]:
    """Yield what a person should read before anything is sent."""
    job, sending = mailing.job, mailing.sending
    first = mailing.form_of(mailing.recipients[0])
    carried = "attached" if first.enclosure.attached else "linked"
    server = sending.server
    printing = f", printing {job.printing}" if job.printing > 1 else ""
    to = mailing.list_ or "all who had an earlier printing"
    yield f"edition   {job.edition}{printing}"
    yield f"message   {job.message}: {first.setting.subject}"
    yield f"to        {count:,} recipients, of {to}; {len(mailing.passed):,} passed over"
    yield (
        f"carries   {first.enclosure.path.name}, {carried};"
        f" a message has {first.size // 1000:,} kB"
    )
    if server is not None:
        pace = ""
        if sending.per_minute:
            minutes = -(-count // sending.per_minute)
            pace = f", {sending.per_minute} a minute: about {minutes:,} minutes"
        yield f"server    {server.host}, {server.security}{pace}"


def dry_run(mailing: Mailing, told: Callable[[], None]) -> Path:
    """Write every message and an index page; return the page. Nothing is sent.

    Raises
    ------
    StageFailed
        OUTPUT-01, if they cannot be written.
    """
    domain = form.domain(mailing.sending)
    name = f"{mailing.job.edition}-{mailing.list_ or mailing.job.message}"
    folder = mailing.root / outbox.FOLDER / "dry-run" / name
    messages = (
        (each, mailing.form_of(each), f"<dry-run-{n}@{domain}>")
        for n, each in enumerate(mailing.recipients, start=1)
    )
    try:
        return preview.write(folder, messages, mailing.passed, outbox.now(), told)
    except OSError as error:
        raise StageFailed([unwritable(error, folder)]) from error


def _refusals(
    spec: EditionSpec, built: Mapping[str, Any], order: Order, box: Outbox
) -> Iterator[Finding]:
    yield from fitness.unfit(spec, built, outbox.now(), correction=order.correction)
    behind = box.behind()
    if behind > _CLOCK_SLACK:
        said = f"the clock is {behind} behind the last entry of the outbox"
        hint = "set the clock; an embargo would end at the wrong time"
        yield Finding("SEND-12", said, hint=hint)


def _raise(found: Sequence[Finding], listed: lists.List, order: Order) -> None:
    """Refuse; a dry run shows what may not be sent yet, but not what cannot be made."""
    may_wait = {"SEND-02", "SEND-03", "SEND-04", "SEND-05", "SEND-07", "SEND-12"}
    stops = [
        each
        for each in found
        if order.purpose != "dry run" or each.code not in may_wait
    ]
    if stops:
        raise StageFailed([*found, *listed.findings])


def _listed(root: Path, order: Order, box: Outbox, edition: Edition) -> lists.List:
    """Return the recipients of a list, or those of an earlier printing."""
    if order.list_ is not None:
        return lists.read(root, order.list_)
    printing = edition.project.editions[edition.id].printing
    had = box.had_earlier(edition.id, printing)
    findings: tuple[Finding, ...] = ()
    if not had:
        said = f"nobody had an earlier printing of {edition.id}"
        findings = (Finding("LIST-09", said, hint="name a list: --list NAME"),)
    return lists.List("", tuple(had.values()), findings)


def _letters(edition: Edition, order: Order) -> dict[str, Letter]:
    """Return the message asked for by language, the publication's own first."""
    name = order.message or ("correction" if order.correction else "briefing")
    letters = edition.narrative.letters
    first = letters.get(name)
    if first is None or first.translates is not None:
        known = [each.name for each in letters.values() if each.translates is None]
        near = nearest(name, known)
        said = f"there is no message {name!r} for the edition {edition.id}"
        if name in edition.project.messages:
            said = f"the message {name!r} is not for the edition {edition.id}"
        hint = f"did you mean {near}?" if near else f"there are: {', '.join(known)}"
        raise StageFailed([Finding("SEND-13", said, hint=hint)])
    others = [each for each in letters.values() if each.translates == name]
    return {each.language: each for each in (first, *others)}
