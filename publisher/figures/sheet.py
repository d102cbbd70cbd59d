"""The sheet a figure is drawn on: points from its top-left corner, y down.

It puts bars, lines and words on a matplotlib figure in named inks, measures words with
the document's own fonts, and remembers what stands where, so that labels can keep clear
of it. It decides nothing about any kind of figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from publisher.errors import PublisherError
from publisher.figures.model import Drawing
from publisher.figures.mpl import Axes, Line2D, MplFigure
from publisher.figures.recorder import Inks, Words, record
from publisher.fonts import Face, Fonts
from publisher.numerals import Voice
from publisher.styles.models import FigureStyle

__all__ = ["Align", "Extent", "NoRoomError", "Point", "Setting", "Sheet"]

Align = Literal["left", "center", "right"]
Point = tuple[float, float]


class NoRoomError(PublisherError):
    """The sheet is too small for what must stand on it."""


@dataclass(frozen=True, slots=True)
class Extent:
    """A box on the sheet."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Top to bottom."""
        return self.bottom - self.top

    def grown(self, by: float) -> Extent:
        """Return the box with ``by`` points more on each side."""
        return Extent(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def overlaps(self, other: Extent) -> bool:
        """Tell whether the two boxes share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: Extent) -> bool:
        """Tell whether this box lies inside the other one."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )

    def crosses(self, start: Point, end: Point) -> bool:
        """Tell whether a straight line passes through the box (Liang and Barsky)."""
        first, last = 0.0, 1.0
        (x0, y0), (x1, y1) = start, end
        for delta, room in (
            (x0 - x1, x0 - self.left),
            (x1 - x0, self.right - x0),
            (y0 - y1, y0 - self.top),
            (y1 - y0, self.bottom - y0),
        ):
            if delta == 0:
                if room < 0:
                    return False
            elif delta < 0:
                first = max(first, room / delta)
            else:
                last = min(last, room / delta)
        return first <= last


@dataclass(frozen=True, slots=True)
class Setting:
    """How words are set: ink, weight and size."""

    ink: str
    strong: bool = False
    small: bool = False


class Sheet:
    """One figure in the making."""

    def __init__(
        self,
        width: float,
        height: float,
        style: FigureStyle,
        fonts: Fonts,
        language: str = "en-US",
    ) -> None:
        self.voice = Voice(language)
        self.width = width
        self.height = height
        self.style = style
        self.fonts = fonts
        inks = {value for name, value in style if name.startswith("ink_")}
        self._inks = Inks(inks)
        self.figure = MplFigure(figsize=(width / 72, height / 72), dpi=72)
        self.figure.patch.set_visible(False)
        self.taken: list[Extent] = []
        self.worded: list[Extent] = []
        self.lines: list[tuple[Point, Point]] = []
        self.homeless: list[str] = []

    @property
    def extent(self) -> Extent:
        """The whole sheet."""
        return Extent(0, 0, self.width, self.height)

    @cached_property
    def text(self) -> Setting:
        """Plain labels."""
        return Setting(self.style.ink_text)

    @cached_property
    def strong(self) -> Setting:
        """Labels that stand out."""
        return Setting(self.style.ink_text, strong=True)

    @cached_property
    def quiet(self) -> Setting:
        """Labels of axes."""
        return Setting(self.style.ink_quiet)

    def size(self, setting: Setting) -> float:
        """Return the size of type of a setting."""
        return self.style.small_size if setting.small else self.style.label_size

    def face(self, setting: Setting) -> Face:
        """Return the face of a setting."""
        return self.fonts[
            self.style.label_strong if setting.strong else self.style.label
        ]

    def rise(self, setting: Setting) -> float:
        """Return the height of capitals and figures above the baseline."""
        cap = self.face(setting).metrics["cap_height"]
        return cap * self.size(setting) / 1000

    def measure(self, text: str, setting: Setting) -> float:
        """Return the width of one line of words."""
        return self.face(setting).shape(text).width(self.size(setting))

    def box(
        self, text: str, at: Point, setting: Setting, align: Align = "left"
    ) -> Extent:
        """Return the room that words take whose baseline's anchor is ``at``."""
        x, y = at
        width = self.measure(text, setting)
        left = x - {"left": 0.0, "center": width / 2, "right": width}[align]
        tail = 0.22 * self.size(setting) if _has_tail(text) else 0.0
        return Extent(left, y - self.rise(setting), left + width, y + tail)

    def words(
        self, text: str, at: Point, setting: Setting, align: Align = "left"
    ) -> Extent:
        """Set one line of words; ``at`` is the left, middle or right of its baseline."""
        extent = self.box(text, at, setting, align)
        artist = Words(text, (extent.left, at[1]), self.face(setting).name)
        artist.size = self.size(setting)
        artist.colour = self._inks.colour(setting.ink)
        artist.set_zorder(5)
        self.figure.add_artist(artist)
        self.taken.append(extent)
        self.worded.append(extent)
        return extent

    def words_at(self, y: float) -> list[tuple[float, float]]:
        """Return from where to where words stand that a level line would strike."""
        return [
            (box.left, box.right)
            for box in self.worded
            if box.top - 1 < y < box.bottom + 1
        ]

    def rule(
        self, start: Point, end: Point, ink: str, width: float, order: float = 1
    ) -> None:
        """Draw a straight line; the higher ``order``, the later it is painted."""
        (x0, y0), (x1, y1) = start, end
        line = Line2D(
            [x0 / self.width, x1 / self.width],
            [1 - y0 / self.height, 1 - y1 / self.height],
            color=self._inks.colour(ink),
            linewidth=width,
            solid_capstyle="butt",
            solid_joinstyle="miter",
            zorder=order,
        )
        self.figure.add_artist(line)

    def axes(
        self, extent: Extent, across: tuple[float, float], up: tuple[float, float]
    ) -> Axes:
        """Return bare matplotlib axes on a part of the sheet.

        ``across`` are the values at its left and right edge, ``up`` those at its foot
        and head.

        Raises
        ------
        NoRoomError
            If that part has no width or no height.
        """
        if extent.width <= 0 or extent.height <= 0:
            raise NoRoomError
        axes = self.figure.add_axes(
            (
                extent.left / self.width,
                1 - extent.bottom / self.height,
                extent.width / self.width,
                extent.height / self.height,
            ),
            frameon=False,
        )
        axes.set_axis_off()
        axes.set_xlim(*across)
        axes.set_ylim(*up)
        axes.set_zorder(2)
        return axes

    def colour(self, ink: str) -> str:
        """Return the colour under which an ink travels through matplotlib."""
        return self._inks.colour(ink)

    def is_clear(self, extent: Extent, gap: float = 2.5) -> bool:
        """Tell whether words could stand here: on the sheet, free of all else."""
        grown = extent.grown(gap)
        return (
            extent.within(self.extent)
            and not any(grown.overlaps(other) for other in self.taken)
            and not any(grown.crosses(*line) for line in self.lines)
        )

    def record(self) -> Drawing:
        """Return the finished drawing."""
        return record(self.figure, self._inks, self.fonts)


def _has_tail(text: str) -> bool:
    """Tell whether any letter reaches below the baseline."""
    return any(letter in "gjpqyQ,;()$[]{}|/" for letter in text)
