"""What an editor may write of a claim and of a vague word, checked as far as files go.

A claim quotes words of its part and says what decides them: an expression over the data,
or a source where the data cannot decide. Whether it holds is for `narrative` to say.

Findings
--------
CLAIM-07
    A claim with neither `holds` nor `cited`, or with both.
CLAIM-08
    A claim that uses a vague word, but not the threshold that defines it.
CLAIM-09
    A vague word that two terms define.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pydantic import BaseModel, Field

from publisher.content.located import LocatedText
from publisher.content.prose import Expression, Markup, Words
from publisher.errors import Finding
from publisher.provenance import Position

__all__ = ["Claim", "VagueWord", "check", "check_terms"]

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


class Claim(LocatedText, BaseModel):
    """Words of the part that must be true, and what decides that.

    ``says`` are the words as they are printed; "…" stands for any words between. ``holds``
    is a condition over the data. ``cited`` is the source, in words that the part prints,
    where data cannot decide.
    """

    says: Words
    holds: Expression | None = None
    cited: Words | None = None

    @property
    def quoted(self) -> re.Pattern[str]:
        """The pattern that finds the claim's words."""
        return _quoting(self.says)

    @property
    def named(self) -> re.Pattern[str]:
        """The pattern that finds the name of its source."""
        return _quoting(self.cited or "")


class VagueWord(LocatedText, BaseModel):
    """Words with a threshold: ``words`` as they are printed, ``means`` what they mean.

    A constant of the same name as the term is the threshold.
    """

    words: tuple[Words, ...] = Field(min_length=1)
    means: Markup

    @property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """The patterns that find its words."""
        return tuple(map(_quoting, self.words))


@lru_cache(maxsize=1024)
def _quoting(words: str) -> re.Pattern[str]:
    """Return the pattern that finds a quotation in text with straight quotation marks.

    It finds whole words, white space of any kind between them. "…" stands for at most three
    hundred characters.
    """
    words = words.translate(_STRAIGHT)
    pieces = [r"\s+".join(map(re.escape, piece.split())) for piece in words.split("…")]
    found = r"(?:\s|\S){0,300}?".join(piece for piece in pieces if piece)
    return re.compile(rf"(?<!\w){found}(?!\w)", re.IGNORECASE)


def check(
    claims: Iterable[Claim], terms: dict[str, VagueWord], constants: Iterable[str]
) -> Iterator[Finding]:
    """Yield what is wrong with the claims of a part, whatever the data say."""
    named = set(constants)
    for claim in claims:
        if (claim.holds is None) == (claim.cited is None):
            message = "a claim is decided either by the data or by a source"
            hint = "write `holds:` with a condition, or `cited:` with the source"
            yield Finding("CLAIM-07", message, claim.at("says"), hint)
        for name, term in terms.items():
            used = _used(term, claim.says)
            if not used or name not in named or claim.holds is None:
                continue
            if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", claim.holds):
                message = f"“{used}” has a threshold that this claim does not use"
                hint = f"write the condition with the constant {name}"
                yield Finding("CLAIM-08", message, claim.at("holds"), hint)


def check_terms(terms: dict[str, VagueWord]) -> Iterator[Finding]:
    """Yield words that more than one term defines."""
    seen: dict[str, tuple[str, Position]] = {}
    for name, term in terms.items():
        for at, word in enumerate(term.words):
            first, where = seen.setdefault(
                word.casefold(), (name, term.at("words", at))
            )
            if first != name:
                message = f"“{word}” is defined by the term {first} already ({where})"
                hint = "define a word once"
                yield Finding("CLAIM-09", message, term.at("words", at), hint)


def _used(term: VagueWord, text: str) -> str | None:
    """Return the first word of a term that a text uses."""
    found = (pattern.search(text) for pattern in term.patterns)
    return next((match[0] for match in found if match), None)
