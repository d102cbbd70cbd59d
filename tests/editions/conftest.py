"""The editions beside the default one, built once from a copy of the project."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from publisher import build

ROOT = Path(__file__).parents[2]


def copy(folder: Path) -> Path:
    """Return a copy of the project's content and styles in ``folder``."""
    for name in ("content", "styles"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return ``output/`` with the edition of 2018 and the specimen; change nothing in it."""
    root = copy(tmp_path_factory.mktemp("press"))
    build.build(root, ("2018", "specimen"), ("screen",), jobs=1, report=lambda *_: None)
    return root / "output"
