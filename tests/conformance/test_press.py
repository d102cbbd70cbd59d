"""The press files of all editions, judged by Ghostscript, poppler, qpdf and PDFium."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops

from publisher.pdf import write
from tests.conformance.conftest import ROOT, Command
from tests.pdf.press import line, press_job
from tests.pdf.reading import origins

pytestmark = pytest.mark.conformance

EDITIONS = ("2025", "2018", "specimen")
PLATES = ("Cyan", "Magenta", "Yellow", "Black")
MARGIN, BLEED = 36, 9
SCALE = 1
"""Pixels a point in the separations."""


@dataclass(frozen=True, slots=True)
class Files:
    """An edition's files."""

    screen: Path
    press: Path


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, publisher: Command) -> Path:
    """Return this project with all editions built as a newcomer builds them."""
    root = tmp_path_factory.mktemp("print")
    for folder in ("content", "styles"):
        shutil.copytree(ROOT / folder, root / folder)
    asked = [part for name in EDITIONS for part in ("--edition", name)]
    done = publisher("build", root, *asked)
    assert (done.returncode, done.stderr) == (0, "")
    return root


@pytest.fixture(scope="module", params=EDITIONS)
def built(project: Path, request: pytest.FixtureRequest) -> Files:
    """Return the files of one edition."""
    output = project / "output" / request.param
    [screen], [press] = output.glob("*-screen.pdf"), output.glob("*-press.pdf")
    return Files(screen, press)


def tool(*command: str | Path) -> str:
    """Return what a tool prints; a tool that complains fails the test."""
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    return done.stdout


def separations(path: Path, folder: Path) -> Iterator[dict[str, Image.Image]]:
    """Yield the plates of each page as Ghostscript makes them: white is no ink."""
    folder.mkdir()
    tool(
        "gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=tiffsep", f"-r{72 * SCALE}",
        "-dTextAlphaBits=1", "-dGraphicsAlphaBits=1", f"-sOutputFile={folder}/%d.tif", path,
    )  # fmt: skip
    count = len(list(folder.glob("*(Black).tif")))
    assert count
    for n in range(1, count + 1):
        plates = {}
        for file in folder.glob(f"{n}(*).tif"):
            with Image.open(file) as image:
                plates[file.stem.partition("(")[2][:-1]] = image.convert("L")
        yield plates


@pytest.fixture(scope="module")
def plates(
    built: Files, tmp_path_factory: pytest.TempPathFactory
) -> list[dict[str, Image.Image]]:
    """Return the plates of each page of an edition."""
    folder = tmp_path_factory.mktemp("plates") / "pages"
    return list(separations(built.press, folder))


# --- the file


def test_qpdf_finds_nothing(built: Files) -> None:
    """Syntax and streams are sound."""
    assert "No syntax or stream encoding errors" in tool("qpdf", "--check", built.press)


def test_poppler_knows_what_it_is(built: Files) -> None:
    """PDF/X-4 in version 1.6, its boxes, nothing for screens."""
    said = tool("pdfinfo", "-box", built.press)
    facts = dict(re.findall(r"^([^:\n]+):\s+(.*)$", said, re.MULTILINE))
    assert facts["PDF version"] == "1.6"
    assert facts["PDF subtype"] == "PDF/X-4"
    assert facts["TrimBox"].split() == ["36.00", "36.00", "648.00", "828.00"]
    assert facts["BleedBox"].split() == ["27.00", "27.00", "657.00", "837.00"]
    assert facts["MediaBox"].split() == ["0.00", "0.00", "684.00", "864.00"]
    assert (facts["Tagged"], facts["Form"], facts["JavaScript"]) == ("no", "none", "no")


def test_every_font_is_embedded_and_subset(built: Files) -> None:
    """As poppler lists them: emb, sub and uni all say yes."""
    rows = tool("pdffonts", built.press).splitlines()[2:]
    assert len(rows) >= 5
    for row in rows:
        assert row.split()[-5:-2] == ["yes", "yes", "yes"]


def test_the_manifest_tells_the_press_file(built: Files) -> None:
    """Profile and pages; a specimen is named as one."""
    manifest = json.loads((built.press.parent / "manifest.json").read_text("utf-8"))
    [entry] = [each for each in manifest["files"] if each["path"] == built.press.name]
    assert entry["profile"] == "press"
    assert entry["pages"] % 4 == 0
    assert manifest["specimen"] is ("-specimen-press" in built.press.name)


# --- the same pages


def glyphs(path: Path, page: int, margin: float) -> list[tuple[str, float, float]]:
    """Return what is shown within the trim, from its corner."""
    return [
        (character, x - margin, y - margin)
        for character, x, y in origins(path, page)
        if character.isprintable() and 0 <= x - margin <= 612 and 0 <= y - margin <= 792
    ]


def test_both_files_have_the_same_pages(built: Files) -> None:
    """Every character of every page is as far from the trim's corner, to 1/500 pt."""
    with pdfium.PdfDocument(built.screen) as pdf:
        count = len(pdf)
    seen = 0
    for page in range(count):
        on_screen, on_paper = (
            glyphs(built.screen, page, 0),
            glyphs(built.press, page, 36),
        )
        seen += len(on_screen)
        assert [c for c, _, _ in on_paper] == [c for c, _, _ in on_screen]
        far = max(
            (max(abs(x - u), abs(y - v)) for (_, x, y), (_, u, v) in zip(on_paper, on_screen, strict=True)),
            default=0,
        )  # fmt: skip
        assert far < 0.002
    assert seen > 5000


# --- the plates


def body_lines(path: Path, page_index: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield the box of each line of running text in pixels of a separation.

    Running text is that in the serif of 9.8 points, as PDFium reads the finished file.
    """
    import ctypes

    import pypdfium2.raw as c

    with pdfium.PdfDocument(path) as pdf:
        page = pdf[page_index]
        height = page.get_height()
        for item in page.get_objects(filter=[c.FPDF_PAGEOBJ_TEXT]):
            size = ctypes.c_float()
            c.FPDFTextObj_GetFontSize(item.raw, size)
            if round(size.value, 1) == 9.8:
                left, bottom, right, top = item.get_bounds()
                if right - left < 4 or top - bottom < 4:
                    continue  # a space or a full stop
                yield (
                    floor(left * SCALE), floor((height - top) * SCALE),
                    ceil(right * SCALE), ceil((height - bottom) * SCALE),
                )  # fmt: skip


def test_body_text_is_on_the_black_plate_only(
    built: Files, plates: list[dict[str, Image.Image]]
) -> None:
    """Where running text stands, Ghostscript lays no cyan, magenta or yellow."""
    lines = 0
    for n, page in enumerate(plates):
        for box in body_lines(built.press, n):
            lines += 1
            for plate in PLATES[:3]:
                assert page[plate].crop(box).getextrema() == (255, 255), (n, box)
            assert page["Black"].crop(box).getextrema()[0] < 128, (n, box)
    assert lines > 100


def test_no_page_lays_more_ink_than_the_ticket_allows(
    plates: list[dict[str, Image.Image]],
) -> None:
    """Within the bleed, the four plates add up to 320% at most."""
    for page in plates:
        assert set(page) == set(PLATES)
        width, height = page["Black"].size
        edge = 27 * SCALE
        inside = (edge, edge, width - edge, height - edge)
        whole = Image.new("I", (width - 2 * edge, height - 2 * edge))
        for plate in page.values():
            whole = _sum(whole, ImageChops.invert(plate.crop(inside)).convert("I"))
        assert whole.getextrema()[1] <= 320 * 255 / 100


def _sum(one: Image.Image, other: Image.Image) -> Image.Image:
    from PIL import ImageMath

    return ImageMath.lambda_eval(lambda args: args["a"] + args["b"], a=one, b=other)


def test_ink_reaches_the_bleed_of_the_cover(
    plates: list[dict[str, Image.Image]],
) -> None:
    """A ground that touches the trim is painted to the last pixel of the bleed."""
    width, height = plates[0]["Cyan"].size
    cyan = plates[0]["Cyan"].load()
    near, beyond = 27 * SCALE + 1, 27 * SCALE - 2
    for x in (near, width - 1 - near):
        for y in (near, height - 1 - near):
            assert cyan[x, y] < 10
    for x in (beyond, width - 1 - beyond):
        assert cyan[x, 300] > 245


def test_black_type_leaves_the_ground_under_it_whole(tmp_path: Path) -> None:
    """Overprint: under black type on a ground no plate of the ground has a hole.

    White type has: it is the paper.
    """
    for ink, holes in (("black", False), ("white", True)):
        path = tmp_path / f"{ink}.pdf"
        first = press_job(line(ink, 40, "HHH"), marks=())
        write(first, "press", path)
        # page 1 of the hand-made edition has a ground of 4/4/8/0 all over
        grounded = tmp_path / f"{ink}-grounded.pdf"
        _swap(path, grounded)
        plates = list(separations(grounded, tmp_path / ink))[1]
        for plate in ("Cyan", "Magenta", "Yellow"):
            low, high = plates[plate].getextrema()
            assert (low != high) is holes, (ink, plate)


def _swap(path: Path, target: Path) -> None:
    """Paint a ground of 4/4/8/0 under the second page."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        page = pdf.pages[1]
        ground = b"0.04 0.04 0.08 0 k -9 -9 999 999 re f\n"
        page.Contents = pdf.make_stream(ground + page.Contents.read_bytes())
        pdf.save(target)


def test_spot_inks_have_plates_of_their_own(tmp_path: Path) -> None:
    """Ghostscript finds the ink of the ticket by its name, and only there."""
    path = tmp_path / "spot.pdf"
    write(press_job(line("house", 12), spots=("PANTONE 289 C",)), "press", path)
    first, second = separations(path, tmp_path / "plates")
    assert "PANTONE 289 C" in second
    inside = tuple(SCALE * edge for edge in (36, 36, 236, 336))
    assert second["PANTONE 289 C"].crop(inside).getextrema()[0] == 0
    assert second["Cyan"].crop(inside).getextrema() == (255, 255)
    assert "PANTONE 289 C" in first


def test_ghostscript_counts_the_same_inks(built: Files) -> None:
    """inkcov: the cover is a ground of cyan and black, a page of text is mostly black."""
    said = tool("gs", "-q", "-o", "-", "-sDEVICE=inkcov", built.press)
    rows = [[float(part) for part in row.split()[:4]] for row in said.splitlines()]
    assert all("CMYK OK" in row for row in said.splitlines())
    cover = rows[0]
    assert cover[0] > 0.7
    assert cover[3] > 0.7
    about = rows[1]
    assert about[3] > 2 * max(about[:3])


# --- sheets


def test_imposed_sheets_are_sound(
    project: Path, publisher: Command, tmp_path: Path
) -> None:
    """Two pages a side, the output intent and fonts kept; a specimen is refused."""
    press = next((project / "output/2025").glob("*-press.pdf"))
    copy = Path(shutil.copy(press, tmp_path))
    ticket = project / "styles/press.yml"
    done = publisher("impose", copy, "--ticket", ticket)
    assert (done.returncode, done.stderr) == (0, "")
    sheets = copy.with_name(copy.name.replace("-press", "-imposed"))
    assert "No syntax or stream" in tool("qpdf", "--check", sheets)
    said = tool("pdfinfo", "-box", sheets)
    pages = int(re.search(r"Pages:\s+(\d+)", tool("pdfinfo", press))[1])  # type: ignore[index]
    assert f"Pages:           {pages // 2}" in said
    assert "PDF/X-4" in said
    assert re.search(r"TrimBox:\s+36.00\s+36.00\s+1260.00\s+828.00", said)
    assert tool("pdffonts", sheets).count("\n") == tool("pdffonts", press).count("\n")
    cover = next(separations(sheets, tmp_path / "plates"))
    cyan = cover["Cyan"].load()
    for x, y in ((28, 28), (648, 28), (1267, 835), (647, 835)):
        assert cyan[x * SCALE, y * SCALE] < 10
    specimen = next((project / "output/specimen").glob("*-press.pdf"))
    done = publisher("impose", specimen, "--ticket", ticket)
    assert done.returncode == 1
    assert "IMPOSE-03" in done.stderr
