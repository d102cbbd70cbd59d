"""Who reads a vintage: each edition by its closing date and its series."""

from __future__ import annotations

from dataclasses import dataclass

from publisher import content
from publisher.content.vintages import is_later
from publisher.errors import StageFailed
from publisher.fetch.vintage import Place

__all__ = ["Reader", "readers"]


@dataclass(frozen=True, slots=True)
class Reader:
    """An edition, and the series in which it reads a vintage.

    It reads none if it closed before the vintage (``closed``), or if nothing that it reads
    is declared to be fetched from the source.
    """

    edition: str
    closing_date: str
    closed: bool
    series: tuple[str, ...]


def readers(place: Place) -> tuple[Reader, ...]:
    """Return every edition of a project; none if the content cannot be read.

    Then the next check says why.
    """
    try:
        project = content.load(place.root)
    except StageFailed:
        return ()
    made = []
    for name, edition in project.editions.items():
        sources = project.sources_of(edition)
        here = {
            at
            for at, spec in sources.inputs.items()
            if spec.path.startswith(place.path)
        }
        series = tuple(
            own
            for own, declared in edition.reads.items()
            if here & {piece.input for piece in sources.series[declared].pieces}
        )
        closed = is_later(place.vintage, edition.closing_date)
        made.append(Reader(name, edition.closing_date, closed, series))
    return tuple(made)
