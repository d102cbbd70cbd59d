"""Painting operators to painted objects: areas, lines, shadings, images and type.

What an object looks like stands in the graphics state; where it may show, in the clipping
box. Patterns that paint by themselves are left to the interpreter.

ISO 32000-1, 8.5.3 (paths), 8.7 (patterns), 8.9 (images), 9.3.6 (text rendering).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pikepdf

from publisher.preflight import shadings
from publisher.preflight.geometry import (
    IDENTITY,
    Matrix,
    cut,
    is_empty,
    narrowest,
    rectangle,
    united,
)
from publisher.preflight.images import image_facts
from publisher.preflight.model import Box, Colour, Kind, Painted
from publisher.preflight.objects import entry, name
from publisher.preflight.paths import Path, Subpath
from publisher.preflight.state import State
from publisher.preflight.text import Text
from publisher.preflight.typefaces import Typeface

__all__ = ["Canvas", "Gathered", "Setting"]

_MOST_PAINTED = 200_000
_NOWHERE: Box = (0.0, 0.0, -1.0, -1.0)


@dataclass(slots=True)
class Gathered:
    """What the walk has found on one page; ``room`` is how many instructions may come."""

    room: list[int]
    scratch: pikepdf.Pdf = field(default_factory=pikepdf.new)
    painted: list[Painted] = field(default_factory=list)
    groups: dict[Colour, None] = field(default_factory=dict)
    features: set[str] = field(default_factory=set)
    troubles: dict[str, None] = field(default_factory=dict)
    typefaces: dict[tuple[int, int], Typeface] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a content stream stands: on the page, in a form, in a pattern, in a mask.

    ``base`` is the matrix of the page, from which patterns count. ``within`` is the area
    that a pattern fills. ``open`` are the streams that are being followed.
    """

    base: Matrix = IDENTITY
    in_form: bool = False
    in_mask: bool = False
    within: Box | None = None
    open: frozenset[tuple[int, int]] = frozenset()
    depth: int = 0


class Canvas:
    """Where one content stream paints."""

    def __init__(
        self, gathered: Gathered, resources: object, state: State, setting: Setting
    ) -> None:
        self.gathered = gathered
        self.resources = resources
        self.state: State = state
        self.setting = setting
        self.tags: list[int | None] = []
        self.path: Path = Path()
        self.text: Text = Text()
        self._clips = False

    def paint(
        self,
        kind: Kind,
        box: Box,
        colour: Colour | None,
        *,
        stroke: bool = False,
        **looks: Any,  # noqa: ANN401 - the other fields of `Painted`
    ) -> None:
        """Keep an object as the state paints it, as far as it is inside the clip."""
        state, setting, found = self.state, self.setting, self.gathered.painted
        box = setting.within or cut(box, state.clip)
        if is_empty(box) or len(found) >= _MOST_PAINTED:
            return
        looks["transparent"] = looks.get("transparent") or state.transparency(
            stroke=stroke
        )
        over = state.overprint_stroke if stroke else state.overprint_fill
        found.append(
            Painted(
                kind,
                box,
                colour,
                overprint=over,
                overprint_mode=state.overprint_mode,
                tag=self.tags[-1] if self.tags else None,
                in_mask=setting.in_mask,
                **looks,
            )
        )

    def fill(self) -> None:
        """Paint the inside of the path; each upright rectangle is an object."""
        paths = self.path.subpaths
        if paths and all(path.is_rectangle for path in paths):
            for path in paths:
                self._fill_area([path], ground=len(paths) == 1)
        elif paths:
            self._fill_area(paths, ground=False)
        self.end_path()

    def _fill_area(self, paths: list[Subpath], *, ground: bool) -> None:
        state = self.state
        rules = [path.thickness for path in paths if path.thickness is not None]
        box = united(path.box for path in paths) or _NOWHERE
        colour = self.colour_of(state.fill, state.fill_pattern, box)
        self.paint("fill", box, colour, width=min(rules, default=None), ground=ground)

    def stroke(self) -> None:
        """Paint the line along the path."""
        state, box = self.state, self.path.box
        if box is not None:
            width = abs(state.line_width) * narrowest(state.ctm)
            half = width / 2
            left, top, right, bottom = box
            box = (left - half, top - half, right + half, bottom + half)
            colour = self.colour_of(state.stroke, state.stroke_pattern, box)
            self.paint("stroke", box, colour, stroke=True, width=width)
        self.end_path()

    def fill_and_stroke(self) -> None:
        """Paint both."""
        path = self.path
        clips, self._clips = self._clips, False
        self.fill()
        self.path, self._clips = path, clips
        self.stroke()

    def end_path(self) -> None:
        """Forget the path, after it has become a clipping path if it is to."""
        if self._clips:
            self.state.clip = cut(self.state.clip, self.path.box or _NOWHERE)
        self.path, self._clips = Path(), False

    def clip(self) -> None:
        """Let the path become a clipping path when it ends."""
        self._clips = True

    def shade(self, operands: list[Any]) -> None:
        """Paint the clipping path with a shading."""
        shading = entry(self.resources, "Shading", name(operands[0]))
        colour = shadings.darkest(shading, self.resources)
        self.paint("shading", self.state.clip, colour)

    def colour_of(self, plain: Colour, pattern: object, box: Box) -> Colour | None:
        """Return the colour of an area that may have a pattern; see `Interpreter`."""
        raise NotImplementedError

    def image(self, image: object) -> None:
        """Paint an image on the unit square."""
        facts = image_facts(image, self.resources, self.state.ctm)
        self.gathered.features |= facts.features
        state = self.state
        box = rectangle(state.ctm, (0, 0, 1, 1))
        colour = facts.colour
        if facts.is_stencil:
            colour = self.colour_of(state.fill, state.fill_pattern, box)
        through = facts.transparent
        self.paint(
            "image", box, colour, ppi=facts.ppi, bits=facts.bits, transparent=through
        )

    def show(self, pieces: list[Any]) -> None:
        """Paint the strings among the pieces; numbers move the next one."""
        state = self.state
        shown = self.text.shown(state, pieces)
        if shown is None or state.typeface is None:
            return
        for stroke in _RENDER.get(state.render, ()):
            plain = state.stroke if stroke else state.fill
            pattern = state.stroke_pattern if stroke else state.fill_pattern
            colour = self.colour_of(plain, pattern, shown.box)
            facts = state.typeface.facts
            self.paint(
                "text", shown.box, colour, stroke=stroke, size=shown.size, font=facts
            )


_RENDER = {0: (False,), 1: (True,), 2: (False, True), 4: (False,), 5: (True,)} | {
    6: (False, True)
}
"""Text rendering modes to what they paint: False fills, True strokes (table 106)."""
