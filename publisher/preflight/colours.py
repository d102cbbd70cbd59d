"""Colour spaces to plates.

A press has plates, a file has colour spaces. Grey and CMYK, named inks (Separation,
DeviceN) and tables of them (Indexed) go to their plates as they stand. What waits for a
conversion (RGB, Lab, ICCBased and the calibrated spaces) gets a rule-of-thumb separation,
so that it can be shown; the rules complain of it anyway.

ISO 32000-1, 8.6.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from pikepdf import Name, Stream, String

from publisher.preflight.model import PROCESS, Colour
from publisher.preflight.objects import contents, entry, items, name, number

__all__ = ["BLACK", "CMYK", "GREY", "RGB", "Space", "read_space"]

_DEEPEST = 6
_ABBREVIATED = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}
_Kind = Literal["press", "rgb", "managed"]


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space: what it is called, and the plates of its components.

    ``family`` is the name of the specification. ``plates`` has one name for each component
    of a family that names inks. ``base`` is the space under an Indexed or a Pattern.
    """

    family: str
    kind: _Kind
    components: int
    plates: tuple[str, ...] = ()
    base: Space | None = None
    table: bytes = b""

    @property
    def said(self) -> str:
        """What a reader of the report is told."""
        if self.plates:
            return f"{self.family} {', '.join(self.plates)}"
        if self.base is not None:
            return f"{self.family} of {self.base.said}"
        if self.family == "ICCBased":
            return f"ICCBased with {self.components} components"
        return self.family

    @property
    def inks_named(self) -> tuple[str, ...]:
        """The inks that the space, or the one under it, calls by name."""
        below = self.base.inks_named if self.base else ()
        return tuple(each for each in self.plates if each != "None") or below

    @property
    def flat(self) -> Colour:
        """The space as a colour with no inks: for what has many."""
        return Colour(self.kind, self.said, (), self.inks_named)

    def initial(self) -> Colour:
        """Return the colour that ``cs`` sets: black, or the full ink."""
        full = 1.0 if self.plates else 0.0
        values = [full] * self.components
        if self.family == "DeviceCMYK" or (
            self.family == "ICCBased" and self.components == 4
        ):
            values = [0.0, 0.0, 0.0, 1.0]
        return self.colour(values)

    def colour(self, values: Sequence[float]) -> Colour:
        """Return the colour of component values as they stand in the file."""
        return _mixed(self, tuple(values))


@lru_cache(maxsize=4096)
def _mixed(space: Space, values: tuple[float, ...]) -> Colour:
    if space.family == "Indexed" and space.base is not None:
        count = space.base.components
        at = int(min(max(values[0] if values else 0.0, 0.0), 255.0)) * count
        entries = [byte / 255 for byte in space.table[at : at + count]]
        return replace(space.base.colour(entries), space=space.said)
    if space.plates:
        pairs = zip(space.plates, values, strict=False)
        inks = [pair for name, amount in pairs for pair in _named(name, amount)]
        return Colour(space.kind, space.said, tuple(inks), space.inks_named)
    separated = _SEPARATIONS.get(space.components, _grey)
    if space.family == "Lab":
        separated = _lab
    amounts = separated([min(max(each, -128.0), 128.0) for each in values])
    return Colour(space.kind, space.said, amounts)


def _named(plate: str, amount: float) -> list[tuple[str, float]]:
    if plate == "None":
        return []
    amount = min(max(amount, 0.0), 1.0)
    return [(each, amount) for each in (PROCESS if plate == "All" else (plate,))]


def _grey(values: Sequence[float]) -> tuple[tuple[str, float], ...]:
    return (("Black", 1 - _share(values[0])),) if values else ()


def _cmyk(values: Sequence[float]) -> tuple[tuple[str, float], ...]:
    return tuple(zip(PROCESS, map(_share, values), strict=False))


def _rgb(values: Sequence[float]) -> tuple[tuple[str, float], ...]:
    """Complement, and what is common to all three becomes black."""
    inks = [1 - _share(value) for value in values[:3]]
    black = min(inks, default=0.0)
    return _cmyk([*(ink - black for ink in inks), black])


def _lab(values: Sequence[float]) -> tuple[tuple[str, float], ...]:
    return (("Black", 1 - _share(values[0] / 100)),) if values else ()


def _share(value: float) -> float:
    return min(max(value, 0.0), 1.0)


_SEPARATIONS: dict[int, Callable[[Sequence[float]], tuple[tuple[str, float], ...]]] = {
    1: _grey,
    3: _rgb,
    4: _cmyk,
}

GREY = Space("DeviceGray", "press", 1)
RGB = Space("DeviceRGB", "rgb", 3)
CMYK = Space("DeviceCMYK", "press", 4)
BLACK = GREY.initial()
_DEVICE = {space.family: space for space in (GREY, RGB, CMYK)}
_DEFAULTS = {
    "DeviceGray": "DefaultGray",
    "DeviceRGB": "DefaultRGB",
    "DeviceCMYK": "DefaultCMYK",
}


def read_space(value: object, resources: object, depth: int = 0) -> Space | None:
    """Return the colour space that an object or a name in the resources stands for.

    None if it is no colour space, or one inside another too often.
    """
    if depth > _DEEPEST:
        return None
    if isinstance(value, Name):
        return _from_name(name(value), resources, depth)
    parts = items(value)
    family = name(parts[0]) if parts else ""
    if family in _DEVICE or family in _ABBREVIATED or family == "Pattern":
        if len(parts) > 1 and family == "Pattern":
            base = read_space(parts[1], resources, depth + 1)
            return Space("Pattern", "press", 0, base=base)
        return _from_name(family, resources, depth)
    read = _READERS.get(family)
    return read(parts, resources, depth) if read else None


def _from_name(said: str, resources: object, depth: int) -> Space | None:
    said = _ABBREVIATED.get(said, said)
    if said == "Pattern":
        return Space("Pattern", "press", 0)
    spaces = entry(resources, "ColorSpace")
    if said in _DEVICE:
        substitute = entry(spaces, _DEFAULTS[said])
        if substitute is None or isinstance(substitute, Name):
            return _DEVICE[said]
        return read_space(substitute, None, depth + 1)
    found = entry(spaces, said)
    return None if found is None else read_space(found, resources, depth + 1)


def _icc(parts: tuple[object, ...], _resources: object, _depth: int) -> Space | None:
    stream = parts[1] if len(parts) > 1 else None
    count = number(entry(stream, "N"))
    if count not in {1.0, 3.0, 4.0}:
        return None
    return Space("ICCBased", "managed", int(count))


def _calibrated(
    parts: tuple[object, ...], _resources: object, _depth: int
) -> Space | None:
    family = name(parts[0])
    return Space(family, "managed", 1 if family == "CalGray" else 3)


def _separation(
    parts: tuple[object, ...], _resources: object, _depth: int
) -> Space | None:
    if len(parts) < 3:
        return None
    many = items(parts[1]) or (parts[1],)
    plates = tuple(name(each) for each in many)
    return Space(name(parts[0]), "press", len(plates), plates)


def _indexed(parts: tuple[object, ...], resources: object, depth: int) -> Space | None:
    if len(parts) < 4:
        return None
    base = read_space(parts[1], resources, depth + 1)
    if base is None or base.family in {"Indexed", "Pattern"}:
        return None
    table = parts[3]
    held = contents(table) if isinstance(table, Stream) else b""
    if isinstance(table, String):
        held = bytes(table)
    return Space("Indexed", base.kind, 1, base=base, table=held[:1024])


_READERS: dict[str, Callable[[tuple[object, ...], object, int], Space | None]] = {
    "ICCBased": _icc,
    "CalGray": _calibrated,
    "CalRGB": _calibrated,
    "Lab": _calibrated,
    "Separation": _separation,
    "DeviceN": _separation,
    "Indexed": _indexed,
    "I": _indexed,
}
