"""Content and balances to the document of one edition (stage 3).

Every text and condition is evaluated once, every finding of every part is collected.
Exhibits are asked for, not made; nothing is placed.

Findings
--------
PART-11
    A listed part without a title block, or with more than one.
PART-12
    A listed part with an empty title.
REF-01
    A cross reference to an id that nothing has.
HEAR-01 to HEAR-05
    See `publisher.narrative.hearing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from publisher import numerals
from publisher.content.models import Edition, Publication
from publisher.content.models import Part as PartSpec
from publisher.content.project import Project
from publisher.data.balances import Balances
from publisher.data.model import TOTAL
from publisher.errors import Finding, StageFailed, UsageError, nearest
from publisher.expressions.scope import Scope
from publisher.narrative.blocks import elements
from publisher.narrative.claims import as_written, contradictions, judged, vague
from publisher.narrative.conditions import kept
from publisher.narrative.desk import Desk, Edges, root_id
from publisher.narrative.hearing import unheard
from publisher.narrative.letters import letters
from publisher.narrative.model import (
    Claim,
    Document,
    Element,
    Inline,
    Narrative,
    Part,
    plain,
)
from publisher.narrative.passages import passages
from publisher.narrative.prose import line
from publisher.narrative.sources import inputs_of, vintage_text
from publisher.narrative.standing import Standing, standing_of
from publisher.numerals import Voice

__all__ = ["build", "scope_of", "voice_of"]


def build(project: Project, edition_id: str, balances: Balances) -> Narrative:
    """Return the edition's document with what its exhibits ask for.

    What it says of itself once all is known is still left open; see `afterword`.

    Raises
    ------
    StageFailed
        With all findings of all parts, if any is an error.
    UsageError
        If the project has no such edition.
    """
    if edition_id not in project.editions:
        known = ", ".join(project.editions)
        msg = f"there is no edition {edition_id!r}; the project has {known}"
        raise UsageError(msg)
    edition = project.editions[edition_id]
    voice = voice_of(project.publication)
    standing = standing_of(project.publication, edition, balances, voice)
    edges = Edges(project, edition_id, standing)
    chosen = project.parts_of(edition)
    desks = {
        part: Desk(part, scope_of(project, edition, balances, spec), edges)
        for part, spec in chosen
    }
    specs = [(part, spec) for part, spec in chosen if kept(desks[part], spec)]
    heads = {part: _heads(desks[part], spec) for part, spec in specs}
    fillers = {project.filler[0]} if project.filler else set()
    edges.titles = {
        part: plain(heads[part][0])
        for part, spec in specs
        if spec.listed and part not in fillers
    }
    tabs = [part for part, spec in specs if spec.tab and part not in fillers]
    parts = []
    for part, spec in specs:
        tab = (tabs.index(part) + 1, len(tabs)) if part in tabs else None
        filler = part in fillers
        parts.append(_part(desks[part], spec, heads[part], tab, filler=filler))
    corrections = _corrections(
        Desk("corrections", _bare(edition, balances, voice), edges)
    )
    written = letters(edges, _named(project, edition, balances))
    _check_references(edges, parts)
    edges.findings += unheard(parts, edges.exhibits.values())
    claims, claimed = _claims(parts, desks, edges)
    errors = [found for found in edges.findings if found.severity == "error"]
    if errors:
        raise StageFailed(_once(edges.findings))
    document = _document(project, edition_id, tuple(parts), standing)
    warnings = tuple(_once(edges.findings))
    return Narrative(
        document, edges.exhibits, warnings, corrections, claims, claimed, written
    )


# --- parts


def _bare(edition: Edition, balances: Balances, voice: Voice) -> Scope:
    return Scope(
        balances,
        edition.reference_year,
        compare_with=edition.compare_with,
        revised_by=edition.revised_by,
        closing_date=edition.closing_date,
        voice=voice,
    )


def voice_of(publication: Publication) -> Voice:
    """Return the language of a publication, with its own names and abbreviations."""
    flows = publication.flows.given if publication.flows else {}
    units = {unit: forms.given for unit, forms in publication.units.items()}
    short = tuple(publication.abbreviations.items())
    return Voice(publication.language, flows, units, short)


def scope_of(
    project: Project, edition: Edition, balances: Balances, spec: PartSpec
) -> Scope:
    """Return what the expressions of a part are about."""
    return _named(project, edition, balances).about(
        series=spec.subject.series if spec.subject else None,
        sector=spec.subject.sector if spec.subject else TOTAL,
    )


def _named(project: Project, edition: Edition, balances: Balances) -> Scope:
    """Return a scope with the publication's names, about nothing yet."""
    publication = project.publication
    return _bare(edition, balances, voice_of(publication)).about(
        sectors=publication.sectors,
        partners=publication.partners,
        constants=publication.constants,
    )


_Heads = tuple[tuple[Inline, ...], tuple[Inline, ...]]


def _heads(desk: Desk, spec: PartSpec) -> _Heads:
    """Return the words of the title and of the label of a part."""
    root = root_id(desk.part)
    title = line(
        desk, spec, ("title",), spec.title, element=f"{root}/title", notes=False
    )
    label = line(
        desk, spec, ("label",), spec.label, element=f"{root}/label", notes=False
    )
    return title, label


def _part(
    desk: Desk,
    spec: PartSpec,
    heads: _Heads,
    tab: tuple[int, int] | None,
    *,
    filler: bool,
) -> Part:
    before = len(desk.edges.findings)
    children = tuple(elements(desk, spec.blocks))
    root = Element(
        root_id(desk.part), "Part", spec.master, children=children, position=spec.at()
    )
    titles = [element for element in root.walk() if element.role == "H1"]
    sound = len(desk.edges.findings) == before
    if spec.listed and not filler and len(titles) != 1 and (titles or sound):
        count = "no title block" if not titles else f"{len(titles)} title blocks"
        msg = f"the listed part {desk.part!r} has {count}"
        hint = "write exactly one block - title: …, or listed: false"
        desk.fault("PART-11", msg, spec.at("title"), hint)
    title, label = map(plain, heads)
    if spec.listed and not filler and sound and not title.strip():
        msg = f"the listed part {desk.part!r} has an empty title"
        hint = "say what the contents and the bookmarks print, or listed: false"
        desk.fault("PART-12", msg, spec.at("title"), hint)
    return Part(
        id=desk.part,
        title=title,
        master=spec.master,
        root=root,
        label=label,
        tab=tab,
        listed=spec.listed and not filler,
        filler=filler,
        position=spec.at(),
        heads=heads,
    )


def _corrections(desk: Desk) -> tuple[tuple[Inline, ...], ...]:
    """Return the words of each record of ``corrections.yml``, in its order."""
    records = desk.edges.project.corrections.corrections
    return tuple(
        line(
            desk,
            record,
            ("reason",),
            record.reason,
            element=f"correction-{n}",
            notes=False,
        )
        for n, record in enumerate(records, start=1)
    )


def _claims(
    parts: Iterable[Part], desks: Mapping[str, Desk], edges: Edges
) -> tuple[tuple[Claim, ...], tuple[Finding, ...]]:
    """Return all claims of the printed parts, and what is wrong with them."""
    project = edges.project
    made: list[Claim] = []
    findings: list[Finding] = []
    specs = dict(project.all_parts)
    for part in parts:
        spec = specs[part.id]
        printed = tuple(passages(part, edges.exhibits))
        written = as_written(project, part.id)
        scope = desks[part.id].scope
        for claim, wrong in judged(spec, part, printed, scope, written):
            made.append(claim)
            findings.extend(wrong)
        terms = project.publication.terms
        findings.extend(vague(printed, spec.claims, terms))
    findings.extend(contradictions(made))
    return tuple(made), tuple(_once(findings))


# --- the whole


def _check_references(edges: Edges, parts: Iterable[Part]) -> None:
    """Note references to what this edition does not print."""
    known = {element.id for part in parts for element in part.root.walk()}
    named = {*known, *(part.id for part in parts)}
    listed = {root_id(part): part for part, _ in edges.project.all_parts}
    elsewhere = {**edges.project.homes(), **listed}
    for target, position in edges.wanted:
        if target in known:
            continue
        message = f"nothing in this edition has the id {target!r}"
        like = nearest(target, named)
        hint = f"did you mean #{like}?" if like else "name a part or an exhibit"
        if target in elsewhere:
            left = elsewhere[target]
            message = f"the edition {edges.edition_id} does not print "
            message += f"{target!r}" if left in named else f"the part {left!r}"
            hint = "write the reference under when:, or replace its block"
        edges.findings.append(Finding("REF-01", message, position, hint))


def _once(findings: Iterable[Finding]) -> list[Finding]:
    return list(dict.fromkeys(findings))


def _document(
    project: Project, edition_id: str, parts: tuple[Part, ...], standing: Standing
) -> Document:
    publication, edition = project.publication, project.editions[edition_id]
    return Document(
        publication=publication.id,
        edition=edition_id,
        title=edition.title,
        subtitle=edition.subtitle or publication.subtitle,
        author=publication.publisher,
        subject=publication.subject,
        keywords=publication.keywords,
        language=publication.language,
        date=edition.closing_date,
        state=edition.state,
        parts=parts,
        fields=_fields(project, edition),
        stamp=standing.stamp,
        standing=standing.words.replace(numerals.NO_BREAK_SPACE, " "),
        specimen=standing.specimen,
    )


def _fields(project: Project, edition: Edition) -> dict[str, str]:
    """Return the named texts for running heads and metadata; what is not configured is left out."""
    publication = project.publication
    voice = voice_of(publication)
    inputs = inputs_of(edition, project.sources_of(edition)).values()
    vintages = sorted({made.vintage for made in inputs if _is_dated(made.vintage)})
    fields = {
        "publication": publication.title,
        "publisher": publication.publisher,
        "edition_title": edition.title,
        "closing_date": voice.date(edition.closing_date),
        "reference_year": numerals.year(edition.reference_year),
        "state": edition.state,
        "vintages": ", ".join(vintage_text(vintage, voice) for vintage in vintages),
        "address": publication.address,
        "contact": publication.contact,
    }
    return {name: text for name, text in fields.items() if text}


def _is_dated(vintage: str) -> bool:
    return re.match(r"\d{4}", vintage) is not None
