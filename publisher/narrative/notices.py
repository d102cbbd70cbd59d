"""What an edition says of itself, to elements; nothing where there is nothing to say.

What is known only when all words and figures are decided is left open here, an element
without children, and filled in by `afterword`.

==============  =======================================================================
notices         what is said
==============  =======================================================================
state           that it is a draft, under embargo, a specimen or a later printing
erratum         what was wrong, from the edition file; then each figure that changed
exceptions      why a series holds figures of after the closing date
terms           the publication's vague words, and what they mean here
coverage        how many figures and statements are checked
revisions       what became of the figures and statements of the last edition
==============  =======================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publisher.content.models import Edition, NoticesBlock
from publisher.narrative.desk import Desk
from publisher.narrative.model import Element, Inline, Text
from publisher.narrative.prose import line, paragraphs
from publisher.provenance import Position

__all__ = ["noticed"]


def noticed(desk: Desk, block: NoticesBlock) -> Iterator[Element]:
    """Yield a heading, if one is asked for, and the notices; or nothing at all."""
    edition = desk.edges.project.editions[desk.edges.edition_id]
    id_ = desk.number("notices")
    said: tuple[Element, ...]
    match block.notices:
        case "state":
            said = tuple(_state(desk, edition, id_))
        case "erratum":
            said = tuple(_erratum(desk, edition, id_))
        case "terms":
            said = tuple(_terms(desk, id_))
        case "coverage":
            place = block.at("notices")
            said = (Element(f"{id_}/coverage", "Sect", "text", position=place),)
        case "revisions" if edition.last_edition is not None:
            place = block.at("notices")
            said = (Element(f"{id_}/revisions", "Sect", "text", position=place),)
        case "revisions":
            said = ()
        case "exceptions":
            said = tuple(_prose(desk, edition, "exceptions", edition.exceptions, id_))
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
    yield Element(f"{id_}/changes", "Sect", "text", position=edition.at("erratum"))


def _terms(desk: Desk, id_: str) -> Iterator[Element]:
    """Yield a paragraph of the publication's vague words and what they mean."""
    publication = desk.edges.project.publication
    content: list[Inline] = []
    at = f"{id_}/terms/1"
    for name, term in publication.terms.items():
        means = line(desk, term, ("means",), term.means, element=f"{at}/{name}")
        before = " " if content else ""
        word = f"“{term.words[0][:1].upper()}{term.words[0][1:]}”"
        content += [Text(f"{before}{word}: "), *means]
    if content:
        place = publication.at("terms")
        yield Element(at, "P", "body", content=tuple(content), position=place)


def _prose(
    desk: Desk, edition: Edition, field: str, keys: Iterable[str | int], id_: str
) -> Iterator[Element]:
    """Yield the paragraphs of each text that the edition file gives under a field."""
    texts = getattr(edition, field)
    for place, key in enumerate(keys, start=1):
        at = f"{id_}/{place}"
        yield from paragraphs(desk, edition, (field, key), texts[key], element=at)


def _paragraph(id_: str, words: str, position: Position) -> Element:
    return Element(id_, "P", "body", content=(Text(words),), position=position)
