"""What a publication declares of the numbers it types: counts, exemptions, names.

An exemption is words and a reason; a counted phrase is words in which a number stands
for something that the publication counts ("ten groups" for its sectors).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from publisher.content.located import LocatedText
from publisher.content.models import Exemption, Publication
from publisher.numerals import Voice
from publisher.numerals.lexicon import Lexicon, lexicon, listed, phrase_pattern
from publisher.numerals.marks import marks_of
from publisher.provenance import Position

__all__ = ["Phrase", "Rules", "plain", "rules_of"]

_PLAIN = str.maketrans("\u00a0\u202f‘’“”\n", "  ''\"\" ")
"""Marks that are typed in one way and printed in another; each stays one character."""
_COUNTED = re.compile(r"(?P<name>[\w-]+)(?: - (?P<less>\d+))?")


def plain(text: str) -> str:
    """Return a text with plain spaces and straight quotation marks, as long as it was."""
    return text if text.isascii() and "\n" not in text else text.translate(_PLAIN)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


@dataclass(frozen=True)
class Phrase:
    """Words that excuse or explain the numbers in them, and why.

    ``part`` is the part in which they count, "" for all. ``value`` is what a number in
    them must be, None if it may be any.
    """

    words: str
    why: str
    position: Position
    part: str = ""
    value: int | None = None

    @cached_property
    def _folded(self) -> str:
        return " ".join(plain(self.words).lower().split())

    def within(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of each place where the words stand as whole ones.

        ``text`` is plain and in small letters.
        """
        words, length = self._folded, len(self._folded)
        at = text.find(words)
        while at >= 0:
            before, after = text[at - 1 : at], text[at + length : at + length + 1]
            if not (_is_word(before) or _is_word(after)):
                yield at, at + length
            at = text.find(words, at + 1)


@dataclass(frozen=True)
class Rules:
    """How the numbers of one publication are judged."""

    voice: Voice = field(default_factory=Voice)
    exempt: tuple[Phrase, ...] = ()
    counted: tuple[Phrase, ...] = ()
    sectors: Mapping[str, str] = field(default_factory=dict)
    subjects: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def lexicon(self) -> Lexicon:
        """How numbers are written in the publication's language."""
        return lexicon(self.voice.language)

    def table(self, name: str) -> tuple[str, ...]:
        """Return a list of words of the language ("numbers.codes")."""
        return listed(self.voice.phrases.find(name) or "")

    @cached_property
    def months(self) -> re.Pattern[str]:
        """The pattern of a name of a month, in any of its forms."""
        return phrase_pattern(marks_of(self.voice.language).month_forms)

    @cached_property
    def units(self) -> re.Pattern[str]:
        """What follows a number that is an amount: scales, units, marks of percent."""
        phrases = self.voice.phrases
        words = {
            *self.table("numbers.units"),
            *(form for forms in self.voice.units.values() for form in forms.values()),
            *(plain(word).strip() for word in phrases.within("scale.long").values()),
        }
        return re.compile(
            rf"\s?[%¢‰$€£]|\s(?:{'|'.join(map(re.escape, sorted(words)))})(?!\w)",
            re.IGNORECASE,
        )

    @cached_property
    def codes(self) -> re.Pattern[str]:
        """What goes before a number that is part of a name."""
        words = "|".join(map(re.escape, self.table("numbers.codes")))
        return re.compile(rf"(?<!\w)(?:{words})\s$", re.IGNORECASE)

    @cached_property
    def joins(self) -> re.Pattern[str]:
        """What stands between two numbers of one name."""
        words = "|".join(map(re.escape, self.table("numbers.joins")))
        return re.compile(rf"\s?(?:,|–|\s(?:{words}))\s?", re.IGNORECASE)

    def phrases_for(self, part: str) -> tuple[Phrase, ...]:
        """Return the phrases that count in a part, its own first."""
        return (*self._own.get(part, ()), *self._everywhere)

    @cached_property
    def _everywhere(self) -> tuple[Phrase, ...]:
        return (*self.counted, *(each for each in self.exempt if not each.part))

    @cached_property
    def _own(self) -> dict[str, list[Phrase]]:
        own: dict[str, list[Phrase]] = {}
        for each in self.exempt:
            if each.part:
                own.setdefault(each.part, []).append(each)
        return own


def rules_of(
    publication: Publication, parts: Iterable[tuple[str, LocatedText]], voice: Voice
) -> Rules:
    """Return the rules of a publication and of its parts, by part id."""
    exempt = [*_exempt(publication.exempt, "")]
    subjects = {}
    for part, spec in parts:
        exempt += _exempt(getattr(spec, "exempt", ()), part)
        subject = getattr(spec, "subject", None)
        if subject is not None and subject.sector:
            subjects[part] = subject.sector
    return Rules(
        voice,
        tuple(exempt),
        tuple(_counted(publication)),
        publication.sectors,
        subjects,
    )


def _exempt(entries: Iterable[Exemption], part: str) -> Iterator[Phrase]:
    for each in entries:
        yield Phrase(each.words, each.because, each.at("words"), part)


def _counted(publication: Publication) -> Iterator[Phrase]:
    """Yield the phrases in which a number stands for a count of the publication."""
    counts = {
        "sectors": len(publication.sectors),
        "partners": len(publication.partners),
        **publication.constants,
    }
    for what, phrases in publication.counted.items():
        match = _COUNTED.fullmatch(what)
        name, less = (match["name"], int(match["less"] or 0)) if match else (what, 0)
        value = counts[name] - less if name in counts else None
        for n, words in enumerate(phrases):
            place = publication.at("counted", what, n)
            yield Phrase(words, f"{what} of publication.yml", place, value=value)
