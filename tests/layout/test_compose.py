"""Elements to strips: blocks, lists, contents lines, panels, exhibits.

Letters are 10 wide and lines 10 high (see `tests.layout.small`); the measure is 100.
"""

from __future__ import annotations

from typing import Any

import pytest

from publisher.layout.compose import compose
from publisher.layout.model import Run
from publisher.layout.strips import Strip, stretched
from publisher.narrative.model import Element, Note, Text
from publisher.styles.models import Style
from tests.layout.small import (
    AT,
    areas,
    call,
    context,
    drawings,
    figure,
    group,
    item,
    lines,
    link,
    listed,
    looks,
    note,
    p,
    row,
    table,
    words,
)


def composed(element: Element, style: Style | None = None, *shown: Any) -> list[Strip]:
    """Compose on a measure of 100 without findings."""
    where = context(style, *shown)
    strips = compose(element, 100.0, where)
    assert where.setting.findings == []
    return strips


def seen(strips: list[Strip]) -> list[list[tuple[str, float, float]]]:
    return [lines(strip) for strip in strips]


# --- flow


def test_a_flow_sets_its_children_one_under_the_other() -> None:
    """A strip of 10 for each line; "aaaa bbbb" is 85 long, with "cc" it were 110."""
    strips = composed(group("g", p("a", "aaaa bbbb cc"), p("b", "dd")))
    assert seen(strips) == [
        [("aaaa bbbb", 0, 0)],
        [("cc", 0, 0)],
        [("dd", 0, 0)],
    ]
    assert [strip.height for strip in strips] == [10, 10, 10]
    assert [strip.element for strip in strips] == ["a", "a", "b"]
    assert {strip.position for strip in strips} == {AT}


@pytest.mark.parametrize(
    ("before", "indented"),
    [
        (p("x", "xx"), True),  # another paragraph of its style
        (p("x", "xx", "heading"), False),
        (listed("x", item("x/1", "1", p("x/1/1", "xx"))), False),
        (group("x", p("x/1", "xx")), False),
    ],
    ids=["paragraph", "heading", "list", "group"],
)
def test_a_first_line_is_indented_after_its_like(
    before: Element, *, indented: bool
) -> None:
    """And after nothing else; the first of all is not."""
    style = looks(paragraphs={"body": {"indent": "10pt"}})
    strips = composed(group("g", before, p("b", "bb")), style)
    assert lines(strips[0])[-1][1] in (0, 20)
    assert lines(strips[-1]) == [("bb", 10 if indented else 0, 0)]


def test_plain_paragraphs_wear_the_style_of_their_block() -> None:
    """A paragraph of style "body" in a block of small type; one of its own style does not."""
    style = looks(
        paragraphs={"small": {"leading": "5pt"}},
        blocks={"flow": {"paragraph": "small"}},
    )
    strips = composed(group("g", p("a", "aa"), p("b", "bb", "heading")), style)
    assert [strip.height for strip in strips] == [5, 10]


def test_what_is_empty_takes_no_room() -> None:
    """Paragraphs without words and groups without children give no strips."""
    empty = group("g", p("a", ""), p("b", ()), group("h"), listed("l"), p("c", " "))
    assert composed(empty) == []
    assert composed(group("r", group("g"), style="columns")) == []
    assert composed(group("r", style="row")) == []
    assert composed(group("r", p("a", ""), style="panel")) == []


def test_what_has_a_frame_of_its_own_is_left_out() -> None:
    """Of a flow and of a row, whose other children share its width."""
    one, other = p("a", "aa"), p("b", "bb", slot="art")
    assert seen(composed(group("g", one, other))) == [[("aa", 0, 0)]]
    assert seen(composed(group("g", other, one, style="row"))) == [[("aa", 0, 0)]]


# --- space, rules, keeps


def test_a_block_asks_for_the_larger_space() -> None:
    """Its own or that of its first and last paragraph."""
    style = looks(
        paragraphs={"body": {"before": "3pt", "after": "4pt"}},
        blocks={"flow": {"before": "5pt", "after": "2pt", "snap": True}},
    )
    first, last = composed(group("g", p("a", "aa"), p("b", "bb")), style)
    assert (first.before, first.after, first.snap) == (5, 4, True)
    assert (last.before, last.after, last.snap) == (3, 4, False)


def test_a_rule_stands_over_the_first_line_in_its_ink() -> None:
    """A rule of 1 and a gap of 3 put the line 4 lower; the next one is as it was."""
    style = looks(
        blocks={"flow": {"rule_above": "1pt", "rule_gap": "3pt", "rule_ink": "grey"}}
    )
    first, second = composed(group("g", p("a", "aa"), p("b", "bb")), style)
    assert (areas(first), lines(first), first.height) == (
        [(0, 0, 100, 1)],
        [("aa", 0, 4)],
        14,
    )
    assert (areas(second), second.height) == ([], 10)
    assert [area.ink for area in first.items[:1]] == ["grey"]  # type: ignore[union-attr]


def test_a_block_may_be_kept_together() -> None:
    """Every strip but the last forbids a break after it."""
    style = looks(blocks={"flow": {"keep_together": True}})
    strips = composed(group("g", p("a", "aa"), p("b", "bb"), p("c", "cc")), style)
    assert [strip.keep for strip in strips] == [True, True, False]


def test_two_lines_are_kept_at_either_end_of_a_paragraph() -> None:
    """Of five lines the breaks after the second and the third are left."""
    text = " ".join(["aaaaaaaa"] * 5)
    strips = composed(p("a", text))
    assert [strip.keep for strip in strips] == [True, False, False, True, False]


# --- rows and columns


def test_a_row_sets_its_children_side_by_side() -> None:
    """Two of 45 with 10 between; the row is as high as the higher one."""
    cells = group("r", p("a", "aaaa bbbb"), p("b", "cc"), style="row")
    [strip] = composed(cells)
    assert lines(strip) == [("aaaa", 0, 0), ("bbbb", 0, 10), ("cc", 55, 0)]
    assert strip.height == 20


def test_a_row_of_so_many_columns_goes_on_below() -> None:
    """Three children in rows of two; an empty one keeps its place."""
    style = looks(blocks={"row": {"arrange": "row", "columns": 2, "gap": "10pt"}})
    cells = group("r", p("a", "aa"), p("b", ""), p("c", "cc"), style="row")
    assert seen(composed(cells, style)) == [[("aa", 0, 0)], [("cc", 0, 0)]]


def test_notes_called_in_a_row_and_in_columns_are_kept() -> None:
    """In the order of the columns."""
    children = [p(n, (Text(n), note(f"n{n}"))) for n in "ab"]
    for style in ("row", "columns"):
        [strip] = composed(group("r", *children, style=style))
        assert [each.id for each in strip.notes] == ["na", "nb"]


def test_columns_share_their_lines() -> None:
    """Five lines of 40 with 20 between: three and two."""
    lines_ = [p(n, n) for n in "abcde"]
    [strip] = composed(group("c", *lines_, style="columns"))
    assert lines(strip) == [
        ("a", 0, 0), ("b", 0, 10), ("c", 0, 20), ("d", 60, 0), ("e", 60, 10),
    ]  # fmt: skip
    assert strip.height == 30


def test_no_heading_ends_a_column() -> None:
    """Of three lines the second would end the first column; it goes over with its text."""
    inside = [p("a", "a"), p("h", "h", "heading"), p("b", "b")]
    [strip] = composed(group("c", *inside, style="columns"))
    assert lines(strip) == [("a", 0, 0), ("h", 60, 0), ("b", 60, 10)]


def test_one_column_is_plain_text() -> None:
    """It breaks over pages line by line."""
    style = looks(blocks={"columns": {"arrange": "columns", "columns": 1}})
    strips = composed(group("c", p("a", "aa"), p("b", "bb"), style="columns"), style)
    assert seen(strips) == [[("aa", 0, 0)], [("bb", 0, 0)]]


def test_a_rule_over_columns_stands_apart_and_stays_with_them() -> None:
    """So that a page break can set the columns again without losing it."""
    style = looks(
        blocks={
            "columns": {
                "arrange": "columns", "columns": 2, "rule_above": "1pt",
                "rule_gap": "3pt", "before": "6pt", "snap": True,
            }
        }
    )  # fmt: skip
    block = group("c", p("a", "aa"), p("b", "bb"), style="columns")
    rule, columns = composed(block, style)
    assert (areas(rule), rule.height, rule.keep) == ([(0, 0, 100, 1)], 4, True)
    assert (rule.before, rule.snap, columns.before, columns.snap) == (6, True, 0, False)
    assert lines(columns) == [("aa", 0, 0), ("bb", 50, 0)]


def test_a_table_in_columns_has_its_boxhead_over_each() -> None:
    """A head and six rows of 10: head and three rows, the head again and three."""
    shown = table(("a", "b"), [row(n, "1") for n in "uvwxyz"])
    block = Element("t", "Table", "exhibit", exhibit="t")
    [strip] = composed(group("c", block, style="columns"), None, shown)
    read = [words for words, *_ in lines(strip)]
    assert read == [*"ab", *"u1v1w1", *"x1y1z1"]
    assert strip.height == 40
    again = [item for item in strip.items if isinstance(item, Run)][8:10]
    assert [(run.glyphs.text, run.x, run.tag) for run in again] == [
        ("a", 60, "Pagination"),
        ("b", 90, "Pagination"),
    ]


# --- labels hung beside bodies


def test_a_label_hangs_in_the_indent_of_its_list() -> None:
    """The body begins at 20 and keeps its own lines and keeps."""
    [first, second] = composed(listed("l", item("i", "1.", p("b", "aaaaaa bbbbbb"))))[
        :2
    ]
    assert lines(first) == [("1.", 0, 0), ("aaaaaa", 20, 0)]
    assert lines(second) == [("bbbbbb", 20, 0)]
    assert (first.keep, second.keep) == (True, False)


def test_a_list_in_a_list_is_indented_twice() -> None:
    """20 for each."""
    inner = listed("m", item("j", "–", p("c", "cc")))
    strips = composed(listed("l", item("i", "1.", p("b", "bb"), inner)))
    assert seen(strips) == [
        [("1.", 0, 0), ("bb", 20, 0)],
        [("–", 20, 0), ("cc", 40, 0)],
    ]


def test_terms_stand_beside_their_meanings() -> None:
    """A label of 30, a gap of 10; the longer side keeps the other's last lines with it."""
    terms = listed("t", item("i", "aaa bbb ccc", p("b", "dd ee")), style="terms")
    [strip] = composed(terms)
    assert lines(strip) == [
        ("aaa", 0, 0), ("bbb", 0, 10), ("ccc", 0, 20), ("dd ee", 40, 0),
    ]  # fmt: skip
    assert strip.height == 30


@pytest.mark.parametrize(
    ("label", "body", "tops"),
    [("10pt", "10pt", (0, 0)), ("20pt", "10pt", (0, 10)), ("10pt", "20pt", (10, 0))],
)
def test_label_and_body_share_their_first_baseline(
    label: str, body: str, tops: tuple[int, int]
) -> None:
    """Lines of 20 have their baseline 10 deeper: the other side comes down to it."""
    style = looks(
        paragraphs={"term": {"leading": label}, "body": {"leading": body}},
    )
    [strip] = composed(
        listed("t", item("i", "aaa", p("b", "bb")), style="terms"), style
    )
    (_, _, one), (_, _, other) = lines(strip)
    assert one == other == 10 * (tops != (0, 0))
    assert strip.height == 10 + max(tops)


def test_a_label_longer_than_its_first_paragraphs_hangs_on_beside_the_next() -> None:
    """Lines of the label at 0, 10, 20; paragraphs at 0, 15 and 30: none falls out.

    The whole label is painted first, as it is read first.
    """
    style = looks(paragraphs={"body": {"after": "5pt"}})
    body = [p(n, n) for n in "xyz"]
    strips = composed(
        listed("t", item("i", "aaa bbb ccc", *body), style="terms"), style
    )
    assert seen(strips) == [
        [("aaa", 0, 0), ("bbb", 0, 10), ("ccc", 0, 20), ("x", 40, 0)],
        [("y", 40, 0)],
        [("z", 40, 0)],
    ]
    assert [strip.keep for strip in strips] == [True, False, False]
    assert [strip.height for strip in strips] == [10, 10, 10]


def test_a_meaning_may_hold_a_list() -> None:
    """Blocks inside a meaning are set as blocks."""
    inner = listed("m", item("j", "–", p("c", "cc")))
    [first, second] = composed(
        listed("t", item("i", "aa", p("b", "bb"), inner), style="terms")
    )
    assert lines(first) == [("aa", 0, 0), ("bb", 40, 0)]
    assert lines(second) == [("–", 40, 0), ("cc", 60, 0)]


def test_links_and_notes_of_a_label_are_kept() -> None:
    """The link's area lies at the label, the note is the row's."""
    label = (link("k", "aa"), note("n"))
    [strip] = composed(listed("t", item("i", label, p("b", "bb")), style="terms"))
    assert [(area.element, area.box.x) for area in strip.links] == [("k", 0)]
    assert [each.id for each in strip.notes] == ["n"]


def test_a_body_keeps_its_rules_without_a_label() -> None:
    """An item without a label is its body at its place, keeps and all."""
    text = " ".join(["aaaaaa"] * 5)
    strips = composed(listed("t", item("i", "", p("b", text)), style="terms"))
    assert {x for strip in strips for _, x, _ in lines(strip)} == {40}
    assert [strip.keep for strip in strips] == [True, False, False, True, False]


# --- contents


def entry(title: str, style: Style | None = None) -> list[Strip]:
    content = (Text(title), call("r", "target"))
    return composed(Element("e", "TOCI", "contents-entry", content=content), style)


def test_a_contents_line_has_its_folio_at_the_right_edge() -> None:
    """The digits "00" are 20 wide and end at 100."""
    assert seen(entry("aaaa")) == [[("aaaa", 0, 0), ("00", 80, 0)]]


def test_the_folio_stands_beside_the_last_line() -> None:
    """Words have 70, the measure less three ems; the rule is over the first line, whole."""
    rule = {"rule_above": "1pt", "rule_gap": "1pt", "before": "2pt", "snap": True}
    first, last = entry("aaaaaa bbbbbb", looks(paragraphs={"contents-entry": rule}))
    assert (lines(first), areas(first)) == ([("aaaaaa", 0, 2)], [(0, 0, 100, 1)])
    assert lines(last) == [("bbbbbb", 0, 0), ("00", 80, 0)]
    assert areas(last) == []
    assert (first.height, first.before, first.snap, first.keep) == (12, 2, True, True)


@pytest.mark.parametrize("content", [(Text("aaaa"),), (call("r", "target"),)])
def test_half_a_contents_line_is_set_too(content: tuple[Any, ...]) -> None:
    """Words without a page, a page without words."""
    [strip] = composed(Element("e", "TOCI", "contents-entry", content=content))
    assert len(lines(strip)) == 1


# --- panels


def test_a_panel_lies_on_its_ground_inside_its_padding() -> None:
    """Two lines and twice 5 are 30 high; it is one strip, so no break falls inside it."""
    [strip] = composed(group("g", p("a", "aa"), p("b", "bb"), style="panel"))
    assert areas(strip) == [(0, 0, 100, 30)]
    assert lines(strip) == [("aa", 5, 5), ("bb", 5, 15)]
    assert strip.height == 30


def test_a_ground_grows_with_the_figure_on_it() -> None:
    """A figure that takes 7 more gives 7 to its panel; the line under it moves."""
    panel = group(
        "g", Element("f", "Figure", "exhibit", exhibit="f"), p("a", "aa"), style="panel"
    )
    [strip] = composed(panel, None, figure(height=20, most=40))
    grown = stretched(strip, 7)
    assert areas(grown) == [(0, 0, 100, 47)]
    assert drawings(grown) == [(5, 5, 90, 27)]
    assert lines(grown) == [("aa", 5, 32)]


def test_a_figure_beside_text_shrinks_no_further_than_the_text() -> None:
    """A figure of 40 that may lose 30 beside 30 of text: 10 at most."""
    drawn = Element("f", "Figure", "exhibit", exhibit="f")
    text = p("a", "aaaa bbbb cccc")
    [strip] = composed(
        group("r", drawn, text, style="row"), None, figure(least=10, height=40, most=60)
    )
    assert strip.stretch is not None
    assert (strip.stretch.less, strip.stretch.more) == (10, 20)


# --- exhibits


def exhibited(shown: Any, style: Style | None = None) -> list[Strip]:
    kind = Element(shown.id, "Figure", "exhibit", exhibit=shown.id, position=AT)
    return composed(kind, style, shown)


def test_an_exhibit_is_title_unit_figure_notes_and_source() -> None:
    """In this order, each under the other, never parted."""
    shown = figure(
        title=words("title"), unit=words("unit"), notes=(words("note"),),
        source=words("source"),
    )  # fmt: skip
    strips = exhibited(shown)
    assert [strip.element for strip in strips] == [
        "f/title", "f/unit", "f", "f/note-0", "f/source",
    ]  # fmt: skip
    assert drawings(strips[2]) == [(0, 0, 100, 20)]
    assert [strip.keep for strip in strips] == [True, True, True, True, False]


def test_an_exhibit_without_words_is_its_figure() -> None:
    """At its usual height, which may change between its least and its most."""
    [strip] = exhibited(figure(least=15, height=20, most=50))
    assert (strip.height, strip.keep, strip.element) == (20, False, "f")
    assert strip.stretch is not None
    assert (strip.stretch.less, strip.stretch.more) == (5, 30)


def test_a_table_keeps_its_last_row_with_its_source() -> None:
    """The head stays with the first row, the last but one with the last."""
    shown = table(("a", "b"), [row(n, "1") for n in "wxyz"], source=words("source"))
    strips = exhibited(shown)
    assert [strip.keep for strip in strips] == [True, True, False, True, True, False]


def test_footnotes_of_an_exhibits_words_are_called_where_they_stand() -> None:
    """In its title as in its notes."""
    called: tuple[Note, ...] = (note("n1"), note("n2"))
    shown = figure(title=(Text("a"), called[0]), notes=((Text("b"), called[1]),))
    strips = exhibited(shown)
    assert [strip.notes for strip in strips] == [called[:1], (), called[1:]]
