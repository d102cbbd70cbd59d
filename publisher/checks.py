"""Every printed figure of an edition, with its cells: the content of ``checks.json``.

Says what is bound to the data. It judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from publisher.narrative.model import Bound

__all__ = ["figures"]


def figures(bound: Iterable[Bound]) -> list[dict[str, Any]]:
    """Return printed figures as plain data, in reading order."""
    return [
        {
            "shown": each.shown,
            "where": str(each.position),
            "expression": each.expression,
            "cells": [
                {"file": cell.file, "line": cell.line, "column": cell.column}
                for cell in each.cells
            ],
            "guards": [],
        }
        for each in bound
    ]
