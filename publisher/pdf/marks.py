"""What stands outside the bleed for those who print, fold and cut: the printer's marks.

::

        |         o         |        crop marks at the corners, a registration target
     ---+---+---------------+---     in the middle of each side; at the binding edge of
            |  trim         |        a saddle-stitched booklet, where nothing is cut, the
     o      |               |  o     crop mark is dashed: a fold.
            |               |
     ---+---+---------------+---     The colour bar is above the page, the slug below.
        |         o         |

Marks are painted in the colour All, so that they are on every plate. Distances are points.
The slug is shaped here and not by layout: it is no part of any page.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.layout.model import Page
from publisher.pdf.content import Content, number
from publisher.pdf.metadata import edition_date
from publisher.pdf.model import Job, Sheet
from publisher.pdf.text import Typecase
from publisher.styles.ticket import Ticket

__all__ = ["ROOM", "marks"]

ROOM = 27.0
"""How far the sheet reaches beyond the bleed where there are marks."""
_CLEAR = 3.0
"""How far marks keep from the bleed."""
_LENGTH = 18.0
_THIN = 0.25
_RADIUS = 4.5
_PATCH = 9.0
_SLUG_SIZE = 6.0

_REGISTRATION = "/All cs 1 scn /All CS 1 SCN"
_KNOCKOUT = "/Knockout gs"
_PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
_BAR = (
    (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1),
    (1, 1, 0, 0), (0, 1, 1, 0), (1, 0, 1, 0),
    (0.5, 0, 0, 0), (0, 0.5, 0, 0), (0, 0, 0.5, 0), (0, 0, 0, 0.5),
    (0.5, 0.4, 0.4, 0),
)  # fmt: skip
"""The patches: solids, overprints of two, half tones, and the grey of three inks."""


def marks(job: Job, page: Page, sheet: Sheet, case: Typecase) -> str:
    """Return the operators for the marks that the ticket asks for."""
    ticket = job.style.press
    assert ticket is not None  # noqa: S101 - only such a job has marks
    wanted = set(ticket.marks)
    lines: list[str] = []
    if wanted & {"crop", "fold"}:
        lines += _edges(page, sheet, ticket)
    if "registration" in wanted:
        lines += _targets(sheet, ticket.bleed)
    if "colour-bar" in wanted:
        lines += _bar(sheet, ticket)
    if "slug" in wanted:
        lines.append(_slug(job, page, sheet, case))
    if not lines:
        return ""
    return "\n".join(
        ["q", f"{number(_THIN)} w", _KNOCKOUT, _REGISTRATION, *lines, "Q", ""]
    )


# --- crop and fold


def _edges(page: Page, sheet: Sheet, ticket: Ticket) -> Iterator[str]:
    """Yield a mark at each end of each edge of the trim."""
    near = ticket.bleed + _CLEAR
    far = near + _LENGTH
    left, bottom, right, top = sheet.trim
    spine = left if page.side == "recto" else right
    for x in (left, right):
        folded = ticket.binding.style == "saddle" and x == spine
        if folded and "fold" in ticket.marks:
            dash = "[3 1.5] 0 d"
        elif "crop" in ticket.marks:
            dash = "[] 0 d"
        else:
            continue
        yield dash
        yield _line(x, top + near, x, top + far)
        yield _line(x, bottom - near, x, bottom - far)
    yield "[] 0 d"
    if "crop" in ticket.marks:
        for y in (bottom, top):
            yield _line(left - near, y, left - far, y)
            yield _line(right + near, y, right + far, y)


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{number(x)} {number(y)} m {number(to_x)} {number(to_y)} l S"


# --- registration


def _targets(sheet: Sheet, bleed: float) -> Iterator[str]:
    """Yield a target in the middle of each side: a circle under a cross."""
    out = bleed + _CLEAR + _LENGTH / 2
    left, bottom, right, top = sheet.trim
    across, up = (left + right) / 2, (bottom + top) / 2
    for x, y in (
        (across, top + out),
        (across, bottom - out),
        (left - out, up),
        (right + out, up),
    ):
        yield _circle(x, y, _RADIUS)
        yield _line(x - 1.8 * _RADIUS, y, x + 1.8 * _RADIUS, y)
        yield _line(x, y - 1.8 * _RADIUS, x, y + 1.8 * _RADIUS)


def _circle(x: float, y: float, radius: float) -> str:
    """Return a stroked circle as four curves."""
    pull = 0.5523 * radius
    path = [f"{number(x + radius)} {number(y)} m"]
    for across, up in ((1, 0), (0, 1), (-1, 0), (0, -1)):
        # from (across, up) a quarter anticlockwise, to (-up, across)
        points = (
            (x + radius * across - pull * up, y + radius * up + pull * across),
            (x - radius * up + pull * across, y + radius * across + pull * up),
            (x - radius * up, y + radius * across),
        )
        path.append(" ".join(number(n) for point in points for n in point) + " c")
    return " ".join([*path, "s"])


# --- colour bar and slug


def _bar(sheet: Sheet, ticket: Ticket) -> Iterator[str]:
    """Yield the colour bar, above the page from the left; the job's spot inks last."""
    left, _, right, top = sheet.trim
    x, y = left + _LENGTH, top + ticket.bleed + _CLEAR + (_LENGTH - _PATCH) / 2
    patches = [f"{' '.join(number(part) for part in patch)} k" for patch in _BAR]
    patches += [f"/Spot{n} cs 1 scn" for n in range(len(ticket.spots))]
    room = (right - left) / 2 - _LENGTH - 3 * _RADIUS
    for n, patch in enumerate(patches[: max(0, int(room // _PATCH))]):
        place = (
            f"{number(x + n * _PATCH)} {number(y)} {number(_PATCH)} {number(_PATCH)}"
        )
        yield f"{patch} {place} re f"
    yield _REGISTRATION


def _slug(job: Job, page: Page, sheet: Sheet, case: Typecase) -> str:
    """Return the line below the page: what it is, and each ink's name in that ink."""
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
    said = [(_REGISTRATION, "  ·  ".join(text for text in told if text))]
    said += [
        (" ".join("1" if n == k else "0" for k in range(4)) + " k", name)
        for n, name in enumerate(_PROCESS)
    ]
    said += [(f"/Spot{n} cs 1 scn", name) for n, name in enumerate(ticket.spots)]
    face = job.fonts[job.style.figure.label]
    shaped = [(colour, face.shape(text)) for colour, text in said]
    gap = _SLUG_SIZE
    wide = sum(glyphs.width(_SLUG_SIZE) + gap for _, glyphs in shaped)
    start = left + _LENGTH
    room = (right - left) / 2 - _LENGTH - 3 * _RADIUS
    size = _SLUG_SIZE * min(1.0, room / wide)
    content = Content()
    x, y = start, bottom - ticket.bleed - _CLEAR - _LENGTH / 2 - size / 3
    for colour, glyphs in shaped:
        content.literal(colour)
        content.state("font", f"/{case.resource(face.name)} {number(size, 3)} Tf")
        content.text(x, y, case.show(glyphs, size))
        x += glyphs.width(size) + gap * size / _SLUG_SIZE
    content.end_text()
    return str(content)
