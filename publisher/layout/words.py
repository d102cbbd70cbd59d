"""Inline content to boxes, glue and places to break, measured in points.

Decides the look of each word and where it may be divided; the lines are chosen in
`publisher.layout.linebreak` and set in `publisher.layout.paragraph`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from publisher.fonts import Face, Fonts
from publisher.layout.hyphenation import division_points
from publisher.layout.linebreak import FORCED, Item
from publisher.layout.model import Tag
from publisher.narrative.model import Inline, Link, Note, Ref, Text
from publisher.styles.models import ParagraphStyle

__all__ = [
    "SHRINK",
    "STRETCH",
    "Atom",
    "Look",
    "Material",
    "hang_left",
    "hang_right",
    "hyphen_of",
    "measure",
]

STRETCH = 0.5
"""How far a space may well be widened, as a share of its width."""
SHRINK = 0.2
HYPHEN_COST = 50.0
DIVISION_COST = 100.0
DASH_COST = 50.0
ADDRESS_COST = 100.0
RAISED_SIZE = 0.62
RAISED_BY = 0.33
"""For faces without superior figures: share of the size and height above the baseline."""

HANG_RIGHT: Mapping[str, float] = dict.fromkeys("-‐‑.,", 0.5) | dict.fromkeys(
    "”’\"':;–", 0.25
)
HANG_LEFT: Mapping[str, float] = dict.fromkeys("“‘\"'", 0.4)
"""How much of a mark hangs out of a justified edge, as a share of its width."""

_TOKENS = re.compile(r"[\n\u2028]|[ \t\r\f\v]+|\u00a0|[^ \t\r\f\v\n\u2028\u00a0]+")
_CLOSING = re.compile(r"[.,;:!?)\]}»”…%]|[–—](?!\w)|[’/](?!\w)")
_OPENING = re.compile(r"[(\[{«“‘]$")
_ADDRESS = re.compile(r"://|^\W*www\.|\w@\w|\w\.\w+/|\w/\w+/")
_IN_ADDRESS = re.compile(r"(?<=\w\w[/.?&=_-])(?=\w)|(?<=\w/)(?=\w\w)")
_AFTER_HYPHEN = re.compile(r"(?<=\w\w[-‐])(?=[^\W\d_]{2})")
_AFTER_DASH = re.compile(
    r"(?<=\S—)(?=[\w“‘(])"
    r"|(?<=[^\W\d]–)(?=\w)|(?<=\w–)(?=[^\W\d])"
    r"|(?<=[^\W\d_]{2}/)(?=[^\W\d_]{2})"
)
_SOFT, _HIDDEN = "\u00ad", re.compile("[\u00ad\u200b\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Look:
    """How a stretch of text is set, and to what it belongs."""

    face: Face
    size: float
    ink: str
    tag: Tag
    features: tuple[str, ...] = ()
    tracking: float = 0.0
    rise: float = 0.0
    lang: str | None = None
    link: Link | Ref | None = None


class Atom(NamedTuple):
    """A word, a space or a forced break; its items begin at index ``first``."""

    first: int
    text: str
    look: Look
    note: Note | None = None


class Material(NamedTuple):
    """A paragraph ready to be broken: items for the breaker, atoms for the setter."""

    items: list[Item]
    atoms: list[Atom]


class _Way(NamedTuple):
    """What all words of a paragraph share."""

    justified: bool
    hyphenate: bool
    language: str


def measure(
    content: tuple[Inline, ...],
    element: str,
    style: ParagraphStyle,
    fonts: Fonts,
    language: str,
    folios: Mapping[str, str],
) -> Material:
    """Return the items and atoms of a paragraph, without its first indent.

    Leading and trailing spaces are left out, several in a row count as one.
    """
    way = _Way(
        style.align == "justify", style.hyphenate and not style.capitals, language
    )
    material = Material([], [])
    space: Look | None = None
    for text, look, note in _stretches(content, element, style, fonts, folios):
        for piece in [text] if note else _TOKENS.findall(text):
            if piece in "\n\u2028":
                _break(material, look, way)
                space = None
            elif piece[0] in " \t\r\f\v":
                space = space or look
            else:
                ready = material.atoms and material.atoms[-1].text != "\n"
                if space and ready:
                    _space(material, space, (piece, look), way, tied=note is not None)
                space = None
                _word(material, piece, look, way, note)
    if material.atoms:
        _break(material, material.atoms[-1].look, way)
    return material


def _stretches(
    content: tuple[Inline, ...],
    element: str,
    style: ParagraphStyle,
    fonts: Fonts,
    folios: Mapping[str, str],
) -> Iterator[tuple[str, Look, Note | None]]:
    """Yield texts with their looks in reading order; a note's label comes with its note."""
    plain = Look(
        fonts[style.face],
        style.size,
        style.ink,
        Tag(element),
        style.features,
        style.tracking,
    )

    def dressed(text: Text, tag: Tag, link: Link | None) -> tuple[str, Look, None]:
        name = style.face
        if text.strong:
            name = style.strong or name
        elif text.emphasis:
            name = style.emphasis or name
        look = replace(
            plain,
            face=fonts[name],
            ink=text.ink or style.ink,
            tag=tag,
            lang=text.lang,
            link=link,
        )
        words = text.text.upper() if style.capitals else text.text
        return words, _raised(look, words) if text.raised else look, None

    for index, piece in enumerate(content):
        if isinstance(piece, Text):
            yield dressed(piece, Tag(element, index), None)
        elif isinstance(piece, Link):
            for n, text in enumerate(piece.content):
                yield dressed(text, Tag(piece.id, n), piece)
        elif isinstance(piece, Ref):
            shown = (
                folios.get(piece.target, "00") if piece.form == "page" else piece.text
            )
            yield (
                shown.upper() if style.capitals else shown,
                replace(plain, tag=Tag(piece.id), link=piece),
                None,
            )
        else:
            look = _raised(replace(plain, tag=Tag(piece.id)), piece.label)
            yield piece.label, look, piece


def _raised(look: Look, text: str) -> Look:
    """Return ``look`` with the face's own superior figures, or smaller and higher."""
    features = (*(f for f in look.features if f != "tnum"), "sups")
    normal = look.face.shape(text, look.features)
    superior = look.face.shape(text, features)
    if len(normal.ids) == len(superior.ids) and not set(normal.ids) & set(superior.ids):
        return replace(look, features=features)
    return replace(look, size=look.size * RAISED_SIZE, rise=look.size * RAISED_BY)


def _break(material: Material, look: Look, way: _Way) -> None:
    """Add a forced break."""
    hang = 0.0
    if way.justified and material.atoms:
        last = material.atoms[-1]
        hang = hang_right(last.text, last.look)
    material.atoms.append(Atom(len(material.items), "\n", look))
    material.items.append(Item(cost=FORCED, before=-hang))


def _space(
    material: Material,
    look: Look,
    following: tuple[str, Look],
    way: _Way,
    *,
    tied: bool,
) -> None:
    """Add glue, breakable unless a mark would be parted from its word."""
    last = material.atoms[-1]
    text, _ = following
    tied = tied or bool(_CLOSING.match(text) or _OPENING.search(last.text))
    glue = _glue(look, " ", way)
    before = after = 0.0
    if way.justified and not tied:
        before = -hang_right(last.text, last.look)
        after = -hang_left(*following)
    material.atoms.append(Atom(len(material.items), " ", look))
    cost = None if tied else 0.0
    material.items.append(glue._replace(cost=cost, before=before, after=after))


def _glue(look: Look, space: str, way: _Way) -> Item:
    """Return a space as wide as it is, to change only where lines are justified."""
    width = _width(look.face, space, look.features, look.size, look.tracking)
    if not way.justified:
        return Item(width)
    return Item(width, width * STRETCH, width * SHRINK)


def _word(
    material: Material, word: str, look: Look, way: _Way, note: Note | None
) -> None:
    """Add a word, or the no-break space between two."""
    if word == "\u00a0":
        items: tuple[Item, ...] = (_glue(look, word, way),)
    else:
        own = way._replace(language=look.lang or way.language)
        if note:
            own = own._replace(hyphenate=False)
        items = _fragments(
            word, look.face, look.features, (look.size, look.tracking), own
        )
        word = _HIDDEN.sub("", word)
    if word:
        material.atoms.append(Atom(len(material.items), word, look, note))
        material.items.extend(items)


@lru_cache(maxsize=50_000)
def _fragments(
    token: str,
    face: Face,
    features: tuple[str, ...],
    size: tuple[float, float],
    way: _Way,
) -> tuple[Item, ...]:
    """Return the parts of a word and the breaks between them.

    Widths before and after a break are those of the parts shaped for themselves, so that
    a ligature or a kern over the division is undone if the division is used.
    """
    word = _HIDDEN.sub("", token)

    def width(text: str) -> float:
        return _width(face, text, features, *size)

    whole, done = width(word), 0.0
    items: list[Item] = []
    for at, cost, hyphened, made in _divisions(token, way):
        head, tail = word[:at], word[at:]
        until = width(head)
        items.append(Item(until - done))
        done = until
        mark = hyphen_of(face) if made else ""
        hang = face.shape(mark or head[-1], features).advances[0] * size[0] / 1000
        share = HANG_RIGHT.get(mark or head[-1], 0.0) if way.justified else 0.0
        items.append(
            Item(
                cost=cost,
                before=width(head + mark) - until - hang * share,
                after=width(tail) - (whole - until),
                hyphen=hyphened,
                optional=made,
                at=at,
            )
        )
    return (*items, Item(whole - done))


def _divisions(token: str, way: _Way) -> list[tuple[int, float, bool, bool]]:
    """Return (offset without hidden marks, cost, ends in a hyphen, hyphen is ours) in order."""
    if _ADDRESS.search(token):
        found = {
            m.start(): (ADDRESS_COST, False, False) for m in _IN_ADDRESS.finditer(token)
        }
    else:
        found = {
            m.start(): (DASH_COST, False, False) for m in _AFTER_DASH.finditer(token)
        }
        found |= {
            m.start(): (HYPHEN_COST, True, False) for m in _AFTER_HYPHEN.finditer(token)
        }
        if _SOFT not in token and way.hyphenate:
            found |= {
                at: (DIVISION_COST, True, True)
                for at in division_points(token, way.language)
                if at not in found
            }
    for mark in _HIDDEN.finditer(token):
        if mark[0] == _SOFT:
            found[mark.start()] = (DIVISION_COST, True, True)
        elif mark[0] == "\u200b":
            found[mark.start()] = (0.0, False, False)
    ends = len(_HIDDEN.sub("", token))
    places = {
        at - len(_HIDDEN.findall(token[:at])): kind
        for at, kind in sorted(found.items())
    }
    return [(at, *kind) for at, kind in places.items() if 0 < at < ends]


@lru_cache(maxsize=100_000)
def _width(
    face: Face, text: str, features: tuple[str, ...], size: float, tracking: float
) -> float:
    glyphs = face.shape(text, features)
    return sum(glyphs.advances) * size / 1000 + tracking * len(glyphs.ids)


def _hang(table: Mapping[str, float], mark: str, look: Look) -> float:
    share = table.get(mark)
    if not share or look.rise:
        return 0.0
    return share * _width(look.face, mark, look.features, look.size, 0.0)


def hang_left(text: str, look: Look) -> float:
    """Return how far the first mark of a justified line stands out of its left edge."""
    return _hang(HANG_LEFT, text[:1], look)


def hang_right(text: str, look: Look) -> float:
    """Return how far the last mark of a justified line stands out of its right edge."""
    return _hang(HANG_RIGHT, text[-1:], look)


def hyphen_of(face: Face) -> str:
    """Return the character that a division adds: a true hyphen, or hyphen-minus."""
    return "‐" if 0x2010 in face.coverage else "-"
