"""What a rule is: an id, words for a reader, and a small function that finds faults.

A rule looks at the file, at a page as it is painted, or at the plates of a rendered page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from publisher.preflight.files import File
from publisher.preflight.model import Box, Limits, Page, Profile
from publisher.preflight.plates import Plates

__all__ = [
    "ALL",
    "PAPER",
    "PRESS",
    "READ",
    "SCREEN",
    "Fault",
    "FileRule",
    "PageRule",
    "PlateRule",
    "Rule",
    "size",
]

Profiles = tuple[Profile, ...]
ALL: Profiles = ("press", "screen", "archive")
PRESS: Profiles = ("press",)
SCREEN: Profiles = ("screen",)
READ: Profiles = ("screen", "archive")
PAPER: Profiles = ("press", "archive")


@dataclass(frozen=True, slots=True)
class Fault:
    """One breach: what is so, in words, and where. Equal words on a page are one finding."""

    said: str
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in words: ``asks`` is the rule, ``why`` its reason, ``remedy`` what to do."""

    id: str
    asks: str
    why: str
    remedy: str
    profiles: Profiles
    severity: Literal["error", "warning"] = field(default="error", kw_only=True)


@dataclass(frozen=True, slots=True)
class FileRule(Rule):
    """A rule over the whole file."""

    check: Callable[[File, Limits], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class PageRule(Rule):
    """A rule over a page and what it paints, in the context of its file."""

    check: Callable[[Page, File, Limits], Iterator[Fault]]


@dataclass(frozen=True, slots=True)
class PlateRule(Rule):
    """A rule over the rendered plates of a page."""

    check: Callable[[Page, Plates, Limits], Iterator[Fault]]


def size(points: float) -> str:
    """Return a length in points as a reader is told it."""
    return f"{points:.2f}".rstrip("0").rstrip(".") + " pt"
