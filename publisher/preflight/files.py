"""A PDF file to what rules ask of it as a whole: pages, structure, names, metadata.

Everything is read once, when it is first asked for, with bounds on depth and count: a
file may hold loops, and trees that fork without end.

ISO 32000-1, clause 7.7 (document structure), 12.3 (destinations), 14.7 (structure).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Stream

from publisher.pdfheader import require_pdf
from publisher.preflight.model import Box
from publisher.preflight.objects import (
    BROKEN,
    contents,
    entry,
    identity,
    items,
    mapping,
    name,
)
from publisher.preflight.structure import Structure, read_structure
from publisher.preflight.typefaces import Typeface

__all__ = ["XMP_PDFX", "File", "Leaf", "Locked", "Ruined", "opened"]

_INHERITED = ("Resources", "MediaBox", "CropBox", "Rotate")
_MOST_PAGES = 5_000
_MOST_NODES = 400_000
_DEEPEST = 100
XMP_PDFX = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
_ASKED = (
    "dc:title",
    "xmp:CreateDate",
    "xmp:ModifyDate",
    "xmp:MetadataDate",
    "pdf:Trapped",
    "pdfaid:part",
    XMP_PDFX,
)


class Locked(Exception):  # noqa: N818 - it says what happened
    """The file opens with a password only."""


class Ruined(Exception):  # noqa: N818 - it says what happened
    """The file is a PDF, but so damaged that no page can be read."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the tree, with what it inherits."""

    page: Dictionary
    inherited: Mapping[str, object]

    def entry(self, key: str) -> object:
        """Return an entry of the page, or the one that it inherits."""
        own = entry(self.page, key)
        return self.inherited.get(key) if own is None else own


def opened(path: Path) -> pikepdf.Pdf:
    """Open a file for reading.

    Raises
    ------
    UsageError
        If it cannot be read or is not a PDF.
    Locked, Ruined
        If it is one, but cannot be opened.
    """
    require_pdf(path)
    try:
        return pikepdf.open(path, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise Locked from error
    except (pikepdf.PdfError, RuntimeError, ValueError) as error:
        raise Ruined from error


class File:
    """One opened file; typefaces are read once for all pages.

    ``intent_kind`` is the kind of output intent that its profile asks for.
    """

    def __init__(self, path: Path, pdf: pikepdf.Pdf, intent_kind: str) -> None:
        self.path = path
        self.intent_kind = intent_kind
        self.pdf = pdf
        self.bytes = path.stat().st_size
        self.typefaces: dict[tuple[int, int], Typeface] = {}
        self.first_trim: Box | None = None

    @cached_property
    def root(self) -> object:
        """The document catalogue, or None."""
        found = self.pdf.trailer.get("/Root")
        return found if isinstance(found, Dictionary) else None

    @cached_property
    def info(self) -> object:
        """The document information dictionary, or None."""
        return self.pdf.trailer.get("/Info")

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The pages in order, as far as the tree can be followed."""
        return tuple(_leaves(entry(self.root, "Pages")))

    @property
    def too_many(self) -> bool:
        """Whether there are more pages than are judged."""
        return len(self.leaves) >= _MOST_PAGES

    @cached_property
    def page_numbers(self) -> dict[tuple[int, int], int]:
        """Page objects to the numbers of pages, from 1."""
        pairs = enumerate(self.leaves, 1)
        return {identity(leaf.page): number for number, leaf in pairs}

    @cached_property
    def destinations(self) -> frozenset[str]:
        """The names that links inside the file may use."""
        old = entry(self.root, "Dests")
        names = {key for key, _ in mapping(old)}
        tree = entry(self.root, "Names", "Dests")
        return frozenset(names | {key for key, _ in _name_tree(tree)})

    @cached_property
    def attachments(self) -> tuple[tuple[str, object], ...]:
        """The attached files: name and file specification."""
        return tuple(_name_tree(entry(self.root, "Names", "EmbeddedFiles")))

    @cached_property
    def xmp(self) -> Mapping[str, str]:
        """The metadata that rules ask for, by qualified name; empty if unreadable."""
        stream = entry(self.root, "Metadata")
        if not isinstance(stream, Stream) or len(contents(stream)) > 1_000_000:
            return {}
        try:
            found = self.pdf.open_metadata(
                set_pikepdf_as_editor=False, update_docinfo=False, strict=True
            )
            return {key: str(found[key]) for key in _asked(found)}
        except (*BROKEN, SyntaxError):  # lxml says so of bad XML
            return {}

    @cached_property
    def intents(self) -> tuple[object, ...]:
        """The output intents."""
        return items(entry(self.root, "OutputIntents"))

    @cached_property
    def structure(self) -> Structure | None:
        """What the tree of tags leads to; None if there is none."""
        root = entry(self.root, "StructTreeRoot")
        return read_structure(root, self.page_numbers) if root is not None else None

    @property
    def has_object_streams(self) -> bool:
        """Whether cross references are a stream, as packed objects need."""
        return name(self.pdf.trailer.get("/Type")) == "XRef"

    def profile_of(self, intent: object) -> bytes:
        """Return the ICC profile of an output intent, or nothing."""
        stream = entry(intent, "DestOutputProfile")
        return contents(stream) if isinstance(stream, Stream) else b""

    @cached_property
    def outlines(self) -> tuple[object, ...]:
        """The bookmarks."""
        found: list[object] = []
        waiting = [entry(self.root, "Outlines", "First")]
        seen: set[tuple[int, int]] = set()
        while waiting and len(found) < _MOST_NODES:
            item = waiting.pop()
            if not isinstance(item, Dictionary) or identity(item) in seen:
                continue
            if identity(item) != (0, 0):
                seen.add(identity(item))
            found.append(item)
            waiting += [entry(item, "Next"), entry(item, "First")]
        return tuple(found)


def _asked(found: pikepdf.models.PdfMetadata) -> Iterator[str]:
    for key in _ASKED:
        try:
            if key in found:
                yield key
        except (KeyError, ValueError):
            continue


def _leaves(root: object) -> Iterator[Leaf]:
    """Walk the page tree in order; a tree that holds itself ends at some depth."""
    waiting: list[tuple[object, Mapping[str, object], int]] = [(root, {}, 0)]
    given = 0
    for _ in range(_MOST_NODES):
        if not waiting or given >= _MOST_PAGES:
            return
        node, inherited, depth = waiting.pop()
        if not isinstance(node, Dictionary) or depth > _DEEPEST:
            continue
        kids = entry(node, "Kids")
        if isinstance(kids, Array) and name(entry(node, "Type")) != "Page":
            own = {k: entry(node, k) for k in _INHERITED if entry(node, k) is not None}
            below = ({**inherited, **own}, depth + 1)
            waiting.extend((kid, *below) for kid in reversed(items(kids)))
        else:
            given += 1
            yield Leaf(node, inherited)


def _name_tree(root: object) -> Iterator[tuple[str, object]]:
    """Yield the names of a name tree and their values (ISO 32000-1, 7.9.6)."""
    waiting = [root]
    seen: set[tuple[int, int]] = set()
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        key = identity(node)
        if key != (0, 0) and key in seen:
            continue
        seen.add(key)
        listed = items(entry(node, "Names"))
        for said, value in zip(listed[::2], listed[1::2], strict=False):
            yield str(said), value
        waiting += items(entry(node, "Kids"))
