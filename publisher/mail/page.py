"""A letter to the HTML page of a message.

A page is a tree of elements that the standard library writes, so every word is escaped and
every element closed. The stylesheet beside this module is written into the elements by
css-inline: mail programs drop what stands in the head, or most of it. The layout is a
table, which the oldest of them understand; it says of itself that it is no table of data.

Not here: what differs between recipients (`fields`), and how a page travels (`form`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import css_inline

from publisher.mail.enclosure import Enclosure, Shown
from publisher.mail.fields import SALUTATION, marked
from publisher.mail.sheet import Sheet
from publisher.narrative.model import Element, Inline, Letter, Link, Note, Text, plain

__all__ = ["page"]

_LOOKS = Path(__file__).parent / "looks.css"
_DEFAULT_INKS = {
    "navy": "#14233f",
    "surplus": "#1f6f9f",
    "deficit": "#a5301a",
    "surplus-on-navy": "#8cc4e2",
    "deficit-on-navy": "#ea6a47",
}
"""For a palette that has no ink of that name."""
_WIDTH = 536
"""Pixels: what the picture may fill of a sheet of 600."""
_ROLE = {"role": "presentation", "cellpadding": "0", "cellspacing": "0", "border": "0"}


def page(
    letter: Letter, sheet: Sheet, enclosure: Enclosure, inks: Mapping[str, str]
) -> str:
    """Return the page, with marks where recipients differ.

    ``inks`` are the palette's colours by name, as #rrggbb.
    """
    root = ET.Element("html", lang=letter.language)
    root.append(_head(sheet.subject(letter), letter.language))
    body = ET.SubElement(root, "body", {"class": "ground"})
    before = ET.SubElement(body, "div", {"class": "preheader"})
    before.text = marked(plain(letter.preheader))
    outer = ET.SubElement(body, "table", {**_ROLE, "width": "100%", "class": "ground"})
    cell = ET.SubElement(ET.SubElement(outer, "tr"), "td", align="center")
    width = {"width": "600", "class": "sheet", "align": "center"}
    table = ET.SubElement(cell, "table", {**_ROLE, **width})
    _row(table, "head", [_paragraph(sheet.publication)])
    writer = _Writer(sheet)
    parts = [_paragraph(SALUTATION)]
    for element in letter.body:
        parts += writer.element(element)
    parts += writer.noted()
    parts.append(_edition(sheet, letter, enclosure))
    _row(table, "body", parts)
    foot = [_paragraph(line) for line in sheet.legal]
    _row(table, "foot", [*foot, _leaving(sheet, letter)])
    written = ET.tostring(root, encoding="unicode", method="html")
    return _inlined(f"<!DOCTYPE html>\n{written}\n", inks)


def _inlined(html: str, inks: Mapping[str, str]) -> str:
    """Return the page with the stylesheet in its elements, the ``@`` rules in its head."""
    css = _LOOKS.read_text(encoding="utf-8")
    css = re.sub(r"/\*.*?\*/\s*", "", css, flags=re.DOTALL)
    colours = {**_DEFAULT_INKS, **inks}
    css = re.sub(r"var\(--([a-z-]+)\)", lambda match: colours[match[1]], css)
    rules, at, kept = css.partition("@media")
    page = css_inline.CSSInliner(extra_css=rules).inline(html)
    return page.replace("</head>", f"<style>\n{at}{kept}</style></head>", 1)


def _head(title: str, language: str) -> ET.Element:
    head = ET.Element("head")
    ET.SubElement(head, "meta", charset="utf-8")
    for name, content in {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "supported-color-schemes": "light dark",
        "format-detection": "telephone=no, date=no, address=no, email=no",
    }.items():
        ET.SubElement(head, "meta", name=name, content=content)
    ET.SubElement(head, "title", lang=language).text = title
    return head


def _row(table: ET.Element, name: str, parts: Iterable[ET.Element]) -> None:
    cell = ET.SubElement(ET.SubElement(table, "tr"), "td", {"class": name})
    cell.extend(list(parts))


def _paragraph(words: str, name: str = "") -> ET.Element:
    made = ET.Element("p", {"class": name} if name else {})
    made.text = words
    return made


def _link(parent: ET.Element, words: str, address: str) -> None:
    """Put words into a parent, the address in them as a link."""
    before, found, after = words.partition(address) if address else (words, "", "")
    parent.text = before
    if found:
        target = f"mailto:{address}" if "//" not in address else address
        link = ET.SubElement(parent, "a", href=target)
        link.text, link.tail = address, after


def _edition(sheet: Sheet, letter: Letter, enclosure: Enclosure) -> ET.Element:
    table = ET.Element("table", {**_ROLE, "width": "100%"})
    cell = ET.SubElement(ET.SubElement(table, "tr"), "td", {"class": "edition"})
    _link(ET.SubElement(cell, "p"), sheet.edition(letter, enclosure), enclosure.link)
    return table


def _leaving(sheet: Sheet, letter: Letter) -> ET.Element:
    made = ET.Element("p")
    _link(made, sheet.leaving(letter), sheet.leave)
    return made


class _Writer:
    """Elements of a letter to elements of a page; it gathers the notes."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.notes: list[Note] = []

    def element(self, element: Element) -> list[ET.Element]:
        """Return what an element of a letter is on the page."""
        if element.exhibit is not None:
            return _exhibit(self.sheet.shown[element.exhibit])
        if element.style == "key-figures":
            return [self._figures(element.children)]
        if element.role == "L":
            return [self._list(element)]
        if element.children:
            return [made for child in element.children for made in self.element(child)]
        tag = {"H2": "h2", "H3": "h3"}.get(element.role, "p")
        name = "standfirst" if element.style == "standfirst" else ""
        made = ET.Element(tag, {"class": name} if name else {})
        self._words(made, element.content)
        return [made]

    def noted(self) -> list[ET.Element]:
        """Return the notes of the letter, each on a line of its own."""
        made = []
        for note in self.notes:
            line = ET.Element("p", {"class": "small"})
            ET.SubElement(line, "sup").text = note.label
            ET.SubElement(line, "span").text = f" {marked(plain(note.content))}"
            made.append(line)
        return made

    def _figures(self, pairs: Sequence[Element]) -> ET.Element:
        table = ET.Element("table", {**_ROLE, "width": "100%", "class": "figures"})
        row = ET.SubElement(table, "tr")
        width = f"{100 // max(len(pairs), 1)}%"
        for pair in pairs:
            cell = ET.SubElement(row, "td", {"class": "key", "width": width})
            number, label = pair.children
            ink = next((t.ink for t in number.content if isinstance(t, Text)), None)
            worn = f"number {ink}" if ink in {"surplus", "deficit"} else "number"
            cell.append(_paragraph(marked(plain(number.content)), worn))
            cell.append(_paragraph(marked(plain(label.content)), "label"))
        return table

    def _list(self, element: Element) -> ET.Element:
        labels = [
            plain(item.children[0].content).rstrip(".") for item in element.children
        ]
        ordered = all(map(str.isdigit, labels))
        attributes = {"start": labels[0]} if ordered and labels[0] != "1" else {}
        made = ET.Element("ol" if ordered else "ul", attributes)
        for item in element.children:
            entry = ET.SubElement(made, "li")
            for child in item.children[1].children:
                if child.role == "P":
                    self._words(entry, child.content)
                else:
                    entry.extend(self.element(child))
        return made

    def _words(self, parent: ET.Element, content: Iterable[Inline]) -> None:
        for piece in content:
            if isinstance(piece, Text):
                _say(parent, piece)
            elif isinstance(piece, Link):
                link = ET.SubElement(parent, "a", href=piece.uri)
                for text in piece.content:
                    _say(link, text)
            elif isinstance(piece, Note):
                self.notes.append(piece)
                ET.SubElement(parent, "sup").text = piece.label
            else:
                _say(parent, Text(piece.text))


def _say(parent: ET.Element, text: Text) -> None:
    """Put words at the end of a parent, in their look."""
    words = marked(text.text)
    for tag in ("strong" if text.strong else "", "em" if text.emphasis else ""):
        if tag:
            parent = ET.SubElement(parent, tag)
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + words
    else:
        parent.text = (parent.text or "") + words


def _exhibit(shown: Shown) -> list[ET.Element]:
    box = ET.Element("div", {"class": "exhibit"})
    box.append(_paragraph(shown.title, "title"))
    box.append(_paragraph(shown.unit, "small"))
    # without a height: where pictures are not shown, their text takes no more than it needs
    size = str(min(_WIDTH, shown.width))
    source = {"src": f"cid:{shown.cid}", "alt": shown.alt, "width": size}
    ET.SubElement(box, "img", {"class": "picture", **source})
    box.extend(_paragraph(line, "small") for line in shown.under)
    return [box]
