"""A figure in words, for those who do not see it: what is drawn, its course, its extremes.

Two to four sentences that never repeat the title and end with where the numbers are.
Numbers are rounded as on the labels; the sentences are the phrases ``figure_alt`` of the
publication's language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from publisher.data.model import Flow, Period, Value
from publisher.figures.comparison import Order
from publisher.figures.course import Course
from publisher.figures.plots import GroupedPanels
from publisher.figures.reading import Reading
from publisher.numerals import Voice

__all__ = ["compared", "grouped", "over_time", "ranked", "ratio", "with_place"]

_Held = Sequence[tuple[Period, Value]]


def with_place(reading: Reading, said: str, exhibit: str) -> str:
    """Return the description with where its numbers are."""
    return _say(reading.voice, "place", said=said, file=f"data/{exhibit}.csv")


def over_time(reading: Reading, drawn: Course, picture: str) -> str:
    """Describe one course: ``picture`` is the phrase that says what is drawn."""
    voice = reading.voice
    shown = _say(voice, picture, **voice.flow_words)
    span = _span(voice, drawn.periods)
    sentences = [_say(voice, "opening", picture=shown, span=span)]
    balance = drawn.held("balance")
    if balance:
        sentences.append(_balance(reading, balance))
    else:
        flow: Flow = "exports" if drawn.held("exports") else "imports"
        course = _course(voice, drawn.held(flow), _teller(reading), several=True)
        name = voice.flow(flow)
        sentences.append(_say(voice, "flow", Flow=name, course=course))
    ends = [
        _say(
            voice,
            "end" if end[0] == drawn.periods[-1] else "end_before",
            flow=voice.flow_within(flow),
            value=_said(reading, end[1]),
            when=voice.period(*end[0]),
        )
        for flow in _LINES
        if balance and (end := drawn.last(flow)) is not None
    ]
    if ends:
        sentences.append(_say(voice, "ends", flows=voice.listed(ends)))
    return " ".join(sentences)


_LINES: tuple[Flow, ...] = ("exports", "imports")


def ratio(reading: Reading, drawn: Course) -> str:
    """Describe a line of percentages, of exports by imports."""
    voice = reading.voice
    course = _course(
        voice, drawn.held("exports"), lambda value: voice.percent(value.amount)
    )
    span = _span(voice, drawn.periods)
    return _say(voice, "ratio", span=span, course=course, **voice.flow_words)


def compared(reading: Reading, courses: Sequence[Course]) -> str:
    """Describe several courses on one scale, by their last balances."""
    voice = reading.voice
    flow: Flow = reading.flows[-1]
    ends = [
        (course.subject.title, end)
        for course in courses
        if (end := course.last(flow)) is not None
    ]
    ends.sort(key=lambda found: -found[1][1].amount)
    span = _span(voice, courses[0].periods)
    sentences = [_counted(voice, "panels", len(courses), span=span)]
    if ends:
        (best, (period, high)), (worst, (_, low)) = ends[0], ends[-1]
        sentences.append(
            _say(
                voice,
                "panel_ends",
                when=_when(voice, period),
                flow=voice.flow_within(flow),
                best=best,
                high=_said(reading, high),
                worst=worst,
                low=_said(reading, low),
            )
        )
    if flow == "balance":
        minus = sum(end.amount < 0 for _, (_, end) in ends)
        of = voice.cardinal(len(ends))
        words = voice.flow_words
        sentences.append(_counted(voice, "in_deficit", minus, of=of, **words))
    return " ".join(sentences)


def ranked(reading: Reading, found: Order) -> str:
    """Describe a ranking: its ends, and how much of the whole is at the top."""
    voice = reading.voice
    (first, high), (last, low) = found.values[0], found.values[-1]
    by_sector = reading.spec.by == "sector"
    sentences = [
        _counted(
            voice,
            "bars_ranked",
            len(found.values),
            flow=voice.flow_within(found.flow),
            when=_when(voice, found.period),
        ),
        _say(
            voice,
            "leads",
            top=reading.name(first.sector if by_sector else first.partner),
            high=_said(reading, high),
            foot=reading.name(last.sector if by_sector else last.partner),
            low=_said(reading, low),
        ),
    ]
    if found.whole is not None and found.whole.amount:
        whole = Fraction(found.whole.amount)
        shown = sum(value.amount for _, value in found.values)
        head = voice.percent(high.amount / whole)
        together = voice.percent(shown / whole)
        name = "first_share" if shown == whole else "first_and_shown_share"
        sentences.append(_say(voice, name, share=head, together=together))
    return " ".join([*sentences, *_chosen(reading, found)])


def _chosen(reading: Reading, found: Order) -> Iterable[str]:
    """Yield the sentence about the row that the content highlights."""
    voice = reading.voice
    by_sector = reading.spec.by == "sector"
    for place, (key, value) in enumerate(found.values, start=1):
        code = key.sector if by_sector else key.partner
        if code == reading.spec.highlight and 1 < place < len(found.values):
            name, shown = reading.name(code), _said(reading, value)
            rank = voice.place(place)
            yield _say(voice, "highlighted", name=name, place=rank, value=shown)


def grouped(reading: Reading, plot: GroupedPanels) -> str:
    """Describe a few periods side by side: the balance of each panel, first to last."""
    voice = reading.voice
    periods = voice.listed(plot.periods[-2:])
    sentences = [_counted(voice, "groups", len(plot.panels), periods=periods)]
    told = [
        _say(
            voice,
            "group_course",
            panel=panel.title,
            first=reading.spoken(group.bars[0][0]),
            last=reading.spoken(group.bars[-1][0]),
        )
        for panel in plot.panels
        for group in panel.groups[-1:]
    ]
    courses = _say(voice, "group_between").join(told)
    flow = voice.flow_within(reading.flows[-1])
    sentences.append(_say(voice, "group_courses", flow=flow, courses=courses))
    return " ".join(sentences)


def _balance(reading: Reading, held: _Held) -> str:
    values = [value.amount for _, value in held]
    below = sum(amount < 0 for amount in values)
    name = "balance"
    if below == 0:
        name = "balance_surplus"
    elif below == len(values):
        name = "balance_deficit"
    voice = reading.voice
    course = _course(voice, held, _teller(reading))
    return _say(voice, name, course=course, **voice.flow_words)


def _course(
    voice: Voice, held: _Held, say: Callable[[Value], str], *, several: bool = False
) -> str:
    """Return direction, ends and extremes: "falls from … in 1989 to … in 2025; …".

    ``several`` says that what falls is said in the plural ("exports fall").
    """
    (start, first), (end, last) = held[0], held[-1]
    verb = "goes"
    if last.amount != first.amount:
        verb = "rises" if last.amount > first.amount else "falls"
    high = max(held, key=lambda found: found[1].amount)
    low = min(held, key=lambda found: found[1].amount)
    extremes = [
        _say(voice, name, value=say(value), when=_when(voice, period))
        for name, (period, value) in (("highest", high), ("lowest", low))
        if period not in {start, end}
    ]
    known = [
        name
        for name, (period, _) in (("highest_of_all", high), ("lowest_of_all", low))
        if period == end and len(held) > 1
    ]
    said = _say(
        voice,
        "course",
        verb=voice.say_counted(f"figure_alt.{verb}", 2 if several else 1),
        first=say(first),
        start=_when(voice, start),
        last=say(last),
        end=_when(voice, end),
    )
    said += "".join(_say(voice, name) for name in known[:1])
    return "; ".join([said, *extremes])


def _say(voice: Voice, name: str, /, **fields: str) -> str:
    return voice.say(f"figure_alt.{name}", **fields)


def _counted(voice: Voice, name: str, count: int, /, **fields: str) -> str:
    """Return a sentence that opens with a number."""
    said = voice.cardinal(count)
    opening = said[:1].upper() + said[1:]
    return voice.say_counted(f"figure_alt.{name}", count, Number=opening, **fields)


def _teller(reading: Reading) -> Callable[[Value], str]:
    return lambda value: _said(reading, value)


def _said(reading: Reading, value: Value) -> str:
    return reading.spoken(value.amount, value.precision)


def _when(voice: Voice, period: Period) -> str:
    return voice.spoken(voice.period(period.start, period.end))


def _span(voice: Voice, periods: Sequence[Period]) -> str:
    first, last = periods[0], periods[-1]
    each = {1: "each_month", 12: "each_year"}.get(first.months, "each_period")
    return _say(voice, each, first=_when(voice, first), last=_when(voice, last))
