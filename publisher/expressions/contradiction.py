"""Two conditions to whether they exclude each other, whatever the data say.

Only what can be seen without data: of one amount two bounds that leave no room, of two
amounts two orders that cannot both be, a question answered both ways. Each condition is
taken apart at its `and`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from jinja2 import nodes

from publisher.expressions.parse import exact, tree_of

__all__ = ["exclude"]

MIRRORED = {
    "lt": "gt", "gt": "lt", "lteq": "gteq", "gteq": "lteq", "eq": "eq", "ne": "ne",
}  # fmt: skip
ORDERS = {
    "lt": {-1}, "lteq": {-1, 0}, "eq": {0}, "gteq": {0, 1}, "gt": {1}, "ne": {-1, 1},
}  # fmt: skip
"""How the left side may stand to the right one: less, equal, more."""


@dataclass(frozen=True, slots=True)
class _Demand:
    """What one condition asks of a subject: to stand so (``orders``) to ``bound``."""

    subject: str
    orders: frozenset[int]
    bound: int | Fraction = 0

    def excludes(self, other: _Demand) -> bool:
        """Whether no value of the subject meets both."""
        if self.subject != other.subject:
            return False
        if self.bound == other.bound:
            return not self.orders & other.orders
        low, high = sorted((self, other), key=lambda each: each.bound)
        # a value below, at, between, at and above the two bounds
        return not any(
            to_low in low.orders and to_high in high.orders
            for to_low, to_high in ((-1, -1), (0, -1), (1, -1), (1, 0), (1, 1))
        )


def exclude(one: str, other: str) -> bool:
    """Return whether two conditions can never both hold; False if that cannot be seen."""
    return any(
        first.excludes(second) for first in _demands(one) for second in _demands(other)
    )


@lru_cache(maxsize=1024)  # each claim of a part is held against all others
def _demands(source: str) -> tuple[_Demand, ...]:
    tree = tree_of(source)
    return () if tree is None else tuple(_of(tree, holds=True))


def _of(node: nodes.Expr, *, holds: bool) -> Iterator[_Demand]:
    match node:
        case nodes.And() if holds:
            yield from _of(node.left, holds=True)
            yield from _of(node.right, holds=True)
        case nodes.Not():
            yield from _of(node.node, holds=not holds)
        case nodes.Compare(ops=[operand]) if operand.op in ORDERS:
            yield _compared(node.expr, operand.op, operand.expr, holds=holds)
        case _:
            yield _Demand(repr(node), frozenset({1 if holds else 0}))


def _compared(
    left: nodes.Expr, operator: str, right: nodes.Expr, *, holds: bool
) -> _Demand:
    turned = _number(left) is not None or repr(left) > repr(right)
    if turned and _number(right) is None:
        left, operator, right = right, MIRRORED[operator], left
    orders = frozenset(ORDERS[operator])
    if not holds:
        orders = frozenset({-1, 0, 1}) - orders
    bound = _number(right)
    if bound is not None:
        return _Demand(repr(left), orders, bound)
    return _Demand(f"{left!r} to {right!r}", orders)


def _number(node: nodes.Expr) -> int | Fraction | None:
    """Return the number that is written, None for anything else."""
    if isinstance(node, nodes.Neg):
        number = _number(node.node)
        return None if number is None else -number
    value = exact(node.value) if isinstance(node, nodes.Const) else None
    return None if isinstance(value, str | bool) else value
