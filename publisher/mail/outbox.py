"""Who was sent what: one row for each recipient, edition, printing and message.

::

    queued ──> sending ──> committing ──> sent ──> failed   (a bounce)
      ^           │            │ │ └────> failed            refused for good
      │           │            │ └──────> unknown           no answer, or the sender died
      └───────────┴────────────┘          refused for now, or never got so far

`committing` is written, and on the disk, just before the dot goes out that ends a message.
What had not come so far when a sender died was not accepted, and is sent again. What had
may have been: it is unknown, and only a person, the server's log or a bounce can tell.

Several senders may work at once, each on rows that it has claimed. A sender holds a lock
on a file of its own as long as it lives; the system lets go of it however it dies. The
rows of one that holds no lock are taken back.

This is the only place of the engine that reads the clock.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from publisher.mail.model import STATES, Delivery, Job, Recipient, Reply, State
from publisher.mail.senders import Sender, dead

__all__ = ["FOLDER", "Outbox", "now"]

FOLDER = "outbox"
"""Beside ``output/``, which can be built again; this cannot."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS delivery (
    id INTEGER PRIMARY KEY,
    edition TEXT NOT NULL,
    printing INTEGER NOT NULL,
    message TEXT NOT NULL,
    key TEXT NOT NULL,
    address TEXT NOT NULL,
    recipient TEXT NOT NULL,
    list TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN (
        'queued', 'sending', 'committing', 'sent', 'failed', 'unknown')),
    sender TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    reply TEXT NOT NULL DEFAULT '',
    changed TEXT NOT NULL,
    UNIQUE (edition, printing, message, key)
) STRICT;
CREATE INDEX IF NOT EXISTS by_state ON delivery (state, id);
CREATE INDEX IF NOT EXISTS by_key ON delivery (key);
CREATE INDEX IF NOT EXISTS by_time ON delivery (changed);
CREATE TABLE IF NOT EXISTS suppressed (
    key TEXT PRIMARY KEY, reason TEXT NOT NULL, since TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS pace (one INTEGER PRIMARY KEY CHECK (one = 1), next REAL) STRICT;
INSERT OR IGNORE INTO pace VALUES (1, 0);
"""
_COLUMNS = (
    "id, edition, printing, message, recipient, list, message_id, state, attempts,"
    " reply, changed"
)
_CLAIMED = (
    "UPDATE delivery SET state = 'sending', sender = ? WHERE id IN ("  # noqa: S608 - constants
    " SELECT id FROM delivery WHERE state = 'queued' AND edition = ? AND printing = ?"
    " AND message = ? AND list = ? AND id > ? ORDER BY id LIMIT ?)"
    f" RETURNING {_COLUMNS}"
)
_LONGEST_WAIT = 60.0
"""Seconds; a clock that was set back must not hold a sender for longer."""


def now() -> dt.datetime:
    """Return the moment, in universal time."""
    return dt.datetime.now(dt.UTC)


class Outbox:
    """The rows of ``outbox/outbox.sqlite``. One object belongs to one thread."""

    def __init__(self, root: Path) -> None:
        """Open the outbox of a publication, or begin one.

        Raises
        ------
        sqlite3.Error, OSError
            If it cannot be opened or written.
        """
        self.folder = root / FOLDER
        self.folder.mkdir(exist_ok=True)
        self.sender: Sender | None = None
        self._base = sqlite3.connect(
            self.folder / "outbox.sqlite", timeout=60, isolation_level=None
        )
        self._base.execute("PRAGMA journal_mode = WAL")
        self._base.execute("PRAGMA synchronous = NORMAL")
        with self._written():
            for statement in _SCHEMA.split(";\n"):
                self._base.execute(statement)

    def close(self) -> None:
        """Let go of all claimed rows, of the lock, and of the file."""
        if self.sender is not None:
            self.release()
            self.sender.leave()
            self.sender = None
        self._base.close()

    def release(self) -> None:
        """Let go of the rows that were claimed and not sent."""
        if self.sender is not None:
            with self._written():
                self._take_back(self.sender.name)

    @contextmanager
    def _written(self) -> Iterator[None]:
        """Make changes together, on the disk when done, alone while they last."""
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")

    # --- what is to be sent

    def begin(self) -> None:
        """Become a sender, and take back what senders left that are no more."""
        self.sender = Sender(self.folder)
        self.recover()

    def recover(self) -> None:
        """Take back the rows of senders that died."""
        names = self._base.execute(
            "SELECT DISTINCT sender FROM delivery WHERE state IN ('sending', 'committing')"
        )
        gone = [name for (name,) in names.fetchall() if dead(self.folder, name)]
        with self._written():
            for name in gone:
                self._take_back(name)

    def _take_back(self, sender: str) -> None:
        """Return what was not committed to the queue; what was is unknown."""
        for old, new in (("sending", "queued"), ("committing", "unknown")):
            self._base.execute(
                "UPDATE delivery SET state = ?, sender = NULL WHERE state = ? AND sender = ?",
                (new, old, sender),
            )

    def queue(
        self, job: Job, list_: str, recipients: Iterable[Recipient], domain: str
    ) -> None:
        """Queue a message to each recipient of a list who has no row yet.

        Rows of this list that are still queued, and whose recipient is not among these
        any more, are withdrawn. The id of a message is unguessable and stays the same
        however often it is sent.
        """
        stamp = _stamp()
        wanted = {each.key: each for each in recipients}
        with self._written():
            for id_, key in self._base.execute(
                "SELECT id, key FROM delivery WHERE edition = ? AND printing = ?"
                " AND message = ? AND list = ? AND state = 'queued'",
                (*_of(job), list_),
            ).fetchall():
                if key not in wanted:
                    self._base.execute("DELETE FROM delivery WHERE id = ?", (id_,))
            self._base.executemany(
                "INSERT INTO delivery (edition, printing, message, key, address,"
                " recipient, list, message_id, state, changed)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?)"
                " ON CONFLICT (edition, printing, message, key) DO UPDATE"
                " SET recipient = excluded.recipient, list = excluded.list"
                " WHERE state = 'queued'",
                (
                    (
                        *(*_of(job), key, each.address, _packed(each), list_),
                        *(f"<{secrets.token_hex(12)}@{domain}>", stamp),
                    )
                    for key, each in wanted.items()
                ),
            )

    def claim(self, job: Job, list_: str, most: int, after: int = 0) -> list[Delivery]:
        """Take up to ``most`` queued rows with a higher id than ``after``, lowest first."""
        if self.sender is None:
            msg = "only a sender claims rows"
            raise RuntimeError(msg)
        with self._written():
            rows = self._base.execute(
                _CLAIMED, (self.sender.name, *_of(job), list_, after, most)
            ).fetchall()
        return sorted(map(_delivery, rows), key=lambda each: each.id)

    # --- what came of it

    def commit(self, delivery: Delivery) -> bool:
        """Write that the dot is about to go out; tell whether it may.

        This alone waits for the disk. Whatever else is lost when the power fails leaves a
        row where its message is sent again or is unknown, which is true.
        """
        self._base.execute("PRAGMA synchronous = FULL")
        try:
            return self._move(delivery, "sending", "committing")
        finally:
            self._base.execute("PRAGMA synchronous = NORMAL")

    def accepted(self, delivery: Delivery, reply: Reply) -> None:
        """Write that the server took the message."""
        self._move(delivery, "committing", "sent", str(reply))

    def refused(self, delivery: Delivery, reply: Reply) -> None:
        """Write that the server refused it for good, or, a temporary refusal, for now."""
        new: State = "queued" if reply.temporary else "failed"
        for old in ("sending", "committing"):
            self._move(delivery, old, new, str(reply))

    def lost(self, delivery: Delivery, why: str) -> bool:
        """Write that there was no answer; tell whether the row is queued again.

        Before the dot all is well. After it nobody knows.
        """
        self._move(delivery, "committing", "unknown", why)
        return self._move(delivery, "sending", "queued", why)

    def _move(
        self, delivery: Delivery, old: State, new: State, reply: str | None = None
    ) -> bool:
        keeps = new in {"sending", "committing"}
        done = self._base.execute(
            "UPDATE delivery SET state = ?, changed = ?, reply = coalesce(?, reply),"
            " attempts = attempts + ?, sender = CASE WHEN ? THEN sender END"
            " WHERE id = ? AND state = ? AND sender = ?",
            (
                *(new, _stamp(), reply, 0 if keeps else 1, keeps),
                *(delivery.id, old, self.sender.name if self.sender else None),
            ),
        )
        return done.rowcount == 1

    def settle(self, delivery: Delivery, old: State, new: State, reply: str) -> bool:
        """Move a row by what a person, a log or a bounce says; no sender has it."""
        done = self._base.execute(
            "UPDATE delivery SET state = ?, changed = ?, reply = ?"
            " WHERE id = ? AND state = ?",
            (new, _stamp(), reply, delivery.id, old),
        )
        return done.rowcount == 1

    # --- questions

    def rows(self, job: Job, *states: State) -> list[Delivery]:
        """Return the rows of a job in these states, or all, in the order of queueing."""
        wanted = states or STATES
        marks = ", ".join("?" * len(wanted))
        found = self._base.execute(
            f"SELECT {_COLUMNS} FROM delivery WHERE edition = ? AND printing = ?"  # noqa: S608 - marks only
            f" AND message = ? AND state IN ({marks}) ORDER BY id",
            (*_of(job), *wanted),
        )
        return [_delivery(row) for row in found]

    def known(self, job: Job) -> dict[str, State]:
        """Return the state of each recipient's row of a job, by key."""
        found = self._base.execute(
            "SELECT key, state FROM delivery WHERE edition = ? AND printing = ?"
            " AND message = ?",
            _of(job),
        )
        return dict(found.fetchall())

    def tally(self, job: Job) -> dict[State, int]:
        """Return how many rows of a job are in each state."""
        found = self._base.execute(
            "SELECT state, count(*) FROM delivery WHERE edition = ? AND printing = ?"
            " AND message = ? GROUP BY state",
            _of(job),
        )
        counted = dict(found.fetchall())
        return {state: counted.get(state, 0) for state in STATES}

    def had_earlier(self, edition: str, printing: int) -> dict[str, Recipient]:
        """Return who had, or may have had, an earlier printing, by key."""
        found = self._base.execute(
            "SELECT key, recipient FROM delivery WHERE edition = ? AND printing < ?"
            " AND state IN ('sent', 'committing', 'unknown') ORDER BY id",
            (edition, printing),
        )
        return {key: _unpacked(packed) for key, packed in found}

    def find(self, *, message_id: str = "", address: str = "") -> list[Delivery]:
        """Return the rows of a message's id, or of an address, the newest first."""
        column, value = ("message_id", message_id) if message_id else ("key", address)
        found = self._base.execute(
            f"SELECT {_COLUMNS} FROM delivery WHERE {column} = ? ORDER BY id DESC",  # noqa: S608 - one of two names
            (value,),
        )
        return [_delivery(row) for row in found]

    def behind(self) -> dt.timedelta:
        """Return by how much the clock is behind the last entry; not at all is zero."""
        (last,) = self._base.execute("SELECT max(changed) FROM delivery").fetchone()
        if last is None:
            return dt.timedelta()
        return max(dt.datetime.fromisoformat(last) - now(), dt.timedelta())

    # --- whom not to write to, and how fast

    def suppress(self, key: str, reason: str) -> None:
        """Note that nothing is to be sent to an address any more."""
        self._base.execute(
            "INSERT OR IGNORE INTO suppressed VALUES (?, ?, ?)", (key, reason, _stamp())
        )

    def suppressed(self) -> Mapping[str, str]:
        """Return the addresses that are no more written to, with the reason, by key."""
        return dict(self._base.execute("SELECT key, reason FROM suppressed").fetchall())

    def wait(self, per_minute: int) -> float:
        """Take the next place in the line of all senders; return the seconds until it."""
        here, step = now().timestamp(), 60 / per_minute
        with self._written():
            (place,) = self._base.execute("SELECT next FROM pace").fetchone()
            place = min(max(place, here), here + _LONGEST_WAIT)
            self._base.execute("UPDATE pace SET next = ?", (place + step,))
        return float(place - here)


def _stamp() -> str:
    return now().isoformat(timespec="milliseconds")


def _of(job: Job) -> tuple[str, int, str]:
    return job.edition, job.printing, job.message


def _packed(recipient: Recipient) -> str:
    said = {
        "address": recipient.address,
        "fields": dict(recipient.fields),
        "language": recipient.language,
        "profile": recipient.profile,
    }
    return json.dumps(said, ensure_ascii=False)


def _unpacked(text: str) -> Recipient:
    return Recipient(**json.loads(text))


def _delivery(row: tuple[Any, ...]) -> Delivery:
    id_, edition, printing, message, packed, *rest = row
    return Delivery(id_, Job(edition, printing, message), _unpacked(packed), *rest)
