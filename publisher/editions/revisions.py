"""The last edition, as it was signed off, held against the numbers of this one.

Each figure and each statement of its prose is worked out again, for its own year, from the
data at hand now: what has been revised, by how much, and what no longer holds. Figures of
exhibits are not asked: an exhibit's row is known to the exhibit only.

Findings
--------
YAML-…, FORM-…
    A record of the last edition that cannot be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from publisher.content.models import Edition
from publisher.content.project import Project
from publisher.data.balances import Balances
from publisher.data.model import NotAvailable, Period, Value
from publisher.editions.records import (
    Proof,
    SignedClaim,
    SignedFigure,
    proof_path,
    read,
)
from publisher.errors import StageFailed
from publisher.expressions import evaluate
from publisher.expressions.result import Phrase, Result
from publisher.expressions.scope import Scope
from publisher.narrative.builder import scope_of
from publisher.narrative.model import Revised, Revisions
from publisher.provenance import Position

__all__ = ["revisions"]

_TIMES = {"year", "month"}
_DECIMALS = re.compile(r"\d\.(\d+)")


def revisions(
    project: Project, edition: Edition, balances: Balances
) -> Revisions | None:
    """Return what became of the last edition; None if there is none, or no record of it.

    Raises
    ------
    StageFailed
        If its record is there and cannot be read.
    """
    name = edition.last_edition
    proof = read(Proof, project.root, proof_path(name)) if name else None
    if name is None or proof is None:
        return None
    last = project.editions[name]
    then = balances.until(Period.of_year(last.reference_year))
    desk = _Desk(project, edition, last, then)
    found = [each for each in map(desk.figure, proof.figures) if each is not None]
    revised: dict[tuple[str, Fraction, Fraction], Revised] = {}
    for numbers, each in found:
        if numbers is not None:  # with or without a sign, in words or short: told once
            known = revised.setdefault(numbers, each)
            known.where.update(each.where)
    states = [desk.claim(claim) for claim in proof.claims]
    lapsed = [
        claim
        for claim, state in zip(proof.claims, states, strict=True)
        if state is False
    ]
    titles = desk.titles
    return Revisions(
        year=last.reference_year,
        tested=len(found),
        revised=tuple(revised.values()),
        holding=states.count(True),
        untested=states.count(None),
        lapsed=tuple((titles.get(each.home, each.home), each.says) for each in lapsed),
    )


@dataclass(frozen=True)
class _Desk:
    """The last edition's year, seen with the numbers of this edition."""

    project: Project
    edition: Edition
    last: Edition
    balances: Balances

    @property
    def titles(self) -> dict[str, str]:
        """The titles of parts that are plain words, by part."""
        return {
            part: spec.title
            for part, spec in self.project.all_parts
            if isinstance(spec.title, str) and "{{" not in spec.title
        }

    def scope(self, home: str) -> Scope | None:
        """Return what the expressions of a part were about; None for an exhibit."""
        for part, spec in self.project.all_parts:
            if part == home:
                year = {"reference_year": self.last.reference_year}
                then = self.edition.model_copy(update=year)
                return scope_of(self.project, then, self.balances, spec)
        return None

    def figure(
        self, signed: SignedFigure
    ) -> tuple[tuple[str, Fraction, Fraction] | None, Revised] | None:
        """Return a figure as it was and is; None if it cannot be worked out again.

        With it unit and sizes, where they would be printed otherwise.
        """
        scope = self.scope(signed.home)
        if scope is None or not signed.value:
            return None
        result = _evaluated(signed.expression, scope)
        was, unit = _exact(signed.value)
        if result is None or unit in _TIMES or not isinstance(result.value, Phrase):
            return None
        now = result.value.value
        if not isinstance(now, Value) or now.unit != unit:
            return None
        by = ""
        if scope.voice.has_unit(unit):
            places = _DECIMALS.search(signed.shown)
            by = scope.voice.amount(
                now.amount - was,
                unit,
                "billions",
                len(places[1]) if places else 0,
                short=False,
            )
        title = self.titles.get(signed.home, self.project.publication.title)
        same = signed.shown == result.text
        sizes = None if same else (unit, abs(was), abs(Fraction(now.amount)))
        return sizes, Revised(signed.shown, result.text, by, {title: None})

    def claim(self, signed: SignedClaim) -> bool | None:
        """Return whether a statement still holds; None if the data cannot tell."""
        scope = self.scope(signed.home)
        result = _evaluated(signed.holds, scope) if scope and signed.holds else None
        if result is None or not isinstance(result.value, bool):
            return None
        return result.value


def _evaluated(expression: str, scope: Scope) -> Result | None:
    try:
        return evaluate(expression, Position(""), scope)
    except (NotAvailable, StageFailed):
        return None


def _exact(value: str) -> tuple[Fraction, str]:
    """Return "-129000000000 USD" as the number and its unit."""
    amount, _, unit = value.partition(" ")
    return Fraction(amount), unit
