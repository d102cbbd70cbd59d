"""What an editor may write in ``content/``.

Words, structure and declared inputs; no geometry, no colour, no code. Every model is
frozen, refuses unknown keys, and becomes a JSON Schema for the editor's YAML tools.
Positions are not fields: the loader keeps them beside the models (`Located`).

Where one of several things may stand, the content itself says which (a block by the
key that names its kind), so that a mistake is one finding and not one for each of them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Discriminator, Field, Tag

from publisher.content.located import Located, LocatedText

__all__ = [
    "KIND_TO_MODEL",
    "Aside",
    "Block",
    "BlockChoice",
    "Choice",
    "ColumnSpec",
    "Contents",
    "Corrections",
    "Edition",
    "FigureBlock",
    "FigureSpec",
    "Heading",
    "Input",
    "KeyFigure",
    "KeyFigures",
    "Part",
    "Prose",
    "Publication",
    "Source",
    "Sources",
    "TableBlock",
    "TableSpec",
    "Terms",
]

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)]
Markup = Annotated[str, Field(max_length=20_000)]
Year = Annotated[int, Field(ge=1000, le=9999)]
Expression = Annotated[str, Field(max_length=2_000)]


class _Model(LocatedText, BaseModel):
    """The base of all but `Input`, whose field ``where`` has the name of the method."""


# --- prose


class Choice(_Model):
    """Words that depend on the data: ``then`` is said when the expression holds."""

    when: Expression
    then: Markup
    otherwise: Markup | None = None


def _is_keys(value: object) -> str:
    return "<keys>" if isinstance(value, dict | Choice) else "<one>"


def _is_list(value: object) -> str:
    return "<list>" if isinstance(value, list | tuple) else "<one>"


Prose = Annotated[
    Annotated[Markup, Tag("<one>")] | Annotated[Choice, Tag("<keys>")],
    Discriminator(_is_keys),
]
"""Markdown-like text with ``{{ expressions }}``, or a choice of two."""


# --- exhibits


class Subject(_Model):
    """Which numbers a part, figure or table is about, unless an expression says otherwise."""

    series: str
    sector: str = "TOTAL"


class FigureSpec(_Model):
    """A figure. What is left out is the part's own (series, sector) or the edition's (to)."""

    id: Id
    kind: Literal[
        "balance-bars",
        "small-multiples",
        "ranked-bars",
        "sparkline",
        "monthly",
        "cover-bars",
    ]
    title: Prose
    series: str | None = None
    sector: str | None = None
    flow: Literal["exports", "imports", "balance"] | None = None
    from_: Annotated[Year | None, Field(alias="from")] = None
    to: Year | None = None
    by: Literal["sector", "partner"] | None = None
    limit: Annotated[int, Field(ge=1, le=50)] | None = None
    highlight: str | None = None
    marks: dict[str, Markup] = {}
    notes: tuple[Prose, ...] = ()
    alt: Prose | None = None


class ColumnSpec(_Model):
    """A column: its head, and the expression that each row's cell prints."""

    head: Prose
    cell: Expression
    align: Literal["left", "right", "center", "decimal"] = "decimal"
    spanner: Markup | None = None


class TableSpec(_Model):
    """A table whose rows come from the data or are listed.

    ``rows`` is what each row stands for; inside the cells the names ``year``, ``month``,
    ``sector``, ``partner`` or ``period`` are then the row's own.
    """

    id: Id
    title: Prose
    rows: Literal["years", "months", "sectors", "partners", "periods", "list"]
    series: str | None = None
    sector: str | None = None
    flow: Literal["exports", "imports", "balance"] | None = None
    from_: Annotated[Year | None, Field(alias="from")] = None
    to: Year | None = None
    order: Expression | None = None
    limit: Annotated[int, Field(ge=1, le=200)] | None = None
    items: tuple[tuple[Prose, ...], ...] = ()
    stub: Prose
    label: Expression | None = None
    columns: tuple[ColumnSpec, ...]
    total: Literal["none", "last"] = "none"
    style: Id = "plain"
    unit: Prose | None = None
    notes: tuple[Prose, ...] = ()
    alt: Prose | None = None


# --- blocks: one key names the kind


class Heading(_Model):
    """A heading inside a part (``title`` of the part is its first)."""

    heading: Prose
    level: Literal[2, 3] = 2


class Title(_Model):
    """The part's headline, as printed."""

    title: Prose
    style: Id = "title"


class Standfirst(_Model):
    """The sentence under the headline, with the one figure."""

    standfirst: Prose


class TextBlock(_Model):
    """Paragraphs and lists; a blank line parts them. ``style`` names a block style."""

    text: Prose
    style: Id = "text"


class KeyFigure(_Model):
    """One large figure and what it is."""

    figure: Prose
    label: Prose
    ink: Literal["surplus", "deficit", "auto"] | None = None


class KeyFigures(_Model):
    """A row of large figures."""

    key_figures: tuple[KeyFigure, ...] = Field(min_length=1, max_length=8)
    style: Id = "key-figures"


class FigureBlock(_Model):
    """A figure in the text, or in a named frame of the page master."""

    figure: FigureSpec
    slot: Id | None = None


class TableBlock(_Model):
    """A table in the text."""

    table: TableSpec


class Contents(_Model):
    """The table of contents: every listed part with its folio."""

    contents: Literal["parts"]


class Term(_Model):
    """A term and what it means."""

    term: Prose
    text: Prose


class Terms(_Model):
    """A list of terms."""

    terms: tuple[Term, ...] = Field(min_length=1)


class Aside(_Model):
    """Blocks set apart in a panel."""

    aside: tuple[Block, ...]
    style: Id = "panel"
    slot: Id | None = None


class BlockChoice(_Model):
    """Blocks that depend on the data."""

    when: Expression
    then: tuple[Block, ...]
    otherwise: tuple[Block, ...] = ()


class SourcesBlock(_Model):
    """The list of the sources that the edition uses, made from ``sources.yml``."""

    sources: Literal["used"]


def _kind(value: object) -> str | None:
    """Return the tag of a block: its first key that names a kind, in angle brackets."""
    if isinstance(value, dict):
        kind = next((key for key in value if key in KIND_TO_MODEL), None)
    else:
        of = type(value)
        kind = next((key for key, model in KIND_TO_MODEL.items() if model is of), None)
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
    | Annotated[SourcesBlock, Tag("<sources>")],
    Discriminator(
        _kind,
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
}
"""The key that names the kind of a block, and its model."""


class Part(_Model):
    """One part of the publication."""

    title: Prose
    master: Id
    subject: Subject | None = None
    label: Prose | None = None
    listed: bool = True
    tab: bool = False
    blocks: tuple[Block, ...]


Aside.model_rebuild()
BlockChoice.model_rebuild()


# --- publication.yml and editions/<id>.yml


class Publication(_Model):
    """``publication.yml``: identity, parts in order, terms and sector names."""

    id: Id
    title: str
    subtitle: str = ""
    publisher: str
    subject: str = ""
    keywords: tuple[str, ...] = ()
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")] = "en-US"
    address: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None
    contact: str | None = None
    default_edition: str
    parts: tuple[str, ...] = Field(min_length=1)
    filler: str | None = None
    sectors: dict[str, str] = {}
    partners: dict[str, str] = {}
    terms: dict[str, str] = {}
    constants: dict[str, int] = {}


class Edition(_Model):
    """``editions/<id>.yml``: which year, which vintages, which state."""

    title: str
    subtitle: str = ""
    reference_year: Year
    closing_date: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    state: Literal["draft", "embargoed", "final", "corrected"]
    series: tuple[str, ...]
    compare_with: dict[str, str] = {}


# --- sources.yml


class Source(_Model):
    """Who publishes a dataset, where, and under which terms."""

    producer: str
    dataset: str
    url: str | None = None
    licence: str
    accessed: Annotated[str | None, Field(pattern=r"^\d{4}-\d{2}(-\d{2})?$")] = None
    retrieved_from: str | None = None
    note: str | None = None


Columns = Annotated[
    Annotated[str, Tag("<one>")] | Annotated[tuple[str, ...], Tag("<list>")],
    Discriminator(_is_list),
]
"""One column of a file, or several whose figures add."""


class InputColumns(_Model):
    """Which column of the file holds what. Either ``flow`` and ``value`` or a column per flow."""

    year: str | None = None
    month: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    sector: str | None = None
    partner: str | None = None
    flow: str | None = None
    value: Columns | None = None
    exports: Columns | None = None
    imports: Columns | None = None
    balance: Columns | None = None
    source: str | None = None
    vintage: str | None = None
    precision: str | None = None


class PrecisionStep(_Model):
    """From this year on the source rounds to ``precision`` (in the unit's base)."""

    from_: Annotated[Year, Field(alias="from")]
    precision: Annotated[int, Field(ge=0)]


class Input(Located, BaseModel):
    """One pinned file: where it is, what its columns mean, and its checksum.

    ``scale`` turns a figure of the file into the unit's base (1000000 for millions).
    ``where`` keeps only the rows with these values; ``leave_out`` drops rows.
    ``precision`` is the source's rounding step in the unit's base, ``precision_steps``
    where it changed with the years. ``other_sectors`` are sector codes of the file that
    are none of the publication's sectors.
    """

    source: str
    vintage: str
    path: str
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    basis: Literal["published", "derived", "synthetic"]
    columns: InputColumns
    unit: str = "USD"
    scale: Annotated[int, Field(ge=1)] = 1
    precision: Annotated[int, Field(ge=0)] = 0
    precision_steps: tuple[PrecisionStep, ...] = ()
    concept: str
    valuation: str
    method: str | None = None
    sector: str | None = None
    partner: str | None = None
    other_sectors: tuple[str, ...] = ()
    where: dict[str, tuple[str, ...]] = {}
    leave_out: dict[str, tuple[str, ...]] = {}


class Piece(_Model):
    """A stretch of a series from one input, years included."""

    input: str
    from_: Annotated[Year | None, Field(alias="from")] = None
    to: int | None = None


class Guard(_Model):
    """Two inputs must agree on these years within a tolerance (in the unit's base)."""

    inputs: tuple[str, str]
    years: tuple[int, ...]
    within: int


class Footing(_Model):
    """Parts must add to a published total, or months to years, within a tolerance.

    ``series`` is the annual series or the one that holds the parts; ``from`` and ``to``
    limit the check to some years.
    """

    series: str
    total: str | None = None
    months: str | None = None
    from_: Annotated[Year | None, Field(alias="from")] = None
    to: Year | None = None
    within: int


class SeriesSpec(_Model):
    """A named series: one input or a declared splice of several.

    No pieces: the series awaits its data. ``comparable`` is false for a series whose
    figures may not be combined with those of another. ``sum_partners`` adds the partner
    ``ALL``, the sum over the partners at hand. ``expect`` lists the sectors that the
    series must hold once it holds any, ``gaps`` the years ("1996") or months ("1996-05")
    that are known to be missing inside it.
    """

    title: str
    frequency: Literal["year", "month", "period"]
    pieces: tuple[Piece, ...] = ()
    guards: tuple[Guard, ...] = ()
    comparable: bool = True
    sum_partners: bool = False
    expect: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    note: Prose | None = None


class Sources(_Model):
    """``sources.yml``: sources, pinned inputs, named series, cross-footings."""

    sources: dict[str, Source]
    inputs: dict[str, Input]
    series: dict[str, SeriesSpec]
    footings: tuple[Footing, ...] = ()


class Correction(_Model):
    """A known upstream error or a note that must stand with the exhibit.

    ``sector``, ``flow`` and ``period`` ("2024", "2024-03" or "2024-01/2024-03") say which
    figures it touches; left out, it touches all. ``expect`` (column to text) must be
    found in one row of the input with that sector, flow and period; if it is not, the
    source has changed and the correction is obsolete.
    """

    input: str
    sector: str | None = None
    flow: Literal["exports", "imports", "balance"] | None = None
    period: str | None = None
    reason: Prose
    provider: str
    status: Literal["noted", "corrected"]
    expect: dict[str, str] = {}


class Corrections(_Model):
    """``corrections.yml``: dated notes on inputs, with guards."""

    corrections: tuple[Correction, ...] = ()
