"""An edition sent to a list, through a real server."""

from __future__ import annotations

from pathlib import Path

from tests.mail.desk import send, served, states
from tests.mail.post_office import PostOffice


def test_each_gets_it_once(press: Path) -> None:
    """Three recipients, three messages; the same command again sends none."""
    with PostOffice() as office:
        served(press, office.port)
        first = send(press, "--json")
        again = send(press, "--json")
    assert (first.code, first.err[-200:]) == (0, first.err[-200:]), first.err
    assert states(first) == states(again) == {"sent": 3}
    assert [each.recipient for each in office.letters] == [
        f"reader{n}@example.org" for n in (1, 2, 3)
    ]
    assert {each.sender for each in office.letters} == {"bounces@example.org"}
    assert office.connections == 1
