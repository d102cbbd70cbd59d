"""A font whose widths can be counted.

At a size of 10 every letter and figure is 10 points wide; spaces, hyphens and other
marks are 5. "fi" is one ligature of 10, "AV" is kerned by -2. The tall face differs
from the plain one in its name and height only; it lacks the letter "q".
"""

from __future__ import annotations

import string
import tempfile
from functools import cache
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from publisher.fonts import Face, Fonts
from publisher.styles.models import ParagraphStyle

__all__ = ["face", "fonts", "style"]

WIDE = string.ascii_letters + string.digits
NARROW = " \u00a0-.,;:!?()/“”’—–%$*†\u2212"
FEATURES = """
feature liga { sub f i by f_i; } liga;
feature kern { pos A V -200; } kern;
"""
_FOLDER = tempfile.TemporaryDirectory(prefix="square-")


def _build(path: Path, lacking: str = "") -> None:
    characters = [c for c in WIDE + NARROW if c not in lacking]
    names = {
        ord(c): c if c in string.ascii_letters else f"u{ord(c):04X}" for c in characters
    }
    glyphs = [".notdef", *names.values(), "f_i"]
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 700), (400, 700), (400, 0)):
        pen.lineTo(corner)
    pen.closePath()
    square, empty = pen.glyph(), TTGlyphPen(None).glyph()
    blank = {names[ord(" ")], names[ord("\u00a0")]}
    wide = {name for code, name in names.items() if chr(code) in WIDE} | {
        "f_i",
        ".notdef",
    }
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(glyphs)
    font.setupCharacterMap(names)
    font.setupGlyf({name: empty if name in blank else square for name in glyphs})
    font.setupHorizontalMetrics(
        {name: (1000 if name in wide else 500, 0) for name in glyphs}
    )
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupOS2(
        sTypoAscender=800,
        sTypoDescender=-200,
        sCapHeight=700,
        sxHeight=500,
        usWeightClass=400,
    )
    font.setupNameTable(
        {"familyName": "Square", "styleName": "Regular", "psName": path.stem}
    )
    font.setupPost(italicAngle=-12)
    font.addOpenTypeFeatures(FEATURES)
    font.save(path)


@cache
def face(name: str = "square", lacking: str = "") -> Face:
    """Return the square face under a name."""
    path = Path(_FOLDER.name) / f"{name}.ttf"
    _build(path, lacking)
    return Face(name, path)


@cache
def fonts() -> Fonts:
    """Return the faces "square" and "tall"."""
    result = Fonts({})
    result.faces |= {"square": face(), "tall": face("tall", lacking="q")}
    return result


def style(**changes: object) -> ParagraphStyle:
    """Return a paragraph style of size 10 on 12 in the square face, set flush left."""
    plain: dict[str, object] = {
        "face": "square",
        "strong": "tall",
        "size": "10pt",
        "leading": "12pt",
    }
    return ParagraphStyle.model_validate(plain | changes)
