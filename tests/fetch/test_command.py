"""`publisher fetch` as its user calls it."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys

import pytest

from publisher.fetch import clock
from tests.fetch.bureau import KEY, Reply, workbook
from tests.fetch.conftest import Desk
from tests.fetch.test_workbook import table
from tests.mini import Ran, call, files, spoilt


@pytest.fixture(autouse=True)
def _today(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be April 10, 2012."""
    monkeypatch.setattr(clock, "SYSTEM", desk.clock)


def asked(desk: Desk, *more: str) -> Ran:
    return call("fetch", "census_api", desk.root, "--site", desk.bureau.site, *more)


def test_it_says_what_was_written_and_who_reads_it(desk: Desk) -> None:
    """The folder, its span and files; each edition; what to do next."""
    desk.declare()
    ran = asked(desk)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "content/data/census_api/2012-04: 2010-01 to 2012-02, 6 answers",
        "  groups_annual.csv: 20 rows",
        "  groups_monthly.csv: 260 rows",
        "  groups_by_partner.csv: 60 rows",
        "edition 2025 reads it: groups",
        "Next:",
        "  publisher check    says what the figures change, and what is wrong",
        "  publisher approve --edition 2025    once you agree",
    ]


def test_it_says_who_does_not_read_it(desk: Desk) -> None:
    """An edition that closed before, and one that declares nothing of the source."""
    ran = asked(desk)
    none = "none of its series is declared to be fetched from here"
    assert f"edition 2025 does not read it: {none}\n" in ran.out
    assert "approve" not in ran.out
    edition = "content/editions/2025.yml"
    spoilt(desk.root, (edition, "2026-01-31", "2012-03-31"))
    older = ("content/sources.yml", 'vintage: "2026-01"', 'vintage: "2012-01"')
    spoilt(desk.root, older, older)
    ran = asked(desk, "--vintage", "2012-04-10")
    assert "edition 2025 does not read it: it closed on 2012-03-31\n" in ran.out


def test_a_resumed_fetch_says_so(desk: Desk) -> None:
    """How many answers were kept, and between which times all came."""
    desk.bureau.instead["imports", "2012"] = [Reply(400)]
    assert asked(desk).code == 1
    desk.now = desk.now.replace(day=11)
    lines = asked(desk).out.splitlines()
    assert lines[0].endswith("6 answers, 5 of them kept from before")
    assert (
        lines[1] == "  they came between 2012-04-10T12:00:00Z and 2012-04-11T12:00:00Z"
    )


def test_a_refusal_is_a_finding(desk: Desk) -> None:
    """Exit code 1, the finding and its remedy; no folder of that name."""
    desk.bureau.instead["imports", "2011"] = [Reply(400, b"error: unknown variable")]
    ran = asked(desk)
    assert (ran.code, ran.out) == (1, "")
    [told] = ran.told
    assert told.code == "FETCH-04"
    assert "“error: unknown variable”" in told.message
    assert told.hint.startswith("the source may have changed")
    assert not (desk.home / "2012-04").exists()
    assert KEY not in ran.err


def test_a_vintage_that_is_there_is_named_with_its_record(desk: Desk) -> None:
    """The finding points at the record."""
    assert asked(desk).code == 0
    ran = asked(desk)
    assert ran.code == 1
    [told] = ran.told
    assert told.position == "content/data/census_api/2012-04/vintage.yml:1:1"
    assert told.hint.endswith("add --vintage 2012-04-10")


def test_as_json(desk: Desk) -> None:
    """The same for programs; findings too, if it fails."""
    desk.declare()
    ran = asked(desk, "--json")
    assert (ran.code, ran.err) == (0, "")
    plain = json.loads(ran.out)
    assert plain["folder"] == "content/data/census_api/2012-04"
    assert plain["covers"] == {"from": "2010-01", "to": "2012-02"}
    assert plain["files"][0]["path"] == "groups_annual.csv"
    assert plain["files"][0]["rows"] == 20
    assert plain["answers"][0]["fetched"] == "2012-04-10T12:00:00Z"
    assert plain["resumed"] == 0
    assert plain["editions"]["2025"]["series"] == ["groups"]
    assert plain["findings"] == []
    ran = asked(desk, "--json")
    assert ran.code == 1
    assert [found["code"] for found in json.loads(ran.out)["findings"]] == ["FETCH-13"]


def test_quiet_prints_findings_only(desk: Desk) -> None:
    """A notice is one."""
    assert asked(desk, "--quiet") == Ran(0, "", "")
    ran = asked(desk, "--quiet", "--vintage", "2012-03")
    assert ran.out == ""
    assert [told.code for told in ran.told] == ["FETCH-16"]


def test_the_workbook_is_asked_for_by_name(desk: Desk) -> None:
    """Another source, another folder."""
    desk.bureau.book = workbook(table())
    ran = call(
        "fetch", "census_country_xlsx", desk.root, "--site", desk.bureau.site
    )  # fmt: skip
    assert ran.code == 0
    assert ran.out.startswith(
        "content/data/census_country_xlsx/2012-04: 2008-01 to 2010-01, 1 answer\n"
    )
    assert [told.code for told in ran.told] == ["FETCH-14"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("census",), "'census' is not one of 'census_api', 'census_country_xlsx'"),
        (("census_api", "nowhere"), "'nowhere' does not exist"),
        (("census_api", ".", "--vintage", "spring"), "'spring' is no vintage"),
        (("census_api", ".", "--site", "http://api.census.gov"), "is no https:// address"),
    ],
)  # fmt: skip
def test_a_wrong_call_has_exit_code_2(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    """Nobody is asked, nothing is written."""
    monkeypatch.chdir(desk.root)
    monkeypatch.setenv("COLUMNS", "200")
    before = files(desk.root)
    ran = call("fetch", *arguments)
    assert ran.code == 2
    assert said in ran.out + ran.err
    assert files(desk.root) == before


def test_a_folder_without_a_publication_is_a_wrong_call(desk: Desk) -> None:
    """There is nowhere to put a vintage."""
    ran = call("fetch", "census_api", desk.root / "styles")
    assert ran.code == 2
    assert "is not a publication: it has no content/publication.yml" in ran.err


def test_a_bar_on_a_terminal(desk: Desk) -> None:
    """It counts the answers and names what is asked; nothing of it in a pipe."""
    desk.bureau.instead["exports", "2010"] = [Reply(400, b"error: no")]
    main, side = pty.openpty()
    command = [
        *(sys.executable, "-m", "publisher", "fetch", "census_api", str(desk.root)),
        *("--site", desk.bureau.site),
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=side) as process:
        os.close(side)
        said = b""
        try:
            while piece := os.read(main, 4096):
                said += piece
        except OSError:
            pass  # the other end is closed
        os.close(main)
    assert process.returncode == 1
    assert b"exports-2010" in said
    assert b"0/" in said
    assert KEY.encode() not in said
