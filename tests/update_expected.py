"""Build the mini edition and write its pages as the expected ones: ``make update-expected``.

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

EXPECTED = MINI.with_suffix(".pages.txt")


def main() -> int:
    """Rewrite the expected pages; return the exit code."""
    if os.environ.get("CI"):
        print("the expected pages are not rewritten in CI", file=sys.stderr)  # noqa: T201
        return 1
    with tempfile.TemporaryDirectory() as folder:
        root = copied(Path(folder))
        ran = run("build", root)
        if ran.code:
            print(ran.err, file=sys.stderr)  # noqa: T201
            return ran.code
        made = (root / "output/2025/pages.txt").read_text(encoding="utf-8")
    before = EXPECTED.read_text(encoding="utf-8") if EXPECTED.exists() else ""
    lines = difflib.unified_diff(
        before.splitlines(), made.splitlines(), "expected", "built", lineterm=""
    )
    print("\n".join(lines) or "nothing has changed")  # noqa: T201
    EXPECTED.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
