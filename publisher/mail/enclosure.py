"""What goes with a letter: the file and the picture, as a build left them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Enclosure", "Enclosures", "Shown"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure that a letter shows, all of it text but the picture, a PNG file.

    ``width`` and ``height`` are those of the file in pixels. ``cid`` is its name within a
    message (RFC 2392), of the form of an address.
    """

    id: str
    cid: str
    title: str
    unit: str
    alt: str
    under: tuple[str, ...]
    png: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The edition's file in one profile. ``link`` is where it can be had, or empty."""

    path: Path
    profile: str
    pages: int
    bytes: int
    sha256: str
    link: str = ""
    attached: bool = True


@dataclass(frozen=True, slots=True)
class Enclosures:
    """All that goes with the letters of one edition: files by profile, figures by id."""

    title: str
    files: Mapping[str, Enclosure]
    shown: Mapping[str, Shown]
