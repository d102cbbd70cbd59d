"""The graphics state: what a painting operator finds set.

ISO 32000-1, 8.4 and 9.3.
"""

from __future__ import annotations

from typing import Any

from publisher.preflight.colours import BLACK, GREY, Space
from publisher.preflight.geometry import EVERYWHERE, IDENTITY, Matrix
from publisher.preflight.model import Box, Colour
from publisher.preflight.objects import entry, items, name, number
from publisher.preflight.typefaces import Typeface

__all__ = ["State", "apply"]


class State:
    """Everything that ``q`` saves and ``Q`` brings back."""

    __slots__ = (
        "blend",
        "char_space",
        "clip",
        "ctm",
        "fill",
        "fill_alpha",
        "fill_pattern",
        "fill_space",
        "font_size",
        "leading",
        "line_width",
        "masked",
        "overprint_fill",
        "overprint_mode",
        "overprint_stroke",
        "render",
        "rise",
        "stretch",
        "stroke",
        "stroke_alpha",
        "stroke_pattern",
        "stroke_space",
        "typeface",
        "word_space",
    )

    def __init__(self, ctm: Matrix = IDENTITY, clip: Box = EVERYWHERE) -> None:
        self.ctm = ctm
        self.clip = clip
        self.fill: Colour = BLACK
        self.stroke: Colour = BLACK
        self.fill_space: Space = GREY
        self.stroke_space: Space = GREY
        self.fill_pattern: Any = None
        self.stroke_pattern: Any = None
        self.line_width = 1.0
        self.overprint_fill = False
        self.overprint_stroke = False
        self.overprint_mode = 0
        self.fill_alpha = 1.0
        self.stroke_alpha = 1.0
        self.blend = "Normal"
        self.masked = False
        self.typeface: Typeface | None = None
        self.font_size = 0.0
        self.char_space = 0.0
        self.word_space = 0.0
        self.stretch = 1.0
        self.leading = 0.0
        self.rise = 0.0
        self.render = 0

    def copy(self) -> State:
        """Return a state of its own with the same settings."""
        other = State.__new__(State)
        for slot in State.__slots__:
            setattr(other, slot, getattr(self, slot))
        return other

    def transparency(self, *, stroke: bool) -> str:
        """Say what makes the next object see-through, or nothing."""
        alpha = self.stroke_alpha if stroke else self.fill_alpha
        if self.masked:
            return "a soft mask"
        if alpha < 1:
            return f"an opacity of {alpha:.0%}"
        return "" if self.blend == "Normal" else f"the blend mode {self.blend}"


def apply(state: State, settings: object) -> None:
    """Set what an ExtGState dictionary says (ISO 32000-1, table 58).

    ``op`` follows ``OP`` where only that is given.
    """
    stroke, fill = entry(settings, "OP"), entry(settings, "op")
    if isinstance(stroke, bool):
        state.overprint_stroke = stroke
        state.overprint_fill = stroke
    if isinstance(fill, bool):
        state.overprint_fill = fill
    mode = number(entry(settings, "OPM"))
    state.overprint_mode = state.overprint_mode if mode is None else int(mode)
    width = number(entry(settings, "LW"))
    state.line_width = state.line_width if width is None else width
    for key, slot in (("ca", "fill_alpha"), ("CA", "stroke_alpha")):
        alpha = number(entry(settings, key))
        if alpha is not None:
            setattr(state, slot, min(max(alpha, 0.0), 1.0))
    blend = entry(settings, "BM")
    said = name(blend) or next(map(name, items(blend)), "")
    if said:
        state.blend = "Normal" if said == "Compatible" else said
    mask = entry(settings, "SMask")
    if mask is not None:
        state.masked = name(mask) != "None"
