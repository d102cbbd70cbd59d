"""Files that appear whole or not at all.

Products are written into a folder beside the edition's own and moved over file by file
when all are done, the manifest last. What an earlier build made and this one does not is
removed only if the earlier manifest names it: nothing else in the folder is touched.
"""

from __future__ import annotations

import filecmp
import hashlib
import json
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from errno import EDQUOT, EFBIG, EISDIR, ENOSPC
from pathlib import Path
from typing import Any

from publisher.errors import Finding, StageFailed

__all__ = ["MANIFEST", "describe", "staged", "unwritable", "write_json"]

MANIFEST = "manifest.json"
_FULL = {ENOSPC, EDQUOT, EFBIG}


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Give a new folder to write in; on success its files replace those in ``folder``.

    On any failure, an interrupt included, ``folder`` stays as it was.

    Raises
    ------
    StageFailed
        OUTPUT-01, if the output cannot be written (read only, full, not a folder).
    """
    work: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        yield work
        folder.mkdir(exist_ok=True)
        names = [path.relative_to(work) for path in work.rglob("*") if path.is_file()]
        _check_writable(folder, names)
        with _undisturbed():
            _take_over(work, folder, names)
    except OSError as error:
        raise StageFailed([unwritable(error, folder)]) from error
    finally:
        if work is not None:
            shutil.rmtree(work, ignore_errors=True)


def unwritable(error: OSError, folder: Path) -> Finding:
    """Return the finding for output that the system refuses to write."""
    where = error.filename or folder
    said, hint = f"{error.strerror or error}: {where}", "allow writing there"
    if isinstance(error, FileExistsError | NotADirectoryError):
        said, hint = f"{where} is a file where a folder must be", "move it away"
    elif isinstance(error, IsADirectoryError):
        said, hint = f"{where} is a folder where a file must be", "move it away"
    elif error.errno in _FULL:
        hint = "free some space"
    return Finding(
        "OUTPUT-01",
        f"the output cannot be written: {said}",
        hint=f"{hint}; the last good output is untouched",
    )


def _check_writable(folder: Path, names: Iterable[Path]) -> None:
    """Fail before the first file is replaced rather than in the middle."""
    for name in names:
        if (folder / name).is_dir():
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(folder / name))
    for name in {folder / name.parent for name in names}:
        name.mkdir(parents=True, exist_ok=True)
        descriptor, probe = tempfile.mkstemp(prefix=".write-", dir=name)
        os.close(descriptor)
        Path(probe).unlink()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let a request to stop wait: old and new files must not stay mixed.

    Blocking the signals would not do: any thread may take them, and Python answers in
    the main one.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[int] = []
    before = {
        which: signal.signal(which, lambda number, _frame: asked.append(number))
        for which in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for which, handler in before.items():
            signal.signal(which, handler)
    if asked:
        signal.raise_signal(asked[0])


def _take_over(work: Path, folder: Path, names: Iterable[Path]) -> None:
    """Move all files of ``work`` into ``folder``, the manifest last.

    What is already there, byte for byte, stays: a file system may write a file out to the
    disk before it lets it take another's place.
    """
    old = _listed(folder)
    for name in sorted(names, key=lambda name: (name.name == MANIFEST, name)):
        if not _same(work / name, folder / name):
            (work / name).replace(folder / name)
    for gone in old - {name.as_posix() for name in names}:
        path = (folder / gone).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            path.unlink()


def _same(new: Path, old: Path) -> bool:
    return old.is_file() and filecmp.cmp(new, old, shallow=False)


def _listed(folder: Path) -> set[str]:
    """Return the files that the manifest of an earlier build names."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {str(entry["path"]) for entry in manifest["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def describe(path: Path, root: Path) -> dict[str, Any]:
    """Return a file's path from ``root``, its size in bytes and its sha256."""
    data = path.read_bytes()
    return {
        "path": path.relative_to(root).as_posix(),
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def write_json(path: Path, data: object) -> None:
    """Write plain data as JSON that a person can read and a diff can compare."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")
