"""What the other profiles add to the screen file: PDF 2.0's names and ways, attached numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from publisher.pdf import write
from tests.hearing import hear
from tests.pdf.edition import job

NUMBERS = {"bars": b"year,balance\n2018,-129\n", "years": b"Year,Exports\n2018,369\n"}


def made(folder: Path, profile: str) -> Path:
    """Return the hand-made edition in a profile."""
    path = folder / f"{profile}.pdf"
    write(replace(job(), numbers=NUMBERS), profile, path)
    return path


def elements(pdf: pikepdf.Pdf, *roles: str) -> Iterator[pikepdf.Object]:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") in roles:
            yield item


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the screen file in PDF 2.0."""
    return made(tmp_path_factory.mktemp("two"), "screen-2.0")


def test_names_are_those_of_pdf_2(two: Path) -> None:
    """A note is a footnote; what the new namespace lacks keeps the old one's name."""
    with pikepdf.open(two) as pdf:
        [namespace] = list(pdf.Root.StructTreeRoot.Namespaces)
        assert str(namespace.NS) == "http://iso.org/pdf2/ssn"
        [note] = elements(pdf, "/FENote")
        assert note.A.NoteType == "/Footnote"
        assert {str(each.S) for each in elements(pdf, "/P", "/H1", "/TH", "/FENote")} == {
            "/P", "/H1", "/TH", "/FENote",
        }  # fmt: skip
        for each in elements(pdf, "/P", "/H1", "/TH", "/FENote"):
            assert each.NS.objgen == namespace.objgen
        assert all("/NS" not in each for each in elements(pdf, "/Reference"))
        assert list(elements(pdf, "/Note")) == []


def test_links_and_bookmarks_lead_to_elements(two: Path) -> None:
    """A cross reference and each bookmark name the heading, and the place as well."""
    with pikepdf.open(two) as pdf:
        first, second = pdf.pages
        [link] = list(second.obj.Annots)
        assert "/Dest" not in link
        assert link.A.SD[0].S == "/H1"
        assert link.A.D[0].objgen == second.objgen
        assert [str(each.A.S) for each in first.obj.Annots] == ["/URI", "/URI"]
        with pdf.open_outline() as outline:
            marks = [outline.root[0], outline.root[1], outline.root[1].children[0]]
            assert [str(mark.action.SD[0].S) for mark in marks] == ["/H1", "/H1", "/H2"]


def test_particulars_are_in_the_metadata_only(two: Path) -> None:
    """PDF/A-4 wants no information dictionary."""
    with pikepdf.open(two) as pdf:
        assert "/Info" not in pdf.trailer
        assert pdf.pdf_version == "2.0"
        assert pdf.open_metadata()["dc:title"] == "Trade & technology"


def test_numbers_are_attached_and_bound(tmp_path: Path) -> None:
    """To the figure and the table that show them, with title, date and checksum."""
    with pikepdf.open(made(tmp_path, "archive")) as pdf:
        assert list(pdf.attachments) == ["bars.csv", "years.csv"]
        for role, name, title in (
            ("/Figure", "bars", "Balance"),
            ("/Table", "years", "By year"),
        ):
            [element] = elements(pdf, role)
            [spec] = list(element.AF)
            assert (str(spec.UF), str(spec.Desc)) == (f"{name}.csv", title)
            assert spec.AFRelationship == "/Data"
            stream = spec.EF.UF
            assert stream.read_bytes() == NUMBERS[name]
            assert (stream.Subtype, stream.Params.Size) == (
                "/text/csv",
                len(NUMBERS[name]),
            )
            assert str(stream.Params.ModDate) == "D:20260930000000+00'00'"


def test_the_screen_file_carries_nothing(tmp_path: Path) -> None:
    """PDF/A-2 allows no file that is not PDF/A itself."""
    with pikepdf.open(made(tmp_path, "screen")) as pdf:
        assert len(pdf.attachments) == 0
        assert "/AF" not in pdf.Root


def test_all_are_heard_alike(two: Path, tmp_path: Path) -> None:
    """Whatever the profile, a screen reader says the same."""
    said = [hear(made(tmp_path, name)).said for name in ("screen", "archive")]
    assert said == [hear(two).said] * 2
    assert ("P", "à la carte") in said[0]


@pytest.mark.parametrize("profile", ["archive", "screen-2.0"])
def test_the_same_job_gives_the_same_bytes(profile: str, tmp_path: Path) -> None:
    """Attachments and namespaces know no clock."""
    (tmp_path / "a").mkdir()
    one, other = made(tmp_path, profile), made(tmp_path / "a", profile)
    assert one.read_bytes() == other.read_bytes()
