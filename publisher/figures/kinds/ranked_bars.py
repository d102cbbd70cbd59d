"""Horizontal bars, the first row at the top: name, bar, value, and a number beside."""

from __future__ import annotations

from publisher.figures import chart
from publisher.figures.planes import Rows
from publisher.figures.plots import Ranked, Ranking
from publisher.figures.sheet import Extent, Setting, Sheet

__all__ = ["ranked_bars"]

_GAP = 8.0
_NEAR = 4.0
_BAR = 0.64
_THICKEST = 17.0


def ranked_bars(sheet: Sheet, plot: Ranking) -> None:
    """Put the rows on the sheet, spread over its height.

    ::

                                                     share
        European Union    ████████████████ 90.1      72.6%
        Singapore         ██ 11.5                     9.3%
    """
    style = sheet.style
    head = style.label_size * 1.7 if plot.beside else 0.0
    beside = [sheet.measure(row.beside, sheet.text) for row in plot.rows if row.beside]
    if plot.beside:
        at = (sheet.width, sheet.rise(sheet.quiet))
        sheet.words(plot.beside, at, sheet.quiet, "right")
    left = max(sheet.measure(row.name, _name(sheet, row)) for row in plot.rows) + _GAP
    right = sheet.width - (max(beside) + _GAP * 2 if beside else 0.0)
    extent = Extent(left, head, right, sheet.height)
    rows = Rows(sheet, extent, len(plot.rows), _span(sheet, plot, right - left))
    for n, row in enumerate(plot.rows):
        _row(rows, n, row, signed=plot.signed)
    zero = rows.x(0)
    sheet.rule((zero, head), (zero, sheet.height), style.ink_zero, style.zero_width, 5)


def _name(sheet: Sheet, row: Ranked) -> Setting:
    return sheet.strong if row.highlight else sheet.text


def _span(sheet: Sheet, plot: Ranking, width: float) -> tuple[float, float]:
    """Return the amounts at the left and right ends, with room for each bar's value."""
    amounts = [float(row.amount) for row in plot.rows]
    low, high = min(0.0, *amounts), max(0.0, *amounts)
    room = max(sheet.measure(row.shown, sheet.strong) for row in plot.rows) + _NEAR
    sides = (low < 0) + (high > 0 or low == 0)
    per_point = ((high - low) or 1.0) / max(width - sides * room, 1.0)
    return (
        low - (room * per_point if low < 0 else 0.0),
        high + (room * per_point if high > 0 or low == 0 else 0.0),
    )


def _row(rows: Rows, n: int, row: Ranked, *, signed: bool) -> None:
    """Draw one bar and set the words of its row on its middle."""
    sheet = rows.sheet
    style = sheet.style
    amount = float(row.amount)
    ink = style.ink_highlight if row.highlight else style.ink_bar
    if signed:
        ink = chart.sign_ink(sheet, amount)
    thickness = min(_BAR, _THICKEST / rows.pitch)
    rows.bar(n, amount, thickness, ink)
    baseline = rows.y(n) + sheet.rise(sheet.text) / 2
    sheet.words(row.name, (0, baseline), _name(sheet, row))
    if amount < 0:
        sheet.words(
            row.shown, (rows.x(amount) - _NEAR, baseline), sheet.strong, "right"
        )
    else:
        sheet.words(row.shown, (rows.x(amount) + _NEAR, baseline), sheet.strong)
    if row.beside:
        sheet.words(row.beside, (sheet.width, baseline), sheet.text, "right")
