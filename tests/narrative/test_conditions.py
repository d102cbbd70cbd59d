"""What one edition prints of the content that several share."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publisher.content.models import Edition
from publisher.data.balances import Balances
from publisher.errors import Finding, StageFailed
from publisher.narrative import build
from publisher.narrative.model import Narrative, plain
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


def elsewhere() -> Balances:
    """Return the tiny world with a series that only other editions read."""
    made = balances()
    absent = replace(made.series["empty"], read=False)
    return replace(made, series={**made.series, "elsewhere": absent})


def words(made: Narrative) -> list[str]:
    """Return the words of all elements that have any."""
    said = (plain(each.content) for each in made.document.elements())
    return [text for text in said if text]


def edited(root: Path, parts: dict[str, str], **changes: object) -> Narrative:
    """Return the narrative of an edition with these changes."""
    made = project(root, parts)
    known = made.editions["2025"].model_dump()
    edition = Edition.model_validate({**known, **changes})
    return build(replace(made, editions={"2025": edition}), "2025", elsewhere())


def failed(root: Path, parts: dict[str, str], **changes: object) -> list[Finding]:
    """Return the findings of an edition with these changes."""
    with pytest.raises(StageFailed) as failure:
        edited(root, parts, **changes)
    return list(failure.value.findings)


# --- series that the edition does not read


def test_a_series_of_other_editions_is_not_available(tmp_path: Path) -> None:
    """Content may ask for it, in a condition and with a share of it, and gets a no."""
    parts = one(
        """
        - text:
            when: available('balance', series='elsewhere')
            then: "{{ balance(series='elsewhere') | billions }}"
            otherwise: Not read.
        - text:
            when: available(share('exports', of='elsewhere'))
            then: Of it.
            otherwise: No share of it.
        """
    )
    assert words(edited(tmp_path, parts))[-2:] == ["Not read.", "No share of it."]


def test_a_figure_of_other_editions_is_a_finding(tmp_path: Path) -> None:
    """Without such a condition it is said that the edition does not read the series."""
    text = "- text: \"{{ balance(series='elsewhere') | billions }}\""
    [finding] = failed(tmp_path, one(text))
    assert finding.message.endswith("(series elsewhere), not in this edition")
    [unknown] = failed(tmp_path, one(text.replace("elsewhere", "elswhere")))
    assert "there is no series 'elswhere'" in unknown.message
    assert unknown.hint is not None
    assert unknown.hint.startswith("did you mean 'elsewhere'?")


def test_an_exhibit_of_other_editions_is_a_finding(tmp_path: Path) -> None:
    """It is told to stand under a condition."""
    parts = one("- figure: {id: f, kind: balance-bars, title: t, series: elsewhere}")
    [finding] = failed(tmp_path, parts)
    assert finding.code == "EXHIBIT-02"
    assert finding.message == "the edition does not read the series 'elsewhere'"


# --- parts


def test_a_part_whose_condition_fails_is_left_out(tmp_path: Path) -> None:
    """From the document and from the contents; the numbered tabs close up."""
    blocks = "blocks:\n  - title: T\n"
    parts = {
        name: f"tab: true\n{when}{HEAD.format(title=name)}{blocks}"
        for name, when in (
            ("one", ""),
            ("two", "when: balance() > 0\n"),
            ("three", "when: balance() < 0\n"),
        )
    }
    made = built(tmp_path, parts).document
    assert [(part.id, part.tab) for part in made.parts] == [
        ("one", (1, 2)),
        ("three", (2, 2)),
    ]


def test_a_part_that_is_left_out_is_checked(tmp_path: Path) -> None:
    """A misspelt name does not wait in it until new data arrive."""
    parts = one('- text: "{{ blance() | billions }}"', when="balance() > 0")
    with pytest.raises(StageFailed) as failure:
        built(tmp_path, parts)
    assert [each.code for each in failure.value.findings] == ["EXPR-02"]


@pytest.mark.parametrize(
    ("target", "changes", "message"),
    [
        ("other", {"omit": ("other",)}, "does not print the part 'other'"),
        ("fig", {"omit": ("other",)}, "does not print the part 'other'"),
        ("fig", {"replace": {"other": {"graph": ()}}}, "does not print 'fig'"),
    ],
)
def test_a_reference_to_what_an_edition_leaves_out(
    tmp_path: Path, target: str, changes: dict[str, object], message: str
) -> None:
    """It names the edition and the part, at the place of the reference."""
    parts = one(f"- text: See [there](#{target}).")
    parts["other"] = HEAD.format(title="Other") + (
        "blocks:\n  - title: Other\n  - name: graph\n"
        "    figure: {id: fig, kind: balance-bars, title: A}\n"
    )
    assert edited(tmp_path, parts)
    [finding] = failed(tmp_path, parts, **changes)
    assert finding.code == "REF-01"
    assert finding.message == f"the edition 2025 {message}"
    assert str(finding.position).startswith("total.yml:6:")


def test_a_replaced_block_speaks_for_its_part(tmp_path: Path) -> None:
    """Its expressions are about the part's subject."""
    parts = one("- {name: it, text: Old.}")
    made = edited(
        tmp_path,
        parts,
        replace={"total": {"it": ({"text": "{{ balance() | billions }}"},)}},
    )
    assert words(made)[-1] == "−$8.0\u00a0billion"


# --- smaller things


def test_key_figures_and_terms_have_conditions(tmp_path: Path) -> None:
    """Those that do not hold leave no gap; a row without any is no row."""
    made = document(
        tmp_path,
        """
        - key_figures:
            - {when: balance() > 0, figure: "1", label: surplus}
            - {when: balance() < 0, figure: "2", label: deficit}
        - key_figures:
            - {when: balance() > 0, figure: "3", label: surplus}
        - terms:
            - {when: balance() > 0, term: A, text: a}
            - {term: B, text: b}
        """,
    )
    shown = [plain(each.content) for each in made.elements() if each.content]
    assert shown == ["The total", "2", "deficit", "B", "b"]


def test_a_text_is_made_of_pieces(tmp_path: Path) -> None:
    """Each piece has its own condition; together they are one text, items of lists too."""
    made = document(
        tmp_path,
        """
        - text:
            - One.
            - when: balance() > 0
              then: Two.
            - |
              - {{ 'In deficit.' if balance() < 0 else '' }}
              - {{ 'In surplus.' if balance() > 0 else '' }}
        """,
    )
    text = element(made, "total/text-1")
    assert [child.role for child in text.children] == ["P", "L"]
    said = [plain(each.content) for each in text.walk() if each.content]
    assert said == ["One.", "•", "In deficit."]


def test_columns_notes_marks_and_rows_have_conditions(tmp_path: Path) -> None:
    """What does not hold is not asked for; marks and years may be computed."""
    made = built(
        tmp_path,
        one(
            """
            - table:
                id: tab
                title: A
                rows: list
                stub: S
                columns:
                  - {head: One, when: balance() > 0}
                  - {head: Two}
                items:
                  - [a, b, c]
                  - ["{{ '' if balance() < 0 else 'd' }}", e, f]
            - figure:
                id: fig
                kind: balance-bars
                title: A
                from: year - 2
                to: last_year()
                notes: ["{{ '' if balance() < 0 else 'Surplus.' }}", Note.]
                marks:
                  first_deficit(): first
                  "2023": {when: balance() > 0, then: never}
                  last_month(series='monthly'): a month
            """
        ),
    )
    table, figure = made.exhibits["tab"], made.exhibits["fig"]
    assert [plain(head) for head in table.heads] == ["Two"]
    assert [[plain(cell) for cell in row] for row in table.items] == [["a", "c"]]
    assert len(table.spec.columns) == 1  # type: ignore[union-attr]
    assert (figure.spec.first, figure.spec.last) == (2023, 2025)
    assert [plain(note) for note in figure.notes] == ["Note."]
    said = {name: plain(words) for name, words in figure.marks.items()}
    assert said == {"2022": "first", "2025-03": "a month"}


@pytest.mark.parametrize(
    ("exhibit", "code", "column"),
    [
        ("from: balance()", "EXHIBIT-03", 47),
        ("from: yaer - 2", "EXPR-02", 47),
        ("from: first_surplus(series='printed')", "DATA-29", 47),
        ("marks: {yaer: a}", "EXPR-02", 49),
    ],
)
def test_years_of_exhibits_are_years(
    tmp_path: Path, exhibit: str, code: str, column: int
) -> None:
    """An expression that comes to none is one finding at its place."""
    block = f"- figure: {{id: f, kind: balance-bars, {exhibit}, title: t}}"
    [finding] = findings(tmp_path, block)
    assert finding.code == code
    assert finding.position is not None
    assert (finding.position.line, finding.position.column) == (6, column)


def test_a_table_keeps_a_column(tmp_path: Path) -> None:
    """One whose columns are all left out is told to stand under a condition itself."""
    [finding] = findings(
        tmp_path,
        """
        - table:
            id: tab
            title: A
            rows: years
            stub: Year
            columns: [{head: One, cell: "balance() | billions", when: balance() > 0}]
        """,
    )
    assert finding.code == "EXHIBIT-04"
