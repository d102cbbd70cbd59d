"""Glyph runs to text operators, and a record of the glyphs shown.

Nothing is shaped here: glyphs and advances come as layout and figures decided them.
"""

from __future__ import annotations

from pathlib import Path

from publisher.fonts import Fonts, Glyphs
from publisher.layout.model import STRETCHING
from publisher.pdf.content import number
from publisher.pdf.model import Usage

__all__ = ["Typecase"]

_UNREADABLE = "\N{ZERO WIDTH SPACE}"
"""What a glyph stands for that is only a part of a character's picture."""


class Typecase:
    """The faces of a document: each font file once, with the glyphs shown of it."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._by_path: dict[Path, Usage] = {}
        self._by_face: dict[str, Usage] = {}

    @property
    def usages(self) -> tuple[Usage, ...]:
        """The font files used, in order of first use."""
        return tuple(self._by_path.values())

    def resource(self, face: str) -> str:
        """Return the name under which pages know the font file of a face."""
        return self._usage(face).resource

    def _usage(self, face: str) -> Usage:
        if face not in self._by_face:
            path = self._fonts[face].path
            new = Usage(f"F{len(self._by_path)}", face)
            self._by_face[face] = self._by_path.setdefault(path, new)
        return self._by_face[face]

    def show(self, glyphs: Glyphs, size: float, spaces: float = 0.0) -> str:
        """Return the operator that shows glyphs at their advances.

        Adjustments are whole thousandths of the size; what rounding leaves is carried
        along, so that no glyph is more than half a thousandth from its place.
        ``spaces`` is added after each space (points).
        """
        usage = self._usage(glyphs.face)
        widths, texts = usage.widths, usage.texts
        parts: list[str] = []
        codes = ""
        carried = 0.0
        stretch = spaces * 1000 / size
        for glyph, text, advance in zip(
            glyphs.ids, glyphs.texts, glyphs.advances, strict=True
        ):
            if texts.get(glyph) != text:
                texts[glyph] = _plainer(texts.get(glyph), text or _UNREADABLE)
            nominal = widths.get(glyph)
            if nominal is None:
                nominal = float(number(self._fonts[glyphs.face].nominal(glyph)))
                widths[glyph] = nominal
            codes += f"{glyph:04X}"
            carried += nominal - advance - (stretch if text in STRETCHING else 0.0)
            adjustment = round(carried)
            if adjustment:
                parts.append(f"<{codes}>{adjustment}")
                codes = ""
                carried -= adjustment
        if codes:
            parts.append(f"<{codes}>")
        if len(parts) == 1 and parts[0].endswith(">"):
            return f"{parts[0]} Tj"
        return f"[{''.join(parts)}] TJ"


def _plainer(known: str | None, text: str) -> str:
    """Return what a glyph stands for that was set for two texts: the plainer one.

    The hyphen's glyph also serves as the no-break hyphen, the space's as every space;
    readers search for the plain ones.
    """
    if known is None or known == _UNREADABLE:
        return text
    return known if text == _UNREADABLE else min(known, text)
