"""Whether the checks bite: cells changed one at a time, and what tells.

A checker that cannot fail is worth nothing. So each cell on which a printed figure stands is
changed, as an error of a source or of a copyist would change it, and everything that uses the
cell is asked again. No file is written and no stage is run a second time.

=========  ==========================================================================
mutant     the cell says
=========  ==========================================================================
sign       the same with the other sign
size       a little more: the least power of ten that changes a printed figure
year       what it says of the period before (after, in the first)
rank       a little more than the next larger of its rivals (less, if it is the largest)
rounding   one unit more or less, where that changes no printed figure: nothing may tell
=========  ==========================================================================

=========  ==========================================================================
guard      tells if
=========  ==========================================================================
claim      a claim that held does not hold
crossfoot  figures that must agree do not (`Balances.equations`)
proof      a printed figure is not the one that was signed off
=========  ==========================================================================
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from publisher.data.balances import Balances
from publisher.data.model import ALL, TOTAL, Key, NotAvailable, Period
from publisher.editing import Edition, Report, loaded, written
from publisher.editions.printed import Printed
from publisher.errors import StageFailed
from publisher.expressions import evaluate
from publisher.narrative.model import Claim
from publisher.provenance import Cell

__all__ = ["Guard", "Kind", "Mutant", "Trial", "trial", "trials"]

Kind = Literal["sign", "size", "year", "rank", "rounding"]
Guard = Literal["claim", "crossfoot", "proof"]

MOST_DIGITS = 16
NEAREST = 3
"""How many figures, those of the fewest cells first, are asked whether a change is printed."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one cell: ``was`` and ``now`` in the unit's base, and what told.

    ``figure`` is a printed figure that it changes, ``shows`` what that would print; none for
    a change within the rounding.
    """

    cell: Cell
    kind: Kind
    was: int
    now: int
    told: tuple[Guard, ...]
    figure: Printed | None = None
    shows: str | None = None

    def __str__(self) -> str:
        file, line, column = self.cell
        change = (
            f"{column} in line {line} of {file}: {self.was} → {self.now} ({self.kind})"
        )
        if self.figure is None:
            return change
        place, was = self.figure.bound.position, self.figure.shown
        return f"{change}; {place} prints {was!r}, would print {self.shows!r}"


@dataclass(frozen=True, slots=True)
class Trial:
    """All mutants of an edition."""

    edition: str
    cells: int
    mutants: tuple[Mutant, ...]

    @property
    def harmful(self) -> tuple[Mutant, ...]:
        """Those that change a printed figure."""
        return tuple(each for each in self.mutants if each.kind != "rounding")

    @property
    def survivors(self) -> tuple[Mutant, ...]:
        """Those that change a printed figure, and nothing tells."""
        return tuple(each for each in self.harmful if not each.told)

    @property
    def false_alarms(self) -> tuple[Mutant, ...]:
        """Those that change no printed figure, and something tells."""
        return tuple(
            each for each in self.mutants if each.kind == "rounding" and each.told
        )

    @property
    def sound(self) -> bool:
        """Whether the checks tell all that matters, and nothing else."""
        return not self.survivors and not self.false_alarms

    def caught(self, *guards: Guard) -> int:
        """Return how many harmful mutants one of the guards tells."""
        return sum(not set(guards).isdisjoint(each.told) for each in self.harmful)

    def summary(self) -> Iterator[str]:
        """Yield the result as lines of text."""
        count = len(self.harmful)
        yield f"{self.edition}: {count} mutants of {self.cells} printed cells"
        kinds = Counter(each.kind for each in self.harmful)
        listed = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
        yield f"  of each kind: {listed}"
        for guard in ("claim", "crossfoot", "proof"):
            yield f"  told by {guard}: {_share(self.caught(guard), count)}"
        without = _share(self.caught("claim", "crossfoot"), count)
        yield f"  told by claims and cross-footing alone: {without}"
        yield f"  told by nothing: {len(self.survivors)}"
        yield from (f"    {each}" for each in self.survivors)
        tried = len(self.mutants) - count
        yield f"  changes within the rounding: {tried}, told: {len(self.false_alarms)}"
        yield from (f"    {each}" for each in self.false_alarms)

    def as_dict(self) -> dict[str, object]:
        """Return plain data for ``--json``."""
        return {
            "cells": self.cells,
            "mutants": len(self.harmful),
            "told": {
                guard: self.caught(guard) for guard in ("claim", "crossfoot", "proof")
            },
            "without_proof": self.caught("claim", "crossfoot"),
            "survivors": [str(each) for each in self.survivors],
            "within_rounding": len(self.mutants) - len(self.harmful),
            "false_alarms": [str(each) for each in self.false_alarms],
        }


def _share(part: int, whole: int) -> str:
    percent = f" ({100 * part / whole:.1f}%)" if whole else ""
    return f"{part} of {whole}{percent}"


def trials(root: Path, editions: Sequence[str], *, report: Report) -> tuple[Trial, ...]:
    """Try the checks of editions, the default one if none is named.

    Raises
    ------
    StageFailed, UsageError
        As `editing.check`; an edition with errors is not tried.
    """
    report(1, "content")
    project, style = loaded(root)
    return tuple(
        trial(edition.sound()) for edition in written(project, style, editions, report)
    )


def trial(edition: Edition) -> Trial:
    """Try every cell on which a printed figure of the edition stands."""
    bench = _Bench(edition.balances.without_cells(), edition.examined.is_as_signed)
    for figure in _distinct(edition.examined.figures):
        for cell in figure.bound.cells if figure.bound.again else ():
            bench.figures.setdefault(cell, []).append(figure)
    for claim in edition.narrative.claims:
        for cell in claim.cells if claim.state == "holds" else ():
            bench.claims.setdefault(cell, []).append(claim)
    for figures in bench.figures.values():
        figures.sort(key=lambda figure: len(figure.bound.cells))
    mutants = (each for cell in sorted(bench.figures) for each in bench.tried(cell))
    return Trial(edition.id, len(bench.figures), tuple(mutants))


def _distinct(figures: Iterable[Printed]) -> Iterator[Printed]:
    """Yield figures, those that say the same of the same cells once."""
    seen = set()
    for figure in figures:
        said = (figure.expression, figure.shown, figure.bound.cells)
        if said not in seen:
            seen.add(said)
            yield figure


@dataclass(slots=True)
class _Bench:
    """What uses each cell, ready to be asked again."""

    balances: Balances
    signed: bool
    figures: dict[Cell, list[Printed]] = field(default_factory=dict)
    claims: dict[Cell, list[Claim]] = field(default_factory=dict)
    prints: dict[int, str | None] = field(default_factory=dict)
    """What each figure's recipe gives as things are, by its identity."""

    def tried(self, cell: Cell) -> Iterator[Mutant]:
        """Yield the mutants of one cell that can be told from what it says."""
        amount = self.balances.amount_of(cell)
        least = self._least(cell)
        deltas: dict[Kind, int] = {"sign": -2 * amount, **self._moved(cell)}
        if least is not None:
            deltas["size"] = least
        for kind, delta in deltas.items():
            if delta:
                yield from self._harmful(cell, kind, delta)
        if least is None or least > 1:
            yield from self._harmless(cell)

    def _harmful(self, cell: Cell, kind: Kind, delta: int) -> Iterator[Mutant]:
        changed = self.balances.with_cell(cell, delta)
        found = next(self._reprinted(self.figures[cell], changed), None)
        if found is None:
            return
        figure, shows = found
        told: list[Guard] = list(self._told(cell, delta, changed))
        if self.signed:
            told.append("proof")
        was = self.balances.amount_of(cell)
        yield Mutant(cell, kind, was, was + delta, tuple(told), figure, shows)

    def _harmless(self, cell: Cell) -> Iterator[Mutant]:
        """Yield one unit more; one less, where one more is just beyond what is declared."""
        was = self.balances.amount_of(cell)
        for delta in (1, -1):
            changed = self.balances.with_cell(cell, delta)
            told = tuple(self._told(cell, delta, changed))
            if not told:
                break
            if any(self._reprinted(self.figures[cell], changed)):
                return  # a figure stood just at the edge of its rounding
        yield Mutant(cell, "rounding", was, was + delta, told)

    def _told(self, cell: Cell, delta: int, changed: Balances) -> Iterator[Guard]:
        """Yield the guards but the proof that tell of a change."""
        if any(not _holds(claim, changed) for claim in self.claims.get(cell, ())):
            yield "claim"
        if self.balances.broken_by(cell, delta):
            yield "crossfoot"

    def _reprinted(
        self, figures: Iterable[Printed], changed: Balances
    ) -> Iterator[tuple[Printed, str | None]]:
        """Yield the figures that would print something else, with what they would print."""
        for figure in figures:
            if figure.bound.again is None:
                continue
            if id(figure) not in self.prints:
                self.prints[id(figure)] = figure.bound.again(self.balances)
            shows = figure.bound.again(changed)
            if shows != self.prints[id(figure)]:
                yield figure, shows

    # --- how much a cell is changed

    def _least(self, cell: Cell) -> int | None:
        """Return the least power of ten by which more changes one of the nearest figures."""
        nearest = self.figures[cell][:NEAREST]
        low, high = 0, MOST_DIGITS
        while low < high:
            middle = (low + high) // 2
            changed = self.balances.with_cell(cell, 10**middle)
            if next(self._reprinted(nearest, changed), None):
                high = middle
            else:
                low = middle + 1
        return None if low == MOST_DIGITS else 10**low

    def _moved(self, cell: Cell) -> Mapping[Kind, int]:
        """Return by how much the cell would say what its neighbour or rival does."""
        own = self._own(cell)
        if own is None:
            return {}
        key, period = own
        amount = int(self.balances.value(key, period).amount)
        deltas: dict[Kind, int] = {}
        for years in (-1, 1):
            beside = period.shifted(years)
            if self.balances.has(key, beside):
                deltas["year"] = int(self.balances.value(key, beside).amount) - amount
                break
        rivals = sorted({each for each in self._rivals(key, period) if each != amount})
        above = [each for each in rivals if each > amount]
        if above:
            deltas["rank"] = above[0] - amount + 1
        elif rivals:
            deltas["rank"] = rivals[-1] - amount - 1
        return deltas

    def _own(self, cell: Cell) -> tuple[Key, Period] | None:
        """Return which number the cell gives, alone or with others of its row."""
        gives = [
            (key.flow == "balance", key.partner == ALL, key, period)
            for key, period, weight in self.balances.effects.get(cell, ())
            if weight > 0
        ]
        if not gives:
            return None
        _, _, key, period = min(gives)
        return key, period

    def _rivals(self, key: Key, period: Period) -> Iterator[int]:
        """Yield the numbers among which this one is ranked: sectors, partners, periods."""
        for other, line in self.balances.values.items():
            alike = (other.series, other.flow) == (key.series, key.flow)
            if other == key:
                yield from (int(value.amount) for value in line.values())
            elif alike and period in line and _are_rivals(other, key):
                yield int(line[period].amount)


def _are_rivals(one: Key, other: Key) -> bool:
    """Whether two keys are two sectors, or two partners of a sector; no total is a rival."""
    totals = TOTAL in {one.sector, other.sector} or ALL in {one.partner, other.partner}
    return not totals and (one.sector == other.sector) != (one.partner == other.partner)


def _holds(claim: Claim, balances: Balances) -> bool:
    scope = claim.scope.about(balances=balances)
    try:
        return evaluate(claim.expression, claim.position, scope).value is True
    except (NotAvailable, StageFailed):
        return False
