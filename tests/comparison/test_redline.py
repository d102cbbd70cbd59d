"""The redline opened with another library: what is marked, what is said, what is heard."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as c
import pytest

from publisher.comparison import redline
from publisher.comparison.redline import BAR, COLUMN, RULE, STROKE
from publisher.comparison.remarks import Remark
from tests.comparison.small import two
from tests.mini import CONTENTS, KITES, YEARLY, Edit, call
from tests.pdf.reading import tag_lines

EDITS: tuple[Edit, ...] = (
    (CONTENTS, "Testland is invented.", "Testland is made up."),
    (CONTENTS, "So are its kites,", "So are its paper kites,"),
    (CONTENTS, "exports *grew* in every year;", "exports *grew* every year;"),
    (CONTENTS, "that it sold in", "that it probably sold in"),
    (KITES, "title: Recent years", "title: Latest years"),
    (YEARLY, "2025,01,3500,2000", "2025,01,3500,2100"),
)
COVER = "content/front/cover.yml"
DARK, LIGHT = (176, 0, 42), (255, 210, 77)
Colour = tuple[int, int, int]
NEAR = 0.2

Rect = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the bottom-left of the page."""


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the redline of the mini edition with all the edits."""
    old, new = two(tmp_path_factory.mktemp("redline"), *EDITS)
    path = new / "redline.pdf"
    ran = call("diff", f"{old}:2025", "2025", new, "--redline", path)
    assert (ran.code, ran.err) == (0, "")
    return path


def rects(page: pdfium.PdfPage, ink: Colour = DARK) -> Iterator[Rect]:
    """Yield the rectangles of a page that are painted in the ink of marks."""
    colour = [ctypes.c_uint() for _ in range(4)]
    edges = [ctypes.c_float() for _ in range(4)]
    for n in range(c.FPDFPage_CountObjects(page.raw)):
        item = c.FPDFPage_GetObject(page.raw, n)
        if c.FPDFPageObj_GetType(item) == c.FPDF_PAGEOBJ_PATH:
            c.FPDFPageObj_GetFillColor(item, *colour)
            if tuple(part.value for part in colour[:3]) == ink:
                c.FPDFPageObj_GetBounds(item, *edges)
                left, bottom, right, top = (edge.value for edge in edges)
                yield left, bottom, right, top


def characters(page: pdfium.PdfPage) -> list[tuple[str, float, float, float]]:
    """Return each character of a page: left and right edge, and baseline."""
    text = page.get_textpage()
    box = [ctypes.c_double() for _ in range(4)]
    x, y = ctypes.c_double(), ctypes.c_double()
    found = []
    for n in range(text.count_chars()):
        c.FPDFText_GetCharBox(text.raw, n, *box)
        c.FPDFText_GetCharOrigin(text.raw, n, x, y)
        character = chr(c.FPDFText_GetUnicode(text.raw, n))
        found.append((character, box[0].value, box[1].value, y.value))
    return found


def underlined(page: pdfium.PdfPage, ink: Colour = DARK) -> list[str]:
    """Return the words under which a rule runs, in reading order."""
    rules = [each for each in rects(page, ink) if abs(each[3] - each[1] - RULE) < NEAR]
    rules = [each for each in rules if each[2] - each[0] > 2 * BAR]
    words = ""
    for character, left, right, y in characters(page):
        middle = (left + right) / 2
        is_marked = any(a <= middle <= b and 0 < y - top < 6 for a, _, b, top in rules)
        words += character if is_marked and character.strip() else " "
    return words.split()


def upright(page: pdfium.PdfPage, width: float) -> list[Rect]:
    """Return the strokes or bars of a width, but for the line beside the page."""
    trim = page.get_width() - COLUMN
    return [
        each
        for each in rects(page)
        if abs(each[2] - each[0] - width) < NEAR and each[3] - each[1] > 4 * RULE
        if each[2] < trim - 1
    ]


def beside(page: pdfium.PdfPage) -> str:
    """Return the words in the column beside a page."""
    text = page.get_textpage()
    words = text.get_text_bounded(left=page.get_width() - COLUMN)
    return re.sub(r"\s+", " ", words).strip()


def test_every_changed_word_is_underlined_and_nothing_else(marked: Path) -> None:
    """Words, a note, a title and figures that changed by hand; those around them are bare.

    Of kites, imports of 2025 are 2.1 instead of 2.0: so the balance is 1.4, the cover 166.7
    and the growth 10.5.
    """
    with pdfium.PdfDocument(marked) as pdf:
        found = [underlined(page) for page in pdf]
    assert found[0] == []
    assert sorted(found[1]) == sorted(["made", "up", "paper", "probably"])
    assert found[2] == ["$1.4", "10.5%", "Latest", "2.1", "1.4", "166.7"]
    assert not any(found[3:])


def test_lost_words_have_a_stroke(marked: Path) -> None:
    """“in” is gone before “every”: one stroke on the page, just left of that word."""
    with pdfium.PdfDocument(marked) as pdf:
        page = pdf[1]
        (stroke,) = upright(page, STROKE)
        letters = characters(page)
        text = "".join(letter for letter, *_ in letters)
        every = letters[text.index("every year;")]
    assert 0 <= every[1] - stroke[2] < 2
    assert stroke[1] <= every[3] + 1 <= stroke[3]


def test_a_bar_stands_beside_each_line_with_marks(marked: Path) -> None:
    """None on the cover, whose words are the same; all are left of their lines."""
    with pdfium.PdfDocument(marked) as pdf:
        assert upright(pdf[0], BAR) == []
        for page in (pdf[1], pdf[2]):
            bars = upright(page, BAR)
            for left, bottom, right, top in rects(page):
                middle = (bottom + top) / 2
                if abs(top - bottom - RULE) < NEAR and right - left > 2 * BAR:
                    assert any(
                        bar[2] < left and bar[1] - 3 <= middle <= bar[3] + 3
                        for bar in bars
                    )


def test_what_the_words_were_stands_beside_them(marked: Path) -> None:
    """Old words, lost words, and the figure that was drawn anew; nothing where none differ."""
    with pdfium.PdfDocument(marked) as pdf:
        said = [beside(page) for page in pdf]
    assert said[0] == said[3] == ""
    assert "“made up” was “invented”" in said[1]
    assert "Gone: “in”" in said[1]
    assert "“Latest” was “Recent”" in said[2]
    assert "is drawn anew" in said[2]


def test_the_pages_are_those_of_the_edition(marked: Path) -> None:
    """The same number of pages and one at the end, each wider by the column."""
    call("build", marked.parent)
    (built,) = (marked.parent / "output/2025").glob("*-screen.pdf")
    with pdfium.PdfDocument(built) as own, pdfium.PdfDocument(marked) as pdf:
        assert len(pdf) == len(own) + 1
        for page, wide in zip(own, pdf, strict=False):
            assert wide.get_width() == pytest.approx(page.get_width() + COLUMN)
            assert wide.get_height() == page.get_height()
            text = wide.get_textpage().get_text_bounded(right=page.get_width())
            whole = page.get_textpage().get_text_bounded()
            assert re.sub(r"\s+", "", text) == re.sub(r"\s+", "", whole)


def test_the_remarks_are_heard_after_the_edition(marked: Path) -> None:
    """In a part of their own: a heading, how many changes there are, and page by page."""
    lines = [line.strip() for line in tag_lines(marked)]
    first = next(n for n, line in enumerate(lines) if "Changes from" in line)
    after = "\n".join(lines[first:])
    assert "“made up” was “invented”" in after
    assert after.index("Page 2") < after.index("“made up”") < after.index("Page 3")
    assert "Underlined: new or changed words." in after
    assert "Testland is made up." in "\n".join(lines[:first])


def test_the_file_says_what_it_is(marked: Path) -> None:
    """Its title is that of a comparison, so that nobody takes it for the edition."""
    with pikepdf.open(marked) as pdf:
        assert "changes from" in str(pdf.docinfo["/Title"])


def test_the_same_two_editions_give_the_same_bytes(marked: Path) -> None:
    """Nothing in the file depends on when it is made."""
    again = marked.with_name("again.pdf")
    old = marked.parents[2] / "old/mini"
    call("diff", f"{old}:2025", "2025", marked.parent, "--redline", again)
    assert again.read_bytes() == marked.read_bytes()


def test_what_has_no_page_stands_at_the_end(tmp_path: Path) -> None:
    """A table that is gone is named beside the page, and its words stand on the last page."""
    old, new = two(tmp_path)
    kites = new / KITES
    text = kites.read_text(encoding="utf-8")
    start, end = (
        text.index("      - table:"),
        text.index("    otherwise:\n      - text: No"),
    )
    kites.write_text(text[:start] + text[end:], encoding="utf-8")
    path = new / "redline.pdf"
    assert call("diff", f"{old}:2025", "2025", new, "--redline", path).code == 0
    with pdfium.PdfDocument(path) as pdf:
        assert "Gone, see the end: “Recent years”" in beside(pdf[2])
        last = pdf[len(pdf) - 1].get_textpage().get_text_bounded()
    assert "Gone: Recent years" in last
    assert "2025 | 3.5 | 2.0 | 1.5 | 175.0" in last


def test_marks_on_a_dark_ground_are_light(tmp_path: Path) -> None:
    """The cover is navy: its rules are yellow, and none is dark."""
    old, new = two(
        tmp_path, (COVER, "Test data, not facts:", "Tested data, not facts:")
    )
    path = new / "redline.pdf"
    call("diff", f"{old}:2025", "2025", new, "--redline", path)
    with pdfium.PdfDocument(path) as pdf:
        assert underlined(pdf[0], LIGHT) == ["Tested"]
        assert underlined(pdf[0], DARK) == []


def test_remarks_that_find_no_room_stand_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a hundred remarks on one page as many stand beside it as fit; none is lost."""
    many = [Remark(f"number-{n:02}", "", 2, 100.0) for n in range(100)]
    monkeypatch.setattr(redline, "remarks", lambda *_: many)
    old, new = two(tmp_path, *EDITS)
    path = new / "redline.pdf"
    assert call("diff", f"{old}:2025", "2025", new, "--redline", path).code == 0
    with pdfium.PdfDocument(path) as pdf:
        here = beside(pdf[2]).split()[2:]
        end = [
            word
            for n in range(4, len(pdf))
            for word in pdf[n].get_textpage().get_text_bounded().split()
        ]
        lowest = min(y for *_, y in characters(pdf[2]))
    assert [*here, *end[end.index("more") + 1 :]] == [each.words for each in many]
    assert 30 < len(here) < 60
    assert lowest > 20


@pytest.mark.parametrize(
    ("wanted", "tops"),
    [
        ([10, 50], [10, 50]),
        ([10, 12], [10, 20]),
        ([0, 95], [5, 90]),
        ([95, 95, 95], [70, 80, 90]),
    ],
)
def test_remarks_stand_near_their_words_and_never_over_each_other(
    wanted: list[float], tops: list[float]
) -> None:
    """Each is 10 high, between 5 and 100."""
    assert redline._spread(wanted, [10.0] * len(wanted), 5, 100) == tops
