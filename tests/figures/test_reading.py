"""In which unit a figure counts."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from publisher.figures.reading import Reading

MILLION, BILLION = 10**6, 10**9


@pytest.mark.parametrize(
    ("amounts", "scale"),
    [
        ([5 * BILLION, 60 * MILLION], "billions"),
        ([900 * MILLION, 10 * MILLION], "millions"),
        ([5 * BILLION, 40 * MILLION], "millions"),
        ([-5 * BILLION, 40 * MILLION], "millions"),
        ([20 * BILLION, 40 * MILLION], "billions"),
        ([5 * BILLION, 0], "billions"),
    ],
)
def test_a_figure_counts_in_what_shows_its_small_numbers(
    amounts: list[int], scale: str
) -> None:
    """40 million would print as 0.0 billion; beside 20 billion it is a trifle, nil is nil."""
    reading: Any = SimpleNamespace(scale="")
    Reading.choose_scale(reading, amounts)
    assert reading.scale == scale
