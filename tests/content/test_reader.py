"""YAML to a tree: nothing is guessed, every fault has its place."""

from pathlib import Path

import pytest
import yaml

from publisher.content import reader
from publisher.content.reader import MOST_BYTES, MOST_DEPTH, parse, read
from publisher.provenance import Position


def faults(text: str) -> list[str]:
    """Return "code line:column" of each finding."""
    _, findings = parse("x.yml", text)
    places = [(f.code, f.position) for f in findings]
    return [f"{code} {p.line}:{p.column}" for code, p in places if p]


def test_plain_values() -> None:
    """Text, whole and decimal numbers, true, false and null are what they look like."""
    document, findings = parse(
        "x.yml",
        "a: word\nb: -12\nc: 0.50\nd: true\ne: null\nf:\ng: 'NO'\nh: \"07\"\n"
        "i: [1, x]\nj: {k: 2}\nl: 2023-03\nm: 1.2.3\nn: a - b\n2018: year\n",
    )
    assert findings == []
    assert document is not None
    assert document.root.value == {
        "a": "word", "b": -12, "c": 0.5, "d": True, "e": None, "f": None, "g": "NO",
        "h": "07", "i": [1, "x"], "j": {"k": 2}, "l": "2023-03", "m": "1.2.3",
        "n": "a - b", "2018": "year",
    }  # fmt: skip


@pytest.mark.parametrize(
    "trap",
    [
        "NO", "no", "Yes", "on", "OFF", "True", "FALSE", "Null", "1:30", "12:30:45",
        "0123", "07", "08", "0x1F", "0o17", "0b1", "1_000", "+1", "1e3", "1.5E+3", ".5",
        ".inf", "-.INF", ".nan", "2026-10-31", "2026-10-31 12:00:00",
        "12345678901234567890",
    ],
)  # fmt: skip
def test_trap_is_told_and_kept_as_written(trap: str) -> None:
    """A word that some YAML reader takes for something else is a finding, never a value."""
    document, findings = parse("x.yml", f"a: b\nkey: {trap}\n")
    assert [(f.code, f.position) for f in findings] == [
        ("YAML-11", Position("x.yml", 2, 6))
    ]
    assert findings[0].hint
    assert f'"{trap}"' in findings[0].hint
    assert document is not None
    assert document.root.value["key"] == trap


@pytest.mark.parametrize(
    "quoted", ["'NO'", '"2026-10-31"', "|\n  07\n", ">-\n  1_000\n"]
)
def test_quotes_make_text(quoted: str) -> None:
    """What is quoted or stands in a block is text and no trap."""
    document, findings = parse("x.yml", f"a: {quoted}")
    assert findings == []
    assert document is not None
    assert isinstance(document.root.value["a"], str)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", ["YAML-09 3:1"]),
        ("a: &x [1]\n", ["YAML-07 1:4"]),
        ("a: *x\n", ["YAML-07 1:4"]),
        ("b: 1\n<<: {a: 1}\n", ["YAML-07 2:1"]),
        ("a: !!str 1\nb: !x y\n", ["YAML-08 1:4", "YAML-08 2:4"]),
        ("a: !!python/object:os.system {}\n", ["YAML-08 1:4"]),
        ("a: 1\n---\nb: 2\n", ["YAML-06 2:1"]),
        ("on: 1\n", ["YAML-10 1:1"]),
        ("07: x\n", ["YAML-10 1:1"]),
        ("[a]: 1\nb: 2\n", ["YAML-10 1:1"]),
        ("a: {{ x }}\n", ["YAML-10 1:4"]),
        ("", ["YAML-13 1:1"]),
        ("# only a comment\n", ["YAML-13 1:1"]),
        ("- a\n- b\n", ["YAML-13 1:1"]),
        ("a: b\x07\n", ["YAML-03 1:5"]),
        ("a: no\nb: yes\n", ["YAML-11 1:4", "YAML-11 2:4"]),
    ],
)
def test_refusals(text: str, expected: list[str]) -> None:
    """What YAML allows and we do not is refused where it stands, all in one go."""
    assert faults(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "word"),
    [
        ("a:\n\tb: 1\n", "YAML-05 2:1", "tab"),
        ("a: b: c\n", "YAML-04 1:5", "colon"),
        ("x: y\na: 'open\n", "YAML-04 2:4", "quotes"),
        ("a: [1, 2\nb: 3\n", "YAML-04 1:4", "closed"),
        ("a: @x\n", "YAML-04 1:4", "begin"),
        ("a:\n  b: 1\n c: 2\n", "YAML-04 3:2", "fit"),
        ("a: 1\nlost\nb: 2\n", "YAML-04 2:1", "colon"),
        ('a: "\\q"\n', "YAML-04 1:4", "backslash"),
        ('a: "{{ x }}" more\n', "YAML-04 1:14", "fit"),
    ],
)
def test_syntax_errors_in_words(text: str, expected: str, word: str) -> None:
    """A syntax error is said in plain words where it begins, with a remedy."""
    _, findings = parse("x.yml", text)
    assert faults(text)[-1:] == [expected]
    assert word in findings[-1].message
    assert findings[-1].hint


def test_every_prefix_of_a_file_is_read_or_told() -> None:
    """However a file is cut off, there is a tree or a finding, and never an exception."""
    text = "a: \"x {{ y }}\"\nb:\n  - {c: [1, 'd']}\n  - |\n    e\n? f\n: g\n"
    for end in range(len(text)):
        document, findings = parse("x.yml", text[:end])
        assert document is not None or findings


def test_aliases_do_not_multiply() -> None:
    """Nested aliases ("billion laughs") are refused without being expanded."""
    lines = ["a0: &a0 [x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    document, findings = parse("x.yml", "\n".join(lines))
    assert {f.code for f in findings} == {"YAML-07"}
    assert document is not None
    assert document.root.value["a11"] == [None] * 9


def test_depth_is_limited() -> None:
    """Nesting stops at the limit: no recursion error, one finding."""
    assert faults("a: " + "[" * 100_000) == [f"YAML-12 1:{3 + MOST_DEPTH}"]
    within = "a: " + "[" * (MOST_DEPTH - 1) + "]" * (MOST_DEPTH - 1)
    assert faults(within) == []


def test_file_faults(tmp_path: Path) -> None:
    """Missing, too large, not UTF-8: each is one finding, with the line where it can be."""
    (tmp_path / "large.yml").write_bytes(b"a: " + b"x" * MOST_BYTES)
    (tmp_path / "latin.yml").write_bytes(b"a: b\nc: \xe9\n")
    (tmp_path / "folder.yml").mkdir()
    told = {}
    for file in ("none.yml", "large.yml", "latin.yml", "folder.yml"):
        document, [finding] = read(tmp_path, file)
        assert document is None
        told[file] = (finding.code, finding.position)
    assert told == {
        "none.yml": ("YAML-01", Position("none.yml")),
        "large.yml": ("YAML-02", Position("large.yml")),
        "latin.yml": ("YAML-03", Position("latin.yml", 2, 4)),
        "folder.yml": ("YAML-01", Position("folder.yml")),
    }


def test_byte_order_mark_is_no_content(tmp_path: Path) -> None:
    """A file that a Windows editor saved with a byte order mark reads the same."""
    (tmp_path / "bom.yml").write_bytes("\ufeffa: b\r\nc: d\r\n".encode())
    document, findings = read(tmp_path, "bom.yml")
    assert findings == []
    assert document is not None
    assert document.root.value == {"a": "b", "c": "d"}
    assert document.root.keys == {"a": (1, 1), "c": (2, 1)}


def test_pure_python_parser_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML has no C parser, values and places are the same."""
    text = "a: [1, 'x']\nb: |\n  é 😀\n  c\nd: {e: no}\n"
    fast = parse("x.yml", text)
    monkeypatch.setattr(reader, "_LOADER", yaml.SafeLoader)
    slow = parse("x.yml", text)
    assert fast[1] == slow[1]
    assert fast[0]
    assert slow[0]
    assert fast[0].root.value == slow[0].root.value
    assert fast[0].root.keys == slow[0].root.keys
