"""What stands around the pages of a sheet: marks, and words that say which sheet it is.

The words are drawn as outlines: no font is added to the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from publisher import marks
from publisher.fonts import Face, FaceSpec, Fonts
from publisher.press.signature import Side
from publisher.styles.ticket import Ticket

__all__ = ["furniture", "resources"]

Area = tuple[float, float, float, float]

_SIZE = 7.0
"""Points; of the words."""


def furniture(
    side: Side, trim: Area, spine: float, ticket: Ticket, pdf: pikepdf.Pdf
) -> str:
    """Return the operators for the marks of one side of a sheet.

    ``trim`` is what the knife leaves, ``spine`` where it is folded (points).
    """
    wanted, bleed = set(ticket.marks), ticket.bleed
    lines: list[str] = []
    if "crop" in wanted:
        lines += marks.crop(trim, bleed)
    # where a sheet is folded is no one's wish: it always says so
    lines += marks.fold(trim, bleed, spine)
    if "registration" in wanted:
        quarters = ((trim[0] + spine) / 2, (spine + trim[2]) / 2)
        lines += marks.targets(trim, bleed, quarters)
    if "colour-bar" in wanted:
        room = (spine - trim[0]) / 2 - 2 * marks.BAND
        lines += marks.colour_bar(trim, bleed, len(_spots(pdf, ticket)), room)
    x = trim[0] + marks.BAND
    y = trim[1] - bleed - marks.CLEAR - marks.BAND / 2 - _SIZE / 3
    lines += _outlined(_slug(side, ticket, pdf), x, y)
    return marks.framed(lines)


def _slug(side: Side, ticket: Ticket, pdf: pikepdf.Pdf) -> str:
    sheets = len(pdf.pages) // 4
    cover = ticket.binding.cover == "plus" and side.sheet == 1
    job = ticket.job or str(pdf.docinfo.get("/Title", ""))
    parts = (
        job,
        f"sheet {side.sheet} of {sheets}, {side.face}" + (" (cover)" if cover else ""),
        f"pages {side.left} and {side.right}",
        f"creep {side.creep:.2f} pt",
    )
    return " · ".join(part for part in parts if part)


def resources(made: pikepdf.Pdf, pdf: pikepdf.Pdf, ticket: Ticket) -> Dictionary:
    """Return what marks need: the colour of all plates, spot inks, a graphics state."""
    spaces = Dictionary({"/All": _all_plates()})
    for n, space in enumerate(_spots(pdf, ticket)):
        spaces[f"/Spot{n}"] = made.copy_foreign(pdf.make_indirect(space))
    knockout = Dictionary(Type=Name.ExtGState, OP=False, op=False, OPM=1)
    return Dictionary(
        ColorSpace=made.make_indirect(spaces),
        ExtGState=made.make_indirect(Dictionary(Knockout=knockout)),
    )


def _all_plates() -> Object:
    tint = Dictionary(
        FunctionType=2,
        Domain=Array([0, 1]),
        C0=Array([0, 0, 0, 0]),
        C1=Array([1, 1, 1, 1]),
        N=1,
    )
    return Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])


def _spots(pdf: pikepdf.Pdf, ticket: Ticket) -> list[Object]:
    """Return the colour spaces of the ticket's spot inks that the pages name."""
    found: dict[str, Object] = {}
    for page in pdf.pages:
        for space in page.resources.get("/ColorSpace", Dictionary()).values():
            if isinstance(space, Array) and space[0] == Name.Separation:
                found.setdefault(str(space[1])[1:], space)
    return [found[spot] for spot in ticket.spots if spot in found]


@lru_cache
def _face() -> Face:
    return Fonts({"slug": FaceSpec("IBM Plex Sans Condensed")})["slug"]


def _outlined(text: str, x: float, y: float) -> Iterator[str]:
    """Yield the outlines of a line of text, filled; its baseline begins at (x, y)."""
    face, scale = _face(), _SIZE / 1000
    glyphs = face.shape(text)
    for glyph, advance in zip(glyphs.ids, glyphs.advances, strict=True):
        path = [_segment(*step, x, y, scale) for step in _cubic(face.outline(glyph))]
        if path:
            yield " ".join([*path, "f"])
        x += advance * scale


def _segment(
    operator: str, numbers: tuple[float, ...], x: float, y: float, scale: float
) -> str:
    placed = [
        f"{number * scale + (y if n % 2 else x):.2f}"
        for n, number in enumerate(numbers)
    ]
    return " ".join([*placed, operator])


def _cubic(
    outline: tuple[tuple[str | float, ...], ...],
) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield an outline's steps as PDF knows them: it has no curves of one control point."""
    at = (0.0, 0.0)
    for operator, *rest in outline:
        numbers = tuple(float(number) for number in rest)
        if operator == "q":
            x, y, to_x, to_y = numbers
            near = (at[0] + 2 / 3 * (x - at[0]), at[1] + 2 / 3 * (y - at[1]))
            far = (to_x + 2 / 3 * (x - to_x), to_y + 2 / 3 * (y - to_y))
            yield "c", (*near, *far, to_x, to_y)
        else:
            yield str(operator), numbers
        if numbers:
            at = numbers[-2], numbers[-1]
