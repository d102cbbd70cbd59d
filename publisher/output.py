"""Files that appear whole or not at all.

Products are written into a folder beside the edition's own and moved over file by file
when all are done, the manifest last. What an earlier build made and this one does not is
removed only if the earlier manifest names it: nothing else in the folder is touched.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from publisher.errors import Finding, StageFailed

__all__ = ["MANIFEST", "describe", "staged", "write_json"]

MANIFEST = "manifest.json"


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
        _check_writable(folder)
        _take_over(work, folder)
    except OSError as error:
        where = error.filename or folder
        raise StageFailed(
            [
                Finding(
                    "OUTPUT-01",
                    f"the output cannot be written: {error.strerror or error}: {where}",
                    hint="free some space or allow writing there;"
                    " the last good output is untouched",
                )
            ]
        ) from error
    finally:
        if work is not None:
            shutil.rmtree(work, ignore_errors=True)


def _check_writable(folder: Path) -> None:
    """Fail before the first file is replaced rather than in the middle."""
    descriptor, name = tempfile.mkstemp(prefix=".write-", dir=folder)
    os.close(descriptor)
    Path(name).unlink()


def _take_over(work: Path, folder: Path) -> None:
    """Move all files of ``work`` into ``folder``, the manifest last."""
    old = _listed(folder)
    names = sorted(
        (path.relative_to(work) for path in work.rglob("*") if path.is_file()),
        key=lambda name: (name.name == MANIFEST, name),
    )
    for name in names:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (work / name).replace(target)
    for gone in old - {name.as_posix() for name in names}:
        path = (folder / gone).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            path.unlink()


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
