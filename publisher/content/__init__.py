"""YAML files to frozen models that know their positions (stage 1)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.content.project import Project

__all__ = ["load"]


def load(root: Path) -> Project:
    """Read all content; see `publisher.content.project.load`.

    It is imported late: a drawing process takes the models of styles only.
    """
    from publisher.content import project  # noqa: PLC0415

    return project.load(root)
