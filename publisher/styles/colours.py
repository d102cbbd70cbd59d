"""Whether the inks can be read, and surplus be told from deficit, by every reader.

Computed from the palette's builds for the screen and for one colour, before there is any
page. Which ink stands on which is known from the styles; an ink that stands on other
grounds than the paper and the panels says so itself (``grounds``).

Authorities: contrast is that of WCAG 2.1, 1.4.3 and 1.4.11 (relative luminance). Colours are
turned into what a reader without one of the three kinds of cones sees by the matrices of
Machado, Oliveira and Fernandes (2009), severity 1, on linear sRGB. How far apart two colours
are is their distance in CIELAB (CIE 1976), D65: simpler than CIEDE2000, and the two agree on
whether colours as far apart as these can be confused. About 2.3 can just be noticed
(Mahy, Van Eycken and Oosterlinck, 1994).

Findings
--------
COLOUR-01
    An ink has too little contrast for words, or for what carries meaning in a graph.
COLOUR-02
    The inks of surplus and deficit cannot be told apart by everyone, or not in grey.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.errors import Finding
from publisher.styles.models import FigureStyle, Ink, Palette, TypeStyle

__all__ = ["PAPER", "check_colours", "contrast", "distance"]

PAPER = "paper"
"""The ink that is none: what is not printed on."""

WORDS, GRAPHS = 4.5, 3.0
"""The least contrast of words and of the meaningful parts of graphs."""
APART = 20.0
"""The least distance of two inks that are told by hue and lightness."""
APART_IN_GREY = 15.0
"""The least distance of two inks that are told by lightness alone."""
APART_IN_BLACK = 20
"""The least difference of their tints in a one-colour printing, in percent of black."""

Linear = tuple[float, float, float]

_VISIONS: dict[str, tuple[Linear, Linear, Linear]] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_LUMINANCE: Linear = (0.2126, 0.7152, 0.0722)
_TO_XYZ = (
    ((0.4124564, 0.3575761, 0.1804375), 0.95047),
    ((0.2126729, 0.7151522, 0.0721750), 1.0),
    ((0.0193339, 0.1191920, 0.9503041), 1.08883),
)
"""Rows of the matrix from linear sRGB (IEC 61966-2-1) to XYZ, each with its white of D65."""


def check_colours(
    palette: Palette, type_: TypeStyle, figure: FigureStyle
) -> Iterator[Finding]:
    """Yield a finding for each ink that some readers cannot read, at its place."""
    meaning = figure.ink_surplus, figure.ink_deficit
    words = [style.ink for style in type_.paragraphs.values()]
    # words take the inks of meaning by these names (a filter of the expressions)
    words += [figure.ink_text, figure.ink_quiet, "surplus", "deficit"]
    graphs = [figure.ink_exports, figure.ink_imports, figure.ink_bar]
    graphs += [figure.ink_highlight, figure.ink_zero, *meaning]
    told = [(name, ground, WORDS) for name, ground in _standing(words, palette)]
    told += [(name, ground, GRAPHS) for name, ground in _standing(graphs, palette)]
    pairs = [meaning]
    if "cover-bars" in figure.kinds:  # the kind that stands on a ground
        on_ground = figure.ink_surplus_on_ground, figure.ink_deficit_on_ground
        told.append((figure.ink_text_on_ground, figure.ink_ground, WORDS))
        told += [(name, figure.ink_ground, GRAPHS) for name in on_ground]
        pairs.append(on_ground)
    seen: set[tuple[str, str]] = set()
    for name, ground, least in sorted(told, key=lambda pair: -pair[2]):
        if (name, ground) not in seen:
            seen.add((name, ground))
            yield from _readable(palette, name, ground, least)
    for pair in dict.fromkeys(pairs):
        yield from _apart(palette, *pair)


def _standing(names: list[str], palette: Palette) -> Iterator[tuple[str, str]]:
    """Yield each ink with every ground on which it stands."""
    usual = (PAPER, *(n for n, ink in palette.inks.items() if ink.role == "ground"))
    for name in dict.fromkeys(names):
        if name in palette.inks:
            for ground in palette.inks[name].grounds or usual:
                yield name, ground


def _readable(
    palette: Palette, name: str, ground: str, least: float
) -> Iterator[Finding]:
    ink = palette.inks.get(name)
    under = palette.inks.get(ground)
    if ink is None or (under is None and ground != PAPER):
        return  # not declared: that is a finding already
    found = contrast(ink.rgb, under.rgb if under else "#ffffff")
    if found < least:
        what = "words need" if least == WORDS else "a graph needs"
        message = f"the ink {name} has a contrast of {found:.2f} : 1 on {ground}"
        message += f"; {what} {least:g} : 1"
        hint = "make the two differ more in lightness, or say on what it stands: grounds: [navy]"
        yield Finding("COLOUR-01", message, ink.at("rgb"), hint)


def _apart(palette: Palette, one: str, other: str) -> Iterator[Finding]:
    first, second = palette.inks.get(one), palette.inks.get(other)
    if first is None or second is None:
        return
    failed = [
        f"{vision} (distance {found:.1f}, at least {least:g})"
        for vision, found, least in _distances(first, second)
        if found < least
    ]
    if failed:
        message = f"the inks {one} and {other} look alike in {', in '.join(failed)}"
        hint = "make one of them lighter or darker"
        yield Finding("COLOUR-02", message, second.at("rgb"), hint)


def _distances(one: Ink, other: Ink) -> Iterator[tuple[str, float, float]]:
    """Yield each way of seeing with the distance of two inks, and the least allowed."""
    yield "grey", distance(one.rgb, other.rgb, "grey"), APART_IN_GREY
    yield "a one-colour printing", float(abs(one.grey - other.grey)), APART_IN_BLACK
    for vision in _VISIONS:
        yield vision, distance(one.rgb, other.rgb, vision), APART


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours ("#rrggbb"), from 1 to 21 (WCAG 2.1)."""
    dark, light = sorted(_dot(_LUMINANCE, _linear(rgb)) for rgb in (one, other))
    return (light + 0.05) / (dark + 0.05)


def distance(one: str, other: str, vision: str = "") -> float:
    """Return how far two colours are apart (CIELAB, 1976) as all see them, or in a vision.

    ``vision`` is "grey" or a kind of colour blindness.
    """
    seen = [_lab(_seen(_linear(rgb), vision)) for rgb in (one, other)]
    return float(sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5)


def _seen(colour: Linear, vision: str) -> Linear:
    if vision == "grey":
        grey = _dot(_LUMINANCE, colour)
        return grey, grey, grey
    if vision not in _VISIONS:
        return colour
    red, green, blue = (
        min(1.0, max(0.0, _dot(row, colour))) for row in _VISIONS[vision]
    )
    return red, green, blue


def _linear(rgb: str) -> Linear:
    """Return the linear components, 0 to 1, of an sRGB colour (IEC 61966-2-1)."""
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (int(rgb[n : n + 2], 16) / 255 for n in (1, 3, 5))
    )
    return red, green, blue


def _lab(colour: Linear) -> Linear:
    x, y, z = (_cube_root(_dot(row, colour) / white) for row, white in _TO_XYZ)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube_root(share: float) -> float:
    """Return the cube root that CIELAB takes, a straight line near black."""
    small = 216 / 24389
    return share ** (1 / 3) if share > small else (24389 / 27 * share + 16) / 116


def _dot(row: Linear, colour: Linear) -> float:
    return sum(factor * part for factor, part in zip(row, colour, strict=True))
