"""Answers kept on the disk until their vintage is whole, so that a fetch can go on.

The folder ``.<vintage>.partial`` lies beside the vintage to come and holds one file for each
answer: the address without the key, the time, and the words of the source. It is no input: no
declaration can name it, and it goes when the vintage is written or refused.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

from publisher.fetch.client import Answer
from publisher.fetch.clock import stamp

__all__ = ["Kept"]


class Kept:
    """The answers that a vintage has so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, name: str, address: str) -> Answer | None:
        """Return an answer kept under a name, None unless it is one of that address."""
        try:
            plain = json.loads((self.folder / name).read_text(encoding="utf-8"))
            if plain["asked"] != address:
                return None
            at = dt.datetime.fromisoformat(plain["at"])
            return Answer(address, at, plain["answer"].encode())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None  # none, or half of one: it is asked for again

    def keep(self, name: str, answer: Answer) -> None:
        """Keep an answer, whole or not at all.

        Raises
        ------
        OSError
            If it cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        plain = {
            "asked": answer.address,
            "at": stamp(answer.at),
            "answer": answer.body.decode("utf-8", "replace"),
        }
        beside = self.folder / f".{name}"
        beside.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
        beside.replace(self.folder / name)

    def forget(self) -> None:
        """Remove all of them."""
        shutil.rmtree(self.folder, ignore_errors=True)
