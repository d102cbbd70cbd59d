"""The commands for a project as a whole: begin one, examine one, write its schemas."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from publisher.cli.terminal import AsJson, Directory, Quiet, print_json, told

__all__ = ["doctor", "init", "schema"]


def schema(directory: Directory = Path(), *, quiet: Quiet = False) -> None:
    """Write the JSON Schemas that editors of the YAML files use, into schemas/.

    Example: publisher schema
    """
    with told(directory, as_json=False):
        from publisher import schema as schemas  # noqa: PLC0415 - heavy

        paths = schemas.write(directory)
    if not quiet:
        for path in paths:
            typer.echo(str(path))


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
    with told(directory, as_json=False):
        from publisher import starter  # noqa: PLC0415 - heavy

        started = starter.start(directory, source)
    if not quiet:
        for line in started.next_steps():
            typer.echo(line)


def doctor(
    directory: Directory = Path(), *, as_json: AsJson = False, quiet: Quiet = False
) -> None:
    """Say what is missing on this machine, or in the publication, and the remedy.

    Example: publisher doctor
    """
    with told(directory, as_json=as_json):
        from publisher import doctor as physician  # noqa: PLC0415

        found = physician.examine(directory)
    sound = all(each.state != "missing" for each in found)
    if as_json:
        print_json({"sound": sound, "checks": [asdict(each) for each in found]})
    else:
        for each in found:
            if not quiet or each.state != "ok":
                typer.echo(each.render())
    if not sound:
        raise typer.Exit(1)
