"""The benchmark's larger projects are projects."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from publisher import content
from publisher.content.project import Project

ROOT = Path(__file__).parents[1]


def enlarged(to: Path, added: int) -> Project:
    """Return this project with so many sector pages more."""
    where = ROOT / "benchmarks" / "enlarged.py"
    spec = importlib.util.spec_from_file_location("enlarged", where)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.enlarge(ROOT, to, added)
    return content.load(to)


def test_sector_pages_are_repeated_under_new_ids(tmp_path: Path) -> None:
    """Twelve more: ten sectors and two again, unlisted and untabbed, and no finding.

    Loading refuses an id that two exhibits have.
    """
    before = dict(content.load(ROOT).parts)
    after = dict(enlarged(tmp_path, 12).parts)
    new = [part for name, part in after.items() if name not in before]
    assert len(new) == 12
    assert [part.title for part in new][:2] == [part.title for part in new][10:]
    assert not any(part.listed or part.tab for part in new)


def test_nothing_else_changes(tmp_path: Path) -> None:
    """With no page more, the parts are those of the project."""
    assert enlarged(tmp_path, 0).parts == content.load(ROOT).parts
