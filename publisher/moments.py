"""Moments with a zone, such as the end of an embargo: compared, and said in words.

A leaf. It never reads the clock. Days alone are `Voice.date`.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from publisher import numerals
from publisher.numerals import ENGLISH, Voice

__all__ = ["is_zone", "moment", "words"]


def moment(text: str) -> dt.datetime:
    """Return "2026-12-01T09:00-05:00" as a moment that knows its zone.

    Raises
    ------
    ValueError
        If no calendar or clock has it, or it names no zone.
    """
    made = dt.datetime.fromisoformat(text)
    if made.tzinfo is None:
        msg = f"{text!r} names no zone"
        raise ValueError(msg)
    return made


def is_zone(name: str) -> bool:
    """Tell whether this machine knows a zone of the IANA time zone database."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def words(text: str, zone: str | None, voice: Voice = ENGLISH) -> str:
    """Return "9:00 a.m. EST, December 1, 2026".

    The zone is named as in ``zone`` ("America/New_York") if its clocks then showed the
    time as written; else by its distance from universal time ("UTC−05:00").
    """
    made = moment(text)
    half = "standing.afternoon" if made.hour >= 12 else "standing.morning"
    return voice.say(
        "standing.moment",
        hour=str(made.hour),
        hour_of_12=str(made.hour % 12 or 12),
        minute=f"{made.minute:02}",
        half=voice.say(half),
        zone=_zone(made, zone),
        day=voice.date(made.date().isoformat()),
    )


def _zone(made: dt.datetime, zone: str | None) -> str:
    offset = made.utcoffset() or dt.timedelta()
    if zone is not None and is_zone(zone):
        there = made.astimezone(ZoneInfo(zone))
        name = there.tzname() or ""
        if there.utcoffset() == offset and name.isalpha():
            return name
    if not offset:
        return "UTC"
    minutes = abs(offset) // dt.timedelta(minutes=1)
    sign = numerals.MINUS if offset < dt.timedelta() else "+"
    return f"UTC{sign}{minutes // 60:02}:{minutes % 60:02}"
