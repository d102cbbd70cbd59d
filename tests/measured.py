"""What a command takes: time and memory of it and of its own children, not of ours."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Measured", "measured"]

_CODE = """
import json, resource, subprocess, sys
done = subprocess.run([sys.executable, "-m", "publisher", *sys.argv[1:]],
                      capture_output=True, text=True)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
print(json.dumps([done.returncode, done.stdout, done.stderr, peak]))
"""
"""Runs in a process of its own: what the tests ran before would count as children too."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How a command ended; ``seconds`` of the clock, ``peak`` bytes of its largest process."""

    code: int
    out: str
    err: str
    seconds: float
    peak: int


def measured(*arguments: str | Path) -> Measured:
    """Run the command with these arguments and measure it."""
    begun = time.monotonic()
    told = subprocess.run(
        [sys.executable, "-c", _CODE, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    code, out, err, peak = json.loads(told)
    return Measured(code, out, err, time.monotonic() - begun, peak)
