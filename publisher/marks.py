"""The marks that printers ask for outside the bleed, as PDF operators.

::

        |         o         |        crop marks at the corners, a registration target
     ---+---+---------------+---     in the middle of each side; where the paper is folded
            |  trim         |        and not cut, a dashed mark.
     o      |               |  o
            |               |
     ---+---+---------------+---     The colour bar is above the trim, words below it.
        |         o         |

A leaf, for single pages and for imposed sheets. Marks are painted in the colour All, so
that they are on every plate; the page's resources must have it under this name, spot inks
as Spot0 and on, and a graphics state Knockout. Points, from the bottom-left of the media
box, y up. A box is left, bottom, right, top.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

__all__ = [
    "BAND",
    "CLEAR",
    "REGISTRATION",
    "ROOM",
    "colour_bar",
    "crop",
    "fold",
    "framed",
    "targets",
]

Area = tuple[float, float, float, float]

ROOM = 27.0
"""How far the sheet reaches beyond the bleed where there are marks."""
CLEAR = 3.0
"""How far marks keep from the bleed."""
BAND = 18.0
"""How long marks are; the band outside the bleed in which all of them stand."""
REGISTRATION = "/All cs 1 scn /All CS 1 SCN"
"""The colour that is solid on every plate."""

_THIN = 0.25
_RADIUS = 4.5
_PATCH = 9.0
_PATCHES = (
    (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1),
    (1, 1, 0, 0), (0, 1, 1, 0), (1, 0, 1, 0),
    (0.5, 0, 0, 0), (0, 0.5, 0, 0), (0, 0, 0.5, 0), (0, 0, 0, 0.5),
    (0.5, 0.4, 0.4, 0),
)  # fmt: skip
"""Solids, overprints of two, half tones, and the grey of three inks."""


def framed(lines: Iterable[str]) -> str:
    """Return marks that leave the graphics state as it was."""
    setting = f"q {_number(_THIN)} w [] 0 d /Knockout gs {REGISTRATION}"
    return "\n".join([setting, *lines, "Q", ""])


def crop(trim: Area, bleed: float, folded: Collection[float] = ()) -> Iterator[str]:
    """Yield the marks at the corners; none at an upright edge that is ``folded``."""
    left, bottom, right, top = trim
    near, far = bleed + CLEAR, bleed + CLEAR + BAND
    for x in (left, right):
        if x not in folded:
            yield _line(x, top + near, x, top + far)
            yield _line(x, bottom - near, x, bottom - far)
    for y in (bottom, top):
        yield _line(left - near, y, left - far, y)
        yield _line(right + near, y, right + far, y)


def fold(trim: Area, bleed: float, x: float) -> Iterator[str]:
    """Yield dashed marks above and below an upright fold."""
    _, bottom, _, top = trim
    near, far = bleed + CLEAR, bleed + CLEAR + BAND
    yield "[3 1.5] 0 d"
    yield _line(x, top + near, x, top + far)
    yield _line(x, bottom - near, x, bottom - far)
    yield "[] 0 d"


def targets(trim: Area, bleed: float, across: Collection[float] = ()) -> Iterator[str]:
    """Yield registration targets: a circle under a cross.

    One stands in the middle of each side; ``across`` says where those above and below
    stand instead of in the middle.
    """
    left, bottom, right, top = trim
    out, up = bleed + CLEAR + BAND / 2, (bottom + top) / 2
    for x in across or [(left + right) / 2]:
        yield from _target(x, top + out)
        yield from _target(x, bottom - out)
    yield from _target(left - out, up)
    yield from _target(right + out, up)


def colour_bar(trim: Area, bleed: float, spots: int, room: float) -> Iterator[str]:
    """Yield the patches of the process inks and of ``spots`` others, from the left.

    As many as there is ``room`` for.
    """
    left, _, _, top = trim
    x, y = left + BAND, top + bleed + CLEAR + (BAND - _PATCH) / 2
    colours = [f"{' '.join(_number(part) for part in patch)} k" for patch in _PATCHES]
    colours += [f"/Spot{n} cs 1 scn" for n in range(spots)]
    for n, colour in enumerate(colours[: max(0, int(room // _PATCH))]):
        place = (x + n * _PATCH, y, _PATCH, _PATCH)
        yield f"{colour} {' '.join(_number(part) for part in place)} re f"
    yield REGISTRATION


def _target(x: float, y: float) -> Iterator[str]:
    yield _circle(x, y, _RADIUS)
    yield _line(x - 1.8 * _RADIUS, y, x + 1.8 * _RADIUS, y)
    yield _line(x, y - 1.8 * _RADIUS, x, y + 1.8 * _RADIUS)


def _circle(x: float, y: float, radius: float) -> str:
    """Return a stroked circle as four curves."""
    pull = 0.5523 * radius
    path = [f"{_number(x + radius)} {_number(y)} m"]
    for across, up in ((1, 0), (0, 1), (-1, 0), (0, -1)):
        # from (across, up) a quarter anticlockwise, to (-up, across)
        points = (
            (x + radius * across - pull * up, y + radius * up + pull * across),
            (x - radius * up + pull * across, y + radius * across + pull * up),
            (x - radius * up, y + radius * across),
        )
        path.append(" ".join(_number(n) for point in points for n in point) + " c")
    return " ".join([*path, "s"])


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{_number(x)} {_number(y)} m {_number(to_x)} {_number(to_y)} l S"


def _number(value: float) -> str:
    """Return a number to a hundredth of a point, as PDF writes it."""
    return f"{round(value, 2) + 0:.2f}".rstrip("0").rstrip(".")
