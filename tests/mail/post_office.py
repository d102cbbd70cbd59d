"""A real mail server on loopback, polite or rude, in a thread or a process of its own."""

from __future__ import annotations

import asyncio
import json
import ssl
import sys
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

__all__ = ["PASSWORD", "Letter", "PostOffice", "authority"]

PASSWORD = "not-to-be-seen-anywhere"  # noqa: S105 - of a server that lives for a test

Rule = Callable[[str, int], str | None]
"""From an address and how often it was tried to an answer; None is the usual one."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as it came in: the envelope, and the bytes without the stuffed dots."""

    sender: str
    recipient: str
    content: bytes


def _usual(_address: str, _times: int) -> str | None:
    return None


@dataclass
class PostOffice:
    """The server. ``rcpt`` and ``dot`` answer for an address; "" hangs up without a word.

    ``cut`` says whether to hang up in the middle of a message to the address just named.
    ``wait`` is in seconds, before the answer to the dot.
    """

    mail: Rule = _usual
    rcpt: Rule = _usual
    dot: Rule = _usual
    cut: Rule = _usual
    wait: float = 0.0
    tls: ssl.SSLContext | None = None
    from_the_start: bool = False
    wants_login: bool = False
    size: int = 33_554_432
    letters: list[Letter] = field(default_factory=list)
    tried: Counter[tuple[str, str]] = field(default_factory=Counter)
    connections: int = 0
    port: int = 0

    def __enter__(self) -> Self:
        started = threading.Event()
        self._loop = asyncio.new_event_loop()

        def run() -> None:
            asyncio.set_event_loop(self._loop)
            server = self._loop.run_until_complete(
                self._loop.create_server(
                    self._counter,
                    "127.0.0.1",
                    0,
                    ssl=self.tls if self.from_the_start else None,
                )
            )
            self.port = server.sockets[0].getsockname()[1]
            started.set()
            self._loop.run_forever()
            server.close()
            tasks = asyncio.all_tasks(self._loop)
            for task in tasks:
                task.cancel()
            self._loop.run_until_complete(
                asyncio.gather(*tasks, return_exceptions=True)
            )
            self._loop.run_until_complete(asyncio.sleep(0.05))
            self._loop.close()

        self._thread = threading.Thread(target=run, daemon=True)
        self._thread.start()
        assert started.wait(10)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _counter(self) -> SMTP:
        self.connections += 1
        return _Counter(
            self,
            hostname="post.office",
            data_size_limit=self.size,
            tls_context=None if self.from_the_start else self.tls,
            authenticator=self._authenticate if self.wants_login else None,
            auth_required=self.wants_login,
            auth_require_tls=self.wants_login,
            timeout=60,
        )

    def _authenticate(
        self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any
    ) -> AuthResult:
        sound = isinstance(data, LoginPassword) and data.password == PASSWORD.encode()
        return AuthResult(success=sound, handled=False)

    # --- what aiosmtpd asks

    def _answer(self, rule: Rule, kind: str, address: str) -> str | None:
        self.tried[kind, address] += 1
        return rule(address, self.tried[kind, address])

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _session: Session, envelope: Envelope, address: str,
        options: list[str],
    ) -> str:  # fmt: skip
        """Answer to MAIL FROM."""
        said = self._answer(self.mail, "mail", address)
        if said is not None:
            return _or_abort(server, said)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 ok"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _session: Session, envelope: Envelope, address: str,
        options: list[str],
    ) -> str:  # fmt: skip
        """Answer to RCPT TO."""
        said = self._answer(self.rcpt, "rcpt", address)
        if said is not None:
            return _or_abort(server, said)
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 ok"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Answer to the dot."""
        (address,) = envelope.rcpt_tos
        content = envelope.content
        assert isinstance(content, bytes)
        said = self._answer(self.dot, "dot", address)
        if said is None or said == "":
            self.letters.append(Letter(str(envelope.mail_from), address, content))
        if self.wait:
            await asyncio.sleep(self.wait)
        if said is not None:
            return _or_abort(server, said)
        return f"250 2.0.0 ok: queued as Q{len(self.letters)}"


def _or_abort(server: SMTP, said: str) -> str:
    if not said and server.transport is not None:
        server.transport.abort()
    return said or "421 bye"


class _Counter(SMTP):
    """The protocol, which can hang up in the middle of a message."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        office: PostOffice = self.event_handler
        (address,) = self.envelope.rcpt_tos or ("",)
        if office._answer(office.cut, "cut", address) is not None:
            await self.push("354 go on")
            await self._reader.read(500)
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


def authority(folder: Path, *names: str) -> tuple[ssl.SSLContext, Path]:
    """Return a server's context for these names, and the file of who vouches for it."""
    made = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    made.issue_cert(*names).configure_cert(context)
    path = folder / "authority.pem"
    made.cert_pem.write_to_path(path)
    return context, path


def _serve(box: Path) -> None:
    """Be a server in a process: say the port, then write down each recipient that got one.

    A line is written before the answer goes out, so that nothing delivered is unknown here.
    """
    with box.open("a", encoding="utf-8") as file:

        class Written(list[Letter]):
            def append(self, letter: Letter) -> None:
                head = letter.content.partition(b"\r\n\r\n")[0].decode()
                id_ = next(
                    line.partition(": ")[2]
                    for line in head.split("\r\n")
                    if line.startswith("Message-ID")
                )
                said = {
                    "to": letter.recipient,
                    "id": id_,
                    "bytes": len(letter.content),
                }
                file.write(json.dumps(said) + "\n")
                file.flush()

        with PostOffice(letters=Written()) as office:
            sys.stdout.write(f"{office.port}\n")
            sys.stdout.flush()
            sys.stdin.read()


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
