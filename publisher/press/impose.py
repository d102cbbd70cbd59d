"""Pages to printer's sheets: two on each side, in the order in which a booklet is folded.

Pages are placed as they are, as form XObjects (ISO 32000-1, 8.10); nothing in them is
changed. What the file says of its printing, its output intent and its metadata, is kept; what
is for screens only (links, bookmarks, tags) stays behind.

::

    +-- media ------------------------------+
    |  marks                                |
    |   +-- bleed ----------------------+   |      The pages meet at the fold. Towards it
    |   | +-- trim ---------+---------+ |   |      each is moved by its sheet's creep, so
    |   | |       left      |  right  | |   |      that its fore-edge is where the knife
    |   | +-----------------+---------+ |   |      cuts it.
    |   +-----------------------------+ |   |
    +---------------------------------------+
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.errors import StageFailed
from publisher.marks import ROOM
from publisher.output import unwritable
from publisher.press.dummy import folding_dummy
from publisher.press.furniture import furniture, resources
from publisher.press.signature import Side, sides
from publisher.press.source import box_of, checked, opened
from publisher.styles.ticket import Ticket

__all__ = ["Imposed", "impose"]


@dataclass(frozen=True, slots=True)
class Imposed:
    """What imposing made: the sheets, a picture to fold by, and how many sheets."""

    sheets: Path
    dummy: Path
    count: int


def impose(path: Path, ticket: Ticket) -> Imposed:
    """Write the sheets of a press file beside it, and a picture of how they fold.

    Raises
    ------
    StageFailed
        With all that keeps the file from being imposed (see `source`); OUTPUT-01.
    UsageError
        If the file is not a PDF.
    """
    with opened(path) as pdf:
        findings = checked(pdf, ticket)
        if findings:
            raise StageFailed(findings)
        order = tuple(sides(len(pdf.pages), ticket.binding.thickness))
        sheets = _sheets(pdf, order, ticket)
    name = path.stem.replace("-press", "")
    made = Imposed(
        path.with_name(f"{name}-imposed.pdf"),
        path.with_name(f"{name}-folding-dummy.png"),
        len(order) // 2,
    )
    picture = folding_dummy(path, order)
    for target, data in ((made.sheets, sheets), (made.dummy, picture)):
        unfinished = target.with_name(f".{target.name}.part")
        try:
            unfinished.write_bytes(data)
            unfinished.replace(target)
        except OSError as error:
            raise StageFailed([unwritable(error, target)]) from error
        finally:
            unfinished.unlink(missing_ok=True)
    return made


def _sheets(pdf: pikepdf.Pdf, order: tuple[Side, ...], ticket: Ticket) -> bytes:
    """Return the imposed file."""
    target = io.BytesIO()
    with pikepdf.new() as made:
        shared = resources(made, pdf, ticket)
        for side in order:
            _add_side(made, pdf, side, ticket, shared)
        _keep_particulars(pdf, made)
        made.save(
            target,
            force_version=pdf.pdf_version,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,  # from PDF 1.5 on
            deterministic_id=True,
        )
    return target.getvalue()


def _add_side(
    made: pikepdf.Pdf,
    pdf: pikepdf.Pdf,
    side: Side,
    ticket: Ticket,
    shared: Dictionary,
) -> None:
    """Add one side of a sheet: two pages and the marks around them."""
    wide, high, bleed = ticket.trim_width, ticket.trim_height, ticket.bleed
    margin = bleed + ROOM
    spine = margin + wide
    trim = (margin + side.creep, margin, spine + wide - side.creep, margin + high)
    outer = (trim[0] - bleed, trim[1] - bleed, trim[2] + bleed, trim[3] + bleed)
    forms = Dictionary()
    shown = []
    for name, number, x, clip in (
        ("Left", side.left, trim[0], (outer[0], outer[1], spine, outer[3])),
        ("Right", side.right, spine - side.creep, (spine, outer[1], *outer[2:])),
    ):
        page = pdf.pages[number - 1]
        left, bottom, _, _ = box_of(page.trimbox)
        forms[f"/{name}"] = form = made.copy_foreign(page.as_form_xobject())
        form.BBox = _box(box_of(page.bleedbox))  # qpdf's ends at the trim
        shown.append(
            f"q {_rectangle(clip)} re W n 1 0 0 1 {_shown(x - left, margin - bottom)}"
            f" cm /{name} Do Q"
        )
    shown.append(furniture(side, trim, spine, ticket, pdf))
    media = (0.0, 0.0, 2 * (margin + wide), 2 * margin + high)
    made_page = Dictionary(
        Type=Name.Page,
        MediaBox=_box(media),
        BleedBox=_box(outer),
        TrimBox=_box(trim),
        Resources=Dictionary({**dict(shared.items()), "/XObject": forms}),
        Contents=made.make_stream("\n".join(shown).encode()),
    )
    made.pages.append(pikepdf.Page(made.make_indirect(made_page)))


def _keep_particulars(pdf: pikepdf.Pdf, made: pikepdf.Pdf) -> None:
    """Copy what the file says of itself and of the printing for which it is made."""
    for key in ("/OutputIntents", "/Metadata"):
        if key in pdf.Root:
            made.Root[key] = made.copy_foreign(pdf.make_indirect(pdf.Root[key]))
    for key, value in pdf.docinfo.items():
        if not isinstance(value, (pikepdf.Dictionary, pikepdf.Array)):
            made.docinfo[key] = value


def _box(area: tuple[float, ...]) -> Array:
    return Array([round(edge, 2) for edge in area])


def _rectangle(area: tuple[float, ...]) -> str:
    left, bottom, right, top = area
    return _shown(left, bottom, right - left, top - bottom)


def _shown(*numbers: float) -> str:
    return " ".join(f"{round(number, 3) + 0:.3f}" for number in numbers)
