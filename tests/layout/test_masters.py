"""Type area, frames, running lines, folios and tabs.

The trim is 130 × 100 with 20 at the gutter and 10 at the other edges; letters are 10 wide.
"""

from __future__ import annotations

from typing import Any

import pytest

from publisher.errors import Finding
from publisher.layout.masters import Sheet, Side, frame_box, furniture, type_area
from publisher.layout.model import Area, Box, Run
from publisher.styles.models import Frame, Master, Style
from tests.layout.small import context, document, looks, part

BOTH: tuple[Side, Side] = ("recto", "verso")


def dressed(
    master: dict[str, Any],
    side: Side = "recto",
    *,
    paragraphs: dict[str, Any] | None = None,
    page: dict[str, Any] | None = None,
    findings: list[Finding] | None = None,
    **changes: Any,
) -> tuple[list[Any], list[Any]]:
    """Return what lies under and around the content of page 7 of a part."""
    style = looks(masters={"plain": master}, paragraphs=paragraphs, page=page)
    shown = part("one", **changes)
    sheet = Sheet(shown, style.page.masters["plain"], side, "7")
    where = context(style)
    found: list[Finding] = [] if findings is None else findings
    made = furniture(sheet, document(shown, stamp="Specimen"), where, found)
    assert where.setting.findings == []
    assert findings is not None or not found
    return made


def running(**line: Any) -> dict[str, Any]:
    return {"running": ({"y": "8pt", "style": "running"} | line,)}


def set_(items: list[Any]) -> list[tuple[str, float, float]]:
    """Return words with the left end of their baseline."""
    return [
        (item.glyphs.text, round(item.x, 2), round(item.y, 2))
        for item in items
        if isinstance(item, Run)
    ]


def boxes(items: list[Any]) -> list[Box]:
    return [item.box for item in items if isinstance(item, Area)]


# --- type area and frames


def margins_of(style: Style, side: Side, **own: Any) -> Box:
    return type_area(style.page, Master.model_validate(own), side)


@pytest.mark.parametrize(
    ("side", "own", "box"),
    [
        ("recto", {}, Box(20, 10, 100, 80)),
        ("verso", {}, Box(10, 10, 100, 80)),
        ("recto", {"head": "20pt"}, Box(20, 20, 100, 70)),
        ("recto", {"foot": "17pt"}, Box(20, 10, 100, 70)),  # 73, to whole lines
        ("recto", {"gutter": "30pt"}, Box(30, 10, 90, 80)),
        ("verso", {"gutter": "30pt"}, Box(10, 10, 90, 80)),
        ("verso", {"fore_edge": "30pt"}, Box(30, 10, 80, 80)),
    ],
)
def test_the_type_area_is_mirrored(side: Side, own: dict[str, str], box: Box) -> None:
    """The gutter is at the left of a recto and at the right of a verso."""
    plain = {"head": "10pt", "foot": "10pt", "gutter": "20pt", "fore_edge": "10pt"}
    margins = {"margins": plain | own} if own else {}
    assert margins_of(looks(), side, **margins) == box


@pytest.mark.parametrize(
    ("side", "bleeds", "box"),
    [
        ("recto", False, Box(25, 60, 40, 30)),
        ("verso", False, Box(65, 60, 40, 30)),  # 130 - 25 - 40
        ("recto", True, Box(-3, -3, 136, 106)),
        ("verso", True, Box(-3, -3, 136, 106)),
    ],
)
def test_frames_are_mirrored_and_may_bleed(
    side: Side, box: Box, *, bleeds: bool
) -> None:
    """Measured from the gutter's edge; one that bleeds covers trim and bleed."""
    frame = Frame.model_validate(
        {"x": "25pt", "y": "60pt", "width": "40pt", "height": "30pt", "bleeds": bleeds}
    )
    assert frame_box(looks().page, frame, side) == box


# --- running lines


@pytest.mark.parametrize(
    ("side", "gutter", "fore_edge"),
    [("recto", 20, 110), ("verso", 90, 10)],
)
def test_texts_stand_at_the_gutter_and_at_the_fore_edge(
    side: Side, gutter: float, fore_edge: float
) -> None:
    """The word "aa" is 20 wide, the folio 10; both have their baseline at 8."""
    _, around = dressed(running(gutter="aa", fore_edge="{folio}"), side)
    assert set_(around) == [("aa", gutter, 8), ("7", fore_edge, 8)]


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ("{title}", "Title"), ("{subtitle}", "Sub"), ("{edition}", "2025"),
        ("{part}", "One"), ("{label}", "L"), ("{folio}", "7"),
        ("{place}–{places}", "3–9"), ("{stamp}", "Specimen"),
    ],
)  # fmt: skip
def test_fields_are_filled(field: str, shown: str) -> None:
    """Those of the publication, of the part and of the document."""
    _, around = dressed(running(gutter=field), label="L", tab=(3, 9))
    assert [text for text, *_ in set_(around)] == [shown]


@pytest.mark.parametrize(
    "field", ["{nothing}", "{}", "{0}", "{folio.x}", "{folio[a]}", "{folio:d}", "{a"]
)
def test_an_unknown_field_is_a_finding(field: str) -> None:
    """It names the line, and the fields there are; the rest of the line is still set."""
    findings: list[Finding] = []
    _, around = dressed(running(gutter=field, fore_edge="aa"), findings=findings)
    assert [finding.code for finding in findings] == ["LAYOUT-06"]
    assert repr(field) in findings[0].message
    assert "{folio}, {label}, {part}" in str(findings[0].hint)
    assert set_(around) == [("aa", 100, 8)]


def test_an_empty_text_is_not_set() -> None:
    """A part without a label leaves the line empty; without a tab it has no place."""
    assert dressed(running(gutter="{label}", fore_edge="{place}")) == ([], [])


def test_a_running_line_that_is_too_long_is_a_finding() -> None:
    """Never broken, cut or set over the other text: 45 and 60 on 100 are 5 too long."""
    findings: list[Finding] = []
    line = running(gutter="aa bb", fore_edge="cccccc")
    _, around = dressed(line, findings=findings)
    assert [finding.code for finding in findings] == ["LAYOUT-07"]
    assert "5.0 pt too long in the part 'one'" in findings[0].message
    assert [text for text, *_ in set_(around)] == ["aa bb", "cccccc"]


@pytest.mark.parametrize("align", ["left", "right", "center", "justify"])
@pytest.mark.parametrize("side", BOTH)
def test_tracking_and_alignment_do_not_move_a_text_from_its_edge(
    side: Side, align: str
) -> None:
    """Two letters and twice 2 are 24, whatever the style says of paragraphs."""
    style = {"running": {"tracking": "2pt", "align": align}}
    _, around = dressed(running(fore_edge="aa"), side, paragraphs=style)
    left = 96 if side == "recto" else 10
    assert set_(around) == [("aa", left, 8)]
    [run] = around
    assert run.width == 24


def test_a_rule_stands_under_a_running_line() -> None:
    """From edge to edge of the type area, 2 under the baseline."""
    line = running(gutter="aa", rule_below="1pt", rule_gap="2pt")
    assert boxes(dressed(line)[1]) == [Box(20, 10, 100, 1)]


def test_what_every_page_wears_is_no_content() -> None:
    """Running lines with their rules are heads or feet, by the half in which they stand."""
    for y, kind in (("8pt", "Header"), ("99pt", "Footer")):
        master = running(gutter="aa", y=y, rule_below="1pt") | TAB
        _, around = dressed(master, tab=(1, 2))
        kinds = [i.tag if isinstance(i, Run) else i.artifact for i in around]
        assert kinds == [kind, kind, *["Pagination"] * 3]


# --- tabs


TAB: dict[str, Any] = {
    "tab": {
        "first_y": "10pt", "step": "20pt", "width": "12pt", "height": "16pt",
        "style": "tab", "ink": "black", "others_ink": "grey", "others_width": "4pt",
    }
}  # fmt: skip


@pytest.mark.parametrize(
    ("side", "own", "others", "number"),
    [("recto", 118, 126, 119), ("verso", -3, -3, 1)],
)
def test_tabs_step_down_the_fore_edge_and_bleed_off_it(
    side: Side, own: float, others: float, number: float
) -> None:
    """The second of three: 20 lower than the first, 12 wide and 3 of bleed.

    Its number of 10 stands in the middle of the 12 inside the trim, and 3.5 (0.35 of
    its size) under the middle of its height.
    """
    _, around = dressed(TAB, side, tab=(2, 3))
    assert boxes(around) == [
        Box(others, 10, 7, 16),
        Box(own, 30, 15, 16),
        Box(others, 50, 7, 16),
    ]
    assert set_(around) == [("2", number, 30 + 8 + 3.5)]
    assert [item.ink for item in around[:3]] == ["grey", "black", "grey"]


def test_a_number_of_two_figures_stays_in_the_middle_of_its_tab() -> None:
    """20 and twice a tracking of 1 in 12: five to either side."""
    _, around = dressed(TAB, tab=(10, 10), paragraphs={"tab": {"tracking": "1pt"}})
    [(text, x, y)] = set_(around)
    assert (text, x, y) == ("10", 118 - 5, 10 + 9 * 20 + 8 + 3.5)


@pytest.mark.parametrize(("side", "x"), [("recto", 107), ("verso", 13)])
def test_a_number_keeps_to_the_safe_part_of_its_tab(side: Side, x: float) -> None:
    """Of 28 less a safety of 8, 20 are left for a 2 that is 10 wide: 5 to either side."""
    wide = {"tab": TAB["tab"] | {"width": "28pt"}}
    _, around = dressed(wide, side, tab=(2, 3), page={"safety": "8pt"})
    [(text, at, _)] = set_(around)
    assert (text, at) == ("2", x)


def test_other_places_are_not_marked_without_an_ink() -> None:
    """Only the part's own tab is there; a part without a place has none."""
    quiet = {"tab": TAB["tab"] | {"others_ink": None}}
    assert len(boxes(dressed(quiet, tab=(2, 3))[1])) == 1
    assert dressed(TAB) == ([], [])


# --- grounds


def test_a_ground_lies_under_the_whole_page_and_its_bleed() -> None:
    """It is the background, in the master's ink."""
    under, around = dressed({"ground": "grey"})
    assert under == [Area(Box(-3, -3, 136, 106), "grey", "Background")]
    assert around == []


def test_a_ruled_page_has_lines_to_write_on() -> None:
    """Every second line of the grid from the ninth down; here only its head at 90."""
    assert boxes(dressed({"ruled": True})[0]) == [Box(20, 90, 100, 0.5)]
