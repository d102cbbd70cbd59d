"""Messages to letters: what is written to recipients, words and numbers decided.

A letter is made of the same prose, blocks and expressions as a page, and its figures are
bound to the data in the same way. What differs between recipients is still in braces.

Findings
--------
MAIL-03
    A picture of what is no figure of this edition.
MAIL-04
    A page number: a message does not know pages.
MAIL-05
    A language that the engine does not speak.
MAIL-06
    A subject that says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publisher.content.distribution import Message
from publisher.content.models import FigureSpec
from publisher.errors import nearest
from publisher.expressions.scope import Scope
from publisher.narrative.blocks import elements
from publisher.narrative.conditions import kept
from publisher.narrative.desk import Desk, Edges
from publisher.narrative.model import Element, Inline, Letter, Note, Ref
from publisher.narrative.prose import line
from publisher.numerals import Voice
from publisher.phrases import languages

__all__ = ["letters"]


def letters(edges: Edges, scope: Scope) -> dict[str, Letter]:
    """Return the letters of the edition by name; the parts must have been written.

    ``scope`` knows the publication's names and constants, and is about nothing yet.
    """
    written = {}
    for name, message in edges.project.messages.items():
        about = message.about
        desk = Desk(
            name,
            scope.about(
                series=about.series if about else None,
                sector=about.sector if about else scope.sector,
            ),
            edges,
        )
        if message.language is not None and not _speak(desk, message):
            continue
        if kept(desk, message):
            written[name] = _letter(desk, message)
    return written


def _speak(desk: Desk, message: Message) -> bool:
    """Let the desk speak the message's own language; tell whether the engine knows it."""
    language = message.language or ""
    if language.partition("-")[0] not in languages():
        msg = f"there are no phrases in {language}"
        hint = f"the engine speaks {', '.join(languages())}"
        desk.fault("MAIL-05", msg, message.at("language"), hint)
        return False
    voice = desk.scope.voice
    if language != voice.language:
        desk.scope = desk.scope.about(voice=Voice(language, {}, voice.units))
    return True


def _letter(desk: Desk, message: Message) -> Letter:
    def said(*path: str) -> tuple[Inline, ...]:
        prose = message.salutation[path[1]] if path[1:] else getattr(message, path[0])
        at = "/".join((desk.part, *path))
        return line(desk, message, path, prose, element=at, notes=False)

    before = len(desk.edges.findings)
    letter = Letter(
        name=desk.part,
        language=desk.scope.voice.language,
        translates=message.translates,
        subject=said("subject"),
        preheader=said("preheader"),
        salutations={
            office: said("salutation", office) for office in message.salutation
        },
        body=tuple(elements(desk, message.blocks)),
        position=message.at(),
    )
    if not letter.subject and len(desk.edges.findings) == before:
        hint = "say what the message is about"
        desk.fault("MAIL-06", "an empty subject", message.at("subject"), hint)
    for element in letter.elements():
        _check(desk, element)
    return letter


def _check(desk: Desk, element: Element) -> None:
    """Note what a page may hold and a message may not."""
    place = element.position or desk.edges.project.messages[desk.part].at()
    for ref in _refs(element.content):
        if ref.form == "page":
            msg = "a message has no page numbers"
            hint = "write the reference without the #"
            desk.fault("MAIL-04", msg, place, hint)
    name = element.exhibit
    if name is None:
        return
    figures = {
        id_
        for id_, request in desk.edges.exhibits.items()
        if isinstance(request.spec, FigureSpec)
    }
    if name not in figures:
        like = nearest(name, figures)
        msg = f"the edition {desk.edges.edition_id} has no figure {name!r}"
        hint = f"did you mean {like}?" if like else "name a figure by its id"
        desk.fault("MAIL-03", msg, place, hint)


def _refs(content: Iterable[Inline]) -> Iterator[Ref]:
    for piece in content:
        if isinstance(piece, Ref):
            yield piece
        elif isinstance(piece, Note):
            yield from _refs(piece.content)
