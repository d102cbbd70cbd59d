"""Two editions' passages to what has changed in words: pairs, and the edits within them.

Passages of one part are aligned in order, so that an added paragraph does not make changed ones
of all that follow. What then is left over on both sides and says nearly the same has moved.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple
from unicodedata import category

from publisher.comparison.passages import Passage

__all__ = ["Edit", "Happened", "WordChange", "edits", "tokens", "word_changes"]

Happened = Literal["changed", "moved", "new", "gone"]

LIKE = 0.4
"""From which likeness on (0 to 1, the share of common words) a passage is a changed one."""
SAME_PLACE = 0.25
"""How much more alike two passages are for having one id."""
SHORT = 6
"""Words of a title or a key figure: with one id it is the same one, however unlike."""
MOVED, MOVED_WORDS = 0.8, 5
"""How alike, and how long in words, a passage elsewhere must be to have moved."""
MOST = 250_000
"""Pairs of passages that are compared in one gap; beyond, only equal ids make a pair."""

_CURRENCY = "".join(c for c in map(chr, range(0x2100)) if category(c) == "Sc")
_TOKEN = re.compile(
    rf"(?:(?<!\w)[+\-−])?[{_CURRENCY}]?\d+(?:[.,\u202f]\d+)*[%{_CURRENCY}\w]*"
    r"|\w+(?:[-'’‐‑\u00ad\u200b\u2060]+\w+)*"
    r"|[^\w\s]"
)
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")


class Token(NamedTuple):
    """A word, a number with its signs, or a mark, and where it stands in the text."""

    text: str
    start: int
    end: int


class Edit(NamedTuple):
    """A stretch that differs: where it is in the old text and in the new one.

    One of them is empty where words were only added or only taken away.
    """

    old: tuple[int, int]
    new: tuple[int, int]


@dataclass(frozen=True, slots=True)
class WordChange:
    """What happened to a passage. ``edits`` are in both texts; one that is new or gone has none.

    What is gone stood ``after`` a passage of the same part that the new edition has.
    """

    happened: Happened
    old: Passage | None
    new: Passage | None
    edits: tuple[Edit, ...] = ()
    after: Passage | None = None

    @property
    def passage(self) -> Passage:
        """The passage as it is now, or as it was if it is gone."""
        passage = self.new or self.old
        assert passage is not None  # noqa: S101 - one of them is there
        return passage

    @property
    def only_figures(self) -> bool:
        """Whether it is a row of a table that differs in nothing but its figures."""
        if self.happened != "changed" or self.passage.kind != "row":
            return False
        assert self.old is not None and self.new is not None  # noqa: S101, PT018
        spans = [
            (self.old.text[a:b], self.new.text[c:d]) for (a, b), (c, d) in self.edits
        ]
        return not any(each.isalpha() for was, now in spans for each in was + now)


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words, numbers and marks of a text; hidden marks do not count."""
    return tuple(
        Token(_UNSEEN.sub("", match[0]), *match.span())
        for match in _TOKEN.finditer(text)
        if _UNSEEN.sub("", match[0])
    )


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """Return the stretches in which two texts differ by words."""
    before, now = tokens(old), tokens(new)
    matcher = SequenceMatcher(
        None,
        [each.text for each in before],
        [each.text for each in now],
        autojunk=False,
    )
    return tuple(
        Edit(_span(before, a, b, old), _span(now, c, d, new))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    )


def _span(found: Sequence[Token], first: int, end: int, text: str) -> tuple[int, int]:
    """Return where tokens stand; an empty place is before the token that follows."""
    if first == end:
        at = found[first].start if first < len(found) else len(text)
        return at, at
    return found[first].start, found[end - 1].end


def word_changes(
    old: Sequence[Passage], new: Sequence[Passage]
) -> tuple[WordChange, ...]:
    """Return all passages that differ, in the order of the new edition, gone ones in place."""
    pairs: list[_Pair] = []
    for part in _parts_in_order(old, new):
        pairs += _aligned(
            [each for each in old if each.part == part],
            [each for each in new if each.part == part],
        )
    return tuple(_changes(_with_moves(pairs)))


def _parts_in_order(old: Iterable[Passage], new: Iterable[Passage]) -> list[str]:
    """Return the parts of the new edition; one that is gone stands after its forerunner."""
    order = list(dict.fromkeys(each.part for each in new))
    before = ""
    for part in dict.fromkeys(each.part for each in old):
        if part not in order:
            order.insert(order.index(before) + 1 if before else 0, part)
        before = part
    return order


class _Pair(NamedTuple):
    """A passage as it was and as it is; one of them may be None."""

    old: Passage | None
    new: Passage | None
    moved: bool = False


def _aligned(old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[_Pair]:
    """Yield the passages of one part side by side."""
    matcher = SequenceMatcher(
        None,
        [(each.kind, each.text) for each in old],
        [(each.kind, each.text) for each in new],
        autojunk=False,
    )
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield from map(_Pair, old[a:b], new[c:d])
        elif (b - a) * (d - c) > MOST:
            yield from _of_one_id(old[a:b], new[c:d])
        else:
            yield from _likest(old[a:b], new[c:d])


def _of_one_id(old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[_Pair]:
    """Yield the pairs of one id, then what has none: quick, for very long tables."""
    now = {each.id: each for each in new}
    yield from (_Pair(was, now.pop(was.id, None)) for was in old)
    yield from (_Pair(None, each) for each in now.values())


def _likest(old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[_Pair]:
    """Yield the pairs, in order on both sides, that are together most alike."""
    likeness = [[_likeness(was, now) for now in new] for was in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    i = j = 0
    while i < len(old) and j < len(new):
        if likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            yield _Pair(old[i], new[j])
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield _Pair(old[i], None)
            i += 1
        else:
            yield _Pair(None, new[j])
            j += 1
    yield from (_Pair(each, None) for each in old[i:])
    yield from (_Pair(None, each) for each in new[j:])


def _likeness(old: Passage, new: Passage) -> float:
    """Return how alike two passages of a part are; 0 if one is not the other changed."""
    if old.kind != new.kind:
        return 0.0
    if old.kind == "row":
        return 1.0 if _stub(old) == _stub(new) and old.home == new.home else 0.0
    score = _common(old.text, new.text)
    if old.id == new.id:
        short = max(len(tokens(old.text)), len(tokens(new.text))) <= SHORT
        score = max(score + SAME_PLACE, LIKE if short else 0.0)
    return score if score >= LIKE else 0.0


def _stub(row: Passage) -> str:
    return row.text.partition("\t")[0]


def _common(old: str, new: str) -> float:
    """Return the share of words that two texts have in common (Dice's coefficient)."""
    before, now = _counted(old), _counted(new)
    total = before.total() + now.total()
    return 2 * (before & now).total() / total if total else 0.0


@lru_cache(maxsize=20_000)
def _counted(text: str) -> Counter[str]:
    return Counter(each.text for each in tokens(text))


def _with_moves(pairs: Sequence[_Pair]) -> Iterator[_Pair]:
    """Yield the pairs with each passage that is gone joined to its new place, if any."""
    left = [was for was, now, _ in pairs if was and now is None and _can_move(was)]
    source: dict[str, Passage] = {}
    for was, now, _ in pairs:
        if now and was is None and _can_move(now):
            found = _source(now, left)
            if found is not None:
                left.remove(found)
                source[now.id] = found
    taken = {each.id for each in source.values()}
    for pair in pairs:
        was, now, _ = pair
        if was is None and now is not None and now.id in source:
            yield _Pair(source[now.id], now, moved=True)
        elif was is None or now is not None or was.id not in taken:
            yield pair


def _can_move(passage: Passage) -> bool:
    return passage.kind != "alt" and len(tokens(passage.text)) >= MOVED_WORDS


def _source(new: Passage, gone: Sequence[Passage]) -> Passage | None:
    """Return the passage from which a new one has moved."""
    scores = [
        (_common(each.text, new.text), each) for each in gone if each.kind == new.kind
    ]
    score, best = max(scores, key=lambda pair: pair[0], default=(0.0, None))
    return best if score >= MOVED else None


def _changes(pairs: Iterable[_Pair]) -> Iterator[WordChange]:
    """Yield what differs between the pairs."""
    last: Passage | None = None
    for old, new, moved in pairs:
        if new is None:
            after = last if old and last and last.part == old.part else None
            yield WordChange("gone", old, None, after=after)
            continue
        last = last if new.kind == "alt" else new  # which no page shows
        if old is None:
            yield WordChange("new", None, new)
            continue
        found = edits(old.text, new.text)
        if found or moved:
            yield WordChange("moved" if moved else "changed", old, new, found)
