"""What became of a mailing: as lines for people, as plain data, as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from publisher.mail.model import STATES, Delivery, Job, State
from publisher.mail.plan import Passed

__all__ = ["as_dict", "lines", "write_csv"]

_HEADS = (
    "address", "name", "office", "state", "list", "status", "attempts", "reply",
    "message_id", "changed",
)  # fmt: skip
_SHOWN: tuple[State, ...] = ("failed", "unknown", "queued")
_MEANING: Mapping[State, str] = {
    "queued": "waiting to be sent",
    "sending": "being sent by another sender",
    "committing": "being sent by another sender, and on the point of being accepted",
    "sent": "accepted by the server",
    "failed": "refused, or returned",
    "unknown": "unknown: perhaps accepted; see --resolve",
}


def lines(
    job: Job,
    tally: Mapping[State, int],
    rows: Iterable[Delivery],
    passed: Sequence[Passed],
) -> Iterator[str]:
    """Yield the report; of rows those that a person should look at are listed."""
    total = sum(tally.values())
    yield f"{_name(job)}: {total:,} recipients"
    for state in STATES:
        if tally[state]:
            yield f"{tally[state]:>9,}  {_MEANING[state]}"
    if passed:
        yield f"{len(passed):>9,}  passed over"
    for row in rows:
        if row.state in _SHOWN and (row.reply or row.state != "queued"):
            said = f" ({row.reply})" if row.reply else ""
            yield f"  {row.state}: {row.recipient.address}{said}"
    for each in passed:
        yield f"  passed over: {each.recipient.address} ({each.why})"


def as_dict(
    job: Job,
    tally: Mapping[State, int],
    rows: Iterable[Delivery],
    passed: Iterable[Passed],
) -> dict[str, Any]:
    """Return the report as plain data."""
    return {
        "edition": job.edition,
        "printing": job.printing,
        "message": job.message,
        "states": dict(tally),
        "recipients": [dict(zip(_HEADS, _cells(row), strict=True)) for row in rows],
        "passed_over": [
            {"address": each.recipient.address, "why": each.why} for each in passed
        ],
    }


def write_csv(path: Path, rows: Iterable[Delivery]) -> None:
    """Write a row for each recipient; a spreadsheet takes no cell of it for a formula."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(_HEADS)
        for row in rows:
            table.writerow([_tame(str(cell)) for cell in _cells(row)])


def _tame(cell: str) -> str:
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} else cell


def _cells(row: Delivery) -> tuple[str | int, ...]:
    fields = row.recipient.fields
    return (
        *(row.recipient.address, fields["name"], fields["office"], fields["state"]),
        *(row.list, row.state, row.attempts, row.reply, row.message_id, row.changed),
    )


def _name(job: Job) -> str:
    printing = f", printing {job.printing}" if job.printing > 1 else ""
    return f"{job.edition}{printing}, message {job.message}"
