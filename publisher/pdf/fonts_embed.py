"""Glyphs used to embedded fonts: one Type0 font with Identity-H for each font file.

Glyph ids are those of the whole face (ISO 32000-1, 9.7); ToUnicode gives every glyph the
text that it was set for.
"""

from __future__ import annotations

import hashlib
from collections import Counter

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from publisher.fonts import Face
from publisher.pdf.content import number
from publisher.pdf.model import File, Usage

__all__ = ["add_fonts"]

_SYMBOLIC, _ITALIC = 4, 64
"""Flags of a font descriptor (ISO 32000-1, table 123)."""

_ROWS = 100
"""The most rows that one block of a CMap may have (Adobe Technical Note 5014)."""


def add_fonts(file: File) -> None:
    """Embed every font file used and give it to the pages."""
    pdf = file.pdf
    fonts = pdf.make_indirect(
        Dictionary(
            {
                f"/{usage.resource}": _font(pdf, file.job.fonts[usage.face], usage)
                for usage in file.painted.usages
            }
        )
    )
    for page in pdf.pages:
        page.obj.Resources = Dictionary(Font=fonts)


def _font(pdf: pikepdf.Pdf, face: Face, usage: Usage) -> pikepdf.Object:
    """Return the Type0 font of the glyphs used."""
    data = face.subset(usage.widths)
    name = Name(f"/{_prefix(data)}+{face.postscript_name}")
    usual, widths = _widths(usage.widths)
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        CIDToGIDMap=Name.Identity,
        DW=usual,
        W=widths,
        FontDescriptor=pdf.make_indirect(_descriptor(pdf, face, name, data)),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(_to_unicode(usage.texts)),
        )
    )


def _prefix(data: bytes) -> str:
    """Return a subset's six letters (ISO 32000-1, 9.6.4), made from what is in it."""
    digest = hashlib.sha256(data).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _descriptor(
    pdf: pikepdf.Pdf, face: Face, name: pikepdf.Name, data: bytes
) -> Dictionary:
    file = pdf.make_stream(data)
    file.Length1 = len(data)
    metrics = face.metrics
    angle = metrics["italic_angle"]
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=_SYMBOLIC | (_ITALIC if angle else 0),
        FontBBox=Array([round(edge) for edge in face.box]),
        ItalicAngle=_numeral(angle),
        Ascent=round(metrics["ascent"]),
        Descent=round(metrics["descent"]),
        CapHeight=round(metrics["cap_height"]),
        # No table of a TrueType file tells the stems; weight is what readers use it for.
        StemV=round(face.weight / 5),
        FontFile2=file,
    )


def _widths(widths: dict[int, float]) -> tuple[pikepdf.Object | int, Array]:
    """Return the most usual width, and the others by runs of glyph ids."""
    usual = Counter(widths.values()).most_common(1)[0][0]
    runs: dict[int, list[pikepdf.Object | int]] = {}
    first = previous = -2
    for glyph, width in sorted(widths.items()):
        if width == usual:
            continue
        if glyph != previous + 1:
            first = glyph
        runs.setdefault(first, []).append(_numeral(width))
        previous = glyph
    return _numeral(usual), Array(
        [part for glyph, run in runs.items() for part in (glyph, Array(run))]
    )


def _numeral(value: float) -> pikepdf.Object | int:
    """Return a number as PDF, an integer where it is one."""
    return (
        int(value)
        if value == int(value)
        else pikepdf.Object.parse(number(value).encode())
    )


def _to_unicode(texts: dict[int, str]) -> bytes:
    """Return the CMap from glyph ids to text (ISO 32000-1, 9.10.3)."""
    rows = [
        f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>"
        for glyph, text in sorted(texts.items())
    ]
    blocks = [
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar"
        for block in (rows[n : n + _ROWS] for n in range(0, len(rows), _ROWS))
    ]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<0000> <FFFF>",
            "endcodespacerange",
            *blocks,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    ).encode("ascii")
