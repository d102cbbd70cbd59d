"""What the engine prints on an exhibit must be among the exhibit's own numbers."""

import re
from dataclasses import replace

import pytest

from publisher import figures, tables
from publisher.checks.evidence import Evidence
from publisher.checks.model import Passage, Span
from publisher.checks.numbers import Judge
from publisher.checks.rules import Rules
from publisher.figures.model import Figure
from publisher.tables.model import Table
from tests.figures import small as plotted
from tests.tables import small as tabled

SECTORS = {"01": "Biotechnology", "02": "Life Science", "03": "Weapons"}
PARTNERS = {"series": "partners", "sector": "01", "by": "partner", "flow": "imports"}
FIGURES = {
    "balance": ("balance-bars", {}),
    "monthly": ("monthly", {"series": "months"}),
    "ranking": ("ranked-bars", {**PARTNERS, "to": 2024, "highlight": "B"}),
    "multiples": ("small-multiples", {"series": "sectors", "by": "sector"}),
    "cover": ("sparkline", {"flow": "cover"}),
}
TABLE = """
    id: t
    title: Trade
    rows: years
    stub: Year
    columns:
      - {head: Exports, cell: "exports() | in_billions"}
      - {head: Balance, cell: "balance() | in_billions"}
"""


def unfounded(exhibit: Figure | Table, role: str, text: str) -> list[str]:
    """Return the numbers of a text of the engine that nothing bears out."""
    whole = plotted if isinstance(exhibit, Figure) else tabled
    rules = Rules(sectors=SECTORS)
    evidence = Evidence(rules, whole.balances(), {exhibit.id: exhibit})
    span = Span(0, len(text))
    said = Passage(exhibit.id, "part", role, text, (span,), exhibit.position)
    found = Judge(rules, evidence).numbers(said)
    return [one.shown for one in found if one.kind == "unbound"]


def figure(name: str) -> Figure:
    kind, spec = FIGURES[name]
    return figures.specify(plotted.request(kind, **spec), plotted.style())


@pytest.mark.parametrize("name", FIGURES)
def test_a_description_is_found_in_the_rows(name: str) -> None:
    """Every number of a description and of a source line is borne out."""
    made = figure(name)
    assert re.search(r"\d", made.alt)
    assert unfounded(made, "alt", made.alt) == []
    source = "".join(getattr(piece, "text", "") for piece in made.source)
    assert unfounded(made, "source", source) == []


@pytest.mark.parametrize("name", FIGURES)
def test_a_description_that_is_off_by_one_is_found_out(name: str) -> None:
    """Any amount or share of a description that is not the exhibit's own is told."""
    made = figure(name)
    for match in re.finditer(r"(\d+\.\d)(?= billion|%)", made.alt):
        wrong = f"{float(match[0]) + 7.3:.1f}"
        said = made.alt[: match.start()] + wrong + made.alt[match.end() :]
        assert unfounded(made, "alt", said) == [wrong]


def test_a_sign_is_part_of_the_number() -> None:
    """The balance falls to minus 30 billion: 30 alone is exports of no year like it."""
    made = replace(figure("balance"), rows=(("sector", "period", "balance"), ("TOTAL", "2025", "-30000000000")))  # fmt: skip
    assert unfounded(made, "alt", "minus 30.0 billion dollars") == []
    assert unfounded(made, "alt", "30.0 billion dollars") == ["30.0"]


def test_a_year_is_that_of_a_row() -> None:
    """A figure from 2020 says nothing of 1989."""
    assert unfounded(figure("balance"), "alt", "since 2020") == []
    assert unfounded(figure("balance"), "alt", "since 1989") == ["1989"]


def test_a_count_is_that_of_the_rows() -> None:
    """Three bars are three: four are none of the exhibit's counts."""
    made = figure("ranking")
    assert unfounded(made, "alt", "Three horizontal bars of imports.") == []
    assert unfounded(made, "alt", "Four horizontal bars of imports.") == ["Four"]


def test_a_place_is_that_of_the_row() -> None:
    """The second row is second, not third."""
    made = figure("ranking")
    name = made.rows[2][2]
    assert unfounded(made, "alt", f"{name} is second.") == []
    assert unfounded(made, "alt", f"{name} is third.") == ["third"]


def test_a_table_in_words_says_what_its_cells_say() -> None:
    """The extremes are printed cells; another number is not."""
    table = tables.build(tabled.request(TABLE), ())
    assert unfounded(table, "alt", table.alt) == []
    assert unfounded(table, "alt", "Exports: highest 5.1 (2025).") == ["5.1"]
    assert unfounded(table, "alt", "A table of 6 rows.") == ["6"]
