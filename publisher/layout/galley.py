"""A paragraph as strips: its composed lines with space, rule and keeps.

Holds what composing anything needs beside the element: the `Context`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from publisher.errors import Finding
from publisher.figures.model import Figure
from publisher.layout import paragraph as paragraphs
from publisher.layout.model import Area, Box
from publisher.layout.paragraph import Setting
from publisher.layout.strips import Strip, moved, moved_link, shifted
from publisher.narrative.model import Inline
from publisher.provenance import Position
from publisher.styles.models import ParagraphStyle, Style
from publisher.tables.model import Table

__all__ = ["Context", "baseline", "ruled", "set_lines", "set_paragraph"]

DESCENT = 0.29
"""Where a baseline lies above the foot of its line, as a share of the leading.

Lines at least one grid unit high use the grid's own leading, so that type of every size
on one grid line shares its baseline."""


@dataclass(frozen=True, slots=True)
class Context:
    """What composing needs beside the element: style, exhibits, fonts and findings."""

    style: Style
    setting: Setting
    exhibits: Mapping[str, Figure | Table]

    @property
    def grid(self) -> float:
        """The pitch of the baseline grid, in points."""
        return self.style.page.grid

    def paragraph(self, name: str) -> ParagraphStyle:
        """Return a paragraph style by name.

        Findings
        --------
        LAYOUT-09
            The style has none of this name; another one stands in for it.
        """
        styles = self.style.type.paragraphs
        if name not in styles:
            message = f"there is no paragraph style {name!r}, which this edition needs"
            position = self.style.type.at("paragraphs")
            finding = Finding("LAYOUT-09", message, position, f"declare {name}: here")
            if finding not in self.setting.findings:
                self.setting.findings.append(finding)
        return styles.get(name) or next(iter(styles.values()))


def set_paragraph(  # noqa: PLR0913 - a paragraph is all of these
    content: tuple[Inline, ...],
    element: str,
    name: str,
    width: float,
    context: Context,
    position: Position | None = None,
    *,
    indented: bool = False,
) -> list[Strip]:
    """Return one paragraph as a strip for each line, with its space, rule and keeps."""
    style = context.paragraph(name)
    strips = set_lines(
        content, element, name, width, context, position, indented=indented
    )
    return ruled(strips, width, (style.rule_above, style.rule_gap, style.rule_ink))


def set_lines(  # noqa: PLR0913 - a paragraph is all of these
    content: tuple[Inline, ...],
    element: str,
    name: str,
    width: float,
    context: Context,
    position: Position | None = None,
    *,
    indented: bool = False,
) -> list[Strip]:
    """Return one paragraph as a strip for each line, with its space and keeps, no rule."""
    style = context.paragraph(name)
    composed = paragraphs.compose(
        content,
        element,
        style,
        width - style.left - style.right,
        context.setting,
        first_indent=style.indent if indented else 0.0,
        position=position,
    )
    depth = baseline(style, context.grid)
    strips: list[Strip] = []
    count = len(composed.lines)
    for n, line in enumerate(composed.lines):
        keep = n + 1 < count and (
            style.keep_together or n + 1 < style.orphans or count - n - 1 < style.widows
        )
        strips.append(
            Strip(
                style.leading,
                tuple(moved(run, style.left, depth) for run in line.runs),
                tuple(moved_link(link, style.left, depth) for link in line.links),
                line.notes,
                before=style.before if n == 0 else 0.0,
                after=style.after if n + 1 == count else 0.0,
                snap=style.snap and n == 0,
                keep=keep or (n + 1 == count and style.keep_with_next),
                element=element,
                position=position,
            )
        )
    return strips


def baseline(style: ParagraphStyle, grid: float) -> float:
    """Return the depth of the baseline below the head of a line."""
    return style.leading - DESCENT * min(style.leading, grid)


def ruled(
    strips: list[Strip], width: float, rule: tuple[float, float, str]
) -> list[Strip]:
    """Return the strips with a rule over the first one.

    Over columns the rule is a strip of its own: they may be parted and set again.
    """
    weight, gap, ink = rule
    if not weight or not strips:
        return strips
    first = strips[0]
    down = weight + gap
    line = Area(Box(0, 0, width, weight), ink)
    if first.columns is not None:
        over = Strip(
            down,
            (line,),
            before=first.before,
            snap=first.snap,
            keep=True,
            element=first.element,
            position=first.position,
        )
        return [over, replace(first, before=0.0, snap=False), *strips[1:]]
    lower = shifted(first, 0, down)
    return [replace(lower, items=(line, *lower.items)), *strips[1:]]
