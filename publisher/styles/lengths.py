"""A length as designers and printers write it, in points once it is read.

Findings
--------
STYLE-01
    A length that must be more than nothing, or not less.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from publisher.content.located import Located
from publisher.errors import Finding
from publisher.units import points

__all__ = ["LONGEST", "Length", "length_faults", "parts_of"]

LONGEST = 48 * 72.0
"""Points; no length of a style is longer, so that none can ask for gigabytes of picture."""


def _length(value: object) -> object:
    """Let 0 stand for no length; everything else needs its unit."""
    if isinstance(value, str):
        length = points(value)
        if abs(length) > LONGEST:
            msg = f"{value!r} is longer than any page here: write 48in or less"
            raise ValueError(msg)
        return length
    if value == 0 and not isinstance(value, bool):
        return 0.0
    msg = (
        f"{value!r} is not a length: write a number and its unit, such as 12pt or 8.5in"
    )
    raise ValueError(msg)


Length = Annotated[
    float,
    BeforeValidator(_length, json_schema_input_type=str | Literal[0]),
    Field(description="A length and its unit: 12pt, 1pc, 3mm, 0.5cm or 8.5in."),
]

_POSITIVE = {"size", "leading", "grid", "trim_width", "trim_height", "row"}
"""Fields of any style that no design can set to nothing."""
_SIGNED = {"indent", "tracking"}
"""Fields that may be less than nothing; a frame's place is checked against the page."""


def length_faults(style: Located) -> Iterator[Finding]:
    """Yield lengths that cannot be, in a style and all in it; defaults are not blamed."""
    for name in type(style).model_fields:
        value = getattr(style, name)
        if name not in style.model_fields_set or not isinstance(value, float):
            continue
        positive = name in _POSITIVE or name.endswith("_size")
        if positive and value <= 0:
            message = f"{name} must be more than nothing"
            hint = "write a length such as 12pt"
            yield Finding("STYLE-01", message, style.at(name), hint)
        elif name not in _SIGNED and value < 0:
            message, hint = f"{name} cannot be less than nothing", "write 0 or more"
            yield Finding("STYLE-01", message, style.at(name), hint)
    for part in parts_of(style):
        yield from length_faults(part)


def parts_of(style: Located) -> Iterator[Located]:
    """Yield the styles that stand in a style: single, in lists and by name."""
    for name in type(style).model_fields:
        yield from _inner(getattr(style, name))


def _inner(value: object) -> Iterator[Located]:
    if isinstance(value, Located):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _inner(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _inner(item)
