"""The hand-made edition, written once."""

from pathlib import Path

import pytest

from publisher.pdf import write
from tests.pdf.edition import job


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the screen file of the hand-made edition."""
    path = tmp_path_factory.mktemp("pdf") / "sample-screen.pdf"
    write(job(), "screen", path)
    return path
