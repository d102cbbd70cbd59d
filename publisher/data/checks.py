"""Flows to findings: whether the numbers agree with each other and with their declaration.

Changes nothing. Tolerances stand in ``sources.yml`` (guards, footings); a printed balance
may differ from exports less imports by the rounding of the three figures.

Findings
--------
DATA-17 the frequency is not that of the data; DATA-21 guard; DATA-22 gap; DATA-23
printed balance; DATA-24 months and years; DATA-25 parts and total; DATA-26 an expected
sector is missing.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

import pandas as pd

from publisher.content.models import Footing, Guard, SeriesSpec
from publisher.data.files import PinnedFile
from publisher.data.model import ALL, TOTAL, WORLD, Period
from publisher.errors import Finding
from publisher.provenance import Cell, Position

__all__ = ["flows", "footings", "guards"]

_AT = ["sector", "partner", "flow", "start", "end"]


def guards(
    frame: pd.DataFrame,
    series: Mapping[str, SeriesSpec],
    files: Mapping[str, PinnedFile],
) -> list[Finding]:
    """Check the guards of the series on an `observed` frame."""
    findings = []
    for name, spec in series.items():
        for number, guard in enumerate(spec.guards):
            for message, cells in _broken(frame, guard):
                position = (
                    _position(cells, files)
                    if cells
                    else spec.at("guards", number, "years")
                )
                hint = (
                    f"the guard of the series {name} lets them differ by "
                    f"{guard.within}; a splice of inputs that disagree is a break"
                )
                findings.append(Finding("DATA-21", message, position, hint))
    return findings


def _broken(
    frame: pd.DataFrame, guard: Guard
) -> Iterable[tuple[str, tuple[Cell, ...]]]:
    one, other = guard.inputs
    in_years = frame[frame["year"].isin(guard.years)]
    pairs = in_years[in_years["input"] == one].merge(
        in_years[in_years["input"] == other],
        on=[*_AT, "year"],
        how="outer",
        suffixes=("", "_other"),
        indicator="held",
    )
    for year in guard.years:
        if not (pairs["year"] == year).any():
            yield f"neither {one} nor {other} has {year}", ()
    for row in pairs.to_dict("records"):
        what = f"{row['flow']} of {row['sector']} in {_when(row)}"
        if row["held"] != "both":
            held, lacking = (one, other) if row["held"] == "left_only" else (other, one)
            cells = row["cells"] if held == one else row["cells_other"]
            yield f"{held} has {what}, {lacking} has not", cells
        elif abs(row["amount"] - row["amount_other"]) > guard.within:
            amount, amount_other = int(row["amount"]), int(row["amount_other"])
            said = f"{what} are {amount} in {one}, {amount_other} in {other}"
            yield said, row["cells"]


def flows(
    frame: pd.DataFrame,
    series: Mapping[str, SeriesSpec],
    files: Mapping[str, PinnedFile],
) -> list[Finding]:
    """Check each series of a Flows frame by itself."""
    findings = []
    held_rows = dict(iter(frame.groupby("series", sort=False)))
    for name, spec in series.items():
        rows = held_rows.get(name)
        if rows is None:
            continue
        faults = _frequency(name, spec, rows)
        findings.extend(faults or _gaps(name, spec, rows))
        held = set(rows["sector"])
        lacking = [code for code in spec.expect if code not in held]
        if lacking:
            message = f"the series {name} has no figure of {', '.join(lacking)}"
            hint = "complete the input, or take the code out of `expect`"
            findings.append(Finding("DATA-26", message, spec.at("expect"), hint))
    findings.extend(_printed_balances(frame, files))
    return findings


def _frequency(name: str, spec: SeriesSpec, rows: pd.DataFrame) -> list[Finding]:
    if spec.frequency == "period":
        return []
    periods = [
        Period(*ends) for ends in set(zip(rows["start"], rows["end"], strict=True))
    ]
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


def _gaps(name: str, spec: SeriesSpec, rows: pd.DataFrame) -> list[Finding]:
    """Find periods missing inside a series; a single partner may have traded nothing."""
    if spec.frequency == "period":
        return []
    step = 12 if spec.frequency == "year" else 1
    months: dict[tuple[str, str, str], set[int]] = {}
    columns = (rows[name] for name in ("sector", "partner", "flow", "end"))
    for sector, partner, flow, end in zip(*columns, strict=True):
        if partner in {WORLD, ALL}:
            at = int(end[:4]) * 12 + int(end[5:]) - 1
            months.setdefault((sector, partner, flow), set()).add(at)
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


def _printed_balances(
    frame: pd.DataFrame, files: Mapping[str, PinnedFile]
) -> list[Finding]:
    at = ["series", *(name for name in _AT if name != "flow")]
    sides = {flow: frame[frame["flow"] == flow] for flow in ("exports", "imports")}
    both = sides["exports"].merge(sides["imports"], on=at, suffixes=("_x", "_m"))
    three = both.merge(frame[frame["flow"] == "balance"], on=at)
    off = (three["amount"] - (three["amount_x"] - three["amount_m"])).abs() * 2
    rounding = three["precision"] + three["precision_x"] + three["precision_m"]
    findings: dict[Position, Finding] = {}
    for row in three[off > rounding].to_dict("records"):
        position = _position(row["cells"], files)
        findings[position] = Finding(
            "DATA-23",
            f"the balance of {row['sector']} in {_when(row)} is printed as "
            f"{row['amount']}, exports less imports are "
            f"{row['amount_x'] - row['amount_m']}",
            position,
            "compare the three figures with the source",
        )
    return list(findings.values())


def footings(
    frame: pd.DataFrame,
    declared: Iterable[Footing],
    sectors: Iterable[str],
    files: Mapping[str, PinnedFile],
) -> list[Finding]:
    """Check sums of months and of sectors on a Flows frame, where both sides exist."""
    codes = set(sectors)
    findings: list[Finding] = []
    for footing in declared:
        rows = _within(frame[frame["series"] == footing.series], footing)
        if footing.months:
            months = frame[frame["series"] == footing.months]
            findings.extend(_uneven(rows, _years(months), footing, files))
        if footing.total:
            total = _within(frame[frame["series"] == footing.total], footing)
            sums = _parts(rows[rows["sector"].isin(codes)], len(codes))
            total = total[total["sector"] == TOTAL]
            findings.extend(_uneven(total, sums, footing, files))
    return findings


def _within(rows: pd.DataFrame, footing: Footing) -> pd.DataFrame:
    first = f"{footing.from_ or 0:04d}-01"
    last = f"{footing.to or 9999:04d}-12"
    return rows[(rows["start"] >= first) & (rows["end"] <= last)]


def _years(months: pd.DataFrame) -> pd.DataFrame:
    """Return sums of the years of which all twelve months are there."""
    year = months["end"].str[:4]
    dated = months.assign(start=year + "-01", end=year + "-12")
    sums = dated.groupby(_AT, as_index=False)["amount"].agg(["sum", "count"])
    return sums[sums["count"] == 12]


def _parts(rows: pd.DataFrame, sectors: int) -> pd.DataFrame:
    """Return sums over sectors where every sector is there."""
    at = [name for name in _AT if name != "sector"]
    sums = rows.groupby(at, as_index=False)["amount"].agg(["sum", "count"])
    return sums[sums["count"] == sectors].assign(sector=TOTAL)


def _uneven(
    rows: pd.DataFrame,
    sums: pd.DataFrame,
    footing: Footing,
    files: Mapping[str, PinnedFile],
) -> Iterable[Finding]:
    pairs = rows.merge(sums, on=_AT)
    off = (pairs["amount"] - pairs["sum"]).abs() > footing.within
    code, of = ("DATA-24", "months") if footing.months else ("DATA-25", "sectors")
    for row in pairs[off].to_dict("records"):
        yield Finding(
            code,
            f"{row['flow']} of {row['sector']} in {_when(row)} are {row['amount']}, "
            f"the {of} add to {row['sum']}",
            _position(row["cells"], files),
            f"they may differ by {footing.within}; compare both with the source",
        )


def _when(row: Mapping[Hashable, str]) -> Period:
    return Period(row["start"], row["end"])


def _position(cells: tuple[Cell, ...], files: Mapping[str, PinnedFile]) -> Position:
    first = cells[0]
    return files[first.file].position(first.line, first.column)
