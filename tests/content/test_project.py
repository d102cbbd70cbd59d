"""A project loads whole or tells all that is wrong with it."""

import time
from pathlib import Path

import pytest

from publisher.content import load
from publisher.errors import Finding, StageFailed
from tests.content.project import FILES, write


def failures(root: Path) -> list[Finding]:
    """Return the findings with which loading fails."""
    with pytest.raises(StageFailed) as caught:
        load(root)
    return list(caught.value.findings)


def lines(findings: list[Finding]) -> list[str]:
    """Return "code place message (hint)" of each."""
    return [f"{f.code} {f.position} {f.message} ({f.hint})" for f in findings]


def test_sound_project(tmp_path: Path) -> None:
    """Parts come in the order listed under their files' names, the filler apart."""
    project = load(write(tmp_path))
    assert [name for name, _ in project.parts] == ["cover", "biotechnology"]
    assert project.filler is not None
    assert project.filler[0] == "notes"
    assert list(project.editions) == ["2025"]
    assert project.corrections.corrections == ()
    assert project.warnings == ()
    text = project.parts[1][1].blocks[0]
    assert str(text.at("text")) == "content/sectors/biotechnology.yml:7:7"


def test_locks_and_proofs_are_no_editions(tmp_path: Path) -> None:
    """What the command writes beside an edition is not read as one."""
    write(tmp_path)
    for name in ("2025.lock.yml", "2025.proof.yml"):
        (tmp_path / "content/editions" / name).write_text("a: b\n")
    assert list(load(tmp_path).editions) == ["2025"]


def test_faults_of_all_files_together(tmp_path: Path) -> None:
    """Reader, form and names: one run tells the faults of every file."""
    write(
        tmp_path,
        front_cover=FILES["content/front/cover.yml"].replace(
            "title: Tiny", "title: NO"
        ),
        back_notes="title: Notes\nmaster: cover\n",
        editions_2025=FILES["content/editions/2025.yml"].replace(
            "[sectors]", "[sector]"
        ),
    )
    assert [(f.code, f.position.file) for f in failures(tmp_path) if f.position] == [
        ("YAML-11", "content/front/cover.yml"),
        ("YAML-11", "content/front/cover.yml"),
        ("FORM-02", "content/back/notes.yml"),
        ("NAME-01", "content/editions/2025.yml"),
        ("YAML-14", "content/back/notes.yml"),
    ]


def test_faulty_publication_does_not_hide_its_parts(tmp_path: Path) -> None:
    """A fault in publication.yml leaves the parts it lists checked all the same."""
    write(
        tmp_path,
        publication=FILES["content/publication.yml"].replace("title: Tiny", "titel: T"),
        front_cover=FILES["content/front/cover.yml"].replace("cover", "5"),
    )
    assert [f.code for f in failures(tmp_path)] == ["FORM-01", "FORM-03"]


def test_no_project(tmp_path: Path) -> None:
    """A folder without content says which files it lacks."""
    assert [f.message for f in failures(tmp_path)] == [
        "there is no file content/publication.yml",
        "there is no file content/sources.yml",
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("../secret.yml", "PART-01"),
        ("/etc/passwd.yml", "PART-01"),
        ("sectors\\\\x.yml", "PART-01"),
        ("link.yml", "PART-01"),
        ("sectors/biotecnology.yml", "PART-02"),
        ("front", "PART-02"),
    ],
)
def test_parts_stay_inside_content(tmp_path: Path, path: str, expected: str) -> None:
    """A listed path that leaves content/, by whatever way, is refused unread."""
    (tmp_path / "secret.yml").write_text("title: [secret\n")
    listed = FILES["content/publication.yml"].replace("front/cover.yml", f'"{path}"')
    write(tmp_path, publication=listed)
    (tmp_path / "content/link.yml").symlink_to(tmp_path / "secret.yml")
    finding = failures(tmp_path)[0]
    assert finding.code == expected
    assert str(finding.position) == "content/publication.yml:7:5"


def test_misspelt_part_is_suggested(tmp_path: Path) -> None:
    """A part whose file is not there names the file that is most like it."""
    text = FILES["content/publication.yml"].replace("sectors/bio", "sector/bio")
    first = failures(write(tmp_path, publication=text))[0]
    assert first.hint == "did you mean sectors/biotechnology.yml?"


def test_two_parts_of_one_name(tmp_path: Path) -> None:
    """A part's id is its file's name, so two of one name are refused at the second."""
    text = FILES["content/publication.yml"].replace(
        "filler:", "  - back/cover.yml\nfiller:"
    )
    write(tmp_path, publication=text)
    (tmp_path / "content/back/cover.yml").write_text(FILES["content/front/cover.yml"])
    assert lines(failures(tmp_path)) == [
        "PART-03 content/publication.yml:9:5 another part is called cover; it is listed at content/publication.yml:7:5 (list a part once; give two files of one name different names)"
    ]


def test_undeclared_names(tmp_path: Path) -> None:
    """Every name that no file declares is told with the one that may be meant."""
    write(
        tmp_path,
        publication=FILES["content/publication.yml"].replace('"2025"', '"2026"'),
        sectors_biotechnology=FILES["content/sectors/biotechnology.yml"]
        .replace('sector: "01"', 'sector: "11"')
        .replace("title: Balance", "title: Balance\n      series: sektors"),
        editions_2025=FILES["content/editions/2025.yml"]
        + "compare_with: {sectors: older}\n",
        sources=FILES["content/sources.yml"]
        .replace("source: census", "source: cencus")
        .replace("{input: goods}", "{input: good}")
        + "footings: [{series: sectors, total: sum, within: 1}]\n",
    )
    assert lines(failures(tmp_path)) == [
        "NAME-01 content/publication.yml:5:18 there is no edition called 2026 (did you mean 2025?)",
        "NAME-01 content/editions/2025.yml:7:25 there is no series called older (declare it in content/sources.yml; declared: sectors)",
        "NAME-01 content/sectors/biotechnology.yml:4:36 there is no sector called 11 (declare it in content/publication.yml; declared: 01, TOTAL)",
        "NAME-01 content/sectors/biotechnology.yml:14:15 there is no series called sektors (did you mean sectors?)",
        "NAME-01 content/sources.yml:6:13 there is no source called cencus (did you mean census?)",
        "NAME-01 content/sources.yml:16:63 there is no input called good (did you mean goods?)",
        "NAME-01 content/sources.yml:17:37 there is no series called sum (declare it in content/sources.yml; declared: sectors)",
    ]


def test_corrections_name_inputs(tmp_path: Path) -> None:
    """A correction of an input that is not declared is refused."""
    write(tmp_path)
    (tmp_path / "content/corrections.yml").write_text(
        "# yaml-language-server: $schema=../schemas/corrections.json\n"
        "corrections:\n"
        "  - {input: gods, date: '2026-10-31', reason: r, provider: p, status: noted}\n"
    )
    [finding] = failures(tmp_path)
    assert str(finding.position) == "content/corrections.yml:3:13"
    assert finding.hint == "did you mean goods?"


EXHIBIT = "{figure: {id: same, kind: monthly, title: t}}"


@pytest.mark.parametrize(
    ("blocks", "count"),
    [
        (f"- {EXHIBIT}\n- {EXHIBIT}\n", 1),
        (f"- aside: [{EXHIBIT}]\n- {EXHIBIT}\n", 1),
        (f"- when: x\n  then: [{EXHIBIT}]\n  otherwise: [{EXHIBIT}]\n", 0),
        (f"- when: x\n  then: [{EXHIBIT}]\n- {EXHIBIT}\n", 1),
        (f"- {EXHIBIT}\n- when: x\n  then: []\n  otherwise: [{EXHIBIT}]\n", 1),
    ],
)
def test_exhibits_that_can_meet_need_two_ids(
    tmp_path: Path, blocks: str, count: int
) -> None:
    """One id serves two exhibits only if they are the two sides of one choice."""
    head = FILES["content/back/notes.yml"].replace("blocks: []", "blocks:")
    write(tmp_path, back_notes=head + blocks)
    if count == 0:
        assert load(tmp_path).filler
    else:
        assert [f.code for f in failures(tmp_path)] == ["NAME-02"] * count


def test_closing_date_is_a_day(tmp_path: Path) -> None:
    """The 31st of February is no closing date."""
    text = FILES["content/editions/2025.yml"].replace("2026-10-31", "2026-02-31")
    [finding] = failures(write(tmp_path, editions_2025=text))
    assert (finding.code, str(finding.position)) == (
        "NAME-03", "content/editions/2025.yml:4:15",
    )  # fmt: skip


@pytest.mark.parametrize("file", FILES)
def test_no_lost_line_is_a_traceback(tmp_path: Path, file: str) -> None:
    """Whichever line of a file is lost, the project loads or says why not, with remedies."""
    text = FILES[file].splitlines(keepends=True)
    write(tmp_path)
    for lost in range(len(text)):
        (tmp_path / file).write_text("".join(text[:lost] + text[lost + 1 :]))
        try:
            findings = list(load(tmp_path).warnings)
        except StageFailed as failed:
            findings = list(failed.findings)
        assert all(finding.hint and finding.position for finding in findings)


def test_warnings_stop_nothing(tmp_path: Path) -> None:
    """A file that is not listed, or names no schema, is warned of and the project loads."""
    write(tmp_path)
    (tmp_path / "content/back/lost.yml").write_text("title: Lost\n")
    warnings = load(tmp_path).warnings
    assert [(f.code, f.severity, str(f.position)) for f in warnings] == [
        ("PART-04", "warning", "content/back/lost.yml:1:1"),
        ("YAML-14", "warning", "content/back/lost.yml:1:1"),
    ]
    assert warnings[1].hint == (
        "begin the file with: # yaml-language-server: $schema=../../schemas/part.json"
    )


def test_loading_is_quick(tmp_path: Path) -> None:
    """Sixty parts load in well under a second, so that a check feels immediate."""
    body = FILES["content/sectors/biotechnology.yml"]
    write(tmp_path)
    names = [f"sectors/s{number}.yml" for number in range(60)]
    for number, name in enumerate(names):
        text = body.replace("biotechnology-balance", f"figure-{number}")
        (tmp_path / "content" / name).write_text(text)
    listed = "".join(f"  - {name}\n" for name in names)
    publication = FILES["content/publication.yml"].replace(
        "filler:", listed + "filler:"
    )
    (tmp_path / "content/publication.yml").write_text(publication)
    start = time.perf_counter()
    project = load(tmp_path)
    assert len(project.parts) == 62
    assert time.perf_counter() - start < 0.8
