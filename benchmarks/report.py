"""Measurements to Markdown: tables, ratios, what to know when reading them."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

from measure import Run

__all__ = ["Contender", "Sample", "Size", "machine", "report"]

_PACKAGES = (
    "matplotlib",
    "pandas",
    "reportlab",
    "uharfbuzz",
    "pikepdf",
    "typst",
    "weasyprint",
)
_MIB = 2**20


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to build the edition: the command as typed, and where its PDF appears."""

    name: str
    command: tuple[str, ...]
    result: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One run and its PDF file: bytes and pages."""

    took: Run
    size: int
    pages: int


@dataclass(frozen=True, slots=True)
class Size:
    """All runs at one number of pages: in a fresh folder, and again in the same one."""

    pages: int
    cold: dict[Contender, list[Sample]]
    again: dict[Contender, list[Sample]]


def machine() -> list[str]:
    """Return what the numbers depend on, one line each."""
    cpu = platform.processor() or platform.machine()
    memory = ""
    for file, key in (("cpuinfo", "model name"), ("meminfo", "MemTotal")):
        path = Path("/proc") / file
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        found = [line.partition(":")[2].strip() for line in lines if key in line]
        if found and file == "cpuinfo":
            cpu = found[0]
        elif found:
            memory = f", {int(found[0].split()[0]) / _MIB:.0f} GiB"
    versions = []
    for name in _PACKAGES:
        try:
            versions.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            continue
    return [
        (
            f"* {cpu}, {os.cpu_count()} processors{memory}; "
            f"load before the first run: {os.getloadavg()[0]:.2f}"
        ),
        f"* {platform.platform()}, Python {platform.python_version()}",
        f"* {', '.join(versions)}",
    ]


def report(
    edition: str, sizes: Sequence[Size], where: Sequence[str], tags: Sequence[str]
) -> list[str]:
    """Return the results as lines of Markdown; ``tags`` is the table of what tags cost."""
    lines = [
        f"# Benchmark: the {edition} edition",
        "",
        "Written by `python benchmarks/run.py`; do not edit. How to run it, and what is",
        "compared: [README.md](README.md).",
        "",
        *where,
        "",
        "Commands, each run once unmeasured and then as fresh processes:",
        "",
        *(f"    {_command(contender)}" for contender in sizes[0].cold),
        "",
    ]
    for size in sizes:
        lines += _table(size)
    lines += _linearity(sizes)
    lines += ["## What tags cost", "", *tags, "", *_NOTES, ""]
    return [*lines, *_accounts(sizes)]


def _command(contender: Contender) -> str:
    here = Path(__file__).resolve().parent.parent
    words = [
        "python" if word == sys.executable else word.removeprefix(f"{here}/")
        for word in contender.command
    ]
    return shlex.join(words)


def _table(size: Size) -> Iterator[str]:
    ours = next(iter(size.cold))
    count = len(size.cold[ours])
    yield f"## {size.pages} pages"
    yield ""
    yield (
        f"Seconds are medians of {count} run{'s' if count > 1 else ''}, turn and turn "
        "about, with the least and the most; the ratio is the peer's median to ours, "
        "above 1 where this engine is the faster one."
    )
    yield ""
    yield (
        "| | cold build, s | ratio | built again, s | processor, s | ratio "
        "| memory, MiB: all processes / largest | ratio | file, KiB | pages |"
    )
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for contender, samples in size.cold.items():
        again = _wall(size.again[contender])
        ratios = [
            f"{of(samples) / of(size.cold[ours]):.2f}"
            for of in (_wall, _processor, _memory)
        ]
        largest = median(sample.took.largest for sample in samples) / _MIB
        yield (
            f"| {contender.name} | {_range(samples)} | {ratios[0]} "
            f"| {again:.2f} | {_processor(samples):.2f} | {ratios[1]} "
            f"| {_memory(samples):.0f} / {largest:.0f} | {ratios[2]} "
            f"| {samples[-1].size / 1024:.0f} | {samples[-1].pages} |"
        )
    yield ""


def _linearity(sizes: Sequence[Size]) -> Iterator[str]:
    """Yield the seconds of a page, and those that each page more takes."""
    if len(sizes) < 2:
        return
    yield "## A page more"
    yield ""
    yield (
        "Milliseconds for each page more than in the smaller size (cold, median), so that "
        "what every build pays once does not count. Equal numbers in a row: the time grows "
        "in proportion to the pages."
    )
    yield ""
    steps = [
        f"{small.pages} to {large.pages} pages" for small, large in pairwise(sizes)
    ]
    heads = [f"{step}, {what}" for what in ("clock", "processor") for step in steps]
    yield f"| | {' | '.join(heads)} |"
    yield "| --- " * (len(heads) + 1) + "|"
    for contender in sizes[0].cold:
        cells = []
        for of in (_wall, _processor):
            for small, large in pairwise(sizes):
                few, many = small.cold[contender], large.cold[contender]
                pages = many[-1].pages - few[-1].pages
                cells.append(f"{1000 * (of(many) - of(few)) / max(1, pages):.1f}")
        yield f"| {contender.name} | {' | '.join(cells)} |"
    yield ""


def _accounts(sizes: Sequence[Size]) -> Iterator[str]:
    """Yield what each peer printed of its steps."""
    yield "## The peers' own accounts of their last cold runs"
    for size in sizes:
        for contender, samples in size.cold.items():
            printed = samples[-1].took.printed.splitlines()
            if printed:
                yield ""
                yield f"{contender.name}, {size.pages} pages:"
                yield ""
                yield from (f"    {line}" for line in printed)


def _of(value: Callable[[Sample], float]) -> Callable[[Sequence[Sample]], float]:
    return lambda samples: median(map(value, samples))


_wall = _of(lambda sample: sample.took.wall)
_processor = _of(lambda sample: sample.took.processor)
_memory = _of(lambda sample: (sample.took.together or sample.took.largest) / _MIB)


def _range(samples: Sequence[Sample]) -> str:
    walls = [sample.took.wall for sample in samples]
    if len(walls) == 1:
        return f"{walls[0]:.2f}"
    return f"{median(walls):.2f} ({min(walls):.2f} – {max(walls):.2f})"


_NOTES = (
    "## What to know when reading this",
    "",
    "* The peers use this engine's stages 1 to 4 for the words, the tables and the numbers",
    "  of the figures, so that the content is the same. Their time is in every column: it",
    "  brings the ratios nearer to 1 than the layout engines alone would. What they cost is",
    "  in the peers' accounts below.",
    "* The peers are not asked for what they cannot do without work of their own: pages",
    "  composed to the foot, numbers on their decimal point, thumb tabs, whole sheets",
    "  (WeasyPrint), CSV files, pictures of the exhibits, text dumps and the list of checked",
    "  numbers. This engine writes all of them in its time.",
    "* The peers draw plainer figures (fewer labels) with matplotlib's own SVG writer and",
    "  keep their labels as text. All three files are tagged, embed IBM Plex and declare",
    "  PDF/UA-1; ours declares PDF/A-2a too.",
    "* Larger sizes repeat the sector pages under new ids; see `enlarged.py`.",
    "* None of the three commands keeps anything between builds: this engine has no cache, so",
    "  a repeated build does all its work again and only leaves files alone that come out",
    "  the same. Compiled bytecode and matplotlib's list of fonts stay from the unmeasured",
    "  run.",
    "* Memory of all processes is the largest sum of resident sets seen at one moment in",
    "  `/proc`, sampled every 20 ms; what processes share counts in each. The largest is",
    "  `ru_maxrss` of the largest one. This engine draws in a second process.",
)
