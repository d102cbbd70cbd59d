"""Blocks of a part to elements of the document.

==============  ==========================  =============================================
block           element (style)             below it
==============  ==========================  =============================================
title           H1 (its style)              words
heading         H2, H3 (heading,            words
                subheading)
standfirst      P (standfirst)              words
text            Sect (its style)            P (body); L, LI (list), Lbl (list-label),
                                            LBody (list-body); BlockQuote (quote)
key_figures     Sect (its style)            Sect (key-figure): P (key-number), P (key-label)
figure, table   Figure, Table (exhibit)     made in stage 4; the id is the exhibit's
terms           L (terms)                   LI (terms): Lbl (term), LBody (definition)
sources         L (terms)                   the same
notices         H2 (heading),               P (body), L; nothing if there is nothing to
                Sect (its style)            say
contents        TOC (contents)              TOCI (contents-entry): title and page
aside           Aside (its style)           blocks
picture         Figure (picture)            the exhibit of that id, in a message only
when            –                           the blocks that the data choose
==============  ==========================  =============================================
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from publisher.content.distribution import MessageBlock, Picture
from publisher.content.models import (
    Aside,
    Block,
    BlockChoice,
    Contents,
    FigureBlock,
    Heading,
    KeyFigure,
    KeyFigures,
    NoticesBlock,
    SourcesBlock,
    Standfirst,
    TableBlock,
    Term,
    Terms,
    TextBlock,
    Title,
)
from publisher.narrative.conditions import holding, kept
from publisher.narrative.desk import Desk, root_id
from publisher.narrative.exhibits import request
from publisher.narrative.model import Element, Inline, Ref, Role, Text
from publisher.narrative.notices import noticed
from publisher.narrative.prose import line, paragraphs
from publisher.narrative.sources import listed
from publisher.narrative.unused import inspected

__all__ = ["elements"]


def elements(desk: Desk, blocks: Iterable[Block | MessageBlock]) -> Iterator[Element]:
    """Yield the elements of blocks in reading order."""
    for block in blocks:
        yield from KIND_TO_MAKER[type(block)](desk, block)


def _title(desk: Desk, block: Title) -> Iterator[Element]:
    yield from _line(desk, block, "title", "H1", block.style)


def _heading(desk: Desk, block: Heading) -> Iterator[Element]:
    if block.level == 2:
        yield from _line(desk, block, "heading", "H2", "heading")
    else:
        yield from _line(desk, block, "heading", "H3", "subheading")


def _standfirst(desk: Desk, block: Standfirst) -> Iterator[Element]:
    yield from _line(desk, block, "standfirst", "P", "standfirst")


def _line(
    desk: Desk, block: Title | Heading | Standfirst, kind: str, role: Role, style: str
) -> Iterator[Element]:
    """Yield a block of one line of prose, under the key that names its kind, if it says any."""
    id_ = desk.number(kind)
    content = line(desk, block, (kind,), getattr(block, kind), element=id_)
    if content:
        yield Element(id_, role, style, content=content, position=block.at(kind))


def _text(desk: Desk, block: TextBlock) -> Iterator[Element]:
    id_ = desk.number("text")
    if isinstance(block.text, tuple):
        children = tuple(
            child
            for n, piece in enumerate(block.text)
            for child in paragraphs(
                desk, block, ("text", n), piece, element=f"{id_}/{n + 1}"
            )
        )
    else:
        children = paragraphs(desk, block, ("text",), block.text, element=id_)
    if children:
        place = block.at("text")
        yield Element(id_, "Sect", block.style, children=children, position=place)


def _key_figures(desk: Desk, block: KeyFigures) -> Iterator[Element]:
    id_ = desk.number("key-figures")
    pairs = []
    shown = [pair for pair in block.key_figures if kept(desk, pair)]
    for place, pair in enumerate(shown, start=1):
        at = f"{id_}/{place}"
        number, label = f"{at}/number", f"{at}/label"
        figure = line(desk, pair, ("figure",), pair.figure, element=number)
        words = line(desk, pair, ("label",), pair.label, element=label)
        parts = (
            Element(number, "P", "key-number", content=_inked(pair, figure)),
            Element(label, "P", "key-label", content=words),
        )
        pairs.append(
            Element(at, "Sect", "key-figure", children=parts, position=pair.at())
        )
    if pairs:
        yield Element(
            id_, "Sect", block.style, children=tuple(pairs), position=block.at()
        )


def _inked(pair: KeyFigure, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return the figure in the ink that its block names; "auto" leaves it to |ink."""
    if pair.ink in {None, "auto"}:
        return content
    return tuple(
        replace(piece, ink=pair.ink) if isinstance(piece, Text) else piece
        for piece in content
    )


def _figure(desk: Desk, block: FigureBlock) -> Iterator[Element]:
    request(desk, block.figure)
    spec = block.figure
    yield Element(
        spec.id,
        "Figure",
        "exhibit",
        exhibit=spec.id,
        slot=block.slot,
        position=spec.at(),
    )


def _table(desk: Desk, block: TableBlock) -> Iterator[Element]:
    request(desk, block.table)
    spec = block.table
    yield Element(spec.id, "Table", "exhibit", exhibit=spec.id, position=spec.at())


def _terms(desk: Desk, block: Terms) -> Iterator[Element]:
    id_ = desk.number("terms")
    items = tuple(
        _term(desk, term, f"{id_}/{place}")
        for place, term in enumerate(
            (term for term in block.terms if kept(desk, term)), start=1
        )
    )
    if items:
        yield Element(id_, "L", "terms", children=items, position=block.at())


def _term(desk: Desk, term: Term, id_: str) -> Element:
    label, body = f"{id_}/label", f"{id_}/body"
    words = line(desk, term, ("term",), term.term, element=label)
    meaning = line(desk, term, ("text",), term.text, element=body)
    parts = (
        Element(label, "Lbl", "term", content=words, position=term.at("term")),
        Element(body, "LBody", "definition", content=meaning, position=term.at("text")),
    )
    return Element(id_, "LI", "terms", children=parts, position=term.at())


def _contents(desk: Desk, block: Contents) -> Iterator[Element]:
    id_ = desk.number("contents")
    entries = []
    for place, (part, title) in enumerate(desk.edges.titles.items(), start=1):
        at, target = f"{id_}/{place}", root_id(part)
        content = (
            Ref(f"{at}/title", target, "text", title),
            Ref(f"{at}/page", target, "page"),
        )
        entries.append(Element(at, "TOCI", "contents-entry", content=content))
    where = block.at()
    yield Element(id_, "TOC", "contents", children=tuple(entries), position=where)


def _sources(desk: Desk, block: SourcesBlock) -> Iterator[Element]:
    yield listed(desk, block.at())


def _aside(desk: Desk, block: Aside) -> Iterator[Element]:
    id_ = desk.number("aside")
    children = tuple(elements(desk, block.aside))
    if children:
        yield Element(
            id_,
            "Aside",
            block.style,
            children=children,
            slot=block.slot,
            position=block.at(),
        )


def _choice(desk: Desk, block: BlockChoice) -> Iterator[Element]:
    holds = holding(desk, block, block.when)
    if holds is None:
        desk.report(inspected((*block.then, *block.otherwise), desk.scope))
        return
    said, unsaid = block.then, block.otherwise
    if not holds:
        said, unsaid = unsaid, said
    desk.report(inspected(unsaid, desk.scope))
    yield from elements(desk, said)


def _picture(desk: Desk, block: Picture) -> Iterator[Element]:
    if kept(desk, block):
        id_, place = desk.number("picture"), block.at("picture")
        yield Element(id_, "Figure", "picture", exhibit=block.picture, position=place)


KIND_TO_MAKER: dict[type[Any], Callable[[Desk, Any], Iterator[Element]]] = {
    Title: _title,
    Heading: _heading,
    Standfirst: _standfirst,
    TextBlock: _text,
    KeyFigures: _key_figures,
    FigureBlock: _figure,
    TableBlock: _table,
    Terms: _terms,
    Contents: _contents,
    SourcesBlock: _sources,
    NoticesBlock: noticed,
    Aside: _aside,
    BlockChoice: _choice,
    Picture: _picture,
}
