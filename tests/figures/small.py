"""A small world of numbers to plot, a style, and requests for figures.

Whole billions of dollars. The total:

====  =======  =======  =======
year  exports  imports  balance
====  =======  =======  =======
2020       30       20       10
2021       30       10       20
2022       30       30        0
2023       30       40      −10
2024       30       70      −40
2025       40       70      −30
====  =======  =======  =======

Sectors in 2024 and 2025: 01 exports 10 and imports 30, then 10 and 35; 02 exports 20
and imports 40, then 30 and 35. Quarters of both: 01 exports 1.5, imports 2, then 2 and 1;
02 exports 4, imports 1, then 3 and 2. Imports of 01 in 2024 by partner (our own
computation): A 15, B 9, C 6. Months of 2024 and 2025: exports 2, imports 3, but imports
of December 2025 are 4.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from publisher.content.models import FigureSpec
from publisher.data.balances import Balances
from publisher.data.model import (
    ALL,
    TOTAL,
    WORLD,
    CorrectionMark,
    Flow,
    Key,
    Period,
    SeriesInfo,
    Value,
)
from publisher.expressions import Scope
from publisher.fonts import FaceSpec, Fonts
from publisher.narrative.model import ExhibitRequest, Text
from publisher.provenance import Cell, Origin
from publisher.styles.models import FigureStyle, KindStyle

__all__ = ["BILLION", "CONCEPT", "balances", "fonts", "request", "style"]

BILLION = 10**9
CONCEPT = "exports and imports of goods, Census basis; customs value"
YEARS = {
    2020: (30, 20),
    2021: (30, 10),
    2022: (30, 30),
    2023: (30, 40),
    2024: (30, 70),
    2025: (40, 70),
}
SECTORS = {
    ("01", 2024): (10, 30),
    ("01", 2025): (10, 35),
    ("02", 2024): (20, 40),
    ("02", 2025): (30, 35),
}
QUARTERS = {
    ("01", 2023): (1.5, 2),
    ("01", 2024): (2, 1),
    ("02", 2023): (4, 1),
    ("02", 2024): (3, 2),
}
PARTNERS = {"A": 15, "B": 9, "C": 6}
INKS = {
    "ink_text": "black",
    "ink_quiet": "quiet",
    "ink_grid": "line",
    "ink_zero": "zero",
    "ink_surplus": "surplus",
    "ink_deficit": "deficit",
    "ink_exports": "navy",
    "ink_imports": "ash",
    "ink_bar": "slate",
    "ink_highlight": "accent",
    "ink_ground": "ground",
    "ink_paper": "paper",
    "ink_surplus_on_ground": "surplus-on-ground",
    "ink_deficit_on_ground": "deficit-on-ground",
    "ink_text_on_ground": "white",
}
KINDS = (
    "balance-bars",
    "small-multiples",
    "ranked-bars",
    "sparkline",
    "monthly",
    "cover-bars",
)
_FONTS: list[Fonts] = []


def fonts() -> Fonts:
    """Return the faces of the labels, opened once."""
    if not _FONTS:
        family = "IBM Plex Sans Condensed"
        faces = {"sans": FaceSpec(family, 400), "strong": FaceSpec(family, 600)}
        _FONTS.append(Fonts(faces))
    return _FONTS[0]


def style() -> FigureStyle:
    """Return a style with an ink of its own for each role."""
    heights = KindStyle.model_construct(least=100.0, height=200.0, most=300.0)
    return FigureStyle.model_construct(
        label="sans",
        label_strong="strong",
        label_size=8.0,
        small_size=7.0,
        line_width=1.4,
        grid_width=0.4,
        zero_width=0.9,
        dash=(3.0, 2.0),
        kinds=dict.fromkeys(KINDS, heights),
        **INKS,
    )


def _lines(
    series: str, sector: str, period: Period, flows: tuple[float, float]
) -> Iterable[tuple[Key, Period, Value]]:
    """Yield exports, imports and balance with the cells of one row of ``series``.csv."""
    exports, imports = (round(billions * BILLION) for billions in flows)
    amounts: dict[Flow, int] = {"exports": exports, "imports": imports}
    row = sum(map(ord, f"{sector}{period.end}"))
    sides = [
        Value(
            amount,
            "USD",
            period,
            (Cell(f"{series}.csv", row, flow),),
            (f"in-{series}",),
            0,
            CONCEPT,
        )
        for flow, amount in amounts.items()
    ]
    balance = sides[0].derive(exports - imports, None, sides[1])
    for flow, value in zip(
        ("exports", "imports", "balance"), [*sides, balance], strict=True
    ):
        yield Key(series, sector, flow, WORLD), period, value


def _all() -> Iterable[tuple[Key, Period, Value]]:
    for year, flows in YEARS.items():
        yield from _lines("total", TOTAL, Period.of_year(year), flows)
    for (code, year), flows in SECTORS.items():
        yield from _lines("sectors", code, Period.of_year(year), flows)
    for (code, year), flows in QUARTERS.items():
        yield from _lines("quarters", code, Period(f"{year}-01", f"{year}-03"), flows)
    for year in (2024, 2025):
        for month in range(1, 13):
            imports = 4 if (year, month) == (2025, 12) else 3
            yield from _lines(
                "months", TOTAL, Period.of_month(year, month), (2, imports)
            )
    when = Period.of_year(2024)
    cells = []
    for row, (code, billions) in enumerate(PARTNERS.items(), start=2):
        cells.append(Cell("partners.csv", row, "imports"))
        amount = billions * BILLION
        found = Value(amount, "USD", when, (cells[-1],), ("in-partners",), 0, CONCEPT)
        yield Key("partners", "01", "imports", code), when, found
    amount = sum(PARTNERS.values()) * BILLION
    whole = Value(amount, "USD", when, tuple(cells), ("in-partners",), 0, CONCEPT)
    yield Key("partners", "01", "imports", ALL), when, whole


def balances(
    *marks: CorrectionMark, backwards: bool = False, sign: int = 1
) -> Balances:
    """Return the numbers above; ``sign`` −1 swaps exports and imports of the total."""
    values: dict[Key, dict[Period, Value]] = {}
    every = list(_all())
    for key, period, value in reversed(every) if backwards else every:
        amount = value.amount
        if key.series == "total" and sign < 0 and key.flow == "balance":
            amount = -amount
        changed = Value(
            amount, value.unit, period, value.cells, value.inputs, 0, value.concept
        )
        values.setdefault(key, {})[period] = changed
    ordered = {key: dict(sorted(line.items())) for key, line in values.items()}

    def info(title: str, frequency: Any, whole: str = WORLD) -> SeriesInfo:
        return SeriesInfo(
            title=title,
            frequency=frequency,
            unit="USD",
            concept=CONCEPT,
            comparable=True,
            sectors=("01", "02", TOTAL),
            partners=(WORLD,),
            whole=whole,
        )

    return Balances(
        origins={
            f"in-{name}": Origin(
                f"in-{name}",
                "census",
                "Census Bureau",
                "Trade in Goods",
                "2026-10",
                "derived" if name == "partners" else "published",
                CONCEPT,
            )
            for name in ("total", "sectors", "quarters", "months", "partners")
        },
        series={
            "total": info("Total", "year"),
            "sectors": info("Sectors", "year"),
            "quarters": info("Quarters", "period"),
            "months": info("Months", "month"),
            "partners": info("Partners", "year", ALL),
        },
        values=ordered,
        sector_codes=("01", "02", "03", TOTAL),
        marks=marks,
    )


def request(kind: str, numbers: Balances | None = None, **spec: Any) -> ExhibitRequest:
    """Return a request for a figure about the total, unless ``spec`` says otherwise."""
    written = {"id": "sample", "kind": kind, "title": "A title", **spec}
    read = FigureSpec.model_validate(written)
    scope = Scope(
        balances=numbers or balances(),
        reference_year=2025,
        series=read.series or "total",
        sector=read.sector or TOTAL,
        sectors={"01": "Biotechnology", "02": "Life Science", TOTAL: "Total"},
        partners={"A": "Atlantis", "B": "Brobdingnag", "C": "Cockaigne"},
        closing_date="2026-10-31",
    )
    return ExhibitRequest(
        id=read.id,
        spec=read,
        scope=scope,
        position=read.at(),
        title=(Text("A title"),),
        marks={name: (Text(words),) for name, words in read.marks.items()},
    )
