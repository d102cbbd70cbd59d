"""What readers and programs get: the sentence, JSON, and the page with pictures."""

from __future__ import annotations

import base64
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from publisher.preflight import Report, judge, sentence, write_html, write_json
from publisher.preflight.rules import RULES
from tests.faults import planted, planted_files
from tests.faults.fault import FAULTS, append
from tests.faults.sound import SOUND

assert planted
assert planted_files
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Return the judgement of a press file with two tiny words and a weak picture."""
    path = tmp_path_factory.mktemp("faulty") / "<faulty>.pdf"
    sound = SOUND["press"]
    with sound.opened() as pdf:
        append(pdf, "/Black gs 0 0 0 1 k BT /F 4 Tf 100 40 Td (TINY) Tj ET")
        append(pdf, "/Black gs 0 0 0 1 k BT /F 4 Tf 100 80 Td (TINY) Tj ET")
        append(pdf, "100 0 0 100 60 30 cm /Picture Do", page=1)
        pdf.save(path, **sound.saving)
    return judge(path, "press", sound.limits, rendered=True)


def test_the_sentence_counts(faulty: Report) -> None:
    """It says what the verdict is, how many findings there are, and what was checked."""
    rules = sum("press" in rule.profiles for rule in RULES.values())
    assert sentence(faulty) == (
        f"not sound, 2 errors: 2 pages checked against {rules} rules for the press"
    )


def test_equal_faults_of_a_page_are_one_finding(faulty: Report) -> None:
    """Two words that are too small are one finding with two boxes."""
    [words, picture] = faulty.findings
    plain = words.as_dict()
    assert (plain["code"], plain["page"], plain["count"]) == ("TEXT-01", 1, 2)
    assert plain["boxes"] == [[80.0, 377.2, 96.0, 380.8], [80.0, 337.2, 96.0, 340.8]]
    assert plain["box"] == [80.0, 377.2, 96.0, 380.8]
    assert (picture.code, picture.as_dict()["page"]) == ("IMAGE-01", 2)
    assert str(words.position) == (
        "<faulty>.pdf: page 1, 80 pt from the left, 377 pt from the top"
    )


def test_json_has_the_verdict_the_counts_and_the_places(
    faulty: Report, tmp_path: Path
) -> None:
    """Programs find "sound", each rule with its count, and findings with page and box."""
    write_json(faulty, tmp_path / "report.json")
    said = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert said["sound"] is False
    assert said["rules"]["TEXT-01"] == 2
    assert said["rules"]["IMAGE-01"] == 1
    assert said["rules"]["BOX-01"] == 0
    assert [finding["page"] for finding in said["findings"]] == [1, 2]


class Reader(HTMLParser):
    """Collects the words, the pictures and the boxes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.pictures: list[bytes] = []
        self.boxes = 0
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag shows."""
        found = dict(attrs)
        source = found.get("href") or ""
        if tag == "image":
            self.pictures.append(base64.b64decode(source.partition(",")[2]))
        elif source:
            self.links.append(source)
        self.boxes += tag == "rect" and found.get("stroke-width") == "1.5"
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Check that tags close in order."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words.append(data)


def read(report: Report, folder: Path) -> Reader:
    """Write a report as HTML and read it."""
    write_html(report, folder / "report.html")
    reader = Reader()
    reader.feed((folder / "report.html").read_text("utf-8").partition("\n")[2])
    assert reader.open == []
    return reader


def test_the_page_shows_what_is_wrong_why_and_what_to_do(
    faulty: Report, tmp_path: Path
) -> None:
    """Every finding has its message, its rule's reason, its remedy and a box round it."""
    reader = read(faulty, tmp_path)
    text = re.sub(r"\s+", " ", " ".join(reader.words))
    assert "Preflight of <faulty>.pdf" in text
    for finding in faulty.findings:
        for words in (finding.message, RULES[finding.code].why, finding.hint or ""):
            assert words in text
    assert reader.boxes == 3
    assert reader.links == []


def test_the_page_proofs_each_page_and_each_ink(faulty: Report, tmp_path: Path) -> None:
    """Both pages as printed, the faulty ones once more, and five inks of each."""
    reader = read(faulty, tmp_path)
    assert len(reader.pictures) == 2 + 2 + 2 * 5
    sizes = {Image.open(io.BytesIO(png)).size for png in reader.pictures}
    assert sizes == {(318, 418)}  # the trim of 300 by 400 and a bleed of 9 all round


def test_the_proof_goes_through_the_profile(faulty: Report) -> None:
    """Cyan 60, magenta 20, black 10 is a blue that only the profile can tell."""
    with Image.open(io.BytesIO(faulty.pictures[1].shown)) as proof:
        red, green, blue = proof.convert("RGB").getpixel((5, 5))
        naive = tuple(round(255 * (1 - ink) * 0.9) for ink in (0.6, 0.2, 0.0))
    assert red < green < blue
    assert max(abs(a - b) for a, b in zip((red, green, blue), naive, strict=True)) > 10


def test_pages_without_plates_are_pictured_where_they_are_faulty(
    tmp_path: Path,
) -> None:
    """A screen file shows the page with the fault, and no other."""
    fault = next(fault for fault in FAULTS if fault.rule == "TAG-02")
    report = judge(fault.write(tmp_path), "screen", fault.limits, rendered=False)
    assert set(report.pictures) == {1}
    assert len(read(report, tmp_path).pictures) == 1


def test_every_rule_speaks_to_people() -> None:
    """Each has a sentence, a reason and a remedy, ended by a full stop, without jargon."""
    jargon = re.compile(r"\b(ExtGState|XObject|CTM|MCID|dictionary|operator)\b")
    for rule in RULES.values():
        for words in (rule.asks, rule.why, rule.remedy):
            assert words[0].isupper()
            assert words.endswith(".")
            assert not jargon.search(words)


def test_the_documentation_lists_every_rule() -> None:
    """docs/preflight.md has a row for each rule, in its words, and for no other."""
    text = (ROOT / "docs" / "preflight.md").read_text("utf-8")
    rows = re.findall(r"^\| ([A-Z]+-\d\d) \| (.*) \| (.*) \|$", text, re.MULTILINE)
    mark = {"error": "", "warning": " (a warning)"}
    assert rows == [
        (rule.id, rule.asks + mark[rule.severity], ", ".join(rule.profiles))
        for rule in RULES.values()
    ]
