"""The press file: what the trade's standard asks for, and ink that a press can hold."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import StageFailed
from publisher.layout.model import Area, Run
from publisher.pdf import write
from publisher.pdf.press_inks import PressInks
from publisher.styles.models import Palette
from publisher.styles.ticket import Binding
from tests.pdf.edition import job
from tests.pdf.press import INKS, Paint, line, painted, press_job, rule
from tests.pdf.reading import origins
from tests.tickets import ICC, ticket

BLACK = ("CMYK", (0.0, 0.0, 0.0, 1.0))
X1A = "PDF/X-1a:2003"


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the press file of the hand-made edition."""
    path = tmp_path_factory.mktemp("press") / "sample-press.pdf"
    write(press_job(), "press", path)
    return path


@pytest.fixture(scope="module")
def x1a(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the same for an older workflow."""
    path = tmp_path_factory.mktemp("press") / "sample-press-x1a.pdf"
    write(press_job(flavour=X1A), "press", path)
    return path


def last(path: Path, item: Run | Area, **changes: object) -> Paint:
    """Return how the last thing on the second page is painted."""
    write(press_job(item, **changes), "press", path)
    return painted(path)[-1]


# --- the file


def test_boxes_have_four_numbers_and_nest(press: Path) -> None:
    """Trim 200 x 300, 9 pt of bleed around it, 27 pt more for the marks."""
    with pikepdf.open(press) as pdf:
        for page in pdf.pages:
            boxes = {
                key: [float(edge) for edge in page.obj[key]]
                for key in ("/MediaBox", "/BleedBox", "/TrimBox")
            }
            assert boxes == {
                "/MediaBox": [0, 0, 272, 372],
                "/BleedBox": [27, 27, 245, 345],
                "/TrimBox": [36, 36, 236, 336],
            }
            assert "/CropBox" not in page.obj
            assert "/ArtBox" not in page.obj


def test_a_sheet_without_marks_ends_at_the_bleed(tmp_path: Path) -> None:
    """The media box is the bleed box, to the last digit."""
    write(press_job(marks=(), bleed="3.01mm"), "press", tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        page = pdf.pages[0].obj
        assert page.MediaBox == page.BleedBox


def test_it_says_for_which_printing_it_is_made(press: Path) -> None:
    """One output intent, with the ticket's condition and the very profile."""
    with pikepdf.open(press) as pdf:
        [intent] = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"
        assert str(intent.OutputConditionIdentifier) == "CGATS TR 006"
        assert str(intent.RegistryName) == "http://www.color.org"
        assert intent.DestOutputProfile.N == 4
        assert intent.DestOutputProfile.read_bytes() == ICC.read_bytes()


@pytest.mark.parametrize("which", ["press", "x1a"])
def test_it_says_what_it_is(which: str, request: pytest.FixtureRequest) -> None:
    """Version, trapping, title and dates, alike in both places; an id."""
    flavour, version = {"press": ("PDF/X-4", "1.6"), "x1a": (X1A, "1.4")}[which]
    with pikepdf.open(request.getfixturevalue(which)) as pdf:
        assert pdf.pdf_version == version
        assert str(pdf.docinfo["/GTS_PDFXVersion"]) == flavour
        assert pdf.docinfo["/Trapped"] == pikepdf.Name("/False")
        assert str(pdf.docinfo["/Title"]) == "Trade & technology"
        dates = {str(pdf.docinfo[key]) for key in ("/CreationDate", "/ModDate")}
        assert dates == {"D:20260930000000+00'00'"}
        assert len(pdf.trailer.ID) == 2
        told = pdf.open_metadata()
        assert told["pdfxid:GTS_PDFXVersion"] == flavour
        assert told["pdf:Trapped"] == "False"
        assert told["dc:title"] == "Trade & technology"
        assert told["xmp:CreateDate"] == told["xmp:ModifyDate"]
        assert told["xmp:CreateDate"].startswith("2026-09-30")
        assert told["xmpMM:DocumentID"].startswith("urn:uuid:")
        assert told["xmpMM:RenditionClass"] == "default"
        assert told["xmpMM:VersionID"] == "1"
        assert "pdfaid:part" not in told


def test_nothing_in_it_is_for_a_screen(press: Path) -> None:
    """No link, form, script, bookmark, tag, attachment or layer."""
    with pikepdf.open(press) as pdf:
        assert set(pdf.Root.keys()) == {
            "/Type", "/Pages", "/OutputIntents", "/Metadata", "/Lang",
            "/ViewerPreferences", "/PageMode",
        }  # fmt: skip
        assert pdf.Root.PageMode == "/UseNone"
        for page in pdf.pages:
            assert {"/Annots", "/AA", "/Group", "/StructParents"}.isdisjoint(page.obj)
            operators = {str(op) for _, op in pikepdf.parse_content_stream(page)}
            assert operators.isdisjoint({"BDC", "BMC", "EMC", "Do", "sh", "ri"})


def test_an_older_workflow_gets_plain_objects(x1a: Path) -> None:
    """PDF/X-1a: no object or cross-reference streams, nothing transparent."""
    data = x1a.read_bytes()
    assert data.startswith(b"%PDF-1.4")
    assert b"/ObjStm" not in data
    assert b"/XRef" not in data
    assert b"\nxref\n" in data
    with pikepdf.open(x1a) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary):
                assert {"/SMask", "/ca", "/CA", "/BM", "/Group"}.isdisjoint(item)


def test_two_builds_are_the_same(press: Path, tmp_path: Path) -> None:
    """No clock and no chance: the same bytes."""
    write(press_job(), "press", tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == press.read_bytes()


def test_without_a_ticket_there_is_no_press_file(tmp_path: Path) -> None:
    """The finding says what is missing; nothing is written."""
    with pytest.raises(StageFailed) as caught:
        write(job(), "press", tmp_path / "a.pdf")
    assert [finding.code for finding in caught.value.findings] == ["PDF-07"]
    assert list(tmp_path.iterdir()) == []


# --- the same pages


def glyphs(path: Path, page_index: int) -> list[tuple[str, float, float]]:
    """Return what is shown, without the line ends that PDFium adds.

    It reads a hyphen that a line break made as a control character.
    """
    read = [(c.replace("\x02", "-"), x, y) for c, x, y in origins(path, page_index)]
    return [glyph for glyph in read if glyph[0].isprintable()]


@pytest.mark.parametrize("which", ["press", "x1a"])
@pytest.mark.parametrize("page", [0, 1])
def test_glyphs_stand_where_they_stand_on_the_screen(
    which: str, page: int, screen: Path, request: pytest.FixtureRequest
) -> None:
    """Every character is the same, and as far from the corner of the trim; PDFium reads."""
    path = request.getfixturevalue(which)
    on_paper = [
        (character, x - 36, y - 36)
        for character, x, y in glyphs(path, page)
        if 36 <= x < 236 and 36 <= y < 336
    ]
    on_screen = glyphs(screen, page)
    assert [c for c, _, _ in on_paper] == [c for c, _, _ in on_screen]
    assert len(on_screen) > 100
    for (_, x, y), (_, to_x, to_y) in zip(on_paper, on_screen, strict=True):
        assert (x, y) == pytest.approx((to_x, to_y), abs=0.002)


# --- ink


def test_all_is_painted_in_the_inks_of_a_press(press: Path) -> None:
    """DeviceCMYK and the colour of all plates: no RGB, no grey, not even by default."""
    used = {paint.colour[0] for page in (0, 1) for paint in painted(press, page)}
    assert used == {"CMYK", "All"}


def test_black_overprints_and_nothing_else_does(press: Path) -> None:
    """With OPM 1, text and rules in solid black leave no white line round them."""
    seen = [paint for page in (0, 1) for paint in painted(press, page)]
    over = [paint for paint in seen if paint.overprints]
    assert {paint.operator for paint in over} == {"f", "S", "Tj", "TJ"}
    assert {(paint.colour, paint.mode) for paint in over} == {(BLACK, 1)}
    # of each page: the patch of black in the colour bar, and the name of the ink
    under = [paint for paint in seen if paint.colour == BLACK and not paint.overprints]
    assert [paint.operator for paint in under] == ["f", "Tj", "f", "Tj"]


@pytest.mark.parametrize(
    ("ink", "size", "colour"),
    [
        ("black", 6, (0, 0, 0, 1)),
        ("navy", 10, (1, 0, 0, 0.8)),
        ("navy", 9.9, (0, 0, 0, 1)),
        ("tint", 9.9, (0, 0, 0, 0.24)),
        ("tint", 10, (0, 0, 0, 0.24)),
        ("deficit", 40, (0, 0, 0, 1)),
        ("pale", 12, (0.24, 0.08, 0, 0)),
        ("pale", 9, (0.24, 0.08, 0, 0)),
        ("white", 5, (0, 0, 0, 0)),
    ],
)
def test_fine_type_is_printed_in_one_ink(
    tmp_path: Path, ink: str, size: float, colour: tuple[float, ...]
) -> None:
    """Colour from 10 pt and in two inks at most; else solid black, unless it is light."""
    paint = last(tmp_path / "a.pdf", line(ink, size))
    assert paint.operator in {"Tj", "TJ"}
    assert paint.colour == ("CMYK", colour)
    assert paint.overprints is (colour == (0, 0, 0, 1))


@pytest.mark.parametrize(
    ("ink", "width", "colour", "left"),
    [
        ("black", 0.3, (0, 0, 0, 1), 0.3),
        ("tint", 1.0, (0, 0, 0, 1), 0.25),
        ("navy", 1.0, (0, 0, 0, 1), 0.92),
        ("navy", 1.2, (1, 0, 0, 0.8), 1.2),
        ("tint", 0.2, (0, 0, 0, 1), 0.2),
        ("white", 0.5, (0, 0, 0, 0), 0.5),
    ],
)
@pytest.mark.parametrize("upright", [False, True])
def test_fine_rules_are_printed_in_one_ink(
    tmp_path: Path,
    ink: str,
    width: float,
    colour: tuple[float, ...],
    left: float,
    upright: bool,  # noqa: FBT001
) -> None:
    """From 1.2 pt in colour; else solid black, as light as before, in the same middle."""
    paint = last(tmp_path / "a.pdf", rule(ink, width, upright=upright))
    assert paint.colour == ("CMYK", colour)
    x, y, across, up = paint.at
    assert (across if upright else up) == pytest.approx(left, abs=0.011)
    middle = x + across / 2 - 36 if upright else 336 - y - up / 2
    assert middle == pytest.approx((20 if upright else 260) + width / 2, abs=0.011)
    assert paint.overprints is (colour == (0, 0, 0, 1))


@given(st.sampled_from(sorted(INKS)), st.floats(0.01, 30))
def test_a_rule_never_grows(name: str, width: float) -> None:
    """What is printed is at most as thick as what was drawn, and never nothing."""
    inks = PressInks(Palette(inks=INKS), ticket())
    _, left = inks.of_rule(name, width)
    assert 0 < left <= width


def test_a_spot_ink_is_one_where_the_ticket_has_it(tmp_path: Path) -> None:
    """By its name at full strength, knocking out; elsewhere it is its CMYK build."""
    spots = ("PANTONE 289 C",)
    paint = last(tmp_path / "a.pdf", line("house", 12), spots=spots)
    assert paint.colour == ("PANTONE 289 C", (1.0,))
    assert not paint.overprints
    paint = last(tmp_path / "b.pdf", line("house", 12))
    assert paint.colour == ("CMYK", (0.9, 0.6, 0.0, 0.0))
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        space = pdf.pages[1].Resources.ColorSpace.Spot0
        assert space[2] == "/DeviceCMYK"
        assert [float(part) for part in space[3].C1] == [0.9, 0.6, 0, 0]
    text = bytes(tmp_path.joinpath("a.pdf").read_bytes())
    assert text.count(b"%PDF") == 1


# --- marks


def bounds(path: Path, page_index: int) -> list[tuple[float, float, float, float]]:
    """Return the box of each thing on a page that is outside the bleed, as PDFium sees it."""
    with pdfium.PdfDocument(path) as pdf:
        found = [each.get_bounds() for each in pdf[page_index].get_objects()]
    return [
        (left, bottom, right, top)
        for left, bottom, right, top in found
        if not (left >= 26.9 and bottom >= 26.9 and right <= 245.1 and top <= 345.1)
    ]


def test_marks_stand_between_the_bleed_and_the_edge(press: Path) -> None:
    """None is cut off by the sheet, none touches the bleed."""
    outside = bounds(press, 0)
    assert len(outside) > 20
    for left, bottom, right, top in outside:
        assert left >= 0
        assert bottom >= 0
        assert right <= 272
        assert top <= 372
        assert right < 27 or left > 245 or top < 27 or bottom > 345


@pytest.mark.parametrize(("page", "spine"), [(0, 36), (1, 236)])
def test_the_spine_is_folded_and_not_cut(press: Path, page: int, spine: int) -> None:
    """The mark at the binding edge is dashed: on the left of a recto, right of a verso."""
    with pikepdf.open(press) as pdf:
        stream = pdf.pages[page].Contents.read_bytes().decode()
    dashed = stream[stream.index("[3 1.5] 0 d") :]
    assert dashed.splitlines()[1:3] == [
        f"{spine} 348 m {spine} 366 l S",
        f"{spine} 24 m {spine} 6 l S",
    ]
    crops = re.findall(r"^(\d+) 348 m", stream, re.MULTILINE)
    assert sorted(crops) == ["236", "36"]


@pytest.mark.parametrize(
    ("changes", "dashed"),
    [
        ({"binding": Binding(style="perfect")}, False),
        ({"marks": ("crop",)}, False),
        ({"marks": ("fold",)}, True),
    ],
)
def test_marks_are_those_of_the_ticket(
    tmp_path: Path,
    changes: dict[str, object],
    dashed: bool,  # noqa: FBT001
) -> None:
    """No fold in a glued spine; no mark that was not asked for."""
    write(press_job(**changes), "press", tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        stream = pdf.pages[0].Contents.read_bytes().decode()
    assert ("[3 1.5] 0 d" in stream) is dashed
    words = "".join(text for text, _, y in origins(tmp_path / "a.pdf", 0) if y < 27)
    assert ("Cyan" in words) is ("slug" in press_job(**changes).style.press.marks)  # type: ignore[union-attr]


def test_the_slug_tells_job_page_date_and_inks(tmp_path: Path) -> None:
    """Below the page, in live type; each ink's name is in that ink alone."""
    path = tmp_path / "a.pdf"
    write(press_job(spots=("PANTONE 289 C",)), "press", path)
    words = "".join(text for text, _, y in glyphs(path, 1) if y < 27)
    assert words == (
        "J 7 · 2025 · 2/2 · 2026-09-30 Cyan Magenta Yellow Black PANTONE 289 C"
    )
    named = [
        paint.colour for paint in painted(path)[:60] if paint.operator in {"Tj", "TJ"}
    ]
    assert named[:6] == [
        ("All", (1.0,)),
        ("CMYK", (1.0, 0.0, 0.0, 0.0)),
        ("CMYK", (0.0, 1.0, 0.0, 0.0)),
        ("CMYK", (0.0, 0.0, 1.0, 0.0)),
        ("CMYK", (0.0, 0.0, 0.0, 1.0)),
        ("PANTONE 289 C", (1.0,)),
    ]
