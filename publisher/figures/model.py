"""A figure before and after it is drawn.

A `Figure` is what stage 4 decides: kind, numbers and words. A `Drawing` is the same
figure at the size its page gives it, recorded from matplotlib as paths and glyph runs.
Origin of a drawing: its top-left corner, points, y down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from publisher.fonts import Glyphs
from publisher.narrative.model import Exhibit

__all__ = ["Drawing", "DrawnPath", "DrawnText", "Figure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Exhibit):
    """A figure to be drawn.

    ``plot`` is the plain data of its kind (see the kind's module). Heights are points:
    layout gives the figure a height between ``least`` and ``most``, ``height`` if the
    page leaves the choice. ``language`` is that of the labels of its axes. ``bleeds`` says that it is drawn to the edges of its frame.
    """

    kind: str
    language: str = "en-US"
    plot: Any
    least: float
    height: float
    most: float


@dataclass(frozen=True, slots=True)
class DrawnPath:
    """A path: segments are (operator, coordinates...) with operators m, l, c, h.

    ``fill`` and ``stroke`` are named inks or None. ``clip`` is (x, y, width, height) or None.
    """

    segments: tuple[tuple[str | float, ...], ...]
    fill: str | None = None
    stroke: str | None = None
    line_width: float = 0.0
    dash: tuple[float, ...] = ()
    cap: int = 0
    join: int = 0
    clip: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class DrawnText:
    """A line of text with its baseline's left end at (x, y), turned ``angle`` degrees anticlockwise."""

    x: float
    y: float
    angle: float
    size: float
    ink: str
    glyphs: Glyphs


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn figure, in painting order."""

    width: float
    height: float
    items: tuple[DrawnPath | DrawnText, ...]
