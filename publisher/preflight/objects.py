"""A stranger's PDF objects, read without surprises.

A file may hold anything where anything else is expected. What is asked for here is given
if it is there and of the right kind, else nothing (None, an empty tuple) is.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from decimal import Decimal
from math import isfinite

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

__all__ = [
    "BROKEN",
    "MOST_BYTES",
    "Oversized",
    "contents",
    "entry",
    "filters",
    "identity",
    "items",
    "mapping",
    "name",
    "number",
    "numbers",
    "text",
]

BROKEN = (
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    TypeError,
    ValueError,
    pikepdf.PdfError,
)
"""What reading a broken object may raise."""
MOST_BYTES = 32_000_000
"""The most that one stream may hold after decompression; what is longer is not judged."""
_LONGEST_ARRAY = 100_000
_CHUNK = 1 << 20


class Oversized(Exception):  # noqa: N818 - it says what it is
    """A stream grows beyond all measure when it is decompressed."""


def number(value: object) -> float | None:
    """Return a finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if isfinite(found) else None


def numbers(value: object, count: int | None = None) -> tuple[float, ...]:
    """Return the numbers of an array; none if one is not a number, or their count differs."""
    found = tuple(number(each) for each in items(value))
    if count is not None and len(found) != count:
        return ()
    known = tuple(each for each in found if each is not None)
    return known if len(known) == len(found) else ()


def name(value: object) -> str:
    """Return a name without its slash, or an empty string."""
    return str(value)[1:] if isinstance(value, Name) else ""


def text(value: object) -> str:
    """Return a text string, or an empty one."""
    if not isinstance(value, pikepdf.String):
        return ""
    try:
        return str(value)
    except UnicodeError:
        return ""


def items(value: object) -> tuple[object, ...]:
    """Return the items of an array, at most a hundred thousand."""
    if not isinstance(value, Array):
        return ()
    return tuple(
        each for each, _ in zip(iter(value), range(_LONGEST_ARRAY), strict=False)
    )


def mapping(value: object) -> Iterator[tuple[str, object]]:
    """Yield the entries of a dictionary, names without slash."""
    if isinstance(value, Dictionary | Stream):
        for key in value.keys():  # noqa: SIM118 - a PDF dictionary does not iterate
            yield key[1:], value.get(key)


def entry(value: object, *keys: str) -> object:
    """Return what stands under one key after the other, or None."""
    for key in keys:
        if not isinstance(value, Dictionary | Stream):
            return None
        value = value.get(f"/{key}")
    return value


def identity(value: object) -> tuple[int, int]:
    """Return an object's number and generation, (0, 0) if it stands inside another."""
    return value.objgen if isinstance(value, Object) else (0, 0)


def filters(stream: object) -> tuple[str, ...]:
    """Return the names of a stream's filters, outermost first."""
    stated = entry(stream, "Filter")
    if isinstance(stated, Name):
        return (name(stated),)
    return tuple(name(each) for each in items(stated))


def contents(stream: object) -> bytes:
    """Return what a stream holds, decompressed; nothing if it cannot be read.

    Raises
    ------
    Oversized
        If it holds more than `MOST_BYTES`.
    """
    if not isinstance(stream, Stream):
        return b""
    try:
        raw = stream.read_raw_bytes()
        if filters(stream)[:1] in {("FlateDecode",), ("Fl",)}:
            _measure(raw, filters(stream).count("FlateDecode"))
        found = stream.read_bytes()
    except (pikepdf.PdfError, RuntimeError):
        return b""
    if len(found) > MOST_BYTES:
        raise Oversized
    return found


def _measure(raw: bytes, layers: int) -> None:
    """Raise `Oversized` before the stream is decompressed as a whole."""
    for _ in range(layers):
        inflater = zlib.decompressobj()
        inflated = bytearray() if layers > 1 else None
        length = 0
        pending = raw
        try:
            while pending:
                piece = inflater.decompress(pending, _CHUNK)
                length += len(piece)
                if length > MOST_BYTES:
                    raise Oversized
                if inflated is not None:
                    inflated += piece
                pending = inflater.unconsumed_tail
        except zlib.error:
            return  # qpdf makes the best of it
        raw = bytes(inflated or b"")
