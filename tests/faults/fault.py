"""What a fault is, and how one is planted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Pdf

from publisher.preflight.model import Limits
from tests.faults.sound import SOUND, Sound

__all__ = ["FAULTS", "Fault", "append", "each_page", "plant", "replace"]

Spoil = Callable[[Pdf], Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """One defect: the rule that must find it, and how a sound file gets it.

    ``spoil`` changes the open file; it may return options for saving, or the bytes of the
    whole file.
    """

    rule: str
    name: str
    of: Sound
    limits: Limits
    spoil: Spoil

    def write(self, folder: Path) -> Path:
        """Write the sound file with this defect."""
        path = folder / f"{self.rule}.pdf"
        with self.of.opened() as pdf:
            done = self.spoil(pdf)
            if isinstance(done, bytes):
                path.write_bytes(done)
            else:
                pdf.save(path, **{**self.of.saving, **(done or {})})
        return path


FAULTS: list[Fault] = []
"""Every fault; filled by the decorators of `planted`."""


def plant(
    rule: str, name: str, of: str = "press", limits: Limits | None = None
) -> Callable[[Spoil], Spoil]:
    """Register a function as a fault of a rule."""

    def register(spoil: Spoil) -> Spoil:
        whole = SOUND[of]
        FAULTS.append(Fault(rule, name, whole, limits or whole.limits, spoil))
        return spoil

    return register


def append(pdf: Pdf, content: str, page: int = 0) -> None:
    """Paint more on a page, in a state of its own."""
    owner = pdf.pages[page].obj
    data = owner.Contents.read_bytes()
    owner.Contents = pdf.make_stream(data + f"\nq {content} Q\n".encode())


def replace(pdf: Pdf, old: str, new: str, page: int = 0) -> None:
    """Change an instruction of a page; it must be there."""
    owner = pdf.pages[page].obj
    data = owner.Contents.read_bytes()
    assert old.encode() in data
    owner.Contents = pdf.make_stream(data.replace(old.encode(), new.encode(), 1))


def each_page(pdf: Pdf) -> Iterator[pikepdf.Dictionary]:
    """Yield the page dictionaries."""
    for page in pdf.pages:
        yield page.obj
