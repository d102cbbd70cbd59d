"""Words and exhibits to the list of their printed figures; two lists to differences.

A figure is known by the part or exhibit that prints it, by its expression and by its place
among the figures there. Lines of files do not count: they move with every edit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Generic, Protocol, TypeVar

from publisher.figures.model import Figure
from publisher.narrative.coverage import bound_in
from publisher.narrative.model import Change, Document, Element, plain
from publisher.provenance import Bound
from publisher.tables.model import Table

__all__ = ["Difference", "Printed", "Signed", "changes", "differences", "printed"]

_NOTICE = re.compile(r"^[^/]+/notices-\d+")


class Signed(Protocol):
    """A printed figure as it was signed off."""

    @property
    def shown(self) -> str:
        """Return the figure in print."""

    @property
    def home(self) -> str:
        """Return the id of the part, exhibit or notice that prints it."""

    @property
    def expression(self) -> str:
        """Return what it was computed by."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed figure as the build now finds it, and which part or exhibit prints it."""

    home: str
    bound: Bound

    @property
    def shown(self) -> str:
        """The figure in print."""
        return self.bound.shown

    @property
    def expression(self) -> str:
        """What it is computed by."""
        return self.bound.expression


Old = TypeVar("Old", bound=Signed)
Each = TypeVar("Each", bound=Signed)


@dataclass(frozen=True, slots=True)
class Difference(Generic[Old]):
    """A figure signed off, and what is now printed in its place; one of them may be None."""

    old: Old | None
    new: Printed | None


def printed(
    document: Document, exhibits: Mapping[str, Figure | Table]
) -> tuple[Printed, ...]:
    """Return every printed figure that is bound to data, in reading order."""
    return tuple(_printed(document, exhibits))


def _printed(
    document: Document, exhibits: Mapping[str, Figure | Table]
) -> Iterator[Printed]:
    for part in document.parts:
        for element in part.root.walk():
            if element.exhibit is not None:
                for each in exhibits[element.exhibit].bound:
                    yield Printed(element.exhibit, each)
            home = _home(part.id, element)
            yield from (Printed(home, each) for each in bound_in(element.content))


def _home(part: str, element: Element) -> str:
    """Return the part, or the notice in it: what tells of a printing is told apart."""
    notice = _NOTICE.match(element.id)
    return notice[0] if notice else part


def differences(
    old: Sequence[Old], new: Sequence[Printed]
) -> tuple[Difference[Old], ...]:
    """Return what differs between figures signed off and figures printed now."""
    before, now = _by_home(old), _by_home(new)
    return tuple(
        difference
        for home in dict.fromkeys((*before, *now))
        for difference in _aligned(before.get(home, []), now.get(home, []))
    )


def _by_home(figures: Iterable[Each]) -> dict[str, list[Each]]:
    homes: dict[str, list[Each]] = {}
    for each in figures:
        homes.setdefault(each.home, []).append(each)
    return homes


def _aligned(old: Sequence[Old], new: Sequence[Printed]) -> Iterator[Difference[Old]]:
    """Yield the differences of two sequences, each against what took its place."""
    before = [(each.expression, each.shown) for each in old]
    now = [(each.expression, each.shown) for each in new]
    if before == now:
        return
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    for kind, *ends in matcher.get_opcodes():
        if kind == "equal":
            continue
        gone, come = old[ends[0] : ends[1]], new[ends[2] : ends[3]]
        for pair in zip_longest(gone, come):
            yield Difference(*pair)


def changes(
    found: Iterable[Difference[Old]],
    document: Document,
    exhibits: Mapping[str, Figure | Table],
) -> tuple[Change, ...]:
    """Return the differences as a reader is told of them.

    What the notices themselves print is no change, nor is a figure that reads as before.
    """
    titles = {part.id: part.title for part in document.parts}
    titles |= {name: plain(exhibit.title) for name, exhibit in exhibits.items()}
    told = []
    for each in found:
        was = each.old.shown if each.old else None
        now = each.new.shown if each.new else None
        home = next(side.home for side in (each.new, each.old) if side is not None)
        if was != now and not _NOTICE.match(home):
            told.append(Change(titles.get(home, home), was, now))
    return tuple(told)
