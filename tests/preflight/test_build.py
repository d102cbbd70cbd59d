"""A build ends with preflight: what a style or a ticket does to the press file is caught."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.mini import call, copied, files, spoilt
from tests.test_press import PRESS, ticketed

PALETTE = "styles/palette.yml"
TABLE = "styles/table.yml"
PLANTED = {
    "a build of 400 percent in the palette": (
        (PALETTE, "cmyk: [100, 80, 35, 45]", "cmyk: [100, 100, 100, 100]"),
        "INK-01", "carries 400 % of ink",
    ),
    "a ticket that wants larger type": (
        (PRESS, "text: {", "text: {solid: 9pt, coloured: 12pt, "),
        "TEXT-01", "at least 9 pt is asked",
    ),
    "a ticket that wants thicker rules": (
        (PRESS, "marks:", "rules: {solid: 0.6pt, coloured: 1pt}\nmarks:"),
        "LINE-01", "at least 0.6 pt is asked",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANTED)
def test_a_press_file_that_fails_is_not_published(name: str, tmp_path: Path) -> None:
    """The rule is named with page and place, and the last good output stands."""
    edit, code, words = PLANTED[name]
    root = ticketed(copied(tmp_path))
    (root / "output" / "2025").mkdir(parents=True)
    (root / "output" / "2025" / "mini-2025-screen.pdf").write_bytes(b"the last one")
    ran = call("build", spoilt(root, edit))
    assert ran.code == 1
    assert f"error[{code}]" in ran.err
    assert words in ran.err
    assert "-press.pdf: page " in ran.err
    assert files(root / "output") == {"2025/mini-2025-screen.pdf": b"the last one"}


def test_each_file_comes_with_its_judgement(tmp_path: Path) -> None:
    """Both reports are published; the press file's has a proof of every page."""
    root = ticketed(copied(tmp_path))
    assert call("build", root).code == 0
    for profile, rendered in (("screen", False), ("press", True)):
        path = root / "output" / "2025" / f"preflight-{profile}.json"
        said = json.loads(path.read_text("utf-8"))
        assert (said["sound"], said["profile"], said["rendered"]) == (
            True,
            profile,
            rendered,
        )
        page = path.with_suffix(".html").read_text("utf-8")
        assert ("<image " in page) == rendered
