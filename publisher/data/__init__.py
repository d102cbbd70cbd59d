"""Pinned inputs to exact numbers with their origins (stage 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.content.models import Edition
    from publisher.content.project import Project
    from publisher.data.balances import Balances

__all__ = ["read"]


def read(project: Project, edition: Edition) -> Balances:
    """Return the numbers of an edition from the project's pinned inputs.

    Raises
    ------
    StageFailed
        If an input cannot be read as declared. Numbers that do not agree are told by
        `Balances.findings`.
    """
    from publisher.data.assembly import assemble  # noqa: PLC0415 - pandas is slow to load

    return assemble(project, edition)
