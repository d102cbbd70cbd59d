"""The command ``publisher``.

Parses arguments, shows progress, prints findings, chooses exit codes: 0 done, 1 findings
of severity error, 2 wrong usage. Everything heavy is imported by the command that needs it.
"""

from __future__ import annotations

import atexit
import gc
import json
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer

from publisher.errors import Finding, StageFailed, UsageError

__all__ = ["app", "main"]

app = typer.Typer(
    add_completion=True,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Builds a paginated, checked briefing from YAML, data and figures.",
)

Report = Callable[[int, str], None]
"""Called at the start of each stage with its number (1 to 6) and its name."""


class Profile(StrEnum):
    """What a file is for."""

    screen = "screen"


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


@app.command()
def build(
    directory: Directory = Path(),
    edition: Editions = None,
    profile: Annotated[
        list[Profile] | None,
        typer.Option("--profile", "-p", help="What to make; default: screen."),
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, help="Processes that draw figures.")
    ] = 1,
    *,
    quiet: Quiet = False,
) -> None:
    """Build the edition: pages, PDF, data, exhibits and manifest in output/.

    Example: publisher build --edition 2025 --profile screen
    """
    profiles = tuple(each.value for each in profile or [Profile.screen])
    with _findings(directory, as_json=False), _progress(quiet=quiet) as report:
        from publisher import build as builder  # noqa: PLC0415 - heavy

        made = builder.build(
            directory, tuple(edition or ()), profiles, jobs=jobs, report=report
        )
    for result in made:
        _print_findings(result.warnings, directory)
        if not quiet:
            for path in result.files:
                typer.echo(f"{path}  {result.pages} pages")


@app.command()
def check(
    directory: Directory = Path(),
    edition: Editions = None,
    *,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Check content, data, prose and exhibits without making a PDF.

    Example: publisher check --edition 2025
    """
    show = quiet or as_json
    with _findings(directory, as_json=as_json), _progress(quiet=show) as report:
        from publisher import build as builder  # noqa: PLC0415 - heavy

        results = builder.check(directory, tuple(edition or ()), report=report)
    if as_json:
        editions = {
            result.edition: {
                **result.checks,
                "findings": [finding.as_dict() for finding in result.warnings],
            }
            for result in results
        }
        _print_json({"editions": editions})
        return
    for result in results:
        _print_findings(result.warnings, directory)
        if not quiet:
            numbers = result.checks["numbers"]
            typer.echo(
                f"{result.edition}: no errors;"
                f" {numbers['bound']} of {numbers['of']} numbers bound to data"
            )


@app.command()
def approve(
    directory: Directory = Path(),
    edition: Annotated[
        str | None, typer.Option("--edition", "-e", help="Edition id.")
    ] = None,
    *,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Sign off without being asked.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Show each printed figure that differs from what was signed off, and sign it off.

    Writes content/editions/ID.lock.yml and ID.proof.yml once you agree.

    Example: publisher approve --edition 2025
    """
    from publisher import build as builder  # noqa: PLC0415 - heavy

    with _findings(directory, as_json=False):
        with _progress(quiet=quiet) as report:
            approval = builder.approve(directory, edition, report=report)
        if not approval.needed:
            if not quiet:
                typer.echo(f"{approval.name}: all of it is signed off already")
            return
        if not quiet:
            for row in approval.table():
                typer.echo(row)
        if not yes:
            _agree(approval.question())
        for path in approval.record():
            if not quiet:
                typer.echo(path)


def _agree(question: str) -> None:
    """Go on only if a person says so."""
    if not sys.stdin.isatty():
        msg = "there is nobody to ask: read the differences, then add --yes"
        raise UsageError(msg)
    if not typer.confirm(question):
        typer.echo("nothing has been signed off", err=True)
        raise typer.Exit(1)


@app.command()
def schema(directory: Directory = Path(), *, quiet: Quiet = False) -> None:
    """Write the JSON Schemas that editors of the YAML files use, into schemas/.

    Example: publisher schema
    """
    with _findings(directory, as_json=False):
        from publisher import schema as schemas  # noqa: PLC0415 - heavy

        paths = schemas.write(directory)
    if not quiet:
        for path in paths:
            typer.echo(str(path))


@app.command()
def init(
    directory: Annotated[Path, typer.Argument(help="The new folder.")],
    source: Annotated[
        Path | None,
        typer.Option("--from", help="A publication whose shape to copy."),
    ] = None,
    *,
    quiet: Quiet = False,
) -> None:
    """Begin a new publication in a new or empty folder; it builds at once.

    With --from it has the content, data and styles of another one, as a draft.

    Example: publisher init my-booklet
    """
    with _findings(directory, as_json=False):
        from publisher import starter  # noqa: PLC0415 - heavy

        started = starter.start(directory, source)
    if not quiet:
        for line in started.next_steps():
            typer.echo(line)


@app.command()
def doctor(
    directory: Directory = Path(), *, as_json: AsJson = False, quiet: Quiet = False
) -> None:
    """Say what is missing on this machine, or in the publication, and the remedy.

    Example: publisher doctor
    """
    with _findings(directory, as_json=as_json):
        from publisher import doctor as physician  # noqa: PLC0415

        found = physician.examine(directory)
    sound = all(each.state != "missing" for each in found)
    if as_json:
        _print_json({"sound": sound, "checks": [asdict(each) for each in found]})
    else:
        for each in found:
            if not quiet or each.state != "ok":
                typer.echo(each.render())
    if not sound:
        raise typer.Exit(1)


@contextmanager
def _findings(directory: Path, *, as_json: bool) -> Iterator[None]:
    """Turn what a stage found, an interrupt or a wrong call into words and an exit code."""
    try:
        with _terminable():
            yield
    except StageFailed as failure:
        if as_json:
            plain = [finding.as_dict() for finding in failure.findings]
            _print_json({"findings": plain})
        else:
            _print_findings(failure.findings, directory)
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


def _print_json(data: object) -> None:
    plain = not (sys.stdout.encoding or "").lower().startswith("utf")
    typer.echo(json.dumps(data, ensure_ascii=plain, indent=1))


def _print_findings(findings: Iterable[Finding], directory: Path) -> None:
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
def _progress(*, quiet: bool) -> Iterator[Report]:
    """Show which stage is at work, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield lambda _number, _name: None
        return
    from rich.console import Console  # noqa: PLC0415 - only on a terminal
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.completed}/6"),
        BarColumn(),
        TextColumn("{task.description}"),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("starting", total=6)
        yield lambda number, name: progress.update(
            task, completed=number, description=name, refresh=True
        )


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
