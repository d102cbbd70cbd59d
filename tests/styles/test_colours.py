"""Inks that every reader can read and tell apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher import styles
from publisher.errors import StageFailed
from publisher.styles.colours import contrast, distance
from tests.mini import MINI, Ran, call, copied, spoilt
from tests.styles.project import FILES, write

PALETTE = FILES["palette"]
VISIONS = ("protanopia", "deuteranopia", "tritanopia")


def found(root: Path, old: str = "", new: str = "", **others: str) -> list[str]:
    """Return what is found in a style whose palette was changed."""
    assert old in PALETTE
    write(root, palette=PALETTE.replace(old, new, 1), **others)
    try:
        styles.load(root)
    except StageFailed as failed:
        return [f"{f.position} {f.code} {f.message}" for f in failed.findings]
    return []


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),  # the grey that famously just fails
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),  # (1 + 0.05) / (0.2126 + 0.05)
    ],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, ratio: float) -> None:
    """Known pairs have the ratios that WCAG gives, in either order."""
    assert (
        contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)
    )


def test_a_distance_is_one_of_lightness_and_hue() -> None:
    """Black and white are 100 apart; red and a green as light are far apart, not in grey."""
    assert distance("#000000", "#ffffff") == pytest.approx(100, abs=0.01)
    red, green = "#c00000", "#007500"
    assert distance(red, green) > 100
    assert distance(red, green, "grey") < 5
    assert distance(red, green, "tritanopia") > 100
    assert distance(red, green, "deuteranopia") < distance(red, green) / 2


@given(st.integers(0, 255), st.integers(0, 255))
def test_greys_look_the_same_to_all(one: int, other: int) -> None:
    """No kind of colour blindness moves two greys nearer or farther."""
    pair = f"#{one:02x}{one:02x}{one:02x}", f"#{other:02x}{other:02x}{other:02x}"
    for vision in VISIONS:
        assert distance(*pair, vision) == pytest.approx(distance(*pair), abs=0.01)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "", ""),
        (
            "#14233f", "#778899",
            ("styles/palette.yml:3:15 COLOUR-01 the ink navy has a contrast of 3.64 : 1"
             " on paper; words need 4.5 : 1"),
        ),
        (
            "#2c7aaa", "#99aabb",
            ("styles/palette.yml:5:15 COLOUR-01 the ink blue has a contrast of 2.38 : 1"
             " on paper; a graph needs 3 : 1"),
        ),
        (
            "grey: 100}", "grey: 60}",
            ("styles/palette.yml:2:16 COLOUR-02 the inks blue and black look alike in"
             " a one-colour printing (distance 12.0, at least 20)"),
        ),
        (
            "#2c7aaa", "#101012",
            ("styles/palette.yml:2:16 COLOUR-02 the inks blue and black look alike in"
             " grey (distance 4.7, at least 15), in protanopia (distance 4.9, at least 20), in"
             " deuteranopia (distance 4.8, at least 20), in tritanopia (distance 4.8, at"
             " least 20)"),
        ),
        (
            "grey: 48}", "grey: 48, grounds: [nav]}",
            "styles/palette.yml:5:67 NAME-01 there is no ink called nav",
        ),
    ],
)  # fmt: skip
def test_an_ink_is_found_where_it_stands(
    old: str, new: str, said: str, tmp_path: Path
) -> None:
    """Too pale for words or graphs, too much like its opposite, on a ground that is none."""
    assert "; ".join(found(tmp_path, old, new)) == said


def test_an_ink_stands_on_panels_unless_it_says_where(tmp_path: Path) -> None:
    """White words are judged on the ground that they name, and on all if they name none."""
    type_ = FILES["type"].replace("leading: 14pt}", "leading: 14pt, ink: white}")
    ground = (
        "white:",
        'mist: {rgb: "#808080", cmyk: [0, 0, 0, 50], grey: 50, role: ground}',
    )
    both = ground[0], f"{ground[1]}\n  white:"
    judged = [line.split()[4] for line in found(tmp_path, *both, type=type_)]
    assert judged == ["white", "white", "navy", "blue"]
    named = "grey: 0}", "grey: 0, grounds: [navy]}"
    assert found(tmp_path, *named, type=type_) == []


def test_the_ground_of_the_cover_counts(tmp_path: Path) -> None:
    """What stands on the navy of the cover's art is judged on navy."""
    root = spoilt(copied(tmp_path), ("styles/palette.yml", "#8cc4e2", "#28506a"))
    ran: Ran = call("check", root)
    assert [(told.code, told.position) for told in ran.told] == [
        ("COLOUR-01", "styles/palette.yml:10:26"),
    ]
    assert call("check", MINI).code == 0
