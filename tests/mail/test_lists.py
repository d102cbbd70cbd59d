"""A list of recipients: what is read, and what is wrong with it, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.mail import lists
from publisher.mail.lists import List
from tests.mail.desk import LIST

HEAD = "address,name,office,state\n"


def reading(root: Path, text: str | bytes) -> List:
    """Return what is read from a list with this text."""
    path = root / LIST
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return lists.read(root, "readers")


def told(found: List) -> list[tuple[str, str]]:
    """Return code and place within the file of each finding."""
    return [
        (
            each.code,
            f"{each.position.line}:{each.position.column}" if each.position else "",
        )
        for each in found.findings
    ]


def test_a_sound_list(tmp_path: Path) -> None:
    """Spaces at the ends go, the domain becomes small, the part before it stays as it is."""
    found = reading(tmp_path, HEAD + " Ann.B@Example.ORG , Ann  B ,Senator,TX\n\n")
    (one,) = found.recipients
    assert one.address == "Ann.B@example.org"
    assert one.key == "ann.b@example.org"
    assert dict(one.fields) == {
        "name": "Ann B", "office": "Senator", "state": "TX", "address": one.address,
    }  # fmt: skip
    assert (one.profile, one.editions, one.language) == ("screen", (), "")
    assert found.findings == ()


def test_what_is_wanted(tmp_path: Path) -> None:
    """The columns edition, profile and language say what a recipient wants."""
    text = "address,edition,profile,language,consent\na@example.org,2018 2025,archive,pl,2026\n"
    (one,) = reading(tmp_path, text).recipients
    assert one.editions == ("2018", "2025")
    assert (one.profile, one.language) == ("archive", "pl")


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("no address,Ann,,\n", ("LIST-04", "2:1")),
        (",Ann,,\n", ("LIST-04", "2:1")),
        ("a@b,Ann,,\n", ("LIST-04", "2:1")),
        ("ä@example.org,Ann,,\n", ("LIST-04", "2:1")),
        ("a@example.org,Ann,,\nA@EXAMPLE.org,Bo,,\n", ("LIST-05", "3:1")),
        ('a@example.org,"Ann\r\nBcc: b@example.org",,\n', ("LIST-06", "2:15")),
        ("a@example.org,Ann\x0bB,,\n", ("LIST-06", "2:15")),
        ("a@example.org,=?utf-8?q?=0D=0ABcc:?=,,\n", ("LIST-06", "2:15")),
        ("a@example.org,Ann\n", ("LIST-10", "2:1")),
        ('a@example.org,"Ann,,\n', ("LIST-10", "2:1")),
        ("", ("LIST-09", "1:1")),
    ],
)
def test_a_row_that_is_wrong(
    tmp_path: Path, text: str, finding: tuple[str, str]
) -> None:
    """Each fault is named at the field where it is, and the row is left out."""
    found = reading(tmp_path, HEAD + text)
    assert told(found) == [finding]
    assert len(found.recipients) == (finding[0] == "LIST-05")


@pytest.mark.parametrize(
    ("heading", "hint"),
    [
        ("address,nmae", "did you mean name?"),
        ("name,office", "the first line names the columns"),
        ("address,name,Name", "delete one of the two"),
    ],
)
def test_a_heading_that_is_wrong(tmp_path: Path, heading: str, hint: str) -> None:
    """An unknown, missing or repeated column; then no row is read at all."""
    row = ",".join("a@example.org" for _ in heading.split(","))
    found = reading(tmp_path, f"{heading}\n{row}\n")
    assert [each.code for each in found.findings] == ["LIST-03"]
    assert hint in str(found.findings[0].hint)
    assert found.recipients == ()


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_list_saved_by_a_spreadsheet(
    tmp_path: Path, mark: str, code: str, end: str
) -> None:
    """A byte order mark, semicolons, tabs, Windows' letters and line ends: all is read.

    What is not UTF-8 is read as Windows-1252, with a warning at the first letter.
    """
    rows = [["address", "name"], ["a@example.org", "José Müller"]]
    text = "".join(mark.join(row) + end for row in rows)
    found = reading(tmp_path, text.encode(code))
    assert [each.fields["name"] for each in found.recipients] == ["José Müller"]
    warned = [("LIST-02", "2:18")] if code == "cp1252" else []
    assert told(found) == warned
    assert found.broken == 0


def test_one_in_a_hundred_is_broken(tmp_path: Path) -> None:
    """Of a thousand rows ten are broken: all ten are named, each with its line."""
    rows = [f"r{n}@example.org,R,," for n in range(1000)]
    for n in range(0, 1000, 100):
        rows[n] = f"r{n} example.org,R,,"
    found = reading(tmp_path, HEAD + "\n".join(rows) + "\n")
    assert told(found) == [("LIST-04", f"{n + 2}:1") for n in range(0, 1000, 100)]
    assert len(found.recipients) == 990


@pytest.mark.parametrize("name", ["reader", "../readers", "/etc/passwd", "a\0b", ""])
def test_no_such_list(tmp_path: Path, name: str) -> None:
    """A list is a file of its folder; a name that leads elsewhere is no list."""
    reading(tmp_path, HEAD)
    found = lists.read(tmp_path, name)
    assert [each.code for each in found.findings] == ["LIST-01"]


@given(st.binary(max_size=200))
def test_any_bytes_are_no_crash(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """Whatever a file holds comes to rows or findings."""
    root = tmp_path_factory.mktemp("any")
    found = reading(root, b"address,name\n" + data)
    assert found.recipients or found.findings
