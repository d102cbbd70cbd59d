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
from pathlib import Path
from typing import Any

from publisher.content.models import Edition
from publisher.errors import Finding, StageFailed
from publisher.output import MANIFEST

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
    manifest = _manifest(folder)
    printing = int(manifest.get("printing", 1))
    if printing > edition.printing:
        message = (
            f"{folder.name}: the output is of printing {printing}; building printing"
            f" {edition.printing} would overwrite what went out"
        )
        hint = (
            f"write state: corrected and printing: {printing}, or move the output away"
        )
        raise StageFailed([Finding("LIFE-31", message, edition.at("printing"), hint)])
    entries = [dict(entry) for entry in manifest.get("kept", ())]
    sources = [folder / entry["path"] for entry in entries]
    if printing < edition.printing and manifest.get("state") not in {None, "draft"}:
        for entry in (*manifest["files"], _described(folder)):
            path = entry["path"]
            own = path.endswith(".pdf") or path in {each["path"] for each in entries}
            name = path if own else f"printing-{printing}/{path}"
            entries.append({**entry, "path": name, "printing": printing})
            sources.append(folder / path)
    _check(entries, sources, edition)
    warnings: tuple[Finding, ...] = ()
    if edition.printing > 1 and not entries:
        message = f"{folder.name}: there is no earlier printing in the output to keep"
        hint = "put its files and its manifest.json back there, if you have them"
        position = edition.at("printing")
        warnings = (Finding("LIFE-33", message, position, hint, severity="warning"),)
    return Kept(tuple(entries), tuple(sources), warnings)


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and "files" in found else {}


def _described(folder: Path) -> dict[str, Any]:
    """Return the manifest's own entry, which it cannot hold."""
    data = (folder / MANIFEST).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    return {"path": MANIFEST, "bytes": len(data), "sha256": digest}


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
