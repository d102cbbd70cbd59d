"""Numbers and specification to figures, drawn at their page's size (stage 4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.figures.model import Drawing, Figure
    from publisher.fonts import Fonts
    from publisher.narrative.model import ExhibitRequest, Inline
    from publisher.styles.models import FigureStyle

__all__ = ["draw", "specify"]


def specify(
    request: ExhibitRequest,
    style: FigureStyle,
    corrections: Sequence[tuple[Inline, ...]] = (),
) -> Figure:
    """Decide one figure; see `publisher.figures.specification.specify`."""
    from publisher.figures import specification  # noqa: PLC0415

    return specification.specify(request, style, corrections)


def draw(
    figure: Figure, width: float, height: float, style: FigureStyle, fonts: Fonts
) -> Drawing:
    """Draw one figure at its size; see `publisher.figures.drawing.draw`.

    It is imported late: whoever needs the model of this package must not pay for
    matplotlib.
    """
    from publisher.figures import drawing  # noqa: PLC0415

    return drawing.draw(figure, width, height, style, fonts)
