"""The workbook ``country.xlsx`` to exact figures.

The workbook stores millions of dollars as binary floating-point numbers, so that a sum of
months reads 300891.82751100004. What it means is 300891.827511: figures are rounded to whole
dollars (six decimals of a million, halves to even), and nothing else is done to them. Older
years have fewer decimals (whole millions, or tenths), and their text shows it.

Columns are found by name. Months that are not yet published are filled with zeros by the
source, see `checks`.

Findings
--------
FETCH-05
    No workbook, or a cell that holds no figure.
FETCH-06
    A column that is missing, or stands twice and does not agree with itself.
FETCH-07
    A year that stands twice.
FETCH-08
    A year or month that is missing, or nil, inside the series.
FETCH-10
    The year is not the sum of its months.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal

import openpyxl

from publisher.errors import Finding, StageFailed
from publisher.fetch.checks import Span, dollars, some, spanned
from publisher.fetch.sources import FLOWS, Flow, Workbook
from publisher.fetch.tables import Row, Stamp, table

__all__ = ["LARGEST_SHEETS", "YEAR_WITHIN", "Sheet", "check", "files", "read"]

LARGEST_SHEETS = 256 * 1024 * 1024
"""Bytes that a workbook may unpack to."""
YEAR_WITHIN = 7
"""Dollars: thirteen figures, each rounded by half a dollar at most."""

_DOLLAR = Decimal("0.000001")
_MILLION = 1_000_000
_LARGEST = Decimal(10**9)
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,30})?")
_YEAR = re.compile(r"[12][0-9]{3}")
_CHANGED = "the source may have changed, or be at fault: open the workbook and look"
_LATER = "nothing was written: fetch again later, the source may be at work"


Cells = Sequence[object]


@dataclass(slots=True)
class Sheet:
    """The figures of one code, in millions with at most six decimals.

    ``months`` is by flow and month ("2017-02"), ``years`` by flow and year. What the
    workbook leaves empty is not there.
    """

    code: str
    months: dict[tuple[Flow, str], Decimal] = field(default_factory=dict)
    years: dict[tuple[Flow, int], Decimal] = field(default_factory=dict)

    def span(self) -> tuple[Span | None, list[Finding]]:
        """Return the months between the first and the last with figures of both flows."""
        published = [
            [
                month
                for (of, month), value in self.months.items()
                if of == flow and value
            ]
            for flow in FLOWS
        ]
        return spanned(published, [month for _, month in self.months], None)


def read(body: bytes, address: str, source: Workbook) -> dict[str, Sheet]:
    """Return what a workbook says of the ten groups together and of all goods.

    Raises
    ------
    StageFailed
        With all faults of its columns, or else of its cells.
    """
    heading, *rows = _rows(body, address, source)
    names = [str(cell) for cell in heading]
    sheets = {code: Sheet(code) for code in (source.total, source.goods)}
    if source.partner in names:
        at = names.index(source.partner)
        kept = [(n, row) for n, row in enumerate(rows, 2) if _code(row[at]) in sheets]
    else:
        kept = []
    faults: list[Finding] = []
    places = _places(names, kept, source, faults)
    if not faults:
        for number, row in kept:
            cells = {name: row[place] for name, place in places.items()}
            sheet = sheets[_code(cells[source.partner])]
            faults += _read_row(number, cells, sheet, source)
    if faults:
        raise StageFailed(faults)
    return sheets


def check(
    sheets: Mapping[str, Sheet], source: Workbook
) -> tuple[Span | None, list[Finding]]:
    """Return the months of the total, and all that is wrong or worth knowing."""
    span, findings = sheets[source.total].span()
    for sheet in sheets.values():
        own, more = sheet.span()
        if own is None:
            findings += more if sheet.code != source.total else ()
            continue
        gaps = list(_gaps(sheet, own))
        findings += gaps or _years(sheet, own)
    return span, findings


def files(
    sheets: Mapping[str, Sheet], span: Span, source: Workbook, stamp: Stamp
) -> Mapping[str, str]:
    """Return the files of the workbook: the total by year and month, all goods by year."""
    total, goods = sheets[source.total], sheets[source.goods]
    amounts = ("exports_musd", "imports_musd")
    monthly: list[Row] = [
        (m[:4], int(m[5:]), "TOTAL", *(_text(total.months[flow, m]) for flow in FLOWS))
        for m in span.months
    ]

    def years(shown: str, sheet: Sheet) -> Iterator[Row]:
        of = sheet.span()[0]
        for year in of.complete_years if of else ():
            yield (year, shown, *(_text(sheet.years[flow, year]) for flow in FLOWS))

    return {
        source.annual: table(
            ("year", "hitech", *amounts), years("TOTAL", total), stamp
        ),
        source.monthly: table(("year", "month", "hitech", *amounts), monthly, stamp),
        source.goods_annual: table(
            ("year", "cty_code", *amounts), years(goods.code, goods), stamp
        ),
    }


# --- reading


def _rows(body: bytes, address: str, source: Workbook) -> list[Cells]:
    """Return the rows of the sheet that has the wanted columns, else of the first."""
    found: list[list[Cells]] = []
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            size = sum(member.file_size for member in archive.infolist())
        if size <= LARGEST_SHEETS:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of styles that it does not know
                book = openpyxl.load_workbook(
                    io.BytesIO(body), read_only=True, data_only=True
                )
                for sheet in book.worksheets:
                    sheet.reset_dimensions()  # what a file says of its size may be wrong
                    found.append(
                        [list(row) for row in sheet.iter_rows(values_only=True)]
                    )
    except Exception as error:  # noqa: BLE001 - openpyxl passes on what its parts raise
        said = f"the answer of {address} is no workbook: {type(error).__name__}"
        raise StageFailed([Finding("FETCH-05", said, hint=_CHANGED)]) from None
    if size > LARGEST_SHEETS:
        said = f"the workbook of {address} unpacks to {size} bytes"
        raise StageFailed([Finding("FETCH-05", said, hint=_CHANGED)])
    filled = [rows for rows in found if rows]
    for rows in filled:
        if {source.year, source.partner} <= set(rows[0]):
            return _even(rows)
    return _even(filled[0]) if filled else [[]]


def _even(rows: list[Cells]) -> list[Cells]:
    """Return rows as long as the heading: a workbook leaves out empty cells at the end."""
    width = len(rows[0])
    return [[*row, *([None] * (width - len(row)))][:width] for row in rows]


def _code(cell: object) -> str:
    """Return "0007" for what a workbook may hold as the number 7."""
    return f"{cell:04}" if type(cell) is int else str(cell)


def _places(
    names: Sequence[str],
    rows: Sequence[tuple[int, Cells]],
    source: Workbook,
    faults: list[Finding],
) -> dict[str, int]:
    """Return where each needed column stands."""
    places: dict[str, int] = {}
    for name in (source.year, source.partner, *_columns(source)):
        at = [place for place, found in enumerate(names) if found == name]
        if not at:
            message = f"the workbook has no column {name}"
            faults.append(Finding("FETCH-06", message, hint=_CHANGED))
            continue
        places[name] = at[0]
        differ = [n for n, row in rows if any(row[at[0]] != row[o] for o in at[1:])]
        if differ:
            message = (
                f"the column {name} of the workbook stands twice and does not agree;"
                f" row {differ[0]} is the first of {len(differ)}"
            )
            faults.append(Finding("FETCH-06", message, hint=_CHANGED))
    return places


def _columns(source: Workbook) -> dict[str, tuple[Flow, int]]:
    """Return each column of figures: its flow, and its month or 0 for the year."""
    return {
        f"{letter}{part}": (flow, number)
        for flow, letter in source.flows.items()
        for number, part in enumerate((source.whole_year, *source.months))
    }


def _read_row(
    number: int, cells: Mapping[str, object], sheet: Sheet, source: Workbook
) -> Iterator[Finding]:
    """Read a row of the sheet; yield its faults."""
    year = str(cells[source.year])
    if not _YEAR.fullmatch(year):
        message = f"row {number} of the workbook has {year[:20]!r} where a year must be"
        yield Finding("FETCH-05", message, hint=_CHANGED)
        return
    columns = _columns(source)
    twice = any((flow, int(year)) in sheet.years for flow in FLOWS)
    if twice:
        message = (
            f"row {number} of the workbook is a second one of {sheet.code}, {year}"
        )
        yield Finding("FETCH-07", message, hint=_CHANGED)
    for name, (flow, month) in columns.items():
        if cells[name] is None:
            continue
        value = _amount(cells[name])
        if value is None:
            message = (
                f"row {number} of the workbook ({sheet.code}, {year}) has"
                f" {str(cells[name])[:40]!r} in {name}, where millions must be"
            )
            yield Finding("FETCH-05", message, hint=_CHANGED)
        elif month:
            sheet.months[flow, f"{year}-{month:02}"] = value
        else:
            sheet.years[flow, int(year)] = value


def _amount(cell: object) -> Decimal | None:
    """Return millions rounded to the dollar; None for what is no such figure."""
    text = format(Decimal(repr(cell)), "f") if type(cell) is float else str(cell)
    if not _NUMBER.fullmatch(text) or Decimal(text) > _LARGEST:
        return None
    return Decimal(text).quantize(_DOLLAR, ROUND_HALF_EVEN)


def _text(value: Decimal) -> str:
    """Return "3704.2": no zeros at the end, no exponent."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# --- checking


def _gaps(sheet: Sheet, span: Span) -> Iterator[Finding]:
    for flow in FLOWS:
        lacks = [month for month in span.months if not sheet.months.get((flow, month))]
        years = [y for y in span.complete_years if not sheet.years.get((flow, y))]
        if lacks or years:
            missing = some([*lacks, *map(str, years)])
            message = f"{flow} of {sheet.code} are missing or nil in {missing}"
            yield Finding("FETCH-08", f"{message}, inside the series", hint=_LATER)


def _years(sheet: Sheet, span: Span) -> Iterator[Finding]:
    for flow in FLOWS:
        for year in span.complete_years:
            months = [sheet.months[flow, f"{year}-{n:02}"] for n in range(1, 13)]
            said, added = sheet.years[flow, year], sum(months, Decimal())
            gap = int((said - added) * _MILLION)
            if abs(gap) > YEAR_WITHIN:
                message = (
                    f"{flow} of {sheet.code}: the year {year} is {_text(said)} million,"
                    f" but its months add to {_text(added)} million: a difference of"
                    f" {dollars(gap)}"
                )
                yield Finding("FETCH-10", message, hint=_LATER)
