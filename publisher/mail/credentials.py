"""Secrets: from the environment or the keyring of the system, never from a file.

A secret is not shown by `repr`, so that none comes into a log or a report.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field

import keyring
import keyring.errors

from publisher.content.distribution import Server, Signing

__all__ = ["Credentials", "credentials", "signing_key"]

_SERVICE = "publisher"


@dataclass(frozen=True, slots=True)
class Credentials:
    """How one signs in at a server."""

    user: str
    password: str = field(repr=False)


def credentials(server: Server) -> Credentials | None:
    """Return those for a server, None if there are none.

    ``PUBLISHER_SMTP_USER`` and ``PUBLISHER_SMTP_PASSWORD`` go before the keyring, which is
    asked under "publisher smtp <host>". A user may also stand in ``sending.yml``.
    """
    user = os.environ.get("PUBLISHER_SMTP_USER") or server.user
    password = os.environ.get("PUBLISHER_SMTP_PASSWORD")
    if user and password:
        return Credentials(user, password)
    if not user:
        return None
    password = _kept(f"{_SERVICE} smtp {server.host}", user)
    return Credentials(user, password) if password else None


def signing_key(signing: Signing) -> bytes | None:
    """Return the private key that signs, as PEM, None if there is none.

    It is ``PUBLISHER_DKIM_KEY``, or in the keyring under "publisher dkim <domain>".
    """
    key = os.environ.get("PUBLISHER_DKIM_KEY")
    key = key or _kept(f"{_SERVICE} dkim {signing.domain}", signing.selector)
    return key.encode() if key else None


def _kept(service: str, user: str) -> str | None:
    try:
        return keyring.get_password(service, user)
    except keyring.errors.KeyringError:
        return None  # a machine without a keyring has nothing in it
