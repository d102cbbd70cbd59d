"""The commands for what comes after the press file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publisher.cli.terminal import Quiet, told

__all__ = ["impose"]


def impose(
    file: Annotated[Path, typer.Argument(help="A press file.", dir_okay=False)],
    ticket: Annotated[
        Path,
        typer.Option(
            "--ticket", "-t", help="The printer's job ticket.", dir_okay=False
        ),
    ] = Path("styles/press.yml"),
    *,
    quiet: Quiet = False,
) -> None:
    """Put the pages of a press file on the sheets of a saddle-stitched booklet.

    Writes NAME-imposed.pdf and NAME-folding-dummy.png beside the file.

    Example: publisher impose output/2025/us-advanced-technology-trade-2025-press.pdf
    """
    with told(ticket.parent, as_json=False):
        from publisher import press, styles  # noqa: PLC0415 - heavy

        made = press.impose(file, styles.load_ticket(ticket))
    if not quiet:
        sheets = "sheet" if made.count == 1 else "sheets"
        typer.echo(f"{made.sheets}  {made.count} {sheets}")
        typer.echo(str(made.dummy))
