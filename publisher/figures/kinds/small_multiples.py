"""Panels side by side on one scale: by sector over time, or a few periods flow by flow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, log

from publisher.figures import chart
from publisher.figures.chart import GAP
from publisher.figures.planes import Plane
from publisher.figures.plots import GroupedPanel, GroupedPanels, Panel, Panels
from publisher.figures.scale import Scale, scale
from publisher.figures.sheet import Extent, Setting, Sheet

__all__ = ["columns", "small_multiples", "wrapped"]

_BETWEEN = 14.0
_BETWEEN_GROUPED = 24.0
_GROUP_GAP = 0.5
_SHAPE = 0.9
"""The best width of a panel for one of height: on one scale, height tells the most."""

_EMPTY = 2.5
"""How much empty places in the grid of panels count against it."""

_GRID = 18.0
_WITHIN_GROUP = 0.86
_WIDEST = 34.0


def small_multiples(sheet: Sheet, plot: Panels | GroupedPanels) -> None:
    """Lay the panels in a grid that suits the sheet and draw each on the one scale."""
    if isinstance(plot, GroupedPanels):
        _draw_groups(sheet, plot)
    else:
        _draw_time(sheet, plot)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one panel stands: its title's first line, its plane, its neighbours."""

    title: tuple[str, ...]
    top: float
    plane: Extent
    is_last: bool
    is_foot: bool


def columns(count: int, width: float, height: float) -> int:
    """Return the number of columns that gives panels the best shape and the fullest grid."""

    def fault(across: int) -> float:
        down = ceil(count / across)
        shape = (width / across) / (height / down)
        empty = (across * down - count) / (across * down)
        return abs(log(shape / _SHAPE)) + _EMPTY * empty

    return min(range(1, count + 1), key=fault)


def wrapped(words: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """Return words in lines of at most ``width``, a word never broken."""
    lines: list[str] = []
    for word in words.split():
        if lines and measure(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _places(
    sheet: Sheet, titles: list[str], extent: Extent, foot: float, gap: float
) -> list[_Place]:
    """Return where each panel stands; ``foot`` is the room under the lowest ones."""
    across = columns(len(titles), extent.width, extent.height)
    down = ceil(len(titles) / across)
    width = (extent.width - gap * (across - 1)) / across
    height = (extent.height - foot - _BETWEEN * (down - 1)) / down

    def measure(text: str) -> float:
        return sheet.measure(text, sheet.strong)

    leading = sheet.style.label_size * 1.2
    lines = [tuple(wrapped(title, width, measure)) for title in titles]
    places = []
    for n, title in enumerate(lines):
        row, column = divmod(n, across)
        deepest = max(len(t) for t in lines[row * across : (row + 1) * across])
        left = extent.left + column * (width + gap)
        top = extent.top + row * (height + _BETWEEN)
        plane = Extent(
            left, top + deepest * leading + GAP / 2, left + width, top + height
        )
        last = column == across - 1 or n == len(lines) - 1
        places.append(
            _Place(title, top, plane, is_last=last, is_foot=n + across >= len(lines))
        )
    return places


def _title(sheet: Sheet, place: _Place) -> None:
    leading = sheet.style.label_size * 1.2
    for n, line in enumerate(place.title):
        baseline = place.top + sheet.rise(sheet.strong) + n * leading
        sheet.words(line, (place.plane.left, baseline), sheet.strong)


def _draw_time(sheet: Sheet, plot: Panels) -> None:
    per = plot.panels[0].per
    drawn = tuple(amount for panel in plot.panels for amount in panel.drawn())
    titles = [panel.title for panel in plot.panels]
    foot = sheet.style.label_size + 7
    axis = scale(drawn, per, 2)
    places: list[_Place] = []
    for _ in range(
        2
    ):  # the grid depends on the height, the height on the labels' width
        width = sheet.width - chart.value_width(sheet, axis) - GAP * 1.5
        extent = Extent(0, 0, width, sheet.height)
        places = _places(sheet, titles, extent, foot, _BETWEEN)
        axis = scale(drawn, per, max(2, int(places[0].plane.height / _GRID)))
    room = (sheet.rise(sheet.text) + 5) / places[0].plane.height
    spans = [chart.span_with_room(panel, axis, room) for panel in plot.panels]
    span = min(low for low, _ in spans), max(high for _, high in spans)
    for panel, place in zip(plot.panels, places, strict=True):
        _title(sheet, place)
        _panel(Plane(sheet, place.plane, panel.steps, span), panel, axis, place)


def _panel(plane: Plane, panel: Panel, axis: Scale, place: _Place) -> None:
    sheet = plane.sheet
    extent = plane.extent
    lane = chart.Lane(extent.left, extent.right)
    if place.is_last:
        chart.value_labels(plane, axis, extent.right + GAP * 1.5, align="left")
    drawn = chart.bars(plane, panel)
    chart.lines(plane, panel)
    chart.callouts(plane, panel, drawn)
    if place.is_foot:
        baseline = extent.bottom + sheet.style.label_size + 5
        chart.time_labels(plane, panel.ticks, baseline, lane)
    chart.grid(plane, axis, lane)


def _draw_groups(sheet: Sheet, plot: GroupedPanels) -> None:
    """Draw panels of groups: within each group one bar for each period."""
    style = sheet.style
    amounts = tuple(
        amount
        for panel in plot.panels
        for group in panel.groups
        for amount, _ in group.bars
    )
    axis = scale(amounts, plot.per, 4)
    titles = [panel.title for panel in plot.panels]
    foot = style.label_size * 2.4 + GAP
    places = _places(sheet, titles, sheet.extent, foot, _BETWEEN_GROUPED)
    share = (sheet.rise(sheet.text) + 6) / places[0].plane.height
    reach = axis.high - axis.low
    low = axis.low - share * reach if axis.low < 0 else axis.low
    span = low, axis.high + share * reach
    for panel, place in zip(plot.panels, places, strict=True):
        _title(sheet, place)
        bars = sum(len(group.bars) for group in panel.groups)
        steps = bars + _GROUP_GAP * (len(panel.groups) - 1)
        _groups(Plane(sheet, place.plane, steps, span), panel, plot)


def _groups(plane: Plane, panel: GroupedPanel, plot: GroupedPanels) -> None:
    sheet = plane.sheet
    style = sheet.style
    inks = (style.ink_exports, style.ink_imports)
    foot = plane.extent.bottom + style.label_size + 2
    zero = plane.y(0)
    small = Setting(style.ink_quiet, small=True)
    place = 0.0
    for n, group in enumerate(panel.groups):
        first = place
        values = chart.units((amount for amount, _ in group.bars), plot.per)
        for value, (_, shown), period in zip(
            values, group.bars, plot.periods, strict=True
        ):
            amount = value or 0.0
            ink = chart.sign_ink(sheet, amount) if group.signed else inks[n % 2]
            plane.bar(place, amount, min(_WITHIN_GROUP, _WIDEST / plane.step), ink)
            _shown(plane, place, amount, shown)
            sheet.words(period, (plane.x(place), foot), small, "center")
            place += 1
        middle = (plane.x(first) + plane.x(place - 1)) / 2
        baseline = foot + style.label_size * 1.25
        sheet.words(group.name, (middle, baseline), sheet.text, "center")
        left, right = plane.x(first - 0.5), plane.x(place - 0.5)
        sheet.rule((left, zero), (right, zero), style.ink_zero, style.zero_width, 5)
        place += _GROUP_GAP


def _shown(plane: Plane, place: float, value: float, shown: str) -> None:
    """Set the value beyond the end of its bar."""
    sheet = plane.sheet
    end = plane.y(value)
    baseline = end + 3 + sheet.rise(sheet.strong) if value < 0 else end - 3
    sheet.words(shown, (plane.x(place), baseline), sheet.strong, "center")
