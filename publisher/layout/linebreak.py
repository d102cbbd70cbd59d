"""Boxes, glue and break opportunities to the best set of lines.

Total fit after Knuth and Plass, *Breaking Paragraphs into Lines*, Software: Practice and
Experience 11 (1981): all lines of a paragraph are chosen together, so that the sum of
their demerits is the least possible. Constants are those of TeX unless said otherwise.
Knows widths only: no fonts, no text. Lengths in any one unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

__all__ = ["FORCED", "Fit", "Item", "balance_lines", "break_lines"]

FORCED = -inf
"""The cost of a break that must be taken."""

FIRST_TOLERANCE = 200.0
"""Badness that a line may have before words are divided: 1.26 times its stretch."""
TOLERANCE = 400.0
RAGGED_TOLERANCE = 800.0
"""A line twice as short as is thought good."""
LEAST_STRETCH = 1e-3
"""Of the measure: lets a line without spaces be very bad, but not infinitely so."""
LINE_COST = 10.0
DOUBLE_HYPHEN = 10_000.0
THIRD_HYPHEN = 1_000_000.0
LAST_HYPHEN = 5_000.0
MISMATCH = 10_000.0
"""A tight line next to a loose one."""
STUB = 60_000.0
"""A last line shorter than `Fit.stub`."""
OVERFULL = 1e12
EPSILON = 1e-6


class Item(NamedTuple):
    """One piece of a paragraph: a box, glue, or a place to break.

    ``width`` with its ``stretch`` and ``shrink`` counts if no line breaks here. With
    a ``cost`` a line may break here; then ``before`` is added to the line that ends (a
    hyphen, say) and ``after`` to the one that begins. ``hyphen`` marks breaks that should
    not stack up; ``optional`` those tried only if the rest will not do. ``at`` is for
    the caller.
    """

    width: float = 0.0
    stretch: float = 0.0
    shrink: float = 0.0
    cost: float | None = None
    before: float = 0.0
    after: float = 0.0
    hyphen: bool = False
    optional: bool = False
    at: int = 0


@dataclass(frozen=True, slots=True)
class Fit:
    """What lines are to be.

    ``edge`` is how far the end of a ragged line may well stay from the measure (0:
    justified). ``stub`` is the least good length of the last line. ``fill`` says that
    the last line may be of any length.
    """

    measure: float
    edge: float = 0.0
    stub: float = 0.0
    fill: bool = True


class _Point(NamedTuple):
    """A legal break with the sums of all before it, and of all a line after it leaves out."""

    item: int
    # `least` is the width with all glue shrunk
    least: float
    width: float
    stretch: float
    shrink: float
    next_width: float
    next_stretch: float
    next_shrink: float
    cost: float
    hyphen: bool


class _Node(NamedTuple):
    """A line end that a good set of lines may have. ``row`` counts stacked hyphens."""

    point: _Point
    demerits: float
    fitness: int
    row: int
    previous: _Node | None


def break_lines(items: Sequence[Item], fit: Fit) -> tuple[int, ...]:
    """Return the indices of the items at which lines end, in order.

    The last item must be a forced break. Nothing is ever left out: a box wider than the
    measure gets a line of its own, too long.
    """
    node: _Node | None = None
    for tolerance, optional in (
        (FIRST_TOLERANCE if not fit.edge else RAGGED_TOLERANCE, False),
        (TOLERANCE, True),
        (inf, True),
    ):
        points = list(_points(items, optional=optional))
        node = _best(points, fit, tolerance)
        if node:
            break
    return tuple(_trace(node))


def balance_lines(items: Sequence[Item], fit: Fit) -> tuple[int, ...]:
    """Return line ends for as few lines as possible, as equal in length as possible.

    For headings. Optional breaks are not used.
    """
    points = list(_points(items, optional=False))
    lines = _first_fit(points, fit.measure)
    low, high = 0.0, fit.measure
    while _widest(lines) <= fit.measure and high - low > fit.measure / 1000:
        middle = (low + high) / 2
        closer = _first_fit(points, middle)
        if len(closer) > len(lines) or _widest(closer) > middle:
            low = middle
        else:
            high = middle
    even = Fit(high, edge=fit.measure / 2, fill=False)
    node = _best(points, even, inf)
    best = tuple(_trace(node))
    if len(best) == len(lines):
        return best
    return tuple(point.item for point in _first_fit(points, high))


def _first_fit(points: Sequence[_Point], measure: float) -> list[_Point]:
    """Return line ends by filling each line as far as it goes."""
    ends: list[_Point] = []
    start, last = _START, None
    for point in points:
        if last and point.width - start.next_width > measure + EPSILON:
            ends.append(last)
            start, last = last, None
        last = point
        if point.cost == FORCED:
            ends.append(point)
            start, last = point, None
    return ends


def _widest(ends: Sequence[_Point]) -> float:
    starts = [_START, *ends]
    return max(
        end.width - start.next_width for start, end in zip(starts, ends, strict=False)
    )


def _points(items: Sequence[Item], *, optional: bool) -> Iterator[_Point]:
    width = stretch = shrink = 0.0
    for index, item in enumerate(items):
        cost = item.cost
        if cost is not None and (optional or not item.optional):
            yield _Point(
                index,
                width - shrink,
                width + item.before,
                stretch,
                shrink,
                width + item.width - item.after,
                stretch + item.stretch,
                shrink + item.shrink,
                cost,
                item.hyphen,
            )
        width += item.width
        stretch += item.stretch
        shrink += item.shrink


_START = _Point(-1, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, hyphen=False)


def _best(points: Sequence[_Point], fit: Fit, tolerance: float) -> _Node | None:
    """Return the end of the best set of lines, or None if none is within ``tolerance``.

    Without a tolerance (infinite) there always is one.
    """
    active = [_Node(_START, 0.0, 1, 0, None)]
    # how far hanging marks let any line end beyond its plain width
    hang = max(point.least + point.shrink - point.width for point in points)
    reach = fit.measure + max(hang, 0.0) + EPSILON
    for point in points:
        best: dict[int, _Node] = {}
        kept: list[_Node] = []
        least, forced = point.least, point.cost == FORCED
        for node in active:
            start = node.point
            if least - start.next_width + start.next_shrink > reach:
                continue
            if not forced:
                kept.append(node)
            ratio = _ratio(start, point, fit)
            badness = 100.0 * abs(ratio) ** 3
            if ratio >= -1.0 and badness <= tolerance:
                ends = point is points[-1]
                _offer(best, node, point, (ratio, badness), fit.stub if ends else None)
        if not kept and not best:
            if tolerance < inf:
                return None
            nearest = max(active, key=lambda node: (node.point.item, -node.demerits))
            best[0] = _Node(point, nearest.demerits + OVERFULL, 1, 0, nearest)
        active = [*kept, *best.values()]
    return min(active, key=lambda node: node.demerits)


def _ratio(start: _Point, end: _Point, fit: Fit) -> float:
    """Return by how much of its stretch or shrink a line must change; below -1 is too much."""
    slack = fit.measure - (end.width - start.next_width)
    if slack < -EPSILON:
        shrink = end.shrink - start.next_shrink
        if slack < -shrink - EPSILON:
            return -inf
        return max(slack / shrink, -1.0)
    if end.cost == FORCED and fit.fill:
        return 0.0
    stretch = end.stretch - start.next_stretch + fit.edge
    return slack / (stretch + LEAST_STRETCH * fit.measure)


def _offer(
    best: dict[int, _Node],
    node: _Node,
    point: _Point,
    line: tuple[float, float],
    stub: float | None,
) -> None:
    """Keep the line from ``node`` to ``point`` if none of its kind costs less."""
    ratio, badness = line
    cost = 0.0 if point.cost == FORCED else point.cost
    demerits = node.demerits + (LINE_COST + badness) ** 2 + cost**2
    fitness = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1 else 3
    if abs(fitness - node.fitness) > 1:
        demerits += MISMATCH
    row = 0
    if point.hyphen:
        row = min(node.row + 1, 2)
        demerits += (0.0, DOUBLE_HYPHEN, THIRD_HYPHEN)[node.row]
    if stub is not None:
        demerits += LAST_HYPHEN if node.row else 0.0
        demerits += STUB if point.width - node.point.next_width < stub else 0.0
    key = 3 * fitness + row
    if key not in best or demerits < best[key].demerits:
        best[key] = _Node(point, demerits, fitness, row, node)


def _trace(node: _Node | None) -> list[int]:
    ends: list[int] = []
    while node and node.previous:
        ends.append(node.point.item)
        node = node.previous
    return ends[::-1]
