"""Claims held against printed words and the tiny world's numbers (`tests.expressions.trade`)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publisher.content.claims import VagueWord
from publisher.errors import Finding
from publisher.narrative import build
from publisher.narrative.model import Claim
from tests.expressions.trade import balances
from tests.narrative.edition import one, project

TEXT = """
- standfirst: A deficit of {{ balance() | abs | billions }}, the widest deficit on record.
- text: |
    Imports have grown.^[Bureau, *Goods*, 2026.] Exports “kept
    pace” with them.

    Whether it lasts is open.
"""


def claimed(
    root: Path, claims: str, blocks: str = TEXT
) -> tuple[tuple[Claim, ...], tuple[Finding, ...]]:
    """Return the claims of a part with these blocks, and what is wrong with them."""
    parts = {name: f"{text}claims:\n{claims}" for name, text in one(blocks).items()}
    made = build(project(root, parts), "2025", balances())
    return made.claims, made.claimed


def states(claims: tuple[Claim, ...]) -> list[str]:
    """Return how the claims stand."""
    return [claim.state for claim in claims]


def test_a_claim_that_the_data_confirm_holds(tmp_path: Path) -> None:
    """The balance of 2025, −8, is the lowest of the five: its cells are those of all years."""
    (claim,), findings = claimed(
        tmp_path,
        "  - says: the widest deficit on record\n    holds: is_record('balance', 'low')\n",
    )
    assert (claim.state, findings) == ("holds", ())
    assert claim.sentence == "A deficit of $8.0 billion, the widest deficit on record."
    assert {cell.line for cell in claim.cells} == {2021, 2022, 2023, 2024, 2025}
    assert str(claim.position) == "total.yml:13:11"


def test_a_claim_that_the_data_refute_is_a_finding(tmp_path: Path) -> None:
    """It names the words, the sentence in the prose, and the condition."""
    claims, (finding,) = claimed(
        tmp_path,
        "  - says: Imports have grown\n    holds: imports() < imports(year=2024)\n",
    )
    assert states(claims) == ["fails"]
    assert (finding.code, str(finding.position)) == ("CLAIM-02", "total.yml:8:7")
    assert finding.message == (
        "“Imports have grown” does not hold, in “Imports have grown.”"
    )
    assert "imports() < imports(year=2024) (total.yml:14:12)" in (finding.hint or "")


def test_what_awaits_data_may_not_be_printed(tmp_path: Path) -> None:
    """The series `empty` holds nothing: printed as a fact, it is an error; else it is listed."""
    said = "  - says: Exports … them\n    holds: exports(series='empty') > 0\n"
    claims, (finding,) = claimed(tmp_path, said)
    assert (states(claims), finding.code) == (["awaits"], "CLAIM-03")
    assert "exports of TOTAL" in claims[0].why
    unsaid = """
    - when: available('exports', series='empty')
      then:
        - text: Exports kept pace with them.
    """
    claims, findings = claimed(tmp_path, said, unsaid)
    assert (states(claims), findings) == (["awaits"], ())


def test_words_that_are_not_there_are_a_finding(tmp_path: Path) -> None:
    """Neither printed nor written for other data: the place is that of the quotation."""
    claims, (finding,) = claimed(
        tmp_path, "  - says: the deepest deficit\n    holds: balance() < 0\n"
    )
    assert states(claims) == ["unsaid"]
    assert (finding.code, str(finding.position)) == ("CLAIM-01", "total.yml:13:11")


def test_words_for_other_data_are_not_said(tmp_path: Path) -> None:
    """A claim of words that these data do not choose needs nothing, true or false."""
    blocks = """
    - text:
        when: balance() > 0
        then: A surplus persists.
        otherwise: A deficit.
    """
    claims, findings = claimed(
        tmp_path, "  - says: A surplus persists\n    holds: balance() > 0\n", blocks
    )
    assert (states(claims), findings) == (["unsaid"], ())


@pytest.mark.parametrize(
    ("says", "found"),
    [
        ('exports "kept pace" with them', True),  # quotes, a line end, a capital
        ("Exports “kept pace” with", True),
        ("Exports … them", True),  # anything between
        ("xports “kept", False),  # not a whole word
        ("pace with", False),  # a quotation mark between
    ],
)
def test_a_quotation_is_found_as_printed(
    tmp_path: Path,
    says: str,
    found: bool,  # noqa: FBT001 - a table of truth
) -> None:
    """Whole words, whatever the quotation marks, the capitals and the line ends."""
    claims, findings = claimed(
        tmp_path, f"  - says: '{says}'\n    holds: exports() > 0\n"
    )
    assert (claims[0].state == "holds") is found
    assert [each.code for each in findings] == ([] if found else ["CLAIM-01"])


def test_a_source_must_be_named_in_print(tmp_path: Path) -> None:
    """What data cannot decide stands on a source that the reader is told."""
    claims, findings = claimed(
        tmp_path, "  - says: Imports have grown\n    cited: Bureau, Goods, 2026\n"
    )
    assert (states(claims), findings) == (["cited"], ())
    _, (finding,) = claimed(
        tmp_path, "  - says: Imports have grown\n    cited: Bureau, Goods, 2025\n"
    )
    assert (finding.code, str(finding.position)) == ("CLAIM-04", "total.yml:14:12")


def test_claims_that_cannot_both_hold_contradict(tmp_path: Path) -> None:
    """One of them fails as well; the contradiction is told at the second."""
    _, findings = claimed(
        tmp_path,
        "  - says: A deficit\n    holds: balance() < 0\n"
        "  - says: kept … pace\n    holds: not balance() < 0 and exports() > 0\n"
        "  - says: Imports have grown\n    holds: balance() >= 1\n",
    )
    contradictions = [each for each in findings if each.code == "CLAIM-05"]
    places = [str(each.position) for each in contradictions]
    assert places == ["total.yml:15:11", "total.yml:17:11"]
    assert all("(total.yml:13:11)" in each.message for each in contradictions)


@pytest.mark.parametrize(
    ("holds", "code"),
    [
        ("balance() + 1 < 0", "EXPR-04"),
        ("balance()", "EXPR-03"),
        ("[x for x in (1,)]", "EXPR-01"),
        ("balance(series='nowhere') < 0", "EXPR-04"),
        ("balance() / 0 < 1", "EXPR-04"),
        ("exports.__class__", "EXPR-01"),
        ("('a' * 1000000000) == 'b'", "EXPR-04"),
        ("growht('exports') > 0", "EXPR-02"),
    ],
)
def test_a_bad_condition_is_a_finding(tmp_path: Path, holds: str, code: str) -> None:
    """Nothing of it is executed; the place is in the condition."""
    _, findings = claimed(
        tmp_path, f'  - says: Imports have grown\n    holds: "{holds}"\n'
    )
    assert [each.code for each in findings] == [code]
    assert str(findings[0].position).startswith("total.yml:14:")


def test_a_vague_word_needs_a_claim(tmp_path: Path) -> None:
    """It is told with its sentence, unless a claim quotes it; a part of a word is none."""
    blocks = """
    - text: |
        Imports rose slightly in recent years. Recentness is no matter.
    """
    parts = {
        name: f"{text}claims:\n  - says: in recent years\n    holds: recent == 2\n"
        for name, text in one(blocks).items()
    }
    made = project(tmp_path, parts)
    terms = {
        "recent": VagueWord(words=("recent",), means="the last two years"),
        "slight": VagueWord(words=("slight", "slightly"), means="little"),
    }
    publication = made.publication.model_copy(update={"terms": terms})
    found = build(replace(made, publication=publication), "2025", balances())
    (finding,) = found.claimed
    assert finding.code == "CLAIM-06"
    assert finding.message.startswith("“slightly” is vague")
    assert finding.message.endswith("Imports rose slightly in recent years.")
