"""A stranger's file judged in a process of its own, with bounds on memory and time.

The rules bound what they can. What lies below them, a decoder or the rasteriser, may still
be led astray by a malicious file: then that process ends, and the file has a finding.
"""

from __future__ import annotations

import multiprocessing
import signal
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from publisher.errors import Finding, UsageError
from publisher.preflight.model import Limits, Profile, Report
from publisher.provenance import Spot

__all__ = ["MOST_MEMORY", "MOST_SECONDS", "judge_guarded"]

MOST_MEMORY = 1024 * 1024 * 1024
"""Bytes of data that the judging process may hold, where the system can limit it."""
MOST_SECONDS = 120.0
_GREEDY = "FILE-03"


def judge_guarded(
    path: Path, profile: Profile, limits: Limits, *, rendered: bool
) -> Report:
    """Judge a file as `judge` does, without trusting it.

    Raises
    ------
    UsageError
        If the file cannot be read or is not a PDF.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(
        target=_work, args=(theirs, path, profile, limits, rendered), daemon=True
    )
    process.start()
    theirs.close()
    told: object = None
    try:
        if ours.poll(MOST_SECONDS):
            with suppress(EOFError, OSError):
                told = ours.recv()
    finally:
        process.kill()
        process.join()
        ours.close()
    if isinstance(told, UsageError):
        raise told
    if isinstance(told, Report):
        return told
    return _unjudged(path, profile, rendered=rendered)


def _unjudged(path: Path, profile: Profile, *, rendered: bool) -> Report:
    said = "judging the file takes more memory or time than any file needs"
    hint = "do not open it with other programs before you know who made it"
    finding = Finding(_GREEDY, said, Spot(path.name), hint)
    return Report(path.name, profile, 0, rendered, {_GREEDY: 1}, (finding,))


def _work(
    answer: Connection,
    path: Path,
    profile: Profile,
    limits: Limits,
    rendered: bool,  # noqa: FBT001 - a process takes its arguments in order
) -> None:
    """Judge in the new process; what goes wrong without a report ends it in silence."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound_memory()
    from publisher.preflight.judgement import judge  # noqa: PLC0415 - within bounds

    try:
        answer.send(judge(path, profile, limits, rendered=rendered))
    except UsageError as error:
        answer.send(error)
    except MemoryError:
        answer.close()


def _bound_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
