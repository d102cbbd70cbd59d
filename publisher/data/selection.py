"""An edition and ``sources.yml`` to what must be read: series, inputs, origins.

Reads no file. That every name is declared was checked when the content was loaded.

Findings
--------
DATA-17 a footing cannot be followed; DATA-20 unlike inputs in a series or footing;
DATA-28 not a period; DATA-30 a splice of two releases without a guard.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from publisher.content.models import Edition, Footing, Input, SeriesSpec, Sources
from publisher.data.model import Period, Release
from publisher.errors import Finding
from publisher.provenance import Origin

__all__ = ["Selection", "concept", "release", "select"]


@dataclass(frozen=True, slots=True)
class Selection:
    """What an edition needs of ``sources.yml``, by id; series by the edition's names.

    ``names`` gives the edition's name of each declared series that it reads. ``footings``
    are those all of whose series it reads.
    """

    series: Mapping[str, SeriesSpec]
    inputs: Mapping[str, Input]
    origins: Mapping[str, Origin]
    names: Mapping[str, str]
    footings: tuple[Footing, ...]


def select(sources: Sources, edition: Edition) -> tuple[Selection, list[Finding]]:
    """Return the series an edition uses or compares with, and what they are made of."""
    meant = dict(edition.reads)
    for name in (*edition.compare_with, *edition.compare_with.values()):
        meant.setdefault(name, name)
    series = {name: sources.series[declared] for name, declared in meant.items()}
    needed = {
        name: sources.inputs[name]
        for spec in series.values()
        for name in _inputs_of(spec)
    }
    origins = {name: _origin(name, sources) for name in needed}
    names: dict[str, str] = {}
    for name, declared in meant.items():
        names.setdefault(declared, name)
    footings = tuple(
        footing
        for footing in sources.footings
        if set(footing.names) <= set(names) and _has_one_kind(footing)
    )
    chosen = Selection(series, needed, origins, names, footings)
    findings = [
        *_unlike(chosen),
        *_unguarded(chosen),
        *_unfollowed(sources.footings),
        *_unlike_footings(chosen),
        *_gaps(series),
    ]
    return chosen, findings


def concept(spec: Input) -> str:
    """Return what an input measured and how it was valued, in words for a source line."""
    return f"{spec.concept}; {spec.valuation}"


def release(spec: Input) -> Release:
    """Return who said what an input holds, when, and how settled it was."""
    return Release(spec.source, spec.vintage, spec.status or "")


def _inputs_of(spec: SeriesSpec) -> Iterable[str]:
    yield from (piece.input for piece in spec.pieces)
    yield from (name for guard in spec.guards for name in guard.inputs)


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
                "DATA-20",
                f"the inputs of the series {name} differ in unit, concept or valuation: "
                f"{', '.join(measured.values())}",
                spec.at("pieces"),
                "different concepts are never spliced; make a series of each",
            )


def _unguarded(chosen: Selection) -> Iterable[Finding]:
    """Find splices of different releases of which no guard says that they agree."""
    for name, spec in chosen.series.items():
        pieces = sorted(spec.pieces, key=lambda piece: piece.from_ or 0)
        guarded = {frozenset(guard.inputs) for guard in spec.guards}
        for one, other in pairwise(pieces):
            apart = [release(chosen.inputs[each.input]) for each in (one, other)]
            if apart[0] != apart[1] and {one.input, other.input} not in guarded:
                yield Finding(
                    "DATA-30",
                    f"the series {name} goes from {apart[0]} to {apart[1]}, and no guard "
                    "says that they agree",
                    other.at(),
                    f"add guards: {{inputs: [{one.input}, {other.input}], years: […], "
                    "within: …}, with years that both hold",
                )


def _has_one_kind(footing: Footing) -> bool:
    kinds = (footing.total, footing.months, footing.partners, footing.balance)
    return sum(kind is not None for kind in (*kinds, footing.whole)) == 1


def _unfollowed(footings: Iterable[Footing]) -> Iterable[Finding]:
    for footing in footings:
        if not _has_one_kind(footing):
            yield Finding(
                "DATA-17",
                f"the footing of {footing.series} cannot be followed",
                footing.at(),
                "name one of `months`, `total`, `partners`, `balance` and `whole`",
            )


def _unlike_footings(chosen: Selection) -> Iterable[Finding]:
    for footing in chosen.footings:
        measured = {
            (chosen.inputs[piece.input].unit, concept(chosen.inputs[piece.input]))
            for name in footing.names
            for piece in chosen.series[chosen.names[name]].pieces
        }
        if len(measured) > 1:
            yield Finding(
                "DATA-20",
                f"{' and '.join(footing.names)} differ in unit, concept or valuation",
                footing.at(),
                "only what measures the same can add up",
            )


def _gaps(series: Mapping[str, SeriesSpec]) -> Iterable[Finding]:
    for spec in series.values():
        for at, text in enumerate(spec.gaps):
            try:
                Period.parse(text)
            except ValueError as error:
                hint = "gaps are single years or months"
                yield Finding("DATA-28", str(error), spec.at("gaps", at), hint)
