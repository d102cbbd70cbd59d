"""A panel of time on a sheet: zero line, grid, axis labels, bars, lines and their labels.

What balance bars, monthly figures and small multiples have in common::

    ┌────────────────────────────┬──────────┬─────┐
    │ plane: bars, lines, labels │ ends of  │ 400 │
    │                            │ lines    │   0 │
    ├────────────────────────────┴──────────┴─────┤
    │ 1989   1995   2000   2005   2010   … 2025   │
    └─────────────────────────────────────────────┘
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from publisher.figures.planes import Plane
from publisher.figures.plots import Amount, Callout, Panel, Tick
from publisher.figures.scale import Scale
from publisher.figures.sheet import Align, Extent, Setting, Sheet

__all__ = [
    "GAP",
    "Lane",
    "bars",
    "callouts",
    "grid",
    "line_ends",
    "lines",
    "time_labels",
    "units",
    "value_labels",
]

GAP = 4.0
"""The least room between words and what they do not belong to, in points."""

_BAR = 0.78
_ANCHORS: tuple[tuple[float, Align], ...] = (
    (0.5, "center"),
    (1.0, "right"),
    (0.0, "left"),
)
_OFFSETS = (0.0, 4.0, 8.0, 12.0)
_FAR_OFFSETS = (4.0, 8.0, 12.0, 18.0, 26.0, 36.0, 48.0)
_NEAR = 3.0
_MARK = 8.0


@dataclass(frozen=True, slots=True)
class Lane:
    """How far grid lines run, from left to right; past the plane where lines are labelled."""

    left: float
    right: float


def units(amounts: Iterable[Amount | None], per: int) -> list[float | None]:
    """Return exact amounts as floats of the axis's unit, for painting only."""
    return [None if a is None else float(Fraction(a) / per) for a in amounts]


def span_with_room(panel: Panel, axis: Scale, share: float) -> tuple[float, float]:
    """Return the values at foot and head that leave room for words beyond the bars.

    ``share`` is that room as a share of the height, at each end that a bar reaches.
    """
    balance = [value or 0.0 for value in units(panel.balance, panel.per)]
    reach = axis.high - axis.low
    low, high = axis.low, axis.high
    if balance and min(balance) < 0:
        low = min(low, min(balance) - share * reach)
    if balance and max(balance) > 0:
        high = max(high, max(balance) + share * reach)
    return low, high


def sign_ink(sheet: Sheet, value: float) -> str:
    """Return the ink of a balance: surplus above zero, deficit below."""
    return sheet.style.ink_deficit if value < 0 else sheet.style.ink_surplus


def bars(plane: Plane, panel: Panel) -> list[Extent | None]:
    """Draw the balance, one bar for each step that has one; nil draws nothing."""
    drawn: list[Extent | None] = []
    for place, value in enumerate(units(panel.balance, panel.per)):
        if value:
            ink = sign_ink(plane.sheet, value)
            drawn.append(plane.bar(place, value, _BAR, ink))
        else:
            drawn.append(None)
    return drawn


def lines(plane: Plane, panel: Panel) -> None:
    """Draw exports as a solid line and imports as a dashed one, over the bars."""
    style = plane.sheet.style
    balance = units(panel.balance, panel.per)
    flows = [units(flow, panel.per) for flow in (panel.exports, panel.imports)]
    cased = any(
        0 < value < bar
        for flow in flows
        for value, bar in zip(flow, balance, strict=False)
        if value is not None and bar is not None
    )
    exports, imports = flows
    plane.curve(imports, style.ink_imports, dashed=True, cased=cased)
    plane.curve(exports, style.ink_exports, cased=cased)


def grid(plane: Plane, scale: Scale, lane: Lane) -> None:
    """Draw the grid where no words stand, and the zero line across everything.

    To be called last, when all words have their places.
    """
    sheet = plane.sheet
    style = sheet.style
    for tick in scale.ticks:
        y = plane.y(float(tick))
        if tick == 0:
            continue
        for start, end in _free(sheet.words_at(y), lane):
            sheet.rule((start, y), (end, y), style.ink_grid, style.grid_width)
    zero = plane.y(0)
    for start, end in _free(sheet.words_at(zero), lane):
        sheet.rule((start, zero), (end, zero), style.ink_zero, style.zero_width, 4.5)


def _free(
    taken: Sequence[tuple[float, float]], lane: Lane
) -> list[tuple[float, float]]:
    """Return the stretches of a lane that no words take."""
    stretches = []
    start = lane.left
    for left, right in sorted(taken):
        if left - 2 > start:
            stretches.append((start, min(left - 2, lane.right)))
        start = max(start, right + 2)
    if start < lane.right:
        stretches.append((start, lane.right))
    return [(start, end) for start, end in stretches if end > start]


def value_labels(
    plane: Plane, scale: Scale, at: float, align: Literal["left", "right"] = "right"
) -> None:
    """Set the labels of the value axis with their left or right edges at ``at``."""
    sheet = plane.sheet
    drop = sheet.rise(sheet.quiet) / 2
    for tick in scale.ticks:
        baseline = plane.y(float(tick)) + drop
        sheet.words(scale.text(tick, sheet.voice), (at, baseline), sheet.quiet, align)


def value_width(sheet: Sheet, scale: Scale) -> float:
    """Return the width of the widest label of the value axis."""
    return max(
        (
            sheet.measure(scale.text(tick, sheet.voice), sheet.quiet)
            for tick in scale.ticks
        ),
        default=0.0,
    )


def time_labels(
    plane: Plane, ticks: Sequence[Tick], baseline: float, lane: Lane
) -> None:
    """Label the time axis: both ends, then as many round steps as stand well apart.

    Labels are centred on their steps as far as they stay within ``lane``.
    A rank of ticks is set whole or not at all, apart from those too near an end, so
    that the labels keep one rhythm.
    """
    sheet = plane.sheet
    setting = sheet.quiet
    chosen: list[tuple[Tick, Extent]] = []
    for rank in sorted({tick.rank for tick in ticks}):
        level = [t for t in ticks if t.rank == rank]
        boxes = [(t, _time_box(plane, t, baseline, lane)) for t in level]
        if rank:
            ends = [box for t, box in chosen if t.rank == 0]
            boxes = [b for b in boxes if not _near(b[1], ends)]
            inner = [box for t, box in chosen if t.rank]
            rest = [box for _, box in boxes]
            if _near_any(inner + rest):
                break
        chosen.extend(boxes)
    style = sheet.style
    for tick, box in chosen:
        sheet.words(tick.text, (box.left, baseline), setting)
        x = plane.x(tick.at)
        foot = plane.extent.bottom
        sheet.rule((x, foot), (x, foot + 3), style.ink_grid, style.grid_width)


def _time_box(plane: Plane, tick: Tick, baseline: float, lane: Lane) -> Extent:
    sheet = plane.sheet
    box = sheet.box(tick.text, (plane.x(tick.at), baseline), sheet.quiet, "center")
    shift = max(0.0, lane.left - box.left) - max(0.0, box.right - lane.right)
    return Extent(box.left + shift, box.top, box.right + shift, box.bottom)


def _near(box: Extent, others: Iterable[Extent]) -> bool:
    return any(box.grown(GAP).overlaps(other) for other in others)


def _near_any(boxes: Iterable[Extent]) -> bool:
    ordered = sorted(boxes, key=lambda box: box.left)
    return any(
        second.left - first.right < GAP * 2 for first, second in pairwise(ordered)
    )


def line_ends(plane: Plane, panel: Panel, left: float) -> None:
    """Name each flow at its right end, with its last value, one clear of the other.

    ``left`` is where the words begin. What belongs above the zero line stays above it.
    """
    sheet = plane.sheet
    rise = sheet.rise(sheet.text)
    pitch = sheet.style.label_size * 1.2
    height = rise + pitch
    ends = sorted(_ends(plane, panel, height), key=lambda end: end.middle)
    zero = plane.y(0)
    room = height + 4
    above = [end for end in ends if not end.below]
    below = [end for end in ends if end.below]
    top = plane.extent.top - rise / 2 + height / 2
    foot = plane.extent.bottom + 2 - height / 2
    places = [
        *_spread([e.middle for e in above], room, (top, zero - height / 2 - 3)),
        *_spread([e.middle for e in below], room, (zero + height / 2 + 3, foot)),
    ]
    for middle, end in zip(places, [*above, *below], strict=True):
        baseline = middle - height / 2 + rise
        sheet.words(end.name, (left, baseline), sheet.strong)
        sheet.words(end.last, (left, baseline + pitch), sheet.text)


@dataclass(frozen=True, slots=True)
class _End:
    """Where a flow ends, and what is said there."""

    middle: float
    name: str
    last: str
    below: bool


def _ends(plane: Plane, panel: Panel, height: float) -> Iterable[_End]:
    for flow, name, last in (
        (panel.exports, panel.names[0], panel.last[0]),
        (panel.imports, panel.names[1], panel.last[1]),
    ):
        values = [v for v in units(flow, panel.per) if v is not None]
        if values:
            yield _End(plane.y(values[-1]), name, last, below=False)
    value = units(panel.balance, panel.per)[-1] if panel.balance else None
    if value is not None and panel.last[2]:
        inward = height / 2 if value < 0 else -height / 2
        middle = plane.y(value) - inward
        yield _End(middle, panel.names[2], panel.last[2], below=value < 0)


def _spread(
    wanted: Sequence[float], room: float, limits: tuple[float, float]
) -> list[float]:
    """Return places as near the wanted ones as leave ``room`` between neighbours.

    ``wanted`` is in order. Neighbours that are too close share the shift evenly (pool
    adjacent violators, the least-squares answer); then all stay within ``limits``.
    """
    pools: list[tuple[float, int]] = []
    for n, place in enumerate(wanted):
        pools.append((place - n * room, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (first, a), (second, b) = pools[-2:]
            pools[-2:] = [((first * a + second * b) / (a + b), a + b)]
    level = [place for place, count in pools for _ in range(count)]
    low, high = limits[0], limits[1] - (len(wanted) - 1) * room
    return [min(max(p, low), max(low, high)) + n * room for n, p in enumerate(level)]


def callouts(plane: Plane, panel: Panel, drawn: Sequence[Extent | None]) -> None:
    """Set the words at single bars: the last value first, then records, then marks.

    An editor's mark that finds no place is noted on the sheet.
    """
    sheet = plane.sheet
    order = {"last": 0, "record": 1, "mark": 2}
    for said in sorted(panel.callouts, key=lambda c: (order[c.kind], c.at)):
        value = units(panel.balance, panel.per)[said.at] or 0.0
        setting = sheet.strong if said.kind == "last" else sheet.text
        placed = callout(plane, said, value, drawn[said.at], setting)
        if said.kind == "mark" and not placed:
            sheet.homeless.append(said.text)


def callout(
    plane: Plane, said: Callout, value: float, bar: Extent | None, setting: Setting
) -> bool:
    """Put words at a bar: beyond its end, a little farther, across zero, much farther.

    A mark, and words that had to move away, get a thin line to their bar. Returns
    whether there was a place.
    """
    sheet = plane.sheet
    down = value < 0
    zero, end = plane.y(0), plane.y(value)
    left, right = (bar.left, bar.right) if bar else (plane.x(said.at),) * 2
    first = _MARK if said.kind == "mark" else _NEAR
    near = _OFFSETS[:1] if said.kind == "record" else _OFFSETS
    places = [
        *((end, first + more, down) for more in near),
        (zero, first + 1, not down),
        *((end, first + more, down) for more in _FAR_OFFSETS),
    ]
    for start, away, below in places:
        baseline = start + away + sheet.rise(setting) if below else start - away
        for share, align in _ANCHORS:
            anchor = left + share * (right - left), baseline
            box = sheet.box(said.text, anchor, setting, align)
            stem = (left + right) / 2, (start, box.top if below else box.bottom)
            needs_stem = away > _NEAR + 3
            if not sheet.is_clear(box) or box.right > plane.extent.right + 0.5:
                continue
            if needs_stem and not _stem_is_clear(sheet, *stem):
                continue
            sheet.words(said.text, anchor, setting, align)
            if needs_stem:
                _stem(sheet, *stem, setting.ink)
            return True
    return False


def _stem_is_clear(sheet: Sheet, x: float, ends: tuple[float, float]) -> bool:
    """Tell whether the thin line from bar to words would cross no drawn line."""
    top, bottom = sorted(ends)
    stem = Extent(x - 1, top + 1, x + 1, max(bottom - 1, top + 1))
    return not any(stem.crosses(*line) for line in sheet.lines)


def _stem(sheet: Sheet, x: float, ends: tuple[float, float], ink: str) -> None:
    """Draw the thin line from bar to words, touching neither."""
    toward = 1.5 if ends[1] > ends[0] else -1.5
    start, end = (x, ends[0] + toward), (x, ends[1] - toward)
    sheet.rule(start, end, ink, sheet.style.grid_width, 5)
    sheet.lines.append((start, end))
