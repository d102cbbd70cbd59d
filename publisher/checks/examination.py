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
    A counted phrase whose number is not what the publication counts.
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
from publisher.checks.model import Examination, Number, Passage, Span, Word
from publisher.checks.numbers import Judge
from publisher.checks.passages import in_letters, passages
from publisher.checks.rules import Phrase, Rules, plain, rules_of
from publisher.content.located import Located
from publisher.content.models import Edition, Publication
from publisher.content.project import Project
from publisher.content.texts import texts
from publisher.data.balances import Balances
from publisher.errors import Finding
from publisher.figures.model import Figure
from publisher.narrative.model import Narrative
from publisher.numerals import Voice
from publisher.provenance import Places
from publisher.tables.model import Table

__all__ = ["examine"]


def examine(
    project: Project,
    balances: Balances,
    written: Narrative,
    exhibits: Mapping[str, Figure | Table],
    quotes: Mapping[str, tuple[str, ...]],
) -> Examination:
    """Return every number of an edition and of its letters, each with its kind; the findings.

    ``quotes`` are the words that the claims of each part stand for: they vouch for the
    words of direction and rank in them.
    """
    publication, document = project.publication, written.document
    edition = project.editions[document.edition]
    voice = Voice(
        publication.language,
        publication.flows.given if publication.flows else {},
        {unit: forms.given for unit, forms in publication.units.items()},
    )
    rules = rules_of(publication, project.all_parts, voice)
    records = project.corrections.corrections
    evidence = Evidence(rules, balances, exhibits, records, document.standing)
    judge = Judge(rules, evidence)
    reader = Reader(rules, quotes)
    numbers: list[Number] = []
    words: list[Word] = []
    printed = (*_titles(project, edition), *passages(document, exhibits))
    for passage in (*printed, *in_letters(written, publication.language)):
        numbers.extend(judge.numbers(passage))
        words.extend(reader.words(passage))
    used = judge.used | reader.used
    findings = (
        *_unbound(numbers),
        *_unheld(words),
        *_miscounted(rules),
        *_idle(project, rules, used),
    )
    return Examination(
        tuple(numbers), tuple(words), findings, bool(rules.lexicon.words)
    )


def _titles(project: Project, edition: Edition) -> Iterator[Passage]:
    """Yield what the file itself is called, and what it is said to be about."""
    for name in ("title", "subtitle", "subject"):
        yield _title(project.publication, name)
    for name in ("title", "subtitle"):
        yield _title(edition, name)


def _title(owner: Publication | Edition, name: str) -> Passage:
    words = getattr(owner, name)
    places = Places(lambda offset: owner.where(name, offset=offset))
    span = Span(0, len(words), places=places)
    return Passage("", "", "heading", words, (span,), owner.at(name))


def _unbound(numbers: Iterable[Number]) -> Iterator[Finding]:
    for number in numbers:
        if number.kind != "unbound":
            continue
        if number.why:
            message = f"“{number.shown}” is not among the exhibit's own numbers"
            hint = "a description or label made by the engine is wrong: report it"
            yield Finding("NUMBER-02", message, number.position, hint)
        else:
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


def _miscounted(rules: Rules) -> Iterator[Finding]:
    """Yield counted phrases whose number is not what the publication counts."""
    for phrase in rules.counted:
        said = [one.value for one in rules.lexicon.numerals(phrase.words)]
        if phrase.value is None:
            message = f"the publication does not count {phrase.why}"
            hint = "write sectors, partners or one of its constants"
        elif phrase.value not in said and rules.lexicon.words:
            message = (
                f"“{phrase.words}” stands for {phrase.why}, which is {phrase.value}"
            )
            hint = "correct the words here and in the texts"
        else:
            continue
        yield Finding("NUMBER-04", message, phrase.position, hint)


def _idle(project: Project, rules: Rules, used: set[Phrase]) -> Iterator[Finding]:
    """Yield phrases that no text holds, printed by any edition or kept for another."""
    idle = [one for one in (*rules.exempt, *rules.counted) if one not in used]
    if not idle:
        return
    by_part = {part: _written(spec) for part, spec in project.all_parts}
    files = (project.publication, project.sources, project.corrections)
    shared = " ".join(map(_written, (*files, *project.editions.values())))
    everything = " ".join((*by_part.values(), shared))
    for phrase in idle:
        own = f"{by_part.get(phrase.part, '')} {shared}"
        if not any(phrase.within(own if phrase.part else everything)):
            message = f"no text holds the words “{phrase.words}”"
            hint = "delete the entry, or write the words as they are printed"
            yield Finding("NUMBER-03", message, phrase.position, hint)


def _written(model: Located) -> str:
    """Return every text of a model, in small letters and plain marks."""
    return " ".join(plain(" ".join(texts(model))).lower().split())


def _excerpt(found: Number | Word) -> str:
    at = found.sentence.find(plain(found.shown))
    start = max(0, at - 30)
    words = found.sentence[start : at + len(found.shown) + 30].strip()
    return f"“{words}”"
