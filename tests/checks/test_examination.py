"""A whole edition: what is found, where, and what excuses it."""

import json
from pathlib import Path

import pytest

from tests.mini import CONTENTS, KITES, MINI, PUBLICATION, Edit, call, place, spoilt

ROOT = Path(__file__).parents[2]
HOLDS: Edit = (CONTENTS, "These things hold:", "Three things hold:")
EXEMPT: Edit = (
    CONTENTS,
    "blocks:",
    "exempt:\n  - {words: Three things, because: The list has as many.}\nblocks:",
)


def test_shipped_editions_are_clean() -> None:
    """No number of them rests on nothing, and no word contradicts its figure."""
    asked = [
        word for name in ("2018", "2025", "specimen") for word in ("--edition", name)
    ]
    ran = call("check", ROOT, *asked)
    assert ran.code == 0
    assert [told for told in ran.told if told.code.startswith("NUMBER")] == []


def test_a_typed_number_is_told_at_its_digit(good: Path) -> None:
    """The place is that of the number in the file, not of its paragraph."""
    spoilt(good, (CONTENTS, "which leaves a", "of 37 kinds, which leaves a"))
    (told,) = call("check", good).told
    assert told.code == "NUMBER-01"
    assert told.position == place(good, CONTENTS, "of ¦37 kinds")


def test_an_exemption_excuses_it(good: Path) -> None:
    """With words and a reason in the part, or in the publication, nothing is told."""
    assert [told.code for told in call("check", spoilt(good, HOLDS)).told] == [
        "NUMBER-01"
    ]
    assert call("check", spoilt(good, EXEMPT)).told == []


def test_an_exemption_without_a_reason_is_refused(good: Path) -> None:
    """A mark that silences needs its reason."""
    silent = (EXEMPT[0], EXEMPT[1], EXEMPT[2].replace("The list has as many.", '""'))
    (told,) = call("check", spoilt(good, HOLDS, silent)).told
    assert told.position == place(good, CONTENTS, 'because: ¦""')
    assert "reason" in told.hint


def test_an_exemption_for_nothing_is_told(good: Path) -> None:
    """Words that no text holds, printed or kept for other data, excuse nothing."""
    (told,) = call("check", spoilt(good, EXEMPT)).told
    assert (told.code, told.position) == (
        "NUMBER-03",
        place(good, CONTENTS, "words: ¦Three things"),
    )


def test_an_exemption_may_be_for_words_of_another_edition(good: Path) -> None:
    """What these data do not choose counts: it may be printed next year."""
    unsaid = (KITES, "No balance is known.", "Three things are not known.")
    exempt = (KITES, EXEMPT[1], EXEMPT[2])
    assert call("check", spoilt(good, unsaid, exempt)).told == []


@pytest.mark.parametrize(
    ("said", "counted", "codes"),
    [
        ("two groups", "sectors: [two groups]", []),
        ("the other group, one group,", "sectors - 1: [one group]", []),
        ("three groups", "sectors: [three groups]", ["NUMBER-01", "NUMBER-04"]),
        ("two groups", "sectores: [two groups]", ["NUMBER-04"]),
    ],
)
def test_a_count_must_be_that_of_the_publication(
    good: Path, said: str, counted: str, codes: list[str]
) -> None:
    """The mini edition has two sectors."""
    spoilt(
        good,
        (CONTENTS, "Testland is invented", f"Testland, with {said} is invented"),
        (PUBLICATION, "constants:", f"counted:\n  {counted}\nconstants:"),
    )
    told = [each.code for each in call("check", good).told]
    assert told == codes


def test_a_word_that_contradicts_its_figure_is_told(good: Path) -> None:
    """The finding names both, at the word; in a final edition it is an error."""
    spoilt(
        good,
        (KITES, "Exports {{ change('exports') | up_down('rose', 'fell', 'stood still') }} by", "Exports fell by"),
    )  # fmt: skip
    (told,) = call("check", good).told
    assert told.code == "NUMBER-05"
    assert told.position == place(good, KITES, "Exports ¦fell")
    assert "“fell” and “" in told.message
    assert "growth('exports') | percent" in told.message


def test_an_unchecked_word_is_a_warning(good: Path) -> None:
    """It stops nothing; the edition builds."""
    spoilt(good, (CONTENTS, "which leaves a", "a record, which leaves a"))
    ran = call("check", good)
    assert ran.code == 0
    assert [told.code for told in ran.told] == ["NUMBER-06"]


def test_a_draft_is_only_warned(good: Path) -> None:
    """A typed number does not stop a draft, which is what the mini edition is."""
    ran = call("check", spoilt(good, HOLDS))
    assert ran.code == 0
    assert "warning[NUMBER-01]" in ran.err


def test_all_that_is_no_figure_is_listed() -> None:
    """``--json`` names each number that no expression printed, and what it is."""
    checks = json.loads(call("check", MINI, "--json").out)["editions"]["2025"]
    numbers = checks["numbers"]
    assert numbers["bound"] + len(checks["other_numbers"]) == sum(
        numbers["kinds"].values()
    )
    assert {each["kind"] for each in checks["other_numbers"]} == set(
        numbers["kinds"]
    ) - {"bound"}
    assert all(each["why"] for each in checks["other_numbers"])
    assert numbers["words_read"] is True
