"""Source lines: made from the origins of what is shown."""

from __future__ import annotations

from dataclasses import replace

from publisher.credits import source_line
from publisher.narrative.model import plain
from publisher.numerals import ENGLISH
from publisher.provenance import Origin

WORKBOOK = Origin(
    input="total-2023",
    source="workbook",
    producer="Census Bureau",
    dataset="Trade in Goods",
    vintage="2023-03",
    basis="published",
    concept="goods",
)


def test_vintages_of_one_dataset_are_named_together() -> None:
    """A spliced series has one source with two vintages, the older first, each once."""
    later = replace(WORKBOOK, input="total-2026", vintage="2026-10")
    again = replace(WORKBOOK, input="months-2026", vintage="2026-10")
    assert plain(source_line([later, WORKBOOK, again], ENGLISH)) == (
        "Source: Census Bureau, Trade in Goods, vintages of March 2023 and October 2026."
    )


def test_what_we_computed_says_so() -> None:
    """Published and derived figures of one dataset are two sources."""
    ours = replace(WORKBOOK, basis="derived", vintage="2019")
    assert plain(source_line([WORKBOOK, ours], ENGLISH)) == (
        "Sources: Census Bureau, Trade in Goods, vintage of March 2023; "
        "our computation from Census Bureau, Trade in Goods, vintage of 2019."
    )


def test_synthetic_figures_cannot_pass_for_real_ones() -> None:
    """A specimen's source line says that its figures are made up."""
    made_up = replace(WORKBOOK, producer="This project", basis="synthetic")
    assert "synthetic figures made by us" in plain(source_line([made_up], ENGLISH))


def test_nothing_shown_has_no_source() -> None:
    """An exhibit of words only needs no source line."""
    assert source_line([], ENGLISH) == ()
