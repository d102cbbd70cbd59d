"""The stamp of an edition that is not final: on every page, over nothing.

The trim is 130 × 100, the type area 100 wide; letters are 10 wide and 10 high.
"""

from __future__ import annotations

import pytest

from publisher.errors import Finding
from publisher.layout.masters import Sheet
from publisher.layout.model import Area, Box, PlacedDrawing, Run
from publisher.layout.stamp import stamped
from publisher.layout.strips import Item
from publisher.styles.models import Style
from tests.layout.small import context, looks, part
from tests.square import fonts

STAMP = {"y": "9pt", "style": "running"}


def put(x: float, y: float, text: str) -> Run:
    return Run(x, y, 10, "black", fonts()["square"].shape(text), "Layout")


def stamp(
    side: str = "recto", *items: Item, page: dict[str, object] | None = None
) -> tuple[list[tuple[float, float]], list[str]]:
    """Return where "ABCD" is stamped on a page, and the codes of what was found."""
    style: Style = looks(page={"stamp": STAMP} if page is None else page)
    sheet = Sheet(part("one"), style.page.masters["plain"], side, "7")  # type: ignore[arg-type]
    findings: list[Finding] = []
    runs = stamped("ABCD", sheet, items, context(style), findings)
    assert all(run.tag == "Watermark" for run in runs)
    return [(run.x, run.y) for run in runs], [found.code for found in findings]


@pytest.mark.parametrize(
    ("side", "place", "x"),
    [
        ("recto", "center", 50),  # 20 + (100 − 40) / 2
        ("recto", "gutter", 20),
        ("recto", "fore_edge", 80),
        ("verso", "center", 40),
        ("verso", "gutter", 70),
        ("verso", "fore_edge", 10),
    ],
)
def test_where_it_stands(side: str, place: str, x: float) -> None:
    """Four letters, 40 wide, on a baseline of 9, mirrored on a verso."""
    page = {"stamp": {**STAMP, "place": place}}
    assert stamp(side, page=page) == ([(x, 9)], [])


def test_nothing_is_stamped_without_words() -> None:
    """A final edition has no stamp and needs no place for one."""
    style = looks()
    sheet = Sheet(part("one"), style.page.masters["plain"], "recto", "7")
    findings: list[Finding] = []
    assert stamped("", sheet, [], context(style), findings) == []
    assert findings == []


def test_a_stamp_without_a_place_is_found() -> None:
    """A draft does not go out unstamped because a style forgot the stamp."""
    assert stamp(page={}) == ([], ["LAYOUT-20"])


def test_a_stamp_over_something_is_found() -> None:
    """Words, areas and figures below 1 and above 11.5 are clear of it; ground may lie under."""
    ground = Area(Box(-3, -3, 136, 106), "black", "Background")
    clear = Area(Box(20, 11.6, 100, 5), "black")
    assert stamp("recto", ground, clear)[1] == []
    assert stamp("recto", Area(Box(20, 11, 100, 5), "black"))[1] == ["LAYOUT-21"]
    assert stamp("recto", PlacedDrawing("bars", Box(89, 0, 9, 9), "Layout"))[1] == [
        "LAYOUT-21"
    ]
    assert stamp("recto", PlacedDrawing("bars", Box(90, 0, 9, 9), "Layout"))[1] == []
    assert stamp("recto", put(85, 18, "A"))[1] == ["LAYOUT-21"]
    assert stamp("recto", put(85, 20, "A"))[1] == []


def test_a_stamp_too_near_to_the_trim_is_found() -> None:
    """Its letters reach from 1 to 11.5: a safety of 2 is not kept."""
    assert stamp(page={"stamp": STAMP, "safety": "1pt"})[1] == []
    assert stamp(page={"stamp": STAMP, "safety": "2pt"})[1] == ["LAYOUT-21"]


def test_a_master_may_have_its_own() -> None:
    """On a dark ground the stamp is set in another style, at another height."""
    style = looks(
        page={"stamp": STAMP}, masters={"dark": {"stamp": {**STAMP, "y": "20pt"}}}
    )
    sheet = Sheet(part("one"), style.page.masters["dark"], "recto", "7")
    (run,) = stamped("ABCD", sheet, [], context(style), [])
    assert run.y == 20
