"""An edition's life from draft to corrected, by the command, on the mini edition.

Its figures are made up, so that it is a specimen; the copies made here say that they are
published, and live the life of a real edition.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest

from publisher.content.models import Edition
from publisher.editions.printings import kept
from tests.mini import (
    CONTENTS,
    EDITION,
    KITES,
    PUBLICATION,
    SOURCES,
    YEARLY,
    Edit,
    call,
    copied,
    files,
    pinned,
    spoilt,
)

LOCK = "content/editions/2025.lock.yml"
PROOF = "content/editions/2025.proof.yml"
FIRST = "content/editions/2025.printing-1.proof.yml"
PDF = "output/2025/mini-2025-screen.pdf"
SECOND = "output/2025/mini-2025-printing-2-screen.pdf"
FINAL: Edit = (EDITION, "state: draft", "state: final")
EMBARGOED: Edit = (
    EDITION,
    "state: draft",
    'state: embargoed\nembargoed_until: "2026-12-01T09:00-05:00"',
)
CORRECTED: Edit = (
    EDITION,
    "state: final",
    """state: corrected
printing: 2
corrected_on: "2026-03-01"
erratum: [The kites of 2025 were counted wrongly.]""",
)
NOTICES: Edit = (
    CONTENTS,
    "  - heading: In all",
    """\
  - {notices: state, style: single}
  - {notices: erratum, head: Erratum, style: single}
  - heading: In all""",
)
LESS: Edit = (KITES, "{{ growth('imports') | percent }}", "some of it")
"""An edit after which one figure less is printed."""


def published(folder: Path) -> Path:
    """Return a copy of the mini edition that says that its figures are published."""
    root = copied(folder)
    path = root / SOURCES
    text = path.read_text(encoding="utf-8").replace("synthetic", "published")
    path.write_text(text, encoding="utf-8")
    zone = (PUBLICATION, "constants:", "time_zone: America/New_York\nconstants:")
    return spoilt(root, zone, NOTICES)


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """Return a draft of a real edition."""
    return published(tmp_path)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a final edition, signed off and built; for copying only."""
    root = spoilt(published(tmp_path_factory.mktemp("printed")), FINAL)
    assert call("approve", root, "--yes").code == 0
    assert call("build", root).code == 0
    return root


@pytest.fixture
def final(printed: Path, tmp_path: Path) -> Path:
    """Return a final edition, signed off and built."""
    return copied(tmp_path, source=printed)


@pytest.fixture(scope="module")
def reprinted(printed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an edition in its second printing, signed off and built; for copying only."""
    root = copied(tmp_path_factory.mktemp("reprinted"), source=printed)
    other_data(spoilt(root, CORRECTED))
    assert call("approve", root, "--yes").code == 0
    assert call("build", root).told == []
    return root


@pytest.fixture
def corrected(reprinted: Path, tmp_path: Path) -> Path:
    """Return an edition in its second printing, signed off and built."""
    return copied(tmp_path, source=reprinted)


def other_data(root: Path) -> Path:
    """Raise the last year's exports of kites by a billion and pin the file anew."""
    path = root / YEARLY
    lines = path.read_text(encoding="utf-8").splitlines()
    heading = lines[0].split(",")
    column = heading.index("exports_millions")
    at = max(n for n, line in enumerate(lines) if line.startswith("2025,"))
    cells = lines[at].split(",")
    cells[column] = str(int(cells[column]) + 1000)
    lines[at] = ",".join(cells)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return pinned(root)


def manifest(root: Path) -> dict[str, Any]:
    """Return the manifest of the edition."""
    path = root / "output/2025/manifest.json"
    return json.loads(path.read_text(encoding="utf-8"))


def pages(path: Path) -> list[str]:
    """Return the words of each page as another library reads them."""
    with pdfium.PdfDocument(path) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def described(path: Path) -> str:
    """Return the file's description; both its places must agree."""
    with pikepdf.open(path) as pdf, pdf.open_metadata() as xmp:
        assert str(pdf.docinfo["/Subject"]) == xmp["dc:description"]
        return str(xmp["dc:description"])


def test_an_embargoed_edition_says_until_when(real: Path) -> None:
    """On every page, once in words, in the metadata, the manifest and each data file."""
    words = "Embargoed until 9:00 a.m. EST, December 1, 2026"
    assert call("build", spoilt(real, EMBARGOED)).code == 0
    texts = pages(real / PDF)
    assert len(texts) == 4
    assert all(words in text for text in texts)
    assert described(real / PDF).startswith(f"{words}: not to be published")
    said = manifest(real)
    assert (said["state"], said["stamp"], said["printing"]) == ("embargoed", words, 1)
    assert said["embargoed_until"] == "2026-12-01T09:00-05:00"
    table = real / "output/2025/data/kites-recent.csv"
    with table.open(encoding="utf-8", newline="") as file:
        assert [row[-1] for row in csv.reader(file)] == ["status", *[words] * 3]


def test_made_up_figures_are_a_specimen_in_any_state(tmp_path: Path) -> None:
    """A "final" edition that reads one synthetic input is stamped and never signed off."""
    root = spoilt(copied(tmp_path), FINAL)
    assert call("build", root).code == 0
    assert all("SPECIMEN" in text for text in pages(root / PDF))
    assert manifest(root)["specimen"] is True
    told = call("approve", root, "--yes").told
    assert [(each.code, each.position) for each in told] == [
        ("LIFE-22", f"{EDITION}:7:9")
    ]
    assert not (root / PROOF).exists()


def test_a_final_edition_is_signed_off_first(real: Path) -> None:
    """Without records: an error and no output. With them: no stamp on any page."""
    draft = call("approve", real, "--yes")
    assert [(each.code, each.position) for each in draft.told] == [
        ("LIFE-21", f"{EDITION}:6:8")
    ]
    spoilt(real, FINAL)
    refused = call("build", real)
    assert (refused.code, [each.code for each in refused.told]) == (1, ["LIFE-11"])
    assert "publisher approve --edition 2025" in refused.told[0].hint
    assert not (real / "output/2025").exists()
    signed = call("approve", real, "--yes")
    assert signed.code == 0
    assert f"{KITES}:12:53" in signed.out  # each figure is shown before it is recorded
    assert call("build", real).code == 0
    texts = pages(real / PDF)
    assert not any("DRAFT" in text or "SPECIMEN" in text for text in texts)
    assert described(real / PDF) == "Invented trade in kites and lanterns, for tests"
    assert "all of it is signed off" in call("approve", real, "--yes").out


def test_a_changed_file_does_not_hide_the_sentence_that_moved(final: Path) -> None:
    """Both are told at once, beside a fault of the prose too; such data are not approved."""
    spoilt(final, (YEARLY, "2025,01,3500", "2025,01,4500"))
    told = call("check", final)
    assert (told.code, told.told[0].code) == (1, "DATA-04")
    moved = [each for each in told.told if each.code == "LIFE-13"]
    assert any("was 3500 and is 4500" in each.message for each in moved)
    refused = call("approve", final, "--yes")
    assert (refused.code, [each.code for each in refused.told]) == (1, ["DATA-04"])
    spoilt(final, (KITES, "growth('imports')", "growht('imports')"))
    assert [each.code for each in call("check", final).told] == ["DATA-04", "EXPR-02"]


def test_signing_off_asks_somebody(real: Path) -> None:
    """With nobody at a terminal and no --yes, nothing is recorded: wrong usage."""
    spoilt(real, FINAL)
    done = call("approve", real)
    assert (done.code, (real / LOCK).exists()) == (2, False)
    assert "--yes" in done.err


@pytest.mark.parametrize(("answer", "code"), [("n", 1), ("y", 0)])
def test_an_editor_may_say_no(
    real: Path, answer: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a terminal the question is asked; only a yes is recorded."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal(f"{answer}\n"))
    assert call("approve", spoilt(real, FINAL)).code == code
    assert (real / LOCK).exists() == (real / PROOF).exists() == (answer == "y")


def test_what_was_signed_off_cannot_change_unseen(final: Path) -> None:
    """New data name the input in the lock and each figure in the proof; old output stands."""
    before = files(final / "output")
    refused = call("build", other_data(final))
    assert refused.code == 1
    assert files(final / "output") == before
    told = refused.told
    inputs = [each for each in told if each.code == "LIFE-12"]
    assert [each.message.split(" is not")[0] for each in inputs] == ["the input yearly"]
    assert inputs[0].position.startswith(f"{LOCK}:")
    figures = [each for each in told if each.code == "LIFE-13"]
    assert {each.position.rsplit(":", 2)[0] for each in figures} >= {KITES}
    # the balance of the headline: 3.5 − 2.0 billion, now 4.5 − 2.0
    (headline,) = (each for each in figures if each.position == f"{KITES}:12:53")
    message = headline.message.replace("\\xa0", " ")
    assert message.startswith("'$2.5 billion' is printed in “A surplus of $2.5 billion")
    assert "signed off was '$1.5 billion'" in message
    assert message.endswith(
        f"exports_millions in line 13 of {YEARLY} was 3500 and is 4500"
    )


def test_a_figure_more_or_less_is_a_finding(final: Path) -> None:
    """A figure taken out is told at its line of the proof; one put in, at its sentence."""
    spoilt(final, LESS)
    (told,) = call("check", final).told
    assert (told.code, told.position.split(":")[0]) == ("LIFE-13", PROOF)
    assert "prints it no longer" in told.message
    call("approve", final, "--yes")
    spoilt(final, (KITES, "some of it", "some of {{ imports() | billions }}"))
    (told,) = call("check", final).told
    assert (told.code, told.position.split(":")[0]) == ("LIFE-13", KITES)


def test_lines_may_move(final: Path) -> None:
    """A comment above a sentence changes no figure: nothing is found."""
    spoilt(final, (KITES, "  - title: Kites", "  # A comment.\n  - title: Kites"))
    assert call("check", final).told == []


def test_a_draft_is_only_warned(final: Path) -> None:
    """An edition opened again for editing builds; what differs is said."""
    spoilt(final, (EDITION, "state: final", "state: draft"), LESS)
    done = call("check", final)
    assert done.code == 0
    assert [each.code for each in done.told] == ["LIFE-13"]
    assert "warning[LIFE-13]" in done.err


def test_a_record_is_of_its_edition(final: Path) -> None:
    """A proof copied from elsewhere, or of a later printing, is refused where it says so."""
    spoilt(final, (PROOF, 'edition: "2025"', 'edition: "2018"'))
    by_hand, told = call("check", final).told
    assert (by_hand.code, by_hand.position) == ("LIFE-16", f"{PROOF}:2:7")
    assert (told.code, told.position) == ("LIFE-15", f"{PROOF}:3:10")
    spoilt(
        final, (PROOF, 'edition: "2018"\nprinting: 1', 'edition: "2025"\nprinting: 3')
    )
    _, told = call("check", final).told
    assert (told.code, told.position) == ("LIFE-15", f"{PROOF}:4:11")
    spoilt(final, (PROOF, "figures:", "figure:"))
    assert {each.code for each in call("check", final).told} == {"FORM-01"}


def test_a_correction_needs_a_first_printing(real: Path) -> None:
    """Nothing was signed off before: there is nothing to correct."""
    spoilt(real, FINAL, CORRECTED)
    told = call("approve", real, "--yes").told
    assert [(each.code, each.position) for each in told] == [
        ("LIFE-14", f"{EDITION}:6:8")
    ]


def test_each_printing_is_signed_off(final: Path) -> None:
    """The proof of the first printing is none of the second."""
    refused = call("check", spoilt(final, CORRECTED))
    assert [(each.code, each.position) for each in refused.told] == [
        ("LIFE-11", f"{EDITION}:7:11")
    ]


def test_a_correction_keeps_the_first_printing_and_tells_what_changed(
    printed: Path, corrected: Path
) -> None:
    """The first PDF stays byte for byte; the second names number, date, erratum, changes."""
    before, after = files(printed / "output/2025"), files(corrected / "output/2025")
    name = Path(PDF).name
    assert after[name] == before[name] != after[Path(SECOND).name]
    assert after["printing-1/manifest.json"] == before["manifest.json"]
    kites = "data/kites-recent.csv"
    assert after[f"printing-1/{kites}"] == before[kites] != after[kites]
    said = manifest(corrected)
    assert (said["printing"], said["corrected_on"]) == (2, "2026-03-01")
    assert {each["path"] for each in said["kept"]} == {
        name,
        *(f"printing-1/{path}" for path in before if path != name),
    }
    words = " ".join(pages(corrected / SECOND)[1].split())
    assert "Printing 2, corrected on March 1, 2026." in words
    assert "The kites of 2025 were counted wrongly." in words
    assert "Figures that differ from the first printing:" in words
    first, second = (corrected / FIRST).read_bytes(), (corrected / PROOF).read_bytes()
    assert first == (printed / PROOF).read_bytes() != second
    assert call("build", corrected).told == []
    assert files(corrected / "output/2025") == after


def test_the_first_printing_cannot_be_overwritten(corrected: Path) -> None:
    """Going back to printing 1 over the output of printing 2 is refused."""
    before = files(corrected / "output")
    spoilt(corrected, (EDITION, CORRECTED[2], "state: draft"))
    for record in (LOCK, PROOF):
        (corrected / record).unlink()
    told = call("build", corrected).told
    assert [(each.code, each.position) for each in told] == [
        ("LIFE-31", f"{EDITION}:2:1")
    ]
    assert files(corrected / "output") == before


def test_a_kept_printing_that_was_changed_stops_the_build(corrected: Path) -> None:
    """What went out is evidence: a changed byte is found, and nothing is overwritten."""
    with (corrected / PDF).open("ab") as file:
        file.write(b"%")
    before = files(corrected / "output")
    told = call("build", corrected).told
    assert [each.code for each in told] == ["LIFE-32"]
    assert files(corrected / "output") == before


def test_a_spoilt_manifest_is_none(tmp_path: Path) -> None:
    """What cannot be understood, or leads out of the folder, keeps nothing."""
    edition = Edition.model_construct(printing=2)
    sound = {"state": "final", "printing": 1, "files": [], "kept": []}
    entry = {"path": "a.pdf", "sha256": "0", "printing": 1}
    for spoil in (
        {"printing": "one"},
        {"kept": [{**entry, "path": "../a.pdf"}]},
        {"kept": [{**entry, "path": "/a.pdf"}]},
        {"kept": [{**entry, "printing": None}]},
        {"files": [{"path": "a.pdf"}]},
        {"files": 7},
    ):
        text = json.dumps({**sound, **spoil})
        (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
        (found,) = kept(tmp_path, edition).warnings
        assert found.code == "LIFE-33"
    (tmp_path / "manifest.json").write_text("[", encoding="utf-8")
    assert kept(tmp_path, edition).entries == ()


def test_a_correction_on_another_machine_says_that_nothing_is_kept(
    corrected: Path,
) -> None:
    """Output is not part of a clone: the build goes on and warns."""
    for path in sorted((corrected / "output").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    done = call("build", corrected)
    assert (done.code, [each.code for each in done.told]) == (0, ["LIFE-33"])
    assert manifest(corrected)["kept"] == []
