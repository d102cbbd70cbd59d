"""A tiny world of numbers, and requests for tables of it.

Billions of dollars; a dash is a number that the data do not hold:

======  =======  =======  =======
total   exports  imports  balance
======  =======  =======  =======
2021       3.0      1.5      1.5
2022       2.0      2.0      0
2023       4.0      4.01    −0.01
2024         –        –        –
2025       5.0      8.0     −3.0
======  =======  =======  =======

In 2025 the sectors: 01 exports 1 and imports 4, 02 exports 4 and imports 1, 03 nothing at
hand. Imports of 01 come from three partners: A 1, B 2.5, C 0.5.
Months of the total: January 2026 exports 0.5, imports 0.7; March 2026 exports 0.6,
imports 0.6.
"""

from __future__ import annotations

from dataclasses import replace

from publisher.content.models import TableSpec
from publisher.content.reader import parse
from publisher.content.validation import validate
from publisher.data.balances import Balances
from publisher.data.model import (
    ALL,
    TOTAL,
    WORLD,
    CorrectionMark,
    Key,
    Period,
    SeriesInfo,
    Value,
)
from publisher.expressions import Scope
from publisher.narrative.model import ExhibitRequest, Inline, Text
from publisher.provenance import Cell, Origin

__all__ = ["balances", "request", "scope", "words"]

BILLION = 10**9
_YEARS = {
    2021: (3_000_000_000, 1_500_000_000),
    2022: (2_000_000_000, 2_000_000_000),
    2023: (4_000_000_000, 4_010_000_000),
    2025: (5_000_000_000, 8_000_000_000),
}
_SECTORS = {"01": (BILLION, 4 * BILLION), "02": (4 * BILLION, BILLION)}
_PARTNERS = {"A": BILLION, "B": 2_500_000_000, "C": 500_000_000}
_MONTHS = {1: (500_000_000, 700_000_000), 3: (600_000_000, 600_000_000)}


def _both(
    series: str, sector: str, period: Period, flows: tuple[int, int], line: int
) -> dict[Key, dict[Period, Value]]:
    """Return exports, imports and balance, each with the cells of line ``line``."""
    source = f"in-{series}"
    cells = [Cell(f"{series}.csv", line, name) for name in ("exports", "imports")]
    sides = [
        Value(amount, "USD", period, (cell,), (source,), 0, "goods")
        for amount, cell in zip(flows, cells, strict=True)
    ]
    balance = sides[0].derive(flows[0] - flows[1], None, sides[1])
    values = dict(
        zip(("exports", "imports", "balance"), (*sides, balance), strict=True)
    )
    return {
        Key(series, sector, flow, WORLD): {period: value}  # type: ignore[arg-type]
        for flow, value in values.items()
    }


def _info(title: str, frequency: str, whole: str = WORLD) -> SeriesInfo:
    return SeriesInfo(
        title=title,
        frequency=frequency,  # type: ignore[arg-type]
        unit="USD",
        concept="goods",
        comparable=True,
        sectors=(TOTAL, "01", "02"),
        partners=(WORLD,),
        whole=whole,
    )


def balances(*marks: CorrectionMark) -> Balances:
    """Return the numbers of the table above, with these corrections."""
    found: dict[Key, dict[Period, Value]] = {}

    def add(values: dict[Key, dict[Period, Value]]) -> None:
        for key, line in values.items():
            found.setdefault(key, {}).update(line)

    for line, (year, flows) in enumerate(_YEARS.items(), start=2):
        add(_both("total", TOTAL, Period.of_year(year), flows, line))
    for line, (code, flows) in enumerate(_SECTORS.items(), start=2):
        add(_both("sectors", code, Period.of_year(2025), flows, line))
    add(_both("sectors", TOTAL, Period.of_year(2025), _YEARS[2025], 9))
    for month, flows in _MONTHS.items():
        add(_both("months", TOTAL, Period.of_month(2026, month), flows, month + 1))
    period = Period.of_year(2025)
    for line, (code, amount) in enumerate(_PARTNERS.items(), start=2):
        cell = Cell("partners.csv", line, "imports")
        value = Value(amount, "USD", period, (cell,), ("in-partners",), 0, "goods")
        found[Key("partners", "01", "imports", code)] = {period: value}
    everyone = Value(4 * BILLION, "USD", period, (), ("in-partners",), 0, "goods")
    found[Key("partners", "01", "imports", ALL)] = {period: everyone}
    return Balances(
        origins={
            f"in-{series}": Origin(
                input=f"in-{series}",
                source="census",
                producer="Census Bureau",
                dataset="Trade" if series != "partners" else "Imports",
                vintage="2026-10" if series != "months" else "2023-03",
                basis="published" if series != "partners" else "derived",
                concept="goods",
            )
            for series in ("total", "sectors", "months", "partners")
        },
        series={
            "total": _info("Total", "year"),
            "sectors": _info("Sectors", "year"),
            "months": _info("Months", "month"),
            "partners": _info("Partners", "year", ALL),
        },
        values=found,
        sector_codes=(TOTAL, "01", "02", "03"),
        marks=marks,
    )


def scope(numbers: Balances | None = None) -> Scope:
    """Return the scope of a part about the total, reference year 2025."""
    return Scope(
        balances=numbers or balances(),
        reference_year=2025,
        series="total",
        sectors={"01": "Biotechnology", "02": "Life Science", "03": "Weapons"},
        partners={"A": "Austria", "B": "Belgium", "C": "Chile"},
    )


def words(text: object) -> tuple[Inline, ...]:
    """Return plain prose as the narrative would hand it on."""
    return (Text(str(text)),) if text else ()


def request(yaml: str, numbers: Balances | None = None) -> ExhibitRequest:
    """Return the request of a table written in YAML, its prose plain words.

    ``id``, ``title`` and ``stub`` are added unless written.
    """
    given = "".join(
        f"{key}: {value}\n"
        for key, value in {"id": "small", "title": "Small", "stub": "Row"}.items()
        if f"{key}:" not in yaml
    )
    document, findings = parse("content/part.yml", yaml + given)
    assert document is not None, findings
    spec, faults = validate(TableSpec, document)
    assert spec is not None, faults
    about = scope(numbers)
    about = replace(
        about, series=spec.series or about.series, sector=spec.sector or about.sector
    )
    return ExhibitRequest(
        id=spec.id,
        spec=spec,
        scope=about,
        position=spec.at(),
        title=words(spec.title),
        notes=tuple(words(note) for note in spec.notes),
        alt=words(spec.alt),
        heads=tuple(words(column.head) for column in spec.columns),
        spanners=tuple(words(column.spanner) for column in spec.columns),
        stub=words(spec.stub),
        unit=words(spec.unit),
        items=tuple(tuple(words(cell) for cell in item) for item in spec.items),
    )
