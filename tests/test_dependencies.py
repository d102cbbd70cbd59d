"""What the project depends on: declared, used, pinned, and nothing else."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = sorted(ROOT.glob("requirements*.lock"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
DATA = {"fontpkg-ibm-plex-sans-condensed", "fontpkg-ibm-plex-serif"}
"""Found by `fontpkg` by name, never imported by us."""


def floors(declared: list[str]) -> dict[str, str]:
    """Return the least version of each declared package, by name."""
    return dict(line.split(">=", 1) for line in declared)


def pins(lock: Path) -> dict[str, str]:
    """Return the version of each package in a lock file, by name."""
    text = lock.read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


def number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)) + (0,) * 4


def imported(folder: str) -> set[str]:
    """Return the distributions that the modules of a folder import."""
    owners = packages_distributions()
    names: set[str] = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add((node.module or "").partition(".")[0])
    outside = names - set(sys.stdlib_module_names) - {"publisher", "tests"}
    return {owner.lower() for name in outside for owner in owners.get(name, [name])}


def test_what_runs_imports_what_is_declared() -> None:
    """Every dependency is imported by the package, and every import is declared."""
    declared = floors(PROJECT["dependencies"])
    # pydantic pins pydantic_core, from which its error types come.
    assert imported("publisher") - {"pydantic_core"} == set(declared) - DATA


def test_what_tests_import_is_declared() -> None:
    """The tests need no more than the package and the extra "test"."""
    declared = {**floors(PROJECT["dependencies"]), **floors(EXTRAS["test"])}
    assert imported("tests") <= set(declared)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_file_names_no_place(lock: Path) -> None:
    """Registry hosts and paths belong to a machine; every package has its hashes."""
    text = lock.read_text("utf-8")
    assert not re.search(r"https?:|file://|\s/|--(?!hash=sha256:)", text)
    assert all(
        "--hash=" in part
        for part in re.split(r"^(?=\S+==)", text, flags=re.MULTILINE)[1:]
    )


def test_the_lock_holds_what_is_declared() -> None:
    """`make lock` was run after the last change of pyproject.toml."""
    declared = [*PROJECT["dependencies"], *EXTRAS["test"], *EXTRAS["dev"]]
    locked = pins(ROOT / "requirements.lock")
    for name, least in floors(declared).items():
        assert number(locked[name]) >= number(least), name


def test_the_floors_are_what_is_declared() -> None:
    """The floors are tested at exactly the least versions that pyproject.toml allows."""
    locked = pins(ROOT / "requirements-floors.lock")
    for name, least in floors(PROJECT["dependencies"]).items():
        assert number(locked[name])[:4] == number(least)[:4], name


def test_the_benchmark_adds_to_the_lock() -> None:
    """It measures the very versions that run: it changes none, and adds the peers."""
    added, locked = (
        pins(ROOT / "requirements-bench.lock"),
        pins(ROOT / "requirements.lock"),
    )
    assert (
        added.items()
        >= {name: locked[name] for name in added if name in locked}.items()
    )
    assert set(floors(EXTRAS["bench"])) <= set(added) - set(locked)
