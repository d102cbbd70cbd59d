"""What preflight speaks of: limits, painted objects, pages, findings.

Lengths are points. A box is (left, top, right, bottom) from the top-left of the trim of an
upright page, y down. Inks are 0 to 1 unless they are called percent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from publisher.errors import Finding

__all__ = [
    "PROCESS",
    "Annotation",
    "Box",
    "Colour",
    "FontFacts",
    "Kind",
    "Limits",
    "Page",
    "Painted",
    "Picture",
    "Profile",
    "Report",
]

Box = tuple[float, float, float, float]
Profile = Literal["press", "screen", "archive"]
Kind = Literal["text", "fill", "stroke", "image", "shading"]

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")


@dataclass(frozen=True, slots=True)
class Limits:
    """What the printer, and the post office, ask for; `limits` fills it from the job ticket.

    Text: ``min_text`` in one solid ink, ``min_coloured`` in a tint or in up to
    ``most_inks`` inks, ``min_reversed`` light on a ground of one, two, or more inks. Rules
    likewise. ``trim`` (width and height) and ``condition`` (of the output intent) are not
    judged if None. ``spots`` are the inks beyond the process inks that the job has.
    ``line_art_ppi`` is for images of one bit. ``mail_bytes`` is the most that an e-mail
    should carry.
    """

    flavour: Literal["PDF/X-4", "PDF/X-1a:2003"] = "PDF/X-4"
    trim: tuple[float, float] | None = None
    bleed: float = 9.0
    safety: float = 9.0
    ink_limit: float = 300.0
    min_rule: float = 0.25
    min_coloured_rule: float = 1.0
    min_reversed_rule: float = 0.5
    min_text: float = 5.0
    min_coloured: float = 10.0
    most_inks: int = 2
    min_reversed: tuple[float, float, float] = (6.0, 8.0, 12.0)
    image_ppi: float = 250.0
    line_art_ppi: float = 800.0
    pages_multiple: int = 1
    spots: tuple[str, ...] = ()
    condition: str | None = None
    mail_bytes: int = 10_000_000


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as plates receive it.

    ``kind`` says whether a press can take it as it stands: "press" (grey, CMYK, named
    inks), "rgb" (a screen's colour) or "managed" (it waits for a conversion by profile).
    The inks of the last two are a rule-of-thumb separation. ``named`` are the inks that
    its space calls by name.
    """

    kind: Literal["press", "rgb", "managed"]
    space: str
    inks: tuple[tuple[str, float], ...] = ()
    named: tuple[str, ...] = ()

    @property
    def total(self) -> float:
        """The sum of all inks, in percent."""
        return 100 * sum(amount for _, amount in self.inks)

    @property
    def plates(self) -> tuple[str, ...]:
        """The plates that carry any of it."""
        return tuple(name for name, amount in self.inks if amount > 0)


@dataclass(frozen=True, slots=True)
class FontFacts:
    """What is known of one font that sets text: its name and what travels with it.

    ``program`` is "embedded", "missing" or "drawn" (Type 3); ``unicode`` says whether the
    characters of its codes are known.
    """

    name: str
    program: Literal["embedded", "missing", "drawn"]
    subset: bool
    unicode: bool


@dataclass(frozen=True, slots=True)
class Painted:
    """One object as it is painted, inside its clipping box.

    ``size`` is the font size and ``width`` the width of a stroke or of a shape drawn as a
    rule, both after all transformations. ``ppi`` is the lesser resolution of an image,
    ``bits`` the depth of its pixels.
    ``tag`` is the marked content id, -1 for an artifact, -2 for an id that a form counts
    for itself, and None for neither. ``transparent`` names what makes it see-through.
    ``ground`` tells a plain rectangle. What stands in a soft mask is not printed.
    """

    kind: Kind
    box: Box
    colour: Colour | None
    size: float | None = None
    width: float | None = None
    ppi: float | None = None
    bits: int = 0
    overprint: bool = False
    overprint_mode: int = 0
    tag: int | None = None
    transparent: str = ""
    ground: bool = False
    in_mask: bool = False
    font: FontFacts | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link, a form field or a note that lies over a page; ``value`` is its object."""

    subtype: str
    box: Box
    hidden: bool
    value: object = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its boxes, and what is painted on it, in order.

    ``boxes`` has each box that the page states, as four numbers from the trim's top-left;
    ``badly_boxed`` names those that are not four numbers. ``trim`` is the trim, or what
    stands for it. ``troubles`` are instructions that could not be followed.
    """

    number: int
    boxes: Mapping[str, Box]
    badly_boxed: tuple[str, ...]
    trim: Box
    rotated: int
    scaled: float
    painted: tuple[Painted, ...] = ()
    groups: tuple[Colour, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    features: frozenset[str] = frozenset()
    troubles: tuple[str, ...] = ()

    @property
    def printed(self) -> tuple[Painted, ...]:
        """What is painted within the bleed; marks for the printer stand outside."""
        left, top, right, bottom = self.boxes.get("BleedBox", self.trim)
        return tuple(
            each
            for each in self.painted
            if each.box[0] < right
            and each.box[2] > left
            and each.box[1] < bottom
            and each.box[3] > top
            and not each.in_mask
        )

    @property
    def is_endless(self) -> bool:
        """Whether there was more to follow than could be followed."""
        return "too much" in self.features

    @property
    def is_cut(self) -> bool:
        """Whether the page says where it is cut."""
        return "TrimBox" in self.boxes


@dataclass(frozen=True, slots=True)
class Picture:
    """How a page looks, as PNG files of the area ``box``; ``plates`` by ink."""

    page: int
    box: Box
    trim: Box
    shown: bytes
    plates: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """The judgement of one file.

    ``rules`` has, for each rule that was applied, how many places break it. ``pictures``
    are of all pages if the pages were rendered, else of those with findings.
    """

    file: str
    profile: Profile
    pages: int
    rendered: bool
    rules: Mapping[str, int]
    findings: tuple[Finding, ...]
    pictures: Mapping[int, Picture] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        """Whether no rule of severity error is broken."""
        return all(finding.severity != "error" for finding in self.findings)
