"""The commands that send an edition, and read what came back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from publisher.cli.terminal import (
    AsJson,
    Directory,
    Quiet,
    print_findings,
    print_json,
    progress,
    told,
)
from publisher.errors import Finding, StageFailed, UsageError

if TYPE_CHECKING:
    from publisher.mail.delivery import Post
    from publisher.mail.model import Delivery
    from publisher.mail.outbox import Outbox
    from publisher.sending import Mailing, Purpose

__all__ = ["bounces", "send"]


class Decision(StrEnum):
    """What is to be done with those of whom nobody knows whether they got the message."""

    ask = "ask"
    sent = "sent"
    again = "again"


List = Annotated[
    str | None,
    typer.Option("--list", "-l", help="A list: content/distribution/lists/NAME.csv."),
]
OneEdition = Annotated[str | None, typer.Option("--edition", "-e", help="Edition id.")]
MessageName = Annotated[
    str | None,
    typer.Option("--message", "-m", help="Which message; default: briefing."),
]
Proof = Annotated[
    str | None, typer.Option("--to", help="Send one message, to this address only.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Write the messages to look at; send none.")
]
Correction = Annotated[
    bool, typer.Option("--correction", help="To those who had an earlier printing.")
]
Resolve = Annotated[
    Decision | None,
    typer.Option("--resolve", help="What to do with the unknown."),
]
ServerLog = Annotated[
    Path | None,
    typer.Option("--server-log", help="A log that may know of the unknown."),
]
SkipInvalid = Annotated[
    bool, typer.Option("--skip-invalid", help="Leave out the rows that are wrong.")
]
Table = Annotated[
    Path | None, typer.Option("--csv", help="Write the report as a table.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Send without being asked.")]


def send(  # noqa: PLR0913 - each is an option of the command
    directory: Directory = Path(),
    list_: List = None,
    edition: OneEdition = None,
    message: MessageName = None,
    to: Proof = None,
    *,
    dry_run: DryRun = False,
    correction: Correction = False,
    resolve: Resolve = None,
    server_log: ServerLog = None,
    skip_invalid: SkipInvalid = False,
    table: Table = None,
    yes: Yes = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Send a built edition to a list by e-mail, to each recipient once.

    Killed and run again it goes on where it was. docs/distribution.md says more.

    Example: publisher send --list congress --edition 2025 --dry-run
    """
    silent = quiet or as_json
    with told(directory, as_json=as_json):
        from publisher import sending  # noqa: PLC0415 - heavy

        _check_call(list_, to, dry_run=dry_run, correction=correction)
        purpose: Purpose = "dry run" if dry_run else "proof" if to else "send"
        order = sending.Order(
            edition, list_, message, purpose, correction, skip_invalid
        )  # fmt: skip
        with sending.open_outbox(directory) as box:
            with progress(quiet=silent) as report:
                mailing = sending.prepare(directory, order, box, report)
            if not as_json:
                print_findings(mailing.warnings, directory)
            if dry_run:
                _dry_run(mailing, as_json=as_json, quiet=quiet)
            elif to:
                _proof(mailing, to, quiet=silent)
            else:
                _resolve(box, mailing, resolve, server_log)
                found = _send(box, mailing, ask=not yes, quiet=silent)
                _report(box, mailing, table, found, as_json=as_json, quiet=quiet)
                if found and as_json:
                    raise typer.Exit(1)
                if found:
                    raise StageFailed(found)


def bounces(
    source: Annotated[
        Path, typer.Argument(help="A message, an mbox file or a Maildir.", exists=True)
    ],
    directory: Annotated[
        Path,
        typer.Option("--directory", "-C", help="The project.", file_okay=False),
    ] = Path(),
    *,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Read what servers could not deliver, and note it in the outbox.

    Example: publisher bounces ~/Maildir
    """
    with told(directory, as_json=as_json):
        from publisher import sending  # noqa: PLC0415 - heavy
        from publisher.mail import bounces as returned  # noqa: PLC0415

        with sending.open_outbox(directory) as box:
            read = returned.note(source, box)
    if as_json:
        print_json(read.as_dict())
        return
    print_findings(read.findings, directory)
    if not quiet:
        for line in read.lines():
            typer.echo(line)


def _check_call(
    list_: str | None, to: str | None, *, dry_run: bool, correction: bool
) -> None:
    if list_ is None and not correction:
        msg = "say to whom: --list NAME"
        raise UsageError(msg)
    if to is not None and dry_run:
        msg = "--to sends a message and --dry-run sends none: give one of them"
        raise UsageError(msg)


def _dry_run(mailing: Mailing, *, as_json: bool, quiet: bool) -> None:
    from publisher import sending  # noqa: PLC0415

    _check_somebody(mailing)
    count = len(mailing.recipients)
    with _counting(count, quiet=quiet or as_json) as told:
        page = sending.dry_run(mailing, told)
    if as_json:
        passed = [[each.recipient.address, each.why] for each in mailing.passed]
        print_json({"messages": count, "index": str(page), "passed_over": passed})
    elif not quiet:
        typer.echo(f"{page}  {count:,} messages, {len(mailing.passed):,} passed over")


def _proof(mailing: Mailing, to: str, *, quiet: bool) -> None:
    from publisher import sending  # noqa: PLC0415

    _check_somebody(mailing)
    reply = sending.proof(mailing, to)
    if not quiet:
        first = mailing.recipients[0].address
        typer.echo(f"sent to {to}, as {first} would get it: {reply}")


def _check_somebody(mailing: Mailing) -> None:
    if not mailing.recipients:
        said = f"nobody is left to write to; {len(mailing.passed):,} passed over"
        raise StageFailed([Finding("LIST-09", said)])


def _resolve(
    box: Outbox, mailing: Mailing, decision: Decision | None, log: Path | None
) -> None:
    from publisher.mail import resolution  # noqa: PLC0415

    box.recover()
    if log is not None:
        resolution.by_log(box, mailing.job, log)
    if decision is None:
        return
    for row in box.rows(mailing.job, "unknown"):
        chosen = _asked(row) if decision is Decision.ask else decision
        if chosen is not None:
            resolution.by_word(box, row, again=chosen is Decision.again)


def _asked(row: Delivery) -> Decision | None:
    """Ask a person what to do with one of the unknown; None leaves it as it is."""
    if not sys.stdin.isatty():
        msg = "there is nobody to ask: write --resolve sent, or --resolve again"
        raise UsageError(msg)
    said = f"{row.recipient.address} ({row.changed}, {row.message_id})"
    answer = typer.prompt(
        f"{said}: did it arrive? [y]es, [n]o: send again, [l]eave", default="l"
    )
    letter = answer.strip().casefold()[:1]
    return {"y": Decision.sent, "n": Decision.again}.get(letter)


def _send(
    box: Outbox, mailing: Mailing, *, ask: bool, quiet: bool
) -> tuple[Finding, ...]:
    """Send all that is to be sent, once a person has agreed; return what is left to say."""
    from publisher import sending  # noqa: PLC0415
    from publisher.mail import form  # noqa: PLC0415

    known = box.known(mailing.job)
    fresh = [
        each
        for each in mailing.recipients
        if known.get(each.key, "queued") in {"queued", "sending"}
    ]
    if fresh:
        if not quiet or ask:
            for line in sending.summary(mailing, len(fresh)):
                typer.echo(line, err=True)
        if ask:
            _agree(len(fresh))
        box.begin()
        domain = form.domain(mailing.sending)
        box.queue(mailing.job, mailing.list_, mailing.recipients, domain)
        with _counting(len(fresh), quiet=quiet) as told:
            service = sending.post(mailing, box, told)
            found = _delivered(service, mailing)
    else:
        found = ()
    unknown = box.tally(mailing.job)["unknown"]
    if unknown:
        said = f"{unknown:,} may have got the message or not; they are not written to again"
        hint = "look whether it arrived, then run with --resolve, or with --server-log"
        found = (*found, Finding("SEND-15", said, hint=hint))
    return found


def _delivered(service: Post, mailing: Mailing) -> tuple[Finding, ...]:
    """Send; what stops it is told after the report of what was done."""
    try:
        return service.send(mailing.job, mailing.list_)
    except StageFailed as failure:
        return failure.findings


def _agree(count: int) -> None:
    """Go on only if a person types how many messages that will be."""
    if not sys.stdin.isatty():
        msg = "there is nobody to ask: read the summary, then add --yes"
        raise UsageError(msg)
    answer = typer.prompt(f"Type {count} to send", default="", show_default=False)
    if answer.strip().replace(",", "") != str(count):
        typer.echo("nothing was sent", err=True)
        raise typer.Exit(1)


def _report(
    box: Outbox,
    mailing: Mailing,
    table: Path | None,
    found: Sequence[Finding],
    *,
    as_json: bool,
    quiet: bool,
) -> None:
    from publisher.mail import report  # noqa: PLC0415
    from publisher.output import unwritable  # noqa: PLC0415

    job, rows = mailing.job, box.rows(mailing.job)
    tally = box.tally(job)
    if table is not None:
        try:
            report.write_csv(table, rows)
        except OSError as error:
            raise StageFailed([unwritable(error, table)]) from error
    if as_json:
        findings = (*mailing.warnings, *found)
        plain = report.as_dict(job, tally, rows, mailing.passed)
        print_json({**plain, "findings": [each.as_dict() for each in findings]})
    elif not quiet:
        for line in report.lines(job, tally, rows, mailing.passed):
            typer.echo(line)


@contextmanager
def _counting(count: int, *, quiet: bool) -> Iterator[Callable[[], None]]:
    """Show how many messages are done, on a terminal only."""
    if quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415 - only on a terminal
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TimeRemainingColumn,
    )

    columns = (MofNCompleteColumn(), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("messages", total=count)
        yield lambda: bar.advance(task)
