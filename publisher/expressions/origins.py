"""Functions of where numbers come from: their vintage, what is to be said of their series."""

from __future__ import annotations

import re

from publisher.data.model import NotAvailable
from publisher.expressions.about import About, flow_of
from publisher.expressions.result import Phrase, Thing

__all__ = ["basis", "note", "vintage"]

BASES = ("published", "derived", "synthetic")
"""What a number can rest on, the best first."""

_MONTH = re.compile(r"\d{4}-\d{2}")


def vintage(about: About, flow: Thing = "balance") -> Phrase:
    """Return the vintage of the number: "March 2023"; the newest of several."""
    value = about.value(flow_of(flow))
    origins = about.scope.balances.origins
    newest = max(origins[name].vintage for name in value.inputs)
    month = _MONTH.fullmatch(newest)
    return Phrase(about.scope.voice.month(newest) if month else newest, value)


def basis(about: About, flow: Thing = "balance") -> str:
    """Return "published", "derived" or "synthetic": the least of what the number rests on."""
    value = about.value(flow_of(flow))
    origins = about.scope.balances.origins
    return max((origins[name].basis for name in value.inputs), key=BASES.index)


def note(about: About) -> Thing:
    """Return the words that ``sources.yml`` gives the series, "" if there are none."""
    info = about.scope.balances.info(about.series)
    if not info.read:
        what = f"the note of the series {about.series}, not in this edition"
        raise NotAvailable(what)
    return info.note or ""
