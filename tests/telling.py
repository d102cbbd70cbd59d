"""The content as it ought to be heard: the words of the document, in its order.

Reads the values of stages 3 and 4 and `pages.txt`, and knows nothing of tags.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from publisher import editing
from publisher.figures.model import Figure
from publisher.narrative.model import (
    Document,
    Element,
    Inline,
    Link,
    Note,
    Part,
    Ref,
    Text,
)
from publisher.tables.model import Table
from tests.hearing import Utterance, plain

__all__ = ["HYPHENS", "Told", "printed", "tell", "written"]

PAGE = re.compile(r"=== page \d+ \(\w+, (?P<folio>.+)\) (?P<part>\S+)")
LINE = re.compile(r" *-?[\d.]+ +-?[\d.]+  (?P<block>\(\w+\)|\S+)  (?P<words>.*)")
HYPHENS = str.maketrans("\u2010\u00ad", "--")
"""A hyphen that a line made is a soft one in the file, and printed as the face has it."""


@dataclass(frozen=True, slots=True)
class Told:
    """All that there is to say, and how many elements of each type say it."""

    said: list[Utterance]
    counts: Counter[str]


def written(root: Path, edition: str) -> editing.Edition:
    """Return an edition with all its words decided."""
    project, style = editing.loaded(root)
    [made] = editing.written(project, style, [edition], lambda *_: None)
    return made


def tell(
    document: Document, exhibits: Mapping[str, Figure | Table], pages: str
) -> Told:
    """Return what an edition has to say; ``pages`` is its `pages.txt`."""
    teller = _Teller(exhibits, _folios(pages))
    parts = {part.id: part for part in document.parts}
    said = []
    for name in _parts(pages, parts):
        said.extend(teller.element(parts[name].root))
    return Told(said, teller.counts)


def printed(pages: str) -> list[tuple[Counter[str], Counter[str]]]:
    """Return the letters of each page in `pages.txt`: of its content, of the rest."""
    found: list[tuple[Counter[str], Counter[str]]] = []
    for line in pages.splitlines():
        match = LINE.fullmatch(line)
        if PAGE.fullmatch(line):
            found.append((Counter(), Counter()))
        elif match and not re.fullmatch(r"\[figure .*\]", match["words"]):
            content, rest = found[-1]
            artifact = match["block"].startswith("(")
            words = "".join(match["words"].split()).translate(HYPHENS)
            (rest if artifact else content).update(words)
        elif not match:  # labels of a figure
            found[-1][0].update("".join(line.replace(" | ", "").split()))
    return found


def _parts(pages: str, parts: Mapping[str, Part]) -> Iterator[str]:
    """Yield the parts by their first pages; a filler for each of its own."""
    seen = set()
    for match in PAGE.finditer(pages):
        name = match["part"]
        if parts[name].filler or name not in seen:
            yield name
        seen.add(name)


def _folios(pages: str) -> dict[str, str]:
    """Return the folio of the page on which each block and each part begins."""
    folios: dict[str, str] = {}
    folio = ""
    for line in pages.splitlines():
        page, block = PAGE.fullmatch(line), LINE.fullmatch(line)
        if page:
            folio = page["folio"]
            folios.setdefault(f"{page['part']}/part", folio)
        elif block:
            name = block["block"]
            folios.setdefault(name, folio)
            folios.setdefault(name.rpartition("/")[0], folio)
    return folios


class _Teller:
    """A walk through the document."""

    def __init__(
        self, exhibits: Mapping[str, Figure | Table], folios: Mapping[str, str]
    ) -> None:
        self.exhibits = exhibits
        self.folios = folios
        self.counts: Counter[str] = Counter()

    def element(self, element: Element) -> Iterator[Utterance]:
        """Yield what an element and all below it say."""
        if element.exhibit is not None:
            yield from self._exhibit(element)
            return
        if not element.content and not any(True for _ in self._spoken(element)):
            return
        self.counts[element.role] += 1
        if element.role == "TOCI":
            yield "TOCI", plain(" ".join(self._pieces(element.content)))
        elif element.content:
            yield element.role, self._words(element.content)
        for child in element.children:
            yield from self.element(child)

    def _spoken(self, element: Element) -> Iterator[Element]:
        return (each for each in element.walk() if each.content or each.exhibit)

    def _words(self, content: tuple[Inline, ...]) -> str:
        return plain("".join(self._pieces(content)))

    def _pieces(self, content: tuple[Inline, ...]) -> Iterator[str]:
        for piece in content:
            if isinstance(piece, Text):
                yield piece.text if piece.spoken is None else piece.spoken
            elif isinstance(piece, Link):
                self.counts["Link"] += 1
                yield "".join(self._pieces(piece.content))
            elif isinstance(piece, Ref):
                self.counts["Link"] += 1
                self.counts["Reference"] += 1
                shown = piece.form == "text"
                yield piece.text if shown else self.folios[piece.target]
            elif isinstance(piece, Note):
                self.counts["Note"] += 1
                self.counts["Reference"] += 1
                yield f"{piece.label}‹{piece.label}: "
                yield from self._pieces(piece.content)
                yield "›"

    # --- exhibits

    def _exhibit(self, element: Element) -> Iterator[Utterance]:
        assert element.exhibit is not None
        exhibit = self.exhibits[element.exhibit]
        bare = element.slot is not None
        self.counts[element.role] += 1
        if isinstance(exhibit, Table):
            yield "Table", exhibit.alt
        for content in () if bare else (exhibit.title, exhibit.unit):
            if content:
                yield "P", self._words(content)
        if isinstance(exhibit, Table):
            yield from self._table(exhibit)
        else:
            yield "Figure", exhibit.alt
        for content in () if bare else (*exhibit.notes, exhibit.source):
            if content:
                yield "P", self._words(content)

    def _table(self, table: Table) -> Iterator[Utterance]:
        """Yield the heads as they stand, then each cell after its own heads."""
        heads = [self._words(column.head) for column in table.columns]
        overs = [""] * len(heads)
        for spanner in table.spanners:
            for column in range(spanner.first, spanner.last + 1):
                overs[column] = self._words(spanner.text)
        rows: list[list[str]] = [[]] if not table.spanners else [[], []]
        for column, head in enumerate(heads):
            if overs[column]:
                if column == 0 or overs[column - 1] != overs[column]:
                    rows[0].append(overs[column])
                rows[-1].append(head)
            else:
                rows[0].append(head)
        self.counts["TR"] += len(rows) + len(table.body)
        for head in (head for row in rows for head in row):
            yield ("TH" if head else "TD"), head
        for row in table.body:
            label = self._words(row.cells[0].content)
            yield ("TH" if label else "TD"), label
            for column, cell in enumerate(row.cells[1:], start=1):
                over = ", ".join(filter(None, (overs[column], heads[column], label)))
                yield "TD", f"{over}: {self._words(cell.content)}"
