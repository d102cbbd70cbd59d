"""Matrices and boxes: where things come to lie after all transformations.

A matrix is (a, b, c, d, e, f) as in ISO 32000-1, 8.3.3. Boxes are (left, top, right,
bottom); "top" is merely the lesser y.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot, sqrt

from publisher.preflight.model import Box

__all__ = [
    "EVERYWHERE",
    "IDENTITY",
    "Matrix",
    "as_matrix",
    "boxed",
    "cut",
    "inverse",
    "is_empty",
    "narrowest",
    "rectangle",
    "times",
    "united",
]

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
EVERYWHERE: Box = (-1e7, -1e7, 1e7, 1e7)


def times(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does one thing, then the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def rectangle(matrix: Matrix, box: tuple[float, float, float, float]) -> Box:
    """Return the box round a transformed rectangle (two opposite corners)."""
    a, b, c, d, e, f = matrix
    x0, y0, x1, y1 = box
    xs = (a * x0 + c * y0, a * x1 + c * y0, a * x0 + c * y1, a * x1 + c * y1)
    ys = (b * x0 + d * y0, b * x1 + d * y0, b * x0 + d * y1, b * x1 + d * y1)
    return (min(xs) + e, min(ys) + f, max(xs) + e, max(ys) + f)


def inverse(matrix: Matrix) -> Matrix:
    """Return the matrix that undoes another one, which must not flatten the plane."""
    a, b, c, d, e, f = matrix
    area = a * d - b * c
    a, b, c, d = d / area, -b / area, -c / area, a / area
    return (a, b, c, d, -e * a - f * c, -e * b - f * d)


def narrowest(matrix: Matrix) -> float:
    """Return by how much a length is multiplied at least, in any direction."""
    a, b, c, d, _, _ = matrix
    together = a * a + b * b + c * c + d * d
    apart = hypot(a * a + b * b - c * c - d * d, 2 * (a * c + b * d))
    return sqrt(max(0.0, (together - apart) / 2))


def cut(one: Box, other: Box) -> Box:
    """Return what two boxes share; it may be empty."""
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def is_empty(box: Box) -> bool:
    """Whether nothing is in it; a line without width is something."""
    return box[0] > box[2] or box[1] > box[3]


def united(boxes: Iterable[Box]) -> Box | None:
    """Return the box round all boxes."""
    lefts, tops, rights, bottoms = [], [], [], []
    for left, top, right, bottom in boxes:
        lefts.append(left)
        tops.append(top)
        rights.append(right)
        bottoms.append(bottom)
    return (min(lefts), min(tops), max(rights), max(bottoms)) if lefts else None


def boxed(one: tuple[float, ...]) -> Box:
    """Return four numbers in any order of corners as a box."""
    x0, y0, x1, y1 = one
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def as_matrix(six: tuple[float, ...]) -> Matrix:
    """Return six numbers as a matrix."""
    a, b, c, d, e, f = six
    return (a, b, c, d, e, f)
