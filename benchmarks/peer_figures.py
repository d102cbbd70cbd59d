"""Figures of the peers: plain matplotlib drawn to SVG files.

The same kinds from the same numbers (the exhibit's ``rows``), at about the size of their
page. Written as a matplotlib user would, without pyplot, which would cost them time;
with fewer labels than this engine's figures and no care for labels that meet.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.font_manager import fontManager
from peer import Content

from publisher.figures.model import Figure
from publisher.styles.models import Style

__all__ = ["draw"]

Row = tuple[str, ...]

_POINTS_PER_INCH = 72
_BILLION = 1e9
_PANELS_ACROSS = 5
_NAMES, _MARGIN, _FOOT = 110, 28, 14
"""Fixed margins in points: matplotlib's constrained layout would cost a peer a second."""


def draw(
    content: Content, folder: Path, css_family: Callable[[str], str]
) -> dict[str, str]:
    """Write one SVG file for each figure and return their names by the figures' ids.

    ``css_family`` tells by which name, in CSS, the typesetter finds a font family.
    """
    for path in content.fonts.values():
        fontManager.addfont(path)
    style, sizes = content.style, content.sizes
    look = style.figure
    family = style.type.faces[look.label].family
    mpl.rcParams.update(
        {
            "font.family": family,
            "font.size": look.label_size,
            "svg.fonttype": "none",
            "text.parse_math": False,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.linewidth": look.grid_width,
        }
    )
    names = {}
    for figure in content.figures:
        width, height = sizes[figure.id]
        canvas = Canvas(figsize=(width / _POINTS_PER_INCH, height / _POINTS_PER_INCH))
        left = _NAMES if figure.kind == "ranked-bars" else _MARGIN
        foot = min(_FOOT, height / 4)
        canvas.subplots_adjust(
            left=left / width,
            right=1 - _MARGIN / width,
            bottom=foot / height,
            top=1 - foot / height,
        )
        _Plot(figure, style).draw_on(canvas)
        drawn = io.StringIO()
        canvas.savefig(drawn, format="svg", transparent=True)
        text = drawn.getvalue().replace(f"'{family}'", css_family(family))
        names[figure.id] = f"{figure.id}.svg"
        (folder / names[figure.id]).write_text(text, encoding="utf-8")
    return names


class _Plot:
    """One figure: its numbers by the heads of their columns, and how its kind is drawn."""

    def __init__(self, figure: Figure, style: Style) -> None:
        self.kind = figure.kind
        self.head = [name.removesuffix(" [USD]") for name in figure.rows[0]]
        self.rows = figure.rows[1:]
        self.look = style.figure
        self.rgb = {name: ink.rgb for name, ink in style.palette.inks.items()}

    def draw_on(self, canvas: Canvas) -> None:
        """Draw the figure's kind."""
        if self.kind == "small-multiples":
            self._multiples(canvas)
        elif self.kind == "monthly":
            upper, lower = canvas.subplots(2, 1, sharex=True)
            self._lines(upper, self.rows)
            self._bars(lower, self.rows)
        elif self.kind == "ranked-bars":
            self._ranked(canvas.add_subplot())
        elif "exports / imports" in self.head:
            axes = canvas.add_subplot()
            values = self._column("exports / imports", self.rows)
            axes.plot(values, color=self.rgb[self.look.ink_exports])
            axes.set_axis_off()
        elif self.kind in {"sparkline", "cover-bars"}:
            axes = canvas.add_subplot()
            self._bars(axes, self.rows)
            axes.set_axis_off()
        else:
            axes = canvas.add_subplot()
            self._bars(axes, self.rows)
            self._lines(axes, self.rows)

    def _column(self, name: str, rows: Sequence[Row]) -> list[float]:
        """Return a column in billions; what is not available is left open (NaN)."""
        at = self.head.index(name)
        return [float(row[at] or "nan") / _BILLION for row in rows]

    def _ranked(self, axes: Axes) -> None:
        """Draw bars from the largest down, each with its number."""
        names = [row[2] for row in self.rows]
        values = self._column(self.head[-1], self.rows)
        places = range(len(values))
        axes.barh(places, values, color=self.rgb[self.look.ink_bar])
        axes.set_yticks(places, names)
        axes.invert_yaxis()
        axes.xaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)
        for place, value in zip(places, values, strict=True):
            axes.annotate(f" {value:.1f}", (value, place), va="center")

    def _bars(self, axes: Axes, rows: Sequence[Row]) -> None:
        """Draw the balance as bars in two inks on a strong zero line."""
        values = self._column("balance", rows)
        look = self.look
        inks = [
            self.rgb[look.ink_deficit if value < 0 else look.ink_surplus]
            for value in values
        ]
        axes.bar(range(len(values)), values, color=inks, width=0.7)
        axes.axhline(0, color=self.rgb[look.ink_zero], lw=look.zero_width)
        axes.annotate(f"{values[-1]:.1f}", (len(values) - 1, values[-1]), va="top")
        self._times(axes, rows)

    def _lines(self, axes: Axes, rows: Sequence[Row]) -> None:
        """Draw the two flows as lines with their names at the end."""
        look = self.look
        for name, ink in (("exports", look.ink_exports), ("imports", look.ink_imports)):
            values = self._column(name, rows)
            axes.plot(values, color=self.rgb[ink], lw=look.line_width)
            at = (len(values) - 1, values[-1])
            axes.annotate(f"{name} {values[-1]:.1f}", at, color=self.rgb[ink])
        self._times(axes, rows)

    def _times(self, axes: Axes, rows: Sequence[Row]) -> None:
        at = self.head.index("period")
        periods = [row[at] for row in rows]
        step = max(1, len(periods) // 6)
        axes.set_xticks(range(0, len(periods), step), periods[::step])
        axes.grid(axis="y", color=self.rgb[self.look.ink_grid], lw=self.look.grid_width)
        axes.set_axisbelow(True)

    def _multiples(self, canvas: Canvas) -> None:
        """Draw one small panel for each sector on a common scale."""
        sectors = list(dict.fromkeys(row[0] for row in self.rows))
        down = -(-len(sectors) // _PANELS_ACROSS)
        shared = None
        for place, sector in enumerate(sectors, start=1):
            across = min(_PANELS_ACROSS, len(sectors))
            axes = canvas.add_subplot(down, across, place, sharey=shared)
            shared = shared or axes
            axes.set_title(sector, loc="left", fontsize=self.look.small_size)
            self._bars(axes, [row for row in self.rows if row[0] == sector])
