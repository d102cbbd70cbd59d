"""Parts to pages: sides, sheets, references, frames, places, footnotes.

A page holds eight lines of ten letters (see `tests.layout.small`). The head of the type
area is at 10; its left edge at 20 on a recto and at 10 on a verso.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.errors import Finding, StageFailed
from publisher.figures.model import Figure
from publisher.layout import flow
from publisher.layout.model import Area, Layout, Page, Place, PlacedDrawing, Run, Tag
from publisher.narrative.model import Element, Note, Part, Ref, Text
from publisher.provenance import Position
from publisher.tables.model import Spanner, Table, cell_id, head_id
from tests.layout.small import (
    AT,
    areas,
    call,
    document,
    drawings,
    edition,
    figure,
    group,
    item,
    lines,
    link,
    listed,
    looks,
    note,
    p,
    page_of,
    part,
    row,
    table,
)
from tests.square import fonts

WORD = "aaaaaaaa"


def text(id_: str, count: int) -> Element:
    """Return a paragraph of so many lines."""
    return p(id_, " ".join([WORD] * count))


def parts_of(layout: Layout) -> list[str]:
    return [page.part for page in layout.pages]


def findings_of(*parts: Part, **more: Any) -> tuple[Finding, ...]:
    """Return what stops an edition of these parts."""
    with pytest.raises(StageFailed) as failed:
        edition(*parts, **more)
    return failed.value.findings


# --- pages and sides


def test_pages_are_counted_from_a_recto_on() -> None:
    """One part after the other; sides alternate, the type area with them."""
    pages = edition(part("one", text("a", 10)), part("two", p("b", "bb"))).pages
    assert [(page.index, page.side, page.part) for page in pages] == [
        (0, "recto", "one"),
        (1, "verso", "one"),
        (2, "recto", "two"),
    ]
    assert [lines(page)[0] for page in pages] == [
        (WORD, 20, 10),
        (WORD, 10, 10),
        ("bb", 20, 10),
    ]
    assert {(page.width, page.height, page.bleed) for page in pages} == {(130, 100, 3)}


@pytest.mark.parametrize(
    ("before", "opens", "parts"),
    [
        (1, "any", ["one", "two"]),
        (1, "verso", ["one", "two"]),
        (1, "recto", ["one", "fill", "two"]),
        (2, "recto", ["one", "one", "two"]),
        (2, "verso", ["one", "one", "fill", "two"]),
    ],
)
def test_a_part_opens_on_its_side(before: int, opens: str, parts: list[str]) -> None:
    """The designed filler page stands where the other side would be empty."""
    style = looks(masters={"opening": {"opens": opens}})
    pages = edition(
        part("one", text("a", 8 * before)),
        part("two", p("b", "bb"), master="opening"),
        part("fill", p("f", "ff"), master="filler", filler=True),
        style=style,
    )
    assert parts_of(pages) == parts


def test_without_a_filler_the_wrong_side_is_a_finding() -> None:
    """It says which part, side and page, and what to do."""
    style = looks(masters={"opening": {"opens": "recto"}})
    two = part("two", p("b", "bb"), master="opening", position=AT)
    [finding] = findings_of(part("one", p("a", "aa")), two, style=style)
    assert (finding.code, finding.position) == ("LAYOUT-05", AT)
    assert finding.message == "the part 'two' opens recto, page 2 is a verso"
    assert "filler" in str(finding.hint)


SHEETS = looks(page={"pages_divisible_by": 4}, masters={"back": {"opens": "verso"}})


@pytest.mark.parametrize(
    ("count", "parts"),
    [
        (1, ["one", "fill", "fill", "back"]),
        (2, ["one", "one", "fill", "back"]),
        (3, ["one", "one", "one", "back"]),
        (4, ["one"] * 4 + ["fill"] * 3 + ["back"]),
    ],
)
def test_fillers_before_the_last_part_complete_the_sheet(
    count: int, parts: list[str]
) -> None:
    """A multiple of four; the back cover stays the last page."""
    pages = edition(
        part("one", text("a", 8 * count)),
        part("back", p("b", "bb"), master="back"),
        part("fill", p("f", "ff"), master="filler", filler=True),
        style=SHEETS,
    )
    assert parts_of(pages) == parts


def test_a_single_part_is_preceded_by_its_fillers() -> None:
    """It is the last part too."""
    fill = part("fill", p("f", "ff"), filler=True)
    pages = edition(part("one", p("a", "aa")), fill, style=SHEETS)
    assert parts_of(pages) == ["fill", "fill", "fill", "one"]


def test_without_a_filler_an_open_sheet_is_a_finding() -> None:
    """Three pages are not divisible by four."""
    [finding] = findings_of(part("one", text("a", 20)), style=SHEETS)
    assert finding.code == "LAYOUT-05"
    assert finding.message == "3 pages are not divisible by 4"


def test_a_last_part_that_can_end_no_sheet_is_a_finding() -> None:
    """One page that opens on a recto never is the fourth."""
    style = looks(page={"pages_divisible_by": 4}, masters={"odd": {"opens": "recto"}})
    fill = part("fill", p("f", "ff"), filler=True)
    last = part("two", p("b", "bb"), master="odd")
    [finding] = findings_of(part("one", p("a", "aa")), last, fill, style=style)
    assert finding.code == "LAYOUT-05"
    assert "open on a side on which it can end the last sheet" in str(finding.hint)


def test_folios_are_printed_where_the_master_says() -> None:
    """Counted from 1 whether printed or not."""
    line = {"y": "98pt", "style": "running", "fore_edge": "{folio}"}
    style = looks(masters={"numbered": {"running": (line,)}})
    pages = edition(
        part("one", p("a", "aa")), part("two", p("b", "bb"), master="numbered"),
        style=style,
    ).pages  # fmt: skip
    assert [page.folio for page in pages] == ["", "2"]
    [number] = [item for item in pages[1].items if isinstance(item, Run)][-1:]
    assert (number.glyphs.text, number.x, number.y, number.tag) == (
        "2", 10, 98, "Footer",
    )  # fmt: skip


def test_a_part_without_blocks_is_one_page() -> None:
    """With all that its master wears; it can be found."""
    style = looks(masters={"plain": {"ground": "grey"}})
    layout = edition(part("one"), part("two", p("a", "")), style=style)
    assert [areas(page) for page in layout.pages] == [[(-3, -3, 136, 106)]] * 2
    assert layout.places["one"] == layout.places["one/root"] == Place(0, 0, 0)
    assert layout.places["two/root"] == Place(1, 0, 0)


def test_a_publication_without_parts_has_no_pages() -> None:
    """Nothing fails here."""
    assert edition() == Layout((), {}, {}, {})


# --- parts that do not fit


@pytest.mark.parametrize(
    ("limit", "lines_", "over"), [(1, 11, "30 pt"), (1, 20, "120 pt"), (2, 17, "10 pt")]
)
def test_a_part_longer_than_its_master_allows_is_a_finding(
    limit: int, lines_: int, over: str
) -> None:
    """Eight lines to a page: it names the block that is over, and by how many points."""
    style = looks(masters={"plain": {"pages": limit}})
    blocks = [p(f"p{n}", WORD) for n in range(lines_)]
    [finding] = findings_of(part("one", *blocks), style=style)
    allowed = "one page" if limit == 1 else "2 pages"
    assert finding.code == "LAYOUT-01"
    assert finding.message == (
        f"the part 'one' does not fit on {allowed}: {over} too much,"
        f" from 'p{8 * limit}' on"
    )
    assert finding.position == AT


@pytest.mark.parametrize("style", ["panel", "row"])
def test_a_block_higher_than_the_page_is_a_finding(style: str) -> None:
    """A panel of nine lines and its padding is 20 too high, a row of nine lines 10."""
    block = group("g", text("a", 9), style=style)
    [finding] = findings_of(part("one", block))
    assert finding.code == "LAYOUT-01"
    over = "20.0" if style == "panel" else "10.0"
    assert f"it is {over} pt too high" in finding.message
    assert finding.position == AT


def test_a_heading_longer_than_the_page_is_a_finding() -> None:
    """Nine lines kept together, and kept with the line after them."""
    keep = {"heading": {"keep_with_next": True, "keep_together": True}}
    heading = replace(text("h", 9), style="heading")
    found = findings_of(
        part("one", heading, p("a", "aa")), style=looks(paragraphs=keep)
    )
    assert [(each.code, each.position) for each in found] == [("LAYOUT-01", AT)]
    assert "'h' does not fit on a page: it is 20.0 pt too high" in found[0].message


def test_no_heading_is_left_at_the_foot() -> None:
    """The eighth line would be the heading: it goes over with its paragraph."""
    layout = edition(part("one", text("a", 7), p("h", "hh", "heading"), p("b", "bb")))
    assert [len(lines(page)) for page in layout.pages] == [7, 2]
    assert page_of(layout, "h") == page_of(layout, "b") == 2


def test_all_findings_come_at_once() -> None:
    """Of two parts, and each once although pages are made more than once."""
    other = Position("content/other.yml")
    wrong = [p("a", "a" * 12), replace(p("b", "→"), position=other)]
    again = [replace(p("c", "→"), position=other), p("d", "c" * 12)]
    parts = [part("one", *wrong), part("two", *again)]
    found = findings_of(*parts, part("last", p("e", (call("r", "one"),))))
    assert [each.code for each in found] == ["LAYOUT-02", "FACE-02", "LAYOUT-02"]


# --- references


def entry(id_: str, target: str) -> Element:
    content = (Ref(f"{id_}/title", target, "text", "aaa"), call(f"{id_}/page", target))
    return Element(id_, "TOCI", "contents-entry", content=content)


def test_contents_print_the_pages_on_which_parts_stand() -> None:
    """Contents of ten lines take two pages themselves, and push the parts down."""
    parts = [part(f"p{n}", text(f"t{n}", 9)) for n in range(1, 11)]
    entries = [entry(f"e{n}", f"p{n}/root") for n in range(1, 11)]
    contents = Element("toc", "TOC", "flow", children=tuple(entries))
    layout = edition(part("contents", contents), *parts)
    shown = [words for words, *_ in chain(*map(lines, layout.pages[:2]))][1::2]
    assert shown == [str(3 + 2 * n) for n in range(10)]
    assert [str(page_of(layout, f"p{n}")) for n in range(1, 11)] == shown


@pytest.mark.parametrize(
    "where",
    ["paragraph", "note", "title", "unit", "source", "exhibit note", "cell", "head",
     "spanner"],
)  # fmt: skip
def test_a_page_is_printed_wherever_it_is_asked_for(where: str) -> None:
    """In words, footnotes, and any text of an exhibit: the target stands on page 2."""
    ref = (call("r", "z"),)
    block: Element = Element("t", "Table", "exhibit", exhibit="t")
    shown = table(("a", "b"), [row("r", "1")])
    if where == "paragraph":
        block = p("a", ref)
    elif where == "note":
        block = p("a", (Text("aa"), Note("n", "1", ref)))
    elif where == "exhibit note":
        shown = replace(shown, notes=(ref,))
    elif where == "cell":
        shown = table(("a", "b"), [row("r", ref)])
    elif where == "head":
        shown = table(("a", ref), [row("r", "1")])
    elif where == "spanner":
        shown = replace(shown, spanners=(Spanner(ref, 0, 1),))
    else:
        shown = replace(shown, **{where: ref})
    layout = edition(part("one", block), part("two", p("z", "zz")), exhibits=[shown])
    printed = [
        item.glyphs.text
        for item in layout.pages[0].items
        if isinstance(item, Run) and item.tag == Tag("r")
    ]
    assert printed == ["2"]


def test_a_number_that_moves_its_own_target_is_a_finding() -> None:
    """With "9" a paragraph has three lines, with "10" four; two would fit on page 9.

    Three lines are not parted, so that it stands on page 10; four lines are, and it
    stands on page 9.
    """
    content = (Text(f"{WORD} {WORD} {WORD} "), call("r", "a"))
    [finding] = findings_of(part("one", text("b", 8 * 8 + 6), p("a", content)))
    assert finding.code == "LAYOUT-04"
    assert "do not settle in 6 passes" in finding.message


def test_references_can_be_clicked() -> None:
    """The area lies on the printed number, and leads to the element."""
    layout = edition(part("one", p("a", (Text("aa "), call("r", "b"))), p("b", "bb")))
    [area] = layout.pages[0].links
    assert (area.element, area.target, area.uri) == ("r", "b", None)
    assert (area.box.x, area.box.width) == (20 + 25, 10)
    assert area.box.y <= 10 + 7.1 <= area.box.y + area.box.height


# --- footnotes


def test_a_footnote_stands_at_the_foot_under_its_rule() -> None:
    """Its line ends at 90, the rule of half a point stands 7 over it."""
    called = p("a", (Text("aa"), note("n", "bb")))
    [page] = edition(part("one", called)).pages
    body = [item for item in page.items if isinstance(item, Run)][-1]
    assert (body.glyphs.text, body.y) == ("bb", pytest.approx(80 + 7.1))
    assert areas(page) == [(20, 73, 72, 0.5)]
    assert body.tag == Tag("n", 3)


def test_footnotes_follow_their_calls_over_pages() -> None:
    """Of a paragraph of ten lines the last one calls a note: it stands on the second page."""
    long = (Text(" ".join([WORD] * 10)), note("n", "bb"))
    layout = edition(part("one", p("a", long)))
    assert [any("bb" in line for line in lines(page)) for page in layout.pages] == [
        False,
        True,
    ]


@pytest.mark.parametrize("style", ["flow", "panel", "row", "columns", "terms"])
def test_no_footnote_is_lost_in_a_block(style: str) -> None:
    """Called in a panel, a row, columns or a term, it stands at the foot once."""
    called = p("a", (Text("aa"), note("n", "bb")))
    inner = item("i", "l", called) if style == "terms" else called
    [page] = edition(part("one", group("g", inner, style=style))).pages
    assert [words for words, *_ in lines(page)].count("bb") == 1


def test_a_note_of_a_boxhead_stands_on_its_first_page_only() -> None:
    """The head is repeated as an artifact: its call is seen again, its note is not."""
    body = [row(str(n), "1") for n in range(10)]
    shown = table(("s", (Text("b"), note("n", "bb"))), body)
    block = Element("t", "Table", "exhibit", exhibit="t")
    first, second = edition(part("one", block), exhibits=[shown]).pages
    assert [words for words, *_ in lines(first)].count("bb") == 1
    assert "bb" not in [words for words, *_ in lines(second)]
    again = [item for item in second.items if isinstance(item, Run)][:3]
    assert [run.glyphs.text for run in again] == ["s", "b", "1"]
    assert {run.tag for run in again} == {"Pagination"}
    assert [words for words, *_ in lines(second)][:2] == ["4", "1"]


# --- frames and figures

FRAMED = {
    "art": {"bleeds": True},
    "box": {"x": "25pt", "y": "60pt", "width": "40pt", "height": "30pt"},
    "low": {"x": "25pt", "y": "60pt", "width": "40pt", "height": "30pt", "align": "bottom"},
}  # fmt: skip


def framed() -> Any:
    return looks(masters={"plain": {"frames": FRAMED}})


@pytest.mark.parametrize(("slot", "top"), [("box", 60), ("low", 80)])
def test_an_element_may_stand_in_a_frame(slot: str, top: float) -> None:
    """On the part's first page only, at the head or the foot of the frame, mirrored."""
    blocks = [p("s", "ss", slot=slot), text("a", 9)]
    first = part("zero", p("z", "zz"))
    pages = edition(first, part("one", *blocks), style=framed()).pages
    assert lines(pages[1])[0] == ("ss", 130 - 25 - 40, top)
    assert [words for words, *_ in lines(pages[2])] == [WORD] * 2


def test_a_part_may_be_all_in_frames() -> None:
    """A cover has no text in its type area."""
    [page] = edition(part("one", p("s", "ss", slot="box")), style=framed()).pages
    assert lines(page) == [("ss", 25, 60)]


def test_a_figure_may_bleed() -> None:
    """It takes the page with its bleed, under all that is on it, without its words."""
    art = Element("f", "Figure", "exhibit", exhibit="f", slot="art")
    shown = figure(title=(Text("title"),))
    layout = edition(part("one", p("a", "aa"), art), style=framed(), exhibits=[shown])
    [page] = layout.pages
    assert drawings(page) == [(-3, -3, 136, 106)]
    assert isinstance(page.items[0], PlacedDrawing)
    assert layout.sizes == {"f": (136, 106)}
    assert [words for words, *_ in lines(page)] == ["aa"]


def test_what_is_too_high_for_its_frame_is_a_finding() -> None:
    """Four lines in a frame of 30 are 10 too high."""
    block = p("s", "aaaa " * 4, slot="box")
    [finding] = findings_of(part("one", block), style=framed())
    assert finding.code == "LAYOUT-01"
    assert finding.message == "'s' is 10.0 pt too high for its frame 'box'"


def test_a_note_in_a_frame_is_a_finding() -> None:
    """It has no foot at which the note could stand, and nothing is dropped."""
    block = p("s", (Text("aa"), note("n")), slot="box")
    [finding] = findings_of(part("one", block), style=framed())
    assert (finding.code, finding.position) == ("LAYOUT-10", AT)


def test_figures_are_as_large_as_their_page_decides() -> None:
    """Two lines of 10 leave 60 of 80 to a figure of 20 to 70 where the page is filled."""
    shown = figure(least=20, height=30, most=70)
    block = Element("f", "Figure", "exhibit", exhibit="f")
    blocks = [p("a", "aa"), block, p("b", "bb")]
    for fill, height in ((True, 60), (False, 30)):
        style = looks(masters={"plain": {"fill": fill}})
        layout = edition(part("one", *blocks), style=style, exhibits=[shown])
        assert layout.sizes == {"f": (100, pytest.approx(height))}
        assert layout.places["b"].y == pytest.approx(20 + height + 7.1 - 10)


def test_a_size_is_told_when_a_page_decides_it() -> None:
    """What drawing is told while pages are made is what the layout ends with."""
    told: dict[str, tuple[float, float]] = {}
    block = Element("f", "Figure", "exhibit", exhibit="f")
    parts = document(part("one", p("a", "aa"), block), part("two", p("b", "bb")))
    shown = {"f": figure(height=30)}
    layout = flow(parts, shown, looks(), fonts(), told.__setitem__)
    assert told == dict(layout.sizes) == {"f": (100, 30)}


# --- places


def test_an_element_stands_where_its_first_line_does() -> None:
    """10 (the size) over the first baseline; a group where the first of its children does."""
    inner = group("g", p("a", "aa"), p("b", "bb"))
    places = edition(part("one", p("x", "xx"), inner)).places
    assert places["b"] == Place(0, 20, pytest.approx(30 + 7.1 - 10))
    assert places["a"] == places["g"] == Place(0, 20, pytest.approx(20 + 7.1 - 10))
    assert places["one/root"] == places["x"]
    assert places["one"] == Place(0, 0, 0)


def test_a_paragraph_that_is_one_link_has_a_place() -> None:
    """Its runs belong to the link, and the paragraph stands there too."""
    places = edition(part("one", p("a", (link("k", "aa"),)))).places
    assert places["a"] == places["k"]


@pytest.mark.parametrize("titled", [True, False])
def test_an_exhibit_stands_at_its_title(*, titled: bool) -> None:
    """A table without one where its boxhead does."""
    shown = table(("s", "b"), [row("r", "1")], title=(Text("tt"),) if titled else ())
    block = Element("t-block", "Table", "exhibit", exhibit="t")
    layout = edition(part("one", p("a", "aa"), block), exhibits=[shown])
    at = Place(0, 20, pytest.approx(20 + 7.1 - 10))
    assert layout.places["t"] == layout.places["t-block"] == at


# --- whatever the content

SHORT = st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, max_size=8)
KINDS = st.sampled_from(
    ["flow", "columns", "row", "panel", "terms", "list", "heading", "table", "figure"]
)


@st.composite
def contents(draw: Any) -> tuple[Part, dict[str, Figure | Table]]:
    """Return a part of random blocks; all of them fit the type area of 100 by 200."""
    blocks: list[Element] = []
    exhibits: dict[str, Figure | Table] = {}
    for n, kind in enumerate(draw(st.lists(KINDS, min_size=1, max_size=7))):
        id_ = f"{kind}-{n}"
        paragraphs = [
            p(
                f"{id_}/{k}",
                _noted(" ".join(each), f"{id_}/{k}/note", draw(st.booleans())),
            )
            for k, each in enumerate(draw(st.lists(SHORT, min_size=1, max_size=2)))
        ]
        if kind == "heading":
            blocks.append(p(id_, "abc", "heading"))
        elif kind == "list":
            items = (
                item(f"{id_}/i{k}", "1.", each) for k, each in enumerate(paragraphs)
            )
            blocks.append(listed(id_, *items))
        elif kind == "terms":
            items = (
                item(f"{id_}/i{k}", "a b", each) for k, each in enumerate(paragraphs)
            )
            blocks.append(listed(id_, *items, style="terms"))
        elif kind in ("table", "figure"):
            blocks.append(Element(id_, "Figure", "exhibit", exhibit=id_))
            rows = [row(str(k), str(k)) for k in range(draw(st.integers(1, 9)))]
            shown = figure(id_, least=20, height=30, most=draw(st.integers(30, 90)))
            made = (
                replace(table(("a", "b"), rows), id=id_) if kind == "table" else shown
            )
            exhibits[id_] = replace(made, title=(Text("abc"),), source=(Text("ab"),))
        else:
            blocks.append(group(id_, *paragraphs, style=kind))
    return part("one", *blocks), exhibits


def _noted(words: str, id_: str, called: bool) -> tuple[Any, ...]:  # noqa: FBT001
    return (Text(words), note(id_, "cab")) if called else (Text(words),)


TALL = {"trim_height": "220pt"}


@settings(deadline=None, max_examples=60)
@given(contents(), st.booleans())
def test_every_page_of_whatever_content_is_sound(
    content: tuple[Part, dict[str, Figure | Table]],
    fill: bool,  # noqa: FBT001
) -> None:
    """Inside the type area, nothing over anything else, all words once and in order.

    Footnotes stand on the page of their call; flowing twice gives the same pages.
    """
    one, exhibits = content
    style = looks(page=TALL, masters={"plain": {"fill": fill}})
    layout = edition(one, style=style, exhibits=list(exhibits.values()))
    assert layout == edition(one, style=style, exhibits=list(exhibits.values()))
    assert [page.index for page in layout.pages] == list(range(len(layout.pages)))
    for page in layout.pages:
        left = 20 if page.side == "recto" else 10
        boxes = [_box(item) for item in page.items if not isinstance(item, Area)]
        for x, top, right, foot in boxes:
            assert left - 0.01 <= x <= right <= left + 100.01
            assert 10 - 0.01 <= top <= foot <= 210.02
        for one_, other in combinations(boxes, 2):
            assert not _overlap(one_, other), page.index
    assert _read(layout) == _expected(one, exhibits)
    for page in layout.pages:
        calls = {tag.element for tag in _tags(page) if tag.element.endswith("/note")}
        assert all(Tag(each, 0) in _tags(page) for each in calls)
        assert all(Tag(each, 3) in _tags(page) for each in calls)


def _box(item: Run | PlacedDrawing) -> tuple[float, float, float, float]:
    """Return left, head, right and foot: of letters most of what is over and under the line."""
    if isinstance(item, Run):
        high = 0.6 * item.size
        return item.x, item.y - high, item.x + item.width, item.y + 0.2 * item.size
    box = item.box
    return box.x, box.y, box.x + box.width, box.y + box.height


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > 0.02
        and min(one[3], other[3]) - max(one[1], other[1]) > 0.02
    )


def _tags(page: Page) -> list[Tag]:
    return [
        item.tag
        for item in page.items
        if not isinstance(item, Area) and isinstance(item.tag, Tag)
    ]


def _read(layout: Layout) -> dict[str, str]:
    """Return the words of each element in the order in which they are first met."""
    words: dict[str, str] = {}
    for run in chain(*(page.items for page in layout.pages)):
        if isinstance(run, Run) and isinstance(run.tag, Tag):
            name = run.tag.element
            words[name] = words.get(name, "") + run.glyphs.text
    texts = {name: " ".join(text.split(" ")).strip() for name, text in words.items()}
    ends = {name: text for name, text in texts.items() if name.endswith("/note")}
    assert set(ends.values()) <= {"11\u2009cab"}
    return {name: text for name, text in texts.items() if name not in ends} | ends


def _expected(one: Part, exhibits: dict[str, Figure | Table]) -> dict[str, str]:
    words: dict[str, str] = {}
    notes: dict[str, str] = {}
    for element in one.root.walk():
        if element.exhibit is not None:
            words |= _shown(exhibits[element.exhibit])
        for piece in element.content:
            if isinstance(piece, Note):
                notes[piece.id] = "11\u2009cab"
            elif isinstance(piece, Text):
                words[element.id] = piece.text
    return words | notes


def _shown(exhibit: Figure | Table) -> dict[str, str]:
    words = {f"{exhibit.id}/title": "abc"}
    if isinstance(exhibit, Table):
        words |= {head_id(exhibit.id, n): "ab"[n] for n in range(2)}
        words |= {
            cell_id(exhibit.id, r, c): str(r)
            for r in range(len(exhibit.body))
            for c in range(2)
        }
    return words | {f"{exhibit.id}/source": "ab"}
