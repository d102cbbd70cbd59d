"""The numbers of an edition computed once more, by pandas, before they are printed.

`flows` adds up plain values, so that a check need not wait for pandas. A build does wait:
here the same observations go through joins and group sums that share no code with `flows`,
and every number must come out the same.

Findings
--------
DATA-33 the two computations of a number differ: a fault of the engine, not of the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from publisher.content.models import SeriesSpec
from publisher.data.balances import Balances
from publisher.data.inputs import Observation
from publisher.data.model import ALL, WORLD
from publisher.errors import Finding
from publisher.provenance import Position

__all__ = ["differences"]

_AT = ["series", "sector", "partner", "start", "end"]
_KEY = [*_AT, "flow"]


def differences(
    observations: Iterable[Observation],
    series: Mapping[str, SeriesSpec],
    balances: Balances,
) -> Iterator[Finding]:
    """Yield every number of which pandas gets another amount, or which only one side has."""
    rows = [
        (key.series, key.sector, key.partner, *period, key.flow, value.amount)
        for key, line in balances.values.items()  # noqa: PD011 - not a frame
        for period, value in line.items()
    ]
    ours = pd.DataFrame(rows, columns=[*_KEY, "ours"]).astype({"ours": "Int64"})
    both = ours.merge(_amounts(observations, series), on=_KEY, how="outer")
    differ = both[~(both["ours"] == both["amount"]).fillna(value=False)]
    for row in differ.to_dict("records"):
        yield Finding(
            "DATA-33",
            f"{row['flow']} of {row['sector']} with {row['partner']} from {row['start']} to "
            f"{row['end']} (series {row['series']}) came to {row['ours']}, and counted "
            f"again to {row['amount']}",
            Position("content/sources.yml"),
            "this is a fault of the engine: please report it with your data",
        )


def _amounts(
    observations: Iterable[Observation], series: Mapping[str, SeriesSpec]
) -> pd.DataFrame:
    """Return the columns of `_KEY` and ``amount`` (Int64, in the unit's base)."""
    frame = pd.DataFrame(list(observations), columns=list(Observation._fields))
    frame = frame.assign(year=frame["end"].str[:4].astype("int64"))
    pieces = [
        frame[
            (frame["input"] == piece.input)
            & frame["year"].between(piece.from_ or 0, piece.to or 9999)
        ].assign(series=name)
        for name, spec in series.items()
        for piece in spec.pieces
    ]
    flows = pd.concat(pieces) if pieces else frame.assign(series="")
    flows = flows[[*_KEY, "amount"]].astype({"amount": "Int64"})
    summed = [name for name, spec in series.items() if spec.sum_partners]
    single = flows[flows["series"].isin(summed) & ~flows["partner"].isin([WORLD, ALL])]
    by = [name for name in _KEY if name != "partner"]
    sums = single.groupby(by, as_index=False)["amount"].sum().assign(partner=ALL)
    flows = pd.concat([flows, sums])
    sides = flows[flows["flow"] == "exports"].merge(
        flows[flows["flow"] == "imports"], on=_AT, suffixes=("", "_imports")
    )
    less = sides["amount"] - sides["amount_imports"]
    balances = sides.assign(flow="balance", amount=less)[[*_KEY, "amount"]]
    # a printed balance comes first and stands
    whole: pd.DataFrame = pd.concat([flows, balances]).drop_duplicates(_KEY)
    return whole
