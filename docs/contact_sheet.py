"""Built editions to the pictures of the README: a contact sheet and single pages.

Reads ``output/2025``, ``output/specimen`` and ``output/redline.pdf`` (make them first) and writes PNG files with a palette of 64 colours
beside this file. Run it with::

    make pictures
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pypdfium2
from PIL import Image

DOCS = Path(__file__).resolve().parent
OUTPUT = DOCS.parent / "output"
PICTURES = {
    "spread": ("2025", ("total", "main-graph")),
    "sector": ("2025", ("aerospace",)),
    "specimen": ("specimen", ("aerospace",)),
}
"""Each single picture: its edition, and the parts whose first pages stand side by side."""
REDLINE = 4
"""The page of the redline that is shown."""
ACROSS = 8
GROUND = "#8c8f93"
COLOURS = 64


def render(page: pypdfium2.PdfPage, width: int) -> Image.Image:
    """Return a page as a picture, ``width`` pixels wide."""
    picture = page.render(scale=2 * width / page.get_width()).to_pil().convert("RGB")
    height = round(picture.height * width / picture.width)
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def arranged(pages: list[Image.Image], across: int, gap: int) -> Image.Image:
    """Return pictures of one size in rows of ``across`` on a grey ground."""
    width, height = pages[0].size
    down = -(-len(pages) // across)
    size = across * (width + gap) + gap, down * (height + gap) + gap
    sheet = Image.new("RGB", size, GROUND)
    for n, page in enumerate(pages):
        row, column = divmod(n, across)
        sheet.paste(page, (gap + column * (width + gap), gap + row * (height + gap)))
    return sheet


def document_of(edition: str) -> pypdfium2.PdfDocument:
    """Return an edition's screen file, opened."""
    [file] = (OUTPUT / edition).glob("*-screen.pdf")
    return pypdfium2.PdfDocument(file)


def first_pages(edition: str) -> dict[str, int]:
    """Return the index of each part's first page, by the id of the part."""
    dump = (OUTPUT / edition / "pages.txt").read_text(encoding="utf-8")
    found = re.findall(r"^=== page (\d+) \(.*?\) (\S+)", dump, re.MULTILINE)
    return {part: int(number) - 1 for number, part in reversed(found)}


def save(picture: Image.Image, name: str) -> None:
    """Write a picture with a palette, and say how large it is."""
    path = DOCS / f"{name}.png"
    way = Image.Quantize.MAXCOVERAGE  # keeps the few strokes of colour among the grey
    few = picture.quantize(COLOURS, way, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    kilobytes = path.stat().st_size / 1000
    sys.stdout.write(f"{path.relative_to(DOCS.parent)}  {kilobytes:.0f} KB\n")


def main() -> None:
    """Make all pictures."""
    with document_of("2025") as document:
        small = [render(page, 150) for page in document]
        save(arranged(small, ACROSS, 10), "contact-sheet")
    for name, (edition, parts) in PICTURES.items():
        places = first_pages(edition)
        with document_of(edition) as document:
            pages = [render(document[places[part]], 640) for part in parts]
            save(arranged(pages, len(pages), 1), name)
    with pypdfium2.PdfDocument(OUTPUT / "redline.pdf") as document:
        save(render(document[REDLINE - 1], 780), "redline")


if __name__ == "__main__":
    main()
