"""What goes with a letter: the file and the picture, as a build left them."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from publisher.narrative.model import Exhibit, plain
from publisher.numerals import Voice

__all__ = ["Enclosure", "Shown", "show"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure that a letter shows, all of it text but the picture, a PNG file.

    ``width`` is that of the file in pixels. ``cid`` is its name within a message (RFC 2392),
    of the form of an address.
    """

    id: str
    cid: str
    title: str
    unit: str
    alt: str
    under: tuple[str, ...]
    png: bytes
    width: int


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


def show(exhibit: Exhibit, picture: Path, domain: str, language: str) -> Shown:
    """Return a figure as a letter shows it.

    Its text for those who see none does not say in which file the numbers are: no message
    has it.

    Raises
    ------
    OSError
        If the picture cannot be read.
    """
    file = f"data/{exhibit.id}.csv"
    elsewhere = Voice(language).say("figure_alt.place", said="", file=file)
    under = (*exhibit.notes, exhibit.source)
    png = picture.read_bytes()
    (width,) = struct.unpack(">I", png[16:20])  # in the first chunk of any PNG file
    return Shown(
        id=exhibit.id,
        cid=f"{exhibit.id}@{domain}",
        title=plain(exhibit.title),
        unit=plain(exhibit.unit),
        alt=exhibit.alt.removesuffix(elsewhere).strip(),
        under=tuple(words for words in map(plain, under) if words),
        png=png,
        width=width,
    )
