"""Rules about the file as a file: that it is whole, open and without surprises.

ISO 32000-1, 7.5 (structure), 7.6 (encryption), 8.11 (layers), 12.6 (actions).
"""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Stream

from publisher.preflight.files import File
from publisher.preflight.model import Limits, Page
from publisher.preflight.objects import entry, items, mapping, name
from publisher.preflight.rules.rule import ALL, PAPER, SCREEN, Fault, FileRule, PageRule

__all__ = ["RULES", "TOO_MUCH"]

TOO_MUCH = (
    "this page asks for more work than any page needs; it was not judged to its end"
)
_MOST_ACTIONS = 200
_ACTIVE = {"JavaScript", "Launch", "ImportData", "SubmitForm", "Movie", "Sound"}
_ACTIVE |= {"Rendition", "GoTo3DView", "SetOCGState", "Hide", "ResetForm"}


def _damaged(file: File, _limits: Limits) -> Iterator[Fault]:
    if file.pdf.get_warnings():
        yield Fault("the file is damaged and had to be repaired to be read")


def _encrypted(file: File, _limits: Limits) -> Iterator[Fault]:
    if file.pdf.is_encrypted:
        yield Fault("the file is encrypted")


def _instructions(page: Page, _file: File, _limits: Limits) -> Iterator[Fault]:
    if page.is_endless:
        yield Fault(TOO_MUCH)
    for trouble in page.troubles[:10]:
        yield Fault(trouble)


def _has_pages(file: File, _limits: Limits) -> Iterator[Fault]:
    if not file.leaves:
        yield Fault("the file has no pages")
    if file.too_many:
        yield Fault(f"only the first {len(file.leaves)} pages were judged")


def _active(file: File, _limits: Limits) -> Iterator[Fault]:
    found: set[str] = set()
    scripts = entry(file.root, "Names", "JavaScript")
    if scripts is not None:
        found.add("JavaScript")
    found |= set(_actions(entry(file.root, "OpenAction")))
    owners = [file.root, *(leaf.page for leaf in file.leaves)]
    owners += [a for leaf in file.leaves for a in items(entry(leaf.page, "Annots"))]
    owners += file.outlines
    for owner in owners:
        found |= set(_actions(entry(owner, "A")))
        additional = entry(owner, "AA")
        for _, action in mapping(additional):
            found |= set(_actions(action))
    if entry(file.root, "AcroForm", "XFA") is not None:
        found.add("an XFA form")
    for each in sorted(found):
        yield Fault(f"the file can act by itself: {each}")


def _actions(first: object) -> Iterator[str]:
    """Yield the kinds of active actions in a chain; chains may fork, and loop."""
    waiting = [first]
    for _ in range(_MOST_ACTIONS):
        if not waiting:
            return
        action = waiting.pop()
        kind = name(entry(action, "S"))
        if kind in _ACTIVE:
            yield kind
        following = entry(action, "Next")
        if following is not None:
            waiting += items(following) or (following,)


def _layers(file: File, _limits: Limits) -> Iterator[Fault]:
    listed = items(entry(file.root, "OCProperties", "OCGs"))
    if listed:
        names = [str(entry(each, "Name")) for each in listed[:5]]
        yield Fault(f"the file has layers: {', '.join(names)}")


def _mailable(file: File, limits: Limits) -> Iterator[Fault]:
    if file.bytes > limits.mail_bytes:
        size, most = file.bytes / 1e6, limits.mail_bytes / 1e6
        yield Fault(f"the file has {size:.1f} MB; an e-mail should carry {most:g} MB")


def _external(file: File, _limits: Limits) -> Iterator[Fault]:
    for leaf in file.leaves:
        forms = entry(leaf.entry("Resources"), "XObject")
        for _, form in mapping(forms):
            if isinstance(form, Stream) and (
                entry(form, "Ref") is not None or entry(form, "F") is not None
            ):
                yield Fault("a picture on a page lies outside the file")
                return


RULES = (
    FileRule(
        "FILE-01",
        "The file is undamaged.",
        "A viewer guesses what a damaged file meant; another one guesses differently.",
        "Export the file again, and compare its size after each transfer.",
        ALL,
        _damaged,
    ),
    FileRule(
        "FILE-02",
        "The file is not encrypted.",
        "A printer, an archive or a reader with aids must be able to open all of it.",
        "Export without a password and without restrictions.",
        ALL,
        _encrypted,
    ),
    PageRule(
        "FILE-03",
        "Every instruction of a page can be followed.",
        "What one program passes over, another one stops at.",
        "Export the file again with current software.",
        ALL,
        _instructions,
    ),
    FileRule(
        "FILE-04",
        "The file has pages.",
        "There is nothing to print or to read.",
        "Export the file again.",
        ALL,
        _has_pages,
    ),
    FileRule(
        "FILE-05",
        "The file does nothing by itself.",
        "Scripts and actions are refused by presses, archives and mail filters.",
        "Remove scripts, forms that send, sounds and films.",
        ALL,
        _active,
    ),
    FileRule(
        "FILE-06",
        "There are no layers that can be hidden.",
        "What is visible here may be invisible where it is printed.",
        "Merge the layers before the file is made.",
        PAPER,
        _layers,
    ),
    FileRule(
        "FILE-07",
        "Everything that is shown lies in the file.",
        "What lies elsewhere is missing where the file goes.",
        "Place the pictures in the file itself.",
        ALL,
        _external,
    ),
    FileRule(
        "MAIL-01",
        "The file can be sent by e-mail.",
        "Mail servers turn large messages away.",
        "Use pictures of fewer pixels, and embed fonts as subsets.",
        SCREEN,
        _mailable,
    ),
)
