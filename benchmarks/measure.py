"""One command as a whole tree of processes: its time, its processor time, its memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

__all__ = ["Failed", "Run", "run"]

_PAUSE = 0.02
"""Seconds between two looks at the memory; a peak shorter than this can be missed."""

_PROC = Path("/proc")


class Failed(Exception):  # noqa: N818 - what happened, in the past tense
    """A command ended with another code than 0; the message is what it printed."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took.

    ``wall`` and ``processor`` are seconds, the latter of all its processes. ``largest``
    is the largest resident set of any one process (``ru_maxrss``), ``together`` the
    largest sum of the resident sets of all processes at one moment, both in bytes; what
    processes share counts in each. ``together`` is ``None`` where there is no ``/proc``.
    """

    wall: float
    processor: float
    largest: int
    together: int | None
    printed: str


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a command in a folder and return what it took.

    Raises
    ------
    Failed
        If it fails.
    """
    log = folder / "log.txt"
    with log.open("wb") as out:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdout=out, stderr=subprocess.STDOUT
        )
        watch = _Watch(process.pid)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        watch.over.set()
        watch.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    printed = log.read_text(encoding="utf-8", errors="replace")
    log.unlink()
    if process.returncode:
        msg = f"exit code {process.returncode}\n{printed}"
        raise Failed(msg)
    # ru_maxrss is kibibytes on Linux and bytes on macOS
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(
        wall,
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss * unit,
        watch.most or None,
        printed,
    )


class _Watch(Thread):
    """Looks at a process and all below it until told that it is over."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.over = Event()
        self.most = 0

    def run(self) -> None:
        """Keep the largest sum of resident sets."""
        page = os.sysconf("SC_PAGE_SIZE")
        while not self.over.wait(_PAUSE):
            pages = sum(map(_resident, _tree(self.pid)))
            self.most = max(self.most, pages * page)


def _tree(pid: int) -> Iterator[int]:
    """Yield a process and all its descendants that live now."""
    yield pid
    for children in _PROC.glob(f"{pid}/task/*/children"):
        with suppress(OSError):
            for child in children.read_text("ascii").split():
                yield from _tree(int(child))


def _resident(pid: int) -> int:
    """Return the pages in memory of a process; 0 when it has ended."""
    with suppress(OSError):
        return int((_PROC / str(pid) / "statm").read_text("ascii").split()[1])
    return 0
