"""An edition and ``sources.yml`` to what must be read: series, inputs, origins.

Reads no file.

Findings
--------
DATA-21 unknown series; DATA-22 unknown input or source; DATA-23 unlike inputs in a
series or footing; DATA-31 not a period.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from publisher.content.models import Edition, Input, SeriesSpec, Sources
from publisher.data.files import place
from publisher.data.model import Period
from publisher.errors import Finding, nearest
from publisher.provenance import Origin, Position

__all__ = ["Selection", "concept", "select"]


@dataclass(frozen=True, slots=True)
class Selection:
    """What an edition needs of ``sources.yml``, by id."""

    series: Mapping[str, SeriesSpec]
    inputs: Mapping[str, Input]
    origins: Mapping[str, Origin]


def select(sources: Sources, edition: Edition) -> tuple[Selection, list[Finding]]:
    """Return the series an edition uses or compares with, and what they are made of."""
    findings: list[Finding] = []
    asked = [
        *(
            (name, place(edition, "series", at))
            for at, name in enumerate(edition.series)
        ),
        *(
            (name, place(edition, "compare_with", key))
            for key, both in edition.compare_with.items()
            for name in (key, both)
        ),
    ]
    for footing in sources.footings:
        asked_of = {"series": footing.series, "months": footing.months}
        asked_of["total"] = footing.total
        findings.extend(
            _unknown("series", name, sources.series, place(footing, field))
            for field, name in asked_of.items()
            if name and name not in sources.series
        )
    findings.extend(
        _unknown("series", name, sources.series, position)
        for name, position in asked
        if name not in sources.series
    )
    names = [name for name in dict(asked) if name in sources.series]
    series = {name: sources.series[name] for name in names}
    needed: dict[str, Input] = {}
    for spec in series.values():
        for name, position in _inputs_of(spec):
            if name in sources.inputs:
                needed[name] = sources.inputs[name]
            else:
                findings.append(_unknown("input", name, sources.inputs, position))
    findings.extend(
        _unknown("source", spec.source, sources.sources, place(spec, "source"))
        for spec in needed.values()
        if spec.source not in sources.sources
    )
    if findings:
        return Selection({}, {}, {}), findings
    origins = {name: _origin(name, sources) for name in needed}
    chosen = Selection(series, needed, origins)
    return chosen, [
        *_unlike(chosen),
        *_unlike_footings(chosen, sources),
        *_gaps(series),
    ]


def concept(spec: Input) -> str:
    """Return what an input measured and how it was valued, in words for a source line."""
    return f"{spec.concept}; {spec.valuation}"


def _unknown(
    kind: str, name: str, known: Mapping[str, object], position: Position | None
) -> Finding:
    code = "DATA-21" if kind == "series" else "DATA-22"
    like = nearest(name, known)
    hint = f"did you mean {like}?" if like else f"declare it under `{kind}` there"
    return Finding(code, f"sources.yml has no {kind} {name}", position, hint)


def _inputs_of(spec: SeriesSpec) -> Iterable[tuple[str, Position | None]]:
    for at, piece in enumerate(spec.pieces):
        yield piece.input, place(spec, "pieces", at, "input")
    for at, guard in enumerate(spec.guards):
        for side, name in enumerate(guard.inputs):
            yield name, place(spec, "guards", at, "inputs", side)


def _origin(name: str, sources: Sources) -> Origin:
    spec = sources.inputs[name]
    source = sources.sources[spec.source]
    return Origin(
        input=name,
        source=spec.source,
        producer=source.producer,
        dataset=source.dataset,
        vintage=spec.vintage,
        basis=spec.basis,
        concept=concept(spec),
        url=source.url,
        licence=source.licence,
        method=spec.method,
    )


def _unlike(chosen: Selection) -> Iterable[Finding]:
    """Find series whose inputs do not measure the same."""
    for name, spec in chosen.series.items():
        used = dict.fromkeys(piece.input for piece in spec.pieces)
        measured = {
            (chosen.inputs[of].unit, concept(chosen.inputs[of])): of for of in used
        }
        if len(measured) > 1:
            yield Finding(
                "DATA-23",
                f"the inputs of the series {name} differ in unit, concept or valuation: "
                f"{', '.join(measured.values())}",
                place(spec, "pieces"),
                "different concepts are never spliced; make a series of each",
            )


def _unlike_footings(chosen: Selection, sources: Sources) -> Iterable[Finding]:
    for footing in sources.footings:
        other = footing.months or footing.total
        if (footing.months is None) == (footing.total is None):
            yield Finding(
                "DATA-18",
                f"the footing of {footing.series} cannot be followed",
                place(footing),
                "name either `months` or `total`",
            )
        sides = [chosen.series.get(name) for name in (footing.series, other or "")]
        measured = {
            (chosen.inputs[piece.input].unit, concept(chosen.inputs[piece.input]))
            for spec in sides
            for piece in (spec.pieces if spec else ())
        }
        if len(measured) > 1 and all(sides):
            yield Finding(
                "DATA-23",
                f"{footing.series} and {other} differ in unit, concept or valuation",
                place(footing),
                "only what measures the same can add up",
            )


def _gaps(series: Mapping[str, SeriesSpec]) -> Iterable[Finding]:
    for spec in series.values():
        for at, text in enumerate(spec.gaps):
            try:
                Period.parse(text)
            except ValueError as error:
                hint = "gaps are single years or months"
                yield Finding("DATA-31", str(error), place(spec, "gaps", at), hint)
