"""The file as a whole: boxes, fonts, metadata, bytes."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from publisher.errors import StageFailed
from publisher.pdf.assemble import produce
from publisher.pdf.profiles import PROFILES
from tests.pdf import edition

SCREEN = PROFILES["screen"]
WRITE = """
import hashlib, sys
from pathlib import Path
from publisher.pdf.assemble import produce
from publisher.pdf.profiles import PROFILES
from tests.pdf.edition import job
path = Path(sys.argv[1])
produce(job(), PROFILES["screen"], path)
print(hashlib.sha256(path.read_bytes()).hexdigest())
"""


def test_boxes_have_four_numbers_and_nest(screen: Path) -> None:
    """The screen's media box is the trim; what bleeds is outside it."""
    with pikepdf.open(screen) as pdf:
        for page in pdf.pages:
            assert [float(n) for n in page.obj.MediaBox] == [0, 0, 200, 300]
            assert [float(n) for n in page.obj.TrimBox] == [0, 0, 200, 300]
            assert not {"/Rotate", "/Trans"} & set(page.obj.keys())


def test_a_margin_moves_everything(tmp_path: Path) -> None:
    """A profile is a table of facts: 20 points of margin put the trim inside the media."""
    path = tmp_path / "wide.pdf"
    produce(edition.job(), replace(SCREEN, margin=20.0), path)
    with pikepdf.open(path) as pdf:
        page = pdf.pages[0]
        assert [float(n) for n in page.obj.MediaBox] == [0, 0, 240, 340]
        assert [float(n) for n in page.obj.TrimBox] == [20, 20, 220, 320]
        assert b"11 11 218 318 re f" in page.Contents.read_bytes()
        assert [float(n) for n in page.obj.Annots[0].Rect] == [40, 245, 76, 257]


def test_fonts_are_embedded_once_and_subset(screen: Path) -> None:
    """Two names of one font file share one font; no Helvetica is listed."""
    with pikepdf.open(screen) as pdf:
        fonts = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        ]
        names = [str(f.BaseFont)[8:] for f in fonts if f.Subtype == "/Type0"]
        assert sorted(names) == [
            "IBMPlexSansCond-Regular",
            "IBMPlexSerif-Italic",
            "IBMPlexSerif-Regular",
        ]
        assert {str(f.Subtype) for f in fonts} == {"/Type0", "/CIDFontType2"}
        for font in fonts:
            if font.Subtype == "/CIDFontType2":
                prefix, plus, _ = str(font.BaseFont)[1:].partition("+")
                assert (len(prefix), prefix.isupper(), plus) == (6, True, "+")
                assert len(font.FontDescriptor.FontFile2.read_bytes()) < 12_000


def test_metadata_say_the_same_twice(screen: Path) -> None:
    """XMP and document information agree; dates are the edition's."""
    with pikepdf.open(screen) as pdf:
        xmp = pdf.open_metadata()
        assert str(pdf.docinfo["/Title"]) == xmp["dc:title"] == "Trade & technology"
        assert str(pdf.docinfo["/Subject"]) == xmp["dc:description"]
        assert xmp["dc:description"] == "Balances <of> two years"
        assert xmp["dc:creator"] == [str(pdf.docinfo["/Author"])]
        assert str(pdf.docinfo["/Keywords"]) == xmp["pdf:Keywords"] == "trade, balance"
        assert str(pdf.docinfo["/Producer"]) == xmp["pdf:Producer"]
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260930000000+00'00'"
        assert xmp["xmp:CreateDate"] == "2026-09-30T00:00:00+00:00"
        claims = [xmp[k] for k in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")]
        assert claims == ["2", "A", "1"]


def test_the_catalog_says_what_readers_need(screen: Path) -> None:
    """Language, tags, title in the window, version, and the colours' meaning."""
    with pikepdf.open(screen) as pdf:
        root = pdf.Root
        assert str(root.Lang) == "en-US"
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert root.PageMode == "/UseOutlines"
        assert pdf.pdf_version == "1.7"
        [intent] = list(root.OutputIntents)
        profile = intent.DestOutputProfile.read_bytes()
        assert (profile[16:20], profile[36:40]) == (b"RGB ", b"acsp")
        assert profile[24:28] == bytes([7, 208, 0, 1])  # made in January 2000, always


def test_two_machines_write_the_same_bytes(screen: Path, tmp_path: Path) -> None:
    """Neither time zone nor hash seed reaches the file."""
    digests = {hashlib.sha256(screen.read_bytes()).hexdigest()}
    for zone, seed in (("Pacific/Auckland", "1"), ("America/New_York", "2")):
        run = subprocess.run(
            [sys.executable, "-c", WRITE, str(tmp_path / f"{seed}.pdf")],
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(run.stdout.strip())
    assert len(digests) == 1


def test_all_findings_come_at_once_and_no_file_appears(tmp_path: Path) -> None:
    """An unknown ink, an undrawn figure, a lost target and a bad date are one failure.

    A file of an earlier build stays as it was.
    """
    path = tmp_path / "sample.pdf"
    path.write_text("the last good one")
    job = edition.job()
    first, second = job.layout.pages
    odd = replace(edition.put(1, 1, "x", "Pagination"), ink="blak")
    layout = replace(
        job.layout,
        pages=(replace(first, items=(*first.items, odd)), second),
        drawings={},
        places={"one/title": job.layout.places["one/title"]},
    )
    document = replace(job.document, date="autumn")
    with pytest.raises(StageFailed) as failed:
        produce(replace(job, layout=layout, document=document), SCREEN, path)
    findings = failed.value.findings
    assert [(f.code, f.hint) for f in findings] == [
        ("PDF-06", "write it as 2026-09-30"),
        ("PDF-01", "did you mean 'black'?"),
        ("PDF-02", None),
        ("PDF-03", None),
        ("PDF-03", None),
    ]
    assert path.read_text() == "the last good one"
    assert list(tmp_path.iterdir()) == [path]


def test_it_opens_and_renders(screen: Path) -> None:
    """PDFium draws the ground over the whole page: no pixel of the corner is white."""
    with pdfium.PdfDocument(screen) as pdf:
        picture = pdf[0].render(scale=0.5).to_pil().convert("RGB")
    assert picture.size == (100, 150)
    assert picture.getpixel((0, 0)) == (0xF2, 0xEF, 0xE8)
    assert picture.getpixel((20, 80)) == (0xB0, 0x3A, 0x2E)
