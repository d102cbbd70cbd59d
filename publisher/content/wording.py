"""What a publication calls its flows and units, and whether its language can be printed.

Findings
--------
LANG-01
    A language in which the engine has no words.
LANG-02
    A unit that is neither a currency nor declared.
LANG-03
    A unit without a form that its language needs, or with a name that is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pydantic import BaseModel

from publisher.content.located import Located
from publisher.errors import Finding, nearest

if TYPE_CHECKING:
    from publisher.content.models import Publication, Sources

__all__ = ["FlowNames", "UnitForms", "check"]

RESERVED = frozenset({"count", "month", "rank", "ratio", "year"})
"""Units of the engine's own."""


class FlowNames(Located, BaseModel):
    """What the two flows, their difference and its two sides are called in print.

    The engine's words for ``exports``, ``imports``, ``balance`` (exports less imports),
    ``surplus`` and ``deficit`` stand for what is left out.
    """

    exports: str | None = None
    imports: str | None = None
    balance: str | None = None
    surplus: str | None = None
    deficit: str | None = None

    @property
    def given(self) -> dict[str, str]:
        """The names that the content gives."""
        return {flow: name for flow, name in self if name}


class UnitForms(Located, BaseModel):
    """A unit's printed words by plural category (CLDR): as many as the language has."""

    zero: str | None = None
    one: str | None = None
    two: str | None = None
    few: str | None = None
    many: str | None = None
    other: str

    @property
    def given(self) -> dict[str, str]:
        """The words that the content gives."""
        return {category: word for category, word in self if word}


def check(publication: Publication, sources: Sources | None) -> Iterator[Finding]:
    """Yield what is wrong with the language and the units of a publication."""
    from publisher.numerals import Voice, plural_categories  # noqa: PLC0415 - tables
    from publisher.phrases import languages, phrases_in  # noqa: PLC0415

    language, where = publication.language, publication.at("language")
    try:
        phrases_in(language)
        categories = plural_categories(language)
    except LookupError:
        known = ", ".join(languages())
        message = f"the engine has no words in the language {language!r}"
        hint = (
            f"it has {known}; another takes a table of phrases with the keys of"
            " publisher/phrases/en.toml"
        )
        yield Finding("LANG-01", message, where, hint)
        return
    for unit, forms in publication.units.items():
        if unit in RESERVED:
            message = f"the unit {unit!r} is the engine's own"
            position = publication.key("units", unit)
            yield Finding("LANG-03", message, position, "give it another name")
        lacking = [name for name in categories if name not in forms.given]
        if lacking:
            message = f"the unit {unit!r} lacks its word for {', '.join(lacking)}"
            hint = f"{language} has a word each for {', '.join(categories)}"
            yield Finding("LANG-03", message, publication.key("units", unit), hint)
    voice = Voice(language)
    for name, made in (sources.inputs if sources else {}).items():
        if made.unit in publication.units or voice.has_unit(made.unit):
            continue
        like = nearest(made.unit, publication.units)
        message = f"the input {name} is in {made.unit!r}, which is no currency"
        hint = (
            f"did you mean {like}?"
            if like
            else "declare its words under units: in content/publication.yml"
        )
        yield Finding("LANG-02", message, made.at("unit"), hint)
