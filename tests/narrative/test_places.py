"""Printed words know where they were written, however they were marked up."""

import pickle
from pathlib import Path

import pytest

from publisher.narrative.model import Inline, Link, Note, Text
from publisher.provenance import Places, Position
from tests.narrative.edition import document


def placed(content: tuple[Inline, ...], word: str) -> tuple[int, int] | None:
    """Return line and column of a word in some content."""
    for piece in content:
        if isinstance(piece, Link | Note):
            found = placed(piece.content, word)
            if found:
                return found
        elif isinstance(piece, Text) and word in piece.text and piece.places:
            at = piece.places.at(piece.text.index(word))
            return at.line, at.column
    return None


TEXTS = {
    "plain": "- text: Before ⟨7⟩ after.",
    "a block of lines": "- text: |\n    One line,\n    then ⟨7⟩ here.",
    "folded": "- text: >-\n    One line,\n    then ⟨7⟩ here.",
    "quoted": '- text: "Before \\u2013 ⟨7⟩ after."',
    "after emphasis": "- text: A *very* **bold** ⟨7⟩.",
    "in emphasis": "- text: A *very ⟨7⟩* one.",
    "after a result": "- text: In {{ year }} and {{ balance() | short }} there ⟨7⟩.",
    "after a link with its like in the address": "- text: See [this](https://a.org/7/b7) and ⟨7⟩.",
    "in a link": "- text: See [this ⟨7⟩](https://a.org/7).",
    "in a note": "- text: A word^[of 2 notes, ⟨7⟩] and more.",
    "after a note": "- text: A word^[of 2 notes] and ⟨7⟩.",
    "after quotation marks": "- text: He said \"so\" and 'no' and ⟨7⟩.",
    "after an escape": "- text: A \\* and \\- sign, ⟨7⟩.",
    "after an entity": "- text: A &amp; B, ⟨7⟩.",
    "in a list": "- text: |\n    - one\n    - two of ⟨7⟩",
    "in a numbered list": "- text: |\n    7. one\n    8. ⟨7⟩ of two",
    "in the second line of an item": "- text: |\n    - one\n      and ⟨7⟩",
    "in the second paragraph": "- text: |\n    7 first.\n\n    Then ⟨7⟩.",
    "after a reference": "- text: Page [#](#total) and ⟨7⟩.",
    "in a choice": "- text:\n    when: year > 2000\n    then: A 6 and ⟨7⟩.",
    "a heading": "- heading: The ⟨7⟩ days",
}  # fmt: skip


@pytest.mark.parametrize("blocks", TEXTS.values(), ids=TEXTS.keys())
def test_a_word_is_found_where_it_was_written(tmp_path: Path, blocks: str) -> None:
    """The marked seven is at its own line and column of the file."""
    made = document(tmp_path, blocks.replace("⟨7⟩", "7"))
    lines = (tmp_path / "total.yml").read_text(encoding="utf-8").splitlines()
    before = blocks[: blocks.index("⟨7⟩")]
    first = (
        next(n for n, line in enumerate(lines) if line.strip() == "- title: The total")
        + 1
    )
    line = first + before.count("\n") + 1
    column = len(before) - before.rfind("\n") - 1 + 2 + 1
    found = [
        placed(each.content, "7")
        for each in made.elements()
        if each.role != "Lbl" and placed(each.content, "7")
    ]
    assert (line, column) in found


def test_places_tell_no_two_texts_apart() -> None:
    """Two texts with the same words are equal, wherever they were written."""
    here = Places(lambda _: Position("a.yml"))
    assert Text("word", places=here) == Text("word")


def test_places_do_not_travel() -> None:
    """A figure goes to another process as plain data: without the places of its words."""
    sent = pickle.dumps(Text("word", places=Places(lambda _: Position("a.yml"))))
    assert pickle.loads(sent).places is None  # noqa: S301 - our own bytes
