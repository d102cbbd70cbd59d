"""The base of every model that is read from YAML: it knows where it was written.

Places are not fields: they do not count when two models are compared, and a model made
in code has none.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict, PrivateAttr

from publisher.content.document import Document, Node
from publisher.provenance import Position

__all__ = ["Located", "LocatedText", "locate"]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a model was written. All places are equal: a place tells no models apart."""

    document: Document | None = field(default=None, compare=False)
    node: Node | None = field(default=None, compare=False)


_NOWHERE = _Place()


class Located(BaseModel):
    """A frozen model that refuses unknown keys and knows its position."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, defer_build=True
    )

    _place: _Place = PrivateAttr(default=_NOWHERE)

    def at(self, *path: str | int) -> Position:
        """Return the position of the value under ``path``, or of the model without one.

        ``path`` is made of keys and indices (from 0): ``at("columns", 2, "cell")``.
        What was not written has the position of the innermost group of keys that
        could hold it.
        """
        document, node = self._place.document, self._place.node
        if document is None or node is None:
            return Position("(made in code)")
        return document.position(_under(node, path)[0])

    def key(self, *path: str | int) -> Position:
        """Return where the last key of ``path`` stands (that of an item is its value's)."""
        document, node = self._place.document, self._place.node
        if document is None or node is None:
            return Position("(made in code)")
        parent, whole = _under(node, path[:-1])
        if whole and path and isinstance(path[-1], str):
            return document.key_position(parent, _written(parent, path[-1]))
        return self.at(*path)


class LocatedText(Located):
    """A model that can also tell the place of each character of its texts."""

    def where(self, *path: str | int, offset: int) -> Position:
        """Return the place of character ``offset`` (from 0) of the text under ``path``.

        Exact for every way to write a text in YAML, but for white space at folds.
        """
        document, node = self._place.document, self._place.node
        if document is None or node is None:
            return Position("(made in code)")
        found, whole = _under(node, path)
        return document.place(found, offset) if whole else document.position(found)


def locate(value: object, document: Document, node: Node) -> None:
    """Tell a model and every model in it where they were written."""
    if isinstance(value, Located):
        value._place = _Place(document, node)  # noqa: SLF001 - this module is their home
        for name, info in type(value).model_fields.items():
            child = node.child(info.alias or name)
            if child is not None and child.children is not None:
                locate(getattr(value, name), document, child)
    elif isinstance(value, tuple) and isinstance(node.children, list):
        for item, child in zip(value, node.children, strict=True):
            locate(item, document, child)
    elif isinstance(value, dict) and isinstance(node.children, dict):
        for key, child in node.children.items():
            locate(value[key], document, child)


def _under(node: Node, path: tuple[str | int, ...]) -> tuple[Node, bool]:
    """Return the innermost value on ``path``, and whether that is its end."""
    for step in path:
        child = node.child(_written(node, step) if isinstance(step, str) else step)
        if child is None:
            return node, False
        node = child
    return node, True


def _written(node: Node, name: str) -> str:
    """Return a key as written: the field ``from_`` is the key ``from``."""
    return name if name in node.keys else name.removesuffix("_")
