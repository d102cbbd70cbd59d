"""Rules about the boxes of a page: where the paper is cut, and what lies beyond.

ISO 15930-7, 6.8; ISO 32000-1, 14.11.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.preflight.files import File
from publisher.preflight.model import Box, Limits, Page, Painted
from publisher.preflight.plates import Plates
from publisher.preflight.rules.rule import (
    ALL,
    PRESS,
    Fault,
    FileRule,
    PageRule,
    PlateRule,
    size,
)

__all__ = ["RULES"]

_NEAR = 0.1
"""Points: what differs by less is the same, rounded."""
_ROUNDED = 0.5
"""Points: boxes in millimetres and in inches may differ by less."""
_CREEP = 24.0
"""Points: no booklet is thick enough to make a sheet narrower by more."""
_AT_TRIM = 0.5
_NESTED = ("MediaBox", "BleedBox", "TrimBox")


def _no_trim(page: Page, _file: File, _limits: Limits) -> Iterator[Fault]:
    if not page.is_cut and "TrimBox" not in page.badly_boxed:
        yield Fault("the page does not say where it is cut: it has no TrimBox")


def _nest(page: Page, _file: File, _limits: Limits) -> Iterator[Fault]:
    for each in page.badly_boxed:
        yield Fault(f"the {each} is not made of four numbers that span an area")
    stated = [each for each in _NESTED if each in page.boxes]
    for n, outer in enumerate(stated):
        for inner in stated[n + 1 :]:
            if not _holds(page.boxes[outer], page.boxes[inner]):
                boxes = (page.boxes[inner],)
                yield Fault(f"the {inner} reaches outside the {outer}", boxes)


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer[0] <= inner[0] + _NEAR
        and outer[1] <= inner[1] + _NEAR
        and outer[2] >= inner[2] - _NEAR
        and outer[3] >= inner[3] - _NEAR
    )


def _room_to_bleed(page: Page, _file: File, limits: Limits) -> Iterator[Fault]:
    stated = [
        page.boxes[each] for each in ("BleedBox", "MediaBox") if each in page.boxes
    ]
    if not stated or not page.is_cut:
        return
    left, top, right, bottom = stated[0]
    trim = page.boxes["TrimBox"]
    least = min(trim[0] - left, trim[1] - top, right - trim[2], bottom - trim[3])
    if least < limits.bleed - _NEAR:
        said = f"beyond the trim there is room for {size(max(0.0, least))} of bleed;"
        yield Fault(f"{said} {size(limits.bleed)} is asked")


def _is_spread(trim: Box | None, limits: Limits) -> bool:
    """Whether two pages of the job lie side by side, as on a sheet that will be folded.

    Sheets that lie further in are narrower, by the thickness of the paper outside them.
    """
    if trim is None or limits.trim is None:
        return False
    narrower = 2 * limits.trim[0] - (trim[2] - trim[0])
    return (
        -_ROUNDED < narrower <= _CREEP
        and abs(trim[3] - trim[1] - limits.trim[1]) <= _ROUNDED
    )


def _as_ordered(page: Page, _file: File, limits: Limits) -> Iterator[Fault]:
    if limits.trim is None or not page.is_cut or _is_spread(page.trim, limits):
        return
    width, height = page.trim[2] - page.trim[0], page.trim[3] - page.trim[1]
    apart = max(abs(width - limits.trim[0]), abs(height - limits.trim[1]))
    if apart > _ROUNDED:
        said = f"the page is cut to {size(width)} by {size(height)};"
        asked = f"{size(limits.trim[0])} by {size(limits.trim[1])}"
        yield Fault(f"{said} the job is {asked}")


def _of_one_size(page: Page, file: File, limits: Limits) -> Iterator[Fault]:
    first = file.first_trim
    if not page.is_cut or first is None:
        return
    if _is_spread(page.trim, limits) and _is_spread(first, limits):
        return
    _, _, width, height = page.trim
    if max(abs(width - first[2]), abs(height - first[3])) > _ROUNDED:
        said = f"{size(first[2])} by {size(first[3])}"
        yield Fault(f"the page is {size(width)} by {size(height)}, the first is {said}")


def _upright(page: Page, _file: File, _limits: Limits) -> Iterator[Fault]:
    if page.rotated:
        yield Fault(f"the page is turned by {page.rotated} degrees for the viewer")
    if page.scaled != 1:
        yield Fault(f"the page is scaled by {page.scaled:g} for the viewer")


def _bleeds(page: Page, plates: Plates, limits: Limits) -> Iterator[Fault]:
    found = tuple(plates.bare_edges(page.trim, limits.bleed))
    if found and page.is_cut:
        yield Fault("ink that touches the trim does not reach into the bleed", found)


def _safe(page: Page, _file: File, limits: Limits) -> Iterator[Fault]:
    found = tuple(
        each.box for each in page.printed if _in_danger(each, page.trim, limits)
    )
    if found and page.is_cut:
        said = "something stands nearer to the trim than"
        yield Fault(f"{said} {size(limits.safety)}", found)


def _in_danger(painted: Painted, trim: Box, limits: Limits) -> bool:
    """Whether an object ends between the safety margin and the trim on any side.

    Words, pictures and lines are looked at, not areas of colour. What reaches the trim
    is left to the rule about bleed; text is never safe there.
    """
    left, top, right, bottom = painted.box
    ends = (left, top, trim[2] - right, trim[3] - bottom)
    if painted.kind == "text":
        return min(ends) < limits.safety - _NEAR
    if painted.kind not in {"image", "stroke"}:
        return False
    return any(_AT_TRIM < end < limits.safety - _NEAR for end in ends)


def _whole_sheets(file: File, limits: Limits) -> Iterator[Fault]:
    count = len(file.leaves) * (2 if _is_spread(file.first_trim, limits) else 1)
    if count % limits.pages_multiple:
        said = f"the file has {count} pages, which is no multiple of"
        yield Fault(f"{said} {limits.pages_multiple}")


RULES = (
    PageRule(
        "BOX-01",
        "Each page says where it is cut.",
        "The printer cuts along the TrimBox. Without one, the cut is a guess.",
        "Export with a TrimBox: the page without its bleed and marks.",
        PRESS,
        _no_trim,
    ),
    PageRule(
        "BOX-02",
        "The boxes of a page are four numbers each and lie inside each other.",
        "The trimmed page lies in the bleed, the bleed on the sheet. Boxes that do not"
        " nest contradict each other.",
        "Set the boxes anew: MediaBox around BleedBox around TrimBox.",
        ALL,
        _nest,
    ),
    PageRule(
        "BOX-03",
        "Around the trim there is room for the bleed.",
        "Paper is never cut exactly. Ink that is to reach the edge must go on beyond it.",
        "Export with the bleed that the printer asks for.",
        PRESS,
        _room_to_bleed,
    ),
    PageRule(
        "BOX-04",
        "The trimmed page has the size of the job.",
        "A page of another size would be scaled, or cut at the wrong place.",
        "Set the page size of the job ticket, or ask whether the ticket is right.",
        PRESS,
        _as_ordered,
    ),
    PageRule(
        "BOX-05",
        "All pages have the same size.",
        "Pages of one booklet are printed on common sheets and cut together.",
        "Give all pages the size of the first one.",
        PRESS,
        _of_one_size,
    ),
    PageRule(
        "BOX-06",
        "No page is turned or scaled for the viewer.",
        "Software for sheets does not always obey, and the page comes out turned.",
        "Export the page upright and in its true size.",
        PRESS,
        _upright,
    ),
    PlateRule(
        "BOX-07",
        "Ink that touches the trim goes on into the bleed.",
        "Where it stops at the trim, a cut that is a hair off leaves a white edge.",
        "Enlarge the picture or the ground to the edge of the bleed.",
        PRESS,
        _bleeds,
    ),
    PageRule(
        "BOX-08",
        "Words, pictures and lines keep a distance from the trim.",
        "What stands near the trim may be cut, or look as if it had nearly been.",
        "Move it into the page, or let it bleed.",
        PRESS,
        _safe,
    ),
    FileRule(
        "PAGE-01",
        "The number of pages fills whole sheets.",
        "A folded sheet carries four pages or a multiple; one page more needs another.",
        "Add or remove pages, or ask the printer for loose leaves.",
        PRESS,
        _whole_sheets,
    ),
)
