"""An address to an answer of a source, over HTTP.

Faults that pass (too many requests, the server's own, the connection's) are tried again with
growing and varied waits, or with the wait that the source asks for (RFC 9110, 10.2.3). What
does not pass is told at once. Nothing is redirected: this source redirects to a page when it
wants another key. Sizes and times are bounded. What an answer means is for others.

The key is added below everything that logs or quotes a request (`_Keyed`), and taken out of
whatever the source says, so that no message, record or answer kept can hold it.

Findings
--------
FETCH-01
    No key, or a text that is none.
FETCH-02
    The source refuses the key.
FETCH-03
    The source cannot be reached, or keeps failing, or asks to wait for long.
FETCH-04
    The source refuses the question.
FETCH-05
    An answer that is too large, or takes too long.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import NoReturn, Self
from urllib.request import getproxies, proxy_bypass

import httpx
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential_jitter,
)

from publisher.errors import Finding, StageFailed, UsageError
from publisher.fetch.clock import Clock

__all__ = [
    "LARGEST",
    "LONGEST",
    "LONGEST_WAIT",
    "TRIES",
    "Answer",
    "Client",
    "KeptFailing",
    "check_site",
    "read_key",
]

LARGEST = 64 * 1024 * 1024
"""Bytes; twenty times a year of all countries."""
LONGEST = 600.0
"""Seconds from the question to the last byte."""
TRIES = 6
LONGEST_WAIT = 120.0
"""Seconds between two tries; a source that asks for more is left alone."""

_KEY = re.compile(r"[0-9A-Za-z]{8,128}")
_QUOTED = 240
"""Characters of the source's own words."""
_TIMEOUT = httpx.Timeout(20.0, read=120.0)
_BACK_OFF = wait_exponential_jitter(initial=1, max=60, jitter=1)
_PASSING = {408, 425, 429, 500, 502, 503, 504}
_KEY_PAGES = {
    "missing_key.html": "the source says that no key came with the question",
    "invalid_key.html": "the source refuses the key: it is wrong, or not yet activated",
}
_AGAIN = "the answers that came are kept: run the same command again later"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source said, when, and to which address (without the key). May be empty."""

    address: str
    at: dt.datetime
    body: bytes


class KeptFailing(StageFailed):
    """Each try met a fault that might have passed; ``status`` is the last, 0 for none."""

    def __init__(self, finding: Finding, status: int) -> None:
        super().__init__([finding])
        self.status = status


class _PassingError(Exception):
    """A fault that may be gone at the next try; ``after`` is the wait asked for."""

    def __init__(self, said: str, status: int = 0, after: float | None = None) -> None:
        super().__init__(said)
        self.status = status
        self.after = after


def read_key(variable: str, environment: Callable[[str], str | None]) -> str:
    """Return the key that an environment variable holds.

    Raises
    ------
    StageFailed
        FETCH-01, without the text that was found.
    """
    key = (environment(variable) or "").strip()
    if _KEY.fullmatch(key):
        return key
    said = f"{variable} does not hold a key" if key else f"{variable} is not set"
    message = f"the source answers nobody without a key, and {said}"
    hint = (
        "ask for a key at https://api.census.gov/data/key_signup.html and set the "
        f"environment variable {variable} to it, without quotes or spaces"
    )
    raise StageFailed([Finding("FETCH-01", message, hint=hint)])


def check_site(site: str) -> str:
    """Return a scheme and host, with a port perhaps, that a source may be asked at.

    Raises
    ------
    UsageError
        Unless it is HTTPS, or HTTP on this very machine.
    """
    try:
        url = httpx.URL(site)
    except httpx.InvalidURL:
        url = httpx.URL()
    secure = url.scheme == "https" or (url.scheme == "http" and _is_here(url.host))
    bare = url.path == "/" and not (url.query or url.fragment or url.userinfo)
    if not (secure and bare and url.host):
        msg = (
            f"{site!r} is no https:// address of a host (http:// only for this machine)"
        )
        raise UsageError(msg)
    return str(url).rstrip("/")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Client:
    """Asks one source, over one connection where it allows; close it after use."""

    def __init__(self, site: str, key: str | None, clock: Clock) -> None:
        self._clock = clock
        self._key = key
        through: httpx.BaseTransport = httpx.HTTPTransport(proxy=_proxy(site))
        if key is not None:
            through = _Keyed(through, key)
        self._http = httpx.Client(
            transport=through,
            timeout=_TIMEOUT,
            follow_redirects=False,
            headers={"User-Agent": "publisher"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    def ask(self, address: str) -> Answer:
        """Return the answer to a question, empty if the source has nothing (204).

        Raises
        ------
        StageFailed
            If the source gives no answer; `KeptFailing` if it might another time.
        """
        trying = Retrying(
            retry=retry_if_exception_type(_PassingError),
            stop=stop_after_attempt(TRIES),
            wait=_wait,
            sleep=self._clock.sleep,
            reraise=True,
        )
        try:
            return trying(self._once, address)
        except _PassingError as error:
            message = f"{address} gave no answer in {TRIES} tries; the last: {error}"
            finding = Finding("FETCH-03", message, hint=_AGAIN)
            raise KeptFailing(finding, error.status) from None

    def _once(self, address: str) -> Answer:
        try:
            with self._http.stream("GET", address) as response:
                if response.status_code == 200:
                    body = self._body(address, response)
                    return Answer(address, self._clock.now(), body)
                if response.status_code == 204:
                    return Answer(address, self._clock.now(), b"")
                self._refused(address, response)
        except (httpx.TransportError, httpx.DecodingError) as error:
            said = self._clean(str(error)) or type(error).__name__
            raise _PassingError(said) from None

    def _body(self, address: str, response: httpx.Response) -> bytes:
        body = bytearray()
        for piece in self._pieces(address, response):
            body += piece
            if len(body) > LARGEST:
                message = f"the answer of {address} is larger than {LARGEST} bytes"
                _fail("FETCH-05", message, "see whether the address is still right")
        if self._key is not None:
            return bytes(body).replace(self._key.encode(), b"<key>")
        return bytes(body)

    def _pieces(self, address: str, response: httpx.Response) -> Iterator[bytes]:
        """Yield what comes, for a bounded time: a trickle never times out by itself."""
        begun = self._clock.elapsed()
        for piece in response.iter_bytes():
            yield piece
            if self._clock.elapsed() - begun > LONGEST:
                message = f"the answer of {address} took longer than {LONGEST:g} s"
                _fail("FETCH-05", message, _AGAIN)

    def _refused(self, address: str, response: httpx.Response) -> NoReturn:
        """Tell why there is no answer."""
        status = response.status_code
        if response.is_redirect:
            self._redirected(address, response.headers.get("Location", ""))
        words = self._words(address, response)
        said = f"status {status}" + (f", “{words}”" if words else "")
        if status in _PASSING:
            after = _retry_after(response.headers.get("Retry-After"), self._clock)
            if after is not None and after > LONGEST_WAIT:
                message = f"{address} asks to wait for {after:.0f} seconds ({said})"
                _fail("FETCH-03", message, _AGAIN)
            raise _PassingError(said, status, after)
        message = f"the source refuses the question {address}: {said}"
        hint = (
            "the source may have changed: compare docs/fetching.md with its own guide"
        )
        _fail("FETCH-04", message, hint)

    def _redirected(self, address: str, location: str) -> NoReturn:
        page = location.partition("?")[0].rpartition("/")[2]
        if page in _KEY_PAGES:
            hint = (
                "see that the environment holds your key, whole, and that you have "
                "followed the link in the letter that came with it"
            )
            _fail("FETCH-02", _KEY_PAGES[page], hint)
        message = f"{address} has moved to {self._clean(location)!r}"
        hint = "redirects are not followed: see whether the source has a new address"
        _fail("FETCH-04", message, hint)

    def _words(self, address: str, response: httpx.Response) -> str:
        """Return the beginning of what the source says beside a status."""
        words = b""
        for piece in self._pieces(address, response):
            words += piece
            if len(words) > 16 * _QUOTED:
                break
        return self._clean(words.decode("utf-8", "replace"))

    def _clean(self, text: str) -> str:
        """Return one short line without the key or what a terminal would obey."""
        if self._key is not None:
            text = text.replace(self._key, "<key>")
        line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
        return line if len(line) <= _QUOTED else line[:_QUOTED] + "…"


class _Keyed(httpx.BaseTransport):
    """Adds the key to what leaves.

    httpx logs the address of each request and puts the request into its exceptions. Those
    are requests from before this step.
    """

    def __init__(self, through: httpx.BaseTransport, key: str) -> None:
        self._through = through
        self._key = key

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request with the key."""
        keyed = httpx.Request(
            request.method,
            request.url.copy_merge_params({"key": self._key}),
            headers=request.headers,
            stream=request.stream,
            extensions=request.extensions,
        )
        return self._through.handle_request(keyed)

    def close(self) -> None:
        """Close the connection."""
        self._through.close()


def _proxy(site: str) -> str | None:
    """Return the proxy that this machine's settings name for a site, if any."""
    url = httpx.URL(site)
    if _is_here(url.host) or proxy_bypass(url.host):
        return None
    return getproxies().get(url.scheme)


def _wait(state: RetryCallState) -> float:
    """Return the seconds to wait: what the source asks for, else growing and varied."""
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, _PassingError) and error.after is not None:
        return error.after
    return _BACK_OFF(state)


def _retry_after(header: str | None, clock: Clock) -> float | None:
    """Return the seconds that a Retry-After field asks for: a number, or a date."""
    if header is None:
        return None
    if re.fullmatch(r"[0-9]{1,9}", header.strip()):
        return float(header)
    try:
        until = parsedate_to_datetime(header)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=dt.UTC)
    return max(0.0, (until - clock.now()).total_seconds())


def _fail(code: str, message: str, hint: str) -> NoReturn:
    raise StageFailed([Finding(code, message, hint=hint)])
