"""Balance as bars about zero, exports and imports as lines over them."""

from __future__ import annotations

from publisher.figures import chart
from publisher.figures.chart import GAP
from publisher.figures.planes import Plane
from publisher.figures.plots import Panel
from publisher.figures.scale import scale
from publisher.figures.sheet import Extent, Sheet

__all__ = ["balance_bars"]

_LEAST_GRID = 26.0


def balance_bars(sheet: Sheet, plot: Panel) -> None:
    """Put one panel of balance bars on the whole sheet."""
    chart_panel(sheet, plot, sheet.extent)


def chart_panel(sheet: Sheet, plot: Panel, extent: Extent) -> None:
    """Put one panel of balance bars on a part of the sheet."""
    style = sheet.style
    foot = extent.bottom - style.label_size - 6
    head = extent.top + style.label_size / 2
    most = max(2, int((foot - head) / _LEAST_GRID))
    axis = scale(plot.drawn(), plot.per, most)
    labels = chart.value_width(sheet, axis)
    ends = _ends_width(sheet, plot)
    lane = chart.Lane(extent.left, extent.right - labels - GAP * 1.5)
    right = lane.right - (ends + GAP * 1.5 if ends else 0.0)
    room = sheet.rise(sheet.text) + 5 if plot.callouts else 2.0
    span = chart.span_with_room(plot, axis, room / (foot - head))
    plane = Plane(sheet, Extent(extent.left, head, right, foot), plot.steps, span)
    chart.value_labels(plane, axis, extent.right)
    drawn = chart.bars(plane, plot)
    chart.lines(plane, plot)
    chart.line_ends(plane, plot, right + GAP)
    chart.time_labels(
        plane, plot.ticks, extent.bottom - 1, chart.Lane(extent.left, extent.right)
    )
    chart.callouts(plane, plot, drawn)
    chart.grid(plane, axis, lane)


def _ends_width(sheet: Sheet, plot: Panel) -> float:
    """Return the width of the words at the right ends of the flows."""
    said = [
        (name, last) for name, last in zip(plot.names, plot.last, strict=True) if last
    ]
    return max(
        (sheet.measure(t, sheet.strong) for pair in said for t in pair), default=0.0
    )
