"""Pages of one part against each other, made by hand from lines of squares."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from publisher.comparison.pages import PageChange, page_changes
from publisher.fonts import Glyphs
from publisher.layout.model import Layout, Page, Run, Tag


def line(words: str, y: float) -> Run:
    """Return a line of type that belongs to an element."""
    glyphs = Glyphs("square", (1,) * len(words), (500,) * len(words), tuple(words))
    return Run(0, y, 10, "black", glyphs, Tag("kites/text-1"))


def side(*pages: tuple[str, tuple[str, ...]]) -> tuple[Any, Layout]:
    """Return an edition without exhibits, and its pages: part and lines of each."""
    made = tuple(
        Page(
            index, str(index + 1), "recto", part, 100, 100, 0,
            (
                *(line(words, 10.0 * n) for n, words in enumerate(lines)),
                Run(0, 90, 8, "black", line(f"page {index + 1}", 0).glyphs, "Pagination"),
            ),
        )
        for index, (part, lines) in enumerate(pages)
    )  # fmt: skip
    parts = [SimpleNamespace(id=part, title=part.capitalize()) for part, _ in pages]
    edition = SimpleNamespace(document=SimpleNamespace(parts=parts), exhibits={})
    return edition, Layout(made, {}, {}, {})


def test_lines_count_by_their_words_wherever_they_stand() -> None:
    """One line of three is another, and all stand lower: one line differs."""
    old = side(("kites", ("one", "two", "three")))
    new = side(("kites", ("", "one", "too", "three")))
    (change,) = page_changes(old, new)
    assert change == PageChange("changed", "Kites", 1, 1, 2)


def test_a_page_under_another_number_is_renumbered() -> None:
    """A part came before it. Its folio differs and nothing else: that is told."""
    old = side(("kites", ("one",)))
    new = side(("cover", ("title",)), ("kites", ("one",)))
    assert page_changes(old, new) == (
        PageChange("new", "Cover", None, 1, 1),
        PageChange("renumbered", "Kites", 1, 2),
    )


def test_a_part_that_became_shorter_has_lost_a_page() -> None:
    """The second of its pages is gone, told after the pages that are there."""
    old = side(("kites", ("one",)), ("kites", ("two", "three")), ("back", ("end",)))
    new = side(("kites", ("one",)), ("back", ("end",)))
    assert page_changes(old, new) == (
        PageChange("renumbered", "Back", 3, 2),
        PageChange("gone", "Kites", 2, None, 2),
    )


def test_pages_do_not_differ_from_themselves() -> None:
    """No page is told of an edition and itself."""
    both = side(("kites", ("one",)), ("lanterns", ()))
    assert page_changes(both, both) == ()
