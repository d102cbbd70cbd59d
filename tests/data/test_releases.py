"""Values know who said so, when, and how settled it was; splices of releases need a guard."""

from __future__ import annotations

import pytest

from publisher.data.model import Misuse, Release
from tests.data.desk import Desk, key, year

OLD = "year,x,m\n2017,5,3\n2018,6,4\n"
NEW = "year,x,m\n2018,6,4\n2019,7,9\n"


def spliced(desk: Desk, **spec: object) -> Desk:
    """Return a series of an old vintage to 2017 and of a new one from 2018."""
    desk.pin("a", OLD, vintage="v1").pin("b", NEW, vintage="v2", status="revised")
    pieces = [{"input": "b", "from": 2018}, {"input": "a", "to": 2017}]
    return desk.serve("s", **{"pieces": pieces, **spec})  # type: ignore[arg-type]


GUARD = {"inputs": ["a", "b"], "years": [2018], "within": 0}


def test_a_value_knows_its_releases(desk: Desk) -> None:
    """Source, vintage and status; a change over the splice rests on both releases."""
    balances = spliced(desk, guards=[GUARD]).read()
    old, new = Release("bureau", "v1"), Release("bureau", "v2", "revised")
    assert balances.value(key("exports"), year(2017)).releases == (old,)
    assert balances.value(key("balance"), year(2018)).releases == (new,)
    change = balances.change(key("exports"), year(2018))
    assert (change.amount, change.releases) == (1000, (old, new))
    assert balances.growth(key("exports"), year(2018)).releases == (old, new)
    assert str(new) == "bureau v2, revised"


def test_a_splice_of_releases_needs_a_guard(desk: Desk) -> None:
    """Two vintages, or one vintage of two statuses, do not follow each other unseen."""
    assert [code for code, _ in spliced(desk).codes()] == ["DATA-30"]
    (fault,) = desk.faults()
    assert "goes from bureau v1 to bureau v2, revised" in fault.message
    assert "guards: {inputs: [a, b]" in str(fault.hint)
    desk.inputs["b"]["vintage"] = "v1"
    assert [code for code, _ in desk.codes()] == ["DATA-30"]
    del desk.inputs["b"]["status"]
    assert desk.codes() == []


def two_vintages(desk: Desk, **spec: object) -> Desk:
    desk.pin("a", OLD, vintage="v1").pin("b", NEW, vintage="v2")
    return desk.serve("s", "a").serve("t", "b", **spec)


def test_vintages_are_not_combined(desk: Desk) -> None:
    """A share, or a sum, of 2018 in two vintages; the refusal names both."""
    balances = two_vintages(desk).read()
    one, other = key("exports"), key("exports", series="t")
    with pytest.raises(Misuse, match="bureau v1 and bureau v2") as refusal:
        balances.share(one, year(2018), other)
    assert "revised(…)" in str(refusal.value.hint)
    with pytest.raises(Misuse, match="different vintages"):
        balances.total([one, other], year(2018))
    assert balances.revisions(one, other)[year(2018)].amount == 0


@pytest.mark.parametrize("side", ["s", "t"])
def test_vintages_that_are_declared_comparable(desk: Desk, side: str) -> None:
    """Either series may say so."""
    two_vintages(desk)
    other = {"s": "t", "t": "s"}[side]
    desk.series[side]["comparable_with"] = [other]
    balances = desk.read()
    share = balances.share(key("exports"), year(2018), key("exports", series="t"))
    assert share.amount == 1
