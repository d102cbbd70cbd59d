"""A project made larger: its sector pages again and again, under new ids.

What is measured at 100 and at 400 pages is the same kind of page as at 24. The copies
stand after the last sector; they are not listed in the contents and wear no thumb tab,
which are made for a score of parts. Nothing else of the project changes.
"""

from __future__ import annotations

import re
import shutil
from itertools import cycle
from pathlib import Path

__all__ = ["INPUTS", "enlarge"]

INPUTS = ("content", "styles")
"""The folders of a project that a build reads."""

_PART = re.compile(r"^( *- )(sectors/.+)\.yml$", re.MULTILINE)
_ID = re.compile(r"\bid: ([a-z][a-z0-9-]*)")


def enlarge(project: Path, to: Path, added: int) -> None:
    """Copy a project's inputs into the folder ``to`` and add sector pages.

    ``added`` is how many pages more; each sector is a part of one page.

    Raises
    ------
    ValueError
        If pages are to be added to a project that has no sector parts.
    """
    for name in INPUTS:
        shutil.copytree(project / name, to / name, dirs_exist_ok=True)
    publication = to / "content" / "publication.yml"
    text = publication.read_text(encoding="utf-8")
    sectors = list(_PART.finditer(text))
    if not sectors:
        if not added:
            return
        msg = f"{publication} names no sectors/….yml to repeat"
        raise ValueError(msg)
    lines = []
    for count, sector in zip(range(added), cycle(sectors), strict=False):
        copy = f"{sector[2]}-again-{count + 1}"
        content = to / "content"
        source = (content / f"{sector[2]}.yml").read_text(encoding="utf-8")
        repeated = _again(source, f"again-{count + 1}")
        (content / f"{copy}.yml").write_text(repeated, encoding="utf-8")
        lines.append(f"\n{sector[1]}{copy}.yml")
    end = sectors[-1].end()
    publication.write_text(text[:end] + "".join(lines) + text[end:], encoding="utf-8")


def _again(part: str, suffix: str) -> str:
    """Return a part with ids of its own, unlisted and without a thumb tab."""
    for name in dict.fromkeys(_ID.findall(part)):
        part = re.sub(rf"(\bid: |\(#){name}\b(?!-)", rf"\g<1>{name}-{suffix}", part)
    part = re.sub(r"^(tab|listed): .*\n", "", part, flags=re.MULTILINE)
    return re.sub(
        r"^(title: .*)$", r"\1\nlisted: false", part, count=1, flags=re.MULTILINE
    )
