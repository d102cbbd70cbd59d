"""Pages so small that every place on them can be counted.

The trim is 130 wide and 100 high; the type area stands 20 from the gutter, 10 from the
other edges: 100 wide and 80 high, eight lines of ten letters. All type is 10 on 10 in the
square font, on a grid of 10, so a line is as high as its letters are wide. Footnotes
take 14 more than their lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from publisher.figures.model import Figure
from publisher.layout import flow
from publisher.layout.galley import Context
from publisher.layout.model import Area, Layout, LinkArea, Page, PlacedDrawing, Run, Tag
from publisher.layout.paragraph import Setting
from publisher.layout.strips import Strip
from publisher.narrative.model import (
    Document,
    Element,
    Inline,
    Link,
    Note,
    Part,
    Ref,
    Role,
    Text,
)
from publisher.provenance import Position
from publisher.styles.models import FigureStyle, Style
from publisher.tables.model import Cell, Column, Row, Table
from tests.square import fonts

__all__ = [
    "areas",
    "call",
    "context",
    "document",
    "drawings",
    "edition",
    "figure",
    "group",
    "item",
    "lines",
    "link",
    "listed",
    "looks",
    "note",
    "p",
    "page_of",
    "part",
    "row",
    "table",
    "words",
]

AT = Position("content/part.yml", 2, 3)
BASELINE = 7.1
"""The baseline of a line of 10 on a grid of 10 below its head."""
_TYPE: Mapping[str, Any] = {
    "face": "square", "strong": "tall", "size": "10pt", "leading": "10pt",
}  # fmt: skip
_NAMES = (
    "body", "title", "list-label", "list-body", "term", "definition", "footnote",
    "caption", "unit", "exhibit-note", "source", "contents-entry", "running", "tab",
    "head", "spanner", "cell", "total",
)  # fmt: skip
_PARAGRAPHS: Mapping[str, Mapping[str, Any]] = {
    "heading": {"keep_with_next": True},
    "list": {"left": "20pt"},
}
_BLOCKS: Mapping[str, Mapping[str, Any]] = {
    "flow": {},
    "row": {"arrange": "row", "gap": "10pt"},
    "columns": {"arrange": "columns", "columns": 2, "gap": "20pt"},
    "terms": {"arrange": "terms", "label_width": "30pt", "gap": "10pt"},
    "panel": {"ground": "grey", "padding": "5pt"},
}
_PAGE: Mapping[str, Any] = {
    "trim_width": "130pt", "trim_height": "100pt", "bleed": "3pt", "safety": 0,
    "margins": {"head": "10pt", "foot": "10pt", "gutter": "20pt", "fore_edge": "10pt"},
    "grid": "10pt", "pages_divisible_by": 1,
}  # fmt: skip
_TABLE: Mapping[str, Any] = {
    "boxhead": "head", "spanner": "spanner", "body": "cell", "total": "total",
    "row": "10pt", "gap": "5pt", "rule_head": "1pt", "rule_body": "0.5pt",
    "rule_foot": "2pt", "rule_ink": "black", "line_ink": "grey",
}  # fmt: skip
_FIGURE_INKS = (
    "text", "quiet", "grid", "zero", "surplus", "deficit", "exports", "imports", "bar",
    "highlight", "ground", "surplus_on_ground", "deficit_on_ground", "text_on_ground",
)  # fmt: skip


def looks(
    *,
    paragraphs: Mapping[str, Mapping[str, Any]] | None = None,
    blocks: Mapping[str, Mapping[str, Any]] | None = None,
    masters: Mapping[str, Mapping[str, Any]] | None = None,
    page: Mapping[str, Any] | None = None,
    table: Mapping[str, Any] | None = None,
) -> Style:
    """Return the small style with changes by name."""
    named = {name: dict(_TYPE) for name in (*_NAMES, *_PARAGRAPHS)}
    for changes in (_PARAGRAPHS, paragraphs or {}):
        for name, change in changes.items():
            named[name] = {**_TYPE, **named.get(name, {}), **change}
    ink = {"rgb": "#000000", "cmyk": (0, 0, 0, 100), "grey": 100}
    figure_style = FigureStyle.model_validate(
        {f"ink_{name}": "black" for name in _FIGURE_INKS}
        | dict.fromkeys(("label", "label_strong"), "square")
        | dict.fromkeys(("label_size", "small_size"), "8pt")
        | dict.fromkeys(("line_width", "grid_width", "zero_width"), "1pt")
        | {"dash": ("1pt", "1pt"), "kinds": {}}
    )
    faces = {name: {"family": "Square"} for name in ("square", "tall")}
    all_blocks = {**_BLOCKS, **(blocks or {})}
    return Style.model_validate(
        {
            "palette": {"inks": dict.fromkeys(("black", "grey", "line"), ink)},
            "type": {"faces": faces, "paragraphs": named, "blocks": all_blocks},
            "page": {
                **_PAGE,
                "masters": {"plain": {}, "filler": {}, **(masters or {})},
                **(page or {}),
            },
            "tables": {"plain": {**_TABLE, **(table or {})}},
            "figure": figure_style,
        }
    )


def context(style: Style | None = None, *exhibits: Figure | Table) -> Context:
    """Return what composing needs; its findings start empty."""
    shown = {exhibit.id: exhibit for exhibit in exhibits}
    return Context(style or looks(), Setting(fonts(), "en-US"), shown)


# --- content


def words(content: str | tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return plain text as inline content."""
    return (Text(content),) if isinstance(content, str) else content


def p(
    id_: str,
    content: str | tuple[Inline, ...],
    style: str = "body",
    role: Role = "P",
    slot: str | None = None,
) -> Element:
    """Return a paragraph."""
    return Element(id_, role, style, content=words(content), slot=slot, position=AT)


def group(
    id_: str, *children: Element, style: str = "flow", slot: str | None = None
) -> Element:
    """Return a block of elements."""
    return Element(id_, "Sect", style, children=children, slot=slot, position=AT)


def item(id_: str, label: str | tuple[Inline, ...], *body: Element) -> Element:
    """Return an item of a list or of terms."""
    parts = (
        Element(f"{id_}/label", "Lbl", "list-label", content=words(label)),
        Element(f"{id_}/body", "LBody", "list-body", children=body),
    )
    return Element(id_, "LI", "list", children=parts)


def listed(id_: str, *items: Element, style: str = "list") -> Element:
    """Return a list."""
    return Element(id_, "L", style, children=items)


def note(id_: str, text: str = "note", label: str = "1") -> Note:
    """Return a footnote."""
    return Note(id_, label, (Text(text),))


def link(id_: str, text: str) -> Link:
    """Return words that lead elsewhere."""
    return Link(id_, "https://example.org", (Text(text),))


def call(id_: str, target: str) -> Ref:
    """Return a page number to be printed."""
    return Ref(id_, target, "page")


def figure(
    id_: str = "f", least: float = 20, height: float = 20, most: float = 20, **more: Any
) -> Figure:
    """Return a figure without words."""
    return Figure(
        id=id_, kind="bars", plot=None, least=least, height=height, most=most,
        **(_bare() | more),
    )  # fmt: skip


def row(*cells: str | tuple[Inline, ...], kind: str = "body") -> Row:
    """Return a row of a table."""
    return Row(tuple(Cell(words(cell)) for cell in cells), kind)  # type: ignore[arg-type]


def table(
    heads: Sequence[str | tuple[Inline, ...]],
    body: Iterable[Row],
    align: str = "decimal",
    **more: Any,
) -> Table:
    """Return a table "t": the first column is the stub, all others are aligned alike."""
    columns = tuple(
        Column(words(head), align if n else "left")  # type: ignore[arg-type]
        for n, head in enumerate(heads)
    )
    return Table(
        id="t", style="plain", columns=columns, body=tuple(body),
        **({"spanners": ()} | _bare() | more),
    )  # fmt: skip


def _bare() -> dict[str, Any]:
    empty: dict[str, Any] = dict.fromkeys(
        ("title", "unit", "notes", "source", "rows", "bound"), ()
    )
    return {**empty, "alt": "", "position": AT}


def part(id_: str, *children: Element, master: str = "plain", **more: Any) -> Part:
    """Return a part whose root is called ``id/root``."""
    return Part(id_, id_.title(), master, group(f"{id_}/root", *children), **more)


def document(*parts: Part, **fields: str) -> Document:
    """Return an edition of these parts."""
    return Document(
        publication="small", edition="2025", title="Title", subtitle="Sub", author="",
        subject="", keywords=(), language="en-US", date="", state="draft", parts=parts,
        fields=fields,
    )  # fmt: skip


def edition(
    *parts: Part, style: Style | None = None, exhibits: Sequence[Figure | Table] = ()
) -> Layout:
    """Return the pages of these parts."""
    shown = {exhibit.id: exhibit for exhibit in exhibits}
    return flow(document(*parts), shown, style or looks(), fonts())


def page_of(layout: Layout, element: str) -> int:
    """Return the number from 1 of the page on which an element first stands."""
    return layout.places[element].page_index + 1


# --- what is seen


def lines(what: Strip | Page | Iterable[Any]) -> list[tuple[str, float, float]]:
    """Return the words of each run of content with its left and the head of its line."""
    return [
        (run.glyphs.text.strip(), round(run.x, 2), round(run.y - BASELINE, 2))
        for run in _items(what)
        if isinstance(run, Run) and isinstance(run.tag, Tag)
    ]


def areas(what: Strip | Page | Iterable[Any]) -> list[tuple[float, ...]]:
    """Return left, top, width and height of each rule and ground."""
    return [_box(item) for item in _items(what) if isinstance(item, Area)]


def drawings(what: Strip | Page | Iterable[Any]) -> list[tuple[float, ...]]:
    """Return left, top, width and height of each figure's place."""
    return [_box(item) for item in _items(what) if isinstance(item, PlacedDrawing)]


def _items(what: Strip | Page | Iterable[Any]) -> Iterable[Any]:
    return what.items if isinstance(what, Strip | Page) else what


def _box(item: Area | PlacedDrawing | LinkArea) -> tuple[float, ...]:
    box = item.box
    return tuple(round(edge, 2) for edge in (box.x, box.y, box.width, box.height))
