"""A drawing to a picture file: SVG and PNG of each exhibit, for messages and journalists.

Letters are outlines from the document's own fonts, so that a picture looks the same
everywhere. Inks are the palette's screen colours. It changes nothing in the drawing.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from PIL import Image

from publisher.figures.model import Drawing, DrawnPath, DrawnText
from publisher.figures.mpl import (
    Affine2D,
    Bbox,
    MplPath,
    RendererAgg,
    RendererBase,
    unstyled,
)
from publisher.fonts import Face, Fonts
from publisher.styles.models import Palette

__all__ = ["png", "svg"]

_CAPS: tuple[Literal["butt", "round", "projecting"], ...] = (
    "butt",
    "round",
    "projecting",
)
_JOINS: tuple[Literal["miter", "round", "bevel"], ...] = ("miter", "round", "bevel")
_SVG_CAPS = ("butt", "round", "square")
_CODES: dict[str, list[Any]] = {"m": [MplPath.MOVETO], "l": [MplPath.LINETO], "q": [MplPath.CURVE3] * 2,
          "c": [MplPath.CURVE4] * 3, "h": [MplPath.CLOSEPOLY]}  # fmt: skip

_NEAR = 3
"""How far a reduced colour may lie from an ink, of 255, and still be meant for it."""

_HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt"'
    ' viewBox="0 0 {width} {height}" role="img">'
)

_Numbers = npt.NDArray[Any]
Segments = tuple[tuple[str | float, ...], ...]


def png(drawing: Drawing, palette: Palette, fonts: Fonts, dpi: int = 150) -> bytes:
    """Return the drawing as a PNG file on white."""
    scale = dpi / 72
    width, height = round(drawing.width * scale), round(drawing.height * scale)
    renderer: Any = RendererAgg(width, height, dpi)  # type: ignore[no-untyped-call]
    down = Affine2D().scale(scale, -scale).translate(0, height)
    with unstyled():
        white = MplPath(
            [(0, 0), (width, 0), (width, height), (0, height)], closed=False
        )
        gc = renderer.new_gc()
        gc.set_linewidth(0)
        renderer.draw_path(gc, white, Affine2D(), (1.0, 1.0, 1.0, 1.0))
        for item in drawing.items:
            if isinstance(item, DrawnPath):
                _paint_path(renderer, item, palette, down)
            else:
                _paint_text(renderer, item, palette, fonts, down)
    pixels = Image.frombuffer("RGBA", (width, height), renderer.buffer_rgba())
    picture = _few_colours(pixels.convert("RGB"), palette)
    target = io.BytesIO()
    picture.save(target, "PNG", dpi=(dpi, dpi), compress_level=6)
    return target.getvalue()


def _few_colours(picture: Image.Image, palette: Palette) -> Image.Image:
    """Return the picture in at most 256 colours: a third of the bytes, in half the time.

    The reduction misses pure colours by a step or two; white and the inks are put right.
    """
    reduced = picture.quantize(
        256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
    )
    table = np.array(reduced.getpalette(), dtype=np.int16).reshape(-1, 3)
    pure = [(255, 255, 255), *(_bytes(palette, ink) for ink in palette.inks)]
    for colour in pure:
        nearest = int(np.abs(table - colour).sum(axis=1).argmin())
        if np.abs(table[nearest] - colour).max() <= _NEAR:
            table[nearest] = colour
    reduced.putpalette(table.astype(np.uint8).tobytes())
    return reduced


def _paint_path(
    renderer: RendererBase, item: DrawnPath, palette: Palette, down: Affine2D
) -> None:
    gc = renderer.new_gc()
    gc.set_linewidth(0)
    if item.stroke:
        gc.set_foreground(_rgb(palette, item.stroke))
        gc.set_linewidth(item.line_width)
        gc.set_capstyle(_CAPS[item.cap])
        gc.set_joinstyle(_JOINS[item.join])
        if item.dash:
            gc.set_dashes(0, item.dash)
    if item.clip:
        x, y, width, height = item.clip
        gc.set_clip_rectangle(_box(down, (x, y, width, height)))
    fill = _rgb(palette, item.fill) if item.fill else None
    renderer.draw_path(gc, _path(item.segments), down, fill)


def _box(down: Affine2D, clip: tuple[float, float, float, float]) -> Bbox:
    x, y, width, height = clip
    corners = down.transform([(x, y + height), (x + width, y)])
    return Bbox(corners)


def _paint_text(
    renderer: RendererBase,
    item: DrawnText,
    palette: Palette,
    fonts: Fonts,
    down: Affine2D,
) -> None:
    """Fill the outlines of a line of text in one path."""
    face = fonts[item.glyphs.face]
    gc = renderer.new_gc()
    gc.set_linewidth(0)
    gc.set_snap(False)  # snapped to whole pixels, a thin minus would vanish
    em = item.size / 1000
    turn = Affine2D().scale(em, -em).rotate_deg(-item.angle).translate(item.x, item.y)
    pen = 0.0
    points: list[_Numbers] = []
    codes: list[_Numbers] = []
    for glyph, advance in zip(item.glyphs.ids, item.glyphs.advances, strict=True):
        outline = _outline(face, glyph)
        if outline is not None:
            points.append(np.add(outline[0], (pen, 0.0)))
            codes.append(outline[1])
        pen += advance
    if points:
        line = MplPath(np.concatenate(points), np.concatenate(codes))
        renderer.draw_path(gc, line, turn + down, _rgb(palette, item.ink))


@lru_cache(maxsize=2_000)
def _outline(face: Face, glyph: int) -> tuple[_Numbers, _Numbers] | None:
    """Return the points and codes of a glyph's outline, None of a blank one."""
    segments = face.outline(glyph)
    if not segments:
        return None
    path = _path(segments)
    return np.asarray(path.vertices), np.asarray(path.codes)


def _path(segments: Segments) -> MplPath:
    points: list[tuple[float, float]] = []
    codes: list[Any] = []
    for operator, *values in segments:
        numbers = [float(value) for value in values] or [0.0, 0.0]
        points.extend(zip(numbers[::2], numbers[1::2], strict=True))
        codes.extend(_CODES[str(operator)])
    return MplPath(points, codes)


def _rgb(palette: Palette, ink: str) -> tuple[float, float, float, float]:
    red, green, blue = _bytes(palette, ink)
    return red / 255, green / 255, blue / 255, 1.0


def _bytes(palette: Palette, ink: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(palette.inks[ink].rgb[1:])
    return red, green, blue


def svg(drawing: Drawing, palette: Palette, fonts: Fonts, alt: str) -> str:
    """Return the drawing as an SVG file; ``alt`` becomes its description."""
    width, height = _number(drawing.width), _number(drawing.height)
    glyphs: dict[tuple[str, int], str] = {}
    body = []
    for item in drawing.items:
        if isinstance(item, DrawnPath):
            body.append(_svg_path(item, palette))
        else:
            body.append(_svg_text(item, palette, fonts, glyphs))
    defined = [
        f'<path id="{name}" d="{_data(fonts[face].outline(glyph))}"/>'
        for (face, glyph), name in glyphs.items()
    ]
    return "\n".join(
        [
            _HEAD.format(width=width, height=height),
            f"<desc>{escape(alt)}</desc>",
            "<defs>",
            *defined,
            "</defs>",
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
            *body,
            "</svg>\n",
        ]
    )


def _svg_path(item: DrawnPath, palette: Palette) -> str:
    marks: dict[str, str] = {"d": _data(item.segments)}
    marks["fill"] = palette.inks[item.fill].rgb if item.fill else "none"
    if item.stroke:
        marks["stroke"] = palette.inks[item.stroke].rgb
        marks["stroke-width"] = _number(item.line_width)
        marks["stroke-linecap"] = _SVG_CAPS[item.cap]
        marks["stroke-linejoin"] = _JOINS[item.join]
        if item.dash:
            marks["stroke-dasharray"] = " ".join(map(_number, item.dash))
    return "<path " + _attributes(marks) + "/>"


def _svg_text(
    item: DrawnText,
    palette: Palette,
    fonts: Fonts,
    glyphs: dict[tuple[str, int], str],
) -> str:
    em = item.size / 1000
    pen = 0.0
    uses = []
    for glyph, advance in zip(item.glyphs.ids, item.glyphs.advances, strict=True):
        if fonts[item.glyphs.face].outline(glyph):
            name = glyphs.setdefault((item.glyphs.face, glyph), f"g{len(glyphs)}")
            uses.append(f'<use href="#{name}" x="{_number(pen)}"/>')
        pen += advance
    turn = f" rotate({_number(-item.angle)})" if item.angle else ""
    place = (
        f"translate({_number(item.x)} {_number(item.y)}){turn} scale({em:g} {-em:g})"
    )
    marks = {"transform": place, "fill": palette.inks[item.ink].rgb}
    marks["aria-label"] = item.glyphs.text
    return f"<g {_attributes(marks)}>{''.join(uses)}</g>"


def _attributes(marks: Mapping[str, str]) -> str:
    return " ".join(f'{name}="{escape(value)}"' for name, value in marks.items())


@lru_cache(maxsize=1024)  # outlines of letters above all
def _data(segments: Segments) -> str:
    words = []
    for operator, *values in segments:
        letter = "Z" if operator == "h" else str(operator).upper()
        words.append(letter + " ".join(_number(float(value)) for value in values))
    return "".join(words)


def _number(value: float) -> str:
    return f"{round(value, 2):g}"
