"""Figures of the peer: plain matplotlib drawn to SVG files.

The same kinds from the same numbers (the exhibit's ``rows``), at the size its page gives.
Written as a matplotlib user would, without pyplot, which would cost the peer time.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.font_manager import fontManager

from publisher.figures.model import Figure
from publisher.styles.models import Style

__all__ = ["draw"]

_POINTS_PER_INCH = 72


def draw(
    figures: Sequence[Figure], style: Style, fonts: Mapping[str, Path], folder: Path
) -> dict[str, str]:
    """Write one SVG file for each figure and return their names by the figures' ids."""
    for path in fonts.values():
        fontManager.addfont(path)
    look = style.figure
    face = style.type.faces[look.label]
    mpl.rcParams.update(
        {
            "font.family": face.family,
            "font.size": look.label_size,
            "svg.fonttype": "none",
            "text.parse_math": False,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.linewidth": look.grid_width,
        }
    )
    page = style.page
    width = page.trim_width - page.margins.gutter - page.margins.fore_edge
    names = {}
    for figure in figures:
        names[figure.id] = f"{figure.id.replace('/', '-')}.svg"
        size = (width / _POINTS_PER_INCH, figure.height / _POINTS_PER_INCH)
        canvas = Canvas(figsize=size, layout="constrained")
        _Plot(figure, style).draw_on(canvas)
        drawn = io.StringIO()
        canvas.savefig(drawn, format="svg", transparent=True)
        text = drawn.getvalue().replace(f"'{face.family}'", _typst_family(face.family))
        (folder / names[figure.id]).write_text(text, encoding="utf-8")
    return names


def _typst_family(family: str) -> str:
    """Return the name by which Typst finds a family: condensed is a width of it."""
    width = "; font-stretch: condensed" if family.endswith(" Condensed") else ""
    return f"'{family.removesuffix(' Condensed')}'{width}"


class _Plot:
    """One figure: its numbers in columns, and the way its kind is drawn."""

    def __init__(self, figure: Figure, style: Style) -> None:
        self.kind = figure.kind
        self.head = [name.lower() for name in figure.rows[0]]
        self.rows = figure.rows[1:]
        look = style.figure
        self.look = look
        self.rgb = {name: ink.rgb for name, ink in style.palette.inks.items()}

    def draw_on(self, canvas: Canvas) -> None:
        """Draw the figure's kind."""
        if self.kind == "small-multiples":
            self._multiples(canvas)
            return
        axes = canvas.add_subplot()
        if self.kind == "ranked-bars":
            self._ranked(axes)
        else:
            self._bars(axes, [row[0] for row in self.rows], self.rows)

    def _ink(self, name: str) -> str:
        return self.rgb.get(name, "#000000")

    def _numbers(self) -> list[int]:
        """Return the columns that hold numbers, the first (labels) left out."""
        return [
            column
            for column in range(1, len(self.head))
            if any(_number(row[column]) is not None for row in self.rows)
        ]

    def _ranked(self, axes: Axes) -> None:
        """Draw bars from the largest down, each with its number."""
        column = self._numbers()[0]
        values = [_number(row[column]) or 0.0 for row in self.rows]
        places = range(len(values))
        axes.barh(places, values, color=self._ink(self.look.ink_bar))
        axes.set_yticks(places, [row[0] for row in self.rows])
        axes.invert_yaxis()
        axes.xaxis.set_visible(False)
        axes.spines["bottom"].set_visible(False)
        for place, value in zip(places, values, strict=True):
            axes.annotate(f" {value / 1e9:.1f}", (value, place), va="center")

    def _bars(
        self, axes: Axes, labels: list[str], rows: Sequence[tuple[str, ...]]
    ) -> None:
        """Draw the balance as bars in two inks and the two flows as lines."""
        numbers = self._numbers()
        balance = next((n for n in numbers if "balance" in self.head[n]), numbers[0])
        places = list(range(len(rows)))
        values = [(_number(row[balance]) or 0.0) / 1e9 for row in rows]
        inks = [
            self._ink(self.look.ink_deficit if v < 0 else self.look.ink_surplus)
            for v in values
        ]
        axes.bar(places, values, color=inks, width=0.7)
        for column, ink in zip(
            (n for n in numbers if self.head[n].startswith(("exports", "imports"))),
            (self.look.ink_exports, self.look.ink_imports),
            strict=False,
        ):
            line = [(_number(row[column]) or 0.0) / 1e9 for row in rows]
            axes.plot(places, line, color=self._ink(ink), lw=self.look.line_width)
            axes.annotate(
                self.head[column], (places[-1], line[-1]), color=self._ink(ink)
            )
        axes.axhline(0, color=self._ink(self.look.ink_zero), lw=self.look.zero_width)
        axes.grid(axis="y", color=self._ink(self.look.ink_grid), lw=0.4)
        axes.set_axisbelow(True)
        step = max(1, len(labels) // 6)
        axes.set_xticks(places[::step], labels[::step])
        if values:
            axes.annotate(f"{values[-1]:.1f}", (places[-1], values[-1]))

    def _multiples(self, canvas: Canvas) -> None:
        """Draw one small panel for each subject on a common scale."""
        subjects = list(dict.fromkeys(row[0] for row in self.rows))
        across = 5
        down = -(-len(subjects) // across)
        shared = None
        for place, subject in enumerate(subjects, start=1):
            axes = canvas.add_subplot(down, across, place, sharey=shared)
            shared = shared or axes
            rows = [row for row in self.rows if row[0] == subject]
            axes.set_title(subject, loc="left", fontsize=self.look.small_size)
            self._bars(axes, [row[1] for row in rows], rows)


def _number(text: str) -> float | None:
    """Return a machine-readable number, None for words and empty cells."""
    try:
        return float(text)
    except ValueError:
        return None
