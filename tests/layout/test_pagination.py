"""Where pages break, how they fill, where footnotes stand. Strips are 10 points high."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.layout.columns import balanced
from publisher.layout.model import Area, Box, PlacedDrawing, Tag
from publisher.layout.pagination import paginate
from publisher.layout.strips import Columns, Stretch, Strip, stacked, stretched
from publisher.provenance import Position


class Grid:
    """Stands for the context where only the baseline grid is asked for."""

    grid = 10.0


CONTEXT: Any = Grid()


def strip(name: str = "", **changes: Any) -> Strip:
    """Return a strip 10 points high with one mark in it, so that it can be found again."""
    mark = Area(Box(0, 0, 1, 10), name or "ink")
    return replace(Strip(10.0, (mark,), element=name), **changes)


def figure(less: float = 0.0, more: float = 0.0, height: float = 10.0) -> Strip:
    """Return a strip that is one figure."""
    place = PlacedDrawing("f", Box(0, 0, 50, height), Tag("f"))
    return Strip(height, (place,), stretch=Stretch(less, more), element="f")


def names(bodies: list[Any]) -> list[list[str]]:
    return [[each.element for each in body.strips] for body in bodies]


def pages(strips: list[Strip], height: float, *, fill: bool = False) -> list[Any]:
    bodies, findings = paginate(strips, height, 100.0, CONTEXT, fill=fill)
    assert findings == []
    return bodies


def test_strips_fill_a_page_before_the_next_begins() -> None:
    """Five strips of 10 on pages of 30: three, then two."""
    assert names(pages([strip(n) for n in "abcde"], 30)) == [list("abc"), list("de")]


def test_what_is_kept_moves_together() -> None:
    """A heading that must stay with the next line goes over with it."""
    strips = [strip("a"), strip("b"), strip("head", keep=True), strip("c")]
    assert names(pages(strips, 30)) == [["a", "b"], ["head", "c"]]


def test_space_between_is_the_larger_of_the_two_and_none_at_the_head() -> None:
    """After 4 and before 6 leave 6; a first strip's own space before is dropped."""
    strips = [strip("a", before=9.0, after=4.0), strip("b", before=6.0)]
    assert pages(strips, 100)[0].tops == [0.0, 16.0]


def test_a_snapped_strip_stands_on_the_grid() -> None:
    """After 13 points the next grid line of 10 is at 20."""
    strips = [strip("a", height=13.0), strip("b", snap=True)]
    assert pages(strips, 100)[0].tops == [0.0, 20.0]


def test_a_boxhead_is_repeated_after_a_break_inside_its_table() -> None:
    """The head stands again over the rows of the second page, and not if rows end."""
    head = strip("head", keep=True)
    again = (strip("again"),)
    rows = [strip(f"r{n}", repeat=again) for n in range(4)]
    assert names(pages([head, *rows], 30)) == [
        ["head", "r0", "r1"],
        ["again", "r2", "r3"],
    ]


def test_what_is_higher_than_a_page_is_a_finding_that_says_by_how_much() -> None:
    """A strip of 45 on a page of 30 is 15 too high, at its own position."""
    at = Position("content/a.yml", 3, 5)
    _, findings = paginate(
        [strip("a", height=45.0, position=at)], 30, 100.0, CONTEXT, fill=False
    )
    assert [(f.code, f.position) for f in findings] == [("LAYOUT-01", at)]
    assert "15.0 pt too high" in findings[0].message


def test_a_kept_chain_longer_than_a_page_is_a_finding_and_loses_nothing() -> None:
    """Four strips that may not be parted on a page of 30: named, and all still placed."""
    chain = [strip(n, keep=n != "d") for n in "abcd"]
    bodies, findings = paginate(chain, 30, 100.0, CONTEXT, fill=False)
    assert [f.code for f in findings] == ["LAYOUT-01"]
    assert names(bodies) == [list("abcd")]


def test_a_filled_page_gives_its_figure_what_is_left() -> None:
    """A figure of 40 to 80 beside a line of 10 on a page of 70 becomes 60 high."""
    body = pages([figure(less=0, more=40, height=40), strip("a")], 70, fill=True)[0]
    assert body.strips[0].items[0].box.height == pytest.approx(60)
    assert body.foot == pytest.approx(70)


def test_a_filled_page_shares_what_is_left_between_its_figures() -> None:
    """Two figures of 20 that may grow by 30 and 10 share 20 left as 15 and 5."""
    strips = [figure(more=30, height=20), figure(more=10, height=20)]
    body = pages(strips, 60, fill=True)[0]
    heights = [each.items[0].box.height for each in body.strips]
    assert heights == pytest.approx([35, 25])


def test_no_figure_grows_beyond_its_most() -> None:
    """A figure of 20 that may grow by 5 leaves the rest of the page empty."""
    body = pages([figure(more=5, height=20)], 100, fill=True)[0]
    assert body.strips[0].height == pytest.approx(25)


def test_figures_shrink_to_keep_a_page_whole() -> None:
    """A figure of 30 that may lose 10 makes room for a line on a page of 30."""
    bodies = pages([figure(less=10, height=30), strip("a")], 30, fill=True)
    assert names(bodies) == [["f", "a"]]
    assert bodies[0].strips[0].height == pytest.approx(20)


def test_what_stands_under_a_stretched_figure_moves_with_it() -> None:
    """A source line at 20 under a figure of 20 that grows by 5 stands at 25."""
    whole = stacked([figure(more=10, height=20), strip("source")])
    grown = stretched(whole, 5)
    tops = [item.box.y for item in grown.items]
    assert tops == [0, 25]
    assert grown.height == 35


def test_columns_are_balanced_the_first_the_longer() -> None:
    """Five lines over two columns: three and two, so 30 points high."""
    lines = tuple(strip(n) for n in "abcde")
    set_ = balanced(Columns(lines, 2, 40.0, 10.0))
    assert set_.height == 30
    assert [item.box.x for item in set_.items] == [0, 0, 0, 50, 50]


def test_columns_break_over_pages_column_by_column() -> None:
    """Eight lines in two columns with room for two: a–b | c–d, then e–f | g–h."""
    lines = tuple(strip(n) for n in "abcdefgh")
    columns = balanced(Columns(lines, 2, 40.0, 10.0))
    bodies = pages([columns], 20)
    inks = [
        [(item.ink, item.box.x) for each in body.strips for item in each.items]
        for body in bodies
    ]
    assert inks == [
        [("a", 0), ("b", 0), ("c", 50), ("d", 50)],
        [("e", 0), ("f", 0), ("g", 50), ("h", 50)],
    ]


@given(
    st.lists(
        st.tuples(st.integers(1, 12), st.booleans(), st.integers(0, 8)), max_size=40
    )
)
def test_every_strip_is_placed_once_in_order_and_inside_the_page(
    specs: list[tuple[int, bool, int]],
) -> None:
    """Whatever the heights, keeps and spaces: nothing lost, nothing twice, none overlapping.

    Chains are at most 3 × 12 points with 2 × 8 between them, so all fit a page of 60.
    """
    strips = [
        Strip(
            float(height),
            keep=keep and n % 3 != 2,
            before=float(before),
            element=str(n),
        )
        for n, (height, keep, before) in enumerate(specs)
    ]
    bodies = pages(strips, 60)
    assert [name for body in names(bodies) for name in body] == [
        str(n) for n in range(len(specs))
    ]
    for body in bodies:
        feet = [
            top + each.height for top, each in zip(body.tops, body.strips, strict=True)
        ]
        assert feet[-1] <= 60.01
        assert all(
            foot <= top + 1e-9 for foot, top in zip(feet, body.tops[1:], strict=False)
        )
        assert body is bodies[-1] or not body.strips[-1].keep
