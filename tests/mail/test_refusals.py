"""What `publisher send` refuses, and that nothing is sent then."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.mail import outbox
from publisher.output import describe
from tests.mail.desk import (
    LIST,
    MESSAGE,
    SENDING,
    listed,
    people,
    send,
    served,
)
from tests.mail.post_office import PostOffice
from tests.mini import EDITION, Ran, call, place, spoilt

PDF = "output/2025/mini-2025-screen.pdf"
REPORT = "output/2025/preflight-screen.json"
MANIFEST = "output/2025/manifest.json"


def codes(ran: Ran) -> list[str]:
    """Return the codes of the errors that were told, each once."""
    lines = [line for line in ran.err.splitlines() if "error[" in line]
    return list(dict.fromkeys(line.split("error[")[1].split("]")[0] for line in lines))


def refused(press: Path, *options: str) -> Ran:
    """Send to a server that is there, and see that it got nothing."""
    with PostOffice() as office:
        served(press, office.port)
        ran = send(press, *options)
    assert office.letters == []
    assert ran.code == 1, ran.err
    return ran


def in_manifest(press: Path, **changes: object) -> None:
    """Let the manifest say something else."""
    path = press / MANIFEST
    said = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**said, **changes}), "utf-8")


def draft(press: Path) -> None:
    """Let the edition be a draft, as built and as written."""
    spoilt(press, (EDITION, "state: final", "state: draft"))
    in_manifest(press, state="draft")


def embargoed(press: Path, until: str = "2999-12-01T09:00-05:00") -> None:
    """Put the edition under embargo, as signed off, as built and as written."""
    new = f'state: embargoed\nembargoed_until: "{until}"'
    spoilt(press, (EDITION, "state: final", new))
    assert call("approve", press, "--yes", "-q").code == 0
    in_manifest(press, state="embargoed", embargoed_until=until)


def specimen(press: Path) -> None:
    """Let the edition have been built from made-up figures."""
    in_manifest(press, specimen=True)


def changed(press: Path) -> None:
    """Change the file after it was built."""
    with (press / PDF).open("ab") as file:
        file.write(b"%\n")


def picture(press: Path) -> None:
    """Change the picture that the message shows."""
    (press / "output/2025/exhibits/kites-balance.png").write_bytes(b"no picture")


def unbuilt(press: Path) -> None:
    """Take the manifest away."""
    (press / MANIFEST).unlink()


def not_sound(press: Path) -> None:
    """Let preflight have found something."""
    report = press / REPORT
    report.write_text('{"sound": false}', "utf-8")
    said = json.loads((press / MANIFEST).read_text("utf-8"))
    for entry in said["files"]:
        if entry["path"] == report.name:
            entry.update(describe(report, report.parent))
    in_manifest(press, files=said["files"])


def of_another_file(press: Path) -> None:
    """Put another report in the place of the one that the build wrote."""
    (press / REPORT).write_text('{"sound": true}', "utf-8")


def not_examined(press: Path) -> None:
    """Let there be no preflight."""
    (press / REPORT).unlink()


def unsigned(press: Path) -> None:
    """Change a printed figure after the edition was signed off."""
    text = (press / "content/sectors/kites.yml").read_text("utf-8")
    assert "growth('exports') | percent" in text
    new = text.replace("growth('exports') | percent", "growth('imports') | percent")
    (press / "content/sectors/kites.yml").write_text(new, "utf-8")


def rebuilt(press: Path) -> None:
    """Let the content say another closing date than what was built."""
    spoilt(press, (EDITION, '"2026-01-31"', '"2026-02-28"'))


def tomorrow(press: Path) -> None:
    """Let the outbox have an entry of tomorrow: the clock was set back."""
    box = outbox.Outbox(press)
    box.close()
    later = (outbox.now() + dt.timedelta(days=1)).isoformat(timespec="milliseconds")
    with sqlite3.connect(press / "outbox/outbox.sqlite") as base:
        base.execute(
            "INSERT INTO delivery VALUES (1, '2024', 1, 'briefing', 'x', 'x', '{}', '',"
            " '<x>', 'sent', NULL, 1, '', ?)",
            (later,),
        )
    base.close()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (draft, "SEND-02"),
        (embargoed, "SEND-03"),
        (specimen, "SEND-04"),
        (not_sound, "SEND-05"),
        (not_examined, "SEND-05"),
        (of_another_file, "SEND-06"),
        (changed, "SEND-06"),
        (picture, "SEND-06"),
        (unbuilt, "SEND-01"),
        (rebuilt, "SEND-07"),
        (unsigned, "LIFE-13"),
        (tomorrow, "SEND-12"),
    ],
)
def test_refused(press: Path, spoil: Callable[[Path], None], code: str) -> None:
    """Each thing that an edition may lack is a refusal of its own; no server hears of it."""
    spoil(press)
    assert code in codes(refused(press))


def test_an_embargo_that_is_over(press: Path) -> None:
    """After its time the edition goes out, still marked as it was built."""
    embargoed(press, "2026-02-01T09:00-05:00")
    with PostOffice() as office:
        served(press, office.port)
        assert send(press).code == 0
    assert len(office.letters) == 3


def test_a_dry_run_before_the_embargo_ends(press: Path) -> None:
    """The messages can be looked at before; that they may not go yet is a warning."""
    embargoed(press)
    ran = send(press, "--dry-run")
    assert ran.code == 0, ran.err
    assert "warning[SEND-03]" in ran.err
    assert (press / "outbox/dry-run/2025-readers/0003.eml").is_file()


@pytest.mark.parametrize("key", ["sender", "bounces", "unsubscribe"])
def test_what_is_not_configured_is_not_made_up(press: Path, key: str) -> None:
    """Without sender, bounce address or a way to leave nothing is sent, not even for show."""
    path = press / SENDING
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(x for x in lines if not x.startswith(f"{key}:")), "utf-8")
    ran = refused(press)
    assert codes(ran) == ["SEND-09"]
    assert f"{key} is not configured" in ran.err
    assert codes(send(press, "--dry-run")) == ["SEND-09"]


def test_no_server(press: Path) -> None:
    """A dry run needs no server, sending does."""
    ran = send(press)
    assert "server is not configured" in ran.err
    assert send(press, "--dry-run").code == 0


def test_the_shipped_project_has_no_addresses() -> None:
    """What this repository ships names nobody: all of it is refused until configured."""
    root = Path(__file__).parents[2]
    text = (root / SENDING).read_text("utf-8")
    assert [line for line in text.splitlines() if "@" in line and line[0] != "#"] == []
    assert not (root / "content/distribution/lists").exists()


@pytest.mark.parametrize("host", ["mail.example.org", "10.0.0.1"])
def test_an_open_conversation_is_for_this_machine(press: Path, host: str) -> None:
    """security: none is refused for any server but one of this machine."""
    served(press, 25, host=host)
    ran = send(press)
    assert ran.code == 1
    assert "security: none is for a server on this machine" in ran.err


def test_a_broken_list_stops_all(press: Path) -> None:
    """One row in a hundred is wrong: all wrong ones are named, and nobody is written to."""
    rows = people(100)
    rows[41]["address"] = "reader42"
    rows[77]["name"] = ""
    listed(press, rows)
    ran = refused(press)
    assert codes(ran) == ["LIST-04", "LIST-07"]
    assert place(press, LIST, "reader42,") in ran.err
    assert place(press, LIST, "reader78@") in ran.err


def test_a_broken_list_with_the_broken_rows_skipped(press: Path) -> None:
    """--skip-invalid writes to the others, and still names the wrong ones."""
    rows = people(10)
    rows[4]["address"] = "reader5"
    rows[7]["name"] = ""
    listed(press, rows)
    with PostOffice() as office:
        served(press, office.port)
        ran = send(press, "--skip-invalid")
    assert ran.code == 0, ran.err
    assert "warning[LIST-04]" in ran.err
    assert "warning[LIST-07]" in ran.err
    assert len(office.letters) == 8


def test_an_empty_list(press: Path) -> None:
    """A list with nobody on it is refused."""
    listed(press, [])
    assert codes(refused(press)) == ["LIST-09"]


def test_an_unknown_wish(press: Path) -> None:
    """An edition, a file or a language that is not there is named at the recipient."""
    rows = [{**row, "edition": "", "profile": "", "language": ""} for row in people(3)]
    rows[0]["edition"], rows[1]["profile"], rows[2]["language"] = "2031", "press", "fr"
    listed(press, rows)
    ran = refused(press)
    assert codes(ran) == ["LIST-08"]
    for n in (1, 2, 3):
        assert place(press, LIST, f"reader{n}@") in ran.err


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('Dear {name},"\nblocks', 'Dear {nmae},"\nblocks', "MAIL-01"),
        ("picture: kites-balance", "picture: kites-blance", "MAIL-03"),
        ("(#kites)", "(#kyte)", "REF-01"),
        ("[the kites](#kites)", "page [#](#kites)", "MAIL-04"),
        ("exports() | billions", "exprots() | billions", "EXPR-02"),
        ("- picture:", "- pictrue:", "FORM-05"),
        ("- heading: What it says", "- heading: What 17 kites say", "NUMBER-01"),
        ("about:", "language: xx\nabout:", "MAIL-05"),
        ("about:", "translates: brefing\nabout:", "MAIL-02"),
        ('subject: "Kites and lanterns in {{ year }}: {{ balance() | abs | billions }}"', 'subject: ""', "MAIL-06"),
    ],
)  # fmt: skip
def test_a_message_is_checked_like_any_prose(
    press: Path, old: str, new: str, code: str
) -> None:
    """`publisher check` finds what is wrong with a message, at its place in the file."""
    spoilt(press, (MESSAGE, old, new))
    ran = call("check", press)
    assert ran.code == 1
    assert code in codes(ran)
    assert f"{MESSAGE}:" in ran.err


def test_the_figures_of_a_message_are_bound(press: Path) -> None:
    """checks.json has the figures of the messages too, with the cells they stand on."""
    ran = call("check", press, "--json")
    figures = json.loads(ran.out)["editions"]["2025"]["figures"]
    ours = [each for each in figures if each["where"].startswith(MESSAGE)]
    assert {each["expression"] for each in ours} >= {
        "balance() | abs | billions", "exports() | billions", "year",
    }  # fmt: skip
    assert all(each["cells"] for each in ours if each["expression"] != "year")


def test_a_file_beyond_the_limit_is_linked(press: Path) -> None:
    """With a limit of 1 MB a file of 20 MB is not carried: it needs an address, then goes."""
    data = b"%PDF" + b"0" * 20_000_000
    (press / PDF).write_bytes(data)
    said = json.loads((press / MANIFEST).read_text("utf-8"))
    digest = hashlib.sha256(data).hexdigest()
    for entry in said["files"]:
        if entry["path"].endswith(".pdf"):
            entry.update(bytes=len(data), sha256=digest)
    in_manifest(press, files=said["files"])
    assert codes(refused(press)) == ["SEND-10"]
    with (press / SENDING).open("a", encoding="utf-8") as file:
        file.write('link: "https://example.org/files/{file}"\n')
    with PostOffice() as office:
        served(press, office.port)
        ran = send(press)
    assert ran.code == 0, ran.err
    letter = office.letters[0].content
    assert len(letter) < 50_000
    assert b"application/pdf" not in letter
    assert b"https://example.org/files/mini-2025-screen.pdf" in letter.replace(
        b"=\r\n", b""
    )


def test_nobody_to_ask(press: Path) -> None:
    """Without --yes and without a terminal nothing is sent."""
    with PostOffice() as office:
        served(press, office.port)
        ran = call("send", press, "--list", "readers")
    assert (ran.code, office.letters) == (2, [])


@pytest.mark.parametrize("options", [(), ("--list", "x", "--to", "a@b.c", "--dry-run")])
def test_called_wrongly(press: Path, options: tuple[str, ...]) -> None:
    """Without a list, or with two purposes, the call is wrong."""
    assert call("send", press, *options).code == 2


def test_no_such_message(press: Path) -> None:
    """A message that is not there is named, with the one that was meant."""
    ran = send(press, "--message", "breifing")
    assert codes(ran) == ["SEND-13"]
    assert "did you mean briefing?" in ran.err
