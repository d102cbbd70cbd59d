"""The hand-made edition on a press, and what a press file is painted with.

The interpreter below knows what is needed to say for each painting operator: which colour it
is in, and whether that colour overprints. It shares nothing with the writer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf

from publisher.layout.model import Area, Box, Run
from publisher.pdf.model import Job
from publisher.styles.models import FigureStyle, Ink, Palette, Style
from tests.pdf.edition import fonts, job
from tests.tickets import ICC, ticket

__all__ = ["Paint", "painted", "press_job"]

INKS = {
    "black": Ink(rgb="#000000", cmyk=(0, 0, 0, 100), grey=100),
    "deficit": Ink(rgb="#b03a2e", cmyk=(20, 90, 90, 10), grey=60),
    "ground": Ink(rgb="#f2efe8", cmyk=(4, 4, 8, 0), grey=5),
    "white": Ink(rgb="#ffffff", cmyk=(0, 0, 0, 0), grey=0),
    "navy": Ink(rgb="#14233f", cmyk=(100, 0, 0, 80), grey=92),
    "pale": Ink(rgb="#c3cfe0", cmyk=(24, 8, 0, 0), grey=20),
    "tint": Ink(rgb="#c9ced6", cmyk=(0, 0, 0, 24), grey=24),
    "house": Ink(rgb="#0000ff", cmyk=(90, 60, 0, 0), grey=70, spot="PANTONE 289 C"),
}


def press_job(*items: Run | Area, **changes: Any) -> Job:
    """Return the hand-made edition with a ticket; ``items`` stand on its second page too."""
    made = job()
    style = Style.model_construct(
        palette=Palette(inks=INKS),
        press=ticket(**changes),
        output_profile=ICC.read_bytes(),
        figure=FigureStyle.model_construct(label="label"),
    )
    first, second = made.layout.pages
    second = replace(second, items=(*second.items, *items))
    layout = replace(made.layout, pages=(first, second))
    return replace(made, style=style, layout=layout)


def line(ink: str, size: float, text: str = "Line") -> Run:
    """Return a line of type at (20, 250)."""
    return Run(20, 250, size, ink, fonts()["serif"].shape(text), "Pagination")


def rule(ink: str, width: float, *, upright: bool = False) -> Area:
    """Return a rule whose left or upper edge is at (20, 260)."""
    box = Box(20, 260, width, 20) if upright else Box(20, 260, 100, width)
    return Area(box, ink)


@dataclass(frozen=True, slots=True)
class Paint:
    """One painting operator: its colour space and colour, and whether it overprints.

    ``at`` are the numbers of the rectangle or of the text position before it, ``width``
    the line's.
    """

    operator: str
    colour: tuple[str, tuple[float, ...]]
    overprints: bool
    mode: int
    at: tuple[float, ...]
    width: float


_COLOURS = {
    "k": "CMYK",
    "K": "CMYK",
    "g": "Grey",
    "G": "Grey",
    "rg": "RGB",
    "RG": "RGB",
}
_STROKES = {"S", "s"}
_FILLS = {"f", "f*", "Tj", "TJ"}


def painted(path: Path, page_index: int = 1) -> list[Paint]:
    """Return what is painted on a page, in order."""
    with pikepdf.open(path) as pdf:
        return list(_walk(pdf.pages[page_index]))


def _walk(page: pikepdf.Page) -> Iterator[Paint]:
    states: Mapping[str, Any] = page.Resources.get("/ExtGState", {})
    black: tuple[str, tuple[float, ...]] = ("Grey", (0.0,))
    state: dict[str, Any] = {
        "fill": black, "stroke": black, "op": False, "OP": False, "OPM": 0, "w": 1.0,
    }  # fmt: skip
    stack: list[dict[str, Any]] = []
    at: tuple[float, ...] = ()
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        numbers = tuple(float(n) for n in operands if not isinstance(n, pikepdf.Object))
        if name == "q":
            stack.append(dict(state))
        elif name == "Q":
            state = stack.pop()
        elif name == "gs":
            chosen = states[str(operands[0])]
            state |= {key: chosen[f"/{key}"] for key in ("op", "OP", "OPM")}
        elif name in _COLOURS:
            state["fill" if name.islower() else "stroke"] = _COLOURS[name], numbers
        elif name in {"cs", "CS"}:
            space = page.Resources.ColorSpace[str(operands[0])]
            state["fill" if name == "cs" else "stroke"] = str(space[1])[1:], ()
        elif name in {"scn", "SCN"}:
            key = "fill" if name == "scn" else "stroke"
            state[key] = state[key][0], numbers
        elif name == "w":
            state["w"] = numbers[0]
        elif name in {"re", "Td", "m"}:
            at = numbers
        elif name in _FILLS | _STROKES:
            fills = name in _FILLS
            colour = state["fill" if fills else "stroke"]
            over = bool(state["op" if fills else "OP"])
            yield Paint(name, colour, over, int(state["OPM"]), at, state["w"])
        else:
            assert name not in {"B", "b", "B*", "sh", "Do", "BI"}, name
