"""What the data of an edition do not choose: checked, not evaluated.

They may be printed once new data arrive, without anyone reading them again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from publisher.content.distribution import Message, Picture
from publisher.content.located import LocatedText
from publisher.content.models import (
    BlockChoice,
    Choice,
    ColumnSpec,
    FigureSpec,
    KeyFigure,
    Part,
    TableSpec,
    Term,
)
from publisher.errors import Finding
from publisher.expressions import Scope, inspect, inspect_text
from publisher.narrative.desk import PositionOf

__all__ = ["inspected"]

EXPRESSIONS: dict[type[LocatedText], tuple[str, ...]] = {
    BlockChoice: ("when",),
    Choice: ("when",),
    ColumnSpec: ("when", "cell"),
    FigureSpec: ("from_", "to"),
    KeyFigure: ("when",),
    Message: ("when",),
    Picture: ("when",),
    Part: ("when",),
    TableSpec: ("from_", "to", "order", "label"),
    Term: ("when",),
}
"""The fields that are expressions; every other text is prose."""

_PERIOD = re.compile(r"\d{4}(-\d{2})?")


def inspected(models: Iterable[LocatedText], scope: Scope) -> Iterator[Finding]:
    """Yield what is wrong with the texts and expressions of blocks, or of other models."""
    for model in models:
        yield from _model(model, scope)


def _model(model: LocatedText, scope: Scope) -> Iterator[Finding]:
    expressions = EXPRESSIONS.get(type(model), ())
    for name in type(model).model_fields:
        value = getattr(model, name)
        if name in expressions and isinstance(value, str):
            if value:  # a column of a listed table has no expression
                yield from inspect(value, _places(model, (name,)), scope)
        else:
            yield from _value(model, (name,), value, scope)
    if isinstance(model, FigureSpec):
        for mark in model.marks:
            if not _PERIOD.fullmatch(mark):
                yield from inspect(mark, model.key("marks", mark), scope)


def _value(
    owner: LocatedText, path: tuple[str | int, ...], value: object, scope: Scope
) -> Iterator[Finding]:
    if isinstance(value, str):
        yield from inspect_text(value, scope, _places(owner, path))
    elif isinstance(value, LocatedText):
        yield from _model(value, scope)
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _value(owner, (*path, place), item, scope)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _value(owner, (*path, key), item, scope)


def _places(owner: LocatedText, path: tuple[str | int, ...]) -> PositionOf:
    return lambda offset: owner.where(*path, offset=offset)
