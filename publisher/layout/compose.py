"""Elements of the document to strips of a given width.

Knows blocks (how children are arranged) and paragraphs as wholes; lines are broken in
`paragraph`, tables set in `table`, pages made in `pagination`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from publisher.figures.model import Figure
from publisher.layout.columns import balanced
from publisher.layout.galley import Context, ruled, set_paragraph
from publisher.layout.model import Area, Box, PlacedDrawing, Run, Tag
from publisher.layout.strips import (
    Columns,
    Stretch,
    Strip,
    beside,
    height_of,
    moved,
    moved_link,
    stacked,
)
from publisher.layout.table import table_strips
from publisher.narrative.model import Element, Ref
from publisher.provenance import Position
from publisher.styles.models import BlockStyle

__all__ = ["compose"]


def compose(element: Element, width: float, context: Context) -> list[Strip]:
    """Return an element and all below it as strips of ``width`` points."""
    if element.exhibit is not None:
        return _exhibit(element, width, context)
    if element.role == "TOCI":
        return _contents_line(element, width, context)
    if element.content:
        return set_paragraph(
            element.content, element.id, element.style, width, context, element.position
        )
    block = context.style.type.blocks.get(element.style, BlockStyle())
    inner = width - 2 * block.padding
    arrange = {
        "flow": _flow,
        "row": _row,
        "columns": _columns,
        "terms": _terms,
    }[block.arrange]
    return _dressed(arrange(element, inner, block, context), width, block)


def _dressed(strips: list[Strip], width: float, block: BlockStyle) -> list[Strip]:
    """Return a block's strips with its ground, padding, rule and outer space."""
    if not strips:
        return strips
    if block.ground is not None or block.padding:
        strips = [_panel(strips, width, block)]
    strips = ruled(strips, width, (block.rule_above, block.rule_gap, block.rule_ink))
    if block.keep_together:
        strips = [replace(strip, keep=True) for strip in strips[:-1]] + strips[-1:]
    first, last = strips[0], strips[-1]
    strips[0] = replace(
        first,
        before=max(block.before, first.before),
        snap=block.snap or first.snap,
    )
    strips[-1] = replace(strips[-1], after=max(block.after, last.after))
    return strips


def _panel(strips: list[Strip], width: float, block: BlockStyle) -> Strip:
    """Return the strips as one, on their ground and inside their padding."""
    inner = stacked(strips)
    height = inner.height + 2 * block.padding
    ground = (
        (Area(Box(0, 0, width, height), block.ground, "Background"),)
        if block.ground
        else ()
    )
    pad = block.padding
    return replace(
        inner,
        height=height,
        items=(*ground, *(moved(item, pad, pad) for item in inner.items)),
        links=tuple(moved_link(link, pad, pad) for link in inner.links),
        before=0.0,
        after=0.0,
    )


def _flow(
    element: Element, width: float, block: BlockStyle, context: Context
) -> list[Strip]:
    """Return the children one under the other."""
    strips: list[Strip] = []
    previous = ""
    for child in element.children:
        if child.slot is not None:
            continue
        if child.role in ("P", "LBody") and child.content:
            name = _worn(child.style, block)
            strips.extend(
                set_paragraph(
                    child.content,
                    child.id,
                    name,
                    width,
                    context,
                    child.position,
                    indented=previous == name,
                )
            )
            previous = name
        elif child.role == "LI":
            strips.extend(_item(child, width, context))
            previous = "list"
        else:
            strips.extend(compose(child, width, context))
            previous = ""
    return strips


def _worn(style: str, block: BlockStyle) -> str:
    """Return the style that a paragraph wears in a block: the block's own for plain text."""
    return block.paragraph if block.paragraph and style == "body" else style


def _item(element: Element, width: float, context: Context) -> list[Strip]:
    """Return a list item: its label hung in the indent of style "list", its body beside."""
    style = context.paragraph("list")
    label, body = element.children
    inner = width - style.left
    body_strips: list[Strip] = []
    if body.content:
        body_strips = set_paragraph(
            body.content, body.id, "list-body", inner, context, body.position
        )
    else:
        for child in body.children:
            name = "list-body" if child.style == "body" else child.style
            body_strips.extend(
                set_paragraph(
                    child.content, child.id, name, inner, context, child.position
                )
                if child.content
                else compose(child, inner, context)
            )
    labels = set_paragraph(label.content, label.id, "list-label", style.left, context)
    return _hung(labels, body_strips, style.left)


def _hung(labels: list[Strip], body: list[Strip], x: float) -> list[Strip]:
    """Return the body moved right by ``x`` with the labels in the room at its left.

    First lines share their baseline; each side then keeps its own leading.
    """
    if not labels or not body:
        return labels or [beside([(x, strip)]) for strip in body]
    down = _first_baseline(body[0]) - _first_baseline(labels[0])
    tops = [height_of(labels[:n]) + down for n in range(len(labels))]
    rows: list[Strip] = []
    y = 0.0
    for n, strip in enumerate(body):
        y += max(body[n - 1].after, strip.before) if n else 0.0
        last = n + 1 == len(body)
        here = [
            (label, top - y)
            for label, top in zip(labels, tops, strict=True)
            if (top < y + strip.height - 0.5 or last) and (top >= y - 0.5 or n == 0)
        ]
        row = beside([(x, strip)])
        foot = max([strip.height, *(top + label.height for label, top in here if last)])
        rows.append(
            replace(
                row,
                height=foot,
                items=(
                    *(
                        moved(item, 0, top)
                        for label, top in here
                        for item in label.items
                    ),
                    *row.items,
                ),
                keep=strip.keep or (n + 1 < len(labels) and not last),
                snap=strip.snap,
            )
        )
        y += strip.height
    return rows


def _first_baseline(strip: Strip) -> float:
    """Return the y of the first line of words."""
    return next((item.y for item in strip.items if isinstance(item, Run)), 0.0)


def _terms(
    element: Element, width: float, block: BlockStyle, context: Context
) -> list[Strip]:
    """Return pairs of term and meaning in two columns."""
    strips: list[Strip] = []
    x = block.label_width + block.gap
    for item in element.children:
        label, body = item.children
        labels = set_paragraph(
            label.content, label.id, "term", block.label_width, context, label.position
        )
        pieces = [body] if body.content else list(body.children)
        meaning = [
            strip
            for piece in pieces
            for strip in set_paragraph(
                piece.content,
                piece.id,
                block.paragraph or piece.style,
                width - x,
                context,
                piece.position,
            )
        ]
        strips.extend(_hung(labels, meaning, x))
    return strips


def _row(
    element: Element, width: float, block: BlockStyle, context: Context
) -> list[Strip]:
    """Return the children side by side in equal columns, in rows of ``block.columns``."""
    count = block.columns if block.columns > 1 else max(len(element.children), 1)
    each = (width - block.gap * (count - 1)) / count
    strips: list[Strip] = []
    for start in range(0, len(element.children), count):
        placed = [
            (n * (each + block.gap), stacked(compose(child, each, context)))
            for n, child in enumerate(element.children[start : start + count])
        ]
        strips.append(beside(placed))
    return strips


def _columns(
    element: Element, width: float, block: BlockStyle, context: Context
) -> list[Strip]:
    """Return text to be balanced over columns, as one strip that pagination may split."""
    each = (width - block.gap * (block.columns - 1)) / block.columns
    lines = _flow(element, each, block, context)
    if block.columns == 1 or not lines:
        return lines
    return [balanced(Columns(tuple(lines), block.columns, each, block.gap))]


def _contents_line(element: Element, width: float, context: Context) -> list[Strip]:
    """Return one line of the contents: words at the left, the folio at the right edge."""
    words = tuple(
        piece
        for piece in element.content
        if not (isinstance(piece, Ref) and piece.form == "page")
    )
    folio = tuple(piece for piece in element.content if piece not in words)
    style = context.paragraph(element.style)
    left = set_paragraph(
        words, element.id, element.style, width - 3 * style.size, context
    )
    right = set_paragraph(folio, element.id, element.style, 3 * style.size, context)
    shift = 3 * style.size - _right_edge(right)
    x = width - 3 * style.size + shift
    last = beside([(0.0, _unruled(left[-1])), (x, _unruled(right[0]))])
    line = replace(last, keep=left[-1].keep, element=element.id, before=left[-1].before)
    rule = (style.rule_above, style.rule_gap, style.rule_ink)
    first = [_unruled(strip) for strip in left[:-1]]
    return ruled([*first, line], width, rule)


def _unruled(strip: Strip) -> Strip:
    """Return a strip of words without the rule above them: the whole line wears one."""
    down = sum(item.box.height for item in strip.items if isinstance(item, Area))
    if not down:
        return strip
    words = [item for item in strip.items if not isinstance(item, Area)]
    return replace(
        strip,
        height=strip.height - down,
        items=tuple(moved(item, 0, -down) for item in words),
        links=tuple(moved_link(link, 0, -down) for link in strip.links),
    )


def _right_edge(strips: Iterable[Strip]) -> float:
    """Return the x of the right end of the last glyph run."""
    edges = [
        item.x + item.glyphs.width(item.size) + item.tracking * len(item.glyphs.ids)
        for strip in strips
        for item in strip.items
        if not isinstance(item, Area | PlacedDrawing)
    ]
    return max(edges, default=0.0)


def _exhibit(element: Element, width: float, context: Context) -> list[Strip]:
    """Return an exhibit: title, unit line, figure or table, notes, source; then dressed."""
    assert element.exhibit is not None  # noqa: S101 - told to mypy; compose() checked it
    exhibit = context.exhibits[element.exhibit]
    at = exhibit.position
    head = [
        replace(strip, keep=True)
        for content, name, style in (
            (exhibit.title, "title", "caption"),
            (exhibit.unit, "unit", "unit"),
        )
        if content
        for strip in set_paragraph(
            content, f"{exhibit.id}/{name}", style, width, context, at
        )
    ]
    foot = [
        strip
        for n, note in enumerate(exhibit.notes)
        for strip in set_paragraph(
            note, f"{exhibit.id}/note-{n}", "exhibit-note", width, context, at
        )
    ]
    if exhibit.source:
        foot += set_paragraph(
            exhibit.source, f"{exhibit.id}/source", "source", width, context, at
        )
    foot = [replace(strip, keep=True) for strip in foot[:-1]] + foot[-1:]
    if isinstance(exhibit, Figure):
        body = [_figure(exhibit, width, element.position)]
        body = [replace(strip, keep=bool(foot)) for strip in body]
    else:
        body, findings = table_strips(exhibit, width, context)
        context.setting.findings.extend(findings)
        if body and foot:
            body[-1] = replace(body[-1], keep=True)
    block = context.style.type.blocks.get(element.style, BlockStyle())
    return _dressed([*head, *body, *foot], width, block)


def _figure(figure: Figure, width: float, position: Position | None) -> Strip:
    """Return the place of a figure at its usual height."""
    return Strip(
        figure.height,
        (PlacedDrawing(figure.id, Box(0, 0, width, figure.height), Tag(figure.id)),),
        stretch=Stretch(figure.height - figure.least, figure.most - figure.height),
        element=figure.id,
        position=position,
    )
