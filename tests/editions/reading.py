"""What a built edition says: its text, its pages, the rows that its figures stand on."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2

__all__ = ["cells", "checks", "exhibits", "foot", "pages", "rows", "said"]

_LINE = re.compile(r" +(?P<y>-?[\d.]+) +(?P<x>-?[\d.]+)  (?P<id>\S+)")


def said(folder: Path) -> str:
    """Return all words of the edition's PDF file, divided ones joined again."""
    (path,) = folder.glob("*-screen.pdf")
    with pypdfium2.PdfDocument(path) as pdf:
        text = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    return re.sub(r"\s+", " ", re.sub(r"\x02\s*", "", text))


def pages(folder: Path) -> dict[int, tuple[str, str]]:
    """Return part and text of each page of the dump, by number."""
    text = (folder / "pages.txt").read_text(encoding="utf-8")
    found = {}
    for page in re.split(r"^=== page ", text, flags=re.MULTILINE)[1:]:
        head, _, body = page.partition("\n")
        found[int(head.split()[0])] = (head.rsplit(" ", 1)[1], body)
    return found


def foot(page: str) -> float:
    """Return the y of the last line or figure's head above the folio, in points."""
    lines = filter(None, map(_LINE.match, page.splitlines()))
    return max(float(line["y"]) for line in lines if line["id"][0] != "(")


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def exhibits(folder: Path) -> dict[str, list[dict[str, str]]]:
    """Return the rows of each exhibit's data file, by exhibit."""
    return {path.stem: rows(path) for path in sorted((folder / "data").glob("*.csv"))}


def checks(folder: Path) -> list[dict[str, Any]]:
    """Return every printed figure of the edition, with its cells; plain spaces in it."""
    text = (folder / "checks.json").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text.replace("\u00a0", " "))["figures"]
    return found


def cells(folder: Path) -> Iterator[tuple[str, int]]:
    """Yield file and line of every cell that a printed figure stands on."""
    for figure in checks(folder):
        for cell in figure["cells"]:
            for line in range(cell["line"], cell.get("last_line", cell["line"]) + 1):
                yield cell["file"], line
