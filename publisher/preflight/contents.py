"""A content stream to its instructions, one after the other, in little memory.

pikepdf reads the tokens. An instruction is its operator, its operands, and the stretch of
bytes that holds both: what changes a stream can copy the rest as it stands.

ISO 32000-1, 7.8.2 and 8.9.7 (inline images).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Operator, StreamParser

from publisher.preflight.objects import contents, items

__all__ = ["INLINE_IMAGE", "Handler", "TooMuch", "follow", "joined"]

INLINE_IMAGE = "BI"
"""The operator of a whole inline image; its operands are its keys and values, its data last."""
_MOST_OPERANDS = 40_000

Handler = Callable[[str, list[Any], int, int], None]
"""Called with operator, operands, and the first and last offset of their bytes."""


class TooMuch(Exception):  # noqa: N818 - it says what it is
    """There are more instructions than can be followed in reasonable time."""


class _Instructions(StreamParser):
    """Groups tokens to instructions."""

    def __init__(self, data: bytes, handler: Handler, room: list[int]) -> None:
        super().__init__()
        self._data = data
        self._in_image = False
        self._handler = handler
        self._room = room
        self._operands: list[Any] = []
        self._start = -1

    def handle_object(self, token: Any, offset: int, length: int) -> None:  # noqa: ANN401
        """Take one token, as pikepdf calls it."""
        if self._start < 0:
            self._start = offset
        if self._in_image:
            self._operands.append(self._data[offset : offset + length])
            self._in_image = False
            return
        if not isinstance(token, Operator):
            if len(self._operands) < _MOST_OPERANDS:
                self._operands.append(token)
            return
        operator = str(token)
        if operator in {"BI", "ID"}:  # keys and values follow, then the data
            self._in_image = operator == "ID"
            return
        if operator == "EI":
            operator = INLINE_IMAGE
        self._room[0] -= 1
        if self._room[0] < 0:
            raise TooMuch
        operands, self._operands = self._operands, []
        start, self._start = self._start, -1
        self._handler(operator, operands, start, offset + length)

    def handle_eof(self) -> None:
        """Take the end, as pikepdf calls it."""


def joined(content: object) -> bytes:
    """Return the content of a page: one stream, or several that are one.

    Raises
    ------
    Oversized
        If a stream is longer than can be read.
    """
    parts = items(content)
    return b"\n".join(contents(part) for part in parts) if parts else contents(content)


def follow(data: bytes, handler: Handler, room: list[int]) -> None:
    """Call the handler for each instruction; ``room`` counts down how many may come.

    Raises
    ------
    TooMuch
        If there is no more room.
    pikepdf.PdfError
        If the bytes are no content stream at all.
    """
    scratch = pikepdf.new()
    page = Dictionary(Type=Name.Page, Contents=scratch.make_stream(data))
    pikepdf.Page(page).parse_contents(_Instructions(data, handler, room))
