"""A read YAML file as a value: the tree, and the place of every character of it.

A leaf of the stage: it reads nothing (`reader` does) and knows no model.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from publisher.provenance import Position

__all__ = ["Document", "Node"]

_QUOTED_TOKENS = {
    '"': re.compile(r"\\(?:x.{2}|u.{4}|U.{8}|\s+|.)|.", re.DOTALL),
    "'": re.compile(r"''|.", re.DOTALL),
}
_UNQUOTED_TOKEN = re.compile(r".", re.DOTALL)


@dataclass(slots=True)
class Node:
    """One value of the file.

    ``value`` is plain Python, for a list or group of keys made of the values of
    ``children``. ``line`` and ``column`` count from 1; ``start`` and ``end`` are
    indices of characters in the text. ``style`` is the quote or block mark, "" without.
    ``keys`` holds line and column of each key.
    """

    value: Any
    line: int
    column: int
    start: int
    end: int
    style: str = ""
    children: dict[str, Node] | list[Node] | None = None
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)

    def child(self, step: str | int) -> Node | None:
        """Return the value under a key or at an index (from 0), None if there is none."""
        if isinstance(self.children, dict) and isinstance(step, str):
            return self.children.get(step)
        if isinstance(self.children, list) and isinstance(step, int):
            return self.children[step] if 0 <= step < len(self.children) else None
        return None


@dataclass
class Document:
    """A read file: its name in the project (POSIX), its text and its tree."""

    file: str
    text: str
    root: Node
    _inked: dict[int, list[tuple[int, int]]] = field(default_factory=dict, repr=False)

    def position(self, node: Node) -> Position:
        """Return where a value begins; that of a block text is its first character."""
        if node.style in {"|", ">"}:
            return self.place(node, 0)
        return Position(self.file, node.line, node.column)

    def key_position(self, node: Node, key: str) -> Position:
        """Return where a key of ``node`` stands."""
        return Position(self.file, *node.keys.get(key, (node.line, node.column)))

    def place(self, node: Node, offset: int) -> Position:
        """Return the place of character ``offset`` (from 0) of a text.

        Folding and indentation change only white space. So the place is found by
        counting the other characters, which are the same in the file and in the value.
        """
        if not isinstance(node.value, str):
            return Position(self.file, node.line, node.column)
        value = node.value
        inked = len("".join(value[:offset].split()))
        tokens = self._inked_tokens(node)
        if offset < len(value) and not value[offset].isspace():
            start = tokens[inked][0] if inked < len(tokens) else node.start
            return self._position_of(start)
        white = value[len(value[:offset].rstrip()) : offset]
        start = tokens[inked - 1][1] if inked else self._content(node)
        return self._position_of(start + (0 if "\n" in white else len(white)))

    def _content(self, node: Node) -> int:
        """Return the index of the first character in the quotes or under the mark."""
        if node.style in {'"', "'"}:
            return node.start + 1
        if node.style in {"|", ">"}:
            under = self._line_starts[node.line]
            body = self.text[under : node.end]
            return under + len(body) - len(body.lstrip())
        return node.start

    def _inked_tokens(self, node: Node) -> list[tuple[int, int]]:
        """Return start and end of what stands in the file for each visible character."""
        if node.start in self._inked:
            return self._inked[node.start]
        start = self._content(node)
        pattern = _QUOTED_TOKENS.get(node.style, _UNQUOTED_TOKEN)
        end = node.end - 1 if node.style in _QUOTED_TOKENS else node.end
        found = [
            match.span()
            for match in pattern.finditer(self.text, start, end)
            if not _is_white(match[0])
        ]
        self._inked[node.start] = found
        return found

    def _position_of(self, index: int) -> Position:
        line = bisect_right(self._line_starts, index)
        return Position(self.file, line, index - self._line_starts[line - 1] + 1)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        for line in self.text.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        return starts


def _is_white(token: str) -> bool:
    """Tell whether a character or an escape of a double-quoted text is white space."""
    if len(token) == 1 or token[0] != "\\":
        return token.isspace()
    kind, digits = token[1], token[2:]
    if kind in "xuU" and digits:
        return chr(int(digits, 16)).isspace()
    return kind in "tnrvfNLP_" or kind.isspace()
