"""A drawing as a picture file: the same in SVG and PNG, and the same every time."""

import io
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from publisher.figures import export
from publisher.figures.model import Drawing, DrawnPath, DrawnText
from publisher.styles.models import Ink, Palette
from tests.figures.small import fonts

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def palette() -> Palette:
    """Return two inks."""
    return Palette(
        inks={
            "rust": Ink(rgb="#a5301a", cmyk=(0, 85, 95, 32), grey=76),
            "black": Ink(rgb="#000000", cmyk=(0, 0, 0, 100), grey=100),
        }
    )


@pytest.fixture
def drawing() -> Drawing:
    """Return 72 by 36 points: the left half rust, a word in the right half."""
    corners = (("m", 0.0, 0.0), ("l", 36.0, 0.0), ("l", 36.0, 36.0), ("l", 0.0, 36.0))
    half = DrawnPath((*corners, ("h",)), fill="rust")
    word = DrawnText(40, 30, 0, 20, "black", fonts()["sans"].shape("HI"))
    return Drawing(72, 36, (half, word))


def test_png_has_the_inks_where_the_drawing_has(
    drawing: Drawing, palette: Palette
) -> None:
    """At 72 dots to the inch a pixel is a point: rust at the left, white at the right."""
    picture = Image.open(io.BytesIO(export.png(drawing, palette, fonts(), dpi=72)))
    picture = picture.convert("RGB")
    assert picture.size == (72, 36)
    assert picture.getpixel((10, 10)) == (0xA5, 0x30, 0x1A)
    assert picture.getpixel((70, 2)) == (255, 255, 255)


def test_png_shows_the_letters(drawing: Drawing, palette: Palette) -> None:
    """The stem of "H" is black from its foot to its head, nothing stands below it."""
    picture = Image.open(io.BytesIO(export.png(drawing, palette, fonts(), dpi=720)))
    grey = picture.convert("L")
    right = grey.crop((380, 0, 720, 360))
    box = right.point(lambda value: 255 * (value < 100)).getbbox()
    assert box is not None
    cap = fonts()["sans"].metrics["cap_height"] * 20 / 1000
    assert box[3] == pytest.approx(300, abs=1)
    assert box[3] - box[1] == pytest.approx(cap * 10, abs=2)


def test_png_is_the_same_each_time(drawing: Drawing, palette: Palette) -> None:
    """Two pictures of one drawing have the same bytes."""
    one = export.png(drawing, palette, fonts())
    assert one == export.png(drawing, palette, fonts())


def test_png_keeps_a_thin_minus(palette: Palette) -> None:
    """A minus is seen wherever it stands: nothing is snapped to pixels and lost."""
    for place in range(10):
        minus = fonts()["sans"].shape("\u2212")
        word = DrawnText(2, 10 + place / 10, 0, 8, "black", minus)
        made = export.png(Drawing(20, 20, (word,)), palette, fonts(), dpi=110)
        darkest, _ = Image.open(io.BytesIO(made)).convert("L").getextrema()
        assert isinstance(darkest, int)
        assert darkest < 160, place


def test_svg_is_sound_and_described(drawing: Drawing, palette: Palette) -> None:
    """The SVG has the size, the inks, the description, and outlines for its letters."""
    root = ET.fromstring(export.svg(drawing, palette, fonts(), "Rust & a word"))  # noqa: S314
    assert (root.get("width"), root.get("viewBox")) == ("72pt", "0 0 72 36")
    description = root.find(f"{SVG}desc")
    assert description is not None
    assert description.text == "Rust & a word"
    (path,) = (p for p in root.findall(f"{SVG}path"))
    assert path.get("fill") == "#a5301a"
    (words,) = root.findall(f"{SVG}g")
    assert words.get("aria-label") == "HI"
    defined = {p.get("id") for p in root.iter(f"{SVG}path")} - {None}
    used = {use.get("href") for use in words.findall(f"{SVG}use")}
    assert used == {f"#{name}" for name in defined}
    assert len(used) == 2


def test_outline_is_in_thousandths_upwards() -> None:
    """The outline of "I" stands on the baseline and reaches the capitals' height."""
    face = fonts()["sans"]
    (glyph,) = face.shape("I").ids
    outline = face.outline(glyph)
    heights = [float(value) for _, *points in outline for value in points[1::2]]
    assert min(heights) == 0
    assert max(heights) == pytest.approx(face.metrics["cap_height"])
    assert face.outline(face.shape(" ").ids[0]) == ()
