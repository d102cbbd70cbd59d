"""Two states of the mini edition compared as a whole, by the command."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from publisher.comparison.claims import claim_changes
from publisher.comparison.figures import difference
from publisher.data.balances import Balances
from publisher.expressions.scope import Scope
from publisher.narrative.model import Claim, ClaimState
from publisher.numerals.marks import marks_of
from publisher.provenance import Position
from tests.comparison.small import two
from tests.mini import (
    EDITION,
    KITES,
    PUBLICATION,
    SOURCES,
    YEARLY,
    Edit,
    call,
    copied,
    spoilt,
)

EXPORTS: Edit = (YEARLY, "2025,01,3500,2000", "2025,01,3600,2000")
FINER: Edit = (
    KITES,
    "growth('exports') | percent }}",
    "growth('exports') | percent(2) }}",
)
ANOTHER_CONCEPT: Edit = (SOURCES, "invented trade in kites", "guessed trade in kites")
NO_TABLE: Edit = (KITES, "from: 2023", "from: 2024")


def compared(old: Path, new: Path) -> dict[str, Any]:
    """Return what the command says of the edition of 2025 in two folders, as data."""
    ran = call("diff", f"{old}:2025", f"{new}:2025", "--json", new)
    assert (ran.code, ran.err) == (0, "")
    return plain(ran.out)


def plain(text: str) -> dict[str, Any]:
    """Return what the command printed as data, plain spaces in it."""
    said: dict[str, Any] = json.loads(text.replace("\\u00a0", " "))
    return said


def numbers(said: dict[str, Any], why: str) -> list[tuple[str, str, str]]:
    """Return home, old and new of the figures that differ for a reason."""
    found = [each for each in said["numbers"] if each["why"] == why]
    return [(each["in"], each["old"], each["new"]) for each in found]


# --- numbers


def test_another_value_of_the_same_period_is_revised(tmp_path: Path) -> None:
    """Exports of 2025 are 3.6 instead of 3.5: so is all that stands on them, and by how much."""
    said = compared(*two(tmp_path, EXPORTS))
    assert numbers(said, "revised") == [
        ("kites", "$1.5 billion", "$1.6 billion"),
        ("kites", "2.9%", "5.9%"),
        ("kites-balance", "3.5", "3.6"),
        ("kites-balance", "1.5", "1.6"),
        ("kites-recent", "3.5", "3.6"),
        ("kites-recent", "1.5", "1.6"),
        ("kites-recent", "175.0", "180.0"),
    ]
    by = [each["by"] for each in said["numbers"] if each["why"] == "revised"]
    assert by == ["+$0.1 billion", "+3.0%", "+0.1", "+0.1", "+0.1", "+0.1", "+5.0"]


def test_another_year_is_a_new_period(tmp_path: Path) -> None:
    """An edition of 2024 prints the balance of that year by the same expression."""
    root = copied(tmp_path)
    edition = (root / EDITION).read_text(encoding="utf-8")
    edition = edition.replace("reference_year: 2025", "reference_year: 2024")
    edition = edition.replace("series: [yearly, partners]", "series: [yearly]")
    text = f"{edition}omit: [contents, lanterns]\n"
    (root / "content/editions/2024.yml").write_text(text, encoding="utf-8")
    ran = call("diff", "2024", "2025", "--json", root)
    said = plain(ran.out)
    assert ("kites", "2024", "2025") in numbers(said, "period")
    assert ("kites", "3.0%", "2.9%") in numbers(said, "period")
    assert numbers(said, "revised") == numbers(said, "method") == []
    assert {each["in"] for each in said["numbers"] if each["why"] == "new"} >= {
        "lanterns"
    }


def test_another_format_or_concept_is_another_method(tmp_path: Path) -> None:
    """A figure printed more finely; the same figure of inputs that measure something else."""
    said = compared(*two(tmp_path, FINER))
    assert numbers(said, "method") == [("kites", "2.9%", "2.94%")]
    said = compared(*two(tmp_path / "more", EXPORTS, ANOTHER_CONCEPT))
    assert ("kites", "$1.5 billion", "$1.6 billion") in numbers(said, "method")
    assert numbers(said, "revised") == []


def test_figures_of_a_row_that_is_not_printed_are_gone(tmp_path: Path) -> None:
    """The table begins a year later: four figures are gone, and from there they are new."""
    old, new = two(tmp_path, NO_TABLE)
    assert numbers(compared(old, new), "gone") == [
        ("kites-recent", "3.3", None),
        ("kites-recent", "1.8", None),
        ("kites-recent", "1.5", None),
        ("kites-recent", "183.3", None),
    ]
    there = numbers(compared(new, old), "new")
    assert sorted(shown for _, _, shown in there) == ["1.5", "1.8", "183.3", "3.3"]


@pytest.mark.parametrize(
    ("old", "new", "by"),
    [
        ("−$414.7bn", "−$414.6bn", "+$0.1bn"),
        ("1,202", "999", "−203"),
        ("18.2%", "18.25%", "+0.05%"),
        ("−0.1", "0.1", "+0.2"),
        ("$129 billion", "$128.6bn", ""),
        ("seventeen", "eighteen", ""),
        ("July 2026", "June 2026", ""),
    ],
)
def test_by_how_much_is_the_difference_in_print(old: str, new: str, by: str) -> None:
    """Exact in the digits that are printed; none where the signs or words differ."""
    assert difference(old, new, marks_of("en-US")) == by


def test_a_difference_is_written_in_the_publication_s_language() -> None:
    """Polish numbers have a comma, and thin spaces."""
    assert difference("1\u202f202,5", "203,0", marks_of("pl-PL")) == "−999,5"


# --- claims


def claim(
    says: str, state: ClaimState, condition: str = "", *, said: bool = True
) -> Claim:
    """Return a claim of the part on kites."""
    place = Position("kites.yml", 3, 1)
    scope = Scope(Balances({}, {}, {}), "yearly")
    return Claim(
        "kites", says, place, state, scope, condition, printed=place if said else None
    )


def test_a_claim_that_changed_truth_is_told() -> None:
    """It held and fails; one that holds still is no change."""
    old = [claim("a record", "holds"), claim("in surplus", "holds")]
    new = [claim("a record", "fails"), claim("in surplus", "holds")]
    (change,) = claim_changes(old, new)
    assert (change.states, change.happened) == (("holds", "fails"), "changed")


def test_a_claim_in_other_words_is_known_by_its_condition() -> None:
    """The words changed and the condition did not."""
    old = [claim("a record deficit", "holds", "is_record()")]
    new = [claim("the widest deficit", "awaits", "is_record()")]
    (change,) = claim_changes(old, new)
    assert change.states == ("holds", "awaits")


def test_claims_come_and_go_with_their_words() -> None:
    """What is said in one edition only is new or gone; what none prints is nothing."""
    old = [claim("gone", "holds"), claim("unsaid", "unsaid"), claim("never", "unsaid")]
    new = [claim("new", "cited"), claim("unsaid", "holds")]
    new.append(claim("never", "awaits", said=False))
    found = [(each.claim.says, each.happened) for each in claim_changes(old, new)]
    assert found == [("new", "new"), ("unsaid", "new"), ("gone", "gone")]


# --- pages, and the whole


def test_only_the_page_that_changed_is_told(tmp_path: Path) -> None:
    """One word on page 3, in one line; no figure is drawn otherwise."""
    said = compared(
        *two(tmp_path, (KITES, "title: Recent years", "title: Latest years"))
    )
    (page,) = said["pages"]
    assert (page["happened"], page["part"]) == ("changed", "Kites")
    assert (page["old"], page["new"], page["lines"], page["figures"]) == (3, 3, 1, [])
    assert said["numbers"] == said["claims"] == []
    (words,) = said["words"]
    assert (words["id"], words["edits"]) == (
        "kites-recent/title",
        [{"old": [0, 6], "new": [0, 6]}],
    )


def test_a_figure_that_is_drawn_otherwise_counts(tmp_path: Path) -> None:
    """Another value is another bar."""
    said = compared(*two(tmp_path, EXPORTS))
    assert [page["figures"] for page in said["pages"]] == [["kites-balance"]]


def test_two_like_states_do_not_differ(tmp_path: Path) -> None:
    """Nothing is told of an edition and its copy."""
    old, new = two(tmp_path)
    assert compared(old, new) == {
        "old": f"{old}:2025", "new": f"{new}:2025",
        "numbers": [], "words": [], "claims": [], "pages": [],
    }  # fmt: skip
    assert "nothing differs" in call("diff", f"{old}:2025", f"{new}:2025", new).out


def test_words_that_do_not_fit_a_page_are_compared_without_pages(
    tmp_path: Path,
) -> None:
    """The editions differ in words; that one has no pages is told beside it."""
    long = "title: " + "Recent years and what they brought " * 60
    old, new = two(tmp_path, (KITES, "title: Recent years", long))
    ran = call("diff", f"{old}:2025", f"{new}:2025", new)
    assert ran.code == 0
    assert "PAGES: not compared" in ran.out
    assert {each.code for each in ran.told} == {"LAYOUT-01"}
    assert (
        call("diff", f"{old}:2025", f"{new}:2025", new, "--redline", new / "r.pdf").code
        == 1
    )
    assert not (new / "r.pdf").exists()


# --- bad input


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ("2024", "2025", "there is no edition '2024'; did you mean 2025?"),
        ("2025", "2025", "2025 and 2025 are one edition"),
        ("2025@1999", "2025", "no data of 1999 or earlier"),
        ("2025@June", "2025", "'June' in '2025@June' is not a vintage"),
        ("nowhere:2025", "2025", "nowhere is not a publication"),
    ],
)
def test_a_wrong_call_is_refused(tmp_path: Path, a: str, b: str, said: str) -> None:
    """Exit code 2 and what to write instead; nothing else is said."""
    ran = call("diff", a, b, copied(tmp_path))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_an_edition_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    """Both sides' findings are told, each after the name of its side and at its own place."""
    old, new = two(tmp_path)
    spoilt(old, (KITES, "growth('exports')", "growht('exports')"))
    spoilt(new, (KITES, "change('imports')", "chnage('imports')"))
    ran = call("diff", f"{old}:2025", "2025", new)
    assert (ran.code, ran.out) == (1, "")
    assert [each.code for each in ran.told] == [
        "DIFF-01",
        "EXPR-02",
        "DIFF-01",
        "EXPR-02",
    ]
    assert ran.told[1].position.startswith(f"{old}/{KITES}:19:")
    assert "growht" in ran.told[1].excerpt
    assert ran.told[3].position.startswith(f"{KITES}:20:")


# --- the page of HTML


class Marked(HTMLParser):
    """Reads what is marked as new and as gone, and every tag."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002, D102
        self.tags.append(tag)
        if tag in {"ins", "del"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:  # noqa: D102
        if tag in {"ins", "del"}:
            self.open.remove(tag)

    def handle_data(self, data: str) -> None:  # noqa: D102
        self.found += [(tag, data) for tag in self.open]


def test_the_page_marks_what_is_new_and_what_is_gone(tmp_path: Path) -> None:
    """With elements that mean it, words of the content escaped, and no script."""
    edit = (KITES, "title: Recent years", "title: Latest \\<years> & days")
    old, new = two(tmp_path, edit)
    page = tmp_path / "page.html"
    assert call("diff", f"{old}:2025", f"{new}:2025", new, "--html", page).code == 0
    marked = Marked()
    marked.feed(page.read_text(encoding="utf-8"))
    assert marked.found == [("del", "Recent"), ("ins", "Latest <"), ("ins", "> & days")]
    assert not {"script", "img", "link"} & set(marked.tags)
    assert {"html", "title", "h1", "h2", "main", "nav"} <= set(marked.tags)


def test_a_page_that_cannot_be_written_is_a_finding(tmp_path: Path) -> None:
    """There is no such folder: the difference is not told as if all were well."""
    old, new = two(tmp_path, EXPORTS)
    page = tmp_path / "no" / "page.html"
    ran = call("diff", f"{old}:2025", f"{new}:2025", new, "--html", page)
    assert (ran.code, [each.code for each in ran.told]) == (1, ["OUTPUT-01"])


def test_a_figure_that_the_engine_computes_otherwise_is_another_method(
    tmp_path: Path,
) -> None:
    """The same expression over the same cells; a constant of the publication is another."""
    per = '  - standfirst: "{{ (exports() / recent) | billions }} a year."\n  - title: Kites'
    old, new = two(tmp_path, (KITES, "  - title: Kites", per))
    spoilt(old, (KITES, "  - title: Kites", per))
    spoilt(new, (PUBLICATION, "recent: 3", "recent: 2"))
    assert len(numbers(compared(old, new), "method")) == 1


def test_another_flow_is_another_figure(tmp_path: Path) -> None:
    """Growth of imports where that of exports stood: one is gone and one is new."""
    said = compared(
        *two(
            tmp_path,
            (KITES, "growth('exports') | percent", "growth('imports') | percent"),
        )
    )
    assert [(each["why"], each["old"], each["new"]) for each in said["numbers"]] == [
        ("new", None, "5.3%"),
        ("gone", "2.9%", None),
    ]


def test_the_text_says_it_in_four_sections(tmp_path: Path) -> None:
    """A revised figure with its difference, words around an edit, and the page."""
    old, new = two(
        tmp_path, EXPORTS, (KITES, "title: Recent years", "title: Latest years")
    )
    said = call("diff", f"{old}:2025", "2025", new).out.replace("\u00a0", " ")
    assert said.startswith(f"{old}:2025 → 2025\n\nNUMBERS: 7 revised, 1 gone\n")
    assert (
        f"  revised: Kites: $1.5 billion → $1.6 billion (+$0.1 billion)  {KITES}:"
        in said
    )
    assert "    A surplus of [-$1.5-]{+$1.6+} billion in 2025.\n" in said
    assert "    [-Recent-]{+Latest+} years\n" in said
    assert "\n\nCLAIMS: none differ\n" in said
    assert "\n\nPAGES: 1 changed\n  page 3, Kites: changed: " in said
