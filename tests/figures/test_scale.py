"""The value axis: round steps, exact labels, zero always in it."""

from fractions import Fraction

import pytest

from publisher.figures.scale import scale
from publisher.numerals import ENGLISH

BILLION = 10**9


@pytest.mark.parametrize(
    ("amounts", "most", "ticks"),
    [
        ((966, -415), 7, [-400, -200, 0, 200, 400, 600, 800, 1000]),
        ((30, -40), 4, [-40, -20, 0, 20]),
        ((5, 3), 3, [0, 2, 4]),
        ((-2,), 2, [-2, -1, 0]),
    ],
)
def test_ticks_are_round_and_hold_zero(
    amounts: tuple[int, ...], most: int, ticks: list[int]
) -> None:
    """Steps are 1, 2 or 5 times a power of ten; a near grid line beyond the data is kept."""
    made = scale(tuple(a * BILLION for a in amounts), BILLION, most)
    assert [int(tick) for tick in made.ticks] == ticks


def test_labels_share_their_decimals() -> None:
    """A step of 0.5 is labelled 0.0, 0.5, 1.0: exact, never 0.30000000000000004."""
    made = scale((Fraction(12 * BILLION, 10),), BILLION, 3)
    assert [made.text(tick, ENGLISH) for tick in made.ticks] == ["0.0", "0.5", "1.0"]


def test_no_amounts_still_make_an_axis() -> None:
    """A figure of nothing but zeros has an axis from zero to something."""
    made = scale((0,), BILLION, 4)
    assert made.ticks[0] == 0
