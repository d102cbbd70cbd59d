"""An edition of two small pages, placed by hand, with one of everything.

The trim is 200 by 300 points, the bleed 9. Page 1 prints no folio, page 2 prints "2".
"""

from __future__ import annotations

from functools import lru_cache

from publisher.figures.model import Drawing, DrawnPath, DrawnText, Figure
from publisher.fonts import FaceSpec, Fonts
from publisher.layout.model import (
    Area,
    Artifact,
    Box,
    Layout,
    LinkArea,
    Page,
    Place,
    PlacedDrawing,
    Run,
    Tag,
)
from publisher.narrative.model import Document, Element, Link, Note, Part, Ref, Text
from publisher.pdf.model import Job
from publisher.provenance import Position
from publisher.styles.models import Ink, Palette, Style
from publisher.tables.model import (
    Cell,
    Column,
    Row,
    Spanner,
    Table,
    cell_id,
    head_id,
    spanner_id,
)

AT = Position("content/one.yml", 3, 5)
ADDRESS = "https://www.census.gov/"


@lru_cache
def fonts() -> Fonts:
    """Return two faces; "label" is the same font file as "sans"."""
    return Fonts(
        {
            "serif": FaceSpec("IBM Plex Serif"),
            "sans": FaceSpec("IBM Plex Sans Condensed"),
            "label": FaceSpec("IBM Plex Sans Condensed"),
            "italic": FaceSpec("IBM Plex Serif", 400, "italic"),
        }
    )


def style() -> Style:
    """Return a style that has a palette only: stage 6 reads nothing else of it."""
    inks = {
        "black": Ink(rgb="#000000", cmyk=(0, 0, 0, 100), grey=100),
        "deficit": Ink(rgb="#b03a2e", cmyk=(20, 90, 90, 10), grey=60),
        "ground": Ink(rgb="#f2efe8", cmyk=(4, 4, 8, 0), grey=5),
    }
    return Style.model_construct(palette=Palette(inks=inks))


def put(x: float, y: float, text: str, tag: Tag | Artifact, face: str = "serif") -> Run:
    """Return a line of 10-point type."""
    return Run(x, y, 10, "black", fonts()[face].shape(text), tag)


# --- the content

TITLE = Element("one/title", "H1", "title", content=(Text("Advanced technology"),))
TEXT = Element(
    "one/text",
    "P",
    "body",
    content=(
        Text("The deficit, "),
        Text("−$129 billion", ink="deficit", spoken="minus 129 billion dollars"),
        Text(", says the "),
        Link("one/text/link", ADDRESS, (Text("Census Bureau"),)),
        Text(","),
        Note("one/note", "1", (Text("General imports."),)),
        Text(" is published every year, see page "),
        Ref("one/text/ref", "two/title", "page"),
        Text("."),
    ),
    position=AT,
)
FRENCH = Element("one/french", "P", "body", content=(Text("à la carte", lang="fr"),))
FIGURE = Element("one/figure", "Figure", "figure", exhibit="bars")
TABLE = Element("two/table", "Table", "table", exhibit="years")
LIST = Element(
    "two/list",
    "L",
    "list",
    children=(
        Element(
            "two/list/1",
            "LI",
            "item",
            children=(
                Element("two/list/1/label", "Lbl", "label", content=(Text("•"),)),
                Element("two/list/1/body", "LBody", "body", content=(Text("fluffy"),)),
            ),
        ),
    ),
)
PARTS = (
    Part(
        "one",
        "Advanced technology",
        "text",
        Element("one", "Part", "part", (TITLE, TEXT, FRENCH, FIGURE)),
    ),
    Part(
        "two",
        "Years",
        "text",
        Element(
            "two",
            "Part",
            "part",
            (
                Element("two/title", "H1", "title", content=(Text("Years"),)),
                Element("two/sub", "H2", "sub", content=(Text("In billions"),)),
                Element("two/panel", "Aside", "panel", (TABLE, LIST)),
                Element("two/empty", "Sect", "flow"),
            ),
        ),
    ),
)


def document() -> Document:
    """Return the tree."""
    return Document(
        publication="sample",
        edition="2025",
        title="Trade & technology",
        subtitle="2025",
        author="The Office of Trade",
        subject="Balances <of> two years",
        keywords=("trade", "balance"),
        language="en-US",
        date="2026-09-30",
        state="final",
        parts=PARTS,
    )


def exhibits() -> dict[str, Figure | Table]:
    """Return one figure and one table with a spanner, a group and a total."""
    shared = {"notes": (), "rows": (), "bound": (), "position": AT}
    figure = Figure(
        **shared,
        id="bars",
        title=(Text("Balance"),),
        unit=(Text("US$ billions"),),
        source=(Text("Census Bureau"),),
        alt="One bar, down to minus 129.",
        kind="balance-bars",
        plot=None,
        least=40,
        height=60,
        most=90,
    )
    table = Table(
        **{**shared, "notes": ((Text("Rounded."),),)},
        id="years",
        title=(Text("By year"),),
        unit=(),
        source=(Text("The Bureau"),),
        alt="Two flows of one year.",
        style="plain",
        columns=(
            Column((), "left"),
            Column((Text("Exports"),), "decimal"),
            Column((Text("Imports"),), "decimal"),
        ),
        spanners=(Spanner((Text("Flows"),), 1, 2),),
        body=(
            Row((Cell((Text("Goods"),)),), kind="group"),
            Row(tuple(Cell((Text(t),)) for t in ("2018", "369.0", "498.0"))),
            Row((Cell((Text("Sum"),)), Cell((Text("369.0"),)), Cell(())), kind="total"),
        ),
    )
    return {"bars": figure, "years": table}


def drawing() -> Drawing:
    """Return a clipped bar, a line, a level label and one turned by 90 degrees."""
    bar = (
        ("m", 10.0, 10.0),
        ("l", 30.0, 10.0),
        ("l", 30.0, 50.0),
        ("l", 10.0, 50.0),
        ("h",),
    )
    curve = ("m", 0.0, 10.0), ("c", 40.0, 10.0, 60.0, 20.0, 160.0, 10.0)
    shape = fonts()["label"].shape
    return Drawing(
        160,
        60,
        (
            DrawnPath(bar, fill="deficit", clip=(0, 0, 160, 40)),
            DrawnPath(curve, stroke="black", line_width=0.5, dash=(2, 1), cap=1),
            DrawnText(10, 58, 0, 7, "black", shape("2018")),
            DrawnText(150, 50, 90, 7, "black", shape("Tokyo")),
        ),
    )


# --- the pages


def _first() -> Page:
    text = [Tag("one/text", n) for n in range(9)]
    deficit = fonts()["sans"].shape("−$129 billion")
    hyphen = fonts()["serif"].shape("-")
    return Page(
        index=0,
        folio="",
        side="recto",
        part="one",
        width=200,
        height=300,
        bleed=9,
        items=(
            Area(Box(-9, -9, 218, 318), "ground", "Background"),
            put(20, 20, "Running head", "Pagination", "sans"),
            put(20, 40, "Advanced technology", Tag("one/title"), "sans"),
            put(20, 60, "The deficit, ", text[0]),
            Run(74, 60, 10, "deficit", deficit, text[1]),
            put(130, 60, ", says the ", text[2]),
            put(20, 72, "Census ", Tag("one/text/link", 0)),
            put(20, 84, "Bureau", Tag("one/text/link", 0)),
            put(55, 84, ",", text[4]),
            Run(58, 81, 6, "black", fonts()["serif"].shape("1"), Tag("one/note", 0)),
            put(63, 84, " is pub", text[6]),
            Run(100, 84, 10, "black", hyphen, text[6], actual=""),
            put(20, 120, "Balance", Tag("bars/title"), "sans"),
            put(20, 132, "US$ billions", Tag("bars/unit"), "sans"),
            PlacedDrawing("bars", Box(20, 140, 160, 60), Tag("bars")),
            put(20, 212, "Census Bureau", Tag("bars/source"), "sans"),
            Area(Box(20, 260, 40, 0.5), "black"),
            put(20, 272, "1", Tag("one/note", 1)),
            put(26, 272, " ", Tag("one/note", 2)),
            put(28, 272, "General imports.", Tag("one/note", 3)),
        ),
        links=(
            LinkArea(
                Box(20, 63, 36, 12), "one/text/link", ADDRESS, None, "Census Bureau"
            ),
            LinkArea(
                Box(20, 75, 34, 12), "one/text/link", ADDRESS, None, "Census Bureau"
            ),
        ),
    )


def _second() -> Page:
    text = [Tag("one/text", n) for n in range(9)]
    stretched = fonts()["serif"].shape("lished every year, see page ")
    cells = [
        put(20, 160, "Goods", Tag(cell_id("years", 0, 0)), "sans"),
        *(
            put(20 + 50 * n, 172, words, Tag(cell_id("years", 1, n)), "sans")
            for n, words in enumerate(("2018", "369.0", "498.0"))
        ),
        put(20, 184, "Sum", Tag(cell_id("years", 2, 0)), "sans"),
        put(70, 184, "369.0", Tag(cell_id("years", 2, 1)), "sans"),
    ]
    return Page(
        index=1,
        folio="2",
        side="verso",
        part="two",
        width=200,
        height=300,
        bleed=9,
        items=(
            Run(20, 20, 10, "black", stretched, text[6], spaces=2.0, tracking=0.1),
            put(170, 20, "2", Tag("one/text/ref")),
            put(175, 20, ".", text[8]),
            Run(
                20, 32, 10, "black", fonts()["italic"].shape("à la carte"),
                Tag("one/french"), lang="fr",
            ),
            put(20, 60, "Years", Tag("two/title"), "sans"),
            put(20, 80, "In billions", Tag("two/sub"), "sans"),
            put(20, 120, "By year", Tag("years/title"), "sans"),
            put(70, 136, "Flows", Tag(spanner_id("years", 0)), "sans"),
            put(70, 148, "Exports", Tag(head_id("years", 1)), "sans"),
            put(120, 148, "Imports", Tag(head_id("years", 2)), "sans"),
            *cells,
            put(20, 200, "Rounded.", Tag("years/note-0"), "sans"),
            put(20, 212, "The Bureau", Tag("years/source"), "sans"),
            put(20, 230, "•", Tag("two/list/1/label")),
            put(30, 230, "fluffy", Tag("two/list/1/body")),
            put(175, 290, "2", "Pagination"),
        ),
        links=(LinkArea(Box(169, 11, 6, 12), "one/text/ref", None, "two/title", "2"),),
    )  # fmt: skip


def layout() -> Layout:
    """Return both pages."""
    return Layout(
        pages=(_first(), _second()),
        places={
            "one/title": Place(0, 20, 30),
            "two/title": Place(1, 20, 50),
            "two/sub": Place(1, 20, 70),
        },
        sizes={"bars": (160, 60)},
        drawings={"bars": drawing()},
    )


def job() -> Job:
    """Return everything that the file is made of."""
    return Job(document(), exhibits(), layout(), style(), fonts())
