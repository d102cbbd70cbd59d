"""Walk a checked tree: what an expression comes to and which data it touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from jinja2 import nodes

from publisher.data.model import Misuse, NotAvailable, Value
from publisher.expressions.about import ARGUMENTS, About, resolve
from publisher.expressions.arithmetic import calculate, compare, negative
from publisher.expressions.faults import Fault, Incompatible, Unfit
from publisher.expressions.filters import FILTERS
from publisher.expressions.functions import FUNCTIONS
from publisher.expressions.parse import exact
from publisher.expressions.result import Phrase, Thing, Truth
from publisher.expressions.scope import Scope
from publisher.provenance import Cell

__all__ = ["Run", "names"]

CALCULATIONS: dict[type[nodes.BinExpr], str] = {
    nodes.Add: "add",
    nodes.Sub: "sub",
    nodes.Mul: "mul",
    nodes.Div: "div",
}


OF_LATER = {"available", "basis", "note", "vintage"}
"""What may be asked of a series that says how another has been revised since."""


@dataclass(slots=True)
class Run:
    """One evaluation: what it knows and what it has touched."""

    scope: Scope
    cells: set[Cell] = field(default_factory=set)
    inputs: set[str] = field(default_factory=set)
    figure: bool = False
    chosen: dict[int, nodes.Expr] = field(default_factory=dict)

    def value(self, node: nodes.Expr) -> Thing:
        """Return what a node comes to."""
        match node:
            case nodes.Const():
                return exact(node.value)
            case nodes.Name():
                return self._name(node.name)
            case nodes.Call():
                return self._call(node)
            case nodes.Filter():
                return self._filter(node)
            case nodes.Compare():
                return self._compare(node)
            case nodes.And():
                return self._truth(node.left) and self._truth(node.right)
            case nodes.Or():
                return self._truth(node.left) or self._truth(node.right)
            case nodes.Not():
                return not self._truth(node.node)
            case nodes.Neg():
                return negative(self.value(node.node))
            case nodes.CondExpr():
                return self._choice(node)
            case nodes.BinExpr():
                operation = CALCULATIONS[type(node)]
                return calculate(
                    operation, self.value(node.left), self.value(node.right)
                )
        msg = f"{type(node).__name__} passed the check of nodes"
        raise TypeError(msg)

    def _name(self, name: str) -> Thing:
        if name in self.scope.constants:
            self.figure = True
            return self.scope.constants[name]
        return self._touch(names(self.scope)[name]())

    def _choice(self, node: nodes.CondExpr) -> Thing:
        branch = node.expr1 if self._truth(node.test) else node.expr2
        if branch is None:
            return ""
        self.chosen[id(node)] = branch
        return self.value(branch)

    def _compare(self, node: nodes.Compare) -> bool:
        left = self.value(node.expr)
        for operand in node.ops:
            right = self.value(operand.expr)
            if not compare(operand.op, left, right):
                return False
            left = right
        return True

    def _truth(self, node: nodes.Expr) -> bool:
        value = self.value(node)
        if isinstance(value, bool):
            return value
        msg = "and, or, not and if want conditions"
        raise Unfit(msg, "compare with < > == or ask available(…)")

    def _filter(self, node: nodes.Filter) -> Thing:
        if node.node is None:
            msg = f"{node.name} has nothing before its bar"
            raise Unfit(msg)
        subject = self.value(node.node)
        arguments = [self.value(argument) for argument in node.args]
        named = self._named(node)
        try:
            return FILTERS[node.name](self.scope.voice, subject, *arguments, **named)
        except Fault as fault:
            raise _about(fault, node.name) from fault

    def _call(self, node: nodes.Call) -> Thing:
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        named = self._named(node)
        subject = {key: named.pop(key) for key in ARGUMENTS if key in named}
        try:
            if name == "available" and not _is_flow(node):
                return self._can_be_said(node, subject)
            arguments = [self.value(argument) for argument in node.args]
            about = resolve(subject, self.scope)
            if about.series in self.scope.revised_by.values() and name not in OF_LATER:
                msg = f"{about.series} is of a later vintage than this edition"
                hint = f"as_revised(…) of {_earlier(about)} says where it stands now"
                raise Incompatible(msg, hint)
            return self._touch(FUNCTIONS[name](about, *arguments, **named))
        except Misuse as misuse:
            raise Incompatible(str(misuse), misuse.hint, about=name) from misuse
        except Fault as fault:
            raise _about(fault, name) from fault

    def _named(self, node: nodes.Call | nodes.Filter) -> dict[str, Thing]:
        return {str(one.key): self.value(one.value) for one in node.kwargs}

    def _can_be_said(self, node: nodes.Call, subject: dict[str, Thing]) -> bool:
        """Return whether the data hold all that the expression in `available` needs."""
        if subject:
            msg = "available takes these arguments with a flow only"
            raise Unfit(msg, 'write available("balance", …) or available(rank(…))')
        try:
            self.value(node.args[0])
        except NotAvailable:
            return False
        return True

    def _touch(self, thing: Thing | Truth) -> Thing:
        """Remember the data that a thing stands on."""
        value = thing.value if isinstance(thing, Phrase | Truth) else thing
        if isinstance(value, Value):
            self.cells.update(value.cells)
            self.inputs.update(value.inputs)
            self.figure = True
        return thing.holds if isinstance(thing, Truth) else thing


def _earlier(about: About) -> str:
    """Return the series that the subject's series revises."""
    revised = about.scope.revised_by.items()
    return next(name for name, later in revised if later == about.series)


def _is_flow(node: nodes.Call) -> bool:
    return not node.args or isinstance(node.args[0], nodes.Const)


def _about(fault: Fault, name: str) -> Fault:
    """Let a fault point at the function or filter that raised it, unless it knows better."""
    if fault.about is None:
        fault.about = name
    return fault


def names(scope: Scope) -> dict[str, Callable[[], Thing]]:
    """Return the names that stand for what the expression is about."""

    def month() -> Thing:
        if scope.period is None:
            what = "a month, as the expression is about a year"
            raise NotAvailable(what)
        return Value(scope.period.month, "month", scope.period)

    def period() -> Thing:
        span = scope.period
        if span is None:
            return str(scope.subject_year)
        value = Value(span.month, "month", span)
        return Phrase(str(span), value)

    def closing_date() -> Thing:
        said = scope.voice.date(scope.closing_date)
        return Phrase(said, Value(int(scope.closing_date[:4]), "year"))

    return {
        "year": lambda: Value(scope.subject_year, "year"),
        "reference_year": lambda: Value(scope.reference_year, "year"),
        "month": month,
        "period": period,
        "sector": lambda: scope.sector,
        "partner": lambda: scope.partner or "",
        "series": lambda: scope.series or "",
        "closing_date": closing_date,
    }
