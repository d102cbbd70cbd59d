"""Cells: numbers as the content prints them, and three marks that are not numbers."""

from __future__ import annotations

import pytest

from publisher.narrative.model import Text, plain
from publisher.numerals import ENGLISH
from publisher.tables import build
from publisher.tables.marks import explained, mark_of
from publisher.tables.model import Table
from tests.tables.small import request

BALANCE = """
rows: years
columns: [{head: Balance, cell: "balance() | in_billions"}]
"""


def cells_of(table: Table, column: int = 1) -> list[str]:
    return [plain(row.cells[column].content) for row in table.body]


def test_nil_negligible_missing_and_negative_look_different() -> None:
    """1.5, exactly 0, −0.01, nothing at hand and −3 billion print as five different things."""
    assert cells_of(build(request(BALANCE), ())) == ["1.5", "–", "0.0", "n.a.", "−3.0"]


def test_marks_are_spoken_as_words() -> None:
    """A screen reader says "nil" and "not available", and "minus" for the sign."""
    spoken = [
        row.cells[1].content[0].spoken
        for row in build(request(BALANCE), ()).body
        if isinstance(row.cells[1].content[0], Text)
    ]
    assert spoken == [None, "nil", None, "not available", "minus 3.0"]


def test_marks_are_explained_only_where_used() -> None:
    """All marks are explained in one note; a table without marks has no note."""
    assert [plain(note) for note in build(request(BALANCE), ()).notes] == [
        "– nil; zeros: less than half of the last digit shown; n.a. not available."
    ]
    whole = BALANCE + "from: 2025\n"
    assert build(request(whole), ()).notes == ()


@pytest.mark.parametrize(
    ("amount", "text", "mark"),
    [
        (0, "0.0", "nil"),
        (0, "0", "nil"),
        (1, "0.0", "negligible"),
        (-1, "0.0", "negligible"),
        (10, "0.1", None),
        (0, "in balance", None),
        (5, "fifth", None),
    ],
)
def test_only_zeros_need_a_mark(amount: int, text: str, mark: str | None) -> None:
    """Digits that are all zeros are nil or negligible; words never are."""
    assert mark_of(amount, text) == mark


def test_no_marks_no_note() -> None:
    """Nothing used, nothing explained."""
    assert explained(set(), ENGLISH) == ()


def test_printed_numbers_are_bound_to_their_cells() -> None:
    """Each printed number lists the input cells it stands on; "n.a." stands on none."""
    bound = build(request(BALANCE), ()).bound
    assert [record.shown for record in bound] == ["1.5", "–", "0.0", "−3.0"]
    assert [(cell.line, cell.column) for cell in bound[-1].cells] == [
        (5, "exports"),
        (5, "imports"),
    ]
    assert str(bound[0].position) == "content/part.yml:3:34"


def test_rows_hold_the_exact_numbers() -> None:
    """The CSV rows have whole dollars and exact ratios, nothing for what is missing."""
    table = build(
        request(
            """
rows: years
from: 2022
columns:
  - {head: Balance, cell: "balance() | in_billions"}
  - {head: "Cover, %", cell: "cover() | in_percent(0)"}
stub: Year
"""
        ),
        (),
    )
    assert cells_of(table, 2) == ["100", "100", "n.a.", "63"]
    assert table.rows == (
        ("Year", "code", "Balance [USD]", "Cover, % [ratio]"),
        ("2022", "2022", "0", "1"),
        ("2023", "2023", "-10000000", "0.997506234414"),
        ("2024", "2024", "", ""),
        ("2025", "2025", "-3000000000", "0.625"),
    )


def test_heads_alike_are_told_apart_by_their_spanners() -> None:
    """Two columns "Exports" of the CSV rows carry the words above them."""
    table = build(
        request(
            """
rows: years
from: 2025
columns:
  - {head: Exports, cell: "exports() | in_billions", spanner: Billions}
  - {head: Exports, cell: "exports() | in_millions", spanner: Millions}
"""
        ),
        (),
    )
    assert table.rows[0][2:] == ("Billions Exports [USD]", "Millions Exports [USD]")
