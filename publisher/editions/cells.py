"""Cells of pinned files to their texts, as the source has them.

Only for the record of what was signed off: numbers are read in `publisher.data`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from publisher.provenance import Cell

__all__ = ["texts_of"]


def texts_of(root: Path, cells: Iterable[Cell]) -> Mapping[Cell, str]:
    """Return what each cell says; a cell of a file that cannot be read is left out."""
    wanted: dict[str, dict[int, set[str]]] = {}
    for file, line, column in cells:
        wanted.setdefault(file, {}).setdefault(line, set()).add(column)
    found: dict[Cell, str] = {}
    for file, lines in wanted.items():
        try:
            with (root / file).open(encoding="utf-8-sig", newline="") as stream:
                found.update(_of_file(file, csv.reader(stream), lines))
        except (OSError, UnicodeDecodeError, csv.Error):
            continue
    return found


def _of_file(
    file: str, rows: Iterable[list[str]], lines: Mapping[int, set[str]]
) -> Mapping[Cell, str]:
    found: dict[Cell, str] = {}
    heading: list[str] = []
    line = 1
    for row in rows:
        heading = heading or row
        columns = lines.get(line, set())
        for column, text in zip(heading, row, strict=False):
            if column in columns:
                found[Cell(file, line, column)] = text
        line = getattr(rows, "line_num", line) + 1
    return found
