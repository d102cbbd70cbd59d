"""What became of the last edition: its record held against new numbers, on the mini edition.

In 2025 kites sold 3.5 billion abroad and bought 2.0: a surplus of $1.5 billion. The new
vintage says 3.4, so that the surplus would be $1.4 billion.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from publisher import editing
from publisher.narrative.model import plain
from tests.editions.test_life import published
from tests.mini import CONTENTS, EDITION, KITES, SOURCES, YEARLY, call, copied, spoilt

CLAIMS = """claims:
  - says: A … of
    holds: balance() > 1450000000
  - says: in
    holds: exports() > imports()
"""


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a publication whose first edition is signed off; for copying only."""
    root = published(tmp_path_factory.mktemp("signed"))
    text = (root / EDITION).read_text(encoding="utf-8")
    (root / "content/editions/first.yml").write_text(
        text.replace("state: draft", "state: final"), encoding="utf-8"
    )
    kites = root / KITES
    kites.write_text(kites.read_text(encoding="utf-8") + CLAIMS, encoding="utf-8")
    told = call("approve", root, "--edition", "first", "--yes").told
    assert [each.code for each in told] == []
    spoilt(
        root,
        (EDITION, "state: draft", "state: draft\nlast_edition: first"),
        (
            CONTENTS,
            "  - heading: In all",
            "  - notices: revisions\n  - heading: In all",
        ),
    )
    return root


def said(root: Path) -> str:
    """Return what the edition says of the first."""
    (edition,) = editing.written(*editing.loaded(root), ("2025",), lambda *_: None)
    words = (
        plain(element.content)
        for element in edition.document.elements()
        if "/revisions/" in element.id
    )
    return " ".join(words).replace("\N{NO-BREAK SPACE}", " ")


def revised(root: Path) -> Path:
    """Let the source say something else, and pin it."""
    path, sources = root / YEARLY, root / SOURCES
    before = path.read_bytes()
    after = before.replace(b"2025,01,3500,", b"2025,01,3400,")
    path.write_bytes(after)
    old, new = (hashlib.sha256(data).hexdigest() for data in (before, after))
    text = sources.read_text(encoding="utf-8")
    sources.write_text(text.replace(old, new), encoding="utf-8")
    return root


def test_the_same_numbers_revise_nothing(signed: Path) -> None:
    """Every figure would be printed as it was, every statement holds."""
    words = said(signed)
    assert "0 would be printed otherwise" in words
    assert "2 still hold by these data, 0 no longer do, and 0 cannot be tested" in words


def test_a_revised_figure_is_named_with_its_size(signed: Path, tmp_path: Path) -> None:
    """1.5 billion was printed; 1.4 would be now, for the year of the last edition."""
    words = said(revised(copied(tmp_path, source=signed)))
    told = (
        "$1.5 billion would now be $1.4 billion, a revision of −$0.1 billion (Kites)."
    )
    assert told in words


def test_a_statement_that_no_longer_holds_is_named(
    signed: Path, tmp_path: Path
) -> None:
    """1.4 billion are not more than 1.45."""
    words = said(revised(copied(tmp_path, source=signed)))
    assert "“A … of” would no longer hold (Kites)." in words
    assert "1 still hold by these data, 1 no longer do" in words


def test_without_a_record_nothing_is_said(signed: Path, tmp_path: Path) -> None:
    """An edition that was never signed off is none that readers know."""
    root = copied(tmp_path, source=signed)
    (root / "content/editions/first.proof.yml").unlink()
    assert said(root) == ""


def test_the_last_edition_must_be_there(signed: Path, tmp_path: Path) -> None:
    """A name that no file has is a finding at the name."""
    root = spoilt(
        copied(tmp_path, source=signed),
        (EDITION, "last_edition: first", "last_edition: second"),
    )
    (told,) = call("check", root).told
    assert (told.code, told.message) == ("NAME-01", "there is no edition called second")
    assert told.position.startswith(f"{EDITION}:")
