"""How an edition stands: what every page is stamped with, and what is said of it once.

The state that the edition file declares, and whether the figures are real, in words.
Whether the state is deserved is checked elsewhere (`publisher.content.life`,
`publisher.editions`).
"""

from __future__ import annotations

from dataclasses import dataclass

from publisher import moments, numerals
from publisher.content.models import Edition, Publication
from publisher.data.balances import Balances

__all__ = ["Standing", "standing_of"]


@dataclass(frozen=True, slots=True)
class Standing:
    """The stamp and the sentence; both are empty for an edition fit to be read as it is."""

    stamp: str = ""
    words: str = ""
    specimen: bool = False


def standing_of(
    publication: Publication, edition: Edition, balances: Balances
) -> Standing:
    """Return how an edition stands: a specimen before all else, then by its state."""
    if any(origin.basis == "synthetic" for origin in balances.origins.values()):
        words = "A specimen: its figures are made up and say nothing of the world."
        return Standing("SPECIMEN: made-up figures", words, specimen=True)
    if edition.state == "draft":
        words = "A draft: nothing in it has been signed off, and all of it may change."
        return Standing("DRAFT", words)
    if edition.state == "embargoed" and edition.embargoed_until is not None:
        until = moments.words(edition.embargoed_until, publication.time_zone)
        stamp = f"Embargoed until {until}".replace(numerals.NO_BREAK_SPACE, " ")
        words = f"Embargoed until {until}: not to be published before that time."
        return Standing(stamp, words)
    if edition.state == "corrected" and edition.corrected_on is not None:
        day = numerals.date(edition.corrected_on)
        return Standing(words=f"Printing {edition.printing}, corrected on {day}.")
    return Standing()
