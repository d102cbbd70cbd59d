"""The outbox to the server: row by row, each once, at the pace that is configured.

Findings
--------
SMTP-01 to SMTP-05
    See `session`.
SMTP-06
    Too many refusals: the sending stopped.
SMTP-07
    Some were refused for now, and still are after all tries.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tenacity import (
    RetryError,
    Retrying,
    retry_if_exception_type,
    retry_if_result,
    stop_after_attempt,
    wait_exponential,
)

from publisher.content.distribution import Sending
from publisher.errors import Finding, StageFailed
from publisher.mail import outbox as clock
from publisher.mail.credentials import Credentials
from publisher.mail.form import Form
from publisher.mail.model import Delivery, Job, Reply
from publisher.mail.outbox import Outbox
from publisher.mail.session import LostError, Patience, Session

__all__ = ["Post", "connected", "hopeless"]

_CLAIM = 20
"""Rows taken at a time: few enough for others to have their share."""
_HARD = ("5.1.", "5.2.1")
"""Enhanced codes that say that an address is none (RFC 3463, 3.2 and 3.3)."""
_HARD_CODES = {550, 551, 553}


@dataclass(slots=True)
class Post:
    """One run of sending. ``form_of`` gives the form of the message to a recipient.

    ``told`` is called after each row. ``sleep`` waits for seconds.
    """

    outbox: Outbox
    sending: Sending
    credentials: Credentials | None
    form_of: Callable[[Delivery], Form]
    told: Callable[[], None] = lambda: None
    sleep: Callable[[float], None] = time.sleep
    patience: Patience = field(default_factory=Patience)
    _session: Session | None = None
    _handled: int = 0
    _failures: int = 0
    _losses: int = 0

    def send(self, job: Job, list_: str) -> tuple[Finding, ...]:
        """Send all that is queued; return what the sender should know.

        A temporary refusal is tried again after all others, each time later.

        Raises
        ------
        StageFailed
            If the server cannot be reached, trusted or used, or refuses too much. What
            was not sent is then still queued.
        """
        passes: Retrying = Retrying(
            retry=retry_if_result(bool),
            stop=stop_after_attempt(self.sending.tries),
            wait=wait_exponential(multiplier=30, max=1800),
            sleep=self.sleep,
        )
        try:
            passes(self._pass, job, list_)
        except RetryError as error:
            left: int = error.last_attempt.result()
            said = f"{left} were refused for now, and still are after {self.sending.tries} tries"
            hint = "they are queued: run the same command again later"
            return (Finding("SMTP-07", said, hint=hint),)
        finally:
            self._hang_up()
            self.outbox.release()
        return ()

    def _pass(self, job: Job, list_: str) -> int:
        """Try each queued row once; return how many were refused for now."""
        self.outbox.recover()
        deferred = last = 0
        while rows := self.outbox.claim(job, list_, _CLAIM, last):
            for row in rows:
                deferred += self._one(row)
                last = row.id
        self._hang_up()  # nobody waits for us through a pause
        return deferred

    def _one(self, row: Delivery) -> bool:
        """Send one message; tell whether it is queued again."""
        self._rest()
        form = self.form_of(row)
        session = self._open()
        _check_size(form, session)
        pieces = form.fill(row.recipient, row.message_id, clock.now())
        sender = self.sending.bounces or ""
        try:
            reply = session.deliver(
                sender, row.recipient.address, pieces, lambda: self.outbox.commit(row)
            )
        except LostError as lost:
            again = self.outbox.lost(row, str(lost))
            self.told()
            self._bear(lost)
            return again
        self._losses = 0
        if reply.accepted:
            self.outbox.accepted(row, reply)
        else:
            self._refused(row, reply)
        self.told()
        return reply.temporary

    def _bear(self, lost: LostError) -> None:
        """Go on after a lost connection, unless it is lost again and again."""
        self._losses += 1
        if self._losses >= self.sending.tries:
            said = f"the connection was lost {self._losses} times in a row: {lost}"
            hint = "look at the server, then run the same command again"
            raise StageFailed([Finding("SMTP-01", said, hint=hint)])

    def _refused(self, row: Delivery, reply: Reply) -> None:
        self.outbox.refused(row, reply)
        if reply.temporary:
            return
        if hopeless(str(reply)):
            self.outbox.suppress(row.recipient.key, str(reply))
        self._failures += 1
        if self._failures >= self.sending.stop_after_failures:
            said = f"{self._failures} were refused for good; the last answer: {reply}"
            hint = "look at the list, mend it, and run the same command again"
            raise StageFailed([Finding("SMTP-06", said, hint=hint)])

    def _rest(self) -> None:
        """Keep the pace: so many a minute over all senders, and rests between batches."""
        batch = self.sending.batch
        if batch and self._handled and self._handled % batch.messages == 0:
            self._hang_up()
            self.sleep(batch.pause_seconds)
        self._handled += 1
        if self.sending.per_minute:
            wait = self.outbox.wait(self.sending.per_minute)
            if wait > 0:
                self.sleep(wait)

    def _open(self) -> Session:
        """Return the connection, a new one if there is none."""
        if self._session is None or self._session.closed:
            self._session = connected(
                self.sending, self.credentials, self.patience, self.sleep
            )
        return self._session

    def _hang_up(self) -> None:
        if self._session is not None:
            self._session.quit()
            self._session = None


def connected(
    sending: Sending,
    credentials: Credentials | None,
    patience: Patience,
    sleep: Callable[[float], None] = time.sleep,
) -> Session:
    """Return a connection to the configured server, tried for a while.

    Raises
    ------
    StageFailed
        SMTP-01, if it cannot be reached; as `Session`.
    """
    server = sending.server
    if server is None:
        msg = "no server is configured"
        raise ValueError(msg)
    tries: Retrying = Retrying(
        retry=retry_if_exception_type(LostError),
        stop=stop_after_attempt(sending.tries),
        wait=wait_exponential(multiplier=1, max=60),
        sleep=sleep,
    )
    try:
        return tries(Session, server, credentials, patience)
    except RetryError as error:
        why = error.last_attempt.exception()
        said = f"{server.host} cannot be reached: {why}"
        hint = "nothing is lost: run the same command again once it can"
        raise StageFailed([Finding("SMTP-01", said, hint=hint)]) from None


def _check_size(form: Form, session: Session) -> None:
    most = session.most_bytes
    if most is not None and form.size > most:
        said = f"a message has {form.size:,} bytes; the server takes {most:,}"
        hint = "write a smaller limit_mb, so that the file is linked"
        raise StageFailed([Finding("SMTP-05", said, hint=hint)])


def hopeless(reply: str) -> bool:
    """Tell whether a refusal for good says that there is no such address.

    A refusal for what a message holds, or for who sends it, says nothing of an address.
    """
    code, _, words = reply.partition(" ")
    enhanced = words.partition(" ")[0]
    if enhanced.startswith("5.") or enhanced.count(".") == 2:
        return enhanced.startswith(_HARD)
    return code.isdigit() and int(code) in _HARD_CODES
