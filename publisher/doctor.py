"""What is missing for building, on a machine and in a publication, with the remedies.

It changes nothing. What a build needs is missing or there; what only some tasks need is a
warning when it is not.
"""

from __future__ import annotations

import importlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, Literal

from publisher.errors import StageFailed

__all__ = ["Check", "examine"]

State = Literal["ok", "warning", "missing"]

_DISTRIBUTION = "publisher"
_MEGABYTE = 1024 * 1024
_LEAST_MEMORY = 512 * _MEGABYTE
"""What a build of thirty pages takes, twice."""
_LEAST_DISK = 100 * _MEGABYTE
_TOOLS = (
    ("pdftoppm", "pictures of pages, to look at", "apt-get install poppler-utils"),
    ("qpdf", "looking into a finished file", "apt-get install qpdf"),
    ("gs", "pictures of each printing plate", "apt-get install ghostscript"),
    ("java", "judging files against PDF/UA and PDF/A", "apt-get install default-jdk"),
)
"""Programs that no build needs: what each is for, and how Debian installs it."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. ``hint`` is the remedy, empty if none is needed."""

    name: str
    state: State
    said: str
    hint: str = ""

    def render(self) -> str:
        """Return a line, and one for the remedy."""
        line = f"{self.state:<8} {self.said}"
        return f"{line}\n{'':9}hint: {self.hint}" if self.hint else line


def examine(root: Path) -> tuple[Check, ...]:
    """Return every check of this machine and of the publication in ``root``."""
    return (
        _python(),
        *_packages(),
        *_tools(),
        _memory(),
        _disk(root),
        *_publication(root),
    )


# --- the machine


def _python() -> Check:
    have = ".".join(map(str, sys.version_info[:3]))
    try:
        wanted = metadata.metadata(_DISTRIBUTION)["Requires-Python"] or ""
    except metadata.PackageNotFoundError:
        wanted = ""
    floor = wanted.removeprefix(">=")
    said = f"Python {have}" + (f" ({floor} or newer is needed)" if floor else "")
    if _number(have) >= _number(floor):
        return Check("python", "ok", said)
    return Check("python", "missing", said, f"install Python {floor} or newer")


def _packages() -> Iterator[Check]:
    """Yield a check for each dependency that the project declares."""
    try:
        declared = metadata.requires(_DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        said, hint = "publisher itself is not installed", "run: pip install ."
        yield Check("publisher", "missing", said, hint)
        return
    modules: dict[str, str] = {}
    for module, owners in sorted(metadata.packages_distributions().items()):
        for owner in owners:
            if not module.startswith("_"):
                modules.setdefault(_slug(owner), module)
    for line in sorted(declared):
        found = re.fullmatch(r"([A-Za-z0-9._-]+)\s*>=\s*([0-9.]+)", line.strip())
        if found:
            yield _package(found[1], found[2], modules.get(_slug(found[1])))


def _package(name: str, floor: str, module: str | None) -> Check:
    hint = f'run: pip install "{name}>={floor}"'
    try:
        have = metadata.version(name)
    except metadata.PackageNotFoundError:
        said = f"{name} is not installed ({floor} or newer is needed)"
        return Check(name, "missing", said, hint)
    said = f"{name} {have} ({floor} or newer is needed)"
    if _number(have) < _number(floor):
        return Check(name, "missing", said, hint)
    try:
        if module is not None and not name.startswith("fontpkg-"):
            importlib.import_module(module)
    except (ImportError, OSError) as error:
        said = f"{name} {have} cannot be imported: {error}"
        again = f'run: pip install --force-reinstall "{name}>={floor}"'
        return Check(name, "missing", said, again)
    return Check(name, "ok", said)


def _tools() -> Iterator[Check]:
    for name, purpose, remedy in _TOOLS:
        if shutil.which(name):
            yield Check(name, "ok", f"{name}, for {purpose}")
        else:
            said = f"{name} is not here; it is for {purpose}, no build needs it"
            yield Check(name, "warning", said, remedy)


def _memory() -> Check:
    try:
        free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):
        return Check(
            "memory", "ok", "memory: this system does not say how much is free"
        )
    said = f"memory: {free // _MEGABYTE:,} MB free"
    if free >= _LEAST_MEMORY:
        return Check("memory", "ok", said)
    hint = f"a build may need {_LEAST_MEMORY // _MEGABYTE} MB; end other programs"
    return Check("memory", "warning", said, hint)


def _disk(root: Path) -> Check:
    free = shutil.disk_usage(_nearest_folder(root)).free
    said = f"disk: {free // _MEGABYTE:,} MB free"
    if free >= _LEAST_DISK:
        return Check("disk", "ok", said)
    return Check("disk", "warning", said, "free some space before building")


# --- the publication


def _publication(root: Path) -> Iterator[Check]:
    if not (root / "content" / "publication.yml").is_file():
        said = f"no publication in {root}: only this machine was looked at"
        yield Check(
            "publication", "warning", said, "begin one with: publisher init DIR"
        )
        return
    yield _output(root)
    from publisher import content, styles  # noqa: PLC0415 - to be sound without them

    yield _loads("content", root, content.load)
    style = _loads("styles", root, styles.load)
    yield style
    if style.state == "ok":
        yield from _faces(styles.load(root))


def _output(root: Path) -> Check:
    folder = root / "output"
    here = _nearest_folder(folder)
    try:
        with tempfile.TemporaryFile(dir=here):
            return Check("output", "ok", f"{folder} can be written")
    except OSError as error:
        said = f"{folder} cannot be written: {error.strerror or error}"
        return Check("output", "missing", said, f"allow writing in {here}")


def _loads(name: str, root: Path, load: Callable[[Path], Any]) -> Check:
    try:
        load(root)
    except StageFailed as failure:
        errors = [f for f in failure.findings if f.severity == "error"]
        first = errors[0].render().splitlines()[0]
        said = f"{name}/ has {len(errors)} errors; the first: {first}"
        return Check(name, "missing", said, f"run: publisher check {root}")
    return Check(name, "ok", f"{name}/ can be read")


def _faces(style: Any) -> Iterator[Check]:  # noqa: ANN401 - imported late
    """Yield a check for each face that the style names."""
    from publisher.fonts import FaceSpec, Fonts  # noqa: PLC0415

    for name, face in style.type.faces.items():
        spec = FaceSpec(face.family, face.weight, face.style, face.at("family"))
        said = f"face {name}: {face.family} {face.weight} {face.style}"
        try:
            Fonts({name: spec})
        except StageFailed as failure:
            hint = failure.findings[0].hint or ""
            yield Check(f"face {name}", "missing", f"{said} is not installed", hint)
        else:
            yield Check(f"face {name}", "ok", said)


def _nearest_folder(path: Path) -> Path:
    """Return the folder itself, or the nearest one above it that is there."""
    whole = path.resolve()
    return next(each for each in (whole, *whole.parents) if each.is_dir())


def _slug(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _number(version: str) -> tuple[int, ...]:
    """Return the release of a version as numbers that compare; what comes after is left out."""
    found = re.match(r"\d+(?:\.\d+)*", version)
    numbers = [int(part) for part in found[0].split(".")] if found else []
    return tuple(numbers + [0] * (6 - len(numbers)))
