"""Sheets: every page in its place, boxes and output intent kept, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from publisher.errors import StageFailed, UsageError
from publisher.press import impose
from publisher.press.signature import sides
from publisher.styles.ticket import Binding, Ticket
from tests.pdf.reading import origins
from tests.tickets import ticket

FONT = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
MARGIN = 36
"""Of a sheet beyond the trim: 9 of bleed, 27 for marks."""


def booklet(path: Path, pages: int = 8, margin: float = 20, label: str = "") -> Path:
    """Write a press file of pages of 200 by 300 points, as another program would.

    A page is red if its number is even, blue if it is odd, to the bleed and beyond. Its
    number, after the letter p, stands at (50, 100) from the corner of the trim.
    """
    with pikepdf.new() as pdf:
        for number in range(1, pages + 1):
            colour = "0 1 1 0 k" if number % 2 == 0 else "1 1 0 0 k"
            shown = f"{colour} 0 0 {200 + 2 * margin} {300 + 2 * margin} re f"
            x, y = margin + 50, margin + 100
            shown += f" 0 0 0 0 k BT /F 20 Tf {x} {y} Td (p{number}) Tj ET"
            pdf.add_blank_page(page_size=(200 + 2 * margin, 300 + 2 * margin))
            page = pdf.pages[-1]
            page.Contents = pdf.make_stream(shown.encode())
            page.Resources = Dictionary(Font=Dictionary(F=FONT))
            page.TrimBox = Array([margin, margin, margin + 200, margin + 300])
            page.BleedBox = Array([margin - 9, margin - 9, margin + 209, margin + 309])
        pdf.Root.OutputIntents = Array(
            [
                Dictionary(
                    Type=Name.OutputIntent,
                    S=Name.GTS_PDFX,
                    OutputConditionIdentifier=String("CGATS TR 006"),
                    DestOutputProfile=pdf.make_stream(b"profile", N=4),
                )
            ]
        )
        pdf.docinfo["/Title"] = "Birds"
        pdf.docinfo["/Trapped"] = Name("/False")
        if label:
            with pdf.open_metadata() as told:
                told["xmp:Label"] = label
        pdf.save(path, force_version="1.6")
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a booklet of eight pages: two sheets."""
    return booklet(tmp_path / "birds-press.pdf")


def rendered(path: Path, page_index: int) -> Image.Image:
    """Return a page at one pixel a point."""
    with pdfium.PdfDocument(path) as pdf:
        image: Image.Image = pdf[page_index].render(scale=1).to_pil()
        return image.convert("RGB")


def test_every_page_stands_in_its_place(file: Path) -> None:
    """Its number is where the sheet's arithmetic and its creep say, to 1/100 pt.

    The left page's trim ends at the fold, 236 from the left, and is moved over it by the
    creep: 0.5 pt on the second sheet. The right page is moved the other way.
    """
    made = impose(file, ticket())
    assert made.count == 2
    for n, side in enumerate(sides(8, 0.5)):
        found = {
            (round(x, 2), round(y, 2))
            for character, x, y in origins(made.sheets, n)
            if character == "p"
        }
        assert found == {
            (MARGIN + side.creep + 50, MARGIN + 100),
            (MARGIN + 200 - side.creep + 50, MARGIN + 100),
        }
        text = "".join(c for c, _, _ in origins(made.sheets, n) if c.isprintable())
        assert {str(side.left), str(side.right)} == set(text.replace("p", "").split())
        [left] = [x for c, x, _ in origins(made.sheets, n) if c == str(side.left)]
        [right] = [x for c, x, _ in origins(made.sheets, n) if c == str(side.right)]
        assert left < 236 < right


def test_boxes_nest_and_the_knife_follows_the_creep(file: Path) -> None:
    """Two pages wide; the inner sheet is narrower by its creep on either side."""
    made = impose(file, ticket())
    with pikepdf.open(made.sheets) as pdf:
        boxes = [
            [[float(n) for n in page.obj[key]] for key in ("/MediaBox", "/BleedBox", "/TrimBox")]
            for page in pdf.pages
        ]  # fmt: skip
    outer = [[0, 0, 472, 372], [27, 27, 445, 345], [36, 36, 436, 336]]
    inner = [[0, 0, 472, 372], [27.5, 27, 444.5, 345], [36.5, 36, 435.5, 336]]
    assert boxes == [outer, outer, inner, inner]


def test_pages_meet_at_the_fold_and_bleed_outwards_only(file: Path) -> None:
    """Ink to the fold and no further; 9 pt beyond the trim elsewhere, then white."""
    image = rendered(impose(file, ticket(marks=())).sheets, 0)
    red, blue = image.getpixel((200, 50)), image.getpixel((272, 50))
    assert red != blue
    assert image.getpixel((234, 186)) == red
    assert image.getpixel((237, 186)) == blue
    assert image.getpixel((28, 186)) == red
    assert image.getpixel((25, 186)) == (255, 255, 255)
    assert image.getpixel((443, 186)) == blue
    assert image.getpixel((446, 186)) == (255, 255, 255)
    assert image.getpixel((100, 28)) == red
    assert image.getpixel((100, 25)) == (255, 255, 255)


def test_marks_stand_outside_the_bleed(file: Path) -> None:
    """Crop, registration, colour bar, fold and words are on the sheet, none on a page."""
    plain = rendered(impose(file, ticket(marks=())).sheets, 2)
    marked = rendered(impose(file, ticket()).sheets, 2)
    inside = (28, 28, 444, 344)
    assert plain.crop(inside).tobytes() == marked.crop(inside).tobytes()
    assert plain.tobytes() != marked.tobytes()
    with pikepdf.open(impose(file, ticket()).sheets) as pdf:
        stream = pdf.pages[2].Contents.read_bytes().decode()
    assert "[3 1.5] 0 d\n236 348 m 236 366 l S\n236 24 m 236 6 l S" in stream


def test_the_file_stays_what_it_was(file: Path) -> None:
    """Output intent with its profile, title, version; the same bytes each time."""
    first = impose(file, ticket()).sheets.read_bytes()
    made = impose(file, ticket())
    assert made.sheets.read_bytes() == first
    assert made.sheets.name == "birds-imposed.pdf"
    with pikepdf.open(made.sheets) as pdf:
        assert pdf.pdf_version == "1.6"
        [intent] = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"
        assert intent.DestOutputProfile.read_bytes() == b"profile"
        assert str(pdf.docinfo["/Title"]) == "Birds"
        assert pdf.docinfo["/Trapped"] == Name("/False")
        assert len(pdf.trailer.ID) == 2


def test_an_older_file_stays_old(file: Path) -> None:
    """PDF/X-1a is PDF 1.4, which knows no object streams."""
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.save(file, force_version="1.4")
    data = impose(file, ticket()).sheets.read_bytes()
    assert data.startswith(b"%PDF-1.4")
    assert b"/ObjStm" not in data
    assert b"\nxref\n" in data


def test_links_and_tags_stay_behind(file: Path, tmp_path: Path) -> None:
    """What is for screens is not for sheets."""
    path = tmp_path / "linked-press.pdf"
    with pikepdf.open(file) as pdf:
        note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
        pdf.pages[0].Annots = Array([note])
        pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot)
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.beep()"))
        pdf.save(path)
    data = impose(path, ticket()).sheets
    with pikepdf.open(data) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages", "/OutputIntents"}
        assert all("/Annots" not in page.obj for page in pdf.pages)


def test_the_dummy_pictures_both_sides_of_every_sheet(tmp_path: Path) -> None:
    """One row a sheet; pages have the colour of their parity, left red and right blue."""
    made = impose(booklet(tmp_path / "a.pdf", 12), ticket())
    assert made.dummy.name == "a-folding-dummy.png"
    with Image.open(made.dummy) as picture:
        assert picture.width == 4 * 150 + 3 * 36
        rows = (picture.height - 64) / 3
        assert rows == 225 + 26 + 36  # 150 pixels wide, so 225 high
        for sheet in range(3):
            y = int(64 + sheet * rows + 26 + 20)
            colours = [picture.getpixel((x, y)) for x in (60, 220, 400, 560)]
            red, blue, again, too = colours
            assert (red, blue) == (again, too)
            assert red[0] > 150 > red[2]  # type: ignore[index]
            assert blue[2] > 100 > blue[0]  # type: ignore[index]


# --- what is refused


def refused(file: Path, asked: Ticket | None = None) -> list[str]:
    """Return the codes with which imposing fails; nothing is left behind."""
    before = sorted(file.parent.iterdir())
    with pytest.raises(StageFailed) as caught:
        impose(file, asked or ticket())
    assert sorted(file.parent.iterdir()) == before
    return [finding.code for finding in caught.value.findings]


@pytest.mark.parametrize("pages", [0, 1, 6])
def test_sheets_have_four_pages(tmp_path: Path, pages: int) -> None:
    """Any multiple of four, and nothing else."""
    assert refused(booklet(tmp_path / "a.pdf", pages)) == ["IMPOSE-01"]


@pytest.mark.parametrize("label", ["draft", "specimen"])
def test_a_draft_or_specimen_is_not_printed(tmp_path: Path, label: str) -> None:
    """The file says so of itself, wherever it has been moved."""
    assert refused(booklet(tmp_path / "a.pdf", label=label)) == ["IMPOSE-03"]


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"binding": Binding(style="perfect")}, ["IMPOSE-04"]),
        ({"binding": Binding(thickness="11pt")}, ["IMPOSE-04"]),
        ({"trim_width": "210pt"}, ["IMPOSE-02"] * 8),
        ({"bleed": "10pt"}, ["IMPOSE-02"] * 8),
    ],
)
def test_the_ticket_must_fit(
    file: Path, changes: dict[str, object], codes: list[str]
) -> None:
    """Another binding, thick paper, another page: all that is wrong, at once."""
    assert refused(file, ticket(**changes)) == codes


@pytest.mark.parametrize(
    ("key", "value"), [("/TrimBox", None), ("/Rotate", 90), ("/UserUnit", 2)]
)
def test_pages_must_be_plain(file: Path, key: str, value: int | None) -> None:
    """A page without a trim box, or one that its viewer turns or scales, has no place."""
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        if value is None:
            del pdf.pages[2].obj[key]
        else:
            pdf.pages[2].obj[key] = value
        pdf.save(file)
    assert refused(file) == ["IMPOSE-02"]


def encrypted(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="o", user="u"))


def locked(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="o", user=""))


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:300])


def looping(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.Pages.Kids = Array([pdf.Root.Pages])
        pdf.save(path)


def without_intent(path: Path) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.Root.OutputIntents
        pdf.save(path)


@pytest.mark.parametrize("spoil", [encrypted, locked, cut_off, looping, without_intent])
def test_an_unfit_file_is_told(file: Path, spoil: Callable[[Path], None]) -> None:
    """Encrypted, damaged, or not made for a printing: a finding, never a traceback."""
    spoil(file)
    assert "IMPOSE-05" in refused(file)


def test_what_is_no_pdf_is_wrong_usage(tmp_path: Path) -> None:
    """Exit code 2: there is nothing to judge."""
    (tmp_path / "a.pdf").write_text("words", encoding="utf-8")
    for path in (tmp_path / "a.pdf", tmp_path / "none.pdf"):
        with pytest.raises(UsageError):
            impose(path, ticket())
