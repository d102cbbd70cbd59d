"""An exhibit request to a `Figure`: what is plotted, its words, its source, its numbers.

Everything is decided here but size: labels are text, the plot is exact. What is said
under the figure (source, corrections) is computed from the numbers that are plotted.
Nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from publisher import numerals
from publisher.content.models import FigureSpec
from publisher.credits import concerning, source_line
from publisher.data.model import Flow, Misuse, NotAvailable, Period, Value
from publisher.errors import Finding, StageFailed
from publisher.figures import comparison, course, description
from publisher.figures.course import Course
from publisher.figures.model import Figure
from publisher.figures.plots import Amount, Callout, Panel, Panels
from publisher.figures.reading import Reading, Subject, failed, said
from publisher.figures.rows import Rows, code_of, over_time
from publisher.narrative.model import (
    Bound,
    ExhibitRequest,
    Inline,
    Link,
    Note,
    Text,
    plain,
)
from publisher.styles.models import FigureStyle, KindStyle

__all__ = ["specify"]

UNIT_TO_SIGN = {"USD": "US$", "EUR": "€", "GBP": "£"}


@dataclass(frozen=True, slots=True)
class _Made:
    """What a kind makes of a request."""

    plot: object
    alt: str
    rows: Rows
    span: str = ""


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
    notes = (*request.notes, *(corrections[index] for index in concerned))
    return Figure(
        id=request.id,
        title=request.title,
        unit=_unit(reading, made.span),
        notes=notes,
        source=source_line(balances.origins[name] for name in sorted(reading.inputs)),
        alt=request.alt or description.with_place(made.alt, request.id),
        rows=made.rows,
        bound=(*_bound(request.title), *reading.bound, *_bound_all(notes)),
        position=request.position,
        kind=reading.spec.kind,
        plot=made.plot,
        least=heights.least,
        height=heights.height,
        most=heights.most,
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
    sign = UNIT_TO_SIGN.get(reading.unit, reading.unit)
    unit = "percent" if reading.unit == "ratio" else f"{sign} {reading.scale}"
    words = [unit, span, measured]
    return (Text("; ".join(filter(None, words))),)


# --- the kinds


def _balance_bars(reading: Reading, request: ExhibitRequest) -> _Made:
    drawn = _one_course(reading)
    callouts = (*course.records(reading, drawn), *_marks(reading, request, drawn))
    lines = " with exports and imports as lines" if len(drawn.lines) > 1 else ""
    picture = f"A chart with the balance as bars about a zero line{lines},"
    if "balance" not in drawn.lines:
        picture = "A line chart"
    return _Made(
        course.panel(reading, drawn, callouts),
        description.over_time(reading, drawn, picture),
        over_time([drawn]),
    )


def _sparkline(reading: Reading, _: ExhibitRequest) -> _Made:
    if reading.spec.flow == "cover":
        return _cover_ratio(reading)
    _ask_for(reading, reading.spec.flow or "balance")
    drawn = _one_course(reading)
    picture = "A small chart" if "balance" in drawn.lines else "A small line chart"
    return _Made(
        course.panel(reading, drawn),
        description.over_time(reading, drawn, picture),
        over_time([drawn]),
    )


def _cover_ratio(reading: Reading) -> _Made:
    """Return exports as a percentage of imports, one line with both its ends labelled."""
    _ask_for(reading, "exports")
    drawn = course.course(reading, reading.subject(), _cover)
    held = drawn.held("exports")
    labels = []
    for period, value in (held[0], held[-1]):
        what = said(drawn.subject.key("exports"), period).replace("exports", "cover", 1)
        labels.append(reading.printed(numerals.percent(value.amount), value, what))
    when = numerals.period(held[0][0].start, held[0][0].end)
    ratios = tuple(v.amount * 100 if v else None for v in drawn.lines["exports"])
    first = Callout(drawn.periods.index(held[0][0]), f"{when}: {labels[0]}", "record")
    plot = Panel(
        balance=(), exports=ratios, last=(labels[1], "", ""), callouts=(first,)
    )
    alt = description.ratio(drawn, "exports as a percentage of imports")
    rows = [("sector", "period", "exports / imports")]
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
    panel = course.panel(reading, drawn, _marks(reading, request, drawn))
    reading.bound.clear()  # the cover's art prints no number of its own
    picture = "The cover's picture: the balance as bars about a zero line,"
    return _Made(
        replace(panel, last=("", "", ""), ticks=()),
        description.over_time(reading, drawn, picture),
        over_time([drawn]),
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
        reading, drawn, _marks(reading, request, drawn), title="By month"
    )
    below = course.panel(reading, sums, title="Sum of twelve months")
    picture = (
        "Two charts, one above the other: monthly balance as bars with exports and"
        " imports as lines, and below the sums of twelve months,"
    )
    return _Made(
        Panels((above, below), shared=False),
        description.over_time(reading, drawn, picture),
        over_time([drawn], sums),
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
    _refuse_marks(reading, request)
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
        Panels(panels), description.compared(reading, courses), over_time(courses)
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
    span = comparison.span_of(periods)
    return _Made(plot, description.grouped(reading, plot), over_time(courses), span)


def _ranked_bars(reading: Reading, request: ExhibitRequest) -> _Made:
    _refuse_marks(reading, request)
    found = comparison.order(reading)
    plot = comparison.ranking(reading, found)
    by = reading.spec.by or "partner"
    when = numerals.period(found.period.start, found.period.end)
    rows: list[tuple[str, ...]] = [
        ("rank", f"{by} code", by, "period", f"{found.flow} [{reading.unit}]")
    ]
    for rank, ((key, value), row) in enumerate(
        zip(found.values, plot.rows, strict=True), start=1
    ):
        code = key.sector if by == "sector" else key.partner
        amount = numerals.machine(value.amount)
        rows.append((str(rank), code, row.name, when, amount))
    return _Made(plot, description.ranked(reading, found), tuple(rows))


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


def _marks(
    reading: Reading, request: ExhibitRequest, drawn: Course
) -> tuple[Callout, ...]:
    """Return the editor's words at years or months, each after its own name."""
    found, findings = [], []
    spec = reading.spec
    places = {_mark_name(period): at for at, period in enumerate(drawn.periods)}
    for name, words in request.marks.items():
        reading.bound.extend(_bound(words))
        if name in places:
            found.append(Callout(places[name], f"{name}: {plain(words)}", "mark"))
            continue
        first, last = (_mark_name(p) for p in (drawn.periods[0], drawn.periods[-1]))
        message = f"the figure {spec.id!r} shows nothing at {name!r} to mark"
        hint = f"it runs from {first} to {last}"
        findings.append(Finding("FIGURE-05", message, spec.at("marks", name), hint))
    if findings:
        raise StageFailed(findings)
    return tuple(found)


def _mark_name(period: Period) -> str:
    return str(period.year) if period.months == 12 else period.end


def _refuse_marks(reading: Reading, request: ExhibitRequest) -> None:
    if request.marks:
        message = f"figures of the kind {reading.spec.kind} have no place for marks"
        hint = "remove marks:, or say it in notes:"
        raise failed(reading.spec.at("marks"), "FIGURE-05", message, hint)


def _bound(content: Iterable[Inline]) -> Iterable[Bound]:
    """Yield the records of the numbers printed in words, notes and links included."""
    for piece in content:
        if isinstance(piece, Text):
            yield from piece.bound
        elif isinstance(piece, Link | Note):
            yield from _bound(piece.content)


def _bound_all(notes: Iterable[tuple[Inline, ...]]) -> Iterable[Bound]:
    for note in notes:
        yield from _bound(note)
