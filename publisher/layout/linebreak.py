"""Boxes, glue and break opportunities to the best set of lines.

Total fit after Knuth and Plass, *Breaking Paragraphs into Lines*, Software: Practice and
Experience 11 (1981): all lines of a paragraph are chosen together, so that the sum of
their demerits is the least possible. Constants are those of TeX unless said otherwise.
Knows widths only: no fonts, no text. Lengths in any one unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import inf
from typing import NamedTuple

__all__ = ["FORCED", "Fit", "Item", "balance_lines", "break_lines"]

FORCED = -inf
"""The cost of a break that must be taken."""

FIRST_TOLERANCE = 200.0
"""Badness that a line may have before words are divided: 1.26 times its stretch."""
TOLERANCE = 1000.0
LAST_TOLERANCE = 10_000.0
RAGGED_TOLERANCE = 1600.0
"""A line two and a half times as short as is thought good."""
LEAST_STRETCH = 1e-3
"""Of the measure: lets a line without spaces be very bad, but not infinitely so."""
LINE_COST = 10.0
ROW_OF_HYPHENS = (0.0, 20_000.0, 1_000_000.0)
"""A hyphen after a line without one, with one, after two lines with one."""
LAST_HYPHEN = 40_000.0
"""A division before the last line; more than TeX's, for the end of a word looks lost there."""
MISMATCH = 10_000.0
"""A tight line next to a loose one."""
STUB = 60_000.0
"""A last line, after others, shorter than `Fit.stub`; in the first round there may be none."""
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
    after: float = 0.0
    last: bool = False


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
        (RAGGED_TOLERANCE if fit.edge else FIRST_TOLERANCE, False),
        (RAGGED_TOLERANCE if fit.edge else TOLERANCE, True),
        (LAST_TOLERANCE, True),
        (inf, True),
    ):
        points = list(_points(items, optional=optional))
        node = _best(points, fit, tolerance, stubs=optional)
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
    last = len(items) - 1
    for index, item in enumerate(items):
        own, more, less, cost, before, after, hyphen, late, _ = item
        if cost is not None and (optional or not late):
            yield _Point(
                index,
                width - shrink,
                width + before,
                stretch,
                shrink,
                width + own - after,
                stretch + more,
                shrink + less,
                cost,
                hyphen,
                after,
                index == last,
            )
        width += own
        stretch += more
        shrink += less


_START = _Point(-1, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, hyphen=False)


def _best(
    points: Sequence[_Point], fit: Fit, tolerance: float, *, stubs: bool = True
) -> _Node | None:
    """Return the end of the best set of lines, or None if none is within ``tolerance``.

    Without a tolerance (infinite) there always is one. ``stubs`` says whether the last
    line may be one.
    """
    origin = _Node(_START, 0.0, 1, 0, None)
    # the places where a line may start, in order, each with the ways to have got there
    starts: list[tuple[_Point, list[_Node]]] = [(_START, [origin])]
    live = 0
    hang = max(0.0, *(point.least + point.shrink - point.width for point in points))
    jitter = 2 * max(abs(point.after) for point in points)
    loosest = (tolerance / 100) ** (1 / 3)
    least_stretch = fit.edge + LEAST_STRETCH * fit.measure
    for point in points:
        forced = point.cost == FORCED
        while live < len(starts) and _too_long(starts[live][0], point, fit, hang):
            live += 1
        best: dict[int, _Node] = {}
        for start, nodes in islice(starts, live, None):
            slack = fit.measure - point.width + start.next_width
            if not stubs and _is_stub(start, point, fit):
                continue
            if slack < -EPSILON:
                shrink = point.shrink - start.next_shrink
                if slack < -shrink - EPSILON:
                    continue
                ratio = max(slack / shrink, -1.0)
            elif forced and fit.fill:
                ratio = 0.0
            else:
                stretch = point.stretch - start.next_stretch + least_stretch
                ratio = slack / stretch
                if ratio > loosest:
                    if slack - jitter > loosest * stretch:
                        break  # lines that start later are looser still
                    continue
            _offer(best, nodes, point, ratio, fit)
        if not best and tolerance == inf:
            latest = min(starts[-1][1], key=lambda node: node.demerits)
            best[0] = _Node(point, latest.demerits + OVERFULL, 1, 0, latest)
        if not best and (forced or live == len(starts)):
            return None
        if forced:
            live = len(starts)
        if best:
            starts.append((point, _worth_keeping(best)))
    return min(starts[-1][1], key=lambda node: node.demerits)


def _too_long(start: _Point, point: _Point, fit: Fit, hang: float) -> bool:
    """Say whether no line from ``start`` can end at ``point`` or later."""
    least = point.least - start.next_width + start.next_shrink
    return least - hang > fit.measure + EPSILON


def _is_stub(start: _Point, point: _Point, fit: Fit) -> bool:
    """Say whether a line is the last of several, and too short."""
    width = point.width - start.next_width
    return point.last and start is not _START and width < fit.stub


def _offer(
    best: dict[int, _Node],
    nodes: Sequence[_Node],
    point: _Point,
    ratio: float,
    fit: Fit,
) -> None:
    """Keep the best line of its kind that ends at ``point`` and begins at ``nodes``."""
    own = (LINE_COST + 100.0 * abs(ratio) ** 3) ** 2
    if point.cost != FORCED:
        own += point.cost**2
    elif _is_stub(nodes[0].point, point, fit):
        own += STUB
    # unlike neighbours only show where lines are justified
    fitness = 1 if fit.edge else _fitness(ratio)
    for node in nodes:
        demerits = node.demerits + own
        if abs(fitness - node.fitness) > 1:
            demerits += MISMATCH
        row = 0
        if point.hyphen:
            row = min(node.row + 1, 2)
            demerits += ROW_OF_HYPHENS[node.row]
        elif node.row and point.last:
            demerits += LAST_HYPHEN
        key = 3 * fitness + row
        if key not in best or demerits < best[key].demerits:
            best[key] = _Node(point, demerits, fitness, row, node)


def _fitness(ratio: float) -> int:
    """Return the class of a line: tight, normal, loose, very loose."""
    return 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1 else 3


def _worth_keeping(best: Mapping[int, _Node]) -> list[_Node]:
    """Leave out ways that what follows can never make better than another."""
    nodes = sorted(best.values(), key=lambda node: (node.demerits, node.row))
    kept: list[_Node] = []
    for node in nodes:
        if not any(
            other.row <= node.row and other.demerits + MISMATCH <= node.demerits
            for other in kept
        ):
            kept.append(node)
    return kept


def _trace(node: _Node | None) -> list[int]:
    ends: list[int] = []
    while node and node.previous:
        ends.append(node.point.item)
        node = node.previous
    return ends[::-1]
