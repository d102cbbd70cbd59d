"""What the modules of stage 6 hand to each other, and what a profile is.

A profile (screen, press, archive) is a row of facts and a list of steps, so that another
one is another row and no module asks which profile it serves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from publisher.errors import Finding
from publisher.figures.model import Figure
from publisher.fonts import Fonts
from publisher.layout.model import Box, Layout, LinkArea, Page, Tag
from publisher.narrative.model import Document
from publisher.styles.models import Style
from publisher.tables.model import Table

if TYPE_CHECKING:
    import pikepdf

    from publisher.pdf.inks import Inks
    from publisher.pdf.text import Typecase

__all__ = [
    "Anchor",
    "Area",
    "File",
    "Intent",
    "Job",
    "Kid",
    "Mark",
    "Node",
    "Painted",
    "Profile",
    "Sheet",
    "Usage",
]


@dataclass(frozen=True, slots=True)
class Job:
    """Everything that a file is made of.

    ``numbers`` are the bytes of each exhibit's CSV file, for files that carry them.
    """

    document: Document
    exhibits: Mapping[str, Figure | Table]
    layout: Layout
    style: Style
    fonts: Fonts
    numbers: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The way from layout's coordinates to those of a PDF page.

    Layout counts from the top-left of the trim, y down; a PDF page from the bottom-left
    of its media box, y up. ``margin`` is how far the media box reaches beyond the trim::

        +-- media box ------------+
        |   margin                |
        |   +-- trim ---------+   |
        |   | (0, 0) > x      |   |
        |   | v               |   |
        |   | y               |   |
        |   +-----------------+   |
        | ^ y up                  |
        (0, 0) > x ---------------+
    """

    width: float
    height: float
    margin: float

    @classmethod
    def of(cls, page: Page, profile: Profile) -> Sheet:
        """Return the sheet of a page in a profile."""
        return cls(page.width, page.height, profile.margin)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point in the PDF's coordinates."""
        return x + self.margin, self.height + self.margin - y

    def box(self, box: Box) -> Area:
        """Return a rectangle as left, bottom, right, top, to a hundredth of a point."""
        left, top = self.point(box.x, box.y)
        return (
            round(left, 2),
            round(top - box.height, 2),
            round(left + box.width, 2),
            round(top, 2),
        )

    @property
    def trim(self) -> Area:
        """The trim box."""
        return self.box(Box(0, 0, self.width, self.height))

    @property
    def media(self) -> Area:
        """The media box."""
        return (0, 0, self.width + 2 * self.margin, self.height + 2 * self.margin)


Area = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One stretch of marked content: its page and its number there (MCID)."""

    page_index: int
    number: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """One link area on its page."""

    page_index: int
    area: LinkArea


@dataclass(frozen=True, slots=True)
class Node:
    """One structure element of the file.

    ``role`` is a standard structure type (ISO 32000-1, 14.8.4). ``attributes`` are those of
    the owner ``owner``; a tuple among them is written as an array. ``expansion`` is what
    is said for words that stand as signs or in short (14.9.5); ``element`` is the id of
    the element or exhibit of the content that it stands for.
    """

    role: str
    kids: tuple[Kid, ...] = ()
    id: str | None = None
    alt: str | None = None
    expansion: str | None = None
    lang: str | None = None
    element: str | None = None
    owner: str = ""
    attributes: Mapping[str, str | int | Area | tuple[str, ...]] = field(
        default_factory=dict
    )


Kid = Node | Mark | Anchor


@dataclass(slots=True)
class Usage:
    """The glyphs that a document shows of one font file, and what they stand for."""

    resource: str
    face: str
    widths: dict[int, float] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Painted:
    """The content streams of all pages, and what of the structure stands in them.

    ``words`` are those of each stretch of marked content, without hyphens that lines made.
    """

    streams: tuple[str, ...]
    marks: Mapping[Tag, tuple[Mark, ...]]
    words: Mapping[Mark, str]
    usages: tuple[Usage, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent (ISO 32000-1, 14.11.5): its subtype, condition and ICC profile."""

    subtype: str
    condition: str
    info: str
    components: int
    profile: Callable[[], bytes]
    registry: str = "http://www.color.org"


def _nothing(_job: Job, _page: Page, _sheet: Sheet, _case: Typecase) -> str:
    """Return the operators for a file that ends at the trim."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One kind of file.

    ``margin`` is how far the media box reaches beyond the trim (points). ``inks`` is how
    it paints the palette. ``claims`` are the standards that its metadata name, as (XMP
    property, value). ``steps`` finish the painted pages, in order. ``around`` gives the
    operators for what stands outside the trim. A ``tagged`` file has a structure tree.
    """

    name: str
    version: str
    margin: float
    inks: Callable[[Job], Inks]
    claims: tuple[tuple[str, str], ...]
    intent: Intent
    steps: tuple[Callable[[File], None], ...]
    around: Callable[[Job, Page, Sheet, Typecase], str] = _nothing
    tagged: bool = True


@dataclass(slots=True)
class File:
    """A PDF being finished: painted pages, and what the steps need to add the rest.

    Steps note what later ones need: ``annotations`` those of link areas, ``planted`` the
    structure elements in reading order.
    """

    pdf: pikepdf.Pdf
    job: Job
    profile: Profile
    painted: Painted
    structure: Node
    anchors: tuple[Anchor, ...]
    annotations: dict[Anchor, pikepdf.Object] = field(default_factory=dict)
    planted: list[tuple[Node, pikepdf.Object]] = field(default_factory=list)
