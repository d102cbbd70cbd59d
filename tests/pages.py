"""Two dumps of pages, compared in the words of a page: block, value, place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Line", "differences"]

_PAGE = re.compile(
    r"=== page (?P<page>\d+) \((?P<side>\w+), (?P<folio>.+)\) (?P<part>.+)"
)
_LINE = re.compile(r" *(?P<y>-?[\d.]+) +(?P<x>-?[\d.]+)  (?P<block>.+?)  (?P<words>.*)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page: what it belongs to, what it says, where it stands."""

    words: str
    x: str
    y: str


def differences(expected: str, found: str) -> list[str]:
    """Return what differs between two dumps, page by page and block by block."""
    old, new = dict(_pages(expected)), dict(_pages(found))
    said: list[str] = []
    for page in sorted(old.keys() | new.keys()):
        if page not in new or page not in old:
            which = "missing" if page not in new else "not expected"
            said.append(f"page {page}: {which}")
            continue
        (head, blocks), (other_head, other_blocks) = old[page], new[page]
        if head != other_head:
            said.append(f"page {page}: {other_head}, want {head}")
        for block in dict.fromkeys([*blocks, *other_blocks]):
            pair = blocks.get(block, []), other_blocks.get(block, [])
            said.extend(f"page {page}, {block}: {what}" for what in _compared(*pair))
    return said


def _pages(dump: str) -> Iterator[tuple[int, tuple[str, dict[str, list[Line]]]]]:
    head, blocks, block = "", dict[str, list[Line]](), ""
    page = 0
    for text in dump.splitlines():
        match = _PAGE.fullmatch(text)
        if match:
            if page:
                yield page, (head, blocks)
            page, blocks = int(match["page"]), {}
            head = f"{match['side']}, {match['folio']}, part {match['part']}"
            continue
        line = _LINE.fullmatch(text)
        if line:
            block = line["block"]
            made = Line(line["words"], line["x"], line["y"])
            blocks.setdefault(block, []).append(made)
        elif text.strip():
            labels = f"labels of {block}"
            blocks.setdefault(labels, []).append(Line(text.strip(), "", ""))
    if page:
        yield page, (head, blocks)


def _compared(old: list[Line], new: list[Line]) -> Iterator[str]:
    if [line.words for line in old] != [line.words for line in new]:
        yield f"{_said(new)}, want {_said(old)}"
        return
    for line, other in zip(old, new, strict=True):
        if (line.x, line.y) != (other.x, other.y):
            yield f"“{other.words}” at {other.x}, {other.y}, want {line.x}, {line.y}"


def _said(lines: list[Line]) -> str:
    return f"“{' / '.join(line.words for line in lines)}”" if lines else "nothing"
