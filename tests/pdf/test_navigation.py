"""Ways through the file: links, bookmarks, page labels."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from publisher.layout.model import Page
from publisher.pdf.navigation import page_labels
from tests.pdf.edition import ADDRESS, job


def test_links_lead_where_they_say(screen: Path) -> None:
    """An address opens; a cross reference goes to its element's place; both can be told."""
    with pikepdf.open(screen) as pdf:
        first, second = pdf.pages
        assert [str(link.A.URI) for link in first.obj.Annots] == [ADDRESS, ADDRESS]
        [link] = list(second.obj.Annots)
        page, kind, left, top, zoom = link.Dest
        assert page.objgen == second.objgen
        assert (str(kind), float(left), float(top), zoom) == ("/XYZ", 20, 250, None)
        for link in [*first.obj.Annots, *second.obj.Annots]:
            assert int(link.F) == 4
            assert str(link.Contents) in {"Census Bureau", "2"}


def test_each_annotation_is_in_its_link_element(screen: Path) -> None:
    """The parent tree leads from an annotation to a Link that holds its OBJR."""
    with pikepdf.open(screen) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        tree = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        for page in pdf.pages:
            for link in page.obj.Annots:
                element = tree[int(link.StructParent)]
                objects = [
                    kid.Obj.objgen
                    for kid in element.K
                    if isinstance(kid, pikepdf.Dictionary)
                ]
                assert element.S == "/Link"
                assert link.objgen in objects


def test_bookmarks_are_the_headings(screen: Path) -> None:
    """H1 of each listed part, H2 below, at the places of the headings."""
    with pdfium.PdfDocument(screen) as pdf:
        marks = [
            (mark.level, mark.get_title(), mark.get_dest().get_index())
            for mark in pdf.get_toc()
        ]
    assert marks == [
        (0, "Advanced technology", 0),
        (0, "Years", 1),
        (1, "In billions", 1),
    ]


def test_page_labels_are_the_folios(screen: Path) -> None:
    """The page that prints none is labelled with the number before its neighbour's."""
    with pdfium.PdfDocument(screen) as pdf:
        assert [pdf.get_page_label(n) for n in range(len(pdf))] == ["1", "2"]


@pytest.mark.parametrize(
    ("folios", "labels"),
    [
        (["", "2", "", "4", ""], ["1", "2", "3", "4", "5"]),
        (["", "", "1", "2"], ["[1]", "[2]", "1", "2"]),
        (["i", "", "1"], ["i", "[2]", "1"]),
        (["", ""], ["[1]", "[2]"]),
    ],
)
def test_a_page_without_folio_gets_a_label(
    folios: list[str], labels: list[str]
) -> None:
    """It is counted from its neighbours, or bracketed where that gives no number."""
    page: Page = job().layout.pages[0]
    pages = [replace(page, index=n, folio=folio) for n, folio in enumerate(folios)]
    assert page_labels(pages) == labels
