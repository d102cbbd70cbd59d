"""The cover's art: the balance, year by year, running in from the left edge.

The sheet is the page with its bleed; the ground is the page master's. The first bar
runs off the trim, the zero line off both edges; the last bar stands whole, a good way
from the fore-edge, so that nothing of the year it is about is cut.
"""

from __future__ import annotations

from publisher.figures import chart
from publisher.figures.planes import Plane
from publisher.figures.plots import Panel
from publisher.figures.sheet import Extent, Setting, Sheet

__all__ = ["cover_bars"]

_FORE_EDGE = 0.11
_HEAD = 0.33
_FOOT = 0.22
_BAR = 0.84


def cover_bars(sheet: Sheet, plot: Panel) -> None:
    """Draw the bars, the zero line and the editor's marks."""
    style = sheet.style
    values = [value or 0.0 for value in chart.units(plot.balance, plot.per)]
    right = sheet.width * (1 - _FORE_EDGE)
    step = right / (plot.steps - 0.5)
    extent = Extent(-step / 2, sheet.height * _HEAD, right, sheet.height * (1 - _FOOT))
    span = (min(0.0, *values), max(0.0, *values) or 1.0)
    plane = Plane(sheet, extent, plot.steps, span)
    bars = [
        plane.bar(place, value, _BAR, _ink(sheet, value)) if value else None
        for place, value in enumerate(values)
    ]
    setting = Setting(style.ink_text_on_ground)
    for said in plot.callouts:
        chart.callout(plane, said, values[said.at], bars[said.at], setting)
    zero = plane.y(0)
    ends = ((0.0, zero), (sheet.width, zero))
    sheet.rule(*ends, style.ink_text_on_ground, style.zero_width, 5)


def _ink(sheet: Sheet, value: float) -> str:
    """Return the inks of surplus and deficit as they are on the dark ground."""
    style = sheet.style
    return style.ink_deficit_on_ground if value < 0 else style.ink_surplus_on_ground
