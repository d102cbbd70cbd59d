"""The parts of matplotlib that figures use, imported without its font list.

The only module that names matplotlib; the others of this package import from here.
Importing matplotlib's text support builds a list of all fonts of the machine (many
seconds on some) and keeps it in the user's home. No text of ours goes that way, so
the import is given an empty list instead; text that reached the font manager all the
same would fail there, not come out in a chance font. Nothing is written to the home.
"""

from __future__ import annotations

import ast
import importlib.util
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import matplotlib as mpl

__all__ = [
    "Affine2D",
    "Artist",
    "Axes",
    "Bbox",
    "FigureCanvasBase",
    "GraphicsContextBase",
    "Line2D",
    "MplFigure",
    "MplPath",
    "Rectangle",
    "RendererAgg",
    "RendererBase",
    "Transform",
    "to_hex",
    "unstyled",
]


@contextmanager
def _empty_font_list() -> Iterator[None]:
    """Let matplotlib find an empty font list, of its own version, in a passing folder."""
    spec = importlib.util.find_spec("matplotlib.font_manager")
    source = Path(spec.origin).read_text("utf-8") if spec and spec.origin else ""
    found = re.search(r"^    __version__ = (\d+|'[^']+')$", source, re.MULTILINE)
    if "matplotlib.font_manager" in sys.modules or not found:
        yield
        return
    version = ast.literal_eval(found[1])  # a number before matplotlib 3.11
    lists: dict[str, list[str]] = {"afmlist": [], "ttflist": []}
    fonts = {"__class__": "FontManager", "_version": version, **lists}
    with tempfile.TemporaryDirectory() as folder:
        name = f"fontlist-v{version}.json"
        Path(folder, name).write_text(json.dumps(fonts), "utf-8")
        usual = mpl.get_cachedir
        mpl.get_cachedir = lambda: folder
        try:
            yield
        finally:
            mpl.get_cachedir = usual


with _empty_font_list():
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.backend_bases import (
        FigureCanvasBase,
        GraphicsContextBase,
        RendererBase,
    )
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.colors import to_hex
    from matplotlib.figure import Figure as MplFigure
    from matplotlib.lines import Line2D
    from matplotlib.patches import Rectangle
    from matplotlib.path import Path as MplPath
    from matplotlib.transforms import Affine2D, Bbox, Transform


_OURS = {"path.simplify": False, "path.snap": False, "text.parse_math": False}


@contextmanager
def unstyled() -> Iterator[None]:
    """Draw with matplotlib's own defaults, whatever the user's matplotlibrc says.

    Paths are neither simplified nor snapped to pixels: a drawing has no pixels.
    """
    with mpl.rc_context():
        # Not RcParams.update, which validates three hundred values for each figure.
        dict.update(mpl.rcParams, {**mpl.rcParamsDefault, **_OURS})  # type: ignore[misc]
        yield
