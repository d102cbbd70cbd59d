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
from publisher.numerals import Voice

__all__ = ["Standing", "standing_of"]


@dataclass(frozen=True, slots=True)
class Standing:
    """The stamp and the sentence; both are empty for an edition fit to be read as it is."""

    stamp: str = ""
    words: str = ""
    specimen: bool = False


def standing_of(
    publication: Publication, edition: Edition, balances: Balances, voice: Voice
) -> Standing:
    """Return how an edition stands: a specimen before all else, then by its state."""
    if any(origin.basis == "synthetic" for origin in balances.origins.values()):
        stamp, words = (
            voice.say("standing.specimen_stamp"),
            voice.say("standing.specimen"),
        )
        return Standing(stamp, words, specimen=True)
    if edition.state == "draft":
        return Standing(voice.say("standing.draft_stamp"), voice.say("standing.draft"))
    if edition.state == "embargoed" and edition.embargoed_until is not None:
        until = moments.words(edition.embargoed_until, publication.time_zone, voice)
        stamp = voice.say("standing.embargo_stamp", until=until)
        stamp = stamp.replace(numerals.NO_BREAK_SPACE, " ")
        return Standing(stamp, voice.say("standing.embargo", until=until))
    if edition.state == "corrected" and edition.corrected_on is not None:
        day = voice.date(edition.corrected_on)
        printing = str(edition.printing)
        words = voice.say("standing.corrected", printing=printing, day=day)
        return Standing(words=words)
    return Standing()
