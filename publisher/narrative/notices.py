"""What an edition says of itself, to elements; nothing where there is nothing to say.

==============  =======================================================================
notices         what is said
==============  =======================================================================
state           that it is a draft, under embargo, a specimen or a later printing
erratum         what was wrong, from the edition file; then each figure that changed
exceptions      why a series holds figures of after the closing date
==============  =======================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publisher.content.models import Edition, NoticesBlock
from publisher.narrative.desk import Desk
from publisher.narrative.model import Change, Element, Text
from publisher.narrative.prose import BULLET, line, paragraphs
from publisher.numerals import Voice
from publisher.provenance import Position

__all__ = ["noticed"]


def noticed(desk: Desk, block: NoticesBlock) -> Iterator[Element]:
    """Yield a heading, if one is asked for, and the notices; or nothing at all."""
    edition = desk.edges.project.editions[desk.edges.edition_id]
    id_ = desk.number("notices")
    if block.notices == "state":
        children = _state(desk, edition, id_)
    elif block.notices == "erratum":
        children = _erratum(desk, edition, id_)
    else:
        children = _prose(desk, edition, "exceptions", edition.exceptions, id_)
    said = tuple(children)
    if not said:
        return
    if block.head is not None:
        at = f"{id_}/head"
        words = line(desk, block, ("head",), block.head, element=at)
        yield Element(at, "H2", "heading", content=words, position=block.at("head"))
    yield Element(id_, "Sect", block.style, children=said, position=block.at("notices"))


def _state(desk: Desk, edition: Edition, id_: str) -> Iterator[Element]:
    words = desk.edges.standing.words
    if words:
        yield _paragraph(f"{id_}/1", words, edition.at("state"))


def _erratum(desk: Desk, edition: Edition, id_: str) -> Iterator[Element]:
    if edition.state != "corrected":
        return
    yield from _prose(desk, edition, "erratum", range(len(edition.erratum)), id_)
    changes, place = desk.edges.changes, edition.at("erratum")
    voice = desk.scope.voice
    if changes:
        head = voice.say("erratum.changes")
        yield _paragraph(f"{id_}/changes/1", head, place)
        yield _changes(changes, f"{id_}/changes/2", place, voice)
    elif changes is not None:
        words = voice.say("erratum.no_change")
        yield _paragraph(f"{id_}/changes/1", words, place)


def _prose(
    desk: Desk, edition: Edition, field: str, keys: Iterable[str | int], id_: str
) -> Iterator[Element]:
    """Yield the paragraphs of each text that the edition file gives under a field."""
    texts = getattr(edition, field)
    for place, key in enumerate(keys, start=1):
        at = f"{id_}/{place}"
        yield from paragraphs(desk, edition, (field, key), texts[key], element=at)


def _changes(
    changes: Iterable[Change], at: str, position: Position, voice: Voice
) -> Element:
    """Return a list with an item for each part or exhibit and all its changes."""
    places: dict[str, list[str]] = {}
    for change in changes:
        said = places.setdefault(change.where, [])
        words = _words(change, voice)
        if words not in said:
            said.append(words)
    items = []
    for place, (where, said) in enumerate(places.items(), start=1):
        here = f"{at}/{place}"
        text = f"{where}: {'; '.join(said)}."
        body = (_paragraph(f"{here}/body/1", text, position),)
        parts = (
            Element(f"{here}/label", "Lbl", "list-label", content=(Text(BULLET),)),
            Element(f"{here}/body", "LBody", "list-body", children=body),
        )
        items.append(Element(here, "LI", "list", children=parts, position=position))
    return Element(at, "L", "list", children=tuple(items), position=position)


def _words(change: Change, voice: Voice) -> str:
    if change.was is None:
        return voice.say("erratum.new", now=str(change.now))
    if change.now is None:
        return voice.say("erratum.gone", was=change.was)
    return voice.say("erratum.change", now=change.now, was=change.was)


def _paragraph(id_: str, words: str, position: Position) -> Element:
    return Element(id_, "P", "body", content=(Text(words),), position=position)
