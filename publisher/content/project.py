"""The folder ``content/`` to one `Project` (stage 1).

Every file is read and checked before anything is said, so that one run tells all that is
wrong. It reads no data and evaluates no expression.

Findings
--------
PART-01
    A part outside ``content/``.
PART-02
    A part that is listed and has no file.
PART-03
    Two parts whose files have one name.
PART-04
    A file in ``content/`` that no list names (a warning).
LIFE-01 to LIFE-06, EDITION-01 to EDITION-06, CLAIM-07 to CLAIM-09
    See `life`, `overrides` and `claims`.
MAIL-01, MAIL-02
    See `distribution`.
VINTAGE-01 to VINTAGE-03
    See `vintages`.
YAML-01 to YAML-13, FORM-01 to FORM-06, NAME-01 to NAME-03, YAML-14 (a warning)
    See `reader`, `faults`, `names` and `files`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from publisher.content import claims, life, names, overrides, vintages, wording
from publisher.content.distribution import (
    SENDING,
    Message,
    Sending,
    check_messages,
    name_of,
)
from publisher.content.document import Document
from publisher.content.files import check_line, schema_name, yaml_files
from publisher.content.models import Corrections, Edition, Part, Publication, Sources
from publisher.content.names import Declared
from publisher.content.reader import read
from publisher.content.validation import load_model, validate
from publisher.content.vintages import Vintage
from publisher.errors import Finding, StageFailed, nearest
from publisher.provenance import Position

__all__ = ["Project", "load"]

_UNREAD = {"YAML-01", "YAML-02", "YAML-03", "YAML-13"}
"""Findings that leave nothing of a file to be told besides."""


@dataclass(frozen=True)
class Project:
    """What an editor has written, checked.

    A part's id is its file's name without folder and ending; so is an edition's.
    ``filler`` is the part that is set in until the page count fits. ``warnings`` are
    findings that stop nothing. ``vintages`` are the fetched ones, the oldest first;
    ``messages`` are by the names of their files.
    """

    root: Path
    publication: Publication
    parts: tuple[tuple[str, Part], ...]
    filler: tuple[str, Part] | None
    editions: Mapping[str, Edition]
    sources: Sources
    corrections: Corrections
    warnings: tuple[Finding, ...] = ()
    vintages: tuple[Vintage, ...] = ()
    messages: Mapping[str, Message] = field(default_factory=dict)
    sending: Sending = field(default_factory=Sending)

    @property
    def all_parts(self) -> tuple[tuple[str, Part], ...]:
        """The parts in order, the filler last."""
        return (*self.parts, *([self.filler] if self.filler else []))

    def parts_of(self, edition: Edition) -> tuple[tuple[str, Part], ...]:
        """Return the parts that an edition does not omit, with the blocks it replaces."""
        return overrides.of_edition(self.all_parts, edition)

    def sources_of(self, edition: Edition) -> Sources:
        """Return the declarations with fetched inputs as of the edition's closing date."""
        return vintages.at_hand(self.sources, self.vintages, edition.closing_date)

    def homes(self) -> dict[str, str]:
        """Return the part of each exhibit, by the exhibit's id."""
        return {
            exhibit: part
            for part, spec in self.all_parts
            for exhibit in names.exhibit_ids(spec.blocks)
        }


def load(root: Path) -> Project:
    """Load and check ``root / "content"``.

    Raises
    ------
    StageFailed
        With every finding of every file, if any is an error.
    """
    findings: list[Finding] = []
    files = yaml_files(root)
    publication, listed = _publication(root, findings)
    known = _part_files(files)
    parts = [part for entry in listed for part in _part(root, entry, known, findings)]
    editions: dict[str, Edition] = {}
    edition_files = [file for file in files if file.startswith("content/editions/")]
    for file in edition_files:
        edition, more = load_model(Edition, root, file)
        findings += more
        if edition is not None:
            editions[_stem(file)] = edition
            findings += life.check(edition)
    sources, fetched = _sources(root, findings)
    corrections = _corrections(root, findings)
    messages, sending = _distribution(root, files, findings)
    findings += life.check_zone(publication) if publication else ()
    ids = [_stem(file) for file in edition_files]
    part_ids = [_stem(entry.path) for entry in listed]
    declared = Declared(
        publication, part_ids, parts, editions, ids, sources, corrections, fetched
    )
    findings += names.check(declared)
    findings += overrides.check(declared)
    findings += wording.check(publication, sources) if publication else ()
    findings += overrides.check_files(root, files)
    findings += _claims(publication, parts) if publication else ()
    unread = {f.position.file for f in findings if f.position and f.code in _UNREAD}
    read = (file for file in files if file not in unread)
    lines = (finding for file in read for finding in check_line(root, file))
    warnings = (*_unlisted(known, listed), *lines)
    if findings or publication is None or sources is None or corrections is None:
        raise StageFailed([*findings, *warnings])
    has_filler = publication.filler is not None
    return Project(
        root=root,
        publication=publication,
        parts=tuple(parts[:-1] if has_filler else parts),
        filler=parts[-1] if has_filler else None,
        editions=editions,
        sources=sources,
        corrections=corrections,
        warnings=warnings,
        vintages=fetched,
        messages=messages,
        sending=sending,
    )


def _sources(
    root: Path, findings: list[Finding]
) -> tuple[Sources | None, tuple[Vintage, ...]]:
    """Return the declared sources and what has been fetched of them."""
    sources, more = load_model(Sources, root, "content/sources.yml")
    findings += more
    if sources is None:
        return None, ()
    fetched, more = vintages.find(root, sources)
    findings += more
    return sources, fetched


def _corrections(root: Path, findings: list[Finding]) -> Corrections | None:
    """Return the corrections; a project without the file has none."""
    if not (root / "content/corrections.yml").exists():
        return Corrections()
    corrections, more = load_model(Corrections, root, "content/corrections.yml")
    findings += more
    return corrections


def _distribution(
    root: Path, files: tuple[str, ...], findings: list[Finding]
) -> tuple[dict[str, Message], Sending]:
    """Return the messages by name, and how they are sent."""
    messages: dict[str, Message] = {}
    sending: Sending | None = None
    for file in files:
        if schema_name(file) == "message":
            message, more = load_model(Message, root, file)
            findings += more
            if message is not None:
                messages[name_of(file)] = message
    if SENDING in files:
        sending, more = load_model(Sending, root, SENDING)
        findings += more
    findings += check_messages(messages)
    return messages, sending or Sending()


def _claims(
    publication: Publication, parts: Iterable[tuple[str, Part]]
) -> Iterator[Finding]:
    yield from claims.check_terms(publication.terms)
    for _, part in parts:
        yield from claims.check(part.claims, publication.terms, publication.constants)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A part's file as ``publication.yml`` names it, under ``content/``, and where."""

    path: str
    position: Position


def _publication(
    root: Path, findings: list[Finding]
) -> tuple[Publication | None, list[_Listed]]:
    """Return the publication and the files it lists, the filler last.

    What it lists is returned even if the rest of it is faulty.
    """
    document, more = read(root, "content/publication.yml")
    findings += more
    if document is None:
        return None, []
    publication, more = validate(Publication, document, more)
    findings += more
    listed = list(_listed(document))
    first: dict[str, Position] = {}
    for entry in listed:
        seen = first.setdefault(_stem(entry.path), entry.position)
        if seen is not entry.position:
            message = (
                f"another part is called {_stem(entry.path)}; it is listed at {seen}"
            )
            hint = "list a part once; give two files of one name different names"
            findings.append(Finding("PART-03", message, entry.position, hint))
    return publication, listed


def _listed(document: Document) -> Iterator[_Listed]:
    parts, filler = document.root.child("parts"), document.root.child("filler")
    nodes = parts.children if parts and isinstance(parts.children, list) else []
    for node in [*nodes, filler]:
        if node is not None and isinstance(node.value, str):
            yield _Listed(node.value, document.position(node))


def _part(
    root: Path, listed: _Listed, known: list[str], findings: list[Finding]
) -> Iterator[tuple[str, Part]]:
    path = PurePosixPath(listed.path)
    content = (root / "content").resolve()
    file = content / path
    if path.is_absolute() or ".." in path.parts or "\\" in listed.path:
        allowed = False
    else:
        try:
            allowed = file.resolve().is_relative_to(content)
        except (OSError, RuntimeError):  # links that lead in a circle
            allowed = False
    if not allowed:
        message = f"the part {listed.path} is not inside content/"
        hint = "write a path inside content/, such as sectors/aerospace.yml"
        findings.append(Finding("PART-01", message, listed.position, hint))
        return
    if not file.is_file():
        near = nearest(listed.path, [path for path in known if path != listed.path])
        hint = f"did you mean {near}?" if near else "create it, or delete this line"
        message = f"there is no file content/{listed.path}"
        findings.append(Finding("PART-02", message, listed.position, hint))
        return
    part, more = load_model(Part, root, f"content/{path}")
    findings += more
    if part is not None:
        yield path.stem, part


def _stem(file: str) -> str:
    return PurePosixPath(file).stem


def _part_files(files: tuple[str, ...]) -> list[str]:
    """Return what may be parts, as ``publication.yml`` would list them."""
    parts = [file for file in files if schema_name(file) == "part"]
    return [file.removeprefix("content/") for file in parts]


def _unlisted(known: list[str], listed: list[_Listed]) -> Iterator[Finding]:
    named = {str(PurePosixPath(entry.path)) for entry in listed}
    for file in known if listed else []:
        if file not in named:
            message = "publication.yml does not list this file, so it is not printed"
            position, hint = Position(f"content/{file}"), "list it, or delete the file"
            yield Finding("PART-04", message, position, hint, severity="warning")
