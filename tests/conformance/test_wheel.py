"""The package as it is given away: a wheel that works without this folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conformance.conftest import ROOT, Edition

pytestmark = pytest.mark.conformance


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel made from a copy of what it needs, with the locked setuptools."""
    source = tmp_path_factory.mktemp("source")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "publisher", source / "publisher", ignore=ignored)
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    subprocess.run(
        [*command, "--no-build-isolation", "--wheel-dir", str(target), str(source)],
        check=True,
    )
    [made] = target.glob("*.whl")
    return made


def test_the_wheel_holds_the_package_and_its_licence(wheel: Path) -> None:
    """Every file of publisher/, the licence and the command; no content, no tests."""
    package = ROOT / "publisher"
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        about = {
            name.partition("/")[2]: archive.read(name).decode()
            for name in archive.namelist()
            if ".dist-info/" in name
        }
    assert names == wanted
    assert "MIT License" in about["licenses/LICENSE"]
    assert "publisher = publisher.cli:main" in about["entry_points.txt"]
    assert "\nLicense-Expression: MIT\n" in about["METADATA"]


def test_the_wheel_builds_the_same_file(
    wheel: Path, edition: Edition, tmp_path: Path
) -> None:
    """Installed elsewhere, the command builds the edition byte for byte as it does here."""
    site = tmp_path / "site"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
    subprocess.run([*command, "--target", str(site), str(wheel)], check=True)
    project = tmp_path / "project"
    shutil.copytree(edition.root, project, ignore=shutil.ignore_patterns("output"))
    code = "import publisher.cli as c; print(c.__file__, flush=True); c.main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "build", "--edition", "2025"],
        env={**os.environ, "PYTHONPATH": str(site)},
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{site / 'publisher' / 'cli' / '__init__.py'}\n")
    [built] = (project / "output" / "2025").glob("*-screen.pdf")
    assert built.read_bytes() == edition.screen.read_bytes()
