"""A recorder takes down paths in named inks and words, and refuses all else."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from publisher.figures.model import DrawnPath, DrawnText
from publisher.figures.mpl import Line2D, MplFigure, Rectangle
from publisher.figures.recorder import Inks, NotRecordableError, Words, record
from tests.figures.small import fonts

INKS = Inks(["rust", "blue"])


def figure(*artists: object) -> MplFigure:
    """Return a figure of 72 by 36 points with nothing on it but the artists."""
    made = MplFigure(figsize=(1, 0.5), dpi=72)
    made.patch.set_visible(False)
    for artist in artists:
        made.add_artist(artist)
    return made


def test_rectangle_is_recorded_from_the_top_left() -> None:
    """A bar on the lower left quarter spans y 18 to 36, as y counts downwards."""
    bar = Rectangle((0, 0), 0.5, 0.5, facecolor=INKS.colour("rust"), linewidth=0)
    drawing = record(figure(bar), INKS, fonts())
    assert (drawing.width, drawing.height) == (72, 36)
    assert drawing.items == (
        DrawnPath(
            (("m", 0, 36), ("l", 36, 36), ("l", 36, 18), ("l", 0, 18), ("h",)),
            fill="rust",
        ),
    )


def test_line_keeps_width_dash_cap_and_join() -> None:
    """A dashed line keeps its width in points and its dashes as lengths in points."""
    line = Line2D(
        [0, 1],
        [1, 1],
        color=INKS.colour("blue"),
        linewidth=2,
        linestyle=(0, (3, 1)),
        dash_capstyle="round",
        dash_joinstyle="bevel",
    )
    (path,) = record(figure(line), INKS, fonts()).items
    assert isinstance(path, DrawnPath)
    assert (path.stroke, path.fill, path.line_width) == ("blue", None, 2)
    # matplotlib counts dashes in line widths
    assert (path.dash, path.cap, path.join) == ((6, 2), 1, 2)


def test_clip_is_a_box_from_the_top_left() -> None:
    """Axes on the upper half of the figure clip to y 0 to 18."""
    made = figure()
    axes = made.add_axes((0, 0.5, 1, 0.5), frameon=False)
    axes.set_axis_off()
    bar = Rectangle((0, 0), 5, 5, facecolor=INKS.colour("rust"), linewidth=0)
    axes.add_patch(bar)
    (path,) = record(made, INKS, fonts()).items
    assert isinstance(path, DrawnPath)
    assert path.clip == (0, 0, 72, 18)


def test_words_are_shaped_with_our_fonts() -> None:
    """Words keep their place, size and ink; no parsing takes "$" for mathematics."""
    words = Words("from $129bn to $414bn", (10, 20), "sans")
    words.size, words.colour = 8.0, INKS.colour("rust")
    (text,) = record(figure(words), INKS, fonts()).items
    assert isinstance(text, DrawnText)
    assert (text.x, text.y, text.size, text.ink) == (10, 20, 8, "rust")
    assert text.glyphs == fonts()["sans"].shape("from $129bn to $414bn")


def test_matplotlibs_black_is_refused() -> None:
    """An artist that was given no ink is an error that names the colour."""
    with pytest.raises(NotRecordableError, match="#000000, which is no named ink"):
        record(figure(Line2D([0, 1], [0, 1], color="black")), INKS, fonts())


def test_tint_is_refused() -> None:
    """Opacity has no place on a press: a half transparent bar is refused."""
    bar = Rectangle((0, 0), 1, 1, facecolor=INKS.colour("rust"), alpha=0.5)
    with pytest.raises(NotRecordableError, match="an opacity of"):
        record(figure(bar), INKS, fonts())


def test_picture_and_matplotlibs_text_are_refused() -> None:
    """A drawing holds paths and words: pixels and foreign text are refused."""
    made = figure()
    axes = made.add_axes((0, 0, 1, 1), frameon=False)
    axes.set_axis_off()
    axes.imshow(np.zeros((2, 2)))
    with pytest.raises(NotRecordableError, match="a picture"):
        record(made, INKS, fonts())


def test_coordinates_are_hundredths_and_never_minus_zero() -> None:
    """Coordinates are rounded to 0.01 point, so that noise does not change a file."""
    line = Line2D([0, 1 / 3], [1, 1], color=INKS.colour("blue"))
    (path,) = record(figure(line), INKS, fonts()).items
    assert isinstance(path, DrawnPath)
    assert path.segments == (("m", 0, 0), ("l", 24, 0))
    assert "-0" not in repr(path.segments)


def test_no_font_list_is_built_or_read(tmp_path: Path) -> None:
    """Importing our matplotlib writes no font cache and knows no font of the machine."""
    code = (
        "import publisher.figures.mpl, sys;"
        "from matplotlib import font_manager as f;"
        "print(len(f.fontManager.ttflist), 'matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"MPLCONFIGDIR": str(tmp_path), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["0", "False"]
    assert list(tmp_path.rglob("fontlist*")) == []
