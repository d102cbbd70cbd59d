"""Secure connections and credentials, with certificates made for the test."""

from __future__ import annotations

from pathlib import Path

import keyring
import keyring.backend
import pytest

from publisher.content.distribution import Server
from publisher.errors import StageFailed
from publisher.mail.credentials import Credentials, credentials
from publisher.mail.session import LostError, Patience, Session
from tests.mail.post_office import PASSWORD, PostOffice, authority

PATIENCE = Patience(5, 5, 5)
GOOD = Credentials("press", PASSWORD)


def office(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, **more: object
) -> PostOffice:
    """Return a server with a certificate for a name, whose authority is trusted."""
    context, path = authority(folder, name)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    return PostOffice(tls=context, **more)  # type: ignore[arg-type]


def server(there: PostOffice, security: str) -> Server:
    """Return what the configuration says of the server."""
    said = {"host": "localhost", "port": there.port, "security": security}
    return Server.model_validate(said)


def sent(there: PostOffice, security: str, who: Credentials | None = None) -> str:
    """Send a word; return the server's answer."""
    session = Session(server(there, security), who, PATIENCE)
    pieces = (b"Subject: x\r\n\r\nx\r\n",)
    try:
        return str(
            session.deliver("a@example.org", "b@example.org", pieces, lambda: True)
        )
    finally:
        session.quit()


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_that_verifies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    """With STARTTLS and with TLS from the start, the message goes through."""
    implicit = security == "tls"
    with office(tmp_path, monkeypatch, "localhost", from_the_start=implicit) as there:
        assert sent(there, security).startswith("250")
    assert len(there.letters) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("fault", ["name", "authority"])
def test_a_bad_certificate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: str, fault: str
) -> None:
    """A certificate for another name, or of an unknown authority: not a word is said."""
    implicit = security == "tls"
    name = "elsewhere.example" if fault == "name" else "localhost"
    with office(tmp_path, monkeypatch, name, from_the_start=implicit) as there:
        if fault == "authority":
            other = tmp_path / "other"
            other.mkdir()
            monkeypatch.setenv("SSL_CERT_FILE", str(authority(other, "x.example")[1]))
        with pytest.raises(StageFailed, match="SMTP-02"):
            sent(there, security, GOOD)
    assert (there.letters, dict(there.tried)) == ([], {})


def test_no_starttls(tmp_path: Path) -> None:
    """A server that offers no STARTTLS (or somebody who hides it) gets nothing."""
    assert tmp_path
    with PostOffice() as there, pytest.raises(StageFailed, match="SMTP-02"):
        sent(there, "starttls")
    assert there.letters == []


def test_signing_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the right password mail goes; with none or a wrong one a finding says why."""
    with office(tmp_path, monkeypatch, "localhost", wants_login=True) as there:
        assert sent(there, "starttls", GOOD).startswith("250")
        with pytest.raises(StageFailed, match="SMTP-03"):
            sent(there, "starttls")
        with pytest.raises(StageFailed, match="SMTP-03") as wrong:
            sent(there, "starttls", Credentials("press", "guessed"))
    assert len(there.letters) == 1
    assert "guessed" not in str(wrong.value)


def test_a_server_that_is_no_mail_server() -> None:
    """Nobody answers on the port: the connection is lost, which can be tried again."""
    with pytest.raises(LostError):
        Session(Server(host="127.0.0.1", port=1, security="none"), None, PATIENCE)


def test_secrets_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """User and password of the environment; neither is shown."""
    monkeypatch.setenv("PUBLISHER_SMTP_USER", "press")
    monkeypatch.setenv("PUBLISHER_SMTP_PASSWORD", PASSWORD)
    found = credentials(Server(host="localhost"))
    assert found == GOOD
    assert PASSWORD not in repr(found)


class _Ring(keyring.backend.KeyringBackend):
    """A keyring that knows one secret."""

    priority = 1  # type: ignore[assignment]

    def get_password(self, service: str, username: str) -> str | None:
        """Return the secret."""
        known = (service, username) == ("publisher smtp mail.example.org", "press")
        return PASSWORD if known else None

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep nothing."""


def test_secrets_come_from_the_keyring() -> None:
    """The keyring of the system is asked for the user that is configured."""
    before = keyring.get_keyring()
    keyring.set_keyring(_Ring())
    try:
        assert credentials(Server(host="mail.example.org", user="press")) == GOOD
        assert credentials(Server(host="mail.example.org", user="other")) is None
        assert credentials(Server(host="mail.example.org")) is None
    finally:
        keyring.set_keyring(before)


def test_an_interrupt_in_a_message_hangs_up() -> None:
    """Ctrl-C before the dot: no goodbye is said, as it would be a line of the message."""

    def interrupted() -> bool:
        raise KeyboardInterrupt

    with PostOffice() as there:
        session = Session(server(there, "none"), None, PATIENCE)
        pieces = (b"Subject: x\r\n\r\nx\r\n",)
        with pytest.raises(KeyboardInterrupt):
            session.deliver("a@example.org", "b@example.org", pieces, interrupted)
        assert session.closed
    assert there.letters == []
