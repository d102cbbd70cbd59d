"""What the YAML parser complains of, in words for an editor.

The parser says "mapping values are not allowed in this context"; an editor needs to
hear that a colon stands in a text without quotes.
"""

from __future__ import annotations

import yaml

from publisher.errors import Finding
from publisher.provenance import Position

__all__ = ["syntax_finding"]

_PROBLEM_TO_WORDS = {
    "mapping values are not allowed": (
        "a colon stands where no key can be",
        "put a text that holds ': ' in quotes, or align the line with the keys above it",
    ),
    "did not find expected key": (
        "this line does not fit the lines above it",
        "align the keys of one group; put a text that begins with [ or { in quotes",
    ),
    "did not find expected '-' indicator": (
        "this line does not fit the list above it",
        "begin each item with '- ' in the same column",
    ),
    "did not find expected ',' or ']'": (
        "the list that begins with '[' is not closed",
        "part the items with commas and end the list with ']'",
    ),
    "did not find expected ',' or '}'": (
        "the group that begins with '{' is not closed",
        "end it with '}'; put a text that begins with '{' in quotes",
    ),
    "could not find expected ':'": (
        "a key without its colon, or a text that is not indented",
        "write 'key: value', or indent the line under the text it belongs to",
    ),
    "did not find expected node content": (
        "a value is missing here",
        "write the value, or put a text that begins with '[' or '{' in quotes",
    ),
    "found unknown escape character": (
        "a backslash in double quotes that means nothing",
        "use single quotes, or write the backslash twice",
    ),
    "found unexpected end of stream": (
        "the file ends inside a text in quotes",
        "close the quotes",
    ),
    "found unexpected document indicator": (
        "the document ends inside a text in quotes",
        "close the quotes",
    ),
    "did not find expected <document start>": (
        "this line does not fit what stands above it",
        "a file is one group of keys; align this line with the first one",
    ),
    "block sequence entries are not allowed": (
        "a list item stands where no list can be",
        "begin the list on a line of its own under its key",
    ),
}
_OPENED = ("quoted scalar", "flow sequence", "flow mapping", "simple key")


def syntax_finding(file: str, text: str, error: yaml.YAMLError) -> Finding:
    """Return the finding for what the parser raised.

    A text or list that is never closed is shown where it was opened.
    """
    if not isinstance(error, yaml.MarkedYAMLError):
        return Finding("YAML-04", f"this is not YAML: {error}", Position(file))
    problem = error.problem or str(error.context)
    context = error.context or ""
    mark = error.problem_mark
    if error.context_mark and any(word in context for word in _OPENED):
        mark = error.context_mark
    position = Position(file, mark.line + 1, mark.column + 1) if mark else None
    if error.problem_mark and _is_tab(text, error.problem_mark):
        return Finding(
            "YAML-05",
            "a tab stands where YAML allows only spaces",
            Position(file, error.problem_mark.line + 1, error.problem_mark.column + 1),
            "indent with spaces; set your editor to write spaces for the tab key",
        )
    if "cannot start any token" in problem:
        return Finding(
            "YAML-04",
            "a text without quotes cannot begin with this character",
            position,
            "put the text in quotes",
        )
    for words, (message, hint) in _PROBLEM_TO_WORDS.items():
        if words in problem:
            return Finding("YAML-04", message, position, hint)
    said = f"{context}: {problem}" if context else problem
    return Finding(
        "YAML-04",
        f"this is not YAML ({said})",
        position,
        "compare the line with its neighbours: indentation, quotes, colons",
    )


def _is_tab(text: str, mark: yaml.Mark) -> bool:
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    return line[mark.column : mark.column + 1] == "\t"
