"""Strings to the boxes that their letters fill.

A box reaches from the descent to the ascent that the font states, or from below to above
the line as in most fonts; its length comes from the widths in the file.

ISO 32000-1, 9.4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from pikepdf import String

from publisher.preflight.geometry import IDENTITY, Matrix, rectangle, times
from publisher.preflight.model import Box
from publisher.preflight.objects import number
from publisher.preflight.state import State

__all__ = ["Shown", "Text"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A string as it stands on the page: its box and its size after transformation."""

    box: Box
    size: float


class Text:
    """The text matrix and the matrix of the line."""

    __slots__ = ("_line", "_matrix")

    def __init__(self) -> None:
        self._matrix: Matrix = IDENTITY
        self._line: Matrix = IDENTITY

    def begin(self) -> None:
        """Stand at the origin."""
        self.set(IDENTITY)

    def set(self, matrix: Matrix) -> None:
        """Begin a line at a matrix."""
        self._matrix = self._line = matrix

    def move(self, x: float, y: float) -> None:
        """Begin a line at a distance from the start of the last one."""
        self.set(times((1, 0, 0, 1, x, y), self._line))

    def next_line(self, leading: float) -> None:
        """Begin the next line."""
        self.move(0, -leading)

    def shown(self, state: State, pieces: Sequence[object]) -> Shown | None:
        """Place strings, and numbers between them; nothing if no letter is among them."""
        face, size = state.typeface, state.font_size
        if face is None or size == 0:
            return None
        spacing, words = state.char_space / size, state.word_space / size
        length, any_letter = 0.0, False
        least = most = 0.0
        for piece in pieces:
            if isinstance(piece, String):
                data = bytes(piece)
                length += face.advance(data, spacing, words)
                any_letter |= bool(data.strip(b" ") if face.code_bytes == 1 else data)
            else:
                length -= (number(piece) or 0.0) / 1000
            least, most = min(least, length), max(most, length)
        em = (size * state.stretch, 0.0, 0.0, size, 0.0, state.rise)
        whole = times(em, times(self._matrix, state.ctm))
        box = rectangle(whole, (least, face.descent, most, face.ascent))
        step = length * size * state.stretch
        self._matrix = times((1, 0, 0, 1, step, 0), self._matrix)
        return Shown(box, hypot(whole[2], whole[3])) if any_letter else None
