"""What lies under things: the ground on which text and lines stand.

A ground is an area that hides what is under it: a plain rectangle, an image or a shading.
Areas of other shapes are left to the eye, and to the rendered plates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publisher.preflight.model import PROCESS, Colour, Painted

__all__ = ["grounds"]

_LEAST = 4.0
"""Points: what is narrower is a rule, not a ground."""
_MOST = 400
PAPER = Colour("press", "paper")
_PICTURE = Colour("press", "picture", tuple((plate, 1.0) for plate in PROCESS))


def grounds(painted: Sequence[Painted]) -> Iterator[tuple[Painted, Colour]]:
    """Yield each object that stands on something, with the colour under its middle."""
    under: list[Painted] = []
    for each in painted:
        left, top, right, bottom = each.box
        x, y = (left + right) / 2, (top + bottom) / 2
        yield each, _at(x, y, under)
        is_area = each.ground or each.kind in {"image", "shading"}
        if is_area and min(right - left, bottom - top) >= _LEAST:
            under.append(each)
            del under[:-_MOST]


def _at(x: float, y: float, under: Sequence[Painted]) -> Colour:
    for each in reversed(under):
        left, top, right, bottom = each.box
        if left <= x <= right and top <= y <= bottom and not each.transparent:
            if each.kind != "fill" or each.colour is None:
                return _PICTURE
            return each.colour
    return PAPER
