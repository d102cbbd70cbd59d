"""What a document says of its own making, filled in when all is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publisher.content.claims import VagueWord
from publisher.narrative import build, told
from publisher.narrative.model import Change, Coverage, Revised, Revisions, Told, plain
from publisher.numerals import ENGLISH
from tests.expressions.trade import balances
from tests.narrative.edition import one, project

COVERAGE = Coverage(1151, 1156, {"holds": 29, "cited": 5, "awaits": 17})
KINDS = ("coverage", "terms", "revisions", "erratum")


def words(root: Path, kind: str, tell: Told, **edition: object) -> list[str]:
    """Return what a notice of a kind comes to, and its heading if there is one."""
    made = project(root, one(f"- {{notices: {kind}, head: Of itself}}"))
    changes = {"erratum": (), **edition}
    editions = {"2025": made.editions["2025"].model_copy(update=changes)}
    terms = {
        "recent": VagueWord(words=("recent", "recently"), means="two years."),
        "slight": VagueWord(words=("slight",), means="below {{ recent }}%."),
    }
    publication = made.publication.model_copy(update={"terms": terms})
    made = replace(made, publication=publication, editions=editions)
    document = told(build(made, "2025", balances()).document, ENGLISH, tell)
    said = (plain(each.content) for each in document.elements() if "notices" in each.id)
    return [text for text in said if text and text != "•"]


def test_coverage_tells_numbers_and_claims(tmp_path: Path) -> None:
    """So many are decided by data, so many of them computed; claims by how they stand."""
    assert words(tmp_path, "coverage", Told(COVERAGE)) == [
        "Of itself",
        (
            "Printed numbers that the data decide: 1,156; computed from the data as the page"
            " is set: 1,151; typed, and found in them: 5. Statements that the data confirm:"
            " 29; on the word of a named source: 5; not printed as facts, as they await data:"
            " 17."
        ),
    ]


def test_terms_are_defined_with_their_thresholds(tmp_path: Path) -> None:
    """Each by its first word; the threshold is the constant."""
    assert words(tmp_path, "terms", Told(COVERAGE)) == [
        "Of itself",
        "“Recent”: two years. “Slight”: below 2%.",
    ]


def test_revisions_tell_what_changed_and_what_lapsed(tmp_path: Path) -> None:
    """Figures with their size where they have one, then statements, then the count."""
    found = Revisions(
        year=2018,
        tested=46,
        revised=(
            Revised(
                "−$129bn", "−$127.4bn", "$2 billion", {"Cover": None, "Total": None}
            ),
            Revised("third", "fourth", "", {"Total": None}),
        ),
        holding=20,
        untested=9,
        lapsed=(("Total", "a record"),),
    )
    tell = Told(COVERAGE, revisions=found)
    assert words(tmp_path, "revisions", tell, last_edition="2025") == [
        "Of itself",
        (
            "Of the figures in the text of the 2018 edition, 46 can be worked out again from"
            " the data at hand; 2 would be printed otherwise. −$129bn would now be −$127.4bn,"
            " a revision of $2 billion (Cover and Total). third would now be fourth (Total)."
            " “a record” would no longer hold (Total). Of its statements, 20 still hold by"
            " these data, 1 no longer do, and 9 cannot be tested."
        ),
    ]


def test_an_edition_without_a_last_one_has_no_revisions(tmp_path: Path) -> None:
    """Neither notice nor heading."""
    assert words(tmp_path, "revisions", Told(COVERAGE)) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ((), ["No figure differs from the first printing."]),
        (
            (
                Change("Total", "5", "6"),
                Change("Total", None, "7"),
                Change("Cover", "8", None),
            ),
            [
                "Figures that differ from the first printing:",
                "Total: 6, not 5; 7, not printed before.",
                "Cover: 8 is no longer printed.",
            ],
        ),
    ],
)
def test_an_erratum_lists_the_figures_that_changed(
    tmp_path: Path, changes: tuple[Change, ...], said: list[str]
) -> None:
    """By part, each once, after what the edition file says was wrong."""
    tell = Told(COVERAGE, changes)
    corrected = {"state": "corrected", "printing": 2, "corrected_on": "2026-11-05"}
    assert words(tmp_path, "erratum", tell, **corrected) == ["Of itself", *said]
