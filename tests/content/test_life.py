"""What an edition file says of its own life."""

import pytest

from publisher.content.life import check, check_zone
from publisher.content.models import Edition, Publication

BASE = {
    "title": "Kites",
    "reference_year": 2025,
    "closing_date": "2026-10-31",
    "state": "final",
    "series": ("kites",),
}
CORRECTION = {"state": "corrected", "printing": 2, "corrected_on": "2026-12-15"}


def codes(**fields: object) -> list[str]:
    """Return what is found in an edition with these fields."""
    return [found.code for found in check(Edition.model_validate({**BASE, **fields}))]


@pytest.mark.parametrize("state", ["draft", "final"])
def test_a_plain_state_needs_nothing_more(state: str) -> None:
    """A draft or a final edition says its state and no more."""
    assert codes(state=state) == []


@pytest.mark.parametrize(
    ("until", "found"),
    [
        (None, ["LIFE-01"]),
        ("2026-12-01T09:00-05:00", []),
        ("2026-10-31T00:00Z", []),
        ("2026-10-30T23:59-05:00", ["LIFE-02"]),
        ("2026-02-30T09:00-05:00", ["LIFE-01"]),
        ("2026-12-01T25:00-05:00", ["LIFE-01"]),
    ],
)
def test_an_embargo_ends_after_the_edition_closed(
    until: str | None, found: list[str]
) -> None:
    """The edition closed on October 31: its embargo can end on that day, not before."""
    assert codes(state="embargoed", embargoed_until=until) == found


def test_an_embargo_that_is_over_may_stay_in_a_final_edition() -> None:
    """What was embargoed keeps the line when it becomes final."""
    assert codes(embargoed_until="2026-12-01T09:00-05:00") == []


@pytest.mark.parametrize(
    ("left_out", "count"),
    [((), 0), (("erratum",), 1), (("corrected_on",), 1), (("erratum", "printing"), 2)],
)
def test_a_correction_says_number_date_and_erratum(
    left_out: tuple[str, ...], count: int
) -> None:
    """Each that is missing is a finding of its own."""
    fields = {**CORRECTION, "erratum": ("A kite was a lantern.",)}
    kept = {name: value for name, value in fields.items() if name not in left_out}
    assert codes(**kept) == ["LIFE-03"] * count


def test_only_a_correction_has_an_erratum() -> None:
    """A final edition that speaks of a second printing is none or the other."""
    fields = {**CORRECTION, "state": "final", "erratum": ("Oh.",)}
    assert codes(**fields) == ["LIFE-04"] * 3


@pytest.mark.parametrize(
    ("day", "found"), [("2026-10-30", ["LIFE-05"]), ("2026-13-01", ["LIFE-01"])]
)
def test_a_correction_comes_after_the_edition(day: str, found: list[str]) -> None:
    """It is dated by a day of the calendar, not before the closing date."""
    fields = {**CORRECTION, "corrected_on": day, "erratum": ("Oh.",)}
    assert codes(**fields) == found


def test_a_time_zone_is_one_of_the_database() -> None:
    """A misspelt zone is found, a right one and none are not."""
    fields = {
        "id": "kites",
        "title": "Kites",
        "publisher": "Press",
        "default_edition": "2025",
        "parts": ("a.yml",),
    }
    for zone, count in [(None, 0), ("America/New_York", 0), ("America/New York", 1)]:
        made = Publication.model_validate({**fields, "time_zone": zone})
        assert len(list(check_zone(made))) == count
