"""What each kind of figure plots: exact numbers and the words that label them.

Plain values without matplotlib, made by `specify` and drawn by `kinds/`. Amounts are in
the base of their unit (whole US dollars); ``per`` says how many of it make one of the
unit that the axis and the labels count in (1,000,000,000 for billions).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

__all__ = [
    "Amount",
    "Callout",
    "Group",
    "GroupedPanel",
    "GroupedPanels",
    "Panel",
    "Panels",
    "Ranked",
    "Ranking",
    "Tick",
]

Amount = int | Fraction


@dataclass(frozen=True, slots=True)
class Tick:
    """A label of the time axis at step ``at``; the lower its rank, the sooner it is set.

    Rank 0 is for the two ends, which are always labelled.
    """

    at: int
    text: str
    rank: int


@dataclass(frozen=True, slots=True)
class Callout:
    """Words at one point of one flow: its last value, a record, or an editor's mark."""

    at: int
    text: str
    kind: Literal["last", "record", "mark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One stretch of time: the balance as bars, exports and imports as lines.

    The three flows have one amount per step, None where there is none; a flow that is
    not drawn is empty. ``names`` and ``last`` are the words at the right ends of
    exports, imports and balance; where ``last`` is empty nothing is said there.
    """

    balance: tuple[Amount | None, ...]
    exports: tuple[Amount | None, ...] = ()
    imports: tuple[Amount | None, ...] = ()
    names: tuple[str, str, str] = ("", "", "")
    last: tuple[str, str, str] = ("", "", "")
    ticks: tuple[Tick, ...] = ()
    callouts: tuple[Callout, ...] = ()
    title: str = ""
    per: int = 1

    @property
    def steps(self) -> int:
        """How many periods the panel spans."""
        return max(len(self.balance), len(self.exports), len(self.imports))

    def drawn(self) -> tuple[Amount, ...]:
        """Return every amount that is drawn, in no order that means anything."""
        flows = (*self.balance, *self.exports, *self.imports)
        return tuple(amount for amount in flows if amount is not None)


@dataclass(frozen=True, slots=True)
class Panels:
    """Several panels; ``shared`` puts them on one scale."""

    panels: tuple[Panel, ...]
    shared: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """Bars that stand together: one flow in each of the panel's periods."""

    name: str
    signed: bool
    bars: tuple[tuple[Amount, str], ...]


@dataclass(frozen=True, slots=True)
class GroupedPanel:
    """A panel of groups of bars."""

    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class GroupedPanels:
    """Panels on one scale that compare a few periods flow by flow."""

    panels: tuple[GroupedPanel, ...]
    periods: tuple[str, ...]
    per: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """One row of a ranking: name, amount, its label, and a second number beside it."""

    name: str
    amount: Amount
    shown: str
    beside: str = ""
    highlight: bool = False


@dataclass(frozen=True, slots=True)
class Ranking:
    """Rows, the first at the top. ``signed`` rows wear the inks of surplus and deficit."""

    rows: tuple[Ranked, ...]
    beside: str = ""
    signed: bool = False
