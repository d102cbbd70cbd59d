"""Two editions to all that differs between them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from publisher.build import faces
from publisher.comparison.claims import ClaimChange, claim_changes
from publisher.comparison.figures import FigureChange, Figures, figure_changes
from publisher.comparison.operands import parse, resolve
from publisher.comparison.pages import PageChange, page_changes
from publisher.comparison.passages import passages
from publisher.comparison.words import WordChange, word_changes
from publisher.editing import Edition, Report
from publisher.errors import Finding, StageFailed, UsageError
from publisher.fonts import Fonts
from publisher.layout.model import Layout

__all__ = ["Comparison", "Side", "compare", "compared"]


@dataclass(frozen=True, slots=True)
class Side:
    """One edition: what it was called, and its pages, None if they cannot be laid out."""

    said: str
    edition: Edition
    layout: Layout | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs. ``pages`` is None if one of the editions has no pages."""

    old: Side
    new: Side
    figures: tuple[FigureChange, ...]
    words: tuple[WordChange, ...]
    claims: tuple[ClaimChange, ...]
    pages: tuple[PageChange, ...] | None

    @property
    def gone_homes(self) -> frozenset[str]:
        """The parts and exhibits that only the older edition has, by id."""
        return _homes(self.old.edition) - _homes(self.new.edition)

    @property
    def new_homes(self) -> frozenset[str]:
        """The parts and exhibits that only the newer edition has, by id."""
        return _homes(self.new.edition) - _homes(self.old.edition)

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.figures or self.words or self.claims or self.pages)


def compare(root: Path, a: str, b: str, *, report: Report) -> Comparison:
    """Return what differs between the editions that two operands name.

    Raises
    ------
    StageFailed
        With all findings, if one of them cannot be written.
    UsageError
        If an operand names nothing, or both name one edition.
    """
    operands = parse(a, root), parse(b, root)
    if len({each.identity for each in operands}) == 1:
        msg = f"{a} and {b} are one edition; name another, or a vintage: {b}@2026-10"
        raise UsageError(msg)
    old, new = resolve(operands, report)
    return compared(_laid_out(a, old, report), _laid_out(b, new, report))


def _laid_out(said: str, edition: Edition, report: Report) -> Side:
    """Return an edition with its pages; those that cannot be made leave findings."""
    from publisher.layout import flow  # noqa: PLC0415 - heavy

    report(5, f"{said}: layout")
    fonts = Fonts(faces(edition.style))
    try:
        layout = flow(edition.document, edition.exhibits, edition.style, fonts)
    except StageFailed as failed:
        return Side(said, edition, None, failed.findings)
    return Side(said, edition, layout)


def _homes(edition: Edition) -> frozenset[str]:
    parts = (part.id for part in edition.document.parts)
    return frozenset((*parts, *edition.exhibits))


def compared(old: Side, new: Side) -> Comparison:
    """Return what differs between two editions."""
    pages = None
    if old.layout is not None and new.layout is not None:
        pages = page_changes((old.edition, old.layout), (new.edition, new.layout))
    return Comparison(
        old,
        new,
        figure_changes(Figures(old.edition), Figures(new.edition)),
        word_changes(
            passages(old.edition.document, old.edition.exhibits),
            passages(new.edition.document, new.edition.exhibits),
        ),
        claim_changes(old.edition.narrative.claims, new.edition.narrative.claims),
        pages,
    )
