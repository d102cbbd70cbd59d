"""What must hold of one fetch before it may be called a vintage.

The source guarantees that, in each month and flow, all goods are the goods of no group and
the ten groups, to the dollar, and that a year to date is the sum of its months. It does not say that
its countries add to its total: what has no country, or is held back, may be missing. Up to
`PARTNERS_WITHIN` of a group's year that is a warning, beyond it countries and groupings were
mixed or lost.

Zeros are not data: the source fills months that it has not published with them. At the end of
the series they are dropped, with a notice; inside it they are refused.

Findings
--------
FETCH-08
    A month, a group or a year that is missing, or nil, inside the series.
FETCH-09
    The groups do not add to all goods less those of no group.
FETCH-10
    The year to date is not the sum of its months.
FETCH-11
    The countries do not add to the world (a warning, if by little).
FETCH-14
    Months at the beginning or the end that are left out (a warning).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from publisher.errors import Finding
from publisher.fetch.sources import FLOWS, HitechApi
from publisher.fetch.trade import Trade, months_between

__all__ = ["PARTNERS_WITHIN", "Span", "check", "dollars", "some", "spanned"]

PARTNERS_WITHIN = Fraction(1, 1000)
"""Of the trade of a group with the world in a year."""

_LATER = "nothing was written: fetch again later, the source may be at work"
_WHOLE = "goods of all kinds"


@dataclass(frozen=True, slots=True)
class Span:
    """The months that a vintage covers, both included."""

    first: str
    last: str

    @property
    def months(self) -> list[str]:
        """All of them."""
        return months_between(self.first, self.last)

    @property
    def complete_years(self) -> list[int]:
        """The years of which all months are there."""
        years = range(int(self.first[:4]), int(self.last[:4]) + 1)
        return [y for y in years if self.first <= f"{y}-01" and f"{y}-12" <= self.last]

    @property
    def year_ends(self) -> list[list[str]]:
        """The months of each year that begins in it, up to its last one here."""
        years: dict[str, list[str]] = {}
        for month in self.months:
            years.setdefault(month[:4], []).append(month)
        return [months for months in years.values() if months[0].endswith("-01")]


def dollars(amount: int) -> str:
    """Return "-1,234 dollars"."""
    return f"{amount:,} dollars"


def some(periods: Sequence[str]) -> str:
    """Return the first of several months or years, and how many more there are."""
    more = len(periods) - 1
    return f"{periods[0]} and {more} more" if more else periods[0]


def spanned(
    published: Iterable[Iterable[str]], told: Sequence[str], declared: str | None
) -> tuple[Span | None, list[Finding]]:
    """Return the months that all of several series have between their ends.

    ``published`` holds, for each, the months with figures that are not nil; ``told`` all months
    that the source has rows for; ``declared`` is where the series should begin.
    """
    series = [sorted(months) for months in published]
    if not all(series):
        message = "the source has no figures at all"
        hint = "see whether the address and the codes are still right"
        return None, [Finding("FETCH-08", message, hint=hint)]
    span = Span(max(s[0] for s in series), min(s[-1] for s in series))
    if span.first > span.last:
        message = "exports and imports have no month in common"
        return None, [Finding("FETCH-08", message, hint=_LATER)]
    findings = []
    after = sorted({month for month in told if month > span.last})
    if after:
        message = f"{_run(after)} not yet published for both flows, and left out"
        hint = "nothing to do: a later vintage will have it"
        findings.append(Finding("FETCH-14", message, None, hint, severity="warning"))
    if declared is not None and span.first > declared:
        message = f"the figures begin at {span.first}, not at {declared}"
        hint = "use it if that is so; else fetch again into another vintage later"
        findings.append(Finding("FETCH-14", message, None, hint, severity="warning"))
    return span, findings


def _run(months: Sequence[str]) -> str:
    return months[0] if len(months) == 1 else f"{months[0]} to {months[-1]}"


def check(trade: Trade, source: HitechApi) -> tuple[Span | None, list[Finding]]:
    """Return the months that can be written, and all that is wrong or worth knowing."""
    figures = trade.world
    published = [
        [m for f, m, code in figures if f == flow and not code and figures[f, m, ""][0]]
        for flow in FLOWS
    ]
    told = [month for _, month, _ in figures]
    span, findings = spanned(published, told, source.first)
    if span is None:
        return None, findings
    gaps = list(_gaps(trade, span, source))
    findings += gaps
    if not gaps:
        findings += _groups(trade, span, source)
        findings += _to_date(trade, span, source)
        findings += _partners(trade, span, source)
    return span, findings


def _gaps(trade: Trade, span: Span, source: HitechApi) -> Iterator[Finding]:
    """Yield what is missing: per flow, and per code that lacks months."""
    for flow in FLOWS:
        nil = [m for m in span.months if not trade.world.get((flow, m, ""), (0, 0))[0]]
        if nil:
            message = f"{flow} of {_WHOLE} are missing or nil in {some(nil)}"
            yield Finding("FETCH-08", f"{message}, inside the series", hint=_LATER)
        for code in source.codes[1:]:
            lacks = [
                month
                for month in span.months
                if month not in nil and (flow, month, code) not in trade.world
            ]
            if lacks:
                message = f"{flow} of the group {code} are missing in {some(lacks)}"
                yield Finding("FETCH-08", message, hint=_LATER)


def _groups(trade: Trade, span: Span, source: HitechApi) -> Iterator[Finding]:
    for flow in FLOWS:
        for month in span.months:
            of = {code: trade.world[flow, month, code].month for code in source.codes}
            groups = sum(of[code] for code in source.groups)
            other = source.other
            gap = groups - (of[""] - of[other])
            if gap:
                message = (
                    f"{flow} of {month}: the ten groups add to {dollars(groups)}, but all"
                    f" goods ({dollars(of[''])}) less code {other} ({dollars(of[other])})"
                    f" are {dollars(of[''] - of[other])}: a difference of {dollars(gap)}"
                )
                yield Finding("FETCH-09", message, hint=_LATER)


def _to_date(trade: Trade, span: Span, source: HitechApi) -> Iterator[Finding]:
    for flow in FLOWS:
        for months in span.year_ends:
            for code in source.codes:
                added = sum(trade.world[flow, month, code].month for month in months)
                said = trade.world[flow, months[-1], code].to_date
                if added != said:
                    goods = f"group {code}" if code else _WHOLE
                    message = (
                        f"{flow} of {goods}: the year to {months[-1]} is"
                        f" {dollars(said)}, but its {len(months)} months add to"
                        f" {dollars(added)}: a difference of {dollars(said - added)}"
                    )
                    yield Finding("FETCH-10", message, hint=_LATER)


def _partners(trade: Trade, span: Span, source: HitechApi) -> Iterator[Finding]:
    """Yield groups whose countries are too far from the world, and one notice of the rest."""
    small: list[tuple[Fraction, str]] = []
    for flow in FLOWS:
        for year in span.complete_years:
            for group in source.groups:
                months = [f"{year}-{number:02}" for number in range(1, 13)]
                world = sum(trade.world[flow, m, group].month for m in months)
                added = sum(trade.countries.get((flow, m, group), 0) for m in months)
                gap = added - world
                said = (
                    f"{flow} of the group {group} in {year}: the countries add to"
                    f" {dollars(added)}, the world is {dollars(world)}: a difference of"
                    f" {dollars(gap)}"
                )
                if abs(gap) > PARTNERS_WITHIN * world:
                    yield Finding("FETCH-11", said, hint=_LATER)
                elif gap:
                    small.append((Fraction(abs(gap), world), said))
    if small:
        message = f"{max(small)[1]}; it is the largest of {len(small)} such differences"
        hint = "nothing to do: they are within what may have no country"
        yield Finding("FETCH-11", message, None, hint, severity="warning")
