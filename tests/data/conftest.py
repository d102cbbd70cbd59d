"""Fixtures of the data tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.data.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return an empty project."""
    return Desk(tmp_path)
