"""Which pages of a saddle-stitched booklet stand on which sheet: arithmetic only.

Sheets lie in one another; the outermost is sheet 1. Each is printed with two pages on either
side and folded once::

    sheet 1 of 8 pages    outside: 8 | 1    inside: 2 | 7
    sheet 2               outside: 6 | 3    inside: 4 | 5

The fold of each inner sheet lies inside that of the sheet around it, one leaf further out;
so its fore-edge stands out by as much (creep), and its pages are moved towards the fold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

__all__ = ["Side", "sides"]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet. Sheets and pages count from 1; ``creep`` is in points."""

    sheet: int
    face: Literal["outside", "inside"]
    left: int
    right: int
    creep: float


def sides(pages: int, thickness: float) -> Iterator[Side]:
    """Yield both sides of each sheet, outermost first, for a multiple of four pages.

    ``thickness`` is that of one leaf (points).
    """
    for n in range(pages // 4):
        creep = n * thickness
        first, last = 2 * n + 1, pages - 2 * n
        yield Side(n + 1, "outside", last, first, creep)
        yield Side(n + 1, "inside", first + 1, last - 1, creep)
