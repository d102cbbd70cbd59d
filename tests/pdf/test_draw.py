"""Paint: what is on the page is what layout placed, where it placed it."""

from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from publisher.layout.model import Run
from publisher.pdf.content import Content, number
from publisher.pdf.text import Typecase
from tests.pdf.edition import fonts, job
from tests.pdf.reading import origins


def test_the_text_is_extracted_as_it_was_set(screen: Path) -> None:
    """Ligatures, minus signs and accents come out as they went in."""
    with pdfium.PdfDocument(screen) as pdf:
        first, second = (page.get_textpage().get_text_bounded() for page in pdf)
    assert "The deficit, −$129 billion" in first
    assert second.split("\r\n") == [
        "lished every year, see page 2.",
        "à la carte",
        "Years",
        "In billions",
        "By year",
        "Flows",
        "Exports Imports",
        "Goods",
        "2018 369.0 498.0",
        "Sum 369.0",
        "Rounded.",
        "The Bureau",
        "• fluffy",
        "2",
    ]


def test_glyphs_stand_where_layout_put_them(screen: Path) -> None:
    """Kerning, word spacing and tracking add up to layout's own advances, to 1/100 pt."""
    run = job().layout.pages[1].items[0]
    assert isinstance(run, Run)
    x = run.x
    found = origins(screen, 1)
    for text, advance, (character, at, up) in zip(
        run.glyphs.texts, run.advances, found, strict=False
    ):
        assert character == text
        assert at == pytest.approx(x, abs=0.01)
        assert up == pytest.approx(300 - run.y, abs=0.01)
        x += advance


def test_areas_and_paths_are_turned_upside_down_once(screen: Path) -> None:
    """The bar from (10, 10) to (30, 50) of a drawing at (20, 140) fills 30..50 x 110..150.

    The clip of 160 by 40 points from the drawing's top ends at 160.
    """
    with pikepdf.open(screen) as pdf:
        stream = pdf.pages[0].Contents.read_bytes().decode()
    assert "20 120 160 40 re W n" in stream
    assert "30 150 m 50 150 l 50 110 l 30 110 l h f" in stream
    assert "-9 -9 218 318 re f" in stream
    assert "/Artifact <</Type /Background /BBox [-9 -9 209 309]>> BDC" in stream
    # The label is turned a quarter anticlockwise.
    assert "0 1 -1 0 170 110 Tm" in stream


def test_a_made_hyphen_reads_as_soft_hyphen(screen: Path) -> None:
    """Its ActualText is U+00AD, and only the hyphen is in it."""
    with pikepdf.open(screen) as pdf:
        instructions = pikepdf.parse_content_stream(pdf.pages[0])
    spans = [
        (n, part.operands[1])
        for n, part in enumerate(instructions)
        if str(part.operator) == "BDC" and part.operands[0] == "/Span"
    ]
    [(at, facts)] = spans
    assert str(facts.ActualText) == "\N{SOFT HYPHEN}"
    assert [str(part.operator) for part in instructions[at + 1 : at + 3]] == [
        "Tj",
        "EMC",
    ]


def test_one_tag_is_one_stretch(screen: Path) -> None:
    """A link set in two runs, one after the other, is one piece of marked content.

    Page 1 shows 6 pieces of the paragraph, the link, 5 of the figure, 4 of the note and
    the title.
    """
    with pikepdf.open(screen) as pdf:
        instructions = pikepdf.parse_content_stream(pdf.pages[0])
    marks = [
        int(part.operands[1].MCID)
        for part in instructions
        if str(part.operator) == "BDC" and "/MCID" in part.operands[1]
    ]
    assert marks == list(range(15))


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.0, "1"), (0.125, "0.12"), (-0.001, "0"), (100.0, "100"), (-2.50, "-2.5")],
)
def test_numbers_are_short(value: float, text: str) -> None:
    """Two decimals at most, no trailing zeros, no negative zero."""
    assert number(value) == text


def test_state_is_set_on_change_only() -> None:
    """What a clip hides is set again after it; what is in force is not."""
    content = Content()
    for key, operator in (("fill", "0 g"), ("fill", "0 g"), ("width", "1 w")):
        content.state(key, operator)
    content.clip((0, 0, 5, 5))
    content.clip((0, 0, 5, 5))
    content.state("fill", "1 g")
    content.clip(None)
    content.state("fill", "0 g")
    content.state("fill", "1 g")
    assert str(content).split("\n") == [
        "0 g", "q 0 0 5 5 re W n", "1 g", "Q", "1 g",
    ]  # fmt: skip


def test_rounding_of_advances_does_not_add_up() -> None:
    """Spaces widened by 0.333 pt at 10 pt (33.3 thousandths): 3 of them make 100."""
    glyphs = fonts()["serif"].shape("a a a a")
    shown = Typecase(fonts()).show(glyphs, 10, 0.333)
    numbers = [int(part.split(">")[1] or 0) for part in shown[1:-4].split("<")[1:]]
    assert numbers == [-33, -34, -33, 0]


def test_one_glyph_for_two_texts_reads_as_the_plainer() -> None:
    """The space's glyph also sets thin spaces; readers search for the plain one."""
    case = Typecase(fonts())
    for text in ("a\N{THIN SPACE}b", "a b", "a\N{THIN SPACE}b"):
        case.show(fonts()["serif"].shape(text), 10)
    [usage] = case.usages
    assert sorted(usage.texts.values()) == [" ", "a", "b"]
