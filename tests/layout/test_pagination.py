"""Where pages break, how they fill, where footnotes stand. Strips are 10 points high."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import Finding
from publisher.layout.columns import balanced
from publisher.layout.model import Area, Box, PlacedDrawing, Tag
from publisher.layout.pagination import Body, paginate
from publisher.layout.strips import Columns, Stretch, Strip, stacked, stretched
from publisher.provenance import Position
from tests.layout.small import context, note


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


# --- footnotes: a line of 10 takes 14 more at the foot of the page


def noted(name: str, count: int = 1, **changes: Any) -> Strip:
    """Return a strip in which footnotes of one line each are called."""
    notes = tuple(note(f"{name}{n}") for n in range(1, count + 1))
    return strip(name, notes=notes, **changes)


def paginated(
    strips: list[Strip], height: float, *, fill: bool = False
) -> tuple[list[Body], list[Finding]]:
    """Break strips into pages where footnotes can be set."""
    return paginate(strips, height, 100.0, context(), fill=fill)


def called(bodies: list[Body]) -> list[list[str]]:
    return [[each.element for each in body.notes] for body in bodies]


def test_a_footnote_stands_on_the_page_of_its_call() -> None:
    """Four lines fill a page of 50, but the note of the last takes 24: it goes over too."""
    bodies, findings = paginated([*map(strip, "abc"), noted("d")], 50)
    assert findings == []
    assert names(bodies) == [["a", "b", "c"], ["d"]]
    assert called(bodies) == [[], ["d1"]]


def test_footnotes_of_one_page_share_their_rule() -> None:
    """Two notes take 34, so that three lines just fill a page of 64."""
    bodies, _ = paginated([noted("a"), noted("b"), strip("c"), strip("d")], 64)
    assert names(bodies) == [["a", "b", "c"], ["d"]]
    assert called(bodies) == [["a1", "b1"], []]


def test_a_footnote_finds_its_own_place_and_position() -> None:
    """What is wrong in a note is said of the block in which it is called."""
    at, where = Position("content/a.yml", 7, 1), context()
    bad = replace(strip("a"), notes=(note("n", "→"),), position=at)
    paginate([bad], 100, 100.0, where, fill=False)
    assert [each.position for each in where.setting.findings] == [at]


def test_notes_higher_than_the_page_are_a_finding_and_are_not_lost() -> None:
    """Six notes take 74 under a line of 10, 34 too much on a page of 50."""
    bodies, [finding] = paginated([strip("z"), noted("a", 6), strip("b")], 50)
    assert finding.code == "LAYOUT-01"
    assert "34.0 pt too high" in finding.message
    assert names(bodies) == [["z"], ["a"], ["b"]]
    assert called(bodies) == [[], [f"a{n}" for n in range(1, 7)], []]


def test_parted_columns_leave_room_for_their_own_notes_only() -> None:
    """Eight lines with a note each need 94 for notes alone.

    On a page of 60 three lines would be 20 high with 44 of notes; two are 10 and 34.
    """
    lines = tuple(noted(n) for n in "abcdefgh")
    bodies, findings = paginated([balanced(Columns(lines, 2, 40.0, 10.0))], 60)
    assert findings == []
    assert called(bodies) == [["a1", "b1"], ["c1", "d1"], ["e1", "f1"], ["g1", "h1"]]


def test_a_filled_page_ends_above_its_footnotes() -> None:
    """A page of 100 with a note has 76 for its figure, no more."""
    bodies, _ = paginated([noted("a"), figure(more=200)], 100, fill=True)
    assert [body.foot for body in bodies] == [pytest.approx(76)]


# --- edge cases


def test_parted_columns_keep_their_space() -> None:
    """The first part that before and its place on the grid, the last that after."""
    lines = tuple(strip(n, before=1.0) for n in "abcdefgh")
    columns = balanced(Columns(lines, 2, 40.0, 10.0))
    columns = replace(columns, before=6.0, after=7.0, snap=True)
    first, second = pages([strip("x"), columns, strip("y")], 45)
    head, tail = first.strips[1], second.strips[0]
    assert (head.before, head.snap, first.tops) == (6, True, [0, 20])
    assert (tail.after, second.tops) == (7, [0, 21 + 7])


def test_columns_that_may_not_be_parted_are_a_finding() -> None:
    """Eight lines kept together cannot be broken over pages of 20; none is lost."""
    lines = tuple(strip(n, keep=True) for n in "abcdefgh")
    bodies, findings = paginate(
        [balanced(Columns(lines, 2, 40.0, 10.0))], 20, 100.0, CONTEXT, fill=False
    )
    assert [each.code for each in findings] == ["LAYOUT-01"]
    assert [len(body.strips[0].items) for body in bodies] == [8]


def test_a_table_in_columns_goes_on_under_its_boxhead() -> None:
    """In columns of 30: the head and two rows, then the head again and two rows, and so on."""
    head, again = strip("head", keep=True), (strip("again", keep=True),)
    rows = tuple(strip(f"r{n}", repeat=again) for n in range(7))
    bodies = pages([balanced(Columns((head, *rows), 2, 40.0, 10.0))], 30)
    inks = [[item.ink for item in body.strips[0].items] for body in bodies]
    assert inks == [
        ["head", "r0", "r1", "again", "r2", "r3"],
        ["again", "r4", "r5", "again", "r6"],
    ]


def test_a_heading_goes_over_with_columns_that_do_not_begin() -> None:
    """With less than two lines of room neither stays; nor does a heading alone."""
    lines = tuple(strip(n) for n in "abcdefgh")
    columns = balanced(Columns(lines, 2, 40.0, 10.0))
    strips = [strip("x"), strip("head", keep=True), columns]
    assert names(pages(strips, 35)) == [["x"], ["head", "a"], ["e"]]
    assert names(pages(strips, 40)) == [["x", "head", "a"], ["e"]]


def test_a_heading_that_nothing_follows_ends_the_part() -> None:
    """There is nothing with which it could stay."""
    assert names(pages([strip("a"), strip("head", keep=True)], 10)) == [["a"], ["head"]]


@pytest.mark.parametrize("kept", [True, False])
def test_a_row_that_does_not_fit_under_a_repeated_boxhead_is_a_finding(
    *, kept: bool
) -> None:
    """The head of 10 is repeated once, the row of 95 set under it, 5 too high; then on."""
    again = (strip("again", keep=kept),)
    head, tall = strip("head", keep=True), strip("r1", height=95.0, repeat=again)
    rows = [strip("r0", repeat=again), tall, strip("r2", repeat=again)]
    bodies, findings = paginate([head, *rows], 100, 100.0, CONTEXT, fill=False)
    assert ["5.0 pt too high" in each.message for each in findings] == [True]
    assert names(bodies) == [["head", "r0"], ["again", "r1"], ["again", "r2"]]


def test_a_boxhead_higher_than_the_page_ends() -> None:
    """Every page has a finding, none is without a row."""
    again = (strip("again", height=50.0, keep=True),)
    rows = [strip(f"r{n}", repeat=again) for n in range(3)]
    head = strip("head", height=50.0, keep=True)
    bodies, findings = paginate([head, *rows], 30, 100.0, CONTEXT, fill=False)
    assert names(bodies) == [["head", "r0"], ["again", "r1"], ["again", "r2"]]
    assert {each.code for each in findings} == {"LAYOUT-01"}
    assert len(findings) == 3


@pytest.mark.parametrize(("fill", "over"), [(False, "20.0"), (True, "5.0")])
def test_a_figure_higher_than_the_page_is_a_finding(*, fill: bool, over: str) -> None:
    """A figure of 50 on a page of 30; where pages are filled, its least of 35 counts."""
    strips = [strip("a"), figure(less=15, height=50), strip("b")]
    bodies, [finding] = paginate(strips, 30, 100.0, CONTEXT, fill=fill)
    assert f"'f' does not fit on a page: it is {over} pt too high" in finding.message
    assert names(bodies) == [["a"], ["f"], ["b"]]


def test_nothing_gives_no_pages() -> None:
    """The part's one empty page is not made here."""
    assert paginate([], 30, 100.0, CONTEXT, fill=True) == ([], [])


def test_what_is_left_is_shared_among_the_gaps() -> None:
    """8 left over two gaps: 4 and 8 lower; a strip kept with the one before stays by it."""
    strips = [
        strip("a"), strip("b", before=1.0), strip("c", keep=True),
        strip("d", before=1.0), strip("e", before=1.0),
    ]  # fmt: skip
    [body] = pages(strips, 61, fill=True)
    assert body.tops == [0, 15, 25, 36, 51]


def test_what_stands_on_the_grid_is_moved_by_whole_lines_of_it() -> None:
    """12 left over three gaps would be 4 each: the one on the grid waits for its line.

    The last one is free, so that the page still ends at its foot.
    """
    strips = [
        strip("a"), strip("b", before=1.0), strip("c", before=1.0, snap=True),
        strip("d", before=1.0),
    ]  # fmt: skip
    [body] = pages(strips, 63, fill=True)
    assert body.tops == [0, 11, 30, 53]
    assert body.foot == 63


def test_more_than_a_line_for_each_gap_is_left_at_the_foot() -> None:
    """30 left over two gaps of a grid of 10 would tear the page apart."""
    strips = [strip("a"), strip("b", before=1.0), strip("c", before=1.0)]
    [body] = pages(strips, 62, fill=True)
    assert body.tops == [0, 11, 22]


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("figure"), st.integers(0, 15), st.integers(0, 30)),
            st.tuples(st.just("strip"), st.booleans(), st.integers(0, 8)),
        ),
        min_size=1,
        max_size=15,
    ),
    st.integers(0, 3),
)
def test_filling_keeps_figures_between_least_and_most(
    specs: list[tuple[str, int, int]], notes: int
) -> None:
    """And keeps the page: in order, on the grid, above its notes, no strip over another."""
    strips = [
        replace(figure(one, two, 20.0), element=f"f{n}")
        if kind == "figure"
        else strip(f"s{n}", snap=bool(one), before=float(two))
        for n, (kind, one, two) in enumerate(specs)
    ]
    strips[0] = replace(strips[0], notes=tuple(note(f"n{n}") for n in range(notes)))
    bodies, findings = paginated(strips, 90, fill=True)
    assert findings == []
    assert [each for body in names(bodies) for each in body] == [
        each.element for each in strips
    ]
    limits = {each.element: each for each in strips if each.stretch}
    for body in bodies:
        room = 90 - (10 * len(body.notes) + 14 if body.notes else 0)
        assert body.foot <= room + 0.02
        foot = 0.0
        for each, top in zip(body.strips, body.tops, strict=True):
            assert top >= foot - 0.02
            foot = top + each.height
            if each.snap and top:
                assert top / 10 == pytest.approx(round(top / 10))
            if each.element in limits:
                was = limits[each.element]
                assert was.stretch is not None
                assert each.height >= was.height - was.stretch.less - 1e-6
                assert each.height <= was.height + was.stretch.more + 1e-6
