"""The doctor: what is missing is named with its remedy, and nothing is changed."""

from __future__ import annotations

import json
import re
import shutil
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from publisher import doctor
from publisher.doctor import Check
from tests.mini import EDITION, call, copied, files, spoilt


def found(root: Path) -> dict[str, Check]:
    return {check.name: check for check in doctor.examine(root)}


def test_a_sound_machine_and_publication(tmp_path: Path) -> None:
    """Nothing needed is missing; each face and package has its line; nothing is written."""
    root = copied(tmp_path)
    before = files(root)
    ran = call("doctor", root)
    assert ran.code == 0, ran.out
    lines = [line for line in ran.out.splitlines() if not line.startswith(" ")]
    assert all(re.match(r"(ok|warning) {2,}\S", line) for line in lines)
    assert "Python" in lines[0]
    for wanted in ("pandas", "face serif-italic: IBM Plex Serif 400 italic", "output"):
        assert wanted in ran.out
    assert "cache" not in ran.out
    assert files(root) == before


def test_it_tells_other_programs(tmp_path: Path) -> None:
    """The same as plain data; each check has a name, a state, words and a remedy."""
    ran = call("doctor", copied(tmp_path), "--json")
    told: dict[str, Any] = json.loads(ran.out)
    assert told["sound"] is True
    assert {tuple(check) for check in told["checks"]} == {
        ("name", "state", "said", "hint")
    }


def test_a_face_that_is_not_installed(tmp_path: Path) -> None:
    """Its line names the distribution to install; the exit code is 1."""
    root = spoilt(
        copied(tmp_path),
        ("styles/type.yml", "{family: IBM Plex Serif}", "{family: Rare Grotesk}"),
    )
    check = found(root)["face serif"]
    assert check.state == "missing"
    assert check.hint == "run: pip install fontpkg-rare-grotesk"
    ran = call("doctor", root, "--quiet")
    assert ran.code == 1
    assert "missing  face serif: Rare Grotesk 400 normal is not installed" in ran.out
    assert "         hint: run: pip install fontpkg-rare-grotesk" in ran.out


def test_content_with_findings(tmp_path: Path) -> None:
    """It says how many there are, shows the first, and sends to the check."""
    root = spoilt(copied(tmp_path), (EDITION, "state: draft", "state: drft"))
    check = found(root)["content"]
    assert check.state == "missing"
    assert EDITION in check.said
    assert check.hint == f"run: publisher check {root}"


def test_a_folder_without_a_publication(tmp_path: Path) -> None:
    """The machine alone is looked at: a warning, and how to begin."""
    check = found(tmp_path)["publication"]
    assert check.state == "warning"
    assert "publisher init" in check.hint
    assert call("doctor", tmp_path).code == 0


def test_output_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The place and the reason are named."""

    def refuse(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    root = copied(tmp_path)
    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refuse)
    check = found(root)["output"]
    assert check.state == "missing"
    assert check.said == f"{root / 'output'} cannot be written: Permission denied"


def test_tools_that_no_build_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without them there are warnings: what each is for, how to install it, exit code 0."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    checks = found(copied(tmp_path))
    assert {checks[name].state for name in ("pdftoppm", "qpdf", "java")} == {"warning"}
    assert "PDF/UA" in checks["java"].said
    assert checks["qpdf"].hint == "apt-get install qpdf"


@pytest.mark.parametrize(
    ("have", "state"), [("2.9.3", "missing"), ("2.10", "ok"), ("11.0.dev1", "ok")]
)
def test_versions_are_numbers(
    have: str, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """2.9.3 is older than 2.10, 11 is newer; the remedy names the floor."""
    monkeypatch.setattr(metadata, "requires", lambda _: ["pydantic>=2.10"])
    monkeypatch.setattr(metadata, "version", lambda _: have)
    (check,) = doctor._packages()
    assert check.state == state
    assert check.hint == ("" if state == "ok" else 'run: pip install "pydantic>=2.10"')


def test_packages_that_are_missing_or_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is not there is to be installed, one that cannot load to be reinstalled."""
    declared = ["no-such-package>=1.0", "pyyaml>=6.0", 'extra>=1; extra == "test"']
    monkeypatch.setattr(metadata, "requires", lambda _: declared)

    def broken(name: str) -> None:
        msg = f"{name}: libyaml.so is not there"
        raise ImportError(msg)

    monkeypatch.setattr(doctor.importlib, "import_module", broken)
    absent, spoilt_one = doctor._packages()
    assert absent.said == "no-such-package is not installed (1.0 or newer is needed)"
    assert "cannot be imported" in spoilt_one.said
    assert "--force-reinstall" in spoilt_one.hint


def test_an_old_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """The version at hand and the one that is needed are both named."""
    monkeypatch.setattr(doctor.sys, "version_info", (3, 10, 2, "final", 0))
    check = doctor._python()
    assert (check.state, check.hint) == ("missing", "install Python 3.11 or newer")
    assert "3.10.2" in check.said


def test_little_memory_and_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are warnings: a small edition may still build."""
    monkeypatch.setattr(doctor.os, "sysconf", lambda _: 1000)
    usage = shutil.disk_usage(tmp_path)._replace(free=5 * 1024 * 1024)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    checks = found(tmp_path)
    assert [checks[name].state for name in ("memory", "disk")] == ["warning"] * 2
    assert checks["disk"].said == "disk: 5 MB free"
