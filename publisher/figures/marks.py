"""The editor's words at single bars, and the numbers that words print."""

from __future__ import annotations

from collections.abc import Iterable

from publisher.data.model import Period
from publisher.errors import Finding, StageFailed
from publisher.figures.course import Course
from publisher.figures.plots import Callout
from publisher.figures.reading import Reading, failed
from publisher.narrative.model import (
    Bound,
    ExhibitRequest,
    Inline,
    Link,
    Note,
    Text,
    plain,
)
from publisher.numerals import Voice

__all__ = ["bound_in", "bound_in_all", "marked", "refuse"]


def marked(
    reading: Reading, request: ExhibitRequest, drawn: Course
) -> tuple[Callout, ...]:
    """Return the editor's words at years or months, each after its own name."""
    found, findings = [], []
    spec = reading.spec
    places = {_mark_name(period): at for at, period in enumerate(drawn.periods)}
    for name, words in request.marks.items():
        reading.bound.extend(bound_in(words))
        if name in places:
            said = _said(reading.voice, drawn.periods[places[name]], plain(words))
            found.append(Callout(places[name], said, "mark"))
            continue
        first, last = (_mark_name(p) for p in (drawn.periods[0], drawn.periods[-1]))
        message = f"the figure {spec.id!r} shows nothing at {name!r} to mark"
        hint = f"it runs from {first} to {last}"
        findings.append(Finding("FIGURE-05", message, spec.at("marks", name), hint))
    if findings:
        raise StageFailed(findings)
    return tuple(found)


def _mark_name(period: Period) -> str:
    return str(period.year) if period.months == 12 else period.end


def _said(voice: Voice, period: Period, words: str) -> str:
    when = str(period.year)
    if period.months != 12:
        when = voice.period(period.start, period.end)
    return voice.say("figure.mark", when=when, words=words)


def refuse(reading: Reading, request: ExhibitRequest) -> None:
    """Refuse marks for a kind of figure that has no place for them.

    Raises
    ------
    StageFailed
        With FIGURE-05 if there are any.
    """
    if request.marks:
        message = f"figures of the kind {reading.spec.kind} have no place for marks"
        hint = "remove marks:, or say it in notes:"
        raise failed(reading.spec.at("marks"), "FIGURE-05", message, hint)


def bound_in(content: Iterable[Inline]) -> Iterable[Bound]:
    """Yield the records of the numbers printed in words, notes and links included."""
    for piece in content:
        if isinstance(piece, Text):
            yield from piece.bound
        elif isinstance(piece, Link | Note):
            yield from bound_in(piece.content)


def bound_in_all(notes: Iterable[tuple[Inline, ...]]) -> Iterable[Bound]:
    """Yield the same of several notes."""
    for note in notes:
        yield from bound_in(note)
