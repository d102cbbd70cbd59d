"""What was fetched against the workbook's months that a project has already."""

from __future__ import annotations

import hashlib
from fractions import Fraction

from publisher.fetch.comparison import WITHIN
from tests.fetch.bureau import CODES, COUNTRIES, invented, months
from tests.fetch.conftest import Desk
from tests.mini import SOURCES, spoilt


def total(flow: str, month: str) -> int:
    """Return the ten groups together, in dollars."""
    return sum(invented(flow, month, c, who) for c in CODES[1:] for who in COUNTRIES)


def book(desk: Desk, vintage: str = "2012-03", *, url: str = "https://www.census.gov/foreign-trade/balance/country.xlsx",
         apart: dict[tuple[str, str], int], rounded: int = 1) -> None:  # fmt: skip
    """Put a monthly total of another source into the project, some months apart."""
    lines = ["year,month,sector,exports,imports"]
    for month in months("2011-01", "2012-03"):
        shown = [
            round((total(flow, month) + apart.get((flow, month), 0)) / rounded)
            * rounded
            for flow in ("exports", "imports")
        ]
        lines.append(f"{month[:4]},{int(month[5:])},TOTAL,{shown[0]},{shown[1]}")
    home = f"content/data/book/{vintage}/monthly.csv"
    name = "book-monthly" if vintage == "2012-03" else f"book-{vintage}"
    path = desk.root / home
    path.parent.mkdir(parents=True)
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    source = (
        "\n  book:\n    producer: Bureau\n    dataset: Book\n    licence: free\n"
        f"    url: {url}\n"
    )
    columns = (
        "{year: year, month: month, sector: sector, exports: exports, imports: imports}"
    )
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    spec = (
        f'\n  {name}:\n    source: book\n    vintage: "{vintage}"\n    path: {home}\n'
        f"    sha256: {digest}\n    basis: published\n    columns: {columns}\n"
        f"    precision: {rounded}\n    concept: trade\n    valuation: none\n"
    )
    declared = source if name == "book-monthly" else ""
    spoilt(desk.root, (SOURCES, "\ninputs:\n", f"{declared}\ninputs:{spec}"))


def test_a_difference_is_told_and_stops_nothing(desk: Desk) -> None:
    """Two of fourteen months are apart; the largest is named, in dollars and per cent."""
    large, small = (total("imports", month) // 10 for month in ("2011-03", "2011-07"))
    book(
        desk, apart={("imports", "2011-03"): large, ("imports", "2011-07"): -small // 2}
    )
    [warning] = desk.fetch().warnings
    share = Fraction(large, total("imports", "2011-03") + large)
    assert (warning.code, warning.severity) == ("FETCH-12", "warning")
    assert warning.message == (
        "imports: 2 of 14 months differ by more than 0.1% from those of book-monthly"
        f" (vintage 2012-03); the largest is 2011-03, by -{large:,} dollars"
        f" ({float(share):.2%})"
    )
    assert (desk.home / "2012-04").is_dir()


def test_a_difference_within_the_tolerance_is_none(desk: Desk) -> None:
    """A tenth of a per cent of the other's month."""
    month = "2011-03"
    book(desk, apart={("exports", month): int(total("exports", month) * WITHIN)})
    assert desk.fetch().warnings == ()


def test_the_rounding_of_the_other_source_is_no_difference(desk: Desk) -> None:
    """Its months are whole 100,000 dollars here, and may be half of that apart."""
    book(desk, apart={}, rounded=100_000)
    assert desk.fetch().warnings == ()


def test_only_the_workbook_is_compared(desk: Desk) -> None:
    """Months of something else mean something else."""
    apart = {("imports", "2011-03"): 10**6}
    book(desk, url="https://www.census.gov/other.xlsx", apart=apart)
    assert desk.fetch().warnings == ()


def test_a_month_is_held_against_its_newest_vintage(desk: Desk) -> None:
    """What an older vintage said of it has been revised since."""
    book(desk, apart={})
    apart = {("imports", "2011-03"): 10**6, ("exports", "2011-07"): 10**6}
    book(desk, "2012-02", apart=apart)
    assert desk.fetch().warnings == ()
