"""What a figure reads from the balances, kept with the cells it came from.

A `Reading` belongs to one figure: it finds the numbers, prints their labels and
remembers both, so that source line, notes and record of printed numbers are those of
exactly what is plotted. It draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from publisher import numerals
from publisher.content.models import FigureSpec
from publisher.data.balances import Balances
from publisher.data.model import Flow, Key, Misuse, NotAvailable, Period, Value
from publisher.errors import Finding, StageFailed
from publisher.expressions import Recipe
from publisher.expressions.scope import Scope
from publisher.figures.plots import Amount
from publisher.numerals import ENGLISH, Voice
from publisher.provenance import Bound, Cell, Position

__all__ = ["FLOWS", "Reading", "Subject", "failed", "said"]

FLOWS: tuple[Flow, ...] = ("exports", "imports", "balance")
_BILLIONS_FROM = 10**9
_MILLIONS_FROM = 10**7
_THOUSANDS_FROM = 10**5
"""Numbers of five figures are printed as they are."""
_WHOLE_FROM = 100
"""From so many of its scale on, a number below billions is printed without decimals."""
_PRINTED_FROM = _BILLIONS_FROM // 20
"""The least that prints as more than 0.0 billion."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What one panel or figure is about."""

    series: str
    sector: str
    partner: str
    title: str = ""

    def key(self, flow: Flow) -> Key:
        """Return which numbers, in one flow."""
        return Key(self.series, self.sector, flow, self.partner)


@dataclass
class Reading:
    """The numbers of one figure, as they are taken."""

    spec: FigureSpec
    scope: Scope
    position: Position
    scale: numerals.Scale = "billions"
    places: int = 1
    unit: str = ""
    concept: str = ""
    cells: dict[Cell, None] = field(default_factory=dict)
    inputs: dict[str, None] = field(default_factory=dict)
    bound: list[Bound] = field(default_factory=list)

    @property
    def balances(self) -> Balances:
        """The edition's numbers."""
        return self.scope.balances

    @property
    def voice(self) -> Voice:
        """The publication's language."""
        return self.scope.voice

    @property
    def per(self) -> int:
        """How much of the base unit makes one on the axis."""
        return numerals.SCALES[self.scale]

    @property
    def series(self) -> str:
        """The series that the specification or its part names.

        Raises
        ------
        StageFailed
            With FIGURE-02 if neither does, or the edition has no such series.
        """
        series = self.scope.series
        if series is not None and series in self.balances.series:
            return series
        known = ", ".join(self.balances.series)
        message = (
            f"the edition has no series {series!r}"
            if series
            else "neither the figure nor its part names a series"
        )
        hint = f"name one in series:, known are {known}"
        raise failed(self.spec.at("series"), "FIGURE-02", message, hint)

    @property
    def flows(self) -> tuple[Flow, ...]:
        """The flows to plot: the one that the specification names, else all three."""
        flow = self.spec.flow
        return FLOWS if flow is None or flow == "cover" else (flow,)

    def subject(self, sector: str | None = None, title: str = "") -> Subject:
        """Return the figure's own subject, or the same of another sector."""
        series = self.series
        partner = self.scope.partner or self.balances.info(series).whole
        return Subject(series, sector or self.scope.sector, partner, title)

    def subjects(self) -> tuple[Subject, ...]:
        """Return one subject for each sector at hand if the figure compares sectors."""
        if self.spec.by != "sector":
            return (self.subject(title=self.name(self.scope.sector)),)
        return tuple(
            self.subject(sector, self.name(sector))
            for sector in self.balances.sectors(self.series)
            if any(self.periods(self.subject(sector), flow) for flow in FLOWS)
        )

    def name(self, code: str) -> str:
        """Return the printed name of a sector or partner; a code without one speaks itself."""
        return self.scope.name_of(code) or code

    def periods(self, subject: Subject, flow: Flow) -> tuple[Period, ...]:
        """Return the periods at hand within the figure's years.

        A yearly figure ends in the reference year, any other at the closing date.
        """
        try:
            held = self.balances.periods(
                subject.series, subject.sector, flow, subject.partner
            )
        except Misuse as misuse:
            raise self.misused(misuse) from misuse
        yearly = self.balances.info(subject.series).frequency == "year"
        last = self.spec.last or (self.scope.reference_year if yearly else 9999)
        closing = self.scope.closing_date[:7] or "9999-12"
        return tuple(
            period
            for period in held
            if (self.spec.first or 0) <= period.year <= last and period.end <= closing
        )

    def take(self, key: Key, period: Period) -> Value | None:
        """Return one number that is plotted, None if it is not available."""
        try:
            return self.note(self.balances.value(key, period))
        except NotAvailable:
            return None

    def line(self, key: Key, periods: Sequence[Period]) -> tuple[Value | None, ...]:
        """Return one number for each period."""
        return tuple(self.take(key, period) for period in periods)

    def note(self, value: Value) -> Value:
        """Remember where a plotted number came from."""
        self.cells.update(dict.fromkeys(value.cells))
        self.inputs.update(dict.fromkeys(value.inputs))
        self.unit = self.unit or value.unit
        self.concept = self.concept or value.concept
        return value

    def choose_scale(self, amounts: Iterable[Amount]) -> None:
        """Count in billions, or in what is smaller where that says more.

        That is where no number reaches a billion, or where none reaches ten and some
        would print as zero.
        """
        sizes = [max(amount, -amount) for amount in amounts]
        largest = max(sizes, default=0)
        lost = any(0 < size < _PRINTED_FROM for size in sizes)
        few = largest < _BILLIONS_FROM or (lost and largest < 10 * _BILLIONS_FROM)
        self.scale = "billions"
        if few:
            self.scale = _smaller(largest)
        whole = self.scale == "ones" or (
            few and largest >= _WHOLE_FROM * numerals.SCALES[self.scale]
        )
        self.places = 0 if whole else 1

    def shown(self, value: Value, said: str) -> str:
        """Return the label of a number and remember that it is printed.

        ``said`` is the expression that gives the same number, for the record.
        """
        places = numerals.places_known(value.precision, self.scale, self.places)
        text = self.voice.number(value.amount, self.scale, places)
        how = "in_ones" if self.scale == "ones" else f"in_{self.scale}({places})"
        return self.printed(text, value, said, how)

    def printed(self, text: str, value: Value, said: str, how: str) -> str:
        """Remember that ``text`` prints ``value``, and return it.

        ``how`` is the filter that prints the same of what is ``said``.
        """
        data = (value.cells, value.inputs)
        again = Recipe(f"({said}) | {how}", self.scope)
        self.bound.append(Bound(text, said, self.position, *data, again=again))
        return text

    def spoken(self, amount: Amount, precision: int = 0) -> str:
        """Return a number as a sentence says it: "minus 414.7 billion dollars"."""
        places = numerals.places_known(precision, self.scale, self.places)
        voice = self.voice
        if not voice.has_unit(self.unit):
            return voice.spoken(voice.number(amount, self.scale, places))
        text = voice.amount(amount, self.unit, self.scale, places, short=False)
        return voice.spoken(text).replace(numerals.NO_BREAK_SPACE, " ")

    def misused(self, misuse: Misuse) -> StageFailed:
        """Return the finding for what the content asked of the numbers in vain."""
        return failed(self.spec.at(), "FIGURE-04", misuse.what, misuse.hint)

    def lacking(self, subject: Subject, flow: str) -> StageFailed:
        """Return the finding of a figure that has nothing to plot."""
        span = _span(self.spec.first, self.spec.last)
        message = (
            f"the figure {self.spec.id!r} has no data: {flow} of {subject.sector}"
            f"{span} (series {subject.series})"
        )
        hint = (
            "write the figure under when: available(…), and say otherwise: what lacks"
        )
        return failed(self.spec.at(), "FIGURE-01", message, hint)


def _smaller(largest: Amount) -> numerals.Scale:
    """Return the scale in which numbers below a billion, or little above it, say most."""
    if largest >= _MILLIONS_FROM:
        return "millions"
    return "thousands" if largest >= _THOUSANDS_FROM else "ones"


def said(key: Key, period: Period, value: Value | None = None) -> str:
    """Return the expression that gives a number: what the record of a label says.

    ``value`` may be the sum of the months that end with the period.
    """
    when = f"period='{period.start}/{period.end}'"
    if period.is_year:
        when = f"year={period.year}"
    about = f"series='{key.series}', sector='{key.sector}', partner='{key.partner}'"
    if value is not None and value.period not in {None, period}:
        months = value.period.months if value.period else 0
        return f"rolling('{key.flow}', months={months}, {about}, {when})"
    return f"{key.flow}({about}, {when})"


def failed(where: Position, code: str, message: str, hint: str | None) -> StageFailed:
    """Return the failure of one fault of a specification."""
    return StageFailed([Finding(code, message, where, hint)])


def _span(first: int | None, last: int | None) -> str:
    if first and last:
        return f" in {ENGLISH.year_range(first, last)}"
    if first or last:
        return f" {'from' if first else 'to'} {first or last}"
    return ""
