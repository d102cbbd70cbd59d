"""Pages for tests: a content stream on a page of 300 by 400 points, read as painted."""

from __future__ import annotations

import io
from pathlib import Path

from pikepdf import Pdf

from publisher.preflight.files import File
from publisher.preflight.model import Page, Painted
from publisher.preflight.pages import read_page
from publisher.preflight.plates import Plates
from publisher.preflight.rendering import separated
from tests.faults.sound import SOUND

__all__ = ["page_of", "painted", "plates_of"]


def _file(content: str, folder: Path, **entries: object) -> File:
    """Return a file whose first page has this content and the sound page's resources."""
    with SOUND["press"].opened() as pdf:
        page = pdf.pages[0].obj
        page.MediaBox = page.TrimBox = page.BleedBox = [0, 0, 300, 400]
        page.Contents = pdf.make_stream(content.encode())
        for key, value in entries.items():
            page[f"/{key}"] = value
        held = io.BytesIO()
        pdf.save(held)
    path = folder / "page.pdf"
    path.write_bytes(held.getvalue())
    return File(path, Pdf.open(path), "")


def page_of(content: str, folder: Path, **entries: object) -> Page:
    """Return the page as preflight reads it."""
    return read_page(_file(content, folder, **entries), 1)


def painted(content: str, folder: Path) -> tuple[Painted, ...]:
    """Return what the content paints, in order; there must be no trouble."""
    page = page_of(content, folder)
    assert page.troubles == ()
    return page.painted


def plates_of(content: str, folder: Path) -> Plates:
    """Return the plates of the page: one pixel for each point."""
    file = _file(content, folder)
    return separated(file, read_page(file, 1))
