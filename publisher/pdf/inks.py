"""Named inks to colour operators in the build that a profile uses.

Findings
--------
PDF-01
    An ink is not in the palette.
"""

from __future__ import annotations

from publisher.errors import Finding, nearest
from publisher.pdf.content import KNOCKOUT, number
from publisher.styles.models import Ink, Palette

__all__ = ["Inks"]


class Inks:
    """The palette as operators, for a screen; ``findings`` collects inks that it lacks."""

    def __init__(self, palette: Palette) -> None:
        self._palette = palette
        self._operators: dict[str, tuple[str, str]] = {}
        self.findings: list[Finding] = []

    def fill(self, name: str) -> str:
        """Return the operator that fills with an ink."""
        return self._pair(name)[0]

    def stroke(self, name: str) -> str:
        """Return the operator that strokes with an ink."""
        return self._pair(name)[1]

    # --- what a press does otherwise

    def of_type(self, name: str, size: float) -> str:  # noqa: ARG002
        """Return the ink that type of ``size`` points in an ink is painted in."""
        return name

    def of_rule(self, name: str, width: float) -> tuple[str, float]:
        """Return the ink and the thickness (points) that a rule is painted in."""
        return name, width

    def overprint(self, fill: str | None, stroke: str | None) -> str:  # noqa: ARG002
        """Return the graphics state for painting with these inks."""
        return KNOCKOUT

    def operators(self, ink: Ink) -> tuple[str, str]:
        """Return the operators that fill and stroke with an ink's sRGB build."""
        parts = (int(ink.rgb[n : n + 2], 16) / 255 for n in (1, 3, 5))
        shown = " ".join(number(part, 4) for part in parts)
        return f"{shown} rg", f"{shown} RG"

    def find(self, name: str) -> Ink | None:
        """Return an ink of the palette."""
        return self._palette.inks.get(name)

    def _pair(self, name: str) -> tuple[str, str]:
        if name not in self._operators:
            self._operators[name] = self._made(name)
        return self._operators[name]

    def _made(self, name: str) -> tuple[str, str]:
        ink = self.find(name)
        if ink is not None:
            return self.operators(ink)
        known = nearest(name, self._palette.inks)
        hint = (
            f"did you mean {known!r}?" if known else "declare it in styles/palette.yml"
        )
        message = f"the ink {name!r} is not in the palette"
        position = self._palette.at("inks")
        self.findings.append(Finding("PDF-01", message, position, hint))
        return "", ""
