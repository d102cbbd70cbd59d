"""Conditions that exclude each other, seen without data."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.expressions.contradiction import exclude

SIGNS = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
}


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        ("balance() < 0", "balance() > 0", True),
        ("balance() < 0", "0 < balance()", True),
        ("balance() <= 0", "balance() >= 0", False),
        ("balance() < 5", "balance() > 6", True),
        ("balance() > 5", "balance() < 6", False),  # money is not always whole
        ("balance() == 3", "balance() != 3", True),
        ("exports() > imports()", "imports() > exports()", True),
        ("exports() > imports()", "imports() <= exports()", False),
        ("is_record('balance', 'low')", "not is_record('balance', 'low')", True),
        ("balance() < 0 and cover() > 1", "cover() < 1 and exports() > 0", True),
        ("balance() < 0 or cover() > 1", "balance() > 0", False),
        ("balance(year=2018) < 0", "balance() > 0", False),
        ("not (", "balance() > 0", False),  # not an expression: told elsewhere
    ],
)
def test_two_conditions(one: str, other: str, excluded: bool) -> None:  # noqa: FBT001
    """A table of pairs; each is the same read from either side."""
    assert exclude(one, other) is excluded
    assert exclude(other, one) is excluded


@given(
    signs=st.tuples(st.sampled_from(sorted(SIGNS)), st.sampled_from(sorted(SIGNS))),
    bounds=st.tuples(st.integers(-2, 2), st.integers(-2, 2)),
)
def test_bounds_exclude_where_no_number_is_left(
    signs: tuple[str, str], bounds: tuple[int, int]
) -> None:
    """By trial of halves from −3 to 3: two bounds exclude each other if none meets both."""
    one, other = (
        f"cover() {sign} {bound}" for sign, bound in zip(signs, bounds, strict=True)
    )
    tried = (n / 2 for n in range(-6, 7))
    possible = any(
        all(
            SIGNS[sign](value, bound) for sign, bound in zip(signs, bounds, strict=True)
        )
        for value in tried
    )
    assert exclude(one, other) is not possible
