"""A figure to a drawing at the size its page gives it.

One module of `kinds/` knows how each kind looks; nothing here does. Drawing the same
figure at the same size gives the same drawing, on any machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from publisher.errors import Finding, StageFailed
from publisher.figures.kinds.balance_bars import balance_bars
from publisher.figures.kinds.cover_bars import cover_bars
from publisher.figures.kinds.monthly import monthly
from publisher.figures.kinds.ranked_bars import ranked_bars
from publisher.figures.kinds.small_multiples import small_multiples
from publisher.figures.kinds.sparkline import sparkline
from publisher.figures.model import Drawing, DrawnText, Figure
from publisher.figures.mpl import unstyled
from publisher.figures.sheet import NoRoomError, Sheet
from publisher.fonts import Fonts, character_name
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
    StageFailed
        FIGURE-07 if its labels leave no room for the figure; FIGURE-08 for each mark
        that finds no place; FACE-02 for each visible character of a label that the
        face lacks.
    NotRecordableError
        If a kind paints in a colour that is not one of the style's inks.
    """
    try:
        with unstyled():
            sheet = Sheet(width, height, style, fonts, figure.language)
            KINDS[figure.kind](sheet, figure.plot)
            drawing = sheet.record()
    except NoRoomError as error:
        message = (
            f"the figure {figure.id!r} cannot be drawn in {width:.0f} × {height:.0f} pt"
        )
        hint = "raise the least height of its kind, or lower the size of labels, in"
        hint = f"{hint} styles/figure.yml"
        finding = Finding("FIGURE-07", message, figure.position, hint)
        raise StageFailed([finding]) from error
    faults = [*_unplaced(figure, sheet.homeless), *_missing(figure, drawing, fonts)]
    if faults:
        raise StageFailed(dict.fromkeys(faults))
    return drawing


def _unplaced(figure: Figure, marks: Iterable[str]) -> Iterator[Finding]:
    for words in marks:
        yield Finding(
            "FIGURE-08",
            f"the mark “{words}” finds no place in the figure {figure.id!r}",
            figure.position,
            "shorten it, say it in notes: instead, or give the figure more height",
        )


def _missing(figure: Figure, drawing: Drawing, fonts: Fonts) -> Iterator[Finding]:
    for item in drawing.items:
        if isinstance(item, DrawnText):
            words = item.glyphs.text
            for character in fonts[item.glyphs.face].missing(words):
                yield Finding(
                    "FACE-02",
                    f"{character_name(character)} in the label “{words}” is not in the"
                    f" face {item.glyphs.face!r}",
                    figure.position,
                    "write it in another way, or choose a face that has it",
                )
