"""Figures and tables to structure elements: caption, body, notes and source.

Authorities: ISO 32000-1, 14.8.4.3.4 (tables) and 14.8.5.7 (their attributes);
ISO 14289-1, 7.3 (figures need alternative text) and 7.5 (heads must be findable).
"""

from __future__ import annotations

from dataclasses import replace

from publisher.figures.model import Figure
from publisher.narrative.model import Exhibit, plain
from publisher.pdf.claims import Claims
from publisher.pdf.model import Area, Kid, Node
from publisher.tables.model import Row, Table, cell_id, head_id, spanner_id

__all__ = ["exhibit_nodes"]


def exhibit_nodes(
    exhibit: Figure | Table, claims: Claims, box: Area | None, *, bare: bool = False
) -> tuple[Node, ...]:
    """Return an exhibit's elements in reading order, in a group if there are several.

    ``box`` is where a figure stands on its page, in the page's own coordinates. A
    ``bare`` exhibit is set without its title, unit, notes and source.
    """
    if bare:
        exhibit = replace(exhibit, title=(), unit=(), notes=(), source=())
    caption = _caption(exhibit, claims)
    body: tuple[Node, ...]
    if isinstance(exhibit, Table):
        body = (_table(exhibit, claims, caption),)
    else:
        body = (*caption, _figure(exhibit, claims, box))
    below = [
        claims.inline(note, f"{exhibit.id}/note-{n}", exhibit.position)
        for n, note in enumerate(exhibit.notes)
    ]
    below.append(
        claims.inline(exhibit.source, f"{exhibit.id}/source", exhibit.position)
    )
    nodes = (*body, *(Node("P", kids) for kids in below if kids))
    return (Node("Sect", nodes),) if len(nodes) > 1 else nodes


def _figure(figure: Figure, claims: Claims, box: Area | None) -> Node:
    """Return a figure, its caption not in it.

    Who listens hears a figure's alternative text in the place of all that is in it.
    """
    if box is None:
        claims.missed(figure.id, "the figure", figure.position)
    return Node(
        "Figure",
        claims.marks(figure.id),
        alt=figure.alt,
        element=figure.id,
        owner="Layout",
        attributes={"BBox": box, "Placement": "Block"} if box else {},
    )


def _caption(exhibit: Exhibit, claims: Claims) -> tuple[Node, ...]:
    """Return the caption: a paragraph for the title, one for the unit."""
    lines = [
        claims.inline(content, f"{exhibit.id}/{name}", exhibit.position)
        for name, content in (("title", exhibit.title), ("unit", exhibit.unit))
    ]
    paragraphs = tuple(Node("P", kids) for kids in lines if kids)
    return (Node("Caption", paragraphs),) if paragraphs else ()


# --- tables


def _table(table: Table, claims: Claims, caption: tuple[Node, ...]) -> Node:
    head = Node("THead", _head(table, claims))
    body = Node(
        "TBody", tuple(_row(table, n, row, claims) for n, row in enumerate(table.body))
    )
    return Node(
        "Table",
        (*caption, head, body),
        element=table.id,
        owner="Table",
        attributes={"Summary": table.alt} if table.alt else {},
    )


def _head(table: Table, claims: Claims) -> tuple[Node, ...]:
    """Return the boxhead: one row, or two where spanners stand over columns.

    A column under no spanner has its head in the first row and spans both.
    """
    heads = [_column_head(table, n, claims) for n in range(len(table.columns))]
    if not table.spanners:
        return (Node("TR", tuple(heads)),)
    upper: list[Node] = []
    lower: list[Node] = []
    for n, head in enumerate(heads):
        over = _spanner_over(table, n)
        if over is None:
            upper.append(_spanning(head, "RowSpan", 2))
            continue
        lower.append(head)
        spanner = table.spanners[over]
        if n == spanner.first:
            name = spanner_id(table.id, over)
            kids = claims.inline(spanner.text, name, table.position)
            node = _th(kids, name, "Column")
            upper.append(_spanning(node, "ColSpan", spanner.last - spanner.first + 1))
    return Node("TR", tuple(upper)), Node("TR", tuple(lower))


def _column_head(table: Table, column: int, claims: Claims) -> Node:
    """Return a column's head; an empty one heads nothing and is a plain cell."""
    content = table.columns[column].head
    name = head_id(table.id, column)
    kids = claims.inline(content, name, table.position)
    if not plain(content).strip():
        return Node("TD", kids, owner="Table")
    return _th(kids, name, "Column")


def _th(kids: tuple[Kid, ...], name: str, scope: str) -> Node:
    return Node("TH", kids, name, owner="Table", attributes={"Scope": scope})


def _spanning(node: Node, attribute: str, count: int) -> Node:
    """Return a cell that spans ``count`` rows or columns."""
    if count == 1:
        return node
    attributes = {**node.attributes, attribute: count}
    return Node(node.role, node.kids, node.id, owner="Table", attributes=attributes)


def _spanner_over(table: Table, column: int) -> int | None:
    return next(
        (n for n, s in enumerate(table.spanners) if s.first <= column <= s.last), None
    )


def _row(table: Table, index: int, row: Row, claims: Claims) -> Node:
    """Return one row of the body; its last cell spans the columns that it leaves out."""
    cells = []
    for column, cell in enumerate(row.cells):
        name = cell_id(table.id, index, column)
        kids = claims.inline(cell.content, name, table.position)
        if column == 0 and plain(cell.content).strip():
            node = _th(kids, name, "Row")
        else:
            heads = _heads_of(table, index, column)
            node = Node("TD", kids, owner="Table", attributes=heads)
        left_out = len(table.columns) - len(row.cells)
        if left_out and column == len(row.cells) - 1:
            node = _spanning(node, "ColSpan", left_out + 1)
        cells.append(node)
    return Node("TR", tuple(cells))


def _heads_of(table: Table, row: int, column: int) -> dict[str, tuple[str, ...]]:
    """Return the heads of a cell, where scopes alone would not tell them all."""
    if not table.spanners:
        return {}
    over = _spanner_over(table, column)
    heads = [] if over is None else [spanner_id(table.id, over)]
    if plain(table.columns[column].head).strip():
        heads.append(head_id(table.id, column))
    if column and plain(table.body[row].cells[0].content).strip():
        heads.append(cell_id(table.id, row, 0))
    return {"Headers": tuple(heads)} if heads else {}
