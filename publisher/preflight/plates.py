"""The plates of a page, and what can be measured on them.

A plate is an array of ink, 0 (paper) to 255 (solid), one row for each line of pixels from
the top of ``box``, which is the bleed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from publisher.preflight.model import Box

__all__ = ["Ink", "Plates"]

Ink = NDArray[np.uint8]
Line = NDArray[np.bool_]
_SOME = 8
"""Ink of 255 that the eye would see."""
_SPECK = 2.0
"""Points: what is smaller on both sides is the edge of something."""
_MOST_BOXES = 40


@dataclass(frozen=True, slots=True)
class Plates:
    """Plates by ink; ``scale`` is pixels per point."""

    inks: Mapping[str, Ink]
    box: Box
    scale: float

    def overloaded(self, trim: Box, limit: float) -> tuple[float, list[Box]]:
        """Return the most ink, in percent, and where it is above ``limit``."""
        total = np.zeros(next(iter(self.inks.values())).shape, np.uint16)
        for plate in self.inks.values():
            total += plate
        over = total > limit * 2.55
        if not over.any():
            return 0.0, []
        boxes = [
            box
            for box in self._boxes(over)
            if max(box[2] - box[0], box[3] - box[1]) > _SPECK
            and box[0] < trim[2]
            and box[1] < trim[3]
        ]
        return float(total.max()) / 2.55, boxes

    def bare_edges(self, trim: Box, bleed: float) -> Iterator[Box]:
        """Yield strips of bleed that are bare although ink touches the trim there."""
        inked: NDArray[np.bool_] = np.logical_or.reduce(
            [plate >= _SOME for plate in self.inks.values()]
        )
        height, width = inked.shape
        for edge, beyond in ((0.0, -bleed), (trim[3], bleed)):
            near, far = self._lines(edge - self.box[1], beyond, height)
            ends = (trim[0] - self.box[0], trim[2] - self.box[0])
            for x0, x1 in self._bare(inked[near], inked[far], ends):
                y0, y1 = sorted((edge, edge + beyond))
                yield (self.box[0] + x0, y0, self.box[0] + x1, y1)
        for edge, beyond in ((0.0, -bleed), (trim[2], bleed)):
            near, far = self._lines(edge - self.box[0], beyond, width)
            ends = (trim[1] - self.box[1], trim[3] - self.box[1])
            for y0, y1 in self._bare(inked[:, near], inked[:, far], ends):
                x0, x1 = sorted((edge, edge + beyond))
                yield (x0, self.box[1] + y0, x1, self.box[1] + y1)

    def _lines(self, edge: float, beyond: float, count: int) -> tuple[int, int]:
        """Return the lines of pixels just inside an edge of the trim and far outside it."""
        if beyond < 0:
            near, far = edge * self.scale, (edge + beyond) * self.scale + 1
        else:
            near, far = edge * self.scale - 1, (edge + beyond) * self.scale - 2
        last = count - 1
        return min(max(round(near), 0), last), min(max(round(far), 0), last)

    def _bare(
        self, near: Line, far: Line, ends: tuple[float, float]
    ) -> Iterator[tuple[float, float]]:
        """Yield stretches between two ends with ink near and none far, in points."""
        bare = near & ~far
        bare[: max(round(ends[0] * self.scale), 0)] = False
        bare[max(round(ends[1] * self.scale), 0) :] = False
        for first, last in _stretches(bare):
            if (last - first) / self.scale >= _SPECK:
                yield first / self.scale, last / self.scale

    def _x(self, pixels: int) -> float:
        return self.box[0] + pixels / self.scale

    def _y(self, pixels: int) -> float:
        return self.box[1] + pixels / self.scale

    def _boxes(self, mask: Line) -> Iterator[Box]:
        """Yield boxes round what is set: bands of rows, cut into stretches of columns."""
        for top, bottom in _stretches(np.any(mask, axis=1)):
            for left, right in _stretches(np.any(mask[top:bottom], axis=0)):
                yield (self._x(left), self._y(top), self._x(right), self._y(bottom))


def _stretches(line: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], line, [False]))))
    found = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    return found if len(found) <= _MOST_BOXES else [(found[0][0], found[-1][1])]
