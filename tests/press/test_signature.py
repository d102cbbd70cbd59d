"""The order of pages on sheets, proved by folding them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.press.signature import Side, sides

LEAF = 0.3
"""Points; the thickness of a leaf below."""


@dataclass(frozen=True)
class Leaf:
    """Half a folded sheet: the page that a reader sees first, and the one behind it."""

    front: int
    back: int


def folded(outside: Side, inside: Side) -> tuple[Leaf, Leaf]:
    """Fold a sheet upright, its outside outwards; return its first and second leaf.

    Seen from outside, the right half lies in front; turned over, its back is what was
    the left half of the inside.
    """
    return Leaf(outside.right, inside.left), Leaf(inside.right, outside.left)


def read(sheets: list[tuple[Side, Side]]) -> list[int]:
    """Lay folded sheets into one another, and leaf through the booklet."""
    leaves: list[Leaf] = []
    for outside, inside in reversed(sheets):  # the innermost first
        first, second = folded(outside, inside)
        leaves = [first, *leaves, second]
    return [page for leaf in leaves for page in (leaf.front, leaf.back)]


def test_a_booklet_of_eight_pages() -> None:
    """Two sheets, as a printer's manual shows them."""
    assert list(sides(8, 0)) == [
        Side(1, "outside", 8, 1, 0),
        Side(1, "inside", 2, 7, 0),
        Side(2, "outside", 6, 3, 0),
        Side(2, "inside", 4, 5, 0),
    ]


@given(st.integers(1, 64))
def test_a_folded_booklet_reads_in_order(sheets: int) -> None:
    """Whatever their number, sheets that are folded and nested read 1, 2, 3 to the end."""
    made = list(sides(4 * sheets, LEAF))
    pairs = list(zip(made[::2], made[1::2], strict=True))
    assert read(pairs) == list(range(1, 4 * sheets + 1))
    for side in made:
        assert (side.left + side.right) == 4 * sheets + 1
        assert side.left % 2 == 0  # a left page is a verso


@given(st.integers(1, 64))
def test_each_sheet_creeps_by_the_leaf_around_it(sheets: int) -> None:
    """The outermost stays; both sides of a sheet move alike."""
    made = list(sides(4 * sheets, LEAF))
    for n, (outside, inside) in enumerate(zip(made[::2], made[1::2], strict=True)):
        assert outside.creep == inside.creep == pytest.approx(n * LEAF)
