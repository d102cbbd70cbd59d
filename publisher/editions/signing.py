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
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from publisher.content.models import Edition
from publisher.content.project import Project
from publisher.data.balances import Balances
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
    lock_path,
    proof_path,
    read,
)
from publisher.errors import Finding
from publisher.figures.model import Figure
from publisher.narrative.model import Change, Document
from publisher.provenance import Position
from publisher.tables.model import Table

__all__ = ["Examined", "examine"]


@dataclass(frozen=True)
class Examined:
    """What an edition prints and reads now, and what was signed off of it.

    ``first`` is the proof of the first printing, of a corrected edition only.
    """

    project: Project
    edition_id: str
    document: Document
    exhibits: Mapping[str, Figure | Table]
    inputs: tuple[LockedInput, ...]
    lock: Lock | None
    proof: Proof | None
    first: Proof | None

    @property
    def edition(self) -> Edition:
        """The edition as its file describes it."""
        return self.project.editions[self.edition_id]

    @cached_property
    def figures(self) -> tuple[Printed, ...]:
        """Every printed figure that is bound to data, in reading order."""
        return printed(self.document, self.exhibits)

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
        found = tuple(_findings(self))
        if self.edition.state == "draft":
            return tuple(replace(each, severity="warning") for each in found)
        return found


def examine(
    project: Project,
    balances: Balances,
    document: Document,
    exhibits: Mapping[str, Figure | Table],
) -> Examined:
    """Return an edition beside its records.

    Raises
    ------
    StageFailed
        If a record is there and cannot be read.
    """
    root, name = project.root, document.edition
    edition = project.editions[name]
    lock = read(Lock, root, lock_path(name))
    proof = read(Proof, root, proof_path(name))
    first = None
    if edition.state == "corrected":
        first = read(Proof, root, proof_path(name, 1))
        if first is None and proof is not None and proof.printing == 1:
            first = proof
    inputs = tuple(
        LockedInput(
            id=each,
            vintage=project.sources.inputs[each].vintage,
            sha256=project.sources.inputs[each].sha256,
        )
        for each in sorted(balances.origins)
    )
    return Examined(project, name, document, exhibits, inputs, lock, proof, first)


def _findings(examined: Examined) -> Iterator[Finding]:
    edition, name = examined.edition, examined.edition_id
    lock, proof = examined.lock, examined.proof
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
    astray = list(_astray(examined, (lock, proof)))
    yield from astray
    if astray:
        return
    if edition.printing > proof.printing:
        message = f"printing {edition.printing} has not been signed off"
        yield Finding("LIFE-11", message, edition.at("printing"), remedy)
        return
    yield from _inputs(lock, examined.inputs, remedy)
    yield from _figures(examined.differences, remedy)


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


def _figures(
    found: Iterable[Difference[SignedFigure]], remedy: str
) -> Iterator[Finding]:
    """Yield each printed figure that is not what the proof says, by its sentence."""
    for each in found:
        old, new = each.old, each.new
        position: Position | None = None
        if old is not None:
            position = old.at("shown")
        if old is not None and new is not None:
            message = f"{new.bound.position} prints {new.shown!r}; signed off was {old.shown!r}"
        elif new is not None:
            position = new.bound.position
            message = f"{new.shown!r} is printed and was not signed off"
        elif old is not None:
            message = f"{old.shown!r} was signed off and {old.home} prints it no longer"
        yield Finding("LIFE-13", message, position, f"correct it, or {remedy}")
