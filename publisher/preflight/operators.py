"""The operators of content streams, each with what it makes the interpreter do.

ISO 32000-1, table A.1.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from publisher.preflight.colours import CMYK, GREY, RGB, Space
from publisher.preflight.contents import INLINE_IMAGE
from publisher.preflight.geometry import as_matrix, times

if TYPE_CHECKING:
    from publisher.preflight.interpreter import Interpreter

__all__ = ["ACTS", "Act"]

Act = Callable[["Interpreter", list[Any]], None]


def _floats(operands: list[Any]) -> list[float]:
    return [float(each) for each in operands]


def _transform(it: Interpreter, operands: list[Any]) -> None:
    it.state.ctm = times(as_matrix(tuple(_floats(operands))), it.state.ctm)


def _move(it: Interpreter, operands: list[Any]) -> None:
    x, y = operands
    it.path.move(it.state.ctm, float(x), float(y))


def _line(it: Interpreter, operands: list[Any]) -> None:
    x, y = operands
    it.path.reach(it.state.ctm, float(x), float(y))


def _curve(it: Interpreter, operands: list[Any]) -> None:
    points = _floats(operands)
    for x, y in zip(points[::2], points[1::2], strict=True):
        it.path.reach(it.state.ctm, x, y)


def _rectangle(it: Interpreter, operands: list[Any]) -> None:
    x, y, width, height = operands
    box = (float(x), float(y), float(width), float(height))
    it.path.rectangle(it.state.ctm, box)


def _sets(slot: str, scale: float = 1.0) -> Act:
    """Return what sets a number of the graphics state."""

    def act(it: Interpreter, operands: list[Any]) -> None:
        setattr(it.state, slot, float(operands[0]) * scale)

    return act


def _render(it: Interpreter, operands: list[Any]) -> None:
    it.state.render = int(operands[0])


def _plain(space: Space, *, stroke: bool) -> Act:
    """Return what sets a device colour."""

    def act(it: Interpreter, operands: list[Any]) -> None:
        if len(operands) != space.components:
            raise ValueError
        it.set_colour(it.device(space), operands, stroke=stroke)

    return act


def _fill_colour(it: Interpreter, operands: list[Any]) -> None:
    it.set_colour(it.state.fill_space, operands, stroke=False)


def _stroke_colour(it: Interpreter, operands: list[Any]) -> None:
    it.set_colour(it.state.stroke_space, operands, stroke=True)


def _next_at(it: Interpreter, operands: list[Any]) -> None:
    x, y = operands
    it.text.move(float(x), float(y))


def _next_at_leading(it: Interpreter, operands: list[Any]) -> None:
    it.state.leading = -float(operands[1])
    _next_at(it, operands)


def _text_matrix(it: Interpreter, operands: list[Any]) -> None:
    it.text.set(as_matrix(tuple(_floats(operands))))


def _show_pieces(it: Interpreter, operands: list[Any]) -> None:
    it.show(list(operands[0]))


def _quote(it: Interpreter, operands: list[Any]) -> None:
    if len(operands) == 3:
        it.state.word_space = float(operands[0])
        it.state.char_space = float(operands[1])
    it.text.next_line(it.state.leading)
    it.show(operands[-1:])


def _nothing(_it: Interpreter, _operands: list[Any]) -> None:
    """Do nothing: it changes no place and no colour."""


ACTS: dict[str, Act] = {
    "q": lambda it, _: it.save(),
    "Q": lambda it, _: it.restore(),
    "cm": _transform,
    "w": _sets("line_width"),
    "gs": lambda it, operands: it.settings(operands),
    "m": _move,
    "l": _line,
    "c": _curve,
    "v": _curve,
    "y": _curve,
    "re": _rectangle,
    "f": lambda it, _: it.fill(),
    "F": lambda it, _: it.fill(),
    "f*": lambda it, _: it.fill(),
    "S": lambda it, _: it.stroke(),
    "s": lambda it, _: it.stroke(),
    "B": lambda it, _: it.fill_and_stroke(),
    "B*": lambda it, _: it.fill_and_stroke(),
    "b": lambda it, _: it.fill_and_stroke(),
    "b*": lambda it, _: it.fill_and_stroke(),
    "n": lambda it, _: it.end_path(),
    "W": lambda it, _: it.clip(),
    "W*": lambda it, _: it.clip(),
    "g": _plain(GREY, stroke=False),
    "G": _plain(GREY, stroke=True),
    "rg": _plain(RGB, stroke=False),
    "RG": _plain(RGB, stroke=True),
    "k": _plain(CMYK, stroke=False),
    "K": _plain(CMYK, stroke=True),
    "cs": lambda it, operands: it.set_space(operands, stroke=False),
    "CS": lambda it, operands: it.set_space(operands, stroke=True),
    "sc": _fill_colour,
    "scn": _fill_colour,
    "SC": _stroke_colour,
    "SCN": _stroke_colour,
    "sh": lambda it, operands: it.shade(operands),
    "Do": lambda it, operands: it.do(operands),
    INLINE_IMAGE: lambda it, operands: it.inline_image(operands),
    "BT": lambda it, _: it.text.begin(),
    "Tf": lambda it, operands: it.set_font(operands),
    "Tc": _sets("char_space"),
    "Tw": _sets("word_space"),
    "Tz": _sets("stretch", 0.01),
    "TL": _sets("leading"),
    "Ts": _sets("rise"),
    "Tr": _render,
    "Td": _next_at,
    "TD": _next_at_leading,
    "Tm": _text_matrix,
    "T*": lambda it, _: it.text.next_line(it.state.leading),
    "Tj": lambda it, operands: it.show(operands),
    "TJ": _show_pieces,
    "'": _quote,
    '"': _quote,
    "BMC": lambda it, operands: it.mark(operands),
    "BDC": lambda it, operands: it.mark(operands),
    "EMC": lambda it, _: it.unmark(),
    **dict.fromkeys(
        ("h", "j", "J", "M", "d", "ri", "i", "ET", "MP", "DP", "BX", "EX", "d0", "d1"),
        _nothing,
    ),
}
"""What each operator does; device colours obey the default spaces of the resources."""
