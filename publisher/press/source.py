"""The press file that is to be imposed, opened and looked at.

Findings
--------
IMPOSE-01
    The number of pages is no multiple of four, or there are none.
IMPOSE-02
    A page without a trim box, of another size than the ticket's, or without its bleed.
IMPOSE-03
    A draft or a specimen, which is not printed in numbers.
IMPOSE-04
    The ticket asks for another binding, or for paper that is too thick for this one.
IMPOSE-05
    The file is encrypted, damaged, or not made for a press (no output intent).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf

from publisher.errors import Finding, StageFailed
from publisher.pdfheader import require_pdf
from publisher.styles.ticket import Ticket

__all__ = ["box_of", "checked", "opened"]

Area = tuple[float, float, float, float]

_CLOSE = 0.1
"""Points; boxes of one size may differ by the rounding of their writers."""
_UNPRINTED = {"draft", "specimen"}
"""What ``xmp:Label`` says of a file that is not to be printed in numbers."""


@contextmanager
def opened(path: Path) -> Iterator[pikepdf.Pdf]:
    """Open a PDF.

    Raises
    ------
    UsageError
        If the file is not there or is not a PDF.
    StageFailed
        IMPOSE-05, if it is encrypted or damaged, also while it is being read.
    """
    require_pdf(path)
    try:
        with pikepdf.open(path) as pdf:
            if pdf.is_encrypted:
                raise StageFailed([_unfit(f"{path.name} is encrypted")])
            yield pdf
    except pikepdf.PasswordError:
        raise StageFailed([_unfit(f"{path.name} is encrypted")]) from None
    except (pikepdf.PdfError, ValueError, TypeError, RecursionError) as error:
        raise StageFailed([_unfit(f"{path.name} is damaged: {error}")]) from None


def _unfit(message: str) -> Finding:
    return Finding("IMPOSE-05", message, hint="export it again, as PDF/X")


def checked(pdf: pikepdf.Pdf, ticket: Ticket) -> list[Finding]:
    """Return what keeps the file from being imposed to the ticket."""
    findings = []
    count = len(pdf.pages)
    if not count or count % 4:
        message = f"{count} pages are no multiple of four"
        hint = "add pages, empty ones if need be; a sheet folded once has four"
        findings.append(Finding("IMPOSE-01", message, hint=hint))
    for number, page in enumerate(pdf.pages, 1):
        fault = _misfit(page, ticket)
        if fault:
            message = f"page {number} {fault}"
            hint = "make the press file to this job ticket, then impose it"
            findings.append(Finding("IMPOSE-02", message, hint=hint))
    label = str(pdf.open_metadata().get("xmp:Label") or "")
    if label in _UNPRINTED:
        hint = "sign the edition off with publisher approve, and build it again"
        message = f"this file is a {label}; it is not printed in numbers"
        findings.append(Finding("IMPOSE-03", message, hint=hint))
    if "/OutputIntents" not in pdf.Root:
        findings.append(_unfit("the file does not say for which printing it is made"))
    return [*findings, *_bindable(ticket, count)]


def _misfit(page: pikepdf.Page, ticket: Ticket) -> str:
    """Return why a page cannot stand on the ticket's sheet, or nothing."""
    if "/TrimBox" not in page.obj:
        return "has no trim box"
    if page.obj.get("/Rotate", 0) or page.obj.get("/UserUnit", 1) != 1:
        return "is turned or scaled by its viewer (Rotate, UserUnit)"
    left, bottom, right, top = box_of(page.trimbox)
    wide, high = ticket.trim_width, ticket.trim_height
    if abs(right - left - wide) > _CLOSE or abs(top - bottom - high) > _CLOSE:
        return (
            f"is {right - left:g} × {top - bottom:g} pt when cut, and the ticket"
            f" says {wide:g} × {high:g} pt"
        )
    outer = box_of(page.bleedbox)
    spare = (left - outer[0], bottom - outer[1], outer[2] - right, outer[3] - top)
    if min(spare) < ticket.bleed - _CLOSE:
        return f"has {min(spare):g} pt of bleed, and the ticket wants {ticket.bleed:g}"
    return ""


def box_of(box: pikepdf.Object) -> Area:
    """Return a page box as left, bottom, right, top."""
    x, y, to_x, to_y = (float(edge) for edge in box)
    return min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)


def _bindable(ticket: Ticket, pages: int) -> Iterator[Finding]:
    binding = ticket.binding
    if binding.style != "saddle":
        where = binding.at("style")
        message = f"the ticket asks for {binding.style} binding"
        hint = "only saddle-stitched sheets are imposed here; leave it to the printer"
        yield Finding("IMPOSE-04", message, where, hint)
    most = (pages // 4 - 1) * binding.thickness
    if most > max(ticket.safety, _CLOSE):
        message = (
            f"the innermost of {pages // 4} sheets creeps by {most:.1f} pt, further"
        )
        message += f" than the safety margin of {ticket.safety:g} pt"
        hint = "take thinner paper or fewer pages, or have the booklet bound"
        yield Finding("IMPOSE-04", message, binding.at("thickness"), hint)
