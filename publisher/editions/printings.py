"""Earlier printings of an edition: kept beside the corrected one, and named with it.

The files of a printing that went out are evidence. Its PDF files keep their names; what has
the same name in every printing (data, exhibits, dumps) moves to ``printing-1/``.

Findings
--------
LIFE-31
    Output of a later printing, which this build would overwrite.
LIFE-32
    A file of an earlier printing that is not what it was.
LIFE-33
    No earlier printing in the output (a warning): there is nothing to keep.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from publisher import output
from publisher.content.models import Edition
from publisher.errors import Finding, StageFailed

__all__ = ["Kept", "kept"]


@dataclass(frozen=True, slots=True)
class Kept:
    """The files of earlier printings.

    ``entries`` are as the manifest lists them; ``sources`` gives for each the file that
    now holds it, which may have another name. ``warnings`` are findings that stop nothing.
    """

    entries: tuple[dict[str, Any], ...] = ()
    sources: tuple[Path, ...] = ()
    warnings: tuple[Finding, ...] = ()

    def copy(self, work: Path) -> None:
        """Put all of them among the new files in ``work``."""
        for entry, source in zip(self.entries, self.sources, strict=True):
            target = work / entry["path"]
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)

    @property
    def paths(self) -> frozenset[str]:
        """Their paths in the output of the edition."""
        return frozenset(entry["path"] for entry in self.entries)


def kept(folder: Path, edition: Edition) -> Kept:
    """Return the earlier printings that the output of an edition holds.

    Raises
    ------
    StageFailed
        If the output is of a later printing, or an earlier one was tampered with.
    """
    made = _made(folder)
    if made.printing > edition.printing:
        message = (
            f"{folder.name}: the output is of printing {made.printing}; building printing"
            f" {edition.printing} would overwrite what went out"
        )
        hint = (
            f"write state: corrected and printing: {made.printing}, or move the output"
            " away"
        )
        raise StageFailed([Finding("LIFE-31", message, edition.at("printing"), hint)])
    entries = [dict(entry) for entry in made.kept]
    sources = [folder / entry["path"] for entry in entries]
    if made.printing < edition.printing and made.went_out:
        for entry in (*made.files, output.describe(folder / output.MANIFEST, folder)):
            path = entry["path"]
            name = path if path.endswith(".pdf") else f"printing-{made.printing}/{path}"
            entries.append({**entry, "path": name, "printing": made.printing})
            sources.append(folder / path)
    _check(entries, sources, edition)
    warnings: tuple[Finding, ...] = ()
    if edition.printing > 1 and not entries:
        message = f"{folder.name}: there is no earlier printing in the output to keep"
        hint = "put its files and its manifest.json back there, if you have them"
        position = edition.at("printing")
        warnings = (Finding("LIFE-33", message, position, hint, severity="warning"),)
    return Kept(tuple(entries), tuple(sources), warnings)


@dataclass(frozen=True, slots=True)
class _Made:
    """What the manifest of the last build says; nothing, where there is none."""

    printing: int = 1
    went_out: bool = False
    files: tuple[dict[str, Any], ...] = ()
    kept: tuple[dict[str, Any], ...] = ()


def _made(folder: Path) -> _Made:
    """Read the manifest; one that says nothing of use is as good as none."""
    try:
        found = json.loads((folder / output.MANIFEST).read_text(encoding="utf-8"))
        made = _Made(
            int(found.get("printing", 1)),
            found["state"] != "draft",
            tuple(found["files"]),
            tuple(found.get("kept", ())),
        )
        paths = [PurePosixPath(entry["path"]) for entry in (*made.files, *made.kept)]
        digests = all(isinstance(e["sha256"], str) for e in (*made.files, *made.kept))
        numbers = all(isinstance(entry["printing"], int) for entry in made.kept)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return _Made()
    inside = not any(path.is_absolute() or ".." in path.parts for path in paths)
    return made if inside and digests and numbers else _Made()


def _check(
    entries: list[dict[str, Any]], sources: list[Path], edition: Edition
) -> None:
    """Fail if a file is missing or is not the one that its manifest names."""
    findings = []
    for entry, source in zip(entries, sources, strict=True):
        try:
            fault = "has been changed"
            sound = hashlib.sha256(source.read_bytes()).hexdigest() == entry["sha256"]
        except OSError:
            sound, fault = False, "is missing"
        if not sound:
            message = f"{source.name} of printing {entry['printing']} {fault}"
            hint = f"restore {source}, or delete the whole folder to go on without"
            findings.append(Finding("LIFE-32", message, edition.at("printing"), hint))
    if findings:
        raise StageFailed(findings)
