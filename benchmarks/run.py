"""Build one edition through this engine and through matplotlib + Typst, and compare.

Both are timed as whole processes in one run, turn and turn about, each in a fresh copy of
the project, so that neither finds anything that an earlier build has left. Writes
``benchmarks/results.md`` and prints the same. Run it with::

    python benchmarks/run.py --runs 7
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

_ROOT = Path(__file__).resolve().parent.parent
_PACKAGES = ("matplotlib", "pandas", "reportlab", "uharfbuzz", "pikepdf", "typst")
_INPUTS = ("content", "styles")


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to build the edition: the command as typed, and where its PDF appears."""

    name: str
    command: tuple[str, ...]
    result: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One whole process: seconds of wall clock and of processor, bytes at most in memory."""

    wall: float
    processor: float
    memory: int
    size: int
    pages: int
    printed: str


def contenders(edition: str) -> tuple[Contender, Contender]:
    """Return ours and the peer."""
    python = sys.executable
    peer = str(_ROOT / "benchmarks" / "typst_peer.py")
    ours = (python, "-m", "publisher", "build", "--edition", edition)
    return (
        Contender(
            "publisher",
            (*ours, "--profile", "screen", "--quiet"),
            f"output/{edition}/*-screen.pdf",
        ),
        Contender(
            "matplotlib + Typst",
            (python, peer, "--edition", edition, "--to", "peer.pdf"),
            "peer.pdf",
        ),
    )


def measure(contender: Contender) -> Sample:
    """Run one contender in a fresh copy of the project.

    Raises
    ------
    SystemExit
        If the process fails; what it said is shown.
    """
    with tempfile.TemporaryDirectory(prefix="publisher-bench-") as name:
        project = Path(name)
        for folder in _INPUTS:
            shutil.copytree(_ROOT / folder, project / folder)
        log = project / "log.txt"
        with log.open("wb") as out:
            start = time.perf_counter()
            process = subprocess.Popen(
                contender.command, cwd=project, stdout=out, stderr=subprocess.STDOUT
            )
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        printed = log.read_text(encoding="utf-8", errors="replace")
        if process.returncode:
            sys.exit(f"{contender.name} failed ({process.returncode}):\n{printed}")
        pdf = next(project.glob(contender.result))
        document = pypdfium2.PdfDocument(pdf)
        pages = len(document)
        document.close()
        # ru_maxrss is kibibytes on Linux and bytes on macOS
        unit = 1 if sys.platform == "darwin" else 1024
        return Sample(
            wall,
            usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss * unit,
            pdf.stat().st_size,
            pages,
            printed,
        )


def machine() -> list[str]:
    """Return what the numbers depend on, one line each."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.partition(":")[2].strip()
            for line in info.read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ]
        cpu = names[0] if names else cpu
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}" for name in _PACKAGES
    )
    return [
        (
            f"* processor: {cpu}, {os.cpu_count()} cores; "
            f"load before the first run: {os.getloadavg()[0]:.2f}"
        ),
        f"* {platform.platform()}, Python {platform.python_version()}",
        f"* {versions}",
    ]


def _row(name: str, samples: Sequence[Sample]) -> str:
    wall = [sample.wall for sample in samples]
    return (
        f"| {name} | {statistics.median(wall):.2f} | {min(wall):.2f} – {max(wall):.2f} "
        f"| {statistics.median(s.processor for s in samples):.2f} "
        f"| {statistics.median(s.memory for s in samples) / 2**20:.0f} "
        f"| {samples[-1].size / 1024:.0f} | {samples[-1].pages} |"
    )


def report(
    edition: str, runs: dict[Contender, list[Sample]], where: list[str]
) -> list[str]:
    """Return the results as lines of Markdown."""
    ours, peer = runs
    ratio = statistics.median(s.wall for s in runs[ours]) / statistics.median(
        s.wall for s in runs[peer]
    )
    count = len(runs[ours])
    lines = [
        f"# Benchmark: the {edition} edition",
        "",
        "Written by `python benchmarks/run.py`; do not edit.",
        "",
        *where,
        "",
        (
            f"Each command was run once unmeasured, then {count} times, turn and turn about, "
            "each time as a fresh process in a fresh copy of the project:"
        ),
        "",
        *(f"    {shlex.join(contender.command)}" for contender in runs),
        "",
        (
            "| | seconds, median | least – most | processor seconds "
            "| peak memory, MiB | file, KiB | pages |"
        ),
        "| --- | --- | --- | --- | --- | --- | --- |",
        *(_row(contender.name, samples) for contender, samples in runs.items()),
        "",
        (
            f"Ratio of the medians (publisher ÷ peer): **{ratio:.2f}**. "
            "Below 1 this engine is the faster one."
        ),
        "",
    ]
    return [*lines, *_NOTES, "", "The peer's own account of its last run:", ""] + [
        f"    {line}" for line in runs[peer][-1].printed.splitlines()
    ]


_NOTES = (
    "What to know when reading this:",
    "",
    (
        "* The peer uses this engine's stages 1 to 4 for the words, the tables and the numbers "
        "of the figures, so that the content is the same. Their time is in both columns: it "
        "brings the ratio nearer to 1 than the layout engines alone would. What they cost is "
        "in the peer's account below."
    ),
    (
        "* The peer is not asked for what it cannot do without work of its own: pages composed "
        "to the foot, numbers on their decimal point, thumb tabs, the CSV files, the text "
        "dumps and the list of checked numbers. This engine writes all of them in its time."
    ),
    (
        "* The peer draws plainer figures (fewer labels) with matplotlib's own SVG writer and "
        "keeps their labels as text; both files are tagged and embed IBM Plex. The peer's "
        "file declares no PDF/UA or PDF/A conformance."
    ),
    (
        "* Compiled bytecode and matplotlib's list of fonts stay from the unmeasured run; no "
        "other cache is left to either."
    ),
    "* Peak memory is the largest resident set of the process (`ru_maxrss` of `wait4`).",
)


def main() -> None:
    """Measure, print and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--edition", default="2025")
    parser.add_argument("--runs", type=int, default=7)
    wanted = parser.parse_args()
    runs: dict[Contender, list[Sample]] = {c: [] for c in contenders(wanted.edition)}
    where = machine()
    for contender in runs:
        measure(contender)
    for turn in range(wanted.runs):
        order = list(runs) if turn % 2 == 0 else list(reversed(runs))
        for contender in order:
            sample = measure(contender)
            runs[contender].append(sample)
            print(f"{turn + 1}/{wanted.runs} {contender.name}: {sample.wall:.2f} s")
    lines = report(wanted.edition, runs, where)
    print("\n".join(lines))
    text = "\n".join(lines) + "\n"
    (_ROOT / "benchmarks" / "results.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
