"""Rules about what a press file says of itself: PDF/X, output intent, annotations.

ISO 15930-7:2010 (PDF/X-4) and ISO 15930-4:2003 (PDF/X-1a:2003). The list is ours; nothing
here certifies a file.
"""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, String

from publisher.preflight.files import XMP_PDFX, File
from publisher.preflight.model import Limits, Page
from publisher.preflight.objects import entry, items, name, text
from publisher.preflight.rules.rule import PAPER, PRESS, Fault, FileRule, PageRule

__all__ = ["RULES"]

_VERSIONS = {"PDF/X-4": "1.6", "PDF/X-1a:2003": "1.4"}
_FORBIDDEN = {
    "transfer": "a transfer curve changes the inks",
    "PostScript": "PostScript code is painted",
    "OPI": "a picture stands for a better one elsewhere (OPI)",
    "Alternates": "a picture has another one to take its place",
}


def _says_which(file: File, limits: Limits) -> Iterator[Fault]:
    said = text(entry(file.info, "GTS_PDFXVersion"))
    if limits.flavour == "PDF/X-4":
        said = file.xmp.get(XMP_PDFX, "")
    if said != limits.flavour:
        has = f"it says {said!r}" if said else "it says nothing"
        yield Fault(f"the file is to be {limits.flavour}, and {has}")


def _trapped(file: File, _limits: Limits) -> Iterator[Fault]:
    if name(entry(file.info, "Trapped")) in {"True", "False"}:
        return
    if file.xmp.get("pdf:Trapped") not in {"True", "False"}:
        yield Fault("the file does not say whether it is trapped")


def _identified(file: File, _limits: Limits) -> Iterator[Fault]:
    identifier = file.pdf.trailer.get("/ID")
    parts = items(identifier) if isinstance(identifier, Array) else ()
    if len(parts) != 2 or not all(isinstance(each, String) for each in parts):
        yield Fault("the file has no identifier (ID)")


def _dated(file: File, limits: Limits) -> Iterator[Fault]:
    if limits.flavour == "PDF/X-4":
        asked = {
            "dc:title": "title",
            "xmp:CreateDate": "date of creation",
            "xmp:ModifyDate": "date of change",
            "xmp:MetadataDate": "date of the metadata",
        }
        missing = [word for key, word in asked.items() if not file.xmp.get(key)]
    else:
        asked = {
            "Title": "title",
            "CreationDate": "date of creation",
            "ModDate": "date of change",
        }
        missing = [
            word for key, word in asked.items() if not text(entry(file.info, key))
        ]
    if missing:
        yield Fault(f"the file does not give its {', '.join(missing)}")


def _old_enough(file: File, limits: Limits) -> Iterator[Fault]:
    most = _VERSIONS[limits.flavour]
    found = max(file.pdf.pdf_version, name(entry(file.root, "Version")))
    if found > most:
        yield Fault(f"the file is PDF {found}; {limits.flavour} is at most PDF {most}")
    if limits.flavour == "PDF/X-1a:2003" and file.has_object_streams:
        yield Fault("objects are packed in streams, which PDF 1.4 does not know")


def _plain(page: Page, _file: File, limits: Limits) -> Iterator[Fault]:
    for feature, said in _FORBIDDEN.items():
        if feature in page.features:
            yield Fault(said)
    if limits.flavour == "PDF/X-1a:2003" and "JPEG 2000" in page.features:
        yield Fault("a picture is JPEG 2000, which PDF 1.4 does not know")


def _intent(file: File, subtype: str) -> object:
    return next(
        (each for each in file.intents if name(entry(each, "S")) == subtype), None
    )


def _has_intent(file: File, _limits: Limits) -> Iterator[Fault]:
    if _intent(file, file.intent_kind) is None:
        yield Fault(f"there is no output intent of the kind {file.intent_kind}")


def _has_profile(file: File, _limits: Limits) -> Iterator[Fault]:
    intent = _intent(file, file.intent_kind)
    if intent is None:
        return
    profile = file.profile_of(intent)
    if len(profile) < 128 or profile[36:40] != b"acsp":
        yield Fault("the output intent has no ICC profile in the file")
    elif file.intent_kind == "GTS_PDFX" and (
        profile[12:16] != b"prtr" or profile[16:20] != b"CMYK"
    ):
        yield Fault("the profile of the output intent is not one for printing in CMYK")


def _as_agreed(file: File, limits: Limits) -> Iterator[Fault]:
    intent = _intent(file, "GTS_PDFX")
    said = text(entry(intent, "OutputConditionIdentifier"))
    if intent is not None and limits.condition and said != limits.condition:
        told = f"the file is made for the printing condition {said!r}"
        yield Fault(f"{told}; the job is {limits.condition!r}")


def _covered(page: Page, _file: File, _limits: Limits) -> Iterator[Fault]:
    bleed = page.boxes.get("BleedBox", page.trim)
    for each in page.annotations:
        left, top, right, bottom = each.box
        meets = left < bleed[2] and right > bleed[0]
        meets = meets and top < bleed[3] and bottom > bleed[1]
        if meets and each.subtype not in {"TrapNet", "PrinterMark"}:
            said = f"an annotation of the kind {each.subtype} lies on the page"
            yield Fault(said, (each.box,))


RULES = (
    FileRule(
        "PDFX-01",
        "The file says which kind of PDF/X it is.",
        "It is how the printer's software knows which promises the file makes.",
        "Export as the kind of PDF/X that the job ticket names.",
        PRESS,
        _says_which,
    ),
    FileRule(
        "PDFX-02",
        "The file says whether it is trapped.",
        "Traps, small overlaps of colours, are made once: by you or by the printer.",
        "Set Trapped to False unless traps were made.",
        PRESS,
        _trapped,
    ),
    FileRule(
        "PDFX-03",
        "The file has an identifier.",
        "It tells two deliveries of one job apart.",
        "Export again; any current software writes one.",
        PRESS,
        _identified,
    ),
    FileRule(
        "PDFX-04",
        "The file gives its title and its dates.",
        "PDF/X asks for them, and the printer files the job by them.",
        "Fill in the document's properties before the export.",
        PRESS,
        _dated,
    ),
    FileRule(
        "PDFX-05",
        "The file is of a version that the press can read.",
        "Older machines do not read newer files.",
        "Export as the kind of PDF/X that the job ticket names.",
        PRESS,
        _old_enough,
    ),
    PageRule(
        "PDFX-06",
        "Nothing is changed on its way to the press.",
        "Curves, stand-ins and code have an effect on some machines and none on others.",
        "Export without transfer curves, OPI, alternate pictures and PostScript.",
        PRESS,
        _plain,
    ),
    FileRule(
        "INTENT-01",
        "The file says for which printing its colours are made.",
        "The same inks look different on other paper; the output intent names the target.",
        "Export with an output intent.",
        PAPER,
        _has_intent,
    ),
    FileRule(
        "INTENT-02",
        "The profile of that printing is in the file.",
        "It is needed to show, proof and convert the colours.",
        "Export with the output profile that the printer names.",
        PAPER,
        _has_profile,
    ),
    FileRule(
        "INTENT-03",
        "The printing is the one that was agreed.",
        "Colours made for another paper come out too dark or too light.",
        "Convert to the output condition of the job ticket.",
        PRESS,
        _as_agreed,
    ),
    PageRule(
        "ANNOT-01",
        "No link, note or form field lies on the page.",
        "They are made for screens; some machines print them, some stop.",
        "Export without links and comments.",
        PRESS,
        _covered,
    ),
)
