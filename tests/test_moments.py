"""Moments with a zone, in words."""

import pytest

from publisher import moments

NEW_YORK = "America/New_York"


@pytest.mark.parametrize(
    ("text", "zone", "words"),
    [
        ("2026-12-01T09:00-05:00", NEW_YORK, "9:00 a.m. EST, December 1, 2026"),
        ("2026-07-01T09:00-04:00", NEW_YORK, "9:00 a.m. EDT, July 1, 2026"),
        ("2026-07-01T09:00-05:00", NEW_YORK, "9:00 a.m. UTC−05:00, July 1, 2026"),
        ("2026-12-01T00:05Z", None, "12:05 a.m. UTC, December 1, 2026"),
        ("2026-12-01T12:30+05:30", None, "12:30 p.m. UTC+05:30, December 1, 2026"),
    ],
)
def test_a_moment_in_words(text: str, zone: str | None, words: str) -> None:
    """The publisher's zone has its name where its clocks agree; else the distance is said."""
    assert moments.words(text, zone).replace("\u00a0", " ") == words


@pytest.mark.parametrize("text", ["2026-12-01T09:00", "2026-02-30T09:00Z", "soon"])
def test_what_is_no_moment(text: str) -> None:
    """A time without its zone, a day that no calendar has, and no time at all."""
    with pytest.raises(ValueError, match=r".+"):
        moments.moment(text)
