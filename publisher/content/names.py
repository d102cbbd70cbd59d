"""Names that one file uses and another declares: a model pack to findings.

Findings
--------
NAME-01
    A name that is not declared.
NAME-02
    An exhibit id that two exhibits of one edition share.
NAME-03
    A closing date, or the date of a correction, that no calendar has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from publisher.content.models import (
    Aside,
    Block,
    BlockChoice,
    Corrections,
    Edition,
    FigureBlock,
    FigureSpec,
    Part,
    Publication,
    Sources,
    Subject,
    TableBlock,
    TableSpec,
)
from publisher.content.vintages import Vintage
from publisher.errors import Finding, nearest
from publisher.provenance import Position

__all__ = [
    "TOTAL",
    "Declared",
    "check",
    "check_exhibits",
    "check_subjects",
    "exhibit_ids",
    "undeclared",
    "walk",
]

TOTAL = "TOTAL"
"""The sector code of all sectors together."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What could be loaded; None where a file has findings of its own.

    ``part_ids`` and ``edition_ids`` also hold those that could not be loaded.
    """

    publication: Publication | None
    part_ids: Sequence[str]
    parts: Sequence[tuple[str, Part]]
    editions: Mapping[str, Edition]
    edition_ids: Sequence[str]
    sources: Sources | None
    corrections: Corrections | None
    vintages: Sequence[Vintage] = ()

    @property
    def series(self) -> set[str] | None:
        """The series that the content may name: declared ones, and editions' own names."""
        if self.sources is None:
            return None
        own = {name for edition in self.editions.values() for name in edition.reads}
        return own.union(self.sources.series)


def undeclared(
    kind: str, name: str, known: Iterable[str], position: Position, home: str
) -> Iterator[Finding]:
    """Yield the finding for a name of ``kind`` that ``home`` does not declare."""
    names = sorted(known)
    if name in names:
        return
    near = nearest(name, names)
    listed = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    hint = f"did you mean {near}?" if near else f"declare it in {home}"
    hint += f"; declared: {listed}" if names and not near else ""
    message = f"there is no {kind} called {name}"
    yield Finding("NAME-01", message, position, hint)


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks and all blocks in them, in the order written, both sides of a choice."""
    for block in blocks:
        yield block
        if isinstance(block, Aside):
            yield from walk(block.aside)
        elif isinstance(block, BlockChoice):
            yield from walk(block.then)
            yield from walk(block.otherwise)


def check(declared: Declared) -> list[Finding]:
    """Return every name that is used and not declared, files in the order of loading."""
    findings: list[Finding] = []
    publication, sources = declared.publication, declared.sources
    if publication is not None:
        position = publication.at("default_edition")
        name, home = publication.default_edition, "content/editions/"
        findings += undeclared("edition", name, declared.edition_ids, position, home)
    for edition in declared.editions.values():
        findings += _edition(edition, sources)
        if edition.last_edition is not None:
            name, position = edition.last_edition, edition.at("last_edition")
            ids, home = declared.edition_ids, "content/editions/"
            findings += undeclared("edition", name, ids, position, home)
    findings += check_exhibits(declared.parts)
    for _, part in declared.parts:
        if part.subject is not None:
            findings += _subject(part.subject, declared)
        findings += check_subjects(part.blocks, declared)
    if sources is not None:
        findings += _sources(sources)
        findings += _corrections(declared.corrections or Corrections(), sources)
    return findings


def _series(name: str, sources: Sources, position: Position) -> Iterator[Finding]:
    known = sources.series
    return undeclared("series", name, known, position, "content/sources.yml")


def _input(name: str, sources: Sources, position: Position) -> Iterator[Finding]:
    known = sources.inputs
    return undeclared("input", name, known, position, "content/sources.yml")


def _edition(edition: Edition, sources: Sources | None) -> Iterator[Finding]:
    yield from _day(edition.closing_date, edition.at("closing_date"))
    if sources is None:
        return
    for at, name in enumerate(edition.reads):
        declared = edition.reads[name]
        step = name if isinstance(edition.series, Mapping) else at
        yield from _series(declared, sources, edition.at("series", step))
    for name, older in edition.compare_with.items():
        if name not in edition.reads:
            yield from _series(name, sources, edition.key("compare_with", name))
        if older not in edition.reads:
            yield from _series(older, sources, edition.at("compare_with", name))
    for name, newer in edition.revised_by.items():
        home = "the edition's series"
        for read, position in (
            (name, edition.key("revised_by", name)),
            (newer, edition.at("revised_by", name)),
        ):
            yield from undeclared("series", read, edition.reads, position, home)


def check_exhibits(parts: Iterable[tuple[str, Part]]) -> Iterator[Finding]:
    """Yield exhibits of parts that are printed together and share an id."""
    seen: dict[str, Position] = {}
    for _, part in parts:
        yield from _repeated(part.blocks, seen)


def _repeated(blocks: Iterable[Block], seen: dict[str, Position]) -> Iterator[Finding]:
    """Yield exhibits whose id is taken. The two sides of a choice may share one."""
    for block in blocks:
        if isinstance(block, Aside):
            yield from _repeated(block.aside, seen)
        elif isinstance(block, BlockChoice):
            otherwise = dict(seen)
            yield from _repeated(block.then, seen)
            yield from _repeated(block.otherwise, otherwise)
            seen.update(otherwise)
        for spec in _specs([block]):
            first = seen.setdefault(spec.id, spec.at("id"))
            if first != spec.at("id"):
                message = f"the exhibit {spec.id} is already at {first}"
                hint = "give one of the two another id"
                yield Finding("NAME-02", message, spec.at("id"), hint)


def _specs(blocks: Iterable[Block]) -> Iterator[FigureSpec | TableSpec]:
    for block in blocks:
        if isinstance(block, FigureBlock):
            yield block.figure
        elif isinstance(block, TableBlock):
            yield block.table


def exhibit_ids(blocks: Iterable[Block]) -> list[str]:
    """Return the ids of all exhibits in blocks, both sides of a choice."""
    return [spec.id for spec in _specs(walk(blocks))]


def check_subjects(blocks: Iterable[Block], declared: Declared) -> Iterator[Finding]:
    """Yield series and sectors of exhibits that nothing declares."""
    for spec in _specs(walk(blocks)):
        yield from _subject(spec, declared)


def _subject(
    subject: Subject | FigureSpec | TableSpec, declared: Declared
) -> Iterator[Finding]:
    if declared.series is not None and subject.series is not None:
        home, position = "content/sources.yml", subject.at("series")
        yield from undeclared("series", subject.series, declared.series, position, home)
    if declared.publication is not None and subject.sector is not None:
        sectors = {*declared.publication.sectors, TOTAL}
        home, position = "content/publication.yml", subject.at("sector")
        yield from undeclared("sector", subject.sector, sectors, position, home)


def _sources(sources: Sources) -> Iterator[Finding]:
    home = "content/sources.yml"
    for entry in sources.inputs.values():
        position = entry.at("source")
        yield from undeclared("source", entry.source, sources.sources, position, home)
    for series in sources.series.values():
        for index, name in enumerate(series.comparable_with):
            yield from _series(name, sources, series.at("comparable_with", index))
        for piece in series.pieces:
            yield from _input(piece.input, sources, piece.at("input"))
        for guard in series.guards:
            for index, name in enumerate(guard.inputs):
                yield from _input(name, sources, guard.at("inputs", index))
    for footing in sources.footings:
        for key in ("series", "total", "months", "partners", "balance"):
            name = getattr(footing, key)
            if name is not None:
                yield from _series(name, sources, footing.at(key))


def _corrections(corrections: Corrections, sources: Sources) -> Iterator[Finding]:
    for correction in corrections.corrections:
        yield from _input(correction.input, sources, correction.at("input"))
        yield from _day(correction.date, correction.at("date"))


def _day(text: str, position: Position) -> Iterator[Finding]:
    try:
        date.fromisoformat(text)
    except ValueError:
        message = f"no calendar has a day {text}"
        yield Finding("NAME-03", message, position, "write it as YYYY-MM-DD")
