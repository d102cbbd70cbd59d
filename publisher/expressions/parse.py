"""Source text to checked syntax trees: Jinja2 parses, a whitelist decides.

Jinja2 is used for its parser only. A tree that holds anything but the nodes named
here (attributes, subscripts, statements, tests, powers, string joining) is refused
before anything is evaluated, and so are texts, numbers and trees beyond fixed sizes:
evaluation is then bounded by the size of the source.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from inspect import Parameter, signature

from jinja2 import Environment, TemplateSyntaxError, nodes

from publisher.expressions.faults import Fault, NotAllowed, Unfit, Unknown
from publisher.expressions.result import Literal

__all__ = ["Piece", "Vocabulary", "exact", "offset_of", "parse", "split", "tree_of"]

LONGEST_SOURCE = 2_000
LONGEST_STRING = 300
LARGEST_NUMBER = 10**15
MOST_NODES = 200
DEEPEST = 20

ENVIRONMENT = Environment(keep_trailing_newline=True, autoescape=True)

ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Const, nodes.Name, nodes.Call, nodes.Keyword, nodes.Filter, nodes.Compare,
    nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Neg, nodes.Add, nodes.Sub,
    nodes.Mul, nodes.Div, nodes.CondExpr,
)  # fmt: skip
COMPARISONS = frozenset({"eq", "ne", "lt", "lteq", "gt", "gteq"})
NODE_TO_WORDS: dict[type[nodes.Node], str] = {
    nodes.Getattr: "an attribute (x.y)",
    nodes.Getitem: "a subscript (x[y])",
    nodes.Pow: "a power",
    nodes.Mod: "a remainder or string formatting",
    nodes.FloorDiv: "a whole division",
    nodes.Concat: "joining with ~",
    nodes.Test: "a test (is …)",
    nodes.List: "a list",
    nodes.Tuple: "a tuple",
    nodes.Dict: "a mapping",
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names that an expression may use."""

    names: Collection[str]
    functions: Mapping[str, Callable[..., object]]
    filters: Mapping[str, Callable[..., object]]
    subject: Collection[str]


@dataclass(frozen=True, slots=True)
class Piece:
    """An expression inside a text; ``offset`` is the place of its source, past the braces."""

    source: str
    offset: int


# --- texts


def split(text: str) -> tuple[list[Literal | Piece], list[tuple[int, Fault]]]:
    """Return the literal and expression pieces of a text, and the faults with offsets."""
    if text and "{" not in text and "}" not in text:
        return [Literal(text, 0)], []
    try:
        tokens = list(ENVIRONMENT.lex(text))
    except TemplateSyntaxError as error:
        unclosed = _unclosed(text)
        if unclosed is not None:
            return [], [(unclosed, NotAllowed("{{ is not closed", "close it with }}"))]
        return [], [(_first_brace(text), _syntax(error))]
    pieces: list[Literal | Piece] = []
    faults: list[tuple[int, Fault]] = []
    offset = 0
    inside: int | None = None
    for _, kind, value in tokens:
        if kind.endswith("_begin") and (
            kind != "variable_begin" or value.endswith(("-", "+"))
        ):
            msg = f"{value} is not allowed in prose"
            hint = "only {{ expressions }}; comments are written in YAML with #"
            faults.append((offset, NotAllowed(msg, hint)))
        if kind == "data":
            if "}}" in value:
                fault = NotAllowed("}} closes no expression", "open it with {{")
                faults.append((offset + value.find("}}"), fault))
            pieces.append(Literal(value, offset))
        elif kind == "variable_begin" and value == "{{":
            inside = offset + len(value)
        elif kind == "variable_end" and inside is not None:
            pieces.append(Piece(text[inside:offset], inside))
            inside = None
        offset += len(value)
    if inside is not None:
        fault = NotAllowed("{{ is not closed", "close it with }}")
        faults.append((text.rfind("{{", 0, inside), fault))
    return pieces, faults


def _unclosed(text: str) -> int | None:
    """Return the place of the first {{ that is not closed before the next one."""
    for match in re.finditer(r"\{\{", text):
        close, again = text.find("}}", match.end()), text.find("{{", match.end())
        if close < 0 or 0 <= again < close:
            return match.start()
    return None


def _first_brace(text: str) -> int:
    return max(0, text.find("{{"))


def _syntax(error: TemplateSyntaxError) -> Fault:
    said = str(error.message).replace("end of print statement", "}}")
    return NotAllowed(f"not an expression: {said}")


# --- expressions


def parse(
    source: str, vocabulary: Vocabulary
) -> tuple[nodes.Expr | None, list[tuple[int, Fault]]]:
    """Return the checked tree of an expression, or None and the faults with offsets."""
    tree, fault = _tree(source)
    if tree is None:
        return None, [(0, fault)] if fault else []
    try:
        faults = list(_check(tree, vocabulary))
    except RecursionError:
        faults = [_too_large()]
    if faults:
        found = [(offset_of(source, fault.about), fault) for fault in faults]
        return None, sorted(found, key=lambda pair: pair[0])
    return tree, []


def _tree(source: str) -> tuple[nodes.Expr | None, Fault | None]:
    if len(source) > LONGEST_SOURCE:
        return None, _too_large()
    try:
        body = ENVIRONMENT.parse("{{ " + source + "\n}}").body  # "{{-" is no minus
    except TemplateSyntaxError as error:
        return None, _syntax(error)
    except RecursionError:
        return None, _too_large()
    match body:
        case [nodes.Output(nodes=[nodes.Expr() as tree])]:
            return tree, None
    return None, NotAllowed("not one expression", 'write it as in: balance("…")')


def tree_of(source: str) -> nodes.Expr | None:
    """Return the tree of an expression as parsed, unchecked; None if it is none."""
    return _tree(source)[0]


def _too_large() -> Fault:
    return NotAllowed("the expression is too large", "split it into simpler ones")


def _check(tree: nodes.Expr, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Yield what is not allowed; stop below a node that is not."""
    stack: list[tuple[nodes.Node, int]] = [(tree, 1)]
    seen = 0
    while stack:
        node, depth = stack.pop()
        seen += 1
        if seen > MOST_NODES or depth > DEEPEST:
            yield _too_large()
            return
        fault = _judge(node, vocabulary)
        if fault:
            yield fault
        if isinstance(fault, NotAllowed):
            continue  # what is below may be of any kind
        below = list(node.iter_child_nodes())
        if isinstance(node, nodes.Call):
            below.remove(node.node)  # the function's name has been judged
        stack.extend((child, depth + 1) for child in reversed(below))


def _judge(node: nodes.Node, vocabulary: Vocabulary) -> Fault | None:
    if not isinstance(node, ALLOWED):
        words = NODE_TO_WORDS.get(type(node), type(node).__name__)
        return NotAllowed(f"{words} is not allowed in an expression")
    judges: dict[type[nodes.Node], Callable[..., Fault | None]] = {
        nodes.Const: _judge_const,
        nodes.Name: _judge_name,
        nodes.Call: _judge_call,
        nodes.Filter: _judge_filter,
        nodes.Operand: _judge_operand,
    }
    judge = judges.get(type(node))
    return judge(node, vocabulary) if judge else None


def _judge_const(node: nodes.Const, _: Vocabulary) -> Fault | None:
    value = node.value
    if isinstance(value, str):
        return _too_large() if len(value) > LONGEST_STRING else None
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        too_large = not abs(value) <= LARGEST_NUMBER  # not: a NaN compares with nothing
        return NotAllowed("a number beyond 10^15") if too_large else None
    return NotAllowed(f"{value!r} is not allowed in an expression")


def _judge_name(node: nodes.Name, vocabulary: Vocabulary) -> Fault | None:
    if node.name in vocabulary.names:
        return None
    if node.name in vocabulary.functions:
        msg = f"{node.name} is a function"
        return NotAllowed(msg, f"write {node.name}(…)", about=node.name)
    return Unknown.among(node.name, vocabulary.names, "name")


def _judge_call(node: nodes.Call, vocabulary: Vocabulary) -> Fault | None:
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        return NotAllowed("* and ** are not allowed in an expression")
    if not isinstance(node.node, nodes.Name):
        return NotAllowed("only functions can be called")
    if node.node.name not in vocabulary.functions:
        if node.node.name in vocabulary.filters:
            msg = f"{node.node.name} is a filter"
            hint = f"write …|{node.node.name}"
            return Unknown(msg, hint, about=node.node.name)
        return Unknown.among(node.node.name, vocabulary.functions, "function")
    return _judge_arguments(node, node.node.name, vocabulary)


def _judge_filter(node: nodes.Filter, vocabulary: Vocabulary) -> Fault | None:
    if node.dyn_args is not None or node.dyn_kwargs is not None:
        return NotAllowed("* and ** are not allowed in an expression")
    if node.name not in vocabulary.filters:
        return Unknown.among(node.name, vocabulary.filters, "filter")
    return _judge_arguments(node, node.name, vocabulary)


def _judge_arguments(
    node: nodes.Call | nodes.Filter, name: str, vocabulary: Vocabulary
) -> Fault | None:
    """Return the fault of arguments that the function or filter does not take."""
    is_call = isinstance(node, nodes.Call)
    known = vocabulary.functions if is_call else vocabulary.filters
    parameters = _parameters(known[name], before=1 if is_call else 2)
    taken = [parameter.name for parameter in parameters]
    given = [str(keyword.key) for keyword in node.kwargs]
    if len(set(given)) < len(given):
        return Unfit("an argument is given twice", about=name)
    if is_call:
        given = [key for key in given if key not in vocabulary.subject]
        taken_by_name = [*taken, *vocabulary.subject]
    else:
        taken_by_name = taken
    for key in given:
        if key not in taken:
            return Unknown.among(key, taken_by_name, f"argument of {name}")
    by_place = taken[: len(node.args)]
    wanted = [
        parameter.name
        for parameter in parameters[len(node.args) :]
        if parameter.default is Parameter.empty and parameter.name not in given
    ]
    if len(node.args) > len(taken) or set(by_place) & set(given) or wanted:
        usage = f"write {name}({', '.join(taken)})" if taken else f"write {name}()"
        return Unfit(f"the arguments do not fit {name}", usage, about=name)
    return None


@cache
def _parameters(function: Callable[..., object], before: int) -> list[Parameter]:
    """Return what a function takes besides its subject, a filter besides its voice too."""
    return list(signature(function).parameters.values())[before:]


def _judge_operand(node: nodes.Operand, _: Vocabulary) -> Fault | None:
    if node.op in COMPARISONS:
        return None
    return NotAllowed(f"{node.op!r} is not allowed in an expression")


def offset_of(source: str, name: str | None) -> int:
    """Return where ``name`` first stands in the source as a word; else its first character."""
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", source) if name else None
    return found.start() if found else len(source) - len(source.lstrip())


def exact(value: object) -> str | bool | int | Fraction:
    """Return a constant of the tree; a decimal as the exact fraction that was written."""
    if isinstance(value, float):
        return Fraction(repr(value))
    if isinstance(value, str | bool | int):
        return value
    msg = f"{value!r} passed the check of constants"
    raise TypeError(msg)
