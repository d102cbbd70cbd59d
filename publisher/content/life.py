"""What an edition says of its own life, checked: an `Edition` to findings.

Only what its file alone can tell. Whether its inputs and figures are those that were
signed off is the business of `publisher.editions`. The clock is not read: an embargo
is held against the closing date here, and against the time of day only by whoever sends.

Findings
--------
LIFE-01
    Embargoed, but not until when; a moment or day that no calendar has.
LIFE-02
    An embargo that ends before the edition closed or was corrected.
LIFE-03
    Corrected without a printing number above 1, a date or an erratum.
LIFE-04
    A printing number, date of correction or erratum in an edition that is not corrected.
LIFE-05
    Corrected before it closed.
LIFE-06
    A time zone that this machine does not know.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from publisher import moments
from publisher.content.models import Edition, Publication
from publisher.errors import Finding

__all__ = ["check", "check_zone"]

_TOGETHER = (
    "a corrected edition says `printing: 2`, `corrected_on: YYYY-MM-DD` and, under"
    " `erratum:`, what was wrong"
)


def check_zone(publication: Publication) -> Iterator[Finding]:
    """Yield what is wrong with the publication's time zone."""
    zone = publication.time_zone
    if zone is not None and not moments.is_zone(zone):
        message = f"this machine knows no time zone {zone}"
        hint = "write a name such as America/New_York; or install your system's tzdata"
        yield Finding("LIFE-06", message, publication.at("time_zone"), hint)


def check(edition: Edition) -> Iterator[Finding]:
    """Yield what is wrong with an edition's state, embargo and correction."""
    if edition.state == "embargoed" and edition.embargoed_until is None:
        message = "the edition is embargoed, but does not say until when"
        hint = 'add embargoed_until: "2026-12-01T09:00-05:00", a time with its zone'
        yield Finding("LIFE-01", message, edition.at("state"), hint)
    if edition.state == "corrected":
        yield from _uncorrected(edition)
    else:
        yield from _not_a_correction(edition)
    yield from _times(edition)


def _uncorrected(edition: Edition) -> Iterator[Finding]:
    """Yield what a corrected edition leaves unsaid."""
    lacks = []
    if edition.printing < 2:
        lacks.append("a printing number of 2 or more")
    if edition.corrected_on is None:
        lacks.append("the date of its correction")
    if not edition.erratum:
        lacks.append("an erratum")
    for each in lacks:
        message = f"the edition is corrected, but lacks {each}"
        yield Finding("LIFE-03", message, edition.at("state"), _TOGETHER)


def _not_a_correction(edition: Edition) -> Iterator[Finding]:
    """Yield what only a corrected edition may say."""
    said = {
        "printing": edition.printing > 1,
        "corrected_on": edition.corrected_on is not None,
        "erratum": bool(edition.erratum),
    }
    for name in (name for name, is_said in said.items() if is_said):
        message = (
            f"`{name}` belongs to a corrected edition; this one is {edition.state}"
        )
        hint = "write state: corrected, or delete this"
        yield Finding("LIFE-04", message, edition.key(name), hint)


def _times(edition: Edition) -> Iterator[Finding]:
    """Yield days and moments that cannot be, alone or together."""
    closed = _day(edition.closing_date)  # that it is none is told as NAME-03
    corrected = _day(edition.corrected_on)
    if edition.corrected_on is not None and corrected is None:
        message = f"no calendar has a day {edition.corrected_on}"
        hint = "write it as YYYY-MM-DD"
        yield Finding("LIFE-01", message, edition.at("corrected_on"), hint)
    if closed and corrected and corrected < closed:
        message = f"the edition was corrected before it closed ({edition.closing_date})"
        hint = "correct one of the two dates"
        yield Finding("LIFE-05", message, edition.at("corrected_on"), hint)
    if edition.embargoed_until is None:
        return
    try:
        until = moments.moment(edition.embargoed_until)
    except ValueError:
        message = f"no calendar has a moment {edition.embargoed_until}"
        hint = 'write it as "2026-12-01T09:00-05:00"'
        yield Finding("LIFE-01", message, edition.at("embargoed_until"), hint)
        return
    made = max((day for day in (closed, corrected) if day), default=None)
    # A day is held to begin where the embargo's own clock says so.
    if made and edition.state == "embargoed" and until.date() < made:
        message = (
            f"the embargo ends before the edition was made ({made.isoformat()}): it is in"
            " the past"
        )
        hint = "correct embargoed_until, or write state: final"
        yield Finding("LIFE-02", message, edition.at("embargoed_until"), hint)


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None
