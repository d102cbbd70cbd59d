"""Output appears whole or not at all: read-only, full, interrupted, killed."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher import output
from publisher.errors import StageFailed
from tests.mini import KITES, call, files, run, spoilt

SLOW = """\
import sys, time
import publisher.{module} as stage

def wait(*arguments, **options):
    print("waiting", flush=True)
    time.sleep(60)

stage.{name} = wait
from publisher.cli import main
main()
"""
"""The command, with one stage that waits to be interrupted."""

FULL = """\
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
from publisher.cli import main
main()
"""
"""The command, where no file can be larger than 20 kB."""

DYING = """\
import multiprocessing
import publisher.{module} as stage

{name} = stage.{name}

def kill(*arguments, **options):
    for child in multiprocessing.active_children():
        child.kill()
        child.join()
    return {name}(*arguments, **options)

stage.{name} = kill
from publisher.cli import main
main()
"""
"""The command, whose drawing processes are killed when a stage begins."""


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (lambda out: out.write_text(""), "output is a file where a folder must be"),
        (
            lambda out: (out.mkdir(), (out / "2025").write_text("")),
            "output/2025 is a file where a folder must be",
        ),
        (
            lambda out: (out / "2025/pages.txt").mkdir(parents=True),
            "output/2025/pages.txt is a folder where a file must be",
        ),
    ],
)
def test_what_stands_in_the_way_is_named(
    good: Path, block: Callable[[Path], object], said: str
) -> None:
    """Exit code 1, the remedy, and what stood there before still stands."""
    (good / "output").rename(good / "kept")
    block(good / "output")
    before = files(good / "output")
    ran = call("build", good)
    assert ran.code == 1
    (found,) = ran.told
    assert found.code == "OUTPUT-01"
    assert said in found.message
    assert found.hint == "move it away; the last good output is untouched"
    assert files(good / "output") == before


def test_an_output_that_may_not_be_written(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only folder is told before anything in it is replaced."""
    spoilt(good, (KITES, "label: Group 01", "label: Group 1"))
    before = files(good / "output")

    def refuse(*_: object, **options: object) -> tuple[int, str]:
        raise PermissionError(errno.EACCES, "Permission denied", str(options["dir"]))

    monkeypatch.setattr(output.tempfile, "mkstemp", refuse)
    ran = call("build", good)
    assert ran.code == 1
    assert "Permission denied" in ran.told[0].message
    assert ran.told[0].hint.startswith("allow writing there")
    assert files(good / "output") == before
    assert [path.name for path in (good / "output").iterdir()] == ["2025"]


def test_a_full_disk(good: Path) -> None:
    """No file may grow beyond 20 kB, as on a disk with no room: the last output stands."""
    spoilt(good, (KITES, "label: Group 01", "label: Group 1"))
    before = files(good / "output")
    done = subprocess.run(
        [sys.executable, "-c", FULL, "build", str(good)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert (
        "error[OUTPUT-01]: the output cannot be written: File too large" in done.stderr
    )
    assert "hint: free some space; the last good output is untouched" in done.stderr
    assert "Traceback" not in done.stderr
    assert files(good / "output") == before
    assert [path.name for path in (good / "output").iterdir()] == ["2025"]


# --- interrupts


def children(pid: int) -> set[int]:
    """Return the processes that a process has started, and those that they started."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                stat = (folder / "stat").read_text()
            except OSError:
                continue
            parents[int(folder.name)] = int(stat.rpartition(")")[2].split()[1])
    found = {pid}
    while True:
        more = {child for child, parent in parents.items() if parent in found} - found
        if not more:
            return found - {pid}
        found |= more


def are_gone(pids: set[int], within: float = 10) -> bool:
    """Wait until none of the processes runs any more."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        if not any(_runs(pid) for pid in pids):
            return True
        time.sleep(0.02)
    return False


def _runs(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def stopped(
    root: Path, stage: tuple[str, str], how: signal.Signals
) -> tuple[int, str, set[int]]:
    """Build, and send a signal while a stage is at work; return code, words, children."""
    module, name = stage
    with subprocess.Popen(
        [
            sys.executable,
            "-c",
            SLOW.format(module=module, name=name),
            "build",
            str(root),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "waiting\n"
        started = children(process.pid)
        os.kill(process.pid, how)
        code = process.wait(timeout=20)
        said = process.stderr.read() if how != signal.SIGKILL else ""
    return code, said, started


@pytest.mark.parametrize("stage", [("layout", "flow"), ("pdf", "write")])
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_build_leaves_the_last_good_output(
    good: Path, stage: tuple[str, str], how: signal.Signals
) -> None:
    """Ctrl-C or a polite request to end: exit code 1, a word, no folder, no process left."""
    spoilt(good, (KITES, "label: Group 01", "label: Group 1"))
    before = files(good / "output")
    code, said, started = stopped(good, stage, how)
    assert code == 1
    assert said == "error[STOP-01]: interrupted; the last good output stands\n"
    assert started, "no drawing process was at work"
    assert are_gone(started)
    assert files(good / "output") == before
    assert [path.name for path in (good / "output").iterdir()] == ["2025"]


def test_a_killed_build_leaves_no_process(good: Path) -> None:
    """Nothing can be put away then, but the drawing process ends and the output stands."""
    before = files(good / "output/2025")
    code, _, started = stopped(good, ("pdf", "write"), signal.SIGKILL)
    assert code == -signal.SIGKILL
    assert are_gone(started)
    assert files(good / "output/2025") == before
    assert run("build", "--quiet", good).code == 0


@pytest.mark.parametrize("stage", [("layout", "flow"), ("pdf", "write")])
def test_a_drawing_process_that_dies_is_told(
    good: Path, stage: tuple[str, str]
) -> None:
    """The system killed it, most often for want of memory: a finding, not a traceback."""
    module, name = stage
    before = files(good / "output")
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            DYING.format(module=module, name=name),
            "build",
            str(good),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "error[FIG-09]: a drawing process was ended from outside" in done.stderr
    assert "Traceback" not in done.stderr
    assert files(good / "output") == before


# --- the folder itself


def exchanged(
    folder: Path, *names: str, error: type[BaseException] | None = None
) -> None:
    """Write new files for a folder, and perhaps fail before they take their places."""
    with output.staged(folder) as work:
        for name in names:
            (work / name).write_text("new", encoding="utf-8")
        if error:
            raise error


def test_files_are_taken_over_together(tmp_path: Path) -> None:
    """Until all are written nothing is seen of them."""
    folder = tmp_path / "out" / "2025"
    with output.staged(folder) as work:
        (work / "a.txt").write_text("new", encoding="utf-8")
        assert not folder.exists()
    assert files(folder) == {"a.txt": b"new"}
    assert [path.name for path in folder.parent.iterdir()] == ["2025"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, MemoryError])
def test_a_failure_leaves_no_trace(tmp_path: Path, error: type[BaseException]) -> None:
    """Whatever happens while files are written, the folder stays as it was."""
    folder = tmp_path / "2025"
    folder.mkdir()
    (folder / "a.txt").write_text("old", encoding="utf-8")
    with pytest.raises(error):
        exchanged(folder, "a.txt", error=error)
    assert files(tmp_path) == {"2025/a.txt": b"old"}
    assert [path.name for path in tmp_path.iterdir()] == ["2025"]


def test_only_what_the_manifest_names_is_removed(tmp_path: Path) -> None:
    """A file of an earlier build goes; one that nobody listed, or outside, stays."""
    folder = tmp_path / "2025"
    with output.staged(folder) as work:
        for name in ("a.txt", "b.txt"):
            (work / name).write_text(name, encoding="utf-8")
        listed = [{"path": name} for name in ("a.txt", "b.txt", "../keep.txt")]
        output.write_json(work / output.MANIFEST, {"files": listed})
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "keep.txt").write_text("keep", encoding="utf-8")
    with output.staged(folder) as work:
        (work / "a.txt").write_text("again", encoding="utf-8")
        output.write_json(work / output.MANIFEST, {"files": [{"path": "a.txt"}]})
    assert set(files(folder)) == {"a.txt", "mine.txt", "manifest.json"}
    assert (tmp_path / "keep.txt").exists()


@pytest.mark.parametrize("manifest", ["", "[]", '{"files": [3]}', '{"files": 3}', "\0"])
def test_a_broken_manifest_stops_nothing(tmp_path: Path, manifest: str) -> None:
    """A manifest that cannot be read removes nothing."""
    folder = tmp_path / "2025"
    folder.mkdir()
    (folder / output.MANIFEST).write_text(manifest, encoding="utf-8")
    (folder / "a.txt").write_text("old", encoding="utf-8")
    with output.staged(folder) as work:
        output.write_json(work / output.MANIFEST, {"files": []})
    assert set(files(folder)) == {"a.txt", "manifest.json"}


def test_a_request_to_stop_waits_for_the_exchange(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C between two files: all are exchanged first, then the build stops."""
    folder = tmp_path / "2025"
    folder.mkdir()
    exchange = Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        os.kill(os.getpid(), signal.SIGINT)
        return exchange(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        exchanged(folder, "a.txt", "b.txt", "c.txt")
    assert set(files(folder)) == {"a.txt", "b.txt", "c.txt"}
    assert [path.name for path in tmp_path.iterdir()] == ["2025"]


def test_a_target_that_is_a_folder_is_noticed_before_anything_moves(
    tmp_path: Path,
) -> None:
    """The exchange is not begun if it cannot be ended."""
    folder = tmp_path / "2025"
    (folder / "b.txt").mkdir(parents=True)
    (folder / "a.txt").write_text("old", encoding="utf-8")
    with pytest.raises(StageFailed) as failed:
        exchanged(folder, "a.txt", "b.txt")
    assert "b.txt is a folder where a file must be" in str(failed.value)
    assert (folder / "a.txt").read_text(encoding="utf-8") == "old"


def test_what_comes_out_the_same_stays(tmp_path: Path) -> None:
    """A second build leaves an equal file as it is (its inode) and replaces a changed one."""
    inodes = []
    for changing in ("one", "two"):
        with output.staged(tmp_path / "out") as work:
            (work / "same.txt").write_text("same")
            (work / "changing.txt").write_text(changing)
        made = [tmp_path / "out" / name for name in ("same.txt", "changing.txt")]
        inodes.append([path.stat().st_ino for path in made])
    assert inodes[0][0] == inodes[1][0]
    assert inodes[0][1] != inodes[1][1]
    assert (tmp_path / "out" / "changing.txt").read_text() == "two"
