"""The folding dummy: a picture of both sides of every sheet, to fold and lie in order.

A binder holds it against the first sheets off the press. Each row is one sheet, its outside
on the left; the pages are small pictures of the real ones, with their numbers.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from publisher.fonts import FaceSpec, Fonts
from publisher.press.signature import Side

__all__ = ["folding_dummy"]

_WIDTH = 150
"""Pixels; of a page in the picture."""
_GAP, _HEAD, _CAPTION = 36, 64, 26
_INK, _PAPER, _EDGE, _FOLD = "#111111", "#f4f4f2", "#8a8a8a", "#c0392b"
_WORDS = (
    "Fold each sheet along the red line, its outside outwards; lay sheet 2 into sheet 1,"
    " and so on."
)


def folding_dummy(path: Path, order: Sequence[Side]) -> bytes:
    """Return a PNG picture of the sheets of the file at ``path``, folded in ``order``."""
    with pypdfium2.PdfDocument(path) as pdf:
        pages = [_picture(page) for page in pdf]
    high = max(page.height for page in pages)
    row = high + _CAPTION + _GAP
    size = (4 * _WIDTH + 3 * _GAP, _HEAD + len(order) // 2 * row)
    sheet = Image.new("RGB", size, _PAPER)
    pen = ImageDraw.Draw(sheet)
    font = Fonts({"label": FaceSpec("IBM Plex Sans Condensed", 600)})["label"].path
    small, big = ImageFont.truetype(font, 15), ImageFont.truetype(font, 30)
    pen.text((_GAP, _GAP / 2), _WORDS, _INK, small)
    for n, side in enumerate(order):
        left = _GAP + n % 2 * (2 * _WIDTH + _GAP)
        top = _HEAD + n // 2 * row + _CAPTION
        pen.text((left, top - 22), f"Sheet {side.sheet}, {side.face}", _INK, small)
        for number, x in ((side.left, left), (side.right, left + _WIDTH)):
            picture = pages[number - 1]
            sheet.paste(picture, (x, top))
            edge = (x, top, x + picture.width, top + picture.height)
            pen.rectangle(edge, outline=_EDGE)
            _numbered(pen, (x + _WIDTH / 2, top + high / 2), str(number), big)
        fold = left + _WIDTH
        for y in range(top - 8, top + high + 8, 8):
            pen.line((fold, y, fold, y + 4), _FOLD, 2)
    target = io.BytesIO()
    sheet.save(target, "PNG", optimize=True)
    return target.getvalue()


def _picture(page: pypdfium2.PdfPage) -> Image.Image:
    """Return a page as it is when cut."""
    left, bottom, right, top = page.get_trimbox()
    page.set_cropbox(left, bottom, right, top)
    drawn: Image.Image = page.render(scale=_WIDTH / (right - left)).to_pil()
    return drawn.convert("RGB").resize((_WIDTH, drawn.height))


def _numbered(
    pen: ImageDraw.ImageDraw,
    middle: tuple[float, float],
    number: str,
    font: ImageFont.FreeTypeFont,
) -> None:
    """Write a page's number on a white disc, so that it can be read on any page."""
    x, y = middle
    pen.ellipse((x - 26, y - 26, x + 26, y + 26), fill="white", outline=_EDGE)
    pen.text(middle, number, _INK, font, anchor="mm")
