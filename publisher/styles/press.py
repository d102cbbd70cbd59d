"""The job ticket, checked: against itself, the other styles and its ICC profile (stage 1).

Findings
--------
TICKET-01
    The ticket and ``page.yml`` do not describe the same page.
TICKET-02
    Values that cannot be together.
TICKET-03
    The ICC profile is missing, not beside the ticket, or not one for printing in CMYK.
TICKET-04
    A spot ink that no ink of the palette names.
TICKET-05
    A style whose type is too small, or of too many inks, for its colour. A warning if the
    ink is dark: the type is printed in solid black. An error if it is light.
YAML-01 to YAML-13, FORM-01 to FORM-04, STYLE-01
    See `publisher.content.reader`, `publisher.content.faults` and `files`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publisher.content.validation import load_model
from publisher.errors import Finding, Severity, StageFailed, nearest
from publisher.styles.lengths import length_faults
from publisher.styles.models import PageStyle, Palette, Style
from publisher.styles.ticket import Ticket

__all__ = ["agreement", "load_ticket", "read_profile", "ticket_faults", "unheld"]

_LARGEST_PROFILE = 16 * 1024 * 1024
"""Bytes; profiles for printing have one or two million."""
_CLOSE = 0.01
"""Points; millimetres and inches of the same length differ by less."""


def load_ticket(path: Path) -> Ticket:
    """Read one ticket by itself.

    Raises
    ------
    StageFailed
        With every finding of the file.
    """
    ticket, findings = load_model(Ticket, path.parent, path.name)
    if ticket is not None:
        findings += ticket_faults(ticket)
    if ticket is None or findings:
        raise StageFailed(findings)
    return ticket


def ticket_faults(ticket: Ticket) -> Iterator[Finding]:
    """Yield what in a ticket is impossible (STYLE-01, TICKET-02)."""
    yield from length_faults(ticket)
    text, rules = ticket.text, ticket.rules
    shorter = min(ticket.trim_width, ticket.trim_height)
    if 0 < shorter <= 2 * ticket.safety:
        message = "this safety margin leaves nothing of the page"
        yield Finding("TICKET-02", message, ticket.at("safety"), "make it smaller")
    if ticket.bleed > 72:
        message = "a bleed of more than an inch leaves no room for marks"
        yield Finding("TICKET-02", message, ticket.at("bleed"), "write 0.125in or 3mm")
    if ticket.binding.style == "saddle" and ticket.pages_divisible_by % 4:
        message = "a saddle-stitched booklet is made of sheets of four pages"
        where = ticket.at("pages_divisible_by")
        yield Finding("TICKET-02", message, where, "write a multiple of 4")
    for name, less, more in (
        ("text", text.solid, text.coloured),
        ("text", text.reversed.one_ink, text.reversed.two_inks),
        ("text", text.reversed.two_inks, text.reversed.more_inks),
        ("rules", rules.solid, rules.coloured),
    ):
        if less > more:
            message = f"under {name}, more inks are allowed to be smaller than fewer"
            hint = "inks that overlap need larger type and thicker rules"
            yield Finding("TICKET-02", message, ticket.at(name), hint)


def agreement(ticket: Ticket, page: PageStyle, palette: Palette) -> Iterator[Finding]:
    """Yield where a ticket and the publication's own page and inks differ."""
    same = {
        name: getattr(page, name) for name in ("trim_width", "trim_height", "bleed")
    }
    for name, ours in same.items():
        if abs(getattr(ticket, name) - ours) > _CLOSE:
            message = f"the {name} of the job ticket is {getattr(ticket, name):g} pt"
            message += f", that of styles/page.yml {ours:g} pt"
            hint = "ask the printer which is right, and change the other"
            yield Finding("TICKET-01", message, ticket.at(name), hint)
    if ticket.safety > page.safety + _CLOSE:
        message = f"the printer wants {ticket.safety:g} pt of safety, and"
        message += f" styles/page.yml keeps {page.safety:g} pt"
        hint = "raise safety in styles/page.yml"
        yield Finding("TICKET-01", message, ticket.at("safety"), hint)
    if page.pages_divisible_by % ticket.pages_divisible_by:
        message = f"the printer wants pages divisible by {ticket.pages_divisible_by},"
        message += f" styles/page.yml by {page.pages_divisible_by}"
        hint = "change pages_divisible_by in styles/page.yml"
        where = ticket.at("pages_divisible_by")
        yield Finding("TICKET-01", message, where, hint)
    known = [ink.spot for ink in palette.inks.values() if ink.spot]
    for n, spot in enumerate(ticket.spots):
        if spot not in known:
            near = nearest(spot, known)
            hint = (
                f"did you mean {near}?" if near else "give an ink of the palette spot:"
            )
            message = f"no ink of styles/palette.yml is the spot ink {spot}"
            yield Finding("TICKET-04", message, ticket.at("spots", n), hint)


def read_profile(ticket: Ticket, folder: Path) -> tuple[bytes, list[Finding]]:
    """Return the ticket's ICC profile, a file below ``folder``, and TICKET-03 if unfit.

    What the profile says of itself is believed (ICC.1, 7.2).
    """
    data = b""
    try:
        home = folder.resolve()
        path = (home / ticket.output.profile).resolve()
        if not path.is_relative_to(home):
            fault = "is not in the folder of the ticket"
        elif not path.is_file():
            fault = "is not there"
        elif path.stat().st_size > _LARGEST_PROFILE:
            fault = f"is larger than {_LARGEST_PROFILE // 2**20} MiB"
        else:
            data = path.read_bytes()
            fault = _unfit(data, ticket)
    except (OSError, RuntimeError, ValueError) as error:  # a loop of links, a bad name
        fault = f"cannot be read: {error}"
    if not fault:
        return data, []
    message = f"the ICC profile {ticket.output.profile} {fault}"
    hint = "ask the printer for the profile of this printing, and put it there"
    return b"", [Finding("TICKET-03", message, ticket.output.at("profile"), hint)]


def _unfit(data: bytes, ticket: Ticket) -> str:
    """Return why these bytes cannot be an output profile of the ticket, or nothing."""
    if (
        len(data) < 128
        or data[36:40] != b"acsp"
        or int.from_bytes(data[:4]) > len(data)
    ):
        return "is not an ICC profile, or not whole"
    if data[12:16] != b"prtr" or data[16:20] != b"CMYK":
        return "is not one for printing in CMYK"
    if ticket.flavour == "PDF/X-1a:2003" and data[8] > 2:
        return f"is of ICC version {data[8]}; {ticket.flavour} knows version 2 only"
    return ""


def unheld(style: Style) -> Iterator[Finding]:
    """Yield TICKET-05 for each paragraph style whose colour the press cannot hold."""
    if style.press is None:
        return
    text = style.press.text
    for name, paragraph in style.type.paragraphs.items():
        ink = style.palette.inks.get(paragraph.ink)
        if ink is None or text.holds(ink.printed(style.press.spots), paragraph.size):
            continue
        message = f"the style {name}, {paragraph.size:g} pt in {paragraph.ink}, is too"
        message += " small, or of too many inks, for the press"
        message += "; it is printed in solid black" if ink.dark else ""
        hint = "give it an ink that is black or white in print, or one of at most"
        hint += f" {text.most_inks} inks at {text.coloured:g} pt or more"
        severity: Severity = "warning" if ink.dark else "error"
        yield Finding("TICKET-05", message, paragraph.at("ink"), hint, severity)
