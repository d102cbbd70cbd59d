"""Where values are drawn to scale: parts of a sheet with matplotlib's axes on them.

The y of a plane's values goes up, that of the sheet down; both classes give the place
of a value on the sheet, so that words can be set beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import copysign

from publisher.figures.mpl import Axes, Line2D, Rectangle
from publisher.figures.sheet import Extent, Point, Sheet

__all__ = ["Plane", "Rows"]

_CASING = 0.8
"""How much paper shows on each side of a line over bars, in points."""
_LEAST = 0.3
"""Points; the shortest bar. What is next to nothing is still seen, and held by a press."""


class Plane:
    """Places from left to right, values upwards."""

    def __init__(
        self, sheet: Sheet, extent: Extent, steps: float, span: tuple[float, float]
    ) -> None:
        """``span`` are the values at the foot and the head of ``extent``."""
        self.sheet = sheet
        self.extent = extent
        self.axes = sheet.axes(extent, (-0.5, steps - 0.5), span)
        self._steps = steps
        self._low, self._high = span

    @property
    def step(self) -> float:
        """The width of one place, in points."""
        return self.extent.width / self._steps

    def x(self, place: float) -> float:
        """Return where a place's middle is on the sheet (places count from 0)."""
        return self.extent.left + (place + 0.5) * self.step

    def y(self, value: float) -> float:
        """Return where a value is on the sheet."""
        share = (value - self._low) / (self._high - self._low)
        return self.extent.bottom - share * self.extent.height

    def bar(self, place: float, value: float, width: float, ink: str) -> Extent:
        """Draw a bar from zero to ``value``; ``width`` is a share of one place."""
        per_unit = self.extent.height / (self._high - self._low)
        value = _seen(value, per_unit)
        corner = (place - width / 2, 0.0)
        _add_bar(self.sheet, self.axes, corner, (width, value), ink)
        middle, half = self.x(place), width / 2 * self.step
        top, bottom = sorted((self.y(0), self.y(value)))
        extent = Extent(middle - half, top, middle + half, bottom)
        self.sheet.taken.append(extent)
        return extent

    def curve(
        self,
        values: Sequence[float | None],
        ink: str,
        *,
        dashed: bool = False,
        cased: bool = False,
    ) -> None:
        """Draw a line through values, one per place; a missing one breaks it.

        ``cased`` lines have an edge of paper on both sides, to be seen over bars.
        """
        style = self.sheet.style
        for stretch in _stretches(values):
            if cased:
                width = style.line_width + 2 * _CASING
                self._line(stretch, style.ink_paper, width, order=3)
            dash = style.dash if dashed else None
            self._line(stretch, ink, style.line_width, dash)
            points = [(self.x(place), self.y(value)) for place, value in stretch]
            self.sheet.lines.extend(pairwise(points))

    def _line(
        self,
        stretch: list[tuple[int, float]],
        ink: str,
        width: float,
        dash: tuple[float, float] | None = None,
        order: float = 4,
    ) -> None:
        line = Line2D(
            [place for place, _ in stretch],
            [value for _, value in stretch],
            color=self.sheet.colour(ink),
            linewidth=width,
            # matplotlib counts dashes in line widths
            linestyle=(0, tuple(each / width for each in dash)) if dash else "solid",
            solid_capstyle="butt",
            dash_capstyle="butt",
            solid_joinstyle="round",
            dash_joinstyle="round",
            zorder=order,
        )
        self.axes.add_artist(line)
        line.set_clip_on(False)

    def dot(self, place: float, value: float, radius: float, ink: str) -> None:
        """Draw a dot of ``radius`` points at a value."""
        dot = Line2D(
            [place],
            [value],
            marker="o",
            markersize=radius * 2,
            markerfacecolor=self.sheet.colour(ink),
            markeredgecolor="none",
            markeredgewidth=0,
            linestyle="none",
            color=self.sheet.colour(ink),
        )
        self.axes.add_artist(dot)
        dot.set_clip_on(False)


class Rows:
    """Rows from top to bottom, values to the right."""

    def __init__(
        self, sheet: Sheet, extent: Extent, count: int, span: tuple[float, float]
    ) -> None:
        """``span`` are the values at the left and the right of ``extent``."""
        self.sheet = sheet
        self.extent = extent
        self.axes = sheet.axes(extent, span, (count - 0.5, -0.5))
        self._count = count
        self._low, self._high = span

    @property
    def pitch(self) -> float:
        """The height of one row, in points."""
        return self.extent.height / self._count

    def x(self, value: float) -> float:
        """Return where a value is on the sheet."""
        share = (value - self._low) / (self._high - self._low)
        return self.extent.left + share * self.extent.width

    def y(self, row: float) -> float:
        """Return where a row's middle is on the sheet (rows count from 0)."""
        return self.extent.top + (row + 0.5) * self.pitch

    def bar(self, row: float, value: float, thickness: float, ink: str) -> Extent:
        """Draw a bar from zero to ``value``; ``thickness`` is a share of one row."""
        value = _seen(value, self.extent.width / (self._high - self._low))
        corner = (0.0, row - thickness / 2)
        _add_bar(self.sheet, self.axes, corner, (value, thickness), ink)
        left, right = sorted((self.x(0), self.x(value)))
        half = thickness / 2 * self.pitch
        extent = Extent(left, self.y(row) - half, right, self.y(row) + half)
        self.sheet.taken.append(extent)
        return extent


def _seen(value: float, per_unit: float) -> float:
    """Return a value whose bar can be seen; nothing stays nothing."""
    if not value or abs(value) * per_unit >= _LEAST:
        return value
    return copysign(_LEAST / per_unit, value)


def _add_bar(
    sheet: Sheet, axes: Axes, corner: Point, size: tuple[float, float], ink: str
) -> None:
    """Add a rectangle in the values of the axes, and nothing that axes add to it."""
    bar = Rectangle(
        corner, *size, facecolor=sheet.colour(ink), edgecolor="none", linewidth=0
    )
    axes.add_artist(bar)
    bar.set_clip_on(False)


def _stretches(values: Sequence[float | None]) -> Iterable[list[tuple[int, float]]]:
    stretch: list[tuple[int, float]] = []
    for place, value in enumerate(values):
        if value is not None:
            stretch.append((place, value))
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch
