"""A font dictionary to what text needs of it: facts, and the widths of its codes.

It does not open font programs: whether letters travel with the file, and how wide the file
says they are, stands in dictionaries.

ISO 32000-1, 9.6 to 9.10.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pikepdf import Array, Name, Stream

from publisher.preflight.model import FontFacts
from publisher.preflight.objects import entry, items, name, number, numbers

__all__ = ["Typeface", "read_typeface"]

_SUBSET = re.compile(r"[A-Z]{6}\+")
_NAMED_ENCODINGS = {"WinAnsiEncoding", "MacRomanEncoding", "StandardEncoding"}
_TELLING = re.compile(r"[A-Za-z]+(\.[a-z0-9]+)?|uni[0-9A-F]{4}|u[0-9A-F]{4,6}")
"""Glyph names that stand for characters; "g12" and "C0045" do not."""
_MOST_CODES = 65_536
_COLLECTIONS = {"Japan1", "GB1", "CNS1", "Korea1", "KR"}


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font as the interpreter uses it; widths, ascent, descent in parts of the size."""

    facts: FontFacts
    code_bytes: int
    widths: Mapping[int, float]
    default_width: float
    ascent: float
    descent: float

    def advance(self, data: bytes, spacing: float, word_spacing: float) -> float:
        """Return the width of a string; spacings in parts of the size too."""
        codes = data
        if self.code_bytes == 2:
            codes = data[: len(data) & ~1]
            pairs = zip(codes[::2], codes[1::2], strict=True)
            shown = [self.widths.get(a << 8 | b, self.default_width) for a, b in pairs]
        else:
            shown = [self.widths.get(code, self.default_width) for code in codes]
            word_spacing *= codes.count(32)
        words = word_spacing if self.code_bytes == 1 else 0.0
        return sum(shown) + spacing * len(shown) + words


def read_typeface(font: object) -> Typeface:
    """Return what is known of a font dictionary; what is broken is taken as missing."""
    subtype = name(entry(font, "Subtype"))
    if subtype == "Type0":
        return _composite(font)
    descriptor = entry(font, "FontDescriptor")
    first = number(entry(font, "FirstChar")) or 0
    listed = items(entry(font, "Widths"))
    scale = 0.001
    if subtype == "Type3":
        scale = abs((numbers(entry(font, "FontMatrix"), 6) or (0.001,))[0])
    widths = {
        int(first) + n: (number(width) or 0.0) * scale for n, width in enumerate(listed)
    }
    spare = number(entry(descriptor, "MissingWidth")) or (0 if widths else 500)
    ascent, descent = _heights(descriptor)
    facts = _facts(font, descriptor, subtype)
    return Typeface(facts, 1, widths, spare * scale, ascent, descent)


def _composite(font: object) -> Typeface:
    below = items(entry(font, "DescendantFonts"))
    descendant = below[0] if below else None
    descriptor = entry(descendant, "FontDescriptor")
    default = number(entry(descendant, "DW"))
    ascent, descent = _heights(descriptor)
    return Typeface(
        _facts(font, descriptor, "Type0"),
        2,
        _cid_widths(entry(descendant, "W")),
        (1000 if default is None else default) / 1000,
        ascent,
        descent,
    )


def _cid_widths(listed: object) -> dict[int, float]:
    """Read "c [w w w]" and "c c w" (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    parts = items(listed)
    at = 0
    while at + 1 < len(parts) and len(widths) < _MOST_CODES:
        first = int(number(parts[at]) or 0)
        second = parts[at + 1]
        if isinstance(second, Array):
            for n, width in enumerate(items(second)):
                widths[first + n] = (number(width) or 0.0) / 1000
            at += 2
            continue
        last = int(number(second) or 0)
        width = number(parts[at + 2]) if at + 2 < len(parts) else None
        last = min(last, first + _MOST_CODES - len(widths))
        widths |= dict.fromkeys(range(first, last + 1), (width or 0.0) / 1000)
        at += 3
    return widths


def _heights(descriptor: object) -> tuple[float, float]:
    """Return how far letters reach; what a font states may include its line spacing."""
    ascent = (number(entry(descriptor, "Ascent")) or 0) / 1000
    descent = (number(entry(descriptor, "Descent")) or 0) / 1000
    return (
        min(ascent, 0.8) if ascent > 0.3 else 0.75,
        max(descent, -0.25) if descent < 0 else -0.22,
    )


def _facts(font: object, descriptor: object, subtype: str) -> FontFacts:
    said = name(entry(font, "BaseFont")) or name(entry(descriptor, "FontName"))
    files = [entry(descriptor, key) for key in ("FontFile", "FontFile2", "FontFile3")]
    embedded = any(isinstance(each, Stream) for each in files)
    drawn = subtype == "Type3"
    return FontFacts(
        _SUBSET.sub("", said) or (name(entry(font, "Name")) or "a font without a name"),
        "drawn" if drawn else "embedded" if embedded else "missing",
        drawn or bool(_SUBSET.match(said)),
        _is_readable(font, subtype),
    )


def _is_readable(font: object, subtype: str) -> bool:
    """Whether codes can be turned into characters (ISO 32000-1, 9.10.2)."""
    if isinstance(entry(font, "ToUnicode"), Stream | Name):
        return True
    encoding = entry(font, "Encoding")
    if subtype == "Type0":
        below = items(entry(font, "DescendantFonts"))
        ordering = entry(below[0] if below else None, "CIDSystemInfo", "Ordering")
        return str(ordering) in _COLLECTIONS
    if name(encoding) in _NAMED_ENCODINGS:
        return True
    if name(entry(encoding, "BaseEncoding")) in _NAMED_ENCODINGS:
        return True
    names = [name(each) for each in items(entry(encoding, "Differences"))]
    if any(names) and all(map(_TELLING.fullmatch, filter(None, names))):
        return True
    return subtype == "Type1" and entry(font, "FontDescriptor") is None
