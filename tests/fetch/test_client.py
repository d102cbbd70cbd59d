"""What the source does instead of answering: keys, waits, refusals, silence."""

from __future__ import annotations

import datetime as dt
import logging
import traceback

import httpx
import pytest

from publisher.errors import StageFailed, UsageError
from publisher.fetch import client
from publisher.fetch.client import Client, check_site
from tests.fetch.bureau import KEY, Reply
from tests.fetch.conftest import Desk
from tests.mini import files

FIRST = ("exports", "2010")
SORRY = (
    b"There was an error while running your query.  We've logged the error and we'll"
    b" correct it ASAP.  Sorry for the inconvenience."
)


@pytest.mark.parametrize("key", [None, "", "   ", "two words", "“quoted”", "short"])
def test_without_a_key_nobody_is_asked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, key: str | None
) -> None:
    """The finding names the variable and where keys are given, not what was found."""
    monkeypatch.delenv("CENSUS_API_KEY")
    if key is not None:
        monkeypatch.setenv("CENSUS_API_KEY", key)
    [(code, message, hint)] = desk.refused()
    assert code == "FETCH-01"
    has = "is not set" if not (key or "").strip() else "does not hold a key"
    assert (
        message == f"the source answers nobody without a key, and CENSUS_API_KEY {has}"
    )
    assert "https://api.census.gov/data/key_signup.html" in hint
    assert desk.bureau.asked == []
    assert not desk.home.exists()


def test_a_refused_key_is_told_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The redirect to invalid_key.html is read, not followed; no second try is made."""
    monkeypatch.setenv("CENSUS_API_KEY", "badbadbadbadbad1")
    [(code, message, _)] = desk.refused()
    assert (code, message) == (
        "FETCH-02",
        "the source refuses the key: it is wrong, or not yet activated",
    )
    assert desk.bureau.asked == [FIRST]
    assert desk.waits == []


def test_a_key_that_got_lost_is_told(desk: Desk) -> None:
    """So is missing_key.html, for a source that did not see the key."""
    desk.bureau.instead[FIRST] = [
        Reply(302, headers={"Location": "https://api.census.gov/data/missing_key.html"})
    ]
    [(code, message, _)] = desk.refused()
    assert (code, message) == (
        "FETCH-02",
        "the source says that no key came with the question",
    )


def test_no_redirect_is_followed(desk: Desk) -> None:
    """Another address is named and not asked."""
    desk.bureau.instead[FIRST] = [
        Reply(301, headers={"Location": f"https://elsewhere.example/?key={KEY}"})
    ]
    [(code, message, hint)] = desk.refused()
    assert code == "FETCH-04"
    assert "has moved to 'https://elsewhere.example/?key=<key>'" in message
    assert "redirects are not followed" in hint


def test_faults_that_pass_are_tried_again(desk: Desk) -> None:
    """Three of the server's faults and a cut connection: waits grow, the vintage is whole."""
    desk.bureau.instead[FIRST] = [
        Reply(500, SORRY),
        Reply(503),
        Reply(drop=True),
        Reply(body=b"[[1]]" * 100, cut=50),
    ]
    desk.fetch()
    assert desk.bureau.asked[:6] == [FIRST] * 5 + [("imports", "2010")]
    assert all(low <= wait <= low + 1 for low, wait in zip((1, 2, 4, 8), desk.waits, strict=True))  # fmt: skip


@pytest.mark.parametrize(
    ("header", "wait"),
    [("7", 7.0), ("Tue, 10 Apr 2012 12:01:30 GMT", 90.0), ("120", 120.0)],
)
def test_a_wait_that_is_asked_for_is_kept(desk: Desk, header: str, wait: float) -> None:
    """Retry-After counts seconds, or names a moment."""
    desk.bureau.instead[FIRST] = [Reply(429, headers={"Retry-After": header})]
    desk.fetch()
    assert desk.waits == [wait]


def test_a_wait_that_is_none_is_our_own(desk: Desk) -> None:
    """Nonsense in Retry-After is not obeyed."""
    desk.bureau.instead[FIRST] = [Reply(429, headers={"Retry-After": "soon"})]
    desk.fetch()
    assert 1 <= desk.waits[0] <= 2


def test_a_long_wait_is_left_to_the_editor(desk: Desk) -> None:
    """An hour is not slept through; what came is kept."""
    desk.bureau.instead["imports", "2011"] = [
        Reply(429, b"slow down", {"Retry-After": "3600"})
    ]
    [(code, message, hint)] = desk.refused()
    assert code == "FETCH-03"
    assert message.endswith("asks to wait for 3600 seconds (status 429, “slow down”)")
    assert "run the same command again later" in hint
    assert desk.waits == []
    kept = {path.name for path in (desk.home / ".2012-04.partial").iterdir()}
    assert kept == {"exports-2010.json", "imports-2010.json", "exports-2011.json"}


def test_a_source_that_keeps_failing_is_left_alone(desk: Desk) -> None:
    """Six tries, then the last of its words."""
    desk.bureau.instead[FIRST] = [Reply(503, b"<b>down</b>\x1b[2J")] * 6
    [(code, message, _)] = desk.refused()
    assert code == "FETCH-03"
    assert message.endswith(
        "gave no answer in 6 tries; the last: status 503, “<b>down</b> [2J”"
    )
    assert len(desk.bureau.asked) == 6
    assert len(desk.waits) == 5


def test_a_year_that_is_too_large_is_asked_by_month(desk: Desk) -> None:
    """The server's error for a whole year: it is asked by month from there, figures same.

    Later years are not tried whole; months to come have no rows and are no fault.
    """
    desk.fetch(vintage="2012-04-10")
    desk.bureau.asked.clear()
    desk.bureau.instead["imports", "2011"] = [Reply(500, SORRY)] * 6
    fetched = desk.fetch()
    assert desk.bureau.asked[3:] == [("imports", "2011")] * 6 + [
        (flow, f"{year}-{month:02}")
        for flow, year in (("imports", 2011), ("exports", 2012), ("imports", 2012))
        for month in range(1, 13)
    ]
    assert len(fetched.answers) == 3 + 36
    assert desk.reports[-1] == (38, 39, "imports-2012-12")
    for name in ("groups_monthly.csv", "groups_annual.csv", "groups_by_partner.csv"):
        whole = desk.text(name, "2012-04-10").replace("2012-04-10", "2012-04")
        assert desk.text(name) == whole


def test_a_server_that_is_down_is_not_asked_for_every_month(desk: Desk) -> None:
    """The year fails, its first month fails: that is enough."""
    desk.bureau.instead[FIRST] = [Reply(500, SORRY)] * 6
    desk.bureau.instead["exports", "2010-01"] = [Reply(500, SORRY)] * 6
    [(code, message, _)] = desk.refused()
    assert code == "FETCH-03"
    assert "We've logged the error" in message
    assert len(desk.bureau.asked) == 12


def test_a_question_that_is_refused_quotes_the_source(desk: Desk) -> None:
    """Status 400: its own words, in one line, not all of a long page."""
    words = b"error: unknown variable 'GEN_VAL_MO'\r\n" + b"x" * 100_000
    desk.bureau.instead["imports", "2010"] = [Reply(400, words)]
    [(code, message, hint)] = desk.refused()
    assert code == "FETCH-04"
    assert "status 400, “error: unknown variable 'GEN_VAL_MO' xxx" in message
    assert len(message) < 600
    assert "docs/fetching.md" in hint
    assert desk.waits == []


def test_nobody_there(desk: Desk) -> None:
    """No connection: tried six times, then told."""
    [(code, message, _)] = desk.refused(site="http://127.0.0.1:9")
    assert code == "FETCH-03"
    assert "Connection refused" in message


def test_an_answer_may_not_be_endless(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond the largest size nothing more is read."""
    monkeypatch.setattr(client, "LARGEST", 1000)
    [(code, message, _)] = desk.refused()
    assert code == "FETCH-05"
    assert message.endswith("is larger than 1000 bytes")


def test_an_answer_may_not_trickle(desk: Desk) -> None:
    """A source that sends a little now and then, for longer than ten minutes, is left."""
    ticking = iter(range(0, 10**6, 700))
    clock = desk.clock
    slow = type(clock)(clock.now, lambda: float(next(ticking)), clock.sleep)
    [(code, message, _)] = desk.refused(clock=slow)
    assert code == "FETCH-05"
    assert message.endswith("took longer than 600 s")


@pytest.mark.parametrize(
    "site",
    [
        "http://api.census.gov",
        "http://10.0.0.1:80",
        "ftp://127.0.0.1",
        "https://api.census.gov/data",
        "https://user:secret@api.census.gov",
        "https://api.census.gov/?x=1",
        "api.census.gov",
        "",
        "https://",
        "http://[::1",
    ],
)
def test_the_key_goes_out_in_secret_only(site: str) -> None:
    """Any other host than this machine is asked over HTTPS; a site is a bare host."""
    with pytest.raises(UsageError, match=r"is no https:// address of a host"):
        check_site(site)


@pytest.mark.parametrize(
    "site", ["https://api.census.gov", "http://127.0.0.1:8000", "http://localhost:1", "http://[::1]:1"]
)  # fmt: skip
def test_a_site_may_be_this_machine(site: str) -> None:
    """HTTP is for a server on this very machine."""
    assert check_site(site + "/") == site


def test_this_machine_is_asked_without_a_proxy(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others are asked through the proxy of the environment."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.delenv("no_proxy", raising=False)
    assert client._proxy("https://api.census.gov") == "http://proxy.example:3128"
    monkeypatch.setenv("no_proxy", "census.gov")
    assert client._proxy("https://api.census.gov") is None
    desk.fetch()


def test_the_key_appears_nowhere(
    desk: Desk, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """It leaves for the source, and stands in no log, finding, traceback or file."""
    caplog.set_level(logging.DEBUG)
    desk.bureau.instead["exports", "2011"] = [
        Reply(500, f"key={KEY} is fine".encode()),
        Reply(drop=True),
        Reply(400, f"error in ?key={KEY}".encode()),
    ]
    with pytest.raises(StageFailed) as failure:
        desk.fetch()
    said = "".join(traceback.format_exception(failure.value))
    assert "error in ?key=<key>" in said
    assert all(KEY in address for address in desk.bureau.addresses)
    assert "HTTP Request: GET" in caplog.text
    out, err = capfd.readouterr()
    assert KEY not in said + caplog.text + out + err
    assert not any(KEY.encode() in data for data in files(desk.root).values())


def test_the_key_is_not_in_what_httpx_raises(desk: Desk) -> None:
    """Nor in the request that its exceptions carry, nor in an answer that quotes it."""
    desk.bureau.instead[FIRST] = [Reply(drop=True)]
    quoting = Reply(body=f'["{KEY}"]'.encode())
    desk.bureau.instead["exports", "2011"] = [quoting]
    path = (
        f"{desk.bureau.site}/data/timeseries/intltrade/exports/hitech?get=HITECH&time="
    )
    with Client(desk.bureau.site, KEY, desk.clock) as asking:
        with pytest.raises(httpx.TransportError) as error:
            asking._http.get(f"{path}2010")
        assert asking.ask(f"{path}2011").body == b'["<key>"]'
    assert KEY not in repr(error.value.request.url)
    assert KEY in desk.bureau.addresses[0]


def test_a_date_without_a_zone_is_universal_time(desk: Desk) -> None:
    """A Retry-After of the past is no wait at all."""
    assert client._retry_after("Tue, 10 Apr 2012 12:00:05", desk.clock) == 5.0
    assert client._retry_after("Tue, 10 Apr 2012 11:00:00 GMT", desk.clock) == 0.0
    assert desk.now.tzinfo is dt.UTC
