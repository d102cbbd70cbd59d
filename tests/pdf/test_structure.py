"""Tags: one element for each element of the content, in the order of the words."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from publisher.layout.model import Run
from publisher.narrative.model import Element, Part, Text
from publisher.pdf.draw import paint
from publisher.pdf.navigation import anchors
from publisher.pdf.profiles import PROFILES
from publisher.pdf.structure import grow
from publisher.styles.models import Frame, Master, PageStyle
from tests.pdf import edition
from tests.pdf.reading import tag_lines

SCREEN = PROFILES["screen"]

PART_ONE = """\
Document
  Part
    H1
      'Advanced technology'
    P
      'The deficit, '
      Span expansion=minus 129 billion dollars
        '−$129 billion '
      ', says the '
      Link
        'Census Bureau'
        -> Census Bureau
        -> Census Bureau
      ','
      Reference
        '1'
      Note id=0
        Lbl
          '1 '
          ''
        'General imports.'
      ' is pub \\x02'
      'lished every year, see page '
      Reference
        Link
          '2'
          -> 2
      '.'
    P
      Span lang=fr
        'à la carte'
    Sect
      Caption
        P
          'Balance'
        P
          'US$ billions'
      Figure alt=One bar, down to minus 129. BBox=[20 100 180 160] Placement=Block
        '2018Tokyo'
      P
        'Census Bureau'"""

TABLE = """\
Sect
  Table Summary=Two flows of one year.
    Caption
      P
        'By year'
    THead
      TR
        TD RowSpan=2
        TH id=1 ColSpan=2 Scope=Column
          'Flows'
      TR
        TH id=2 Scope=Column
          'Exports '
        TH id=4 Scope=Column
          'Imports'
    TBody
      TR
        TH ColSpan=3 Scope=Row
          'Goods'
      TR
        TH id=3 Scope=Row
          '2018 '
        TD Headers=[1 2 3]
          '369.0 '
        TD Headers=[1 4 3]
          '498.0'
      TR
        TH id=5 Scope=Row
          'Sum '
        TD Headers=[1 2 5]
          '369.0'
        TD Headers=[1 4 5]
  P
    'Rounded.'
  P
    'The Bureau'
L ListNumbering=Disc
  LI
    Lbl
      '• '
    LBody
      'fluffy'"""


def test_text_reads_in_the_order_of_the_content(screen: Path) -> None:
    """A paragraph over two pages is one P; its note and links stand where they are called.

    PDFium shows a hyphen that a line break made as U+0002.
    """
    part_one = tag_lines(screen)[: PART_ONE.count("\n") + 1]
    assert part_one == PART_ONE.split("\n")


def test_a_table_names_its_heads(screen: Path) -> None:
    """Spanners span, a group's row spans, cells under spanners list their heads.

    What an empty Sect of the content would write is not there.
    """
    lines = tag_lines(screen)
    start = next(n for n, line in enumerate(lines) if "Table" in line) - 1
    assert [line[6:] for line in lines[start:]] == TABLE.split("\n")


def test_every_mark_leads_back_to_its_element(screen: Path) -> None:
    """The parent tree gives for each MCID of a page the element that lists it."""
    with pikepdf.open(screen) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        tree = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        for page in pdf.pages:
            assert page.obj.Tabs == "/S"
            for mcid, element in enumerate(tree[int(page.obj.StructParents)]):
                kids = (
                    element.K if isinstance(element.K, pikepdf.Array) else [element.K]
                )
                own = [kid for kid in kids if isinstance(kid, int)]
                far = [
                    int(kid.MCID)
                    for kid in kids
                    if not isinstance(kid, int) and "/MCID" in kid
                ]
                assert mcid in (own if element.Pg == page.obj else far)


def test_ids_are_found_in_the_id_tree(screen: Path) -> None:
    """The note and each head that a cell names; other heads have a scope and need none."""
    with pikepdf.open(screen) as pdf:
        tree = pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree)
        assert list(tree) == sorted(tree)
        assert tree["0"].S == "/Note"
        assert {str(tree[name].S) for name in "12345"} == {"/TH"}
        assert len(tree) == 6


def test_everything_painted_is_marked(screen: Path) -> None:
    """No operator that paints stands outside marked content."""
    painting = {"Tj", "TJ", "f", "S", "B"}
    with pikepdf.open(screen) as pdf:
        for page in pdf.pages:
            depth = painted = 0
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                depth += {"BDC": 1, "EMC": -1}.get(operator, 0)
                if operator in painting:
                    painted += 1
                    assert depth > 0, instruction
            assert depth == 0
            assert painted > 10


def _findings(job: edition.Job) -> list[tuple[str, str]]:
    _, findings = grow(job, SCREEN, paint(job, SCREEN), anchors(job))
    return [(finding.code, finding.message) for finding in findings]


def test_words_that_no_page_shows_are_found() -> None:
    """Without its second page the edition lacks text, and each lack is named."""
    job = edition.job()
    cut = replace(job, layout=replace(job.layout, pages=job.layout.pages[:1]))
    found = _findings(cut)
    assert ("PDF-04", "no page shows 'à la carte' of 'one/french'") in found
    assert ("PDF-04", "no page shows '498.0' of 'years/cell-1-2'") in found
    assert (
        "PDF-04",
        "no page shows 'the reference' of 'one/text/ref'",
    ) in found


def test_a_figure_that_no_page_shows_is_found() -> None:
    """A figure of the content must have a place."""
    job = edition.job()
    first, second = job.layout.pages
    items = tuple(item for item in first.items if not hasattr(item, "exhibit"))
    pages = (replace(first, items=items), second)
    found = _findings(replace(job, layout=replace(job.layout, pages=pages)))
    assert found == [("PDF-04", "no page shows 'the figure' of 'bars'")]


def test_paint_without_content_is_found() -> None:
    """A run and a link of elements that the content does not have are named with page."""
    job = edition.job()
    first, second = job.layout.pages
    stray = edition.put(1, 1, "x", edition.Tag("nowhere", 3))
    link = replace(first.links[0], element="nothing")
    pages = (
        first,
        replace(second, items=(*second.items, stray), links=(*second.links, link)),
    )
    assert _findings(replace(job, layout=replace(job.layout, pages=pages))) == [
        (
            "PDF-05",
            "page 2 shows something of 'nowhere' (piece 3), which the content does not have",
        ),
        ("PDF-05", "page 2 has a link of 'nothing', which the content does not have"),
    ]


def _filler(job: edition.Job, places: int) -> edition.Job:
    """Return the job with a page of notes put in so many times after the first."""
    words = Text("Notes")
    root = Element("notes", "Part", "part", (Element("n", "P", "p", content=(words,)),))
    first, second = job.layout.pages
    blank = replace(
        first,
        part="notes",
        items=(edition.put(20, 20, "Notes", edition.Tag("n")),),
        links=(),
    )
    pages = tuple(
        replace(page, index=n)
        for n, page in enumerate([first, *[blank] * places, second])
    )
    parts = (*job.document.parts, Part("notes", "Notes", "text", root, filler=True))
    return replace(
        job,
        document=replace(job.document, parts=parts),
        layout=replace(job.layout, pages=pages),
    )


@pytest.mark.parametrize("places", [0, 1, 2])
def test_a_filler_is_read_where_it_stands(places: int) -> None:
    """It is a part for each of its pages, and nothing is missed where it has none.

    The sample's first part goes on over the page after the filler.
    """
    job = _filler(edition.job(), places)
    root, findings = grow(job, SCREEN, paint(job, SCREEN), anchors(job))
    assert findings == []
    pages = [
        [mark.page_index for kid in part.kids for mark in kid.kids]
        for part in root.kids[1:-1]
    ]
    assert pages == [[n] for n in range(1, places + 1)]


def test_a_figure_in_a_bleeding_frame_wears_no_words() -> None:
    """Its title and source are set nowhere, and nothing is missed."""
    job = edition.job()
    first, second = job.layout.pages
    words = {"bars/title", "bars/unit", "bars/source"}
    items = tuple(
        item
        for item in first.items
        if not (isinstance(item, Run) and getattr(item.tag, "element", "") in words)
    )
    frames = {"cover": Frame(bleeds=True)}
    page = PageStyle.model_construct(masters={"text": Master(frames=frames)})
    part = job.document.parts[0]
    *others, figure = part.root.children
    root = replace(part.root, children=(*others, replace(figure, slot="cover")))
    job = replace(
        job,
        document=replace(
            job.document, parts=(replace(part, root=root), *job.document.parts[1:])
        ),
        layout=replace(job.layout, pages=(replace(first, items=items), second)),
        style=job.style.model_copy(update={"page": page}),
    )
    assert _findings(job) == []
