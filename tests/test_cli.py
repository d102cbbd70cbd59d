"""The command as its user calls it: exit codes, streams, help, progress."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from publisher.cli import app
from tests.mini import CONTENTS, KITES, MINI, Ran, call, copied, files, run, spoilt

FINDING = f"""\
{KITES}:5:1: error[FORM-01]: the key tabb is not known here
    5 | tabb: true
        ^
  hint: did you mean tab?
1 error
"""


def test_a_build_says_what_it_made(built: tuple[Path, Ran]) -> None:
    """Exit code 0; the file and its pages on the standard output, nothing else anywhere."""
    root, ran = built
    assert ran.code == 0
    assert ran.out == f"{root}/output/2025/mini-2025-screen.pdf  4 pages\n"
    assert ran.err == ""


def test_a_finding_is_printed_for_people_and_editors(good: Path) -> None:
    """Exit code 1; ``file:line:col: error[CODE]: …``, the line, a caret, the remedy."""
    ran = run("build", spoilt(good, (KITES, "tab: true", "tabb: true")))
    assert (ran.code, ran.out, ran.err) == (1, "", FINDING)


def test_positions_are_those_of_the_project_from_anywhere(good: Path) -> None:
    """The directory is the current one if none is named; positions stay the same."""
    spoilt(good, (KITES, "tab: true", "tabb: true"))
    assert run("build", cwd=good).err == FINDING
    assert run("check", "mini", cwd=good.parent).err == FINDING


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build", "nowhere"), "'nowhere' does not exist"),
        (("build", "--edition", "2026"), "there is no edition '2026'; did you mean 2025?"),
        (("check", "--edition", "x"), "there is no edition 'x'"),
        (("build", "--profile", "scren"), "'scren' is not"),
        (("build", "--jobs", "0"), "greater than or equal to 1"),
        (("build", "--speed"), "No such option: --speed"),
        (("bild",), "No such command 'bild'"),
        ((), "Usage: publisher"),
    ],
)  # fmt: skip
def test_a_wrong_call_has_exit_code_2(
    arguments: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is built; the message says what the call should have been."""
    monkeypatch.chdir(MINI)
    monkeypatch.setenv("COLUMNS", "200")
    ran = call(*arguments)
    assert ran.code == 2
    assert said in ran.out + ran.err
    assert "Traceback" not in ran.err
    assert not (MINI / "output").exists()


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_folder_without_a_publication_is_a_wrong_call(
    tmp_path: Path, command: str
) -> None:
    """The message names the file that makes a folder a publication."""
    ran = call(command, tmp_path)
    assert ran.code == 2
    assert "is not a publication: it has no content/publication.yml" in ran.err
    assert files(tmp_path) == {}


COMMANDS = [
    str(command.name or getattr(command.callback, "__name__", ""))
    for command in app.registered_commands
]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command: str) -> None:
    """Every command shows how it is called."""
    ran = call(command, "--help")
    assert ran.code == 0
    assert f"Example: publisher {command}" in " ".join(ran.out.split())


def test_help_lists_the_commands_and_loads_nothing_heavy() -> None:
    """``--help`` answers without pandas, matplotlib, ReportLab or pydantic."""
    code = (
        "import sys; from publisher.cli import app\n"
        "try: app(['--help'])\n"
        "finally: print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert {"build", "check", "schema"} <= set(COMMANDS)
    assert all(name in done.stdout for name in COMMANDS)
    heavy = {"pandas", "numpy", "matplotlib", "reportlab", "pydantic", "yaml", "jinja2"}
    assert heavy & set(done.stderr.split()) == set()


def test_the_module_is_the_command() -> None:
    """``python -m publisher`` says the same as ``publisher``."""
    script = Path(sys.executable).with_name("publisher")
    done = subprocess.run(
        [script, "check", MINI], capture_output=True, text=True, check=False
    )
    ran = run("check", MINI)
    assert (ran.code, ran.out, ran.err) == (done.returncode, done.stdout, done.stderr)
    assert ran.out.startswith("2025: no errors\n  47 of 47 numbers bound to data\n")


def test_check_makes_nothing(tmp_path: Path) -> None:
    """A check reads; the project stays as it was."""
    root = copied(tmp_path)
    before = files(root)
    assert call("check", root).code == 0
    assert files(root) == before


def test_quiet_prints_findings_only(good: Path) -> None:
    """Nothing is said of what went well."""
    assert call("build", "--quiet", good) == Ran(0, "", "")
    assert call("check", "--quiet", good) == Ran(0, "", "")


def test_check_as_json(built: tuple[Path, Ran]) -> None:
    """What checks.json of the build holds, with the findings, for a machine."""
    root, _ = built
    ran = call("check", "--json", root)
    assert (ran.code, ran.err) == (0, "")
    (edition,) = json.loads(ran.out)["editions"].values()
    assert edition.pop("findings") == []
    made = (root / "output/2025/checks.json").read_text(encoding="utf-8")
    assert edition == json.loads(made)


def test_findings_as_json(good: Path) -> None:
    """With --json a failed check is JSON too, on the standard output."""
    ran = call("check", "--json", spoilt(good, (KITES, "tab: true", "tabb: true")))
    assert (ran.code, ran.err) == (1, "")
    assert json.loads(ran.out) == {
        "findings": [
            {
                "code": "FORM-01",
                "severity": "error",
                "message": "the key tabb is not known here",
                "file": KITES,
                "line": 5,
                "column": 1,
                "hint": "did you mean tab?",
            }
        ]
    }


def test_a_warning_stops_nothing(good: Path) -> None:
    """It is printed like an error, and the edition is built."""
    ran = call("build", spoilt(good, (CONTENTS, "imports grew", "imports  grew")))
    assert ran.code == 0
    assert f"{CONTENTS}:28:16: warning[TYPE-03]: more than one space" in ran.err
    assert ran.out.endswith("4 pages\n")


def test_schemas_are_written(tmp_path: Path) -> None:
    """One for each kind of file, where the first lines of the files look for them."""
    root = copied(tmp_path)
    ran = call("schema", root)
    assert ran.code == 0
    written = [Path(line) for line in ran.out.splitlines()]
    assert {path.stem for path in written} >= {"publication", "part", "edition", "page"}
    assert all(json.loads(path.read_text("utf-8"))["$schema"] for path in written)
    schema = re.search(r"\$schema=(\S+)", (root / KITES).read_text("utf-8"))
    assert schema is not None
    assert ((root / KITES).parent / schema[1]).is_file()


def test_a_terminal_that_is_not_utf8_is_answered(good: Path) -> None:
    """What it cannot show is escaped; nothing fails."""
    env = {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    spoilt(good, (CONTENTS, "Testland is invented", "Testland 漢 is"))
    done = run("build", good, env=env)
    assert done.code == 1
    assert "\\u6f22" in done.err
    checked = run("check", "--json", MINI, env=env)
    assert json.loads(checked.out)["editions"]["2025"]["numbers"]["of"] == 47


def test_a_reader_that_stops_reading_is_no_fault() -> None:
    """``publisher check --json | head -c 10`` ends without a traceback."""
    with subprocess.Popen(
        [sys.executable, "-m", "publisher", "check", "--json", str(MINI)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""


# --- progress


def shown_on_a_terminal(root: Path, **env: str) -> tuple[str, str]:
    """Build with the standard error on a terminal; return what both streams got."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "publisher", "build", str(root)],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={"PATH": os.environ["PATH"], "TERM": "xterm-256color", **env},
    ) as process:
        os.close(theirs)
        seen = b""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # the other side is closed
                break
            if not piece:
                break
            seen += piece
        os.close(ours)
        assert process.stdout is not None
        out = process.stdout.read().decode()
    assert process.returncode == 0, seen
    return seen.decode(), out


def test_progress_is_shown_on_a_terminal(tmp_path: Path) -> None:
    """The number and name of each stage, on the standard error, gone at the end."""
    seen, out = shown_on_a_terminal(copied(tmp_path))
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", seen)
    numbers = [int(number) for number in re.findall(r"([0-7])/7", plain)]
    assert numbers == sorted(numbers)
    assert set(numbers) == {0, 1, 2, 3, 4, 5, 6, 7}
    for name in (
        "content",
        "2025: data",
        "2025: narrative",
        "2025: layout",
        "2025: pdf",
        "2025: preflight",
    ):
        assert name in plain
    assert re.search(r"\x1b\[[0-9;]*3[0-9]", seen), "no colour"
    assert seen.endswith("\x1b[2K"), "the line is not cleared"
    assert "/6" not in out


def test_no_colour_where_none_is_wanted(tmp_path: Path) -> None:
    """With NO_COLOR the progress moves, uncoloured."""
    seen, _ = shown_on_a_terminal(copied(tmp_path), NO_COLOR="1")
    assert "2025: layout" in seen
    assert re.search(r"\x1b\[[0-9;]*3[0-9]", seen) is None
