"""pydantic's errors in plain words, at the key or value to blame.

Findings
--------
FORM-01
    An unknown key.
FORM-02
    A key or item is missing.
FORM-03
    A value of the wrong type.
FORM-04
    A value that is not allowed.
FORM-05
    A block whose kind cannot be told.
FORM-06
    A block of two kinds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, Tag
from pydantic_core import ErrorDetails

from publisher.content.document import Document, Node
from publisher.content.models import KIND_TO_MODEL
from publisher.errors import Finding, nearest

__all__ = ["PATTERN_TO_WORDS", "faults"]

PATTERN_TO_WORDS = {
    r"^[a-z0-9][a-z0-9-]*$": "lower-case letters, digits and hyphens",
    r"^[a-z][a-z0-9-]*$": "a letter, then lower-case letters, digits and hyphens",
    r"^[a-z]{2,3}(-[A-Z]{2})?$": "a language such as en or en-US",
    r"^https?://\S+$": "an address that begins with https://",
    r"^[A-Za-z0-9.:-]+$": "the name or number of a machine, such as mail.example.org",
    r"^[a-z0-9.-]+$": "a domain in lower case, such as example.org",
    r"^[a-z0-9._-]+$": "lower-case letters, digits, dots, hyphens and underscores",
    r"^[^\r\n]*\S[^\r\n]*$": "words on one line",
    r"^[^@\s<>]+@[^@\s<>]+$": "an address such as name@example.org",
    r"^https://[!-;=?-~]+$": "an address that begins with https://",
    r"^\d{4}-\d{2}-\d{2}$": "a date as YYYY-MM-DD",
    r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$": (
        "a moment with its zone, such as 2026-12-01T09:00-05:00"
    ),
    r"^\d{4}-\d{2}(-\d{2})?$": "a date as YYYY-MM-DD or YYYY-MM",
    r"^[0-9a-f]{64}$": "the 64 digits of a SHA-256 checksum",
    r"^\d{1,3}(\.\d{1,6})?%$": "a whole number, or a share such as 0.5%",
    r"\S": "some words",
    r"\S.*\S.*\S": "a reason in words",
    r"^[\w-]+( - \d+)?$": "sectors, partners or a constant, or one of them less some: sectors - 1",
    r"^-?[a-z0-9]{4}$": "an OpenType feature such as tnum, or -liga to switch it off",
    r"^[A-Z][A-Za-z0-9 .+-]{0,62}$": "an ink's name such as PANTONE 289 C",
    r"^#[0-9a-f]{6}$": "a colour as # and six digits, a to f in lower case",
}
_TYPE_TO_WORDS = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a group of keys",
    "model_type": "a group of keys",
}
_BOUND_TO_WORDS = {
    "greater_than": ("gt", "more than"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "less than"),
    "less_than_equal": ("le", "at most"),
}
_SIDE_KEYS = {"style", "slot", "level", "then", "otherwise", "label", "ink"}

Loc = tuple[str | int, ...]


def faults(
    problems: Iterable[ErrorDetails], model: type[BaseModel], document: Document
) -> list[Finding]:
    """Return the findings for what pydantic found wrong with ``model``.

    A misspelt key is one finding: that the right one is missing then goes without
    saying. All keys that are missing in one group are one finding too.
    """
    findings = []
    missing: dict[Loc, list[str | int]] = {}
    meant: set[Loc] = set()
    for problem in problems:
        loc = problem["loc"]
        if problem["type"] == "missing":
            missing.setdefault(loc[:-1], []).append(loc[-1])
        elif problem["type"] == "extra_forbidden":
            known = _keys(model, loc[:-1])
            near = nearest(str(loc[-1]), known)
            meant.add((*loc[:-1], near or ""))
            findings.append(_unknown_key(loc, known, near, document))
        elif not _is_hasty(problem, document):
            findings.append(_fault(problem, document))
    for loc, keys in missing.items():
        left = [key for key in keys if (*loc, key) not in meant]
        if left:
            findings.append(_missing(loc, left, document))
    return findings


def _is_hasty(problem: ErrorDetails, document: Document) -> bool:
    """Tell whether a list is called short only because items in it are faulty."""
    if problem["type"] != "too_short":
        return False
    least: int = problem["ctx"]["min_length"]
    return len(_node(document, problem["loc"]).value) >= least


def _fault(problem: ErrorDetails, document: Document) -> Finding:
    kind, loc = problem["type"], problem["loc"]
    if kind == "block_kind":
        kinds = problem.get("ctx", {}).get("kinds") or ", ".join(KIND_TO_MODEL)
        return _no_kind(loc, document, kinds)
    if loc[-1:] == ("[key]",):
        position = document.key_position(_node(document, loc[:-2]), str(loc[-2]))
        message, hint = _refused(problem, str(loc[-2]), f"the name {loc[-2]}")
        return Finding("FORM-04", message, position, hint)
    node = _node(document, loc)
    position = document.position(node)
    subject = _subject(loc)
    if kind in _TYPE_TO_WORDS:
        wanted = _TYPE_TO_WORDS[kind]
        message = f"{subject} must be {wanted}, not {_found(node.value)}"
        if node.value is None:
            message = f"{subject} is empty; it must be {wanted}"
        return Finding("FORM-03", message, position, _type_hint(kind, node.value))
    message, hint = _refused(problem, node.value, subject)
    return Finding("FORM-04", message, position, hint)


def _refused(problem: ErrorDetails, value: object, subject: str) -> tuple[str, str]:
    """Return message and remedy for a value of the right type that is not allowed."""
    kind, ctx = problem["type"], problem.get("ctx", {})
    if kind == "literal_error":
        allowed = [word.strip("'") for word in _words(ctx["expected"])]
        near = nearest(str(value), allowed)
        one_of = "one of: " if len(allowed) > 1 else ""
        hint = f"write {one_of}{', '.join(allowed)}"
        hint = f"did you mean {near}?" if near else hint
        return f"{subject} cannot be {_found(value)}", hint
    if kind == "string_pattern_mismatch":
        words = PATTERN_TO_WORDS.get(ctx["pattern"], f"text like {ctx['pattern']}")
        return f"{subject} cannot be {_found(value)}", f"write {words}"
    if kind in _BOUND_TO_WORDS:
        key, words = _BOUND_TO_WORDS[kind]
        message = f"{subject} must be {words} {ctx[key]:g}"
        return message, f"here it is {_found(value).removeprefix('the number ')}"
    if kind == "string_too_long":
        message = f"{subject} is longer than {ctx['max_length']} characters"
        return message, "shorten it, or split it"
    if kind in {"too_short", "too_long"}:
        least, most = ctx.get("min_length"), ctx.get("max_length")
        wanted = f"at least {least}" if kind == "too_short" else f"at most {most}"
        message = f"{subject} must hold {wanted}, not {ctx['actual_length']}"
        return (
            message,
            "add what is missing" if kind == "too_short" else "delete the rest",
        )
    if kind == "value_error":
        said, _, remedy = str(ctx["error"]).partition(": ")
        return f"{subject}: {said}", remedy or "correct the value"
    return f"{subject}: {problem['msg']}", "correct the value"


def _unknown_key(
    loc: Loc, known: list[str], near: str | None, document: Document
) -> Finding:
    key = str(loc[-1])
    position = document.key_position(_node(document, loc[:-1]), key)
    tag = str(loc[-2]) if len(loc) > 1 else ""
    if tag[1:-1] in KIND_TO_MODEL and not _is_key(tag) and key in KIND_TO_MODEL:
        message = f"one block cannot be both {tag[1:-1]} and {key}"
        hint = f"begin a new block with '- {key}:'"
        return Finding("FORM-06", message, position, hint)
    hint = f"did you mean {near}?" if near else f"known keys: {', '.join(known)}"
    return Finding("FORM-01", f"the key {key} is not known here", position, hint)


def _missing(loc: Loc, missing: list[str | int], document: Document) -> Finding:
    position = document.position(_node(document, loc))
    owner = _subject(loc)
    if isinstance(missing[0], int):
        items = ", ".join(str(int(index) + 1) for index in missing)
        message = f"{owner} lacks item {items}"
        return Finding("FORM-02", message, position, "add what is missing to the list")
    names = ", ".join(str(key) for key in missing)
    keys = "the key" if len(missing) == 1 else "the keys"
    hint = "add " + ", ".join(f"'{key}:'" for key in missing)
    return Finding("FORM-02", f"{owner} lacks {keys} {names}", position, hint)


def _no_kind(loc: Loc, document: Document, kinds: str) -> Finding:
    node = _node(document, loc)
    if not isinstance(node.value, dict):
        message = f"{_subject(loc)} must be a block, not {_found(node.value)}"
        hint = f"begin it with the key that names its kind: {kinds}"
        return Finding("FORM-05", message, document.position(node), hint)
    for key in node.keys:
        near = nearest(key, kinds.split(", "))
        if near and key not in _SIDE_KEYS:
            message = f"{key} is no kind of block"
            position = document.key_position(node, key)
            return Finding("FORM-05", message, position, f"did you mean {near}?")
    message = f"{_subject(loc)} has no key that names the kind of block"
    hint = f"one of its keys must be: {kinds}"
    return Finding("FORM-05", message, document.position(node), hint)


# --- the place


def _is_key(step: str | int) -> bool:
    return isinstance(step, str) and not step.startswith(("<", "["))


def _node(document: Document, loc: Loc) -> Node:
    """Follow pydantic's path; its own steps (tags of unions) name nothing in the file."""
    node = document.root
    for step in loc:
        node = node.child(step) or node
    return node


def _keys(model: type[BaseModel], loc: Loc) -> list[str]:
    """Return the keys that may stand at ``loc``, as they are written."""
    kinds: list[tuple[str | None, Any]] = [(None, model)]
    for step in loc:
        kinds = list(_step(kinds, step))
    return [
        info.alias or name
        for _, kind in kinds
        if isinstance(kind, type) and issubclass(kind, BaseModel)
        for name, info in kind.model_fields.items()
    ]


def _step(
    kinds: Iterable[tuple[str | None, Any]], step: str | int
) -> Iterator[tuple[str | None, Any]]:
    """Yield what the types of ``kinds`` hold at ``step``, each with its union tag."""
    for tag, kind in kinds:
        arguments = get_args(kind)
        if isinstance(step, str) and step.startswith("<"):
            if tag == step:
                yield None, kind
        elif get_origin(kind) is tuple and isinstance(step, int):
            same = arguments[-1] is Ellipsis
            yield from _alternatives(arguments[0 if same else step])
        elif get_origin(kind) is dict:
            yield from _alternatives(arguments[1])
        elif isinstance(kind, type) and issubclass(kind, BaseModel):
            for name, info in kind.model_fields.items():
                if step == (info.alias or name):
                    yield from _alternatives(info.annotation)


def _alternatives(annotation: object) -> Iterator[tuple[str | None, Any]]:
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *marks = get_args(annotation)
        tag = next((mark.tag for mark in marks if isinstance(mark, Tag)), None)
        for found, kind in _alternatives(inner):
            yield tag or found, kind
    elif origin in {Union, UnionType}:
        for argument in get_args(annotation):
            yield from _alternatives(argument)
    else:
        yield None, annotation


# --- the words


def _subject(loc: Loc) -> str:
    """Name what is at ``loc``: "title", "item 2 of notes"."""
    steps = [step for step in loc if isinstance(step, int) or _is_key(step)]
    if not steps:
        return "the file"
    last = steps[-1]
    if isinstance(last, str):
        return last
    owner = next(
        (step for step in reversed(steps) if isinstance(step, str)), "the list"
    )
    return f"item {last + 1} of {owner}"


def _found(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        first = value.strip().partition("\n")[0]
        return f"the text “{first[:39]}…”" if len(first) > 40 else f"the text “{first}”"
    return "a list" if isinstance(value, list) else "a group of keys"


def _type_hint(kind: str, value: object) -> str:
    if value is None:
        return "write the value, or delete the key"
    if kind == "string_type" and isinstance(value, bool | int | float):
        shown = str(value).lower()
        return f'write it in quotes: "{shown}"'
    if kind == "string_type" and isinstance(value, dict):
        return "put a text that holds ': ' or begins with '{' in quotes"
    if kind == "string_type":
        return "write one text; '|' begins one of several lines"
    if kind in {"int_type", "int_from_float", "float_type"}:
        return "write digits without quotes, marks or unit"
    if kind == "bool_type":
        return "write true or false without quotes"
    if kind == "tuple_type":
        return "begin each item with '- ', or write [a, b]"
    return "write 'key: value' lines under it, indented"


def _words(expected: str) -> list[str]:
    """Part pydantic's "'a', 'b' or 'c'"."""
    return expected.replace(" or ", ", ").split(", ")
