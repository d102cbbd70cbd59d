"""An image's dictionary to facts: colour space, resolution as placed, what it asks for.

Nothing is decompressed here. Inline images abbreviate their keys.

ISO 32000-1, 8.9.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from typing import Any

from pikepdf import Array, Name

from publisher.preflight.colours import read_space
from publisher.preflight.geometry import Matrix
from publisher.preflight.model import Colour
from publisher.preflight.objects import entry, filters, items, name, number

__all__ = ["ImageFacts", "image_facts", "spelt_out"]

_LONG = {
    "BPC": "BitsPerComponent",
    "CS": "ColorSpace",
    "D": "Decode",
    "DP": "DecodeParms",
    "F": "Filter",
    "H": "Height",
    "IM": "ImageMask",
    "I": "Interpolate",
    "W": "Width",
}
_LONG_FILTERS = {
    "AHx": "ASCIIHexDecode",
    "A85": "ASCII85Decode",
    "LZW": "LZWDecode",
    "Fl": "FlateDecode",
    "RL": "RunLengthDecode",
    "CCF": "CCITTFaxDecode",
    "DCT": "DCTDecode",
}
_ITS_OWN = Colour("managed", "the colour space inside a JPEG 2000 image")


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """What is known of an image; ``ppi`` is None if it has no pixels or no size."""

    colour: Colour | None
    ppi: float | None
    bits: int
    is_stencil: bool
    transparent: str
    features: frozenset[str]


def image_facts(image: object, resources: object, ctm: Matrix) -> ImageFacts:
    """Return the facts of an image that is painted on the unit square."""
    width, height = entry(image, "Width"), entry(image, "Height")
    a, b, c, d, _, _ = ctm
    scales = [
        pixels * 72 / length
        for pixels, length in (
            (number(width) or 0.0, hypot(a, b)),
            (number(height) or 0.0, hypot(c, d)),
        )
        if length > 0
    ]
    features = set()
    if "JPXDecode" in filters(image):
        features.add("JPEG 2000")
    for key in ("OPI", "Alternates"):
        if entry(image, key) is not None:
            features.add(key)
    mask = entry(image, "SMask")
    masked = mask is not None and name(mask) != "None"
    inside = (number(entry(image, "SMaskInData")) or 0) > 0
    is_stencil = entry(image, "ImageMask") is True
    bits = 1 if is_stencil else number(entry(image, "BitsPerComponent")) or 8
    return ImageFacts(
        _colour(image, resources, features),
        min(scales, default=None),
        int(bits),
        is_stencil,
        "a soft mask" if masked or inside else "",
        frozenset(features),
    )


def _colour(image: object, resources: object, features: set[str]) -> Colour | None:
    stated = entry(image, "ColorSpace")
    if stated is None:
        return _ITS_OWN if "JPEG 2000" in features else None
    space = read_space(stated, resources)
    return None if space is None else space.flat


def spelt_out(operands: Sequence[Any]) -> dict[str, Any]:
    """Return the entries of an inline image by their long names (tables 93 and 94).

    The operands are its keys and values, and last its data.
    """
    pairs = zip(operands[:-1:2], operands[1:-1:2], strict=False)
    entries = {f"/{_LONG.get(name(key), name(key))}": value for key, value in pairs}
    if "/Filter" in entries:
        entries["/Filter"] = _long_filters(entries["/Filter"])
    return entries


def _long_filters(filters: object) -> object:
    if isinstance(filters, Name):
        return Name(f"/{_LONG_FILTERS.get(name(filters), name(filters))}")
    return Array([_long_filters(each) for each in items(filters)])
