"""One walk through what a page paints: instructions to painted objects.

The walk follows forms, patterns, soft masks and inline images, at a bounded depth and for a
bounded number of instructions. An instruction that makes no sense is noted and passed over,
as viewers do.

ISO 32000-1, clauses 8 and 9, and annex A (operators).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Stream

from publisher.preflight import shadings
from publisher.preflight.canvas import Canvas, Gathered, Setting
from publisher.preflight.colours import Space, read_space
from publisher.preflight.contents import follow
from publisher.preflight.geometry import as_matrix, cut, rectangle, times
from publisher.preflight.images import spelt_out
from publisher.preflight.model import Box, Colour
from publisher.preflight.objects import (
    BROKEN,
    contents,
    entry,
    identity,
    name,
    number,
    numbers,
)
from publisher.preflight.operators import ACTS
from publisher.preflight.state import State, apply
from publisher.preflight.typefaces import Typeface, read_typeface

__all__ = ["Interpreter"]

_COST_OF_A_CALL = 50
"""Instructions that could be followed while a stream is prepared."""
_DEEPEST = 12
_MOST_SAVED = 512
_ARTIFACT, _OF_A_FORM = -1, -2


class Interpreter(Canvas):
    """Follows one content stream, and with others of its kind those that it calls."""

    def __init__(
        self, gathered: Gathered, resources: object, state: State, setting: Setting
    ) -> None:
        super().__init__(gathered, resources, state, setting)
        self._saved: list[State] = []
        self._spaces: dict[str, Space | None] = {}
        self._spares: bool | None = None

    def run(self, data: bytes) -> None:
        """Follow the instructions of a stream.

        Raises
        ------
        TooMuch
            If the page has more instructions than can be followed.
        Oversized
            If a stream that it calls is too long.
        """
        try:
            follow(data, self.handle, self.gathered.room)
        except pikepdf.PdfError:
            self.gathered.troubles["a content stream cannot be read"] = None

    def handle(self, operator: str, operands: list[Any], start: int, end: int) -> None:
        """Do what one instruction says."""
        act = ACTS.get(operator)
        if act is None:
            self.gathered.troubles[f"the instruction {operator[:20]!r} is unknown"] = (
                None
            )
        else:
            try:
                act(self, operands)
            except BROKEN:
                trouble = f"an instruction {operator!r} makes no sense"
                self.gathered.troubles[trouble] = None
        self.done(operator, operands, start, end)

    def done(self, operator: str, operands: list[Any], start: int, end: int) -> None:
        """Take note that an instruction was followed; for those who rewrite streams."""

    # What is set

    def set_colour(self, space: Space, operands: list[Any], *, stroke: bool) -> None:
        """Set a colour in a space; the last operand may name a pattern."""
        values = [found for found in map(number, operands) if found is not None]
        state = self.state
        pattern = None
        colour = None
        if space.family == "Pattern":
            said = operands[-1] if operands else None
            pattern = entry(self.resources, "Pattern", name(said))
            if pattern is None:
                raise LookupError
            colour = space.base.colour(values) if space.base else None
        else:
            colour = space.colour(values)
        if stroke:
            state.stroke, state.stroke_space = colour or state.stroke, space
            state.stroke_pattern = pattern
        else:
            state.fill, state.fill_space = colour or state.fill, space
            state.fill_pattern = pattern

    def space(self, said: object) -> Space:
        """Return a colour space by its name in the resources."""
        key = name(said)
        if key not in self._spaces:
            self._spaces[key] = read_space(said, self.resources)
        found = self._spaces[key]
        if found is None:
            raise LookupError
        return found

    def device(self, space: Space) -> Space:
        """Return a device space, or the one that the resources put in its place."""
        if self._spares is None:
            said = entry(self.resources, "ColorSpace")
            keys = said.keys() if isinstance(said, Dictionary) else ()
            self._spares = any(key.startswith("/Default") for key in keys)
        return self.space(Name(f"/{space.family}")) if self._spares else space

    def set_space(self, operands: list[Any], *, stroke: bool) -> None:
        """Set a colour space and its first colour."""
        space, state = self.space(operands[0]), self.state
        if stroke:
            state.stroke, state.stroke_space = space.initial(), space
            state.stroke_pattern = None
        else:
            state.fill, state.fill_space = space.initial(), space
            state.fill_pattern = None

    def settings(self, operands: list[Any]) -> None:
        """Set what a named ExtGState says, and look into its soft mask."""
        settings = entry(self.resources, "ExtGState", name(operands[0]))
        if not isinstance(settings, Dictionary):
            raise TypeError
        apply(self.state, settings)
        font = settings.get("/Font")
        if font is not None:
            self.state.typeface = self._typeface(font[0])
            self.state.font_size = float(font[1])
        for key in ("TR", "TR2", "HTP"):
            said = settings.get(f"/{key}")
            if said is not None and name(said) not in {"Default", "Identity"}:
                self.gathered.features.add("transfer")
        mask = settings.get("/SMask")
        if isinstance(mask, Dictionary):
            form = entry(mask, "G")
            setting = replace(self.setting, in_mask=True, in_form=True)
            self._follow_form(form, State(self.state.ctm), setting)

    def set_font(self, operands: list[Any]) -> None:
        """Choose a font and its size."""
        font = entry(self.resources, "Font", name(operands[0]))
        if font is None:
            raise LookupError
        self.state.typeface = self._typeface(font)
        self.state.font_size = float(operands[1])

    def _typeface(self, font: object) -> Typeface:
        key = identity(font)
        if key == (0, 0):
            return read_typeface(font)
        if key not in self.gathered.typefaces:
            self.gathered.typefaces[key] = read_typeface(font)
        return self.gathered.typefaces[key]

    def save(self) -> None:
        """Remember the state."""
        if len(self._saved) >= _MOST_SAVED:
            raise LookupError
        self._saved.append(self.state.copy())

    def restore(self) -> None:
        """Bring back the state."""
        self.state = self._saved.pop()

    # What is called

    def do(self, operands: list[Any]) -> None:
        """Paint an image or follow a form."""
        called = entry(self.resources, "XObject", name(operands[0]))
        if not isinstance(called, Stream):
            raise TypeError
        subtype = name(entry(called, "Subtype"))
        if subtype == "Image":
            self.image(called)
        elif subtype == "Form":
            setting = replace(self.setting, in_form=True)
            self._follow_form(called, self.state.copy(), setting)
        else:
            self.gathered.features.add("PostScript")

    def inline_image(self, operands: list[Any]) -> None:
        """Paint an image that stands in the stream: keys and values, then its data."""
        self.image(Dictionary(spelt_out(operands)))

    def colour_of(self, plain: Colour, pattern: object, box: Box) -> Colour | None:
        """Return the colour of an area; a tiling pattern paints it by itself."""
        if pattern is None:
            return plain
        if number(entry(pattern, "PatternType")) == 2:
            return shadings.darkest(entry(pattern, "Shading"), self.resources)
        if number(entry(pattern, "PaintType")) == 2:
            return plain
        matrix = numbers(entry(pattern, "Matrix"), 6)
        ctm = times(as_matrix(matrix), self.setting.base) if matrix else None
        area = self.setting.within or cut(box, self.state.clip)
        setting = replace(self.setting, within=area, in_form=True)
        self.nested(pattern, State(ctm or self.setting.base), setting)
        return None

    def _follow_form(self, form: object, state: State, setting: Setting) -> None:
        matrix = numbers(entry(form, "Matrix"), 6)
        if matrix:
            state.ctm = times(as_matrix(matrix), state.ctm)
        box = numbers(entry(form, "BBox"), 4)
        if len(box) == 4:
            corners = (box[0], box[1], box[2], box[3])
            state.clip = cut(state.clip, rectangle(state.ctm, corners))
        self.note_group(entry(form, "Group"))
        if entry(form, "OPI") is not None:
            self.gathered.features.add("OPI")
        self.nested(form, state, setting)

    def note_group(self, group: object) -> None:
        """Take note of a transparency group and of the colour space that it blends in."""
        if name(entry(group, "S")) != "Transparency":
            return
        self.gathered.features.add("transparency group")
        space = read_space(entry(group, "CS"), self.resources)
        if space is not None:
            self.gathered.groups[space.flat] = None

    def nested(self, stream: object, state: State, setting: Setting) -> None:
        """Follow the stream of a form or a pattern."""
        key = identity(stream)
        if key in setting.open or setting.depth >= _DEEPEST:
            trouble = "a drawing calls itself, or drawings are nested too deep"
            self.gathered.troubles[trouble] = None
            return
        self.gathered.room[0] -= _COST_OF_A_CALL
        inner = replace(setting, open=setting.open | {key}, depth=setting.depth + 1)
        resources = entry(stream, "Resources")
        if resources is None:
            resources = self.resources
        other = self.another(resources, state, inner)
        other.tags = self.tags[-1:]
        other.run(contents(stream))

    def another(self, resources: object, state: State, setting: Setting) -> Interpreter:
        """Return one of the same kind for a called stream."""
        return type(self)(self.gathered, resources, state, setting)

    # What is marked

    def mark(self, operands: list[Any]) -> None:
        """Begin marked content."""
        outer = self.tags[-1] if self.tags else None
        tag = outer
        if name(operands[0]) == "Artifact":
            tag = _ARTIFACT
        elif len(operands) > 1:
            properties = operands[1]
            if isinstance(properties, Name):
                properties = entry(self.resources, "Properties", name(properties))
            found = number(entry(properties, "MCID"))
            if found is not None and outer != _ARTIFACT:
                tag = _OF_A_FORM if self.setting.in_form else int(found)
        self.tags.append(tag)

    def unmark(self) -> None:
        """End marked content."""
        self.tags.pop()
