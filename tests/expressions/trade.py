"""A tiny world of trade, in billions of dollars, for expressions and prose.

=========  =======  =======  =======
total      exports  imports  balance
=========  =======  =======  =======
2021          10        8        2
2022          12       13       −1
2023          11       14       −3
2024          15       20       −5
2025          16       24       −8
=========  =======  =======  =======

* ``sectors``, 2025: 01 exports 6 and imports 4; 02 exports 10 and imports 20.
* ``partners``, 2024, imports of another concept: 01 from A 1, B 3, C 6; 02 from A 7, B 3.
* ``monthly``: each month from January 2024 to March 2025 exports 2, imports 3.
* ``quarters``: balance of the first quarter −2 in 2024, −3 in 2025.
* ``printed``: the balance of 2025 as −8, rounded to whole billions.
* ``older``: the balance of 2024 as −4, of an older vintage.
* ``later``: the balance of 2025 as −9, of a later vintage.
* ``empty``: a series that awaits its data.
"""

from __future__ import annotations

from publisher.data.balances import Balances
from publisher.data.model import (
    ALL,
    TOTAL,
    WORLD,
    Key,
    Period,
    Release,
    SeriesInfo,
    Value,
)
from publisher.expressions import Scope
from publisher.provenance import Cell, Origin, Position

__all__ = ["BILLION", "HERE", "balances", "scope"]

BILLION = 10**9
HERE = Position("content/x.yml", 7, 11)
GOODS = "goods"
YEARS = {2021: (10, 8), 2022: (12, 13), 2023: (11, 14), 2024: (15, 20), 2025: (16, 24)}
SECTORS = {"01": (6, 4), "02": (10, 20)}
ORIGINS = ("total", "sectors", "partners", "later")
PARTNERS = {
    ("01", "A"): 1,
    ("01", "B"): 3,
    ("01", "C"): 6,
    ("02", "A"): 7,
    ("02", "B"): 3,
}

Values = dict[Key, dict[Period, Value]]


def _flows(
    values: Values, key: tuple[str, str, str], period: Period, flows: tuple[int, int]
) -> None:
    """Add exports, imports and balance; the line of a cell is the number's last digits."""
    series, sector, partner = key
    made = {}
    for flow, billions in zip(("exports", "imports"), flows, strict=True):
        cell = Cell(f"{series}.csv", period.year, flow)
        value = Value(
            billions * BILLION,
            "USD",
            period,
            (cell,),
            (series,),
            0,
            GOODS,
            (_release(series),),
            frozenset({series}),
        )
        made[flow] = value
    exports, imports = made["exports"], made["imports"]
    made["balance"] = exports.derive(exports.amount - imports.amount, None, imports)
    for flow, value in made.items():
        values.setdefault(Key(series, sector, flow, partner), {})[period] = value  # type: ignore[arg-type]


def _one(
    values: Values, key: Key, period: Period, billions: int, **more: object
) -> None:
    cell = Cell(f"{key.series}.csv", period.year, key.flow)
    value = Value(
        billions * BILLION,
        "USD",
        period,
        (cell,),
        (key.series,),
        **{"precision": 0, "concept": GOODS, **more},  # type: ignore[arg-type]
        releases=(_release(key.series),),
        kin=frozenset({key.series}),
    )
    values.setdefault(key, {})[period] = value


def balances() -> Balances:
    """Return the numbers of the tables above."""
    values: Values = {}
    for year, flows in YEARS.items():
        _flows(values, ("total", TOTAL, WORLD), Period.of_year(year), flows)
    for sector, flows in SECTORS.items():
        _flows(values, ("sectors", sector, WORLD), Period.of_year(2025), flows)
    whole = {"01": 10, "02": 10}
    consumption = {"concept": "imports for consumption"}
    for (sector, partner), billions in PARTNERS.items():
        key = Key("partners", sector, "imports", partner)
        _one(values, key, Period.of_year(2024), billions, **consumption)
    for sector, billions in whole.items():
        key = Key("partners", sector, "imports", ALL)
        _one(values, key, Period.of_year(2024), billions, **consumption)
    for n in range(15):
        month = Period.of_month(2024 + n // 12, n % 12 + 1)
        _flows(values, ("monthly", TOTAL, WORLD), month, (2, 3))
    for year, billions in {2024: -2, 2025: -3}.items():
        key = Key("quarters", TOTAL, "balance")
        _one(values, key, Period(f"{year}-01", f"{year}-03"), billions)
    key = Key("printed", TOTAL, "balance")
    _one(values, key, Period.of_year(2025), -8, precision=BILLION)
    _one(values, Key("older", TOTAL, "balance"), Period.of_year(2024), -4)
    _one(values, Key("later", TOTAL, "balance"), Period.of_year(2025), -9)
    return Balances(
        origins={name: _origin(name) for name in ORIGINS},
        series={
            "total": _info("year"),
            "sectors": _info("year", ("01", "02")),
            "partners": _info("year", ("01", "02"), ("A", "ALL", "B", "C"), ALL),
            "monthly": _info("month"),
            "quarters": _info("period"),
            "printed": _info("year"),
            "older": _info("year"),
            "later": _info("year"),
            "empty": _info("year", ()),
        },
        values=values,
        sector_codes=(TOTAL, "01", "02"),
    )


def _info(
    frequency: str,
    sectors: tuple[str, ...] = (TOTAL,),
    partners: tuple[str, ...] = (WORLD,),
    whole: str = WORLD,
) -> SeriesInfo:
    return SeriesInfo(
        title="Trade",
        frequency=frequency,  # type: ignore[arg-type]
        unit="USD",
        concept=GOODS,
        comparable=True,
        sectors=sectors,
        partners=partners,
        whole=whole,
    )


def _origin(name: str) -> Origin:
    vintage = _release(name).vintage
    return Origin(name, name, "Bureau", "Goods", vintage, "published", GOODS)


def _release(series: str) -> Release:
    vintages = {"older": "2023-03", "later": "2026-11"}
    return Release("bureau", vintages.get(series, "2026-10"))


def scope(**changes: object) -> Scope:
    """Return the scope of a part about the total, reference year 2025."""
    return Scope(
        balances(),
        2025,
        "total",
        sectors={"01": "Biotechnology", "02": "Life Science"},
        partners={"A": "Aland", "B": "the Blands", "C": "Cland"},
        constants={"recent": 2},
        compare_with={"total": "older"},
        revised_by={"total": "later"},
        closing_date="2026-10-31",
    ).about(**changes)
