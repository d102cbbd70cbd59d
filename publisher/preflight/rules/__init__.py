"""The rules, in one table.

Rules are small functions over painted objects, pages, plates or the file. Their ids are
stable: they stand in reports, in `docs/preflight.md` and in the names of faults.
"""

from __future__ import annotations

from publisher.preflight.rules import (
    boxes,
    details,
    exchange,
    inks,
    reading,
    soundness,
)
from publisher.preflight.rules.rule import FileRule, PageRule, PlateRule

__all__ = ["RULES"]

RULES: dict[str, FileRule | PageRule | PlateRule] = {
    rule.id: rule
    for module in (soundness, boxes, inks, details, exchange, reading)
    for rule in module.RULES
}
"""Every rule by its id, in the order of reports."""
