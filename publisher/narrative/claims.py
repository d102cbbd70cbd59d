"""Claims of the parts, held against the printed words and the data.

A claim quotes words that its part prints. It holds or fails by the data, awaits data that
are not at hand, or stands on the word of a source that the part names. What awaits data may
not be printed as a fact. Words that another edition prints, or this one with other data,
are not said here and need nothing.

Findings
--------
CLAIM-01
    Words that no edition's prose of the part has.
CLAIM-02
    A claim that the data refute.
CLAIM-03
    A claim that awaits data, printed as a fact.
CLAIM-04
    A source that the part does not name in print.
CLAIM-05
    Two claims of one subject that cannot both hold.
CLAIM-06
    A vague word in print that no claim vouches for.
EXPR-…
    A condition at fault; see `publisher.expressions.faults`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from publisher.content.claims import Claim as ClaimSpec
from publisher.content.claims import VagueWord
from publisher.content.located import LocatedText
from publisher.content.models import Block
from publisher.content.models import Part as PartSpec
from publisher.content.project import Project
from publisher.data.model import NotAvailable
from publisher.errors import Finding, StageFailed
from publisher.expressions import evaluate, inspect
from publisher.expressions.contradiction import exclude
from publisher.expressions.scope import Scope
from publisher.narrative.model import Claim, ClaimState, Part
from publisher.narrative.passages import STRAIGHT, Passage

__all__ = ["as_written", "contradictions", "judged", "vague"]

_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_MARKUP = re.compile(r"[*\\]|\^\[|\]\([^)]*\)")


# --- one claim


def judged(
    spec: PartSpec, part: Part, printed: Iterable[Passage], scope: Scope, unprinted: str
) -> Iterator[tuple[Claim, tuple[Finding, ...]]]:
    """Yield each claim of a part and what is wrong with it.

    ``unprinted`` are the part's words as written, of every edition and for all data.
    """
    said = tuple(printed)
    for claim in spec.claims:
        yield _judged(claim, part.id, said, scope, unprinted)


def _judged(
    claim: ClaimSpec,
    part: str,
    printed: tuple[Passage, ...],
    scope: Scope,
    unprinted: str,
) -> tuple[Claim, tuple[Finding, ...]]:
    words = claim.quoted
    found = next(
        ((each, match) for each in printed if (match := words.search(each.text))), None
    )
    passage, sentence = None, ""
    if found:
        passage, sentence = found[0], found[0].sentence(found[1].start())
    made = Claim(
        part=part,
        says=claim.says,
        position=claim.at("says"),
        state="unsaid",
        scope=scope,
        expression=claim.holds or "",
        source=claim.cited or "",
        printed=passage.position if passage else None,
        sentence=sentence,
    )
    if claim.cited is not None:
        return _cited(claim, made, printed, unprinted)
    return _decided(claim, made, unprinted)


def _cited(
    claim: ClaimSpec, made: Claim, printed: tuple[Passage, ...], unprinted: str
) -> tuple[Claim, tuple[Finding, ...]]:
    if made.printed is None:
        return made, _unknown(claim, unprinted)
    if not any(claim.named.search(each.text) for each in printed):
        message = f"the part does not print the source of “{claim.says}”"
        hint = "name it in a note: ^[…], in the words of `cited`"
        found = Finding("CLAIM-04", message, claim.at("cited"), hint)
        return replace(made, state="cited"), (found,)
    return replace(made, state="cited"), ()


def _decided(
    claim: ClaimSpec, made: Claim, unprinted: str
) -> tuple[Claim, tuple[Finding, ...]]:
    try:
        result = evaluate(
            made.expression,
            lambda offset: claim.where("holds", offset=offset),
            made.scope,
        )
    except StageFailed as failed:
        if made.printed is None:  # at fault in this edition only, or in any
            wrong = inspect(
                made.expression,
                lambda offset: claim.where("holds", offset=offset),
                made.scope,
            )
            return made, (*wrong, *_unknown(claim, unprinted))
        return made, failed.findings
    except NotAvailable as missing:
        made = replace(made, state="awaits", why=str(missing))
        if made.printed is None:
            return made, _unknown(claim, unprinted)
        message = f"“{claim.says}” is printed as a fact and awaits data: {missing}"
        hint = (
            "write the sentence under when: available(…), or name the source and year "
            f"({claim.at('says')})"
        )
        return made, (Finding("CLAIM-03", message, made.printed, hint),)
    if not isinstance(result.value, bool):
        message = "a claim is a condition: it is true or false"
        hint = "compare with < > == or ask is_record(…)"
        return made, (Finding("EXPR-03", message, claim.at("holds"), hint),)
    if made.printed is None:
        return made, _unknown(claim, unprinted)
    state: ClaimState = "holds" if result.value else "fails"
    made = replace(made, state=state, cells=result.cells, inputs=result.inputs)
    if state == "holds":
        return made, ()
    message = f"“{claim.says}” does not hold, in “{made.sentence}”"
    hint = (
        f"by the data it is false that {made.expression.strip()} ({claim.at('holds')}); "
        "reword the sentence, or write it under when:"
    )
    return made, (Finding("CLAIM-02", message, made.printed, hint),)


def _unknown(claim: ClaimSpec, unprinted: str) -> tuple[Finding, ...]:
    """Return the finding for words that nothing in the part could ever print."""
    if claim.quoted.search(unprinted):
        return ()
    message = f"the part does not say “{claim.says}”"
    hint = "quote words of its prose as they are typed; … stands for what is computed"
    return (Finding("CLAIM-01", message, claim.at("says"), hint),)


# --- all claims


def contradictions(claims: Iterable[Claim]) -> Iterator[Finding]:
    """Yield claims of one subject that cannot both hold, whatever the data say."""
    decided = [each for each in claims if each.expression and each.state != "unsaid"]
    for one, other in combinations(decided, 2):
        if _subject(one.scope) != _subject(other.scope):
            continue
        if exclude(one.expression, other.expression):
            message = f"“{other.says}” contradicts “{one.says}” ({one.position})"
            hint = f"{one.expression.strip()} and {other.expression.strip()}: keep one"
            yield Finding("CLAIM-05", message, other.position, hint)


def _subject(scope: Scope) -> tuple[object, ...]:
    return scope.series, scope.sector, scope.partner, scope.year


def vague(
    printed: Iterable[Passage],
    claims: Iterable[ClaimSpec],
    terms: Mapping[str, VagueWord],
) -> Iterator[Finding]:
    """Yield vague words that a part prints and none of its claims quotes."""
    quoted = [claim.quoted for claim in claims]
    words = [
        (name, pattern) for name, term in terms.items() for pattern in term.patterns
    ]
    for passage in printed:
        spans = [
            match.span() for each in quoted for match in each.finditer(passage.text)
        ]
        for name, word in words:
            for match in word.finditer(passage.text):
                if any(a <= match.start() and match.end() <= b for a, b in spans):
                    continue
                sentence = passage.sentence(match.start())
                message = (
                    f"“{match[0]}” is vague, and no claim vouches for it: {sentence}"
                )
                hint = f"quote the words in a claim that uses {name}, or say how much"
                yield Finding("CLAIM-06", message, passage.position, hint)


# --- words as written


def as_written(project: Project, part: str) -> str:
    """Return all words of a part as typed, of every edition, expressions as "…"."""
    specs: list[object] = [spec for id_, spec in project.all_parts if id_ == part]
    blocks: list[Block] = [
        block
        for edition in project.editions.values()
        for replaced in edition.replace.get(part, {}).values()
        for block in replaced
    ]
    texts = (text for each in (*specs, *blocks) for text in _typed(each))
    return "\n\n".join(texts)


def _typed(value: object) -> Iterator[str]:
    if isinstance(value, str):
        text = _MARKUP.sub("", _EXPRESSION.sub("…", value))
        yield text.translate(STRAIGHT)
    elif isinstance(value, ClaimSpec):
        return
    elif isinstance(value, LocatedText):
        for name in type(value).model_fields:
            yield from _typed(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _typed(item)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _typed(item)
