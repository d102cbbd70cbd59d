"""Font faces: shaping, advances, coverage and subsets.

The only home of HarfBuzz. A leaf: figures and layout measure with it, `pdf/` writes the
glyphs it was given. Faces are static TrueType files from ``fontpkg`` distributions.
It does not break lines and knows no page.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import uharfbuzz as hb

from publisher.errors import Finding, StageFailed, nearest
from publisher.provenance import Position

__all__ = ["Face", "FaceSpec", "Fonts", "Glyphs", "character_name"]

_EMBEDDED_TABLES = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}
_HYPHENS = (0x2010, 0x2011)
_LONGEST_CACHED = 48
"""Characters; what is longer is rarely set twice."""


@dataclass(frozen=True, slots=True)
class FaceSpec:
    """Which face a name of ``styles/type.yml`` stands for, and where that is written."""

    family: str
    weight: int = 400
    style: str = "normal"
    position: Position | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Glyphs:
    """Shaped text. One entry per glyph, left to right.

    ``advances`` are kerned, in thousandths of the size (as in a PDF ``TJ`` array);
    ``texts`` are the characters each glyph stands for ("ffi" for one ligature, "" for a
    second glyph of one character).
    """

    face: str
    ids: tuple[int, ...]
    advances: tuple[float, ...]
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        """The characters, as extracted."""
        return "".join(self.texts)

    def width(self, size: float) -> float:
        """Return the sum of advances at ``size``, in points."""
        return sum(self.advances) * size / 1000


class Face:
    """One font file, opened once.

    Vertical metrics are in thousandths of the size, ``descent`` negative.
    """

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.path = path
        self._blob = hb.Blob.from_file_path(str(path))
        self._face = hb.Face(self._blob)
        self._font = hb.Font(self._face)
        self._scale: float = 1000 / self._face.upem

    @cached_property
    def coverage(self) -> frozenset[int]:
        """The code points that the face has."""
        return frozenset(self._face.unicodes)

    @cached_property
    def postscript_name(self) -> str:
        """The name written in the PDF, without the subset's prefix."""
        name = self._face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME)
        return str(name or self.name)

    @cached_property
    def metrics(self) -> Mapping[str, float]:
        """Vertical metrics, the width of a figure, and the italic angle in degrees.

        Ascent, descent, line gap, cap height, x height, and place and thickness of an
        underline.
        """
        tag = hb.OTMetricsTag
        font = self._font

        def read(which: object) -> float:
            return float(font.get_metric_position_with_fallback(which) * self._scale)

        return {
            "ascent": read(tag.HORIZONTAL_ASCENDER),
            "descent": read(tag.HORIZONTAL_DESCENDER),
            "line_gap": read(tag.HORIZONTAL_LINE_GAP),
            "cap_height": read(tag.CAP_HEIGHT),
            "x_height": read(tag.X_HEIGHT),
            "underline": read(tag.UNDERLINE_OFFSET),
            "underline_size": read(tag.UNDERLINE_SIZE),
            "figure_width": self.shape("0").advances[0],
            "italic_angle": self._read("post", ">i", 4)[0] / 65536,
        }

    @cached_property
    def box(self) -> tuple[float, ...]:
        """The box that holds every glyph: left, bottom, right, top, in thousandths."""
        return tuple(edge * self._scale for edge in self._read("head", ">4h", 36))

    @cached_property
    def weight(self) -> int:
        """The weight, 100 to 900, as the face itself says."""
        return int(self._read("OS/2", ">H", 4)[0])

    def _read(self, table: str, form: str, offset: int) -> tuple[int, ...]:
        data = bytes(self._face.reference_table(table).data)
        return struct.unpack_from(form, data, offset)

    def missing(self, text: str) -> str:
        """Return the visible characters of ``text`` that the face lacks, in order, once each.

        Spaces, hyphens and marks that are never seen (soft hyphen, joiners) are not among
        them: `shape` makes them.
        """
        return "".join(
            c
            for c in dict.fromkeys(text)
            if ord(c) not in self.coverage
            and ord(c) not in self.stand_ins
            and not c.isspace()
            and unicodedata.category(c) != "Cf"
        )

    @cached_property
    def stand_ins(self) -> Mapping[int, str]:
        """Hyphens that the face lacks, and the hyphen-minus that is drawn for them."""
        if ord("-") not in self.coverage:
            return {}
        return {code: "-" for code in _HYPHENS if code not in self.coverage}

    def shape(self, text: str, features: tuple[str, ...] = ()) -> Glyphs:
        """Shape one run of text in reading order; kerned, with standard ligatures.

        ``features`` are OpenType tags to switch on ("tnum") or off ("-liga").
        A space that the face lacks is made of its space glyph, as wide as Unicode says
        (HarfBuzz does so); a hyphen that it lacks is its hyphen-minus. The texts of the
        glyphs stay as given. Words are cached: the same ones come again and again.
        """
        if len(text) > _LONGEST_CACHED:
            return _shape(self, text, features)
        return _shape_word(self, text, features)

    def nominal(self, glyph: int) -> float:
        """Return a glyph's own advance, without kerning, in thousandths."""
        return float(self._font.get_glyph_h_advance(glyph) * self._scale)

    @cached_property
    def _outlines(self) -> dict[int, tuple[tuple[str | float, ...], ...]]:
        """Outlines already asked for: the same letters come again and again."""
        return {}

    @cached_property
    def _pen(self) -> hb.DrawFuncs:
        pen = hb.DrawFuncs()
        pen.set_move_to_func(lambda x, y, path: path.append(("m", x, y)))
        pen.set_line_to_func(lambda x, y, path: path.append(("l", x, y)))
        pen.set_quadratic_to_func(lambda *at: at[-1].append(("q", *at[:-1])))
        pen.set_cubic_to_func(lambda *at: at[-1].append(("c", *at[:-1])))
        pen.set_close_path_func(lambda path: path.append(("h",)))
        return pen

    def outline(self, glyph: int) -> tuple[tuple[str | float, ...], ...]:
        """Return a glyph's outline as (operator, coordinates...), empty for a space.

        Operators are m, l, q (one control point), c and h; coordinates are in
        thousandths of the size from the glyph's origin, y up.
        """
        if glyph not in self._outlines:
            path: list[tuple[str | float, ...]] = []
            self._font.draw_glyph(glyph, self._pen, path)
            scale = self._scale
            self._outlines[glyph] = tuple(
                (op, *(float(at) * scale for at in ats)) for op, *ats in path
            )
        return self._outlines[glyph]

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """Return a TrueType file of these glyphs only, glyph ids retained, no hinting.

        It holds the tables that a CIDFontType2 needs (ISO 32000-1, table 126): without
        the rest it is a third of the size.
        """
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(set(glyphs))
        wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
            int.from_bytes(tag.encode(), "big")
            for tag in self._face.table_tags
            if tag not in _EMBEDDED_TABLES
        )
        flags = hb.SubsetFlags
        wanted.flags = (
            flags.RETAIN_GIDS
            | flags.NO_HINTING
            | flags.NOTDEF_OUTLINE
            | flags.NO_LAYOUT_CLOSURE
        )
        return bytes(hb.subset(self._face, wanted).blob.data)


def _shape(face: Face, text: str, features: tuple[str, ...]) -> Glyphs:
    if not text:
        return Glyphs(face.name, (), (), ())
    buffer = hb.Buffer()
    buffer.add_str(text.translate(face.stand_ins))
    buffer.guess_segment_properties()
    wanted = {"dlig": False}
    for feature in features:
        wanted[feature.lstrip("-")] = not feature.startswith("-")
    hb.shape(face._font, buffer, wanted)  # noqa: SLF001 - the module's own
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    texts: list[str] = []
    end = len(text)
    starts = [info.cluster for info in infos]
    for start, before in zip(reversed(starts), [*starts[-2::-1], None], strict=True):
        # only the first glyph of a cluster stands for its characters
        texts.append("" if before == start else text[start:end])
        end = start
    scale = face._scale  # noqa: SLF001
    return Glyphs(
        face.name,
        tuple(info.codepoint for info in infos),
        tuple(round(position.x_advance * scale, 4) for position in positions),
        tuple(reversed(texts)),
    )


_shape_word = lru_cache(maxsize=100_000)(_shape)


class Fonts:
    """The faces of a publication by their names in ``styles/type.yml``.

    Findings
    --------
    FACE-01
        A named face is not installed; the hint names what is like it, or the
        distribution that ships it.
    """

    def __init__(self, specs: Mapping[str, FaceSpec]) -> None:
        self.faces: dict[str, Face] = {}
        findings: list[Finding] = []
        for name, spec in specs.items():
            try:
                self.faces[name] = Face(name, _path(spec))
            except (LookupError, OSError):
                findings.append(_not_installed(name, spec))
        if findings:
            raise StageFailed(findings)

    def __getitem__(self, name: str) -> Face:
        return self.faces[name]


def _path(spec: FaceSpec) -> Path:
    import fontpkg  # noqa: PLC0415 - costs time that `--help` need not pay

    return Path(fontpkg.path(spec.family, spec.weight, spec.style))


def character_name(character: str) -> str:
    """Return what to call a character in a message: itself, its code and its name."""
    name = unicodedata.name(character, "a character without a name")
    return f"{character} (U+{ord(character):04X} {name})"


def _not_installed(name: str, spec: FaceSpec) -> Finding:
    """Return the finding for a face that no installed distribution has."""
    import fontpkg  # noqa: PLC0415

    families = {family.name: family for family in fontpkg.families().values()}
    slug = fontpkg.slugify(spec.family)
    near = nearest(spec.family, families)
    family = fontpkg.families().get(slug)
    if family is None:
        message = f"the font family {spec.family} of the face {name!r} is not installed"
        hint = f"did you mean {near}?" if near else f"run: pip install fontpkg-{slug}"
    else:
        message = (
            f"{spec.family} has no {spec.style} face of weight {spec.weight},"
            f" which the face {name!r} asks for"
        )
        has = sorted({file.weight for file in family.files if file.style == spec.style})
        hint = f"its weights are {', '.join(map(str, has))}"
    return Finding("FACE-01", message, spec.position, hint)
