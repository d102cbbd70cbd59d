"""What an editor may write in ``sources.yml`` and ``corrections.yml``.

Declarations only: which file holds what, who published it, which series it makes.
Reading the files is for `data`.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    Discriminator,
    Field,
    PrivateAttr,
    Tag,
    model_validator,
)

from publisher.content.located import Located, LocatedText
from publisher.content.prose import Markup, Prose, Year
from publisher.provenance import Position

__all__ = [
    "Correction",
    "Corrections",
    "Footing",
    "Guard",
    "Input",
    "InputColumns",
    "Piece",
    "PrecisionStep",
    "SeriesSpec",
    "Source",
    "Sources",
]


class _Model(LocatedText, BaseModel):
    """The base of all but `Input`, whose field ``where`` has the name of the method."""


def _is_list(value: object) -> str:
    return "<list>" if isinstance(value, list | tuple) else "<one>"


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
    """One file: where it is, what its columns mean, and its checksum.

    It is pinned by ``vintage``, ``path`` and ``sha256``; or ``fetched`` names a file of
    what `publisher fetch` brings, of the newest vintage up to the closing date.
    ``scale`` turns a figure of the file into the unit's base (1000000 for millions).
    ``where`` keeps only the rows with these values; ``leave_out`` drops rows.
    ``precision`` is the source's rounding step in the unit's base, ``precision_steps``
    where it changed with the years. ``other_sectors`` are sector codes of the file that
    are none of the publication's sectors. ``status`` is how settled the figures were:
    ``first`` as first published, ``provisional`` to be revised, ``revised``; left out
    where a file holds figures of several.
    """

    source: str
    vintage: str = ""
    path: str = ""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] = ""
    fetched: str | None = None
    basis: Literal["published", "derived", "synthetic"]
    status: Literal["first", "provisional", "revised"] | None = None
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

    _pinned_at: Position | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _is_pinned_or_fetched(self) -> Self:
        pins = [bool(pin) for pin in (self.vintage, self.path, self.sha256)]
        if any(pins) if self.fetched else not all(pins):
            msg = (
                "an input is either pinned or fetched: name vintage, path and sha256, or"
                " name fetched and none of the three"
            )
            raise ValueError(msg)
        return self

    @property
    def pinned_at(self) -> Position:
        """Where the checksum is written."""
        return self._pinned_at or self.at("sha256")

    def pinned(self, vintage: str, path: str, sha256: str, at: Position) -> Input:
        """Return a fetched input as of one vintage, whose checksum is written ``at``."""
        pins = {"vintage": vintage, "path": path, "sha256": sha256, "fetched": None}
        made = self.model_copy(update=pins)
        made._pinned_at = at  # noqa: SLF001 - its own kind
        return made


class Piece(_Model):
    """A stretch of a series from one input, years included."""

    input: str
    from_: Annotated[Year | None, Field(alias="from")] = None
    to: int | None = None


class Guard(_Model):
    """Two inputs must agree on these years within a tolerance (in the unit's base).

    ``flow`` limits the guard to one flow, which both must have: ``balance`` holds a
    balance as printed against the exports less imports of an input that prints none.
    """

    inputs: tuple[str, str]
    years: tuple[int, ...]
    flow: Literal["exports", "imports", "balance"] | None = None
    within: Annotated[int, Field(ge=0)]


def _is_text(value: object) -> str:
    return "<percent>" if isinstance(value, str) else "<number>"


Tolerance = Annotated[
    Annotated[int, Field(ge=0), Tag("<number>")]
    | Annotated[str, Field(pattern=r"^\d{1,3}(\.\d{1,6})?%$"), Tag("<percent>")],
    Discriminator(_is_text),
]
"""In the unit's base, or as a share of the figure that the parts are held against."""


class Footing(_Model):
    """Figures that must add up; one key beside ``series`` says which.

    ``months`` names the series whose months add to the years of ``series``; ``total``
    the series whose total the sectors of ``series`` add to; ``partners`` the series whose
    partners add to the world of ``series``; ``balance`` the series that prints the exports
    less imports of ``series``; ``whole`` is the number that the parts of ``series`` add to
    (partners, or sectors where it has none): 100% in the unit's base.
    ``from`` and ``to`` limit the check to some years. Without ``within`` the figures may
    differ by half the rounding step of each of them. ``severity`` is what a difference is.
    """

    series: str
    total: str | None = None
    months: str | None = None
    partners: str | None = None
    balance: str | None = None
    whole: int | None = None
    from_: Annotated[Year | None, Field(alias="from")] = None
    to: Year | None = None
    within: Tolerance | None = None
    severity: Literal["error", "warning"] = "error"

    @property
    def names(self) -> tuple[str, ...]:
        """The declared series that it is about."""
        others = (self.total, self.months, self.partners, self.balance)
        return (self.series, *(name for name in others if name is not None))


class SeriesSpec(_Model):
    """A named series: one input or a declared splice of several.

    No pieces: the series awaits its data. ``comparable`` is false for a series whose
    figures may not be combined with those of another, ``comparable_with`` names series
    of other vintages with which they may. ``sum_partners`` adds the partner
    ``ALL``, the sum over the partners at hand. ``expect`` lists the sectors that the
    series must hold once it holds any, ``gaps`` the years ("1996") or months ("1996-05")
    that are known to be missing inside it.
    """

    title: str
    frequency: Literal["year", "month", "period"]
    pieces: tuple[Piece, ...] = ()
    guards: tuple[Guard, ...] = ()
    comparable: bool = True
    comparable_with: tuple[str, ...] = ()
    sum_partners: bool = False
    expect: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    note: Markup | None = None


class Sources(_Model):
    """``sources.yml``: sources, pinned inputs, named series, cross-footings."""

    sources: dict[str, Source]
    inputs: dict[str, Input]
    series: dict[str, SeriesSpec]
    footings: tuple[Footing, ...] = ()


class Correction(_Model):
    """A known upstream error or a note that must stand with the exhibit.

    ``date`` is the day on which it was written down.
    ``sector``, ``flow`` and ``period`` ("2024", "2024-03" or "2024-01/2024-03") say which
    figures it touches; left out, it touches all. ``expect`` (column to text) must be
    found in one row of the input with that sector, flow and period; if it is not, the
    source has changed and the correction is obsolete.
    """

    input: str
    date: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
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
