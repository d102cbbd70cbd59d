"""The choice of lines. Letters are 1 wide, spaces 1, unless a test says otherwise."""

from __future__ import annotations

import random
from itertools import pairwise
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.layout import linebreak
from publisher.layout.linebreak import FORCED, Fit, Item, balance_lines, break_lines

SPACE = Item(1.0, 0.5, 0.25, cost=0.0)


def material(text: str, space: Item = SPACE) -> list[Item]:
    """Return words as items; "~" in a word is a place where it may be divided."""
    items: list[Item] = []
    for word in text.split():
        for part in word.split("~"):
            items.append(Item(float(len(part))))
            items.append(Item(cost=50.0, before=1.0, hyphen=True, optional=True))
        items[-1] = space
    items[-1] = Item(cost=FORCED)
    return items


def lines(
    text: str, fit: Fit, space: Item = SPACE, *, balance: bool = False
) -> list[str]:
    """Return the lines that are chosen, a hyphen where a word was divided."""
    items = material(text, space)
    words = [part for word in text.split() for part in word.split("~")]
    result = [""]
    ends = (balance_lines if balance else break_lines)(items, fit)
    for n, item in enumerate(items):
        if n % 2 == 0:
            result[-1] += words[n // 2]
        elif n in ends:
            result[-1] += "-" if item.hyphen else ""
            result.append("")
        elif not item.hyphen:
            result[-1] += " "
    return result[:-1]


def width_of(items: list[Item], start: int, end: int) -> float:
    """Return the width of a line from break to break."""
    width = sum(item.width for item in items[start + 1 : end]) + items[end].before
    return width + (items[start].after if start >= 0 else 0.0)


def line(
    items: list[Item], start: int, end: int, before: tuple[int, int], fit: Fit
) -> tuple[float, float, tuple[int, int]]:
    """Reckon one line from the definition, in the plainest way.

    Takes and gives the fitness class and the row of hyphens; returns badness and
    demerits too, badness inf if the line is too long.
    """
    inside, here = items[start + 1 : end], items[end]
    last = end == len(items) - 1
    width = width_of(items, start, end)
    slack, ratio = fit.measure - width, 0.0
    if slack < 0:
        ratio = slack / (sum(item.shrink for item in inside) or 1e-12)
    elif not (last and fit.fill):
        stretch = sum(item.stretch for item in inside) + fit.edge
        ratio = slack / (stretch + linebreak.LEAST_STRETCH * fit.measure)
    badness = 100 * abs(ratio) ** 3 if ratio >= -1 - 1e-6 else inf
    total = (linebreak.LINE_COST + badness) ** 2
    total += 0.0 if last else (here.cost or 0.0) ** 2
    fitness = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1 else 3
    fitness = 1 if fit.edge else fitness
    total += linebreak.MISMATCH if abs(fitness - before[0]) > 1 else 0.0
    if here.hyphen:
        total += linebreak.ROW_OF_HYPHENS[before[1]]
    elif last and before[1]:
        total += linebreak.LAST_HYPHEN
    if last and start >= 0 and width < fit.stub:
        total += linebreak.STUB
    return badness, total, (fitness, min(before[1] + 1, 2) if here.hyphen else 0)


def demerits(
    items: list[Item], ends: tuple[int, ...], fit: Fit, tolerance: float
) -> float:
    """Return the demerits of a set of lines, inf if one is not within the tolerance."""
    total, state = 0.0, (1, 0)
    for start, end in pairwise((-1, *ends)):
        badness, more, state = line(items, start, end, state, fit)
        total += more if badness <= tolerance else inf
    return total


def fewest(
    items: list[Item],
    places: list[int],
    fit: Fit,
    tolerance: float,
    *,
    stubs: bool,
    begun: tuple[int, tuple[int, int]] = (-1, (1, 0)),
) -> float:
    """Return the fewest demerits of all sets of lines, by trying every one."""
    start, state = begun
    best = inf
    for end in places:
        if end > start:
            badness, total, after = line(items, start, end, state, fit)
            if not stubs and end == places[-1] and start >= 0:
                badness = inf if width_of(items, start, end) < fit.stub else badness
            if badness <= tolerance and badness < inf:
                if end != places[-1]:
                    total += fewest(
                        items, places, fit, tolerance, stubs=stubs, begun=(end, after)
                    )
                best = min(best, total)
    return best


WORDS = st.lists(st.integers(1, 9), min_size=1, max_size=9)


def paragraph(seed: int) -> list[Item]:
    """Return a paragraph of narrow pieces that can be set in many ways."""
    chance = random.Random(seed)  # noqa: S311 - not a secret
    items: list[Item] = []
    for _ in range(chance.randint(1, 14)):
        items.append(Item(chance.choice([1.0, 2.0, 2.5, 3.0, 4.0])))
        before, after = chance.choice([0.0, -0.5]), chance.choice([0.0, -0.5, 0.5])
        if chance.random() < 0.6:
            items.append(Item(1.0, chance.choice([0.5, 1.5]), 0.4, 0.0, before, after))
        else:
            items.append(SPLIT._replace(before=1.0 + before, after=after))
    items[-1] = Item(cost=FORCED)
    return items


SPLIT = Item(cost=20.0, before=1.0, hyphen=True, optional=True)


@pytest.mark.parametrize("edge", [0.0, 3.0])
@pytest.mark.parametrize("measure", [7.0, 9.0, 12.0])
def test_no_other_set_of_lines_has_fewer_demerits(measure: float, edge: float) -> None:
    """Of each of 250 paragraphs every set of lines is tried.

    The best one counts of the first round of tolerance that has any: without divisions
    and without a stub, with them, with very loose lines, with any.
    """
    fit = Fit(measure, edge, stub=3.0)
    ragged = linebreak.RAGGED_TOLERANCE
    for seed in range(250):
        items = paragraph(seed)
        places = [n for n, item in enumerate(items) if item.cost is not None]
        undivided = [n for n in places if not items[n].optional]
        rounds = (
            (undivided, ragged if edge else linebreak.FIRST_TOLERANCE, False),
            (places, ragged if edge else linebreak.TOLERANCE, True),
            (places, linebreak.LAST_TOLERANCE, True),
            (places, inf, True),
        )
        best, tolerance = next(
            (best, tolerance)
            for ways, tolerance, stubs in rounds
            if (best := fewest(items, ways, fit, tolerance, stubs=stubs)) < inf
        )
        got = demerits(items, break_lines(items, fit), fit, tolerance)
        assert got == pytest.approx(best), f"paragraph {seed}"


def first_fit(items: list[Item], measure: float) -> tuple[int, ...]:
    """Return the ends of lines filled one after the other, as a typewriter does."""
    ends: list[int] = []
    width, place = 0.0, None
    for n, item in enumerate(items):
        if item.cost is not None and not item.hyphen:
            if width > measure and place is not None:
                ends.append(place)
                width -= sum(
                    each.width
                    for each in items[
                        (ends[-2] if len(ends) > 1 else -1) + 1 : place + 1
                    ]
                )
            place = n
        width += item.width
    return (*ends, len(items) - 1)


@settings(deadline=None)
@given(st.lists(st.integers(1, 8), min_size=20, max_size=60))
def test_total_fit_is_never_worse_than_filling_line_by_line(widths: list[int]) -> None:
    """Where filling line by line gives lines that pass at all."""
    items = material(" ".join("x" * width for width in widths))
    fit, tolerance = Fit(30.0), linebreak.FIRST_TOLERANCE
    greedy = demerits(items, first_fit(items, 30.0), fit, tolerance)
    assert demerits(items, break_lines(items, fit), fit, inf) <= greedy + 1e-6


def test_one_bad_line_is_mended_by_an_earlier_one() -> None:
    """Filling each line would leave "cc" alone on the second; total fit looks ahead."""
    assert lines("aaa bb cc ddddd", Fit(6.0, edge=3.0)) == ["aaa", "bb cc", "ddddd"]


def test_words_are_divided_only_if_spaces_will_not_do() -> None:
    """Where the spaces fill the measure nothing is divided; a gap of six is too much."""
    assert lines("aaaa bbbb cc~cccc dd", Fit(9.0)) == ["aaaa bbbb", "cccccc dd"]
    assert lines("aaaa cccc~cccc dddd", Fit(10.0)) == ["aaaa cccc-", "cccc dddd"]


def test_no_three_hyphens_stand_above_each_other() -> None:
    """Even at the price of looser lines."""
    text = " ".join(["aaaa~aaaa"] * 10)
    ends = [line.endswith("-") for line in lines(text, Fit(14.0))]
    assert any(ends)
    assert not any(
        a and b and c for a, b, c in zip(ends, ends[1:], ends[2:], strict=False)
    )


def test_a_last_line_is_no_stub() -> None:
    """A last word of one letter takes another with it, where a line may be ragged."""
    text = "aaaa bbbb cccc d"
    assert lines(text, Fit(14.0, edge=6.0)) == ["aaaa bbbb cccc", "d"]
    assert lines(text, Fit(14.0, edge=6.0, stub=2.0)) == ["aaaa bbbb", "cccc d"]


@settings(deadline=None)
@given(WORDS, st.floats(1.0, 30.0), st.sampled_from([0.0, 5.0]))
def test_nothing_is_lost(widths: list[int], measure: float, edge: float) -> None:
    """Ends are in order, the last is the end; a word too wide has a line of its own."""
    items = material(" ".join("x" * width for width in widths))
    ends = break_lines(items, Fit(measure, edge))
    assert list(ends) == sorted(set(ends))
    assert ends[-1] == len(items) - 1
    for start, end in pairwise((-1, *ends)):
        inside = items[start + 1 : end]
        least = sum(item.width - item.shrink for item in inside)
        assert least <= measure + 1e-3 or len(inside) == 1


def test_a_forced_break_is_taken() -> None:
    """And the line before it may be of any length."""
    items = material("aa bb cc dd")
    items[3] = Item(cost=FORCED)
    assert break_lines(items, Fit(11.0)) == (3, 7)


def test_marks_that_hang_make_room() -> None:
    """A word that is half a unit too wide fits if its last mark hangs out by half a unit."""
    items = [Item(4.0), Item(1.0, cost=0.0), Item(5.5), Item(1.0, cost=0.0), Item(2.0)]
    items.append(Item(cost=FORCED))
    assert break_lines(items, Fit(10.0, edge=1.0)) == (1, 5)
    items[3] = items[3]._replace(before=-0.5)
    assert break_lines(items, Fit(10.0, edge=1.0)) == (3, 5)


def test_headings_are_balanced() -> None:
    """As few lines as possible, and these as equal as the words allow."""
    space = Item(1.0, cost=0.0)
    text = "aaaa bbbb cccc dddd e"
    assert lines(text, Fit(19.0, edge=2.0), space, balance=True) == [
        "aaaa bbbb",
        "cccc dddd e",
    ]
    assert lines(text, Fit(21.0, edge=2.0), space, balance=True) == [text]
    assert lines("aaaaaaaaaa b", Fit(5.0, edge=2.0), space, balance=True) == [
        "aaaaaaaaaa",
        "b",
    ]
