"""Figures are drawn as soon as they have a size, and once in each."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, cast

import pytest

from publisher.errors import Finding, StageFailed
from publisher.figures.model import Drawing
from publisher.figures.studio import Commission
from publisher.provenance import Bound, Position
from tests.layout.small import figure

AT = Position("content/a.yml")


class Pool:
    """Stands for the drawing process: notes what it is asked, and draws empty pictures."""

    def __init__(self, fault: Finding | None = None) -> None:
        self.asked: list[tuple[str, float, float]] = []
        self.bound: list[tuple[Bound, ...]] = []
        self.fault = fault

    def submit(self, _verb: Callable[..., Any], figure: Any, *size: float) -> Any:
        """Answer at once."""
        self.asked.append((figure.id, *size))
        self.bound.append(figure.bound)
        task: Future[Drawing] = Future()
        if self.fault:
            task.set_exception(StageFailed([self.fault]))
        else:
            task.set_result(Drawing(*size, ()))
        return task


def commission(pool: Pool, *names: str) -> Commission:
    bound = (Bound("1", "a", AT, ()),)
    return Commission(
        cast("Any", pool), {name: figure(name, bound=bound) for name in names}
    )


def test_a_figure_is_drawn_once_in_each_size() -> None:
    """Told again, the same size begins nothing; another one begins anew and counts."""
    pool = Pool()
    made = commission(pool, "f")
    for size in ((10, 20), (10, 20), (10, 30)):
        made.begin("f", size)
    assert pool.asked == [("f", 10, 20), ("f", 10, 30)]
    assert made.drawn({"f": (10, 30)})["f"].height == 30
    assert len(pool.asked) == 2


def test_what_nobody_began_is_drawn_at_the_end() -> None:
    """Layout need not tell sizes: those that it ends with are drawn."""
    assert set(commission(Pool(), "f", "g").drawn({"f": (1, 1), "g": (1, 1)})) == {
        "f",
        "g",
    }


def test_the_cells_of_its_numbers_stay_behind() -> None:
    """What a figure is drawn from goes to another process; its hundreds of cells do not."""
    pool = Pool()
    commission(pool, "f").begin("f", (1, 1))
    assert pool.bound == [()]


def test_the_faults_of_all_figures_come_at_once() -> None:
    """Two figures that cannot be drawn are two findings."""
    made = commission(Pool(Finding("FIG-01", "no room")), "f", "g")
    with pytest.raises(StageFailed) as failed:
        made.drawn({"f": (1, 1), "g": (1, 1)})
    assert [finding.code for finding in failed.value.findings] == ["FIG-01", "FIG-01"]
