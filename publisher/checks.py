"""Every printed figure of an edition, with its cells: the content of ``checks.json``.

Says what is bound to the data. It judges nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from publisher.narrative.model import Bound
from publisher.provenance import Cell

__all__ = ["figures", "text"]


def figures(bound: Iterable[Bound]) -> list[dict[str, Any]]:
    """Return printed figures as plain data, in reading order."""
    return [
        {
            "shown": each.shown,
            "where": str(each.position),
            "expression": each.expression,
            "cells": _cells(each.cells),
            "guards": [],
        }
        for each in bound
    ]


def text(checks: Mapping[str, Any]) -> str:
    """Return checks as JSON with a line for each figure, so that a diff names figures."""
    parts = []
    for name, part in checks.items():
        if isinstance(part, list):
            rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in part)
            parts.append(f"{json.dumps(name)}: [\n{rows}\n]")
        else:
            parts.append(f"{json.dumps(name)}: {json.dumps(part, ensure_ascii=False)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _cells(cells: Iterable[Cell]) -> list[dict[str, Any]]:
    """Return cells as plain data; cells under each other are one entry with ``last_line``."""
    entries: list[dict[str, Any]] = []
    lowest: dict[tuple[str, str], dict[str, Any]] = {}
    for file, line, column in cells:
        above = lowest.get((file, column))
        if above and above.get("last_line", above["line"]) + 1 == line:
            above["last_line"] = line
            continue
        entry = {"file": file, "line": line, "column": column}
        lowest[file, column] = entry
        entries.append(entry)
    return entries
