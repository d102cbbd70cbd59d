"""Publications unlike the first against PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from publisher import starter
from tests.conformance.verapdf import judge
from tests.mini import run

pytestmark = pytest.mark.conformance

ZORAWA = Path(__file__).parents[1] / "publications" / "zorawa"
CLEAN: dict[str, list[str]] = {"ua1": [], "2a": []}


def judged(root: Path) -> dict[str, list[str]]:
    ran = run("build", root)
    assert ran.code == 0, ran.err
    (built,) = (root / "output").rglob("*-screen.pdf")
    return judge(built, "ua1", "2a")


def test_a_new_publication_passes(tmp_path: Path) -> None:
    """What `init` makes breaks no rule of either standard."""
    starter.start(tmp_path / "booklet")
    assert judged(tmp_path / "booklet") == CLEAN


def test_the_polish_publication_passes(tmp_path: Path) -> None:
    """Another language, other faces, another trim: no rule is broken."""
    root = Path(copytree(ZORAWA, tmp_path / "zorawa"))
    assert judged(root) == CLEAN
