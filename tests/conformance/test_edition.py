"""The 2025 edition as a newcomer builds it, read back with tools that are not ours."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from publisher import editing
from publisher.narrative.model import Inline, Link, Note, Ref, Text
from publisher.tables.model import Table
from tests.conformance.conftest import Command, Edition
from tests.conformance.verapdf import judge

pytestmark = pytest.mark.conformance

SOFT_HYPHEN = "\u00ad"


def tool(*command: str | Path) -> str:
    """Return what a tool prints; a tool that complains fails the test."""
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def pages(edition: Edition) -> list[str]:
    """Return the letters of each page as poppler reads them, without any space.

    A hyphen that a line break made is read as a soft hyphen.
    """
    text = tool("pdftotext", "-raw", edition.screen, "-")
    return [squeezed(page) for page in text.split("\f")[:-1]]


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_check_is_clean(edition: Edition, publisher: Command) -> None:
    """`publisher check` finds nothing, not even a warning, and says what is checked."""
    done = publisher("check", edition.root)
    assert (done.returncode, done.stderr) == (0, "")
    first, numbers, *rest = done.stdout.splitlines()
    assert first == "2025: no errors"
    assert re.fullmatch(r"  \d+ of \d+ numbers bound to data", numbers)
    claims = r"  \d+ claims hold, \d+ are cited, \d+ await data"
    assert any(re.fullmatch(claims, line) for line in rest)


def test_the_screen_file_can_be_mailed(edition: Edition) -> None:
    """It holds whole sheets of four pages in less than 400 KB."""
    manifest = json.loads((edition.output / "manifest.json").read_text("utf-8"))
    [entry] = [file for file in manifest["files"] if file["path"].endswith(".pdf")]
    assert entry["bytes"] == edition.screen.stat().st_size < 400_000
    assert entry["pages"] == manifest["pages"]
    assert entry["pages"] % 4 == 0


def test_verapdf_passes_it(edition: Edition) -> None:
    """No rule of PDF/UA-1 and none of PDF/A-2a is broken."""
    assert judge(edition.screen, "ua1", "2a") == {"ua1": [], "2a": []}


def test_qpdf_passes_it(edition: Edition) -> None:
    """The file's syntax, cross references and streams are sound."""
    assert "No syntax or stream encoding errors" in tool(
        "qpdf", "--check", edition.screen
    )


def test_poppler_finds_every_font_embedded(edition: Edition) -> None:
    """Every font is embedded, is a subset, and says which letters it draws."""
    _, _, *rows = tool("pdffonts", edition.screen).splitlines()
    assert len(rows) >= 4
    for row in rows:
        name, facts = row.split()[0], row.split()[-5:-2]
        assert re.match(r"[A-Z]{6}\+IBMPlex", name)
        assert facts == ["yes", "yes", "yes"], name


def test_every_word_of_the_content_can_be_copied(
    edition: Edition, pages: list[str]
) -> None:
    """Each paragraph, heading, note and cell comes out letter by letter, in one piece.

    Left aside: where a line was divided, and where a paragraph goes on on the next page.
    """
    whole = [page.replace(SOFT_HYPHEN, "").casefold() for page in pages]
    pieces = [squeezed(piece).casefold() for piece in content(edition.root)]
    assert len(pieces) > 500
    missing = [piece for piece in pieces if not stands(piece, whole)]
    assert missing == []


def test_the_file_says_what_the_pages_say(edition: Edition, pages: list[str]) -> None:
    """Page for page the PDF has the letters of `pages.txt`: none lost, none added."""
    dump = (edition.output / "pages.txt").read_text("utf-8")
    wanted = [
        letters(page) for page in re.split(r"^=== .*$", dump, flags=re.MULTILINE)[1:]
    ]
    found = [page.replace(SOFT_HYPHEN, "-") for page in pages]
    assert len(found) == len(wanted)
    for number, (page, words) in enumerate(zip(found, wanted, strict=True), 1):
        assert (number, Counter(page)) == (number, Counter(words))


def letters(dump: str) -> str:
    """Return the letters of one page of the dump, without places and names."""
    words = []
    for line in dump.splitlines():
        line_of_type = re.match(r" *-?\d+\.\d +-?\d+\.\d  (?:\(.*?\)|\S+)  (.*)", line)
        if line_of_type and not re.match(r"\[figure .*\]$", line_of_type[1]):
            words.append(line_of_type[1])
        elif not line_of_type:
            words.append(line.replace(" | ", ""))
    return squeezed("".join(words))


def stands(piece: str, pages: list[str]) -> bool:
    """Whether a piece stands on a page, or ends one and begins the body of the next."""
    if any(piece in page for page in pages):
        return True
    return any(
        piece[:at] in page and piece[at:] in following
        for page, following in pairwise(pages)
        for at in range(1, len(piece))
    )


def content(root: Path) -> Iterator[str]:
    """Yield the words that the edition must hold, up to each reference and note."""
    project, style = editing.loaded(root)
    [written] = editing.written(project, style, ["2025"], lambda _number, _name: None)
    for element in written.document.elements():
        yield from runs(element.content)
        exhibit = written.exhibits.get(element.exhibit or "")
        if exhibit is None:
            continue
        for words in (exhibit.title, exhibit.unit, *exhibit.notes, exhibit.source):
            yield from runs(words)
        if isinstance(exhibit, Table):
            for spanner in exhibit.spanners:
                yield from runs(spanner.text)
            for column in exhibit.columns:
                yield from runs(column.head)
            for row in exhibit.body:
                for cell in row.cells:
                    yield from runs(cell.content)


def runs(words: tuple[Inline, ...]) -> Iterator[str]:
    """Yield words without a break, and then the words of their notes."""
    run = ""
    notes: list[str] = []
    for piece in words:
        if isinstance(piece, Text):
            run += piece.text
        elif isinstance(piece, Link):
            run += "".join(text.text for text in piece.content)
        elif isinstance(piece, Ref) and piece.form == "text":
            run += piece.text
        else:
            yield run
            run = ""
            if isinstance(piece, Note):
                notes.extend(runs(piece.content))
    yield run
    yield from notes
