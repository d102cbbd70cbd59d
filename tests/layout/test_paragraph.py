"""Paragraphs in the square font at size 10: letters are 10 wide, spaces and marks 5."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.errors import Finding
from publisher.layout.lines import Line
from publisher.layout.model import Box, Run, Tag
from publisher.layout.paragraph import Paragraph, Setting, compose
from publisher.narrative.model import Inline, Link, Note, Ref, Text
from publisher.provenance import Position
from tests.square import fonts, style


def setting(**folios: str) -> Setting:
    return Setting(fonts(), "en-US", folios)


def composed(
    content: str | tuple[Inline, ...], width: float, **looks: object
) -> Paragraph:
    """Compose without findings."""
    inline = (Text(content),) if isinstance(content, str) else content
    where = setting()
    indent = looks.pop("first_indent", 0.0)
    assert isinstance(indent, float)
    result = compose(inline, "p", style(**looks), width, where, first_indent=indent)
    assert where.findings == []
    return result


def read(line: Line) -> str:
    """Return the text that a reader copies from a line."""
    return "".join(
        run.glyphs.text if run.actual is None else run.actual for run in line.runs
    )


def seen(paragraph: Paragraph) -> list[str]:
    """Return what stands on each line, hyphens of divisions too."""
    return [
        "".join(run.glyphs.text for run in line.runs).strip()
        for line in paragraph.lines
    ]


def right_edge(run: Run) -> float:
    return run.x + run.width


def test_lines_are_broken_at_spaces() -> None:
    """Four letters and a space are 45 points: two words to a measure of 90."""
    paragraph = composed("aaaa bbbb cccc dddd", 90)
    assert seen(paragraph) == ["aaaa bbbb", "cccc dddd"]
    assert [line.width for line in paragraph.lines] == [85, 85]
    assert paragraph.height == 24


def test_one_run_for_each_look() -> None:
    """Plain words before, strong words, plain words after; each begins where the last ends."""
    content = (Text("aa "), Text("bb", strong=True, ink="deficit"), Text(" cc dd"))
    [line] = composed(content, 200).lines
    assert [(run.x, run.glyphs.face, run.ink) for run in line.runs] == [
        (0, "square", "black"),
        (25, "tall", "deficit"),
        (45, "square", "black"),
    ]
    assert [run.tag for run in line.runs] == [Tag("p", 0), Tag("p", 1), Tag("p", 2)]


def test_the_space_at_the_end_of_a_line_is_read_but_has_no_width() -> None:
    """Or a screen reader would join the last word to the next."""
    first, second = composed("aaaa bbbb", 50).lines
    assert read(first) + read(second) == "aaaa bbbb"
    assert right_edge(first.runs[-1]) == 40
    [justified, _] = composed("aa bb cc", 50, align="justify").lines
    assert read(justified) == "aa bb "
    assert right_edge(justified.runs[-1]) == pytest.approx(50)


@pytest.mark.parametrize(
    ("align", "x"), [("left", 0), ("right", 60), ("center", 30), ("justify", 0)]
)
def test_lines_stand_where_they_are_aligned(align: str, x: float) -> None:
    """A last line of 40 on a measure of 100."""
    [line] = composed("aaaa", 100, align=align).lines
    assert line.runs[0].x == x


def test_a_first_indent_moves_and_shortens_the_first_line_only() -> None:
    """Two words no longer fit beside an indent of 10 on a measure of 90."""
    paragraph = composed("aaaa bbbb cccc", 90, first_indent=10.0)
    assert seen(paragraph) == ["aaaa", "bbbb cccc"]
    assert [line.runs[0].x for line in paragraph.lines] == [10, 0]


def test_justified_lines_widen_their_spaces() -> None:
    """Two spaces take up a slack of 4: each is 2 wider; the last line stays as it is."""
    first, last = composed("aa bb cc dd", 74, align="justify").lines
    assert [run.spaces for run in first.runs] == [2]
    assert right_edge(first.runs[-1]) == 74
    assert (last.runs[0].spaces, last.width) == (0, 20)


def test_beyond_their_limit_letters_help_a_little() -> None:
    """A slack of 3.2: one space may well grow by 2.5; the rest spaces 9 glyphs by 0.0777."""
    first, _ = composed("aaaa aaaa bbbbbbbb", 88.2, align="justify").lines
    [run] = first.runs
    assert run.tracking == pytest.approx(0.7 / 9)
    assert run.spaces + run.tracking == pytest.approx(2.5 + 0.7 / 9)
    assert first.width == pytest.approx(88.2)


def test_marks_hang_out_of_a_justified_edge() -> None:
    """Half a comma (2.5) to the right, two fifths of a quotation mark (2) to the left."""
    content = "aa bb, “cc dd ee"
    first, second = composed(content, 48.0, align="justify").lines[:2]
    assert right_edge(first.runs[-1]) == pytest.approx(48 + 2.5)
    assert second.runs[0].x == -2
    assert right_edge(second.runs[-1]) == pytest.approx(48)
    assert composed(content, 48.0).lines[1].runs[0].x == 0


def test_a_division_adds_a_hyphen_that_is_not_read() -> None:
    """The hyphen is a run of its own; the word is read whole."""
    paragraph = composed("xxxx manufacturing", 110, align="justify", hyphenate=True)
    assert seen(paragraph)[0] == "xxxx manu-" or seen(paragraph)[0].endswith("-")
    hyphen = paragraph.lines[0].runs[-1]
    assert (hyphen.glyphs.text, hyphen.actual) == ("-", "")
    assert "".join(map(read, paragraph.lines)) == "xxxx manufacturing"


def test_soft_hyphens_are_divisions_of_the_author() -> None:
    """Taken where needed, not shown elsewhere, and no other division is made."""
    assert seen(composed("aaaa manu\u00adfacturing", 100)) == [
        "aaaa manu-",
        "facturing",
    ]
    assert seen(composed("manu\u00adfacturing", 200)) == ["manufacturing"]


def test_a_ligature_is_undone_by_a_division_through_it() -> None:
    """One glyph of 10 for "fi" when whole, f and i of 10 each when parted."""
    whole = composed("xxf\u00adixx", 100).lines[0]
    assert whole.width == 50
    parted = composed("xxf\u00adixx aa", 49)
    assert [line.width for line in parted.lines] == [35, 30, 20]


def test_the_hyphen_is_part_of_the_measure() -> None:
    """The first line would be 60 with it: hang and space save 3.5 of 4."""
    paragraph = composed("aa bbb\u00adcc", 56, align="justify")
    assert seen(paragraph) == ["aa", "bbbcc"]


def test_a_mark_that_hangs_makes_room_in_the_first_line() -> None:
    """The first line is 50 long, and a quotation mark hangs out by 2 of the measure of 48."""
    paragraph = composed("“aa bb cccc", 48, align="justify")
    assert seen(paragraph) == ["“aa bb", "cccc"]
    assert paragraph.lines[0].runs[0].x == -2


def test_lines_that_were_told_to_end_are_read_apart() -> None:
    """Else "aa" and "bb" would be one word to a screen reader."""
    assert [read(line) for line in composed("aa\nbb", 90).lines] == ["aa ", "bb"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("aaaa-bbbb", ["aaaa-", "bbbb"]),  # after a hyphen
        ("aaaa—bbbb", ["aaaa—", "bbbb"]),  # after an em dash
        ("aaaa/bbbb", ["aaaa/", "bbbb"]),  # after a slash
        ("aaaa–bbbb", ["aaaa–", "bbbb"]),  # after an en dash between words
        ("aaa bb\u00a0cc", ["aaa", "bb\u00a0cc"]),  # never at a no-break space
        ("aaa bb\u202f%", ["aaa", "bb\u202f%"]),  # nor at a narrow one
        ("aaa b\u2011cc", ["aaa", "b\u2011cc"]),  # nor at a no-break hyphen
        ("aaa 1–2", ["aaa", "1–2"]),  # nor in a range
        ("aaa F-35", ["aaa", "F-35"]),  # nor in a designation
        ("aaa bb !", ["aaa", "bb !"]),  # nor before a mark
        ("aaa ( bb", ["aaa", "( bb"]),  # nor after an opening one
        ("aaaa\nbb", ["aaaa", "bb"]),  # at a line feed, always
    ],
)
def test_where_lines_may_end(text: str, shown: list[str]) -> None:
    """On a measure of five letters."""
    assert seen(composed(text, 50)) == shown


def test_addresses_break_without_a_hyphen() -> None:
    """After a slash, and never inside a word of theirs."""
    address = "https://www.ab.gov/trade/balance"
    paragraph = composed(address, 190, hyphenate=True)
    assert "".join(seen(paragraph)) == address
    assert all(line.endswith("/") for line in seen(paragraph)[:-1])


def test_headings_are_balanced_and_set_in_capitals() -> None:
    """Two lines of nearly one length, not a full one and a rest."""
    paragraph = composed("aaaa bbbb cccc dddd e", 180, balance=True, capitals=True)
    assert seen(paragraph) == ["AAAA BBBB", "CCCC DDDD E"]


def test_tracking_is_part_of_the_measure() -> None:
    """Four letters and four times one point."""
    [line] = composed("aaaa", 100, tracking="1pt").lines
    assert line.width == 44
    assert right_edge(line.runs[0]) == 44


def test_a_note_is_called_by_a_raised_figure() -> None:
    """The square font has no superior figures: smaller, higher, in the note's own tag."""
    note = Note("n1", "1", (Text("body"),))
    [line] = composed((Text("aa"), note, Text(" bb")), 100).lines
    call = line.runs[1]
    assert line.notes == (note,)
    assert (call.glyphs.text, call.tag) == ("1", Tag("n1", 0))
    assert (call.x, call.size, call.y) == (20, pytest.approx(6.2), pytest.approx(-3.3))


def test_a_note_stays_with_its_word() -> None:
    """Its line is the one on which the word ends."""
    note = Note("n1", "1", (Text("body"),))
    paragraph = composed((Text("aaaa bbbb"), note), 90)
    assert seen(paragraph) == ["aaaa", "bbbb1"]
    assert [line.notes for line in paragraph.lines] == [(), (note,)]
    assert seen(composed((Text("aaaa bbbb "), note), 90)) == ["aaaa", "bbbb 1"]


def test_a_link_over_two_lines_has_two_areas() -> None:
    """As high as the face (8 up, 2 down), as wide as its words on that line."""
    link = Link("l", "https://example.org", (Text("bb "), Text("cccc", strong=True)))
    first, second = composed((Text("aa "), link), 50).lines
    [one], [two] = first.links, second.links
    assert one.box == Box(25, -8, 20, 10)
    assert two.box == Box(0, -8, 40, 10)
    assert {(area.element, area.uri, area.text) for area in (one, two)} == {
        ("l", "https://example.org", "bb cccc")
    }
    assert second.runs[0].tag == Tag("l", 1)


def test_a_reference_prints_the_folio_of_its_target() -> None:
    """Until pages are known "00" holds its place."""
    content = (Text("page "), Ref("r", "glossary", "page"))
    known = compose(content, "p", style(), 200, setting(glossary="27"))
    assert seen(known) == ["page 27"]
    [area] = known.lines[0].links
    assert (area.target, area.uri, area.box.x) == ("glossary", None, 45)
    assert seen(compose(content, "p", style(), 200, setting())) == ["page 00"]


def test_spaces_count_once_and_not_at_the_ends() -> None:
    """Across the borders of texts too; nothing at all gives no line."""
    assert seen(composed((Text("  aa "), Text("  bb  ")), 100)) == ["aa bb"]
    assert composed("  ", 100).lines == ()
    assert composed((), 100).height == 0


def test_a_character_that_the_face_lacks_is_a_finding() -> None:
    """With its place, code and name; once, however often it is composed."""
    where, place = setting(), Position("content/x.yml", 3, 5)
    for _ in range(2):
        compose(
            (Text("a→→q"), Text("q", strong=True)),
            "p",
            style(),
            99,
            where,
            position=place,
        )
    assert [(each.code, each.position) for each in where.findings] == [
        ("FACE-02", place)
    ] * 2
    assert where.findings[0].message.startswith("→ (U+2192 RIGHTWARDS ARROW) in “")
    assert where.findings[1].message == (
        "q (U+0071 LATIN SMALL LETTER Q) in “q” is not in the face 'tall'"
    )


def test_a_word_too_wide_for_the_measure_is_a_finding() -> None:
    """It is set whole on a line of its own, and named with what it lacks."""
    where = setting()
    paragraph = compose((Text("aa bbbbbbbb cc"),), "p", style(), 50, where)
    assert seen(paragraph) == ["aa", "bbbbbbbb", "cc"]
    [finding] = where.findings
    assert isinstance(finding, Finding)
    assert finding.code == "LAYOUT-02"
    assert "'bbbbbbbb'" in finding.message
    assert "30.0 pt too long" in finding.message


WORDS = st.lists(
    st.text("abcdefgiAV.,-—“”\u00a0\u00ad1", min_size=1, max_size=9),
    min_size=1,
    max_size=25,
)
LOOKS = st.fixed_dictionaries(
    {
        "align": st.sampled_from(["justify", "left", "right", "center"]),
        "hyphenate": st.booleans(),
    }
)


@settings(deadline=None)
@given(WORDS, st.floats(60, 300), LOOKS, st.integers(0, 25))
def test_nothing_is_lost_and_nothing_stands_out(
    words: list[str], width: float, looks: dict[str, object], split: int
) -> None:
    """Over random words in two texts.

    Lines joined are the content; each is within the measure but for what marks hang out
    and findings say; justified lines with a space end at the measure; composing twice
    gives the same.
    """
    texts = [" ".join(words[:split]), " ".join(words[split:])]
    content = (Text(texts[0] + " "), Text(texts[1], strong=True))
    where = setting()
    paragraph = compose(content, "p", style(**looks), width, where)
    joined = "".join(map(read, paragraph.lines))
    assert joined == re.sub(
        " +", " ", "".join(t.text for t in content).replace("\u00ad", "")
    ).strip(" ")
    assert compose(content, "p", style(**looks), width, where) == paragraph
    hang = 2.5 if looks["align"] == "justify" else 0
    for n, line in enumerate(paragraph.lines):
        runs = line.runs
        assert right_edge(runs[-1]) - runs[0].x == pytest.approx(line.width)
        assert runs[0].x >= -hang
        assert right_edge(runs[-1]) <= width + hang + 0.01 or where.findings
        stretches = any(" " in run.glyphs.text[:-1] for run in runs)
        if (
            looks["align"] == "justify"
            and n + 1 < len(paragraph.lines)
            and stretches
            and not line.excess
        ):
            assert right_edge(runs[-1]) >= width - 0.01


def test_a_unit_tied_to_its_number_is_not_divided() -> None:
    """On 45 points "billion" divides; tied to a figure it would rather stand out."""
    where = setting()
    looks = style(align="left", hyphenate=True)
    tied = compose((Text("9\u00a0billion"),), "p", looks, 45, where)
    assert seen(composed("billion", 45, align="left", hyphenate=True)) == [
        "bil-",
        "lion",
    ]
    assert seen(tied) == ["9\u00a0billion"]
    assert [finding.code for finding in where.findings] == ["LAYOUT-02"]
