"""Named inks to colour operators in the build that a profile uses.

Findings
--------
PDF-01
    An ink is not in the palette.
"""

from __future__ import annotations

from collections.abc import Callable

from publisher.errors import Finding, nearest
from publisher.pdf.content import number
from publisher.styles.models import Ink, Palette

__all__ = ["Inks", "rgb"]

_COMPONENTS_TO_OPERATORS = {3: ("rg", "RG")}
"""Number of components to the operators that fill and stroke (ISO 32000-1, table 74)."""


def rgb(ink: Ink) -> tuple[float, ...]:
    """Return the red, green and blue of an ink's sRGB build, 0 to 1."""
    return tuple(int(ink.rgb[n : n + 2], 16) / 255 for n in (1, 3, 5))


class Inks:
    """The palette as operators; ``findings`` collects inks that it lacks."""

    def __init__(
        self, palette: Palette, colour: Callable[[Ink], tuple[float, ...]]
    ) -> None:
        self._palette = palette
        self._colour = colour
        self._operators: dict[str, tuple[str, str]] = {}
        self.findings: list[Finding] = []

    def fill(self, name: str) -> str:
        """Return the operator that fills with an ink."""
        return self._pair(name)[0]

    def stroke(self, name: str) -> str:
        """Return the operator that strokes with an ink."""
        return self._pair(name)[1]

    def _pair(self, name: str) -> tuple[str, str]:
        if name not in self._operators:
            self._operators[name] = self._made(name)
        return self._operators[name]

    def _made(self, name: str) -> tuple[str, str]:
        ink = self._palette.inks.get(name)
        if ink is None:
            known = nearest(name, self._palette.inks)
            hint = (
                f"did you mean {known!r}?"
                if known
                else "declare it in styles/palette.yml"
            )
            message = f"the ink {name!r} is not in the palette"
            position = self._palette.at("inks")
            self.findings.append(Finding("PDF-01", message, position, hint))
            return "", ""
        components = self._colour(ink)
        shown = " ".join(number(component, 4) for component in components)
        fill, stroke = _COMPONENTS_TO_OPERATORS[len(components)]
        return f"{shown} {fill}", f"{shown} {stroke}"
