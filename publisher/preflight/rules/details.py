"""Rules about what may be too fine for a press: type, rules and pictures; and about fonts.

Thresholds are the printer's, from the job ticket. ISO 15930-7, 6.5 (fonts).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from publisher.preflight.files import File
from publisher.preflight.grounds import grounds
from publisher.preflight.model import Box, Colour, FontFacts, Limits, Page, Painted
from publisher.preflight.rules.rule import ALL, PRESS, READ, Fault, PageRule, size

__all__ = ["RULES"]

_NEAR = 0.01


def _fonts(
    page: Page, is_bad: Callable[[FontFacts], bool], said: str
) -> Iterator[Fault]:
    """Yield each font that is bad, with the text that it sets."""
    places: dict[str, list[Box]] = defaultdict(list)
    for each in page.painted:
        if each.font is not None and is_bad(each.font):
            places[each.font.name].append(each.box)
    for name, boxes in places.items():
        yield Fault(said.format(name), tuple(boxes))


def _embedded(page: Page, _file: File, _limits: Limits) -> Iterator[Fault]:
    said = "the letters of the font {} are not in the file"
    return _fonts(page, lambda font: font.program == "missing", said)


def _subset(page: Page, _file: File, _limits: Limits) -> Iterator[Fault]:
    said = "the whole font {} is in the file, not only the letters that are used"

    def is_whole(font: FontFacts) -> bool:
        return font.program == "embedded" and not font.subset

    return _fonts(page, is_whole, said)


def _drawn(page: Page, _file: File, _limits: Limits) -> Iterator[Fault]:
    said = "the letters of {} are drawings (a Type 3 font)"
    return _fonts(page, lambda font: font.program == "drawn", said)


def _readable(page: Page, _file: File, _limits: Limits) -> Iterator[Fault]:
    said = "the file does not say which characters the font {} shows"
    return _fonts(page, lambda font: not font.unicode, said)


def _is_solid(colour: Colour) -> bool:
    return len(colour.plates) == 1 and colour.total >= 99.5


def _inks(count: int) -> str:
    return "one ink" if count == 1 else f"{count} inks"


def _legible(page: Page, _file: File, limits: Limits) -> Iterator[Fault]:
    places: dict[str, list[Box]] = defaultdict(list)
    for each in page.printed:
        if each.size is not None:
            for said in _too_small(each, each.size, limits):
                places[said].append(each.box)
    for said, boxes in places.items():
        yield Fault(said, tuple(boxes))


def _too_small(painted: Painted, points: float, limits: Limits) -> Iterator[str]:
    colour = painted.colour
    if colour is None or not colour.plates:
        return
    solid = _is_solid(colour)
    least = limits.min_text if solid else limits.min_coloured
    inks = _inks(len(colour.plates))
    how = inks if solid or len(colour.plates) > 1 else "a tint of one ink"
    if points < least - _NEAR:
        yield f"type of {size(points)} in {how}; at least {size(least)} is asked"
    elif len(colour.plates) > limits.most_inks:
        most = _inks(limits.most_inks)
        yield f"type of {size(points)} in {inks}; at most {most} may set type"


def _reversed(page: Page, _file: File, limits: Limits) -> Iterator[Fault]:
    places: dict[str, list[Box]] = defaultdict(list)
    for each, ground in grounds(page.printed):
        if each.size is None or each.colour is None:
            continue
        count = _knocked(each.colour, ground)
        least = limits.min_reversed[min(count, 3) - 1]
        if count and each.size < least - _NEAR:
            said = f"light type of {size(each.size)} on {_inks(count)};"
            places[f"{said} at least {size(least)} is asked"].append(each.box)
    for said, boxes in places.items():
        yield Fault(said, tuple(boxes))


def _knocked(colour: Colour, ground: Colour) -> int:
    """Count the inks of a ground in which a lighter object leaves a hole."""
    if ground.total < colour.total + 50:
        return 0
    inks = dict(colour.inks)
    return sum(amount > inks.get(name, 0) + 0.05 for name, amount in ground.inks)


def _thick(page: Page, _file: File, limits: Limits) -> Iterator[Fault]:
    places: dict[str, list[Box]] = defaultdict(list)
    for each, ground in grounds(page.printed):
        if each.width is None or each.colour is None:
            continue
        colour = each.colour
        least, how = limits.min_rule, "in one solid ink"
        if not colour.plates:
            least = limits.min_reversed_rule if ground.plates else 0.0
            how = "left white"
        elif each.kind == "stroke" and not _is_solid(colour):
            least, how = limits.min_coloured_rule, "in a tint or in several inks"
        if each.width < least - _NEAR:
            said = f"a rule of {size(each.width)} {how};"
            places[f"{said} at least {size(least)} is asked"].append(each.box)
    for said, boxes in places.items():
        yield Fault(said, tuple(boxes))


def _sharp(page: Page, _file: File, limits: Limits) -> Iterator[Fault]:
    for each in page.printed:
        if each.ppi is None:
            continue
        least = limits.line_art_ppi if each.bits == 1 else limits.image_ppi
        what = "line art" if each.bits == 1 else "an image"
        if each.ppi < least - 0.5:
            said = f"{what} has {each.ppi:.0f} pixels per inch as placed;"
            yield Fault(f"{said} at least {least:.0f} are asked", (each.box,))


RULES = (
    PageRule(
        "FONT-01",
        "The letters of every font travel in the file.",
        "Without them, whoever opens the file sees another typeface.",
        "Embed the font when the file is exported.",
        ALL,
        _embedded,
    ),
    PageRule(
        "FONT-02",
        "Fonts travel with the letters that are used only.",
        "Whole fonts make a file large, and some licences do not allow them.",
        "Embed subsets.",
        ALL,
        _subset,
        severity="warning",
    ),
    PageRule(
        "FONT-03",
        "Letters are type, not drawings.",
        "Drawn letters (Type 3) print coarser than type and are refused by some presses.",
        "Export with TrueType or OpenType fonts.",
        PRESS,
        _drawn,
    ),
    PageRule(
        "FONT-04",
        "The file says which characters its letters are.",
        "Otherwise text cannot be searched, copied or read aloud.",
        "Export with Unicode tables (ToUnicode) for all fonts.",
        READ,
        _readable,
    ),
    PageRule(
        "TEXT-01",
        "Type is large enough for the inks that print it.",
        "Plates are never exactly on each other. Small letters in several inks get"
        " coloured fringes, in a tint they dissolve into dots.",
        "Set it larger, or in solid black.",
        PRESS,
        _legible,
    ),
    PageRule(
        "TEXT-02",
        "Light type on a dark ground is large enough.",
        "Ink creeps into the letters that are left open; thin strokes fill in.",
        "Set it larger or bolder, or on a ground of fewer inks.",
        PRESS,
        _reversed,
    ),
    PageRule(
        "LINE-01",
        "Rules are thick enough to print.",
        "A hairline shows on the screen and breaks up, or vanishes, on the press.",
        "Make it thicker, or solid black if it is a tint or of several inks.",
        PRESS,
        _thick,
    ),
    PageRule(
        "IMAGE-01",
        "Pictures have enough pixels at the size in which they are placed.",
        "Too few pixels look blurred or jagged in print.",
        "Use a larger picture, or place it smaller.",
        PRESS,
        _sharp,
    ),
)
