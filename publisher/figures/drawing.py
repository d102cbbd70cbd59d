"""A figure to a drawing at the size its page gives it.

One module of `kinds/` knows how each kind looks; nothing here does. Drawing the same
figure at the same size gives the same drawing, on any machine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from publisher.figures.kinds.balance_bars import balance_bars
from publisher.figures.kinds.cover_bars import cover_bars
from publisher.figures.kinds.monthly import monthly
from publisher.figures.kinds.ranked_bars import ranked_bars
from publisher.figures.kinds.small_multiples import small_multiples
from publisher.figures.kinds.sparkline import sparkline
from publisher.figures.model import Drawing, Figure
from publisher.figures.mpl import unstyled
from publisher.figures.sheet import Sheet
from publisher.fonts import Fonts
from publisher.styles.models import FigureStyle

__all__ = ["KINDS", "draw"]

KINDS: Mapping[str, Callable[[Sheet, Any], None]] = {
    "balance-bars": balance_bars,
    "cover-bars": cover_bars,
    "monthly": monthly,
    "ranked-bars": ranked_bars,
    "small-multiples": small_multiples,
    "sparkline": sparkline,
}
"""How each kind is drawn: a function that puts the figure's plot on a sheet."""


def draw(
    figure: Figure, width: float, height: float, style: FigureStyle, fonts: Fonts
) -> Drawing:
    """Return the figure drawn in ``width`` by ``height`` points.

    Raises
    ------
    NotRecordableError
        If a kind paints in a colour that is not one of the style's inks.
    """
    with unstyled():
        sheet = Sheet(width, height, style, fonts)
        KINDS[figure.kind](sheet, figure.plot)
        return sheet.record()
