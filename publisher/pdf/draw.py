"""Placed pages to content streams, everything in marked content.

Consecutive things with one tag share one stretch of marked content; what carries no
content is an artifact (ISO 32000-1, 14.6 and 14.8.2.2). Nothing is moved or measured.

Findings
--------
PDF-01
    An ink is not in the palette.
PDF-02
    A figure was placed but not drawn.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from math import cos, radians, sin

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from publisher.errors import Finding
from publisher.figures.model import Drawing, DrawnPath, DrawnText
from publisher.layout.model import Area, Artifact, Box, Page, PlacedDrawing, Run, Tag
from publisher.pdf.content import Content, number
from publisher.pdf.inks import Inks
from publisher.pdf.model import Job, Mark, Painted, Profile, Sheet
from publisher.pdf.stretches import shared_tags
from publisher.pdf.text import Typecase

__all__ = ["bound", "paint"]

_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
"""What stands for a hyphen that only a line break made (ISO 32000-1, 14.8.2.2.3)."""

_PAGINATION = {"Header", "Footer", "Watermark"}
"""Artifacts that are written as a subtype of Pagination (ISO 32000-1, table 330)."""


def paint(job: Job, profile: Profile) -> Painted:
    """Return the content streams of all pages, and what is marked in them."""
    inks = profile.inks(job)
    case = Typecase(job.fonts)
    marks: dict[Tag, list[Mark]] = {}
    words: dict[Mark, str] = {}
    findings: list[Finding] = []
    streams = []
    shared = shared_tags(job)
    for page in job.layout.pages:
        sheet = Sheet.of(page, profile)
        painter = _Painter(sheet, inks, case, shared, tagged=profile.tagged)
        around = profile.around(job, page, sheet, case)
        streams.append(around + painter.paint(page, job.layout.drawings))
        findings.extend(painter.findings)
        for n, tag in enumerate(painter.tags):
            mark = Mark(page.index, n)
            marks.setdefault(tag, []).append(mark)
            words[mark] = "".join(painter.words[n])
    return Painted(
        tuple(streams),
        {tag: tuple(found) for tag, found in marks.items()},
        words,
        case.usages,
        (*inks.findings, *findings),
    )


def bound(job: Job, profile: Profile, streams: tuple[str, ...]) -> bytes:
    """Return a PDF of the painted pages, with their boxes and nothing else."""
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1, pageCompression=0)
    for page, stream in zip(job.layout.pages, streams, strict=True):
        sheet = Sheet.of(page, profile)
        canvas.setPageSize(sheet.media[2:])
        canvas.setTrimBox(sheet.trim)
        # ReportLab opens every page by selecting a Helvetica that is never embedded.
        vars(canvas).update(_preamble="")
        canvas.addLiteral(stream)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


class _Painter:
    """Paints one page; ``tags`` and ``words`` are of its marked content, by number."""

    def __init__(
        self,
        sheet: Sheet,
        inks: Inks,
        case: Typecase,
        shared: Mapping[Tag, Tag],
        *,
        tagged: bool,
    ) -> None:
        self._sheet = sheet
        self._tagged = tagged
        self._inks = inks
        self._case = case
        self._shared = shared
        self._content = Content()
        self._open: Tag | str | None = None
        self._of_words = False
        self.tags: list[Tag] = []
        self.words: list[list[str]] = []
        self.findings: list[Finding] = []

    def paint(self, page: Page, drawings: Mapping[str, Drawing]) -> str:
        """Return the page's content stream."""
        for item in page.items:
            if isinstance(item, Run):
                self._mark(item.tag)
                self._run(item)
            elif isinstance(item, Area):
                self._mark(item.artifact, item)
                self._area(item)
            else:
                self._mark(item.tag, item)
                self._place(item, drawings.get(item.exhibit))
        self._close()
        self._content.end_text()
        return str(self._content)

    # --- marked content

    def _mark(
        self, tag: Tag | Artifact, item: Area | PlacedDrawing | None = None
    ) -> None:
        """Open marked content for a tag unless it is open already."""
        if not self._tagged:
            return
        key: Tag | str = tag
        if isinstance(tag, Tag):
            key = self._shared.get(tag, tag)
        else:
            # A background tells its extent (ISO 32000-1, table 330).
            box = (
                f" /BBox [{self._edges(item)}]" if item and tag == "Background" else ""
            )
            kind = f"Pagination /Subtype /{tag}" if tag in _PAGINATION else tag
            key = f"/Artifact <</Type /{kind}{box}>> BDC"
        of_words = item is None
        if (key, of_words) == (self._open, self._of_words):
            return
        self._close()
        self._open, self._of_words = key, of_words
        if of_words:
            self._content.begin_text()
        else:
            self._content.end_text()
        if isinstance(key, Tag):
            self._content.literal(f"/P <</MCID {len(self.tags)}>> BDC")
            self.tags.append(key)
            self.words.append([])
        else:
            self._content.literal(key)

    def _close(self) -> None:
        """Close the marked content that is open.

        That of words stands inside a text object, so that the next ones can go on there
        (ISO 32000-1, 14.6.1: both ends in the same one); all other around whole ones.
        """
        if not self._of_words:
            self._content.end_text()
        if self._open is not None:
            self._content.literal("EMC")
        self._open = None

    def _edges(self, item: Area | PlacedDrawing) -> str:
        return " ".join(number(edge) for edge in self._sheet.box(item.box))

    # --- text

    def _run(self, run: Run) -> None:
        content = self._content
        span = _span(run) if self._tagged else ""
        shown = self._case.show(run.glyphs, run.size, run.spaces)
        self._type(run.glyphs.face, run.size, run.ink, run.tracking)
        if span:
            shown = f"{span} BDC {shown} EMC"
        if isinstance(self._open, Tag):
            said = run.glyphs.text if run.actual is None else run.actual
            self.words[-1].append(said)
        content.text(*self._sheet.point(run.x, run.y), shown)

    def _type(self, face: str, size: float, ink: str, tracking: float = 0.0) -> None:
        resource = self._case.resource(face)
        ink = self._inks.of_type(ink, size)
        self._content.state("overprint", self._inks.overprint(ink, None))
        self._content.state("fill", self._inks.fill(ink))
        self._content.state("spacing", f"{number(tracking, 3)} Tc")
        self._content.state("font", f"/{resource} {number(size, 3)} Tf")

    # --- areas and drawings

    def _area(self, area: Area) -> None:
        self._content.end_text()
        ink, box = self._ruled(area)
        left, bottom, right, top = self._sheet.box(box)
        self._content.state("overprint", self._inks.overprint(ink, None))
        self._content.state("fill", self._inks.fill(ink))
        sides = (left, bottom, right - left, top - bottom)
        self._content.literal(f"{' '.join(number(n) for n in sides)} re f")

    def _ruled(self, area: Area) -> tuple[str, Box]:
        """Return an area's ink and extent: a thin one is a rule, and stays in its middle."""
        box = area.box
        thickness = min(box.width, box.height)
        ink, left = self._inks.of_rule(area.ink, thickness)
        spare = thickness - left
        if not spare:
            return ink, box
        if box.width < box.height:
            return ink, Box(box.x + spare / 2, box.y, left, box.height)
        return ink, Box(box.x, box.y + spare / 2, box.width, left)

    def _place(self, placed: PlacedDrawing, drawing: Drawing | None) -> None:
        if drawing is None:
            message = f"the figure {placed.exhibit!r} was placed but not drawn"
            self.findings.append(Finding("PDF-02", message))
            return
        self._content.end_text()
        for item in drawing.items:
            if isinstance(item, DrawnText):
                self._content.clip(None)
                self._drawn_text(item, placed)
            else:
                self._path(item, placed)
        self._content.clip(None)

    def _path(self, path: DrawnPath, placed: PlacedDrawing) -> None:
        content, dx, dy = self._content, placed.box.x, placed.box.y
        content.end_text()
        if path.clip is None:
            content.clip(None)
        else:
            x, y, width, height = path.clip
            left, top = self._sheet.point(dx + x, dy + y)
            content.clip((left, top - height, left + width, top))
        operator = {
            (True, True): "B",
            (True, False): "f",
            (False, True): "S",
            (False, False): "n",
        }[path.fill is not None, path.stroke is not None]
        stroke, width = path.stroke, path.line_width
        if stroke is not None:
            stroke, width = self._inks.of_rule(stroke, width)
        content.state("overprint", self._inks.overprint(path.fill, stroke))
        if path.fill is not None:
            content.state("fill", self._inks.fill(path.fill))
        if stroke is not None:
            content.state("stroke", self._inks.stroke(stroke))
            content.state("width", f"{number(width, 3)} w")
            dash = " ".join(number(n) for n in path.dash)
            content.state("dash", f"[{dash}] 0 d")
            content.state("cap", f"{path.cap} J")
            content.state("join", f"{path.join} j")
        steps = [self._segment(segment, dx, dy) for segment in path.segments]
        content.literal(" ".join([*steps, operator]))

    def _segment(self, segment: tuple[str | float, ...], dx: float, dy: float) -> str:
        operator, *numbers = segment
        values = [float(value) for value in numbers]
        points = [
            self._sheet.point(dx + x, dy + y)
            for x, y in zip(values[::2], values[1::2], strict=True)
        ]
        parts = [number(n) for point in points for n in point]
        return " ".join([*parts, str(operator)])

    def _drawn_text(self, text: DrawnText, placed: PlacedDrawing) -> None:
        x, y = self._sheet.point(placed.box.x + text.x, placed.box.y + text.y)
        shown = self._case.show(text.glyphs, text.size)
        self._type(text.glyphs.face, text.size, text.ink)
        if text.angle:
            self._content.end_text()
            turn = radians(text.angle)
            matrix = (cos(turn), sin(turn), -sin(turn), cos(turn), x, y)
            self._content.turned_text(matrix, shown)
        else:
            self._content.text(x, y, shown)


def _span(run: Run) -> str:
    """Return the opening of a run's own marked content, or nothing."""
    parts = []
    if run.actual is not None:
        actual = pikepdf.String(run.actual or _SOFT_HYPHEN).unparse().decode("latin-1")
        parts.append(f"/ActualText {actual}")
    if run.lang is not None:
        parts.append(f"/Lang ({run.lang})")
    return f"/Span <<{' '.join(parts)}>>" if parts else ""
