"""What an edition changes of the content that all editions share: parts, named blocks.

An edition leaves parts out and puts blocks in the place of named ones; it copies nothing.

Findings
--------
EDITION-01
    Two files that are one edition: the same name in two folders, or but for capitals.
EDITION-02
    A file of an edition whose ending is not ``.yml``, so that nobody reads it.
EDITION-03
    Two blocks of a part with one name, so that a replacement could mean either.
EDITION-04
    Blocks of a part that the edition leaves out are replaced, or all parts are left out.
EDITION-05
    An exception for a series that the edition does not read, or that needs none.
EDITION-06
    A series with figures of a later vintage than the closing date, and no exception.
NAME-01
    A part or block that is not there.
NAME-02
    An exhibit id that two exhibits of the edition share.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath

from publisher.content.models import (
    Aside,
    Block,
    BlockChoice,
    Edition,
    Part,
    Sources,
)
from publisher.content.names import (
    Declared,
    check_exhibits,
    check_subjects,
    undeclared,
    walk,
)
from publisher.content.vintages import at_hand, is_later
from publisher.errors import Finding
from publisher.provenance import Position

__all__ = ["check", "check_files", "of_edition"]

Parts = Sequence[tuple[str, Part]]


def of_edition(parts: Parts, edition: Edition) -> tuple[tuple[str, Part], ...]:
    """Return the parts that an edition does not omit, its blocks in place of named ones.

    Each replacement stands where the named block stood; an empty one removes it.
    """
    return tuple(
        (id_, _with(part, edition.replace.get(id_, {})))
        for id_, part in parts
        if id_ not in edition.omit
    )


def _with(part: Part, changes: Mapping[str, tuple[Block, ...]]) -> Part:
    if not changes:
        return part
    return part.model_copy(update={"blocks": tuple(_put(part.blocks, changes))})


def _put(
    blocks: Iterable[Block], changes: Mapping[str, tuple[Block, ...]]
) -> Iterator[Block]:
    for block in blocks:
        if block.name is not None and block.name in changes:
            yield from changes[block.name]
        elif isinstance(block, Aside):
            inner = tuple(_put(block.aside, changes))
            yield block.model_copy(update={"aside": inner})
        elif isinstance(block, BlockChoice):
            sides = {
                "then": tuple(_put(block.then, changes)),
                "otherwise": tuple(_put(block.otherwise, changes)),
            }
            yield block.model_copy(update=sides)
        else:
            yield block


# --- checks


def check_files(root: Path, files: Iterable[str]) -> Iterator[Finding]:
    """Yield editions that have two files, and files of editions that nobody reads.

    ``files`` are the YAML files of the project that are read, as POSIX paths.
    """
    first: dict[str, str] = {}
    for file in files:
        if not file.startswith("content/editions/"):
            continue
        stem = PurePosixPath(file).stem
        seen = first.setdefault(stem.casefold(), file)
        if seen != file:
            message = f"the edition {stem} is already at {seen}"
            hint = "an edition's id is the name of its file; give one of them another"
            yield Finding("EDITION-01", message, Position(file), hint)
    for path in sorted((root / "content" / "editions").rglob("*")):
        if path.suffix.lower() in {".yaml", ".yml"} and path.suffix != ".yml":
            file = path.relative_to(root).as_posix()
            other = first.get(path.stem.casefold())
            message = f"an edition's file ends in .yml, not {path.suffix}"
            hint = f"rename it to {path.stem}.yml"
            if other:
                message += f", and the edition {path.stem} is already at {other}"
                hint = "delete one of the two, or give it another name"
            yield Finding("EDITION-02", message, Position(file), hint)


def check(declared: Declared) -> Iterator[Finding]:
    """Yield what editions change and is not there, and what their changes break."""
    for part_id, part in declared.parts:
        yield from _names(part_id, part)
    for edition in declared.editions.values():
        yield from _omitted(edition, declared.part_ids)
        yield from _replaced(edition, declared)
        if declared.sources is not None:
            day = edition.closing_date if _is_day(edition.closing_date) else "9999"
            known = at_hand(declared.sources, declared.vintages, day)
            yield from _exceptions(edition, known)


def _names(part_id: str, part: Part) -> Iterator[Finding]:
    """Yield blocks of a part whose name is taken."""
    seen: dict[str, Position] = {}
    for block in walk(part.blocks):
        if block.name is None:
            continue
        position = block.at("name")
        first = seen.setdefault(block.name, position)
        if first != position:
            message = f"a block of the part {part_id} called {block.name} is at {first}"
            hint = "give one of the two another name"
            yield Finding("EDITION-03", message, position, hint)


def _omitted(edition: Edition, part_ids: Sequence[str]) -> Iterator[Finding]:
    home = "content/publication.yml"
    for at, name in enumerate(edition.omit):
        yield from undeclared("part", name, part_ids, edition.at("omit", at), home)
    if part_ids and set(part_ids) <= set(edition.omit):
        message, hint = "the edition leaves out every part", "keep one"
        yield Finding("EDITION-04", message, edition.at("omit"), hint)


def _replaced(edition: Edition, declared: Declared) -> Iterator[Finding]:
    loaded = dict(declared.parts)
    for part_id, changes in edition.replace.items():
        position = edition.key("replace", part_id)
        if part_id in edition.omit:
            message = f"the edition leaves out the part {part_id} that it changes"
            hint = f"take {part_id} out of omit: or of replace:"
            yield Finding("EDITION-04", message, position, hint)
            continue
        home = "content/publication.yml"
        yield from undeclared("part", part_id, declared.part_ids, position, home)
        if part_id in loaded:
            yield from _blocks(edition, part_id, changes, loaded[part_id])
        for blocks in changes.values():
            yield from check_subjects(blocks, declared)
    if edition.replace:
        known = set(check_exhibits(declared.parts))
        together = check_exhibits(of_edition(declared.parts, edition))
        yield from (found for found in together if found not in known)


def _exceptions(edition: Edition, sources: Sources) -> Iterator[Finding]:
    """Yield series with figures of after the closing date, and exceptions for none."""
    for series in edition.exceptions:
        if series not in edition.reads:
            message = f"the edition reads no series {series} that could be an exception"
            hint = f"it reads {', '.join(edition.reads)}"
            position = edition.key("exceptions", series)
            yield Finding("EDITION-05", message, position, hint)
    for at, (name, declared) in enumerate(edition.reads.items()):
        if declared not in sources.series:
            continue
        vintages = _vintages(declared, sources)
        closing = edition.closing_date if _is_day(edition.closing_date) else "9999"
        later = [one for one in vintages if is_later(one, closing)]
        if later and name not in edition.exceptions:
            message = (
                f"the series {name} holds figures of the vintage {max(later)}, later"
                f" than the closing date {edition.closing_date}"
            )
            hint = f"read an older vintage, or say why under exceptions: {name}: …"
            step = name if isinstance(edition.series, Mapping) else at
            position = edition.at("series", step)
            yield Finding("EDITION-06", message, position, hint)
        elif name in edition.exceptions and not later and all(map(_dated, vintages)):
            message = f"the series {name} holds nothing of after the closing date"
            position, hint = edition.key("exceptions", name), "take it out"
            yield Finding("EDITION-05", message, position, hint)


def _vintages(series: str, sources: Sources) -> list[str]:
    """Return the vintages of a series' inputs; those that are no dates come empty."""
    used = (piece.input for piece in sources.series[series].pieces)
    found = (sources.inputs[name].vintage for name in used if name in sources.inputs)
    return [vintage if _dated(vintage) else "" for vintage in found]


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:  # `names` tells
        return False
    return True


def _dated(vintage: str) -> bool:
    return re.fullmatch(r"\d{4}(-\d{2}){0,2}", vintage) is not None


def _blocks(
    edition: Edition, part_id: str, changes: Iterable[str], part: Part
) -> Iterator[Finding]:
    known = [block.name for block in walk(part.blocks) if block.name is not None]
    for name in changes:
        position = edition.key("replace", part_id, name)
        home = f"the part {part_id} (name: {name} on the block)"
        yield from undeclared("block", name, known, position, home)
