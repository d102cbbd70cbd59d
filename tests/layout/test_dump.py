"""Pages as text: what a reviewer and a diff between two builds read."""

from __future__ import annotations

from dataclasses import replace

from publisher.figures.model import Drawing, DrawnText
from publisher.layout import pages_text
from publisher.layout.model import Layout
from publisher.narrative.model import Element, Text
from tests.layout.small import edition, figure, looks, note, p, part
from tests.square import face

RUNNING = {"running": ({"y": "8pt", "style": "running", "gutter": "{folio}"},)}


def test_a_line_of_the_dump_is_a_line_of_type() -> None:
    """Baseline and left edge from the corner of the trim, element, words.

    The baseline of a first line is 7.1 under the head of the type area at 10. Words in
    another face are in the same line; running lines are marked as artifacts.
    """
    text = (Text("aa "), Text("bb ", strong=True), Text("cc dddddd"))
    pages = edition(part("one", p("a", text)), style=looks(masters={"plain": RUNNING}))
    assert pages_text(pages) == (
        "=== page 1 (recto, 1) one\n"
        "   17.1   20.0  a  aa bb cc \n"
        "   27.1   20.0  a  dddddd\n"
        "    8.0   20.0  (Header)  1\n"
    )


def test_pages_follow_each_other_under_their_heads() -> None:
    """Side, folio if one is printed, part; an empty page has its head alone."""
    pages = edition(part("one", p("a", "aa")), part("two"))
    assert pages_text(pages) == (
        "=== page 1 (recto, no folio) one\n"
        "   17.1   20.0  a  aa\n"
        "\n"
        "=== page 2 (verso, no folio) two\n"
    )


def test_the_call_of_a_note_is_a_line_of_its_own() -> None:
    """It stands higher and belongs to the note; the body stands at the foot."""
    pages = edition(part("one", p("a", (Text("aa"), note("n", "bb"), Text(" cc")))))
    assert [line.split()[1:] for line in pages_text(pages).splitlines()[1:]] == [
        ["20.0", "a", "aa"],
        ["40.0", "n", "1"],
        ["46.2", "a", "cc"],
        ["20.0", "n", "1"],
        ["26.2", "n", "bb"],
    ]  # fmt: skip


def drawn(pages: Layout) -> Layout:
    label = DrawnText(0, 0, 0, 10, "black", face().shape("imports"))
    return replace(
        pages,
        drawings={
            "f": Drawing(100, 20, (label, replace(label, glyphs=face().shape("7"))))
        },
    )


def test_a_figure_is_its_size_and_its_words() -> None:
    """Before it is drawn its place, afterwards its labels in the order of painting too."""
    shown = Element("f", "Figure", "exhibit", exhibit="f")
    pages = edition(part("one", shown), exhibits=[figure()])
    place = (
        "=== page 1 (recto, no folio) one\n   10.0   20.0  f  [figure 100.0 × 20.0]\n"
    )
    assert pages_text(pages) == place
    assert pages_text(drawn(pages)) == place + " " * 16 + "imports | 7\n"


def test_no_pages_are_no_text() -> None:
    """An edition without parts."""
    assert pages_text(edition()) == ""
