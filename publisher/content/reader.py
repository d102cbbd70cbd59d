"""A YAML file to a plain tree in which every key and value knows its place.

PyYAML's safe parser (its C form where there is one) yields events; this module only
builds the tree from them. It accepts what means the same to every reader: text, whole
and decimal numbers, true, false, null, lists and groups of keys. What YAML 1.1 would
silently turn into something else is a finding, and the tree then holds it as written,
so that one fault is told once. It knows nothing of what the keys mean (`validation`).

Findings
--------
YAML-01
    The file is missing or cannot be read.
YAML-02
    The file is larger than `MOST_BYTES`.
YAML-03
    Not UTF-8, or a control character.
YAML-04, YAML-05
    Not YAML; a tab indents.
YAML-06
    Several documents in one file.
YAML-07, YAML-08
    An anchor, alias or merge key; a tag.
YAML-09, YAML-10
    A key that stands twice; one that is not a name.
YAML-11
    A word or number without quotes that YAML reads as something else.
YAML-12
    Nested deeper than `MOST_DEPTH`.
YAML-13
    The file is empty, or not a group of keys.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from publisher.content.document import Document, Node
from publisher.content.syntax import syntax_finding
from publisher.errors import Finding
from publisher.provenance import Position

__all__ = ["MOST_BYTES", "MOST_DEPTH", "parse", "read"]

MOST_BYTES = 1024 * 1024
MOST_DEPTH = 32

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTROL = re.compile(f"{yaml.reader.Reader.NON_PRINTABLE.pattern}|\ufeff")
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_NUMBERLIKE = re.compile(
    r"[-+]?(?:[0-9][0-9_]*|0o[0-7]+|(?:\.[0-9]+|[0-9]+\.?[0-9]*)[eE][-+]?[0-9]+)"
)
"""What some reader of YAML takes for a number, though PyYAML may not."""
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_RESOLVERS: dict[str, list[tuple[str, re.Pattern[str]]]] = (
    yaml.SafeLoader.yaml_implicit_resolvers
)
_TAG_TO_MEANING = {
    "bool": "true or false",
    "int": "a number",
    "float": "a number",
    "null": "nothing",
    "timestamp": "a date",
}


Plain = str | int | float | bool | None
_Valued = yaml.ScalarEvent | yaml.CollectionStartEvent


class _TooDeepError(Exception):
    """The rest of the file is not read."""


def read(root: Path, file: str) -> tuple[Document | None, list[Finding]]:
    """Read ``root / file``; ``file`` is the POSIX path that positions will name.

    Returns
    -------
    tuple
        The document, None if there is no tree to speak of, and every finding.
    """
    start = Position(file)
    try:
        with (root / file).open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        hint = "create the file, or correct the name where it is listed"
        return None, [Finding("YAML-01", f"there is no file {file}", start, hint)]
    except OSError as error:
        message = f"{file} cannot be read: {error.strerror}"
        return None, [Finding("YAML-01", message, start, "check its permissions")]
    if len(data) > MOST_BYTES:
        message = f"the file is larger than {MOST_BYTES // 1024} KiB"
        hint = "split it; data belong in content/data/, not in YAML"
        return None, [Finding("YAML-02", message, start, hint)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        before = data[data.rfind(b"\n", 0, error.start) + 1 : error.start]
        position = Position(file, line, len(before.decode("utf-8-sig", "replace")) + 1)
        message = f"the byte {data[error.start]:#04x} is not UTF-8"
        hint = "save the file as UTF-8 in your editor"
        return None, [Finding("YAML-03", message, position, hint)]
    return parse(file, text)


def parse(file: str, text: str) -> tuple[Document | None, list[Finding]]:
    """Read the text of a file; see `read`."""
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        column = control.start() - text.rfind("\n", 0, control.start())
        message = f"a control character (U+{ord(control[0]):04X}) stands here"
        hint = "delete it; it is invisible in most editors"
        position = Position(file, line, column)
        return None, [Finding("YAML-03", message, position, hint)]
    builder = _Builder(file)
    try:
        try:
            builder.take_all(text, _LOADER)
        except yaml.YAMLError as error:
            if "nesting depth" not in str(error):
                raise
            # libyaml reads ahead and refuses a depth of 1,000 before it tells of the 33rd.
            builder = _Builder(file)
            builder.take_all(text, yaml.SafeLoader)
    except yaml.YAMLError as error:
        findings = [*builder.findings, syntax_finding(file, text, error)]
        return None, findings
    except _TooDeepError:
        return None, builder.findings
    findings = builder.findings
    if builder.root is None or not isinstance(builder.root.value, dict):
        found = "holds no keys" if builder.root else "is empty"
        message = f"the file {found}; it must be a group of 'key: value' lines"
        hint = "compare it with its neighbours, or with the schema in its first line"
        findings.append(Finding("YAML-13", message, Position(file), hint))
        return None, findings
    return Document(file, text, builder.root), findings


class _Open:
    """A list or group of keys that is being read; ``key`` waits for its value."""

    __slots__ = ("has_key", "is_key", "key", "node")

    def __init__(self, node: Node, *, is_key: bool) -> None:
        self.node = node
        self.key: str | None = None
        self.has_key = False
        self.is_key = is_key


class _Builder:
    """Builds the tree of one file from the parser's events, without recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.findings: list[Finding] = []
        self._stack: list[_Open] = []
        self._documents = 0

    def take_all(self, text: str, loader: type[yaml.SafeLoader]) -> None:
        """Take all events of a text."""
        for event in yaml.parse(text, Loader=loader):
            self.take(event)

    def take(self, event: yaml.Event) -> None:
        """Take the next event."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._open(event, {})
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open(event, [])
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._close()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents == 2:
                message = "a second document begins here"
                hint = "keep one document in a file: delete the line '---'"
                self._report("YAML-06", message, event, hint)

    def _report(self, code: str, message: str, event: yaml.Event, hint: str) -> None:
        line, column, _ = _begin(event)
        position = Position(self.file, line, column)
        self.findings.append(Finding(code, message, position, hint))

    def _check_properties(self, event: _Valued) -> None:
        if event.anchor is not None:
            message = f"the anchor &{event.anchor}: anchors are not allowed"
            self._report("YAML-07", message, event, "write the text out where needed")
        if event.tag is not None:
            message = f"the tag {event.tag}: tags are not allowed"
            hint = "delete it; put a text that begins with '!' in quotes"
            self._report("YAML-08", message, event, hint)

    def _alias(self, event: yaml.AliasEvent) -> None:
        message = f"the alias *{event.anchor}: aliases are not allowed"
        hint = "write the text out; put a text that begins with '*' in quotes"
        self._report("YAML-07", message, event, hint)
        self._place(_node(event, None))

    def _open(self, event: _Valued, children: dict[str, Node] | list[Node]) -> None:
        self._check_properties(event)
        if len(self._stack) == MOST_DEPTH:
            message = f"nested deeper than {MOST_DEPTH} levels"
            hint = "split the content; nothing needs to be nested so deep"
            self._report("YAML-12", message, event, hint)
            raise _TooDeepError
        node = _node(event, type(children)())
        node.children = children
        is_key = self._wants_key()
        if is_key:
            self._complex_key(event)
        else:
            self._place(node)
        self._stack.append(_Open(node, is_key=is_key))

    def _close(self) -> None:
        closed = self._stack.pop()
        if closed.is_key:
            self._stack[-1].has_key = True

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._check_properties(event)
        if self._wants_key():
            self._key(event)
            return
        value: Plain = event.value
        if event.implicit[0] and not event.style:
            value = self._plain(event)
        self._place(_node(event, value))

    def _wants_key(self) -> bool:
        if not self._stack:
            return False
        top = self._stack[-1]
        return isinstance(top.node.children, dict) and not top.has_key

    def _key(self, event: yaml.ScalarEvent) -> None:
        top = self._stack[-1]
        top.has_key, top.key = True, None
        name = event.value
        if not event.style and name == "<<":
            message = "merge keys (<<) are not allowed"
            self._report("YAML-07", message, event, "write the keys out where needed")
            return
        plain = event.implicit[0] and not event.style
        if plain and not _INTEGER.fullmatch(name) and _plain_value(name) != name:
            message = f"the key {name} without quotes is not a name to YAML"
            self._report("YAML-10", message, event, f'write "{name}":')
        if name in top.node.keys:
            message = (
                f"the key {name} stands twice; first in line {top.node.keys[name][0]}"
            )
            self._report("YAML-09", message, event, "keep one of the two")
            return
        top.key = name
        top.node.keys[name] = _begin(event)[:2]

    def _complex_key(self, event: yaml.Event) -> None:
        top = self._stack[-1]
        top.key = None
        if _begin(event)[2] == top.node.start + 1:
            message = "a text that begins with {{ needs quotes"
            position = Position(self.file, top.node.line, top.node.column)
            hint = "put the whole text in quotes, or on a line of its own under '|'"
            self.findings.append(Finding("YAML-10", message, position, hint))
            return
        message = "a list or a group of keys stands where a key must be"
        hint = "write a name before the colon; put a text with [ or { in quotes"
        self._report("YAML-10", message, event, hint)

    def _place(self, node: Node) -> None:
        """Put a value where it belongs; one under a key that is a fault is left out."""
        if not self._stack:
            if self.root is None:
                self.root = node
            return
        top = self._stack[-1]
        if isinstance(top.node.children, list):
            top.node.children.append(node)
            top.node.value.append(node.value)
            return
        if not top.has_key:  # an alias where a key must be, reported already
            top.has_key, top.key = True, None
            return
        top.has_key = False
        if top.key is not None and top.node.children is not None:
            top.node.children[top.key] = node
            top.node.value[top.key] = node.value

    def _plain(self, event: yaml.ScalarEvent) -> Plain:
        """Return what a text without quotes stands for."""
        text = event.value
        value = _plain_value(text)
        if not isinstance(value, type):
            return value
        meaning = _meaning(text)
        hint = f'write "{text}" in quotes if it is text'
        if meaning == "true or false":
            hint += ", or true or false if it is a choice"
        elif meaning == "a number":
            hint += ", or the plain number without signs, zeros or marks"
        message = f"{text} without quotes means {meaning} to some readers of YAML"
        self._report("YAML-11", message, event, hint)
        return text


class _Trap:
    """Stands for what YAML may read as something else."""


def _plain_value(text: str) -> Plain | type[_Trap]:
    if text in _WORDS:
        return _WORDS[text]
    first = text[0]
    if first not in _RESOLVERS and first not in "+-.0123456789":
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text if _meaning(text) is None else _Trap


def _meaning(text: str) -> str | None:
    if _NUMBERLIKE.fullmatch(text):
        return "a number"
    for tag, pattern in _RESOLVERS.get(text[0], ()):
        if pattern.match(text):
            return _TAG_TO_MEANING.get(tag.rpartition(":")[2])
    return None


def _begin(event: yaml.Event) -> tuple[int, int, int]:
    """Return line and column (from 1) and index (from 0) of an event's first character."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1, mark.index) if mark else (1, 1, 0)


def _node(event: yaml.Event, value: object) -> Node:
    style = getattr(event, "style", None) or ""
    end = event.end_mark.index if event.end_mark else 0
    return Node(value, *_begin(event), end, style)
