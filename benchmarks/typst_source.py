"""A Document and its exhibits to one Typst source: the same words, tables and looks.

Written as a Typst user would: style functions at the head, then the content. The sizes,
faces and inks come from the same ``styles/`` files; figures are SVG files. It does not
try to compose pages to their foot, nor to set numbers on their decimal point (Typst has
no such alignment: equal decimals at the right edge do the same here).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from publisher.narrative.model import (
    Document,
    Element,
    Exhibit,
    Inline,
    Link,
    Note,
    Part,
    Ref,
    Text,
)
from publisher.styles.models import (
    Frame,
    Margins,
    Master,
    ParagraphStyle,
    Style,
)
from publisher.tables.model import Row, Table

__all__ = ["Typesetting", "css_family"]

_LEVELS = {"H1": 1, "H2": 2, "H3": 3, "H4": 4}
_ALIGN = {"left": "left", "right": "right", "center": "center", "decimal": "right"}


_BALANCED = """#let balanced(gap, body) = layout(size => {
  let whole = measure(block(width: (size.width - gap) / 2, body)).height
  block(height: whole / 2 + 14pt, columns(2, gutter: gap, body))
})"""
"""Two columns of one length: Typst's own fill the page before they turn."""


def quoted(text: str) -> str:
    """Return a Typst string literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def length(value: float) -> str:
    """Return a Typst length."""
    return f"{value:g}pt"


def css_family(family: str) -> str:
    """Return the name by which Typst finds a family: condensed is a width of it."""
    width = "; font-stretch: condensed" if family.endswith(" Condensed") else ""
    return f"'{family.removesuffix(' Condensed')}'{width}"


class Typesetting:
    """One document in Typst's words.

    ``images`` gives each figure's SVG file; ``margins`` etc. come from ``style``.
    """

    def __init__(
        self,
        document: Document,
        exhibits: Mapping[str, Exhibit],
        style: Style,
        images: Mapping[str, str],
    ) -> None:
        self.document = document
        self.exhibits = exhibits
        self.style = style
        self.images = images
        self.targets = {
            piece.target for piece in self._pieces() if isinstance(piece, Ref)
        }

    def source(self) -> str:
        """Return the whole source file."""
        filler = [part for part in self.document.parts if part.filler]
        *parts, last = [part for part in self.document.parts if not part.filler]
        return "\n".join(
            [
                *self._preamble(),
                *map(self._part, parts),
                *map(self._filled, filler),
                self._part(last),
            ]
        )

    # --- looks

    def _preamble(self) -> Iterable[str]:
        document, page = self.document, self.style.page
        year, month, day = (int(number) for number in document.date.split("-"))
        yield (
            f"#set document(title: {quoted(document.title)}, "
            f"author: {quoted(document.author)}, "
            f"date: datetime(year: {year}, month: {month}, day: {day}))"
        )
        lang, _, region = document.language.partition("-")
        family = self.style.type.faces[self.style.type.paragraphs["body"].face].family
        yield (
            f'#set text(lang: "{lang}", region: "{region or "US"}", '
            f"font: {quoted(family)})"
        )
        yield (
            f"#set page(width: {length(page.trim_width)}, "
            f"height: {length(page.trim_height)}, binding: left)"
        )
        yield "#set table(stroke: none)"
        yield "#show heading: set block(above: 0pt, below: 0pt)"
        yield "#show figure: set align(left)"
        yield "#show figure: set block(breakable: true)"
        yield "#show figure.caption: it => it.body"
        yield _BALANCED
        for name, paragraph in self.style.type.paragraphs.items():
            yield self._paragraph_style(name, paragraph)

    def _paragraph_style(self, name: str, look: ParagraphStyle) -> str:
        """Return a function that sets its body in one paragraph style."""
        face = self.style.type.faces[look.face]
        family, stretch = face.family, ""
        if family.endswith(" Condensed"):  # a stretch of the family to Typst
            family, stretch = family.removesuffix(" Condensed"), ", stretch: 75%"
        align = (
            f"set align({look.align}); " if look.align in {"right", "center"} else ""
        )
        return (
            f"#let s-{name}(body) = {{ set text(font: {quoted(family)}{stretch}, "
            f"size: {length(look.size)}, weight: {face.weight}, "
            f'style: "{face.style}", fill: {self._ink(look.ink)}, '
            f"hyphenate: {str(look.hyphenate).lower()}, "
            f"tracking: {length(look.tracking)}, top-edge: 0.8em, bottom-edge: -0.2em); "
            f"set par(leading: {length(look.leading - look.size)}, "
            f"justify: {str(look.align == 'justify').lower()}); "
            f"show heading: set text(size: {length(look.size)}, weight: {face.weight}); "
            f"{align}"
            f"block(above: {length(look.before)}, below: {length(look.after)}, "
            f"inset: (left: {length(look.left)}, right: {length(look.right)}), "
            f"{'upper(body)' if look.capitals else 'body'}) }}"
        )

    def _ink(self, name: str) -> str:
        ink = self.style.palette.inks.get(name)
        return f'rgb("{ink.rgb}")' if ink else "black"

    # --- parts

    def _part(self, part: Part) -> str:
        master = self._master(part)
        lines = []
        if master.opens != "any":
            side = "odd" if master.opens == "recto" else "even"
            lines.append(f'#pagebreak(to: "{side}", weak: true)')
        lines.append(self._page(part, master))
        lines.append(self._element(part.root, master))
        return "\n".join(lines)

    def _filled(self, part: Part) -> str:
        """Return the filler as often as the last part needs to end a sheet."""
        every = self.style.page.pages_divisible_by
        body = self._element(part.root, self._master(part))
        return (
            '#place(bottom)[#metadata(none)#label("text-end")]'
            '#context { let last = locate(label("text-end")).page(); '
            f"for _ in range(calc.rem-euclid(-last - 1, {every})) "
            f"{{ pagebreak(); [{body}] }} }}"
        )

    def _master(self, part: Part) -> Master:
        return self.style.page.masters[part.master]

    def _page(self, part: Part, master: Master) -> str:
        """Return the page rule of a part: margins, ground, running head and folio."""
        margins = self._margins(master)
        ground = self._ink(master.ground) if master.ground else "none"
        head, foot = "[]", "[]"
        if master.running:
            head = (
                f"[#s-{master.running[0].style}[{self._words(part.title)}"
                f" #h(1fr) {self._words(self.document.stamp)}"
                f" #h(1fr) {self._words(self.document.title)}]]"
            )
            foot = (
                f"[#s-{master.running[-1].style}"
                "[#h(1fr)#context counter(page).display()]]"
            )
        return (
            f"#set page(margin: (top: {length(margins.head)}, "
            f"bottom: {length(margins.foot)}, inside: {length(margins.gutter)}, "
            f"outside: {length(margins.fore_edge)}), fill: {ground}, "
            f"header: {head}, footer: {foot})"
        )

    def _margins(self, master: Master) -> Margins:
        return master.margins or self.style.page.margins

    # --- elements

    def _element(self, element: Element, master: Master, plain: str = "body") -> str:
        body = self._body(element, master, plain)
        if element.id in self.targets:
            body = f"#metadata(none)#label({quoted(element.id)})\n{body}"
        frame = master.frames.get(element.slot) if element.slot else None
        return self._framed(body, frame, master) if frame else body

    def _framed(self, body: str, frame: Frame, master: Master) -> str:
        """Return ``body`` placed in a frame of the page."""
        page, margins = self.style.page, self._margins(master)
        width, height = frame.width, frame.height
        if frame.bleeds:
            width, height = page.trim_width, page.trim_height
        return (
            f"#place(top + left, dx: {length(frame.x - margins.gutter)}, "
            f"dy: {length(frame.y - margins.head)}, "
            f"block(width: {length(width)}, height: {length(height)})[{body}])"
        )

    def _body(self, element: Element, master: Master, plain: str) -> str:
        """Return an element; ``plain`` is the style of paragraphs that name none."""
        if element.exhibit:
            return self._exhibit(self.exhibits[element.exhibit])
        if element.role in _LEVELS:
            level = _LEVELS[element.role]
            words = self._inline(element.content)
            return f"#s-{element.style}[#heading(level: {level})[{words}]]"
        if element.content:
            style = plain if element.style == "body" else element.style
            return f"#s-{style}[{self._inline(element.content)}]"
        if element.role == "L":
            return self._list(element, master)
        block = self.style.type.blocks.get(element.style)
        plain = (block.paragraph if block else None) or plain
        children = [self._element(child, master, plain) for child in element.children]
        if block and block.arrange == "row":
            cells = ", ".join(f"[{child}]" for child in children)
            columns = len(children)
            return f"#grid(columns: (1fr,) * {columns}, gutter: {length(block.gap)}, {cells})"
        inside = "\n".join(children)
        if block and block.arrange == "columns":
            return f"#balanced({length(block.gap)})[{inside}]"
        if block and (block.ground or block.padding):
            fill = self._ink(block.ground) if block.ground else "none"
            return (
                f"#block(width: 100%, inset: {length(block.padding)}, fill: {fill})"
                f"[{inside}]"
            )
        return inside

    def _list(self, element: Element, master: Master) -> str:
        """Return a list: labels (terms, numbers or bullets) beside their bodies."""
        block = self.style.type.blocks.get(element.style)
        width = length(block.label_width) if block and block.label_width else "auto"
        rows = []
        for item in element.children:
            labels = [part for part in item.children if part.role == "Lbl"]
            bodies = [part for part in item.children if part.role != "Lbl"]
            label = "".join(self._body(part, master, "list") for part in labels)
            body = "".join(self._body(part, master, "list") for part in bodies)
            rows.append(f"[{label}], [{body}]")
        return f"#grid(columns: ({width}, 1fr), gutter: 6pt, {', '.join(rows)})"

    # --- exhibits

    def _exhibit(self, exhibit: Exhibit) -> str:
        if isinstance(exhibit, Table):
            kind, inner = "table", self._table(exhibit)
        else:
            kind = "image"
            inner = (
                f"#image({quoted(self.images[exhibit.id])}, width: 100%, "
                f"alt: {quoted(exhibit.alt)})"
            )
        title = self._styled("caption", exhibit.title)
        unit = self._styled("unit", exhibit.unit)
        notes = "".join(self._styled("exhibit-note", note) for note in exhibit.notes)
        source = self._styled("source", exhibit.source)
        return (
            f"#figure(kind: {kind}, supplement: none, numbering: none, "
            f"caption: figure.caption(position: top)[{title}{unit}])"
            f"[{inner}\n{notes}{source}]"
        )

    def _styled(self, style: str, content: tuple[Inline, ...]) -> str:
        return f"#s-{style}[{self._inline(content)}]" if content else ""

    def _table(self, table: Table) -> str:
        look = self.style.tables[table.style]
        aligns = ", ".join(_ALIGN[column.align] for column in table.columns)
        columns = "(1fr, " + "auto, " * (len(table.columns) - 1) + ")"
        head = [self._spanners(table)] if table.spanners else []
        head += [
            f"[#s-{look.boxhead}[{self._inline(column.head)}]]"
            for column in table.columns
        ]
        body = [self._row(row, look.body, look.total) for row in table.body]
        return (
            f"#table(columns: {columns}, align: ({aligns},), "
            f"inset: (x: {length(look.gap / 2)}, y: 1pt), "
            f"table.hline(stroke: {length(look.rule_head)}), "
            f"table.header({', '.join(head)}), "
            f"table.hline(stroke: {length(look.rule_body)}), "
            f"{', '.join(body)}, table.hline(stroke: {length(look.rule_foot)}))"
        )

    def _spanners(self, table: Table) -> str:
        cells, column = [], 0
        look = self.style.tables[table.style]
        for spanner in table.spanners:
            cells += ["[]"] * (spanner.first - column)
            span = spanner.last - spanner.first + 1
            words = f"#s-{look.spanner}[{self._inline(spanner.text)}]"
            cells.append(f"table.cell(colspan: {span}, align: center)[{words}]")
            column = spanner.last + 1
        cells += ["[]"] * (len(table.columns) - column)
        return ", ".join(cells)

    def _row(self, row: Row, body: str, total: str) -> str:
        style = total if row.kind == "total" else body
        return ", ".join(
            f"[#s-{style}[{self._inline(cell.content)}]]" if cell.content else "[]"
            for cell in row.cells
        )

    # --- words

    def _inline(self, content: tuple[Inline, ...]) -> str:
        return "".join(self._piece(piece) for piece in content)

    def _piece(self, piece: Inline) -> str:
        if isinstance(piece, Text):
            return self._text(piece)
        if isinstance(piece, Link):
            return f"#link({quoted(piece.uri)})[{self._inline(piece.content)}];"
        if isinstance(piece, Note):
            return f"#footnote[{self._inline(piece.content)}];"
        target = f"label({quoted(piece.target)})"
        shown = (
            f"#context counter(page).at({target}).first();"
            if piece.form == "page"
            else self._words(piece.text)
        )
        return f"#link({target})[{shown}];"

    def _text(self, text: Text) -> str:
        words = self._words(text.text)
        if text.strong:
            words = f"#strong[{words}];"
        if text.emphasis:
            words = f"#emph[{words}];"
        if text.raised:
            words = f"#super[{words}];"
        if text.ink:
            words = f"#text(fill: {self._ink(text.ink)})[{words}];"
        return words

    @staticmethod
    def _words(text: str) -> str:
        return f"#{quoted(text)};" if text else ""

    def _pieces(self) -> Iterable[Inline]:
        for element in self.document.elements():
            yield from element.content
