"""What became of the unknown: the server's log, a person's word.

Findings
--------
SEND-16
    A log that cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from publisher.errors import Finding, StageFailed
from publisher.mail.model import Delivery, Job, State
from publisher.mail.outbox import Outbox

__all__ = ["by_log", "by_word"]

_QUEUED = re.compile(
    r"(?:postfix\S*/qmgr\[\d+\]|sm-mta\[\d+\]|sendmail\[\d+\]): (?P<queue>\w+): from=<"
)
"""Postfix and Sendmail: a message has a queue entry with a sender once it was accepted."""
_NAMED = re.compile(r": (?P<queue>\w+): .*(?:message-id|msgid)=(?P<id><[^>\s]+>)")
_EXIM = re.compile(r"<= .* id=(?P<id>\S+)")
"""Exim writes this line once the dot was answered."""


def by_log(box: Outbox, job: Job, path: Path) -> int:
    """Settle the unknown that a server's log has as accepted; return how many.

    Postfix, Sendmail and Exim are understood. What the log does not name stays unknown: a
    log may have been cut.

    Raises
    ------
    StageFailed
        SEND-16, if it cannot be read.
    """
    unknown = {row.message_id: row for row in box.rows(job, "unknown")}
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            accepted = set(_accepted(lines))
    except OSError as error:
        said = f"the log {path} cannot be read: {error.strerror}"
        raise StageFailed([Finding("SEND-16", said)]) from None
    found = [row for id_, row in unknown.items() if id_ in accepted]
    return sum(box.settle(row, "unknown", "sent", "by the log") for row in found)


def _accepted(lines: Iterable[str]) -> Iterator[str]:
    """Yield the ids of messages that a server took on."""
    named: dict[str, str] = {}
    queued: set[str] = set()
    for line in lines:
        if match := _EXIM.search(line):
            yield f"<{match['id'].strip('<>')}>"
        if match := _NAMED.search(line):
            named[match["queue"]] = match["id"]
        if match := _QUEUED.search(line):
            queued.add(match["queue"])
    yield from (id_ for queue, id_ in named.items() if queue in queued)


def by_word(box: Outbox, row: Delivery, *, again: bool) -> bool:
    """Settle an unknown row as a person decides: it is sent again, or counts as sent."""
    state: State = "queued" if again else "sent"
    return box.settle(row, "unknown", state, "by decision")
