"""The tutorial, done as written: each command typed, each change made, each answer seen."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.mini import Ran, call

TUTORIAL = Path(__file__).parents[1] / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def ran(
    command: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Ran, Path]:
    """Do what a line of the tutorial says; return what it gave and the folder after it."""
    words = shlex.split(command)
    nothing = Ran(0, "", "")
    match words:
        case ["publisher", *arguments]:
            monkeypatch.chdir(folder)
            return call(*arguments), folder
        case ["cd", name]:
            return nothing, folder / name
        case ["mkdir", name]:
            (folder / name).mkdir()
        case ["cp", old, new]:
            shutil.copyfile(folder / old, folder / new)
        case ["sed", change, old, ">", new]:
            _, before, after, _ = change.split("/")
            lines = (folder / old).read_text(encoding="utf-8").splitlines(keepends=True)
            changed = "".join(line.replace(before, after, 1) for line in lines)
            (folder / new).write_text(changed, encoding="utf-8")
        case _:
            pytest.fail(f"the tutorial uses a command unknown to its test: {command}")
    return nothing, folder


def typed(block: str) -> list[tuple[str, str]]:
    """Return each command of a block with what stands below it."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [(part.split("\n", 1)[0], part.split("\n", 1)[1]) for part in parts]


def changed(block: str, folder: Path) -> None:
    """Make the change that a block shows; what it takes out must be there once."""
    head, *lines = block.splitlines()
    path = folder / head.removeprefix("--- ")
    old = "".join(f"{line[1:]}\n" for line in lines if line[:1] in {"-", " "})
    new = "".join(f"{line[1:]}\n" for line in lines if line[:1] in {"+", " "})
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name} does not hold once: {old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_tutorial_works_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From an empty folder to two editions of one's own, without a step that is not there."""
    folder = tmp_path
    done = 0
    for kind, name, block in BLOCK.findall(TUTORIAL.read_text(encoding="utf-8")):
        if kind == "diff":
            changed(block, folder)
        elif kind == "csv":
            path = folder / name
            path.write_text(path.read_text(encoding="utf-8") + block, encoding="utf-8")
        elif kind == "console":
            for command, shown in typed(block):
                gave, folder = ran(command, folder, monkeypatch)
                if shown:
                    assert gave.out + gave.err == shown, command
                else:
                    assert (gave.code, gave.err) == (0, ""), command
                done += 1
    assert done > 8
    grown = (folder / "output/2025/pages.txt").read_text(encoding="utf-8")
    before = (folder / "output/2024/pages.txt").read_text(encoding="utf-8")
    assert "Arrivals fell by" in grown
    assert "Boats in" in before
    assert "Thousands of Wings" in before
