"""What differs between recipients, in words that are otherwise decided.

A field in braces becomes one private-use character, its mark, as soon as a letter is set.
So braces of a stylesheet mean nothing, and what a list holds is never read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from publisher.content.distribution import FIELD, FIELDS

__all__ = ["SALUTATION", "filled", "marked", "wanted"]

SALUTATION = "\ue0ff"
"""The mark of the line that greets the recipient."""
_FIELD_TO_MARK = {name: chr(0xE000 + n) for n, name in enumerate(FIELDS)}
_MARK = re.compile(f"[{''.join(_FIELD_TO_MARK.values())}]")
_MARK_TO_FIELD = {mark: name for name, mark in _FIELD_TO_MARK.items()}


def marked(words: str) -> str:
    """Return words with a mark for each field in braces."""
    return FIELD.sub(lambda match: _FIELD_TO_MARK.get(match[1], match[0]), words)


def wanted(*texts: str) -> frozenset[str]:
    """Return the fields whose marks stand in marked texts."""
    found = (mark for text in texts for mark in _MARK.findall(text))
    return frozenset(_MARK_TO_FIELD[mark] for mark in found)


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a marked text with the values of the fields in place of their marks."""
    return _MARK.sub(lambda match: values[_MARK_TO_FIELD[match[0]]], text)
