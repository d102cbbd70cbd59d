"""A new publication: it builds at once, and nothing that was there is touched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publisher import starter
from publisher.content.distribution import MESSAGES
from publisher.content.files import schema_line, yaml_files
from tests.mini import EDITION, MINI, call, copied, files, run, spoilt

OPENING = "content/parts/opening.yml"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return a new publication and what the command said; nothing may be changed in it."""
    root = tmp_path_factory.mktemp("begun") / "booklet"
    ran = call("init", root)
    assert (ran.code, ran.err) == (0, "")
    return root, ran.out


def test_a_new_publication_builds_at_once(begun: tuple[Path, str]) -> None:
    """Four pages, no finding, the invented figures stamped on each."""
    root, _ = begun
    ran = run("build", cwd=root)
    name = "output/2024/lantern-island-birds-2024-screen.pdf"
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{name}  4 pages\n"
    pages = (root / "output/2024/pages.txt").read_text(encoding="utf-8")
    assert pages.count("SPECIMEN: made-up figures") == 4
    assert "Arrivals" in pages
    assert "Exports" not in pages
    assert "billion" not in pages


def test_its_last_words_say_what_to_do_next(begun: tuple[Path, str]) -> None:
    """The folder, the command, where the pages will be, the file to change first."""
    root, said = begun
    assert f"cd {root}" in said
    assert "publisher build" in said
    assert "output/2024/" in said
    assert OPENING in said
    assert (root / OPENING).is_file()


def test_its_files_help_those_who_do_not_program(begun: tuple[Path, str]) -> None:
    """Each YAML file names its schema, which is there, and all but a few have comments."""
    root, _ = begun
    for file in yaml_files(root):
        first, *rest = (root / file).read_text(encoding="utf-8").splitlines()
        assert first == schema_line(file)
        assert any(line.lstrip().startswith("# ") for line in rest), file
        schema = re.search(r"\$schema=(.*)", first)
        assert schema
        assert (root / file).parent.joinpath(schema[1]).is_file()
    assert len((root / "README.md").read_text(encoding="utf-8").splitlines()) <= 10
    assert "/output/" in (root / ".gitignore").read_text(encoding="utf-8")


def test_every_style_it_names_is_used(begun: tuple[Path, str]) -> None:
    """Its type holds no paragraph style that neither content nor another style names."""
    root, _ = begun
    text = (root / "styles/type.yml").read_text(encoding="utf-8")
    named = set(
        re.findall(r"^  ([a-z-]+):", text.split("paragraphs:")[1], re.MULTILINE)
    )
    told = "\n".join((root / file).read_text("utf-8") for file in yaml_files(root))
    engine = {
        "body", "caption", "definition", "exhibit", "exhibit-note", "footnote", "heading",
        "key-figure", "key-figures", "key-label", "key-number", "list", "list-body", "list-label",
        "source", "subheading", "term", "unit",
    }  # fmt: skip
    unused = {
        name
        for name in named - engine
        if len(re.findall(rf"(?<![\w-]){name}(?![\w-])", told)) < 2
    }
    assert unused == set()


def test_the_figures_are_stamped_where_they_lie(begun: tuple[Path, str]) -> None:
    """Every line of the data says that it is a specimen, and its source is synthetic."""
    root, _ = begun
    (data,) = (root / "content/data").rglob("*.csv")
    lines = data.read_text(encoding="utf-8").splitlines()[1:]
    assert lines
    assert all(line.endswith(",SPECIMEN") for line in lines)
    assert "basis: synthetic" in (root / "content/sources.yml").read_text("utf-8")


@pytest.mark.parametrize("there", ["notes.txt", ".hidden", "content/publication.yml"])
def test_a_folder_with_something_in_it_is_left_alone(
    tmp_path: Path, there: str
) -> None:
    """A finding names what is there; not a byte changes."""
    path = tmp_path / there
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine", encoding="utf-8")
    before = files(tmp_path)
    ran = call("init", tmp_path)
    assert ran.code == 1
    (told,) = ran.told
    assert told.code == "INIT-01"
    assert there.split("/", maxsplit=1)[0] in told.message
    assert "nothing was written" in told.hint
    assert files(tmp_path) == before


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """Where a file of that name lies, nothing is begun."""
    path = tmp_path / "booklet"
    path.write_text("mine", encoding="utf-8")
    assert [told.code for told in call("init", path).told] == ["INIT-01"]
    assert path.read_text(encoding="utf-8") == "mine"


def test_an_empty_repository_is_a_place_to_begin(tmp_path: Path) -> None:
    """Who runs `git init` first is not sent away, and the repository stays."""
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    assert call("init", tmp_path, "--quiet").code == 0
    assert (tmp_path / ".git" / "HEAD").is_file()
    assert (tmp_path / OPENING).is_file()


def test_what_cannot_be_written_is_a_finding(tmp_path: Path) -> None:
    """A parent that is a file: one finding, no traceback, nothing beside it."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    ran = call("init", tmp_path / "file" / "booklet")
    assert [told.code for told in ran.told] == ["INIT-02"]
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


# --- from another publication


def test_the_shape_of_another_is_copied(tmp_path: Path) -> None:
    """Content, data and styles are the other's; its output is not; it builds as well."""
    source = copied(tmp_path)
    (source / "output").mkdir()
    (source / "output" / "old.pdf").write_bytes(b"old")
    (source / "notes.txt").write_text("mine", encoding="utf-8")
    root = tmp_path / "new"
    assert call("init", root, "--from", source, "--quiet").code == 0
    same, new = files(MINI), files(root)
    assert {name for name in same if not name.startswith("output/")} <= set(new)
    extra = {name for name in set(new) - set(same) if not name.startswith("schemas/")}
    assert extra == {".gitignore", "README.md"}
    assert call("check", root).code == 0


def test_a_copy_starts_its_own_life(tmp_path: Path) -> None:
    """A corrected edition is a draft again, its comments kept; what was signed off stays."""
    source = spoilt(
        copied(tmp_path),
        (
            EDITION,
            "state: draft",
            """\
# where it stands
state: corrected
printing: 2
corrected_on: "2026-03-01"
erratum:
  - One figure was wrong.""",
        ),
    )
    (source / "content/editions/2025.proof.yml").write_text("a: 1\n", encoding="utf-8")
    root = tmp_path / "new"
    assert starter.start(root, source).edition == "2025"
    edition = (root / EDITION).read_text(encoding="utf-8")
    assert "# where it stands\nstate: draft\n" in edition
    assert not re.search("printing|corrected_on|erratum|wrong", edition)
    assert not list(root.rglob("*.proof.yml"))


def test_inputs_outside_the_content_come_along(tmp_path: Path) -> None:
    """What sources.yml names is there in the copy, wherever it lay."""
    source = copied(tmp_path)
    yearly = "content/data/testland/2026-01/yearly.csv"
    (source / "elsewhere").mkdir()
    (source / yearly).rename(source / "elsewhere" / "yearly.csv")
    spoilt(source, ("content/sources.yml", yearly, "elsewhere/yearly.csv"))
    root = tmp_path / "new"
    starter.start(root, source)
    assert (root / "elsewhere" / "yearly.csv").is_file()


def test_a_faulty_or_missing_publication_is_not_copied(tmp_path: Path) -> None:
    """Its own findings are shown, or that it is none; no folder is made."""
    source = spoilt(copied(tmp_path), (EDITION, "state: draft", "state: drft"))
    root = tmp_path / "new"
    ran = call("init", root, "--from", source)
    assert (ran.code, len(ran.told)) == (1, 1)
    assert call("init", root, "--from", tmp_path / "nowhere").code == 2
    assert not root.exists()


def test_nobody_is_taken_along(tmp_path: Path) -> None:
    """The shape of another publication has its messages, not its readers and its sender."""
    source = copied(tmp_path)
    folder = source / "content/distribution"
    (folder / "lists").mkdir(parents=True)
    (folder / "lists/readers.csv").write_text("address\nann@example.org\n", "utf-8")
    (folder / "suppressed.csv").write_text("address\nbob@example.org\n", "utf-8")
    text = "# yaml-language-server: $schema=../../schemas/sending.json\nlimit_mb: 10\n"
    (folder / "sending.yml").write_text(text, "utf-8")
    message = (Path(__file__).parents[1] / f"{MESSAGES}/correction.yml").read_text(
        "utf-8"
    )
    (source / MESSAGES).mkdir()
    plain = message.replace("series='total'", "series='yearly'")
    plain = plain.replace("series: total", "series: yearly")
    (source / f"{MESSAGES}/correction.yml").write_text(plain, "utf-8")
    ran = call("init", tmp_path / "new", "--from", source)
    assert ran.code == 0, ran.err
    taken = files(tmp_path / "new/content/distribution")
    assert list(taken) == ["messages/correction.yml"]
