"""A second judge of finished files, which needs no Java: outloud, PDF/UA-1 and more.

It also asks what a validator cannot: whether words are announced, whether alternative texts
are words. What it says of three things is left aside, as it is wrong about them here.
"""

from __future__ import annotations

from pathlib import Path

import outloud

__all__ = ["complaints"]

LEFT_ASIDE = {
    # It forgets that the last column of a row can be taken from above. That the cells of
    # every table fill its grid is asserted by tests.hearing.
    "TBL-004",
    # A footnote is painted at the foot of its page and read where it is called; a cover's
    # frames are painted around its main text. tests.hearing compares the order of reading.
    "ORD-001",
    # A source line at the foot of each sector's page is content, though it looks alike.
    "PAG-001",
}


def complaints(path: Path) -> list[str]:
    """Return what is wrong with a file: rule, page and words.

    Raises
    ------
    RuntimeError
        If the file was not judged: silence is no praise.
    """
    result = outloud.check(str(path), skip=LEFT_ASIDE)
    crashed = [run.rule for run in result.runs if run.status == "crashed"]
    ran = [run.rule for run in result.runs if run.status == "ran"]
    if result.error or crashed or len(ran) < 30:
        msg = f"{path} was not judged: {result.error or crashed or ran}"
        raise RuntimeError(msg)
    return [f"{each.rule} p. {each.page}: {each.message}" for each in result.findings]
