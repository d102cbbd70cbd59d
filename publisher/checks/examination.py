"""An edition with all its words to the list of its numbers, and what is wrong with it.

Findings
--------
NUMBER-01
    A typed number that no datum, name, declaration or exemption accounts for.
NUMBER-02
    A number that the engine printed and that is not among its exhibit's own.
NUMBER-03
    Words that are exempt or counted, and that no text of the publication holds.
NUMBER-04
    A counted phrase for something that the publication does not count.
NUMBER-05
    A word of direction, rank or side that contradicts the figure beside it.
NUMBER-06
    Such a word that no figure, claim or exemption bears out (a warning).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from publisher.checks.agreement import Reader
from publisher.checks.evidence import Evidence
from publisher.checks.model import Examination, Number, Word
from publisher.checks.numbers import Judge
from publisher.checks.passages import passages
from publisher.checks.rules import plain, rules_of
from publisher.content.project import Project
from publisher.data.balances import Balances
from publisher.errors import Finding
from publisher.figures.model import Figure
from publisher.narrative.model import Document
from publisher.numerals import Voice
from publisher.tables.model import Table

__all__ = ["examine"]


def examine(
    project: Project,
    balances: Balances,
    document: Document,
    exhibits: Mapping[str, Figure | Table],
    quotes: Mapping[str, tuple[str, ...]],
) -> Examination:
    """Return every number of an edition with its kind, and the findings.

    ``quotes`` are the words that the claims of each part stand for: they vouch for the
    words of direction and rank in them.
    """
    publication = project.publication
    edition = project.editions[document.edition]
    voice = Voice(
        publication.language,
        publication.flows.given if publication.flows else {},
        {unit: forms.given for unit, forms in publication.units.items()},
    )
    rules = rules_of(publication, project.parts_of(edition), voice)
    records = project.corrections.corrections
    evidence = Evidence(rules, balances, exhibits, records, document.standing)
    judge = Judge(rules, evidence)
    reader = Reader(rules, quotes)
    numbers: list[Number] = []
    words: list[Word] = []
    for passage in passages(document, exhibits):
        numbers.extend(judge.numbers(passage))
        words.extend(reader.words(passage))
    findings = (*_unbound(numbers), *_unheld(words))
    return Examination(
        tuple(numbers), tuple(words), findings, bool(rules.lexicon.words)
    )


def _unbound(numbers: Iterable[Number]) -> Iterator[Finding]:
    for number in numbers:
        if number.kind == "unbound":
            message = f"“{number.shown}” rests on nothing: {_excerpt(number)}"
            hint = "print it by an expression, or name it under exempt: with the reason"
            yield Finding("NUMBER-01", message, number.position, hint)


def _unheld(words: Iterable[Word]) -> Iterator[Finding]:
    for word in words:
        if word.outcome == "disagrees":
            message = (
                f"“{word.shown}” and “{word.figure}” ({word.why}) contradict each other"
            )
            hint = "correct the word, or let an expression choose it: |up_down(…)"
            yield Finding("NUMBER-05", message, word.position, hint)
        elif word.outcome == "unchecked":
            message = f"no figure decides “{word.shown}”: {_excerpt(word)}"
            hint = (
                "let an expression choose it, claim the sentence, or exempt the words"
            )
            found = Finding("NUMBER-06", message, word.position, hint)
            yield replace(found, severity="warning")


def _excerpt(found: Number | Word) -> str:
    at = found.sentence.find(plain(found.shown))
    start = max(0, at - 30)
    words = found.sentence[start : at + len(found.shown) + 30].strip()
    return f"“{words}”"
