"""The job ticket: what is impossible, what does not agree, and the presets."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from publisher.errors import StageFailed
from publisher.styles import check_press, load, load_ticket
from publisher.styles.ticket import Ticket
from tests.styles.project import FILES, write
from tests.styles.test_load import failures
from tests.tickets import ICC

ROOT = Path(__file__).parents[2]
TICKET = """\
trim_width: 8.5in
trim_height: 11in
bleed: 0.125in
safety: 0
binding: {style: saddle, cover: self, thickness: 0.1mm}
pages_divisible_by: 4
output: {condition: CGATS TR 006, profile: icc/a.icc}
text: {solid: 5pt, coloured: 10pt}
rules: {solid: 0.25pt, coloured: 1pt}
spots: []
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return the smallest style with a ticket and its profile."""
    write(tmp_path, press=TICKET)
    (tmp_path / "styles/icc").mkdir()
    shutil.copyfile(ICC, tmp_path / "styles/icc/a.icc")
    return tmp_path


def spoil(root: Path, old: str, new: str) -> Path:
    assert old in TICKET
    return write(root, press=TICKET.replace(old, new, 1))


def test_a_ticket_is_read_with_its_profile(project: Path) -> None:
    """Lengths in points; the profile's bytes; what is not said is the trade's usual."""
    style = load(project)
    assert style.press is not None
    assert style.press.trim_width == 612
    assert style.press.binding.thickness == pytest.approx(0.2835, abs=0.0001)
    assert style.press.ink_limit == 300
    assert style.press.text.reversed.more_inks == 12
    assert style.press.product == "press"
    assert style.output_profile == ICC.read_bytes()


def test_what_is_never_printed_needs_no_ticket(tmp_path: Path) -> None:
    """Without press.yml there is none, and nothing is wrong."""
    style = load(write(tmp_path))
    assert style.press is None
    assert list(check_press(style)) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("trim_width: 8.5in", "trim_width: 0", "STYLE-01 styles/press.yml:1:13 trim_width must be more than nothing"),
        ("bleed: 0.125in", "bleed: -3mm", "STYLE-01 styles/press.yml:3:8 bleed cannot be less than nothing"),
        ("thickness: 0.1mm", "thickness: -1mm", "STYLE-01 styles/press.yml:5:50 thickness cannot be less than nothing"),
        ("safety: 0", "safety: 4.25in", "TICKET-02 styles/press.yml:4:9 this safety margin leaves nothing of the page"),
        ("bleed: 0.125in", "bleed: 2in", "TICKET-02 styles/press.yml:3:8 a bleed of more than an inch leaves no room for marks"),
        ("pages_divisible_by: 4", "pages_divisible_by: 2", "TICKET-02 styles/press.yml:6:21 a saddle-stitched booklet is made of sheets of four pages"),
        ("solid: 5pt", "solid: 11pt", "TICKET-02 styles/press.yml:8:7 under text, more inks are allowed to be smaller than fewer"),
        ("coloured: 1pt", "coloured: 0.1pt", "TICKET-02 styles/press.yml:9:8 under rules, more inks are allowed to be smaller than fewer"),
        ("trim_width: 8.5in", "trim_width: 210mm", "TICKET-01 styles/press.yml:1:13 the trim_width of the job ticket is 595.276 pt, that of styles/page.yml 612 pt"),
        ("bleed: 0.125in", "bleed: 3mm", "TICKET-01 styles/press.yml:3:8 the bleed of the job ticket is 8.50394 pt, that of styles/page.yml 9 pt"),
        ("safety: 0", "safety: 10pt", "TICKET-01 styles/press.yml:4:9 the printer wants 10 pt of safety, and styles/page.yml keeps 0 pt"),
        ("pages_divisible_by: 4", "pages_divisible_by: 16", "TICKET-01 styles/press.yml:6:21 the printer wants pages divisible by 16, styles/page.yml by 4"),
        ("icc/a.icc", "icc/b.icc", "TICKET-03 styles/press.yml:7:44 the ICC profile icc/b.icc is not there"),
        ("icc/a.icc", "../page.icc", "TICKET-03 styles/press.yml:7:44 the ICC profile ../page.icc is not in the folder of the ticket"),
        ("icc/a.icc", "page.yml", "TICKET-03 styles/press.yml:7:44 the ICC profile page.yml is not an ICC profile, or not whole"),
        ("spots: []", "spots: [PANTONE 289 C]", "TICKET-04 styles/press.yml:10:9 no ink of styles/palette.yml is the spot ink PANTONE 289 C"),
        ("spots: []", "spots: [x]", "FORM-04 styles/press.yml:10:9 item 1 of spots cannot be the text “x”"),
        ("spots: []", "ink_limit: 500", "FORM-04 styles/press.yml:10:12 ink_limit must be at most 400"),
        ("spots: []", "images: {resolution: 0}", "FORM-04 styles/press.yml:10:22 resolution must be at least 1"),
        ("spots: []", "marks: [crop, tile]", "FORM-04 styles/press.yml:10:15 item 2 of marks cannot be the text “tile”"),
        ("spots: []", "flavour: PDF/X-3", "FORM-04 styles/press.yml:10:10 flavour cannot be the text “PDF/X-3”"),
    ],
)  # fmt: skip
def test_what_cannot_be_printed_is_told(
    project: Path, old: str, new: str, expected: str
) -> None:
    """Impossible values, and what differs from the page, at their places."""
    told = failures(spoil(project, old, new))
    assert [line.rsplit(" (", 1)[0] for line in told] == [expected]


@pytest.mark.parametrize(
    ("offset", "bytes_", "said"),
    [
        (12, b"scnr", "is not one for printing in CMYK"),
        (16, b"RGB ", "is not one for printing in CMYK"),
        (36, b"xxxx", "is not an ICC profile, or not whole"),
    ],
)
def test_a_profile_for_something_else_is_refused(
    project: Path, offset: int, bytes_: bytes, said: str
) -> None:
    """A scanner's profile, an RGB one, one that is none (ICC.1, 7.2)."""
    data = bytearray(ICC.read_bytes())
    data[offset : offset + 4] = bytes_
    (project / "styles/icc/a.icc").write_bytes(data)
    [told] = failures(project)
    assert told.startswith("TICKET-03")
    assert said in told


def test_a_profile_that_was_cut_off_is_refused(project: Path) -> None:
    """It says itself how long it is."""
    (project / "styles/icc/a.icc").write_bytes(ICC.read_bytes()[:-1])
    assert "not whole" in failures(project)[0]


def test_an_older_flavour_knows_older_profiles_only(project: Path) -> None:
    """PDF 1.4 reads ICC version 2."""
    data = bytearray(ICC.read_bytes())
    data[8] = 4
    (project / "styles/icc/a.icc").write_bytes(data)
    assert load(project).output_profile == data
    [told] = failures(spoil(project, "spots: []", "flavour: PDF/X-1a:2003"))
    assert "is of ICC version 4" in told


def test_a_link_out_of_the_folder_is_refused(project: Path) -> None:
    """A symbolic link is followed before the question whether it leads out."""
    (project / "styles/icc/a.icc").unlink()
    (project / "styles/icc/a.icc").symlink_to(ICC)
    assert "is not in the folder of the ticket" in failures(project)[0]


def test_styles_that_the_press_cannot_hold_are_named(project: Path) -> None:
    """Dark: a warning, for black stands in. Light: an error, for nothing can."""
    palette = FILES["palette"] + (
        "  pale: {rgb: '#c3cfe0', cmyk: [24, 8, 0, 0], grey: 20, grounds: [navy]}\n"
        "  house: {rgb: '#c3cfe0', cmyk: [24, 8, 9, 0], grey: 60, spot: HOUSE, grounds: [navy]}\n"
    )
    type_ = FILES["type"].replace(
        "  small:",
        "  lit: {face: serif, size: 9pt, leading: 10pt, ink: pale}\n"
        "  big: {face: serif, size: 10pt, leading: 12pt, ink: pale}\n"
        "  name: {face: serif, size: 6pt, leading: 12pt, ink: house}\n"
        "  small:",
    )
    press = TICKET.replace("spots: []", "spots: [HOUSE]")
    style = load(write(project, palette=palette, type=type_, press=press))
    told = [
        (f.code, f.severity, str(f.position), f.message) for f in check_press(style)
    ]
    assert told == [
        ("TICKET-05", "error", "styles/type.yml:6:53", "the style lit, 9 pt in pale, is too small, or of too many inks, for the press"),
        ("TICKET-05", "warning", "styles/type.yml:9:55", "the style small, 8 pt in navy, is too small, or of too many inks, for the press; it is printed in solid black"),
    ]  # fmt: skip


# --- the presets


@pytest.mark.parametrize("name", ["sheetfed", "heatset-web", "digital"])
def test_a_preset_is_a_whole_ticket(name: str) -> None:
    """Each says everything, so that a printer can go through it line by line."""
    ticket = load_ticket(ROOT / f"styles/presets/{name}.yml")
    assert set(Ticket.model_fields) == ticket.model_fields_set
    for part in ("binding", "output", "text", "rules", "images"):
        inner = getattr(ticket, part)
        assert set(type(inner).model_fields) == inner.model_fields_set


@pytest.mark.parametrize(
    ("name", "told"),
    [("sheetfed", []), ("digital", []), ("heatset-web", ["TICKET-03"])],
)
def test_a_preset_can_take_the_tickets_place(
    tmp_path: Path, name: str, told: list[str]
) -> None:
    """Copied over press.yml it is sound; the web press wants its profile supplied."""
    shutil.copytree(ROOT / "styles", tmp_path / "styles")
    shutil.copyfile(ROOT / f"styles/presets/{name}.yml", tmp_path / "styles/press.yml")
    page = (tmp_path / "styles/page.yml").read_text(encoding="utf-8")
    page = page.replace("pages_divisible_by: 4", "pages_divisible_by: 8")
    (tmp_path / "styles/page.yml").write_text(page, encoding="utf-8")
    try:
        load(tmp_path)
        found = []
    except StageFailed as failure:
        found = [finding.code for finding in failure.findings]
    assert found == told


def test_a_faulty_ticket_by_itself_is_told(tmp_path: Path) -> None:
    """Judging a stranger's file by a ticket needs no publication around it."""
    path = tmp_path / "job.yml"
    path.write_text(TICKET.replace("bleed: 0.125in", "bleed: 2in"), encoding="utf-8")
    with pytest.raises(StageFailed) as caught:
        load_ticket(path)
    assert [str(f.position) for f in caught.value.findings] == ["job.yml:3:8"]
