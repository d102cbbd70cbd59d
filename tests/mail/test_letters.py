"""What a message says, on its page and in its plain text, and what a dry run shows."""

from __future__ import annotations

import email
import email.policy
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from publisher.mail.fields import filled, marked, wanted
from tests.mail.desk import MESSAGE, listed, made, people, send, served, states
from tests.mail.post_office import Letter, PostOffice
from tests.mail.test_form import lint
from tests.mini import EDITION, YEARLY, call, pinned, spoilt


class Page(HTMLParser):
    """The elements and words of a page, read by a parser that did not write it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        """Return the attributes of each element of a kind."""
        return [attrs for name, attrs in self.tags if name == tag]


def shown(letter: bytes) -> tuple[str, Page]:
    """Return the plain text and the page of a message."""
    message = email.message_from_bytes(letter, policy=email.policy.default)
    text = message.get_body(("plain",))
    page = message.get_body(("html",))
    assert text is not None
    assert page is not None
    return text.get_content().replace("\r\n", "\n"), Page(page.get_content())


def sent(press: Path, *options: str) -> list[Letter]:
    """Send; return what the server has."""
    with PostOffice() as office:
        served(press, office.port)
        ran = send(press, *options)
        assert ran.code == 0, ran.err
    return office.letters


@pytest.fixture(scope="module")
def letter(fit: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a message as a dry run makes it."""
    from tests.mail.desk import duplicate

    root = duplicate(fit, tmp_path_factory.mktemp("letter"))
    ran = send(root, "--dry-run")
    assert ran.code == 0, ran.err
    return (root / "outbox/dry-run/2025-readers/0001.eml").read_bytes()


def test_it_reads_well_as_plain_text(letter: bytes) -> None:
    """The whole message in words, as it comes out of a terminal; the file's size may vary."""
    text, _ = shown(letter)
    assert re.sub(r"\d+ kB", "31 kB", text) == TEXT


TEXT = """\
Testland Kite and Lantern Trade

Dear Reader 1,

A year of $1.0 billion.

−$1.0bn  balance, 2025
 $6.0bn  exports

WHAT IT SAYS

See the kites, or the office <https://example.org/kites>.

* Kites & <tails>.
* “Strings” in 2025.

Exports, imports and balance, 2020–2025
US$ billions; invented trade in kites and lanterns
[Picture: A chart with the balance as bars about a zero line with
exports and imports as lines, for each year from 2020 to 2025. The
balance is in surplus throughout: it goes from $1.5 billion in 2020 to
$1.5 billion in 2025. At the end exports are $3.5 billion and imports
are $2.0 billion.]
The kites of 2024 were counted on a windy day.
Source: Bureau of Testland, Invented figures, vintage of January 2026.

The edition is attached: mini-2025-screen.pdf, PDF, 4 pages, 31 kB.

----------------------------------------

The Test Press, 1 Example Street

You receive this because you are on our list of recipients. To leave it,
write to leave@example.org
"""


def test_the_page_says_the_same(letter: bytes) -> None:
    """Every word of the text stands on the page too, and no field is left unfilled."""
    text, page = shown(letter)
    words = " ".join(" ".join(page.words).split())
    for line in (
        "Dear Reader 1,",
        "Kites & <tails>.",
        "“Strings” in 2025.",
        "What it says",
    ):
        assert line in words
        assert line.casefold() in text.casefold()
    assert not re.search(r"\\{\\w+\\}|[\ue000-\uf8ff]", text + words)


def test_the_page_needs_nothing_from_outside(letter: bytes) -> None:
    """No script, no fetched style, no fetched picture: pictures are in the message."""
    _, page = shown(letter)
    assert {tag for tag, _ in page.tags} & {"script", "link", "iframe", "form"} == set()
    assert [each["src"][:4] for each in page.all("img")] == ["cid:"]
    assert "url(" not in letter.decode()
    message = email.message_from_bytes(letter, policy=email.policy.default)
    ids = [part["Content-ID"] for part in message.walk() if part["Content-ID"]]
    assert ids == [f"<{page.all('img')[0]['src'][4:]}>"]


def test_the_page_without_pictures(letter: bytes) -> None:
    """A picture says in words what it shows, and no file is named that nobody has."""
    _, page = shown(letter)
    (picture,) = page.all("img")
    assert picture["alt"].startswith("A chart with the balance as bars")
    assert "data/" not in picture["alt"]
    assert "height" not in picture


def test_the_looks_are_in_the_elements(letter: bytes) -> None:
    """Mail programs drop the head: each paragraph wears its own style, dark has its rules."""
    _, page = shown(letter)
    worn = [each for tag in ("p", "td", "a", "h2", "li") for each in page.all(tag)]
    assert all("style" in each for each in worn)
    assert all(each.get("role") == "presentation" for each in page.all("table"))
    assert "prefers-color-scheme: dark" in "".join(page.words)
    assert page.all("html") == [{"lang": "en-US"}]
    metas = {each.get("name"): each.get("content") for each in page.all("meta")}
    assert metas["color-scheme"] == "light dark"


def test_the_message_is_sound(letter: bytes) -> None:
    """RFC 5322 and MIME, as in the tests of forms; under 78 in the text, addresses aside."""
    assert lint(letter) == []
    text, _ = shown(letter)
    assert max(len(line) for line in text.splitlines() if "//" not in line) <= 72


def test_salutation_by_office(press: Path) -> None:
    """A senator is greeted as one, everybody else by name."""
    rows = people(2)
    rows[0]["office"] = "Senator"
    listed(press, rows)
    texts = [shown(each.content)[0].splitlines()[2] for each in sent(press)]
    assert texts == ["Dear Senator Reader 1,", "Dear Reader 2,"]


def test_a_language_of_their_own(press: Path) -> None:
    """Who asks for Polish gets the Polish message with Polish numbers, the others not."""
    polish = (press / MESSAGE).read_text("utf-8")
    polish = polish.replace("about:", "language: pl-PL\ntranslates: briefing\nabout:")
    polish = polish.replace("Dear {name},", "Szanowni Państwo,")
    (press / MESSAGE).with_name("briefing-pl.yml").write_text(polish, "utf-8")
    rows = [{**row, "language": ""} for row in people(2)]
    rows[1]["language"] = "pl"
    listed(press, rows)
    english, other = (shown(each.content) for each in sent(press))
    assert "$1.0 billion" in english[0]
    assert "1,0" in other[0]
    assert "Szanowni Państwo," in other[0]
    assert "Wydanie jest w załączniku" in other[0]
    assert other[1].all("html") == [{"lang": "pl-PL"}]


def test_the_dry_run(press: Path) -> None:
    """A message, a page, a text for each; an index that links them all; nothing is sent."""
    rows = [{**row, "edition": ""} for row in people(3)]
    rows[2]["edition"] = "2025"
    listed(press, rows)
    suppressed = press / "content/distribution/suppressed.csv"
    suppressed.write_text(
        "address,reason\nREADER2@example.org,asked to leave\n", "utf-8"
    )
    ran = send(press, "--dry-run")
    assert ran.code == 0, ran.err
    folder = press / "outbox/dry-run/2025-readers"
    names = {path.name for path in folder.iterdir()}
    assert names == {
        *(f"000{n}.{kind}" for n in (1, 2) for kind in ("eml", "html", "txt")),
        "index.html", "kites-balance.png",
    }  # fmt: skip
    index = Page((folder / "index.html").read_text("utf-8"))
    links = {each["href"] for each in index.all("a")}
    assert links == names - {"index.html", "kites-balance.png"}
    assert index.all("iframe")[0]["src"] == "0001.html"
    assert "asked to leave" in " ".join(index.words)
    page = Page((folder / "0001.html").read_text("utf-8"))
    assert page.all("img")[0]["src"] == "kites-balance.png"
    again = send(press, "--dry-run")
    assert again.code == 0


def test_a_proof(press: Path) -> None:
    """--to sends the first recipient's message to one address; the outbox has no row."""
    with PostOffice() as office:
        served(press, office.port)
        ran = send(press, "--to", "me@example.net")
        report = json.loads(send(press, "--json").out)
    assert ran.code == 0, ran.err
    assert office.letters[0].recipient == "me@example.net"
    assert "Dear Reader 1," in shown(office.letters[0].content)[0]
    assert report["states"]["sent"] == 3
    assert len(office.letters) == 4


def test_a_proof_to_nobody(press: Path) -> None:
    """An address that is none is a wrong call."""
    served(press, 9)
    assert send(press, "--to", "me").code == 2


def test_the_table(press: Path) -> None:
    """--csv writes a row for each; a name that a spreadsheet would compute is tamed."""
    rows = people(2)
    rows[1]["name"] = "=1+1"
    listed(press, rows)
    path = press / "report.csv"
    sent(press, "--csv", str(path))
    lines = path.read_text("utf-8").splitlines()
    assert lines[0].startswith("address,name,office,state,list,status")
    assert lines[1].startswith("reader1@example.org,Reader 1,,,readers,sent,1,250 ")
    assert ",'=1+1," in lines[2]


def test_a_correction(press: Path) -> None:
    """It goes to those who had the first printing, with the erratum, and to no one else."""
    first = sent(press)
    spoilt(
        press,
        (EDITION, "state: final", ERRATUM),
        (YEARLY, "2025,TOTAL,6000", "2025,TOTAL,6100"),
    )
    pinned(press)
    made(press)
    listed(press, people(5))
    with PostOffice() as office:
        served(press, office.port)
        ran = call("send", press, "--correction", "--yes", "--json")
        plain = send(press, "--json")
    assert ran.code == 0, ran.err
    assert states(ran) == {"sent": 3}
    corrected, others = office.letters[:3], office.letters[3:]
    assert [each.recipient for each in corrected] == [each.recipient for each in first]
    text, page = shown(corrected[0].content)
    for said in ("Exports of kites were too low.", "$6.1 billion, not $6.0 billion"):
        assert said in " ".join(text.split())
        assert said in " ".join(" ".join(page.words).split())
    assert "mini-2025-printing-2-screen.pdf" in text
    assert plain.code == 0
    assert [each.recipient[:7] for each in others] == ["reader4", "reader5"]


ERRATUM = """\
state: corrected
printing: 2
corrected_on: "2026-03-01"
erratum:
  - Exports of kites were too low."""


def test_no_correction(press: Path) -> None:
    """An edition that is not corrected has none to send."""
    served(press, 9)
    ran = call("send", press, "--correction", "--yes")
    assert ran.code == 1
    assert "SEND-08" in ran.err


def test_fields() -> None:
    """What stands in braces and is known becomes a mark; what a list holds is not read again."""
    words = marked("Dear {name} of {state}, {other} {{x}}")
    assert wanted(words) == {"name", "state"}
    values = {"name": "{state}", "state": "TX", "office": "", "address": ""}
    assert filled(words, values) == "Dear {state} of TX, {other} {{x}}"
