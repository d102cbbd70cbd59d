"""Months above, the sum of each twelve months below, each panel on its own scale."""

from __future__ import annotations

from functools import reduce

from publisher.figures.kinds.balance_bars import Reserve, chart_panel, reserve
from publisher.figures.plots import Panels
from publisher.figures.sheet import Extent, Sheet

__all__ = ["monthly"]

_GAP = 14.0


def monthly(sheet: Sheet, plot: Panels) -> None:
    """Put the panels under one another, each under its own title.

    All keep the same room at the right, so that one month stands under itself.
    """
    title = sheet.style.label_size * 1.5
    room = sheet.height - _GAP * (len(plot.panels) - 1)
    each = room / len(plot.panels)
    kept = reduce(
        Reserve.widened, (reserve(sheet, panel, each - title) for panel in plot.panels)
    )
    for n, panel in enumerate(plot.panels):
        top = n * (each + _GAP)
        sheet.words(panel.title, (0, top + sheet.rise(sheet.strong)), sheet.strong)
        chart_panel(sheet, panel, Extent(0, top + title, sheet.width, top + each), kept)
