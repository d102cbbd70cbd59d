"""The commands for an edition: build it, check it, sign it off."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from publisher.checked import Checked, remembered
from publisher.cli.terminal import (
    AsJson,
    Directory,
    Editions,
    Quiet,
    print_findings,
    print_json,
    progress,
    told,
)
from publisher.errors import UsageError

__all__ = ["approve", "build", "check"]


class Profile(StrEnum):
    """What a file is for."""

    screen = "screen"
    archive = "archive"
    press = "press"


class Version(StrEnum):
    """A version of PDF."""

    seven = "1.7"
    two = "2.0"


def build(
    directory: Directory = Path(),
    edition: Editions = None,
    profile: Annotated[
        list[Profile] | None,
        typer.Option(
            "--profile", "-p", help="What to make; default: screen and press."
        ),
    ] = None,
    pdf: Annotated[
        Version,
        typer.Option("--pdf", help="Version of PDF; 2.0 is for the screen only."),
    ] = Version.seven,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, help="Processes that draw figures.")
    ] = 1,
    *,
    quiet: Quiet = False,
) -> None:
    """Build the edition: pages, PDF, data, exhibits and manifest in output/.

    Without --profile: for the screen, and for the press if styles/press.yml is there.

    Example: publisher build --edition 2025 --profile screen --profile press
    """
    with told(directory, as_json=False), progress(quiet=quiet) as report:
        profiles = _profiles(profile or [], pdf)
        from publisher import build as builder  # noqa: PLC0415 - heavy

        made = builder.build(
            directory, tuple(edition or ()), profiles, jobs=jobs, report=report
        )
    for result in made:
        print_findings(result.warnings, directory)
        if not quiet:
            for path in result.files:
                typer.echo(f"{path}  {result.pages} pages")


def _profiles(wanted: list[Profile], version: Version) -> tuple[str, ...]:
    """Return the names of the profiles in a version of PDF; none for the usual ones."""
    if version is Version.seven:
        return tuple(each.value for each in wanted)
    if set(wanted) - {Profile.screen}:
        msg = "only the profile screen is made in PDF 2.0: PDF/A-3 is PDF 1.7"
        raise UsageError(msg)
    return (f"{Profile.screen}-{version}",)


def check(
    directory: Directory = Path(),
    edition: Editions = None,
    *,
    strict: Annotated[
        bool, typer.Option("--strict", help="Warnings too are errors.")
    ] = False,
    mutate: Annotated[
        bool,
        typer.Option("--mutate", help="Change each printed cell; say what tells."),
    ] = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Check content, data, prose, numbers and claims without making a PDF.

    With --mutate the checks themselves are tried: each cell behind a printed figure is
    changed in several ways, and what no check tells is an error.

    Example: publisher check --edition 2025
    """
    if mutate:
        _mutate(directory, tuple(edition or ()), as_json=as_json, quiet=quiet)
        return
    show = quiet or as_json
    with told(directory, as_json=as_json), progress(quiet=show) as report:
        names = tuple(edition or ())

        def check_now() -> tuple[Checked, ...]:
            from publisher import editing  # noqa: PLC0415 - heavy

            return editing.check(directory, names, report=report)

        checked = remembered(directory, names, check_now)
    results = [each.strictly() if strict else each for each in checked]
    if as_json:
        print_json({"editions": {each.edition: each.as_dict() for each in results}})
    for result in results if not as_json else ():
        print_findings(result.findings, directory)
        if not result.sound:
            typer.echo(result.verdict, err=True)
        elif not quiet:
            typer.echo(result.verdict)
        for row in result.summary() if not quiet else ():
            typer.echo(row)
    if not all(result.sound for result in results):
        raise typer.Exit(1)


def _mutate(
    directory: Path, names: tuple[str, ...], *, as_json: bool, quiet: bool
) -> None:
    """Try the checks of editions that are sound."""
    show = quiet or as_json
    with told(directory, as_json=as_json), progress(quiet=show) as report:
        from publisher import mutation  # noqa: PLC0415 - heavy

        trials = mutation.trials(directory, names, report=report)
    if as_json:
        print_json({"editions": {each.edition: each.as_dict() for each in trials}})
    for each in trials if not as_json else ():
        for row in each.summary():
            if not quiet:
                typer.echo(row)
    if not all(each.sound for each in trials):
        raise typer.Exit(1)


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
    from publisher import editing  # noqa: PLC0415 - heavy

    with told(directory, as_json=False):
        with progress(quiet=quiet) as report:
            approval = editing.approve(directory, edition, report=report)
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
