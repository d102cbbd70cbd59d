"""Build one document through this engine and through its peers, in three sizes, and compare.

Each is timed as whole processes in one run, turn and turn about: first in a fresh copy of
the project (cold: nothing that an earlier build has left), then again in the same folder.
Writes ``benchmarks/results.md`` and prints the same. Run it with::

    python benchmarks/run.py
    python benchmarks/run.py --pages 100 --runs 3 2 --peers typst
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from enlarged import enlarge
from measure import Failed, run
from report import Contender, Sample, Size, machine, report

_HERE = Path(__file__).resolve().parent
_ROOT = _HERE.parent


@dataclass(frozen=True, slots=True)
class _Peer:
    """A peer's name, what it imports, and what to do if that fails."""

    name: str
    module: str
    remedy: str


_MOST_LINES = 20
"""Of what a contender says when it fails."""

_LOCK = "python -m pip install --require-hashes -r requirements-bench.lock"
_PEERS = {
    "typst": _Peer("matplotlib + Typst", "typst", _LOCK),
    "weasyprint": _Peer(
        "matplotlib + WeasyPrint",
        "weasyprint",
        f"{_LOCK}\n  apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        "\n  (Debian and Ubuntu; elsewhere the packages that hold Pango and HarfBuzz)",
    ),
}


def _missing(peers: Iterable[str]) -> list[str]:
    """Return what to do about each peer that cannot run here."""
    said = []
    for peer in peers:
        each = _PEERS[peer]
        tried = subprocess.run(
            [sys.executable, "-c", f"import {each.module}"],
            capture_output=True,
            text=True,
            check=False,
        )
        if tried.returncode:
            why = tried.stderr.strip().splitlines()[-1:]
            rest = " ".join(name for name in _PEERS if name != peer)
            said.append(
                f"{each.name} cannot run here: {' '.join(why)}\n  {each.remedy}\n"
                f"  or leave it out: --peers {rest}"
            )
    return said


def _contenders(edition: str, peers: Iterable[str]) -> list[Contender]:
    """Return ours and the peers."""
    python = sys.executable
    ours = (python, "-m", "publisher", "build", "--edition", edition)
    return [
        Contender(
            "publisher",
            (*ours, "--profile", "screen", "--quiet"),
            f"output/{edition}/*-screen.pdf",
        ),
        *(
            Contender(
                _PEERS[peer].name,
                (
                    python,
                    str(_HERE / f"{peer}_peer.py"),
                    *("--edition", edition, "--to", "peer.pdf"),
                ),
                "peer.pdf",
            )
            for peer in peers
        ),
    ]


def _sample(contender: Contender, project: Path) -> Sample:
    """Run one contender in a project."""
    try:
        took = run(contender.command, project)
    except Failed as failed:
        said = str(failed).splitlines()
        more = ["…"] if len(said) > _MOST_LINES else []
        words = "\n".join([*said[:_MOST_LINES], *more])
        sys.exit(f"{contender.name} failed: {words}")
    pdf = next(project.glob(contender.result))
    document = pypdfium2.PdfDocument(pdf)
    pages = len(document)
    document.close()
    return Sample(took, pdf.stat().st_size, pages)


def _least_pages(ours: Contender, edition: str) -> int:
    """Return the pages of the edition as it is, by building it unmeasured."""
    with tempfile.TemporaryDirectory(prefix="publisher-bench-") as name:
        project = Path(name)
        enlarge(_ROOT, project, 0)
        _sample(ours, project)
        manifest = project / "output" / edition / "manifest.json"
        return int(json.loads(manifest.read_text(encoding="utf-8"))["pages"])


def _measured(
    contenders: Sequence[Contender], added: int, runs: int, pages: int
) -> Size:
    """Measure all contenders at one size, turn and turn about."""
    size = Size(
        pages, {each: [] for each in contenders}, {each: [] for each in contenders}
    )
    for turn in range(runs):
        for contender in contenders if turn % 2 == 0 else reversed(contenders):
            with tempfile.TemporaryDirectory(prefix="publisher-bench-") as name:
                project = Path(name)
                enlarge(_ROOT, project, added)
                size.cold[contender].append(_sample(contender, project))
                size.again[contender].append(_sample(contender, project))
            cold, again = size.cold[contender][-1], size.again[contender][-1]
            print(
                f"{pages} pages, {turn + 1}/{runs}, {contender.name}: "
                f"{cold.took.wall:.2f} s, again {again.took.wall:.2f} s",
                flush=True,
            )
    return size


def _tags(edition: str) -> list[str]:
    """Return the table of what tags cost, measured in a process of its own."""
    command = [sys.executable, str(_HERE / "tagging.py"), "--edition", edition]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return ran.stdout.splitlines()


def main() -> None:
    """Measure, print and write the results."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add = parser.add_argument
    add("--edition", default="specimen", help="which edition; default: %(default)s")
    add(
        "--pages",
        type=int,
        nargs="*",
        default=[100, 400],
        help="sizes besides the edition as it is; default: 100 400",
    )
    add(
        "--runs",
        type=int,
        nargs="+",
        default=[7, 3, 2],
        help="how often, for each size; the last number stands for the rest",
    )
    add("--peers", nargs="*", choices=list(_PEERS), default=list(_PEERS))
    add("--to", type=Path, default=_HERE / "results.md")
    wanted = parser.parse_args()
    missing = _missing(wanted.peers)
    if missing:
        sys.exit("\n".join(missing))
    contenders = _contenders(wanted.edition, wanted.peers)
    where = machine()
    least = _least_pages(contenders[0], wanted.edition)
    for peer in contenders[1:]:  # unmeasured, for compiled bytecode and font lists
        with tempfile.TemporaryDirectory(prefix="publisher-bench-") as name:
            enlarge(_ROOT, Path(name), 0)
            _sample(peer, Path(name))
    sizes = []
    for n, pages in enumerate([least, *(p for p in wanted.pages if p > least)]):
        runs = wanted.runs[min(n, len(wanted.runs) - 1)]
        sizes.append(_measured(contenders, pages - least, runs, pages))
    text = "\n".join(report(wanted.edition, sizes, where, _tags(wanted.edition))) + "\n"
    print(text)
    wanted.to.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
