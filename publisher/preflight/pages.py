"""A page of the tree to a `Page`: its boxes, upright, and everything that it paints.

ISO 32000-1, 14.11.2 (boxes) and 12.5 (annotations).
"""

from __future__ import annotations

from publisher.preflight.canvas import Gathered, Setting
from publisher.preflight.contents import TooMuch, joined
from publisher.preflight.files import File, Leaf
from publisher.preflight.geometry import Matrix, boxed, rectangle, times
from publisher.preflight.interpreter import Interpreter
from publisher.preflight.model import Annotation, Box, Page
from publisher.preflight.objects import (
    Oversized,
    entry,
    identity,
    items,
    name,
    number,
    numbers,
)
from publisher.preflight.state import State

__all__ = ["MOST_INSTRUCTIONS", "Frame", "read_page"]

_BOXES = ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox")
MOST_INSTRUCTIONS = 1_000_000
_LETTER: Box = (0.0, 0.0, 612.0, 792.0)
_MOST_ANNOTATIONS = 10_000
_HIDDEN = 2  # flag bit 2 (table 165)


class Frame:
    """Where a page's own coordinates come to lie: ``matrix`` leads to the trim's top-left.

    ``stated`` are the boxes in the page's own coordinates.
    """

    def __init__(self, leaf: Leaf) -> None:
        self.stated: dict[str, Box] = {}
        self.badly_boxed: list[str] = []
        for each in _BOXES:
            value = leaf.entry(each)
            found = numbers(value, 4)
            if found and found[0] != found[2] and found[1] != found[3]:
                self.stated[each] = boxed(found)
            elif value is not None or each == "MediaBox":
                self.badly_boxed.append(each)
        media = self.stated.get("MediaBox", _LETTER)
        trim = self.stated.get("TrimBox") or self.stated.get("CropBox") or media
        scale = number(entry(leaf.page, "UserUnit")) or 1.0
        turn = number(leaf.entry("Rotate")) or 0.0
        self.scaled = scale if scale > 0 else 1.0
        self.rotated = int(turn) % 360 // 90 * 90
        turned = rectangle(_TURNS[self.rotated], trim)
        flip = (
            self.scaled,
            0.0,
            0.0,
            -self.scaled,
            -turned[0] * self.scaled,
            turned[3] * self.scaled,
        )
        self.matrix: Matrix = times(_TURNS[self.rotated], flip)
        self.trim = rectangle(self.matrix, trim)
        self.media = rectangle(self.matrix, media)

    def boxes(self) -> dict[str, Box]:
        """Return the stated boxes from the trim's top-left."""
        return {key: rectangle(self.matrix, box) for key, box in self.stated.items()}


_TURNS: dict[int, Matrix] = {
    0: (1, 0, 0, 1, 0, 0),
    90: (0, -1, 1, 0, 0, 0),
    180: (-1, 0, 0, -1, 0, 0),
    270: (0, 1, -1, 0, 0, 0),
}
"""Degrees clockwise to the matrix that sets a page upright (Rotate, table 30)."""


def read_page(file: File, number: int) -> Page:
    """Read a page, its number counted from 1.

    What is too much to follow is among its ``troubles``.
    """
    leaf = file.leaves[number - 1]
    frame = Frame(leaf)
    gathered = Gathered([MOST_INSTRUCTIONS], typefaces=file.typefaces)
    state = State(frame.matrix, frame.media)
    resources = leaf.entry("Resources")
    setting = Setting(frame.matrix, open=frozenset({identity(leaf.page)} - {(0, 0)}))
    walk = Interpreter(gathered, resources, state, setting)
    walk.note_group(entry(leaf.page, "Group"))
    try:
        walk.run(joined(entry(leaf.page, "Contents")))
    except (TooMuch, Oversized, RecursionError):
        gathered.features.add("too much")
    listed = items(entry(leaf.page, "Annots"))[:_MOST_ANNOTATIONS]
    return Page(
        number=number,
        boxes=frame.boxes(),
        badly_boxed=tuple(frame.badly_boxed),
        trim=frame.trim,
        rotated=frame.rotated,
        scaled=frame.scaled,
        painted=tuple(gathered.painted),
        groups=tuple(gathered.groups),
        annotations=tuple(_annotation(each, frame) for each in listed),
        features=frozenset(gathered.features),
        troubles=tuple(gathered.troubles),
    )


def _annotation(value: object, frame: Frame) -> Annotation:
    found = numbers(entry(value, "Rect"), 4)
    box = rectangle(frame.matrix, boxed(found)) if found else (0.0, 0.0, 0.0, 0.0)
    return Annotation(
        subtype=name(entry(value, "Subtype")) or "unknown",
        box=box,
        hidden=bool(int(number(entry(value, "F")) or 0) & _HIDDEN),
        value=value,
    )
