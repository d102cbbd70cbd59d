"""What was fetched to the text of CSV files (RFC 4180, lines that end in LF).

Rows stand in the order of their first columns, so that the same answers give the same bytes.
A figure that the source does not have is an empty cell; a nil that it has is 0.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from publisher.fetch.checks import Span
from publisher.fetch.sources import FLOWS, HitechApi
from publisher.fetch.trade import Trade

__all__ = ["Row", "Stamp", "groups", "table"]

Row = Sequence[str | int | None]


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every row says of itself in its last two columns."""

    source: str
    vintage: str


def table(heading: Sequence[str], rows: Iterable[Row], stamp: Stamp) -> str:
    """Return a heading and rows as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*heading, "source", "vintage"])
    writer.writerows([*row, stamp.source, stamp.vintage] for row in rows)
    return text.getvalue()


def groups(
    trade: Trade, span: Span, source: HitechApi, stamp: Stamp
) -> Mapping[str, str]:
    """Return the files of the trade API: by year, by month, by partner; text by name.

    Years are complete ones only. Countries have the name of their last month in the year.
    """
    amounts = ("exports_usd", "imports_usd")
    monthly: list[Row] = [
        (month[:4], int(month[5:]), code, *_world(trade, [month], code))
        for month in span.months
        for code in source.groups
    ]
    months_of = {
        year: [f"{year}-{number:02}" for number in range(1, 13)]
        for year in span.complete_years
    }
    annual: list[Row] = [
        (year, code, *_world(trade, months, code))
        for year, months in months_of.items()
        for code in source.groups
    ]
    pairs = sorted({(y, code, who) for _, y, code, who in trade.partners})
    by_partner: list[Row] = [
        (
            *(year, code, who, trade.names[year, who][1]),
            *(trade.partners.get((flow, year, code, who)) for flow in FLOWS),
        )
        for year, code, who in pairs
        if year in months_of
    ]
    return {
        source.annual: table(("year", "hitech", *amounts), annual, stamp),
        source.monthly: table(("year", "month", "hitech", *amounts), monthly, stamp),
        source.by_partner: table(
            ("year", "hitech", "cty_code", "cty_name", *amounts), by_partner, stamp
        ),
    }


def _world(trade: Trade, months: Iterable[str], code: str) -> list[int]:
    return [sum(trade.world[flow, m, code].month for m in months) for flow in FLOWS]
