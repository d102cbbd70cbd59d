"""What nobody would write, and somebody will: it builds, or it is told; it never breaks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.mini import (
    CONTENTS,
    EDITION,
    KITES,
    LANTERNS,
    PUBLICATION,
    SOURCES,
    YEARLY,
    call,
    copied,
    pinned,
    place,
    run,
    spoilt,
)
from tests.test_bad_content import refused

TYPE = "styles/type.yml"


def changed(file: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """Return the edit of a file's bytes."""

    def edit(root: Path) -> None:
        (root / file).write_bytes(change((root / file).read_bytes()))

    return edit


def renamed(root: Path) -> None:
    """Give a part a name with letters of another script and a space."""
    (root / KITES).rename(root / "content/sectors/drächen 凧.yml")
    spoilt(
        root,
        (PUBLICATION, "sectors/kites.yml", "sectors/drächen 凧.yml"),
        (CONTENTS, "(#kites)", "(<#drächen 凧>)"),
        (LANTERNS, "(#kites)", "(<#drächen 凧>)"),
    )


BUILT: dict[str, Callable[[Path], object]] = {
    "CSV with a byte order mark": changed(YEARLY, lambda data: b"\xef\xbb\xbf" + data),
    "CSV with CRLF": changed(YEARLY, lambda data: data.replace(b"\n", b"\r\n")),
    "CSV with no end of line at its end": changed(YEARLY, bytes.rstrip),
    "CSV all quoted": changed(
        YEARLY,
        lambda data: b'"' + data.strip().replace(b",", b'","').replace(b"\n", b'"\n"') + b'"',
    ),
    "YAML with a byte order mark": changed(KITES, lambda data: b"\xef\xbb\xbf" + data),
    "YAML with CRLF": changed(TYPE, lambda data: data.replace(b"\n", b"\r\n")),
    "a name in another script": renamed,
    "a heading that says nothing": lambda root: spoilt(
        root, (CONTENTS, "heading: In all", 'heading: ""')
    ),
    "an unlisted part without blocks": changed(
        CONTENTS, lambda data: data.split(b"blocks:")[0] + b"blocks: []\n"
    ),
    "a soft hyphen and a combining accent": lambda root: spoilt(
        root, (CONTENTS, "Testland is", "Test\u00adland cafe\u0301 is")
    ),
    "asterisks that are meant": lambda root: spoilt(
        root, (CONTENTS, "imports grew", r"\*\*\* imports grew")
    ),
    "output that is a link to a folder": lambda root: (
        (root.parent / "elsewhere").mkdir(),
        (root / "output").rename(root.parent / "elsewhere/output"),
        (root / "output").symlink_to(root.parent / "elsewhere/output"),
    ),
    "table without a title": lambda root: spoilt(
        root, (KITES, "title: Recent years", 'title: ""')
    ),
}  # fmt: skip


@pytest.mark.parametrize("edit", BUILT.values(), ids=BUILT.keys())
def test_what_is_odd_but_right_is_built(
    good: Path, edit: Callable[[Path], object]
) -> None:
    """Exit code 0, four pages, and nothing said but what was made."""
    edit(good)
    ran = call("build", pinned(good))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("  4 pages\n")


def test_a_project_in_a_folder_with_spaces(tmp_path: Path) -> None:
    """Neither spaces nor quotes nor other scripts in the path matter."""
    root = copied(tmp_path / "a 'folder' with \"quotes\" и пробелы")
    ran = run("build", root)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{root}/output/2025/mini-2025-screen.pdf  4 pages\n"


EXPRESSIONS = {
    "a billion letters": ("'a' * 10**9", "a power is not allowed"),
    "a tower of powers": ("9 ** 9 ** 9", "a power is not allowed"),
    "a walk through attributes": ("''.__class__.__mro__", "an attribute"),
    "a walk from a value": ("exports().cells", "an attribute"),
    "a subscript": ("'abc'[0]", "a subscript"),
    "a loop": ("range(10) | list", "unknown function 'range'"),
    "a list": ("[1, 2]", "a list is not allowed"),
    "a long sum": ("+".join("1" * 3000), "the expression is too large"),
    "deep brackets": ("(" * 900 + "1" + ")" * 900, "the expression is too large"),
    "a long chain of filters": ("exports()" + "|abs" * 900, "too large"),
    "many signs": ("-" * 1900 + "1", "the expression is too large"),
    "a number beyond all sense": ("10000000000000000000 * exports()", "beyond 10^15"),
    "decimals without end": ("exports() | billions(999999)", "0 to 6 can"),
    "division by nothing": ("exports() / 0 | billions", ""),
    "a year before the calendar": ("exports(year=-1) | billions", "four digits"),
    "a year far off": ("exports(years_back=99999999) | billions", "not available"),
    "nothing": ("", "not an expression"),
    "a statement": ("%} {% set x = 1", ""),
    "joined texts": ("'a' ~ 'b'", "joining with ~"),
    "a test": ("exports() is defined", "a test (is …)"),
    "unpacking": ("exports(*[1])", "* and **"),
    "a code that is none": ("name('凧')", "unknown code"),
}


@pytest.mark.parametrize(
    ("expression", "said"), EXPRESSIONS.values(), ids=EXPRESSIONS.keys()
)
def test_an_expression_that_means_ill_is_refused(
    good: Path, expression: str, said: str
) -> None:
    """Told at its place, before anything is computed."""
    spoilt(
        good, (CONTENTS, "Testland is invented", f"Testland {{{{ {expression} }}}} is")
    )
    told = refused(good)
    assert {one.code.partition("-")[0] for one in told} <= {"EXPR", "DATA"}
    assert told[0].position.startswith(f"{CONTENTS}:18:")
    assert said in told[0].message


PROSE = {
    "notes in notes": ("^[" * 200 + "x" + "]" * 200, "MARK-04"),
    "HTML": ("<script>alert(1)</script>", "MARK-01"),
    "an image": ("![a kite](https://example.org/kite.png)", "MARK-01"),
    "private characters": ("\ue000", "TYPE-04"),
    "braces that close nothing": ("}}", "EXPR-01"),
    "a comment of the template": ("{# not here #}", "EXPR-01"),
    "a link to a computed place": ("[x](https://{{ year }}.org)", "MARK-03"),
}


@pytest.mark.parametrize(("words", "code"), PROSE.values(), ids=PROSE.keys())
def test_prose_that_cannot_be_set_is_told(good: Path, words: str, code: str) -> None:
    """What is not printed as it was meant is never printed otherwise."""
    told = refused(spoilt(good, (CONTENTS, "Testland is", f"Testland {words} is")))
    assert told[0].code == code
    assert told[0].position.startswith(f"{CONTENTS}:18:")


@pytest.mark.parametrize(
    ("file", "old", "new", "mark"),
    [
        (KITES, "  - title: Kites", '  - title: "****"', "****"),
        (CONTENTS, "imports grew **faster**", "imports grew **faster", "**"),
        (CONTENTS, "imports grew", "[x](javascript:alert(x)) grew", "]("),
        (CONTENTS, "[Test Press](https", "[Test Press](http s", "]("),
    ],
)
def test_markup_that_is_not_understood_is_doubted(
    good: Path, file: str, old: str, new: str, mark: str
) -> None:
    """It is printed as it stands, which an editor hardly meant: a warning."""
    ran = call("build", spoilt(good, (file, old, new)))
    assert ran.code == 0
    (found,) = ran.told
    assert found.code == "MARK-06"
    assert found.message == f"“{mark}” is printed as it stands"
    assert found.position.startswith(f"{file}:")
    assert mark in found.excerpt


def test_an_edition_without_series(good: Path) -> None:
    """Every use of a series is told, each at its place."""
    spoilt(good, (EDITION, "[yearly, partners]", "[]"))
    told = refused(good)
    assert len(told) > 10
    assert all(one.position for one in told)


def test_a_file_of_five_megabytes(good: Path) -> None:
    """A file far too large is told at once, without being parsed."""
    (good / KITES).write_bytes(b"title: Kites\n" + b"# more\n" * 800_000)
    (found,) = [one for one in refused(good) if one.code != "YAML-14"]
    assert (found.code, found.position) == ("YAML-02", f"{KITES}:1:1")


def test_what_a_terminal_would_obey_is_not_printed(good: Path) -> None:
    """An escape sequence in a data file does not reach the terminal."""
    spoilt(good, (YEARLY, "7000,testland", "7000,\x1b[31mtestland"))
    ran = call("build", pinned(good))
    assert ran.code == 1
    assert "DATA-14" in ran.err
    assert "\x1b" not in ran.err


def test_an_input_that_nothing_reads_is_not_opened(good: Path) -> None:
    """A declared input of no series may be missing: no number comes from it."""
    unused = (
        "  unused:\n    source: testland\n    vintage: none\n    path: content/data/no.csv\n"
        f"    sha256: {'f' * 64}\n    basis: synthetic\n    columns: {{year: y}}\n"
        "    concept: none\n    valuation: none\n\nseries:\n"
    )
    spoilt(good, (SOURCES, "\nseries:\n", unused))
    assert place(good, SOURCES, "unused:")
    assert call("check", good).code == 0
