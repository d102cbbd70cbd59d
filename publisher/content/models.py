"""What an editor may write in ``content/``.

Words, structure and declared inputs; no geometry, no colour, no code. Every model is
frozen, refuses unknown keys, and becomes a JSON Schema for the editor's YAML tools.
Positions are not fields: the loader keeps them beside the models (`Located`).
``sources.yml`` and ``corrections.yml`` are in `inputs`, figures and tables in `exhibits`,
the words in `prose`.

Where one of several things may stand, the content itself says which (a block by the
key that names its kind), so that a mistake is one finding and not one for each of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, Discriminator, Field, Tag

from publisher.content.claims import Claim, VagueWord
from publisher.content.exhibits import ColumnSpec, FigureSpec, Subject, TableSpec
from publisher.content.inputs import (
    Correction,
    Corrections,
    Footing,
    Guard,
    Input,
    InputColumns,
    Piece,
    PrecisionStep,
    SeriesSpec,
    Source,
    Sources,
)
from publisher.content.located import LocatedText
from publisher.content.prose import (
    Choice,
    Exemption,
    Expression,
    Id,
    Markup,
    Passage,
    Prose,
    Words,
    Year,
)
from publisher.content.wording import FlowNames, UnitForms

__all__ = [
    "KIND_TO_MODEL",
    "Aside",
    "Block",
    "BlockChoice",
    "Choice",
    "Claim",
    "ColumnSpec",
    "Contents",
    "Correction",
    "Corrections",
    "Edition",
    "Exemption",
    "Expression",
    "FigureBlock",
    "FigureSpec",
    "Footing",
    "Guard",
    "Heading",
    "Id",
    "Input",
    "InputColumns",
    "KeyFigure",
    "KeyFigures",
    "Markup",
    "NoticesBlock",
    "Part",
    "Piece",
    "PrecisionStep",
    "Prose",
    "Publication",
    "SeriesSpec",
    "Source",
    "Sources",
    "SourcesBlock",
    "Standfirst",
    "Subject",
    "TableBlock",
    "TableSpec",
    "Term",
    "Terms",
    "TextBlock",
    "Title",
    "VagueWord",
    "Year",
    "kind_of",
]


class _Model(LocatedText, BaseModel):
    """The base of all."""


# --- blocks: one key names the kind


class _Block(_Model):
    """What all blocks have: a ``name`` by which an edition can put others in its place."""

    name: Id | None = None


class Heading(_Block):
    """A heading inside a part (``title`` of the part is its first)."""

    heading: Prose
    level: Literal[2, 3] = 2


class Title(_Block):
    """The part's headline, as printed."""

    title: Prose
    style: Id = "title"


class Standfirst(_Block):
    """The sentence under the headline, with the one figure."""

    standfirst: Prose


class TextBlock(_Block):
    """Paragraphs and lists; a blank line parts them. ``style`` names a block style.

    A list of texts is one text, each of its pieces with a choice of its own.
    """

    text: Passage
    style: Id = "text"


class KeyFigure(_Model):
    """One large figure and what it is, left out where ``when`` does not hold."""

    when: Expression | None = None
    figure: Prose
    label: Prose
    ink: Literal["surplus", "deficit", "auto"] | None = None


class KeyFigures(_Block):
    """A row of large figures."""

    key_figures: tuple[KeyFigure, ...] = Field(min_length=1, max_length=8)
    style: Id = "key-figures"


class FigureBlock(_Block):
    """A figure in the text, or in a named frame of the page master."""

    figure: FigureSpec
    slot: Id | None = None


class TableBlock(_Block):
    """A table in the text."""

    table: TableSpec


class Contents(_Block):
    """The table of contents: every listed part with its folio."""

    contents: Literal["parts"]


class Term(_Model):
    """A term and what it means, left out where ``when`` does not hold."""

    when: Expression | None = None
    term: Prose
    text: Prose


class Terms(_Block):
    """A list of terms."""

    terms: tuple[Term, ...] = Field(min_length=1)


class Aside(_Block):
    """Blocks set apart in a panel."""

    aside: tuple[Block, ...]
    style: Id = "panel"
    slot: Id | None = None


class BlockChoice(_Block):
    """Blocks that depend on the data."""

    when: Expression
    then: tuple[Block, ...]
    otherwise: tuple[Block, ...] = ()


class SourcesBlock(_Block):
    """The list of the sources that the edition uses, made from ``sources.yml``."""

    sources: Literal["used"]


class NoticesBlock(_Block):
    """What the edition has to say of itself: nothing is printed where there is nothing.

    ``state`` says that it is a draft, under embargo, a specimen or a later printing;
    ``erratum`` what was wrong in the first printing and which figures changed;
    ``exceptions`` why some figures are later than the closing date; ``terms`` what its
    vague words mean; ``coverage`` how much of it is checked; ``revisions`` what became of
    the last edition. ``head`` is a heading over what is said.
    """

    notices: Literal["coverage", "erratum", "exceptions", "revisions", "state", "terms"]
    head: Prose | None = None
    style: Id = "text"


def kind_of(value: object, key_to_model: dict[str, type[LocatedText]]) -> str | None:
    """Return the tag of a block: its first key that names a kind, in angle brackets."""
    if isinstance(value, dict):
        kind = next((key for key in value if key in key_to_model), None)
    else:
        of = type(value)
        kind = next((key for key, model in key_to_model.items() if model is of), None)
    return f"<{kind}>" if kind else None


Block = Annotated[
    Annotated[Title, Tag("<title>")]
    | Annotated[Heading, Tag("<heading>")]
    | Annotated[Standfirst, Tag("<standfirst>")]
    | Annotated[TextBlock, Tag("<text>")]
    | Annotated[KeyFigures, Tag("<key_figures>")]
    | Annotated[FigureBlock, Tag("<figure>")]
    | Annotated[TableBlock, Tag("<table>")]
    | Annotated[Contents, Tag("<contents>")]
    | Annotated[Terms, Tag("<terms>")]
    | Annotated[Aside, Tag("<aside>")]
    | Annotated[BlockChoice, Tag("<when>")]
    | Annotated[SourcesBlock, Tag("<sources>")]
    | Annotated[NoticesBlock, Tag("<notices>")],
    Discriminator(
        lambda value: kind_of(value, KIND_TO_MODEL),
        custom_error_type="block_kind",
        custom_error_message="no key names the kind of this block",
    ),
]

KIND_TO_MODEL: dict[str, type[LocatedText]] = {
    "title": Title,
    "heading": Heading,
    "standfirst": Standfirst,
    "text": TextBlock,
    "key_figures": KeyFigures,
    "figure": FigureBlock,
    "table": TableBlock,
    "contents": Contents,
    "terms": Terms,
    "aside": Aside,
    "when": BlockChoice,
    "sources": SourcesBlock,
    "notices": NoticesBlock,
}
"""The key that names the kind of a block, and its model."""


class Part(_Model):
    """One part of the publication, left out of editions in which ``when`` does not hold.

    ``claims`` are what its prose states as a fact, ``exempt`` words of it whose numbers
    need no data, with the reason.
    """

    when: Expression | None = None
    title: Prose
    master: Id
    subject: Subject | None = None
    label: Prose | None = None
    listed: bool = True
    tab: bool = False
    exempt: tuple[Exemption, ...] = ()
    blocks: tuple[Block, ...]
    claims: tuple[Claim, ...] = ()


Aside.model_rebuild()
BlockChoice.model_rebuild()


# --- publication.yml and editions/<id>.yml


Counted = Annotated[str, Field(pattern=r"^[\w-]+( - \d+)?$")]
"""``sectors``, ``partners`` or the name of a constant; ``sectors - 1`` for the others."""


class Publication(_Model):
    """``publication.yml``: identity, parts in order, terms and sector names.

    ``time_zone`` is that of the publisher by its IANA name: in it the end of an embargo is
    said ("EST" for America/New_York). ``terms`` are vague words and what they mean here.
    ``exempt`` are words of any part whose numbers need no data; ``counted`` words in which
    a number stands for a count of the publication: of its sectors or partners, one of its
    constants, or so many less.
    ``abbreviations`` are said in full by screen readers.
    """

    id: Id
    title: Words
    subtitle: str = ""
    publisher: Words
    subject: str = ""
    keywords: tuple[str, ...] = ()
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")] = "en-US"
    address: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None
    contact: str | None = None
    time_zone: str | None = None
    default_edition: str
    parts: tuple[str, ...] = Field(min_length=1)
    filler: str | None = None
    sectors: dict[str, str] = {}
    partners: dict[str, str] = {}
    flows: FlowNames | None = None
    units: dict[str, UnitForms] = {}
    terms: dict[str, VagueWord] = {}
    abbreviations: dict[Words, Words] = {}
    constants: dict[str, int] = {}
    exempt: tuple[Exemption, ...] = ()
    counted: dict[Counted, tuple[Words, ...]] = {}


def _is_mapping(value: object) -> str:
    return "<keys>" if isinstance(value, Mapping) else "<list>"


SeriesChoice = Annotated[
    Annotated[tuple[str, ...], Tag("<list>")]
    | Annotated[dict[str, str], Tag("<keys>")],
    Discriminator(_is_mapping),
]
"""Declared series by name, or what each name of the content stands for here."""

Date = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Moment = Annotated[
    str,
    Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$"),
]


class Edition(_Model):
    """``editions/<id>.yml``: which year, which vintages, which state; what it changes.

    ``series`` lists the series that the edition reads, or maps a name that the content
    uses to the declared series that it means here. ``omit`` leaves parts out,
    ``replace`` puts other blocks in the place of a part's named ones. ``exceptions``
    are names of series that hold figures of after the closing date, with the reason.
    ``revised_by`` names for a series the one that says where it stands by a later
    vintage; nothing but `as_revised` reads that one.
    """

    title: Words
    subtitle: str = ""
    reference_year: Year
    closing_date: Date
    state: Literal["draft", "embargoed", "final", "corrected"]
    embargoed_until: Moment | None = None
    printing: Annotated[int, Field(ge=1, le=99)] = 1
    corrected_on: Date | None = None
    erratum: tuple[Prose, ...] = ()
    series: SeriesChoice
    compare_with: dict[str, str] = {}
    last_edition: str | None = None
    revised_by: dict[str, str] = {}
    omit: tuple[Id, ...] = ()
    replace: dict[str, dict[str, tuple[Block, ...]]] = {}
    exceptions: dict[str, Prose] = {}

    @property
    def reads(self) -> Mapping[str, str]:
        """The declared series behind each name that the content uses."""
        if isinstance(self.series, Mapping):
            return self.series
        return {name: name for name in self.series}
