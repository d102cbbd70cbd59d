"""An edition as the build finds it, held against what was signed off.

A final or corrected edition must be what its lock and proof say; so must an embargoed one
that has been signed off. For a draft a difference is only worth a warning. A specimen is
never signed off.

Findings
--------
LIFE-11
    A final or corrected edition that nobody has signed off.
LIFE-12
    An input that is not the one that was signed off.
LIFE-13
    A printed figure that is not the one that was signed off.
LIFE-14
    A corrected edition of which no first printing was signed off.
LIFE-15
    A record of another edition or of a later printing.
LIFE-16
    A record that was edited by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from publisher.content.models import Edition
from publisher.content.project import Project
from publisher.data.balances import Balances
from publisher.editions.cells import texts_of
from publisher.editions.printed import (
    Difference,
    Printed,
    changes,
    differences,
    printed,
)
from publisher.editions.records import (
    Lock,
    LockedInput,
    Proof,
    SignedFigure,
    is_sealed,
    lock_path,
    lock_text,
    proof_path,
    proof_text,
    read,
)
from publisher.errors import Finding, StageFailed
from publisher.figures.model import Figure
from publisher.narrative.model import Change, Claim, Document, Narrative
from publisher.provenance import Cell, Position
from publisher.tables.model import Table

__all__ = ["Examined", "examine"]

MOST_CELLS = 3
"""How many cells a finding names; a sum can stand on hundreds."""


@dataclass(frozen=True)
class Examined:
    """What an edition prints and reads now, held against what was signed off of it."""

    project: Project
    edition_id: str
    document: Document
    exhibits: Mapping[str, Figure | Table]
    claims: tuple[Claim, ...]
    inputs: tuple[LockedInput, ...]

    @property
    def edition(self) -> Edition:
        """The edition as its file describes it."""
        return self.project.editions[self.edition_id]

    @cached_property
    def figures(self) -> tuple[Printed, ...]:
        """Every printed figure that is bound to data, in reading order."""
        return printed(self.document, self.exhibits)

    @cached_property
    def cells(self) -> Mapping[Cell, str]:
        """What the cells say on which the figures stand."""
        used = {cell for each in self.figures for cell in each.bound.cells}
        return texts_of(self.project.root, used)

    @cached_property
    def texts(self) -> dict[str, str]:
        """The records as they would be written now, by their paths in the project."""
        name, printing = self.edition_id, self.edition.printing
        return {
            lock_path(name): lock_text(name, printing, self.inputs),
            proof_path(name): proof_text(
                name, printing, self.figures, self.claims, self.cells
            ),
        }

    @cached_property
    def is_as_signed(self) -> bool:
        """Whether the records say just what is printed and read now."""
        return all(
            _reads(self.project.root / file, text) for file, text in self.texts.items()
        )

    @cached_property
    def lock(self) -> Lock | None:
        """The inputs as signed off; raises `StageFailed` if the record cannot be read."""
        return read(Lock, self.project.root, lock_path(self.edition_id))

    @cached_property
    def proof(self) -> Proof | None:
        """The figures as signed off; raises `StageFailed` if the record cannot be read."""
        return read(Proof, self.project.root, proof_path(self.edition_id))

    @cached_property
    def first(self) -> Proof | None:
        """The proof of the first printing, of a corrected edition only."""
        if self.edition.state != "corrected":
            return None
        first = read(Proof, self.project.root, proof_path(self.edition_id, 1))
        if first is None and self.proof is not None and self.proof.printing == 1:
            return self.proof
        return first

    @cached_property
    def differences(self) -> tuple[Difference[SignedFigure], ...]:
        """What is printed otherwise than signed off, by the latest record."""
        signed = self.proof.figures if self.proof else ()
        return differences(signed, self.figures)

    @property
    def changes(self) -> tuple[Change, ...] | None:
        """What a corrected edition tells of its figures; None for any other."""
        if self.first is None:
            return None
        found = differences(self.first.figures, self.figures)
        return changes(found, self.document, self.exhibits)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What of the records does not hold; warnings only, for a draft."""
        if self.document.specimen:
            return ()
        if self.is_as_signed and self.edition.state != "corrected":
            return ()
        found = tuple(_findings(self))
        if self.edition.state == "draft":
            return tuple(replace(each, severity="warning") for each in found)
        return found


def examine(
    project: Project,
    balances: Balances,
    written: Narrative,
    exhibits: Mapping[str, Figure | Table],
) -> Examined:
    """Return an edition beside its records, which are read when they are asked for."""
    document = written.document
    declared = project.sources_of(project.editions[document.edition]).inputs
    inputs = tuple(
        LockedInput(
            id=each, vintage=declared[each].vintage, sha256=declared[each].sha256
        )
        for each in sorted(balances.origins)
    )
    return Examined(
        project, document.edition, document, exhibits, written.claims, inputs
    )


def _reads(path: Path, text: str) -> bool:
    try:
        return path.read_text(encoding="utf-8") == text
    except (OSError, UnicodeDecodeError):
        return False


def _findings(examined: Examined) -> Iterator[Finding]:
    edition, name = examined.edition, examined.edition_id
    try:
        lock, proof = examined.lock, examined.proof
    except StageFailed as failed:
        yield from failed.findings
        return
    remedy = f"sign it off with: publisher approve --edition {name}"
    signed_off = edition.state in {"final", "corrected"}
    if edition.state == "corrected" and examined.first is None:
        message = "the edition is corrected, but no first printing was signed off"
        hint = f"restore {proof_path(name, 1)}, or write state: final and printing: 1"
        yield Finding("LIFE-14", message, edition.at("state"), hint)
    if lock is None or proof is None:
        if signed_off:
            what = proof_path(name) if lock else lock_path(name)
            message = f"the edition is {edition.state}, but there is no {what}"
            yield Finding("LIFE-11", message, edition.at("state"), remedy)
        return
    yield from _unsealed(examined, {lock_path(name): lock, proof_path(name): proof})
    astray = list(_astray(examined, (lock, proof)))
    yield from astray
    if astray:
        return
    if edition.printing > proof.printing:
        message = f"printing {edition.printing} has not been signed off"
        yield Finding("LIFE-11", message, edition.at("printing"), remedy)
        return
    yield from _inputs(lock, examined.inputs, remedy)
    yield from _figures(examined, proof, remedy)


def _astray(examined: Examined, records: Iterable[Lock | Proof]) -> Iterator[Finding]:
    """Yield records that belong to another edition or to a printing yet to come."""
    edition, name = examined.edition, examined.edition_id
    for record in records:
        if record.edition != name:
            message = f"this is a record of the edition {record.edition}, not of {name}"
            hint = "restore the edition's own record from your version control"
            yield Finding("LIFE-15", message, record.at("edition"), hint)
        elif record.printing > edition.printing:
            message = (
                f"printing {record.printing} is signed off, the edition says"
                f" {edition.printing}"
            )
            hint = f"write printing: {record.printing} in content/editions/{name}.yml"
            yield Finding("LIFE-15", message, record.at("printing"), hint)


def _inputs(
    lock: Lock, inputs: Iterable[LockedInput], remedy: str
) -> Iterator[Finding]:
    """Yield each input that is not what the lock says."""
    now = {each.id: each for each in inputs}
    for old in lock.inputs:
        new = now.pop(old.id, None)
        if new is None:
            message = f"the input {old.id} was signed off and is no longer read"
        elif new != old:
            message = (
                f"the input {old.id} is not the one signed off: it was of vintage"
                f" {old.vintage}, {old.sha256[:12]}…, and is now of vintage"
                f" {new.vintage}, {new.sha256[:12]}…"
            )
        else:
            continue
        yield Finding("LIFE-12", message, old.at("id"), f"restore it, or {remedy}")
    for new in now.values():
        message = f"the input {new.id} is read and was not signed off"
        place = lock.at("inputs")
        yield Finding("LIFE-12", message, place, f"leave it out, or {remedy}")


def _figures(examined: Examined, proof: Proof, remedy: str) -> Iterator[Finding]:
    """Yield each printed figure that is not what the proof says, by its sentence."""
    said = proof.texts()
    for each in examined.differences:
        old, new = each.old, each.new
        position: Position | None = None
        if new is not None:
            position = new.bound.position
            where = f" in “{new.sentence}”" if new.sentence else ""
        if old is not None and new is not None:
            moved = _moved(new, said, examined.cells)
            message = (
                f"{new.shown!r} is printed{where}; signed off was {old.shown!r}{moved}"
            )
        elif new is not None:
            message = f"{new.shown!r} is printed{where} and was not signed off"
        elif old is not None:
            position = old.at("shown")
            message = f"{old.shown!r} was signed off and {old.home} prints it no longer"
        yield Finding("LIFE-13", message, position, f"correct it, or {remedy}")


def _moved(new: Printed, said: Mapping[Cell, str], now: Mapping[Cell, str]) -> str:
    """Return which cells of a figure say something else than when it was signed off."""
    moved = [
        f"{column} in line {line} of {file} was {said[cell]} and is {now[cell]}"
        for cell in new.bound.cells
        for file, line, column in (cell,)
        if cell in said and cell in now and said[cell] != now[cell]
    ]
    more = f" and {len(moved) - MOST_CELLS} more" if len(moved) > MOST_CELLS else ""
    return f": {'; '.join(moved[:MOST_CELLS])}{more}" if moved else ""


def _unsealed(
    examined: Examined, records: Mapping[str, Lock | Proof]
) -> Iterator[Finding]:
    """Yield records that somebody has written in."""
    for file, record in records.items():
        if not is_sealed(examined.project.root, file):
            message = "the record was edited by hand since it was signed off"
            hint = "restore it from your version control, or sign the edition off again"
            yield Finding("LIFE-16", message, record.at("seal"), hint)
