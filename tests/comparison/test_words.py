"""Passages side by side: words that changed, and passages that moved, came or went."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.comparison.passages import Passage
from publisher.comparison.words import edits, tokens, word_changes
from tests.comparison.small import changed_texts, passage

FOUR = (
    "Kites are flown in autumn.",
    "Lanterns are lit at dusk and put out at dawn.",
    "Wind makes the one rise and puts the other out.",
    "No figures of string are at hand for any year.",
)

plain_text = st.text("abc 12.,-$%\u00ad\u00a0é", max_size=30)
papers = st.lists(plain_text, max_size=8).map(
    lambda texts: [passage(text, f"p-{n}") for n, text in enumerate(texts)]
)


def paper(*texts: str, part: str = "kites") -> list[Passage]:
    """Return passages of one part, numbered."""
    return [passage(text, f"p-{n}", part) for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a deficit of −$414.7bn,", ["a", "deficit", "of", "−$414.7bn", ","]),
        ("+18.2% (of 57¢)", ["+18.2%", "(", "of", "57¢", ")"]),
        ("1989–2025", ["1989", "–", "2025"]),
        ("the FT-900's 1,202 lines.", ["the", "FT-900's", "1,202", "lines", "."]),
        ("tech\u00adno\u00adlogy", ["technology"]),
        ("$551.3\u00a0billion", ["$551.3", "billion"]),
    ],
)
def test_words_and_numbers_are_whole(text: str, found: list[str]) -> None:
    """A number keeps its signs, a word its hyphens; marks stand for themselves."""
    assert [each.text for each in tokens(text)] == found


def test_a_changed_word_is_told_with_what_it_was() -> None:
    """Of six words one differs: only it is told."""
    (change,) = word_changes(
        paper("Exports rose by 4.1% in 2024."), paper("Exports fell by 4.1% in 2024.")
    )
    assert change.happened == "changed"
    assert changed_texts(change) == [("rose", "fell")]


def test_added_and_lost_words_have_a_place() -> None:
    """A lost word has an empty place before its follower, at the end after the last word."""
    (change,) = word_changes(
        paper("Kites rose very high today"), paper("All kites rose high")
    )
    assert changed_texts(change) == [
        ("Kites", "All kites"),
        ("very", ""),
        ("today", ""),
    ]
    assert [each.new for each in change.edits][1:] == [(15, 15), (19, 19)]


def test_an_added_paragraph_changes_no_other() -> None:
    """Ids count paragraphs, so all that follow have new ids; their words are the same."""
    new = paper(FOUR[0], "A new one stands here.", *FOUR[1:])
    (change,) = word_changes(paper(*FOUR), new)
    assert (change.happened, change.new) == ("new", new[1])


def test_a_lost_paragraph_stands_after_its_forerunner() -> None:
    """The third of four is gone: it stood after the second."""
    new = paper(FOUR[0], FOUR[1], FOUR[3])
    (change,) = word_changes(paper(*FOUR), new)
    assert (change.happened, change.after) == ("gone", new[1])


def test_a_paragraph_in_another_part_has_moved() -> None:
    """It is neither gone nor new, and a word changed on the way is told."""
    old = [*paper(*FOUR[:2]), *paper(FOUR[2], part="lanterns")]
    moved = FOUR[1].replace("dusk", "noon")
    new = [*paper(FOUR[0]), *paper(FOUR[2], moved, part="lanterns")]
    (change,) = word_changes(old, new)
    assert change.happened == "moved"
    assert change.old == old[1]
    assert changed_texts(change) == [("dusk", "noon")]


def test_two_paragraphs_that_change_places_have_moved() -> None:
    """Of two neighbours in the other order one stays and the other has moved, unchanged."""
    (change,) = word_changes(paper(*FOUR[:2]), paper(FOUR[1], FOUR[0]))
    assert (change.happened, change.edits) == ("moved", ())


def test_a_short_title_is_the_same_however_unlike() -> None:
    """One id and few words: a key figure that changed, not one gone and one new."""
    (change,) = word_changes(paper("−$129bn"), paper("−$414.7bn"))
    assert changed_texts(change) == [("−$129bn", "−$414.7bn")]


def test_rows_are_known_by_their_stub() -> None:
    """The row of 2024 differs in a figure, that of 2025 is new."""
    old = [passage("2024\t3.4\t1.9", "row-0", kind="row")]
    new = [
        passage("2024\t3.5\t1.9", "row-0", kind="row"),
        passage("2025\t3.6\t2.0", "row-1", kind="row"),
    ]
    changed, added = word_changes(old, new)
    assert (changed.happened, changed.only_figures) == ("changed", True)
    assert (added.happened, added.only_figures) == ("new", False)


@given(papers)
def test_a_paper_does_not_differ_from_itself(words: list[Passage]) -> None:
    """Nothing is told where nothing has changed."""
    assert word_changes(words, words) == ()


@given(papers, papers)
def test_what_is_told_makes_one_paper_of_the_other(
    old: list[Passage], new: list[Passage]
) -> None:
    """Passages of the new one that no change tells of are those of the old one, in words."""
    changes = word_changes(old, new)
    told_new = [each.new.id for each in changes if each.new]
    told_old = [each.old.id for each in changes if each.old]
    assert len(set(told_new)) == len(told_new)
    assert len(set(told_old)) == len(told_old)
    left_new = [words(each) for each in new if each.id not in told_new]
    left_old = [words(each) for each in old if each.id not in told_old]
    assert left_new == left_old


def words(passage: Passage) -> list[str]:
    """Return the words of a passage."""
    return [each.text for each in tokens(passage.text)]


def test_the_other_way_round_old_is_new() -> None:
    """Swapped, what was new is gone, and each edit is its own opposite."""
    old = [*paper(*FOUR[:3]), *paper("It is calm.", part="lanterns")]
    new = [*paper(FOUR[0], FOUR[2].replace("one", "kite"), FOUR[3]), *old[3:]]
    there, back = word_changes(old, new), word_changes(new, old)
    assert [each.happened for each in there] == ["gone", "changed", "new"]
    opposite = [(each.new, each.old) for each in back]
    assert [(each.old, each.new) for each in there] == opposite
    assert changed_texts(there[1]) == [("one", "kite")]
    assert changed_texts(back[1]) == [("kite", "one")]


@given(plain_text, plain_text)
def test_edits_lead_from_one_text_to_the_other(old: str, new: str) -> None:
    """The old words with each edit's new ones put in are the new words."""
    result: list[str] = []
    done = 0
    for (a, b), (c, d) in edits(old, new):
        result += [each.text for each in tokens(old) if done <= each.start < a]
        result += [each.text for each in tokens(new) if c <= each.start < d]
        done = b
    result += [each.text for each in tokens(old) if each.start >= done]
    assert result == [each.text for each in tokens(new)]
