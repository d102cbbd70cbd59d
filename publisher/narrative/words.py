"""A marked-up manuscript to inline content: looks, links, references, notes, bound numbers.

Findings
--------
MARK-01
    Markup that prose may not hold.
MARK-03
    A link that leads nowhere, or an expression in its address.
MARK-04
    A note inside a note or where no note can stand.
MARK-05
    A cross reference or a link with no words.
MARK-06
    Marks of markup that are printed (a warning).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from publisher import numerals
from publisher.narrative import markup
from publisher.narrative.desk import Desk, root_id
from publisher.narrative.manuscript import Manuscript, is_placeholder
from publisher.narrative.model import Inline, Link, Note, Ref, Text
from publisher.numerals import Voice
from publisher.provenance import Places

__all__ = ["Writer", "in_full"]

RANGE_DASH = re.compile(
    rf"(?<=[\d\ue000-\uf8ff]){numerals.EN_DASH}(?=[$€£]?[\d\ue000-\uf8ff])"
)
ADDRESSED = re.compile(r"\]\(([^)]*)")
UNCLOSED = re.compile(r"\*\*+|\]\(")
"""What is left of markup that was not understood."""
PIECES = re.compile(rf"(?P<result>[\ue000-\uf8ff])|(?P<dash>{RANGE_DASH.pattern})")
ADDRESS = re.compile(r"(?:https?://|mailto:)\S+")
ADDRESS_END = re.compile(r"\*{0,3}\]\((?:[^()\\]|\\.|\([^()]*\))*\)")
_STRAIGHT = str.maketrans("“”„«»‘’‚", '"""""\'\'\'')
"""Quotation marks of print as they are typed."""


@dataclass(slots=True)
class Writer:
    """Turns one manuscript into content for the element ``id``.

    ``notes`` says whether a note may stand here. ``start`` is where in the manuscript
    the piece being written begins, ``cursor`` how far it has been written.
    """

    desk: Desk
    manuscript: Manuscript
    id: str
    notes: bool = True
    start: int = 0
    cursor: int = 0

    @property
    def voice(self) -> Voice:
        """The publication's language."""
        return self.desk.scope.voice

    @property
    def quotes(self) -> str:
        """Its quotation marks."""
        return self.voice.say("quotes")

    def content(self, tree: SyntaxTreeNode) -> tuple[Inline, ...]:
        """Return the content of an inline tree, without white space at its ends."""
        self.cursor = max(self.cursor, self.start)
        return _trimmed(tuple(_merged(self._pieces(tree, Text("")))))

    def fault(self, code: str, message: str, near: str, hint: str | None) -> None:
        """Note an error at the first ``near`` in the piece being written."""
        at = self.manuscript.text.find(near, self.start) if near else self.start
        place = self.manuscript.position(max(at, self.start))
        self.desk.fault(code, message, place, hint)

    def refuse(self, node: SyntaxTreeNode) -> None:
        """Note that markup of this kind may not stand in prose."""
        message, hint = markup.NODE_TO_FAULT.get(node.type, ("markup in prose", None))
        token = node.token or (node.nester_tokens and node.nester_tokens.opening)
        near = (token.content or token.markup) if token else ""
        self.fault("MARK-01", f"{message} is not allowed", near.split("\n")[0], hint)

    def _pieces(self, tree: SyntaxTreeNode, look: Text) -> Iterator[Inline]:
        for node in tree.children:
            match node.type:
                case "text":
                    self._doubt(node.content)
                    yield from self._words(node.content, look)
                case "softbreak":
                    places = Places(self.manuscript.position, ((0, self.cursor),))
                    yield replace(look, text=" ", places=places)
                case "em":
                    yield from self._pieces(node, replace(look, emphasis=True))
                case "strong":
                    yield from self._pieces(node, replace(look, strong=True))
                case "link":
                    yield from self._link(node, look)
                case "note":
                    yield from self._note(node)
                case "foreign":
                    inner = markup.inline(node.content, self.quotes)
                    yield from self._pieces(inner, replace(look, lang=node.info))
                case _:
                    self.refuse(node)

    def _doubt(self, words: str) -> None:
        """Warn of marks that were meant as markup, unless one is escaped."""
        for match in UNCLOSED.finditer(words):
            if "\\" in self.manuscript.text:
                return
            near = words[max(0, match.start() - 9) : match.end() + 9]
            at = self.manuscript.text.find(near, self.start)
            at += min(9, match.start()) if at >= 0 else 0
            place = self.manuscript.position(max(at, self.start))
            message = f"“{match[0]}” is printed as it stands"
            hint = "close the markup, or write a \\ before each mark"
            self.desk.doubt("MARK-06", message, place, hint)

    # --- words

    def _words(self, text: str, look: Text) -> Iterator[Text]:
        """Yield literal words and results; each that is read otherwise stands alone."""
        look = replace(look, places=self._places(text))
        for space in _tied(self.voice.language):
            text = space.sub(numerals.NO_BREAK_SPACE, text)
        at = 0
        for match in PIECES.finditer(text):
            yield from in_full(_cut(look, text, at, match.start()), self.voice)
            at = match.end()
            if match["dash"]:
                spoken = self.voice.say("spoken.range")
                yield replace(_cut(look, text, *match.span()), spoken=spoken)
                continue
            result = self.manuscript.result(match["result"])
            yield replace(
                look,
                text=result.text,
                spoken=result.spoken,
                ink=result.ink or look.ink,
                bound=result.bound,
                places=_all_at(look.places, match.start(), len(result.text)),
            )
        yield from in_full(_cut(look, text, at, len(text)), self.voice)

    def _places(self, text: str) -> Places:
        """Return where the characters of words stand, and go on to behind them."""
        written = self.manuscript.text.translate(_STRAIGHT)
        said = text.translate(_STRAIGHT)
        at = written.find(said, self.cursor)
        if at >= 0:
            self.cursor = at + len(text)
            return Places(self.manuscript.position, ((0, at),))
        starts = []  # an escape or an entity is longer in the manuscript than in print
        for place, character in enumerate(said):
            found = written.find(character, self.cursor)
            if found >= 0:
                starts.append((place, found))
                self.cursor = found + 1
        return Places(self.manuscript.position, tuple(starts) or ((0, self.start),))

    # --- links and references

    def _link(self, node: SyntaxTreeNode, look: Text) -> Iterator[Inline]:
        address = str(node.attrs.get("href", ""))
        inner = tuple(_merged(self._pieces(node, look)))
        close = ADDRESS_END.match(self.manuscript.text, self.cursor)
        self.cursor = close.end() if close else self.cursor
        words = tuple(piece for piece in inner if isinstance(piece, Text))
        if len(words) < len(inner):
            msg = "a link holds words only"
            self.fault("MARK-03", msg, address, "take the note or link out of it")
        if address.startswith("#"):
            yield from self._reference(unquote(address[1:]), words)
        elif not ADDRESS.fullmatch(address) or self._computed(address):
            msg = f"{address!r} is no address"
            hint = "write https://…, mailto:… or #id"
            self.fault("MARK-03", msg, "](", hint)
        elif not "".join(word.text for word in words).strip():
            msg, hint = "a link without words", "write [the words](https://…)"
            self.fault("MARK-05", msg, f"]({address}", hint)
        else:
            yield Link(self._next("link"), address, words)

    def _computed(self, address: str) -> bool:
        """Tell whether an expression stands in an address: a name is then coded (xn--…)."""
        source = ADDRESSED.findall(self.manuscript.text)
        coded = "xn--" in address and any(map(is_placeholder, "".join(source)))
        return coded or any(map(is_placeholder, unquote(address)))

    def _reference(self, target: str, words: tuple[Text, ...]) -> Iterator[Inline]:
        """Yield the reference; a ``#`` in its words stands for the folio."""
        at = self.manuscript.text.find(f"(#{target}", self.start)
        place = self.manuscript.position(max(at, self.start))
        if target in dict(self.desk.edges.project.parts):
            target = root_id(target)
        self.desk.edges.wanted.append((target, place))
        if not "".join(word.text for word in words).strip():
            msg = "a cross reference without words"
            hint = "write [the words](#id) or [page #](#id)"
            self.desk.fault("MARK-05", msg, place, hint)
        if not any("#" in word.text for word in words):
            said = "".join(word.text for word in words)
            places = words[0].places if words else None
            yield Ref(self._next("ref"), target, "text", said, places)
            return
        for word in words:
            before, mark, after = word.text.partition("#")
            if mark and before.endswith(" "):
                before = before[:-1] + numerals.NO_BREAK_SPACE
            if before:
                yield replace(word, text=before)
            if mark:
                yield Ref(self._next("ref"), target, "page")
            if after:
                start = len(word.text) - len(after)
                yield _cut(word, word.text, start, len(word.text))

    # --- notes

    def _note(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        if not self.notes:
            msg = "a note cannot stand here"
            self.fault("MARK-04", msg, "^[", "write it into the text or under notes:")
            return
        self.desk.notes += 1
        label = self.desk.notes
        start = self.manuscript.text.find("^[", self.cursor)
        note_id = f"{self.desk.part}/note-{label}"
        within = Writer(
            self.desk, self.manuscript, note_id, notes=False, start=max(start, 0) + 2
        )
        content = within.content(markup.inline(node.content, self.quotes))
        self.cursor = within.start + len(node.content) + 1
        yield Note(
            note_id,
            str(label),
            tuple(piece for piece in content if not isinstance(piece, Note)),
        )

    def _next(self, kind: str) -> str:
        self.desk.counters[f"{self.id}/{kind}"] += 1
        return f"{self.id}/{kind}-{self.desk.counters[f'{self.id}/{kind}']}"


@lru_cache(maxsize=8)
def _tied(language: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of spaces at which no line ends.

    Between a number and the word that stays with it, and after the words that the
    language leaves at no end of a line.
    """
    voice = Voice(language)
    after = "|".join(map(re.escape, voice.words_after_numbers))
    found = [re.compile(rf"(?<=[\d\ue000-\uf8ff]) (?=(?:{after})(?!\w))")]
    held = voice.say("held_words")
    if held:
        found.append(re.compile(rf"(?<=(?<!\w)[{held}]) (?=\S)"))
    return tuple(found)


def _cut(piece: Text, words: str, start: int, end: int) -> Text:
    """Return a stretch of words in the look of a piece, whose places are theirs."""
    places = piece.places.past(start) if piece.places and start else piece.places
    return replace(piece, text=words[start:end], places=places)


def _all_at(places: Places | None, offset: int, length: int) -> Places | None:
    """Return the places of printed words that were all written at one: an expression."""
    if places is None:
        return None
    ((_, there), *_) = places.past(offset).starts
    starts = tuple((here, there) for here in range(max(length, 1)))
    return Places(places.position_of, starts)


def in_full(piece: Text, voice: Voice) -> Iterator[Text]:
    """Yield literal words; what is read otherwise than it looks stands alone."""
    at = 0
    for words, said in voice.pieces(piece.text):
        yield replace(_cut(piece, piece.text, at, at + len(words)), spoken=said)
        at += len(words)


def _merged(pieces: Iterator[Inline]) -> Iterator[Inline]:
    """Yield the pieces, plain neighbours of one look joined."""
    last: Text | None = None
    for piece in pieces:
        plain = isinstance(piece, Text) and not piece.bound and piece.spoken is None
        if isinstance(piece, Text) and plain:
            if last and replace(last, text="") == replace(piece, text=""):
                last = _joined(last, piece)
            else:
                if last:
                    yield last
                last = piece
            continue
        if last:
            yield last
        last = None
        yield piece
    if last:
        yield last


def _joined(one: Text, other: Text) -> Text:
    places = one.places
    if places and other.places:
        places = places.then(len(one.text), other.places.starts)
    return replace(one, text=one.text + other.text, places=places)


def _trimmed(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return the content without white space at its two ends."""
    pieces = list(content)
    if pieces and isinstance(pieces[0], Text):
        words = pieces[0].text
        white = len(words) - len(words.lstrip(" \n"))
        pieces[0] = _cut(pieces[0], words, white, len(words))
    if pieces and isinstance(pieces[-1], Text):
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text.rstrip(" \n"))
    return tuple(
        piece for piece in pieces if not (isinstance(piece, Text) and not piece.text)
    )
