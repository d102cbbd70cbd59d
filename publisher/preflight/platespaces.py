"""Colour spaces that show one plate of another space as grey.

A DeviceN space with a PostScript function picks the component: images and shadings keep
their data and PDFium does the rest.

ISO 32000-1, 7.10.5 and 8.6.6.5.
"""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Name, Stream, String

from publisher.preflight.colours import Space
from publisher.preflight.model import PROCESS

__all__ = ["plate_space"]

_GREATEST = "2 copy lt {exch} if pop 2 copy lt {exch} if pop"
"""Of three numbers on the stack the greatest."""


def plate_space(space: Space, plate: str, pdf: pikepdf.Pdf) -> Any:  # noqa: ANN401
    """Return a space of as many components in which a plate's ink is dark."""
    if space.family == "Indexed" and space.base is not None:
        count = max(1, len(space.table) // max(1, space.base.components))
        base = plate_space(space.base, plate, pdf)
        return Array([Name.Indexed, base, count - 1, String(space.table)])
    count = max(1, space.components)
    body = _picks(space, plate, count)
    domain = [0, 1] * count
    function = Stream(pdf, b"{ " + body.encode() + b" }")
    function.FunctionType = 4
    function.Domain = Array(domain)
    function.Range = Array([0, 1])
    names = Array([Name(f"/Ink{n}") for n in range(count)])
    return Array([Name.DeviceN, names, Name.DeviceGray, pdf.make_indirect(function)])


def _picks(space: Space, plate: str, count: int) -> str:
    """Return PostScript that leaves the plate's grey of ``count`` components."""
    if space.plates:
        wanted = [n for n, each in enumerate(space.plates) if each in {plate, "All"}]
        if not wanted:
            return _drop(count) + " 1"
        return _one(wanted[0], count)
    if count == 4:
        return _one(PROCESS.index(plate), 4) if plate in PROCESS else _drop(4) + " 1"
    if plate == "Black":
        return {1: "", 3: "pop pop" if space.family == "Lab" else _GREATEST}[count]
    if count == 3 and space.family != "Lab" and plate in PROCESS:
        deep = 2 - PROCESS.index(plate)
        return f"{deep} index 4 1 roll {_GREATEST} exch sub 1 exch sub"
    return _drop(count) + " 1"


def _one(at: int, count: int) -> str:
    keep = f"{count - 1 - at} index 1 exch sub {count + 1} 1 roll"
    return f"{keep} {_drop(count)}"


def _drop(count: int) -> str:
    return " ".join(["pop"] * count)
