"""Declared inputs to observations: one exact amount per row and flow of a pinned file.

What the columns of an input mean stands in ``sources.yml``; here text becomes whole
units by integer arithmetic (never a float). An empty cell is missing: it gives no
observation, not a zero. Rows that ``where`` and ``leave_out`` put aside are not read.
Nothing is added or compared here.

Findings
--------
DATA-07 no such column; DATA-08 not a number; DATA-09 finer than the unit; DATA-10 beyond
sane size; DATA-11 not a year, month or period; DATA-12 unknown sector; DATA-13 row given
twice; DATA-14 row of another source or vintage; DATA-15 unknown flow; DATA-16 unknown
partner; DATA-17 the declaration cannot be followed; DATA-18 no row is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from publisher.content.models import Input, InputColumns, Publication
from publisher.data.files import PinnedFile
from publisher.data.model import ALL, TOTAL, WORLD, Flow, Period
from publisher.errors import Finding, nearest
from publisher.provenance import Cell, Position

__all__ = ["LARGEST_AMOUNT", "Codes", "Observation", "observe", "period_of"]

LARGEST_AMOUNT = 10**15
"""In the unit's base: a thousand trillion dollars, thirty times the US economy.

Sums of thousands of such amounts still fit 64 bits.
"""

_FLOWS: tuple[Flow, ...] = ("exports", "imports", "balance")
_NUMBER = re.compile(r"(-?)([0-9]{1,40})(?:\.([0-9]{1,40}))?")
_YEAR = re.compile(r"[1-9][0-9]{3}")
_MONTH = re.compile(r"0?[1-9]|1[0-2]")


class Observation(NamedTuple):
    """One flow of one row: the sum of ``amounts``, one for each of ``cells``.

    ``precision`` is the rounding step, 0 if not declared.
    """

    input: str
    sector: str
    partner: str
    flow: Flow
    start: str
    end: str
    amount: int
    precision: int
    cells: tuple[Cell, ...]
    amounts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes that may stand in inputs. No partners: none is checked."""

    sectors: tuple[str, ...]
    partners: frozenset[str]

    @classmethod
    def of(cls, publication: Publication, inputs: Iterable[Input]) -> Codes:
        """Return the codes of a publication and those that inputs declare on top."""
        others = {code for spec in inputs for code in spec.other_sectors}
        named = (TOTAL, *publication.sectors)
        partners = {*publication.partners, WORLD, ALL} if publication.partners else ()
        return cls((*named, *sorted(others.difference(named))), frozenset(partners))


def observe(
    name: str, spec: Input, pinned: PinnedFile, codes: Codes
) -> tuple[list[Observation], list[Finding]]:
    """Return what the kept rows of an input say, in the order of the file."""
    findings = [
        *_declaration(name, spec, codes),
        *_columns(name, spec, pinned),
    ]
    if findings:
        return [], findings
    reading = _Reading(name, spec, pinned, codes)
    for line, fields in pinned.rows:
        row = dict(zip(pinned.heading, fields, strict=True))
        if _kept(spec, row):
            reading.rows += 1
            reading.row(line, row)
    if not reading.rows:
        message = f"no row of {spec.path} belongs to the input {name}"
        hint = "look at `where` and `leave_out`: the texts must be as in the file"
        finding = Finding("DATA-18", message, spec.at("path"), hint)
        reading.findings.append(finding)
    return reading.observations, reading.findings


def period_of(columns: InputColumns, row: Mapping[str, str]) -> Period:
    """Return the period of a row.

    Raises
    ------
    ValueError
        If the cells are no year, month (1 to 12) or period.
    """
    if columns.period_start and columns.period_end:
        return Period.parse(f"{row[columns.period_start]}/{row[columns.period_end]}")
    year = row[columns.year or ""]
    month = row[columns.month] if columns.month else "1"
    if not _YEAR.fullmatch(year):
        msg = f"{year!r} is not a year"
        raise ValueError(msg)
    if not _MONTH.fullmatch(month):
        msg = f"{month!r} is not a month"
        raise ValueError(msg)
    if columns.month:
        return Period.of_month(int(year), int(month))
    return Period.of_year(int(year))


def _named(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _kept(spec: Input, row: Mapping[str, str]) -> bool:
    return all(row[name] in texts for name, texts in spec.where.items()) and not any(
        row[name] in texts for name, texts in spec.leave_out.items()
    )


def _declaration(name: str, spec: Input, codes: Codes) -> list[Finding]:
    """Find what makes an input's columns impossible to follow."""
    columns = spec.columns
    wide = any((columns.exports, columns.imports, columns.balance))
    faults = []
    flows = (columns.value, columns.exports, columns.imports, columns.balance)
    figures = [column for value in flows for column in _named(value)]
    if len(set(figures)) < len(figures):
        faults.append("name each column of figures once")
    if bool(columns.flow and columns.value) == wide:
        faults.append("name either `flow` and `value`, or a column for each flow")
    if bool(columns.flow) != bool(columns.value):
        faults.append("`flow` and `value` go together")
    if bool(columns.period_start) != bool(columns.period_end):
        faults.append("`period_start` and `period_end` go together")
    if bool(columns.period_start) == bool(columns.year):
        faults.append("name either `year`, or `period_start` and `period_end`")
    if bool(columns.sector) == bool(spec.sector):
        faults.append("name either a sector column or one `sector` for the whole file")
    if columns.partner and spec.partner:
        faults.append("name a partner column or one `partner`, not both")
    if spec.sector and spec.sector not in codes.sectors:
        faults.append(f"`sector` is one of {', '.join(codes.sectors)}")
    if spec.partner and codes.partners and spec.partner not in codes.partners:
        faults.append("`partner` is not named under `partners` in publication.yml")
    return [
        Finding(
            "DATA-17",
            f"the columns of the input {name} cannot be followed",
            spec.at("columns"),
            hint,
        )
        for hint in faults
    ]


def _columns(name: str, spec: Input, pinned: PinnedFile) -> list[Finding]:
    asked = {
        column
        for value in spec.columns.model_dump().values()
        for column in _named(value)
    }
    asked.update(spec.where, spec.leave_out)
    findings = []
    for column in sorted(asked.difference(pinned.heading)):
        like = nearest(column, pinned.heading)
        hint = f"the file has {', '.join(pinned.heading)}"
        findings.append(
            Finding(
                "DATA-07",
                f"{pinned.path} has no column {column}, which the input {name} names",
                Position(pinned.path),
                f"did you mean {like}? {hint}" if like else hint,
            )
        )
    return findings


@dataclass(slots=True)
class _Reading:
    """The state of reading one input."""

    name: str
    spec: Input
    pinned: PinnedFile
    codes: Codes
    observations: list[Observation] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    rows: int = 0
    seen: dict[tuple[str, str, Flow, Period], int] = field(default_factory=dict)

    def fault(self, code: str, message: str, line: int, column: str, hint: str) -> None:
        position = self.pinned.position(line, column)
        self.findings.append(Finding(code, message, position, hint))

    def row(self, line: int, row: Mapping[str, str]) -> None:
        """Take the observations of one row, or its findings."""
        before = len(self.findings)
        self.identity(line, row)
        sector, partner = self.sector(line, row), self.partner(line, row)
        period = self.period(line, row)
        precision = self.precision(line, row, period)
        flows = self.flows(line, row)
        for flow, names in flows:
            amounts = self.amounts(line, row, names)
            if period is None or not amounts or len(self.findings) > before:
                continue
            key = (sector, partner, flow, period)
            first = self.seen.setdefault(key, line)
            if first != line:
                whom = "" if partner == WORLD else f" with {partner}"
                message = (
                    f"{flow} of {sector}{whom} in {period} are given twice, "
                    f"first in line {first}"
                )
                hint = "keep one of the two rows apart with `where` or `leave_out`"
                self.fault("DATA-13", message, line, names[0], hint)
                continue
            cells = tuple(Cell(self.pinned.path, line, name) for name in names)
            self.observations.append(
                Observation(
                    self.name, sector, partner, flow, period.start, period.end,
                    sum(amounts), precision, cells, amounts,
                )
            )  # fmt: skip

    def identity(self, line: int, row: Mapping[str, str]) -> None:
        for column, want in (
            (self.spec.columns.source, self.spec.source),
            (self.spec.columns.vintage, self.spec.vintage),
        ):
            if column and row[column] != want:
                message = f"the row is of {row[column]!r}, the input of {want!r}"
                hint = "pin each source and vintage in a file of its own"
                self.fault("DATA-14", message, line, column, hint)

    def sector(self, line: int, row: Mapping[str, str]) -> str:
        column = self.spec.columns.sector
        code = row[column] if column else self.spec.sector or ""
        if column and code not in self.codes.sectors:
            message = f"{code!r} is not a sector of the publication"
            hint = (
                f"the codes are {', '.join(self.codes.sectors)}; put other rows aside "
                "with `leave_out`, or name the code in `other_sectors`"
            )
            self.fault("DATA-12", message, line, column, hint)
        return code

    def partner(self, line: int, row: Mapping[str, str]) -> str:
        column = self.spec.columns.partner
        code = row[column] if column else self.spec.partner or WORLD
        known = self.codes.partners
        if column and (not code or (known and code not in known)):
            message = f"{code!r} is not a partner of the publication"
            hint = "name it under `partners` in publication.yml, or leave its rows out"
            self.fault("DATA-16", message, line, column, hint)
        return code

    def period(self, line: int, row: Mapping[str, str]) -> Period | None:
        try:
            return period_of(self.spec.columns, row)
        except ValueError as error:
            columns = self.spec.columns
            month_is_bad = columns.month and _YEAR.fullmatch(row[columns.year or ""])
            column = columns.month if month_is_bad else columns.year
            hint = "years have four digits, months are 1 to 12, periods YYYY-MM"
            where = column or columns.period_start or ""
            self.fault("DATA-11", str(error), line, where, hint)
            return None

    def precision(
        self, line: int, row: Mapping[str, str], period: Period | None
    ) -> int:
        column = self.spec.columns.precision
        if column:
            return abs(self.amount(line, row, column) or 0)
        steps = [
            step.precision
            for step in sorted(self.spec.precision_steps, key=lambda step: step.from_)
            if period and step.from_ <= period.year
        ]
        return steps[-1] if steps else self.spec.precision

    def flows(
        self, line: int, row: Mapping[str, str]
    ) -> list[tuple[Flow, tuple[str, ...]]]:
        columns = self.spec.columns
        if columns.flow is None:
            named = [(flow, _named(getattr(columns, flow))) for flow in _FLOWS]
            return [(flow, names) for flow, names in named if names]
        if row[columns.flow] in _FLOWS:
            return [(cast("Flow", row[columns.flow]), _named(columns.value))]
        message = f"{row[columns.flow]!r} is not a flow"
        self.fault("DATA-15", message, line, columns.flow, f"flows are {_FLOWS}")
        return []

    def amounts(
        self, line: int, row: Mapping[str, str], names: tuple[str, ...]
    ) -> tuple[int, ...]:
        """Return some cells that add; none of them if one is missing."""
        found = [self.amount(line, row, column) for column in names]
        known = tuple(amount for amount in found if amount is not None)
        return known if len(known) == len(names) else ()

    def amount(self, line: int, row: Mapping[str, str], column: str) -> int | None:
        """Return a cell in the unit's base; None if it is empty or no such amount."""
        text = row[column]
        if not text:
            return None
        match = _NUMBER.fullmatch(text)
        if not match:
            message = f"{text[:40]!r} is not a number"
            hint = "write digits with a point for decimals; leave missing cells empty"
            self.fault("DATA-08", message, line, column, hint)
            return None
        sign, whole, decimals = match[1], match[2], match[3] or ""
        scaled = int(whole + decimals) * self.spec.scale
        step: int = 10 ** len(decimals)
        amount, rest = divmod(scaled, step)
        if rest:
            message = f"{text} is no whole number of {self.spec.unit}"
            hint = f"the input's scale is {self.spec.scale}; is it right?"
            self.fault("DATA-09", message, line, column, hint)
            return None
        if amount > LARGEST_AMOUNT:
            message = f"{text} times {self.spec.scale} is beyond any sane amount"
            hint = "look at the figure and at the input's scale"
            self.fault("DATA-10", message, line, column, hint)
            return None
        return -amount if sign else amount
