"""What must be configured before anything is sent, and is not.

Findings
--------
SEND-09
    Something of ``content/distribution/sending.yml`` is missing, or is no address.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

from publisher.content.distribution import SENDING, Sending, Server
from publisher.errors import Finding
from publisher.mail import addresses
from publisher.provenance import Position

__all__ = ["missing"]

_WANTED = {
    "sender": ("who writes", "sender: {name: …, address: …}"),
    "bounces": ("where undeliverable messages go", "bounces: …"),
    "unsubscribe": ("how a recipient leaves the list", "unsubscribe: {mail: …}"),
    "legal": ("the lines at the foot, the postal address among them", "legal: [...]"),
}


def missing(sending: Sending, *, delivers: bool) -> Iterator[Finding]:
    """Yield what is not configured; a server is needed only by what ``delivers``."""
    start = Position(SENDING)
    for key, (what, hint) in _WANTED.items():
        if not getattr(sending, key):
            said = f"{key} is not configured: {what}"
            yield Finding("SEND-09", said, start, f"write {hint}")
    if delivers and sending.server is None:
        said = "server is not configured: what takes the messages"
        yield Finding("SEND-09", said, start, "write server: {host: …}")
    if delivers and sending.server is not None:
        yield from _open(sending.server)
    people = [person for person in (sending.sender, sending.reply_to) if person]
    given = [(person.address, person.at("address")) for person in people]
    if sending.bounces:
        given.append((sending.bounces, sending.at("bounces")))
    if sending.unsubscribe:
        given.append((sending.unsubscribe.mail, sending.unsubscribe.at("mail")))
    for address, position in given:
        wrong = addresses.fault(address)
        if wrong:
            said = f"{address} is no address: {wrong}"
            yield Finding("SEND-09", said, position, "correct it")


def _open(server: Server) -> Iterator[Finding]:
    """Yield the finding for a conversation that others could listen to."""
    if server.security != "none":
        return
    try:
        here = ipaddress.ip_address(server.host).is_loopback
    except ValueError:
        here = server.host == "localhost"
    if not here:
        said = f"security: none is for a server on this machine, not for {server.host}"
        hint = "write security: starttls, or tls"
        yield Finding("SEND-09", said, server.at("security"), hint)
