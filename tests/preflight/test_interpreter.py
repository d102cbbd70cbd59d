"""The walk through a page: colour, overprint, boxes and sizes of what is painted.

The page is 300 by 400 points, boxes count from its top-left: y = 400 - y of the file.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Dictionary, Name

from publisher.preflight.operators import ACTS
from publisher.preflight.typefaces import read_typeface
from tests.faults.sound import SOUND
from tests.preflight.reading import page_of, painted

BLACK = (("Cyan", 0.0), ("Magenta", 0.0), ("Yellow", 0.0), ("Black", 1.0))


def test_a_rectangle_is_an_object_with_its_box_and_inks(tmp_path: Path) -> None:
    """10 from the left and 20 from the bottom, 30 wide, 40 high: 340 to 380 from the top."""
    [area] = painted("0.1 0.2 0.3 0.4 k 10 20 30 40 re f", tmp_path)
    assert (area.kind, area.box) == ("fill", (10, 340, 40, 380))
    assert area.colour is not None
    assert area.colour.inks == (
        ("Cyan", 0.1),
        ("Magenta", 0.2),
        ("Yellow", 0.3),
        ("Black", 0.4),
    )
    assert area.colour.total == pytest.approx(100)
    assert area.ground


def test_rectangles_of_one_path_are_objects_of_their_own(tmp_path: Path) -> None:
    """Bars of a chart are painted at once and judged one by one; none is a ground."""
    bars = painted("0 g 10 0 5 10 re 20 0 5 20 re f", tmp_path)
    assert [bar.box for bar in bars] == [(10, 390, 15, 400), (20, 380, 25, 400)]
    assert not any(bar.ground for bar in bars)


def test_a_rectangle_drawn_by_lines_is_one_too(tmp_path: Path) -> None:
    """What a drawing program writes as four lines is the same area."""
    [area] = painted("0 g 10 10 m 40 10 l 40 30 l 10 30 l h f", tmp_path)
    assert area.ground
    [shape] = painted("0 g 10 10 m 40 10 l 25 30 l h f", tmp_path)
    assert not shape.ground


@pytest.mark.parametrize("paint", ["B", "B*", "b", "b*"])
def test_filling_and_stroking_paints_two_objects(paint: str, tmp_path: Path) -> None:
    """The inside in the colour of areas, then the line in that of lines, 2 points wide."""
    inside, line = painted(f"0 0 0 1 k 1 0 0 0 K 2 w 10 10 20 20 re {paint}", tmp_path)
    assert (inside.kind, line.kind) == ("fill", "stroke")
    assert inside.colour is not None
    assert line.colour is not None
    assert (inside.colour.plates, line.colour.plates) == (("Black",), ("Cyan",))
    assert line.box == (9, 369, 31, 391)


def test_a_width_is_that_after_transformation(tmp_path: Path) -> None:
    """A line of 2 points at a tenth of the size is 0.2 points wide; it may be squeezed."""
    [line] = painted("q 0.1 0 0 0.1 0 0 cm 2 w 0 0 m 400 0 l S Q", tmp_path)
    assert line.width == pytest.approx(0.2)
    [squeezed] = painted("q 1 0 0 0.05 0 0 cm 2 w 0 0 m 40 0 l S Q", tmp_path)
    assert squeezed.width == pytest.approx(0.1)
    [turned] = painted("q 0 3 -3 0 100 100 cm 2 w 0 0 m 9 0 l S Q", tmp_path)
    assert turned.width == pytest.approx(6)


def test_type_has_the_size_and_box_that_it_has_on_the_page(tmp_path: Path) -> None:
    """Four squares of 10 points are 40 wide, 7 over the line and 2 under it."""
    [word] = painted("BT /F 10 Tf 60 300 Td (BODY) Tj ET", tmp_path)
    assert (word.kind, word.size) == ("text", 10)
    assert word.box == pytest.approx((60, 93, 100, 102))
    [half] = painted(
        "q 0.5 0 0 0.5 0 0 cm BT /F 10 Tf 120 600 Td (BODY) Tj ET Q", tmp_path
    )
    assert half.size == 5
    assert half.box == pytest.approx((60, 96.5, 80, 101))
    [matrix] = painted("BT /F 1 Tf 8 0 0 12 60 300 Tm (AB) Tj ET", tmp_path)
    assert matrix.size == 12
    assert matrix.box[2] == 76


def test_letters_are_readable_by_telling_names() -> None:
    """A font whose codes have names of characters needs no table of characters."""
    with SOUND["screen"].opened() as pdf:
        font = pdf.pages[0].obj.Resources.Font.F
        for names, readable in ((["A", "uni0042"], True), (["A", "g17"], False)):
            listed = [65, *(Name(f"/{each}") for each in names)]
            font.Encoding = Dictionary(Differences=listed)
            assert read_typeface(font).facts.unicode == readable


def test_spacing_and_pieces_move_what_follows(tmp_path: Path) -> None:
    """Two letters apart by 500 thousandths of 10 points, each 1 point wider, stretched."""
    [word] = painted("BT /F 10 Tf 1 Tc [(A) -500 (B)] TJ ET", tmp_path)
    assert word.box[2] == pytest.approx(27)
    first, second = painted("BT /F 10 Tf 200 Tz (A) Tj (B) Tj ET", tmp_path)
    assert (first.box[2], second.box[0]) == (20, 20)


def test_lines_of_type_follow_by_leading_and_quotes(tmp_path: Path) -> None:
    """Td, TD, T* and the quotes begin lines where they should."""
    content = (
        "BT /F 10 Tf 50 300 Td (A) Tj 0 -20 TD (B) Tj T* (C) Tj (D) ' 1 2 (E) \" ET"
    )
    tops = [word.box[1] for word in painted(content, tmp_path)]
    assert tops == [93, 113, 133, 153, 173]


@pytest.mark.parametrize(
    ("sets", "kind", "space"),
    [
        ("1 0 0 rg", "rgb", "DeviceRGB"),
        ("/DeviceRGB cs 1 0 0 sc", "rgb", "DeviceRGB"),
        ("/DeviceRGB cs", "rgb", "DeviceRGB"),
        ("1 1 1 1 k", "press", "DeviceCMYK"),
        ("0.5 g", "press", "DeviceGray"),
        ("/Spot cs 0.5 scn", "press", "Separation PANTONE 289 C"),
        ("/All cs 1 scn", "press", "Separation All"),
    ],
)
def test_each_operator_sets_a_colour(
    sets: str, kind: str, space: str, tmp_path: Path
) -> None:
    """Whatever sets it, the object knows its colour space and whether a press takes it."""
    [area] = painted(f"{sets} 0 0 9 9 re f", tmp_path)
    assert area.colour is not None
    assert (area.colour.kind, area.colour.space) == (kind, space)


def test_named_inks_go_to_plates_of_their_own(tmp_path: Path) -> None:
    """A half tint of the spot is half on its plate; the registration colour is on four."""
    spot, marks = painted(
        "/Spot cs 0.5 scn 0 0 9 9 re f /All cs 1 scn 0 0 9 9 re f", tmp_path
    )
    assert spot.colour is not None
    assert marks.colour is not None
    assert spot.colour.inks == (("PANTONE 289 C", 0.5),)
    assert marks.colour.total == 400


def test_the_state_comes_back(tmp_path: Path) -> None:
    """After Q colour, overprint, clip and transformation are what they were before q."""
    before, inside, after = painted(
        "0 0 0 1 k 0 0 9 9 re f"
        " q /Black gs 2 0 0 2 0 0 cm 1 0 0 0 k 5 5 5 5 re W n 0 0 9 9 re f Q"
        " 0 0 9 9 re f",
        tmp_path,
    )
    assert before == after
    assert before.colour is not None
    assert before.colour.inks == BLACK
    assert inside.box == (10, 382, 18, 390)
    assert (before.overprint, inside.overprint, inside.overprint_mode) == (
        False,
        True,
        1,
    )


def test_what_the_clip_hides_is_not_painted(tmp_path: Path) -> None:
    """An area outside of the clipping path leaves nothing."""
    assert painted("0 0 9 9 re W n 20 20 9 9 re f", tmp_path) == ()


def test_marked_content_gives_its_number(tmp_path: Path) -> None:
    """Numbers count inside out; what is an artifact stays one; outside is none."""
    content = (
        "/P << /MCID 3 >> BDC 0 0 9 9 re f /Span << /Lang (de) >> BDC 0 0 8 8 re f EMC"
        " EMC /Artifact BMC 0 0 7 7 re f EMC 0 0 6 6 re f"
    )
    assert [each.tag for each in painted(content, tmp_path)] == [3, 3, -1, None]


def test_a_turned_page_is_read_upright(tmp_path: Path) -> None:
    """A page turned by 90 degrees: its left-hand bottom corner is shown at the top left."""
    page = page_of("0 g 0 0 10 20 re f", tmp_path, Rotate=90)
    assert page.trim == (0, 0, 400, 300)
    assert page.painted[0].box == (0, 0, 20, 10)


def test_resolution_is_that_of_the_worse_side(tmp_path: Path) -> None:
    """100 pixels on 24 points are 300 to the inch, on 48 points 150."""
    [image] = painted("q 24 0 0 48 0 0 cm /Picture Do Q", tmp_path)
    assert image.ppi == pytest.approx(150)


def test_nonsense_is_noted_and_passed_over(tmp_path: Path) -> None:
    """What follows an instruction that cannot be followed is painted all the same."""
    page = page_of("1 2 foo (x) w Q /Nothing Do 0 0 9 9 re f", tmp_path)
    assert len(page.painted) == 1
    assert len(page.troubles) == 4


NUMBERS = st.one_of(
    st.integers(-1000, 1000).map(str),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: f"{value:.4f}"),
)
WORDS = [
    "/Spot",
    "/Black",
    "/F",
    "/Picture",
    "/Form",
    "/Tiles",
    "/Pattern",
    "(AB)",
    "[(A)5]",
    "<< /MCID 1 >>",
    "null",
    "true",
    "/DeviceRGB",
    "[/All]",
]
OPERANDS = st.one_of(NUMBERS, st.sampled_from(WORDS))
INSTRUCTIONS = st.tuples(
    st.lists(OPERANDS, max_size=6), st.sampled_from(sorted(set(ACTS) - {"BI"}))
).map(lambda pair: " ".join([*pair[0], pair[1]]))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(content=st.lists(INSTRUCTIONS, max_size=30).map(" ".join))
def test_no_instructions_upset_it(content: str, tmp_path: Path) -> None:
    """Any operators with any operands give painted objects with boxes of finite numbers."""
    for each in page_of(content, tmp_path).painted:
        left, top, right, bottom = each.box
        assert left <= right
        assert top <= bottom
