"""Inline content to lines of placed glyphs.

Measures the content (`publisher.layout.words`), chooses its lines (`publisher.layout.linebreak`)
and sets them: spaces, hanging marks, glyph runs, link areas. Knows no page and no frame.
Points from the paragraph's left edge and each line's own baseline, y down.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from typing import NamedTuple

from publisher.errors import Finding
from publisher.fonts import Face, Fonts, Glyphs
from publisher.layout.linebreak import FORCED, Fit, balance_lines, break_lines
from publisher.layout.model import STRETCHING, Box, LinkArea, Run
from publisher.layout.words import (
    SHRINK,
    STRETCH,
    Atom,
    Look,
    Material,
    hang_left,
    hang_right,
    hyphen_of,
    measure,
    space_width,
)
from publisher.narrative.model import Inline, Link, Note, Ref, plain
from publisher.provenance import Position
from publisher.styles.models import ParagraphStyle

__all__ = ["Line", "Paragraph", "Setting", "compose"]

TRACKING = 0.015
"""The most that letters are spaced to fill a line, as a share of the size."""
EDGE = 0.08
"""How far a ragged line may well fall short, as a share of the measure."""
LEAST_EDGE = 2.0
"""The same in ems, for narrow measures."""
STUB = 2.2
"""The least good length of a last line, in ems."""
TOLERANCE = 0.01
"""Points by which a line may be too long before it is a finding."""


@dataclass(frozen=True, slots=True)
class Line:
    """One composed line, relative to its left edge and baseline.

    ``width`` is how far its ink reaches from the first run's ``x``; a space at the end
    is kept for reading, without width. ``notes`` are those called in the line, ``links``
    the areas of its links and cross references.
    """

    runs: tuple[Run, ...]
    width: float
    notes: tuple[Note, ...] = ()
    links: tuple[LinkArea, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The lines of one element."""

    element: str
    style: ParagraphStyle
    lines: tuple[Line, ...]
    leading: float

    @property
    def height(self) -> float:
        """All lines at their leading, in points."""
        return len(self.lines) * self.leading


@dataclass(frozen=True, slots=True)
class Setting:
    """What composing needs besides the words.

    ``folios`` gives the printed folio of an element, for cross references; what is
    found wrong is added to ``findings``.
    """

    fonts: Fonts
    language: str
    folios: Mapping[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


class _Slice(NamedTuple):
    """Part of an atom that stands in a line.

    ``begin`` is where in the atom it begins; ``hyphen`` says that the break makes one.
    """

    atom: Atom
    text: str
    begin: int = 0
    hyphen: bool = False


class _Setter(NamedTuple):
    """What all lines of a paragraph share."""

    style: ParagraphStyle
    width: float
    indent: float
    setting: Setting
    position: Position | None


def compose(  # noqa: PLR0913 - a paragraph is all of these
    content: tuple[Inline, ...],
    element: str,
    style: ParagraphStyle,
    width: float,
    setting: Setting,
    *,
    first_indent: float = 0.0,
    position: Position | None = None,
) -> Paragraph:
    """Return the lines of ``content`` on a measure of ``width`` points.

    ``width`` is the measure itself: indents of the style are already taken off it. A line
    feed or U+2028 ends a line.

    Findings
    --------
    FONT-02
        A visible character is not in the face chosen for it.
    LAYOUT-02
        A word that cannot be divided is wider than the measure.
    """
    material = measure(
        content, element, style, setting.fonts, setting.language, setting.folios
    )
    _report_missing(material, setting, position)
    setter = _Setter(style, width, first_indent, setting, position)
    lines: list[Line] = []
    start = -1
    for end in _ends(material, setter):
        slices = _line(material, start, end)
        forced = material.items[end].cost == FORCED
        lines.append(_set(slices, setter, first=start < 0, last=forced))
        start = end
    return Paragraph(element, style, tuple(lines), style.leading)


def _ends(material: Material, setter: _Setter) -> tuple[int, ...]:
    """Choose the lines."""
    style = setter.style
    if not material.items:
        return ()
    lead = setter.indent
    if style.align == "justify":
        first = material.atoms[0]
        lead -= hang_left(first.text, first.look)
        edge = 0.0
    else:
        edge = max(EDGE * setter.width, LEAST_EDGE * style.size)
    # the indent is part of the first item, so that indices stay those of the material
    items = [*material.items]
    items[0] = items[0]._replace(width=items[0].width + lead)
    fit = Fit(setter.width, edge, STUB * style.size)
    return (balance_lines if style.balance else break_lines)(items, fit)


def _line(material: Material, start: int, end: int) -> list[_Slice]:
    """Return what stands between two breaks; a space at the end is kept."""
    items, atoms = material
    slices: list[_Slice] = []
    for n in range(_atom_at(atoms, start + 1), len(atoms)):
        atom = atoms[n]
        if atom.first > end:
            break
        if atom.text == "\n":
            if n + 1 < len(atoms):
                slices.append(_Slice(atom, " "))
            break
        after = atoms[n + 1].first
        begin = items[start].at if atom.first <= start < after else 0
        cut = items[end].at if atom.first <= end < after else 0
        text = atom.text[begin : cut or None]
        slices.append(_Slice(atom, text, begin, bool(cut) and items[end].optional))
    return slices


def _atom_at(atoms: Sequence[Atom], item: int) -> int:
    """Return the index of the atom to which an item belongs."""
    low, high = 0, len(atoms) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if atoms[middle].first <= item:
            low = middle
        else:
            high = middle - 1
    return low


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


def _set(slices: list[_Slice], setter: _Setter, *, first: bool, last: bool) -> Line:
    """Set one line."""
    trailing = slices.pop() if slices and slices[-1].text == " " else None
    stretches = _stretches(slices)
    natural = sum(stretch.width() for stretch in stretches)
    align, indent = setter.style.align, setter.indent if first else 0.0
    x, room = indent, setter.width - indent
    spaces = tracking = 0.0
    if align == "justify" and slices:
        left, right = _hangs(slices[0], slices[-1])
        x, room = x - left, room + left + right
        if natural > room or not last:
            spaces, tracking = _justify(stretches, room - natural, setter.style.size)
    width = sum(stretch.width(spaces, tracking) for stretch in stretches)
    if width > room + TOLERANCE:
        _report_overfull(slices, width - room, setter)
    if align in {"right", "center"}:
        x += (room - width) / (2 if align == "center" else 1)
    if trailing:
        _keep_space(stretches, trailing.atom.look, spaces + tracking)
    runs = _runs(stretches, x, spaces, tracking)
    links = tuple(_links(stretches, runs))
    notes = tuple(piece.atom.note for piece in slices if piece.atom.note)
    return Line(runs, width, notes, links)


def _hangs(head: _Slice, tail: _Slice) -> tuple[float, float]:
    """Return how far the marks at both ends of a line stand out of its edges."""
    mark = hyphen_of(tail.atom.look.face) if tail.hyphen else tail.text
    left = 0.0 if head.begin else hang_left(head.text, head.atom.look)
    return left, hang_right(mark, tail.atom.look)


def _stretches(slices: Iterable[_Slice]) -> list[_Stretch]:
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


def _justify(
    stretches: Sequence[_Stretch], slack: float, size: float
) -> tuple[float, float]:
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
    tracking = min(beyond / glyphs, TRACKING * size)
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


def _report_missing(
    material: Material, setting: Setting, position: Position | None
) -> None:
    """Add a finding for each visible character that the face chosen for it lacks."""
    words: dict[Face, list[str]] = {}
    for atom in material.atoms:
        words.setdefault(atom.look.face, []).append(atom.text)
    for face, texts in words.items():
        for character in face.missing("".join(texts)):
            name = unicodedata.name(character, "a character without a name")
            _report(
                setting,
                Finding(
                    "FONT-02",
                    f"the face {face.name!r} has no U+{ord(character):04X} {name}"
                    f" ({character})",
                    position,
                    "write it in another way, or choose a face that has it",
                ),
            )


def _report_overfull(slices: Sequence[_Slice], excess: float, setter: _Setter) -> None:
    """Add a finding for a line that is too long, naming its longest word."""
    word = max((piece.text for piece in slices), key=len)
    _report(
        setter.setting,
        Finding(
            "LAYOUT-02",
            f"{word!r} does not fit a measure of {setter.width:.1f} pt: the line is"
            f" {excess:.1f} pt too long",
            setter.position,
            "allow a division with a soft hyphen (U+00AD), shorten the word or widen"
            " the column",
        ),
    )


def _report(setting: Setting, finding: Finding) -> None:
    # the same paragraph may be composed again while references settle
    if finding not in setting.findings:
        setting.findings.append(finding)
