"""Observations to Flows: the declared series, with sums over partners and balances.

Flows are one `Row` per series, sector, partner, flow and period, sorted so, made of a frame
with the columns of `COLUMNS`:

series, sector, partner
    Codes. The partner is ``WORLD``, a code, or ``ALL`` for a sum over those at hand.
flow
    ``exports``, ``imports`` or ``balance`` (exports less imports; the printed one where
    the source prints it).
start, end
    The period's first and last month, ``YYYY-MM``.
amount
    int64 in the unit's base. What is missing has no row; there is no null.
precision
    int64, the source's rounding step in the unit's base; 0 if not declared.
inputs, cells
    Tuples of the input ids and of the `Cell` values from which the amount was made.
computed
    Whether this is a balance that no source prints.

Frames are never changed in place. Whether the numbers agree with each other is for
`checks` and `equations` to say.

Findings
--------
DATA-19 two pieces of a series give the same number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple

import pandas as pd

from publisher.content.models import Piece, SeriesSpec
from publisher.data.inputs import Observation
from publisher.data.model import ALL, WORLD, Flow, Period
from publisher.errors import Finding
from publisher.provenance import Cell

__all__ = ["COLUMNS", "KEY", "Row", "build"]

KEY = ["series", "sector", "partner", "flow", "start", "end"]
COLUMNS = [*KEY, "amount", "precision", "inputs", "cells", "computed"]


class Row(NamedTuple):
    """One number of a series; see above."""

    series: str
    sector: str
    partner: str
    flow: Flow
    start: str
    end: str
    amount: int
    precision: int
    inputs: tuple[str, ...]
    cells: tuple[Cell, ...]
    computed: bool

    @property
    def period(self) -> Period:
        """The span of months."""
        return Period(self.start, self.end)


def _observed(observations: Iterable[Observation]) -> pd.DataFrame:
    """Return observations as a frame: the columns of `Observation`, ``year`` (of the end), ``inputs``."""
    rows = list(observations)
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(Observation._fields)
    frame = pd.DataFrame(dict(zip(Observation._fields, columns, strict=True)))
    return frame.assign(
        amount=frame["amount"].astype("int64"),
        precision=frame["precision"].astype("int64"),
        year=[int(row.end[:4]) for row in rows],
        inputs=pd.Series([(row.input,) for row in rows], dtype=object),
        computed=False,
    )


def build(
    observations: Iterable[Observation], series: Mapping[str, SeriesSpec]
) -> tuple[list[Row], list[Finding]]:
    """Return the Flows of all series, and findings."""
    frame = _observed(observations)
    parts, findings = [], []
    held = dict(iter(frame.groupby("input", sort=False)))
    for name, spec in series.items():
        rows = [
            _piece(piece, held.get(piece.input, frame[:0])) for piece in spec.pieces
        ]
        if not rows:
            continue
        spliced, faults = _spliced(name, spec, pd.concat(rows))
        findings.extend(faults)
        parts.append(spliced)
        if spec.sum_partners:
            parts.append(_summed(spliced))
    flows = pd.concat(parts, ignore_index=True) if parts else frame.assign(series="")
    flows = pd.concat([flows[COLUMNS], _balanced(flows)], ignore_index=True)
    flows = flows.sort_values(KEY, ignore_index=True)
    columns = (flows[name].tolist() for name in COLUMNS)
    return [Row(*row) for row in zip(*columns, strict=True)], findings


def _piece(piece: Piece, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of an input that a piece takes."""
    first, last = piece.from_ or 0, piece.to or 9999
    return rows[rows["year"].between(first, last)]


def _spliced(
    name: str, spec: SeriesSpec, rows: pd.DataFrame
) -> tuple[pd.DataFrame, list[Finding]]:
    """Return the rows of a series' pieces as its own."""
    rows = rows.assign(series=name)[COLUMNS]
    # One input holds no number twice: `inputs` has seen to it.
    twice = rows.duplicated(KEY) if len(spec.pieces) > 1 else rows["series"].isna()
    if not twice.any():
        return rows, []
    first = rows[twice].iloc[0]
    finding = Finding(
        "DATA-19",
        f"the pieces of the series {name} give {twice.sum()} numbers twice, "
        f"{first['flow']} of {first['sector']} in {first['end']} the first",
        spec.at("pieces"),
        "end one piece (`to`) before the next begins (`from`)",
    )
    return rows[~twice], [finding]


def _summed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the sum over the single partners of each sector, flow and period."""
    single = rows[~rows["partner"].isin([WORLD, ALL])]
    by = ["series", "sector", "flow", "start", "end"]
    summed = single.groupby(by, as_index=False, sort=False).agg(
        amount=("amount", "sum"),
        precision=("precision", "max"),
        inputs=("inputs", _united),
        cells=("cells", _united),
    )
    return summed.assign(partner=ALL, computed=False)[COLUMNS]


def _united(tuples: Iterable[tuple[object, ...]]) -> tuple[object, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(tuples)))


def _balanced(flows: pd.DataFrame) -> pd.DataFrame:
    """Return the balances that the sources do not print, where both flows are there."""
    at = [name for name in KEY if name != "flow"]
    sides = flows[flows["flow"] == "exports"].merge(
        flows[flows["flow"] == "imports"], on=at, suffixes=("", "_imports")
    )
    printed = flows.loc[flows["flow"] == "balance", at]
    sides = sides.merge(printed, on=at, how="left", indicator="printed")
    sides = sides[sides["printed"] == "left_only"]
    return sides.assign(
        flow="balance",
        amount=sides["amount"] - sides["amount_imports"],
        precision=sides[["precision", "precision_imports"]].max(axis="columns"),
        inputs=_both(sides["inputs"], sides["inputs_imports"]),
        cells=_both(sides["cells"], sides["cells_imports"]),
        computed=True,
    )[COLUMNS]


def _both(exports: pd.Series, imports: pd.Series) -> pd.Series:
    united = [_united(pair) for pair in zip(exports, imports, strict=True)]
    return pd.Series(united, index=exports.index, dtype=object)
