"""Senders at work, each known by a lock on a file: a dead process holds no lock.

The locks are those of the operating system (flock), which ends them with the process,
whether it returns, is killed, or its machine is switched off.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from pathlib import Path

__all__ = ["Sender", "dead"]


class Sender:
    """The process as a sender. The file appears under its name only once it is locked."""

    def __init__(self, folder: Path) -> None:
        self.name = f"sender-{os.getpid()}-{secrets.token_hex(4)}"
        self._path = folder / f"{self.name}.lock"
        beside = folder / f".{self.name}.lock"
        self._file = beside.open("w", encoding="ascii")
        fcntl.flock(self._file, fcntl.LOCK_EX)
        beside.replace(self._path)

    def leave(self) -> None:
        """Be a sender no more."""
        self._path.unlink(missing_ok=True)
        self._file.close()


def dead(folder: Path, name: str | None) -> bool:
    """Tell whether a sender is no more; what it leaves behind is cleared away."""
    path = folder / f"{name}.lock"
    try:
        with path.open("r+", encoding="ascii") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return True
    except BlockingIOError:
        return False
    path.unlink(missing_ok=True)
    return True
