"""Every character of every text can be found in its file."""

import string

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from publisher.content.document import Document, Node
from publisher.content.reader import parse


def read_text(text: str) -> tuple[Document, Node]:
    """Return a file of one key "a" and its value."""
    document, findings = parse("x.yml", text)
    assert findings == []
    assert document is not None
    node = document.root.child("a")
    assert node is not None
    return document, node


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: two {{ x }}\n", 1, 8),
        ("a: 'it''s {{ x }}'\n", 1, 11),
        ('a: "a\\tb\\u00e9 {{ x }}"\n', 1, 16),
        ("a: |\n  One.\n\n  é😀 {{ x }}\n", 4, 6),
        ("a: |2-  # comment\n    in {{ x }}\n", 2, 8),
        ("a: >-\n  one\n  two {{ x }}\n", 3, 7),
        ("a: one\n  two {{ x }}\n", 2, 7),
        ('a: "one \\\n   two\n\n   {{ x }}"\n', 4, 4),
        ("a: |\r\n  One.\r\n  {{ x }}\r\n", 3, 3),
    ],
)
def test_place_of_an_expression(text: str, line: int, column: int) -> None:
    """The braces are found however the text is written: quoted, folded, in a block."""
    document, node = read_text(text)
    place = document.place(node, node.value.index("{{"))
    assert (place.line, place.column) == (line, column)


@given(
    value=st.text(
        string.ascii_letters + string.digits + " \n'\"\\:#{}|é😀", min_size=1
    ),
    style=st.sampled_from([None, "'", '"', "|", ">"]),
    width=st.integers(8, 40),
)
def test_place_points_at_the_character(
    value: str, style: str | None, width: int
) -> None:
    """In any style and width, the place of a visible character shows that character.

    Without quotes only words with a space between: "0E0" alone may be a number.
    """
    assume(style is not None or " " in value.strip())
    text = yaml.safe_dump(
        {"a": value}, default_style=style, width=width, allow_unicode=True
    )
    document, node = read_text(text)
    lines = text.splitlines()
    for offset, character in enumerate(value):
        place = document.place(node, offset)
        if not character.isspace():
            shown = lines[place.line - 1][place.column - 1]
            assert shown in {character, "\\"}


def test_place_of_the_ends() -> None:
    """The start is the first character inside the quotes, the end just after the last."""
    document, node = read_text("a: 'one two'\n")
    places = [document.place(node, offset).column for offset in (0, 3, 4, 7)]
    assert places == [5, 8, 9, 12]


def test_position_of_a_block_is_its_first_character() -> None:
    """A finding about a block text shows the text, not the mark before it."""
    document, node = read_text("a: |\n\n    text\n")
    assert str(document.position(node)) == "x.yml:3:5"
