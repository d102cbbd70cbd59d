"""Elements of the document to strips of a given width.

Knows blocks (how children are arranged) and paragraphs as wholes; lines are broken in
`paragraph`, tables set in `table`, pages made in `pagination`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import inf

from publisher.figures.model import Figure
from publisher.layout.columns import balanced
from publisher.layout.galley import Context, ruled, set_lines, set_paragraph
from publisher.layout.model import Area, Box, PlacedDrawing, Run, Tag
from publisher.layout.strips import (
    Columns,
    Stretch,
    Strip,
    beside,
    height_of,
    shifted,
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
    inner = shifted(stacked(strips), block.padding, block.padding)
    height = inner.height + block.padding
    ground = (
        (Area(Box(0, 0, width, height), block.ground, "Background"),)
        if block.ground
        else ()
    )
    return replace(
        inner, height=height, items=(*ground, *inner.items), before=0.0, after=0.0
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

    First lines share their baseline; each side then keeps its own leading. All labels
    are painted before the body, in the order in which the two are read, and no break
    falls beside them.
    """
    rows = [shifted(strip, x, 0) for strip in body]
    if not labels or not body:
        return labels or rows
    down = _first_baseline(body[0]) - _first_baseline(labels[0])
    rows[0] = shifted(rows[0], 0, max(-down, 0.0))
    tops = [height_of(rows[: n + 1]) - row.height for n, row in enumerate(rows)]
    hung = shifted(stacked(labels), 0, max(down, 0.0))
    start = hung.height - labels[-1].height
    rows = [
        replace(row, keep=row.keep or start >= below - 0.5)
        for row, below in zip(rows, [*tops[1:], inf], strict=True)
    ]
    rows[-1] = replace(rows[-1], height=max(rows[-1].height, hung.height - tops[-1]))
    rows[0] = replace(
        rows[0],
        items=(*hung.items, *rows[0].items),
        links=(*hung.links, *rows[0].links),
        notes=(*hung.notes, *rows[0].notes),
    )
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
            for strip in (
                set_paragraph(
                    piece.content,
                    piece.id,
                    block.paragraph or piece.style,
                    width - x,
                    context,
                    piece.position,
                )
                if piece.content
                else compose(piece, width - x, context)
            )
        ]
        strips.extend(_hung(labels, meaning, x))
    return strips


def _row(
    element: Element, width: float, block: BlockStyle, context: Context
) -> list[Strip]:
    """Return the children side by side in equal columns, in rows of ``block.columns``."""
    children = [child for child in element.children if child.slot is None]
    count = block.columns if block.columns > 1 else max(len(children), 1)
    each = (width - block.gap * (count - 1)) / count
    strips: list[Strip] = []
    for start in range(0, len(children), count):
        placed = [
            (n * (each + block.gap), stacked(compose(child, each, context)))
            for n, child in enumerate(children[start : start + count])
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
    """Return one line of the contents: words at the left, the folio at the right edge.

    Words of several lines have the folio beside the last one.
    """
    words = tuple(
        piece
        for piece in element.content
        if not (isinstance(piece, Ref) and piece.form == "page")
    )
    folio = tuple(piece for piece in element.content if piece not in words)
    name, at = element.style, element.position
    style = context.paragraph(name)
    strips = set_lines(words, element.id, name, width - 3 * style.size, context, at)
    right = set_lines(folio, element.id, name, 3 * style.size, context, at)
    if strips and right:
        last = strips[-1]
        pair = beside([(0.0, last), (width - _right_edge(right), right[0])])
        strips[-1] = replace(last, items=pair.items, links=pair.links, notes=pair.notes)
    rule = (style.rule_above, style.rule_gap, style.rule_ink)
    return ruled(strips or right, width, rule)


def _right_edge(strips: Iterable[Strip]) -> float:
    """Return the x of the right end of the last glyph run."""
    edges = [
        item.x + item.width
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
