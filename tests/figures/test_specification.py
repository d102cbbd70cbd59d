"""What a figure says of the numbers it plots: labels, unit, source, description, findings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from publisher import figures
from publisher.data.model import CorrectionMark, Period
from publisher.errors import StageFailed
from publisher.figures.model import Figure
from publisher.figures.plots import Panel, Panels, Ranking
from publisher.narrative.model import Text, plain
from publisher.provenance import Cell
from tests.figures.small import BILLION, balances, request, style

PARTNERS: dict[str, Any] = {
    "series": "partners",
    "sector": "01",
    "flow": "imports",
    "by": "partner",
    "to": 2024,
}


def figure(kind: str = "balance-bars", **spec: Any) -> Figure:
    """Return a figure of the small world."""
    return figures.specify(request(kind, **spec), style())


def codes(kind: str = "balance-bars", **spec: Any) -> list[str]:
    """Return the codes of the findings of a figure that cannot be made."""
    with pytest.raises(StageFailed) as caught:
        figure(kind, **spec)
    return [finding.code for finding in caught.value.findings]


def test_plot_holds_exact_amounts() -> None:
    """Amounts reach the plot in whole dollars, unrounded, in order of time."""
    plot = figure().plot
    assert isinstance(plot, Panel)
    assert plot.balance == tuple(n * BILLION for n in (10, 20, 0, -10, -40, -30))
    assert plot.per == BILLION
    assert [(tick.at, tick.text) for tick in plot.ticks if tick.rank == 0] == [
        (0, "2020"),
        (5, "2025"),
    ]


def test_years_can_be_chosen() -> None:
    """``from`` and ``to`` cut the course; what was a record in it is no record any more."""
    made = figure(**{"from": 2022, "to": 2024})
    assert isinstance(made.plot, Panel)
    assert made.plot.balance == tuple(n * BILLION for n in (0, -10, -40))
    assert made.plot.callouts == ()
    cut = figure(**{"from": 2021}).plot
    assert [callout.text for callout in cut.callouts] == ["2021: 20.0", "2024: −40.0"]


def test_unit_says_what_was_measured() -> None:
    """The unit line names unit and concept as the data declare them."""
    assert (
        plain(figure().unit)
        == "US$ billions; exports and imports of goods, Census basis"
    )


def test_a_flow_that_ends_before_the_figure_says_when() -> None:
    """A balance printed without its flows is drawn; the lines end, named with their year."""
    known = balances()
    last = Period.of_year(2025)
    values = {
        key: {
            period: value
            for period, value in line.items()
            if key.flow == "balance" or period != last
        }
        for key, line in known.values.items()
    }
    made = figures.specify(
        request("balance-bars", replace(known, values=values)), style()
    )
    assert made.plot.exports[-2:] == (30 * BILLION, None)
    assert made.plot.balance[-1] == -30 * BILLION
    assert made.plot.names == ("Exports, 2024", "Imports, 2024", "Balance")
    assert made.plot.last == ("30.0", "70.0", "−30.0")
    assert "exports are $30.0 billion in 2024, the last at hand" in made.alt


def test_few_bars_are_not_drawn_far_apart() -> None:
    """A ranking of two takes no more height than its bars can use."""
    looks = style()
    assert looks.kinds["ranked-bars"].most > 150
    two = figure("ranked-bars", series="sectors", by="sector", flow="balance")
    assert two.most == max(150, looks.kinds["ranked-bars"].least)
    assert two.height <= two.most


def test_small_numbers_are_counted_in_millions() -> None:
    """Where nothing reaches a billion, the figure counts in whole millions."""
    made = figure(
        "small-multiples", series="quarters", sector="01", flow="balance", to=2023
    )
    assert plain(made.unit).startswith("US$ millions; January to March;")
    assert made.bound[0].shown == "−500"


def test_source_names_exactly_what_is_plotted() -> None:
    """One series, one source; a figure that we computed says so."""
    assert plain(figure().source) == (
        "Source: Census Bureau, Trade in Goods, vintage of October 2026."
    )
    derived = plain(figure("ranked-bars", **PARTNERS).source)
    assert "our computation from Census Bureau" in derived


def test_every_label_is_bound_to_its_cells() -> None:
    """Each printed number is on record with the cells of its row."""
    bound = {record.shown: record for record in figure().bound}
    assert set(bound) == {"40.0", "70.0", "−30.0", "20.0", "−40.0"}
    assert [cell.column for cell in bound["−30.0"].cells] == ["exports", "imports"]
    assert bound["40.0"].expression == (
        "exports(series='total', sector='TOTAL', partner='WORLD', year=2025)"
    )


def test_description_says_course_and_extremes() -> None:
    """The words for those who do not see it give direction, ends, extremes and place."""
    alt = figure().alt
    assert (
        "falls from $10.0 billion in 2020 to minus 30.0 billion dollars in 2025" in alt
    )
    assert "the highest is $20.0 billion in 2021" in alt
    assert "the lowest is minus 40.0 billion dollars in 2024" in alt
    assert "exports are $40.0 billion and imports are $70.0 billion" in alt
    assert alt.endswith("All numbers are in the file data/sample.csv.")
    assert "A title" not in alt


def test_description_of_a_ranking() -> None:
    """A ranking is told by its ends and by what share is at the top."""
    alt = figure("ranked-bars", **PARTNERS, highlight="B").alt
    assert (
        "Atlantis leads with $15.0 billion; Cockaigne is last with $6.0 billion" in alt
    )
    assert "The first has 50.0% of the whole." in alt
    assert "Brobdingnag is second with $9.0 billion." in alt


def test_description_of_panels() -> None:
    """Panels are told by best and worst, and by how many are in deficit."""
    alt = figure("small-multiples", series="sectors", by="sector").alt
    assert "Two panels of bars on one scale, for each year from 2024 to 2025." in alt
    assert "highest in Life Science, minus 5.0 billion dollars" in alt
    assert "lowest in Biotechnology, minus 25.0 billion dollars" in alt
    assert "Two of two are in deficit." in alt


def test_rows_are_plain_numbers() -> None:
    """The rows behind a figure are dollars that a program can read."""
    rows = figure().rows
    assert rows[0] == (
        "sector",
        "period",
        "exports [USD]",
        "imports [USD]",
        "balance [USD]",
    )
    assert rows[-1] == ("TOTAL", "2025", "40000000000", "70000000000", "-30000000000")


def test_ranking_is_cut_but_shares_are_of_all() -> None:
    """``limit`` drops rows, not their part of the whole: 15 of 30 is still half."""
    plot = figure("ranked-bars", **PARTNERS, limit=2).plot
    assert isinstance(plot, Ranking)
    assert [(row.name, row.shown, row.beside) for row in plot.rows] == [
        ("Atlantis", "15.0", "50.0%"),
        ("Brobdingnag", "9.0", "30.0%"),
    ]
    assert [row.highlight for row in plot.rows] == [True, False]


def test_sums_of_twelve_months_begin_when_there_are_twelve() -> None:
    """The first sum is that of December 2024: 24 − 36 = −12; the last is 24 − 37 = −13."""
    plot = figure("monthly", series="months").plot
    assert isinstance(plot, Panels)
    sums = plot.panels[1].balance
    assert sums[:11] == (None,) * 11
    assert (sums[11], sums[-1]) == (-12 * BILLION, -13 * BILLION)


def test_cover_is_a_percentage() -> None:
    """Exports over imports go from 30 ÷ 20 to 40 ÷ 70, both ends on record."""
    made = figure("sparkline", flow="cover")
    assert [record.shown for record in made.bound] == ["150.0%", "57.1%"]
    assert plain(made.unit).startswith("percent;")


def test_corrections_stand_with_what_they_touch() -> None:
    """A note on an input stands under a figure that plots a number of it, not elsewhere."""
    mark = CorrectionMark(0, "in-quarters", sector="01")
    words = ((Text("A note of the source."),),)
    touched = request("small-multiples", balances(mark), series="quarters", by="sector")
    other = request("balance-bars", balances(mark))
    assert figures.specify(touched, style(), words).notes == words
    assert figures.specify(other, style(), words).notes == ()


def test_a_figure_without_data_is_a_finding() -> None:
    """Nothing is drawn of what is not there: the finding names series and sector."""
    with pytest.raises(StageFailed, match=r"03.*series sectors") as caught:
        figure(series="sectors", sector="03")
    assert caught.value.findings[0].code == "FIGURE-01"
    assert caught.value.findings[0].hint is not None


def test_an_unknown_series_is_a_finding() -> None:
    """A series that the edition lacks is named, with those that it has."""
    assert codes(series="nowhere") == ["FIGURE-02"]


def test_a_figure_that_falls_short_is_a_finding() -> None:
    """Data to 2025 do not make a figure to 2026, nor one from 2010."""
    assert codes(to=2026) == ["FIGURE-03"]
    assert codes(**{"from": 2010}) == ["FIGURE-03"]


def test_what_cannot_be_drawn_together_is_a_finding() -> None:
    """Years are no months; a cover ratio is no bar; partners are no small multiples."""
    assert codes("monthly") == ["FIGURE-04"]
    assert codes(flow="cover") == ["FIGURE-04"]
    assert codes("small-multiples", series="sectors", by="partner") == ["FIGURE-04"]


def test_marks_and_highlights_must_stand_on_something() -> None:
    """All marks that miss are reported, not only the first."""
    assert codes(marks={"1999": "too early", "2031": "too late"}) == ["FIGURE-05"] * 2
    assert codes("ranked-bars", **PARTNERS, highlight="Z") == ["FIGURE-05"]
    assert codes("ranked-bars", **PARTNERS, marks={"A": "no"}) == ["FIGURE-05"]


def test_a_kind_without_heights_is_a_finding() -> None:
    """A style that forgets a kind is told so, not met with a traceback."""
    bare = style().model_copy(update={"kinds": {}})
    with pytest.raises(StageFailed) as caught:
        figures.specify(request("balance-bars"), bare)
    assert [finding.code for finding in caught.value.findings] == ["FIGURE-06"]


def test_an_editors_description_goes_before_ours() -> None:
    """What the editor wrote for ``alt`` is kept word for word."""
    from dataclasses import replace

    words = (Text("A staircase downwards."),)
    wanted = replace(request("balance-bars"), alt=words)
    assert figures.specify(wanted, style()).alt == "A staircase downwards."


def test_cells_of_a_share_hold_the_whole() -> None:
    """A share stands on its own cell and on those of what it is a share of."""
    shares = [r for r in figure("ranked-bars", **PARTNERS).bound if "%" in r.shown]
    assert shares[0].cells == tuple(
        Cell("partners.csv", n, "imports") for n in (2, 3, 4)
    )
