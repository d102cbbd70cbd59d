"""The schemas that editors' tools read agree with what the loader accepts."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from publisher.content.files import schema_line, schema_name
from publisher.schema import DRAFT, schemas, write
from tests.content.project import FILES

NAMES = [
    "publication", "part", "edition", "sources", "corrections",
    "message", "sending", "page", "type", "palette", "table", "figure", "press",
]  # fmt: skip


@pytest.fixture(scope="module")
def made() -> dict[str, dict[str, Any]]:
    """Return all schemas."""
    return schemas()


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_draft_07(made: dict[str, dict[str, Any]], name: str) -> None:
    """Each schema is sound draft-07, holds no word of a later draft, and has help."""
    schema = made[name]
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == DRAFT
    text = json.dumps(schema)
    assert "$defs" not in text
    assert "prefixItems" not in text
    assert "``" not in text
    assert schema["description"]
    for definition in schema.get("definitions", {}).values():
        assert definition["description"]


def test_no_word_beside_a_reference(made: dict[str, dict[str, Any]]) -> None:
    """Draft-07 ignores what stands beside a $ref, so nothing does."""

    def alone(value: object) -> bool:
        if isinstance(value, list):
            return all(alone(item) for item in value)
        if not isinstance(value, dict):
            return True
        has_reference = isinstance(value.get("$ref"), str)
        return not (has_reference and len(value) > 1) and all(
            alone(item) for item in value.values()
        )

    assert alone(made)


@pytest.mark.parametrize("file", FILES)
def test_sound_files_pass(made: dict[str, dict[str, Any]], file: str) -> None:
    """What the loader accepts, the schema named in the file's first line accepts."""
    tree = yaml.safe_load(FILES[file])
    errors = Draft7Validator(made[schema_name(file)]).iter_errors(tree)
    assert [error.message for error in errors] == []
    assert FILES[file].startswith(schema_line(file) + "\n")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("part", "title: a\nmaster: m\nblocks: [{txt: a}]\n"),
        ("part", "title: a\nmaster: m\nblocks: []\nx: 1\n"),
        ("part", "title: 1\nmaster: m\nblocks: []\n"),
        ("palette", "inks: {a: {rgb: '#000000', cmyk: [0, 0, 0], grey: 0}}\n"),
        ("palette", "inks: {a: {rgb: '#000000', cmyk: [0, 0, 0, 0, 0], grey: 0}}\n"),
    ],
)
def test_faulty_files_fail(
    made: dict[str, dict[str, Any]], name: str, text: str
) -> None:
    """An editor sees the common slips while typing."""
    assert not Draft7Validator(made[name]).is_valid(yaml.safe_load(text))


def test_write(tmp_path: Path, made: dict[str, dict[str, Any]]) -> None:
    """Every schema is written under its name, the same bytes each time."""
    files = write(tmp_path)
    assert [file.name for file in files] == [f"{name}.json" for name in NAMES]
    before = [file.read_bytes() for file in files]
    assert json.loads(before[1]) == made["part"]
    assert [file.read_bytes() for file in write(tmp_path)] == before
    assert len(list((tmp_path / "schemas").iterdir())) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_schemas_of_this_project_are_current(
    made: dict[str, dict[str, Any]], name: str
) -> None:
    """What this project's editors see is what its loader accepts."""
    root = Path(__file__).parents[1]
    written = json.loads((root / f"schemas/{name}.json").read_text(encoding="utf-8"))
    remedy = "write them anew: publisher.schema.write"
    assert written == made[name], remedy


def test_every_schema_file_has_its_line() -> None:
    """The line leads from the file's folder to the schema, however deep it lies."""
    lines = {
        "content/publication.yml": "../schemas/publication.json",
        "content/editions/2025.yml": "../../schemas/edition.json",
        "content/a/b/c.yml": "../../../schemas/part.json",
        "styles/table.yml": "../schemas/table.json",
    }
    for file, path in lines.items():
        assert schema_line(file) == f"# yaml-language-server: $schema={path}"
