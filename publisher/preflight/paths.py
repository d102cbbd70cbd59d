"""Path operators to the boxes of subpaths, transformed when they are drawn.

A curve counts with its control points: the box may be a little too large, never too small.

ISO 32000-1, 8.5.2.
"""

from __future__ import annotations

from publisher.preflight.geometry import Matrix, united
from publisher.preflight.model import Box

__all__ = ["Path", "Subpath"]

_NEAR = 0.01
_SLENDER = 5.0
"""How many times longer than wide a filled shape is before it counts as a rule."""


class Subpath:
    """The box of a piece of path; ``is_rectangle`` if it is one and stands upright."""

    __slots__ = ("_points", "box")

    def __init__(self, x: float, y: float) -> None:
        self.box: Box = (x, y, x, y)
        self._points = [(x, y)]

    def add(self, x: float, y: float) -> None:
        """Reach to a point."""
        left, top, right, bottom = self.box
        self.box = (
            min(x, left),
            min(y, top),
            max(x, right),
            max(y, bottom),
        )
        if len(self._points) <= 5:
            self._points.append((x, y))

    @property
    def is_rectangle(self) -> bool:
        """Whether its corners are those of its box."""
        if not 4 <= len(self._points) <= 5:
            return False
        left, top, right, bottom = self.box
        seen = set()
        for x, y in self._points:
            is_left, is_top = x - left < right - x, y - top < bottom - y
            across = x - left if is_left else right - x
            down = y - top if is_top else bottom - y
            if across + down > _NEAR:
                return False
            seen.add((is_left, is_top))
        return len(seen) == 4 or right - left <= _NEAR or bottom - top <= _NEAR

    @property
    def thickness(self) -> float | None:
        """The lesser side of what is drawn as a rule; None if it is no rule."""
        left, top, right, bottom = self.box
        less, more = sorted((right - left, bottom - top))
        return less if more >= _SLENDER * less and more > 0 else None


class Path:
    """The path under construction."""

    __slots__ = ("subpaths",)

    def __init__(self) -> None:
        self.subpaths: list[Subpath] = []

    def move(self, matrix: Matrix, x: float, y: float) -> None:
        """Begin a subpath."""
        a, b, c, d, e, f = matrix
        self.subpaths.append(Subpath(a * x + c * y + e, b * x + d * y + f))

    def reach(self, matrix: Matrix, x: float, y: float) -> None:
        """Draw a line to a point, or let a curve's control point count."""
        if not self.subpaths:
            self.move(matrix, x, y)
            return
        a, b, c, d, e, f = matrix
        self.subpaths[-1].add(a * x + c * y + e, b * x + d * y + f)

    def rectangle(self, matrix: Matrix, box: tuple[float, ...]) -> None:
        """Add a whole rectangle: x and y of a corner, width and height."""
        x, y, width, height = box
        self.move(matrix, x, y)
        self.reach(matrix, x + width, y)
        self.reach(matrix, x + width, y + height)
        self.reach(matrix, x, y + height)

    @property
    def box(self) -> Box | None:
        """The box round all subpaths."""
        return united(subpath.box for subpath in self.subpaths)
