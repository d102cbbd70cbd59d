"""A fetch that is stopped, killed or damaged, and goes on; a vintage that is there already."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import yaml

from publisher.errors import StageFailed, UsageError
from tests.fetch.bureau import KEY, Bureau, Reply
from tests.fetch.conftest import Desk
from tests.mini import copied, files

STOP = {("imports", "2011"): [Reply(400, b"error: not today")]}


def test_answers_are_kept_and_used(desk: Desk) -> None:
    """The second run asks only for what the first did not get; the bytes are the same."""
    desk.fetch(vintage="2012-04-10")
    desk.bureau.instead = {asked: list(replies) for asked, replies in STOP.items()}
    assert desk.refused()[0][0] == "FETCH-04"
    partial = desk.home / ".2012-04.partial"
    assert sorted(path.name for path in partial.iterdir()) == [
        "exports-2010.json",
        "exports-2011.json",
        "imports-2010.json",
    ]
    assert not (desk.home / "2012-04").exists()
    desk.bureau.asked.clear()
    fetched = desk.fetch()
    assert fetched.resumed == 3
    assert desk.bureau.asked == [
        *(("imports", "2011"), ("exports", "2012"), ("imports", "2012"))
    ]
    assert not partial.exists()
    for name in ("groups_monthly.csv", "groups_annual.csv", "groups_by_partner.csv"):
        whole = desk.text(name, "2012-04-10").replace("2012-04-10", "2012-04")
        assert desk.text(name) == whole


def test_an_answer_kept_is_the_sources_words(desk: Desk) -> None:
    """One file for each, with the address and the time, without the key."""
    desk.bureau.instead = {asked: list(replies) for asked, replies in STOP.items()}
    desk.refused()
    kept = (desk.home / ".2012-04.partial/exports-2010.json").read_text("utf-8")
    plain = json.loads(kept)
    assert plain["asked"].endswith("/exports/hitech?get=CTY_CODE,CTY_NAME,HITECH,"
                                   "ALL_VAL_MO,ALL_VAL_YR&time=2010")  # fmt: skip
    assert plain["at"] == "2012-04-10T12:00:00Z"
    assert json.loads(plain["answer"])[1][:3] == ["-", "TOTAL FOR ALL COUNTRIES", "-"]
    assert KEY not in kept


def test_answers_of_several_days_have_their_times_recorded(desk: Desk) -> None:
    """The record then says when each came; its own time is that of the last."""
    desk.bureau.instead = {asked: list(replies) for asked, replies in STOP.items()}
    desk.refused()
    desk.now += dt.timedelta(days=1)
    desk.fetch()
    record = yaml.safe_load(desk.text("vintage.yml"))
    assert record["fetched"] == "2012-04-11T12:00:00Z"
    times = [(each["origin"][-17:], each["fetched"]) for each in record["answers"]]
    assert times[2:4] == [
        ("_VAL_YR&time=2011", "2012-04-10T12:00:00Z"),
        ("_VAL_YR&time=2011", "2012-04-11T12:00:00Z"),
    ]
    assert [each["origin"] for each in record["answers"]] == record["origin"]


@pytest.mark.parametrize(
    "damage", [b"", b"{", b'{"asked": 1}', b"[]", b"\xff", b"null"]
)
def test_a_damaged_answer_is_asked_for_again(desk: Desk, damage: bytes) -> None:
    """Half a file, or one of something else, is never read as an answer."""
    desk.bureau.instead = {asked: list(replies) for asked, replies in STOP.items()}
    desk.refused()
    (desk.home / ".2012-04.partial/imports-2010.json").write_bytes(damage)
    desk.bureau.asked.clear()
    assert desk.fetch().resumed == 2
    assert desk.bureau.asked[0] == ("imports", "2010")


@pytest.mark.parametrize(
    ("key", "value"), [("answer", "[[1]]"), ("asked", "https://api.census.gov/else")]
)
def test_an_answer_to_something_else_is_asked_for_again(
    desk: Desk, key: str, value: str
) -> None:
    """An answer that was changed, or is of another site or question, is none."""
    desk.bureau.instead = {asked: list(replies) for asked, replies in STOP.items()}
    desk.refused()
    path = desk.home / ".2012-04.partial/imports-2010.json"
    plain = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**plain, key: value}), encoding="utf-8")
    assert desk.fetch().resumed == 2


def test_nothing_is_kept_of_a_year_without_rows(desk: Desk) -> None:
    """What is not there today may be there tomorrow."""
    desk.now = dt.datetime(2013, 1, 5, tzinfo=dt.UTC)
    desk.bureau.instead["imports", "2013"] = [Reply(400)]
    desk.refused()
    kept = {path.name for path in (desk.home / ".2013-01.partial").iterdir()}
    assert "imports-2012.json" in kept
    assert "exports-2013.json" not in kept


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_fetch_that_is_ended_goes_on(
    tmp_path: Path, bureau: Bureau, how: signal.Signals
) -> None:
    """Killed at the fifth question: no vintage, four answers kept, the rest asked later."""
    root = copied(tmp_path)
    before = files(root)
    reached, going = threading.Event(), threading.Event()

    def before_answer(_asked: tuple[str, str]) -> None:
        if len(bureau.asked) == 5:
            reached.set()
            going.wait(20)

    bureau.before = before_answer
    command = [
        *(sys.executable, "-m", "publisher", "fetch", "census_api", str(root)),
        *("--site", bureau.site, "--vintage", "2012-04"),
    ]
    environment = {**os.environ, "CENSUS_API_KEY": KEY}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, env=environment, stdout=pipe, stderr=pipe
    ) as process:
        assert reached.wait(60)
        process.send_signal(how)
        out, err = process.communicate(timeout=20)
        going.set()
    assert process.returncode == (1 if how != signal.SIGKILL else -how)
    assert out == b""
    assert b"Traceback" not in err
    home = root / "content/data/census_api"
    assert [path.name for path in home.iterdir()] == [".2012-04.partial"]
    kept = {path.name for path in (home / ".2012-04.partial").iterdir()}
    assert len([name for name in kept if not name.startswith(".")]) == 4
    bureau.asked.clear()
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "4 of them kept from before" in done.stdout
    assert bureau.asked[0] == ("exports", "2012")
    assert [path.name for path in home.iterdir()] == ["2012-04"]
    assert before.items() <= files(root).items()


def test_a_vintage_that_is_there_is_never_touched(desk: Desk) -> None:
    """The finding names it and what to call another; nobody is asked."""
    desk.fetch()
    before = files(desk.home)
    desk.bureau.asked.clear()
    [(code, message, hint)] = desk.refused()
    assert (code, message) == (
        "FETCH-13",
        "the vintage 2012-04 of census_api is there already",
    )
    assert hint == "a vintage is never touched; to fetch another one, add --vintage 2012-04-10"  # fmt: skip
    assert desk.bureau.asked == []
    desk.fetch(vintage="2012-04-10")
    [(_, _, again)] = desk.refused(vintage="2012-04-10")
    assert again == "a vintage is never touched; fetch again on another day"
    assert before.items() <= files(desk.home).items()


@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_whatever_is_there_is_left(desk: Desk, kind: str) -> None:
    """An empty folder, a file and a link to nowhere are somebody's as well."""
    desk.home.mkdir()
    there = desk.home / "2012-04"
    if kind == "file":
        there.write_text("mine", encoding="utf-8")
    elif kind == "folder":
        there.mkdir()
    else:
        there.symlink_to("nowhere")
    assert desk.refused()[0][0] == "FETCH-13"


def test_a_vintage_that_appears_meanwhile_is_left(desk: Desk) -> None:
    """Two fetches of one vintage: the first to be whole stands, the other fails."""

    def other(asked: tuple[str, str]) -> None:
        if asked == ("imports", "2012"):
            (desk.home / "2012-04").mkdir()
            (desk.home / "2012-04/mine").write_text("mine", encoding="utf-8")

    desk.bureau.before = other
    [(code, message, _)] = desk.refused()
    assert code == "FETCH-15"
    assert "content/data/census_api/2012-04 cannot be written" in message
    assert [path.name for path in (desk.home / "2012-04").iterdir()] == ["mine"]


def test_a_folder_that_leads_out_of_the_project_is_refused(
    desk: Desk, tmp_path: Path
) -> None:
    """Nothing is written elsewhere."""
    outside = tmp_path / "outside"
    outside.mkdir()
    desk.home.symlink_to(outside)
    [(code, message, _)] = desk.refused()
    assert (code, message) == (
        "FETCH-15",
        "content/data/census_api/2012-04 lies outside the project",
    )
    assert list(outside.iterdir()) == []


def test_a_folder_that_cannot_be_written(desk: Desk) -> None:
    """A finding, and nothing half-written."""
    desk.home.write_text("a file where a folder must be", encoding="utf-8")
    [(code, message, _)] = desk.refused()
    assert code == "FETCH-15"
    assert "cannot be written" in message


def test_a_disk_that_is_full_leaves_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder appears whole or not at all."""
    write = Path.write_text

    def full(self: Path, *words: str, **how: str) -> int:
        if self.name == "groups_monthly.csv":
            raise OSError(28, "No space left on device", str(self))
        return write(self, *words, **how)

    monkeypatch.setattr(Path, "write_text", full)
    [(code, message, _)] = desk.refused()
    assert code == "FETCH-15"
    assert "No space left on device" in message
    assert [path.name for path in desk.home.iterdir()] == [".2012-04.partial"]
    monkeypatch.undo()
    monkeypatch.setenv("CENSUS_API_KEY", KEY)
    assert desk.fetch().resumed == 6


@pytest.mark.parametrize(
    "vintage", ["2012", "2012-4", "2012-13", "2012-02-30", "../2012-04", "april", "2012-04/x"]
)  # fmt: skip
def test_a_vintage_is_a_month_or_a_day(desk: Desk, vintage: str) -> None:
    """Its name is a folder's, and is compared with closing dates."""
    with pytest.raises(UsageError, match=r"is no vintage: write a month"):
        desk.fetch(vintage=vintage)


def test_a_vintage_is_not_of_the_future(desk: Desk) -> None:
    """The source has not said it yet."""
    with pytest.raises(UsageError, match="2012-05 is of after today, 2012-04-10"):
        desk.fetch(vintage="2012-05")


def test_a_vintage_of_the_past_is_told(desk: Desk) -> None:
    """It may be right, if nothing was published since; an editor must know."""
    [warning] = desk.fetch(vintage="2012-03").warnings
    assert (warning.code, warning.severity) == ("FETCH-16", "warning")
    assert warning.message == "the vintage is called 2012-03, but fetched on 2012-04-10"


def test_content_with_errors_is_told_before_anyone_is_asked(desk: Desk) -> None:
    """The declarations must be readable: the sources are compared with them."""
    (desk.root / "content/sources.yml").write_text("sources: 7\n", encoding="utf-8")
    with pytest.raises(StageFailed) as failure:
        desk.fetch()
    assert failure.value.findings[0].code.startswith("FORM-")
    assert desk.bureau.asked == []
