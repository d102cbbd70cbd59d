"""Whether the data of the edition let something be said: `when` of whatever has one."""

from __future__ import annotations

from publisher.content.distribution import Message, Picture
from publisher.content.located import LocatedText
from publisher.content.models import ColumnSpec, Expression, KeyFigure, Part, Term
from publisher.errors import StageFailed
from publisher.expressions import holds
from publisher.narrative.desk import Desk
from publisher.narrative.unused import inspected

__all__ = ["holding", "kept"]


Conditional = ColumnSpec | KeyFigure | Message | Part | Picture | Term


def kept(desk: Desk, owner: Conditional) -> bool:
    """Whether ``owner`` is printed. If not, what it holds is checked all the same."""
    if owner.when is None or holding(desk, owner, owner.when):
        return True
    desk.report(inspected((owner,), desk.scope))
    return False


def holding(desk: Desk, owner: LocatedText, when: Expression) -> bool | None:
    """Return whether ``when``, the condition of ``owner``, holds; None if it is at fault.

    What is at fault is noted on the desk.
    """
    try:
        return holds(
            when, lambda offset: owner.where("when", offset=offset), desk.scope
        )
    except StageFailed as failed:
        desk.report(failed.findings)
        return None
