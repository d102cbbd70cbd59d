"""The real edition, built once by the command in a folder of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

Command = Callable[..., subprocess.CompletedProcess[str]]


@dataclass(frozen=True, slots=True)
class Edition:
    """A built project: where it is, and its screen file."""

    root: Path
    output: Path
    screen: Path


@pytest.fixture(scope="session")
def publisher() -> Command:
    """Return a function that runs the command and returns what it said."""

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "publisher", *map(str, arguments)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory, publisher: Command) -> Edition:
    """Return the 2025 edition of this project's content and styles."""
    root = tmp_path_factory.mktemp("project")
    for folder in ("content", "styles"):
        shutil.copytree(ROOT / folder, root / folder)
    done = publisher("build", root, "--edition", "2025", "--profile", "screen")
    assert (done.returncode, done.stderr) == (0, "")
    output = root / "output" / "2025"
    [screen] = output.glob("*.pdf")
    return Edition(root, output, screen)
