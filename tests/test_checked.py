"""A check is remembered as long as nothing changes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from publisher import checked
from publisher.checked import Checked, remembered
from publisher.errors import Finding
from publisher.provenance import Position
from tests.mini import KITES, YEARLY, call, copied, spoilt

FOUND = Checked(
    "2025",
    (
        Finding("X-01", "wrong", Position("content/a.yml", 3, 4), "mend it"),
        Finding("X-02", "odd", severity="warning"),
    ),
    {"claims": [], "numbers": {"bound": 1, "of": 2}, "figures": []},
)


def counting(root: Path, times: list[int]) -> tuple[Checked, ...]:
    """Ask for the check of a project; note each time that it was really made."""

    def check() -> tuple[Checked, ...]:
        times.append(1)
        return (FOUND,)

    return remembered(root, ("2025",), check)


def test_an_unchanged_project_is_checked_once(tmp_path: Path) -> None:
    """The second answer is the first, findings, positions and all."""
    root, times = copied(tmp_path), []
    first, second = counting(root, times), counting(root, times)
    assert first == second == (FOUND,)
    assert len(times) == 1


@pytest.mark.parametrize("file", [KITES, YEARLY, "styles/page.yml", "content/new.yml"])
def test_any_change_is_checked_again(tmp_path: Path, file: str) -> None:
    """A word, a figure, a look, a file more: even if size and time stay as they were."""
    root, times = copied(tmp_path), []
    counting(root, times)
    path = root / file
    before = path.read_bytes() if path.exists() else b"#"
    path.write_bytes(before[:-1] + b"\t")
    if before != b"#":
        about = (root / "content/publication.yml").stat()
        os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    counting(root, times)
    assert len(times) == 2


def test_another_engine_checks_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an older version found is not what this one finds."""
    root, times = copied(tmp_path), []
    counting(root, times)
    other = tmp_path / "engine"
    other.mkdir()
    (other / "a.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(checked, "_ENGINE", other)
    counting(root, times)
    assert len(times) == 2


@pytest.mark.parametrize("text", ["", "{}", '{"state": 1, "editions": []}', "[1]"])
def test_a_damaged_memory_is_no_memory(tmp_path: Path, text: str) -> None:
    """Whatever stands in the file, the check is made."""
    root, times = copied(tmp_path), []
    counting(root, times)
    (memory,) = Path(os.environ["XDG_CACHE_HOME"]).rglob("check-*.json")
    memory.write_text(text, encoding="utf-8")
    assert counting(root, times) == (FOUND,)
    assert len(times) == 2


def test_a_memory_that_cannot_be_written_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check is made each time, and nothing is said of it."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file" / "folder"))
    root, times = copied(tmp_path), []
    counting(root, times)
    assert counting(root, times) == (FOUND,)
    assert len(times) == 2


def test_a_finding_survives_its_plain_form() -> None:
    """With its position or without."""
    for finding in FOUND.findings:
        assert Finding.of(finding.as_dict()) == finding


def test_errors_are_remembered_too(tmp_path: Path) -> None:
    """A project that was refused is refused again, in the same words."""
    root = spoilt(copied(tmp_path), (KITES, "balance()", "balanc()"))
    first, second = call("check", root), call("check", root)
    assert (first.code, first.err) == (second.code, second.err)
    assert first.code == 1


def test_what_is_remembered_is_told_without_the_engine(tmp_path: Path) -> None:
    """A check imports neither matplotlib nor ReportLab, a second one no stage at all."""
    root = copied(tmp_path)
    code = (
        "import sys\nfrom publisher.cli import app\n"
        f"app(['check', {str(root)!r}], standalone_mode=False)\n"
        "heavy = {'pandas', 'jinja2', 'matplotlib', 'reportlab', 'yaml'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    ]
    assert said[0].splitlines()[-1] == "['jinja2', 'yaml']"
    assert said[1].splitlines()[-1] == "[]"
    assert said[0].splitlines()[:-1] == said[1].splitlines()[:-1]
