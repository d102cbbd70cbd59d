"""The designer's YAML to frozen styles in points (stage 1)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.content.project import Project
    from publisher.errors import Finding
    from publisher.styles.models import Style
    from publisher.styles.ticket import Ticket

__all__ = ["check_names", "check_press", "load", "load_ticket"]


def load(root: Path) -> Style:
    """Read all styles; see `publisher.styles.files.load`.

    It is imported late: a drawing process takes the models only.
    """
    from publisher.styles import files  # noqa: PLC0415

    return files.load(root)


def check_names(project: Project, style: Style) -> list[Finding]:
    """Compare the names in content with the style; see `publisher.styles.files`."""
    from publisher.styles import files  # noqa: PLC0415

    return files.check_names(project, style)


def check_press(style: Style) -> tuple[Finding, ...]:
    """Name the styles whose colours a press cannot hold; see `publisher.styles.press`."""
    from publisher.styles import press  # noqa: PLC0415

    return tuple(press.unheld(style))


def load_ticket(path: Path) -> Ticket:
    """Read one job ticket by itself; see `publisher.styles.press.load_ticket`."""
    from publisher.styles import press  # noqa: PLC0415

    return press.load_ticket(path)
