"""The words of an editor, and the small things that every model of ``content/`` is made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Discriminator, Field, Tag

from publisher.content.located import LocatedText

__all__ = [
    "Choice",
    "Exemption",
    "Expression",
    "Id",
    "Markup",
    "Passage",
    "Prose",
    "Words",
    "Year",
    "YearOrExpression",
]

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
Words = Annotated[str, Field(pattern=r"\S")]
"""A text that says something."""

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


class Exemption(LocatedText, BaseModel):
    """Words whose numbers need no data, and the reason; they count as whole words."""

    words: Annotated[str, Field(pattern=r"\S", max_length=200)]
    because: Annotated[
        str,
        Field(
            pattern=r"\S.*\S.*\S",
            max_length=300,
            description="Why no data decide it: a name, a definition, a way of speaking.",
        ),
    ]


def _is_keys(value: object) -> str:
    return "<keys>" if isinstance(value, dict | Choice) else "<one>"


Prose = Annotated[
    Annotated[Markup, Tag("<one>")] | Annotated[Choice, Tag("<keys>")],
    Discriminator(_is_keys),
]
"""Markdown-like text with ``{{ expressions }}``, or a choice of two."""


def _is_list_or_keys(value: object) -> str:
    return "<list>" if isinstance(value, list | tuple) else _is_keys(value)


Passage = Annotated[
    Annotated[Markup, Tag("<one>")]
    | Annotated[Choice, Tag("<keys>")]
    | Annotated[tuple[Prose, ...], Tag("<list>")],
    Discriminator(_is_list_or_keys),
]
"""Prose of several paragraphs, or a list of pieces of which each is said on its own terms."""


def _is_said(value: object) -> str:
    return "<said>" if isinstance(value, str) else "<one>"


YearOrExpression = Annotated[
    Annotated[Year, Tag("<one>")] | Annotated[Expression, Tag("<said>")],
    Discriminator(_is_said),
]
"""A year, or an expression that comes to one: ``year - 9``."""
