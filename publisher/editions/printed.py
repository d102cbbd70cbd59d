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
from publisher.narrative.model import Change, Document, Element, Inline, plain
from publisher.narrative.passages import around
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
    """A printed figure as the build now finds it, and which part or exhibit prints it.

    ``within`` are the words among which it stands, a title where it is in an exhibit.
    """

    home: str
    bound: Bound
    within: tuple[Inline, ...] = ()

    @property
    def sentence(self) -> str:
        """The sentence that prints it, or the title of its exhibit."""
        return around(self.within, self.bound)

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
                exhibit = exhibits[element.exhibit]
                for each in exhibit.bound:
                    yield Printed(element.exhibit, each, exhibit.title)
            home, within = _home(part.id, element), element.content
            yield from (Printed(home, each, within) for each in bound_in(within))


def _home(part: str, element: Element) -> str:
    """Return the part, or the notice in it: what tells of a printing is told apart."""
    notice = _NOTICE.match(element.id)
    return notice[0] if notice else part


def differences(
    old: Sequence[Old], new: Sequence[Printed]
) -> tuple[Difference[Old], ...]:
    """Return what differs between figures signed off and figures printed now."""
    before, now = _alike(old), _alike(new)
    return tuple(
        difference
        for key in dict.fromkeys((*before, *now))
        for difference in _aligned(before.get(key, []), now.get(key, []))
    )


def _alike(figures: Iterable[Each]) -> dict[tuple[str, str], list[Each]]:
    """Return figures by who prints them and by their expression."""
    alike: dict[tuple[str, str], list[Each]] = {}
    for each in figures:
        alike.setdefault((each.home, each.expression), []).append(each)
    return alike


def _aligned(old: Sequence[Old], new: Sequence[Printed]) -> Iterator[Difference[Old]]:
    """Yield the differences of figures of one expression, each against its successor."""
    if len(old) == len(new):
        pairs: Iterable[tuple[Old | None, Printed | None]] = zip(old, new, strict=True)
        yield from (Difference(*pair) for pair in pairs if not _same(*pair))
        return
    # a table has gained or lost rows: what reads the same is taken for the same
    before, now = [each.shown for each in old], [each.shown for each in new]
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    for kind, *ends in matcher.get_opcodes():
        gone, come = old[ends[0] : ends[1]], new[ends[2] : ends[3]]
        if kind != "equal":
            yield from (Difference(*pair) for pair in zip_longest(gone, come))


def _same(old: Signed | None, new: Printed | None) -> bool:
    return old is not None and new is not None and old.shown == new.shown


def changes(
    found: Iterable[Difference[Old]],
    document: Document,
    exhibits: Mapping[str, Figure | Table],
) -> tuple[Change, ...]:
    """Return the differences as a reader is told of them.

    What the notices themselves print is no change.
    """
    titles = {part.id: part.title for part in document.parts}
    titles |= {name: plain(exhibit.title) for name, exhibit in exhibits.items()}
    told = []
    for each in found:
        was = each.old.shown if each.old else None
        now = each.new.shown if each.new else None
        home = next(side.home for side in (each.new, each.old) if side is not None)
        if not _NOTICE.match(home):
            told.append(Change(titles.get(home, home), was, now))
    return tuple(told)
