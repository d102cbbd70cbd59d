"""Build the mini edition and write its dumps as the expected ones: ``make update-expected``.

Shows what changes. A changed dump needs its own commit and a line of reason. It never
runs where tests decide: there it would make every difference right.
"""

from __future__ import annotations

import difflib
import os
import sys
import tempfile
from pathlib import Path

from tests.mini import MINI, copied, run

__all__ = ["EXPECTED", "main"]

EXPECTED = {name: MINI.with_suffix(f".{name}") for name in ("pages.txt", "tags.txt")}
"""The expected files by the name that a build gives them."""


def main() -> int:
    """Rewrite the expected files; return the exit code."""
    if os.environ.get("CI"):
        print("the expected files are not rewritten in CI", file=sys.stderr)  # noqa: T201
        return 1
    with tempfile.TemporaryDirectory() as folder:
        root = copied(Path(folder))
        ran = run("build", root)
        if ran.code:
            print(ran.err, file=sys.stderr)  # noqa: T201
            return ran.code
        for name, path in EXPECTED.items():
            made = (root / "output/2025" / name).read_text(encoding="utf-8")
            _rewrite(path, made)
    return 0


def _rewrite(path: Path, made: str) -> None:
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = difflib.unified_diff(
        before.splitlines(), made.splitlines(), path.name, "built", lineterm=""
    )
    print("\n".join(lines) or f"{path.name}: nothing has changed")  # noqa: T201
    path.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
