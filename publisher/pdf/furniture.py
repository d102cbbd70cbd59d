"""What stands around a page of a press file: the marks and the slug of the job ticket.

The slug is the line below the page: job, edition, page, date, and the name of each ink in
that ink, so that every plate says which it is. It is shaped here and not by layout, because
it is no part of any page.
"""

from __future__ import annotations

from publisher import marks
from publisher.layout.model import Page
from publisher.pdf.content import Content, number
from publisher.pdf.metadata import edition_date
from publisher.pdf.model import Job, Sheet
from publisher.pdf.text import Typecase

__all__ = ["furniture"]

_SLUG_SIZE = 6.0
_PROCESS = ("Cyan", "Magenta", "Yellow", "Black")


def furniture(job: Job, page: Page, sheet: Sheet, case: Typecase) -> str:
    """Return the operators for the marks that the ticket asks for."""
    ticket = job.style.press
    assert ticket is not None  # noqa: S101 - only such a job has marks
    wanted, trim, bleed = set(ticket.marks), sheet.trim, ticket.bleed
    room = (trim[2] - trim[0]) / 2 - 2 * marks.BAND
    spine = trim[0] if page.side == "recto" else trim[2]
    folded = ticket.binding.style == "saddle" and "fold" in wanted
    lines: list[str] = []
    if "crop" in wanted:
        lines += marks.crop(trim, bleed, {spine} if folded else ())
    if folded:
        lines += marks.fold(trim, bleed, spine)
    if "registration" in wanted:
        lines += marks.targets(trim, bleed)
    if "colour-bar" in wanted:
        lines += marks.colour_bar(trim, bleed, len(ticket.spots), room)
    if "slug" in wanted:
        lines.append(_slug(job, page, sheet, case))
    return marks.framed(lines) if lines else ""


def _slug(job: Job, page: Page, sheet: Sheet, case: Typecase) -> str:
    """Return the slug in one line, smaller on a page with less room for it."""
    ticket, document = job.style.press, job.document
    assert ticket is not None  # noqa: S101 - as above
    left, bottom, right, _ = sheet.trim
    date = edition_date(document)
    told = (
        ticket.job or document.title,
        f"{document.edition} {document.stamp}".strip(),
        f"{page.index + 1}/{len(job.layout.pages)}",
        date.isoformat() if date else "",
    )
    said = [(marks.REGISTRATION, " · ".join(text for text in told if text))]
    said += [
        (" ".join("1" if n == k else "0" for k in range(4)) + " k", name)
        for n, name in enumerate(_PROCESS)
    ]
    said += [(f"/Spot{n} cs 1 scn", name) for n, name in enumerate(ticket.spots)]
    face = job.fonts[job.style.figure.label]
    shaped = [(colour, face.shape(text)) for colour, text in said]
    wide = sum(glyphs.width(_SLUG_SIZE) + _SLUG_SIZE for _, glyphs in shaped)
    room = (right - left) / 2 - 2 * marks.BAND
    size = _SLUG_SIZE * min(1.0, max(room, 0.0) / wide)
    if size < 1:
        return ""
    content = Content()
    x = left + marks.BAND
    y = bottom - ticket.bleed - marks.CLEAR - marks.BAND / 2 - size / 3
    for colour, glyphs in shaped:
        content.literal(colour)
        content.state("font", f"/{case.resource(face.name)} {number(size, 3)} Tf")
        content.text(x, y, case.show(glyphs, size))
        x += glyphs.width(size) + size
    content.end_text()
    return str(content)
