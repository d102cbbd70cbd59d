"""The command ``publisher``.

A module of this package holds the commands of one kind: they parse arguments, show
progress, print findings and choose exit codes. Everything heavy is imported by the command
that needs it.
"""

from __future__ import annotations

import atexit
import gc
import sys
from io import TextIOWrapper

import typer

from publisher.cli import (
    comparing,
    distribution,
    editions,
    fetching,
    preflighting,
    printing,
    projects,
)

__all__ = ["app", "main"]

app = typer.Typer(
    add_completion=True,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Builds a paginated, checked briefing from YAML, data and figures.",
)

COMMANDS = (
    editions.build,
    editions.check,
    editions.approve,
    preflighting.preflight,
    printing.impose,
    distribution.send,
    distribution.bounces,
    fetching.fetch,
    comparing.diff,
    projects.init,
    projects.doctor,
    projects.schema,
)
for command in COMMANDS:
    app.command()(command)


def main() -> None:
    """Run the command.

    The process is short and its values are trees, not cycles: looking for cyclic garbage
    would cost an eighth of a build and free next to nothing.
    """
    gc.disable()
    atexit.register(gc.freeze)  # Python would look once more at the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # not every terminal is UTF-8
    app()
