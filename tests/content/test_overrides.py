"""What an edition changes must be there; two files are never one edition."""

from pathlib import Path

import pytest

from publisher.content import load
from publisher.content.models import TextBlock
from publisher.errors import Finding, StageFailed
from tests.content.project import FILES, write

EDITION = FILES["content/editions/2025.yml"]
COVER = """\
# yaml-language-server: $schema=../../schemas/part.json
title: Tiny
master: cover
blocks:
  - title: Tiny
  - name: line
    text: First.
  - aside:
      - {name: inner, text: Second.}
  - when: year > 2000
    then: [{name: side, text: Third.}]
"""


def told(root: Path) -> list[str]:
    """Return what loading finds, as "CODE place message (hint)" without the folder."""
    with pytest.raises(StageFailed) as failure:
        load(root)
    return [_said(finding) for finding in failure.value.findings]


def _said(finding: Finding) -> str:
    place = str(finding.position).removeprefix("content/editions/")
    return f"{finding.code} {place} {finding.message} ({finding.hint})"


def edition(root: Path, more: str) -> Path:
    """Return the project whose edition has these lines below its own (8 lines)."""
    return write(root, front_cover=COVER, editions_2025=EDITION + more)


@pytest.mark.parametrize(
    ("more", "finding"),
    [
        (
            "omit: [covr]\n",
            "NAME-01 2025.yml:7:8 there is no part called covr (did you mean cover?)",
        ),
        (
            "replace: {covr: {line: []}}\n",
            "NAME-01 2025.yml:7:11 there is no part called covr (did you mean cover?)",
        ),
        (
            "replace: {cover: {lime: []}}\n",
            "NAME-01 2025.yml:7:19 there is no block called lime (did you mean line?)",
        ),
        (
            "omit: [cover]\nreplace: {cover: {line: []}}\n",
            ("EDITION-04 2025.yml:8:11 the edition leaves out the part cover that it changes"
            " (take cover out of omit: or of replace:)"),
        ),
        (
            "omit: [cover, biotechnology, notes]\n",
            "EDITION-04 2025.yml:7:7 the edition leaves out every part (keep one)",
        ),
        (
            "exceptions: {sector: Why.}\n",
            ("EDITION-05 2025.yml:7:14 the edition reads no series sector that could be an"
            " exception (it reads sectors)"),
        ),
        (
            "exceptions: {sectors: Why.}\n",
            ("EDITION-05 2025.yml:7:14 the series sectors holds nothing of after the closing"
            " date (take it out)"),
        ),
        (
            "replace: {cover: {line: [{figure: {id: f, kind: monthly, title: t, series: secs}}]}}\n",
            "NAME-01 2025.yml:7:76 there is no series called secs (did you mean sectors?)",
        ),
        (
            "replace: {cover: {line: [{figure: {id: biotechnology-balance, kind: monthly, title: t}}]}}\n",
            ("NAME-02 sectors/biotechnology.yml:11:11 the exhibit biotechnology-balance is"
            " already at content/editions/2025.yml:7:40 (give one of the two another id)"),
        ),
    ],
)  # fmt: skip
def test_a_change_to_what_is_not_there(tmp_path: Path, more: str, finding: str) -> None:
    """One finding, at the name, with the nearest that there is."""
    found = told(edition(tmp_path, more))
    assert [each.replace("content/sectors", "sectors", 1) for each in found] == [
        finding
    ]


def test_figures_of_after_the_closing_date_need_a_reason(tmp_path: Path) -> None:
    """A vintage later than the closing date stops the edition that does not declare it."""
    early = EDITION.replace("2026-10-31", "2026-09-30")
    assert told(write(tmp_path, editions_2025=early)) == [
        (
            "EDITION-06 2025.yml:6:10 the series sectors holds figures of the vintage 2026-10,"
            " later than the closing date 2026-09-30 (read an older vintage, or say why under"
            " exceptions: sectors: …)"
        )
    ]
    declared = early + "exceptions: {sectors: None older is at hand.}\n"
    assert load(write(tmp_path, editions_2025=declared)).editions["2025"].exceptions


def test_two_files_are_not_one_edition(tmp_path: Path) -> None:
    """Neither in two folders, nor by capitals, nor by another ending."""
    write(tmp_path, editions_2025=EDITION)
    home = tmp_path / "content/editions"
    (home / "old").mkdir()
    schema = EDITION.replace("../../schemas", "../../../schemas")
    (home / "old/2025.yml").write_text(schema)
    (home / "2025.yaml").write_text(EDITION)
    (home / "2026.yaml").write_text(EDITION)
    assert [line for line in told(tmp_path) if "EDITION" in line] == [
        (
            "EDITION-01 old/2025.yml:1:1 the edition 2025 is already at"
            " content/editions/2025.yml (an edition's id is the name of its file; give one of"
            " them another)"
        ),
        (
            "EDITION-02 2025.yaml:1:1 an edition's file ends in .yml, not .yaml, and the"
            " edition 2025 is already at content/editions/2025.yml (delete one of the two, or"
            " give it another name)"
        ),
        (
            "EDITION-02 2026.yaml:1:1 an edition's file ends in .yml, not .yaml (rename it to"
            " 2026.yml)"
        ),
    ]


def test_names_of_blocks_are_one_of_a_kind(tmp_path: Path) -> None:
    """Two blocks of a part that share a name could not be told apart."""
    cover = COVER.replace("name: side", "name: line")
    [finding] = told(write(tmp_path, front_cover=cover))
    assert finding.startswith(
        "EDITION-03 content/front/cover.yml:11:19 a block of the part cover"
    )


def test_a_replacement_stands_where_the_block_stood(tmp_path: Path) -> None:
    """In the part, in a panel and in a choice; an empty one removes; the file is unchanged."""
    more = (
        "replace:\n  cover:\n    line: [{text: New.}, {text: Newer.}]\n"
        "    inner: [{text: In.}]\n    side: []\n"
    )
    project = load(edition(tmp_path, more))
    changed = dict(project.parts_of(project.editions["2025"]))["cover"]
    _, new, newer, aside, choice = changed.blocks
    assert isinstance(new, TextBlock)
    assert isinstance(newer, TextBlock)
    assert (new.text, newer.text) == ("New.", "Newer.")
    assert str(new.at("text")) == "content/editions/2025.yml:9:19"
    assert aside.aside[0].text == "In."  # type: ignore[union-attr]
    assert choice.then == ()  # type: ignore[union-attr]
    assert len(dict(project.parts)["cover"].blocks) == 4


def test_parts_that_an_edition_omits_are_not_its_parts(tmp_path: Path) -> None:
    """Omitted parts and fillers are gone, the others keep their order."""
    project = load(edition(tmp_path, "omit: [cover, notes]\n"))
    parts = project.parts_of(project.editions["2025"])
    assert [name for name, _ in parts] == ["biotechnology"]
