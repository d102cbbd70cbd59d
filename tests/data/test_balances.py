"""The measures: each worked out by hand on a handful of rows."""

from __future__ import annotations

from fractions import Fraction

import pytest

from publisher.data.balances import Balances
from publisher.data.model import ALL, Key, Misuse, NotAvailable, Period
from tests.data.desk import Desk, key, year

ANNUAL = "year,x,m\n2016,9,4\n2017,6,6\n2018,5,8\n2019,4,9\n2020,6,9\n"
"""Balances: 5, 0, -3, -5, -3 thousand."""

SECTORS = "year,code,x,m\n2019,01,4,1\n2019,02,4,6\n2019,TOTAL,8,7\n2020,01,5,1\n"

MONTHS = "y,mo,x\n" + "".join(
    f"{at},{month},{month}\n" for at in (2019, 2020) for month in range(1, 13)
)


@pytest.fixture(scope="module")
def balances(tmp_path_factory: pytest.TempPathFactory) -> Balances:
    """Return a total, two sectors, partners, months and another concept."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    desk.pin("a", ANNUAL, precision=1000).serve("s", "a")
    by_sector = {"year": "year", "sector": "code", "exports": "x", "imports": "m"}
    desk.pin("b", SECTORS, columns=by_sector).serve("parts", "b")
    by_partner = {"year": "year", "partner": "who", "imports": "m"}
    desk.pin("p", "year,who,m\n2019,X,3\n2019,Y,4\n", columns=by_partner)
    desk.serve("partners", "p", sum_partners=True)
    by_month = {"year": "y", "month": "mo", "exports": "x"}
    desk.pin("mo", MONTHS, columns=by_month).serve("months", "mo", frequency="month")
    desk.pin("o", ANNUAL, concept="other").serve("other", "o")
    desk.pin("f", ANNUAL).serve("apart", "f", comparable=False)
    desk.pin("v", "year,x,m\n2019,5,9\n2020,6,9\n2021,1,1\n").serve("newer", "v")
    return desk.read()


def test_cover_ratio(balances: Balances) -> None:
    """9 exported for 4 imported: 9/4, exactly, from both cells, with no rounding step."""
    value = balances.cover("s", "TOTAL", year(2016))
    assert value.amount == Fraction(9, 4)
    assert (value.unit, value.precision, len(value.cells)) == ("ratio", 0, 2)


def test_share(balances: Balances) -> None:
    """Sector 01 exports 4 of 8; shares of another flow or concept have no meaning."""
    part, whole = key("exports", "01", "parts"), key("exports", "TOTAL", "parts")
    value = balances.share(part, year(2019), whole)
    assert (value.amount, value.unit) == (Fraction(1, 2), "ratio")
    with pytest.raises(Misuse, match="different flows"):
        balances.share(part, year(2019), key("imports", "TOTAL", "parts"))
    with pytest.raises(Misuse, match="goods; fas"):
        balances.share(part, year(2019), key("exports", series="other"))
    with pytest.raises(Misuse, match="not comparable"):
        balances.share(part, year(2019), key("exports", series="apart"))
    with pytest.raises(NotAvailable, match="zero"):
        balances.share(key("balance"), year(2017), key("balance"))


def test_change_and_growth(balances: Balances) -> None:
    """Exports 4 to 6: +2 thousand, +1/2. A deficit of 3 after 5: -2/5."""
    assert balances.change(key("exports"), year(2020)).amount == 2000
    assert balances.growth(key("exports"), year(2020)).amount == Fraction(1, 2)
    assert balances.growth(key("balance"), year(2020)).amount == Fraction(-2, 5)
    assert balances.growth(key("balance"), year(2019)).amount == Fraction(2, 3)
    assert balances.growth(key("balance"), year(2017)).amount == -1
    with pytest.raises(NotAvailable, match="changed its sign"):
        balances.growth(key("balance"), year(2018))
    with pytest.raises(NotAvailable, match="2015"):
        balances.change(key("exports"), year(2016))


def test_growth_from_a_surplus_to_a_deficit_is_not_a_number(desk: Desk) -> None:
    """From +1 to -1: a change of -2 thousand, but no growth rate."""
    desk.pin("a", "year,x,m\n2019,2,1\n2020,1,2\n").serve("s", "a")
    balances = desk.read()
    assert balances.change(key("balance"), year(2020)).amount == -2000
    with pytest.raises(NotAvailable):
        balances.growth(key("balance"), year(2020))


def test_record(balances: Balances) -> None:
    """The largest deficit is that of 2019; up to 2018 it is that of 2018."""
    value, when = balances.record(key("balance"), "low")
    assert (value.amount, when) == (-5000, year(2019))
    assert len(value.cells) == 10
    assert balances.record(key("balance"), "low", year(2018))[1] == year(2018)
    assert balances.record(key("exports"), "high")[1] == year(2016)
    assert balances.record(key("exports"), "high", year(2020))[1] == year(2016)
    with pytest.raises(NotAvailable):
        balances.record(key("balance"), "low", year(2000))


def test_record_of_equals_is_the_earliest(balances: Balances) -> None:
    """Imports of 9 in 2019 and 2020: 2019 was first."""
    assert balances.record(key("imports"), "high")[1] == year(2019)


def test_first(balances: Balances) -> None:
    """First deficit 2018, from all cells up to then; a balance of zero is neither."""
    value = balances.first("s", "TOTAL", "deficit")
    assert (value.amount, value.unit, value.period) == (2018, "year", year(2018))
    assert {cell.line for cell in value.cells} == {2, 3, 4}
    assert balances.first("s", "TOTAL", "surplus").amount == 2016
    with pytest.raises(NotAvailable):
        balances.first("parts", "01", "deficit")


def test_run(balances: Balances) -> None:
    """Three deficits in a row by 2020, none in 2017; the year before is evidence."""
    value = balances.run("s", "TOTAL", year(2020), "deficit")
    assert (value.amount, value.unit, value.period) == (3, "count", year(2020))
    assert {cell.line for cell in value.cells} == {3, 4, 5, 6}
    assert balances.run("s", "TOTAL", year(2018), "deficit").amount == 1
    assert balances.run("s", "TOTAL", year(2017), "deficit").amount == 0
    assert balances.run("s", "TOTAL", year(2016), "surplus").amount == 1


def test_a_run_ends_at_a_gap(desk: Desk) -> None:
    """Deficits of 2017, 2019 and 2020 are two in a row, as 2018 is not known."""
    csv = "year,x,m\n2017,1,2\n2019,1,2\n2020,1,2\n"
    desk.pin("a", csv).serve("s", "a", gaps=["2018"])
    assert desk.read().run("s", "TOTAL", year(2020), "deficit").amount == 2


def test_rank(balances: Balances) -> None:
    """Balances 3 of sector 01 and -2 of 02: ranks 1 and 2; equal exports share 1."""
    of = Key("parts", "02", "balance")
    assert balances.rank(of, year(2019)).amount == 2
    assert balances.rank(of, year(2019), order="low").amount == 1
    for code in ("01", "02"):
        assert balances.rank(key("exports", code, "parts"), year(2019)).amount == 1
    value = balances.rank(
        key("imports", "TOTAL", "partners", "X"), year(2019), "partners"
    )
    assert (value.amount, value.unit, len(value.cells)) == (2, "rank", 2)


def test_rank_among_periods(balances: Balances) -> None:
    """-3 of 2018 and of 2020 share place 2 among the deficits, after -5."""
    for at in (2018, 2020):
        assert balances.rank(key("balance"), year(at), "periods", "low").amount == 2
    assert balances.rank(key("balance"), year(2016), "periods").amount == 1


def test_rank_needs_every_sector(balances: Balances) -> None:
    """2020 lacks sector 02, so nobody knows the place of 01; a total has no place."""
    with pytest.raises(NotAvailable):
        balances.rank(key("exports", "01", "parts"), year(2020))
    with pytest.raises(Misuse, match="total"):
        balances.rank(key("exports", "TOTAL", "parts"), year(2019))
    with pytest.raises(Misuse, match="total"):
        balances.rank(key("imports", "TOTAL", "partners", ALL), year(2019), "partners")


def test_ordered(balances: Balances) -> None:
    """Partners from the largest down; equal sectors by code, the total aside."""
    keys = balances.ordered("partners", "imports", year(2019))
    assert [one.partner for one in keys] == ["Y", "X"]
    keys = balances.ordered("parts", "exports", year(2019), by="sector")
    assert [one.sector for one in keys] == ["01", "02"]
    keys = balances.ordered("parts", "imports", year(2019), by="sector")
    assert [one.sector for one in keys] == ["02", "01"]
    assert len(balances.ordered("parts", "exports", year(2020), by="sector")) == 1


def test_total(balances: Balances) -> None:
    """4 + 4 thousand; a total beside its part, or a part twice, would count twice."""
    one, two = key("exports", "01", "parts"), key("exports", "02", "parts")
    value = balances.total([one, two], year(2019))
    assert (value.amount, len(value.cells)) == (8000, 2)
    for keys in ([one, one], [one, key("exports", "TOTAL", "parts")], []):
        with pytest.raises(Misuse):
            balances.total(keys, year(2019))
    with pytest.raises(Misuse):
        balances.total([one, key("imports", "02", "parts")], year(2019))
    with pytest.raises(NotAvailable):
        balances.total([one, two], year(2020))


def test_rolling_and_year_to_date(balances: Balances) -> None:
    """Months are worth their number: a year is 78; to March 6; April to March 78."""
    of, march = key("exports", series="months"), Period.of_month(2020, 3)
    value = balances.rolling(of, march)
    assert (value.amount, value.period) == (78_000, Period("2019-04", "2020-03"))
    assert len(value.cells) == 12
    assert balances.rolling(of, march, 3).amount == 6000
    to_date = balances.year_to_date(of, march)
    assert (to_date.amount, to_date.period) == (6000, Period("2020-01", "2020-03"))
    with pytest.raises(NotAvailable):
        balances.rolling(of, Period.of_month(2019, 11))
    with pytest.raises(Misuse):
        balances.rolling(key("exports"), year(2020))


def test_revisions(balances: Balances) -> None:
    """Exports of 2019 were 4 and are 5: +1 thousand; 2020 is unchanged."""
    revised = balances.revisions(key("exports"), key("exports", series="newer"))
    amounts = {period.year: value.amount for period, value in revised.items()}
    assert amounts == {2019: 1000, 2020: 0}
    assert revised[year(2019)].inputs == ("a", "v")
    with pytest.raises(Misuse):
        balances.revisions(key("exports"), key("imports", series="newer"))
    with pytest.raises(Misuse):
        balances.revisions(key("exports"), key("exports", series="other"))
    with pytest.raises(NotAvailable):
        balances.revisions(key("exports"), key("exports", series="months"))


def test_names_that_do_not_exist(balances: Balances) -> None:
    """A slip of the pen is told with what was meant; it is not missing data."""
    with pytest.raises(Misuse, match="no series 'part'") as slip:
        balances.value(Key("part", "01", "exports"), year(2019))
    assert "did you mean 'parts'?" in str(slip.value.hint)
    with pytest.raises(Misuse, match="no sector '1'"):
        balances.has(Key("parts", "1", "exports"), year(2019))
    with pytest.raises(Misuse, match="no partner 'Q'"):
        balances.value(Key("partners", "TOTAL", "imports", "Q"), year(2019))


def test_what_there_is(balances: Balances) -> None:
    """Sectors without the total, partners without their sum, periods in order."""
    assert balances.sectors("parts") == ("01", "02")
    assert balances.info("parts").sectors == ("TOTAL", "01", "02")
    assert balances.partners("partners", "TOTAL") == ("X", "Y")
    assert [at.year for at in balances.periods("s", "TOTAL", "balance")] == [
        2016, 2017, 2018, 2019, 2020,
    ]  # fmt: skip
    assert balances.origins["a"].producer == "Bureau"
    assert balances.origins["a"].concept == "goods; fas"


def test_a_record_needs_periods_of_one_length(desk: Desk) -> None:
    """A year is not a record against its quarter."""
    columns = {"period_start": "f", "period_end": "t", "exports": "x", "imports": "m"}
    csv = "f,t,x,m\n2019-01,2019-03,1,2\n2019-01,2019-12,4,8\n"
    desk.pin("a", csv, columns=columns).serve("s", "a", frequency="period")
    balances = desk.read()
    with pytest.raises(Misuse, match="one length"):
        balances.record(key("exports"), "high")
    with pytest.raises(Misuse, match="follow each other"):
        balances.run("s", "TOTAL", year(2019), "deficit")
    assert balances.rank(key("exports"), year(2019), "periods").amount == 1
