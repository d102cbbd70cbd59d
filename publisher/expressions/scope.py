"""What an expression may know: the numbers, the names, and what it is about.

A model module: no Jinja2 here, so that any stage may hold a scope.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from publisher.data.model import TOTAL, Period
from publisher.numerals import ENGLISH, Voice

if TYPE_CHECKING:
    from publisher.data.balances import Balances

__all__ = ["Scope"]


@dataclass(frozen=True, slots=True)
class Scope:
    """The numbers and defaults of one expression.

    ``series``, ``sector``, ``partner`` and ``year`` are what functions are about unless
    their arguments say otherwise; ``period`` is set where a span of months is the
    subject (a row of a monthly table) and then goes before ``year``.
    ``reference_year`` is the edition's; no default reaches beyond it.
    ``sectors`` and ``partners`` are the printed names by code, ``constants`` the
    publication's whole numbers by name ("recent"), ``compare_with`` the older series
    to which `revised` compares each series, ``revised_by`` the later one that `as_revised`
    alone reads in its place, ``closing_date`` the edition's (YYYY-MM-DD),
    ``voice`` the publication's language.
    A ``partner`` of None is the one under which the series keeps its own figures.
    """

    balances: Balances
    reference_year: int
    series: str | None = None
    sector: str = TOTAL
    partner: str | None = None
    year: int | None = None
    period: Period | None = None
    sectors: Mapping[str, str] = field(default_factory=dict)
    partners: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, int] = field(default_factory=dict)
    compare_with: Mapping[str, str] = field(default_factory=dict)
    revised_by: Mapping[str, str] = field(default_factory=dict)
    closing_date: str = ""
    voice: Voice = ENGLISH

    @property
    def subject_year(self) -> int:
        """The year the expression is about."""
        if self.period:
            return self.period.year
        return self.reference_year if self.year is None else self.year

    def name_of(self, code: str, *, article: bool = False) -> str | None:
        """Return the printed name of a sector or partner, or None if it has none.

        A name that takes an article is written with it ("the Netherlands"); the article
        is dropped unless asked for.
        """
        name = self.sectors.get(code) or self.partners.get(code)
        return name if article or name is None else name.removeprefix("the ")

    def about(self, **changes: Any) -> Scope:  # noqa: ANN401 - the fields differ in type
        """Return this scope about something else: ``scope.about(sector="01", year=2024)``."""
        return replace(self, **changes)
