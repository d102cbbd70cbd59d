"""A style loads whole, in points, or tells all that is wrong with it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, get_args, get_origin

import pytest
from pydantic import BaseModel

from publisher.content import load as load_content
from publisher.errors import StageFailed
from publisher.styles import check_names, load
from publisher.styles.models import FigureStyle, Name, NameOf, Style
from tests.content import project as content_project
from tests.styles.project import FILES, write


def failures(root: Path) -> list[str]:
    """Return "code place message (hint)" of the findings with which loading fails."""
    with pytest.raises(StageFailed) as caught:
        load(root)
    return [
        f"{f.code} {f.position} {f.message} ({f.hint})" for f in caught.value.findings
    ]


def test_lengths_become_points(tmp_path: Path) -> None:
    """8.5 in are 612 points; 0 needs no unit; what is left out is its default."""
    style = load(write(tmp_path))
    assert style.page.trim_width == 612
    assert style.page.bleed == 9
    assert style.page.safety == 0
    assert style.tables["plain"].row == 14
    assert style.figure.dash == (3, 2)
    assert style.type.paragraphs["text"].before == 0
    assert style.palette.inks["navy"].cmyk == (100, 80, 35, 45)


def test_styles_know_their_places(tmp_path: Path) -> None:
    """A later stage can show where a style was written."""
    style = load(write(tmp_path))
    assert str(style.type.paragraphs["small"].at("ink")) == "styles/type.yml:6:55"


def test_faults_of_all_files_together(tmp_path: Path) -> None:
    """One run tells the faults of every file."""
    write(tmp_path, page="grid: 14\n", palette="inks: {a: NO}\n")
    (tmp_path / "styles/table.yml").unlink()
    assert [line.split()[:2] for line in failures(tmp_path)] == [
        ["FORM-02", "styles/page.yml:1:1"],
        ["FORM-04", "styles/page.yml:1:7"],
        ["YAML-11", "styles/palette.yml:1:11"],
        ["YAML-01", "styles/table.yml:1:1"],
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("type", "28pt}", "28pt, strong: serf}", "NAME-01 styles/type.yml:4:59 there is no face called serf (did you mean serif?)"),
        ("type", "ink: navy", "ink: nvy", "NAME-01 styles/type.yml:6:55 there is no ink called nvy (did you mean navy?)"),
        ("type", "ground: paper", "paragraph: smal", "NAME-01 styles/type.yml:8:22 there is no paragraph style called smal (did you mean small?)"),
        ("page", "style: small", "style: smal", "NAME-01 styles/page.yml:10:32 there is no paragraph style called smal (did you mean small?)"),
        ("page", "ground: navy", "ground: nav", "NAME-01 styles/page.yml:8:19 there is no ink called nav (did you mean navy?)"),
        ("table", "total: small", "total: big", "NAME-01 styles/table.yml:2:63 there is no paragraph style called big (declare it in styles/type.yml; declared: small, text, title)"),
        ("figure", "ink_bar: black", "ink_bar: blck", "NAME-01 styles/figure.yml:13:10 there is no ink called blck (did you mean black?)"),
        ("figure", "label_strong: serif", "label_strong: sans", "NAME-01 styles/figure.yml:2:15 there is no face called sans (declare it in styles/type.yml; declared: serif)"),
        ("type", "leading: 14pt", "leading: 0", "STYLE-01 styles/type.yml:5:44 leading must be more than nothing (write a length such as 12pt)"),
        ("page", "grid: 14pt", "grid: -1pt", "STYLE-01 styles/page.yml:6:7 grid must be more than nothing (write a length such as 12pt)"),
        ("page", "gutter: 1in", "gutter: -1in", "STYLE-01 styles/page.yml:5:41 gutter cannot be less than nothing (write 0 or more)"),
        ("page", "grid: 14pt", "grid: 49in", "FORM-04 styles/page.yml:6:7 grid: '49in' is longer than any page here (write 48in or less)"),
        ("page", "{bleeds: true}", "{x: 8in, width: 1in, height: 1in}", "STYLE-04 styles/page.yml:8:39 the frame art is not on the page (the trim is 612 × 792 pt; x and y count from its gutter edge and head)"),
        ("page", "{bleeds: true}", "{width: 1in}", "STYLE-04 styles/page.yml:8:39 the frame art has no size (the trim is 612 × 792 pt; x and y count from its gutter edge and head)"),
        ("page", "y: 48pt", "y: 12in", "STYLE-04 styles/page.yml:10:19 this running line is not on the page (y counts from the head; the trim is 792 pt high)"),
        ("figure", "dash: [3pt, 2pt]", "dash: [0, 0]", "STYLE-01 styles/figure.yml:22:7 a dash of no length (write lengths such as [3pt, 2pt])"),
        ("type", "IBM Plex Serif}", "IBM Plex Serif, weight: 1001}", "FORM-04 styles/type.yml:2:43 weight must be at most 1000 (here it is 1001)"),
        ("type", "size: 28pt", "features: [tnums], size: 28pt", "FORM-04 styles/type.yml:4:35 item 1 of features cannot be the text “tnums” (write an OpenType feature such as tnum, or -liga to switch it off)"),
        ("palette", "  white:", "  paper-white:", "NAME-01 styles/figure.yml:1:1 there is no ink called white (did you mean paper-white?)"),
        ("page", "gutter: 1in", "gutter: 8in", "STYLE-02 styles/page.yml:5:10 these margins leave no room for text on the trim (make the margins smaller, or trim_width and trim_height larger)"),
        ("figure", "height: 200pt", "height: 400pt", "STYLE-03 styles/figure.yml:24:12 the heights of monthly are not in order (least must not be more than height, nor height more than most)"),
    ],
)  # fmt: skip
def test_what_styles_name_must_exist(
    tmp_path: Path, name: str, old: str, new: str, expected: str
) -> None:
    """A face, ink or paragraph style that no file declares is told with the nearest."""
    assert old in FILES[name]
    write(tmp_path, **{name: FILES[name].replace(old, new, 1)})
    assert failures(tmp_path) == [expected]


def test_default_ink_is_not_blamed(tmp_path: Path) -> None:
    """A palette without black is not told off for each rule that nobody drew."""
    palette = FILES["palette"].replace("  black:", "  ink:")
    figure = FILES["figure"].replace("black", "ink")
    assert load(write(tmp_path, palette=palette, figure=figure)).palette.inks


def named(model: type[BaseModel], seen: set[type]) -> Iterator[tuple[str, object]]:
    """Yield every field of a model and of the models in it, with its whole annotation."""
    if model in seen:
        return
    seen.add(model)
    for name, info in model.model_fields.items():
        whole = (
            Annotated[info.annotation, *info.metadata]
            if info.metadata
            else info.annotation
        )
        yield f"{model.__name__}.{name}", whole
        for inner in leaves(info.annotation):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                yield from named(inner, seen)


def leaves(annotation: object) -> Iterator[object]:
    """Yield the types inside an annotation."""
    arguments = get_args(annotation)
    yield annotation
    for argument in arguments:
        yield from leaves(argument)


def test_every_name_says_what_it_names() -> None:
    """A field that holds a name is marked, so that loading can check that it exists."""
    pattern = get_args(Name)[1].metadata[0]
    unmarked = []
    for field, annotation in named(Style, set()):
        for leaf in leaves(annotation):
            if (
                get_origin(leaf) is Annotated
                and get_origin(get_args(leaf)[0]) is not dict
            ):
                marks = [
                    entry
                    for mark in get_args(leaf)[1:]
                    for entry in (mark, *getattr(mark, "metadata", ()))
                ]
                is_name = pattern in marks
                if is_name and not any(isinstance(mark, NameOf) for mark in marks):
                    unmarked.append(field)
    keys = {
        "Palette.inks",
        "TypeStyle.faces",
        "TypeStyle.paragraphs",
        "TypeStyle.blocks",
    }
    keys |= {"PageStyle.masters", "Master.frames", "Style.tables"}
    assert set(unmarked) == keys
    assert {"ink_bar", "label"} <= set(FigureStyle.model_fields)


# --- what the content names


@pytest.mark.parametrize(
    ("key", "old", "new", "expected"),
    [
        ("front_cover", "master: cover", "master: covr", "front/cover.yml:3:9 there is no page master called covr (did you mean cover?)"),
        ("front_cover", "- title: Tiny", "- title: Tiny\n    style: titel", "front/cover.yml:6:12 there is no style called titel (did you mean title?)"),
        ("front_cover", "- title: Tiny", "- aside: []\n    style: panl", "front/cover.yml:6:12 there is no block style called panl (did you mean panel?)"),
        ("front_cover", "- title: Tiny", "- aside: []\n    slot: arts", "front/cover.yml:6:11 there is no frame of this page master called arts (did you mean art?)"),
        ("sectors_biotechnology", "title: Balance", "title: Balance\n    slot: art", "sectors/biotechnology.yml:14:11 there is no frame of this page master called art (declare it in styles/page.yml)"),
        ("back_notes", "blocks: []", "blocks: [{table: {id: t, title: T, rows: list, stub: S, columns: [], style: plan}}]", "back/notes.yml:4:77 there is no table style called plan (did you mean plain?)"),
    ],
)  # fmt: skip
def test_what_content_names_must_exist(
    tmp_path: Path, key: str, old: str, new: str, expected: str
) -> None:
    """A master, slot or style that the content names and no style file declares is told."""
    file = f"content/{key.replace('_', '/', 1)}.yml"
    text = content_project.FILES[file].replace(old, new, 1)
    content_project.write(tmp_path, **{key: text})
    findings = check_names(load_content(tmp_path), load(write(tmp_path)))
    told = [f"{f.position} {f.message} ({f.hint})" for f in findings]
    assert told == [f"content/{expected}"]


def test_sound_content_and_style_agree(tmp_path: Path) -> None:
    """Content that names only what the style declares has no finding."""
    content_project.write(tmp_path)
    assert check_names(load_content(tmp_path), load(write(tmp_path))) == []
