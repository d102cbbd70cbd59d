"""A conversation with a mail server: one connection, many messages (RFC 5321).

The standard library connects, greets, secures and signs in. The DATA phase is ours, since it
sends a whole message at once and we must write down what we are about to do between the
last line of a message and the dot that ends it.

Findings
--------
SMTP-01
    The server cannot be reached, or goes away again and again.
SMTP-02
    No secure connection: the certificate does not verify, or TLS is not offered.
SMTP-03
    The server wants credentials, or does not accept those it got.
SMTP-04
    The server does not take mail from this sender.
SMTP-05
    A message is larger than the server takes.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from publisher.content.distribution import Server
from publisher.errors import Finding, StageFailed
from publisher.mail.credentials import Credentials
from publisher.mail.model import Reply

__all__ = ["LostError", "Patience", "Session"]

_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_LINE_START = re.compile(rb"(?m)^\.")
_CONTROL = re.compile(r"[^ -~]+")


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait: for a connection, for an answer, and for the answer to the dot.

    RFC 5321, 4.5.3.2, asks for five minutes, and for ten after the dot.
    """

    connect: float = 60.0
    answer: float = 300.0
    dot: float = 600.0


class LostError(Exception):
    """The connection is gone. What was not committed can be sent again."""


class Session:
    """One connection. It is of no use any more once it raised `LostError`."""

    def __init__(
        self, server: Server, credentials: Credentials | None, patience: Patience
    ) -> None:
        """Connect, secure the connection, sign in.

        Raises
        ------
        LostError
            If the server does not answer, or says that it cannot now.
        StageFailed
            If it cannot be trusted, or does not trust us.
        """
        self._patience = patience
        self._server = server
        self._smtp = self._connected(server)
        try:
            self._greet(server)
            self._sign_in(credentials)
            sock = self._smtp.sock
            if (
                sock is not None
            ):  # else each dot would wait for the last acknowledgement
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                sock.settimeout(patience.answer)
        except BaseException:
            self._smtp.close()
            raise

    @property
    def most_bytes(self) -> int | None:
        """The largest message that the server says it takes (RFC 1870), if it does."""
        said = self._smtp.esmtp_features.get("size", "")
        return int(said) if said.isdigit() and int(said) else None

    def deliver(
        self,
        sender: str,
        recipient: str,
        pieces: Iterable[bytes],
        commit: Callable[[], bool],
    ) -> Reply:
        """Send one message; ``commit`` is called just before the dot and may forbid it.

        Returns
        -------
        Reply
            The answer that decided: a refusal of sender or recipient, or the answer to
            the dot.

        Raises
        ------
        LostError
            If the connection was lost, before or after ``commit`` was called.
        StageFailed
            SMTP-03 or SMTP-04, if the server does not take mail from this sender at all.
        """
        try:
            refusal = self._envelope(sender, recipient)
            if refusal is not None:
                return refusal
            for piece in pieces:
                self._smtp.send(_stuffed(piece))
            if not commit():
                self.close()
                msg = "the row was taken over by another sender"
                raise LostError(msg)
            if self._smtp.sock is not None:
                self._smtp.sock.settimeout(self._patience.dot)
            self._smtp.send(b".\r\n")
            reply = self._reply()
            if self._smtp.sock is not None:
                self._smtp.sock.settimeout(self._patience.answer)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise LostError(_said(error)) from error
        except KeyboardInterrupt:
            self.close()  # a QUIT would be a line of the message, and nobody answers it
            raise
        if reply.code == 421:  # it answers, and closes
            self.close()
        return reply

    def _envelope(self, sender: str, recipient: str) -> Reply | None:
        """Say from whom and to whom; return the refusal, if there is one."""
        reply = _reply(self._smtp.mail(sender, self._options()))
        if not reply.accepted and not reply.temporary:
            raise StageFailed([_unwelcome(self._server, reply)])
        if reply.accepted:
            reply = _reply(self._smtp.rcpt(recipient))
        if reply.accepted:
            self._smtp.putcmd("data")
            reply = self._reply()
            if reply.code == 354:
                return None
            reply = reply if not reply.accepted else Reply(451, f"not 354: {reply}")
        if reply.code == 421:
            self.close()
            raise LostError(str(reply))
        self._smtp.rset()
        return reply

    def _options(self) -> list[str]:
        # of what cannot be delivered the headers are enough (RFC 3461)
        return ["RET=HDRS"] if self._smtp.has_extn("dsn") else []

    def _reply(self) -> Reply:
        return _reply(self._smtp.getreply())

    @property
    def closed(self) -> bool:
        """Whether the connection is no more."""
        return self._smtp.sock is None

    def close(self) -> None:
        """Hang up without a word."""
        self._smtp.close()

    def quit(self) -> None:
        """Say goodbye, if there is still somebody to say it to."""
        if self.closed:
            return
        try:
            self._smtp.quit()
        except (OSError, smtplib.SMTPException):
            self.close()

    # --- the beginning

    def _connected(self, server: Server) -> smtplib.SMTP:
        port = server.port or _PORTS[server.security]
        try:
            if server.security == "tls":
                return smtplib.SMTP_SSL(
                    server.host,
                    port,
                    timeout=self._patience.connect,
                    context=ssl.create_default_context(),
                )
            return smtplib.SMTP(server.host, port, timeout=self._patience.connect)
        except ssl.SSLCertVerificationError as error:
            raise StageFailed([_untrusted(server, error)]) from None
        except (OSError, smtplib.SMTPException) as error:
            raise LostError(_said(error)) from error

    def _greet(self, server: Server) -> None:
        try:
            self._smtp.ehlo_or_helo_if_needed()
            if server.security != "starttls":
                return
            if not self._smtp.has_extn("starttls"):
                said = f"{server.host} does not offer STARTTLS; nothing was sent"
                hint = "write security: tls if it speaks TLS from the start (port 465)"
                raise StageFailed([Finding("SMTP-02", said, hint=hint)])
            self._smtp.starttls(context=ssl.create_default_context())
            self._smtp.ehlo()
        except ssl.SSLCertVerificationError as error:
            raise StageFailed([_untrusted(server, error)]) from None
        except (OSError, smtplib.SMTPException) as error:
            raise LostError(_said(error)) from error

    def _sign_in(self, credentials: Credentials | None) -> None:
        if credentials is None:
            return
        server = self._server
        hint = "set PUBLISHER_SMTP_USER and PUBLISHER_SMTP_PASSWORD anew"
        try:
            self._smtp.login(credentials.user, credentials.password)
        except smtplib.SMTPAuthenticationError as error:
            if 400 <= error.smtp_code < 500:
                raise LostError(_said(error)) from None
            said = f"{server.host} does not accept the credentials ({error.smtp_code})"
            raise StageFailed([Finding("SMTP-03", said, hint=hint)]) from None
        except smtplib.SMTPNotSupportedError:
            said = f"{server.host} offers no way to sign in"
            hint = "delete user, or ask whoever runs the server"
            raise StageFailed([Finding("SMTP-03", said, hint=hint)]) from None
        except (OSError, smtplib.SMTPException) as error:
            raise LostError(_said(error)) from None


def _stuffed(piece: bytes) -> bytes:
    """Return a piece with a dot before each dot that begins a line (RFC 5321, 4.5.2).

    A piece begins with a line.
    """
    if b"\n." not in piece and not piece.startswith(b"."):
        return piece
    return _LINE_START.sub(b"..", piece)


def _reply(answer: tuple[int, bytes]) -> Reply:
    code, words = answer
    return Reply(code, _plain(words.decode("utf-8", "replace")))


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
        return _plain(f"{error.smtp_code} {text}")
    return _plain(str(error) or type(error).__name__)


def _plain(words: str) -> str:
    """Return a server's words on one line, so that nothing in them steers a terminal."""
    return _CONTROL.sub(" ", words).strip()[:500]


def _untrusted(server: Server, error: ssl.SSLCertVerificationError) -> Finding:
    said = f"the certificate of {server.host} does not verify: {error.verify_message}"
    hint = (
        "nothing was sent; correct the host, or let the server's certificate be mended"
    )
    return Finding("SMTP-02", said, hint=hint)


def _unwelcome(server: Server, reply: Reply) -> Finding:
    if reply.code in {530, 535}:
        said = f"{server.host} wants credentials: {reply}"
        hint = "set PUBLISHER_SMTP_USER and PUBLISHER_SMTP_PASSWORD, or use the keyring"
        return Finding("SMTP-03", said, hint=hint)
    said = f"{server.host} takes no mail from this sender: {reply}"
    hint = "look at sender and bounces in content/distribution/sending.yml"
    return Finding("SMTP-04", said, hint=hint)
