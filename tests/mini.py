"""The mini edition for tests to build and to spoil: four pages of invented trade."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from publisher.cli import app

__all__ = [
    "CONTENTS",
    "EDITION",
    "KITES",
    "LANTERNS",
    "MINI",
    "PALETTE",
    "PARTNERS",
    "PUBLICATION",
    "SOURCES",
    "YEARLY",
    "Edit",
    "Ran",
    "Told",
    "call",
    "copied",
    "files",
    "pinned",
    "place",
    "run",
    "spoilt",
]

MINI = Path(__file__).parent / "editions" / "mini"

CONTENTS = "content/front/contents.yml"
EDITION = "content/editions/2025.yml"
KITES = "content/sectors/kites.yml"
LANTERNS = "content/sectors/lanterns.yml"
PALETTE = "styles/palette.yml"
PUBLICATION = "content/publication.yml"
SOURCES = "content/sources.yml"
YEARLY = "content/data/testland/2026-01/yearly.csv"
PARTNERS = "content/data/testland/2026-01/partners.csv"

Edit = tuple[str, str, str]
"""A file, a text in it, and what is put in its place."""

_FINDING = re.compile(
    r"(?:(?P<file>\S.*?):(?P<line>\d+):(?P<column>\d+): )?"
    r"(?P<severity>error|warning)\[(?P<code>[A-Z]+-\d+)\]: (?P<message>.+)"
)


class Told(NamedTuple):
    """A finding as the command printed it; ``position`` is "" if it has none."""

    position: str
    code: str
    message: str
    excerpt: str
    hint: str


@dataclass(frozen=True, slots=True)
class Ran:
    """What one call of the command gave."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> list[Told]:
        """The findings that it printed, in order."""
        found: list[Told] = []
        lines = self.err.splitlines()
        for at, line in enumerate(lines):
            match = _FINDING.fullmatch(line)
            if not match:
                continue
            below = []
            for other in lines[at + 1 :]:
                if not other.startswith(" "):
                    break
                below.append(other)
            position = ":".join(filter(None, match.group("file", "line", "column")))
            hint = next((text for text in below if text.startswith("  hint: ")), "")
            excerpt = next((text for text in below if " | " in text), "")
            found.append(
                Told(position, match["code"], match["message"], excerpt, hint[8:])
            )
        return found


def copied(folder: Path, *, source: Path = MINI) -> Path:
    """Return a copy of the mini edition (or of ``source``, a built one) in ``folder``."""
    ignored = shutil.ignore_patterns("output") if source == MINI else None
    return Path(shutil.copytree(source, folder / "mini", ignore=ignored))


def spoilt(root: Path, *edits: Edit) -> Path:
    """Make the edits; return ``root``. Each text must be there, so that edits stay true."""
    for file, old, new in edits:
        path = root / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} no longer holds {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return root


def pinned(root: Path) -> Path:
    """Write the true checksums of the data into ``sources.yml``; return ``root``."""
    path = root / SOURCES
    text = path.read_text(encoding="utf-8")
    for file in (YEARLY, PARTNERS):
        digest = hashlib.sha256((root / file).read_bytes()).hexdigest()
        text = re.sub(rf"({file}\n    sha256: )[0-9a-f]+", rf"\g<1>{digest}", text)
    path.write_text(text, encoding="utf-8")
    return root


def place(root: Path, file: str, text: str) -> str:
    """Return where ``text`` first stands in a file, as a finding says it.

    A "¦" in the text marks the place within it; an empty text is the whole file.
    """
    before, mark, after = text.partition("¦")
    told = (root / file).read_text(encoding="utf-8")
    found = told.index(before + after)
    start = found + len(before) if mark else found
    line = told.count("\n", 0, start) + 1
    return f"{file}:{line}:{start - told.rfind(chr(10), 0, start)}"


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def call(*arguments: str | Path) -> Ran:
    """Call the command in this process: quick, for what needs no process of its own."""
    out, err = io.StringIO(), io.StringIO()
    code: object = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            app([str(argument) for argument in arguments], prog_name="publisher")
        except SystemExit as stopped:
            code = stopped.code
    return Ran(int(str(code or 0)), out.getvalue(), err.getvalue())


def run(
    *arguments: str | Path,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> Ran:
    """Run ``python -m publisher`` as its user does; ``env`` is put on top of ours."""
    done = subprocess.run(
        [sys.executable, "-m", "publisher", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
