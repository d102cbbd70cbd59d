"""What can be wrong with an expression, before it has a position.

A `Fault` is raised where it is noticed, by code that knows no file; the entry
functions turn it into a `Finding` at the word it is about.

=============  ==================================================================
EXPR-01        not an expression, or a construct that is not allowed
EXPR-02        an unknown name, function, filter, argument or code
EXPR-03        an argument that does not fit
EXPR-04        numbers that must not be combined (unit, concept, length of period)
EXPR-05        a value that cannot be printed as it is
DATA-29        a figure without data outside `available(...)`
=============  ==================================================================
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from publisher.errors import nearest

__all__ = [
    "MISSING",
    "Fault",
    "Incompatible",
    "NotAllowed",
    "Unfit",
    "Unknown",
    "Unprintable",
]

MISSING = "DATA-29"


class Fault(Exception):  # noqa: N818 - a finding in the making
    """One fault; ``about`` is the name in the source at which to point, if known."""

    code: ClassVar[str]

    def __init__(
        self, message: str, hint: str | None = None, about: str | None = None
    ) -> None:
        self.message = message
        self.hint = hint
        self.about = about
        super().__init__(message)


class NotAllowed(Fault):
    """Not an expression, or a construct that is not allowed."""

    code = "EXPR-01"


class Unknown(Fault):
    """An unknown name, function, filter, argument or code."""

    code = "EXPR-02"

    @classmethod
    def among(cls, name: str, known: Iterable[str], what: str) -> Unknown:
        """Return the fault of ``name``, with the nearest or all of the known names."""
        names = sorted(known)
        near = nearest(name, names)
        listed = f"known: {', '.join(names[:60])}" if names else None
        hint = f"did you mean {near!r}?" if near else listed
        return cls(f"unknown {what} {name!r}", hint, about=name)


class Unfit(Fault):
    """An argument that does not fit."""

    code = "EXPR-03"


class Incompatible(Fault):
    """Numbers that must not be combined."""

    code = "EXPR-04"


class Unprintable(Fault):
    """A value that cannot be printed as it is."""

    code = "EXPR-05"
