"""Signing off: what an editor is shown, and the records written when the editor agrees.

Findings
--------
LIFE-21
    A draft, which is not there to be signed off.
LIFE-22
    A specimen, whose figures are made up.
LIFE-14, LIFE-15
    See `signing`.
"""

from __future__ import annotations

from dataclasses import dataclass

from publisher.editions.records import (
    Lock,
    Proof,
    lock_path,
    proof_path,
    write,
)
from publisher.editions.signing import Examined
from publisher.errors import Finding, StageFailed

__all__ = ["Approval", "Row", "approval"]

_WIDEST = 40
"""Characters of the second column, unless a figure is wider."""


@dataclass(frozen=True, slots=True)
class Row:
    """One difference as the editor is shown it: where, signed off as, printed now."""

    where: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Approval:
    """What awaits an editor's word; nothing is written before `record`."""

    examined: Examined
    rows: tuple[Row, ...]
    texts: dict[str, str]

    @property
    def name(self) -> str:
        """The edition's id."""
        return self.examined.edition_id

    def table(self) -> tuple[str, ...]:
        """Return the differences as lines of text, under a head."""
        if not self.rows:
            return ("no printed figure and no input differs from the record",)
        rows = (Row("where", "signed off", "now"), *self.rows)
        first = max(len(row.where) for row in rows)
        second = min(max(len(row.old) for row in rows), _WIDEST)
        return tuple(
            f"{row.where:{first}}  {row.old:{second}}  {row.new}" for row in rows
        )

    def question(self) -> str:
        """Return what the editor is asked."""
        printing = self.examined.edition.printing
        which = f", printing {printing}" if printing > 1 else ""
        count = len(self.examined.figures)
        return f"Sign off the {count} printed figures of edition {self.name}{which}?"

    @property
    def needed(self) -> bool:
        """Whether the records would say anything else than they do."""
        root = self.examined.project.root
        return any(
            not (root / file).is_file()
            or (root / file).read_text(encoding="utf-8") != text
            for file, text in self.texts.items()
        )

    def record(self) -> tuple[str, ...]:
        """Write the records; return their paths in the project.

        Raises
        ------
        StageFailed
            OUTPUT-01, if they cannot be written.
        """
        write(self.examined.project.root, self.texts)
        return tuple(self.texts)


def approval(examined: Examined) -> Approval:
    """Return what there is to sign off.

    Raises
    ------
    StageFailed
        If the edition is none that can be signed off.
    """
    refused = _refused(examined)
    if refused:
        raise StageFailed(refused)
    texts = {**_kept(examined), **examined.texts}
    return Approval(examined, (*_inputs(examined), *_figures(examined)), texts)


def _refused(examined: Examined) -> list[Finding]:
    edition = examined.edition
    found = [each for each in examined.findings if each.code in {"LIFE-14", "LIFE-15"}]
    if examined.document.specimen:
        message = "a specimen is not signed off: it reads made-up figures"
        hint = "give the edition series of published or derived inputs"
        found.append(Finding("LIFE-22", message, edition.at("series"), hint))
    elif edition.state == "draft":
        message = "a draft is not signed off"
        hint = "write state: final (or embargoed) once it is done, and approve it then"
        found.append(Finding("LIFE-21", message, edition.at("state"), hint))
    return found


def _kept(examined: Examined) -> dict[str, str]:
    """Return the records of the printing before, under names of their own."""
    root, name = examined.project.root, examined.edition_id
    kept: dict[str, str] = {}
    records: tuple[Lock | Proof | None, ...] = (examined.lock, examined.proof)
    for record in records:
        if record is None or record.printing >= examined.edition.printing:
            continue
        path = lock_path if isinstance(record, Lock) else proof_path
        text = (root / path(name)).read_text(encoding="utf-8")
        kept[path(name, record.printing)] = text
    return kept


def _inputs(examined: Examined) -> list[Row]:
    """Return the inputs that differ from the lock."""
    old = {each.id: each for each in examined.lock.inputs} if examined.lock else {}
    new = {each.id: each for each in examined.inputs}
    rows = []
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            sides = (old.get(name), new.get(name))
            was, now = (f"{s.vintage} {s.sha256[:12]}" if s else "–" for s in sides)
            rows.append(Row(f"input {name}", was, now))
    return rows


def _figures(examined: Examined) -> list[Row]:
    """Return the figures that differ from the proof."""
    rows = []
    for each in examined.differences:
        was = each.old.shown if each.old else "–"
        now = each.new.shown if each.new else "–"
        where = str(each.new.bound.position) if each.new else "no longer printed"
        rows.append(Row(where, was, now))
    return rows
