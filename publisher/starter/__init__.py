"""A new publication in an empty folder: a small one to change, or the shape of another.

The files to change are beside this module in ``files/``: four pages about birds that
nobody counted, each file with comments for those who do not program.

Findings
--------
INIT-01
    The folder is not empty, or is a file.
INIT-02
    The folder cannot be written.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from publisher import content, schema
from publisher.content.files import is_of_people, is_record
from publisher.errors import Finding, StageFailed, UsageError

__all__ = ["Started", "start"]

_FILES = Path(__file__).parent / "files"
_LIFE = ("embargoed_until", "printing", "corrected_on", "erratum")
"""What an edition file says of a life that a copy has not lived."""


@dataclass(frozen=True, slots=True)
class Started:
    """A new publication: its folder, its default edition and the part to begin with."""

    directory: Path
    edition: str
    first_part: str

    def next_steps(self) -> tuple[str, ...]:
        """Return what to say to someone who has just begun."""
        return (
            f"{self.directory} is ready. Next:",
            f"  cd {self.directory}",
            f"  publisher build      makes the pages, in output/{self.edition}/",
            f"Then change a word in {self.first_part} and build again;",
            "publisher check says what is wrong, publisher doctor what is missing here.",
        )


def start(directory: Path, source: Path | None = None) -> Started:
    """Make a publication in ``directory``, which is not there yet or empty.

    With ``source``, another publication, the new one has its shape: all of its
    ``content/`` (parts, names, sources with their data) and ``styles/``, and inputs that
    lie elsewhere in it. Its editions become drafts; what was signed off, what was built
    and everything else stays behind. Schemas are written anew; ``README.md`` and
    ``.gitignore`` are those of every new publication.

    Raises
    ------
    StageFailed
        If the folder is not empty or cannot be written, and with the findings of a
        ``source`` that is faulty. Nothing is then written.
    UsageError
        If ``source`` is not a publication.
    """
    if source is not None and not (source / "content" / "publication.yml").is_file():
        msg = f"{source} is not a publication: it has no content/publication.yml"
        raise UsageError(msg)
    _check_empty(directory)
    inputs = _inputs(source) if source else ()
    try:
        with _written_whole(directory) as work:
            if source is None:
                _take(_FILES / "content", work / "content")
                _take(_FILES / "styles", work / "styles")
            else:
                _take(source / "content", work / "content")
                _take(source / "styles", work / "styles")
                for path in inputs:
                    (work / path).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(source / path, work / path)
            for edition in sorted((work / "content" / "editions").glob("*.yml")):
                _make_draft(edition)
            shutil.copyfile(_FILES / "README.md", work / "README.md")
            shutil.copyfile(_FILES / "gitignore", work / ".gitignore")
            schema.write(work)
    except OSError as error:
        message = f"{directory} cannot be written: {error.strerror or error}"
        hint = "choose another folder, or allow writing there"
        raise StageFailed([Finding("INIT-02", message, hint=hint)]) from error
    project = content.load(directory)
    part = project.publication.parts[0]
    return Started(directory, project.publication.default_edition, f"content/{part}")


def _check_empty(directory: Path) -> None:
    """Refuse a folder with anything in it but the beginnings of a Git repository."""
    if directory.is_dir():
        found = sorted(path.name for path in directory.iterdir() if path.name != ".git")
        if not found:
            return
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        message = f"the folder {directory} is not empty: it has {found[0]}{more}"
    elif directory.exists():
        message = f"{directory} is a file"
    else:
        return
    hint = "name a folder that is new or empty; nothing was written"
    raise StageFailed([Finding("INIT-01", message, hint=hint)])


def _inputs(source: Path) -> tuple[str, ...]:
    """Return the inputs of a publication that lie outside its ``content/``."""
    project = content.load(source)
    paths = {made.path for made in project.sources.inputs.values()}
    return tuple(
        path
        for path in sorted(paths)
        if not path.startswith("content/") and (source / path).is_file()
    )


def _take(source: Path, target: Path) -> None:
    """Copy the plain files of a folder and all in it, but no record of signing off.

    Nor what says to whom an edition goes and who sends it: that is another's consent.
    """
    for path in sorted(source.rglob("*")):
        if path.is_symlink() or not path.is_file() or is_record(path.name):
            continue
        if is_of_people(path.relative_to(source)):
            continue
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)


def _make_draft(edition: Path) -> None:
    """Make an edition file say that it is a draft, its comments kept."""
    text = edition.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^state:.*$", "state: draft", text)
    keys = "|".join(_LIFE)
    # the key and what is indented below it
    text = re.sub(rf"(?m)^(?:{keys}):.*\n(?:[ \t-].*\n|\n)*", "", text)
    edition.write_text(text, encoding="utf-8")


@contextmanager
def _written_whole(directory: Path) -> Iterator[Path]:
    """Give a folder to write in; what is in it appears in ``directory`` at the end."""
    directory.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".init-", dir=directory.parent))
    try:
        yield work
        directory.mkdir(exist_ok=True)
        for path in sorted(work.iterdir()):
            shutil.move(path, directory / path.name)
    finally:
        shutil.rmtree(work, ignore_errors=True)
