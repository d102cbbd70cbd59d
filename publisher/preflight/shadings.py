"""A shading to one colour: its space, and the most ink that it lays down.

Functions are looked at where they are simple enough: the ends of exponential pieces and the
samples of tables. What PostScript calculates is left to the rendered separations.

ISO 32000-1, 7.10 and 8.7.4.5.
"""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Stream

from publisher.preflight.colours import Space, read_space
from publisher.preflight.model import Colour
from publisher.preflight.objects import contents, entry, items, number, numbers

__all__ = ["darkest"]

_DEEPEST = 4
_MOST_SAMPLES = 65_536


def darkest(shading: object, resources: object) -> Colour | None:
    """Return the colour of a shading that takes most ink; None if it has no colour space."""
    space = read_space(entry(shading, "ColorSpace"), resources)
    if space is None:
        return None
    function = entry(shading, "Function")
    parts = items(function)
    found = _parallel(parts, space) if parts else _values(function, space.components, 0)
    colours = [space.colour(values) for values in found]
    return max(colours, key=lambda colour: colour.total, default=space.flat)


def _parallel(parts: tuple[object, ...], space: Space) -> Iterator[tuple[float, ...]]:
    """Combine one function for each component: the ends of all of them."""
    ends = [list(_values(part, 1, 0)) for part in parts[:32]]
    if len(ends) == space.components and all(ends):
        yield tuple(each[0][0] for each in ends)
        yield tuple(each[-1][0] for each in ends)


def _values(function: object, count: int, depth: int) -> Iterator[tuple[float, ...]]:
    kind = number(entry(function, "FunctionType"))
    if kind == 2:
        for key, spare in (("C0", 0.0), ("C1", 1.0)):
            values = numbers(entry(function, key)) or (spare,)
            if len(values) == count:
                yield values
    elif kind == 3 and depth < _DEEPEST:
        for part in items(entry(function, "Functions"))[:256]:
            yield from _values(part, count, depth + 1)
    elif kind == 0 and isinstance(function, Stream):
        yield from _samples(function, count)


def _samples(function: Stream, count: int) -> Iterator[tuple[float, ...]]:
    if number(entry(function, "BitsPerSample")) != 8:
        return
    ends = numbers(entry(function, "Decode")) or numbers(entry(function, "Range"))
    if len(ends) != 2 * count:
        return
    data = contents(function)[: _MOST_SAMPLES * count]
    for at in range(0, len(data) - count + 1, count):
        yield tuple(
            ends[2 * n] + (ends[2 * n + 1] - ends[2 * n]) * data[at + n] / 255
            for n in range(count)
        )
