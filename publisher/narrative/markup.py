"""Marked-up words to a tree: markdown-it-py, with what prose may not hold refused.

Prose has paragraphs, lists, > quotations, *emphasis*, **strong words**, [links](https://…),
cross references, ^[notes] and [mots]{lang=fr}. The rest of CommonMark is recognised, so that it can be refused
where it stands instead of being printed. Straight quotes become curly.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode

__all__ = ["NODE_TO_FAULT", "blocks", "inline"]

NODE_TO_FAULT: dict[str, tuple[str, str]] = {
    "heading": ("a heading in prose", "write a block of its own: - heading: …"),
    "fence": ("code in prose", "delete the ``` lines"),
    "code_block": ("an indented line", "begin every line of the text in one column"),
    "code_inline": ("code in prose", "delete the ` marks"),
    "html_block": ("HTML in prose", "use *emphasis* or **strong**"),
    "html_inline": ("HTML in prose", "use *emphasis* or **strong**; write \\< for <"),
    "image": ("an image in prose", "write a figure block"),
    "hr": ("a rule", "the style decides on rules"),
    "hardbreak": ("a forced line break", "write a blank line for a new paragraph"),
}


def _note(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Recognise ``^[text]``; the text may hold markup and balanced brackets."""
    start = state.pos
    if not state.src.startswith("^[", start):
        return False
    end = parseLinkLabel(state, start + 1)
    if end < 0:
        return False
    if not silent:
        token = state.push("note", "", 0)
        token.content = state.src[start + 2 : end]
    state.pos = end + 1
    return True


_LANGUAGE = re.compile(r"\{lang=([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\}")


def _foreign(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the same
    """Recognise ``[words]{lang=fr}``, the tag one of BCP 47; the words may hold markup."""
    start = state.pos
    if not state.src.startswith("[", start):
        return False
    end = parseLinkLabel(state, start)
    language = _LANGUAGE.match(state.src, end + 1) if end >= 0 else None
    if language is None:
        return False
    if not silent:
        token = state.push("foreign", "", 0)
        token.content = state.src[start + 1 : end]
        token.info = language[1]
    state.pos = language.end()
    return True


@lru_cache(maxsize=8)
def _parser(quotes: str) -> MarkdownIt:
    parser = MarkdownIt(
        "commonmark", {"html": True, "typographer": True, "quotes": quotes}
    ).enable("smartquotes")
    parser.inline.ruler.before("link", "note", _note)
    parser.inline.ruler.before("link", "foreign", _foreign)
    return parser


def blocks(text: str, quotes: str) -> SyntaxTreeNode:
    """Return the tree of paragraphs and lists; ``map`` of a node are its lines (from 0)."""
    return SyntaxTreeNode(_parser(quotes).parse(text))


def inline(text: str, quotes: str) -> SyntaxTreeNode:
    """Return the tree of a text that is one paragraph whatever it looks like."""
    return SyntaxTreeNode(_parser(quotes).parseInline(text)).children[0]
