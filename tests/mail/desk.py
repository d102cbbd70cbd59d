"""A small edition that is fit to be sent, and lists to send it to."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.mini import EDITION, SOURCES, Ran, call, copied, spoilt

__all__ = [
    "CORRECTION",
    "LIST",
    "MESSAGE",
    "SENDING",
    "duplicate",
    "listed",
    "made",
    "people",
    "ready",
    "send",
    "served",
    "states",
]

SENDING = "content/distribution/sending.yml"
MESSAGE = "content/distribution/messages/briefing.yml"
CORRECTION = "content/distribution/messages/correction.yml"
LIST = "content/distribution/lists/readers.csv"

_SENDING = """\
# yaml-language-server: $schema=../../schemas/sending.json
sender: {name: The Test Press, address: press@example.org}
reply_to: {address: desk@example.org}
bounces: bounces@example.org
legal:
  - The Test Press, 1 Example Street
unsubscribe: {mail: leave@example.org, web: "https://example.org/leave/{id}"}
tries: 3
"""
_MESSAGE = """\
# yaml-language-server: $schema=../../../schemas/message.json
about: {series: yearly}
subject: "Kites and lanterns in {{ year }}: {{ balance() | abs | billions }}"
preheader: "Exports {{ exports() | billions }}."
salutation:
  senator: "Dear Senator {name},"
  otherwise: "Dear {name},"
blocks:
  - standfirst: "A *year* of **{{ balance() | abs | billions }}**."
  - key_figures:
      - figure: "{{ balance() | short | ink }}"
        label: "balance, {{ year }}"
      - figure: "{{ exports() | short }}"
        label: exports
  - heading: What it says
  - text: |
      See [the kites](#kites), or [the office](https://example.org/kites).

      - Kites & \\<tails>.
      - "Strings" in {{ year }}.
  - picture: kites-balance
"""
_CORRECTION = """\
# yaml-language-server: $schema=../../../schemas/message.json
about: {series: yearly}
subject: "Correction: kites and lanterns in {{ year }}"
preheader: A new printing.
salutation: {otherwise: "Dear {name},"}
blocks:
  - text: This replaces the printing that you had.
  - notices: erratum
    head: What was wrong
"""


def ready(folder: Path) -> Path:
    """Return a copy of the mini edition that is final, signed off, built and configured."""
    root = copied(folder)
    spoilt(root, (EDITION, "state: draft", "state: final"))
    sources = root / SOURCES
    text = sources.read_text(encoding="utf-8")
    sources.write_text(text.replace("basis: synthetic", "basis: published"), "utf-8")
    for file, text in {
        SENDING: _SENDING, MESSAGE: _MESSAGE, CORRECTION: _CORRECTION,
    }.items():  # fmt: skip
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, encoding="utf-8")
    listed(root, people(3))
    made(root)
    return root


def made(root: Path) -> None:
    """Sign the edition off and build it."""
    for command in (("approve", root, "--yes", "-q"), ("build", root, "-q")):
        ran = call(*command)
        assert ran.code == 0, ran.err


def people(count: int) -> list[dict[str, str]]:
    """Return so many recipients; they are invented, as are their domains."""
    return [
        {"address": f"reader{n}@example.org", "name": f"Reader {n}", "office": ""}
        for n in range(1, count + 1)
    ]


def listed(root: Path, rows: Iterable[Mapping[str, str]], file: str = LIST) -> Path:
    """Write a list of recipients."""
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    told = list(rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.DictWriter(stream, list(told[0]) if told else ["address"])
        table.writeheader()
        table.writerows(told)
    return path


def served(
    root: Path, port: int, security: str = "none", host: str = "127.0.0.1"
) -> None:
    """Let the publication send through a server."""
    path = root / SENDING
    text = re.sub(r"(?m)^server:.*\n", "", path.read_text(encoding="utf-8"))
    line = f"server: {{host: {host}, port: {port}, security: {security}}}\n"
    path.write_text(text + line, encoding="utf-8")


def send(root: Path, *options: str) -> Ran:
    """Send to the readers, without being asked."""
    return call("send", root, "--list", "readers", "--yes", *options)


def states(ran: Ran) -> dict[str, int]:
    """Return the states in a report as JSON, without those that nobody is in."""
    found: dict[str, int] = json.loads(ran.out)["states"]
    return {state: count for state, count in found.items() if count}


def duplicate(root: Path, folder: Path) -> Path:
    """Return a copy of a publication with its output, without its outbox."""
    ignored = shutil.ignore_patterns("outbox")
    return Path(shutil.copytree(root, folder / "mini", ignore=ignored))
