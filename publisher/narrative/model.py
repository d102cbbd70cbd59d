"""What stage 3 hands on: the document as a tree of elements, all words decided.

The tree is the *structure* of the content: layout reads it to place things, `pdf/`
reads it to write tags. It holds no position, no size and no number that is not yet text.
Reading order is the order of the tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from publisher.errors import Finding
from publisher.provenance import Bound, Cell, Places, Position

if TYPE_CHECKING:
    from publisher.content.models import FigureSpec, TableSpec
    from publisher.expressions.scope import Scope

__all__ = [
    "Bound",
    "Change",
    "Claim",
    "ClaimState",
    "Coverage",
    "Document",
    "Element",
    "Exhibit",
    "ExhibitRequest",
    "Inline",
    "Letter",
    "Link",
    "Narrative",
    "Note",
    "Part",
    "Ref",
    "Revised",
    "Revisions",
    "Role",
    "Text",
    "Told",
    "plain",
]

Role = Literal[
    "Document", "Part", "Sect", "H1", "H2", "H3", "H4", "P", "L", "LI", "Lbl", "LBody",
    "Figure", "Table", "Caption", "Note", "TOC", "TOCI", "BlockQuote", "Aside",
]  # fmt: skip
"""What an element is; the names are the structure types of ISO 32000-1, 14.8.4.
Aside (a boxed or separate group) is written as Sect."""


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of words in one look.

    ``ink`` is a named ink of the palette where the words carry meaning by colour
    ("surplus", "deficit"). ``spoken`` is what a screen reader says instead, where the
    glyphs would be read wrongly ("minus 414.7 billion dollars", the words of an
    abbreviation). ``bound`` lists the printed numbers within. ``places`` say where its
    characters were written, None for words of the engine; they tell no two texts apart.
    """

    text: str
    emphasis: bool = False
    strong: bool = False
    ink: str | None = None
    lang: str | None = None
    spoken: str | None = None
    raised: bool = False
    bound: tuple[Bound, ...] = ()
    places: Places | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an address outside the document."""

    id: str
    uri: str
    content: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Ref:
    """A cross reference; layout puts in the text.

    ``target`` is an element id. ``form`` says what is printed: the folio of the page on
    which the target stands ("page"), or ``text`` as it is (the target's title).
    """

    id: str
    target: str
    form: Literal["page", "text"]
    text: str = ""
    places: Places | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, standing where it is called; layout sets its body at the foot of the page."""

    id: str
    label: str
    content: tuple[Text | Link | Ref, ...]


Inline = Text | Link | Ref | Note


@dataclass(frozen=True, slots=True)
class Element:
    """One piece of the content.

    ``id`` is unique in the document and stable ("biotechnology/text-2/1").
    ``style`` names its looks in `styles/` (a paragraph style for an element with
    ``content``, a block style for one with ``children``). Exactly one of ``children``,
    ``content`` and ``exhibit`` is used; ``exhibit`` is the id of an `Exhibit` made in
    stage 4. ``slot`` names a frame of the page master other than its main one.
    """

    id: str
    role: Role
    style: str
    children: tuple[Element, ...] = ()
    content: tuple[Inline, ...] = ()
    exhibit: str | None = None
    slot: str | None = None
    lang: str | None = None
    position: Position | None = None

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the publication: a run of pages under one page master.

    ``title`` is plain text, for running heads, bookmarks and the contents.
    ``label`` is a line before the title in running heads ("Sector 3 of 10").
    ``tab`` is (place from 1, number of places) where the part wears a thumb tab.
    ``listed`` says whether the contents and the bookmarks name it. ``heads`` are title
    and label as they were written.
    """

    id: str
    title: str
    master: str
    root: Element
    label: str = ""
    tab: tuple[int, int] | None = None
    listed: bool = True
    filler: bool = False
    position: Position | None = None
    heads: tuple[tuple[Inline, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A printed figure that is not what it was in the first printing.

    ``where`` is the title of the part or exhibit; ``was`` or ``now`` is None where the
    figure was not printed at all.
    """

    where: str
    was: str | None
    now: str | None


ClaimState = Literal["holds", "fails", "awaits", "cited", "unsaid"]
"""How a claim stands: true or false by the data, without the data that it needs, on the word
of a source, or in words that this edition does not print."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement of the prose, and how it stands.

    ``says`` are its words, ``position`` where the claim is made, ``printed`` where the words
    stand in the prose, ``sentence`` the whole printed sentence. ``expression`` or ``source``
    decides it; ``why`` says what is lacking where it awaits data. ``cells`` are those that
    the evaluation touched. ``scope`` is what the expression is evaluated in.
    """

    part: str
    says: str
    position: Position
    state: ClaimState
    scope: Scope
    expression: str = ""
    source: str = ""
    why: str = ""
    printed: Position | None = None
    sentence: str = ""
    cells: tuple[Cell, ...] = ()
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of an edition is checked: printed numbers and claims, by how they stand.

    Of the ``numbers`` in print that need data, ``bound`` were printed by an expression; the
    rest were typed, and are equal to a datum.
    """

    bound: int
    numbers: int
    claims: Mapping[ClaimState, int]


@dataclass(frozen=True, slots=True)
class Revised:
    """A figure of the last edition as it was printed, as it would be now, and by how much.

    ``where`` are the titles of the parts that printed it, in their order.
    """

    was: str
    now: str
    by: str
    where: dict[str, None]


@dataclass(frozen=True, slots=True)
class Revisions:
    """What became of the last edition, of which ``year`` was the year of reference.

    ``tested`` of its figures could be worked out again, ``revised`` are those that changed.
    Of its statements, so many are ``holding`` and ``untested``; ``lapsed`` are part and words
    of those that no longer hold.
    """

    year: int
    tested: int
    revised: tuple[Revised, ...]
    holding: int
    untested: int
    lapsed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What an edition says of its own making once all is known.

    ``changes`` are the figures that differ from the first printing, None for an edition
    that is not corrected; ``revisions`` what became of the last edition, if there is one.
    """

    coverage: Coverage
    changes: tuple[Change, ...] | None = None
    revisions: Revisions | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The whole edition. ``fields`` are named plain texts for running heads and metadata.

    ``stamp`` is what every page is stamped with ("" for an edition that is fit to be
    read as it is); ``standing`` says the same in a sentence, once. A ``specimen`` shows
    made-up figures.
    """

    publication: str
    edition: str
    title: str
    subtitle: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    language: str
    date: str
    state: str
    parts: tuple[Part, ...]
    fields: Mapping[str, str] = field(default_factory=dict)
    stamp: str = ""
    standing: str = ""
    specimen: bool = False

    def elements(self) -> Iterator[Element]:
        """Yield every element in reading order."""
        for part in self.parts:
            yield from part.root.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """What figures and tables share; all of it is text already.

    ``unit`` is the line under the title ("US$ billions, Census basis"). ``source`` is
    computed from the origins of what is shown. ``alt`` describes the exhibit for those
    who do not see it and never repeats the title; ``alt_words`` are its words where the
    content wrote them, empty where it was made from the data. ``rows`` are the numbers behind it,
    the heading row first, as written to ``data/<exhibit>.csv``.
    """

    id: str
    title: tuple[Inline, ...]
    unit: tuple[Inline, ...]
    notes: tuple[tuple[Inline, ...], ...]
    source: tuple[Inline, ...]
    alt: str
    rows: tuple[tuple[str, ...], ...]
    bound: tuple[Bound, ...]
    position: Position
    alt_words: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitRequest:
    """A figure or table that the content asks for; stage 4 makes the `Exhibit`.

    All prose of the specification is already words here; stage 4 evaluates only the
    expressions of rows and cells, in ``scope``. ``scope`` is that of the part with the
    specification's own series and sector put in. What a specification lacks is
    empty. ``heads``, ``spanners``, ``stub``, ``unit`` and ``items`` belong to tables
    (one head and one spanner per column; an empty spanner is none), ``marks`` to
    figures (by year or code, as written in the specification).
    """

    id: str
    spec: FigureSpec | TableSpec
    scope: Scope
    position: Position
    title: tuple[Inline, ...]
    notes: tuple[tuple[Inline, ...], ...] = ()
    alt: tuple[Inline, ...] = ()
    marks: Mapping[str, tuple[Inline, ...]] = field(default_factory=dict)
    heads: tuple[tuple[Inline, ...], ...] = ()
    spanners: tuple[tuple[Inline, ...], ...] = ()
    stub: tuple[Inline, ...] = ()
    unit: tuple[Inline, ...] = ()
    items: tuple[tuple[tuple[Inline, ...], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """A message, its words decided but for what differs between recipients: ``{name}``.

    ``salutations`` are by office ("otherwise" for every other). ``translates`` names the
    letter that this one says in another language.
    """

    name: str
    language: str
    translates: str | None
    subject: tuple[Inline, ...]
    preheader: tuple[Inline, ...]
    salutations: Mapping[str, tuple[Inline, ...]]
    body: tuple[Element, ...]
    position: Position

    def elements(self) -> Iterator[Element]:
        """Yield every element of the body in reading order."""
        for element in self.body:
            yield from element.walk()

    def heads(self) -> Iterator[tuple[Inline, ...]]:
        """Yield the words that stand in no element: subject, preheader, salutations."""
        yield self.subject
        yield self.preheader
        yield from self.salutations.values()


@dataclass(frozen=True, slots=True)
class Narrative:
    """All that stage 3 hands on.

    ``exhibits`` are by exhibit id, which is also the id of the `Element` that shows
    it. ``warnings`` are findings that stop nothing. ``corrections`` are the words of
    each record of ``corrections.yml``, in its order. ``claims`` are those of the parts that
    are printed, ``claimed`` what is wrong with them: findings that stop a build, but not
    the stages after this one. ``letters`` are the edition's messages, by name.
    """

    document: Document
    exhibits: Mapping[str, ExhibitRequest]
    warnings: tuple[Finding, ...] = ()
    corrections: tuple[tuple[Inline, ...], ...] = ()
    claims: tuple[Claim, ...] = ()
    claimed: tuple[Finding, ...] = ()
    letters: Mapping[str, Letter] = field(default_factory=dict)


def plain(content: tuple[Inline, ...]) -> str:
    """Return the words of inline content without its looks; notes are left out."""
    words: list[str] = []
    for piece in content:
        if isinstance(piece, Link):
            words.extend(text.text for text in piece.content)
        elif isinstance(piece, Text | Ref):
            words.append(piece.text)
    return "".join(words)
