"""The sources that an edition uses, from ``sources.yml`` to elements.

One entry for each source with an input in a series of the edition: producer, dataset,
vintages, when and where it was had, licence, and how our own figures were computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher import numerals
from publisher.content.models import Edition, Input, Source, Sources
from publisher.narrative.desk import Desk
from publisher.narrative.model import Element, Inline, Link, Text
from publisher.provenance import Position

__all__ = ["inputs_of", "listed", "vintage_text"]

BASIS_TO_WORDS = {
    "published": "",
    "derived": "Figures computed by us.",
    "synthetic": "Synthetic figures made by us; no data of any source.",
}
_MONTH = re.compile(r"\d{4}-\d{2}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def inputs_of(edition: Edition, sources: Sources) -> dict[str, Input]:
    """Return the inputs of the edition's series, in the order of ``sources.yml``."""
    used = {
        piece.input
        for series in edition.reads.values()
        if series in sources.series
        for piece in sources.series[series].pieces
    }
    return {name: made for name, made in sources.inputs.items() if name in used}


def listed(desk: Desk, position: Position) -> Element:
    """Return the list of the sources: the producer, then the rest."""
    project = desk.edges.project
    edition = project.editions[desk.edges.edition_id]
    groups: dict[str, list[Input]] = {}
    for made in inputs_of(edition, project.sources).values():
        groups.setdefault(made.source, []).append(made)
    above = desk.number("sources")
    items = []
    for place, (name, inputs) in enumerate(groups.items(), start=1):
        source = project.sources.sources[name]
        at = f"{above}/{place}"
        content = tuple(_entry(source, inputs, at))
        parts = (
            Element(f"{at}/label", "Lbl", "term", content=(Text(source.producer),)),
            Element(f"{at}/body", "LBody", "definition", content=content),
        )
        items.append(Element(at, "LI", "terms", children=parts, position=position))
    return Element(above, "L", "sources", children=tuple(items), position=position)


def _entry(source: Source, inputs: list[Input], at: str) -> Iterator[Inline]:
    vintages = sorted({vintage_text(made.vintage) for made in inputs}, key=_order)
    word = "Vintage" if len(vintages) == 1 else "Vintages"
    had = f"; had on {vintage_text(source.accessed)}" if source.accessed else ""
    yield Text(f"{source.dataset}. {word} of {_series(vintages)}{had}. ")
    if source.url:
        yield Link(f"{at}/link-1", source.url, (Text(source.url),))
        yield Text(". ")
    more = [f"{source.licence.rstrip('.')}."]
    if source.retrieved_from:
        more.append(f"Copy from {source.retrieved_from.rstrip('.')}.")
    if source.note:
        more.append(source.note)
    said = dict.fromkeys(made.method or BASIS_TO_WORDS[made.basis] for made in inputs)
    more += [words for words in said if words]
    yield Text(" ".join(more))


def vintage_text(text: str) -> str:
    """Return "2023-03" as "March 2023", a day as a date; any other vintage as it is."""
    if _DAY.fullmatch(text):
        return numerals.date(text)
    return numerals.month(text) if _MONTH.fullmatch(text) else text


def _order(vintage: str) -> tuple[str, int]:
    """Sort vintages by year, then by month."""
    name, _, year = vintage.rpartition(" ")
    return year, numerals.MONTHS.index(name) if name in numerals.MONTHS else -1


def _series(words: list[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} and {words[-1]}"
