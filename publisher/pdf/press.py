"""The press profile, made to a job ticket: PDF/X-4, or PDF/X-1a:2003 on request.

Authorities: ISO 15930-7 (PDF/X-4, PDF 1.6), ISO 15930-4 (PDF/X-1a:2003, PDF 1.4);
ISO 32000-1, 14.11.2 (page boxes) and 14.11.6 (trapping). The rules that are kept are
listed in docs/press.md; nobody has certified a file.
"""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from pikepdf import Array, Name, String

from publisher.layout.model import Box
from publisher.marks import ROOM
from publisher.narrative.model import Document
from publisher.pdf.fonts_embed import add_fonts
from publisher.pdf.furniture import furniture
from publisher.pdf.metadata import add_metadata, add_output_intent
from publisher.pdf.model import File, Intent, Job, Profile, Sheet
from publisher.pdf.press_inks import add_ink_resources, press_inks
from publisher.styles.ticket import Ticket

__all__ = ["press"]

_X1A = "PDF/X-1a:2003"


def press(job: Job) -> Profile:
    """Return the profile of a job that has a ticket."""
    ticket = job.style.press
    assert ticket is not None  # noqa: S101 - told to mypy; `profile_of` looked
    output = ticket.output
    return Profile(
        name="press",
        version="1.4" if ticket.flavour == _X1A else "1.6",
        margin=ticket.bleed + (ROOM if ticket.marks else 0.0),
        inks=press_inks,
        claims=_claims(job.document, ticket),
        intent=Intent(
            "GTS_PDFX",
            output.condition,
            output.info or output.condition,
            4,
            lambda: job.style.output_profile,
            output.registry,
        ),
        steps=(
            add_fonts,
            add_ink_resources,
            add_boxes,
            add_output_intent,
            add_metadata,
            add_press_metadata,
        ),
        around=furniture,
        tagged=False,
    )


def _claims(document: Document, ticket: Ticket) -> tuple[tuple[str, str], ...]:
    """Return what the XMP metadata say; ids come from the edition, not from chance.

    ``xmp:Label`` says that an edition is not to be printed in numbers.
    """
    name = f"urn:{document.publication}:{document.edition}:{document.date}"
    label = "specimen" if document.specimen else document.state
    return (
        ("pdfxid:GTS_PDFXVersion", ticket.flavour),
        ("pdf:Trapped", "False"),
        ("xmp:Label", label),
        ("xmpMM:DocumentID", uuid5(NAMESPACE_URL, name).urn),
        ("xmpMM:RenditionClass", "default"),
        ("xmpMM:VersionID", "1"),
    )


def add_boxes(file: File) -> None:
    """Say where the page ends (TrimBox) and how far ink reaches beyond it (BleedBox)."""
    ticket = file.job.style.press
    assert ticket is not None  # noqa: S101 - as above
    bleed = ticket.bleed
    for page, placed in zip(file.pdf.pages, file.job.layout.pages, strict=True):
        sheet = Sheet.of(placed, file.profile)
        whole = Box(
            -sheet.margin,
            -sheet.margin,
            sheet.width + 2 * sheet.margin,
            sheet.height + 2 * sheet.margin,
        )
        wide = Box(-bleed, -bleed, sheet.width + 2 * bleed, sheet.height + 2 * bleed)
        page.obj.MediaBox = Array(sheet.box(whole))
        page.obj.BleedBox = Array(sheet.box(wide))
        page.obj.TrimBox = Array(sheet.trim)


def add_press_metadata(file: File) -> None:
    """Repeat in the document information what PDF/X looks for there."""
    for name, value in file.profile.claims:
        if name == "pdfxid:GTS_PDFXVersion":
            file.pdf.docinfo["/GTS_PDFXVersion"] = String(value)
    file.pdf.docinfo["/Trapped"] = Name("/False")
