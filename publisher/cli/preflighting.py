"""The command that judges a finished file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from publisher.cli.terminal import AsJson, Quiet, print_findings, print_json, told
from publisher.errors import StageFailed

__all__ = ["preflight"]


class Purpose(StrEnum):
    """What a file is judged for."""

    press = "press"
    screen = "screen"
    archive = "archive"


def preflight(
    file: Annotated[Path, typer.Argument(help="The PDF file, from anywhere.")],
    profile: Annotated[
        Purpose, typer.Option("--profile", "-p", help="What the file is for.")
    ] = Purpose.press,
    ticket: Annotated[
        Path | None,
        typer.Option(
            "--ticket", "-t", help="The job ticket, such as styles/press.yml."
        ),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", help="Write a report with pictures of the pages."),
    ] = None,
    *,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Judge a PDF file, ours or not: what is wrong, where, and what to do.

    The file is checked against publisher's own list of rules. Nothing here certifies it.

    Example: publisher preflight brief.pdf --profile press --ticket styles/press.yml
    """
    home = ticket.parent if ticket else Path()
    with told(home, as_json=as_json):
        from publisher import output, preflight, styles  # noqa: PLC0415 - heavy

        limits = preflight.Limits()
        if ticket is not None:
            limits = preflight.limits_of(styles.load_ticket(ticket))
        rendered = profile is Purpose.press
        report = preflight.judge_guarded(file, profile.value, limits, rendered=rendered)
        if html is not None:
            try:
                preflight.write_html(report, html)
            except OSError as error:
                raise StageFailed([output.unwritable(error, html)]) from error
    if as_json:
        print_json(preflight.as_dict(report))
    else:
        print_findings(report.findings, home)
        if not quiet:
            typer.echo(f"{file}: {preflight.sentence(report)}")
    if not report.sound:
        raise typer.Exit(1)
