"""Inks as a press holds them: solid black for what is fine, black that overprints.

Dark type that is too small for its colour, and rules that are too thin, are put in solid
black; the job ticket says where that begins. (Light type would vanish or turn up black on a
dark ground: it stays, and `styles.press` refuses the style that asks for it.) Solid black
overprints whatever lies under it, so that no white line can open around it; everything else
knocks out, white above all (ISO 32000-1, 8.6.7: with OPM 1 a component of nothing in an
overprinting colour would let the ground through).

`Inks` decides by name: an ink of the palette goes in, the name of what is printed comes out.
"""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object

from publisher.pdf.content import number
from publisher.pdf.inks import Inks
from publisher.pdf.model import File, Job
from publisher.styles.models import Ink, Palette
from publisher.styles.ticket import Ticket

__all__ = ["PressInks", "add_ink_resources", "press_inks", "separation"]

_BLACK = "(solid black)"
"""What stands in for inks that the press cannot hold; no ink of a palette is called so."""
_SOLID = Ink(rgb="#000000", cmyk=(0, 0, 0, 100), grey=100)
_OVERPRINT = {
    (False, False): "Knockout",
    (True, False): "OverprintFill",
    (False, True): "OverprintStroke",
    (True, True): "Overprint",
}
"""Whether fill and stroke overprint, to the graphics state that says so."""


class PressInks(Inks):
    """The palette on the press of a job ticket."""

    def __init__(self, palette: Palette, ticket: Ticket) -> None:
        super().__init__(palette)
        self._ticket = ticket

    def of_type(self, name: str, size: float) -> str:
        """Return what type of ``size`` points is printed in."""
        ink = self.find(name)
        held = ink is None or self._ticket.text.holds(self._build(ink), size)
        return name if held or not (ink and ink.dark) else _BLACK

    def of_rule(self, name: str, width: float) -> tuple[str, float]:
        """Return what a rule ``width`` points thick is printed in, and how thick.

        One that becomes black gets as much thinner as its ink was lighter.
        """
        ink, rules = self.find(name), self._ticket.rules
        if ink is None or rules.holds(self._build(ink), width):
            return name, width
        lighter = width * ink.grey / 100
        return _BLACK, min(width, max(lighter, rules.solid))

    def overprint(self, fill: str | None, stroke: str | None) -> str:
        """Return the graphics state for painting with these inks."""
        which = self._solid(fill), self._solid(stroke)
        return f"/{_OVERPRINT[which]} gs"

    def find(self, name: str) -> Ink | None:
        """Return an ink of the palette, or what stands in for one."""
        return _SOLID if name == _BLACK else super().find(name)

    def operators(self, ink: Ink) -> tuple[str, str]:
        """Return the operators that fill and stroke: DeviceCMYK, or a spot ink."""
        if ink.spot in self._ticket.spots:
            resource = f"/{_resource(self._ticket.spots.index(ink.spot))}"
            return f"{resource} cs 1 scn", f"{resource} CS 1 SCN"
        shown = " ".join(number(part / 100) for part in ink.cmyk)
        return f"{shown} k", f"{shown} K"

    def _build(self, ink: Ink) -> tuple[int, ...]:
        return ink.printed(self._ticket.spots)

    def _solid(self, name: str | None) -> bool:
        ink = self.find(name) if name else None
        return ink is not None and self._build(ink) == _SOLID.cmyk


def press_inks(job: Job) -> Inks:
    """Return the inks of a job that has a ticket."""
    assert job.style.press is not None  # noqa: S101 - only such a job has this profile
    return PressInks(job.style.palette, job.style.press)


def add_ink_resources(file: File) -> None:
    """Give the pages the graphics states of overprinting and the spot inks of the job."""
    style = file.job.style
    assert style.press is not None  # noqa: S101 - as above
    states = Dictionary(
        {
            f"/{name}": Dictionary(Type=Name.ExtGState, OP=stroke, op=fill, OPM=1)
            for (fill, stroke), name in _OVERPRINT.items()
        }
    )
    inks = {ink.spot: ink.cmyk for ink in style.palette.inks.values() if ink.spot}
    spaces = Dictionary({"/All": separation("All", (100, 100, 100, 100))})
    for n, spot in enumerate(style.press.spots):
        spaces[f"/{_resource(n)}"] = separation(spot, inks[spot])
    states, spaces = file.pdf.make_indirect(states), file.pdf.make_indirect(spaces)
    for page in file.pdf.pages:
        page.obj.Resources.ExtGState = states
        page.obj.Resources.ColorSpace = spaces


def separation(name: str, build: tuple[int, int, int, int]) -> Object:
    """Return the colour space of one ink, shown in CMYK where it is not at hand."""
    tint = Dictionary(
        FunctionType=2,
        Domain=Array([0, 1]),
        C0=Array([0, 0, 0, 0]),
        C1=Array([Object.parse(number(part / 100).encode()) for part in build]),
        N=1,
    )
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])


def _resource(place: int) -> str:
    return f"Spot{place}"
