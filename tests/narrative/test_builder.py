"""A publication becomes a document: parts, roles, choices, references, fields."""

from pathlib import Path

import pytest

from publisher.errors import StageFailed, UsageError
from publisher.narrative import build
from publisher.narrative.coverage import bound
from publisher.narrative.model import Ref, Text, plain
from tests.expressions.trade import balances
from tests.narrative.edition import (
    HEAD,
    built,
    document,
    element,
    findings,
    one,
    project,
)


def tree(root: Path, blocks: str) -> list[str]:
    """Return the elements after the title, as "role style words", indented."""
    made = document(root, blocks)
    lines = []
    for top in made.parts[0].root.children[1:]:
        for each in top.walk():
            said = plain(each.content) or each.exhibit or ""
            lines.append(f"{each.role} {each.style} {said}".strip())
    return lines


def test_every_block_has_its_role(tmp_path: Path) -> None:
    """Blocks become the structure that the tags of the file will be."""
    assert tree(
        tmp_path,
        """
        - heading: Two
        - heading: Three
          level: 3
        - standfirst: In {{ year }}.
        - text: Words.
          style: small
        - key_figures:
            - figure: "{{ balance() | short }}"
              label: balance
        - terms:
            - {term: Balance, text: Exports less imports.}
        - aside:
            - text: Apart.
          slot: side
        - figure: {id: fig, kind: balance-bars, title: A figure}
        - table: {id: tab, title: A table, rows: years, stub: Year, columns: []}
        """,
    ) == [
        "H2 heading Two",
        "H3 subheading Three",
        "P standfirst In 2025.",
        "Sect small",
        "P body Words.",
        "Sect key-figures",
        "Sect key-figure",
        "P key-number −$8.0bn",
        "P key-label balance",
        "L terms",
        "LI terms",
        "Lbl term Balance",
        "LBody definition Exports less imports.",
        "Aside panel",
        "Sect text",
        "P body Apart.",
        "Figure exhibit fig",
        "Table exhibit tab",
    ]


def test_ids_are_unique_and_slots_are_kept(tmp_path: Path) -> None:
    """Two texts are text-1 and text-2, wherever they stand; a panel keeps its frame."""
    made = document(
        tmp_path,
        """
        - text: One.
        - aside:
            - text: Two.
          slot: side
        """,
    )
    ids = [each.id for each in made.elements()]
    assert len(ids) == len(set(ids))
    assert plain(element(made, "total/text-2/1").content) == "Two."
    assert element(made, "total/aside-1").slot == "side"


def test_words_and_blocks_that_the_data_choose(tmp_path: Path) -> None:
    """What holds is said; what does not is not; no block is left empty."""
    assert tree(
        tmp_path,
        """
        - standfirst:
            when: available('balance', year=1999)
            then: "{{ balance(year=1999) | billions }}"
            otherwise: Not available.
        - when: balance() < 0
          then:
            - text: A deficit.
          otherwise:
            - text: A surplus.
        - text:
            when: balance() > 0
            then: A surplus.
        """,
    ) == ["P standfirst Not available.", "Sect text", "P body A deficit."]


def test_what_is_not_chosen_is_checked(tmp_path: Path) -> None:
    """A misspelt name waits in no branch, word, cell or note until new data arrive."""
    found = findings(
        tmp_path,
        """
        - when: balance() < 0
          then:
            - text: "A deficit."
          otherwise:
            - text: "{{ blance() | billions }}"
            - table:
                id: tab
                title: A
                rows: years
                stub: Year
                columns: [{head: B, cell: exports() | bilions}]
                notes: ["{{ yaer }}"]
        - standfirst:
            when: balance() < 0
            then: A deficit.
            otherwise: "{{ sectr }}"
        """,
    )
    assert [finding.code for finding in found] == ["EXPR-02"] * 4
    assert [finding.position.line for finding in found if finding.position] == [
        10,
        16,
        17,
        21,
    ]


def test_all_findings_of_all_parts_are_collected(tmp_path: Path) -> None:
    """One run tells everything: three faults in two parts."""
    parts = one('- text: "{{ foo }} and {{ bar }}"')
    other = HEAD.format(title="Other") + "blocks:\n  - text: 1-2\n"
    with pytest.raises(StageFailed) as failed:
        built(tmp_path, {**parts, "other": other})
    places = [(f.code, str(f.position)) for f in failed.value.findings]
    assert places == [
        ("EXPR-02", "total.yml:6:15"),
        ("EXPR-02", "total.yml:6:29"),
        ("TYPE-01", "other.yml:5:12"),
    ]


def test_a_condition_on_missing_data_is_a_finding(tmp_path: Path) -> None:
    """A condition may not quietly be false for want of data."""
    (finding,) = findings(
        tmp_path,
        """
        - when: balance(year=1999) < 0
          then:
            - text: A deficit.
        """,
    )
    assert finding.code == "DATA-29"


def test_contents_name_the_listed_parts(tmp_path: Path) -> None:
    """Title and folio of each listed part, the titles evaluated."""
    parts = {
        **one("- contents: parts"),
        "year": 'title: "The year {{ year }}"\nmaster: page\nblocks: [{title: Y}]\n',
        "cover": "title: Cover\nmaster: page\nlisted: false\nblocks: []\n",
    }
    made = built(tmp_path, parts).document
    toc = element(made, "total/contents-1")
    assert toc.role == "TOC"
    assert [entry.role for entry in toc.children] == ["TOCI", "TOCI"]
    assert toc.children[1].content == (
        Ref("total/contents-1/2/title", "year/part", "text", "The year 2025"),
        Ref("total/contents-1/2/page", "year/part", "page"),
    )
    assert [part.listed for part in made.parts] == [True, True, False]


def test_tabs_are_counted_among_the_parts_that_wear_one(tmp_path: Path) -> None:
    """The second of two tabs is at place 2 of 2; other parts have none."""
    page = "title: {0}\nmaster: page\ntab: {1}\nblocks: [{{title: T}}]\n"
    parts = {
        "a": page.format("A", "true"),
        "b": page.format("B", "false"),
        "c": page.format("C", "true"),
    }
    made = built(tmp_path, parts).document
    assert [part.tab for part in made.parts] == [(1, 2), None, (2, 2)]


def test_the_filler_comes_last_and_is_not_listed(tmp_path: Path) -> None:
    """Layout sets it in; the contents do not name it; it needs no title."""
    parts = {
        "notes": "title: Notes\nmaster: page\nblocks: []\n",
        **one("- contents: parts"),
    }
    made = built(tmp_path, parts, filler="notes").document
    assert [(part.id, part.filler) for part in made.parts] == [
        ("total", False),
        ("notes", True),
    ]
    assert not made.parts[-1].listed
    assert len(element(made, "total/contents-1").children) == 1


@pytest.mark.parametrize("blocks", ["[]", "[{title: A}, {title: B}]"])
def test_a_listed_part_has_one_title(tmp_path: Path, blocks: str) -> None:
    """None or two are findings at the part's title."""
    text = f"title: A\nmaster: page\nblocks: {blocks}\n"
    with pytest.raises(StageFailed) as failed:
        built(tmp_path, {"a": text})
    (finding,) = failed.value.findings
    assert (finding.code, str(finding.position)) == ("PART-11", "a.yml:1:8")


def test_an_unknown_reference_names_the_nearest(tmp_path: Path) -> None:
    """A cross reference to nothing says what may have been meant."""
    (finding,) = findings(tmp_path, "- text: See [it](#totl).")
    assert finding.code == "REF-01"
    assert finding.hint == "did you mean #total?"


def test_exhibits_carry_their_words(tmp_path: Path) -> None:
    """All prose of a specification is words; its scope has its own series and sector."""
    narrative = built(
        tmp_path,
        one(
            """
            - table:
                id: tab
                title: "To {{ year }}"
                rows: sectors
                series: sectors
                sector: "01"
                stub: Sector
                unit: US$ billions
                columns:
                  - {head: "*Exports*", cell: exports() | in_billions, spanner: Flows}
                  - {head: Imports, cell: imports() | in_billions}
                notes: ["In {{ year }}.", {when: balance() > 0, then: A surplus.}]
                alt: "{{ 2 }} columns"
            - figure:
                id: fig
                kind: balance-bars
                title: ""
                marks: {"2022": "first of {{ run('deficit') | words }}"}
            """
        ),
    )
    table, figure = narrative.exhibits["tab"], narrative.exhibits["fig"]
    assert plain(table.title) == "To 2025"
    assert table.heads == ((Text("Exports", emphasis=True),), (Text("Imports"),))
    assert table.spanners == ((Text("Flows"),), ())
    assert (plain(table.stub), plain(table.unit)) == ("Sector", "US$ billions")
    assert [plain(note) for note in table.notes] == ["In 2025.", "A surplus."]
    assert plain(table.alt) == "2 columns"
    assert (table.scope.series, table.scope.sector) == ("sectors", "01")
    assert table.title[1].bound  # type: ignore[union-attr]
    assert figure.title == ()
    assert figure.scope.series == "total"
    assert plain(figure.marks["2022"]) == "first of four"
    assert plain(narrative.corrections[0]) == "The source says “overstated”."


@pytest.mark.parametrize(
    ("second", "code"),
    [
        ("{id: fig, kind: balance-bars, title: B}", "EXHIBIT-01"),
        ("{id: two, kind: balance-bars, title: B, series: totla}", "EXHIBIT-02"),
        ('{id: two, kind: balance-bars, title: "a^[b]"}', "MARK-04"),
    ],
)
def test_faults_of_exhibits(tmp_path: Path, second: str, code: str) -> None:
    """One id twice, a series the edition lacks, a footnote where notes belong."""
    first = "{id: fig, kind: balance-bars, title: A}"
    found = findings(tmp_path, f"- figure: {first}\n- figure: {second}")
    assert [finding.code for finding in found] == [code]


def test_the_sources_that_the_edition_uses(tmp_path: Path) -> None:
    """Vintages of one source together; methods said; what is not used not named."""
    made = document(tmp_path, "- sources: used")
    items = element(made, "total/sources-1").children
    said = [plain(item.children[1].content) for item in items]
    assert said == [
        (
            "Goods. Vintages of March 2023 and October 2026; had on "
            "October\N{NO-BREAK SPACE}1, 2026. https://example.org/goods. Public domain."
        ),
        "Codes. Vintage of 2024. Public domain. Added up by us.",
    ]
    assert [plain(item.children[0].content) for item in items] == ["Bureau", "Bureau"]


def test_fields_hold_what_is_configured_only(tmp_path: Path) -> None:
    """No contact was configured, so there is none."""
    made = document(tmp_path, "- text: A.")
    assert made.fields["vintages"] == "March 2023, 2024, October 2026"
    assert made.fields["address"] == "https://example.org"
    assert "contact" not in made.fields
    assert (made.title, made.author) == ("Small Trade 2025", "A Press")
    assert (made.date, made.state, made.language) == ("2026-10-31", "draft", "en-US")


def test_printed_figures_are_recorded(tmp_path: Path) -> None:
    """Of six numbers in the words, the three that stand on the data have a record."""
    made = document(
        tmp_path,
        """
        - text: |
            In {{ year }}, 10 of 1,234.5 made {{ balance() | short }}.^[Since {{ (2000 + 22) | year }}
            and {{ first_year() }}.]
        """,
    )
    # not bound: 10, 1,234.5, and 2022, which no data decide
    assert [record.shown for record in bound(made)] == ["2025", "−$8.0bn", "2021"]


def test_an_unknown_edition_is_wrong_usage(tmp_path: Path) -> None:
    """The message says which editions there are."""
    with pytest.raises(UsageError, match="2025"):
        build(project(tmp_path, one("- text: A.")), "2024", balances())


def test_two_builds_are_equal(tmp_path: Path) -> None:
    """Nothing depends on the run: two builds give equal documents."""
    parts = one("- text: |\n    A {{ balance() | short }}^[B] [c](#total).")
    assert built(tmp_path, parts).document == built(tmp_path, parts).document
