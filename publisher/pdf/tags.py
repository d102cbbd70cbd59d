"""The structure tree to text, for review and for differences between two builds.

One line of the dump is one element with its facts, in the order in which it is read; what
stands in it is indented. Words are quoted as they are painted, without the hyphens that
lines made; a line of its own says where the reading goes on to another page::

    P
      "The deficit, "
      Span expansion="minus 129 billion dollars" "−$129 billion"
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from publisher.pdf.model import Kid, Mark, Node

__all__ = ["tags_text"]


def tags_text(root: Node, words: Mapping[Mark, str]) -> str:
    """Return all elements as text; ``words`` are those of each stretch of marked content."""
    return "\n".join(_Dump(words).lines(root, 0)) + "\n"


class _Dump:
    """A walk through the tree that knows on which page it is."""

    def __init__(self, words: Mapping[Mark, str]) -> None:
        self._words = words
        self._page = -1

    def lines(self, node: Node, depth: int) -> Iterator[str]:
        """Yield the lines of an element and of all below it."""
        head = "  " * depth + " ".join([node.role, *_facts(node)])
        kids = self._kids(node)
        if len(kids) == 1 and isinstance(kids[0], Mark):
            yield from self._turned(kids[0])
            said = "" if node.role == "Figure" else f" {self._said(kids[0])}"
            yield head + said
            return
        yield head
        for kid in kids:
            if isinstance(kid, Node):
                yield from self.lines(kid, depth + 1)
            elif isinstance(kid, Mark):
                yield from self._turned(kid)
                yield "  " * (depth + 1) + self._said(kid)
            else:
                area = kid.area
                target = area.uri or f"#{area.target}"
                yield "  " * (depth + 1) + f"→ {target}"

    def _kids(self, node: Node) -> list[Kid]:
        """Return what is in an element; of a picture, where it is: its labels are unspoken."""
        kids = list(node.kids)
        if node.role == "Figure" and all(isinstance(kid, Mark) for kid in kids):
            return kids[:1]
        return kids

    def _turned(self, mark: Mark) -> Iterator[str]:
        if mark.page_index != self._page:
            self._page = mark.page_index
            yield f"=== page {mark.page_index + 1}"

    def _said(self, mark: Mark) -> str:
        return _quoted(self._words.get(mark, ""))


def _facts(node: Node) -> Iterator[str]:
    if node.id is not None:
        yield f"id={node.id}"
    for name in ("lang", "expansion", "alt"):
        said = getattr(node, name)
        if said is not None:
            yield f"{name}={said if name == 'lang' else _quoted(said)}"
    for key, value in node.attributes.items():
        if isinstance(value, tuple):
            parts = (f"{part:g}" if isinstance(part, float) else part for part in value)
            yield f"{key}=[{' '.join(map(str, parts))}]"
        else:
            yield f"{key}={_quoted(value) if key == 'Summary' else value}"


def _quoted(words: object) -> str:
    """Return words in quotation marks, on one line."""
    return json.dumps(words, ensure_ascii=False)
