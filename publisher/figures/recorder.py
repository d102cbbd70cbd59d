"""A matplotlib figure to a `Drawing`: paths and glyph runs instead of pixels.

It measures and shapes text with `publisher.fonts` and never asks matplotlib for a font.
It paints nothing; `pdf/` and `export` replay the drawing.

matplotlib hands a renderer nothing but RGBA. So each named ink travels through it as a
colour of its own (`Inks`), which is mapped back here; a colour that is no ink, such as
matplotlib's default black, is refused. matplotlib counts y upwards, a drawing downwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn, cast

from publisher.errors import PublisherError
from publisher.figures.model import Drawing, DrawnPath, DrawnText
from publisher.figures.mpl import (
    Artist,
    FigureCanvasBase,
    GraphicsContextBase,
    MplFigure,
    MplPath,
    RendererBase,
    Transform,
    to_hex,
    unstyled,
)
from publisher.fonts import Fonts

__all__ = ["Inks", "NotRecordableError", "Recorder", "Words", "record"]

_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_FIRST_COLOUR = 0x5A0001

Segment = tuple[str | float, ...]


class NotRecordableError(PublisherError):
    """A figure uses what a drawing cannot hold: an unknown colour, a picture, a tint."""


class Inks:
    """The colours under which named inks travel through matplotlib."""

    def __init__(self, names: Iterable[str]) -> None:
        ordered = sorted(set(names))
        self._colours = {
            name: f"#{_FIRST_COLOUR + n:06x}" for n, name in enumerate(ordered)
        }
        self._names = {colour: name for name, colour in self._colours.items()}

    def colour(self, name: str) -> str:
        """Return the colour to give matplotlib for the ink ``name``."""
        return self._colours[name]

    def name(self, colour: tuple[float, ...]) -> str:
        """Return the ink that an RGB colour stands for.

        Raises
        ------
        NotRecordableError
            If it is the colour of no ink.
        """
        red, green, blue = colour[:3]
        code = to_hex((red, green, blue))
        if code not in self._names:
            msg = (
                f"a figure paints in {code}, which is no named ink: give every artist"
                " its colour through Inks.colour (matplotlib's default is black)"
            )
            raise NotRecordableError(msg)
        return self._names[code]


class Words(Artist):
    """One line of text with its baseline's left end at (x, y), in points from the top left.

    Not `matplotlib.text.Text`, which would look for a font of its own.
    """

    def __init__(self, text: str, at: tuple[float, float], face: str) -> None:
        super().__init__()
        self.text = text
        self.at = at
        self.face = face
        self.size = 8.0
        self.colour = ""
        self.angle = 0.0

    def draw(self, renderer: RendererBase) -> None:
        """Hand the words to the recorder."""
        gc = renderer.new_gc()
        gc.set_foreground(self.colour)
        x, y = self.at
        renderer.draw_text(gc, x, y, self.text, cast("Any", self), self.angle)


class Recorder(RendererBase):
    """Takes down what matplotlib would paint. One recorder makes one drawing.

    ``width`` and ``height`` are points; matplotlib must draw at 72 dots per inch, so
    that its pixels are points.
    """

    def __init__(self, width: float, height: float, inks: Inks, fonts: Fonts) -> None:
        super().__init__()
        self._width = width
        self._height = height
        self._inks = inks
        self._fonts = fonts
        self._items: list[DrawnPath | DrawnText] = []

    def drawing(self) -> Drawing:
        """Return what was taken down so far."""
        return Drawing(_exact(self._width), _exact(self._height), tuple(self._items))

    # The names and arguments below are those of matplotlib's RendererBase.

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Return the size in points."""
        return self._width, self._height

    def points_to_pixels(self, points: Any) -> Any:  # noqa: ANN401 - as matplotlib
        """Return points unchanged: a drawing's unit is the point."""
        return points

    def option_image_nocomposite(self) -> bool:
        """Keep matplotlib from making pictures of its own."""
        return True

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: MplPath,
        transform: Transform,
        rgbFace: Any = None,  # noqa: ANN401, N803 - as matplotlib
    ) -> None:
        """Take down one path, filled, stroked or both."""
        fill = self._ink(rgbFace)
        width = float(gc.get_linewidth())
        stroke = self._ink(gc.get_rgb()) if width > 0 else None
        if gc.get_hatch() is not None:
            self._refuse("a hatch")
        segments = self._segments(transform.transform_path(path))
        if not segments or (fill is None and stroke is None):
            return
        dash = cast("list[float] | None", gc.get_dashes()[1]) if stroke else None
        self._items.append(
            DrawnPath(
                segments,
                fill,
                stroke,
                _exact(width) if stroke else 0.0,
                tuple(_exact(length) for length in dash or ()),
                _CAPS[str(gc.get_capstyle())] if stroke else 0,
                _JOINS[str(gc.get_joinstyle())] if stroke else 0,
                self._clip(gc),
            )
        )

    def draw_text(  # noqa: PLR0913, PLR0917 - matplotlib's signature
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: Any,  # noqa: ANN401 - as matplotlib
        angle: float,
        ismath: bool | str = False,  # noqa: FBT001, FBT002 - matplotlib's signature
        mtext: Any = None,  # noqa: ANN401 - as matplotlib
    ) -> None:
        """Take down one line of `Words`; any other text is refused."""
        if not isinstance(prop, Words) or ismath or mtext is not None:
            self._refuse(f"matplotlib's own text {s!r} (use Words)")
        ink = self._inks.name(gc.get_rgb())
        glyphs = self._fonts[prop.face].shape(s)
        self._items.append(
            DrawnText(_exact(x), _exact(y), _exact(angle), prop.size, ink, glyphs)
        )

    def get_text_width_height_descent(
        self,
        s: str,
        prop: Any,  # noqa: ANN401 - as matplotlib
        ismath: bool | str,  # noqa: FBT001 - matplotlib's signature
    ) -> tuple[float, float, float]:
        """Return the size of `Words` in points; any other text is refused."""
        if not isinstance(prop, Words) or ismath:
            self._refuse(f"matplotlib's own text {s!r} (use Words)")
        face = self._fonts[prop.face]
        scale = prop.size / 1000
        descent = -face.metrics["descent"] * scale
        height = face.metrics["ascent"] * scale + descent
        return face.shape(s).width(prop.size), height, descent

    def draw_image(self, *_args: object, **_options: object) -> None:
        """Refuse: a drawing holds no pixels."""
        self._refuse("a picture")

    def draw_gouraud_triangles(self, *_args: object, **_options: object) -> None:
        """Refuse: a drawing holds no shading."""
        self._refuse("shading")

    def _ink(self, colour: tuple[float, ...] | None) -> str | None:
        """Return the ink of an RGBA colour, None if it is wholly transparent."""
        if colour is None:
            return None
        opacity = colour[3] if len(colour) == 4 else 1.0
        if opacity == 0:
            return None
        if opacity != 1:
            self._refuse(f"an opacity of {opacity:g}")
        return self._inks.name(tuple(colour))

    def _segments(self, path: MplPath) -> tuple[Segment, ...]:
        found: list[Segment] = []
        last = (0.0, 0.0)
        for points, code in path.iter_segments(simplify=False, remove_nans=True):
            values = [float(value) for value in points]
            if code == MplPath.CLOSEPOLY:
                found.append(("h",))
                continue
            if code == MplPath.CURVE3:
                values = _cubic(last, values)
            last = (values[-2], values[-1])
            operator = {MplPath.MOVETO: "m", MplPath.LINETO: "l"}.get(code, "c")
            found.append((operator, *self._down(values)))
        return tuple(found)

    def _down(self, values: list[float]) -> list[float]:
        """Turn matplotlib's upward y into the drawing's downward y."""
        return [
            _exact(self._height - value if n % 2 else value)
            for n, value in enumerate(values)
        ]

    def _clip(
        self, gc: GraphicsContextBase
    ) -> tuple[float, float, float, float] | None:
        if gc.get_clip_path()[0] is not None:
            self._refuse("a clip that is not a rectangle")
        box = gc.get_clip_rectangle()
        if box is None:
            return None
        left, bottom, width, height = box.bounds
        top = self._height - bottom - height
        return _exact(left), _exact(top), _exact(width), _exact(height)

    def _refuse(self, what: str) -> NoReturn:
        msg = f"a figure holds {what}; a drawing is paths in named inks and Words only"
        raise NotRecordableError(msg)


def record(figure: MplFigure, inks: Inks, fonts: Fonts) -> Drawing:
    """Return what ``figure`` would paint.

    The figure's size in inches times 72 is the drawing's in points.

    Raises
    ------
    NotRecordableError
        If the figure uses a colour that is no ink, a picture, a tint, a hatch, a clip
        that is not a rectangle, or matplotlib's own text.
    """
    if figure.dpi != 72:
        msg = f"a figure is recorded at 72 dots per inch, not {figure.dpi:g}"
        raise NotRecordableError(msg)
    width, height = (float(inches) * 72 for inches in figure.get_size_inches())
    recorder = Recorder(width, height, inks, fonts)
    with unstyled():
        FigureCanvasBase(figure)
        figure.draw(recorder)
    return recorder.drawing()


def _cubic(start: tuple[float, float], values: list[float]) -> list[float]:
    """Return a quadratic curve's control points as those of the same cubic curve."""
    (x0, y0), (x1, y1, x2, y2) = start, values
    first = [x0 + 2 / 3 * (x1 - x0), y0 + 2 / 3 * (y1 - y0)]
    second = [x2 + 2 / 3 * (x1 - x2), y2 + 2 / 3 * (y1 - y2)]
    return [*first, *second, x2, y2]


def _exact(value: float) -> float:
    """Return a length to a hundredth of a point, without a negative zero."""
    return round(float(value), 2) + 0.0
