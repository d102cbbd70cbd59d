"""The editions beside the default one, read aloud."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_hearing import judge


@pytest.mark.parametrize("edition", ["2018", "specimen"])
def test_an_edition_says_what_its_content_says(edition: str, press: Path) -> None:
    """All of it, once, in order; running heads, folios, tabs and stamps are not heard."""
    judge(press.parent, edition)
