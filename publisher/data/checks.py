"""Flows to findings: whether each series is what its declaration says.

Changes nothing. Whether figures agree with each other is for `equations` and `guards`.

Findings
--------
DATA-17 the frequency is not that of the data; DATA-22 gap; DATA-26 an expected sector is
missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from publisher.content.models import SeriesSpec
from publisher.data.flows import Row
from publisher.data.model import ALL, WORLD, Period
from publisher.errors import Finding

__all__ = ["flows"]


def flows(rows: Iterable[Row], series: Mapping[str, SeriesSpec]) -> list[Finding]:
    """Check each series by itself."""
    findings = []
    held_rows: dict[str, list[Row]] = {}
    for row in rows:
        held_rows.setdefault(row.series, []).append(row)
    for name, spec in series.items():
        if name not in held_rows:
            continue
        rows = held_rows[name]
        faults = _frequency(name, spec, rows)
        findings.extend(faults or _gaps(name, spec, rows))
        held = {row.sector for row in rows}
        lacking = [code for code in spec.expect if code not in held]
        if lacking:
            message = f"the series {name} has no figure of {', '.join(lacking)}"
            hint = "complete the input, or take the code out of `expect`"
            findings.append(Finding("DATA-26", message, spec.at("expect"), hint))
    return findings


def _frequency(name: str, spec: SeriesSpec, rows: list[Row]) -> list[Finding]:
    if spec.frequency == "period":
        return []
    periods = {row.period for row in rows}
    fits = (
        all(period.is_year for period in periods)
        if spec.frequency == "year"
        else all(period.months == 1 for period in periods)
    )
    if fits:
        return []
    message = f"the series {name} has periods that are no {spec.frequency}"
    hint = "years, months and other periods need a series each"
    return [Finding("DATA-17", message, spec.at("frequency"), hint)]


def _gaps(name: str, spec: SeriesSpec, rows: list[Row]) -> list[Finding]:
    """Find periods missing inside a series; a single partner may have traded nothing."""
    if spec.frequency == "period":
        return []
    step = 12 if spec.frequency == "year" else 1
    months: dict[tuple[str, str, str], set[int]] = {}
    for row in rows:
        if row.partner in {WORLD, ALL}:
            at = row.period.year * 12 + row.period.month - 1
            months.setdefault((row.sector, row.partner, row.flow), set()).add(at)
    lacking: dict[tuple[str, str, str], list[str]] = {}
    for (sector, partner, flow), held in months.items():
        wanted = range(min(held), max(held) + 1, step)
        missing = [
            str(Period.of_month(at // 12, at % 12 + 1).back(step))
            for at in wanted
            if at not in held
        ]
        missing = [period for period in missing if period not in spec.gaps]
        if missing:
            flows = lacking.setdefault((sector, partner, ", ".join(missing)), [])
            flows.append(flow)
    hint = "complete the input, or declare the periods under `gaps`"
    return [
        Finding(
            "DATA-22",
            f"the series {name} lacks {missing}: {', '.join(sorted(flows))} of {sector}"
            f"{'' if partner == WORLD else f' with {partner}'}",
            spec.at("title"),
            hint,
        )
        for (sector, partner, missing), flows in lacking.items()
    ]
