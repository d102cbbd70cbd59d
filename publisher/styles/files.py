"""The folder ``styles/`` to one `Style`, lengths in points (stage 1).

``page.yml`` is a `PageStyle`, ``type.yml`` a `TypeStyle`, ``palette.yml`` a `Palette`
(``inks:``), ``table.yml`` a `TableStyles` (``tables:``), ``figure.yml`` a `FigureStyle`;
``press.yml``, if it is there, a `Ticket`. Whether the fonts exist is for `fonts` to say.

Findings
--------
NAME-01
    A face, ink, paragraph style, table style, master or slot that is not declared.
STYLE-01
    A length that must be more than nothing, or not less.
STYLE-02
    Margins that leave no type area.
STYLE-03
    Heights of a figure that are not in order.
STYLE-04
    A frame or a running line that is not on the page.
COLOUR-01, COLOUR-02
    See `publisher.styles.colours`.
TICKET-01 to TICKET-04
    See `press`.
YAML-01 to YAML-13, FORM-01 to FORM-04
    See `publisher.content.reader` and `publisher.content.faults`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from publisher.content.located import Located
from publisher.content.models import (
    Aside,
    Block,
    FigureBlock,
    KeyFigures,
    NoticesBlock,
    TableBlock,
    TextBlock,
    Title,
)
from publisher.content.names import undeclared, walk
from publisher.content.project import Project
from publisher.content.validation import load_model
from publisher.errors import Finding, StageFailed
from publisher.styles.colours import PAPER, check_colours
from publisher.styles.lengths import length_faults, parts_of
from publisher.styles.models import (
    FigureStyle,
    Master,
    NameOf,
    PageStyle,
    Palette,
    Style,
    TableStyles,
    TypeStyle,
)
from publisher.styles.press import agreement, read_profile, ticket_faults
from publisher.styles.ticket import Ticket

__all__ = ["check_names", "load"]

_TICKET = "styles/press.yml"

_KIND_TO_FILE = {
    "face": "styles/type.yml",
    "ink": "styles/palette.yml",
    "paragraph style": "styles/type.yml",
}


def load(root: Path) -> Style:
    """Load and check ``root / "styles"``.

    Raises
    ------
    StageFailed
        With every finding of every file.
    """
    page, findings = load_model(PageStyle, root, "styles/page.yml")
    type_, more = load_model(TypeStyle, root, "styles/type.yml")
    findings += more
    palette, more = load_model(Palette, root, "styles/palette.yml")
    findings += more
    tables, more = load_model(TableStyles, root, "styles/table.yml")
    findings += more
    figure, more = load_model(FigureStyle, root, "styles/figure.yml")
    findings += more
    known: dict[str, set[str]] = {}
    if type_ is not None:
        known["face"] = set(type_.faces)
        known["paragraph style"] = set(type_.paragraphs)
    if palette is not None:
        known["ink"] = {*palette.inks, PAPER}
    for loaded in (page, type_, palette, tables, figure):
        if loaded is not None:
            findings += length_faults(loaded)
            findings += _check(loaded, known)
    if page is not None:
        findings += _margins(page)
        findings += _places(page)
    if figure is not None:
        findings += _heights(figure)
        if "ink" in known:
            home, at = _KIND_TO_FILE["ink"], figure.at("ink_paper")
            findings += undeclared("ink", figure.ink_paper, known["ink"], at, home)
    if palette and type_ and figure:
        findings += check_colours(palette, type_, figure)
    ticket, icc = None, b""
    if (root / _TICKET).exists():
        ticket, more = load_model(Ticket, root, _TICKET)
        findings += more
        if ticket is not None:
            impossible = list(ticket_faults(ticket))
            findings += impossible
            if page is not None and palette is not None and not impossible:
                findings += agreement(ticket, page, palette)
            icc, more = read_profile(ticket, (root / _TICKET).parent)
            findings += more
    if not (page and type_ and palette and tables and figure) or findings:
        raise StageFailed(findings)
    return Style(
        palette=palette,
        type=type_,
        page=page,
        tables=tables.tables,
        figure=figure,
        press=ticket,
        output_profile=icc,
    )


def check_names(project: Project, style: Style) -> list[Finding]:
    """Return the masters, slots and styles that the content names and no style declares."""
    findings: list[Finding] = []
    for _, part in project.all_parts:
        position, home = part.at("master"), "styles/page.yml"
        masters = style.page.masters
        findings += undeclared("page master", part.master, masters, position, home)
        for block in walk(part.blocks):
            findings += _block(block, style, masters.get(part.master))
    masters_of = {
        id_: style.page.masters.get(part.master) for id_, part in project.all_parts
    }
    for edition in project.editions.values():
        for part_id, changes in edition.replace.items():
            for block in walk(chain.from_iterable(changes.values())):
                findings += _block(block, style, masters_of.get(part_id))
    return findings


def _block(block: Block, style: Style, master: Master | None) -> Iterator[Finding]:
    home = "styles/type.yml"
    if isinstance(block, Title | TextBlock | NoticesBlock):
        known = {*style.type.paragraphs, *style.type.blocks}
        yield from undeclared("style", block.style, known, block.at("style"), home)
    if isinstance(block, KeyFigures | Aside):
        known = set(style.type.blocks)
        yield from undeclared(
            "block style", block.style, known, block.at("style"), home
        )
    if isinstance(block, TableBlock):
        position, home = block.table.at("style"), "styles/table.yml"
        name = block.table.style
        yield from undeclared("table style", name, style.tables, position, home)
    if isinstance(block, FigureBlock | Aside) and block.slot and master:
        position, home = block.at("slot"), "styles/page.yml"
        kind = "frame of this page master"
        yield from undeclared(kind, block.slot, master.frames, position, home)


def _check(model: Located, known: Mapping[str, set[str]]) -> Iterator[Finding]:
    """Yield names in a style that are not declared; what was not written is not blamed."""
    for name, info in type(model).model_fields.items():
        value = getattr(model, name)
        if name not in model.model_fields_set or name == "ink_paper":
            continue
        for kind in _kinds(info.metadata, info.annotation):
            values = value if isinstance(value, tuple) else (value,)
            for each in values if kind in known else ():
                if isinstance(each, str):
                    home, position = _KIND_TO_FILE[kind], model.at(name)
                    yield from undeclared(kind, each, known[kind], position, home)
    for part in parts_of(model):
        yield from _check(part, known)


def _kinds(metadata: list[Any], annotation: object) -> Iterator[str]:
    """Yield what a field names, from its mark (`NameOf`), optional or not."""
    marks = list(metadata)
    for argument in getattr(annotation, "__args__", ()):
        marks.extend(getattr(argument, "__metadata__", ()))
    for mark in marks:
        if isinstance(mark, NameOf):
            yield mark.kind


def _margins(page: PageStyle) -> Iterator[Finding]:
    own = [(page, page.margins)]
    masters = [(m, m.margins) for m in page.masters.values() if m.margins]
    for owner, margins in [*own, *masters]:
        across = margins.gutter + margins.fore_edge
        down = margins.head + margins.foot
        if across >= page.trim_width or down >= page.trim_height:
            message = "these margins leave no room for text on the trim"
            hint = "make the margins smaller, or trim_width and trim_height larger"
            yield Finding("STYLE-02", message, owner.at("margins"), hint)


def _places(page: PageStyle) -> Iterator[Finding]:
    width, height, bleed = page.trim_width, page.trim_height, page.bleed
    for master in page.masters.values():
        for name, frame in master.frames.items():
            right, foot = frame.x + frame.width, frame.y + frame.height
            outside = right > width + bleed or foot > height + bleed
            empty = frame.width <= 0 or frame.height <= 0
            if not frame.bleeds and (outside or empty):
                fault = "has no size" if empty else "is not on the page"
                message = f"the frame {name} {fault}"
                hint = f"the trim is {width:g} × {height:g} pt; x and y count from its"
                hint += " gutter edge and head"
                position = master.at("frames", name)
                yield Finding("STYLE-04", message, position, hint)
        for line in master.running:
            if line.y > height:
                message = "this running line is not on the page"
                hint = f"y counts from the head; the trim is {height:g} pt high"
                yield Finding("STYLE-04", message, line.at("y"), hint)


def _heights(figure: FigureStyle) -> Iterator[Finding]:
    if not any(figure.dash):
        message, hint = "a dash of no length", "write lengths such as [3pt, 2pt]"
        yield Finding("STYLE-01", message, figure.at("dash"), hint)
    for name, kind in figure.kinds.items():
        if not kind.least <= kind.height <= kind.most:
            message = f"the heights of {name} are not in order"
            hint = "least must not be more than height, nor height more than most"
            yield Finding("STYLE-03", message, figure.at("kinds", name), hint)
