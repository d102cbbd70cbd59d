"""Rows: what they stand for, their order, their total."""

from __future__ import annotations

import pytest

from publisher.narrative.model import plain
from publisher.tables import build
from publisher.tables.model import Table
from tests.tables.small import request

EXPORTS = 'columns: [{head: Exports, cell: "exports() | in_billions"}]\n'
IMPORTS = 'columns: [{head: Imports, cell: "imports() | in_billions"}]\n'
PARTNERS = 'rows: partners\nseries: partners\nsector: "01"\n' + IMPORTS


def lines_of(table: Table) -> list[str]:
    return [" ".join(plain(cell.content) for cell in row.cells) for row in table.body]


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("", ["2021 3.0", "2022 2.0", "2023 4.0", "2024 n.a.", "2025 5.0"]),
        ("from: 2024\n", ["2024 n.a.", "2025 5.0"]),
        ("from: 2022\nto: 2023\n", ["2022 2.0", "2023 4.0"]),
        ("from: 2023\nlimit: 1\n", ["2023 4.0"]),
    ],
)
def test_years_run_without_a_gap(written: str, lines: list[str]) -> None:
    """Every year from the first to the last has a row, also one without numbers."""
    assert lines_of(build(request("rows: years\n" + written + EXPORTS), ())) == lines


def test_months_run_without_a_gap_to_the_last_at_hand() -> None:
    """February stands between January and March with its gap; April has not been."""
    table = build(request("rows: months\nseries: months\nfrom: 2026\n" + EXPORTS), ())
    assert lines_of(table) == [
        "January 2026 0.5",
        "February 2026 n.a.",
        "March 2026 0.6",
    ]
    assert [row[1] for row in table.rows[1:]] == ["2026-01", "2026-02", "2026-03"]


def test_periods_are_those_at_hand() -> None:
    """Loose periods have no gaps to show."""
    table = build(request("rows: periods\nseries: months\nfrom: 2026\n" + EXPORTS), ())
    assert lines_of(table) == ["January 2026 0.5", "March 2026 0.6"]


def test_sectors_are_all_of_the_publication() -> None:
    """A sector without numbers keeps its row, by name, in the publication's order."""
    table = build(request("rows: sectors\nseries: sectors\n" + EXPORTS), ())
    assert lines_of(table) == ["Biotechnology 1.0", "Life Science 4.0", "Weapons n.a."]


def test_order_is_from_the_largest_down_and_what_is_missing_last() -> None:
    """Balances 3, −3 and none stand in this order; the total stays at the foot."""
    table = build(
        request(
            "rows: sectors\nseries: sectors\norder: balance()\ntotal: last\n" + EXPORTS
        ),
        (),
    )
    assert lines_of(table) == [
        "Life Science 4.0",
        "Biotechnology 1.0",
        "Weapons n.a.",
        "Total 5.0",
    ]
    assert [row.kind for row in table.body] == ["body", "body", "body", "total"]


def test_equal_rows_keep_their_natural_order() -> None:
    """Ordered by the same number, years stay in order of time."""
    table = build(
        request('rows: years\nfrom: 2021\nto: 2023\norder: "1"\n' + EXPORTS), ()
    )
    assert lines_of(table) == ["2021 3.0", "2022 2.0", "2023 4.0"]


def test_limit_cuts_after_ordering_and_never_the_total() -> None:
    """The two largest of three partners, then the sum over all three."""
    table = build(request(PARTNERS + "order: imports()\nlimit: 2\ntotal: last\n"), ())
    assert lines_of(table) == ["Belgium 2.5", "Austria 1.0", "All partners at hand 4.0"]


def test_a_label_of_its_own_names_the_row() -> None:
    """The stub prints the label expression of each row instead of the year."""
    table = build(request("rows: years\nfrom: 2025\nlabel: sector\n" + EXPORTS), ())
    assert lines_of(table) == ["TOTAL 5.0"]


def test_listed_rows_are_as_written() -> None:
    """Rows of a list are the content's own words, the last one set as the total."""
    table = build(
        request(
            """
rows: list
items: [[One, "1"], [Two, "2"], [Both, "3"]]
columns: [{head: Number}]
total: last
"""
        ),
        (),
    )
    assert lines_of(table) == ["One 1", "Two 2", "Both 3"]
    assert [row.kind for row in table.body] == ["body", "body", "total"]
    assert table.rows == (("Row", "Number"), ("One", "1"), ("Two", "2"), ("Both", "3"))
    assert table.source == ()
