"""The value axis: where its zero, its grid lines and their labels stand.

Exact arithmetic: a grid line at 0.3 is labelled 0.3. It draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, log10

from publisher.figures.plots import Amount
from publisher.numerals import Voice

__all__ = ["Scale", "scale"]

_STEPS = (Fraction(1), Fraction(2), Fraction(5), Fraction(10))


@dataclass(frozen=True, slots=True)
class Scale:
    """The span of the data with zero in it, and the round numbers within.

    All in the unit of the axis (billions, say), not in its base.
    """

    low: float
    high: float
    ticks: tuple[Fraction, ...]
    decimals: int

    def text(self, tick: Fraction, voice: Voice) -> str:
        """Return the label of a tick, all of them with the same decimals."""
        return voice.number(tick, places=self.decimals)


_NEAR = Fraction(2, 5)


def _reach(end: Fraction, step: Fraction) -> Fraction:
    """Return the next grid line beyond the end of the data if it is near, else the end."""
    outward = step if end > 0 else -step
    beyond = ceil(abs(end) / step) * outward
    return beyond if abs(beyond - end) < _NEAR * step else end


def scale(amounts: tuple[Amount, ...], per: int, most: int) -> Scale:
    """Return a scale for ``amounts`` with about ``most`` grid lines at the most.

    The span always holds zero: bars stand on it.
    """
    low = min(0, *amounts) if amounts else 0
    high = max(0, *amounts) if amounts else 0
    low_units, high_units = Fraction(low) / per, Fraction(high) / per
    span = high_units - low_units or Fraction(1)
    power = Fraction(10) ** floor(log10(span / most))
    step = next(m * power for m in _STEPS if span / (m * power) <= most)
    low_units = _reach(low_units, step)
    high_units = _reach(high_units, step)
    first, last = ceil(low_units / step), floor(high_units / step)
    ticks = tuple(n * step for n in range(first, last + 1))
    decimals = 0
    while (step * 10**decimals).denominator != 1:
        decimals += 1
    return Scale(float(low_units), float(high_units), ticks, decimals)
