"""Inline content to boxes, glue and places to break, measured in points.

Decides the look of each word and where it may be divided; the lines are chosen in
`publisher.layout.linebreak` and set in `publisher.layout.paragraph`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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
SLASH_COST = 50.0
ADDRESS_COST = 300.0
"""Of breaks in an address, after a slash and elsewhere."""
RAGGED_COST = 5.0
"""How many times more a division or a broken address costs in ragged text."""
LAST_WORD_COST = 5.0
"""How many times more it costs to leave part of a word as the last line."""
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
_SOFT, _UNSEEN = "\u00ad", "\u00ad\u200b\u2060\ufeff"
_HIDDEN = re.compile(f"[{_UNSEEN}]")


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
    space: tuple[Look, Item] | None = None
    for text, look, note in _stretches(content, element, style, fonts, folios):
        own = way._replace(language=look.lang) if look.lang else way
        stock = _stock(look.face, look.features, look.size, look.tracking, own)
        for word in [text] if note else _TOKENS.findall(text):
            if word in "\n\u2028":
                _break(material, look, way)
                space = None
            elif word[0] in " \t\r\f\v":
                space = space or (look, stock.glue)
            elif word.strip(_UNSEEN):
                if space and material.atoms and material.atoms[-1].text != "\n":
                    _space(material, space, (word, look), tied=note is not None)
                space = None
                _word(material, word, look, stock, note)
    if material.atoms:
        for n in range(material.atoms[-1].first, len(material.items)):
            item = material.items[n]
            if item.optional and item.cost:
                material.items[n] = item._replace(cost=item.cost * LAST_WORD_COST)
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
    space: tuple[Look, Item],
    following: tuple[str, Look],
    *,
    tied: bool,
) -> None:
    """Add glue, breakable unless a mark would be parted from its word."""
    look, glue = space
    last, text = material.atoms[-1], following[0]
    if tied or not (text[0].isalnum() and last.text[-1].isalnum()):
        if tied or _CLOSING.match(text) or _OPENING.search(last.text):
            glue = glue._replace(cost=None)
        elif glue.stretch:
            before, after = hang_right(last.text, last.look), hang_left(*following)
            glue = glue._replace(before=-before, after=-after)
    material.atoms.append(Atom(len(material.items), " ", look))
    material.items.append(glue)


def _word(
    material: Material, word: str, look: Look, stock: _Stock, note: Note | None
) -> None:
    """Add a word, or the no-break space between two."""
    if word == "\u00a0":
        items: tuple[Item, ...] = (stock.glue._replace(cost=None),)
    else:
        if _is_unit(material.atoms):
            way = stock.way._replace(hyphenate=False)
            stock = _stock(look.face, look.features, look.size, look.tracking, way)
        word, items = _fragments(word, stock)
    material.atoms.append(Atom(len(material.items), word, look, note))
    material.items.extend(items)


def _is_unit(atoms: Sequence[Atom]) -> bool:
    """Whether the next word is tied to a number: "$551.3 bil-lion" reads badly."""
    tied = len(atoms) > 1 and atoms[-1].text == "\u00a0"
    return tied and any(character.isdigit() for character in atoms[-2].text)


@dataclass(frozen=True, slots=True, eq=False)
class _Stock:
    """What all words in one face and size share; ``glue`` is their space."""

    face: Face
    features: tuple[str, ...]
    size: float
    tracking: float
    way: _Way
    glue: Item

    def width(self, text: str) -> float:
        """Return the width of ``text``, in points."""
        glyphs = self.face.shape(text, self.features)
        return sum(glyphs.advances) * self.size / 1000 + len(glyphs.ids) * self.tracking

    def hang(self, table: Mapping[str, float], mark: str) -> float:
        """Return how far a mark hangs out of a justified edge."""
        share = table.get(mark, 0.0) if self.way.justified else 0.0
        return share * self.width(mark) if share else 0.0


@lru_cache(maxsize=1000)
def _stock(
    face: Face,
    features: tuple[str, ...],
    size: float,
    tracking: float,
    way: _Way,
) -> _Stock:
    stock = _Stock(face, features, size, tracking, way, Item(cost=0.0))
    width = stock.width(" ")
    glue = stock.glue._replace(width=width)
    if way.justified:
        glue = glue._replace(stretch=width * STRETCH, shrink=width * SHRINK)
    return replace(stock, glue=glue)


@lru_cache(maxsize=50_000)
def _fragments(token: str, stock: _Stock) -> tuple[str, tuple[Item, ...]]:
    """Return a word without hidden marks, its parts and the breaks between them.

    Widths before and after a break are those of the parts shaped for themselves, so that
    a ligature or a kern over the division is undone if the division is used.
    """
    word = _HIDDEN.sub("", token)
    whole, done = stock.width(word), 0.0
    items: list[Item] = []
    for at, cost, hyphened, made in _divisions(token, stock.way):
        head, tail = word[:at], word[at:]
        until = stock.width(head)
        items.append(Item(until - done))
        done = until
        mark = hyphen_of(stock.face) if made else ""
        out = stock.hang(HANG_RIGHT, mark or head[-1])
        items.append(
            Item(
                cost=cost,
                before=stock.width(head + mark) - until - out,
                after=stock.width(tail)
                - (whole - until)
                - stock.hang(HANG_LEFT, tail[0]),
                hyphen=hyphened,
                optional=made,
                at=at,
            )
        )
    return word, (*items, Item(whole - done))


def _divisions(token: str, way: _Way) -> list[tuple[int, float, bool, bool]]:
    """Return (offset without hidden marks, cost, ends in a hyphen, hyphen is ours) in order."""
    dear = 1.0 if way.justified else RAGGED_COST
    if _ADDRESS.search(token):
        found = {
            m.start(): (
                (SLASH_COST if token[m.start() - 1] == "/" else ADDRESS_COST) * dear,
                False,
                False,
            )
            for m in _IN_ADDRESS.finditer(token)
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
                at: (DIVISION_COST * dear, True, True)
                for at in division_points(token, way.language)
                if at not in found
            }
    for mark in _HIDDEN.finditer(token):
        if mark[0] == _SOFT:
            found[mark.start()] = (DIVISION_COST * dear, True, True)
        elif mark[0] == "\u200b":
            found[mark.start()] = (0.0, False, False)
    ends = len(_HIDDEN.sub("", token))
    places = {
        at - len(_HIDDEN.findall(token[:at])): kind
        for at, kind in sorted(found.items())
    }
    return [(at, *kind) for at, kind in places.items() if 0 < at < ends]


def _hang(table: Mapping[str, float], mark: str, look: Look) -> float:
    share = table.get(mark)
    if not share or look.rise:
        return 0.0
    advances = look.face.shape(mark, look.features).advances
    return share * sum(advances) * look.size / 1000


def hang_left(text: str, look: Look) -> float:
    """Return how far the first mark of a justified line stands out of its left edge."""
    return _hang(HANG_LEFT, text[:1], look)


def hang_right(text: str, look: Look) -> float:
    """Return how far the last mark of a justified line stands out of its right edge."""
    return _hang(HANG_RIGHT, text[-1:], look)


def space_width(look: Look) -> float:
    """Return the width of a space, in points."""
    advances = look.face.shape(" ", look.features).advances
    return advances[0] * look.size / 1000 + look.tracking


def hyphen_of(face: Face) -> str:
    """Return the character that a division adds: a true hyphen, or hyphen-minus."""
    return "‐" if 0x2010 in face.coverage else "-"
