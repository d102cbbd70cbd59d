"""Preflight against Ghostscript, and against its bounds of time and memory.

Ghostscript's `tiffsep` makes separations in quite another way than ours are made. Where
neither has an edge near by, both must have the same ink.
"""

from __future__ import annotations

import json
import re
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image, ImageFilter

from publisher.preflight import Limits, judge, rendering
from publisher.preflight.files import File, opened
from publisher.preflight.pages import read_page
from tests.conformance.conftest import Edition
from tests.faults.sound import SOUND
from tests.measured import measured

pytestmark = pytest.mark.conformance

SCALE = 4
"""Pixels for each point."""
GHOSTSCRIPT = ("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER")
INKS = ("Cyan", "Magenta", "Yellow", "Black")

BUSY = """
0.6 0.2 0 0.1 k 20 220 280 120 re f
/Black gs 0 0 0 1 k 40 240 80 60 re f
0.5 0 0 0 k 100 240 60 60 re f
0.4 g 170 240 40 60 re f
/Spot cs 0.7 scn 220 240 40 60 re f
/Over gs 0 0 1 0 K 12 w 40 320 m 280 320 l S
/Black gs 0 0 0 0.5 K 40 230 m 280 230 l S
/Over gs q 1 0 0 1 100 -20 cm 0 1 0 0 k BT /F 60 Tf 0 200 Td (AB) Tj ET Q
/Black gs 0 0 0 1 k BT /F 40 Tf 60 260 Td (CD) Tj ET
/Over gs q 60 0 0 60 40 60 cm /Picture Do Q
q 150 60 80 60 re W n /Blend sh Q
/Pattern cs /Tiles scn 240 60 60 60 re f
/All cs 0.5 scn 40 130 40 20 re f
"""


def compared(ours: np.ndarray, theirs: np.ndarray) -> tuple[float, int]:
    """Return the share of pixels without an edge near by, and how many of them differ."""
    flat = np.ones(ours.shape, dtype=bool)
    for plate in (ours, theirs):
        image = Image.fromarray(plate)
        least = np.asarray(image.filter(ImageFilter.MinFilter(5))).astype(int)
        most = np.asarray(image.filter(ImageFilter.MaxFilter(5))).astype(int)
        flat &= most - least <= 3
    apart = np.abs(ours.astype(int) - theirs.astype(int)) > 3
    return float(flat.mean()), int((apart & flat).sum())


def separations(path: Path, folder: Path, pages: int) -> None:
    """Let Ghostscript write a file for each ink of each page."""
    done = subprocess.run(
        [
            *GHOSTSCRIPT,
            "-sDEVICE=tiffsep",
            f"-r{72 * SCALE}",
            f"-dLastPage={pages}",
            "-o",
            folder / "%02d.tif",
            path,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def assert_equal_plates(path: Path, folder: Path, pages: int) -> None:
    """Compare every plate of every page; each must have flat areas to compare."""
    separations(path, folder, pages)
    with opened(path) as pdf:
        file = File(path, pdf, "GTS_PDFX")
        for number in range(1, pages + 1):
            page = read_page(file, number)
            plates = rendering.separated(file, page)
            media = page.boxes["MediaBox"]
            x, y = (round((plates.box[n] - media[n]) * SCALE) for n in (0, 1))
            for ink, ours in plates.inks.items():
                with Image.open(folder / f"{number:02d}({ink}).tif") as image:
                    whole = 255 - np.asarray(image.convert("L"))
                theirs = whole[y : y + ours.shape[0], x : x + ours.shape[1]]
                flat, differ = compared(ours, theirs.astype(np.uint8))
                assert flat > 0.5, (number, ink)
                assert differ == 0, (number, ink)


@pytest.fixture
def fine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Render plates with four pixels for each point."""
    monkeypatch.setattr(rendering, "SCALE", float(SCALE))


@pytest.mark.usefixtures("fine")
@pytest.mark.parametrize("name", ["press", "x1a"])
def test_our_plates_are_those_of_ghostscript(name: str, tmp_path: Path) -> None:
    """Areas, lines, type, images, forms, patterns, shadings and a spot, as tiffsep has them."""
    path = tmp_path / "busy.pdf"
    with SOUND[name].opened() as pdf:
        page = pdf.pages[0].obj
        page.Contents = pdf.make_stream(BUSY.encode())
        pdf.save(path, **SOUND[name].saving)
    assert_equal_plates(path, tmp_path, 2)


def test_the_ink_of_a_page_is_that_of_inkcov(tmp_path: Path) -> None:
    """The share of the sheet with any ink of a plate, as `inkcov` counts it."""
    path = tmp_path / "sound.pdf"
    with SOUND["press"].opened() as pdf:
        for page in pdf.pages:  # inkcov counts the whole sheet
            page.obj.BleedBox = page.obj.MediaBox
        pdf.save(path)
    said = subprocess.run(
        [*GHOSTSCRIPT, "-sDEVICE=inkcov", "-r288", "-o", "-", path],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    counted = [float(share) for share in re.findall(r"\d\.\d+", said)][:4]
    with opened(path) as pdf:
        file = File(path, pdf, "")
        plates = rendering.separated(file, read_page(file, 1))
    for ink, share in zip(INKS, counted, strict=True):
        # the spot, which inkcov turns into cyan, is ours on a plate of its own
        ours = (plates.inks[ink] > 0).mean()
        spot = (plates.inks["PANTONE 289 C"] > 0).mean() if ink == "Cyan" else 0
        assert ours + spot == pytest.approx(share, abs=0.006), ink


def test_a_long_file_takes_little_memory(edition: Edition, tmp_path: Path) -> None:
    """200 pages of a stranger, rendered with all plates, stay under 500 MiB."""
    path = tmp_path / "long.pdf"
    with pikepdf.open(edition.screen) as source, pikepdf.new() as pdf:
        for n in range(200):
            pdf.pages.append(source.pages[n % len(source.pages)])
        pdf.save(path)
    done = measured("preflight", path, "-p", "press")
    assert done.code == 1
    assert done.peak < 500 * 2**20


@pytest.fixture
def least() -> Callable[[Callable[[], object]], float]:
    """Return the least time of three: what else the machine does is not ours."""

    def timed(work: Callable[[], object]) -> float:
        times = []
        for _ in range(3):
            begun = time.process_time()
            work()
            times.append(time.process_time() - begun)
        return min(times)

    return timed


def test_the_edition_is_judged_quickly(
    edition: Edition, least: Callable[[Callable[[], object]], float]
) -> None:
    """24 pages take half a second without rendering, and five with all plates."""
    judge(edition.screen, "screen", Limits(), rendered=True)  # imports
    plain = least(lambda: judge(edition.screen, "screen", Limits(), rendered=False))
    assert plain < 0.5
    plates = least(lambda: judge(edition.screen, "press", Limits(), rendered=True))
    assert plates < 5


def test_the_build_says_that_its_file_is_sound(edition: Edition) -> None:
    """The edition comes with its judgement, for programs and for people."""
    said = json.loads((edition.output / "preflight-screen.json").read_text("utf-8"))
    assert said["sound"] is True
    assert said["findings"] == []
    assert set(said["rules"].values()) == {0}
    page = (edition.output / "preflight-screen.html").read_text("utf-8")
    assert "Sound: 24 pages checked" in page
