"""Pages as values: every glyph run, rule and drawing placed.

Points from the top-left corner of the trim, y down; what bleeds has coordinates outside
the trim. Each thing that carries content names its structure element; the rest are
artifacts (ISO 32000-1, 14.8.2.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from publisher.figures.model import Drawing
from publisher.fonts import Glyphs

__all__ = [
    "NOTE_BODY",
    "STRETCHING",
    "Area",
    "Artifact",
    "Box",
    "Layout",
    "LinkArea",
    "Page",
    "Place",
    "PlacedDrawing",
    "Run",
    "Tag",
]

STRETCHING = frozenset({" ", "\u00a0"})
"""The spaces that justification widens and narrows; all others keep their width."""

NOTE_BODY = 3
"""Of a note, the index of its content's first piece: 0 is its call in the text, 1 its
label at the foot of the page, 2 the space after that."""

Artifact = Literal[
    "Header", "Footer", "Watermark", "Pagination", "Layout", "Page", "Background"
]
"""What is painted and not read (ISO 32000-1, table 330): the first three are kinds of
Pagination, which by itself is a thumb tab or a boxhead that a page break repeats."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Tag:
    """To which structure element a placed thing belongs.

    ``element`` is the id of a content element, ``index`` the place within it (an inline's
    place in its paragraph, so that a link or a note called in mid-sentence is read there).
    """

    element: str
    index: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """A line of glyphs in one face, size and ink; ``x, y`` is the left end of its baseline.

    ``spaces`` is added to the advance of each glyph whose text is in `STRETCHING` (points);
    ``tracking`` to the advance of every glyph. ``actual`` is the text to extract or
    speak in place of the glyphs' own ("" for a hyphen that only a line break made).
    """

    x: float
    y: float
    size: float
    ink: str
    glyphs: Glyphs
    tag: Tag | Artifact
    spaces: float = 0.0
    tracking: float = 0.0
    actual: str | None = None
    lang: str | None = None

    @property
    def advances(self) -> tuple[float, ...]:
        """Each glyph's advance as it stands on the page, in points."""
        scale, tracking = self.size / 1000, self.tracking
        if not self.spaces:
            return tuple([a * scale + tracking for a in self.glyphs.advances])
        wide = tracking + self.spaces
        return tuple(
            [
                advance * scale + (wide if text in STRETCHING else tracking)
                for advance, text in zip(
                    self.glyphs.advances, self.glyphs.texts, strict=True
                )
            ]
        )

    @property
    def width(self) -> float:
        """The sum of `advances`."""
        return sum(self.advances)


@dataclass(frozen=True, slots=True)
class Area:
    """A filled rectangle: a rule, a panel, a tab, a background."""

    box: Box
    ink: str
    artifact: Artifact = "Layout"


@dataclass(frozen=True, slots=True)
class PlacedDrawing:
    """A figure's place; its `Drawing` is found by ``exhibit`` in `Layout.drawings`."""

    exhibit: str
    box: Box
    tag: Tag | Artifact


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A clickable area. Exactly one of ``uri`` and ``target`` (an element id) is set.

    A link over several lines is several areas with one ``element``.
    """

    box: Box
    element: str
    uri: str | None = None
    target: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page. ``index`` counts from 0; ``folio`` is what is printed ("" if nothing is)."""

    index: int
    folio: str
    side: Literal["recto", "verso"]
    part: str
    width: float
    height: float
    bleed: float
    items: tuple[Run | Area | PlacedDrawing, ...]
    links: tuple[LinkArea, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element first stands: for bookmarks, links and cross references."""

    page_index: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Layout:
    """All pages of an edition, and where each element stands.

    ``sizes`` gives each figure's width and height as its page decided them;
    ``drawings`` is empty until the figures have been drawn at these sizes.
    """

    pages: tuple[Page, ...]
    places: Mapping[str, Place]
    sizes: Mapping[str, tuple[float, float]]
    drawings: Mapping[str, Drawing]
