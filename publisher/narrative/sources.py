"""The sources that an edition uses, from ``sources.yml`` to elements.

One entry for each source with an input in a series of the edition: producer, dataset,
vintages, when and where it was had, licence, and how our own figures were computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publisher.content.models import Edition, Input, Source, Sources
from publisher.narrative.desk import Desk
from publisher.narrative.model import Element, Inline, Link, Text
from publisher.narrative.words import in_full
from publisher.numerals import Voice
from publisher.provenance import Places, Position

__all__ = ["inputs_of", "listed", "vintage_text"]

BASIS_TO_PHRASE = {"derived": "sources.derived", "synthetic": "sources.synthetic"}
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
    for made in inputs_of(edition, project.sources_of(edition)).values():
        groups.setdefault(made.source, []).append(made)
    above = desk.number("sources")
    items = []
    for place, (name, inputs) in enumerate(groups.items(), start=1):
        source = project.sources.sources[name]
        at = f"{above}/{place}"
        content = tuple(
            said
            for piece in _entry(source, inputs, at, desk.scope.voice)
            for said in _said(piece, desk.scope.voice)
        )
        parts = (
            Element(f"{at}/label", "Lbl", "term", content=(Text(source.producer),)),
            Element(f"{at}/body", "LBody", "definition", content=content),
        )
        items.append(Element(at, "LI", "terms", children=parts, position=position))
    return Element(above, "L", "sources", children=tuple(items), position=position)


def _entry(
    source: Source, inputs: list[Input], at: str, voice: Voice
) -> Iterator[Inline]:
    vintages = [
        vintage_text(vintage, voice) for vintage in sorted({i.vintage for i in inputs})
    ]
    listed = voice.listed(vintages)
    said = voice.say_counted("sources.vintage", len(vintages), vintages=listed)
    yield _written(source, "dataset", source.dataset)
    yield Text(f". {said}")
    if source.accessed:
        day = vintage_text(source.accessed, voice)
        words = voice.say("sources.accessed", date=day)
        yield Text(words, places=_at(source.at("accessed")))
    yield Text(". ")
    if source.url:
        yield Link(f"{at}/link-1", source.url, (Text(source.url),))
        yield Text(". ")
    yield _written(source, "licence", source.licence.rstrip("."))
    yield Text(".")
    if source.retrieved_from:
        place = source.retrieved_from.rstrip(".")
        before, after = voice.say("sources.copy", place="\0").split("\0")
        yield Text(f" {before}")
        yield _written(source, "retrieved_from", place)
        yield Text(after)
    if source.note:
        yield Text(" ")
        yield _written(source, "note", source.note)
    yield from _methods(inputs, voice)


def _said(piece: Inline, voice: Voice) -> Iterable[Inline]:
    return in_full(piece, voice) if isinstance(piece, Text) else (piece,)


def _methods(inputs: list[Input], voice: Voice) -> Iterator[Text]:
    """Yield how our own figures were computed, each way once."""
    said: dict[str, Input] = {}
    for made in inputs:
        if made.method or made.basis in BASIS_TO_PHRASE:
            words = made.method or voice.say(BASIS_TO_PHRASE[made.basis])
            said.setdefault(words, made)
    for words, made in said.items():
        yield Text(" ")
        yield Text(words, places=_at(made.at("method")) if made.method else None)


def _at(position: Position) -> Places:
    """Return the places of words that all stand at one."""
    return Places(lambda _: position)


def _written(source: Source, field: str, words: str) -> Text:
    """Return words of ``sources.yml`` that know where they stand in it."""
    places = Places(lambda offset: source.where(field, offset=offset))
    return Text(words, places=places)


def vintage_text(text: str, voice: Voice) -> str:
    """Return "2023-03" as "March 2023", a day as a date; any other vintage as it is."""
    if _DAY.fullmatch(text):
        return voice.date(text)
    return voice.month(text) if _MONTH.fullmatch(text) else text
