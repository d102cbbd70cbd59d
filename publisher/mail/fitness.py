"""Whether an edition may go out: what a build left of it, against what it must be.

It builds nothing and repairs nothing. The manifest is what was built; the content is what
is written now; both must say the same, and the files must be those of the manifest.

Findings
--------
SEND-01
    Nothing is built, or the manifest cannot be read.
SEND-02
    A draft.
SEND-03
    An edition under embargo, before its time.
SEND-04
    A specimen.
SEND-05
    No preflight, or one that did not find the file sound.
SEND-06
    A file that is not the one of the manifest.
SEND-07
    What was built is not what is written: build again.
SEND-08
    Not a corrected edition, though a correction is to be sent.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from publisher import moments, output
from publisher.content.models import Edition
from publisher.errors import Finding
from publisher.mail.enclosure import Enclosure

__all__ = ["changed", "enclosures", "manifest", "unfit"]


def manifest(folder: Path) -> Mapping[str, Any] | Finding:
    """Return the manifest of a built edition, or why there is none."""
    hint = f"run: publisher build --edition {folder.name}"
    try:
        found = json.loads((folder / output.MANIFEST).read_text(encoding="utf-8"))
        paths = [PurePosixPath(str(entry["path"])) for entry in found["files"]]
        sound = all(
            isinstance(entry["sha256"], str) and isinstance(entry["bytes"], int)
            for entry in found["files"]
        )
        str(found["state"]), int(found["printing"]), found["specimen"]
    except FileNotFoundError:
        said = f"the edition {folder.name} is not built"
        return Finding("SEND-01", said, hint=hint)
    except (OSError, ValueError, KeyError, TypeError) as error:
        said = f"{folder / output.MANIFEST} cannot be read: {error}"
        return Finding("SEND-01", said, hint=hint)
    if not sound or any(path.is_absolute() or ".." in path.parts for path in paths):
        said = f"{folder / output.MANIFEST} is not as a build writes it"
        return Finding("SEND-01", said, hint=hint)
    return dict(found)


def unfit(
    edition: Edition, built: Mapping[str, Any], now: dt.datetime, *, correction: bool
) -> Iterator[Finding]:
    """Yield why the edition must not go out, but for what its files say."""
    if built["specimen"]:
        said = "a specimen is never sent: its figures are made up"
        yield Finding("SEND-04", said, edition.at())
    states = {str(built["state"]), edition.state}
    if "draft" in states:
        hint = "write state: final, and sign it off: publisher approve"
        yield Finding("SEND-02", "a draft is not sent", edition.at("state"), hint)
    for until in {edition.embargoed_until, built.get("embargoed_until")} - {None}:
        if "embargoed" in states and moments.moment(str(until)) > now:
            said = f"the edition is under embargo until {until}"
            hint = "send it then; --dry-run shows the messages now"
            yield Finding("SEND-03", said, edition.at("embargoed_until"), hint)
    for key in ("state", "printing", "closing_date", "embargoed_until", "corrected_on"):
        was, is_now = built.get(key), getattr(edition, key)
        if was != is_now:
            said = f"{key} was {was or 'not there'} when the edition was built"
            hint = "build it again, and look at it"
            yield Finding("SEND-07", said, edition.at(key), hint)
    if correction and edition.state != "corrected":
        said = "there is no correction to send"
        hint = "docs/editions.md says how an edition is corrected"
        yield Finding("SEND-08", said, edition.at("state"), hint)


def enclosures(
    folder: Path, built: Mapping[str, Any], profiles: Iterable[str]
) -> tuple[dict[str, Enclosure], tuple[Finding, ...]]:
    """Return the files of these profiles that can be sent, and what is wrong with others."""
    found: dict[str, Enclosure] = {}
    findings: list[Finding] = []
    entries = {entry.get("profile"): entry for entry in built["files"]}
    for profile in profiles:
        entry = entries.get(profile)
        if entry is None:  # whoever wants it is told, at the place of the wish
            continue
        path = folder / entry["path"]
        wrong = [
            *changed(folder, built, entry["path"]),
            *_unsound(folder, built, profile),
        ]
        findings += wrong
        if not wrong:
            found[profile] = Enclosure(
                path,
                profile,
                int(entry.get("pages", 0)),
                entry["bytes"],
                entry["sha256"],
            )
    if not found and not findings:
        said = f"no file of the edition {folder.name} is one that can be sent"
        hint = f"run: publisher build --edition {folder.name} --profile screen"
        findings.append(Finding("SEND-01", said, hint=hint))
    return found, tuple(findings)


def changed(folder: Path, built: Mapping[str, Any], name: str) -> Iterator[Finding]:
    """Yield the finding for a file that is not the one of the manifest."""
    path = folder / name
    listed = [entry["sha256"] for entry in built["files"] if entry["path"] == name]
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        fault = "" if [digest] == listed else "is not the file that was built"
    except OSError as error:
        fault = f"cannot be read: {error.strerror}"
    if fault:
        yield Finding("SEND-06", f"{path} {fault}", hint="build the edition again")


def _unsound(folder: Path, built: Mapping[str, Any], profile: str) -> Iterator[Finding]:
    """Yield the finding for a file that preflight has not found sound.

    The report must be the one that the build wrote, not one of another file.
    """
    report = folder / f"preflight-{profile}.json"
    if report.is_file():
        yield from changed(folder, built, report.name)
    try:
        sound = json.loads(report.read_text(encoding="utf-8"))["sound"] is True
        said = "" if sound else f"{report} says that the file is not sound"
    except (OSError, ValueError, KeyError, TypeError):
        said = f"there is no preflight of the profile {profile}: {report}"
    if said:
        hint = "build the edition again, and mend what its preflight names"
        yield Finding("SEND-05", said, hint=hint)
