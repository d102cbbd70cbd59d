"""Tiny passages and two states of the mini edition, to be compared."""

from __future__ import annotations

from pathlib import Path

from publisher.comparison.passages import Kind, Passage
from publisher.comparison.words import WordChange
from tests.mini import Edit, copied, pinned, spoilt

__all__ = ["Edit", "changed_texts", "passage", "two"]


def passage(
    text: str, name: str = "p-1", part: str = "kites", kind: Kind = "words"
) -> Passage:
    """Return a passage of a part with an id of its own."""
    return Passage(part, part, part.capitalize(), f"{part}/{name}", kind, text, "")


def changed_texts(change: WordChange) -> list[tuple[str, str]]:
    """Return what stood and what stands at each edit."""
    assert change.old is not None
    assert change.new is not None
    return [
        (change.old.text[slice(*each.old)], change.new.text[slice(*each.new)])
        for each in change.edits
    ]


def two(tmp_path: Path, *edits: Edit) -> tuple[Path, Path]:
    """Return the mini edition as it is, and with the edits, in two folders."""
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir(parents=True)
    new.mkdir()
    return copied(old), pinned(spoilt(copied(new), *edits))
