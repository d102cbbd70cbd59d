"""A content stream under construction: operators, with state set only where it changes.

Knows PDF operators (ISO 32000-1, annex A) and the graphics state; it does not know pages,
inks or structure. Coordinates are the PDF's own: points, y up.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["KNOCKOUT", "Content", "number"]

KNOCKOUT = "/Knockout gs"
"""Paint that replaces what lies under it, as a page begins; only presses say otherwise."""

_INITIAL = {
    "width": "1 w",
    "dash": "[] 0 d",
    "cap": "0 J",
    "join": "0 j",
    "spacing": "0 Tc",
    "overprint": KNOCKOUT,
}
"""The graphics state at the start of a page (ISO 32000-1, tables 52 and 104)."""


def number(value: float, places: int = 2) -> str:
    """Return a number as short as it can be written, rounded to ``places``."""
    text = f"{value:.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class Content:
    """The operators of one page."""

    def __init__(self) -> None:
        self._operators: list[str] = []
        self._state = dict(_INITIAL)
        self._outside: dict[str, str] | None = None
        self._clip: tuple[float, ...] | None = None
        self._in_text = False
        self._line = (0.0, 0.0)

    def __str__(self) -> str:
        return "\n".join(self._operators)

    def literal(self, operators: str) -> None:
        """Add operators that change no state."""
        self._operators.append(operators)

    def state(self, key: str, operator: str) -> None:
        """Set one parameter of the graphics state if it differs."""
        if self._state.get(key) != operator:
            self._state[key] = operator
            self._operators.append(operator)

    def clip(self, area: Sequence[float] | None) -> None:
        """Clip what follows to left, bottom, right, top; None ends the clip.

        A clip that is the same as the one in force is kept.
        """
        wanted = None if area is None else tuple(area)
        if wanted == self._clip:
            return
        self.end_text()
        if self._outside is not None:
            self.literal("Q")
            self._state, self._outside = self._outside, None
        self._clip = wanted
        if wanted is not None:
            self._outside = dict(self._state)
            left, bottom, right, top = wanted
            sides = (left, bottom, right - left, top - bottom)
            self.literal(f"q {' '.join(number(n) for n in sides)} re W n")

    def text(self, x: float, y: float, shown: str) -> None:
        """Show glyphs from (x, y) on a level baseline."""
        self.begin_text()
        x, y = round(x, 2), round(y, 2)
        across, up = x - self._line[0], y - self._line[1]
        self._line = (x, y)
        self.literal(f"{number(across)} {number(up)} Td {shown}")

    def turned_text(self, matrix: Sequence[float], shown: str) -> None:
        """Show glyphs under a text matrix."""
        self.begin_text()
        parts = [number(n, 4) for n in matrix[:4]] + [number(n) for n in matrix[4:]]
        self.literal(f"{' '.join(parts)} Tm {shown}")
        self.end_text()

    def begin_text(self) -> None:
        """Open a text object, unless one is open."""
        if not self._in_text:
            self.literal("BT")
            self._in_text = True
            self._line = (0.0, 0.0)

    def end_text(self) -> None:
        """Close the text object, if one is open."""
        if self._in_text:
            self.literal("ET")
            self._in_text = False
