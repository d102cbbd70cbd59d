"""Reading a file back: its structure with pikepdf, its words with PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as c

__all__ = ["origins", "tag_dump", "tag_lines", "words_by_mark"]

_SHOWN = {"/Alt": "alt", "/E": "expansion", "/Lang": "lang", "/ID": "id"}


def _text_of(item: c.FPDF_PAGEOBJECT, textpage: pdfium.PdfTextPage) -> str:
    size = c.FPDFTextObj_GetText(item, textpage.raw, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    c.FPDFTextObj_GetText(item, textpage.raw, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def words_by_mark(path: Path) -> dict[tuple[int, int], str]:
    """Return the words of each stretch of marked content, by page index and MCID."""
    words: dict[tuple[int, int], str] = {}
    with pdfium.PdfDocument(path) as document:
        for index, page in enumerate(document):
            textpage = page.get_textpage()
            for n in range(c.FPDFPage_CountObjects(page.raw)):
                item = c.FPDFPage_GetObject(page.raw, n)
                if c.FPDFPageObj_GetType(item) == c.FPDF_PAGEOBJ_TEXT:
                    key = index, c.FPDFPageObj_GetMarkedContentID(item)
                    words[key] = words.get(key, "") + _text_of(item, textpage)
    return words


def origins(path: Path, page_index: int) -> list[tuple[str, float, float]]:
    """Return each character of a page with its origin, in points from the bottom-left."""
    found = []
    x, y = ctypes.c_double(), ctypes.c_double()
    with pdfium.PdfDocument(path) as document:
        textpage = document[page_index].get_textpage()
        for n in range(textpage.count_chars()):
            c.FPDFText_GetCharOrigin(textpage.raw, n, x, y)
            character = chr(c.FPDFText_GetUnicode(textpage.raw, n))
            found.append((character, x.value, y.value))
    return found


def tag_dump(path: Path) -> str:
    """Return the structure tree as indented lines: type, facts, words."""
    return "\n".join(tag_lines(path))


def tag_lines(path: Path) -> list[str]:
    """Return the lines of `tag_dump`."""
    words = words_by_mark(path)
    with pikepdf.open(path) as pdf:
        pages = {page.objgen: n for n, page in enumerate(pdf.pages)}
        return list(_walk(pdf.Root.StructTreeRoot.K, 0, words, pages))


def _walk(
    element: pikepdf.Object,
    depth: int,
    words: dict[tuple[int, int], str],
    pages: dict[tuple[int, int], int],
) -> Iterator[str]:
    indent = "  " * depth
    facts = [f"{name}={element[key]}" for key, name in _SHOWN.items() if key in element]
    if "/A" in element:
        facts += [f"{k[1:]}={_fact(v)}" for k, v in element.A.items() if k != "/O"]
    yield " ".join([f"{indent}{str(element.S)[1:]}", *facts])
    for kid in _kids(element):
        if isinstance(kid, int):
            yield f"{indent}  {words.get((pages[element.Pg.objgen], kid), '(drawn)')!r}"
        elif "/MCID" in kid:
            yield f"{indent}  {words[pages[kid.Pg.objgen], int(kid.MCID)]!r}"
        elif kid.get("/Type") == "/OBJR":
            yield f"{indent}  -> {kid.Obj.Contents}"
        else:
            yield from _walk(kid, depth + 1, words, pages)


def _kids(element: pikepdf.Object) -> list[pikepdf.Object | int]:
    kids = element.get("/K", pikepdf.Array())
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _fact(value: pikepdf.Object) -> str:
    if isinstance(value, pikepdf.Array):
        return "[" + " ".join(str(part) for part in value) + "]"
    return str(value).removeprefix("/")
