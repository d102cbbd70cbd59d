"""A Document and its exhibits to one HTML page with its CSS: the same words, tables, looks.

Written as a user of an HTML typesetter would: one class for each paragraph style, one
named page for each page master, then the content. The sizes, faces and inks come from
the same ``styles/`` files; figures are SVG files. Footnotes float to the foot of their
page, page numbers are target counters. As for the other peer, pages are not composed to
their foot and numbers stand on the right edge of their column; and the page count is not
brought to whole sheets, which CSS cannot ask for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from itertools import chain
from pathlib import Path

from peer import is_row

from publisher.narrative.model import (
    Document,
    Element,
    Exhibit,
    Inline,
    Link,
    Note,
    Part,
    Text,
)
from publisher.styles.models import FaceStyle, Master, ParagraphStyle, Style
from publisher.tables.model import Row, Table

__all__ = ["Markup", "css_family"]

_TAGS = {"H1": "h1", "H2": "h2", "H3": "h3", "H4": "h4", "BlockQuote": "blockquote"}
_ALIGN = {"left": "left", "right": "right", "center": "center", "decimal": "right"}
_OPENS = {"any": "page", "recto": "right", "verso": "left"}

_RESET = """
* { margin: 0; padding: 0; box-sizing: border-box }
h1, h2, h3, h4 { font: inherit }
a { color: inherit; text-decoration: none }
sup { font-size: 65%; line-height: 0 }
ul { list-style: none }
table { border-collapse: collapse; width: 100%; font-feature-settings: "tnum" }
thead { display: table-header-group }
th { font: inherit; text-align: inherit }
tr { break-inside: avoid }
figure { break-inside: avoid }
figure.table { break-inside: auto }
img { display: block; width: 100% }
a.page::after { content: target-counter(attr(href), page) }
.note { float: footnote }
.note::footnote-call { content: counter(footnote); font-size: 65%;
  vertical-align: super; line-height: 0 }
.note::footnote-marker { content: counter(footnote) "\\2009"; font-size: 65%;
  vertical-align: super; line-height: 0 }
section { string-set: part attr(data-title) }
"""


def css_family(family: str) -> str:
    """Return the name by which the page finds a family: its own."""
    return f"'{family}'"


def _pt(value: float) -> str:
    return f"{value:g}pt"


def _sides(*values: float) -> str:
    """Return lengths for the head, the right, the foot and the left."""
    return " ".join(map(_pt, values))


def _bleeds(master: Master) -> bool:
    """Whether something on the page bleeds, so that its margins must be padding."""
    return any(frame.bleeds for frame in master.frames.values())


def _side_by_side(children: list[str], gap: float) -> list[str]:
    """Return children in columns of one width; floats, which cost less than a flex box."""
    last = len(children) - 1
    width = f"calc((100% - {_pt(gap * last)}) / {last + 1})"
    return [
        f'<div style="float: left; width: {width}; '
        f'margin-right: {_pt(gap if n < last else 0)}">{child}</div>'
        for n, child in enumerate(children)
    ]


class Markup:
    """One document in HTML and CSS.

    ``images`` gives each figure's SVG file, ``fonts`` each face's font file.
    """

    def __init__(
        self,
        document: Document,
        exhibits: Mapping[str, Exhibit],
        style: Style,
        images: Mapping[str, str],
        fonts: Mapping[str, Path],
    ) -> None:
        self.document = document
        self.exhibits = exhibits
        self.style = style
        self.images = images
        self.fonts = fonts

    def source(self) -> str:
        """Return the whole page."""
        document = self.document
        head = (
            f"<title>{escape(document.title)}</title>"
            f'<meta name="author" content="{escape(document.author)}">'
            f'<meta name="description" content="{escape(document.subject)}">'
            f'<meta name="dcterms.created" content="{document.date}">'
        )
        lines = [
            f'<!doctype html><html lang="{document.language}"><head>',
            f'<meta charset="utf-8">{head}<style>',
            *self._css(),
            "</style></head><body>",
            *(self._part(part) for part in document.parts if not part.filler),
            "</body></html>",
        ]
        return "\n".join(lines) + "\n"

    # --- looks

    def _css(self) -> Iterable[str]:
        page = self.style.page
        for name, path in self.fonts.items():
            face = self.style.type.faces[name]
            yield f"@font-face {{ {self._face(face)}; src: url({path.as_uri()}) }}"
        yield _RESET
        size = f"{_pt(page.trim_width)} {_pt(page.trim_height)}"
        yield f"@page {{ size: {size}; @footnote {{ {self._look('footnote')} }} }}"
        for name, master in page.masters.items():
            yield from self._page(name, master)
        for name in self.style.type.paragraphs:
            yield f".p-{name} {{ {self._look(name)} }}"
        for name, block in self.style.type.blocks.items():
            yield f".b-{name} {{ {self._block(name)} }}"
            if block.arrange == "row":
                yield f".b-{name}::after {{ content: ''; display: block; clear: both }}"
        for name, look in self.style.tables.items():
            yield (
                f".t-{name} {{ border-top: {_pt(look.rule_head)} solid; "
                f"border-bottom: {_pt(look.rule_foot)} solid }} "
                f".t-{name} tbody {{ border-top: {_pt(look.rule_body)} solid }} "
                f".t-{name} td, .t-{name} th {{ padding: 1pt {_pt(look.gap / 2)} }}"
            )

    @staticmethod
    def _face(face: FaceStyle) -> str:
        return (
            f"font-family: '{face.family}'; font-weight: {face.weight}; "
            f"font-style: {face.style}"
        )

    def _look(self, name: str) -> str:
        look: ParagraphStyle = self.style.type.paragraphs[name]
        declared = [
            self._face(self.style.type.faces[look.face]),
            f"font-size: {_pt(look.size)}",
            f"line-height: {_pt(look.leading)}",
            f"color: {self._ink(look.ink)}",
            f"text-align: {look.align}",
            f"hyphens: {'auto' if look.hyphenate else 'manual'}",
            f"letter-spacing: {_pt(look.tracking) if look.tracking else 'normal'}",
            f"margin: {_sides(look.before, look.right, look.after, look.left)}",
            f"orphans: {look.orphans}; widows: {look.widows}",
        ]
        if look.capitals:
            declared.append("text-transform: uppercase")
        if look.keep_with_next:
            declared.append("break-after: avoid")
        if look.keep_together:
            declared.append("break-inside: avoid")
        if look.rule_above:
            rule = f"{_pt(look.rule_above)} solid {self._ink(look.rule_ink)}"
            declared.append(f"border-top: {rule}; padding-top: {_pt(look.rule_gap)}")
        return "; ".join(declared)

    def _block(self, name: str) -> str:
        look = self.style.type.blocks[name]
        declared = [f"margin: {_pt(look.before)} 0 {_pt(look.after)}"]
        if look.arrange == "columns":
            declared.append(f"columns: {look.columns}; column-gap: {_pt(look.gap)}")
        if look.ground:
            declared.append(f"background: {self._ink(look.ground)}")
        if look.padding:
            declared.append(f"padding: {_pt(look.padding)}")
        if look.rule_above:
            rule = f"{_pt(look.rule_above)} solid {self._ink(look.rule_ink)}"
            declared.append(f"border-top: {rule}; padding-top: {_pt(look.rule_gap)}")
        if look.keep_together:
            declared.append("break-inside: avoid")
        return "; ".join(declared)

    def _ink(self, name: str) -> str:
        ink = self.style.palette.inks.get(name)
        return ink.rgb if ink else "#000000"

    def _page(self, name: str, master: Master) -> Iterable[str]:
        """Yield the rules of a page master: margins, ground, running head and folio."""
        margins = master.margins or self.style.page.margins
        opens = f"page: {name}; break-before: {_OPENS[master.opens]}"
        if _bleeds(master):
            sides = margins.head, margins.fore_edge, margins.foot, margins.gutter
            yield f".m-{name} {{ {opens}; padding: {_sides(*sides)} }}"
            yield f"@page {name} {{ margin: 0; background: {self._ink(master.ground or '')} }}"
            return
        yield f".m-{name} {{ {opens} }}"
        ground = f"background: {self._ink(master.ground)}; " if master.ground else ""
        for side, gutter, fore_edge in (
            ("right", "left", "right"),
            ("left", "right", "left"),
        ):
            left, right = margins.gutter, margins.fore_edge
            if side == "left":
                left, right = right, left
            boxes = ""
            if master.running:
                head = self._look(master.running[0].style)
                foot = self._look(master.running[-1].style)
                title = self.document.title.replace('"', '\\"')
                boxes = (
                    f'@top-{gutter} {{ {head}; content: "{title}" }} '
                    f"@top-{fore_edge} {{ {head}; content: string(part) }} "
                    f"@bottom-{fore_edge} {{ {foot}; content: counter(page) }} "
                )
            if self.document.stamp:
                words = self.document.stamp.replace('"', '\\"')
                stamp = master.stamp or self.style.page.stamp
                look = self._look(stamp.style) if stamp else ""
                boxes += f'@top-center {{ {look}; content: "{words}" }} '
            yield (
                f"@page {name}:{side} {{ {ground}"
                f"margin: {_sides(margins.head, right, margins.foot, left)}; {boxes}}}"
            )

    # --- parts and elements

    def _part(self, part: Part) -> str:
        master = self.style.page.masters[part.master]
        title = escape(part.title)
        body = self._element(part.root, master, "body")
        return f'<section class="m-{part.master}" data-title="{title}">{body}</section>'

    def _element(self, element: Element, master: Master, plain: str) -> str:
        body = self._body(element, master, plain)
        frame = master.frames.get(element.slot) if element.slot else None
        if frame is None:
            return body
        page = self.style.page
        margins = master.margins or page.margins
        x, y, width, height = frame.x, frame.y, frame.width, frame.height
        if frame.bleeds:
            x, y, width, height = 0.0, 0.0, page.trim_width, page.trim_height
            body = self._image(self.exhibits[str(element.exhibit)])
        if not _bleeds(master):
            x, y = x - margins.gutter, y - margins.head
        return (
            f'<div style="position: absolute; z-index: {-int(frame.bleeds)}; '
            f"left: {_pt(x)}; top: {_pt(y)}; "
            f'width: {_pt(width)}; height: {_pt(height)}">{body}</div>'
        )

    def _body(self, element: Element, master: Master, plain: str) -> str:
        """Return an element; ``plain`` is the style of paragraphs that name none."""
        id_ = escape(element.id)
        if element.exhibit:
            return self._exhibit(self.exhibits[element.exhibit])
        if element.content:
            tag = _TAGS.get(element.role, "p")
            style = plain if element.style == "body" else element.style
            words = self._inline(element.content)
            return f'<{tag} id="{id_}" class="p-{style}">{words}</{tag}>'
        if element.role == "L":
            return self._list(element, master)
        block = self.style.type.blocks.get(element.style)
        plain = (block.paragraph if block else None) or plain
        children = [self._element(child, master, plain) for child in element.children]
        if is_row(element, self.style):
            children = _side_by_side(children, block.gap if block else 0)
        inside = "\n".join(children)
        return f'<div id="{id_}" class="b-{element.style}">{inside}</div>'

    def _list(self, element: Element, master: Master) -> str:
        """Return a list: labels (terms, numbers or bullets) beside their bodies."""
        block = self.style.type.blocks.get(element.style)
        width = _pt((block.label_width if block else 0) or 14)
        items = []
        for item in element.children:
            labels = [part for part in item.children if part.role == "Lbl"]
            bodies = [part for part in item.children if part.role != "Lbl"]
            label = "".join(self._body(part, master, "list") for part in labels)
            body = "".join(self._body(part, master, "list") for part in bodies)
            items.append(
                f'<li><div style="float: left; width: {width}">{label}</div>'
                f'<div style="margin-left: {width}">{body}</div></li>'
            )
        id_ = escape(element.id)
        return f'<ul id="{id_}" class="b-{element.style}">{"".join(items)}</ul>'

    # --- exhibits

    def _exhibit(self, exhibit: Exhibit) -> str:
        if isinstance(exhibit, Table):
            kind, inner = "table", self._table(exhibit)
        else:
            kind, inner = "image", self._image(exhibit)
        title = self._styled("caption", exhibit.title)
        unit = self._styled("unit", exhibit.unit)
        caption = f"<figcaption>{title}{unit}</figcaption>" if title or unit else ""
        notes = "".join(self._styled("exhibit-note", note) for note in exhibit.notes)
        source = self._styled("source", exhibit.source)
        id_ = escape(exhibit.id)
        return (
            f'<figure id="{id_}" class="{kind} b-exhibit">'
            f"{caption}{inner}{notes}{source}</figure>"
        )

    def _image(self, exhibit: Exhibit) -> str:
        file = escape(self.images[exhibit.id])
        return f'<img src="{file}" alt="{escape(exhibit.alt)}">'

    def _styled(self, style: str, content: tuple[Inline, ...]) -> str:
        return f'<p class="p-{style}">{self._inline(content)}</p>' if content else ""

    def _table(self, table: Table) -> str:
        look = self.style.tables[table.style]
        aligns = [_ALIGN[column.align] for column in table.columns]
        heads = "".join(
            f'<th scope="col" class="p-{look.boxhead}" style="text-align: {align}">'
            f"{self._inline(column.head)}</th>"
            for column, align in zip(table.columns, aligns, strict=True)
        )
        spanners = f"<tr>{self._spanners(table)}</tr>" if table.spanners else ""
        rows = "".join(
            self._row(row, look.body, look.total, aligns) for row in table.body
        )
        return (
            f'<table class="t-{table.style}"><thead>{spanners}<tr>{heads}</tr></thead>'
            f"<tbody>{rows}</tbody></table>"
        )

    def _spanners(self, table: Table) -> str:
        cells, column = [], 0
        look = self.style.tables[table.style]
        for spanner in table.spanners:
            cells += ["<td></td>"] * (spanner.first - column)
            span = spanner.last - spanner.first + 1
            cells.append(
                f'<th scope="colgroup" colspan="{span}" class="p-{look.spanner}" '
                f'style="text-align: center">{self._inline(spanner.text)}</th>'
            )
            column = spanner.last + 1
        cells += ["<td></td>"] * (len(table.columns) - column)
        return "".join(cells)

    def _row(self, row: Row, body: str, total: str, aligns: list[str]) -> str:
        style = total if row.kind == "total" else body
        cells = []
        for n, (cell, align) in enumerate(zip(row.cells, aligns, strict=False)):
            tag, scope = ("td", "") if n else ("th", ' scope="row"')
            cells.append(
                f'<{tag}{scope} class="p-{style}" style="text-align: {align}">'
                f"{self._inline(cell.content)}</{tag}>"
            )
        return f"<tr>{''.join(cells)}</tr>"

    # --- words

    def _inline(self, content: Iterable[Inline]) -> str:
        return "".join(chain(map(self._piece, content)))

    def _piece(self, piece: Inline) -> str:
        if isinstance(piece, Text):
            return self._text(piece)
        if isinstance(piece, Link):
            return f'<a href="{escape(piece.uri)}">{self._inline(piece.content)}</a>'
        if isinstance(piece, Note):
            return f'<span class="note">{self._inline(piece.content)}</span>'
        target = escape(piece.target)
        if piece.form == "page":
            return f' <a class="page" href="#{target}"></a>'
        return f'<a href="#{target}">{escape(piece.text)}</a>'

    def _text(self, text: Text) -> str:
        words = escape(text.text, quote=False)
        if text.strong:
            words = f"<strong>{words}</strong>"
        if text.emphasis:
            words = f"<em>{words}</em>"
        if text.raised:
            words = f"<sup>{words}</sup>"
        if text.ink:
            words = f'<span style="color: {self._ink(text.ink)}">{words}</span>'
        return words
