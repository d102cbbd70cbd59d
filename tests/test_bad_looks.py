"""What cannot be set in the styles at hand: words, tables, figures and faces."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.mini import (
    CONTENTS,
    EDITION,
    KITES,
    LANTERNS,
    PUBLICATION,
    Edit,
    place,
    spoilt,
)
from tests.test_bad_content import refused

TYPE, PAGE, FIGURE = "styles/type.yml", "styles/page.yml", "styles/figure.yml"
WIDE = "".join(
    f'            - {{head: "Imports of kites {n}", cell: "imports() | in_millions"}}\n'
    for n in range(12)
)
COVER_COLUMN = '            - {head: "Cover, %", cell: "cover() | in_percent"}\n'
NAMED = "漢 (U+6F22 CJK UNIFIED IDEOGRAPH-6F22)"


class Case(NamedTuple):
    """A fault, and what the command must say: place, code, words of message and hint."""

    edit: Edit
    at: tuple[str, str]
    code: str
    message: str
    hint: str


CASES = {
    "table wider than the measure": Case(
        (KITES, COVER_COLUMN, WIDE), (KITES, "id: kites-recent"), "LAYOUT-03",
        "'kites-recent' is", "leave out a column",
    ),
    "heading longer than the page": Case(
        (CONTENTS, "heading: In all", "heading: " + "It goes on and on. " * 250),
        (CONTENTS, "It goes"), "LAYOUT-01", "does not fit on one page", "shorten",
    ),
    "word wider than the measure": Case(
        (CONTENTS, "imports grew", "imports" * 40 + " grew"), (CONTENTS, "- importsimports"),
        "LAYOUT-02", "does not fit a measure of 120.0 pt", "soft hyphen",
    ),
    "character in prose": Case(
        (CONTENTS, "Testland is invented", "Testland 漢 is"), (CONTENTS, "Testland"),
        "FACE-02", f"{NAMED} in “漢” is not in the face 'serif'", "another way",
    ),
    "character in a footnote": Case(
        (CONTENTS, "So are its kites", "So 漢 are its kites"), (CONTENTS, "Testland"),
        "FACE-02", f"{NAMED} in “漢”", "another way",
    ),
    "character in the head of a table": Case(
        (KITES, "stub: Year", "stub: Year漢"), (KITES, "id: kites-recent"),
        "FACE-02", f"{NAMED} in “Year漢” is not in the face 'sans-bold'", "another way",
    ),
    "character in a cell": Case(
        (KITES, 'cell: "exports() | in_billions"', "cell: \"'漢'\""), (KITES, "id: kites-recent"),
        "FACE-02", f"{NAMED} in “漢” is not in the face 'sans'", "another way",
    ),
    "character in a label of a figure": Case(
        (PUBLICATION, "CC: Cockaigne", "CC: Cockaigne漢"),
        (LANTERNS, "id: lanterns-partners"), "FACE-02",
        f"{NAMED} in the label “Cockaigne漢”", "another way",
    ),
    "character in a running head": Case(
        (EDITION, "title: Testland", "title: 漢 Testland"), (PAGE, '"{title}"'),
        "FACE-02", f"{NAMED} in “漢”", "another way",
    ),
    "mark without a place": Case(
        (KITES, "kind: balance-bars",
         'kind: balance-bars\n          marks: {"2022": a storm}'),
        (KITES, "id: kites-balance"), "FIGURE-08", "“2022: a storm”", "notes:",
    ),
    "figure too low for its labels": Case(
        (FIGURE, "balance-bars: {least: 90pt, height: 140pt, most: 240pt}",
         "balance-bars: {least: 3pt, height: 3pt, most: 3pt}"),
        (KITES, "id: kites-balance"), "FIGURE-07", "cannot be drawn in 276 × 3 pt", "least height",
    ),
    "kind of figure without heights": Case(
        (FIGURE, "ranked-bars:", "small-multiples:"),
        (LANTERNS, "ranked-bars"), "FIGURE-06", "ranked-bars", "kinds:",
    ),
    "paragraph style that is needed": Case(
        (TYPE, "  footnote:", "  footnot:"), (TYPE, "body"), "LAYOUT-09",
        "no paragraph style 'footnote'", "declare footnote: here",
    ),
    "gap wider than the page": Case(
        (TYPE, "columns: 2, gap: 12pt", "columns: 2, gap: 600pt"), (CONTENTS, "Testland"),
        "LAYOUT-08", "no room is left for “Testland is invented.", "make gap, padding",
    ),
    "unknown field of a running line": Case(
        (PAGE, '"{folio}"', '"{pagina}"'), (PAGE, '"{pagina}"'), "LAYOUT-06",
        "unknown field pagina", "{folio}",
    ),
    "running line that computes": Case(
        (PAGE, '"{folio}"', '"{folio:>999999999}"'), (PAGE, '"{folio:'), "LAYOUT-06",
        "a brace that is part of no field", "{folio}",
    ),
    "pages that make no sheets": Case(
        (PAGE, "pages_divisible_by: 4", "pages_divisible_by: 3"), (PAGE, "pages_divisible_by: ¦3"),
        "LAYOUT-05", "4 pages are not divisible by 3", "filler",
    ),
    "leading of nothing": Case(
        (TYPE, "leading: 24pt", "leading: 0"), (TYPE, "0, ink: navy, after"), "STYLE-01",
        "leading must be more than nothing", "such as 12pt",
    ),
    "margin less than nothing": Case(
        (PAGE, "gutter: 48pt", "gutter: -48pt"), (PAGE, "-48pt"), "STYLE-01",
        "gutter cannot be less than nothing", "0 or more",
    ),
    "no grid": Case(
        (PAGE, "grid: 12pt\n", ""), (PAGE, "trim_width"), "FORM-02", "lacks the key grid",
        "add 'grid:'",
    ),
    "length without a unit": Case(
        (PAGE, "grid: 12pt", "grid: 12"), (PAGE, "grid: ¦12"), "FORM-04", "not a length",
        "its unit",
    ),
    "frame off the page": Case(
        (PAGE, "art: {bleeds: true}", "art: {x: 300pt, width: 90pt, height: 9pt}"),
        (PAGE, "{x: 300pt"), "STYLE-04", "the frame art is not on the page", "360 × 540",
    ),
    "family that is not installed": Case(
        (TYPE, "family: IBM Plex Sans Condensed}", "family: IBM Plex Gothic}"),
        (TYPE, "IBM Plex Gothic"), "FACE-01", "IBM Plex Gothic of the face 'sans'", "did you mean",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_what_cannot_be_set_is_told_with_its_place(case: Case, good: Path) -> None:
    """Nothing is cut, dropped or set over the edge: it is a finding."""
    told = refused(spoilt(good, case.edit))
    found = next((one for one in told if one.code == case.code), told[0])
    assert (found.code, found.position) == (case.code, place(good, *case.at)), told
    assert case.message in found.message
    assert case.hint in found.hint


def test_all_missing_faces_are_told_at_once(good: Path) -> None:
    """A family that is not installed and a weight that a family lacks: one run."""
    spoilt(
        good,
        (TYPE, "sans: {family: IBM Plex Sans Condensed}", "sans: {family: Comical}"),
        (TYPE, "weight: 600", "weight: 650"),
    )
    found = refused(good)
    assert [(one.code, one.position) for one in found] == [
        ("FACE-01", f"{TYPE}:5:24"),
        ("FACE-01", f"{TYPE}:6:18"),
    ]
    assert "no normal face of weight 650" in found[0].message
    assert found[0].hint.startswith("its weights are 100")
    assert found[1].hint == "run: pip install fontpkg-comical"


def test_a_part_that_is_too_long_is_one_finding(good: Path) -> None:
    """That the sheets then do not come out even goes without saying."""
    (found,) = refused(
        spoilt(good, (KITES, "Exports {{", "Exports grew. " * 200 + "{{"))
    )
    assert found.code == "LAYOUT-01"
