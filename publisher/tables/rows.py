"""What each row of a table stands for: a year, month, period, sector or partner.

Rows come from the specification and from what the data hold; a row whose numbers are
missing stays, so that a gap is seen. This module prints and evaluates nothing but the
stub's own words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from publisher import numerals
from publisher.content.models import TableSpec
from publisher.data.model import ALL, TOTAL, WORLD, Flow, Period
from publisher.errors import Finding
from publisher.expressions.scope import Scope

__all__ = ["Subject", "subjects"]

FLOWS: tuple[Flow, ...] = get_args(Flow)
WHOLE_TO_PHRASE = {TOTAL: "table.total", WORLD: "table.world", ALL: "table.all"}


@dataclass(frozen=True, slots=True)
class Subject:
    """One row before its cells: ``scope`` is the table's, about this row.

    ``label`` is the stub's default; ``code`` names the row for a machine ("2026-07").
    """

    label: str
    code: str
    scope: Scope
    kind: Literal["body", "total"] = "body"


def subjects(
    spec: TableSpec, scope: Scope
) -> tuple[tuple[Subject, ...], tuple[Finding, ...]]:
    """Return the rows in their natural order, the total last, and what is wrong.

    Years run from ``from`` (or the first year at hand) to ``to`` (or the reference
    year; or ``from``, if that is later), gaps included; months likewise, up to the last
    one at hand; periods are those at hand in these years. Sectors are all of the
    publication's, partners those at hand.

    Findings
    --------
    TABLE-02
        Neither the table nor its part names a series.
    TABLE-04
        A total is asked for of rows that nothing adds up.
    TABLE-05
        A partner has no printed name.
    TABLE-06
        ``from`` is later than ``to``.
    """
    if scope.series is None or scope.series not in scope.balances.series:
        known = ", ".join(scope.balances.series)
        message = (
            f"the edition has no series {scope.series!r}"
            if scope.series
            else "neither the table nor its part names a series"
        )
        hint = f"name one in series:, known are {known}"
        return (), (Finding("TABLE-02", message, spec.at("series"), hint),)
    if spec.first and spec.last and spec.first > spec.last:
        message = f"the rows begin in {spec.first}, after they end ({spec.last})"
        where = spec.at("from")
        return (), (Finding("TABLE-06", message, where, "swap from: and to:"),)
    rows = list(_KIND_TO_ROWS[spec.rows](spec, scope, scope.series))
    findings = list(_unnamed(spec, scope, rows))
    if spec.total == "last":
        whole = _whole(spec, scope, scope.series)
        if whole:
            rows.append(whole)
        else:
            message = f"rows of {spec.rows} have no total"
            hint = "leave total: out, or make a row of its own in a list"
            findings.append(Finding("TABLE-04", message, spec.at("total"), hint))
    return tuple(rows), tuple(findings)


def _held(scope: Scope, series: str) -> list[Period]:
    """Return all periods at hand of the scope's sector, in order of time."""
    partner = scope.partner or scope.balances.info(series).whole
    found: set[Period] = set()
    for flow in FLOWS:
        found.update(scope.balances.periods(series, scope.sector, flow, partner))
    return sorted(found, key=lambda period: (period.end, period.start))


def _last_year(spec: TableSpec, scope: Scope) -> int:
    return spec.last or max(scope.reference_year, spec.first or 0)


def _years(spec: TableSpec, scope: Scope, series: str) -> Iterator[Subject]:
    held = [period.year for period in _held(scope, series) if period.is_year]
    last = _last_year(spec, scope)
    first = spec.first or min(held, default=last)
    for year in range(first, last + 1):
        yield Subject(
            numerals.year(year), str(year), scope.about(year=year, period=None)
        )


def _months(spec: TableSpec, scope: Scope, series: str) -> Iterator[Subject]:
    held = [period for period in _held(scope, series) if period.months == 1]
    shown = list(_within(spec, scope, held))
    if not shown:
        return
    first = Period.of_month(spec.first, 1) if spec.first else shown[0]
    for back in range(Period(first.start, shown[-1].end).months, 0, -1):
        span = shown[-1].back(back)
        period = Period(span.start, span.start)
        yield _at(period, scope, period.end)


def _periods(spec: TableSpec, scope: Scope, series: str) -> Iterator[Subject]:
    for period in _within(spec, scope, _held(scope, series)):
        code = period.start if period.months == 1 else f"{period.start}/{period.end}"
        yield _at(period, scope, code)


def _within(spec: TableSpec, scope: Scope, held: list[Period]) -> Iterator[Period]:
    last = _last_year(spec, scope)
    for period in held:
        if (spec.first or 0) <= period.year <= last:
            yield period


def _at(period: Period, scope: Scope, code: str) -> Subject:
    label = scope.voice.period(period.start, period.end)
    return Subject(label, code, scope.about(period=period, year=period.year))


def _sectors(_: TableSpec, scope: Scope, series: str) -> Iterator[Subject]:
    codes = scope.sectors or {
        code: code for code in scope.balances.sectors(series)
    }  # without printed names the codes speak
    for code, name in codes.items():
        if code != TOTAL:
            yield Subject(name, code, scope.about(sector=code))


def _partners(_: TableSpec, scope: Scope, series: str) -> Iterator[Subject]:
    for code in scope.balances.partners(series, scope.sector):
        name = scope.partners.get(code, code)
        yield Subject(name, code, scope.about(partner=code))


def _unnamed(spec: TableSpec, scope: Scope, rows: list[Subject]) -> Iterator[Finding]:
    if spec.rows != "partners":
        return
    for row in rows:
        if row.code not in scope.partners:
            message = f"the partner {row.code} has no printed name"
            hint = "name it under partners: in content/publication.yml"
            yield Finding("TABLE-05", message, spec.at("rows"), hint)


def _whole(spec: TableSpec, scope: Scope, series: str) -> Subject | None:
    """Return the row of the whole of which the rows are parts, if there is one."""
    if spec.rows == "sectors":
        label = scope.sectors.get(TOTAL) or scope.voice.say(WHOLE_TO_PHRASE[TOTAL])
        return Subject(label, TOTAL, scope.about(sector=TOTAL), "total")
    if spec.rows == "partners":
        code = scope.balances.info(series).whole
        label = scope.partners.get(code) or scope.voice.say(WHOLE_TO_PHRASE[code])
        return Subject(label, code, scope.about(partner=code), "total")
    return None


_KIND_TO_ROWS: dict[str, Callable[[TableSpec, Scope, str], Iterator[Subject]]] = {
    "years": _years,
    "months": _months,
    "periods": _periods,
    "sectors": _sectors,
    "partners": _partners,
}
