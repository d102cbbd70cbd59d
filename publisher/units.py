"""Lengths: what a designer writes to points.

A leaf. Inside the engine every length is a float in PostScript points (1/72 inch);
only `styles/` files carry other units.
"""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = ["POINTS_PER_UNIT", "points"]

POINTS_PER_UNIT = {
    "pt": Decimal(1),
    "in": Decimal(72),
    "mm": Decimal(72) / Decimal("25.4"),
    "cm": Decimal(72) / Decimal("2.54"),
    "pc": Decimal(12),
}
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)\s*(pt|in|mm|cm|pc)")


def points(text: str) -> float:
    """Return a length such as ``8.5in`` or ``3 mm`` in points.

    Raises
    ------
    ValueError
        If the text is not a number followed by pt, pc, mm, cm or in.
    """
    match = _LENGTH.fullmatch(text.strip())
    if not match:
        msg = f"{text!r} is not a length: write a number and pt, pc, mm, cm or in"
        raise ValueError(msg)
    return float(Decimal(match[1]) * POINTS_PER_UNIT[match[2]])
