"""Functions: which number is meant.

Each takes the subject of the call (see `About`), which its keyword arguments year,
period, years_back, series, sector and partner have already set, and then its own
arguments. What the data do not hold raises `NotAvailable`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from publisher.expressions import history, measures, origins
from publisher.expressions.about import About, text_of
from publisher.expressions.faults import Unknown
from publisher.expressions.filters import absolute
from publisher.expressions.result import Phrase, Thing, Truth

__all__ = ["FUNCTIONS", "Function"]

Function = Callable[..., Thing | Truth]


def name(about: About, code: Thing | None = None, *, article: Thing = False) -> Thing:
    """Return the printed name of a code, with its article if ``article`` is true.

    A name that takes one is written with it in ``publication.yml`` ("the Netherlands").
    """
    text = about.sector if code is None else text_of(code, "the code")
    said = about.scope.name_of(text, article=article is True)
    if said is None:
        known = {**about.scope.sectors, **about.scope.partners}
        raise Unknown.among(text, known, "code")
    return replace(code, text=said) if isinstance(code, Phrase) else said


def magnitude(about: About, number: Thing) -> Thing:
    """Return the number without its sign."""
    return absolute(about.scope.voice, number)


FUNCTIONS: Mapping[str, Function] = {
    "abs": magnitude,
    "as_revised": history.as_revised,
    "available": measures.available,
    "balance": measures.balance,
    "basis": origins.basis,
    "change": history.change,
    "count_extremes": history.count_extremes,
    "count_ranked": history.count_ranked,
    "count_partners": measures.count_partners,
    "count_sectors": measures.count_sectors,
    "cover": measures.cover,
    "exports": measures.exports,
    "first_deficit": history.first_deficit,
    "first_surplus": history.first_surplus,
    "first_year": history.first_year,
    "growth": history.growth,
    "imports": measures.imports,
    "is_record": history.is_record,
    "last_month": history.last_month,
    "last_year": history.last_year,
    "months_in_year": history.months_in_year,
    "name": name,
    "note": origins.note,
    "place": measures.place,
    "rank": measures.rank,
    "record": history.record,
    "record_year": history.record_year,
    "revised": history.revised,
    "rolling": history.rolling,
    "run": history.run,
    "share": measures.share,
    "top_share": measures.top_share,
    "vintage": origins.vintage,
    "year_to_date": history.year_to_date,
}
