"""The mini edition with an input that is fetched, and vintages of it put in place."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from tests.mini import EDITION, SOURCES, copied, spoilt

__all__ = ["BUREAU", "declared", "vintage"]

BUREAU = "content/data/bureau"


def vintage(root: Path, name: str, exports: int) -> Path:
    """Put a vintage in place as a fetch does: one year, in millions."""
    folder = root / BUREAU / name
    folder.mkdir(parents=True)
    text = (
        "year,sector,exports_millions,imports_millions,source,vintage\n"
        f"2025,TOTAL,{exports},7,bureau,{name}\n"
    )
    (folder / "yearly.csv").write_text(text, encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    (folder / "vintage.yml").write_text(
        "# Written by `publisher fetch` only; nobody edits it.\n"
        f'source: bureau\nvintage: "{name}"\nfetched: "2026-01-25T15:50:00Z"\n'
        'origin: ["https://bureau.example/"]\n'
        'covers: {from: "2025-01", to: "2025-12"}\n'
        f'files:\n  - {{path: yearly.csv, sha256: "{digest}", rows: 1}}\n',
        encoding="utf-8",
    )
    return root


def declared(tmp_path: Path) -> Path:
    """Return the mini edition with a fetched input and a series of it, and no vintage."""
    root = copied(tmp_path)
    source = "  bureau: {producer: Bureau, dataset: Trade, licence: free}\n"
    text = (root / SOURCES).read_text(encoding="utf-8")
    pinned = text[text.index("  yearly:\n    source") : text.index("  partners:\n")]
    brought = re.sub(
        r"    vintage: .*\n    path: .*\n    sha256: .*\n", "    fetched: yearly.csv\n",
        pinned.replace("yearly:", "brought:").replace("testland", "bureau"),
    )  # fmt: skip
    series = "  brought: {title: B, frequency: year, pieces: [{input: brought}]}\n"
    spoilt(
        root,
        (SOURCES, "sources:\n", f"sources:\n{source}"),
        (SOURCES, "\nseries:\n", f"{brought}\nseries:\n{series}"),
        (EDITION, "[yearly, partners]", "[yearly, partners, brought]"),
    )
    return root
