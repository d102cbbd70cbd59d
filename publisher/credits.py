"""What must stand with every exhibit: where its numbers come from, and what is wrong with them.

A leaf of stage 4, used by figures and tables. Source lines are made from the origins of
the numbers shown, never typed; a figure that we computed says so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from publisher.narrative.model import Text
from publisher.provenance import Basis, Cell, Origin

if TYPE_CHECKING:
    from publisher.data.balances import Balances
    from publisher.numerals import Voice

__all__ = ["concerning", "source_line"]

_MONTH = re.compile(r"\d{4}-\d{2}")


def source_line(origins: Iterable[Origin], voice: Voice) -> tuple[Text, ...]:
    """Return the words of a source line, empty without origins.

    Origins of one dataset and basis are named once, with all their vintages: "Source:
    US Census Bureau, Trade in Goods by Country, vintages of March 2023 and October 2026."
    Sources are parted by semicolons, in the order in which they are given.
    """
    groups: dict[tuple[Basis, str], list[str]] = {}
    for origin in origins:
        named = f"{origin.producer}, {origin.dataset}"
        vintages = groups.setdefault((origin.basis, named), [])
        if origin.vintage not in vintages:
            vintages.append(origin.vintage)
    said = [
        voice.say(f"source.{basis}", named=f"{named}, {_vintages(vintages, voice)}")
        for (basis, named), vintages in groups.items()
    ]
    if not said:
        return ()
    head = "source.one" if len(said) == 1 else "source.several"
    line = voice.say(head, sources="; ".join(said))
    return tuple(Text(words, spoken=full) for words, full in voice.pieces(line))


def _vintages(vintages: Collection[str], voice: Voice) -> str:
    """Return "vintage of March 2023" or "vintages of March 2023 and October 2026"."""
    words = [
        voice.month(vintage) if _MONTH.fullmatch(vintage) else vintage
        for vintage in sorted(vintages)
    ]
    return voice.say_counted("source.vintage", len(words), vintages=voice.listed(words))


def concerning(balances: Balances, cells: Collection[Cell]) -> tuple[int, ...]:
    """Return the corrections (indices in ``corrections.yml``) of any of these input cells.

    Whatever was computed from a figure that a correction touches is concerned: its
    balance, its cover ratio, its rank.
    """
    pairs = zip(balances.marks, balances.corrected, strict=True)
    return tuple(
        sorted({m.index for m, touched in pairs if not touched.isdisjoint(cells)})
    )
