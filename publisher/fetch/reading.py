"""An answer of the trade API to `Trade`: text to whole dollars, countries from groupings.

The API answers with an array of arrays of texts, the names of the columns first. Columns
stand in the order of the question, the predicates after them, so that one may come twice;
they are found by name, and the order of the rows is of no matter. Rows of groupings (the
European Union, Asia) stand among those of countries and are left out; a code is a country's
if it is four digits that do not begin with 0 (the Bureau's Schedule C). Totals of countries
and of goods have the code "-", in older answers none.

Findings
--------
FETCH-05
    Not JSON, not a table of texts, or a figure that is none.
FETCH-06
    A column that is missing, or stands twice and does not agree with itself.
FETCH-07
    A code or month that nobody knows or asked for, or a row that stands twice.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from publisher.errors import Finding, StageFailed
from publisher.fetch.client import Answer
from publisher.fetch.questions import Question
from publisher.fetch.sources import HitechApi
from publisher.fetch.trade import Figure, Trade

__all__ = ["LARGEST_AMOUNT", "read"]

LARGEST_AMOUNT = 10**15
"""Dollars; thirty times the economy of the United States."""

_AMOUNT = re.compile(r"[0-9]{1,16}")
_MONTH = re.compile(r"[12][0-9]{3}-(?:0[1-9]|1[0-2])")
_COUNTRY = re.compile(r"[1-9][0-9]{3}")
_GROUPING = re.compile(r"0[0-9]{3}|[0-9]XXX")
_SHOWN = 60
_CHANGED = "the source may have changed, or be at fault: compare with its own guide"


def read(answer: Answer, question: Question, source: HitechApi) -> Trade:
    """Return what an answer says; nothing, if it is empty.

    Raises
    ------
    StageFailed
        With every kind of fault of the answer, each with the first place it is at.
    """
    if not answer.body:
        return Trade()
    heading, rows = _table(answer)
    faults = _Faults(answer.address)
    places = _columns(heading, rows, _needed(question, source), faults)
    faults.stop()
    reading = _Reading(question, source, faults)
    for number, row in enumerate(rows, 2):
        reading.row(number, [row[place] for place in places])
    faults.stop()
    return reading.trade


def _needed(question: Question, source: HitechApi) -> tuple[str, ...]:
    return (
        source.time,
        source.partner,
        source.name,
        source.group,
        *source.values[question.flow],
    )


@dataclass(slots=True)
class _Faults:
    """Faults of one answer by kind: how many, and the first of each in words."""

    address: str
    first: dict[tuple[str, str], str] = field(default_factory=dict)
    count: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, code: str, kind: str, said: str) -> None:
        """Note a fault; ``said`` tells what and where."""
        self.first.setdefault((code, kind), said)
        self.count[code, kind] = self.count.get((code, kind), 0) + 1

    def stop(self) -> None:
        """Raise with what was noted, if anything was."""
        findings = []
        for (code, kind), said in self.first.items():
            more = self.count[code, kind] - 1
            also = f"; {more} more of the kind" if more else ""
            message = f"{said}{also} (in the answer of {self.address})"
            findings.append(Finding(code, message, hint=_CHANGED))
        if findings:
            raise StageFailed(findings)


def _table(answer: Answer) -> tuple[list[str], list[list[str]]]:
    """Return the heading and the rows of an answer, all of one length."""

    def fail(said: str) -> NoReturn:
        message = f"{said} (in the answer of {answer.address})"
        raise StageFailed([Finding("FETCH-05", message, hint=_CHANGED)]) from None

    try:
        data = json.loads(answer.body)
    except (ValueError, RecursionError):
        fail(f"the answer is not JSON: {_shown(answer.body)}")
    if not (isinstance(data, list) and data and all(_is_row(row) for row in data)):
        fail("the answer is not a list of rows of texts")
    heading, *rows = data
    for number, row in enumerate(rows, 2):
        if len(row) != len(heading):
            said = f"row {number} has {len(row)} fields, the heading {len(heading)}"
            fail(said)
    return [str(name) for name in heading], [list(map(str, row)) for row in rows]


def _is_row(row: object) -> bool:
    return isinstance(row, list) and all(type(each) in {str, int} for each in row)


def _shown(body: bytes) -> str:
    text = body[: 4 * _SHOWN].decode("utf-8", "replace")
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    size = f"{len(body)} bytes"
    return f"{size} that begin with {line[:_SHOWN]!r}" if line else size


def _columns(
    heading: Sequence[str],
    rows: Sequence[Sequence[str]],
    needed: Sequence[str],
    faults: _Faults,
) -> list[int]:
    """Return where each needed column stands."""
    places = []
    for name in needed:
        at = [place for place, found in enumerate(heading) if found == name]
        if not at:
            has = ", ".join(heading)[: 4 * _SHOWN]
            faults.add("FETCH-06", name, f"there is no column {name}, only {has}")
            continue
        places.append(at[0])
        for other in at[1:]:
            for number, row in enumerate(rows, 2):
                if row[at[0]] != row[other]:
                    said = (
                        f"the column {name} stands twice and does not agree: row"
                        f" {number} has {row[at[0]]!r} and {row[other]!r}"
                    )
                    faults.add("FETCH-06", name, said)
    return places


@dataclass(slots=True)
class _Reading:
    """The state of reading one answer."""

    question: Question
    source: HitechApi
    faults: _Faults
    trade: Trade = field(default_factory=Trade)
    seen: set[tuple[str, str, str]] = field(default_factory=set)

    def row(self, number: int, cells: Sequence[str]) -> None:
        """Read the needed cells of a row."""
        month, who, name, code, *amounts = cells
        if not _MONTH.fullmatch(month) or not self.question.covers(month):
            said = f"row {number} is of {month!r}, which was not asked for"
            self.faults.add("FETCH-07", "time", said)
            return
        what = "" if code in self.source.totals else code
        if what not in self.source.codes:
            said = f"row {number} has the {self.source.group} code {code!r}"
            self.faults.add("FETCH-07", "group", f"{said}, which nobody knows")
            return
        figures = [self._amount(number, text) for text in amounts]
        partner = "" if who in self.source.totals else who
        if (month, partner, what) in self.seen:
            said = f"row {number} is a second one of {month}, {who!r}, {code!r}"
            self.faults.add("FETCH-07", "twice", said)
        self.seen.add((month, partner, what))
        if not name.isprintable() or len(name) > _SHOWN:
            said = f"row {number} has {name[:_SHOWN]!r} where a country's name must be"
            self.faults.add("FETCH-05", "name", said)
        if None in figures:
            return
        month_value, to_date = (figure or 0 for figure in figures)
        flow = self.question.flow
        if not partner:
            self.trade.world[flow, month, what] = Figure(month_value, to_date)
        elif _COUNTRY.fullmatch(partner):
            if what in self.source.groups:
                self._country(month, partner, name, what, month_value)
        elif not _GROUPING.fullmatch(partner):
            said = f"row {number} has the {self.source.partner} {who[:_SHOWN]!r}"
            self.faults.add("FETCH-07", "partner", f"{said}, which nobody knows")

    def _country(
        self, month: str, partner: str, name: str, group: str, value: int
    ) -> None:
        trade, flow, year = self.trade, self.question.flow, int(month[:4])
        whole = (flow, month, group)
        trade.countries[whole] = trade.countries.get(whole, 0) + value
        key = (flow, year, group, partner)
        trade.partners[key] = trade.partners.get(key, 0) + value
        named = (month, name)
        trade.names[year, partner] = max(named, trade.names.get((year, partner), named))

    def _amount(self, number: int, text: str) -> int | None:
        """Return dollars, or None and a fault."""
        if _AMOUNT.fullmatch(text) and int(text) <= LARGEST_AMOUNT:
            return int(text)
        said = f"row {number} has {text[:_SHOWN]!r} where whole dollars must be"
        self.faults.add("FETCH-05", "amount", said)
        return None
