"""Tables to strips. Letters and figures are 10 wide, points and signs 5; the measure is 100."""

from __future__ import annotations

from typing import Any

import pytest

from publisher.errors import Finding
from publisher.layout.model import Run
from publisher.layout.strips import Strip
from publisher.layout.table import table_strips
from publisher.narrative.model import Text
from publisher.styles.models import Style
from publisher.tables.model import Spanner, Table
from tests.layout.small import (
    AT,
    areas,
    context,
    lines,
    link,
    looks,
    note,
    row,
    table,
    words,
)


def strips_of(shown: Table, style: Style | None = None) -> list[Strip]:
    """Return the strips of a table on a measure of 100, without findings."""
    where = context(style)
    strips, findings = table_strips(shown, 100.0, where)
    assert findings == where.setting.findings == []
    return strips


def column_of(numbers: list[Any], head: str = "b") -> list[tuple[str, float, float]]:
    """Return the cells of a second column, set on their point."""
    strips = strips_of(table(("a", head), [row("r", each) for each in numbers]))
    return [lines(strip)[1] for strip in strips[1:]]


# --- columns


def test_columns_are_as_wide_as_what_they_hold_and_fill_the_measure() -> None:
    """10, 35 and 20 leave 35: 17.5 between two columns; the last ends at 100."""
    head, first = strips_of(table(("a", "bb", "c"), [row("r", "1.23", "45")]))
    assert lines(first) == [("r", 0, 0), ("1.23", 27.5, 0), ("45", 80, 0)]
    assert lines(head) == [("a", 0, 0), ("bb", 42.5, 0), ("c", 90, 0)]


def test_numbers_stand_on_their_point() -> None:
    """Two figures of fraction and a point are 25: every point is at 75."""
    assert column_of(["1.5", "10.25", "3", "−4.1"]) == [
        ("1.5", 65, 0),
        ("10.25", 55, 0),
        ("3", 65, 0),
        ("−4.1", 60, 0),
    ]


def test_a_note_or_a_sign_after_a_number_does_not_move_its_point() -> None:
    """The number "12" ends where "12.5" has its point; so does it before a percent sign or a note.

    The square font's note is 0.62 of the size: 6.2 wide; the fraction is 15 wide.
    """
    called = (Text("12"), note("n"))
    halved = (Text("12.5"), note("m"))
    cells = column_of(["12.5", "12", "12%", called, halved])
    assert {x for _, x, _ in cells} == {100 - 15 - 6.2 - 20}


def test_thousands_are_figures_of_the_whole_number() -> None:
    """The comma of "1,234.5" is no point: 45 before it."""
    assert column_of(["1,234.5", "1,234", "34"]) == [
        ("1,234.5", 40, 0),
        ("1,234", 40, 0),
        ("34", 65, 0),
    ]


def test_strong_figures_stand_on_the_point_too() -> None:
    """Over the border of two looks, and in a link."""
    bold = (Text("1", strong=True), Text("0.5"))
    strips = strips_of(
        table(("a", "b"), [row("r", bold), row("r", (link("k", "10.5"),))])
    )
    assert [lines(strip)[1:] for strip in strips[1:]] == [
        [("1", 65, 0), ("0.5", 75, 0)],
        [("10.5", 65, 0)],
    ]


def test_marks_without_figures_end_at_the_right_edge() -> None:
    """The mark "n.a." has points, but no number: 30 wide, it ends at 100."""
    assert column_of(["1.25", "n.a.", "–"])[1:] == [("n.a.", 70, 0), ("–", 95, 0)]


@pytest.mark.parametrize(
    ("align", "x"), [("left", 50), ("center", 70), ("right", 90), ("decimal", 90)]
)
def test_columns_are_aligned(align: str, x: float) -> None:
    """A figure of 10 under a head of 50."""
    strips = strips_of(table(("a", "bbbbb"), [row("r", "1")], align))
    assert lines(strips[1])[1] == ("1", x, 0)


def test_an_empty_cell_is_empty() -> None:
    """And a row may have fewer cells than the table columns."""
    strips = strips_of(table(("a", "b", "c"), [row("r", "", "1"), row("s")]))
    assert [[text for text, *_ in lines(strip)] for strip in strips[1:]] == [
        ["r", "1"],
        ["s"],
    ]


def test_a_table_without_rows_is_its_head() -> None:
    """Nothing is under the rule."""
    [head] = strips_of(table(("a", "b"), []))
    assert [text for text, *_ in lines(head)] == ["a", "b"]


def test_cells_break_only_if_the_measure_asks_for_it() -> None:
    """40 + 5 + 95 is 40 too much: the second column has 55 for "bbbb bbbb", in two lines."""
    [head, first] = strips_of(table(("a", "b"), [row("aaaa", "bbbb bbbb")], "left"))
    assert lines(first) == [("aaaa", 0, 0), ("bbbb", 45, 0), ("bbbb", 45, 10)]
    assert (head.height, first.height) == (10, 20)


def test_what_cannot_break_keeps_its_width() -> None:
    """Spaced by 1, words of 22 and 33, and 28 with a hyphen, are 93 with two gaps of 5."""
    tracked = looks(paragraphs={"cell": {"tracking": "1pt"}})
    cells = row("aa bb", (Text("ccc", strong=True),), "dd-dd")
    strips = strips_of(table(("a", "b", "c"), [cells], "left"), tracked)
    texts = [text for text, *_ in lines(strips[1])]
    assert texts == ["aa", "bb", "ccc", "dd-", "dd"]


@pytest.mark.parametrize(
    ("heads", "cells", "over"),
    [
        (("a", "b"), ("aaaa", "bbbbbbb"), "15.0"),  # 40 + 5 + 70
        (("a", "bbbbbbbbbb"), ("aa", "1"), "25.0"),  # a head counts: 20 + 5 + 100
        (("a", "b", "c"), ("a a", "1,234.5", "1,234.5"), "40.0"),  # 10 + 5 + 60 + 5 + 60
    ],
)  # fmt: skip
def test_a_table_wider_than_the_measure_is_a_finding(
    heads: tuple[str, ...], cells: tuple[str, ...], over: str
) -> None:
    """LAYOUT-03 says by how much, where each column is as narrow as its longest word."""
    where = context()
    strips, [finding] = table_strips(table(heads, [row(*cells)]), 100.0, where)
    assert strips == []
    assert isinstance(finding, Finding)
    assert (finding.code, finding.position) == ("LAYOUT-03", AT)
    assert f"{over} pt wider than the measure of 100.0 pt" in finding.message
    assert where.setting.findings == []


# --- the boxhead


def test_long_heads_break_in_two_and_stand_on_their_feet() -> None:
    """The head "aaa bbb" over "1" is set in two lines; the head of one line stands on the second."""
    [head, _] = strips_of(table(("s", "aaa bbb"), [row("r", "1")]))
    assert lines(head) == [("s", 0, 10), ("aaa", 70, 0), ("bbb", 70, 10)]
    assert areas(head) == [(0, 19, 100, 1)]
    assert head.height == 20


def test_a_head_little_longer_than_its_column_is_not_broken() -> None:
    """The head "aa b" is 35, no more than 1.3 times the 30 under it."""
    [head, _] = strips_of(table(("s", "aa b"), [row("r", "123")]))
    assert lines(head)[1] == ("aa b", 65, 0)


def test_a_spanner_stands_over_its_columns_with_a_rule_as_wide() -> None:
    """Columns of 10 with 35 between: the second and third are 45 to 100, "dd" in the middle."""
    shown = table(
        ("a", "b", "c"), [row("r", "1", "2")], spanners=(Spanner(words("dd"), 1, 2),)
    )
    over, head, _ = strips_of(shown)
    assert lines(over) == [("dd", 62.5, 0)]
    assert areas(over) == [(45, 9.5, 55, 0.5)]
    assert (over.height, over.keep, head.keep) == (10, True, True)


def test_a_spanner_longer_than_its_columns_breaks() -> None:
    """Two lines of 10 on a measure of 55, and one beside it on their feet."""
    spanners = (Spanner(words("ddd eee"), 1, 2), Spanner(words("f"), 0, 0))
    shown = table(("a", "b", "c"), [row("r", "1", "2")], spanners=spanners)
    over = strips_of(shown)[0]
    assert lines(over) == [("ddd", 57.5, 0), ("eee", 57.5, 10), ("f", 0, 10)]
    assert areas(over) == [(45, 19.5, 55, 0.5), (0, 19.5, 10, 0.5)]
    assert over.height == 20


def test_notes_and_links_of_heads_and_cells_are_kept() -> None:
    """In spanners, heads and cells; a link's area lies on its words, two lines down."""
    shown = table(
        ((link("k", "s"),), (Text("aaa bbb"), note("n1"))),
        [row("r", (Text("1"), note("n2")))],
        spanners=(Spanner((Text("d"), note("n3")), 1, 1),),
    )
    over, head, first = strips_of(shown)
    assert [[each.id for each in s.notes] for s in (over, head, first)] == [
        ["n3"], ["n1"], ["n2"],
    ]  # fmt: skip
    [area] = head.links
    assert (area.box.x, area.box.y) == (0, pytest.approx(10 + 7.1 - 8))


def test_a_boxhead_is_repeated_as_an_artifact() -> None:
    """Each row can be preceded by the same ink, read and clicked and noted only once."""
    shown = table(
        ((link("k", "a"),), (Text("b"), note("n"))),
        [row("r", "1"), row("s", "2")],
        spanners=(Spanner(words("d"), 1, 1),),
    )
    *head, first, second = strips_of(shown)
    assert first.repeat == second.repeat
    for once, again in zip(head, first.repeat, strict=True):
        assert areas(once) == areas(again)
        assert (once.height, once.keep) == (again.height, again.keep)
        runs = [item for item in again.items if isinstance(item, Run)]
        assert {run.tag for run in runs} == {"Pagination"}
        assert [run.glyphs.text for run in runs] == [
            item.glyphs.text for item in once.items if isinstance(item, Run)
        ]
        assert (again.links, again.notes) == ((), ())


# --- rows and rules


def test_rows_are_ruled_between_and_at_the_foot() -> None:
    """Half on either side of the border between two rows; 2 at the foot, inside."""
    strips = strips_of(table(("a", "b"), [row("r", "1"), row("s", "2")]))
    assert [areas(strip) for strip in strips[1:]] == [
        [(0, 9.75, 100, 0.5)],
        [(0, 8, 100, 2)],
    ]


def test_a_total_has_a_rule_over_it_and_its_own_type() -> None:
    """The row before it has none under it."""
    style = looks(paragraphs={"total": {"face": "tall"}})
    body = [row("r", "1"), row("sum", "2", kind="total")]
    first, total = strips_of(table(("a", "b"), body), style)[1:]
    assert (areas(first), areas(total)) == ([], [(0, 0, 100, 1), (0, 8, 100, 2)])
    faces = [item.glyphs.face for item in total.items if isinstance(item, Run)]
    assert faces == ["tall", "tall"]


def test_rules_may_stand_after_every_so_many_rows() -> None:
    """After the second and fourth of five, and at the foot."""
    body = [row(n, "1") for n in "vwxyz"]
    strips = strips_of(table(("a", "b"), body), looks(table={"group_every": 2}))
    assert [len(areas(strip)) for strip in strips[1:]] == [0, 1, 0, 1, 1]


def test_a_row_has_the_same_space_over_and_under_its_text() -> None:
    """Rows of 14: a line of 10 stands at 2; two lines make the row 24 high."""
    style = looks(table={"row": "14pt"})
    body = [row("r", "1"), row("aaaa", "bbbb bbbb")]
    _, one, two = strips_of(table(("a", "b"), body, "left"), style)
    assert [top for *_, top in lines(one)] == [2, 2]
    assert [top for *_, top in lines(two)] == [2, 2, 12]
    assert (one.height, two.height) == (14, 24)


def test_no_row_is_left_alone_at_either_end() -> None:
    """The first two and the last two stay together, and a group with what it heads."""
    body = [row("u", "1"), row("v", "1"), row("w", kind="group"), row("x", "1")]
    body += [row("y", "1"), row("z", "1")]
    head, *rows = strips_of(table(("a", "b"), body))
    assert head.keep
    assert [strip.keep for strip in rows] == [True, False, True, False, True, False]
    assert {(strip.element, strip.position) for strip in rows} == {("t", AT)}
