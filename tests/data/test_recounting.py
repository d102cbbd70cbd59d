"""Two computations of the same numbers: plain values, and pandas."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher import data
from publisher.content import load
from publisher.content.models import SeriesSpec
from publisher.data.balances import Balances
from publisher.data.flows import build
from publisher.data.inputs import Observation
from publisher.data.model import Key, Period, Value
from publisher.data.recounting import differences
from publisher.errors import StageFailed
from publisher.provenance import Cell

ROOT = Path(__file__).parents[2]
SPECS = {
    "one": {"pieces": [{"input": "a"}], "sum_partners": True},
    "two": {"pieces": [{"input": "b", "to": 2018}, {"input": "c", "from": 2019}]},
    "none": {"pieces": []},
}
OBSERVED = st.dictionaries(
    st.tuples(
        st.sampled_from("abc"),
        st.sampled_from(["01", "02"]),
        st.sampled_from(["WORLD", "X", "Y"]),
        st.sampled_from(["exports", "imports", "balance"]),
        st.sampled_from([2018, 2019]),
    ),
    st.integers(-(10**15), 10**15),
    min_size=1,
)


def series() -> dict[str, SeriesSpec]:
    about = {"title": "T", "frequency": "year"}
    made = {name: {**about, **spec} for name, spec in SPECS.items()}
    return {
        name: SeriesSpec.model_validate(spec, strict=False)
        for name, spec in made.items()
    }


def balances(observations: list[Observation]) -> Balances:
    """Return the numbers that `flows` makes."""
    values: dict[Key, dict[Period, Value]] = {}
    for row in build(observations, series())[0]:
        key = Key(row.series, row.sector, row.flow, row.partner)
        values.setdefault(key, {})[row.period] = Value(row.amount, "USD", row.period)
    return Balances({}, {}, values)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(OBSERVED, st.data())
def test_both_get_the_same(
    table: dict[tuple[str, str, str, str, int], int], data: st.DataObject
) -> None:
    """Splices, sums over partners, balances printed and computed, and what is missing.

    A number that is changed by a dollar, or left out, is found.
    """
    observations = [
        Observation(
            name, sector, partner, flow, f"{year}-01", f"{year}-12",  # type: ignore[arg-type]
            amount, 0, (Cell("f", at, flow),), (amount,),
        )
        for at, ((name, sector, partner, flow, year), amount) in enumerate(table.items())
    ]  # fmt: skip
    found = balances(observations)
    assert list(differences(observations, series(), found)) == []
    if not found.values:
        return
    key = data.draw(st.sampled_from(sorted(found.values)))
    period, value = next(iter(found.values[key].items()))
    for line in ({**found.values[key], period: value.derive(value.amount + 1)}, {}):
        other = Balances({}, {}, {**found.values, key: line})
        faults = list(differences(observations, series(), other))
        assert {fault.code for fault in faults} == {"DATA-33"}


@pytest.mark.parametrize("edition", ["2018", "2025", "specimen"])
def test_the_editions(edition: str) -> None:
    """Every number of the shipped editions; one that is off by a dollar stops a build."""
    project = load(ROOT)
    spec = project.editions[edition]
    found = data.read(project, spec)
    data.recount(project, spec, found)
    cell = next(iter(found.effects))
    with pytest.raises(StageFailed) as failed:
        data.recount(project, spec, found.with_cell(cell, 1))
    assert {fault.code for fault in failed.value.findings} == {"DATA-33"}
