"""Rules about colours, inks and how they lie over each other.

ISO 15930-7, 6.2 (colour), 6.3 (transparency); ISO 32000-1, 8.6 and 11.7.4 (overprint).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from publisher.preflight.files import File
from publisher.preflight.grounds import grounds
from publisher.preflight.model import PROCESS, Box, Limits, Page, Painted
from publisher.preflight.plates import Plates
from publisher.preflight.rules.rule import PRESS, Fault, PageRule, PlateRule

__all__ = ["RULES"]

_KIND_TO_SAID = {
    "text": "text",
    "fill": "an area",
    "stroke": "a line",
    "image": "an image",
    "shading": "a shading",
}


def _coloured(page: Page, kind: str) -> Iterator[Fault]:
    """Yield what is painted in colours of a kind, one fault for each sort of object."""
    places: dict[str, list[Box]] = defaultdict(list)
    for each in page.painted:
        if each.colour is not None and each.colour.kind == kind:
            what = "a soft mask" if each.in_mask else _KIND_TO_SAID[each.kind]
            places[f"{what} is coloured in {each.colour.space}"].append(each.box)
    for said, boxes in places.items():
        yield Fault(said, tuple(boxes))
    for group in page.groups:
        if group.kind == kind:
            yield Fault(f"transparent objects are blended in {group.space}")


def _screen_colour(page: Page, _file: File, _limits: Limits) -> Iterator[Fault]:
    yield from _coloured(page, "rgb")


def _managed_colour(page: Page, _file: File, _limits: Limits) -> Iterator[Fault]:
    yield from _coloured(page, "managed")


def _ordered_inks(page: Page, _file: File, limits: Limits) -> Iterator[Fault]:
    places: dict[str, list[Box]] = defaultdict(list)
    known = {*PROCESS, *limits.spots, "All"}
    for each in page.painted:
        for plate in each.colour.named if each.colour else ():
            if plate not in known:
                places[plate].append(each.box)
    for plate, boxes in places.items():
        said = f"the ink {plate!r} is not among the inks of this job"
        yield Fault(said, tuple(boxes))


def _registration(page: Page, _file: File, _limits: Limits) -> Iterator[Fault]:
    _, _, right, bottom = page.trim
    found = tuple(
        each.box
        for each in page.painted
        if each.colour is not None
        and "All" in each.colour.named
        and each.box[0] < right
        and each.box[2] > 0
        and each.box[1] < bottom
        and each.box[3] > 0
    )
    if found and page.is_cut:
        yield Fault("the registration colour, all inks at once, is on the page", found)


def _heavy_object(page: Page, _file: File, limits: Limits) -> Iterator[Fault]:
    places: dict[str, list[Box]] = defaultdict(list)
    for each in page.printed:
        colour = each.colour
        if colour is None or "All" in colour.named:
            continue
        if colour.total > limits.ink_limit + 0.5:
            said = f"{_KIND_TO_SAID[each.kind]} carries {colour.total:.0f} % of ink;"
            places[f"{said} at most {limits.ink_limit:.0f} % is asked"].append(each.box)
    for said, boxes in places.items():
        yield Fault(said, tuple(boxes))


def _heavy_place(page: Page, plates: Plates, limits: Limits) -> Iterator[Fault]:
    most, boxes = plates.overloaded(page.trim, limits.ink_limit + 2)
    if boxes:
        said = f"inks that lie over each other add up to {most:.0f} %;"
        yield Fault(f"{said} at most {limits.ink_limit:.0f} % is asked", tuple(boxes))


def _vanishes(page: Page, _file: File, _limits: Limits) -> Iterator[Fault]:
    found = tuple(each.box for each in page.printed if _is_lost(each))
    if found:
        yield Fault("something white is set to overprint", found)


def _is_lost(painted: Painted) -> bool:
    colour = painted.colour
    if colour is None or painted.kind == "image" or not painted.overprint:
        return False
    if colour.kind != "press" or colour.total > 0:
        return False
    is_named = bool(colour.named)
    return is_named or (colour.space == "DeviceCMYK" and painted.overprint_mode == 1)


def _knocks_out(page: Page, _file: File, _limits: Limits) -> Iterator[Fault]:
    found = tuple(
        each.box
        for each, ground in grounds(page.printed)
        if _cuts_a_hole(each) and any(name != "Black" for name in ground.plates)
    )
    if found:
        yield Fault(
            "black text or a black line cuts a hole into the colour under it", found
        )


def _cuts_a_hole(painted: Painted) -> bool:
    colour = painted.colour
    is_slight = painted.kind in {"text", "stroke"} or (
        painted.kind == "fill" and painted.width is not None and painted.width < 3
    )
    if colour is None or not is_slight or painted.transparent:
        return False
    if colour.kind != "press" or colour.plates != ("Black",) or colour.total < 99.5:
        return False
    overprints = painted.overprint and (
        bool(colour.named)
        or (colour.space == "DeviceCMYK" and painted.overprint_mode == 1)
    )
    small = painted.size is None or painted.size < 24
    return small and not overprints


def _transparent(page: Page, _file: File, limits: Limits) -> Iterator[Fault]:
    if limits.flavour != "PDF/X-1a:2003":
        return
    places: dict[str, list[Box]] = defaultdict(list)
    for each in page.painted:
        if each.transparent:
            said = f"{_KIND_TO_SAID[each.kind]} is see-through, by {each.transparent}"
            places[said].append(each.box)
    for said, boxes in places.items():
        yield Fault(said, tuple(boxes))
    if "transparency group" in page.features and not places:
        yield Fault("the page has a transparency group")


RULES = (
    PageRule(
        "INK-01",
        "No object carries more ink than the paper takes.",
        "Too much ink does not dry; it smears and sticks to the next sheet.",
        "Mix the colour with less of each ink.",
        PRESS,
        _heavy_object,
    ),
    PlateRule(
        "INK-02",
        "Nowhere do the inks add up to more than the paper takes.",
        "Objects that overprint, see-through objects and pictures add up their inks.",
        "Lighten what lies there, convert the picture by the profile, or let the upper"
        " object knock out.",
        PRESS,
        _heavy_place,
    ),
    PageRule(
        "INK-03",
        "Nothing is coloured in the red, green and blue of screens.",
        "A press has cyan, magenta, yellow and black. Screen colours are converted by"
        " whoever prints, and come out as nobody saw them before.",
        "Give the object a colour in CMYK or a named ink; convert pictures by the profile.",
        PRESS,
        _screen_colour,
    ),
    PageRule(
        "INK-04",
        "No colour waits for a conversion by profile.",
        "Calibrated colours are converted at the printer's, and black text may come out"
        " in four inks.",
        "Convert to the inks of the job before the file is made.",
        PRESS,
        _managed_colour,
    ),
    PageRule(
        "INK-05",
        "Every ink is one of this job.",
        "Each named ink costs a plate, and the press has only those that were ordered.",
        "Use the inks of the job ticket, or order the ink and add it to the ticket.",
        PRESS,
        _ordered_inks,
    ),
    PageRule(
        "INK-06",
        "The registration colour is on marks only.",
        "It prints on every plate: four inks at full strength, which smear.",
        "Use black.",
        PRESS,
        _registration,
    ),
    PageRule(
        "OVER-01",
        "Nothing white overprints.",
        "White is the paper. White that overprints prints nothing: the object vanishes.",
        "Switch overprinting off for it.",
        PRESS,
        _vanishes,
    ),
    PageRule(
        "OVER-02",
        "Small black things overprint.",
        "Where black cuts a hole into a colour, plates that are a hair off leave a white"
        " line around each letter.",
        "Set it to overprint, in CMYK 0/0/0/100 with overprint mode 1.",
        PRESS,
        _knocks_out,
    ),
    PageRule(
        "TRANS-01",
        "Nothing is see-through where the kind of file does not allow it.",
        "PDF/X-1a knows no transparency; older machines print such objects wrong.",
        "Flatten the transparency, or agree on PDF/X-4.",
        PRESS,
        _transparent,
    ),
)
