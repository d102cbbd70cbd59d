"""Balance as bars about zero, exports and imports as lines over them."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.figures import chart
from publisher.figures.chart import GAP
from publisher.figures.planes import Plane
from publisher.figures.plots import Panel
from publisher.figures.scale import Scale, scale
from publisher.figures.sheet import Extent, Sheet

__all__ = ["Reserve", "balance_bars", "chart_panel", "reserve"]

_LEAST_GRID = 26.0
_MOST_GRID = 8
_FOOT = 6.0


def balance_bars(sheet: Sheet, plot: Panel) -> None:
    """Put one panel of balance bars on the whole sheet."""
    chart_panel(sheet, plot, sheet.extent, reserve(sheet, plot, sheet.height))


@dataclass(frozen=True, slots=True)
class Reserve:
    """The widths kept at the right: for the labels of the axis, and for the flows' ends."""

    labels: float
    ends: float

    def widened(self, other: Reserve) -> Reserve:
        """Return what is enough for both."""
        return Reserve(max(self.labels, other.labels), max(self.ends, other.ends))


def reserve(sheet: Sheet, plot: Panel, height: float) -> Reserve:
    """Return the widths that a panel of this height needs at its right."""
    said = [
        (name, last) for name, last in zip(plot.names, plot.last, strict=True) if last
    ]
    ends = [sheet.measure(text, sheet.strong) for pair in said for text in pair]
    axis = _axis(plot, height - sheet.style.label_size * 1.5 - _FOOT)
    return Reserve(chart.value_width(sheet, axis), max(ends, default=0.0))


def _axis(plot: Panel, height: float) -> Scale:
    most = min(_MOST_GRID, max(2, int(height / _LEAST_GRID)))
    return scale(plot.drawn(), plot.per, most)


def chart_panel(sheet: Sheet, plot: Panel, extent: Extent, kept: Reserve) -> None:
    """Put one panel of balance bars on a part of the sheet."""
    style = sheet.style
    head = extent.top + style.label_size / 2
    foot = extent.bottom - style.label_size - _FOOT
    axis = _axis(plot, foot - head)
    lane = chart.Lane(extent.left, extent.right - kept.labels - GAP * 1.5)
    right = lane.right - (kept.ends + GAP * 1.5 if kept.ends else 0.0)
    room = sheet.rise(sheet.text) + 5 if plot.callouts else 2.0
    span = chart.span_with_room(plot, axis, room / (foot - head))
    plane = Plane(sheet, Extent(extent.left, head, right, foot), plot.steps, span)
    chart.value_labels(plane, axis, extent.right)
    drawn = chart.bars(plane, plot)
    chart.lines(plane, plot)
    chart.line_ends(plane, plot, right + GAP)
    baseline = extent.bottom - style.label_size / 4
    chart.time_labels(
        plane, plot.ticks, baseline, chart.Lane(extent.left, extent.right)
    )
    chart.callouts(plane, plot, drawn)
    chart.grid(plane, axis, lane)
