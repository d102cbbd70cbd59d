"""Tagged files, judged: what is hard to tag, in every profile."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from tests.hearing import hear
from tests.mini import Ran
from tests.second_opinion import complaints
from tests.test_hearing import judge


def test_the_trials_say_what_their_content_says(trials: Path) -> None:
    """Long tables, nested lists, notes, broken links, languages: all, once, in order."""
    judge(trials, "2025")


def test_the_trials_are_trying(trials: Path) -> None:
    """A table over three pages, a link over two, notes, lists in lists, other languages."""
    tags = (trials / "output/2025/tags.txt").read_text(encoding="utf-8")
    table = tags[tags.index('Table Summary="A table of 90 rows') :]
    assert table[: table.index("A note under the table")].count("=== page") == 3
    link = tags[: tags.index("→ https://example.org/count")]
    assert "=== page 6" in link[link.rindex("Link") :]
    assert tags.count("→ https://example.org/count") > 3
    lines = [line.strip() for line in tags.splitlines()]
    assert sum(line.startswith("Note ") for line in lines) == 6
    assert "            L ListNumbering=Disc" in tags.splitlines()
    assert "BlockQuote" in lines
    assert {'Span lang=fr "une autre langue, "', 'H3 "Empty of words"'} <= set(lines)
    assert 'Span expansion="Test Press" "TP"' in lines


@pytest.mark.parametrize("profile", ["screen", "archive"])
def test_a_second_judge_passes_the_trials(profile: str, trials: Path) -> None:
    """No rule of PDF/UA-1 is broken, nothing printed is unannounced."""
    [path] = (trials / "output/2025").glob(f"*-{profile}.pdf")
    assert complaints(path) == []


def test_a_second_judge_passes_the_mini_edition(built: tuple[Path, Ran]) -> None:
    """The same of the edition that all other tests build."""
    [path] = (built[0] / "output/2025").glob("*-screen.pdf")
    assert complaints(path) == []


def test_the_second_judge_finds_faults(trials: Path, tmp_path: Path) -> None:
    """A figure without alternative text, a list item outside, words that nobody announces."""
    [path] = (trials / "output/2025").glob("*-screen.pdf")
    worse = tmp_path / "worse.pdf"
    with pikepdf.open(path) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary):
                if item.get("/S") == "/Figure":
                    del item.Alt
                if item.get("/S") == "/LI":
                    item.S = pikepdf.Name.P
        pdf.save(worse)
    rules = {line.split()[0] for line in complaints(worse)}
    assert {"FIG-001", "LST-003"} <= rules


def test_the_archive_holds_the_numbers(trials: Path) -> None:
    """Each exhibit's CSV file is attached, byte for byte, and bound to what shows it."""
    folder = trials / "output" / "2025"
    [path] = folder.glob("*-archive.pdf")
    with pikepdf.open(path) as pdf:
        attached = {name: spec.get_file() for name, spec in pdf.attachments.items()}
        wanted = {each.name: each.read_bytes() for each in (folder / "data").iterdir()}
        assert {n: file.read_bytes() for n, file in attached.items()} == wanted
        assert {file.mime_type for file in attached.values()} == {"text/csv"}
        bound = {}
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/AF" in item and "/S" in item:
                [spec] = item.AF
                assert spec.AFRelationship == "/Data"
                bound[str(spec.UF)] = str(item.S)
        assert set(bound) == set(wanted)
        assert bound["long-table.csv"] == "/Table"
        assert bound["wide.csv"] == "/Figure"
        assert len(pdf.Root.AF) == len(wanted)


def test_every_profile_says_the_same(trials: Path) -> None:
    """The archive is read as the screen file is, element for element."""
    folder = trials / "output" / "2025"
    screen, archive = (
        hear(next(folder.glob(f"*-{name}.pdf"))) for name in ("screen", "archive")
    )
    assert screen.said == archive.said
    assert screen.counts == archive.counts
