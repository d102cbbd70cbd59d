"""A finished file as a screen reader says it: element by element, in the order of the tags.

Reads the file itself: content streams, CMaps, structure. It shares no code with what wrote
the file, and knows of it only what the standard says (ISO 32000-1, 14.6 to 14.9). It is as
strict as the strictest reader: the alternative text of a figure, and the expansion of what
is short, are heard in the place of all that is inside.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

__all__ = ["Heard", "Sheet", "hear", "plain"]

SOFT_HYPHEN = "\u00ad"
INLINE = {"/Span", "/Link", "/Reference", "/Note", "/FENote"}
GROUPS = {
    "/Document", "/Part", "/Sect", "/Div", "/TOC", "/L", "/LI", "/Caption", "/BlockQuote",
    "/THead", "/TBody", "/TR", "/Table",
}  # fmt: skip

Object = pikepdf.Object
Utterance = tuple[str, str]
"""What an element is, and what is said of it."""


@dataclass(slots=True)
class Sheet:
    """The words of one page: by their number (MCID), those of artifacts by their kind."""

    marked: dict[int, str] = field(default_factory=dict)
    artifacts: list[Utterance] = field(default_factory=list)
    loose: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """All that is said, the words of each page, and how many elements there are of a type."""

    said: list[Utterance]
    sheets: list[Sheet]
    counts: Counter[str]


def plain(words: str) -> str:
    """Return words as they are spoken: joined where a line was divided, one kind of space."""
    return " ".join(words.replace(SOFT_HYPHEN, "").split())


def hear(path: Path) -> Heard:
    """Read a file aloud."""
    with pikepdf.open(path) as pdf:
        sheets = [_sheet(page) for page in pdf.pages]
        voice = _Voice({page.objgen: n for n, page in enumerate(pdf.pages)}, sheets)
        said = list(voice.say(pdf.Root.StructTreeRoot.K))
        for index, sheet in enumerate(sheets):
            unread = set(sheet.marked) - {
                mark for at, mark in voice.read if at == index
            }
            assert not unread, f"page {index + 1}: {unread} are in no element"
        assert len(voice.read) == len(set(voice.read)), "something is read twice"
        return Heard(said, sheets, voice.counts)


class _Voice:
    """A walk through the structure."""

    def __init__(self, pages: dict[tuple[int, int], int], sheets: list[Sheet]) -> None:
        self.pages = pages
        self.sheets = sheets
        self.read: list[tuple[int, int]] = []
        self.counts: Counter[str] = Counter()

    def say(self, element: Object) -> Iterator[Utterance]:
        """Yield what is said of an element that is a block."""
        role = str(element.S)
        if role == "/Table":
            yield from self._table(element)
        elif role == "/Figure":
            self.words(element)  # read, and not heard
            yield "Figure", str(element.Alt)
        elif role == "/TOCI":
            self.counts[role[1:]] += 1
            yield "TOCI", plain(" ".join(self.words(kid) for kid in _kids(element)))
        elif role in GROUPS or (role == "/LBody" and _holds_blocks(element)):
            self.counts[role[1:]] += 1
            for kid in _kids(element):
                yield from self.say(kid)
        else:
            yield role[1:], plain(self.words(element))

    def words(self, element: Object) -> str:
        """Return the words of an element in one piece; a note stands in brackets."""
        role = str(element.S)
        self.counts[role[1:]] += 1
        said = "".join(self._piece(element, kid) for kid in _kids(element))
        for key in ("/Alt", "/ActualText", "/E"):
            if key in element:
                said = str(element[key])
        if role in {"/Note", "/FENote"}:
            return f"‹{said}›"
        return f"{said.strip()}: " if role == "/Lbl" and _in_note(element) else said

    def _piece(self, element: Object, kid: Object | int) -> str:
        if isinstance(kid, int):
            return self._mark(element.Pg, kid)
        if kid.get("/Type") == "/MCR":
            return self._mark(kid.get("/Pg", element.get("/Pg")), int(kid.MCID))
        if kid.get("/Type") == "/OBJR":
            assert element.S == "/Link"
            return ""
        assert str(kid.S) in INLINE or kid.S == "/Lbl", f"{kid.S} in {element.S}"
        return self.words(kid)

    def _mark(self, page: Object, number: int) -> str:
        at = self.pages[page.objgen], number
        self.read.append(at)
        return self.sheets[at[0]].marked[number]

    # --- tables

    def _table(self, table: Object) -> Iterator[Utterance]:
        """Yield the caption, then each cell after its heads, as a reader does who moves in it."""
        self.counts["Table"] += 1
        yield "Table", str(table.A.get("/Summary", ""))
        grid: dict[tuple[int, int], Object] = {}
        rows: list[Object] = []
        for group in _kids(table):
            self.counts[str(group.S)[1:]] += 1
            if group.S == "/Caption":
                for kid in _kids(group):
                    yield from self.say(kid)
            else:
                rows.extend(_kids(group))
        for y, row in enumerate(rows):
            assert row.S == "/TR"
            self.counts["TR"] += 1
            _lay(grid, y, _kids(row))
        width = 1 + max(x for _, x in grid)
        assert set(grid) == {(y, x) for y in range(len(rows)) for x in range(width)}
        named = {bytes(cell.ID): cell for cell in grid.values() if "/ID" in cell}
        words = {cell.objgen: plain(self.words(cell)) for cell in _once(grid)}
        for (y, x), cell in grid.items():
            if grid.get((y - 1, x)) != cell and grid.get((y, x - 1)) != cell:
                heads = _heads(cell, (y, x), grid, named)
                over = [words[head.objgen] for head in heads]
                said = ", ".join(filter(None, over))
                text = words[cell.objgen]
                yield str(cell.S)[1:], f"{said}: {text}" if said else text


def _lay(grid: dict[tuple[int, int], Object], y: int, cells: list[Object]) -> None:
    """Put the cells of a row into the grid, where spans from above leave room."""
    x = 0
    for cell in cells:
        while (y, x) in grid:
            x += 1
        attributes = cell.get("/A", {})
        across = int(attributes.get("/ColSpan", 1))
        down = int(attributes.get("/RowSpan", 1))
        for dy in range(down):
            for dx in range(across):
                assert (y + dy, x + dx) not in grid, "two cells in one place"
                grid[y + dy, x + dx] = cell


def _once(grid: dict[tuple[int, int], Object]) -> list[Object]:
    return list({cell.objgen: cell for cell in grid.values()}.values())


def _heads(
    cell: Object,
    place: tuple[int, int],
    grid: dict[tuple[int, int], Object],
    named: dict[bytes, Object],
) -> list[Object]:
    """Return the heads of a cell: those that it names, else those in whose scope it is."""
    if cell.S == "/TH":
        return []
    names = cell.get("/A", {}).get("/Headers")
    if names is not None:
        return [named[bytes(name)] for name in names]
    y, x = place
    above = [grid[up, x] for up in range(y) if _scope(grid[up, x]) == "/Column"]
    beside = [grid[y, left] for left in range(x) if _scope(grid[y, left]) == "/Row"]
    return list({each.objgen: each for each in (*above, *beside)}.values())


def _scope(cell: Object) -> str:
    return str(cell.get("/A", {}).get("/Scope", ""))


# --- the structure's objects


def _kids(element: Object) -> list[Object]:
    kids = element.get("/K", pikepdf.Array())
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _holds_blocks(element: Object) -> bool:
    return any(
        isinstance(kid, pikepdf.Dictionary) and str(kid.get("/S", "")) in {"/P", "/L"}
        for kid in _kids(element)
    )


def _in_note(element: Object) -> bool:
    return str(element.P.S) in {"/Note", "/FENote"}


# --- the pages' content


def _sheet(page: pikepdf.Page) -> Sheet:
    """Return the words that a page shows, by what they are marked as."""
    fonts = {name: _letters(font) for name, font in page.Resources.Font.items()}
    sheet, stack = Sheet(), list[dict[str, str | int]]()
    letters: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator in {"BDC", "BMC"}:
            stack.append(_marked(operands))
            opened = stack[-1]
            if "mcid" in opened:
                number = int(opened["mcid"])
                assert number not in sheet.marked
                sheet.marked[number] = ""
            if "instead" in opened:
                _put(sheet, stack[:-1], str(opened["instead"]))
        elif operator == "EMC":
            stack.pop()
        elif operator == "Tf":
            letters = fonts[str(operands[0])]
        elif operator in {"Tj", "TJ"}:
            shown = operands[0] if operator == "TJ" else operands
            codes = b"".join(bytes(s) for s in shown if isinstance(s, pikepdf.String))
            pairs = zip(codes[::2], codes[1::2], strict=True)
            words = "".join(letters[256 * high + low] for high, low in pairs)
            if not any("instead" in opened for opened in stack):
                _put(sheet, stack, words)
    assert not stack
    return sheet


def _marked(operands: list[Object]) -> dict[str, str | int]:
    """Return what opens: content by its number, an artifact, or a span with other words."""
    tag = str(operands[0])
    facts = operands[1] if len(operands) > 1 else {}
    if tag == "/Artifact":
        kind = facts.get("/Subtype", facts.get("/Type", "/Artifact"))
        return {"artifact": str(kind)[1:]}
    if "/MCID" in facts:
        return {"mcid": int(facts["/MCID"])}
    return {"instead": str(facts["/ActualText"])} if "/ActualText" in facts else {}


def _put(sheet: Sheet, stack: list[dict[str, str | int]], words: str) -> None:
    for opened in reversed(stack):
        if "mcid" in opened:
            sheet.marked[int(opened["mcid"])] += words
            return
        if "artifact" in opened:
            sheet.artifacts.append((str(opened["artifact"]), words))
            return
    sheet.loose += words


def _letters(font: Object) -> dict[int, str]:
    """Return the text of each code of a font (ISO 32000-1, 9.10.3)."""
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    assert "beginbfrange" not in cmap
    rows = re.findall(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", cmap, re.MULTILINE)
    return {
        int(code, 16): bytes.fromhex(text).decode("utf-16-be")
        for code, text in rows
        if (code, text) != ("0000", "FFFF")
    }
