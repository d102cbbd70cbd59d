"""A small publication in code, its parts read from YAML text, with the tiny world's numbers."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path

from publisher.content.models import Corrections, Edition, Part, Publication, Sources
from publisher.content.project import Project
from publisher.content.validation import load_model
from publisher.errors import Finding, StageFailed
from publisher.narrative import build
from publisher.narrative.model import Document, Element, Inline, Narrative
from tests.expressions.trade import balances

__all__ = ["built", "document", "element", "findings", "one", "project", "shapes"]

HEAD = """\
title: {title}
master: page
subject: {{series: total}}
"""


def one(blocks: str, **more: str) -> dict[str, str]:
    """Return the one part of a publication: "total", its title block and these blocks."""
    head = HEAD.format(title="The total") + "".join(
        f"{key}: {value}\n" for key, value in more.items()
    )
    return {"total": f"{head}blocks:\n  - title: The total\n{_indented(blocks)}"}


def _indented(blocks: str) -> str:
    return textwrap.indent(textwrap.dedent(blocks).strip("\n"), "  ") + "\n"


def project(root: Path, parts: Mapping[str, str], filler: str | None = None) -> Project:
    """Write the parts to files, read them, and return them as a project."""
    read: dict[str, Part] = {}
    for name, text in parts.items():
        path = root / f"{name}.yml"
        path.write_text(text, encoding="utf-8")
        part, faults = load_model(Part, root, path.name)
        assert part is not None, faults
        read[name] = part
    publication = Publication(
        id="small",
        title="Small Trade",
        publisher="A Press",
        subject="trade",
        keywords=("trade", "goods"),
        address="https://example.org",
        default_edition="2025",
        parts=tuple(parts),
        sectors={"01": "Biotechnology", "02": "Life Science"},
        constants={"recent": 2},
    )
    return Project(
        root=root,
        publication=publication,
        parts=tuple((name, part) for name, part in read.items() if name != filler),
        filler=(filler, read[filler]) if filler else None,
        editions={
            "2025": Edition(
                title="Small Trade 2025",
                reference_year=2025,
                closing_date="2026-10-31",
                state="draft",
                series=("total", "derived"),
            )
        },
        sources=_sources(),
        corrections=Corrections.model_validate(
            {
                "corrections": (
                    {
                        "input": "total",
                        "reason": 'The source says "overstated".',
                        "date": "2026-10-31",
                        "provider": "Bureau",
                        "status": "noted",
                    },
                )
            }
        ),
    )


def _sources() -> Sources:
    bureau = {"producer": "Bureau", "licence": "Public domain"}
    pin = {
        "path": "x.csv",
        "sha256": "0" * 64,
        "columns": {"year": "year"},
        "concept": "goods",
        "valuation": "customs value",
    }
    return Sources.model_validate(
        {
            "sources": {
                "book": {
                    **bureau,
                    "dataset": "Goods",
                    "url": "https://example.org/goods",
                    "accessed": "2026-10-01",
                },
                "sums": {**bureau, "dataset": "Codes"},
                "unused": {**bureau, "dataset": "Never used"},
            },
            "inputs": {
                "old": {
                    **pin,
                    "source": "book",
                    "vintage": "2023-03",
                    "basis": "published",
                },
                "new": {
                    **pin,
                    "source": "book",
                    "vintage": "2026-10",
                    "basis": "published",
                },
                "made": {
                    **pin,
                    "source": "sums",
                    "vintage": "2024",
                    "basis": "derived",
                    "method": "Added up by us.",
                },
                "never": {
                    **pin,
                    "source": "unused",
                    "vintage": "2020",
                    "basis": "published",
                },
            },
            "series": {
                "total": {
                    "title": "Total",
                    "frequency": "year",
                    "pieces": ({"input": "old", "to": 2022}, {"input": "new"}),
                },
                "derived": {
                    "title": "Sums",
                    "frequency": "year",
                    "pieces": ({"input": "made"},),
                },
            },
        }
    )


def built(root: Path, parts: Mapping[str, str], filler: str | None = None) -> Narrative:
    """Return the narrative of the edition."""
    return build(project(root, parts, filler), "2025", balances())


def document(root: Path, blocks: str) -> Document:
    """Return the document of one part with these blocks after its title."""
    return built(root, one(blocks)).document


def element(document: Document, id_: str) -> Element:
    """Return the one element of this id."""
    (found,) = [each for each in document.elements() if each.id == id_]
    return found


def findings(root: Path, blocks: str) -> list[Finding]:
    """Return the findings of one part with these blocks after its title."""
    try:
        return list(built(root, one(blocks)).warnings)
    except StageFailed as failed:
        return list(failed.findings)


def shapes(content: tuple[Inline, ...]) -> list[str]:
    """Return the kinds of the pieces: "Text", "Link", "Ref", "Note"."""
    return [type(piece).__name__ for piece in content]
