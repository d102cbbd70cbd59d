"""A page to one grey page for each plate, for PDFium to rasterise.

Colours become the grey of a plate's ink. What overprints and has none of the ink is left
out. Colour spaces of images and shadings are replaced by ones that pick the plate's
component. Everything else is copied as it stands; overprint settings are dropped, as they
have been obeyed.

ISO 32000-1, 8.6.7 and 11.7.4 (overprint), table 149.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Object, Stream

from publisher.preflight.canvas import Gathered, Setting
from publisher.preflight.colours import read_space
from publisher.preflight.contents import INLINE_IMAGE
from publisher.preflight.images import spelt_out
from publisher.preflight.interpreter import Interpreter
from publisher.preflight.model import PROCESS, Box, Colour, Kind
from publisher.preflight.objects import entry, mapping, name, number
from publisher.preflight.platespaces import plate_space
from publisher.preflight.state import State

__all__ = ["Separator", "Sheet"]

_FILLS = {"f", "F", "f*"}
_STROKES = {"S", "s"}
_BOTH = {"B": "f", "B*": "f*", "b": "f", "b*": "f*"}
_CLOSING = {"s", "b", "b*"}
_SHOWS = {"Tj", "TJ", "'", '"'}
_SETS = {"g", "rg", "k", "cs", "sc", "scn"}
_SETS_STROKE = {"G", "RG", "K", "CS", "SC", "SCN"}
_OBEYED = ("OP", "op", "OPM", "TR", "TR2", "BG", "BG2", "UCR", "UCR2", "HT")
_SPACE = "Grey"


class Sheet:
    """The file of one plate while it is made."""

    def __init__(self, plate: str, source: pikepdf.Pdf) -> None:
        self.plate = plate
        self.pdf = pikepdf.new()
        self._source = source

    def copy(self, value: Any) -> Any:  # noqa: ANN401
        """Return an object of the source for this file."""
        if not isinstance(value, Object):
            return value
        if not value.is_indirect:
            value = self._source.make_indirect(value)
        return self.pdf.copy_foreign(value)


class Separator(Interpreter):
    """Follows a stream and writes it again, for all plates at once."""

    def __init__(
        self, gathered: Gathered, resources: object, state: State, setting: Setting
    ) -> None:
        super().__init__(gathered, resources, state, setting)
        self.sheets: Sequence[Sheet] = ()
        self.made: list[Dictionary] = []
        self._data = b""
        self._parts: list[bytes | list[bytes]] = []
        self._count = 0
        self._called: Separator | None = None

    def onto(self, sheets: Sequence[Sheet]) -> Separator:
        """Write for these sheets; return self."""
        self.sheets = sheets
        self.made = [
            Dictionary(ColorSpace={f"/{_SPACE}": [Name.Pattern, Name.DeviceGray]})
            for _ in sheets
        ]
        return self

    def run(self, data: bytes) -> None:
        """Follow the instructions of a stream, and write them.

        What is black or coloured before anything is set, is so on its plates only.
        """
        self._data = data
        for stroke in (False, True):
            if (
                self.state.stroke_pattern if stroke else self.state.fill_pattern
            ) is None:
                self._write_colour([], stroke=stroke)
        super().run(data)

    def streams(self) -> list[bytes]:
        """Return the stream as written for each sheet."""
        return [
            b"\n".join(
                part if isinstance(part, bytes) else part[n] for part in self._parts
            )
            for n in range(len(self.sheets))
        ]

    def paint(self, kind: Kind, box: Box, colour: Colour | None, **_looks: Any) -> None:  # noqa: ANN401
        """Keep nothing: the plates are the result."""

    def colour_of(self, plain: Colour, pattern: object, box: Box) -> Colour | None:
        """Leave patterns to the place where they are set."""
        del pattern, box
        return plain

    def nested(self, stream: object, state: State, setting: Setting) -> None:
        """Write a form or pattern too; a soft mask is luminosity, not ink."""
        self._called = None
        if setting.in_mask:
            return
        super().nested(stream, state, setting)

    def another(self, resources: object, state: State, setting: Setting) -> Interpreter:
        """Return one of the same kind for a called stream."""
        self._called = Separator(self.gathered, resources, state, setting)
        return self._called.onto(self.sheets)

    def done(self, operator: str, operands: list[Any], start: int, end: int) -> None:
        """Write an instruction that was followed."""
        as_it_stands = self._data[start:end]
        if operator in _SETS or operator in _SETS_STROKE:
            self._write_colour(operands, stroke=operator in _SETS_STROKE)
        elif operator == "gs":
            self._write_settings(operands)
        elif operator in _FILLS or operator in _STROKES or operator in _BOTH:
            self._write_paint(operator)
        elif operator in _SHOWS:
            self._write_text(as_it_stands)
        elif operator == "Do":
            self._write_object(entry(self.resources, "XObject", name(operands[0])))
        elif operator == "sh":
            self._write_shading(operands)
        elif operator == INLINE_IMAGE:
            self._write_inline(operands)
        else:
            if operator == "Tf":
                self._share("Font", operands)
            self._parts.append(as_it_stands)

    # Colours

    def _write_colour(self, operands: list[Any], *, stroke: bool) -> None:
        state = self.state
        colour = state.stroke if stroke else state.fill
        pattern = state.stroke_pattern if stroke else state.fill_pattern
        grey, pick, use = ("G", "CS", "SCN") if stroke else ("g", "cs", "scn")
        if pattern is None:
            self._parts.append(
                [f"{_grey(colour, s):.4f} {grey}".encode() for s in self.sheets]
            )
            return
        said = self._add_pattern(pattern, operands)
        if said is None:
            return
        if number(entry(pattern, "PaintType")) == 2:
            self._parts.append(
                [
                    f"/{_SPACE} {pick} {_grey(colour, s):.4f} /{said} {use}".encode()
                    for s in self.sheets
                ]
            )
        else:
            self._parts.append(f"/Pattern {pick} /{said} {use}".encode())

    def _add_pattern(self, pattern: object, operands: list[Any]) -> str | None:
        del operands
        if number(entry(pattern, "PatternType")) == 2:
            found = []
            for sheet in self.sheets:
                shading = self._shading(entry(pattern, "Shading"), sheet)
                made = Dictionary(PatternType=2, Shading=shading)
                matrix = entry(pattern, "Matrix")
                if matrix is not None:
                    made.Matrix = matrix
                found.append(made)
            return self._add("Pattern", found)
        state = State(self.setting.base)
        self.nested(pattern, state, self.setting)
        return self._add("Pattern", self._written(pattern))

    # Settings

    def _write_settings(self, operands: list[Any]) -> None:
        settings = entry(self.resources, "ExtGState", name(operands[0]))
        if not isinstance(settings, Dictionary):
            return
        kept = [
            Dictionary(
                {
                    f"/{key}": sheet.copy(value)
                    for key, value in mapping(settings)
                    if key not in _OBEYED
                }
            )
            for sheet in self.sheets
        ]
        self._parts.append(f"/{self._add('ExtGState', kept)} gs".encode())

    def _share(self, kind: str, operands: list[Any]) -> None:
        said = name(operands[0]) if operands else ""
        value = entry(self.resources, kind, said)
        if value is None:
            return
        for sheet, made in zip(self.sheets, self.made, strict=True):
            if f"/{kind}" not in made:
                made[f"/{kind}"] = Dictionary()
            made[f"/{kind}"][f"/{said}"] = sheet.copy(value)

    # Painting

    def _write_paint(self, operator: str) -> None:
        state = self.state
        close = b"h " if operator in _CLOSING else b""
        fills = operator not in _STROKES
        strokes = operator not in _FILLS
        inside = _BOTH.get(operator, operator if fills else "n")
        written = []
        for sheet in self.sheets:
            keep_fill = fills and _reaches(
                state.fill, sheet.plate, state, over=state.overprint_fill
            )
            keep_stroke = strokes and _reaches(
                state.stroke, sheet.plate, state, over=state.overprint_stroke
            )
            if keep_fill and keep_stroke:
                done = "B*" if inside == "f*" else "B"
            elif keep_stroke:
                done = "S"
            else:
                done = inside if keep_fill else "n"
            written.append(close + done.encode())
        self._parts.append(written)

    def _write_text(self, shown: bytes) -> None:
        state = self.state
        written = []
        for sheet in self.sheets:
            fill = _reaches(state.fill, sheet.plate, state, over=state.overprint_fill)
            stroke = _reaches(
                state.stroke, sheet.plate, state, over=state.overprint_stroke
            )
            render = _RENDER.get((state.render, fill, stroke), state.render)
            if render == state.render:
                written.append(shown)
                continue
            written.append(
                f"{render} Tr ".encode() + shown + f" {state.render} Tr".encode()
            )
        self._parts.append(written)

    def _write_shading(self, operands: list[Any]) -> None:
        shading = entry(self.resources, "Shading", name(operands[0]))
        made = [self._shading(shading, sheet) for sheet in self.sheets]
        self._parts.append(f"/{self._add('Shading', made)} sh".encode())

    def _shading(self, shading: object, sheet: Sheet) -> Any:  # noqa: ANN401
        space = read_space(entry(shading, "ColorSpace"), self.resources)
        copied = sheet.copy(shading)
        if space is None or not isinstance(copied, Dictionary | Stream):
            return Dictionary()
        made = (
            Stream(sheet.pdf, copied.read_raw_bytes())
            if isinstance(copied, Stream)
            else Dictionary()
        )
        for key, value in mapping(copied):
            if key not in {"ColorSpace", "Background", "Length"}:
                made[f"/{key}"] = value
        made.ColorSpace = plate_space(space, sheet.plate, sheet.pdf)
        return made if isinstance(made, Stream) else sheet.pdf.make_indirect(made)

    def _write_object(self, called: object) -> None:
        subtype = name(entry(called, "Subtype"))
        if subtype == "Form":
            if self._called is not None:
                said = self._add("XObject", self._written(called))
                self._parts.append(f"/{said} Do".encode())
            return
        if subtype == "Image" and isinstance(called, Stream):
            self._write_image(called)

    def _write_image(self, image: Stream) -> None:
        state = self.state
        is_stencil = entry(image, "ImageMask") is True
        stated = entry(image, "ColorSpace")
        space = read_space(stated, self.resources) if stated is not None else None
        made, kept = [], []
        for sheet in self.sheets:
            colour = state.fill if is_stencil or space is None else space.flat
            kept.append(
                _reaches(
                    colour,
                    sheet.plate,
                    state,
                    over=state.overprint_fill,
                    image=not is_stencil,
                )
            )
            copied = sheet.copy(image)
            own = Stream(sheet.pdf, copied.read_raw_bytes())
            for key, value in mapping(copied):
                if key != "Length":
                    own[f"/{key}"] = value
            if space is not None and not is_stencil:
                own.ColorSpace = plate_space(space, sheet.plate, sheet.pdf)
            made.append(own)
        said = f"/{self._add('XObject', made)} Do".encode()
        self._parts.append([said if keep else b"" for keep in kept])

    def _write_inline(self, operands: list[Any]) -> None:
        image = Stream(self.gathered.scratch, operands[-1])
        image.Subtype = Name.Image
        for key, value in spelt_out(operands).items():
            image[key] = value
        self._write_image(image)

    # Resources of the new pages

    def _written(self, called: object) -> list[Stream]:
        """Return a called stream as it was written, for each sheet."""
        inner = self._called
        if inner is None:
            return [Stream(sheet.pdf, b"") for sheet in self.sheets]
        made = []
        for n, sheet in enumerate(self.sheets):
            stream = Stream(sheet.pdf, inner.streams()[n])
            for key, value in mapping(called):
                if key not in {"Resources", "Length", "Filter", "DecodeParms", "Group"}:
                    stream[f"/{key}"] = sheet.copy(value)
            if entry(called, "Group") is not None:
                stream.Group = _group(entry(called, "Group"))
            stream.Resources = inner.made[n]
            made.append(stream)
        return made

    def _add(self, kind: str, objects: Sequence[Any]) -> str:
        """Put one object for each sheet into the resources; return its new name."""
        self._count += 1
        said = f"P{self._count}"
        for made, each in zip(self.made, objects, strict=True):
            if f"/{kind}" not in made:
                made[f"/{kind}"] = Dictionary()
            made[f"/{kind}"][f"/{said}"] = each
        return said


_RENDER = {
    (0, False, True): 3,
    (0, False, False): 3,
    (1, True, False): 3,
    (1, False, False): 3,
    (2, False, True): 1,
    (2, True, False): 0,
    (2, False, False): 3,
}
"""Text rendering mode, fill kept, stroke kept: the mode that paints what is kept."""


def _grey(colour: Colour, sheet: Sheet) -> float:
    """Return the grey of a plate; the registration colour is on all of them."""
    inks = dict(colour.inks)
    return 1 - inks.get(PROCESS[0] if "All" in colour.named else sheet.plate, 0.0)


def _group(group: object) -> Dictionary:
    kept = {
        f"/{key}": value
        for key, value in mapping(group)
        if key in {"S", "I", "K", "Type"}
    }
    return Dictionary(kept)


def _reaches(
    colour: Colour, plate: str, state: State, *, over: bool, image: bool = False
) -> bool:
    """Whether an object marks a plate, with ink or by knocking out what is there."""
    if not over:
        return True
    if colour.named:
        return plate in colour.named or "All" in colour.named
    if plate not in PROCESS:
        return False
    if colour.space == "DeviceCMYK" and state.overprint_mode == 1 and not image:
        return dict(colour.inks).get(plate, 0.0) > 0
    return True
