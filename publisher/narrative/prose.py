"""Prose of the content to content and elements of the document.

Findings
--------
MARK-01 to MARK-05
    See `publisher.narrative.words`.
MARK-02
    A list nested more than one level deep.
TYPE-01 to TYPE-04, EXPR-…, DATA-29
    See `publisher.narrative.manuscript`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.tree import SyntaxTreeNode

from publisher.content.located import LocatedText
from publisher.content.models import Prose
from publisher.narrative import markup
from publisher.narrative.desk import Desk
from publisher.narrative.manuscript import Manuscript, chosen, write
from publisher.narrative.model import Element, Inline, Text
from publisher.narrative.words import Writer

__all__ = ["line", "paragraphs"]

Path = tuple[str | int, ...]

BULLET = "•"
_MARK = re.compile(r"(?:[-*+]|\d+[.)])\s+")


def line(
    desk: Desk,
    owner: LocatedText,
    path: Path,
    prose: Prose | None,
    *,
    element: str,
    notes: bool = True,
) -> tuple[Inline, ...]:  # fmt: skip
    """Return the content of a text that is one paragraph: a title, a label, a cell.

    ``owner`` and ``path`` say where it is written, ``element`` is the id of the element
    that will hold it, ``notes`` says whether footnotes may stand in it.
    """
    text, position_of = chosen(desk, owner, path, prose)
    manuscript = write(desk, text, position_of)
    writer = Writer(desk, manuscript, element, notes=notes)
    return writer.content(markup.inline(manuscript.text, writer.quotes))


def paragraphs(
    desk: Desk, owner: LocatedText, path: Path, prose: Prose, *, element: str
) -> tuple[Element, ...]:
    """Return the paragraphs and lists of a text, with ids below ``element``."""
    text, position_of = chosen(desk, owner, path, prose)
    manuscript = write(desk, text, position_of)
    page = _Page(desk, manuscript)
    tree = markup.blocks(manuscript.text, desk.scope.voice.say("quotes"))
    return tuple(page.elements(tree, element, depth=0))


@dataclass(slots=True)
class _Page:
    """The blocks of one manuscript on their way to elements."""

    desk: Desk
    manuscript: Manuscript

    def elements(
        self, tree: SyntaxTreeNode, above: str, depth: int
    ) -> Iterator[Element]:
        """Yield an element for each block of a tree, in order."""
        count = 0
        for node in tree.children:
            start = self._start(node)
            id_ = f"{above}/{count + 1}"
            writer = Writer(self.desk, self.manuscript, id_, start=start)
            if depth:  # the mark of the item is no word of it
                mark = _MARK.match(self.manuscript.text, start)
                writer.cursor = mark.end() if mark else start
            if node.type == "paragraph":
                content = writer.content(node.children[0])
                if content:
                    place = self.manuscript.position(start)
                    yield Element(id_, "P", "body", content=content, position=place)
                    count += 1
            elif node.type in {"bullet_list", "ordered_list"}:
                if depth > 1:
                    msg = "a list nested more than one level deep"
                    place = self.manuscript.position(start)
                    self.desk.fault("MARK-02", msg, place, "make it a text of its own")
                    continue
                yield self._list(node, id_, depth)
                count += 1
            elif node.type == "blockquote":
                place = self.manuscript.position(start)
                children = tuple(self.elements(node, id_, depth))
                if children:  # its words may be for other data
                    yield Element(
                        id_, "BlockQuote", "quote", children=children, position=place
                    )
                    count += 1
            else:
                writer.refuse(node)

    def _list(self, node: SyntaxTreeNode, id_: str, depth: int) -> Element:
        first = int(node.attrs.get("start", 1))
        items = []
        for place, item in enumerate(node.children):
            ordered = node.type == "ordered_list"
            label = f"{first + place}." if ordered else BULLET
            at = f"{id_}/{place + 1}"
            body = tuple(self.elements(item, f"{at}/body", depth + 1))
            if not body:  # its words are for other data
                continue
            where = self.manuscript.position(self._start(item))
            parts = (
                Element(f"{at}/label", "Lbl", "list-label", content=(Text(label),)),
                Element(f"{at}/body", "LBody", "list-body", children=body),
            )
            items.append(Element(at, "LI", "list", children=parts, position=where))
        position = self.manuscript.position(self._start(node))
        return Element(id_, "L", "list", children=tuple(items), position=position)

    def _start(self, node: SyntaxTreeNode) -> int:
        """Return where a block begins in the manuscript, past its indentation."""
        first = node.map[0] if node.map else 0
        lines = self.manuscript.text.split("\n")
        start = sum(len(line) + 1 for line in lines[:first])
        indent = len(lines[first]) - len(lines[first].lstrip()) if lines else 0
        return start + indent
