"""The real inputs of the 2025 edition, against the figures their documentation states."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from publisher.content import load
from publisher.content.models import Edition
from publisher.content.project import Project
from publisher.data import read
from publisher.data.balances import Balances
from publisher.data.model import ALL, Key, Misuse, NotAvailable, Period
from tests.data.desk import key, year

ROOT = Path(__file__).parents[2]
MILLION = 10**6
TOTAL = key("balance", series="total")
QUARTER = Period("2024-01", "2024-03")


@pytest.fixture(scope="module")
def project() -> Project:
    return load(ROOT)


@pytest.fixture(scope="module")
def balances(project: Project) -> Balances:
    """Return every declared series, those of later editions too."""
    edition: Edition = project.editions["2025"]
    series = tuple(project.sources.series)
    return read(project, edition.model_copy(update={"series": series}))


def test_the_edition_itself_reads(project: Project) -> None:
    """The 2025 edition finds all its series, with no fault."""
    edition = project.editions["2025"]
    assert set(edition.series) <= set(read(project, edition).series)


def test_the_deficit_of_2025(balances: Balances) -> None:
    """551,277.6 - 965,992.6 = -414,715.0 million: the largest deficit of the series."""
    value = balances.value(TOTAL, year(2025))
    assert value.amount == -414_715 * MILLION
    assert value.precision == 100_000
    assert [cell.column for cell in value.cells] == ["exports_musd", "imports_musd"]
    assert balances.record(TOTAL, "low")[1] == year(2025)
    assert balances.rank(TOTAL, year(2025), "periods", "low").amount == 1


def test_the_history_of_the_balance(balances: Balances) -> None:
    """Largest surplus 1991 (38,389.3), first deficit 2002, 24 years in a row by 2025."""
    value, when = balances.record(TOTAL, "high")
    assert (value.amount, when) == (38_389_300_000, year(1991))
    assert balances.first("total", "TOTAL", "deficit").amount == 2002
    assert balances.run("total", "TOTAL", year(2025), "deficit").amount == 24
    assert len(balances.periods("total", "TOTAL", "balance")) == 37


def test_growth_in_2025(balances: Balances) -> None:
    """Exports 551,277.6 after 466,531.8; imports 965,992.6 after 760,961.2."""
    for flow, new, old in (
        ("exports", 5_512_776, 4_665_318),
        ("imports", 9_659_926, 7_609_612),
    ):
        growth = balances.growth(key(flow, series="total"), year(2025))
        assert growth.amount == Fraction(new, old) - 1


def test_the_splice(balances: Balances) -> None:
    """2017 is of the old vintage to the dollar, 2018 of the new one to 0.1 million."""
    exports = key("exports", series="total")
    assert balances.value(exports, year(2017)).amount == 353_798_278_633
    assert balances.value(exports, year(2018)).amount == 368_630_900_000
    assert balances.value(TOTAL, year(2018)).amount == -127_427_300_000
    assert [part.last.year for part in balances.info("total").splice] == [2017, 2025]


def test_revisions_as_documented(balances: Balances) -> None:
    """2018 and 2019 nothing; 2020 +88.8 / -98.4; 2021 +263.4 / -443.6; 2022 +940.8 / -1,534.7."""
    rounded = {
        flow: [
            round(value.amount / 100_000) / 10
            for value in balances.revisions(
                key(flow, series="total-2023"), key(flow, series="total")
            ).values()
        ]
        for flow in ("exports", "imports")
    }
    assert rounded == {
        "exports": [0.0, 0.0, 88.8, 263.4, 940.8],
        "imports": [0.0, 0.0, -98.4, -443.6, -1534.7],
    }


def test_months_reach_to_july_2026(balances: Balances) -> None:
    """451 months; the twelve of 2025 are the year within 0.2 million."""
    of = key("exports", series="total-monthly")
    months = balances.periods("total-monthly", "TOTAL", "exports")
    assert (len(months), months[0].start, months[-1].end) == (451, "1989-01", "2026-07")
    summed = balances.rolling(of, Period.of_month(2025, 12)).amount
    assert abs(summed - 551_277_600_000) <= 200_000


def test_imports_by_partner(balances: Balances) -> None:
    """The ten sectors of 50 partners add to 753,221.9 million, Electronics to 86,230.9."""
    keys = [
        Key("partners-2024", code, "imports", ALL)
        for code in balances.sectors("partners-2024")
    ]
    assert len(keys) == 10
    total = balances.total(keys, year(2024))
    assert round(total.amount / 100_000) == 7_532_219
    electronics = Key("partners-2024", "05", "imports", ALL)
    assert round(balances.value(electronics, year(2024)).amount / 100_000) == 862_309
    assert "4359" not in balances.info("partners-2024").partners
    left = balances.value(
        Key("not-placed-2024", "UNMAPPED", "imports", ALL), year(2024)
    )
    assert round(left.amount / 10**8) == 389
    assert balances.origins["imports-2024"].basis == "derived"


def test_electric_vehicles_in_electronics(balances: Balances) -> None:
    """35.0 of 86.2 billion: two fifths, of one concept, so a share may be taken."""
    vehicles = Key("electric-vehicles", "05", "imports", ALL)
    electronics = Key("partners-2024", "05", "imports", ALL)
    assert balances.value(vehicles, year(2024)).amount == 35 * 10**9
    share = balances.share(vehicles, year(2024), electronics)
    assert round(share.amount * 100) == 41


def test_consumption_is_not_general_imports(balances: Balances) -> None:
    """The derived imports are never a share of the official total."""
    derived = Key("partners-2024", "05", "imports", ALL)
    with pytest.raises(Misuse, match="consumption"):
        balances.share(derived, year(2024), key("imports", series="total"))


def test_quarters_with_their_notes(balances: Balances) -> None:
    """Aerospace: 17,882 million in the first quarter of 2024, under both notes."""
    aerospace = Key("quarters", "08", "balance")
    assert balances.value(aerospace, QUARTER).amount == 17_882 * MILLION
    assert balances.change(aerospace, QUARTER).amount == 1_568 * MILLION
    assert balances.corrections_of(Key("quarters", "08", "exports"), QUARTER) == (0, 1)
    assert balances.corrections_of(Key("quarters", "01", "imports"), QUARTER) == ()
    assert balances.sectors("quarters") == ("01", "07", "08")


def test_headlines_of_2018(balances: Balances) -> None:
    """-129, -16.4 and -173.6 billion, each to its own rounding."""
    found = {
        code: balances.value(Key("headlines-2018", code, "balance"), year(2018))
        for code in ("TOTAL", "01", "04")
    }
    assert {code: value.amount // 10**8 for code, value in found.items()} == {
        "TOTAL": -1290, "01": -164, "04": -1736,
    }  # fmt: skip
    assert {value.precision for value in found.values()} == {10**9, 10**8}
    assert balances.record(key("balance", series="total-2018"), "low")[1] == year(2018)


def test_sectors_await_their_data(balances: Balances) -> None:
    """No official full-year figure by sector is at hand, and none is made up."""
    with pytest.raises(NotAvailable):
        balances.value(Key("sectors", "08", "balance"), year(2025))


def test_goods_end_in_2022(balances: Balances) -> None:
    """Exports of advanced technology were 19 % of all goods in 2022; 2023 has no share."""
    exports, goods = key("exports", series="total-2023"), key("exports", series="goods")
    share = balances.share(exports, year(2022), goods)
    assert round(share.amount * 1000) == 189
    with pytest.raises(NotAvailable):
        balances.share(key("exports", series="total"), year(2023), goods)
