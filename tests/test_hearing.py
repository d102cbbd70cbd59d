"""Read aloud, an edition says what its content says: all of it, once, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pikepdf
import pytest

from tests.hearing import Heard, hear
from tests.mini import Ran, copied
from tests.telling import HYPHENS, Told, printed, tell, written

COUNTED = (
    "H1", "H2", "H3", "L", "LI", "TOC", "TOCI", "BlockQuote", "Table", "TR", "Figure",
    "Note", "Link", "Reference",
)  # fmt: skip


def compared(root: Path, edition: str) -> tuple[Heard, Told, str]:
    """Return what the file of a built edition says, what it ought to, and its pages."""
    folder = root / "output" / edition
    made = written(root, edition)
    pages = (folder / "pages.txt").read_text(encoding="utf-8")
    [path] = folder.glob("*-[0-9a-z]*-screen.pdf")
    return hear(path), tell(made.document, made.exhibits, pages), pages


def judge(root: Path, edition: str) -> None:
    """Fail unless the file says what the content says, page by page."""
    heard, told, pages = compared(root, edition)
    for said, wanted in zip(heard.said, told.said, strict=False):
        assert said == wanted
    assert len(heard.said) == len(told.said)
    assert {n: heard.counts[n] for n in COUNTED} == {n: told.counts[n] for n in COUNTED}
    for number, (sheet, (content, rest)) in enumerate(
        zip(heard.sheets, printed(pages), strict=True), start=1
    ):
        assert sheet.loose == "", f"page {number}"
        assert (number, letters(sheet.marked.values())) == (number, content)
        running = letters(words for _, words in sheet.artifacts)
        assert (number, running) == (number, rest)


def letters(words: Iterable[str]) -> Counter[str]:
    """Return how often each letter stands in words; a line's hyphen is one."""
    return Counter("".join("".join(words).split()).translate(HYPHENS))


def test_the_mini_edition_is_heard(built: tuple[Path, Ran]) -> None:
    """Every heading, paragraph, note, cell and description."""
    judge(built[0], "2025")


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        ("/P", "are in no element"),  # a paragraph that the tree has lost
        ("/H2", "is read twice"),
        ("/Span", "2020 to 2025"),
        ("/TD", "2023, Exports, US$ billions: 3.3"),
    ],
)
def test_the_reader_hears_faults(
    spoil: str, complaint: str, built: tuple[Path, Ran], tmp_path: Path
) -> None:
    """What is lost, said twice, said as it looks or under the wrong head is not passed over."""
    root = copied(tmp_path, source=built[0])
    [path] = (root / "output/2025").glob("*-screen.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        element = next(each for each in pdf.objects if _is(each, spoil))
        if spoil == "/P":
            element.K = pikepdf.Array()
        elif spoil == "/H2":
            element.K = pikepdf.Array([element.K, element.K])
        elif spoil == "/Span":
            del element.E
        else:
            element.A.Headers = pikepdf.Array(list(element.A.Headers)[::-1])
        pdf.save(path)
    with pytest.raises(AssertionError) as failed:
        judge(root, "2025")
    assert complaint in str(failed.value)


def _is(item: pikepdf.Object, role: str) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/S") == role
