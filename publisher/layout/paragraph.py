"""Inline content to lines of placed glyphs.

Measures the content (`publisher.layout.words`), chooses its lines (`publisher.layout.linebreak`)
and sets them (`publisher.layout.lines`). Knows no page and no frame. Points from the
paragraph's left edge and each line's own baseline, y down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from publisher.errors import Finding
from publisher.fonts import Face, Fonts, character_name
from publisher.layout.linebreak import FORCED, Fit, balance_lines, break_lines
from publisher.layout.lines import Line, Place, Slice, set_line
from publisher.layout.words import Atom, Material, hang_left, measure
from publisher.narrative.model import Inline, plain
from publisher.provenance import Position
from publisher.styles.models import ParagraphStyle

__all__ = ["Line", "Paragraph", "Setting", "compose"]

EDGE = 0.08
"""How far a ragged line may well fall short, as a share of the measure."""
LEAST_EDGE = 2.0
"""The same in ems, for narrow measures."""
STUB, STUB_SHARE = 3.0, 0.12
"""The least good length of a last line: ems, and share of the measure; the longer counts."""
UNENDING = 10_000.0
"""Points; a measure for words that have none, so that the rest can still be checked."""
TOLERANCE = 0.01
"""Points by which a line may be too long before it is a finding."""


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
    FACE-02
        A visible character is not in the face chosen for it.
    LAYOUT-02
        A word that cannot be divided is wider than the measure.
    LAYOUT-08
        No measure is left at all.
    """
    if width <= 0:
        _report_no_measure(content, width, setting, position)
        width = UNENDING
    material = measure(
        content, element, style, setting.fonts, setting.language, setting.folios
    )
    _report_missing(material, setting, position)
    lines: list[Line] = []
    start = -1
    for end in _ends(material, style, width, first_indent):
        slices = _line(material, start, end)
        indent = first_indent if start < 0 else 0.0
        ends = material.items[end].cost == FORCED
        line = set_line(slices, Place(indent, width - indent, style.align, ends))
        if line.excess > TOLERANCE:
            _report_overfull(slices, line.excess, width, setting, position)
        lines.append(line)
        start = end
    return Paragraph(element, style, tuple(lines), style.leading)


def _ends(
    material: Material, style: ParagraphStyle, width: float, indent: float
) -> tuple[int, ...]:
    """Choose the lines: return the items at which they end."""
    if not material.items:
        return ()
    if style.align == "justify":
        first = material.atoms[0]
        indent -= hang_left(first.text, first.look)
        edge = 0.0
    else:
        edge = max(EDGE * width, LEAST_EDGE * style.size)
    # the indent is part of the first item, so that indices stay those of the material
    items = [*material.items]
    items[0] = items[0]._replace(width=items[0].width + indent)
    stub = max(STUB * style.size, STUB_SHARE * width)
    fit = Fit(width, edge, stub)
    return (balance_lines if style.balance else break_lines)(items, fit)


def _line(material: Material, start: int, end: int) -> list[Slice]:
    """Return what stands between two breaks; a space at the end is kept."""
    items, atoms = material
    slices: list[Slice] = []
    for n in range(_atom_at(atoms, start + 1), len(atoms)):
        atom = atoms[n]
        if atom.first > end:
            break
        if atom.text == "\n":
            if n + 1 < len(atoms):
                slices.append(Slice(atom, " "))
            break
        after = atoms[n + 1].first
        begin = items[start].at if atom.first <= start < after else 0
        cut = items[end].at if atom.first <= end < after else 0
        text = atom.text[begin : cut or None]
        slices.append(Slice(atom, text, bool(cut) and items[end].optional))
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


def _report_missing(
    material: Material, setting: Setting, position: Position | None
) -> None:
    """Add a finding for each visible character that the face chosen for it lacks."""
    words: dict[Face, list[str]] = {}
    for atom in material.atoms:
        words.setdefault(atom.look.face, []).append(atom.text)
    for face, texts in words.items():
        for character in face.missing("".join(texts)):
            word = next(text for text in texts if character in text)
            _report(
                setting,
                Finding(
                    "FACE-02",
                    f"{character_name(character)} in “{word}” is not in the face"
                    f" {face.name!r}",
                    position,
                    "write it in another way, or choose a face that has it",
                ),
            )


def _report_overfull(
    slices: Sequence[Slice],
    excess: float,
    width: float,
    setting: Setting,
    position: Position | None,
) -> None:
    """Add a finding for a line that is too long, naming its longest word."""
    word = max((piece.text for piece in slices), key=len)
    _report(
        setting,
        Finding(
            "LAYOUT-02",
            f"{word!r} does not fit a measure of {width:.1f} pt: the line is"
            f" {excess:.1f} pt too long",
            position,
            "allow a division with a soft hyphen (U+00AD), shorten the word or widen"
            " the column",
        ),
    )


def _report_no_measure(
    content: tuple[Inline, ...],
    width: float,
    setting: Setting,
    position: Position | None,
) -> None:
    """Add a finding for words whose style leaves them no measure."""
    words = plain(content)
    shown = words if len(words) < 30 else f"{words[:29]}…"
    _report(
        setting,
        Finding(
            "LAYOUT-08",
            f"no room is left for “{shown}”: its measure is {width:.1f} pt",
            position,
            "make gap, padding, label_width, left or right smaller in styles/type.yml",
        ),
    )


def _report(setting: Setting, finding: Finding) -> None:
    # the same paragraph may be composed again while references settle
    if finding not in setting.findings:
        setting.findings.append(finding)
