"""Plates: what each ink prints, where inks add up, where bleed is missing.

Plates of the page in these tests have a pixel for each point, from the top-left.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from publisher.preflight.plates import Plates
from tests.preflight.reading import plates_of

AREA = "0 300 100 100 re f"
"""The top left of the page: rows 0 to 99, columns 0 to 99."""
INKS = ("Cyan", "Magenta", "Yellow", "Black")


def inks(plates: Plates, row: int = 50, column: int = 50) -> list[int]:
    """Return what the plates have in one place, in percent."""
    return [round(int(plates.inks[ink][row, column]) / 2.55) for ink in INKS]


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (f"0.2 0.4 0.6 0.8 k {AREA}", [20, 40, 60, 80]),
        (f"0.25 g {AREA}", [0, 0, 0, 75]),
        (AREA, [0, 0, 0, 100]),
        (f"1 0.5 0.5 rg {AREA}", [0, 50, 50, 0]),
        (f"0.2 0.4 0.6 rg {AREA}", [40, 20, 0, 40]),
        (f"/All cs 0.5 scn {AREA}", [50, 50, 50, 50]),
        ("0 0 0 0.4 K 100 w 0 350 m 100 350 l S", [0, 0, 0, 40]),
    ],
)
def test_colours_come_apart(content: str, wanted: list[int], tmp_path: Path) -> None:
    """Each plate has its ink in full where the object is, and nothing beside it."""
    plates = plates_of(content, tmp_path)
    assert inks(plates) == wanted
    assert inks(plates, 150, 150) == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("upper", "wanted"),
    [
        ("/Over gs 0 0 0 1 k", [0, 0, 0, 100]),
        ("/Black gs 0 0 0 1 k", [60, 20, 0, 100]),
        ("/Black gs 0 g", [0, 0, 0, 100]),
        ("/Black gs 0.1 0 0 1 k", [10, 20, 0, 100]),
        ("/Black gs 0 0 0 0 k", [60, 20, 0, 0]),
        ("/Black gs /Spot cs 1 scn", [60, 20, 0, 0]),
        ("/Over gs /Spot cs 1 scn", [0, 0, 0, 0]),
    ],
)
def test_overprinting_is_obeyed(upper: str, wanted: list[int], tmp_path: Path) -> None:
    """Overprint mode 1 keeps what lies under a nought of CMYK; grey knocks out always."""
    content = f"0.6 0.2 0 0 k {AREA} {upper} {AREA}"
    assert inks(plates_of(content, tmp_path)) == wanted


def test_overprinting_type_leaves_the_ground_whole(tmp_path: Path) -> None:
    """Black type shows on the black plate only; knocked out, it is a hole in cyan."""
    ground = f"0.6 0 0 0 k {AREA}"
    word = "0 0 0 1 k BT /F 60 Tf 20 330 Td (A) Tj ET"
    over = plates_of(f"{ground} /Black gs {word}", tmp_path)
    assert inks(over, 50, 30) == [60, 0, 0, 100]
    out = plates_of(f"{ground} /Over gs {word}", tmp_path)
    assert inks(out, 50, 30) == [0, 0, 0, 100]


def test_a_spot_has_its_own_plate(tmp_path: Path) -> None:
    """A spot ink prints with none of the four others."""
    plates = plates_of(f"/Spot cs 0.5 scn {AREA}", tmp_path)
    assert plates.inks["PANTONE 289 C"][50, 50] == pytest.approx(127, abs=1)
    assert inks(plates) == [0, 0, 0, 0]


def test_images_forms_patterns_and_shadings_come_apart_too(tmp_path: Path) -> None:
    """A picture of 25 % of each ink; a form in black; tiles in cyan; a blend to red."""
    picture = plates_of("q 100 0 0 100 0 300 cm /Picture Do Q", tmp_path)
    assert inks(picture) == [25, 25, 25, 25]
    form = plates_of("1 0 0 1 0 150 cm /Form Do", tmp_path)
    assert (form.inks["Cyan"] == 0).all()
    assert (form.inks["Black"] == 255).any()
    tiles = plates_of(f"/Pattern cs /Tiles scn {AREA}", tmp_path)
    assert 60 < tiles.inks["Cyan"].max() <= 77
    assert (tiles.inks["Black"] == 0).all()
    blend = plates_of("q 150 220 40 24 re W n /Blend sh Q", tmp_path)
    assert blend.inks["Magenta"][170, 188] > 100 > blend.inks["Magenta"][170, 152]


def made(**plates: np.ndarray) -> Plates:
    """Return plates of 20 by 20 points with a bleed of 2 around a trim of 16."""
    return Plates(plates, (-2.0, -2.0, 18.0, 18.0), 1.0)


TRIM = (0.0, 0.0, 16.0, 16.0)


def test_inks_add_up(tmp_path: Path) -> None:
    """Where 80 % lies over 100 %, 180 % is found, and where; not beyond the trim."""
    del tmp_path
    cyan, black = (np.zeros((20, 20), np.uint8) for _ in range(2))
    cyan[5:10, 5:10] = 255
    black[5:10, 7:19] = 204
    most, boxes = made(Cyan=cyan, Black=black).overloaded(TRIM, 150)
    assert (most, boxes) == (180, [(5, 3, 8, 8)])
    assert made(Cyan=cyan, Black=black).overloaded(TRIM, 190) == (0, [])


def test_bleed_is_measured_on_each_side() -> None:
    """Ink at the trim with none in the bleed is bare; ink that goes on is not."""
    ink = np.zeros((20, 20), np.uint8)
    ink[2:10, 2:10] = 255  # at the head and on the left, stopped at the trim
    assert sorted(made(Black=ink).bare_edges(TRIM, 2)) == [
        (-2, 0, 0, 8),
        (0, -2, 8, 0),
    ]
    ink[:10, :10] = 255
    assert list(made(Black=ink).bare_edges(TRIM, 2)) == []
    ink[:] = 0
    ink[12:18, 12:18] = 255  # at the foot and on the right
    assert sorted(made(Black=ink).bare_edges(TRIM, 2)) == [
        (10, 16, 16, 18),
        (16, 10, 18, 16),
    ]
    ink[12:, 12:] = 255
    assert list(made(Black=ink).bare_edges(TRIM, 2)) == []
