"""A stand-in for the Census Bureau: invented figures, real manners, errors included.

What it says without data is what the real API says: a redirect to a page about keys, 204
without rows, 400 and 500 with a sentence.
"""

from __future__ import annotations

import io
import json
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import openpyxl

__all__ = [
    "CODES",
    "COUNTRIES",
    "KEY",
    "Bureau",
    "Reply",
    "invented",
    "months",
    "rows",
    "served",
    "workbook",
]

KEY = "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00"
CODES = ("00", *(f"{n:02}" for n in range(1, 11)))
COUNTRIES = {"1220": "CANADA", "4280": "GERMANY", "5700": "CHINA"}
GROUPINGS = {"0003": ("EUROPEAN UNION", "4280"), "5XXX": ("ASIA", "5700")}
VALUES = {"exports": ("ALL_VAL_MO", "ALL_VAL_YR"), "imports": ("GEN_VAL_MO", "GEN_VAL_YR")}  # fmt: skip
VARIABLES = {"CTY_CODE", "CTY_NAME", "HITECH", "HITECH_DESC", *sum(VALUES.values(), ())}

Amount = Callable[[str, str, str, str], int]
"""The dollars of a flow, month, code and country."""


@cache
def invented(flow: str, month: str, code: str, country: str) -> int:
    """Return dollars between 1 and 100,000, ever the same for the same cell."""
    return zlib.crc32(f"{flow}{month}{code}{country}".encode()) % 100_000 + 1


def months(first: str, last: str) -> list[str]:
    """Return "2010-01", "2010-02" and so on."""
    every = (f"{y}-{n:02}" for y in range(int(first[:4]), int(last[:4]) + 1)
             for n in range(1, 13))  # fmt: skip
    return [month for month in every if first <= month <= last]


def rows(
    flow: str, asked: list[str], amount: Amount, total: str = "-"
) -> list[dict[str, str]]:
    """Return all rows of months of a year: by country, the total first, by code and month.

    A country's row is left out where it has no trade in the year so far.
    """
    made = []
    sold = {"": ("TOTAL FOR ALL COUNTRIES", tuple(COUNTRIES))}
    sold |= {code: (name, (of,)) for code, (name, of) in GROUPINGS.items()}
    sold |= {code: (name, (code,)) for code, name in COUNTRIES.items()}
    year = months(f"{asked[0][:4]}-01", asked[-1])
    cells = {
        (month, code, one): amount(flow, month, code, one)
        for month in year
        for code in CODES
        for one in COUNTRIES
    }
    for who, (name, of) in sold.items():
        for code in ("", *CODES):
            so_far = 0
            for month in year:
                goods = (code,) if code else CODES
                value = sum(cells[month, c, one] for c in goods for one in of)
                so_far += value
                if month not in asked or (who and not so_far):
                    continue
                made.append(
                    {
                        "CTY_CODE": who or total,
                        "CTY_NAME": name,
                        "HITECH": code or total,
                        "HITECH_DESC": f"GOODS [{code}]",
                        VALUES[flow][0]: str(value),
                        VALUES[flow][1]: str(so_far),
                        "time": month,
                    }
                )
    return made


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer over HTTP; ``cut`` bytes are missing at its end."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int = 0
    drop: bool = False


Asked = tuple[str, str]
"""A flow and a time; of the workbook: "xlsx" and nothing."""


@dataclass
class Bureau:
    """What the stand-in knows, what it was asked, and what it answers instead.

    ``instead`` holds replies to give in place of the next answers to a question, ``change``
    changes the rows of every answer, ``before`` is called before each.
    """

    first: str = "2010-01"
    last: str = "2012-02"
    amount: Amount = invented
    total: str = "-"
    book: bytes = b""
    instead: dict[Asked, list[Reply]] = field(default_factory=dict)
    change: Callable[[Asked, list[list[Any]]], list[list[Any]]] = lambda _asked, table: table  # fmt: skip
    before: Callable[[Asked], None] = lambda _asked: None
    asked: list[Asked] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    site: str = ""

    def reply(self, target: str) -> Reply:
        """Return what the API or the web site says to a request."""
        url = urlsplit(target)
        query = {name: values[-1] for name, values in parse_qs(url.query).items()}
        *_, flow, kind = url.path.split("/")
        asked = (flow, query.get("time", "")) if kind == "hitech" else ("xlsx", "")
        self.asked.append(asked)
        self.addresses.append(target)
        self.before(asked)
        if self.instead.get(asked):
            return self.instead[asked].pop(0)
        if kind == "country.xlsx":
            return Reply(body=self.book)
        if "key" not in query:
            return self._page("missing_key.html")
        if query["key"] != KEY:
            return self._page("invalid_key.html")
        return self._data(asked, query["get"].split(","))

    def _page(self, name: str) -> Reply:
        headers = {"Location": f"{self.site}/data/{name}", "X-DataWebAPI-KeyError": "1"}
        return Reply(302, headers=headers)

    def _data(self, asked: Asked, wanted: list[str]) -> Reply:
        flow, time = asked
        for name in wanted:
            if name not in VARIABLES:
                return Reply(400, f"error: unknown variable '{name}'".encode())
        here = [m for m in months(self.first, self.last) if m.startswith(time)]
        if not here:
            return Reply(204)
        heading = [*wanted, "time"]
        made = rows(flow, here, self.amount, self.total)
        table = [heading, *([row[name] for name in heading] for row in made)]
        return Reply(body=json.dumps(self.change(asked, table)).encode())


@contextmanager
def served(bureau: Bureau) -> Iterator[Bureau]:
    """Serve a stand-in on this machine; its ``site`` is then its address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            reply = bureau.reply(self.path)
            if reply.drop:
                self.close_connection = True
                self.connection.close()
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.status != 204:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body[: len(reply.body) - reply.cut])
            self.close_connection = bool(reply.cut)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Say nothing of connections that a test cuts."""

    with Server(("127.0.0.1", 0), Handler) as server:
        bureau.site = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield bureau
        finally:
            server.shutdown()
            thread.join()


NAMES = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN",
         "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")  # fmt: skip


def workbook(
    table: list[list[Any]], *, sheet: str = "country", before: str | None = None
) -> bytes:
    """Return rows as a workbook, perhaps with another sheet before theirs."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    if before is not None:
        first.title = before
        first.append(["a note"])
        first = book.create_sheet(sheet)
    for row in table:
        first.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
