"""Which YAML files a project has, and by which schema an editor's tools check each.

Findings
--------
YAML-14
    The first line does not name the schema (a warning).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePath, PurePosixPath

from publisher.content.distribution import MESSAGES, SENDING
from publisher.errors import Finding
from publisher.provenance import Position

__all__ = [
    "STYLE_FILES",
    "check_line",
    "is_of_people",
    "is_record",
    "schema_line",
    "schema_name",
    "yaml_files",
]

STYLE_FILES = ("page", "type", "palette", "table", "figure", "press")
"""The files of ``styles/`` without their ending, each with its schema's name."""
_PRESETS = PurePosixPath("styles/presets")
"""Job tickets to copy and change."""

_CONTENT_FILES = {"publication", "sources", "corrections"}
_MADE_FILES = (".lock.yml", ".proof.yml")


def yaml_files(root: Path) -> tuple[str, ...]:
    """Return the files that people write, as POSIX paths in the project, sorted.

    Neither the pinned data nor the locks and proofs that the command writes.
    """
    content = [
        path.relative_to(root).as_posix()
        for path in (root / "content").rglob("*.yml")
        if not is_record(path.name)
    ]
    styles = [f"styles/{name}.yml" for name in STYLE_FILES]
    presets = [f"{_PRESETS}/{path.name}" for path in (root / _PRESETS).glob("*.yml")]
    return (
        *sorted(file for file in content if not file.startswith("content/data/")),
        *(file for file in styles if (root / file).is_file()),
        *sorted(presets),
    )


def is_record(name: str) -> bool:
    """Tell whether a file of this name is one that `publisher approve` writes."""
    return name.endswith(_MADE_FILES)


def is_of_people(path: PurePath) -> bool:
    """Tell whether a file of ``content/`` holds addresses of people: lists, the sender."""
    name = f"content/{path.as_posix()}"
    return name == SENDING or (
        name.startswith("content/distribution/") and path.suffix != ".yml"
    )


def schema_name(file: str) -> str:
    """Return the name of the schema that a file of `yaml_files` follows."""
    path = PurePosixPath(file)
    if path.parent == _PRESETS:
        return "press"
    if path.parts[0] == "styles" or str(path.parent) == "content":
        if path.stem in _CONTENT_FILES or path.stem in STYLE_FILES:
            return path.stem
    elif str(path.parent) == "content/editions":
        return "edition"
    elif file == SENDING:
        return "sending"
    elif str(path.parent) == MESSAGES:
        return "message"
    return "part"


def schema_line(file: str) -> str:
    """Return what the first line of a file must be."""
    up = "../" * (len(PurePosixPath(file).parts) - 1)
    return f"# yaml-language-server: $schema={up}schemas/{schema_name(file)}.json"


def check_line(root: Path, file: str) -> Iterator[Finding]:
    """Yield a warning if the first line of a file is not its `schema_line`."""
    try:
        with (root / file).open(encoding="utf-8-sig") as stream:
            first = stream.readline().rstrip()
    except (OSError, UnicodeDecodeError):
        return  # the reader tells
    wanted = schema_line(file)
    if first != wanted:
        message = "the first line does not tell your editor how to check this file"
        hint = f"begin the file with: {wanted}"
        yield Finding("YAML-14", message, Position(file), hint, severity="warning")
