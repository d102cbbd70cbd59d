"""The command that holds two editions against each other."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from publisher.cli.terminal import (
    AsJson,
    Directory,
    print_findings,
    print_json,
    progress,
    told,
)

__all__ = ["diff"]

Operand = Annotated[
    str,
    typer.Argument(help="An edition: 2025, 2025@VINTAGE, or ../old:2025."),
]


def diff(
    a: Operand,
    b: Operand,
    directory: Directory = Path(),
    html: Annotated[
        Path | None, typer.Option("--html", help="Also write it as one page of HTML.")
    ] = None,
    redline: Annotated[
        Path | None,
        typer.Option("--redline", help="Also write B's pages, the changes marked."),
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Tell what differs between two editions: numbers, words, claims and pages.

    Example: publisher diff 2018 2025 --html changes.html --redline changes.pdf
    """
    with (
        told(directory, as_json=as_json),
        progress(quiet=as_json) as report,
    ):
        from publisher import comparison  # noqa: PLC0415 - heavy

        found = comparison.compare(directory, a, b, report=report)
        if html is not None:
            comparison.write_html(found, html)
        if redline is not None:
            comparison.write_redline(found, redline, report)
    for side in (found.old, found.new):
        print_findings(side.findings, side.edition.project.root)
    if as_json:
        print_json(comparison.plain(found))
    else:
        for line in comparison.lines(found):
            typer.echo(line)
