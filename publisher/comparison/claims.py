"""Two editions' claims to those that stand otherwise: true to false, printed to unsaid.

A claim is known by its part and its words, one in other words by its part and condition. Words
that neither edition prints are no change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from publisher.narrative.model import Claim, ClaimState

__all__ = ["ClaimChange", "claim_changes"]


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim as it was and as it is; None where the edition does not make it."""

    old: Claim | None
    new: Claim | None

    @property
    def happened(self) -> Literal["changed", "new", "gone"]:
        """Whether the claim has changed its state, or is said in one edition only."""
        if self.old is None:
            return "new"
        return "changed" if self.new else "gone"

    @property
    def claim(self) -> Claim:
        """The claim as it is now, or as it was if it is gone."""
        claim = self.new or self.old
        assert claim is not None  # noqa: S101 - one of them is there
        return claim

    @property
    def states(self) -> tuple[ClaimState | None, ClaimState | None]:
        """How it stood and how it stands."""
        return (
            self.old.state if self.old else None,
            self.new.state if self.new else None,
        )


def claim_changes(
    old: Iterable[Claim], new: Iterable[Claim]
) -> tuple[ClaimChange, ...]:
    """Return the claims whose state differs, in the order of the new edition."""
    return tuple(
        each
        for each in _changes(_made(old), _made(new))
        if any(side and side.printed for side in (each.old, each.new))
    )


def _made(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims that say something of this edition, were it only that data lack."""
    return [each for each in claims if each.state != "unsaid"]


def _changes(old: list[Claim], new: list[Claim]) -> Iterator[ClaimChange]:
    left = list(old)
    for now in new:
        was = _same(now, left)
        if was is not None:
            left.remove(was)
        if was is None or was.state != now.state:
            yield ClaimChange(was, now)
    yield from (ClaimChange(was, None) for was in left)


def _same(now: Claim, left: Iterable[Claim]) -> Claim | None:
    """Return the claim that says the same; else one with the same condition."""
    near = [each for each in left if each.part == now.part]
    by_words = (each for each in near if each.says == now.says)
    by_condition = (
        each for each in near if now.expression and each.expression == now.expression
    )
    return next(by_words, None) or next(by_condition, None)
