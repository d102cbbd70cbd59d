"""Two editions' printed figures to what has changed: which, from what to what, and why.

A figure is matched by who prints it, its expression and its place there
(`publisher.editions.printed`); what is then left over on both sides and stands on the same
sectors, partners and periods is matched as well.

==========  ========================================================================
why         the two figures
==========  ========================================================================
revised     are of the same periods, as the source said at two times
period      are of different periods, or of another edition's year
method      are of the same periods by another expression, concept, source or format
new, gone   are printed in one of the editions only
==========  ========================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal, NamedTuple

from publisher.data.model import Period
from publisher.editing import Edition
from publisher.editions.printed import Printed, differences
from publisher.narrative.model import plain
from publisher.numerals.marks import Marks, marks_of
from publisher.provenance import Cell

__all__ = ["FigureChange", "Figures", "Why", "difference", "figure_changes"]

Why = Literal["revised", "period", "method", "new", "gone"]


class Subject(NamedTuple):
    """What a cell is about."""

    sector: str
    partner: str
    flow: str
    period: Period


@dataclass(frozen=True)
class Figures:
    """The printed figures of one edition, and how to ask what they are."""

    edition: Edition

    @property
    def printed(self) -> Sequence[Printed]:
        """All of them, in reading order."""
        return self.edition.examined.figures

    @property
    def year(self) -> int:
        """The edition's reference year."""
        return self.edition.examined.edition.reference_year

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The title of each part and exhibit."""
        parts = {part.id: part.title for part in self.edition.document.parts}
        exhibits = self.edition.exhibits.items()
        return parts | {name: plain(each.title) or name for name, each in exhibits}

    @cached_property
    def _known(self) -> Mapping[Cell, Subject]:
        """What each cell is about; a cell of exports is one of the balance as well."""
        known: dict[Cell, Subject] = {}
        for key, values in self.edition.balances.values.items():
            for period, value in values.items():
                about = Subject(key.sector, key.partner, key.flow, period)
                for cell in value.cells:
                    if key.flow != "balance" or cell not in known:
                        known[cell] = about
        return known

    def subjects(self, figure: Printed) -> frozenset[Subject]:
        """Return what a figure is about."""
        known = self._known
        return frozenset(known[cell] for cell in figure.bound.cells if cell in known)

    def periods(self, figure: Printed) -> frozenset[Period]:
        """Return the periods that a figure stands on."""
        return frozenset(each.period for each in self.subjects(figure))

    def sources(self, figure: Printed) -> frozenset[tuple[str, str, str]]:
        """Return producer, dataset and concept of a figure's inputs."""
        origins = self.edition.balances.origins
        return frozenset(
            (origins[name].producer, origins[name].dataset, origins[name].concept)
            for name in figure.bound.inputs
            if name in origins
        )

    def said(self, figure: Printed) -> Sequence[tuple[Subject, int | None]]:
        """Return what the cells of a figure say, in the order of what they are about."""
        amounts, known = self.edition.balances.amounts, self._known
        cells = [cell for cell in figure.bound.cells if cell in known]
        return sorted((known[cell], amounts.get(cell)) for cell in cells)


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A printed figure that differs. ``by`` is the printed difference of a revised one."""

    why: Why
    title: str
    old: Printed | None
    new: Printed | None
    by: str = ""

    @property
    def figure(self) -> Printed:
        """The figure as it is now, or as it was if it is gone."""
        figure = self.new or self.old
        assert figure is not None  # noqa: S101 - one of them is there
        return figure


def figure_changes(old: Figures, new: Figures) -> tuple[FigureChange, ...]:
    """Return every printed figure that differs, in reading order, gone ones last."""
    found = [(each.old, each.new) for each in differences(old.printed, new.printed)]
    order = {id(each): n for n, each in enumerate(new.printed)}
    changes = [_change(pair, old, new) for pair in _rejoined(found, old, new)]
    return tuple(sorted(changes, key=lambda each: order.get(id(each.new), len(order))))


_Pair = tuple[Printed | None, Printed | None]


def _rejoined(pairs: Iterable[_Pair], old: Figures, new: Figures) -> Iterator[_Pair]:
    """Yield the pairs; those of one side only are joined where they are about the same.

    What prints the same as before, by whatever expression, is no change.
    """
    gone: dict[object, list[Printed]] = {}
    come: list[Printed] = []
    for was, now in pairs:
        if was is not None and now is not None:
            yield was, now
        elif was is not None:
            gone.setdefault((was.home, old.subjects(was)), []).append(was)
        elif now is not None:
            come.append(now)
    for now in come:
        about = new.subjects(now)
        like = gone.get((now.home, about), []) if about else []
        same = next((each for each in like if each.shown == now.shown), None)
        was = same or (like[0] if like else None)
        if was is not None:
            like.remove(was)
        if same is None:
            yield was, now
    yield from ((each, None) for left in gone.values() for each in left)


def _change(pair: _Pair, old: Figures, new: Figures) -> FigureChange:
    was, now = pair
    if now is None:
        assert was is not None  # noqa: S101 - one of them is there
        return FigureChange("gone", old.titles.get(was.home, was.home), was, None)
    title = new.titles.get(now.home, now.home)
    if was is None:
        return FigureChange("new", title, None, now)
    why = _why(was, now, old, new)
    if why != "revised":
        return FigureChange(why, title, was, now)
    marks = marks_of(new.edition.document.language)
    by = difference(was.shown, now.shown, marks)
    return FigureChange(why, title, was, now, by)


def _why(was: Printed, now: Printed, old: Figures, new: Figures) -> Why:
    """Return why two printed figures differ."""
    if old.periods(was) != new.periods(now):
        return "period"
    if not new.periods(now):
        return "period" if old.year != new.year else "method"
    if was.expression != now.expression or old.sources(was) != new.sources(now):
        return "method"
    return "method" if old.said(was) == new.said(now) else "revised"


def difference(old: str, new: str, marks: Marks) -> str:
    """Return by how much two figures differ in print ("+$0.1bn"); "" if they are unlike.

    Of figures with the same signs around their digits only. It is the difference of what is
    printed: that of the unrounded figures can be another in the last digit.
    """
    number = re.compile(
        rf"(?P<minus>[-−]?)\+?(?P<before>[^\d]*)"
        rf"(?P<digits>\d[\d{re.escape(marks.group)}]*(?:{re.escape(marks.decimal)}\d+)?)"
        rf"(?P<after>[^\d]*)"
    )
    was, now = number.fullmatch(old), number.fullmatch(new)
    if (
        not was
        or not now
        or was.group("before", "after") != now.group("before", "after")
    ):
        return ""
    change = _amount(now, marks) - _amount(was, marks)
    thousands, mark, decimals = f"{abs(change):,f}".partition(".")
    digits = thousands.replace(",", marks.group) + (marks.decimal if mark else "")
    sign = "−" if change < 0 else "+" if change > 0 else "±"
    return f"{sign}{now['before']}{digits}{decimals}{now['after']}"


def _amount(match: re.Match[str], marks: Marks) -> Decimal:
    digits = match["digits"].replace(marks.group, "").replace(marks.decimal, ".")
    return Decimal(f"{'-' if match['minus'] else ''}{digits}")
