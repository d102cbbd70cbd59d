"""Numbers and specification to tables of text (stage 4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.narrative.model import ExhibitRequest, Inline
    from publisher.tables.model import Table

__all__ = ["build"]


def build(request: ExhibitRequest, corrections: Sequence[tuple[Inline, ...]]) -> Table:
    """Build one table; see `publisher.tables.assembly.build`.

    It is imported late: layout and pdf take the model of this package and must not pay
    for the expressions.
    """
    from publisher.tables import assembly  # noqa: PLC0415

    return assembly.build(request, corrections)
