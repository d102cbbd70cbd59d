"""The time: when an answer came, how long it took, and waiting. Asked nowhere else here.

A fetch is the one thing whose result depends on the day it is made, and its record says
which day that was.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["SYSTEM", "Clock", "stamp"]


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """Universal time, seconds that only ever grow, and waiting for some of them."""

    now: Callable[[], dt.datetime] = _now
    elapsed: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


SYSTEM = Clock()


def stamp(moment: dt.datetime) -> str:
    """Return "2026-11-25T15:50:00Z"."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
