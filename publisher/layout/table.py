"""A table to strips: the boxhead, then a strip for each row.

Column widths come from what the cells hold; numbers stand on their decimal point. A
table that is wider than the measure is a finding, never squeezed or cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from publisher.errors import Finding
from publisher.layout import paragraph as paragraphs
from publisher.layout.galley import Context, baseline
from publisher.layout.model import Area, Box, LinkArea, Run
from publisher.layout.strips import Item, Strip, beside, moved, moved_link, shifted
from publisher.narrative.model import Inline, Link, Note, Ref, Text, plain
from publisher.numerals import Voice
from publisher.styles.models import ParagraphStyle, TableStyle
from publisher.tables.model import Row, Table, cell_id, head_id, spanner_id

__all__ = ["table_strips"]

_WIDE = 10_000.0
"""A measure that nothing reaches, for the natural width of a cell."""
_SPACES = "\u2009\u202f\u00a0"


@dataclass(frozen=True, slots=True)
class _Column:
    """The x and width of a column, and how its numbers divide at the decimal point."""

    x: float
    width: float
    whole: float
    fraction: float


@dataclass(frozen=True, slots=True)
class _Setter:
    """What setting one table's cells needs.

    ``looks`` and ``splits`` keep what was worked out: the paragraph styles of the cells by
    name, and how the numbers divide by row and column.
    """

    table: Table
    style: TableStyle
    context: Context
    columns: tuple[_Column, ...] = ()
    looks: dict[str, ParagraphStyle] = field(default_factory=dict)
    splits: dict[tuple[int, int], tuple[float, float]] = field(default_factory=dict)

    def paragraph(self, name: str) -> ParagraphStyle:
        """Return a paragraph style as cells wear it: the column aligns, nothing divides."""
        if name not in self.looks:
            plain_look = {"align": "left", "hyphenate": False}
            look = self.context.paragraph(name)
            self.looks[name] = look.model_copy(update=plain_look)
        return self.looks[name]

    def of(self, row: Row) -> ParagraphStyle:
        return self.paragraph(
            self.style.total if row.kind == "total" else self.style.body
        )

    def natural(self, content: tuple[Inline, ...], style: ParagraphStyle) -> float:
        """Return the width of the content on one line."""
        composed = self.composed(content, "", style, _WIDE)
        return max((line.width for line in composed.lines), default=0.0)

    def least(self, content: tuple[Inline, ...], style: ParagraphStyle) -> float:
        """Return the width of the longest word: of lines broken wherever they may be."""
        quiet = replace(self.context.setting, findings=[])
        setter = replace(self, context=replace(self.context, setting=quiet))
        composed = setter.composed(content, "", style, 1.0)
        return max((line.width for line in composed.lines), default=0.0)

    def head(
        self, content: tuple[Inline, ...], style: ParagraphStyle, body: float
    ) -> float:
        """Return the width of a head: on one line, or on two if much wider than the body."""
        whole = self.natural(content, style)
        words = _words(content)
        if whole <= 1.3 * body or len(words) < 2:
            return whole
        face = self.context.setting.fonts[style.face]
        halves = [
            max(
                face.shape(" ".join(part), style.features).width(style.size)
                for part in (words[:cut], words[cut:])
            )
            for cut in range(1, len(words))
        ]
        return min(halves) + 0.5

    def composed(
        self,
        content: tuple[Inline, ...],
        element: str,
        style: ParagraphStyle,
        width: float,
    ) -> paragraphs.Paragraph:
        return paragraphs.compose(
            content,
            element,
            style,
            width,
            self.context.setting,
            position=self.table.position,
        )

    def set(
        self,
        content: tuple[Inline, ...],
        element: str,
        style: ParagraphStyle,
        box: tuple[float, float, str],
    ) -> Strip:
        """Return a cell as one strip; ``box`` is x, width and alignment."""
        x, width, align = box
        composed = self.composed(content, element, style, width + 0.01)
        items: list[Item] = []
        links: list[LinkArea] = []
        notes: list[Note] = []
        drop = baseline(style, self.context.grid)
        for n, line in enumerate(composed.lines):
            free = width - line.width
            shift = {"left": 0.0, "center": free / 2}.get(align, free)
            at = (x + shift, n * style.leading + drop)
            items.extend(moved(run, *at) for run in line.runs)
            links.extend(moved_link(link, *at) for link in line.links)
            notes.extend(line.notes)
        height = len(composed.lines) * style.leading
        return Strip(height, tuple(items), tuple(links), tuple(notes))

    def split(self, row: int, column: int) -> tuple[float, float]:
        """Return the widths of a cell's number left and right of its decimal point.

        A number without one has it after its last figure: what follows, a percent sign
        or the call of a note, stands right of it.
        """
        if (row, column) not in self.splits:
            body = self.table.body[row]
            made = self._split(body.cells[column].content, self.of(body))
            self.splits[row, column] = made
        return self.splits[row, column]

    def _split(
        self, content: tuple[Inline, ...], style: ParagraphStyle
    ) -> tuple[float, float]:
        whole = self.natural(content, style)
        found = _whole(self.context.setting.language).match(plain(content))
        if not found:
            return whole, 0.0
        first = _first(content, found.end())
        left = whole if first == content else self.natural(first, style)
        return left, whole - left


@lru_cache(maxsize=8)
def _whole(language: str) -> re.Pattern[str]:
    """Return the pattern of a number up to its decimal point or comma."""
    group = re.escape(Voice(language).marks.group)
    return re.compile(rf"\D*\d+(?:[{group}{_SPACES}]\d{{3}})*")


def _words(content: tuple[Inline, ...]) -> list[str]:
    """Return what a line break may part: a lone mark such as "%" stays with its word."""
    words: list[str] = []
    for word in plain(content).split(" "):
        if words and not any(character.isalnum() for character in word):
            words[-1] += " " + word
        else:
            words.append(word)
    return words


def _first(content: tuple[Inline, ...], count: int) -> tuple[Inline, ...]:
    """Return the first characters of a content, in their looks, without notes."""
    first: list[Inline] = []
    for piece in content:
        if isinstance(piece, Text):
            first.append(replace(piece, text=piece.text[:count]))
            count -= len(piece.text)
        elif isinstance(piece, Link):
            words = tuple(
                t for t in _first(piece.content, count) if isinstance(t, Text)
            )
            first.append(replace(piece, content=words))
            count -= len(plain((piece,)))
        elif isinstance(piece, Ref):
            first.append(replace(piece, text=piece.text[:count]))
            count -= len(piece.text)
        if count <= 0:
            break
    return tuple(first)


def _is_number(content: tuple[Inline, ...]) -> bool:
    """Whether a cell holds a number; a mark such as "n.a." has no decimal point."""
    return any(character.isdigit() for character in plain(content))


def table_strips(
    table: Table, width: float, context: Context
) -> tuple[list[Strip], list[Finding]]:
    """Return the boxhead and rows of a table as strips of ``width`` points.

    Findings
    --------
    LAYOUT-03
        The table is wider than the measure even with its heads broken at every word.
    """
    setter = _Setter(table, context.style.tables[table.style], context)
    columns, over = _columns(setter, width)
    if over > 0:
        finding = Finding(
            "LAYOUT-03",
            f"the table {table.id!r} is {over:.1f} pt wider than the measure"
            f" of {width:.1f} pt",
            table.position,
            hint="shorten its heads, leave out a column, or set it in a smaller style",
        )
        return [], [finding]
    setter = replace(setter, columns=columns)
    head = _boxhead(setter, width)
    repeated = tuple(_as_artifact(strip) for strip in head)
    strips = list(head)
    last = len(table.body) - 1
    for n, row in enumerate(table.body):
        strip = _row(setter, n, width)
        keep = n == 0 or n == last - 1 or row.kind == "group"
        strips.append(replace(strip, repeat=repeated, keep=keep and n != last))
    return strips, []


def _columns(setter: _Setter, width: float) -> tuple[tuple[_Column, ...], float]:
    """Return the columns over the measure, and by how much they are too wide."""
    table, style = setter.table, setter.style
    boxhead = setter.paragraph(style.boxhead)
    least: list[float] = []
    wanted: list[float] = []
    divided: list[tuple[float, float]] = []
    for n, column in enumerate(table.columns):
        rows = [
            at
            for at, row in enumerate(table.body)
            if n < len(row.cells) and row.cells[n].content
        ]
        whole = fraction = 0.0
        if column.align == "decimal":
            parts = [setter.split(at, n) for at in rows]
            whole = max((left for left, _ in parts), default=0.0)
            fraction = max((right for _, right in parts), default=0.0)
            body_least = body_wanted = whole + fraction
        else:
            cells = [
                (table.body[at].cells[n].content, setter.of(table.body[at]))
                for at in rows
            ]
            body_wanted = max((setter.natural(*cell) for cell in cells), default=0.0)
            body_least = max((setter.least(*cell) for cell in cells), default=0.0)
        least.append(max(body_least, setter.least(column.head, boxhead)))
        head_wanted = setter.head(column.head, boxhead, body_wanted)
        wanted.append(max(body_wanted, head_wanted, least[-1]))
        divided.append((whole, fraction))
    gaps = style.gap * (len(table.columns) - 1)
    widths, over = _shared(least, wanted, width - gaps)
    free = max(0.0, width - gaps - sum(widths))
    step = style.gap + (free / (len(widths) - 1) if len(widths) > 1 else 0.0)
    placed: list[_Column] = []
    x = 0.0
    for each, (whole, fraction) in zip(widths, divided, strict=True):
        placed.append(_Column(x, each, whole, fraction))
        x += each + step
    return tuple(placed), over


def _shared(
    least: Sequence[float], wanted: Sequence[float], width: float
) -> tuple[list[float], float]:
    """Return widths between least and wanted that fit, and how much the least exceed."""
    if sum(wanted) <= width:
        return list(wanted), 0.0
    slack = sum(wanted) - sum(least)
    need = sum(wanted) - width
    if need > slack + 0.01:
        return list(least), need - slack
    share = need / slack if slack else 0.0
    return [w - (w - m) * share for m, w in zip(least, wanted, strict=True)], 0.0


def _boxhead(setter: _Setter, width: float) -> list[Strip]:
    """Return the spanners and the column heads, feet level, with the rule under them."""
    table, style = setter.table, setter.style
    strips: list[Strip] = []
    if table.spanners:
        look = setter.paragraph(style.spanner)
        cells: list[Strip] = []
        rules: list[Area] = []
        for n, spanner in enumerate(table.spanners):
            first, last = setter.columns[spanner.first], setter.columns[spanner.last]
            x, room = first.x, last.x + last.width - first.x
            box = (x, room, "center")
            cells.append(setter.set(spanner.text, spanner_id(table.id, n), look, box))
            rules.append(Area(Box(x, -0.5, room, 0.5), style.rule_ink))
        strips.append(_feet_level(cells, look.leading, rules))
    look = setter.paragraph(style.boxhead)
    cells = []
    for n, column in enumerate(table.columns):
        align = "right" if column.align == "decimal" else column.align
        box = (setter.columns[n].x, setter.columns[n].width, align)
        cells.append(setter.set(column.head, head_id(table.id, n), look, box))
    rule = Area(Box(0, -style.rule_head, width, style.rule_head), style.rule_ink)
    strips.append(_feet_level(cells, style.row, [rule]))
    at = table.position
    return [replace(each, keep=True, element=table.id, position=at) for each in strips]


def _feet_level(cells: Sequence[Strip], least: float, rules: Sequence[Area]) -> Strip:
    """Return cells side by side, feet level, and rules that are placed from their foot."""
    height = max([least, *(cell.height for cell in cells)])
    row = beside((0.0, shifted(cell, 0, height - cell.height)) for cell in cells)
    lines = tuple(moved(rule, 0, height) for rule in rules)
    return replace(row, height=height, items=(*row.items, *lines))


def _row(setter: _Setter, index: int, width: float) -> Strip:
    """Return one row with the rule under it."""
    table, style = setter.table, setter.style
    row = table.body[index]
    look = setter.of(row)
    cells: list[Strip] = []
    for n, cell in enumerate(row.cells):
        column = setter.columns[n]
        name = cell_id(table.id, index, n)
        align = table.columns[n].align
        box = (column.x, column.width, "right" if align == "decimal" else align)
        if align == "decimal" and _is_number(cell.content):
            left, _ = setter.split(index, n)
            x = column.x + column.width - column.fraction - left
            box = (x, column.x + column.width - x, "left")
        cells.append(setter.set(cell.content, name, look, box))
    # a row is as high as its text with the same space over it and under it
    space = max(0.0, (style.row - look.leading) / 2)
    text = shifted(beside((0.0, cell) for cell in cells), 0, space)
    height = max(style.row, text.height + space)
    return replace(
        text,
        height=height,
        items=(*text.items, *_rules(setter, index, height, width)),
        element=table.id,
        position=table.position,
    )


def _rules(setter: _Setter, index: int, height: float, width: float) -> list[Area]:
    """Return the rules of a row: over a total, under a group, under the last row."""
    style, body = setter.style, setter.table.body
    areas: list[Area] = []
    if body[index].kind == "total":
        areas.append(Area(Box(0, 0, width, style.rule_head), style.rule_ink))
    if index == len(body) - 1:
        y = height - style.rule_foot
        areas.append(Area(Box(0, y, width, style.rule_foot), style.rule_ink))
    elif body[index + 1].kind != "total" and (
        not style.group_every or (index + 1) % style.group_every == 0
    ):
        y = height - style.rule_body / 2
        areas.append(Area(Box(0, y, width, style.rule_body), style.line_ink))
    return areas


def _as_artifact(strip: Strip) -> Strip:
    """Return a boxhead as it is repeated: the same ink, read once only."""
    items = tuple(
        replace(item, tag="Pagination") if isinstance(item, Run) else item
        for item in strip.items
    )
    return replace(strip, items=items, links=(), notes=())
