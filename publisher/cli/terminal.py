"""What all commands share: their common options, findings as words, progress, exit codes.

0 done, 1 findings of severity error, 2 wrong usage.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer

from publisher.errors import Finding, StageFailed, UsageError

__all__ = [
    "AsJson",
    "Directory",
    "Editions",
    "Quiet",
    "Report",
    "print_findings",
    "print_json",
    "progress",
    "told",
]

Report = Callable[[int, str], None]
"""Called at the start of each stage with its number (1 to 7) and its name."""


Directory = Annotated[
    Path,
    typer.Argument(
        help="The project directory.", show_default=True, exists=True, file_okay=False
    ),
]
Editions = Annotated[
    list[str] | None,
    typer.Option("--edition", "-e", help="Edition id; may be given several times."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print findings only.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


@contextmanager
def told(directory: Path, *, as_json: bool) -> Iterator[None]:
    """Turn what a stage found, an interrupt or a wrong call into words and an exit code."""
    try:
        with _terminable():
            yield
    except StageFailed as failure:
        if as_json:
            plain = [finding.as_dict() for finding in failure.findings]
            print_json({"findings": plain})
        else:
            print_findings(failure.findings, directory)
            count = sum(f.severity == "error" for f in failure.findings)
            typer.echo(f"{count} error{'s' if count != 1 else ''}", err=True)
        raise typer.Exit(1) from None
    except UsageError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        typer.echo("error[STOP-01]: interrupted; the last good output stands", err=True)
        raise typer.Exit(1) from None
    except MemoryError:
        typer.echo("error[STOP-02]: not enough memory to go on", err=True)
        raise typer.Exit(1) from None


def print_json(data: object) -> None:
    """Print plain data as JSON."""
    plain = not (sys.stdout.encoding or "").lower().startswith("utf")
    typer.echo(json.dumps(data, ensure_ascii=plain, indent=1))


def print_findings(findings: Iterable[Finding], directory: Path) -> None:
    """Print findings to standard error, each with its excerpt and hint."""
    for finding in findings:
        typer.echo(finding.render(directory), err=True)


@contextmanager
def _terminable() -> Iterator[None]:
    """Let a polite request to end (SIGTERM) end like Ctrl-C, so that all is put away."""

    def interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Report]:
    """Show which stage is at work, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield lambda _number, _name: None
        return
    from rich.console import Console  # noqa: PLC0415 - only on a terminal
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.completed}/7"),
        BarColumn(),
        TextColumn("{task.description}"),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("starting", total=7)
        yield lambda number, name: progress.update(
            task, completed=number, description=name, refresh=True
        )
