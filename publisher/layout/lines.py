"""The words of one line to glyph runs and link areas.

Knows one line at a time: which words stand in it was decided in `publisher.layout.paragraph`.
Points from the paragraph's left edge and the line's own baseline, y down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Literal, NamedTuple

from publisher.fonts import Glyphs
from publisher.layout.model import STRETCHING, Box, LinkArea, Run
from publisher.layout.words import (
    SHRINK,
    STRETCH,
    Atom,
    Look,
    hang_left,
    hang_right,
    hyphen_of,
    space_width,
)
from publisher.narrative.model import Link, Note, Ref, plain

__all__ = ["Line", "Place", "Slice", "set_line"]

TRACKING = 0.015
"""The most that letters are spaced to fill a line, as a share of their size."""


@dataclass(frozen=True, slots=True)
class Line:
    """One composed line, relative to its left edge and baseline.

    ``width`` is how far its ink reaches from the first run's ``x``; a space at the end
    is kept for reading, without width. ``notes`` are those called in the line, ``links``
    the areas of its links and cross references; ``excess`` is by how much it is too long.
    """

    runs: tuple[Run, ...]
    width: float
    notes: tuple[Note, ...] = ()
    links: tuple[LinkArea, ...] = ()
    excess: float = 0.0


class Slice(NamedTuple):
    """Part of an atom that stands in a line; ``hyphen`` says that the break makes one."""

    atom: Atom
    text: str
    hyphen: bool = False


class Place(NamedTuple):
    """The room of a line; ``ends`` says that it is the last before a forced break."""

    x: float
    width: float
    align: Literal["justify", "left", "right", "center"]
    ends: bool


class _Stretch(NamedTuple):
    """Glyphs of one look that follow each other; ``actual`` is "" for a made hyphen."""

    look: Look
    glyphs: Glyphs
    actual: str | None = None

    @property
    def spaces(self) -> int:
        """The number of spaces that justification changes."""
        return sum(self.glyphs.texts.count(space) for space in STRETCHING)

    def width(self, spaces: float = 0.0, tracking: float = 0.0) -> float:
        """Return the width with something added to each space and to every glyph."""
        look = self.look
        return (
            sum(self.glyphs.advances) * look.size / 1000
            + (look.tracking + tracking) * len(self.glyphs.ids)
            + (spaces * self.spaces if spaces else 0.0)
        )


def set_line(slices: Sequence[Slice], place: Place) -> Line:
    """Return the line of ``slices``; a space at its end is kept for reading, without width.

    A line that does not fit is as narrow as it may be, and too long.
    """
    trailing = slices[-1] if slices and slices[-1].text == " " else None
    words = slices[:-1] if trailing else slices
    stretches = _stretches(words)
    width = sum(stretch.width() for stretch in stretches)
    x, room = place.x, place.width
    spaces = tracking = 0.0
    if place.align == "justify" and words:
        left, right = _hangs(words[0], words[-1])
        x, room = x - left, room + left + right
        if width > room or not place.ends:
            spaces, tracking = _justify(stretches, room - width)
            width = sum(stretch.width(spaces, tracking) for stretch in stretches)
    elif place.align in {"right", "center"}:
        x += max(0.0, room - width) / (2 if place.align == "center" else 1)
    if trailing:
        _keep_space(stretches, trailing.atom.look, spaces + tracking)
    runs = _runs(stretches, x, spaces, tracking)
    links = tuple(_links(stretches, runs))
    notes = tuple(piece.atom.note for piece in words if piece.atom.note)
    return Line(runs, width, notes, links, max(0.0, width - room))


def _hangs(head: Slice, tail: Slice) -> tuple[float, float]:
    """Return how far the marks at both ends of a line stand out of its edges."""
    mark = hyphen_of(tail.atom.look.face) if tail.hyphen else tail.text
    return hang_left(head.text, head.atom.look), hang_right(mark, tail.atom.look)


def _stretches(slices: Iterable[Slice]) -> list[_Stretch]:
    """Return the glyphs of a line, one stretch for each look."""
    stretches: list[_Stretch] = []
    for _, group in groupby(slices, key=lambda piece: id(piece.atom.look)):
        pieces = list(group)
        look, last = pieces[0].atom.look, pieces[-1]
        shape, features = look.face.shape, look.features
        if not last.hyphen:
            glyphs = _joined([shape(piece.text, features) for piece in pieces])
            stretches.append(_Stretch(look, glyphs))
            continue
        # shaped with its hyphen, for the kern between, then parted from it
        words = [shape(piece.text, features) for piece in pieces[:-1]]
        glyphs = shape(last.text + hyphen_of(look.face), features)
        head, mark = _parted(glyphs, len(glyphs.ids) - 1)
        stretches.append(_Stretch(look, _joined([*words, head])))
        stretches.append(_Stretch(look, mark, actual=""))
    return stretches


def _joined(parts: Sequence[Glyphs]) -> Glyphs:
    return Glyphs(
        parts[0].face,
        tuple(chain.from_iterable([part.ids for part in parts])),
        tuple(chain.from_iterable([part.advances for part in parts])),
        tuple(chain.from_iterable([part.texts for part in parts])),
    )


def _parted(glyphs: Glyphs, at: int) -> tuple[Glyphs, Glyphs]:
    face, ids, advances, texts = glyphs.face, glyphs.ids, glyphs.advances, glyphs.texts
    return (
        Glyphs(face, ids[:at], advances[:at], texts[:at]),
        Glyphs(face, ids[at:], advances[at:], texts[at:]),
    )


def _justify(stretches: Sequence[_Stretch], slack: float) -> tuple[float, float]:
    """Return what is added to each space, and to every glyph, to take up ``slack``."""
    count, total = 0, 0.0
    for stretch in stretches:
        count += stretch.spaces
        total += stretch.spaces * space_width(stretch.look)
    if not count:
        return 0.0, 0.0
    if slack < 0:
        return max(slack, -SHRINK * total) / count, 0.0
    beyond = slack - STRETCH * total
    if beyond <= 0:
        return slack / count, 0.0
    glyphs = sum(len(stretch.glyphs.ids) for stretch in stretches)
    least = min(stretch.look.size for stretch in stretches)
    tracking = min(beyond / glyphs, TRACKING * least)
    return (slack - tracking * glyphs) / count, tracking


def _keep_space(stretches: list[_Stretch], look: Look, added: float) -> None:
    """Add the space at which a line ends, for reading; it takes no room.

    ``added`` is what the line adds to each space.
    """
    space = look.face.shape(" ", look.features)
    back = -(added + look.tracking) * 1000 / look.size
    glyphs = Glyphs(space.face, space.ids, (back,), space.texts)
    last = stretches[-1] if stretches else None
    if last and last.look is look and last.actual is None:
        stretches[-1] = _Stretch(look, _joined([last.glyphs, glyphs]))
    else:
        stretches.append(_Stretch(look, glyphs))


def _runs(
    stretches: Iterable[_Stretch], x: float, spaces: float, tracking: float
) -> tuple[Run, ...]:
    """Return the stretches as runs side by side from ``x``."""
    runs: list[Run] = []
    for stretch in stretches:
        look = stretch.look
        run = Run(
            x,
            -look.rise,
            look.size,
            look.ink,
            stretch.glyphs,
            look.tag,
            spaces,
            look.tracking + tracking,
            stretch.actual,
            look.lang,
        )
        runs.append(run)
        x += stretch.width(spaces, tracking)
    return tuple(runs)


def _links(stretches: Sequence[_Stretch], runs: Sequence[Run]) -> Iterator[LinkArea]:
    """Yield the area of each link in a line, as high as its face."""
    pairs = zip(stretches, runs, strict=True)
    for link, group in groupby(pairs, key=lambda pair: pair[0].look.link):
        if link is None:
            continue
        parts = list(group)
        look, first, last = parts[0][0].look, parts[0][1], parts[-1][1]
        metrics = look.face.metrics
        ascent = metrics["ascent"] * look.size / 1000
        descent = metrics["descent"] * look.size / 1000
        shown = "".join(run.glyphs.text for _, run in parts if run.actual is None)
        yield LinkArea(
            Box(first.x, -ascent, last.x + last.width - first.x, ascent - descent),
            link.id,
            uri=link.uri if isinstance(link, Link) else None,
            target=link.target if isinstance(link, Ref) else None,
            text=plain((link,)) or shown,
        )
