"""Faults of form are said once, in plain words, at the key or value to blame."""

import re
from typing import Any

import pytest

from publisher.content.faults import PATTERN_TO_WORDS
from publisher.content.located import Located
from publisher.content.models import Part, Publication, Sources, Standfirst
from publisher.content.reader import parse
from publisher.content.validation import validate
from publisher.schema import schemas
from publisher.styles.models import PageStyle, Palette

HEAD = "title: x\nmaster: m\nblocks:\n"


def told(text: str, model: type[Located] = Part) -> list[str]:
    """Return "code line:column message (hint)" of every finding."""
    document, findings = parse("x.yml", text)
    assert document is not None
    _, more = validate(model, document, findings)
    return [
        f"{f.code} {f.position.line}:{f.position.column} {f.message} ({f.hint})"
        for f in findings + more
        if f.position
    ]


def load(text: str, model: type[Located] = Part) -> Any:
    """Return the model of a sound text."""
    document, findings = parse("x.yml", text)
    assert document is not None
    made, more = validate(model, document)
    assert findings + more == []
    return made


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("- txt: a", "FORM-05 4:3 txt is no kind of block (did you mean text?)"),
        ("- text: 5", 'FORM-03 4:9 text must be text, not the number 5 (write it in quotes: "5")'),
        ("- text:", "FORM-03 4:8 text is empty; it must be text (write the value, or delete the key)"),
        ("- standfirst: [a]", "FORM-03 4:15 standfirst must be text, not a list (write one text; '|' begins one of several lines)"),
        ("- text: a\n  heading: b", "FORM-06 5:3 one block cannot be both text and heading (begin a new block with '- heading:')"),
        ("- text: a\n  stile: b", "FORM-01 5:3 the key stile is not known here (did you mean style?)"),
        ("- heading: {when: a, thn: b}", "FORM-01 4:22 the key thn is not known here (did you mean then?)"),
        ("- heading: {when: a, then: {b: c}}", "FORM-03 4:28 then must be text, not a group of keys (put a text that holds ': ' or begins with '{' in quotes)"),
        ("- heading: a\n  level: 4", "FORM-04 5:10 level cannot be the number 4 (write one of: 2, 3)"),
        ("- contents: all", "FORM-04 4:13 contents cannot be the text “all” (write parts)"),
        ("- key_figures: []", "FORM-04 4:16 key_figures must hold at least 1, not 0 (add what is missing)"),
        ("- aside:\n    text: a", "FORM-03 5:5 aside must be a list, not a group of keys (begin each item with '- ', or write [a, b])"),
        ("- when: x\n  then:\n    - aside:\n      - terms: [{term: a}]", "FORM-02 7:17 item 1 of terms lacks the key text (add 'text:')"),
        ("- figure: {id: a, kind: balance-bar, title: t}", "FORM-04 4:25 kind cannot be the text “balance-bar” (did you mean balance-bars?)"),
        ("- figure: {id: A b, kind: monthly, title: t}", "FORM-04 4:16 id cannot be the text “A b” (write lower-case letters, digits and hyphens)"),
        ("- figure: {id: a, kind: monthly, title: t, limit: 99}", "FORM-04 4:51 limit must be at most 50 (here it is 99)"),
        ("- figure: {id: a, kind: monthly, title: t, form: 2001}", "FORM-01 4:44 the key form is not known here (did you mean from?)"),
    ],
)  # fmt: skip
def test_one_fault_in_a_block_is_one_finding(block: str, expected: str) -> None:
    """A fault in a block or in a text that may be a choice is told once, not per kind."""
    assert told(HEAD + block + "\n") == [expected]


def test_block_without_kind_lists_the_kinds() -> None:
    """A block that names no kind, or is none, shows which kinds there are."""
    findings = told(HEAD + "- style: x\n- 5\n")
    assert findings[0].startswith("FORM-05 4:3 item 1 of blocks has no key that names")
    assert findings[1].startswith("FORM-05 5:3 item 2 of blocks must be a block")
    assert all("title, heading, standfirst, text" in finding for finding in findings)


def test_missing_keys_of_one_group_are_one_finding() -> None:
    """What a group of keys lacks is told together, where the group begins."""
    assert told("label: x\nblocks: []\n") == [
        "FORM-02 1:1 the file lacks the keys title, master (add 'title:', 'master:')"
    ]


def test_misspelt_key_is_not_missing_too() -> None:
    """The misspelt key is blamed; that the right one is missing goes without saying."""
    assert told("tittle: x\nmaster: m\nblocks: []\n") == [
        "FORM-01 1:1 the key tittle is not known here (did you mean title?)"
    ]


def test_trap_is_not_blamed_twice() -> None:
    """Where the reader has spoken, the form says nothing more; other faults are told."""
    text = "title: x\nmaster: m\nlisted: NO\ntab: 5\nblocks: []\n"
    assert [finding[:12] for finding in told(text)] == ["YAML-11 3:9 ", "FORM-03 4:6 "]


def test_all_faults_in_the_order_of_the_file() -> None:
    """One run tells all that is wrong, from top to bottom."""
    text = "title: 1\nmaster: M\nblocks:\n- text: 2\n- figure: {id: a}\nx: y\n"
    lines = [int(finding.split()[1].split(":")[0]) for finding in told(text)]
    assert lines == [1, 2, 4, 5, 6]


def test_styles_speak_of_lengths() -> None:
    """A length without its unit, a colour and an ink's name are explained."""
    text = 'inks:\n  Red: {rgb: "#f00", cmyk: [0, 0, 0], grey: 101}\n'
    assert told(text, Palette) == [
        "FORM-04 2:3 the name Red cannot be the text “Red” (write a letter, then lower-case letters, digits and hyphens)",
        "FORM-04 2:14 rgb cannot be the text “#f00” (write a colour as # and six digits, a to f in lower case)",
        "FORM-02 2:28 cmyk lacks item 4 (add what is missing to the list)",
        "FORM-04 2:45 grey must be at most 100 (here it is 101)",
    ]
    assert (
        "FORM-04 1:7 grid: 14 is not a length"
        " (write a number and its unit, such as 12pt or 8.5in)"
    ) in told("grid: 14\n", PageStyle)


def test_number_for_text_at_the_top() -> None:
    """An edition's year without quotes, the commonest slip, is told with its remedy."""
    text = "id: a\ntitle: b\npublisher: c\nparts: [d.yml]\ndefault_edition: 2025\n"
    assert told(text, Publication) == [
        'FORM-03 5:18 default_edition must be text, not the number 2025 (write it in quotes: "2025")'
    ]


def test_every_pattern_has_words() -> None:
    """No editor is ever shown a regular expression."""
    patterns: set[str] = set()

    def collect(value: object) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("pattern"), str):
                patterns.add(value["pattern"])
            keys = value.get("patternProperties", {})
            patterns.update(key for key in keys if key.startswith("^"))
            for inner in value.values():
                collect(inner)
        elif isinstance(value, list):
            for inner in value:
                collect(inner)

    collect(schemas())
    assert patterns == set(PATTERN_TO_WORDS)
    for pattern in patterns:
        re.compile(pattern)


# --- places of a sound model


def test_models_know_their_places() -> None:
    """A model in a model gives the place of its own values and of what they hold."""
    part = load(
        HEAD
        + "- aside:\n"
        + "  - table:\n"
        + "      id: t\n"
        + "      title: T\n"
        + "      rows: years\n"
        + "      from: 2001\n"
        + "      stub: Year\n"
        + "      columns:\n"
        + "      - {head: A, cell: exports()}\n"
        + "      - {head: B, cell: 'imports()'}\n"
    )
    table = part.blocks[0].aside[0].table
    assert str(table.at()) == "x.yml:6:7"
    assert str(table.at("columns", 1, "cell")) == "x.yml:13:25"
    assert str(table.columns[1].where("cell", offset=7)) == "x.yml:13:33"
    assert table.at("from") == table.at("from_")
    assert str(table.at("from")) == "x.yml:9:13"
    assert str(part.key("blocks", 0, "aside")) == "x.yml:4:3"


def test_what_is_not_written_has_the_place_of_its_group() -> None:
    """A key left to its default is shown at the group that could hold it."""
    part = load(HEAD + "- text: a\n")
    assert part.blocks[0].at("style") == part.blocks[0].at()
    assert part.blocks[0].where("style", offset=1) == part.blocks[0].at()


def test_list_values_stay_texts_and_lists() -> None:
    """A column may be one name or several; each is of the type it was written in."""
    sources = load(
        "sources: {}\nseries: {}\ninputs:\n  a:\n    source: s\n    vintage: v\n"
        "    path: p\n    sha256: '" + "0" * 64 + "'\n    basis: published\n"
        "    columns: {exports: e, imports: [a, b]}\n    concept: c\n"
        "    valuation: v\n    where: {x: [y]}\n",
        Sources,
    )
    entry = sources.inputs["a"]
    assert entry.columns.exports == "e"
    assert entry.columns.imports == ("a", "b")
    assert entry.where == {"x": ("y",)}
    assert str(entry.at("where", "x", 0)) == "x.yml:13:17"


def test_places_do_not_tell_models_apart() -> None:
    """Equal words are equal models, wherever written, or made in code."""
    one = load(HEAD + "- standfirst: a\n")
    other = load("# moved\n" + HEAD + "- standfirst: a\n")
    assert one == other
    assert one.blocks[0].at() != other.blocks[0].at()
    assert one.blocks[0] == Standfirst(standfirst="a")
    assert str(Standfirst(standfirst="a").at("standfirst")) == "(made in code):1:1"
