"""Each kind as it is drawn: sizes to scale, words clear of each other, inks as they mean."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from publisher import figures
from publisher.data.balances import Balances
from publisher.figures import planes
from publisher.figures.model import Drawing, DrawnPath, DrawnText
from publisher.figures.sheet import Extent
from tests.figures.small import INKS, KINDS, balances, fonts, request, style

SAMPLES: dict[str, dict[str, Any]] = {
    "balance-bars": {"marks": {"2023": "first deficit"}},
    "small-multiples": {"series": "sectors", "by": "sector"},
    "ranked-bars": {
        "series": "partners",
        "sector": "01",
        "flow": "imports",
        "by": "partner",
        "to": 2024,
    },
    "sparkline": {},
    "monthly": {"series": "months"},
    "cover-bars": {},
}


def drawn(
    kind: str,
    numbers: Balances | None = None,
    size: tuple[float, float] = (480, 300),
    **spec: Any,
) -> Drawing:
    """Return a figure of the small world."""
    wanted = {**SAMPLES[kind], **spec}
    figure = figures.specify(request(kind, numbers, **wanted), style())
    return figures.draw(figure, *size, style(), fonts())


def bars(drawing: Drawing, *inks: str) -> list[Extent]:
    """Return the filled rectangles in these inks, from left to right."""
    found = []
    for item in drawing.items:
        if isinstance(item, DrawnPath) and item.fill in inks:
            points = [segment[1:] for segment in item.segments if len(segment) == 3]
            xs, ys = zip(*points, strict=True)
            found.append(Extent(min(xs), min(ys), max(xs), max(ys)))
    return sorted(found, key=lambda bar: (bar.left, bar.top))


def words(drawing: Drawing) -> dict[str, Extent]:
    """Return the boxes of all words (capitals' height), by the words."""
    return {
        f"{item.glyphs.text}@{n}": Extent(
            item.x,
            item.y - 0.698 * item.size,
            item.x + item.glyphs.width(item.size),
            item.y,
        )
        for n, item in enumerate(drawing.items)
        if isinstance(item, DrawnText)
    }


def texts(drawing: Drawing) -> list[str]:
    """Return what is printed, in painting order."""
    return [item.glyphs.text for item in drawing.items if isinstance(item, DrawnText)]


def zero_line(drawing: Drawing) -> float:
    """Return where the zero line stands."""
    (line,) = {
        float(item.segments[0][2])
        for item in drawing.items
        if isinstance(item, DrawnPath) and item.stroke == "zero"
    }
    return line


def test_bars_are_as_high_as_their_balances() -> None:
    """20 billion is twice as high as 10, −40 four times; nil has no bar; all stand on zero."""
    drawing = drawn("balance-bars")
    up, down = bars(drawing, "surplus"), bars(drawing, "deficit")
    point = up[0].height / 10
    assert [round(bar.height / point, 2) for bar in up] == [10, 20]
    assert [round(bar.height / point, 2) for bar in down] == [10, 40, 30]
    zero = zero_line(drawing)
    assert {bar.bottom for bar in up} == {zero} == {bar.top for bar in down}


def test_lines_are_on_the_scale_of_the_bars() -> None:
    """Exports of 30 stand one and a half times as high as the surplus of 20."""
    drawing = drawn("balance-bars")
    (exports,) = (
        item
        for item in drawing.items
        if isinstance(item, DrawnPath) and item.stroke == "navy"
    )
    surplus = bars(drawing, "surplus")[1]
    height = zero_line(drawing) - float(exports.segments[0][2])
    assert height == pytest.approx(surplus.height * 1.5, abs=0.02)
    assert len(exports.segments) == 6


def test_imports_are_told_from_exports_by_dashes() -> None:
    """The two lines differ without colour: exports are solid, imports dashed."""
    dashes = {
        item.stroke: bool(item.dash)
        for item in drawn("balance-bars").items
        if isinstance(item, DrawnPath) and item.stroke in {"navy", "ash"}
    }
    assert dashes == {"navy": False, "ash": True}


def test_lines_over_bars_are_cased_in_paper() -> None:
    """Imports of 10 run over the surplus of 20: paper edges part line and bar.

    From 2022 on no line meets a bar, so that none is cased.
    """

    def papers(drawing: Drawing) -> int:
        strokes = [i.stroke for i in drawing.items if isinstance(i, DrawnPath)]
        return strokes.count("paper")

    assert papers(drawn("balance-bars")) == 2
    assert papers(drawn("balance-bars", **{"from": 2022})) == 0


def test_dashes_are_as_long_as_the_style_says() -> None:
    """The style's dash of 3 and 2 points is drawn 3 and 2 points long."""
    (imports,) = (
        item
        for item in drawn("balance-bars").items
        if isinstance(item, DrawnPath) and item.stroke == "ash"
    )
    assert imports.dash == (3, 2)


def test_last_values_records_and_marks_are_labelled() -> None:
    """Both lines and the balance end in name and value; the record and the mark stand too."""
    shown = texts(drawn("balance-bars"))
    assert {"Exports", "40.0", "Imports", "70.0", "Balance", "−30.0"} <= set(shown)
    assert "2021: record surplus, 20.0" in shown
    assert "2024: record deficit, −40.0" in shown
    assert "2023: first deficit" in shown
    assert {"2020", "2025"} <= set(shown)


def test_a_mark_stands_at_the_end_of_its_bar() -> None:
    """The mark of a deficit stands below its bar, with a thin line from one to the other."""
    drawing = drawn("balance-bars", flow="balance")
    mark = next(box for said, box in words(drawing).items() if "first" in said)
    bar = bars(drawing, "deficit")[0]
    assert mark.top > bar.bottom
    stems = [
        item.segments
        for item in drawing.items
        if isinstance(item, DrawnPath)
        and item.stroke == "black"
        and item.segments[0][1] == item.segments[1][1]
    ]
    middle = round((bar.left + bar.right) / 2, 1)
    assert middle in [round(float(start[1]), 1) for start, _ in stems]


def test_a_series_of_balances_only_has_no_lines() -> None:
    """With ``flow: balance`` nothing is said or drawn of exports and imports."""
    drawing = drawn("balance-bars", flow="balance")
    assert not {"Exports", "Imports"} & set(texts(drawing))
    strokes = {item.stroke for item in drawing.items if isinstance(item, DrawnPath)}
    assert not {"navy", "ash"} & strokes


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [(480, 300), (236, 220), (236, 160)])
def test_no_words_touch(kind: str, size: tuple[float, float]) -> None:
    """At a page's width and at half of it no two labels overlap, and all are on the sheet.

    Two panels of months one above the other need 220 points of height at least.
    """
    size = (size[0], max(size[1], 220) if kind == "monthly" else size[1])
    drawing = drawn(kind, size=size)
    boxes = words(drawing)
    struck = [
        (one, other)
        for (one, a), (other, b) in combinations(boxes.items(), 2)
        if a.overlaps(b)
    ]
    assert struck == []
    sheet = Extent(-0.01, -0.01, size[0] + 0.01, size[1] + 0.01)
    assert [said for said, box in boxes.items() if not box.within(sheet)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_words_keep_clear_of_bars(kind: str) -> None:
    """No label stands on a bar."""
    drawing = drawn(kind)
    filled = [i.fill for i in drawing.items if isinstance(i, DrawnPath) and i.fill]
    every = bars(drawing, *set(filled) - {"navy"})
    struck = [
        said
        for said, box in words(drawing).items()
        if any(box.overlaps(bar) for bar in every)
    ]
    assert struck == []


def test_grid_lines_stop_for_words() -> None:
    """No line of the grid runs through a label."""
    drawing = drawn("balance-bars")
    grid = [
        item.segments
        for item in drawing.items
        if isinstance(item, DrawnPath) and item.stroke == "line"
    ]
    for start, end in grid:
        line = (float(start[1]), float(start[2])), (float(end[1]), float(end[2]))
        for said, box in words(drawing).items():
            assert not box.crosses(*line), said


@pytest.mark.parametrize("kind", KINDS)
def test_only_balances_wear_the_inks_of_meaning(kind: str) -> None:
    """Every ink is the style's; surplus and deficit fill bars of balances and nothing else."""
    drawing = drawn(kind)
    meaning = {ink for ink in INKS.values() if ink.startswith(("surplus", "deficit"))}
    for item in drawing.items:
        if isinstance(item, DrawnText):
            assert item.ink in set(INKS.values()) - meaning
        else:
            assert {item.fill, item.stroke} - {None} <= set(INKS.values())
            assert item.stroke not in meaning
    if kind == "ranked-bars":
        assert bars(drawing, *meaning) == []


def test_order_of_input_does_not_matter() -> None:
    """The same numbers in another order give the same drawing."""
    for kind in KINDS:
        assert drawn(kind) == drawn(kind, balances(backwards=True)), kind


def test_sign_matters() -> None:
    """Surpluses turned into deficits give another drawing: bars change side and ink."""
    turned = drawn("balance-bars", balances(sign=-1))
    assert turned != drawn("balance-bars")
    assert len(bars(turned, "deficit")) == 2
    assert len(bars(turned, "surplus")) == 3


def test_panels_share_one_scale() -> None:
    """The deficit of 35 ÷ 10 in one sector is drawn five times the 5 of the other."""
    drawing = drawn("small-multiples", flow="balance")
    down = bars(drawing, "deficit")
    assert [round(bar.height / down[-1].height, 1) for bar in down] == [4, 5, 4, 1]
    assert {"Biotechnology", "Life Science", "−25.0", "−5.0"} <= set(texts(drawing))


def test_value_axis_is_labelled_once_for_a_row() -> None:
    """Of two panels side by side only the right one wears the axis."""
    drawing = drawn("small-multiples", flow="balance", size=(480, 160))
    assert texts(drawing).count("0") == 1


def test_groups_show_each_flow_in_each_period() -> None:
    """First quarters stand flow by flow, every bar with its value and its year."""
    drawing = drawn("small-multiples", series="quarters", by="sector")
    shown = texts(drawing)
    assert shown.count("2023") == shown.count("2024") == 6
    assert {"1.5", "2.0", "1.0", "4.0", "3.0", "−0.5"} <= set(shown)
    navy = bars(drawing, "navy")
    assert [round(bar.height / navy[0].height * 1.5, 2) for bar in navy] == [
        1.5,
        2,
        4,
        3,
    ]


def test_ranking_is_to_scale_and_the_first_stands_out() -> None:
    """15, 9 and 6 are bars of these lengths, the first in the accent, with values and shares."""
    drawing = drawn("ranked-bars")
    (first,) = bars(drawing, "accent")
    rest = sorted(bars(drawing, "slate"), key=lambda bar: bar.top)
    assert [round(bar.width / first.width * 15, 1) for bar in rest] == [9, 6]
    shown = texts(drawing)
    assert shown[0] == "Share of 3 partners"
    assert shown[1:4] == ["Atlantis", "15.0", "50.0%"]


def test_ranked_balances_stand_on_both_sides_of_zero() -> None:
    """Deficits run to the left in their ink; the sheet holds their values too."""
    drawing = drawn(
        "ranked-bars",
        series="sectors",
        sector="TOTAL",
        flow="balance",
        by="sector",
        to=2025,
    )
    assert [round(bar.width, 1) for bar in bars(drawing, "surplus")] == []
    deep, shallow = bars(drawing, "deficit")
    assert deep.right == shallow.right
    assert deep.width / shallow.width == pytest.approx(5, abs=0.01)


def test_months_and_their_sums_each_have_a_scale() -> None:
    """The last month and the sum of its year are both said: −2.0, and 24 − 37 = −13.0."""
    shown = texts(drawn("monthly"))
    assert {"By month", "Sum of twelve months", "−2.0", "−13.0", "37.0"} <= set(shown)
    assert shown.count("December 2025") == 2


def test_cover_runs_off_the_left_and_keeps_its_last_bar() -> None:
    """The first bar reaches over the edge, the zero line both, the last bar stands whole."""
    drawing = drawn("cover-bars", size=(630, 810))
    every = bars(drawing, "surplus-on-ground", "deficit-on-ground")
    assert every[0].left < 0
    assert every[-1].right < 630 - 36
    (line,) = (i for i in drawing.items if isinstance(i, DrawnPath) and i.stroke)
    assert [segment[1] for segment in line.segments] == [0, 630]
    assert texts(drawing) == []


def test_sparkline_ends_in_its_last_value() -> None:
    """A sparkline the size of a word says its last value and nothing else."""
    assert texts(drawn("sparkline", size=(90, 24))) == ["−30.0"]


def test_twenty_figures_are_drawn_in_a_moment() -> None:
    """Twenty figures take half a second on an idle core, three on a busy one at the most."""
    import time

    figure = figures.specify(request("balance-bars"), style())
    start = time.perf_counter()
    for _ in range(20):
        figures.draw(figure, 480, 300, style(), fonts())
    assert time.perf_counter() - start < 3


@pytest.mark.parametrize(
    ("value", "shown"), [(0.01, 0.03), (-0.01, -0.03), (0.03, 0.03), (2, 2), (0, 0)]
)
def test_a_bar_of_next_to_nothing_is_still_seen(value: float, shown: float) -> None:
    """At ten points a unit, a bar has at least 0.3 points; nothing stays nothing."""
    assert planes._seen(value, 10) == pytest.approx(shown)
