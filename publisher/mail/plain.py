"""A letter to the plain text of a message: the same words, for those who read no HTML.

Lines have at most `WIDTH` characters, so that a reply can quote them (RFC 3676, 4.2, speaks
of 66 to 78); an address is never broken. What is marked on the page by its looks is marked
here by its place: headings stand between blank lines, a key figure on a line of its own.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from publisher.mail.enclosure import Enclosure, Shown
from publisher.mail.fields import SALUTATION, marked
from publisher.mail.sheet import Sheet
from publisher.narrative.model import (
    Element,
    Inline,
    Letter,
    Link,
    Note,
    Ref,
    Text,
    plain,
)
from publisher.numerals import NO_BREAK_SPACE, Voice

__all__ = ["WIDTH", "text"]

WIDTH = 72
_RULE = "-" * 40


def text(letter: Letter, sheet: Sheet, enclosure: Enclosure) -> str:
    """Return the text, with marks where recipients differ; it ends with a line's end."""
    notes: list[Note] = []
    picture = Voice(letter.language).say("mail.picture")
    blocks = [sheet.publication, SALUTATION]
    for element in letter.body:
        blocks += _blocks(element, sheet, picture, notes)
    blocks += [_wrapped(f"[{note.label}] {plain(note.content)}") for note in notes]
    blocks.append(_wrapped(sheet.edition(letter, enclosure)))
    legal = "\n".join(map(_wrapped, sheet.legal))
    blocks += [_RULE, *([legal] if legal else []), _wrapped(sheet.leaving(letter))]
    joined = "\n\n".join(block for block in blocks if block)
    return joined.replace(NO_BREAK_SPACE, " ") + "\n"


def _blocks(
    element: Element, sheet: Sheet, picture: str, notes: list[Note]
) -> Iterator[str]:
    """Yield the blocks of an element, which blank lines will part."""
    if element.exhibit is not None:
        yield _exhibit(sheet.shown[element.exhibit], picture)
    elif element.style == "key-figures":
        pairs = [
            [plain(part.content) for part in pair.children] for pair in element.children
        ]
        width = max(len(number) for number, _ in pairs)
        yield "\n".join(
            _wrapped(marked(f"{number:>{width}}  {label}"), " " * (width + 2))
            for number, label in pairs
        )
    elif element.role == "L":
        yield "\n".join(_items(element, notes))
    elif element.children:
        for child in element.children:
            yield from _blocks(child, sheet, picture, notes)
    elif element.role in {"H2", "H3"}:
        yield _wrapped(_words(element.content, notes).upper())
    else:
        yield _wrapped(_words(element.content, notes))


def _items(element: Element, notes: list[Note]) -> Iterator[str]:
    for item in element.children:
        label = plain(item.children[0].content)
        mark = "* " if label == "•" else f"{label} "
        for n, child in enumerate(item.children[1].children):
            before = mark if n == 0 else " " * len(mark)
            if child.role == "L":
                inner = "\n".join(_items(child, notes))
                yield textwrap.indent(inner, " " * len(mark))
            else:
                words = _words(child.content, notes)
                yield _wrapped(before + words, " " * len(mark))


def _exhibit(shown: Shown, picture: str) -> str:
    lines = (shown.title, shown.unit, f"[{picture}: {shown.alt}]", *shown.under)
    return "\n".join(_wrapped(line) for line in lines if line)


def _words(content: Iterable[Inline], notes: list[Note]) -> str:
    """Return words with the addresses of links and the numbers of notes in them."""
    said = []
    for piece in content:
        if isinstance(piece, Link):
            words = "".join(each.text for each in piece.content)
            same = words == piece.uri.removeprefix("mailto:")
            said.append(words if same else f"{words} <{piece.uri}>")
        elif isinstance(piece, Note):
            notes.append(piece)
            said.append(f" [{piece.label}]")
        elif isinstance(piece, Text | Ref):
            said.append(piece.text)
    return marked("".join(said))


def _wrapped(words: str, indent: str = "") -> str:
    """Return words in lines; spaces at their beginning stay."""
    return textwrap.fill(
        words,
        WIDTH,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
