"""Numbers over time to the panels of a figure: balances, lines, ends, records, marks.

Behind balance bars, monthly figures, sparklines, the cover and small multiples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from publisher import numerals
from publisher.data.model import Flow, Period, Value
from publisher.figures.plots import Amount, Callout, Panel, Tick
from publisher.figures.reading import (
    FLOWS,
    Reading,
    Subject,
    failed,
    said,
)
from publisher.numerals import ENGLISH, Voice

__all__ = ["Course", "course", "panel", "records", "ticks"]

_FEW_YEARS = 12

Line = tuple[Value | None, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """The flows of one subject over consecutive periods; a missing number is None."""

    subject: Subject
    periods: tuple[Period, ...]
    lines: Mapping[Flow, Line]
    whole: bool
    """Whether the course begins where the series does, so that its extremes are records."""

    def last(self, flow: Flow) -> tuple[Period, Value] | None:
        """Return the last number of a flow and when it was."""
        held = self.held(flow)
        return held[-1] if held else None

    def held(self, flow: Flow) -> list[tuple[Period, Value]]:
        """Return the numbers of a flow that are there, each with its period."""
        line = self.lines.get(flow, ())
        return [
            (period, value)
            for period, value in zip(self.periods, line, strict=False)
            if value is not None
        ]


def course(
    reading: Reading,
    subject: Subject,
    take: Callable[[Reading, Subject, Flow, Period], Value | None] | None = None,
) -> Course:
    """Return the flows that the specification asks for, over all its periods.

    ``take`` reads one number; the plain one if left out.

    Raises
    ------
    StageFailed
        FIGURE-01 if there is no number, or none at an end that the figure must reach.
    """
    wanted = reading.flows
    held = {flow: reading.periods(subject, flow) for flow in wanted}
    together = sorted({period for periods in held.values() for period in periods})
    if not together:
        raise reading.lacking(subject, " and ".join(wanted))
    _check_ends(reading, subject, together)
    periods = _consecutive(reading, together)
    take = take or _plain
    lines: dict[Flow, Line] = {
        flow: tuple(take(reading, subject, flow, period) for period in periods)
        for flow in wanted
        if held[flow]
    }
    partner = subject.partner
    first = min(
        period
        for flow in wanted
        for period in reading.balances.periods(
            subject.series, subject.sector, flow, partner
        )
    )
    return Course(subject, periods, lines, whole=first == together[0])


def _plain(
    reading: Reading, subject: Subject, flow: Flow, period: Period
) -> Value | None:
    return reading.take(subject.key(flow), period)


def _check_ends(reading: Reading, subject: Subject, periods: Sequence[Period]) -> None:
    """Refuse a figure that would silently begin later or end earlier than it says."""
    spec = reading.spec
    yearly = reading.balances.info(subject.series).frequency == "year"
    last = spec.last or (reading.scope.reference_year if yearly else None)
    late = spec.first is not None and periods[0].year > spec.first
    early = last is not None and periods[-1].year < last
    if late or early:
        have = ENGLISH.period(periods[0].start, periods[-1].end)
        want = ENGLISH.year_range(
            spec.first or periods[0].year, last or periods[-1].year
        )
        message = (
            f"the figure {spec.id!r} is to show {want}, but {subject.sector} of the"
            f" series {subject.series} has {have} only"
        )
        hint = (
            "set from: and to: to what is at hand, or write it under when: available(…)"
        )
        raise failed(spec.at(), "FIGURE-03", message, hint)


def _consecutive(reading: Reading, periods: Sequence[Period]) -> tuple[Period, ...]:
    """Return every period from the first to the last, gaps filled; all of one length."""
    months = {period.months for period in periods}
    if len(months) > 1:
        message = "periods of different lengths are not drawn together"
        hint = "name a series of one frequency, or another kind of figure"
        raise failed(reading.spec.at(), "FIGURE-04", message, hint)
    length = months.pop()
    if length not in {1, 12}:
        return tuple(periods)
    steps = [periods[-1]]
    while steps[-1] > periods[0]:
        steps.append(_ending_before(steps[-1], length))
    return tuple(reversed(steps))


def _ending_before(period: Period, length: int) -> Period:
    """Return the period of ``length`` months that ends just before this one."""
    longer = period.back(length + 1)
    return Period(longer.start, longer.start).back(length)


def panel(
    reading: Reading, drawn: Course, callouts: Iterable[Callout] = (), title: str = ""
) -> Panel:
    """Return the panel that plots a course."""
    names: list[str] = []
    last: list[str] = []
    for flow in FLOWS:
        end = drawn.last(flow)
        name = reading.voice.flow(flow)
        if end and end[0] != drawn.periods[-1]:  # it ends before the figure does
            name += f", {reading.voice.period(*end[0])}"
        names.append(name)
        last.append(
            reading.shown(end[1], said(drawn.subject.key(flow), *end)) if end else ""
        )
    exports, imports, balance = (_amounts(drawn, flow) for flow in FLOWS)
    return Panel(
        balance=balance,
        exports=exports,
        imports=imports,
        names=(names[0], names[1], names[2]),
        last=(last[0], last[1], last[2]),
        ticks=ticks(drawn.periods, reading.voice),
        callouts=tuple(callouts),
        title=title,
        per=reading.per,
    )


def _amounts(drawn: Course, flow: Flow) -> tuple[Amount | None, ...]:
    return tuple(v.amount if v else None for v in drawn.lines.get(flow, ()))


def ticks(periods: Sequence[Period], voice: Voice) -> tuple[Tick, ...]:
    """Return the labels of the time axis: both ends first, then decades, fives, years."""
    ends = {0, len(periods) - 1}
    yearly = periods[0].months == 12
    few = len({period.year for period in periods}) <= _FEW_YEARS
    found = []
    for at, period in enumerate(periods):
        text = numerals.year(period.year)
        if at in ends:
            text = text if yearly else voice.period(period.start, period.end)
            found.append(Tick(at, text, 0))
        elif yearly or period.month == 1:
            rank = 1 if period.year % 10 == 0 else 2 if period.year % 5 == 0 else 3
            if rank < 3 or few or not yearly:
                found.append(Tick(at, text, rank))
    return tuple(found)


def records(reading: Reading, drawn: Course) -> tuple[Callout, ...]:
    """Return callouts for the highest surplus and the lowest deficit, unless they come last.

    They are called records only where the course holds the whole series.
    """
    held = drawn.held("balance")
    if not held:
        return ()
    high = max(held, key=lambda found: found[1].amount)
    low = min(held, key=lambda found: found[1].amount)
    found = []
    for (period, value), side, is_there in (
        (high, "surplus", high[1].amount > 0),
        (low, "deficit", low[1].amount < 0),
    ):
        if not is_there or period == held[-1][0]:
            continue
        shown = reading.shown(value, said(drawn.subject.key("balance"), period, value))
        voice = reading.voice
        words = voice.say(
            f"figure.record_{side}" if drawn.whole else "figure.extreme",
            when=voice.period(period.start, period.end),
            value=shown,
            **voice.flow_words,
        )
        found.append(Callout(drawn.periods.index(period), words, "record"))
    return tuple(found)
