"""An exhibit request to a `Figure`: what is plotted, its words, its source, its numbers.

Everything is decided here but size: labels are text, the plot is exact. What is said
under the figure (source, corrections) is computed from the numbers that are plotted.
Nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf

from publisher import numerals
from publisher.content.models import FigureSpec
from publisher.credits import concerning, source_line
from publisher.data.model import Flow, Misuse, NotAvailable, Period, Value
from publisher.figures import comparison, course, description, marks
from publisher.figures.course import Course
from publisher.figures.model import Figure
from publisher.figures.plots import Amount, Callout, Panel, Panels
from publisher.figures.reading import Reading, Subject, failed, said
from publisher.figures.rows import Rows, code_of, over_time
from publisher.narrative.model import (
    ExhibitRequest,
    Inline,
    Text,
    plain,
)
from publisher.styles.models import FigureStyle, KindStyle

__all__ = ["specify"]


_MOST_PER_BAR = 50.0  # points; two bars a hand apart are no ranking


@dataclass(frozen=True, slots=True)
class _Made:
    """What a kind makes of a request; ``most`` is what its height can put to use."""

    plot: object
    alt: str
    rows: Rows
    span: str = ""
    most: float = inf


def specify(
    request: ExhibitRequest,
    style: FigureStyle,
    corrections: Sequence[tuple[Inline, ...]] = (),
) -> Figure:
    """Return the figure, all of it text and exact numbers.

    ``corrections`` are the words of each record of ``corrections.yml``, in its order;
    those that concern a plotted number stand in the notes.

    Raises
    ------
    StageFailed
        With the findings of the figure.

    Findings
    --------
    FIGURE-01
        There are no data to plot.
    FIGURE-02
        Neither the figure nor its part names a series that the edition has.
    FIGURE-03
        The data do not reach an end that the figure must show.
    FIGURE-04
        What is asked for cannot be drawn together or compared.
    FIGURE-05
        A mark or a highlight stands on nothing that is plotted.
    FIGURE-06
        The style gives no heights for the kind.
    """
    spec = request.spec
    if not isinstance(spec, FigureSpec):
        msg = f"the exhibit {request.id!r} is not a figure"
        raise TypeError(msg)
    heights = _heights(style, spec)
    if spec.flow == "cover" and spec.kind != "sparkline":
        message = f"figures of the kind {spec.kind} do not show the cover ratio"
        hint = "use kind: sparkline, or another flow"
        raise failed(spec.at("flow"), "FIGURE-04", message, hint)
    reading = Reading(spec, request.scope, request.position)
    try:
        made = _KINDS[spec.kind](reading, request)
    except Misuse as misuse:
        raise reading.misused(misuse) from misuse
    return _finished(request, reading, made, corrections, heights)


def _finished(
    request: ExhibitRequest,
    reading: Reading,
    made: _Made,
    corrections: Sequence[tuple[Inline, ...]],
    heights: KindStyle,
) -> Figure:
    """Return the figure with all that must stand around its plot."""
    balances = request.scope.balances
    concerned = concerning(balances, reading.cells)
    most = max(heights.least, min(heights.most, made.most))
    notes = (*request.notes, *(corrections[index] for index in concerned))
    return Figure(
        id=request.id,
        title=request.title,
        unit=_unit(reading, made.span),
        notes=notes,
        source=source_line(
            (balances.origins[name] for name in sorted(reading.inputs)), reading.voice
        ),
        alt=plain(request.alt) or description.with_place(reading, made.alt, request.id),
        alt_words=request.alt,
        rows=made.rows,
        bound=(
            *marks.bound_in(request.title),
            *reading.bound,
            *marks.bound_in_all(notes),
            *marks.bound_in(request.alt),
        ),
        position=request.position,
        kind=reading.spec.kind,
        language=reading.voice.language,
        plot=made.plot,
        least=heights.least,
        height=min(heights.height, most),
        most=most,
    )


def _heights(style: FigureStyle, spec: FigureSpec) -> KindStyle:
    if spec.kind not in style.kinds:
        message = f"the style has no heights for figures of the kind {spec.kind!r}"
        hint = "add the kind under kinds: in styles/figure.yml"
        raise failed(spec.at("kind"), "FIGURE-06", message, hint)
    return style.kinds[spec.kind]


def _unit(reading: Reading, span: str) -> tuple[Inline, ...]:
    """Return the line under the title: unit, months if not a year, and what was measured."""
    measured, _, _valuation = reading.concept.partition(";")
    unit = reading.voice.unit_line(reading.unit, reading.scale)
    words = [unit, span, measured]
    line = "; ".join(filter(None, words))
    return tuple(Text(said, spoken=full) for said, full in reading.voice.pieces(line))


# --- the kinds


def _balance_bars(reading: Reading, request: ExhibitRequest) -> _Made:
    drawn = _one_course(reading)
    callouts = (*course.records(reading, drawn), *marks.marked(reading, request, drawn))
    picture = "bars_and_lines" if len(drawn.lines) > 1 else "bars"
    if "balance" not in drawn.lines:
        picture = "line"
    return _Made(
        course.panel(reading, drawn, callouts),
        description.over_time(reading, drawn, picture),
        over_time([drawn], reading.voice),
    )


def _sparkline(reading: Reading, _: ExhibitRequest) -> _Made:
    if reading.spec.flow == "cover":
        return _cover_ratio(reading)
    _ask_for(reading, reading.spec.flow or "balance")
    drawn = _one_course(reading)
    picture = "small" if "balance" in drawn.lines else "small_line"
    return _Made(
        course.panel(reading, drawn),
        description.over_time(reading, drawn, picture),
        over_time([drawn], reading.voice),
    )


def _cover_ratio(reading: Reading) -> _Made:
    """Return exports as a percentage of imports, one line with both its ends labelled."""
    _ask_for(reading, "exports")
    drawn = course.course(reading, reading.subject(), _cover)
    held, voice = drawn.held("exports"), reading.voice
    labels = []
    for period, value in (held[0], held[-1]):
        what = said(drawn.subject.key("exports"), period).replace("exports", "cover", 1)
        text = voice.percent(value.amount)
        labels.append(reading.printed(text, value, what, "percent"))
    when = voice.period(held[0][0].start, held[0][0].end)
    said_first = voice.say("figure.end", when=when, value=labels[0])
    ratios = tuple(v.amount * 100 if v else None for v in drawn.lines["exports"])
    first = Callout(drawn.periods.index(held[0][0]), said_first, "record")
    plot = Panel(
        balance=(), exports=ratios, last=(labels[1], "", ""), callouts=(first,)
    )
    alt = description.ratio(reading, drawn)
    names = voice.flow_within("exports"), voice.flow_within("imports")
    rows = [("sector", "period", " / ".join(names))]
    rows += [
        (drawn.subject.sector, code_of(period), numerals.machine(value.amount))
        for period, value in held
    ]
    return _Made(plot, alt, tuple(rows))


def _cover(reading: Reading, subject: Subject, _: Flow, period: Period) -> Value | None:
    """Return exports over imports of one period."""
    try:
        found = reading.balances.cover(
            subject.series, subject.sector, period, subject.partner
        )
    except NotAvailable:
        return None
    return reading.note(found)


def _ask_for(reading: Reading, flow: Flow) -> None:
    """Narrow the specification to one flow."""
    reading.spec = reading.spec.model_copy(update={"flow": flow})


def _cover_bars(reading: Reading, request: ExhibitRequest) -> _Made:
    _ask_for(reading, "balance")
    drawn = _one_course(reading)
    panel = course.panel(reading, drawn, marks.marked(reading, request, drawn))
    reading.bound.clear()  # the cover's art prints no number of its own
    return _Made(
        replace(panel, last=("", "", ""), ticks=()),
        description.over_time(reading, drawn, "cover"),
        over_time([drawn], reading.voice),
    )


def _monthly(reading: Reading, request: ExhibitRequest) -> _Made:
    drawn = course.course(reading, reading.subject())
    if drawn.periods[0].months != 1:
        message = f"the series {drawn.subject.series} is not one of months"
        hint = "name a monthly series in series:"
        raise failed(reading.spec.at("series"), "FIGURE-04", message, hint)
    sums = course.course(reading, drawn.subject, _year_to)
    reading.choose_scale(_amounts([drawn]))
    above = course.panel(
        reading,
        drawn,
        marks.marked(reading, request, drawn),
        title=reading.voice.say("figure.by_month"),
    )
    twelve = reading.voice.say("figure.twelve_months")
    below = course.panel(reading, sums, title=twelve)
    return _Made(
        Panels((above, below), shared=False),
        description.over_time(reading, drawn, "monthly"),
        over_time([drawn], reading.voice, sums),
    )


def _year_to(
    reading: Reading, subject: Subject, flow: Flow, period: Period
) -> Value | None:
    """Return the sum of the twelve months that end with this one."""
    try:
        return reading.note(reading.balances.rolling(subject.key(flow), period, 12))
    except NotAvailable:
        return None


def _small_multiples(reading: Reading, request: ExhibitRequest) -> _Made:
    marks.refuse(reading, request)
    if reading.spec.by == "partner":
        message = "small multiples compare sectors, not partners"
        hint = "write by: sector, or use ranked-bars"
        raise failed(reading.spec.at("by"), "FIGURE-04", message, hint)
    subjects = reading.subjects()
    if not subjects:
        raise reading.lacking(reading.subject(), "any flow by sector")
    if reading.balances.info(reading.series).frequency == "period":
        return _grouped(reading, subjects)
    courses = [course.course(reading, subject) for subject in subjects]
    reading.choose_scale(_amounts(courses))
    panels = tuple(_multiple(reading, drawn) for drawn in courses)
    return _Made(
        Panels(panels),
        description.compared(reading, courses),
        over_time(courses, reading.voice),
    )


def _multiple(reading: Reading, drawn: Course) -> Panel:
    """Return one small panel: no words at the ends of lines, the last balance labelled."""
    callouts = []
    end = drawn.last("balance")
    if end:
        shown = reading.shown(end[1], said(drawn.subject.key("balance"), end[0]))
        callouts.append(Callout(drawn.periods.index(end[0]), shown, "last"))
    kept = list(reading.bound)
    panel = course.panel(reading, drawn, callouts, drawn.subject.title)
    reading.bound[:] = kept  # the ends of the lines are not labelled here
    ends = tuple(tick for tick in panel.ticks if tick.rank == 0)
    return replace(panel, last=("", "", ""), ticks=ends)


def _grouped(reading: Reading, subjects: Sequence[Subject]) -> _Made:
    plot = comparison.grouped(reading, subjects)
    flows = reading.flows
    periods = sorted(
        {p for s in subjects for flow in flows for p in reading.periods(s, flow)}
    )
    courses = [
        Course(
            subject,
            tuple(periods),
            {flow: reading.line(subject.key(flow), periods) for flow in flows},
            whole=False,
        )
        for subject in subjects
    ]
    span = comparison.span_of(periods, reading.voice)
    return _Made(
        plot,
        description.grouped(reading, plot),
        over_time(courses, reading.voice),
        span,
    )


def _ranked_bars(reading: Reading, request: ExhibitRequest) -> _Made:
    marks.refuse(reading, request)
    found = comparison.order(reading)
    plot = comparison.ranking(reading, found)
    by = reading.spec.by or "partner"
    when = reading.voice.period(found.period.start, found.period.end)
    rows: list[tuple[str, ...]] = [
        (
            "rank",
            f"{by} code",
            by,
            "period",
            f"{reading.voice.flow_within(found.flow)} [{reading.unit}]",
        )
    ]
    for rank, ((key, value), row) in enumerate(
        zip(found.values, plot.rows, strict=True), start=1
    ):
        code = key.sector if by == "sector" else key.partner
        amount = numerals.machine(value.amount)
        rows.append((str(rank), code, row.name, when, amount))
    alt = description.ranked(reading, found)
    return _Made(plot, alt, tuple(rows), most=_MOST_PER_BAR * (len(plot.rows) + 1))


_KINDS: Mapping[str, Callable[[Reading, ExhibitRequest], _Made]] = {
    "balance-bars": _balance_bars,
    "cover-bars": _cover_bars,
    "monthly": _monthly,
    "ranked-bars": _ranked_bars,
    "small-multiples": _small_multiples,
    "sparkline": _sparkline,
}


# --- within


def _one_course(reading: Reading) -> Course:
    drawn = course.course(reading, reading.subject())
    reading.choose_scale(_amounts([drawn]))
    return drawn


def _amounts(courses: Iterable[Course]) -> Iterable[Amount]:
    for drawn in courses:
        for flow in drawn.lines:
            for _, value in drawn.held(flow):
                yield value.amount
