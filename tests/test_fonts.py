"""Faces: shaping, metrics, coverage and subsets."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.errors import StageFailed
from publisher.fonts import Face, FaceSpec, Fonts
from tests.square import face


@pytest.fixture(scope="module")
def serif() -> Face:
    """Return the text face of the publication."""
    return Fonts({"serif": FaceSpec("IBM Plex Serif")})["serif"]


def test_advances_are_thousandths_of_the_size() -> None:
    """Three letters of 1000 and a space of 500 are 35 points wide at size 10."""
    glyphs = face().shape("ab c")
    assert glyphs.advances == (1000, 1000, 500, 1000)
    assert glyphs.width(10) == 35


def test_no_text_has_no_glyphs() -> None:
    """An empty label takes no room."""
    assert face().shape("").ids == ()
    assert face().shape("").width(10) == 0


def test_a_pair_is_kerned() -> None:
    """The font moves V by -200 towards A; the advance of A carries it."""
    assert face().shape("AV").advances == (800, 1000)


def test_a_ligature_stands_for_all_its_characters() -> None:
    """One glyph for "fi", and the text can still be read from the glyphs."""
    glyphs = face().shape("off" + "ice")
    assert glyphs.texts == ("o", "f", "fi", "c", "e")
    assert glyphs.text == "office"


def test_features_are_switched_on_and_off() -> None:
    """With "-liga" f and i stay apart; with "sups" a figure of the serif is another glyph."""
    assert face().shape("fi", ("-liga",)).texts == ("f", "i")
    serif = Fonts({"serif": FaceSpec("IBM Plex Serif")})["serif"]
    assert serif.shape("1", ("sups",)).ids != serif.shape("1").ids


def test_composed_characters_keep_their_text(serif: Face) -> None:
    """An e and a combining acute become one glyph that stands for both characters."""
    glyphs = serif.shape("cafe\u0301s")
    assert glyphs.texts == ("c", "a", "f", "e\u0301", "s")


def test_long_text_is_shaped_as_its_words_are(serif: Face) -> None:
    """What is too long to be cached gives the same glyphs as its parts."""
    words = [
        "Information ",
        "and ",
        "Communications: ",
        "efficient ",
        "office ",
        "AVATAR",
    ]
    whole = serif.shape("".join(words))
    parts = [serif.shape(word) for word in words]
    assert whole.ids == tuple(glyph for part in parts for glyph in part.ids)
    assert whole.texts == tuple(text for part in parts for text in part.texts)


@pytest.mark.parametrize(
    ("space", "width"),
    [
        ("\u00a0", 500),  # no-break: as the space
        ("\u2007", 1000),  # figure space: as a figure
        ("\u2009", 200),  # thin: a fifth of an em
        ("\u202f", 250),  # narrow no-break: half a space
    ],
)
def test_spaces_that_a_face_lacks_are_made(space: str, width: float) -> None:
    """Of proper width, no missing glyph, and the character stays what it was."""
    glyphs = face().shape(f"1{space}2")
    assert glyphs.advances == (1000, width, 1000)
    assert 0 not in glyphs.ids
    assert glyphs.texts[1] == space


def test_a_hyphen_that_a_face_lacks_is_its_hyphen_minus() -> None:
    """U+2011 is drawn by the glyph of "-" and remains U+2011 in the text."""
    glyphs = face().shape("a\u2011b")
    assert glyphs.ids == face().shape("a-b").ids
    assert glyphs.text == "a\u2011b"


def test_only_visible_characters_can_be_missing() -> None:
    """Each is named once, in order; spaces, hyphens and hidden marks are made."""
    assert face().missing("abc → def ↑→ \u2009\u2011\u00ad\u200b") == "→↑"


def test_metrics_are_those_of_the_file() -> None:
    """The square font is 800 high and 200 deep; its figures are one em wide."""
    metrics = face().metrics
    assert metrics["ascent"] == 800
    assert metrics["descent"] == -200
    assert metrics["cap_height"] == 700
    assert metrics["x_height"] == 500
    assert metrics["figure_width"] == 1000
    assert metrics["italic_angle"] == -12
    assert face().box == (0, 0, 400, 700)
    assert face().weight == 400


def test_figures_and_minus_are_of_one_width(serif: Face) -> None:
    """Columns of figures stand straight without a feature; the brief relies on it."""
    widths = {serif.shape(c).advances[0] for c in "0123456789\u2212"}
    assert widths == {serif.metrics["figure_width"]}


def test_an_outline_is_given_in_thousandths() -> None:
    """The square is closed and 400 wide and 700 high; a space has no outline."""
    [letter] = face().shape("a").ids
    [space] = face().shape(" ").ids
    outline = face().outline(letter)
    corners = {at for op, *at in map(list, outline) if op in "ml" for at in [tuple(at)]}
    assert corners == {(0, 0), (0, 700), (400, 700), (400, 0)}
    assert outline[-1] == ("h",)
    assert face().outline(space) == ()


def test_a_subset_keeps_glyph_ids(tmp_path: Path) -> None:
    """Glyph n of the subset is glyph n of the face, and the file is smaller."""
    [wanted] = face().shape("z").ids
    data = face().subset([wanted])
    assert len(data) < face().path.stat().st_size
    path = tmp_path / "subset.ttf"
    path.write_bytes(data)
    assert Face("subset", path).outline(wanted) == face().outline(wanted)


def test_every_face_that_is_not_installed_is_a_finding() -> None:
    """Both missing faces are reported at once, with the package to install."""
    with pytest.raises(StageFailed) as caught:
        Fonts({"a": FaceSpec("No Such Face"), "b": FaceSpec("Nor This")})
    found = caught.value.findings
    assert [finding.code for finding in found] == ["FACE-01", "FACE-01"]
    assert found[0].hint == "run: pip install fontpkg-no-such-face"
