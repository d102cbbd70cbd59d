"""A finished document to the same with what it says of its own making.

Which figures differ from the first printing and how much is checked is known only when all
words and exhibits are decided. `notices` leaves an element open for each; here it is filled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from publisher.narrative.model import (
    Change,
    Document,
    Element,
    Letter,
    Revised,
    Text,
    Told,
)
from publisher.narrative.prose import BULLET
from publisher.numerals import Voice
from publisher.provenance import Position

__all__ = ["told", "told_letter"]

_OPEN = re.compile(r"/notices-\d+/(changes|coverage|revisions)$")


def told(document: Document, voice: Voice, tell: Told) -> Document:
    """Return the document with its open notices filled in."""
    teller = _Teller(voice, tell)
    parts = tuple(
        replace(part, root=teller.filled(part.root)) for part in document.parts
    )
    return replace(document, parts=parts)


def told_letter(letter: Letter, voice: Voice, tell: Told) -> Letter:
    """Return the letter with its open notices filled in, in its own language."""
    teller = _Teller(replace(voice, language=letter.language), tell)
    return replace(letter, body=tuple(map(teller.filled, letter.body)))


@dataclass(frozen=True, slots=True)
class _Teller:
    """What there is to tell, in the publication's language."""

    voice: Voice
    tell: Told

    def filled(self, element: Element) -> Element:
        """Return the element with everything open below it filled in."""
        if not element.children:
            return element
        children = tuple(self._each(element.children))
        return replace(element, children=children)

    def _each(self, children: Iterable[Element]) -> Iterator[Element]:
        tell: dict[str, Callable[[Element], Iterator[Element]]] = {
            "changes": self._changed,
            "coverage": self._covered,
            "revisions": self._revised,
        }
        for child in children:
            found = _OPEN.search(child.id)
            if found:
                yield from tell[found[1]](child)
            else:
                yield self.filled(child)

    # --- how much is checked

    def _covered(self, element: Element) -> Iterator[Element]:
        count, said = self.voice.count, self.tell.coverage
        claims = {
            state: count(said.claims.get(state, 0))
            for state in ("holds", "cited", "awaits")
        }
        numbers = {
            "numbers": count(said.numbers),
            "bound": count(said.bound),
            "typed": count(said.numbers - said.bound),
        }
        sentences = [
            self.voice.say("coverage.numbers", **numbers),
            self.voice.say("coverage.claims", **claims),
        ]
        place = element.position or Position("(made in code)")
        yield _paragraph(f"{element.id}/1", " ".join(sentences), place)

    # --- what became of the last edition

    def _revised(self, element: Element) -> Iterator[Element]:
        place, found = (
            element.position or Position("(made in code)"),
            self.tell.revisions,
        )
        if found is None:
            return
        count, year = self.voice.count, str(found.year)
        words = self.voice.say(
            "revisions.figures",
            year=year,
            tested=count(found.tested),
            revised=count(len(found.revised)),
        )
        sentences = [words, *(self._revision(each) for each in found.revised)]
        sentences += [
            self.voice.say("revisions.lapsed", says=says, where=where)
            for where, says in found.lapsed
        ]
        words = self.voice.say(
            "revisions.claims",
            holding=count(found.holding),
            lapsed=count(len(found.lapsed)),
            untested=count(found.untested),
        )
        yield _paragraph(f"{element.id}/1", " ".join([*sentences, words]), place)

    def _revision(self, each: Revised) -> str:
        where = self.voice.listed(list(each.where))
        named = {"was": each.was, "now": each.now, "where": where}
        if each.by:
            return self.voice.say("revisions.amount", by=each.by, **named)
        return self.voice.say("revisions.figure", **named)

    # --- what has changed

    def _changed(self, element: Element) -> Iterator[Element]:
        place = element.position or Position("(made in code)")
        at = element.id
        changes = self.tell.changes
        if not changes:
            words = self.voice.say("erratum.no_change")
            yield _paragraph(f"{at}/1", words, place)
            return
        yield _paragraph(f"{at}/1", self.voice.say("erratum.changes"), place)
        places: dict[str, list[str]] = {}
        for change in changes:
            said = places.setdefault(change.where, [])
            words = self._words(change)
            if words not in said:
                said.append(words)
        items = [f"{where}: {'; '.join(said)}." for where, said in places.items()]
        yield _bullets(f"{at}/2", items, place)

    def _words(self, change: Change) -> str:
        if change.was is None:
            return self.voice.say("erratum.new", now=str(change.now))
        if change.now is None:
            return self.voice.say("erratum.gone", was=change.was)
        return self.voice.say("erratum.change", now=change.now, was=change.was)


def _bullets(at: str, sentences: Iterable[str], place: Position) -> Element:
    items = []
    for number, sentence in enumerate(sentences, start=1):
        here = f"{at}/{number}"
        body = (_paragraph(f"{here}/body/1", sentence, place),)
        parts = (
            Element(f"{here}/label", "Lbl", "list-label", content=(Text(BULLET),)),
            Element(f"{here}/body", "LBody", "list-body", children=body),
        )
        items.append(Element(here, "LI", "list", children=parts, position=place))
    return Element(at, "L", "list", children=tuple(items), position=place)


def _paragraph(id_: str, words: str, place: Position) -> Element:
    return Element(id_, "P", "body", content=(Text(words),), position=place)
