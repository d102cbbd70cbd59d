"""How fast and how large: 10,000 linked messages, 1,000 with an attachment, one server.

::

    $ .venv/bin/python -m benchmarks.mailing

The whole command is measured, stages 1 to 4 and the outbox on the disk included, against a
real server (aiosmtpd) in a process of its own on loopback. Half of the time of a large
message is the server's: it reads line by line.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from publisher.output import MANIFEST, describe
from tests.mail.desk import SENDING, listed, people, ready, served

ROOT = Path(__file__).parents[1]
CASES = (("linked", 1_000, 0), ("linked", 10_000, 0), ("attached", 100, 350), ("attached", 1_000, 350))  # fmt: skip


def prepared(folder: Path, count: int, kilobytes: int) -> Path:
    """Return a publication with so many readers, whose file has so many kilobytes."""
    root = ready(folder)
    listed(root, people(count))
    path = root / SENDING
    text = path.read_text("utf-8") + 'link: "https://example.org/{file}"\n'
    limit = "10" if kilobytes else "1"
    path.write_text(text + f"limit_mb: {limit}\n", "utf-8")
    enlarge(root / "output" / "2025", kilobytes or 2_000)
    return root


def enlarge(folder: Path, kilobytes: int) -> None:
    """Let the file be of that size, and the manifest say so: only sending is measured."""
    (file,) = folder.glob("*.pdf")
    file.write_bytes(random.Random(1).randbytes(kilobytes * 1000))  # noqa: S311
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    for entry in manifest["files"]:
        if entry["path"] == file.name:
            entry.update(describe(file, folder))
    (folder / MANIFEST).write_text(json.dumps(manifest), "utf-8")


def measure(kind: str, count: int, kilobytes: int) -> str:
    """Send in earnest; return a row of the table."""
    with tempfile.TemporaryDirectory() as folder:
        root = prepared(Path(folder), count, kilobytes)
        box = Path(folder) / "box"
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.mail.post_office", box],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        port = server.stdout.readline() if server.stdout else ""
        served(root, int(port))
        command = (*("send", root), *("--list", "readers"), "--yes", "--quiet")
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "publisher", *command], cwd=ROOT, check=True
        )
        seconds = time.perf_counter() - start
        server.communicate("")
        sizes = [
            json.loads(line)["bytes"] for line in box.read_text("utf-8").splitlines()
        ]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    if len(sizes) != count:
        msg = f"{len(sizes)} of {count} arrived"
        raise RuntimeError(msg)
    return (
        f"| {kind} | {count:,} | {max(sizes) // 1000:,} kB | {seconds:.1f} s"
        f" | {count / seconds:,.0f} | {peak} MB |"
    )


def main() -> None:
    """Print the table."""
    print("| file | messages | each | time | messages a second | peak memory so far |")
    print("| --- | --- | --- | --- | --- | --- |")
    for case in CASES:
        print(measure(*case), flush=True)


if __name__ == "__main__":
    main()
