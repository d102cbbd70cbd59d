"""Checked expressions over the numbers: what prose, conditions and table cells say.

An expression is written in Jinja2's syntax for expressions and checked node by node;
``docs/expressions.md`` is the editor's reference. ``Scope`` holds what an expression may
know; `evaluate`, `say`, `holds`, `render`, `inspect` and
`inspect_text` are what content asks of it.

>>> from publisher.expressions import Scope, say          # doctest: +SKIP
>>> say("balance() | billions", position, scope).text     # doctest: +SKIP
'−$414.7 billion'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from publisher.expressions.scope import Scope

if TYPE_CHECKING:
    from publisher.expressions.entries import (
        Recipe,
        evaluate,
        holds,
        inspect,
        inspect_text,
        render,
        say,
    )

__all__ = [
    "Recipe",
    "Scope",
    "evaluate",
    "holds",
    "inspect",
    "inspect_text",
    "render",
    "say",
]


def __getattr__(name: str) -> object:
    """Import Jinja2 only when something is evaluated: a model imports `Scope` alone."""
    if name not in __all__:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module("publisher.expressions.entries"), name)
