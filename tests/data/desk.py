"""A tiny project on disk: a few rows of CSV, declared in code, read in public.

Sectors 01 and 02, partners X and Y, years and thousands of dollars unless a test says so.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from publisher.content.models import Corrections, Edition, Publication, Sources
from publisher.content.project import Project
from publisher.data import read
from publisher.data.balances import Balances
from publisher.data.model import TOTAL, Key, Period
from publisher.errors import Finding, StageFailed

ANNUAL = {"year": "year", "exports": "x", "imports": "m"}


class Desk:
    """Builds a project step by step; ``read`` gives the balances of all its series."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.inputs: dict[str, Any] = {}
        self.series: dict[str, Any] = {}
        self.footings: list[Any] = []
        self.corrections: list[Any] = []
        self.compare_with: dict[str, str] = {}

    def pin(self, name: str, csv: str | bytes, **spec: object) -> Desk:
        """Write ``data/<name>.csv`` and declare it as an input of that name."""
        data = csv.encode() if isinstance(csv, str) else csv
        path = self.root / "data" / f"{name}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        columns = spec.pop("columns", ANNUAL)
        whole = {} if "sector" in columns else {"sector": TOTAL}
        self.inputs[name] = {
            "source": "bureau",
            "vintage": "v1",
            "path": f"data/{name}.csv",
            "sha256": hashlib.sha256(data).hexdigest(),
            "basis": "published",
            "columns": columns,
            "scale": 1000,
            "concept": "goods",
            "valuation": "fas",
            **whole,
            **spec,
        }
        return self

    def serve(self, name: str, *inputs: str, **spec: object) -> Desk:
        """Declare an annual series made of whole inputs, or of given ``pieces``."""
        pieces = [{"input": one} for one in inputs]
        self.series[name] = {
            "title": name.title(),
            "frequency": "year",
            "pieces": pieces,
            **spec,
        }
        return self

    def read(self, *series: str) -> Balances:
        """Read an edition of these series (all, if none is named)."""
        source = {"producer": "Bureau", "dataset": "Trade", "licence": "free"}
        sources = {
            "sources": {"bureau": source},
            "inputs": self.inputs,
            "series": self.series,
            "footings": self.footings,
        }
        publication = {
            "id": "test",
            "title": "Test",
            "publisher": "Us",
            "default_edition": "e",
            "parts": ["one"],
            "sectors": {"01": "One", "02": "Two"},
            "partners": {"X": "Xland", "Y": "Yland"},
        }
        edition = {
            "title": "E",
            "reference_year": 2020,
            "closing_date": "2021-01-01",
            "state": "draft",
            "series": list(series or self.series),
            "compare_with": self.compare_with,
        }
        project = Project(
            root=self.root,
            publication=_model(Publication, publication),
            parts=(),
            filler=None,
            editions={},
            sources=_model(Sources, sources),
            corrections=_model(Corrections, {"corrections": self.corrections}),
        )
        return read(project, _model(Edition, edition))

    def faults(self, *series: str) -> tuple[Finding, ...]:
        """Read, and return all findings (none: an empty tuple)."""
        try:
            return self.read(*series).findings
        except StageFailed as failed:
            return failed.findings

    def codes(self, *series: str) -> list[tuple[str, str]]:
        """Return each finding as its code and its place."""
        return [(fault.code, str(fault.position)) for fault in self.faults(*series)]


def _model(kind: Any, data: object) -> Any:
    import json  # the models are strict: lists become tuples from JSON only

    return kind.model_validate_json(json.dumps(data))


def year(number: int) -> Period:
    return Period.of_year(number)


def key(
    flow: Any, sector: str = TOTAL, series: str = "s", partner: str = "WORLD"
) -> Key:
    return Key(series, sector, flow, partner)
