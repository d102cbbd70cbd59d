"""The DKIM signature of a message (RFC 6376), made by dkimpy."""

from __future__ import annotations

from collections.abc import Callable

import dkim

from publisher.content.distribution import Signing
from publisher.errors import Finding, StageFailed

__all__ = ["signer"]

_SIGNED = (
    b"from", b"to", b"subject", b"date", b"message-id", b"reply-to", b"mime-version",
    b"content-type", b"auto-submitted", b"list-unsubscribe", b"list-unsubscribe-post",
)  # fmt: skip
"""RFC 8058, 4, asks that the two headers for leaving a list be among them."""


def signer(signing: Signing, key: bytes) -> Callable[[bytes], bytes]:
    """Return what makes the signature header of a message.

    Raises
    ------
    StageFailed
        SEND-11, if the key is none.
    """

    def sign(message: bytes) -> bytes:
        present = message.partition(b"\r\n\r\n")[0].lower()
        names = {line.partition(b":")[0].strip() for line in present.split(b"\r\n")}
        header: bytes = dkim.sign(
            message,
            signing.selector.encode("ascii"),
            signing.domain.encode("ascii"),
            key,
            include_headers=[name for name in _SIGNED if name in names],
            canonicalize=(b"relaxed", b"relaxed"),
        )
        return header

    try:
        sign(b"From: a@example.org\r\n\r\n\r\n")
    except (dkim.DKIMException, ValueError, TypeError, IndexError) as error:
        said = f"the key that signs messages cannot be used: {type(error).__name__}"
        hint = "PUBLISHER_DKIM_KEY holds a private RSA key in the form PEM"
        raise StageFailed([Finding("SEND-11", said, hint=hint)]) from None
    return sign
