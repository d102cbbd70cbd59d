"""Rules about files that are read on a screen, aloud, or many years from now.

ISO 14289-1 (PDF/UA-1), clause 7; ISO 19005-2 (PDF/A-2) and 19005-3 (PDF/A-3).
"""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, String

from publisher.preflight.files import File
from publisher.preflight.model import Box, Limits, Page
from publisher.preflight.objects import entry, identity, items, name, text
from publisher.preflight.rules.rule import READ, SCREEN, Fault, FileRule, PageRule

__all__ = ["RULES"]

_SCHEMES = ("http://", "https://", "mailto:")


def _language(file: File, _limits: Limits) -> Iterator[Fault]:
    if not text(entry(file.root, "Lang")).strip():
        yield Fault("the file does not say in which language it is")


def _title(file: File, _limits: Limits) -> Iterator[Fault]:
    if not file.xmp.get("dc:title") and not text(entry(file.info, "Title")).strip():
        yield Fault("the file has no title")
    elif entry(file.root, "ViewerPreferences", "DisplayDocTitle") is not True:
        yield Fault("the window shows the file's name instead of its title")


def _tagged(file: File, _limits: Limits) -> Iterator[Fault]:
    if not isinstance(entry(file.root, "StructTreeRoot"), Dictionary):
        yield Fault("the file has no tags")
    elif entry(file.root, "MarkInfo", "Marked") is not True:
        yield Fault("the file has tags but does not say so (MarkInfo)")


def _covered(page: Page, file: File, _limits: Limits) -> Iterator[Fault]:
    structure = file.structure
    if structure is None:
        return
    known = structure.marked.get(page.number, frozenset())
    bare: list[Box] = []
    lost: list[Box] = []
    for each in page.painted:
        if each.in_mask:
            continue
        if each.tag is None:
            bare.append(each.box)
        elif each.tag >= 0 and each.tag not in known:
            lost.append(each.box)
    if bare:
        said = "something is neither tagged nor marked as decoration"
        yield Fault(said, tuple(bare))
    if lost:
        yield Fault(
            "something is tagged, but no tag of the tree leads to it", tuple(lost)
        )


def _described(file: File, _limits: Limits) -> Iterator[Fault]:
    count = file.structure.pictures_without_words if file.structure else 0
    if count:
        figures = "one figure has" if count == 1 else f"{count} figures have"
        yield Fault(f"{figures} no description for those who cannot see it")


def _leads_somewhere(page: Page, file: File, _limits: Limits) -> Iterator[Fault]:
    for each in page.annotations:
        if each.subtype != "Link":
            continue
        target = entry(each.value, "Dest")
        action = entry(each.value, "A")
        if name(entry(action, "S")) == "GoTo":
            target = entry(action, "D")
        if target is not None and not _exists(target, file):
            yield Fault("a link leads to a place that is not in the file", (each.box,))
        elif target is None and action is None:
            yield Fault("a link leads nowhere", (each.box,))


def _bookmarks(file: File, _limits: Limits) -> Iterator[Fault]:
    for item in file.outlines:
        target = entry(item, "Dest")
        if name(entry(item, "A", "S")) == "GoTo":
            target = entry(item, "A", "D")
        if target is not None and not _exists(target, file):
            title = text(entry(item, "Title"))[:60]
            yield Fault(f"the bookmark {title!r} leads to a place that is not there")


def _exists(target: object, file: File) -> bool:
    if isinstance(target, Name):
        return name(target) in file.destinations
    if isinstance(target, String):
        return str(target) in file.destinations
    parts = items(target) if isinstance(target, Array) else ()
    return bool(parts) and identity(parts[0]) in file.page_numbers


def _addresses(page: Page, _file: File, _limits: Limits) -> Iterator[Fault]:
    for each in page.annotations:
        action = entry(each.value, "A")
        if name(entry(action, "S")) != "URI":
            continue
        address = text(entry(action, "URI"))
        if not address.lower().startswith(_SCHEMES) or len(address) < 9:
            said = f"a link has the address {address[:80]!r}"
            yield Fault(f"{said}, which is not one of the web or of mail", (each.box,))


def _archivable(file: File, _limits: Limits) -> Iterator[Fault]:
    part = file.xmp.get("pdfaid:part", "")
    if part not in {"1", "2", "3", "4"}:
        yield Fault("the file does not say that it is PDF/A")


def _device(page: Page, file: File, _limits: Limits) -> Iterator[Fault]:
    profile = next(iter(map(file.profile_of, file.intents)), b"")
    held = {b"RGB ": "DeviceRGB", b"CMYK": "DeviceCMYK"}.get(profile[16:20], "")
    places: dict[str, list[Box]] = {}
    for each in page.painted:
        space = each.colour.space if each.colour else ""
        if space in {"DeviceRGB", "DeviceCMYK"} and space != held:
            places.setdefault(space, []).append(each.box)
    for space, boxes in places.items():
        said = f"colours in {space} have no profile that says how they look"
        yield Fault(said, tuple(boxes))


def _explained(file: File, _limits: Limits) -> Iterator[Fault]:
    for said, specification in file.attachments:
        relation = name(entry(specification, "AFRelationship"))
        embedded = entry(specification, "EF", "F")
        if embedded is None:
            yield Fault(f"the attached file {said!r} is not in the file")
        elif not relation or not name(entry(embedded, "Subtype")):
            told = f"the attached file {said!r} does not say what kind of file it is"
            yield Fault(f"{told} and how it belongs to the pages")


RULES = (
    FileRule(
        "DOC-01",
        "The file says in which language it is written.",
        "A screen reader would pronounce it in a wrong language.",
        "Set the document's language before the export.",
        READ,
        _language,
    ),
    FileRule(
        "DOC-02",
        "The file has a title, and a window shows it.",
        "A title says more than a file name, to readers and to catalogues.",
        "Set the title, and let the viewer display it.",
        READ,
        _title,
    ),
    FileRule(
        "TAG-01",
        "The file is tagged.",
        "Tags say what is a heading, a table or a list; without them a screen reader"
        " only guesses.",
        "Export with tags for accessibility.",
        SCREEN,
        _tagged,
    ),
    PageRule(
        "TAG-02",
        "Everything on a page is tagged, or marked as decoration.",
        "What is neither is lost to those who listen.",
        "Tag it, or mark it as an artifact.",
        SCREEN,
        _covered,
    ),
    FileRule(
        "TAG-03",
        "Every figure is described in words.",
        "The words are all that some readers get of a picture.",
        "Write an alternative text for it.",
        SCREEN,
        _described,
    ),
    PageRule(
        "LINK-01",
        "Links inside the file lead somewhere.",
        "A reader clicks and nothing happens.",
        "Set the target anew, or remove the link.",
        READ,
        _leads_somewhere,
    ),
    FileRule(
        "LINK-02",
        "Bookmarks lead somewhere.",
        "A reader clicks and nothing happens.",
        "Set the target anew, or remove the bookmark.",
        READ,
        _bookmarks,
    ),
    PageRule(
        "LINK-03",
        "Links out of the file have an address of the web or of mail.",
        "Other addresses work on one machine only, or not at all.",
        "Write the whole address, with https:// or mailto:.",
        READ,
        _addresses,
    ),
    FileRule(
        "ARCH-01",
        "A file for an archive says that it is PDF/A.",
        "Archives take in files by that mark.",
        "Export as PDF/A.",
        ("archive",),
        _archivable,
    ),
    PageRule(
        "ARCH-02",
        "The file says how its colours look.",
        "Bare numbers of red, green and blue mean something else on every machine.",
        "Export with an output intent for them.",
        ("archive",),
        _device,
    ),
    FileRule(
        "ARCH-03",
        "Every attached file says what it is.",
        "A finder in fifty years must know what to do with it.",
        "Give each attachment a type (MIME) and its relation to the pages.",
        ("archive",),
        _explained,
    ),
)
