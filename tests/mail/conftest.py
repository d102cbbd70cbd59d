"""The edition that is fit to be sent is made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mail.desk import duplicate, ready


@pytest.fixture(scope="session")
def fit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the publication that is fit to be sent. Nothing may be changed in it."""
    return ready(tmp_path_factory.mktemp("fit"))


@pytest.fixture
def press(fit: Path, tmp_path: Path) -> Path:
    """Return a copy of it, to send from and to spoil."""
    return duplicate(fit, tmp_path)


@pytest.fixture(autouse=True)
def without_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test see the keyring or the credentials of whoever runs it."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    for name in ("USER", "PASSWORD"):
        monkeypatch.delenv(f"PUBLISHER_SMTP_{name}", raising=False)
    monkeypatch.delenv("PUBLISHER_DKIM_KEY", raising=False)
