"""What a designer may write in ``styles/``; lengths become points here.

Looks only: no words, no data. Every model is frozen and refuses unknown keys.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from publisher.content.located import Located
from publisher.styles.lengths import Length
from publisher.styles.ticket import Spot, Ticket

__all__ = [
    "BlockStyle",
    "FaceStyle",
    "FigureStyle",
    "Frame",
    "Ink",
    "Margins",
    "Master",
    "NameOf",
    "PageStyle",
    "Palette",
    "ParagraphStyle",
    "RunningLine",
    "StampStyle",
    "Style",
    "TabStyle",
    "TableStyle",
    "TableStyles",
    "TypeStyle",
]


Feature = Annotated[str, Field(pattern=r"^-?[a-z0-9]{4}$")]
"""An OpenType feature to switch on ("tnum") or off ("-liga")."""
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]


@dataclass(frozen=True, slots=True)
class NameOf:
    """Marks a field that names something of another style file (`styles.load` checks it)."""

    kind: Literal["face", "ink", "paragraph style"]


FaceName = Annotated[Name, NameOf("face")]
InkName = Annotated[Name, NameOf("ink")]
ParagraphName = Annotated[Name, NameOf("paragraph style")]


class _Model(Located, BaseModel):
    """The base of all."""


# --- palette.yml


class Ink(_Model):
    """One named ink in its three builds: ``rgb`` "#rrggbb", ``cmyk`` percent, ``grey`` percent black.

    ``spot`` names an ink of the printer's; it is used where the job ticket lists it,
    the ``cmyk`` build elsewhere. ``grounds`` names the inks on which it stands, if these
    are not the paper and the inks whose role is ground.
    """

    rgb: Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
    cmyk: tuple[
        Annotated[int, Field(ge=0, le=100)],
        Annotated[int, Field(ge=0, le=100)],
        Annotated[int, Field(ge=0, le=100)],
        Annotated[int, Field(ge=0, le=100)],
    ]
    grey: Annotated[int, Field(ge=0, le=100)]
    role: Literal["text", "graph", "ground", "line", "decoration"] = "decoration"
    grounds: tuple[InkName, ...] = ()
    spot: Spot | None = None

    @property
    def dark(self) -> bool:
        """Whether it stands on paper, where solid black can stand in for it.

        What is lighter is for dark grounds.
        """
        return self.grey >= 45

    def printed(self, spots: Collection[str]) -> tuple[int, ...]:
        """Return its build on a press with these spot inks: one solid ink, or CMYK."""
        return (100,) if self.spot in spots else self.cmyk


class Palette(_Model):
    """``palette.yml``: the inks by name. "paper" is what is not printed on."""

    inks: dict[Name, Ink]


# --- type.yml


class FaceStyle(_Model):
    """A face by family, weight (100 to 900) and style."""

    family: str
    weight: Annotated[int, Field(ge=1, le=1000)] = 400
    style: Literal["normal", "italic"] = "normal"


class ParagraphStyle(_Model):
    """How a paragraph looks.

    ``face`` is the face of plain words, ``strong`` and ``emphasis`` of marked ones.
    ``indent`` is that of a first line after another paragraph of the same style.
    ``before`` and ``after`` are space; between two paragraphs the larger one counts.
    ``snap`` begins the paragraph on a line of the baseline grid.
    """

    face: FaceName
    strong: FaceName | None = None
    emphasis: FaceName | None = None
    size: Length
    leading: Length
    ink: InkName = "black"
    align: Literal["justify", "left", "right", "center"] = "left"
    hyphenate: bool = False
    indent: Length = 0.0
    left: Length = 0.0
    right: Length = 0.0
    before: Length = 0.0
    after: Length = 0.0
    tracking: Length = 0.0
    capitals: bool = False
    balance: bool = False
    features: tuple[Feature, ...] = ()
    snap: bool = False
    keep_with_next: bool = False
    keep_together: bool = False
    orphans: Annotated[int, Field(ge=1)] = 2
    widows: Annotated[int, Field(ge=1)] = 2
    rule_above: Length = 0.0
    rule_ink: InkName = "black"
    rule_gap: Length = 0.0


class BlockStyle(_Model):
    """How a group of elements is arranged.

    ``flow`` sets its children one under the other, ``row`` side by side in equal
    columns, ``columns`` as text balanced over columns, ``terms`` as pairs of label and text.
    ``paragraph`` is the style that plain paragraphs wear here instead of "body".
    """

    arrange: Literal["flow", "row", "columns", "terms"] = "flow"
    columns: Annotated[int, Field(ge=1, le=6)] = 1
    gap: Length = 0.0
    label_width: Length = 0.0
    before: Length = 0.0
    after: Length = 0.0
    rule_above: Length = 0.0
    rule_ink: InkName = "black"
    rule_gap: Length = 0.0
    ground: InkName | None = None
    padding: Length = 0.0
    keep_together: bool = False
    snap: bool = False
    paragraph: ParagraphName | None = None


class TypeStyle(_Model):
    """``type.yml``: faces, paragraph styles and block styles by name."""

    faces: dict[Name, FaceStyle]
    paragraphs: Annotated[dict[Name, ParagraphStyle], Field(min_length=1)]
    blocks: dict[Name, BlockStyle]


# --- page.yml


class Margins(_Model):
    """The four margins of a bound page."""

    head: Length
    foot: Length
    gutter: Length
    fore_edge: Length


class Frame(_Model):
    """A named area of a page that takes content besides the main text, from the trim's edges.

    ``x`` is measured from the gutter edge unless ``bleeds``, which fills the whole
    page with its bleed.
    """

    x: Length = 0.0
    y: Length = 0.0
    width: Length = 0.0
    height: Length = 0.0
    bleeds: bool = False
    align: Literal["top", "bottom"] = "top"


class RunningLine(_Model):
    """A running head or foot: texts with {fields} at the gutter and the fore-edge.

    Fields are title, subtitle, edition, part, label, folio and those of the document.
    ``y`` is the baseline from the head of the trim.
    """

    y: Length
    style: ParagraphName
    gutter: str = ""
    fore_edge: str = ""
    rule_below: Length = 0.0
    rule_gap: Length = 0.0
    rule_ink: InkName = "black"


class TabStyle(_Model):
    """Thumb tabs that step down the fore-edge and bleed off it."""

    first_y: Length
    step: Length
    width: Length
    height: Length
    style: ParagraphName
    ink: InkName
    others_ink: InkName | None = None
    others_width: Length = 0.0


class StampStyle(_Model):
    """Where a draft, a specimen or an embargoed edition is stamped, on every page.

    ``y`` is the baseline from the head of the trim, in the head margin and clear of the
    running head; ``place`` is across the type area.
    """

    y: Length
    style: ParagraphName
    place: Literal["gutter", "center", "fore_edge"] = "center"


class Master(_Model):
    """A page master.

    ``opens`` says on which side a part of this master begins. ``pages`` limits a part
    to that many pages: more is a finding. ``fill`` composes the last page to its foot by
    giving figures the height that is left. ``stamp`` is for pages on which the one of all
    pages cannot be read.
    """

    opens: Literal["any", "recto", "verso"] = "any"
    margins: Margins | None = None
    ground: InkName | None = None
    frames: dict[Name, Frame] = {}
    running: tuple[RunningLine, ...] = ()
    pages: Annotated[int, Field(ge=1)] | None = None
    fill: bool = False
    ruled: bool = False
    tab: TabStyle | None = None
    stamp: StampStyle | None = None


class PageStyle(_Model):
    """``page.yml``: trim, bleed, margins, baseline grid, stamp and page masters."""

    trim_width: Length
    trim_height: Length
    bleed: Length
    safety: Length
    margins: Margins
    grid: Length
    pages_divisible_by: Annotated[int, Field(ge=1)] = 4
    stamp: StampStyle | None = None
    masters: dict[Name, Master]


# --- table.yml and figure.yml


class TableStyle(_Model):
    """How a table looks: three kinds of text, rules, the height of a row."""

    boxhead: ParagraphName
    spanner: ParagraphName
    body: ParagraphName
    total: ParagraphName
    row: Length
    gap: Length
    rule_head: Length
    rule_body: Length
    rule_foot: Length
    rule_ink: InkName
    line_ink: InkName
    group_every: Annotated[int, Field(ge=0)] = 0


class KindStyle(_Model):
    """The heights (least, usual, most) of one kind of figure."""

    least: Length
    height: Length
    most: Length


class FigureStyle(_Model):
    """``figure.yml``: the looks of all figures. Sizes of type and lines in points."""

    label: FaceName
    label_strong: FaceName
    label_size: Length
    small_size: Length
    ink_text: InkName
    ink_quiet: InkName
    ink_grid: InkName
    ink_zero: InkName
    ink_surplus: InkName
    ink_deficit: InkName
    ink_exports: InkName
    ink_imports: InkName
    ink_bar: InkName
    ink_highlight: InkName
    ink_ground: InkName
    ink_paper: InkName = "white"
    ink_surplus_on_ground: InkName
    ink_deficit_on_ground: InkName
    ink_text_on_ground: InkName
    line_width: Length
    grid_width: Length
    zero_width: Length
    dash: tuple[Length, Length]
    kinds: dict[str, KindStyle]


class TableStyles(_Model):
    """``table.yml``: the looks of tables by name."""

    tables: dict[Name, TableStyle]


class Style(_Model):
    """Everything in ``styles/``.

    ``press`` is None for what is never printed; ``output_profile`` is its ICC profile.
    """

    palette: Palette
    type: TypeStyle
    page: PageStyle
    tables: dict[Name, TableStyle]
    figure: FigureStyle
    press: Ticket | None = None
    output_profile: bytes = b""
