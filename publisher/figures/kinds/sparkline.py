"""A figure the size of a word: bars or a line, and the last value."""

from __future__ import annotations

from publisher.figures import chart
from publisher.figures.planes import Plane
from publisher.figures.plots import Panel
from publisher.figures.scale import scale
from publisher.figures.sheet import Extent, Setting, Sheet

__all__ = ["sparkline"]

_DOT = 1.6


def sparkline(sheet: Sheet, plot: Panel) -> None:
    """Draw bars of the balance, or a line of the one flow, with the last value at its right.

    A callout stands at the left, before the first value, where there is room.
    """
    style = sheet.style
    value, ink, shown = _last(sheet, plot)
    setting = Setting(style.ink_text, strong=True, small=True)
    right = sheet.width - sheet.measure(shown, setting) - 4
    axis = scale(plot.drawn(), plot.per, 2)
    rise = sheet.rise(setting)
    edge = _DOT if plot.balance else rise / 2
    left = max((sheet.measure(c.text, setting) + 4 for c in plot.callouts), default=0.0)
    if left > sheet.width / 4:  # too small for words at both ends
        left = 0.0
    extent = Extent(left, edge, right - _DOT, sheet.height - edge)
    plane = Plane(sheet, extent, plot.steps, _span(plot, axis.low, axis.high))
    if plot.balance:
        chart.bars(plane, plot)
        zero = plane.y(0)
        sheet.rule(
            (left, zero), (extent.right, zero), style.ink_zero, style.grid_width, 5
        )
    else:
        chart.lines(plane, plot)
        plane.dot(plot.steps - 1, value, _DOT, ink)
    if left:
        for said in plot.callouts:
            start = chart.units((*plot.balance, *plot.exports), plot.per)[said.at]
            level = min(max(plane.y(start or 0.0), rise / 2), sheet.height - rise / 2)
            sheet.words(said.text, (0, level + rise / 2), setting)
    middle = min(max(plane.y(value), rise / 2), sheet.height - rise / 2)
    sheet.words(shown, (right, middle + rise / 2), setting)


def _last(sheet: Sheet, plot: Panel) -> tuple[float, str, str]:
    """Return the last value of the flow that is drawn, its ink and its label."""
    style = sheet.style
    for flow, shown, ink in (
        (plot.exports, plot.last[0], style.ink_exports),
        (plot.imports, plot.last[1], style.ink_imports),
        (plot.balance, plot.last[2], ""),
    ):
        values = [v for v in chart.units(flow, plot.per) if v is not None]
        if values:
            return values[-1], ink or chart.sign_ink(sheet, values[-1]), shown
    return 0.0, style.ink_text, ""


def _span(plot: Panel, low: float, high: float) -> tuple[float, float]:
    """Return the span of the data; a line need not stand on zero, bars must."""
    values = [v for v in chart.units(plot.drawn(), plot.per) if v is not None]
    if plot.balance or len(set(values)) < 2:
        return low, high
    return min(values), max(values)
