"""Content that cannot be built: told all at once, at its place, with the remedy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.mini import (
    CONTENTS,
    EDITION,
    KITES,
    LANTERNS,
    PALETTE,
    PUBLICATION,
    Edit,
    Told,
    call,
    files,
    place,
    spoilt,
)


class Case(NamedTuple):
    """A fault, and what the command must say: place, code, words of message and hint."""

    edit: Edit
    at: tuple[str, str]
    code: str
    message: str
    hint: str


def refused(root: Path) -> list[Told]:
    """Build what cannot be built; return the findings.

    Whatever is wrong: exit code 1, nothing on the standard output, no traceback, the last
    good output byte for byte as it was, no folder left over.
    """
    before = files(root / "output")
    ran = call("build", root)
    assert ran.code == 1, ran
    assert ran.out == ""
    assert "Traceback" not in ran.err
    assert files(root / "output") == before
    assert [path.name for path in (root / "output").iterdir()] == ["2025"]
    told = ran.told
    errors = [finding for finding in told if f"error[{finding.code}]" in ran.err]
    count = f"{len(errors)} error{'' if len(errors) == 1 else 's'}"
    assert ran.err.splitlines()[-1] == count
    return told


LACKING = "      - figure: {id: lacking, kind: balance-bars, title: Lacking}\n"

CASES = {
    "unknown key": Case(
        (KITES, "tab: true", "tabb: true"),
        (KITES, "tabb"), "FORM-01", "tabb", "did you mean tab?",
    ),
    "unknown key in a figure": Case(
        (KITES, "kind: balance-bars", "kind: balance-bars\n          form: tall"),
        (KITES, "form: tall"), "FORM-01", "form", "did you mean from?",
    ),
    "key twice": Case(
        (KITES, "tab: true", "tab: true\ntab: false"),
        (KITES, "tab: false"), "YAML-09", "tab stands twice; first in line 5", "keep one",
    ),
    "NO is not Norway": Case(
        (PUBLICATION, "language: en-US", "language: NO"),
        (PUBLICATION, "NO"), "YAML-11", "true or false", 'write "NO" in quotes',
    ),
    "1:30 is not a title": Case(
        (KITES, "title: Kites\n", "title: 1:30\n"),
        (KITES, "1:30"), "YAML-11", "a number to some", 'write "1:30" in quotes',
    ),
    "an alternative text that says nothing": Case(
        (KITES, "kind: balance-bars", 'kind: balance-bars\n          alt: " "'),
        (KITES, 'alt: ¦" "'), "HEAR-01", "'kites-balance' says nothing", "say what the picture shows",
    ),
    "an alternative text that is the caption": Case(
        (KITES, "title: Recent years", "title: Recent years\n          alt: Recent years."),
        (KITES, "alt: ¦Recent years."), "HEAR-02", "'kites-recent' repeats its title", "remove alt:",
    ),
    "an alternative text that is a file name": Case(
        (KITES, "kind: balance-bars", "kind: balance-bars\n          alt: IMG_2041.jpg"),
        (KITES, "¦IMG_2041.jpg"), "HEAR-03", "is a name: 'IMG_2041.jpg'", "say what the picture shows",
    ),
    "an alternative text that is the exhibit's name": Case(
        (KITES, "kind: balance-bars", "kind: balance-bars\n          alt: Kites balance"),
        (KITES, "alt: ¦Kites balance"), "HEAR-03", "is a name: 'Kites balance'", "remove alt:",
    ),
    "a heading that skips a level": Case(
        (CONTENTS, "  - heading: In all", "  - heading: In all\n    level: 3"),
        (CONTENTS, "  - heading: ¦In all"), "HEAR-04", "level 3 comes after one of level 1", "write level: 2",
    ),
    "a column without a head": Case(
        (KITES, 'head: "Cover, %"', 'head: ""'),
        (KITES, 'head: ¦""'), "HEAR-05", "a column of the table 'kites-recent' has no head", "say what stands in it",
    ),
    "a link without words": Case(
        (CONTENTS, "[Test Press](https", "[](https"),
        (CONTENTS, "[¦](https"), "MARK-05", "a link without words", "write [the words](https://…)",
    ),
    "an ink too pale for words": Case(
        (PALETTE, "#55606e", "#8a95a3"),
        (PALETTE, '¦"#8a95a3"'), "COLOUR-01", "grey has a contrast of 3.04 : 1 on paper", "differ more in lightness",
    ),
    "inks that are one to the colour-blind": Case(
        (PALETTE, "#8a2412", "#7d4fa0"),
        (PALETTE, '¦"#7d4fa0"'), "COLOUR-02", "surplus and deficit look alike in grey", "lighter or darker",
    ),
    "0123 is not a year": Case(
        (EDITION, "reference_year: 2025", "reference_year: 0123"),
        (EDITION, "0123"), "YAML-11", "0123", "without signs, zeros or marks",
    ),
    "text for a number": Case(
        (EDITION, "reference_year: 2025", 'reference_year: "2025"'),
        (EDITION, '"2025"'), "FORM-03", "a whole number, not the text", "without quotes",
    ),
    "number for a text": Case(
        (KITES, "label: Group 01", "label: 1"),
        (KITES, "1"), "FORM-03", "must be text", 'write it in quotes: "1"',
    ),
    "a key too few": Case(
        (KITES, "master: sector\n", ""),
        (KITES, "title"), "FORM-02", "lacks the key master", "add 'master:'",
    ),
    "tab for spaces": Case(
        (KITES, "  - title: Kites", "\t- title: Kites"),
        (KITES, "\t- title"), "YAML-05", "a tab", "indent with spaces",
    ),
    "missing part": Case(
        (PUBLICATION, "sectors/kites.yml", "sectors/kytes.yml"),
        (PUBLICATION, "sectors/kytes.yml"), "PART-02", "no file content/sectors/kytes.yml",
        "did you mean sectors/kites.yml?",
    ),
    "part listed twice": Case(
        (PUBLICATION, "  - sectors/lanterns.yml", "  - sectors/kites.yml"),
        (PUBLICATION, "kites.yml\n  - ¦sectors/kites.yml"), "PART-03", "listed at content/publication.yml:",
        "list a part once",
    ),
    "no parts": Case(
        (PUBLICATION, "parts:", "parts: []\nkeywords_:"),
        (PUBLICATION, "[]"), "FORM-04", "parts must hold at least 1", "add",
    ),
    "part outside the project": Case(
        (PUBLICATION, "sectors/kites.yml", "../../kites.yml"),
        (PUBLICATION, "../../kites.yml"), "PART-01", "not inside content/", "a path inside content/",
    ),
    "unknown id": Case(
        (CONTENTS, "[page #](#kites)", "[page #](#kytes)"),
        (CONTENTS, "(#kytes)"), "REF-01", "'kytes'", "did you mean #kites?",
    ),
    "unknown part": Case(
        (LANTERNS, "[page #](#kites)", "[page #](#balloons)"),
        (LANTERNS, "(#balloons)"), "REF-01", "'balloons'", "name a part or an exhibit",
    ),
    "unknown series": Case(
        (KITES, "series: yearly", "series: yearli"),
        (KITES, "yearli"), "NAME-01", "no series called yearli", "did you mean yearly?",
    ),
    "unknown series in an expression": Case(
        (CONTENTS, "exports() | short", "exports(series='yearli') | short"),
        (CONTENTS, "exports"), "EXPR-04", "no series 'yearli'", "did you mean 'yearly'?",
    ),
    "unknown sector of a part": Case(
        (KITES, 'sector: "01"', 'sector: "77"'),
        (KITES, '"77"'), "NAME-01", "no sector called 77", "declared: 01, 02, TOTAL",
    ),
    "unknown page master": Case(
        (KITES, "master: sector", "master: sektor"),
        (KITES, "sektor"), "NAME-01", "no page master called sektor", "did you mean sector?",
    ),
    "unknown block style": Case(
        (CONTENTS, "  - key_figures:\n", "  - style: key-figure-s\n    key_figures:\n"),
        (CONTENTS, "key-figure-s"), "NAME-01", "no block style", "did you mean key-figures?",
    ),
    "unknown kind of block": Case(
        (KITES, "  - standfirst:", "  - standfrst:"),
        (KITES, "standfrst"), "FORM-05", "standfrst is no kind of block",
        "did you mean standfirst?",
    ),
    "exhibit id taken": Case(
        (KITES, "id: kites-recent", "id: kites-balance"),
        (KITES, "table:\n          id: ¦kites-balance"), "NAME-02", f"already at {KITES}:",
        "another id",
    ),
    "unknown filter": Case(
        (CONTENTS, "exports() | short", "exports() | shot"),
        (CONTENTS, "shot"), "EXPR-02", "unknown filter 'shot'", "did you mean 'short'?",
    ),
    "amount without a filter": Case(
        (CONTENTS, "exports() | short", "exports()"),
        (CONTENTS, "exports"), "EXPR-05", "a filter that says how", "|billions",
    ),
    "unlike numbers": Case(
        (CONTENTS, "exports() | short", "(exports() + cover()) | short"),
        (CONTENTS, "(exports() + cover())"), "EXPR-04", "ratio", "one unit",
    ),
    "braces not closed": Case(
        (CONTENTS, "{{ cover() | cents }}", "{{ cover() | cents"),
        (CONTENTS, "{{ cover()"), "EXPR-01", "{{ is not closed", "close it with }}",
    ),
    "markup that is refused": Case(
        (CONTENTS, "imports grew", "<b>imports</b> grew"),
        (CONTENTS, "<b>imports"), "MARK-01", "HTML", "**strong**",
    ),
    "listed part without a title": Case(
        (KITES, "  - title: Kites\n", ""),
        (KITES, "Kites"), "PART-11", "has no title block", "exactly one",
    ),
    "empty title": Case(
        (KITES, "title: Kites\n", 'title: ""\n'),
        (KITES, '""'), "PART-12", "empty title", "listed: false",
    ),
    "empty name of an edition": Case(
        (EDITION, "title: Testland Kite and Lantern Trade 2025", 'title: " "'),
        (EDITION, '" "'), "FORM-04", "title cannot be", "write some words",
    ),
    "figure without data": Case(
        (LANTERNS, "    otherwise:\n", f"    otherwise:\n{LACKING}"),
        (LANTERNS, "{id:"), "FIGURE-01", "lacking", "when: available",
    ),
    "number without data": Case(
        (LANTERNS, "**Not available.**", "{{ balance() | billions }}"),
        (LANTERNS, "balance() | billions"), "DATA-29", "balance of 02 in 2025", "when: available(…)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_fault_of_the_content_is_told_at_its_place(case: Case, good: Path) -> None:
    """File, line, column, code, what is wrong, the line itself and what to do about it."""
    told = refused(spoilt(good, case.edit))
    found = next((one for one in told if one.code == case.code), told[0])
    assert (found.code, found.position) == (case.code, place(good, *case.at)), told
    assert case.message in found.message
    assert case.hint in found.hint
    shown = found.excerpt.partition(" | ")[2]
    assert case.at[1].partition("¦")[2].split("\n")[0] in shown


def test_all_faults_are_told_at_once(good: Path) -> None:
    """Two faults in one file, one in another, one in a style: four findings of one run."""
    spoilt(
        good,
        (KITES, "tab: true", "tabb: true"),
        (KITES, "title: Kites\n", "title: 1:30\n"),
        (LANTERNS, "label: Group 02", "label: 2"),
        ("styles/page.yml", "grid: 12pt", "grid: 12px"),
    )
    assert [(one.code, one.position) for one in refused(good)] == [
        ("YAML-11", f"{KITES}:2:8"),
        ("FORM-01", f"{KITES}:5:1"),
        ("FORM-03", f"{LANTERNS}:3:8"),
        ("FORM-04", "styles/page.yml:8:7"),
    ]


def test_faults_of_words_and_references_are_told_at_once(good: Path) -> None:
    """A reference, an expression and markup in three parts: three findings of one run."""
    spoilt(
        good,
        (CONTENTS, "(#kites)", "(#kytes)"),
        (KITES, "Exports {{", "`Exports` {{"),
        (LANTERNS, "share('imports'", "shar('imports'"),
    )
    assert [one.code for one in refused(good)] == ["MARK-01", "EXPR-02", "REF-01"]


def _write(file: str, data: bytes) -> Callable[[Path], object]:
    return lambda root: (root / file).write_bytes(data)


FILES: dict[str, tuple[Callable[[Path], object], str, str, str]] = {
    "no such style": (
        lambda root: (root / "styles/table.yml").unlink(),
        "styles/table.yml:1:1", "YAML-01", "there is no file styles/table.yml",
    ),
    "no sources": (
        lambda root: (root / "content/sources.yml").unlink(),
        "content/sources.yml:1:1", "YAML-01", "there is no file content/sources.yml",
    ),
    "empty publication": (
        _write(PUBLICATION, b""), f"{PUBLICATION}:1:1", "YAML-13", "the file is empty",
    ),
    "empty part": (_write(KITES, b""), f"{KITES}:1:1", "YAML-13", "the file is empty"),
    "only a comment": (
        _write(KITES, b"# soon\n"), f"{KITES}:1:1", "YAML-13", "the file is empty",
    ),
    "larger than a mebibyte": (
        _write(KITES, b"title: Kites\nblocks:\n" + b"  - title: Kites\n" * 300_000),
        f"{KITES}:1:1", "YAML-02", "larger than 1024 KiB",
    ),
    "not UTF-8": (
        _write(KITES, "title: Drachen\nlabel: größer\n".encode("latin-1")),
        f"{KITES}:2:10", "YAML-03", "the byte 0xf6 is not UTF-8",
    ),
    "control character": (
        _write(KITES, b"title: Kites\x1b[31m\n"), f"{KITES}:1:13", "YAML-03", "U+001B",
    ),
    "nested a thousand deep": (
        _write(KITES, b"title: " + b"[" * 1000), f"{KITES}:1:39", "YAML-12", "32 levels",
    ),
    "a folder instead": (
        lambda root: ((root / KITES).unlink(), (root / KITES).mkdir()),
        f"{PUBLICATION}:14:5", "PART-02", "there is no file content/sectors/kites.yml",
    ),
    "a link that leads out": (
        lambda root: (
            (root / KITES).rename(root.parent / "kites.yml"),
            (root / KITES).symlink_to(root.parent / "kites.yml"),
        ),
        f"{PUBLICATION}:14:5", "PART-01", "not inside content/",
    ),
    "links in a circle": (
        lambda root: ((root / KITES).unlink(), (root / KITES).symlink_to(root / KITES)),
        f"{PUBLICATION}:14:5", "PART-01", "not inside content/",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("spoil", "position", "code", "message"), FILES.values(), ids=FILES.keys()
)
def test_a_file_that_cannot_be_read_is_told_once(
    good: Path,
    spoil: Callable[[Path], object],
    position: str,
    code: str,
    message: str,
) -> None:
    """Missing, empty, too large, in another encoding: one finding that says which file."""
    spoil(good)
    warnings = {"PART-04", "YAML-14"}
    (found,) = [one for one in refused(good) if one.code not in warnings]
    assert (found.code, found.position) == (code, position)
    assert message in found.message
    assert found.hint
