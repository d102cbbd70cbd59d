"""The printer's job ticket: what ``styles/press.yml`` may say; lengths become points here.

It is whole by itself, so that a file from anywhere can be judged by it. Words of the trade
as in *Specifications for Web Offset Publications* (SWOP) and ISO 15930 (PDF/X).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from publisher.content.located import Located
from publisher.styles.lengths import Length

__all__ = [
    "Binding",
    "ImageLimits",
    "MarkName",
    "OutputCondition",
    "ReversedLimits",
    "RuleLimits",
    "Spot",
    "TextLimits",
    "Ticket",
]

MarkName = Literal["crop", "registration", "colour-bar", "fold", "slug"]
Spot = Annotated[str, Field(pattern=r"^[A-Z][A-Za-z0-9 .+-]{0,62}$")]
"""A spot ink as the printer's swatch book names it, such as PANTONE 289 C."""


class _Part(Located, BaseModel):
    """The base of all."""


class Binding(_Part):
    """How the sheets become a booklet.

    ``saddle``: folded and wire-stitched through the fold; ``perfect``: cut and glued.
    A ``self`` cover is on the paper of the text; ``plus``: the outer four pages are a
    cover on a paper of its own. ``thickness`` is that of one leaf of the text paper; it
    decides how far the inner sheets creep outwards.
    """

    style: Literal["saddle", "perfect"] = "saddle"
    cover: Literal["self", "plus"] = "self"
    thickness: Length = 0.0


class OutputCondition(_Part):
    """The printing for which the colours are made (ISO 15930: the output intent).

    ``condition`` is its name in ``registry``; ``profile`` the file of its ICC profile,
    from the folder of this ticket.
    """

    condition: Annotated[str, Field(min_length=1)]
    info: str = ""
    registry: str = "http://www.color.org"
    profile: Annotated[str, Field(min_length=1)]


class ReversedLimits(_Part):
    """The smallest type that may be left white, by the number of inks around it."""

    one_ink: Length = 6.0
    two_inks: Length = 8.0
    more_inks: Length = 12.0


class TextLimits(_Part):
    """The smallest type that the press holds.

    ``solid`` is for one ink at full strength. ``coloured`` is for a tint and for two
    inks; ``most_inks`` is how many inks type may have at all. Type of ours that is smaller,
    or has more inks, is printed in solid black.
    """

    solid: Length = 5.0
    coloured: Length = 10.0
    most_inks: Annotated[int, Field(ge=1, le=8)] = 2
    reversed: ReversedLimits = ReversedLimits()

    def holds(self, build: Sequence[int], size: float) -> bool:
        """Tell whether type of ``size`` points can be printed in a build (percents).

        Type in one solid ink always can; so can type that is left white.
        """
        parts = [part for part in build if part]
        if not parts or parts == [100]:
            return True
        return size >= self.coloured and len(parts) <= self.most_inks


class RuleLimits(_Part):
    """The thinnest rule that the press holds: in one solid ink, and in white or colour.

    A rule of ours that is thinner than ``coloured`` is printed in solid black, thinned
    to carry no more ink than it had, but never under ``solid``.
    """

    solid: Length = 0.25
    coloured: Length = 1.2
    reversed: Length = 0.5

    def holds(self, build: Sequence[int], width: float) -> bool:
        """Tell whether a rule ``width`` points thick can be printed in a build."""
        parts = [part for part in build if part]
        return not parts or parts == [100] or width >= self.coloured


class ImageLimits(_Part):
    """What pictures made of pixels must be.

    ``resolution`` and ``line_art`` (pictures of one bit) are the least pixels per inch as
    printed. ``convert`` allows the builder to turn RGB into the inks of the output
    condition.
    """

    resolution: Annotated[int, Field(ge=1, le=10_000)] = 250
    line_art: Annotated[int, Field(ge=1, le=10_000)] = 800
    convert: bool = True


class Ticket(_Part):
    """``press.yml``: the job ticket. Every limit is the printer's to say."""

    job: Annotated[str, Field(max_length=80)] = ""
    flavour: Literal["PDF/X-4", "PDF/X-1a:2003"] = "PDF/X-4"
    trim_width: Length
    trim_height: Length
    bleed: Length
    safety: Length = 0.0
    binding: Binding
    pages_divisible_by: Annotated[int, Field(ge=1, le=64)] = 4
    output: OutputCondition
    ink_limit: Annotated[int, Field(ge=100, le=400)] = 300
    spots: Annotated[tuple[Spot, ...], Field(max_length=8)] = ()
    text: TextLimits = TextLimits()
    rules: RuleLimits = RuleLimits()
    images: ImageLimits = ImageLimits()
    marks: tuple[MarkName, ...] = ()

    @property
    def product(self) -> str:
        """What a file made to this ticket is called."""
        return "press" if self.flavour == "PDF/X-4" else "press-x1a"
