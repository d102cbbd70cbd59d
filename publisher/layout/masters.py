"""Page masters: where the type area and the frames stand, and what every page wears.

Running heads, folios, thumb tabs and grounds are artifacts: they are painted, never read
out. Verso pages mirror recto pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from publisher.errors import Finding
from publisher.layout.galley import Context, set_paragraph
from publisher.layout.model import Area, Box, Run
from publisher.layout.strips import Item, moved
from publisher.narrative.model import Document, Part, Text
from publisher.styles.models import Frame, Master, PageStyle, RunningLine, TabStyle

__all__ = ["Sheet", "Side", "frame_box", "furniture", "type_area"]

Side = Literal["recto", "verso"]


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
    for text, at_left in ((line.gutter, recto), (line.fore_edge, not recto)):
        try:
            words = text.format_map(fields)
        except (KeyError, ValueError, IndexError, AttributeError) as error:
            message = f"the running line {text!r} names the unknown field {error}"
            hint = "known fields: " + ", ".join(sorted(fields))
            finding = Finding("STYLE-02", message, hint=hint)
            if finding not in findings:
                findings.append(finding)
            continue
        if words:
            items.extend(_line(words, line, area, context, at_left=at_left))
    if line.rule_below:
        rule = Box(area.x, line.y + line.rule_gap, area.width, line.rule_below)
        items.append(Area(rule, line.rule_ink, "Pagination"))
    return items


def _line(
    words: str, line: RunningLine, area: Box, context: Context, *, at_left: bool
) -> list[Item]:
    runs = artifact(words, line.style, area.width, context)
    if not runs:
        return []
    end = max(run.x + run.glyphs.width(run.size) for run in runs)
    x = area.x if at_left else area.x + area.width - end
    baseline = runs[0].y
    return [moved(run, x, line.y - baseline) for run in runs]


def artifact(words: str, style: str, width: float, context: Context) -> list[Run]:
    """Return words set in one line that belong to no element."""
    strips = set_paragraph((Text(words),), "", style, width, context)
    return [
        Run(
            item.x,
            item.y,
            item.size,
            item.ink,
            item.glyphs,
            "Pagination",
            spaces=item.spaces,
            tracking=item.tracking,
        )
        for strip in strips[:1]
        for item in strip.items
        if isinstance(item, Run)
    ]


def _tabs(tab: TabStyle, sheet: Sheet, context: Context) -> list[Item]:
    """Return the thumb tabs: all places faint, this part's one strong with its number."""
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
    runs = artifact(str(place), tab.style, page.trim_width, context)
    size = context.paragraph(tab.style).size
    for run in runs:
        wide = run.glyphs.width(run.size)
        left = page.trim_width - tab.width if sheet.side == "recto" else 0.0
        x = left + (tab.width - wide) / 2
        middle = tab.first_y + (place - 1) * tab.step + tab.height / 2
        items.append(moved(run, x - run.x, middle + 0.35 * size - run.y))
    return items
