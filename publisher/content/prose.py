"""The words of an editor, and the small things that every model of ``content/`` is made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Discriminator, Field, Tag

from publisher.content.located import LocatedText

__all__ = ["Choice", "Expression", "Id", "Markup", "Prose", "Year"]

Id = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9][a-z0-9-]*$",
        max_length=60,
        description="A name of lower-case letters, digits and hyphens.",
    ),
]
Markup = Annotated[
    str,
    Field(
        max_length=20_000,
        description="Text: *emphasis*, **strong**, {{ an expression over the data }}.",
    ),
]
Year = Annotated[int, Field(ge=1000, le=9999, description="A year of four digits.")]
Expression = Annotated[
    str,
    Field(
        max_length=2_000,
        description="An expression over the data, without braces: available('balance').",
    ),
]


class Choice(LocatedText, BaseModel):
    """Words that depend on the data: ``then`` is said when the expression holds."""

    when: Expression
    then: Markup
    otherwise: Markup | None = None


def _is_keys(value: object) -> str:
    return "<keys>" if isinstance(value, dict | Choice) else "<one>"


Prose = Annotated[
    Annotated[Markup, Tag("<one>")] | Annotated[Choice, Tag("<keys>")],
    Discriminator(_is_keys),
]
"""Markdown-like text with ``{{ expressions }}``, or a choice of two."""
