"""A figure in words, for those who do not see it: what is drawn, its course, its extremes.

Two to four sentences that never repeat the title and end with where the numbers are.
Numbers are rounded as on the labels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from publisher import numerals
from publisher.data.model import Flow, Period, Value
from publisher.figures.comparison import Order
from publisher.figures.course import Course
from publisher.figures.plots import GroupedPanels
from publisher.figures.reading import Reading

__all__ = ["compared", "grouped", "over_time", "ranked", "ratio", "with_place"]


def with_place(said: str, exhibit: str) -> str:
    """Return the description with where its numbers are."""
    return f"{said} All numbers are in the file data/{exhibit}.csv."


def over_time(reading: Reading, drawn: Course, picture: str) -> str:
    """Describe one course: ``picture`` says what is drawn, of which flows."""
    sentences = [f"{picture} {_span(drawn.periods)}."]
    balance = drawn.held("balance")
    if balance:
        sentences.append(_balance(reading, balance))
    else:
        flow: Flow = "exports" if drawn.held("exports") else "imports"
        held = drawn.held(flow)
        told = _course(held, lambda value: _said(reading, value))
        sentences.append(
            f"{flow.capitalize()} {told.replace('rises', 'rise').replace('falls', 'fall')}."
        )
    lines = [
        f"{flow} are {_said(reading, end[1])}"
        for flow in ("exports", "imports")
        if balance and (end := drawn.last(flow)) is not None
    ]
    if lines:
        sentences.append(f"At the end {' and '.join(lines)}.")
    return " ".join(sentences)


def ratio(drawn: Course, what: str) -> str:
    """Describe a line of percentages."""
    held = drawn.held("exports")
    told = _course(held, lambda value: numerals.percent(value.amount))
    return f"A small line chart of {what}, {_span(drawn.periods)}. The line {told}."


def compared(reading: Reading, courses: Sequence[Course]) -> str:
    """Describe several courses on one scale, by their last balances."""
    flow: Flow = reading.flows[-1]
    ends = [
        (course.subject.title, end)
        for course in courses
        if (end := course.last(flow)) is not None
    ]
    ends.sort(key=lambda found: -found[1][1].amount)
    count = numerals.words(len(courses))
    noun = numerals.plural(len(courses), "panel", "panels")
    sentences = [
        f"{count.capitalize()} {noun} of bars on one scale, {_span(courses[0].periods)}."
    ]
    if ends:
        (best, (period, high)), (worst, (_, low)) = ends[0], ends[-1]
        sentences.append(
            f"In {_when(period)} the {flow} is highest in {best},"
            f" {_said(reading, high)}, and lowest in {worst}, {_said(reading, low)}."
        )
    if flow == "balance":
        minus = sum(end.amount < 0 for _, (_, end) in ends)
        sentences.append(
            f"{numerals.words(minus).capitalize()} of {numerals.words(len(ends))}"
            f" {numerals.plural(minus, 'is', 'are')} in deficit."
        )
    return " ".join(sentences)


def ranked(reading: Reading, found: Order) -> str:
    """Describe a ranking: its ends, and how much of the whole is at the top."""
    count = numerals.words(len(found.values))
    bars = numerals.plural(len(found.values), "bar", "bars")
    (first, high), (last, low) = found.values[0], found.values[-1]
    by_sector = reading.spec.by == "sector"
    top = reading.name(first.sector if by_sector else first.partner)
    foot = reading.name(last.sector if by_sector else last.partner)
    sentences = [
        (
            f"{count.capitalize()} horizontal {bars} of {found.flow} in"
            f" {_when(found.period)}, the largest first."
        ),
        (
            f"{top} leads with {_said(reading, high)}; {foot} is last with"
            f" {_said(reading, low)}."
        ),
    ]
    if found.whole is not None and found.whole.amount:
        whole = Fraction(found.whole.amount)
        shown = sum(value.amount for _, value in found.values)
        head = numerals.percent(high.amount / whole)
        together = numerals.percent(shown / whole)
        part = "" if shown == whole else f", all that are shown {together}"
        sentences.append(f"The first has {head} of the whole{part}.")
    return " ".join([*sentences, *_chosen(reading, found)])


def _chosen(reading: Reading, found: Order) -> Iterable[str]:
    """Yield the sentence about the row that the content highlights."""
    by_sector = reading.spec.by == "sector"
    for place, (key, value) in enumerate(found.values, start=1):
        code = key.sector if by_sector else key.partner
        if code == reading.spec.highlight and 1 < place < len(found.values):
            yield (
                f"{reading.name(code)} is {numerals.ordinal(place)} with"
                f" {_said(reading, value)}."
            )


def grouped(reading: Reading, plot: GroupedPanels) -> str:
    """Describe a few periods side by side: the balance of each panel, first to last."""
    count = numerals.words(len(plot.panels))
    noun = numerals.plural(len(plot.panels), "panel", "panels")
    names = " and ".join(plot.periods[-2:])
    sentences = [
        (
            f"{count.capitalize()} {noun} of upright bars on one scale, one for each flow"
            f" in {names}."
        )
    ]
    told = [
        f"{panel.title} from {reading.spoken(group.bars[0][0])}"
        f" to {reading.spoken(group.bars[-1][0])}"
        for panel in plot.panels
        for group in panel.groups[-1:]
    ]
    flow = plot.panels[0].groups[-1].name.lower()
    sentences.append(f"The {flow} goes in {'; in '.join(told)}.")
    return " ".join(sentences)


def _balance(reading: Reading, held: Sequence[tuple[Period, Value]]) -> str:
    values = [value.amount for _, value in held]
    below = sum(amount < 0 for amount in values)
    if below == 0:
        side = "The balance is in surplus throughout: it"
    elif below == len(values):
        side = "The balance is in deficit throughout: it"
    else:
        side = "The balance"
    return f"{side} {_course(held, lambda value: _said(reading, value))}."


def _course(held: Sequence[tuple[Period, Value]], say: Callable[[Value], str]) -> str:
    """Return direction, ends and extremes: "falls from … in 1989 to … in 2025; …"."""
    (start, first), (end, last) = held[0], held[-1]
    verb = "goes"
    if last.amount != first.amount:
        verb = "rises" if last.amount > first.amount else "falls"
    high = max(held, key=lambda found: found[1].amount)
    low = min(held, key=lambda found: found[1].amount)
    extremes = [
        f"the {word} is {say(value)} in {_when(period)}"
        for word, (period, value) in (("highest", high), ("lowest", low))
        if period not in {start, end}
    ]
    known = [
        f"the {word}"
        for word, (period, _) in (("highest", high), ("lowest", low))
        if period == end and len(held) > 1
    ]
    said = f"{verb} from {say(first)} in {_when(start)} to {say(last)} in {_when(end)}"
    if known:
        said += f", {known[0]} of all"
    return "; ".join([said, *extremes])


def _said(reading: Reading, value: Value) -> str:
    return reading.spoken(value.amount, value.precision)


def _when(period: Period) -> str:
    return numerals.spoken(numerals.period(period.start, period.end))


def _span(periods: Sequence[Period]) -> str:
    first, last = periods[0], periods[-1]
    each = {1: "month", 12: "year"}.get(first.months, "period")
    return f"for each {each} from {_when(first)} to {_when(last)}"
