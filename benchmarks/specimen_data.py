"""Write the invented figures of the specimen edition: the same bytes on every machine.

    python benchmarks/specimen_data.py [FOLDER]

FOLDER is ``content/data/synthetic/2025`` if left out. No figure is of any source: the
shapes are drawn by hand below, shaken by a seeded generator, in whole millions of dollars
and integer arithmetic only. The ten groups add up to the total, and months to years,
exactly. Pinned files are never edited: after a change here the checksums in
``content/sources.yml`` must be written anew.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

__all__ = ["files", "write"]

SEED = 1989
SOURCE, STATUS = "synthetic", "SPECIMEN"
VINTAGE, OLDER_VINTAGE = "2025", "2024"
FIRST, FIRST_GROUPS, LAST = 1989, 2010, 2025
HEAD = ("exports_musd", "imports_musd", "source", "vintage", "status")

# Exports and imports of each group: millions of dollars in 2010 and in 2025.
GROUPS = {
    "01": ("Biotechnology", (14_000, 20_000), (8_000, 46_000)),
    "02": ("Life Science", (22_000, 40_000), (20_000, 52_000)),
    "03": ("Opto-Electronics", (6_000, 10_000), (14_000, 24_000)),
    "04": ("Information and Communications", (70_000, 110_000), (160_000, 290_000)),
    "05": ("Electronics", (38_000, 64_000), (30_000, 70_000)),
    "06": ("Flexible Manufacturing", (12_000, 30_000), (8_000, 22_000)),
    "07": ("Advanced Materials", (3_000, 5_000), (3_200, 5_600)),
    "08": ("Aerospace", (80_000, 150_000), (24_000, 52_000)),
    "09": ("Weapons", (4_000, 9_000), (1_000, 4_000)),
    "10": ("Nuclear Technology", (2_000, 4_000), (4_000, 3_000)),
}
# Good and bad years, exports and imports, in thousandths of what the line gives.
YEARS = {
    2001: (965, 965),
    2002: (955, 960),
    2009: (905, 905),
    2015: (985, 985),
    2020: (925, 935),
    2021: (985, 990),
    2022: (1_030, 1_085),
    2023: (1_015, 1_045),
}
NEITHER = (1_000, 1_000)
# What of a year falls into each month, in thousandths.
MONTHS_OUT = (77, 75, 88, 80, 82, 87, 79, 83, 84, 88, 85, 92)
MONTHS_IN = (80, 74, 83, 82, 84, 84, 84, 85, 84, 89, 87, 84)
# By how much the older vintage differs, in millions: exports, imports.
REVISIONS = {2018: (0, 0), 2019: (0, 0), 2020: (150, -90), 2021: (-240, 410), 2022: (620, -370)}  # fmt: skip

Row = tuple[str | int, ...]
Pair = tuple[int, int]


class Dice:
    """A linear congruential generator: whole numbers, the same everywhere."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def roll(self, most: int) -> int:
        """Return a whole number from −most to most."""
        self.state = (1_103_515_245 * self.state + 12_345) % 2**31
        return (self.state >> 8) % (2 * most + 1) - most


def groups(dice: Dice) -> dict[int, dict[str, Pair]]:
    """Return exports and imports of each group by year."""
    return {
        year: {
            code: (_point(out, year, 0, dice), _point(into, year, 1, dice))
            for code, (_, out, into) in GROUPS.items()
        }
        for year in range(FIRST_GROUPS, LAST + 1)
    }


def _point(line: Pair, year: int, side: int, dice: Dice) -> int:
    """Return a point on a straight line, shaken by up to 3 %, to 50 million."""
    start, end = line
    span = LAST - FIRST_GROUPS
    straight = start + (end - start) * (year - FIRST_GROUPS) // span
    luck = YEARS.get(year, NEITHER)[side] * (1_000 + dice.roll(30))
    shaken = straight * luck // 1_000_000
    return shaken // 50 * 50


def totals(by_group: dict[int, dict[str, Pair]], dice: Dice) -> dict[int, Pair]:
    """Return exports and imports by year: of the groups' years, their sums."""
    found = {}
    span = FIRST_GROUPS - FIRST
    for year in range(FIRST, FIRST_GROUPS):
        at, shake = year - FIRST, dice.roll(15)
        goes_out, comes_in = (luck + shake for luck in YEARS.get(year, NEITHER))
        out = 60_000 + 190_000 * at // span
        into = 40_000 + 116_000 * at // span + 116_000 * at * at // (span * span)
        found[year] = (
            out * goes_out // 100_000 * 100,
            into * comes_in // 100_000 * 100,
        )
    for year, pairs in by_group.items():
        found[year] = (
            sum(out for out, _ in pairs.values()),
            sum(into for _, into in pairs.values()),
        )
    return found


def months(year: Pair, dice: Dice) -> Iterator[Pair]:
    """Yield exports and imports of the twelve months; December takes what is left."""
    left = list(year)
    for month in range(11):
        pair = []
        for side, shares in enumerate((MONTHS_OUT, MONTHS_IN)):
            share = shares[month] * (1_000 + dice.roll(25))
            pair.append(year[side] * share // 1_000_000 // 10 * 10)
            left[side] -= pair[side]
        yield pair[0], pair[1]
    yield left[0], left[1]


def _older(by_year: dict[int, Pair]) -> dict[int, Pair]:
    """Return the years that were revised, as the older vintage had them."""
    return {
        year: (by_year[year][0] - out, by_year[year][1] - into)
        for year, (out, into) in REVISIONS.items()
    }


def files() -> dict[str, tuple[Row, ...]]:
    """Return the rows of each file, the heading first."""
    dice = Dice(SEED)
    by_group = groups(dice)
    by_year = totals(by_group, dice)
    now = (SOURCE, VINTAGE, STATUS)
    monthly = [
        (year, month, "TOTAL", *pair, *now)
        for year in by_group
        for month, pair in enumerate(months(by_year[year], dice), start=1)
    ]
    return {
        "total_annual.csv": (
            ("year", "hitech", *HEAD),
            *((year, "TOTAL", *pair, *now) for year, pair in by_year.items()),
        ),
        "total_monthly.csv": (("year", "month", "hitech", *HEAD), *monthly),
        "sectors_annual.csv": (
            ("year", "hitech", "name", *HEAD),
            *(
                (year, code, GROUPS[code][0], *pair, *now)
                for year, pairs in by_group.items()
                for code, pair in pairs.items()
            ),
        ),
        "total_annual_older.csv": (
            ("year", "hitech", *HEAD),
            *(
                (year, "TOTAL", out, into, SOURCE, OLDER_VINTAGE, STATUS)
                for year, (out, into) in _older(by_year).items()
            ),
        ),
    }


def write(folder: Path) -> Iterable[Path]:
    """Write all files into a folder and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, rows in files().items():
        paths.append(folder / name)
        with paths[-1].open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
    return paths


if __name__ == "__main__":
    home = Path(__file__).parent.parent / "content" / "data" / SOURCE / VINTAGE
    for path in write(Path(sys.argv[1]) if len(sys.argv) > 1 else home):
        sys.stdout.write(f"{path}\n")
