"""Pinned inputs to exact numbers with their origins (stage 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.errors import StageFailed

if TYPE_CHECKING:
    from publisher.content.models import Edition
    from publisher.content.project import Project
    from publisher.data.balances import Balances

__all__ = ["read", "recount"]


def read(project: Project, edition: Edition) -> Balances:
    """Return the numbers of an edition from the project's pinned inputs.

    Raises
    ------
    StageFailed
        If an input cannot be read as declared. Numbers that do not agree are told by
        `Balances.findings`.
    """
    from publisher.data.assembly import assemble  # noqa: PLC0415 - only when asked for

    return assemble(project, edition)


def recount(project: Project, edition: Edition, balances: Balances) -> None:
    """Compute the numbers of an edition once more, another way, before they are printed.

    Raises
    ------
    StageFailed
        If any number differs.
    """
    from publisher.data.assembly import counted_again  # noqa: PLC0415

    findings = counted_again(project, edition, balances)
    if findings:
        raise StageFailed(findings)
