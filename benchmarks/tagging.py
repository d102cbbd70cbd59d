"""What tags cost: the edition's screen file with them and without, in time and in bytes.

There is no file without tags: they are taken out here, by putting nothing in the place of
the functions that make them. Times are processor seconds of the building process, which
other work on the machine does not change. Prints Markdown; `run.py` puts it into the results::

    python benchmarks/tagging.py --edition specimen
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from unittest.mock import patch

from enlarged import enlarge

from publisher import build, pdf
from publisher.pdf import assemble, draw
from publisher.pdf.model import Job, Node
from publisher.pdf.profiles import PROFILES
from publisher.pdf.tree import add_structure

_ROOT = Path(__file__).resolve().parents[1]
_SCREEN = PROFILES["screen"]
_TIME, _SIZE = 15, 40
"""The most that tags may add, in percent."""


@contextmanager
def _untagged() -> Iterator[None]:
    """Leave out the structure tree, its text and all marked content."""
    steps = tuple(step for step in _SCREEN.steps if step is not add_structure)
    bare = {**PROFILES, "screen": replace(_SCREEN, steps=steps)}
    with ExitStack() as stack:
        for owner, name, new in (
            (assemble, "PROFILES", bare),
            (assemble, "grow", lambda *_: (Node("Document"), [])),
            (assemble, "tags_text", lambda *_: ""),
            (draw._Painter, "_mark", lambda *_: None),  # noqa: SLF001
        ):
            stack.enter_context(patch.object(owner, name, new))
        yield


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _built(root: Path, edition: str) -> tuple[float, Job]:
    """Return the processor time of a build, and what its file is made of."""
    jobs: list[Job] = []
    write = pdf.write

    def noted(job: Job, profile: str, path: Path) -> str:
        jobs.append(job)
        return write(job, profile, path)

    def whole() -> None:
        build.build(root, (edition,), ("screen",), jobs=1, report=lambda *_: None)

    with patch.object(pdf, "write", noted):
        return _timed(whole), jobs[-1]


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--edition", default="specimen")
    parser.add_argument("--runs", type=int, default=7)
    wanted = parser.parse_args()
    with TemporaryDirectory(prefix="publisher-bench-") as name:
        root, path = Path(name), Path(name) / "file.pdf"
        enlarge(_ROOT, root, 0)
        builds = [_built(root, wanted.edition) for _ in range(3)]
        job = builds[-1][1]
        with_tags, without, sizes = [], [], (0, 0)
        for _ in range(wanted.runs):  # turn and turn about
            with_tags.append(_timed(lambda: pdf.write(job, "screen", path)))
            tagged = path.stat().st_size
            with _untagged():
                without.append(_timed(lambda: pdf.write(job, "screen", path)))
            sizes = tagged, path.stat().st_size
    whole = median(took for took, _ in builds)
    added = median(with_tags) - median(without)
    print("| | with tags | without | added | at most |")
    print("| --- | --- | --- | --- | --- |")
    print(
        f"| build, s of the processor | {whole:.2f} | {whole - added:.2f} |"
        f" {100 * added / (whole - added):.1f}% | {_TIME}% |"
    )
    print(
        f"| writing the file, s | {median(with_tags):.2f} | {median(without):.2f} | | |"
    )
    print(
        f"| file, KiB | {sizes[0] / 1024:.0f} | {sizes[1] / 1024:.0f} |"
        f" {100 * (sizes[0] / sizes[1] - 1):.1f}% | {_SIZE}% |"
    )


if __name__ == "__main__":
    main()
