"""Pages to pixels: plates, and how the printed page will look.

PDFium rasterises; inks become the colours of a screen through the output profile of the
file, or by a rule of thumb if it has none. Spot inks are laid over as grey.

ICC.1:2010 for the profile; LittleCMS converts.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageCms

from publisher.preflight.canvas import Gathered, Setting
from publisher.preflight.contents import joined
from publisher.preflight.files import File
from publisher.preflight.geometry import inverse, rectangle
from publisher.preflight.model import PROCESS, Box, Page, Picture
from publisher.preflight.objects import entry
from publisher.preflight.pages import MOST_INSTRUCTIONS, Frame
from publisher.preflight.plates import Plates
from publisher.preflight.separation import Separator, Sheet
from publisher.preflight.state import State

__all__ = ["Proof", "separated"]

SCALE = 1.0
"""Pixels per point of plates and pictures."""
_MOST_PIXELS = 12_000_000
_MOST_PLATES = 12


def separated(file: File, page: Page) -> Plates:
    """Return the plates of a page that was read to its end, up to its bleed."""
    leaf = file.leaves[page.number - 1]
    frame = Frame(leaf)
    box = page.boxes.get("BleedBox", page.trim)
    names = _plate_names(page)
    sheets = [Sheet(name, file.pdf) for name in names]
    gathered = Gathered([MOST_INSTRUCTIONS], typefaces=file.typefaces)
    setting = Setting(frame.matrix)
    walk = Separator(gathered, leaf.entry("Resources"), State(frame.matrix), setting)
    walk.onto(sheets)
    walk.run(joined(entry(leaf.page, "Contents")))
    inks = {}
    for n, (sheet, content) in enumerate(zip(sheets, walk.streams(), strict=True)):
        _add_page(sheet.pdf, frame, content, walk.made[n])
        with _document(_saved(sheet.pdf)) as document:
            inks[sheet.plate] = 255 - _drawn(document[0], frame, box, grey=True)
    return Plates(inks, box, _scale(box))


def _plate_names(page: Page) -> list[str]:
    named = [each for p in page.painted if p.colour for each in p.colour.named]
    spots = [each for each in dict.fromkeys(named) if each not in {*PROCESS, "All"}]
    return [*PROCESS, *spots[: _MOST_PLATES - len(PROCESS)]]


def _add_page(
    pdf: pikepdf.Pdf, frame: Frame, content: bytes, resources: Dictionary
) -> None:
    stated = frame.stated.get("MediaBox", (0, 0, 612, 792))
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([round(edge, 4) for edge in stated]),
        Contents=pdf.make_stream(content),
        Resources=resources,
        Rotate=frame.rotated,
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def _saved(pdf: pikepdf.Pdf) -> bytes:
    held = io.BytesIO()
    pdf.save(
        held, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none
    )
    return held.getvalue()


@contextmanager
def _document(source: bytes | Path) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(source)
    try:
        yield document
    finally:
        document.close()


def _scale(box: Box) -> float:
    """Return pixels per point; a poster gets fewer."""
    area = max(1.0, (box[2] - box[0]) * (box[3] - box[1]))
    return min(SCALE, math.sqrt(_MOST_PIXELS / area))


def _drawn(
    page: pypdfium2.PdfPage, frame: Frame, box: Box, *, grey: bool
) -> NDArray[np.uint8]:
    """Render the area of a box: rows of pixels, grey or red, green and blue."""
    own = rectangle(inverse(frame.matrix), box)
    page.set_mediabox(*own)
    page.set_cropbox(*own)
    scale = _scale(box) * (box[2] - box[0]) / max(page.get_width(), 0.01)
    drawn = page.render(scale=scale, grayscale=grey, rev_byteorder=True)
    pixels = drawn.to_numpy()
    return np.array(pixels.reshape(pixels.shape[:2]) if grey else pixels[:, :, :3])


class Proof:
    """Plates to the colours of a screen, by the profile of the file's output intent."""

    def __init__(self, file: File) -> None:
        self._file = file

    @cached_property
    def _transform(self) -> ImageCms.ImageCmsTransform | None:
        for profile in filter(None, map(self._file.profile_of, self._file.intents)):
            try:
                return ImageCms.buildTransform(
                    ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                    ImageCms.createProfile("sRGB"),
                    "CMYK",
                    "RGB",
                    ImageCms.Intent.RELATIVE_COLORIMETRIC,
                    ImageCms.Flags.BLACKPOINTCOMPENSATION,
                )
            except (ImageCms.PyCMSError, OSError, ValueError):
                continue
        return None

    def printed(self, page: Page, plates: Plates) -> Picture:
        """Return the page as it will be printed, and its plates."""
        process = [Image.fromarray(plates.inks[each]) for each in PROCESS]
        merged = Image.merge("CMYK", process)
        shown = merged.convert("RGB")
        if self._transform is not None:
            shown = ImageCms.applyTransform(merged, self._transform) or shown
        spots = [ink for name, ink in plates.inks.items() if name not in PROCESS]
        if spots:
            pixels = np.asarray(shown).astype(np.uint16)
            for ink in spots:
                pixels = pixels * (255 - (ink[:, :, None] // 2)) // 255
            shown = Image.fromarray(pixels.astype(np.uint8))
        separations = {
            name: _png(Image.fromarray(255 - (ink & 0xF0 | ink >> 4)))
            for name, ink in plates.inks.items()
        }
        return Picture(page.number, plates.box, page.trim, _png(shown), separations)

    def shown(self, page: Page) -> Picture | None:
        """Return the page as a viewer shows it; None if PDFium cannot."""
        frame = Frame(self._file.leaves[page.number - 1])
        box = page.boxes.get("BleedBox", page.trim)
        try:
            with _document(self._file.path) as document:
                pixels = _drawn(document[page.number - 1], frame, box, grey=False)
        except (pypdfium2.PdfiumError, IndexError, ValueError, MemoryError):
            return None
        return Picture(page.number, box, page.trim, _png(Image.fromarray(pixels)))


def _png(image: Image.Image) -> bytes:
    held = io.BytesIO()
    image.save(held, "PNG", compress_level=3)
    return held.getvalue()
