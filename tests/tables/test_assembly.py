"""The exhibit around the cells: boxhead, notes, source, description, findings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publisher.data.model import CorrectionMark, Period
from publisher.errors import StageFailed
from publisher.narrative.model import plain
from publisher.tables import build
from publisher.tables.model import Spanner, Table
from tests.tables.small import balances, request, words

EXPORTS = 'columns: [{head: Exports, cell: "exports() | in_billions"}]\n'
COLUMNS = """
columns:
  - {head: Exports, cell: "exports() | in_billions", spanner: US$ billions}
  - {head: Imports, cell: "imports() | in_billions", spanner: US$ billions}
  - {head: Cover, cell: "cover() | in_percent", align: right}
  - {head: Balance, cell: "balance() | in_billions", spanner: US$ billions}
stub: Year
"""


def faults_of(yaml: str) -> list[tuple[str, str]]:
    with pytest.raises(StageFailed) as failed:
        build(request(yaml), ())
    assert all(finding.hint for finding in failed.value.findings)
    return [
        (found.code, str(found.position).removeprefix("content/part.yml:"))
        for found in failed.value.findings
    ]


def notes_of(table: Table) -> list[str]:
    return [plain(note) for note in table.notes]


# --- boxhead


def test_adjacent_columns_share_one_spanner() -> None:
    """The same words over columns 1, 2 and 4 are two spanners, as column 3 has none."""
    table = build(request("rows: years\n" + COLUMNS), ())
    over = words("US$ billions")
    assert table.spanners == (Spanner(over, 1, 2), Spanner(over, 4, 4))


def test_columns_keep_their_heads_and_alignment() -> None:
    """The stub is set left, numbers on their decimal point unless written otherwise."""
    table = build(request("rows: years\n" + COLUMNS), ())
    assert [(plain(column.head), column.align) for column in table.columns] == [
        ("Year", "left"),
        ("Exports", "decimal"),
        ("Imports", "decimal"),
        ("Cover", "right"),
        ("Balance", "decimal"),
    ]


# --- notes


@pytest.mark.parametrize(
    ("mark", "stands"),
    [
        (CorrectionMark(1, "in-total", None, "exports", Period.of_year(2025)), True),
        (CorrectionMark(1, "in-total"), True),
        (CorrectionMark(1, "in-total", None, "imports", Period.of_year(2025)), False),
        (CorrectionMark(1, "in-total", None, "exports", Period.of_year(2021)), False),
        (CorrectionMark(1, "in-total", "01", "exports"), False),
        (CorrectionMark(1, "in-sectors", None, "exports"), False),
    ],
)
def test_corrections_stand_with_the_numbers_they_touch(
    mark: CorrectionMark, *, stands: bool
) -> None:
    """A note on exports of 2025 stands under a table of them, one on other cells does not."""
    yaml = "rows: years\nfrom: 2025\nnotes: [Our note.]\n" + EXPORTS
    table = build(request(yaml, balances(mark)), (words("First."), words("Second.")))
    assert notes_of(table) == ["Our note."] + ["Second."] * stands


def test_a_correction_reaches_what_was_computed() -> None:
    """The cover ratio of 2025 rests on exports that a correction touches."""
    mark = CorrectionMark(0, "in-total", None, "exports", Period.of_year(2025))
    yaml = (
        'rows: years\nfrom: 2025\ncolumns: [{head: C, cell: "cover() | in_percent"}]\n'
    )
    table = build(request(yaml, balances(mark)), (words("Exports are overstated."),))
    assert notes_of(table) == ["Exports are overstated."]


# --- source and description


def test_the_source_line_names_what_the_cells_stand_on() -> None:
    """Two datasets, one of them our computation; the series that is not shown is not named."""
    table = build(
        request(
            """
rows: partners
series: partners
sector: "01"
columns:
  - {head: Imports, cell: "imports() | in_billions"}
  - {head: Total, cell: "imports(series='total', sector='TOTAL', partner='WORLD') | in_billions"}
"""
        ),
        (),
    )
    assert plain(table.source) == (
        "Sources: our computation from Census Bureau, Imports, vintage of October 2026; "
        "Census Bureau, Trade, vintage of October 2026."
    )


def test_the_description_says_size_content_and_extremes() -> None:
    """Computed words: rows by columns, what is listed, the extremes as printed."""
    table = build(request("rows: years\nfrom: 2022\n" + COLUMNS), ())
    assert table.alt == (
        "A table of 4 rows and 5 columns. "
        "Year: 2022 to 2025. "
        "Columns: Exports, Imports, Cover, and Balance. "
        "Exports (US$ billions): highest 5.0 (2025), lowest 2.0 (2022). "
        "Imports (US$ billions): highest 8.0 (2025), lowest 2.0 (2022). "
        "Cover: highest 100.0 (2022), lowest 62.5 (2025). "
        "Balance (US$ billions): highest nil (2022), lowest minus 3.0 (2025)."
    )


def test_columns_alike_are_described_with_their_spanners() -> None:
    """Two columns "Exports" are named so that a listener can tell them apart."""
    table = build(
        request(
            """
rows: years
from: 2025
columns:
  - {head: Exports, cell: "exports() | in_billions", spanner: Billions}
  - {head: Exports, cell: "exports() | in_millions", spanner: Millions}
  - {head: "Cover, %", cell: "cover() | in_percent", spanner: Ratios}
"""
        ),
        (),
    )
    assert table.alt == (
        "A table of 1 row and 4 columns. Row: 2025. "
        "Columns: Exports (Billions); Exports (Millions); and Cover, %."
    )


def test_a_written_description_goes_before_the_computed_one() -> None:
    """The content's own alternative text is kept."""
    table = build(request("rows: years\nalt: Trade by year.\n" + EXPORTS), ())
    assert table.alt == "Trade by year."


def test_building_twice_gives_equal_tables() -> None:
    """A table is a value: nothing in it depends on the run."""
    yaml = "rows: years\n" + COLUMNS
    assert build(request(yaml), ()) == build(request(yaml), ())


# --- findings


def test_all_faults_are_reported_each_once_where_it_stands() -> None:
    """Wrong in two columns and five rows: two findings, at the word in the cell."""
    yaml = """rows: years
columns:
  - {head: X, cell: "exprts() | in_billions"}
  - {head: Y, cell: "balance()"}
"""
    assert faults_of(yaml) == [("EXPR-02", "3:22"), ("EXPR-05", "4:22")]


@pytest.mark.parametrize(
    ("yaml", "faults"),
    [
        ("rows: years\nfrom: 2023\nto: 2021\n" + EXPORTS, [("TABLE-06", "2:7")]),
        ("rows: years\nseries: none\n" + EXPORTS, [("TABLE-02", "2:9")]),
        ("rows: years\ntotal: last\n" + EXPORTS, [("TABLE-04", "2:8")]),
        ("rows: years\norder: sector\n" + EXPORTS, [("TABLE-07", "2:8")]),
        ("rows: years\norder: balanc()\n" + EXPORTS, [("EXPR-02", "2:8")]),
        ("rows: years\nfrom: 2024\nto: 2024\n" + EXPORTS, [("TABLE-01", "1:1")]),
        ("rows: list\ncolumns: [{head: X}]\n", [("TABLE-01", "1:1")]),
        (
            "rows: list\nitems:\n  - [A]\n  - [B, b]\n  - [C, c, c]\ncolumns: [{head: X}]\n",
            [("TABLE-03", "3:5"), ("TABLE-03", "5:5")],
        ),
    ],
)
def test_a_faulty_specification_is_found_at_its_place(
    yaml: str, faults: list[tuple[str, str]]
) -> None:
    """Each fault has its code and the position of the value that is wrong."""
    assert faults_of(yaml) == faults


def test_a_partner_without_a_name_is_found() -> None:
    """A code never prints in place of a name."""
    asked = request(
        'rows: partners\nseries: partners\nsector: "01"\n'
        'columns: [{head: I, cell: "imports() | in_billions"}]\n'
    )
    nameless = asked.scope.about(partners={"A": "Austria", "B": "Belgium"})
    with pytest.raises(StageFailed, match="the partner C has no printed name"):
        build(replace(asked, scope=nameless), ())
