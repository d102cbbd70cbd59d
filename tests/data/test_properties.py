"""What holds for any figures: laws of the trade balance, on random small tables."""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.data.balances import Balances
from publisher.data.model import ALL, Key
from tests.data.desk import Desk, year

AMOUNT = st.none() | st.integers(0, 10**6)
TABLE = st.dictionaries(
    st.tuples(st.sampled_from([2018, 2019]), st.sampled_from(["X", "Y"])),
    st.tuples(AMOUNT, AMOUNT),
    min_size=1,
)
Table = dict[tuple[int, str], tuple[int | None, int | None]]
few = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def balances(
    table: Table,
    scale: int = 1,
    order: random.Random | None = None,
    columns: str = "x,m",
) -> Balances:
    rows = [
        f"{when},{who},{'' if x is None else x},{'' if m is None else m}"
        for (when, who), (x, m) in table.items()
    ]
    if order is not None:
        order.shuffle(rows)
    mapping = {"year": "year", "partner": "who", "exports": "x", "imports": "m"}
    with TemporaryDirectory() as folder:
        csv = "\n".join([f"year,who,{columns}", *rows, ""])
        desk = Desk(Path(folder)).pin("a", csv, columns=mapping, scale=scale)
        return desk.serve("s", "a", sum_partners=True).read()


def amounts(found: Balances) -> dict[tuple[Key, int], int | object]:
    return {
        (key, period.year): value.amount
        for key, line in found.values.items()
        for period, value in line.items()
    }


@few
@given(TABLE)
def test_balance_changes_sign_when_the_flows_swap(table: Table) -> None:
    """Exports for imports and imports for exports: every balance is the opposite."""
    there, back = amounts(balances(table)), amounts(balances(table, columns="m,x"))
    for (key, at), amount in there.items():
        if key.flow == "balance":
            assert back[key, at] == -amount


@few
@given(TABLE, st.randoms())
def test_the_order_of_rows_is_irrelevant(table: Table, order: random.Random) -> None:
    """Shuffled rows give the same numbers (their cells move, of course)."""
    assert amounts(balances(table)) == amounts(balances(table, order=order))


@few
@given(TABLE)
def test_scaling_the_unit_scales_every_number(table: Table) -> None:
    """Read as thousands, everything is a thousand times what it was."""
    one, thousand = amounts(balances(table)), amounts(balances(table, scale=1000))
    assert thousand == {key: amount * 1000 for key, amount in one.items()}


@few
@given(TABLE)
def test_missing_stays_missing_and_origins_unite(table: Table) -> None:
    """A side that is missing has no number and gives no balance; a sum has all cells."""
    found = balances(table)
    for (when, who), (x, m) in table.items():
        for flow, amount in (("exports", x), ("imports", m)):
            key = Key("s", "TOTAL", flow, who)
            assert found.has(key, year(when)) == (amount is not None)
        both = x is not None and m is not None
        assert found.has(Key("s", "TOTAL", "balance", who), year(when)) == both
    for key, line in found.values.items():
        for period, value in line.items():
            if key.partner == ALL and key.flow != "balance":
                held = [
                    found.value(other, period)
                    for other in found.values
                    if (other.flow, other.partner) in {(key.flow, "X"), (key.flow, "Y")}
                    and found.has(other, period)
                ]
                assert value.amount == sum(part.amount for part in held)
                assert set(value.cells) == {
                    cell for part in held for cell in part.cells
                }
