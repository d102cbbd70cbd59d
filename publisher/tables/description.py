"""A table in words, for those who do not see it: how large, what it lists, its extremes.

The words name what is in the cells as it is printed there; nothing is rounded again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from publisher import numerals
from publisher.narrative.model import Inline, Text, plain
from publisher.tables.cells import Entry

__all__ = ["described"]

MOST_COLUMNS = 4
"""Of how many columns the extremes are said: more is a burden to listen to."""


def described(
    stub: str,
    heads: Sequence[tuple[str, str]],
    rows: Sequence[tuple[str, Sequence[Entry]]],
) -> str:
    """Return the alternative text.

    ``heads`` are each column's head and spanner, without the stub's, ``rows`` each
    row's label and cells, totals left out.
    """
    alike = Counter(head for head, _ in heads)
    named = [
        head if alike[head] == 1 else _under(head, spanner) for head, spanner in heads
    ]
    rows_said = _counted(len(rows), "row")
    said = [
        f"A table of {rows_said} and {_counted(len(heads) + 1, 'column')}.",
        f"{stub}: {_span(rows[0][0], rows[-1][0])}.",
        f"Columns: {_listed(named)}.",
    ]
    for column, (head, spanner) in list(enumerate(heads))[:MOST_COLUMNS]:
        extremes = _extremes(column, rows)
        if extremes:
            said.append(f"{_under(head, spanner)}: {extremes}.")
    return " ".join(numerals.spoken(sentence) for sentence in said)


def _extremes(column: int, rows: Sequence[tuple[str, Sequence[Entry]]]) -> str:
    numbered = [
        (entry.number, label, _said(entry.content))
        for label, cells in rows
        if (entry := cells[column]).number is not None
    ]
    if len({number for number, _, _ in numbered}) < 2:
        return ""
    high = max(numbered, key=lambda found: found[0])
    low = min(numbered, key=lambda found: found[0])
    return f"highest {high[2]} ({high[1]}), lowest {low[2]} ({low[1]})"


def _said(content: tuple[Inline, ...]) -> str:
    """Return the printed words, as spoken where that differs."""
    return "".join(
        piece.spoken or piece.text if isinstance(piece, Text) else plain((piece,))
        for piece in content
    )


def _counted(amount: int, noun: str) -> str:
    return f"{numerals.count(amount)} {numerals.plural(amount, noun, noun + 's')}"


def _listed(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    comma = "; " if any("," in word for word in words) else ", "
    return f"{comma.join(words[:-1])}{comma}and {words[-1]}"


def _under(head: str, spanner: str) -> str:
    return f"{head} ({spanner})" if spanner else head


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"
