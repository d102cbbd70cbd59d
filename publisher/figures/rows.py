"""The exact numbers behind a figure, as other programs read them (``data/<exhibit>.csv``)."""

from __future__ import annotations

from collections.abc import Sequence

from publisher import numerals
from publisher.data.model import Period, Value
from publisher.figures.course import Course
from publisher.figures.reading import FLOWS
from publisher.numerals import Voice

__all__ = ["Rows", "code_of", "over_time"]

Rows = tuple[tuple[str, ...], ...]


def over_time(
    courses: Sequence[Course], voice: Voice, sums: Course | None = None
) -> Rows:
    """Return the exact numbers of courses for other programs, in the base of their unit."""
    flows = [flow for flow in FLOWS if any(flow in c.lines for c in courses)]
    units = {v.unit for c in courses for flow in flows for _, v in c.held(flow)}
    unit = f" [{', '.join(sorted(units))}]"
    head = ["sector", "period", *(f"{voice.flow_within(flow)}{unit}" for flow in flows)]
    if sums:
        head += [
            voice.say("figure.csv_twelve_months", flow=voice.flow_within(flow)) + unit
            for flow in flows
        ]
    rows = [tuple(head)]
    for drawn in courses:
        for at, period in enumerate(drawn.periods):
            lines = [drawn.lines.get(flow) for flow in flows]
            if sums:
                lines += [sums.lines.get(flow) for flow in flows]
            numbers = (_number(line[at] if line else None) for line in lines)
            rows.append((drawn.subject.sector, code_of(period), *numbers))
    return tuple(rows)


def _number(value: Value | None) -> str:
    return numerals.machine(value.amount) if value else ""


def code_of(period: Period) -> str:
    """Return a period as programs write it: 2025, 2026-07, 2024-01/2024-03."""
    if period.is_year:
        return str(period.year)
    if period.months == 1:
        return period.start
    return f"{period.start}/{period.end}"
