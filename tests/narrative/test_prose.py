"""Prose becomes words with looks; numbers in it stay bound; bad markup has its place."""

from pathlib import Path

import pytest

from publisher.narrative.model import Link, Note, Ref, Text, plain
from publisher.provenance import Position
from tests.narrative.edition import document, element, findings, shapes

NBSP = "\N{NO-BREAK SPACE}"


def words(root: Path, text: str) -> tuple[object, ...]:
    """Return the content of the first paragraph of a text block."""
    block = "- text: |\n" + "".join(f"    {line}\n" for line in text.split("\n"))
    return element(document(root, block), "total/text-1/1").content


def test_looks(tmp_path: Path) -> None:
    """Emphasis and strong are looks of the words, and can be both."""
    assert words(tmp_path, "a *b* **c *d*** e") == (
        Text("a "),
        Text("b", emphasis=True),
        Text(" "),
        Text("c ", strong=True),
        Text("d", strong=True, emphasis=True),
        Text(" e"),
    )


def test_paragraphs_and_broken_lines(tmp_path: Path) -> None:
    """A blank line parts paragraphs; a single line break is a space."""
    made = document(
        tmp_path,
        """
        - text: |
            One
            line.

            Another.
        """,
    )
    block = element(made, "total/text-1")
    assert [plain(child.content) for child in block.children] == [
        "One line.",
        "Another.",
    ]
    assert [child.id for child in block.children] == [
        "total/text-1/1",
        "total/text-1/2",
    ]
    assert {(child.role, child.style) for child in block.children} == {("P", "body")}


def test_words_of_another_language(tmp_path: Path) -> None:
    """They know it, with the markup within; other brackets and braces stay what they are."""
    assert words(
        tmp_path, "The [*à la* carte]{lang=fr} [a]{lang=} [b](https://c.de) d"
    ) == (
        Text("The "),
        Text("à la", emphasis=True, lang="fr"),
        Text(" carte", lang="fr"),
        Text(" [a]{lang=} "),
        Link("total/text-1/1/link-1", "https://c.de", (Text("b"),)),
        Text(" d"),
    )


def test_a_quotation_is_set_apart(tmp_path: Path) -> None:
    """It holds its own paragraphs; one whose words are for other data is not there."""
    made = document(
        tmp_path,
        """
        - text: |
            Said:

            > One.
            >
            > Two.

            > {{ '' }}
        """,
    )
    block = element(made, "total/text-1")
    assert [(e.role, e.id) for e in block.children] == [
        ("P", "total/text-1/1"),
        ("BlockQuote", "total/text-1/2"),
    ]
    assert [plain(e.content) for e in block.children[1].children] == ["One.", "Two."]


def test_a_result_is_bound_and_never_read_as_markup(tmp_path: Path) -> None:
    """The printed figure knows its file, line and column, and its cells."""
    text, figure, rest = words(tmp_path, "A **{{ balance() | short }}**!")
    assert (text, rest) == (Text("A "), Text("!"))
    assert isinstance(figure, Text)
    assert (figure.text, figure.strong) == ("−$8.0bn", True)
    assert figure.spoken == "minus 8.0 billion dollars"
    (bound,) = figure.bound
    # line 7 of the file: the title block is line 5, the text begins on line 7, column 7
    assert bound.position == Position("total.yml", 7, 14)
    assert bound.expression == "balance() | short"
    assert {cell.line for cell in bound.cells} == {2025}


def test_what_an_expression_prints_is_no_markup(tmp_path: Path) -> None:
    """A star or bracket that comes out of an expression is printed as it is."""
    (text,) = words(tmp_path, "{{ '*a* [b](c) <d>' }}")
    assert text == Text("*a* [b](c) <d>")


def test_ink_reaches_the_words(tmp_path: Path) -> None:
    """A deficit is printed in its ink."""
    (figure,) = words(tmp_path, "{{ balance() | abs | billions | ink }}")
    assert isinstance(figure, Text)
    assert figure.ink == "deficit"


def test_quotes_become_curly_around_results_too(tmp_path: Path) -> None:
    """Straight quotes are the keyboard's, not the printer's."""
    content = words(tmp_path, '"it\'s" and "{{ year }}"')
    assert "".join(text.text for text in content) == "“it’s” and “2025”"  # type: ignore[attr-defined]


def test_typed_numbers_keep_their_units_and_are_spoken(tmp_path: Path) -> None:
    """A number and "percent" do not part; a range and a minus are said in words."""
    content = words(tmp_path, "From 1989–{{ year }}, 10 percent of −$3 billion.")
    assert content == (
        Text("From 1989"),
        Text("–", spoken=" to "),
        content[2],
        Text(f", 10{NBSP}percent of "),
        Text(f"−$3{NBSP}billion", spoken="minus 3 billion dollars"),
        Text("."),
    )


def test_links(tmp_path: Path) -> None:
    """A link keeps its words and its address."""
    content = words(tmp_path, "See [the *source*](https://example.org/a).")
    link = content[1]
    assert link == Link(
        "total/text-1/1/link-1",
        "https://example.org/a",
        (Text("the "), Text("source", emphasis=True)),
    )


def test_references(tmp_path: Path) -> None:
    """A part's id leads to its root; # stands for the folio and does not break away."""
    content = words(tmp_path, "See [the total](#total) on [page #](#total).")
    assert content == (
        Text("See "),
        Ref("total/text-1/1/ref-1", "total/part", "text", "the total"),
        Text(f" on page{NBSP}"),
        Ref("total/text-1/1/ref-2", "total/part", "page"),
        Text("."),
    )


def test_notes(tmp_path: Path) -> None:
    """Notes are numbered within the part and hold markup, figures and brackets."""
    made = document(
        tmp_path,
        """
        - text: |
            One.^[A *title* [sic], {{ year }}.]

            Two.^[The "second".]
        """,
    )
    first = element(made, "total/text-1/1").content[1]
    second = element(made, "total/text-1/2").content[1]
    assert isinstance(first, Note)
    assert isinstance(second, Note)
    assert (first.id, first.label, second.label) == ("total/note-1", "1", "2")
    assert plain(first.content) == "A title [sic], 2025."
    assert first.content[1] == Text("title", emphasis=True)
    assert first.content[3].bound[0].position.column == 33  # type: ignore[union-attr]
    assert plain(second.content) == "The “second”."


def test_lists(tmp_path: Path) -> None:
    """Lists are L, LI, Lbl and LBody; one list may stand in another."""
    made = document(
        tmp_path,
        """
        - text: |
            Some:

            - first
            - second
              - inner

            3. third
        """,
    )
    block = element(made, "total/text-1")
    assert [child.role for child in block.children] == ["P", "L", "L"]
    bullets, numbers = block.children[1:]
    assert [item.role for item in bullets.children] == ["LI", "LI"]
    label, body = bullets.children[1].children
    assert (label.role, plain(label.content)) == ("Lbl", "•")
    assert [child.role for child in body.children] == ["P", "L"]
    assert plain(numbers.children[0].children[0].content) == "3."
    ids = [each.id for each in made.elements()]
    assert len(ids) == len(set(ids))


def test_a_title_that_looks_like_a_list_is_a_title(tmp_path: Path) -> None:
    """A line of prose is one paragraph whatever it begins with."""
    made = document(tmp_path, '- heading: "1. The first"')
    assert plain(element(made, "total/heading-1").content) == "1. The first"


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("# Head", "MARK-01", "#"),
        ("a `b` c", "MARK-01", "b`"),
        ("a <br> c", "MARK-01", "<br>"),
        ("a ![b](c)", "MARK-01", "b]"),
        ("a\n\n***", "MARK-01", "***"),
        ("a [b](ftp://c)", "MARK-03", "](ftp"),
        ("a [b](https://c/{{ year }})", "MARK-03", "](https"),
        ("a ^[b ^[c]]", "MARK-04", "^[c"),
        ("a [](#total)", "MARK-05", "(#total"),
        ("a [b](#totla)", "REF-01", "(#totla"),
        ("in 2018-2025 a", "TYPE-01", "-2025"),
        ("in {{ year }}-2030 a", "TYPE-01", "-2030"),
        ("at -3 degrees", "TYPE-02", "-3"),
        ("two  spaces", "TYPE-03", "  spaces"),
        ("private \ue000", "TYPE-04", "\ue000"),
        ("{{ yaer }}", "EXPR-02", "yaer"),
        ("{{ balance(year=1999) | short }}", "DATA-29", "balance"),
        ("- a\n  - b\n    - c", "MARK-02", "- c"),
    ],
)
def test_faults_of_prose_have_their_place(
    tmp_path: Path, text: str, code: str, at: str
) -> None:
    """Each fault is one finding, on the line and column of what is wrong."""
    block = "- text: |\n" + "".join(f"    {line}\n" for line in text.split("\n"))
    (finding,) = findings(tmp_path, block)
    assert finding.code == code
    before, _, _ = text.partition(at)
    line = 7 + before.count("\n")
    column = 7 + len(before.rpartition("\n")[2])
    assert finding.position == Position("total.yml", line, column)


@pytest.mark.parametrize(
    "text",
    [
        "plug-in cars, NSF 07-329, 202-555-0100, 2026-10-31, FT-900",
        "a well-known 3-year plan, pre-2018",
        "[a](https://example.org/2018-2025) and https://example.org/1-2",
        r"vote 50\-50",
        "- 3 items\n- 4 more",
        "1.  one",
        "*-ed* is an ending",
    ],
)
def test_sound_typography_is_left_alone(tmp_path: Path, text: str) -> None:
    """Compounds, numbers of reports and telephones, dates, addresses, list marks."""
    block = "- text: |\n" + "".join(f"    {line}\n" for line in text.split("\n"))
    assert findings(tmp_path, block) == []


def test_shapes_of_a_rich_paragraph(tmp_path: Path) -> None:
    """Text, link, note and reference keep their order."""
    content = words(tmp_path, "a [b](https://c.d) e^[f] [g](#total)")
    assert shapes(content) == ["Text", "Link", "Text", "Note", "Text", "Ref"]  # type: ignore[arg-type]
