"""What the tests of the whole command share."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.mini import Ran, call, copied, run
from tests.stress import stressed


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """Return the mini edition, built once by the command, and what that said.

    Nothing may be changed in it: `copied` makes a copy.
    """
    root = copied(tmp_path_factory.mktemp("built"))
    return root, run("build", root)


@pytest.fixture
def good(built: tuple[Path, Ran], tmp_path: Path) -> Path:
    """Return a copy of the built mini edition, to spoil."""
    return copied(tmp_path, source=built[0])


@pytest.fixture(autouse=True)
def _no_memory(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    """Let no test read back what another has checked."""
    name = hashlib.sha256(request.node.nodeid.encode()).hexdigest()[:16]
    folder = tmp_path_factory.getbasetemp() / "cache" / name
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))


@pytest.fixture(scope="session")
def trials(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the mini edition with the part of trials, built as screen and archive file."""
    root = stressed(tmp_path_factory.mktemp("trials"))
    ran = call("build", root, "--profile", "screen", "--profile", "archive")
    assert ran.code == 0, ran.err
    return root
