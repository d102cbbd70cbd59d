"""The mini edition with a part of all that is hard to tag; its table runs over three pages."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.mini import MINI, PUBLICATION, copied, spoilt

__all__ = ["stressed"]

PART = "content/back/trials.yml"
ROWS = "\n".join(
    f'        - ["Item {n}", "words of row {n}", "{n}.{n % 10}", "{n % 7}", "{remark}"]'
    for n in range(1, 91)
    for remark in ["−3, [a link](https://example.org/row)" if n % 30 == 0 else ""]
)
TERMS = "  terms: {arrange: terms, label_width: 60pt, gap: 8pt}\n"
MASTER = """\
  long:
    running:
      - {y: 36pt, style: running, gutter: "{title}", fore_edge: "{part}"}
      - {y: 516pt, style: running, fore_edge: "{folio}"}
"""


def stressed(folder: Path) -> Path:
    """Return a copy of the mini edition in ``folder`` with the part of trials."""
    root = copied(folder)
    (root / PART).parent.mkdir()
    shutil.copy(MINI.parent / "stress" / "trials.yml", root / PART)
    return spoilt(
        root,
        (PART, "items: []", f"items:\n{ROWS}"),
        (
            PUBLICATION,
            "  - sectors/lanterns.yml\n",
            "  - sectors/lanterns.yml\n  - back/trials.yml\n",
        ),
        (PUBLICATION, "constants:", "abbreviations: {TP: Test Press}\nconstants:"),
        ("styles/type.yml", "blocks:\n", f"blocks:\n{TERMS}"),
        ("styles/page.yml", "pages_divisible_by: 4", "pages_divisible_by: 1"),
        ("styles/page.yml", "masters:\n", f"masters:\n{MASTER}"),
    )
