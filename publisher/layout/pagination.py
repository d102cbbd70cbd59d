"""Strips to page bodies: where pages break, footnotes at the foot, pages filled.

Works in one frame's coordinates: points from the head of the type area, y down. Breaks
fall only where strips allow them; what cannot fit is a finding that says by how much.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from publisher.errors import Finding
from publisher.layout.columns import balanced, fitting, headed
from publisher.layout.galley import Context, set_paragraph
from publisher.layout.model import Area, Box, PlacedDrawing, Run, Tag
from publisher.layout.strips import (
    Columns,
    Strip,
    height_of,
    moved,
    stacked,
    stretched,
)
from publisher.narrative.model import Note, Text
from publisher.provenance import Position

__all__ = ["Body", "notes_block", "paginate"]

_NOTE_GAP = 7.0
_NOTE_RULE = (72.0, 0.5)
_ROUNDING = 0.01


@dataclass(slots=True)
class Body:
    """What one page's frame holds: strips at their y, and footnotes at the foot."""

    strips: list[Strip] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)
    notes: list[Strip] = field(default_factory=list)

    @property
    def foot(self) -> float:
        """The y under the last strip."""
        return self.tops[-1] + self.strips[-1].height if self.strips else 0.0


def paginate(
    strips: Sequence[Strip],
    height: float,
    width: float,
    context: Context,
    *,
    fill: bool,
) -> tuple[list[Body], list[Finding]]:
    """Return page bodies of ``height`` points that hold all strips in order.

    With ``fill``, figures first take their least height and then share what each page
    has left, so that the page ends at its foot.

    Findings
    --------
    LAYOUT-01
        Strips that may not be parted are higher than a whole page.
    """
    rest = [_least(strip) for strip in strips] if fill else list(strips)
    findings: list[Finding] = []
    bodies: list[Body] = []
    while rest:
        body, rest = _page(rest, height, width, context, findings)
        rest = headed(rest)
        if fill:
            _fill(body, height - _notes_height(body.notes), context.grid)
        bodies.append(body)
    return bodies, findings


def _least(strip: Strip) -> Strip:
    return stretched(strip, -strip.stretch.less) if strip.stretch else strip


def _page(
    strips: list[Strip],
    height: float,
    width: float,
    context: Context,
    findings: list[Finding],
) -> tuple[Body, list[Strip]]:
    """Fill one page greedily; return it and what is left."""
    body = Body()
    rest = strips
    while rest:
        chain = rest[: _chain(rest)]
        notes = _footnotes(chain, width, context)
        room = height - _notes_height([*body.notes, *notes])
        tops = _tops([*body.strips, *chain], context.grid)
        if tops[-1] + chain[-1].height <= room + _ROUNDING:
            body.strips.extend(chain)
            body.tops = tops
            body.notes.extend(notes)
            rest = rest[len(chain) :]
            continue
        parted = _part(body, chain, height, width, context)
        if parted:
            head, tail = parted
            body.strips.extend(head)
            body.tops = _tops(body.strips, context.grid)
            body.notes.extend(_footnotes(head, width, context))
            return body, [tail, *rest[len(chain) :]]
        if not _only_repeats(body, chain):
            return body, rest
        over = tops[-1] + chain[-1].height - room
        findings.append(_too_high(chain, over))
        body.strips.extend(chain)
        body.tops = tops
        body.notes.extend(notes)
        rest = rest[len(chain) :]
    return body, rest


def _only_repeats(body: Body, chain: Sequence[Strip]) -> bool:
    """Whether the page holds nothing yet but a repeated boxhead."""
    return len(body.strips) <= len(chain[0].repeat)


def _chain(strips: Sequence[Strip]) -> int:
    """Return how many strips from the first on may not be parted from each other."""
    for n, strip in enumerate(strips):
        if not strip.keep:
            return n + 1
    return len(strips)


def _tops(strips: Sequence[Strip], grid: float) -> list[float]:
    """Return the y of each strip, spaces and grid respected."""
    tops: list[float] = []
    y = 0.0
    for n, strip in enumerate(strips):
        if n:
            y += max(strips[n - 1].after, strip.before)
        if strip.snap:
            y = ceil((y - _ROUNDING) / grid) * grid
        tops.append(y)
        y += strip.height
    return tops


def _part(
    body: Body, chain: list[Strip], height: float, width: float, context: Context
) -> tuple[list[Strip], Strip] | None:
    """Part a chain that ends in columned text: its first lines fill the page.

    They leave room for the footnotes that they call themselves.
    """
    *before, whole = chain
    if whole.columns is None:
        return None
    lines = whole.columns.lines
    top = _tops([*body.strips, *chain], context.grid)[-1]

    def room(strips: list[Strip]) -> float:
        notes = _footnotes(strips, width, context)
        return height - top - _notes_height([*body.notes, *notes])

    most = room(before)
    if most < 2 * context.grid:
        return None
    taken = 0
    for _ in range(whole.columns.count):
        taken += fitting(lines[taken:], most)
    for count in range(min(taken, len(lines) - 1), 0, -1):
        if lines[count - 1].keep:
            continue
        first = _again(whole.columns, lines[:count])
        first = replace(first, before=whole.before, snap=whole.snap)
        if first.height <= room([*before, first]) + _ROUNDING:
            tail = _again(whole.columns, tuple(headed(lines[count:])))
            return [*before, first], replace(tail, after=whole.after, keep=whole.keep)
    return None


def _again(columns: Columns, lines: tuple[Strip, ...]) -> Strip:
    return balanced(replace(columns, lines=lines))


def _too_high(chain: Sequence[Strip], over: float) -> Finding:
    named = next((strip for strip in chain if strip.position), chain[0])
    return Finding(
        "LAYOUT-01",
        f"{named.element!r} does not fit on a page: it is {over:.1f} pt too high",
        named.position,
        hint="shorten it, or let it break over pages",
    )


def _footnotes(strips: Sequence[Strip], width: float, context: Context) -> list[Strip]:
    """Return the bodies of all notes called in the strips."""
    return [
        line
        for strip in strips
        for note in strip.notes
        for line in _footnote(note, width, context, strip.position)
    ]


def _footnote(
    note: Note, width: float, context: Context, position: Position | None
) -> list[Strip]:
    """Return a footnote's body with its label, as it stands at the foot of the page."""
    content = (Text(note.label, raised=True), Text("\u2009"), *note.content)
    strips = set_paragraph(content, note.id, "footnote", width, context, position)
    return [replace(strip, items=_after_call(strip, note.id)) for strip in strips]


def _after_call(strip: Strip, element: str) -> tuple[Run | Area | PlacedDrawing, ...]:
    """Count the body's pieces from 1: piece 0 of a note is its call in the text."""
    return tuple(
        replace(item, tag=Tag(element, item.tag.index + 1))
        if isinstance(item, Run)
        and isinstance(item.tag, Tag)
        and item.tag.element == element
        else item
        for item in strip.items
    )


def _notes_height(notes: Sequence[Strip]) -> float:
    """Return the room that footnotes with their rule take at the foot."""
    return height_of(notes) + 2 * _NOTE_GAP if notes else 0.0


def notes_block(notes: Sequence[Strip]) -> Strip:
    """Return the footnotes under their rule as one strip, to stand at the foot."""
    block = stacked(notes)
    length, weight = _NOTE_RULE
    return replace(
        block,
        height=block.height + _NOTE_GAP,
        items=(
            Area(Box(0, 0, length, weight), "black"),
            *(moved(item, 0, _NOTE_GAP) for item in block.items),
        ),
    )


def _fill(body: Body, height: float, grid: float) -> None:
    """Give the figures of a page the height that is left, then open the gaps."""
    elastic = [n for n, strip in enumerate(body.strips) if strip.stretch]
    for _ in range(4):
        open_ = [n for n in elastic if _more(body.strips[n]) > _ROUNDING]
        _grow(body, open_, height, grid)
    for n in reversed(elastic):
        # what the grid keeps from all figures, one below the last snapped strip can take
        _grow(body, [n], height, grid)
    _open(body, height, grid)


def _grow(body: Body, grown: Sequence[int], height: float, grid: float) -> None:
    """Share what is left among figures as they can take it, or the most that fits.

    What snaps to the grid goes down by whole lines of it, so the page may grow by more
    than its figures: then their share is found by halving.
    """
    strips = list(body.strips)
    slack = height - body.foot
    room = sum(_more(strips[n]) for n in grown)
    if slack <= 0.5 or not room:
        return
    fits, trial, high = 0.0, min(1.0, slack / room), min(1.0, slack / room)
    for _ in range(16):
        _stretch(body, strips, {n: _more(strips[n]) * trial for n in grown}, grid)
        if body.foot > height + _ROUNDING:
            high = trial
        elif trial == high:
            return
        else:
            fits = trial
        trial = (fits + high) / 2
    _stretch(body, strips, {n: _more(strips[n]) * fits for n in grown}, grid)


def _stretch(
    body: Body, strips: Sequence[Strip], more: Mapping[int, float], grid: float
) -> None:
    """Set the page with some of its strips higher than they were."""
    body.strips = [stretched(strip, more.get(n, 0.0)) for n, strip in enumerate(strips)]
    body.tops = _tops(body.strips, grid)


def _open(body: Body, height: float, grid: float) -> None:
    """Share what is still left among the gaps between blocks, a grid line each at most.

    What stands on the grid moves by whole lines of it, so it may keep less.
    """
    gaps = [
        n
        for n in range(1, len(body.strips))
        if body.strips[n].before and not body.strips[n - 1].keep
    ]
    slack = height - body.foot
    if not gaps or slack <= 0.5 or slack > len(gaps) * grid:
        return
    each = slack / len(gaps)
    down = slack
    for done in range(len(gaps), 0, -1):
        start = gaps[done - 1]
        end = gaps[done] if done < len(gaps) else len(body.tops)
        down = min(down, each * done)
        if any(strip.snap for strip in body.strips[start:end]):
            down = (down + _ROUNDING) // grid * grid
        for k in range(start, end):
            body.tops[k] += down


def _more(strip: Strip) -> float:
    """Return how much higher the strip's figures may still become."""
    return strip.stretch.more if strip.stretch else 0.0
