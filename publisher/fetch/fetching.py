"""A request to a vintage in its folder: ask, read, check, write.

1. The vintage must be new, the key at hand.
2. The source is asked; each answer is read at once and kept until all are there.
3. What must hold of the answers together is checked. A vintage that is refused is forgotten,
   its answers too: the source may have been changing between them.
4. The folder is written, whole.

Findings
--------
FETCH-16
    A vintage of before the month of the fetch (a warning).
FETCH-01 to FETCH-15
    See `client`, `reading`, `checks`, `workbook`, `comparison` and `vintage`.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from publisher import content
from publisher.content.project import Project
from publisher.errors import Finding, StageFailed, UsageError
from publisher.fetch import checks, clock, comparison, questions, tables, workbook
from publisher.fetch.checks import Span
from publisher.fetch.client import Answer, Client, KeptFailing, check_site, read_key
from publisher.fetch.clock import Clock
from publisher.fetch.kept import Kept
from publisher.fetch.questions import Question
from publisher.fetch.readers import Reader, readers
from publisher.fetch.reading import read
from publisher.fetch.sources import (
    CENSUS_API,
    CENSUS_COUNTRY_XLSX,
    FLOWS,
    Flow,
    SourceName,
)
from publisher.fetch.tables import Stamp
from publisher.fetch.trade import Trade
from publisher.fetch.vintage import File, Place, record_text, writable

__all__ = ["Fetched", "Report", "Request", "fetch"]

Report = Callable[[int, int, str], None]
"""Called before each question with the answers at hand, all of them, and what is asked."""

_VINTAGE = re.compile(r"[12][0-9]{3}-(?:0[1-9]|1[0-2])(?:-[0-3][0-9])?")


def _silent(_done: int, _of: int, _asked: str) -> None:
    """Report to nobody."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to fetch into which project.

    ``vintage`` is a month or a day, that of the fetch if it is None. ``site`` takes the place
    of the source's own scheme and host.
    """

    root: Path
    source: SourceName
    vintage: str | None = None
    site: str | None = None
    clock: Clock | None = None
    report: Report = _silent


@dataclass(frozen=True, slots=True)
class Fetched:
    """A vintage that is in its place; ``resumed`` counts answers kept from an earlier run."""

    place: Place
    span: Span
    files: tuple[File, ...]
    answers: tuple[Answer, ...]
    resumed: int
    warnings: tuple[Finding, ...]
    readers: tuple[Reader, ...]


@dataclass(slots=True)
class _Work:
    """What a fetch carries through its steps."""

    request: Request
    place: Place
    project: Project
    clock: Clock
    findings: list[Finding]
    answers: list[Answer]
    resumed: int = 0


def fetch(request: Request) -> Fetched:
    """Fetch a vintage and put it in its place.

    Raises
    ------
    StageFailed
        With what the source said or did, or what does not hold of it. There is then no
        vintage; answers that came are kept for the next run, unless they are refused.
    UsageError
        If the folder is no publication, or the vintage none.
    """
    root, time = request.root, request.clock or clock.SYSTEM
    if not (root / "content" / "publication.yml").is_file():
        msg = f"{root} is not a publication: it has no content/publication.yml"
        raise UsageError(msg)
    today = time.now().date()
    vintage = request.vintage or f"{today:%Y-%m}"
    place = Place(root, request.source, vintage)
    findings = _vintage(vintage, today)
    place.check(today)
    work = _Work(request, place, content.load(root), time, findings, [])
    step = _STEPS[request.source]
    try:
        span, texts = step(work)
    except _RefusedError as refused:
        Kept(place.partial).forget()
        raise StageFailed(refused.findings) from None
    files = tuple(File.of(name, text) for name, text in texts.items())
    with writable(place):
        place.write(texts, record_text(place, span, work.answers, files))
    Kept(place.partial).forget()
    return Fetched(
        place=place,
        span=span,
        files=files,
        answers=tuple(work.answers),
        resumed=work.resumed,
        warnings=tuple(work.findings),
        readers=readers(place),
    )


class _RefusedError(Exception):
    """The answers together are no vintage."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__()
        self.findings = findings


def _vintage(vintage: str, today: dt.date) -> list[Finding]:
    """Return what is to be said of a vintage's name, or raise if it is none."""
    day = _first_day(vintage)
    if day is None:
        msg = (
            f"{vintage!r} is no vintage: write a month (2026-11) or a day (2026-11-25)"
        )
        raise UsageError(msg)
    if day > today:
        msg = f"the vintage {vintage} is of after today, {today}"
        raise UsageError(msg)
    if vintage in {today.isoformat(), f"{today:%Y-%m}"}:
        return []
    message = f"the vintage is called {vintage}, but fetched on {today}"
    hint = "only right if the source has published nothing since"
    return [Finding("FETCH-16", message, None, hint, severity="warning")]


def _first_day(vintage: str) -> dt.date | None:
    try:
        whole = vintage if len(vintage) > 7 else f"{vintage}-01"
        return dt.date.fromisoformat(whole) if _VINTAGE.fullmatch(vintage) else None
    except ValueError:
        return None


# --- the trade API


def _groups(work: _Work) -> tuple[Span, Mapping[str, str]]:
    source = CENSUS_API
    site = check_site(work.request.site or source.site)
    key = read_key(source.key, os.environ.get)
    with Client(site, key, work.clock) as client:
        trade = _asked(work, client, site)
    span, findings = checks.check(trade, source)
    work.findings += findings
    if span is None or any(found.severity == "error" for found in findings):
        raise _RefusedError(work.findings)
    together: dict[tuple[Flow, str], int] = {
        (flow, month): sum(
            trade.world[flow, month, code].month for code in source.groups
        )
        for flow in FLOWS
        for month in span.months
    }
    work.findings += comparison.compare(work.project, together)
    stamp = Stamp(work.place.source, work.place.vintage)
    return span, tables.groups(trade, span, source, stamp)


def _asked(work: _Work, client: Client, site: str) -> Trade:
    """Return what the source says to all questions.

    From the first year on that is too large for its server, it is asked by month.
    """
    trade = Trade()
    waiting = list(questions.plan(CENSUS_API, work.clock.now().year))
    done = 0
    while waiting:
        question = waiting[0]
        work.request.report(done, done + len(waiting), question.name[:-5])
        try:
            trade.add(_answer(work, client, site, question))
        except KeptFailing as failure:
            if failure.status != 500 or not question.months():
                raise
            waiting = [month for year in waiting for month in year.months()]
        else:
            done += 1
            waiting.pop(0)
    return trade


def _answer(work: _Work, client: Client, site: str, question: Question) -> Trade:
    """Return what the source says to a question, from what was kept or anew."""
    address = question.address(site, CENSUS_API)
    kept = Kept(work.place.partial)
    answer = kept.get(question.name, address)
    if answer is not None:
        try:
            said = read(answer, question, CENSUS_API)
        except StageFailed:
            pass  # damaged since: it is asked for again
        else:
            work.resumed += 1
            work.answers.append(replace(answer, body=b""))  # a year is megabytes
            return said
    answer = client.ask(address)
    said = read(answer, question, CENSUS_API)
    if answer.body:  # what is not there yet may be there at the next run
        with writable(work.place):
            kept.keep(question.name, answer)
    work.answers.append(replace(answer, body=b""))
    return said


# --- the workbook


def _workbook(work: _Work) -> tuple[Span, Mapping[str, str]]:
    source = CENSUS_COUNTRY_XLSX
    site = check_site(work.request.site or source.site)
    address = f"{site}{source.path}"
    work.request.report(0, 1, "country.xlsx")
    with Client(site, None, work.clock) as client:
        answer = client.ask(address)
    work.answers.append(answer)
    sheets = workbook.read(answer.body, address, source)
    span, findings = workbook.check(sheets, source)
    work.findings += findings
    if span is None or any(found.severity == "error" for found in findings):
        raise _RefusedError(work.findings)
    stamp = Stamp(work.place.source, work.place.vintage)
    return span, workbook.files(sheets, span, source, stamp)


_STEPS: Mapping[SourceName, Callable[[_Work], tuple[Span, Mapping[str, str]]]] = {
    SourceName.census_api: _groups,
    SourceName.census_country_xlsx: _workbook,
}
