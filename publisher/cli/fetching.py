"""The command that brings new data: a vintage of a source into a folder of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from publisher.cli.terminal import (
    AsJson,
    Directory,
    Quiet,
    print_findings,
    print_json,
    told,
)
from publisher.fetch.sources import SourceName

if TYPE_CHECKING:
    from publisher.fetch.fetching import Fetched
    from publisher.fetch.readers import Reader

__all__ = ["fetch"]


def fetch(
    source: Annotated[
        SourceName, typer.Argument(help="What to fetch.")
    ] = SourceName.census_api,
    directory: Directory = Path(),
    vintage: Annotated[
        str | None,
        typer.Option(help="A month or day to call it by; default: this month."),
    ] = None,
    site: Annotated[str | None, typer.Option(hidden=True)] = None,
    *,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Fetch a new vintage of a source into content/data/SOURCE/VINTAGE/.

    The Census Bureau's API wants a key in the environment variable CENSUS_API_KEY. A fetch
    that was interrupted goes on when it is called again.

    Example: publisher fetch census_api
    """
    with told(directory, as_json=as_json), _asking(quiet=quiet or as_json) as report:
        from publisher import fetch as fetching  # noqa: PLC0415 - heavy
        from publisher.fetch.fetching import Request  # noqa: PLC0415

        request = Request(directory, source, vintage, site, report=report)
        fetched = fetching.fetch(request)
    if as_json:
        print_json(_plain(fetched))
        return
    print_findings(fetched.warnings, directory)
    if not quiet:
        for line in _summary(fetched):
            typer.echo(line)


@contextmanager
def _asking(*, quiet: bool) -> Iterator[Callable[[int, int, str], None]]:
    """Show how many of all questions are answered, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield lambda _done, _of, _asked: None
        return
    from rich.console import Console  # noqa: PLC0415 - only on a terminal
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.completed}/{task.total}"),
        BarColumn(),
        TextColumn("{task.description}"),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("asking", total=1)
        yield lambda done, of, asked: progress.update(
            task, completed=done, total=of, description=asked, refresh=True
        )


def _summary(fetched: Fetched) -> Iterator[str]:
    """Yield what was written, who will read it, and what to do next."""
    from publisher.fetch.clock import stamp  # noqa: PLC0415

    count = len(fetched.answers)
    answers = f"{count} answer{'s' if count != 1 else ''}"
    resumed = f", {fetched.resumed} of them kept from before" if fetched.resumed else ""
    span = fetched.span
    yield f"{fetched.place.path}: {span.first} to {span.last}, {answers}{resumed}"
    times = sorted({answer.at for answer in fetched.answers})
    if times[0].date() != times[-1].date():
        yield f"  they came between {stamp(times[0])} and {stamp(times[-1])}"
    for file in fetched.files:
        yield f"  {file.path}: {file.rows:,} rows"
    for reader in fetched.readers:
        yield _told(reader)
    yield "Next:"
    yield "  publisher check    says what the figures change, and what is wrong"
    for reader in fetched.readers:
        if reader.series:
            yield f"  publisher approve --edition {reader.edition}    once you agree"


def _told(reader: Reader) -> str:
    """Return whether an edition reads the vintage, and why not."""
    if reader.series:
        said = f"reads it: {', '.join(reader.series)}"
    elif reader.closed:
        said = f"does not read it: it closed on {reader.closing_date}"
    else:
        said = (
            "does not read it: none of its series is declared to be fetched from here"
        )
    return f"edition {reader.edition} {said}"


def _plain(fetched: Fetched) -> dict[str, Any]:
    """Return the same for ``--json``."""
    from publisher.fetch.clock import stamp  # noqa: PLC0415

    return {
        "source": fetched.place.source,
        "vintage": fetched.place.vintage,
        "folder": fetched.place.path,
        "covers": {"from": fetched.span.first, "to": fetched.span.last},
        "files": [
            {"path": each.path, "sha256": each.sha256, "rows": each.rows}
            for each in fetched.files
        ],
        "answers": [
            {"origin": each.address, "fetched": stamp(each.at)}
            for each in fetched.answers
        ],
        "resumed": fetched.resumed,
        "editions": {
            each.edition: {
                "closing_date": each.closing_date,
                "closed": each.closed,
                "series": list(each.series),
            }
            for each in fetched.readers
        },
        "findings": [finding.as_dict() for finding in fetched.warnings],
    }
