"""What another figure in a cell would change, against the data read again with it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.data.balances import Balances
from publisher.data.model import NotAvailable
from publisher.provenance import Cell
from tests.data.desk import Desk, key, year

FILES: dict[str, tuple[dict[str, Any], str]] = {
    # a total that prints its balance, to be held against its months and sectors
    "total": (
        {"year": "y", "exports": "x", "imports": "m", "balance": "b"},
        "y,x,m,b\n2018,30,40,-10\n2019,42,50,-8\n",
    ),
    "older": ({"year": "y", "exports": "x", "imports": "m"}, "y,x,m\n2018,30,40\n"),
    "months": (
        {"year": "y", "month": "mo", "exports": "x"},
        "y,mo,x\n" + "".join(f"2018,{at},{2 + at % 2}\n" for at in range(1, 13)),
    ),
    "sectors": (
        {"year": "y", "sector": "s", "exports": "x", "imports": "m"},
        "y,s,x,m\n2018,01,10,30\n2018,02,20,10\n2019,01,22,40\n2019,02,20,10\n",
    ),
    # imports in two columns that add, by partner
    "partners": (
        {"year": "y", "sector": "s", "partner": "p", "exports": "x", "imports": ["m", "n"]},
        "y,s,p,x,m,n\n2018,01,WORLD,9,9,0\n2018,01,X,3,4,1\n2018,01,Y,6,2,2\n2018,02,X,1,1,1\n",
    ),
}  # fmt: skip
FIGURES = [
    Cell(f"data/{name}.csv", line, column)
    for name, (columns, csv) in FILES.items()
    for line in range(2, len(csv.splitlines()) + 1)
    for column in csv.splitlines()[0].split(",")
    if column in {"x", "m", "n", "b"}
]


def desk(root: Path, changed: Cell | None = None, delta: int = 0) -> Desk:
    """Return a project of all kinds of equations, in dollars, with one cell changed."""
    made = Desk(root)
    for name, (columns, csv) in FILES.items():
        rows = [line.split(",") for line in csv.splitlines()]
        if changed and changed.file == f"data/{name}.csv":
            at = rows[0].index(changed.column)
            rows[changed.line - 1][at] = str(int(rows[changed.line - 1][at]) + delta)
        text = "".join(",".join(row) + "\n" for row in rows)
        made.pin(name, text, columns=columns, scale=1, precision=1)
    frequency = {"months": "month"}
    for name in ("months", "sectors"):
        made.serve(name, name, frequency=frequency.get(name, "year"))
    made.serve("partners", "partners", sum_partners=True)
    guard = {
        "inputs": ["total", "older"],
        "years": [2018],
        "flow": "imports",
        "within": 2,
    }
    made.serve("total", "total", guards=[guard])
    made.footings = [
        {"series": "total", "months": "months", "within": 3},
        {"series": "sectors", "total": "total", "within": 1},
        {"series": "partners", "partners": "partners"},
    ]
    return made


def numbers(found: Balances) -> dict[object, object]:
    return {
        (key_, period): value
        for key_, line in found.values.items()
        for period, value in line.items()
    }


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Balances:
    """Return the numbers as they are."""
    return desk(tmp_path_factory.mktemp("desk")).read()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(FIGURES), st.integers(-60, 60))
def test_a_changed_cell_is_what_reading_it_would_be(
    before: Balances, cell: Cell, delta: int
) -> None:
    """Every number, the cell's own amount and every broken equation are the same."""
    changed = before.with_cell(cell, delta)
    with TemporaryDirectory() as folder:
        after = desk(Path(folder), cell, delta).read()
    assert numbers(changed) == numbers(after)
    assert dict(changed.amounts) == dict(after.amounts)
    foreseen = {equation.says for equation in before.broken_by(cell, delta)}
    assert foreseen == {each.says for each in after.equations if each.is_broken}


def test_every_kind_of_equation_is_there(before: Balances) -> None:
    """Guard, balance, months, sectors, partners: none is broken, each can be."""
    assert {each.code for each in before.equations} == {
        "DATA-21", "DATA-23", "DATA-24", "DATA-25", "DATA-31",
    }  # fmt: skip
    assert before.findings == ()
    caught = {
        equation.code for cell in FIGURES for equation in before.broken_by(cell, 10**6)
    }
    assert caught == {each.code for each in before.equations}


def test_the_numbers_of_a_cell(before: Balances) -> None:
    """Imports of sector 01 from Y: themselves, the sum of partners, and both balances."""
    effects = before.effects[Cell("data/partners.csv", 4, "n")]
    assert {(at.key.flow, at.key.partner): at.weight for at in effects} == {
        ("imports", "Y"): 1, ("imports", "ALL"): 1,
        ("balance", "Y"): -1, ("balance", "ALL"): -1,
    }  # fmt: skip
    printed = before.effects[Cell("data/total.csv", 2, "b")]
    assert [(at.key.flow, at.weight) for at in printed] == [("balance", 1)]
    flow = before.effects[Cell("data/total.csv", 2, "x")]
    assert [(at.key.flow, at.weight) for at in flow] == [("exports", 1)]


def test_the_numbers_as_they_are_stay(before: Balances) -> None:
    """Nothing is changed in place."""
    cell = Cell("data/total.csv", 3, "x")
    assert before.amount_of(cell) == 42
    assert before.with_cell(cell, 1).amount_of(cell) == 43
    assert before.amount_of(cell) == 42
    assert before.value(key("exports", series="total"), year(2019)).amount == 42
    with pytest.raises(NotAvailable, match="y in line 3"):
        before.amount_of(Cell("data/total.csv", 3, "y"))


def test_numbers_without_cells_change_alike(before: Balances) -> None:
    """The cells are gone, the amounts are the same, and so is what a change would do."""
    bare, cell = before.without_cells(), Cell("data/total.csv", 3, "x")
    total = key("exports", series="total")
    assert bare.value(total, year(2019)).cells == ()
    assert bare.with_cell(cell, 5).value(total, year(2019)).amount == 47
    assert bare.broken_by(cell, 10**6) == before.broken_by(cell, 10**6)


def test_numbers_until_a_year_end_with_it(before: Balances) -> None:
    """2018 stays, 2019 is not available."""
    until, total = before.until(year(2018)), key("exports", series="total")
    assert until.value(total, year(2018)).amount == 30
    with pytest.raises(NotAvailable):
        until.value(total, year(2019))
