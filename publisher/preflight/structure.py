"""The tree of tags to what it leads to: marked content by page, figures without words.

ISO 32000-1, 14.7.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pikepdf import Array, Dictionary

from publisher.preflight.objects import entry, identity, items, name, number, text

__all__ = ["Structure", "read_structure"]

_MOST_NODES = 400_000
_MOST_ROLES = 20


@dataclass(frozen=True, slots=True)
class Structure:
    """``marked``: page numbers to the marked content ids that a tag owns."""

    marked: Mapping[int, frozenset[int]]
    pictures_without_words: int


def read_structure(root: object, pages: Mapping[tuple[int, int], int]) -> Structure:
    """Walk the tree; what is met twice is followed once."""
    roles = entry(root, "RoleMap")
    marked: defaultdict[int, set[int]] = defaultdict(set)
    wordless = nodes = 0
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[object, int]] = [(entry(root, "K"), 0)]
    while waiting and nodes < _MOST_NODES:
        nodes += 1
        node, page = waiting.pop()
        if isinstance(node, Array):
            waiting.extend((kid, page) for kid in items(node))
            continue
        if not isinstance(node, Dictionary):
            found = number(node)
            if found is not None:
                marked[page].add(int(found))
            continue
        key = identity(node)
        if key != (0, 0) and key in seen:
            continue
        seen.add(key)
        page = pages.get(identity(entry(node, "Pg")), page)
        mcid = number(entry(node, "MCID"))
        if mcid is not None and entry(node, "Stm") is None:
            marked[page].add(int(mcid))
        if _role(node, roles) == "Figure" and not _words(node):
            wordless += 1
        waiting.append((entry(node, "K"), page))
    owned = {page: frozenset(ids) for page, ids in marked.items()}
    return Structure(owned, wordless)


def _role(node: object, roles: object) -> str:
    role = name(entry(node, "S"))
    for _ in range(_MOST_ROLES):
        other = name(entry(roles, role)) if role else ""
        if not other or other == role:
            break
        role = other
    return role


def _words(node: object) -> bool:
    said = (text(entry(node, key)) for key in ("Alt", "ActualText"))
    return any(each.strip() for each in said)
