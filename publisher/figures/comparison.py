"""Numbers side by side to the plot of a figure: rankings, and a few periods by flow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from publisher import numerals
from publisher.data.model import WORLD, Flow, Key, Misuse, Period, Value
from publisher.expressions.about import SUM
from publisher.figures.plots import (
    Group,
    GroupedPanel,
    GroupedPanels,
    Ranked,
    Ranking,
)
from publisher.figures.reading import (
    Reading,
    Subject,
    failed,
    said,
)
from publisher.numerals import ENGLISH, Voice

__all__ = ["Order", "grouped", "order", "ranking", "span_of"]


@dataclass(frozen=True, slots=True)
class Order:
    """A ranking before it is drawn: keys from the largest down, and their whole.

    ``whole`` is what the shares are of, None where shares have no meaning (balances).
    """

    flow: Flow
    period: Period
    values: tuple[tuple[Key, Value], ...]
    whole: Value | None


def order(reading: Reading) -> Order:
    """Return the ranking that the specification asks for.

    Raises
    ------
    StageFailed
        FIGURE-01 if nothing is at hand, FIGURE-04 if it cannot be ranked.
    """
    spec = reading.spec
    subject = reading.subject()
    flow: Flow = reading.flows[-1]
    period = Period.of_year(spec.last or reading.scope.reference_year)
    by = spec.by or "partner"
    try:
        keys = reading.balances.ordered(
            subject.series, flow, period, by, subject.sector
        )
    except Misuse as misuse:
        raise reading.misused(misuse) from misuse
    if not keys:
        raise reading.lacking(subject, f"{flow} by {by}")
    values = tuple(
        (key, reading.note(reading.balances.value(key, period))) for key in keys
    )
    whole = None if flow == "balance" else _whole(reading, subject, values, period)
    return Order(flow, period, values[: spec.limit], whole)


def _whole(
    reading: Reading,
    subject: Subject,
    values: Sequence[tuple[Key, Value]],
    period: Period,
) -> Value | None:
    """Return what the rows are parts of: their subject's own figure, else their sum."""
    flow = values[0][0].flow
    if reading.spec.by == "sector":
        return reading.balances.total([key for key, _ in values], period)
    return reading.take(subject.key(flow), period)


def ranking(reading: Reading, found: Order) -> Ranking:
    """Return the rows with their labels; the first is highlighted, or the one named."""
    spec = reading.spec
    reading.choose_scale(value.amount for _, value in found.values)
    codes = [_code(reading, key) for key, _ in found.values]
    if spec.highlight is not None and spec.highlight not in codes:
        message = f"the figure {spec.id!r} has no row {spec.highlight!r} to highlight"
        hint = f"its rows are {', '.join(codes)}"
        raise failed(spec.at("highlight"), "FIGURE-05", message, hint)
    chosen = spec.highlight or codes[0]
    rows = []
    for code, (key, value) in zip(codes, found.values, strict=True):
        what = said(key, found.period)
        share = _share(reading, found, value, what)
        shown = reading.shown(value, what)
        rows.append(
            Ranked(reading.name(code), value.amount, shown, share, code == chosen)
        )
    beside = _share_head(reading) if found.whole is not None else ""
    return Ranking(tuple(rows), beside, signed=found.flow == "balance")


def _share(reading: Reading, found: Order, value: Value, what: str) -> str:
    """Return a row's share of the whole, "" where there is none."""
    whole = found.whole
    if whole is None or not whole.amount:
        return ""
    ratio = Fraction(value.amount) / Fraction(whole.amount)
    if set(value.cells) <= set(whole.cells):  # spares the union of hundreds of cells
        part = replace(whole, amount=ratio, unit="ratio")
    else:
        part = value.derive(ratio, "ratio", whole)
    text = reading.voice.percent(ratio)
    return reading.printed(
        text, part, f"{what} / {_said_of_whole(reading, found)}", "percent"
    )


def _said_of_whole(reading: Reading, found: Order) -> str:
    """Return the expression that gives what the rows are parts of."""
    key = found.values[0][0]
    if reading.spec.by == "sector":
        return said(replace(key, sector=SUM), found.period)
    return said(reading.subject().key(found.flow), found.period)


def _code(reading: Reading, key: Key) -> str:
    return key.sector if reading.spec.by == "sector" else key.partner


def _share_head(reading: Reading) -> str:
    """Return what the shares are shares of, in a word or two."""
    voice = reading.voice
    if reading.spec.by == "sector":
        count = len(reading.balances.sectors(reading.series))
        number = voice.cardinal(count)
        return voice.say_counted("figure.share_of_sectors", count, number=number)
    subject = reading.subject()
    if subject.partner == WORLD:
        return voice.say("figure.share")
    count = len(reading.balances.partners(subject.series, subject.sector))
    return voice.say_counted(
        "figure.share_of_partners", count, number=voice.count(count)
    )


def grouped(reading: Reading, subjects: Sequence[Subject]) -> GroupedPanels:
    """Return one panel for each subject, with all periods at hand, flow by flow.

    Raises
    ------
    StageFailed
        FIGURE-01 if nothing is at hand, FIGURE-04 if the periods are not alike.
    """
    spec = reading.spec
    wanted = reading.flows
    held = {
        period
        for subject in subjects
        for flow in wanted
        for period in reading.periods(subject, flow)
    }
    if not held:
        raise reading.lacking(reading.subject(), " and ".join(wanted))
    periods = sorted(held)
    if len({period.months for period in periods}) > 1:
        message = "periods of different lengths are not drawn together"
        hint = "choose them with from: and to:, or name another series"
        raise failed(spec.at(), "FIGURE-04", message, hint)
    taken = {
        (subject, flow, period): _needed(reading, subject, flow, period)
        for subject in subjects
        for flow in wanted
        for period in periods
    }
    reading.choose_scale(value.amount for value in taken.values())
    panels = tuple(
        GroupedPanel(
            subject.title,
            tuple(
                Group(
                    reading.voice.flow(flow),
                    flow == "balance",
                    tuple(
                        (value.amount, reading.shown(value, said(subject.key(flow), p)))
                        for p in periods
                        for value in (taken[subject, flow, p],)
                    ),
                )
                for flow in wanted
            ),
        )
        for subject in subjects
    )
    return GroupedPanels(panels, _names(periods, reading.voice), reading.per)


def _needed(reading: Reading, subject: Subject, flow: Flow, period: Period) -> Value:
    value = reading.take(subject.key(flow), period)
    if value is None:
        raise reading.lacking(
            subject, f"{flow} in {ENGLISH.period(period.start, period.end)}"
        )
    return value


def _names(periods: Sequence[Period], voice: Voice) -> tuple[str, ...]:
    """Return the periods' names: the year alone where only the year differs."""
    if span_of(periods, voice):
        return tuple(numerals.year(period.year) for period in periods)
    return tuple(voice.period(period.start, period.end) for period in periods)


def span_of(periods: Sequence[Period], voice: Voice) -> str:
    """Return the months that all periods have in common, "" if they are not the same."""
    spans = {(period.start[5:], period.end[5:]) for period in periods}
    years = {period.start[:4] == period.end[:4] for period in periods}
    if len(spans) > 1 or False in years:
        return ""
    first, last = (int(month) for month in spans.pop())
    if (first, last) == (1, 12):
        return ""
    if first == last:
        return voice.month_name(first)
    names = voice.month_name(first), voice.month_name(last)
    return voice.say("number.months", first=names[0], last=names[1])
