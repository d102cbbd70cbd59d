"""Lines balanced over columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publisher.layout.strips import Columns, Strip, beside, height_of, stacked

__all__ = ["balanced", "fitting", "headed"]


def balanced(columns: Columns) -> Strip:
    """Return the lines of ``columns`` set side by side, the first columns the longer ones.

    The height is the least at which all lines fit with their keeps respected.
    """
    lines = columns.lines
    height = max([height_of(lines) / columns.count, *(strip.height for strip in lines)])
    while True:
        parts = _poured(lines, height, columns.count)
        if parts is not None:
            break
        height += 0.5
    step = columns.width + columns.gap
    strip = beside((n * step, stacked(part)) for n, part in enumerate(parts) if part)
    return replace(
        strip,
        columns=columns,
        before=lines[0].before,
        after=lines[-1].after,
        snap=lines[0].snap,
        element=lines[0].element,
        position=lines[0].position,
    )


def _poured(
    lines: Sequence[Strip], height: float, count: int
) -> list[list[Strip]] | None:
    """Pour lines into ``count`` columns of ``height``; None if they do not all fit.

    A table that goes on in the next column has its boxhead there too.
    """
    parts: list[list[Strip]] = []
    rest = list(lines)
    for _ in range(count):
        taken = fitting(rest, height)
        if taken == 0 and rest:
            return None
        parts.append(rest[:taken])
        rest = headed(rest[taken:])
    return None if rest else parts


def headed(strips: Sequence[Strip]) -> list[Strip]:
    """Return strips that follow a break, under the boxhead that they repeat."""
    return [*strips[0].repeat, *strips] if strips else []


def fitting(strips: Sequence[Strip], height: float) -> int:
    """Return how many of the strips fit in ``height``, broken only where it is allowed."""
    y = 0.0
    best = 0
    for n, strip in enumerate(strips):
        if n:
            y += max(strips[n - 1].after, strip.before)
        y += strip.height
        if y > height + 0.01:
            break
        if not strip.keep or n + 1 == len(strips):
            best = n + 1
    return best
