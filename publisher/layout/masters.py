"""Page masters: where the type area and the frames stand, and what every page wears.

Running heads, folios, thumb tabs and grounds are artifacts: they are painted, never read
out. Verso pages mirror recto pages.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from publisher.errors import Finding
from publisher.layout.galley import Context, set_paragraph
from publisher.layout.model import Area, Artifact, Box, Run
from publisher.layout.strips import Item, moved
from publisher.narrative.model import Document, Part, Text
from publisher.provenance import Position
from publisher.styles.models import Frame, Master, PageStyle, RunningLine, TabStyle

__all__ = ["Sheet", "Side", "artifact", "frame_box", "furniture", "type_area"]

Side = Literal["recto", "verso"]

_FIELD = re.compile(r"\{([a-z_]+)\}")
"""A field of a running line: a name alone, so that a style can compute nothing."""

_WIDE = 10_000.0
"""A measure that nothing reaches: a running line is never broken."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page to be dressed: its part, master, side and folio."""

    part: Part
    master: Master
    side: Side
    folio: str


def type_area(page: PageStyle, master: Master, side: Side) -> Box:
    """Return where text stands: the trim less the margins, the foot on the grid."""
    margins = master.margins or page.margins
    left = margins.gutter if side == "recto" else margins.fore_edge
    width = page.trim_width - margins.gutter - margins.fore_edge
    lines = int((page.trim_height - margins.head - margins.foot + 0.01) // page.grid)
    return Box(left, margins.head, width, lines * page.grid)


def frame_box(page: PageStyle, frame: Frame, side: Side) -> Box:
    """Return a named frame on the page; one that bleeds covers the trim and its bleed."""
    if frame.bleeds:
        return Box(
            -page.bleed,
            -page.bleed,
            page.trim_width + 2 * page.bleed,
            page.trim_height + 2 * page.bleed,
        )
    left = frame.x if side == "recto" else page.trim_width - frame.x - frame.width
    return Box(left, frame.y, frame.width, frame.height)


def furniture(
    sheet: Sheet, document: Document, context: Context, findings: list[Finding]
) -> tuple[list[Item], list[Item]]:
    """Return what lies under a page's content, and what stands around it."""
    page = context.style.page
    under: list[Item] = []
    if sheet.master.ground:
        whole = frame_box(page, Frame(bleeds=True), sheet.side)
        under.append(Area(whole, sheet.master.ground, "Background"))
    if sheet.master.ruled:
        under.extend(_ruled(page, sheet))
    around: list[Item] = []
    for line in sheet.master.running:
        around.extend(_running(line, sheet, document, context, findings))
    if sheet.master.tab and sheet.part.tab:
        around.extend(_tabs(sheet.master.tab, sheet, context))
    return under, around


def _ruled(page: PageStyle, sheet: Sheet) -> list[Item]:
    """Return lines to write on, two grid units apart, over the lower part of the type area."""
    area = type_area(page, sheet.master, sheet.side)
    step = 2 * page.grid
    first = area.y + 4 * step
    count = int((area.y + area.height - first) // step) + 1
    return [
        Area(Box(area.x, first + n * step, area.width, 0.5), "line")
        for n in range(count)
    ]


def _running(
    line: RunningLine,
    sheet: Sheet,
    document: Document,
    context: Context,
    findings: list[Finding],
) -> list[Item]:
    """Return one running line: a text at the gutter, one at the fore-edge, a rule."""
    area = type_area(context.style.page, sheet.master, sheet.side)
    fields = {
        "title": document.title,
        "subtitle": document.subtitle,
        "edition": document.edition,
        "part": sheet.part.title,
        "label": sheet.part.label,
        "folio": sheet.folio,
        "place": str(sheet.part.tab[0]) if sheet.part.tab else "",
        "places": str(sheet.part.tab[1]) if sheet.part.tab else "",
        **document.fields,
    }
    items: list[Item] = []
    recto = sheet.side == "recto"
    above = line.y < context.style.page.trim_height / 2
    kind: Artifact = "Header" if above else "Footer"
    width = 0.0
    for name, at_left in (("gutter", recto), ("fore_edge", not recto)):
        text = getattr(line, name)
        fault = _unknown_field(text, fields)
        if fault:
            hint = "known fields: " + ", ".join(
                f"{{{each}}}" for each in sorted(fields)
            )
            findings.append(Finding("LAYOUT-06", fault, line.at(name), hint))
            continue
        words = _FIELD.sub(lambda match: fields[match[1]], text)
        runs = artifact(words, line.style, context, line.at(name), kind)
        wide = _reach(runs)
        x = area.x if at_left else area.x + area.width - wide
        items.extend(moved(run, x, line.y) for run in runs)
        width += wide
    if width > area.width:
        message = (
            f"the running line {line.gutter!r} and {line.fore_edge!r} is"
            f" {width - area.width:.1f} pt too long in the part {sheet.part.id!r}"
        )
        hint = "shorten the title, or leave a field out of the line"
        findings.append(Finding("LAYOUT-07", message, line.at(), hint))
    if line.rule_below:
        rule = Box(area.x, line.y + line.rule_gap, area.width, line.rule_below)
        items.append(Area(rule, line.rule_ink, kind))
    return items


def _unknown_field(text: str, fields: Collection[str]) -> str | None:
    """Return what is wrong with the fields of a running line, if anything."""
    for name in _FIELD.findall(text):
        if name not in fields:
            return f"the running line {text!r} names the unknown field {name}"
    if re.search("[{}]", _FIELD.sub("", text)):
        return f"the running line {text!r} has a brace that is part of no field"
    return None


def _reach(runs: list[Run]) -> float:
    """Return how far a line of runs reaches from its beginning."""
    return max((run.x + run.width for run in runs), default=0.0)


def artifact(
    words: str, style: str, context: Context, position: Position, kind: Artifact
) -> list[Run]:
    """Return words that belong to no element in one line, from (0, 0) to the right."""
    strips = set_paragraph((Text(words),), "", style, _WIDE, context, position)
    runs = [item for strip in strips for item in strip.items if isinstance(item, Run)]
    return [
        replace(run, x=run.x - runs[0].x, y=run.y - runs[0].y, tag=kind) for run in runs
    ]


def _tabs(tab: TabStyle, sheet: Sheet, context: Context) -> list[Item]:
    """Return the thumb tabs: all places faint, this part's one strong with its number.

    The number stands in the middle of that part of its tab which is inside the safety
    margin, if it has room there.
    """
    page = context.style.page
    assert sheet.part.tab is not None  # noqa: S101 - told to mypy; furniture() checked it
    place, count = sheet.part.tab
    items: list[Item] = []
    for n in range(1, count + 1):
        ink = tab.ink if n == place else tab.others_ink
        width = tab.width if n == place else tab.others_width
        if ink is None or not width:
            continue
        left = page.trim_width - width if sheet.side == "recto" else -page.bleed
        box = Box(
            left, tab.first_y + (n - 1) * tab.step, width + page.bleed, tab.height
        )
        items.append(Area(box, ink, "Pagination"))
    runs = artifact(str(place), tab.style, context, tab.at(), "Pagination")
    size = context.paragraph(tab.style).size
    safe, wide = tab.width - page.safety, _reach(runs)
    safe = safe if safe >= wide else tab.width
    left = page.trim_width - tab.width if sheet.side == "recto" else tab.width - safe
    x = left + (safe - wide) / 2
    middle = tab.first_y + (place - 1) * tab.step + tab.height / 2
    items.extend(moved(run, x, middle + 0.35 * size) for run in runs)
    return items
