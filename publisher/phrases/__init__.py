"""The engine's own printed words, by language: one table for each beside this module.

A leaf. It knows no number and no rule of grammar but which form of a phrase goes with a
plural category; categories, months and marks are those of CLDR (see `publisher.numerals`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

__all__ = ["Phrases", "languages", "phrases_in"]

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one language by dotted name ("table.total")."""

    language: str
    table: Mapping[str, str | bool | Mapping[str, str]]

    def say(self, name: str, category: str = "other", /, **fields: str) -> str:
        """Return a phrase with its fields filled in, in the form of the plural category.

        Raises
        ------
        KeyError
            If there is no such phrase or field: a fault of the code.
        """
        phrase = self.table[name]
        if isinstance(phrase, Mapping):
            phrase = phrase.get(category, phrase["other"])
        return str(phrase).format(**fields)

    def find(self, name: str) -> str | None:
        """Return a phrase without fields, or None if the language has none of that name."""
        found = self.table.get(name)
        return found if isinstance(found, str) else None

    def within(self, section: str) -> dict[str, str]:
        """Return the phrases of one section by their last names."""
        start = f"{section}."
        return {
            name.removeprefix(start): phrase
            for name, phrase in self.table.items()
            if name.startswith(start) and isinstance(phrase, str)
        }

    def all_within(self, section: str) -> tuple[str, ...]:
        """Return all phrases of one section, each in all its forms."""
        start = f"{section}."
        found: list[str] = []
        for name, phrase in self.table.items():
            if name.startswith(start) and not isinstance(phrase, bool):
                found += [phrase] if isinstance(phrase, str) else phrase.values()
        return tuple(found)


def languages() -> tuple[str, ...]:
    """Return the languages that have phrases."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@lru_cache(maxsize=8)
def phrases_in(language: str) -> Phrases:
    """Return the phrases of a language, given as a tag such as ``en`` or ``en-US``.

    Raises
    ------
    LookupError
        If the language has none.
    """
    name = language.partition("-")[0]
    if name not in languages():
        msg = f"no phrases in {language!r}"
        raise LookupError(msg)
    text = (_FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    return Phrases(name, dict(_flat(tomllib.loads(text), "")))


def _flat(
    section: Mapping[str, object], above: str
) -> list[tuple[str, str | bool | Mapping[str, str]]]:
    found: list[tuple[str, str | bool | Mapping[str, str]]] = []
    for name, value in section.items():
        if not isinstance(value, dict):
            kept = value if isinstance(value, bool) else str(value)
            found.append((above + name, kept))
        elif "other" in value:
            found.append((above + name, value))
        else:
            found += _flat(value, f"{above}{name}.")
    return found
