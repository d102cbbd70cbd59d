"""A job ticket made in code, for tests to change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from publisher.styles.ticket import Binding, OutputCondition, Ticket

__all__ = ["ICC", "ticket"]

ICC = Path(__file__).parents[1] / "styles/icc/TR006-coated.icc"
MARKS = ("crop", "registration", "colour-bar", "fold", "slug")


def ticket(**changes: Any) -> Ticket:
    """Return a ticket for pages of 200 by 300 points with a bleed of 9."""
    said: dict[str, Any] = {
        "job": "J 7",
        "trim_width": "200pt",
        "trim_height": "300pt",
        "bleed": "9pt",
        "safety": "10pt",
        "binding": Binding(thickness="0.5pt"),  # type: ignore[arg-type]
        "output": OutputCondition(condition="CGATS TR 006", profile="icc/a.icc"),
        "marks": MARKS,
    }
    return Ticket(**said | changes)
