"""What a printed number is, read off the expression that printed it.

The words beside a number ("rose", "the largest") are held against this; see
`publisher.checks`. Nothing is evaluated here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import TypeGuard, get_args

from jinja2 import nodes

from publisher.data.model import Flow, Value
from publisher.expressions.about import ARGUMENTS
from publisher.expressions.result import Phrase, Thing, sign_of
from publisher.provenance import Fact

__all__ = ["fact_of"]

FLOWS: tuple[str, ...] = get_args(Flow)
OPERATIONS: dict[type[nodes.Node], str] = {
    nodes.Add: "+",
    nodes.Sub: "−",
    nodes.Mul: "×",
    nodes.Div: "÷",
}
OF_BALANCES = {"first_deficit", "first_surplus", "run"}
"""Functions that are about the balance without saying so."""
OF_CHANGES = "rank of changes"
"""What the rank of a change is called: its side is that of the change."""
WAYS = ("high", "low", "deficit", "surplus")
NAME_TO_WAY = {
    "count_extremes": "low",
    "first_deficit": "deficit",
    "first_surplus": "surplus",
    "place": "high",
    "rank": "high",
    "record": "high",
    "record_year": "high",
    "top_share": "high",
}
"""Which end a function means unless it is told."""
CHOSEN = ("sector", "partner")


def fact_of(
    tree: nodes.Expr, value: Thing, chosen: Mapping[int, nodes.Expr]
) -> Fact | None:
    """Return what an evaluated expression says of the number it printed.

    ``chosen`` are the branches that its conditions took, by the id of the node.
    """
    number = value.value if isinstance(value, Phrase) else value
    core = _core(tree, chosen)
    shape = _shape(core) if core is not None else Fact(None, "", 0, "")
    shape = replace(shape, choices=_choices(tree))
    if isinstance(number, str | bool):
        return shape
    if isinstance(number, Value):
        shape = replace(shape, amount=number.amount, unit=number.unit)
    else:
        shape = replace(shape, amount=number)
    return replace(shape, side=sign_of(number))


def _core(
    node: nodes.Expr | None, chosen: Mapping[int, nodes.Expr]
) -> nodes.Expr | None:
    """Return what stands before all filters, on the branch that was taken."""
    while node is not None:
        if isinstance(node, nodes.Filter):
            node = node.node
        elif isinstance(node, nodes.CondExpr):
            node = chosen.get(id(node))
        elif isinstance(node, nodes.Call) and _name(node) == "abs":
            node = node.args[0] if node.args else None
        else:
            return node
    return None


@lru_cache(maxsize=4096)
def _shape(node: nodes.Expr) -> Fact:
    """Return a fact without its number."""
    bare = Fact(None, "", 0, "")
    match node:
        case nodes.Call():
            return _called(node, bare)
        case nodes.Name():
            return replace(bare, function=node.name)
        case nodes.BinExpr() if type(node) in OPERATIONS:
            sides = {_shape(side).flow for side in (node.left, node.right)}
            flow = sides.pop() if len(sides) == 1 else ""
            return replace(bare, function=OPERATIONS[type(node)], flow=flow)
        case nodes.Filter() | nodes.CondExpr():
            core = _core(node, {})
            return _shape(core) if core is not None else bare
    return bare


def _called(node: nodes.Call, bare: Fact) -> Fact:
    name = _name(node)
    constants = [_constant(argument) for argument in node.args]
    named = {str(one.key): _constant(one.value) for one in node.kwargs}
    places = [*(one.value for one in node.kwargs if one.key in CHOSEN), *node.args[:1]]
    chosen = next((one for one in places if _is_place(one)), None)
    if chosen is not None:
        place = _called(chosen, bare)
        if name == "name":
            return replace(place, function=name)
        bare = replace(bare, place=place.place, way=place.way)
    own = [*constants, *(said for key, said in named.items() if key not in ARGUMENTS)]
    flows = [one for one in (name, *own) if one in FLOWS]
    flow = flows[0] if flows else "balance" if name in OF_BALANCES else ""
    ways = [one for one in own if one in WAYS]
    way = ways[0] if ways else bare.way or NAME_TO_WAY.get(name, "")
    counts = tuple(one for one in own if isinstance(one, int))
    if name == "rank" and "changes" in own:
        name = OF_CHANGES
    if name == "place" and counts:
        bare = replace(bare, place=counts[0])
    return replace(bare, function=name, flow=str(flow), way=str(way), counts=counts)


def _is_place(node: nodes.Expr) -> TypeGuard[nodes.Call]:
    return isinstance(node, nodes.Call) and _name(node) == "place"


def _name(node: nodes.Call) -> str:
    return node.node.name if isinstance(node.node, nodes.Name) else ""


def _constant(node: nodes.Expr) -> str | int | Fraction | None:
    value = node.value if isinstance(node, nodes.Const) else None
    return value if isinstance(value, str | int) else None


@lru_cache(maxsize=4096)
def _choices(tree: nodes.Expr) -> tuple[str, ...]:
    """Return the words that the expression may print as they are written in it."""
    return tuple(_words(tree))


def _words(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Call | nodes.Compare):
        return
    if isinstance(node, nodes.Const):
        if isinstance(node.value, str):
            yield node.value
        return
    for child in node.iter_child_nodes():
        yield from _words(child)
