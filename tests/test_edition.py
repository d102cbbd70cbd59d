"""The whole mini edition, page by page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import update_expected
from tests.mini import Ran
from tests.pages import differences
from tests.update_expected import EXPECTED

DUMP = """\
=== page 1 (recto, no folio) cover
   92.5   48.0  cover/title-1  Kites
   10.0   20.0  cover  [figure 100.0 × 50.0]
                0 | 1 | 2025

=== page 2 (verso, 2) kites
   80.5   36.0  kites/text-1/1  first line
   92.5   36.0  kites/text-1/1  second line
  516.0   36.0  (Footer)  2
"""


def test_the_pages_are_the_expected_ones(built: tuple[Path, Ran]) -> None:
    """Every line of every page says what it said and stands where it stood.

    If the change is meant: ``make update-expected``, and commit it with its reason.
    """
    made = (built[0] / "output/2025/pages.txt").read_text(encoding="utf-8")
    expected = EXPECTED["pages.txt"].read_text(encoding="utf-8")
    assert differences(expected, made) == []
    assert made == expected


def test_the_tags_are_the_expected_ones(built: tuple[Path, Ran]) -> None:
    """Every element of every page is what it was, in the order in which it was read."""
    made = (built[0] / "output/2025/tags.txt").read_text(encoding="utf-8")
    assert made.splitlines() == EXPECTED["tags.txt"].read_text("utf-8").splitlines()


def test_the_edition_has_all_that_an_edition_can_have() -> None:
    """Four pages with contents, figures, a table, a note, references, both sides of a choice."""
    expected = EXPECTED["pages.txt"].read_text(encoding="utf-8")
    assert expected.count("=== page ") == 4
    for block in (
        "contents/contents-1/1/page  3",
        "kites-balance  [figure",
        "lanterns-partners  [figure",
        "kites-recent/cell-2-4  175.0",
        "contents/note-1  1\u2009So are its kites",
        "contents/text-1/1/ref-1  3",
        "kites/standfirst-1  A surplus of $1.5\u00a0billion in 2025.",
        "lanterns/text-1/1  Not available.",
        "lanterns/sources-1/1/label  Bureau of Testland",
    ):
        assert block in expected


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "", []),
        ("second line", "second lime", ["page 2, kites/text-1/1: “first line / second lime”, want “first line / second line”"]),
        ("92.5   36.0", "92.8   36.0", ["page 2, kites/text-1/1: “second line” at 36.0, 92.8, want 36.0, 92.5"]),
        ("(verso, 2)", "(recto, 2)", ["page 2: recto, 2, part kites, want verso, 2, part kites"]),
        ("0 | 1 | 2025", "0 | 1 | 2024", ["page 1, labels of cover: “0 | 1 | 2024”, want “0 | 1 | 2025”"]),
        ("   92.5   48.0  cover/title-1  Kites\n", "", ["page 1, cover/title-1: nothing, want “Kites”"]),
        (DUMP[DUMP.index("=== page 2"):], "", ["page 2: missing"]),
    ],
)  # fmt: skip
def test_a_difference_is_told_by_page_block_and_value(
    old: str, new: str, said: list[str]
) -> None:
    """A reader learns what changed without looking at the dump."""
    assert differences(DUMP, DUMP.replace(old, new, 1) if old else DUMP) == said


def test_expected_pages_are_not_rewritten_in_ci(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where tests decide, a difference stays a difference."""
    monkeypatch.setenv("CI", "true")
    before = [path.read_bytes() for path in EXPECTED.values()]
    assert update_expected.main() == 1
    assert "not rewritten in CI" in capsys.readouterr().err
    assert [path.read_bytes() for path in EXPECTED.values()] == before


def test_rewriting_shows_what_changes(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    """The differences are printed and the files then hold what was built."""
    stored = {name: path.read_text("utf-8") for name, path in EXPECTED.items()}
    paths = {name: tmp_path / name for name in EXPECTED}
    for name, path in paths.items():
        path.write_text(stored[name].replace("175.0", "175.1"), encoding="utf-8")
    monkeypatch.setattr(update_expected, "EXPECTED", paths)
    monkeypatch.delenv("CI", raising=False)
    assert update_expected.main() == 0
    shown = capsys.readouterr().out
    assert "-  455.3  304.7  kites-recent/cell-2-4  175.1" in shown
    assert "+  455.3  304.7  kites-recent/cell-2-4  175.0" in shown
    assert "+            TD Headers=[kites-recent/head-4" in shown
    assert {n: path.read_text("utf-8") for n, path in paths.items()} == stored
