"""What a side of a comparison is called, and what an edition reads as of a vintage."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher import content
from publisher.comparison.operands import as_of, parse
from publisher.errors import UsageError
from tests.content.fetched import declared, vintage
from tests.mini import SOURCES, YEARLY, copied, spoilt


def three_vintages(tmp_path: Path) -> Path:
    """Return the mini edition with its yearly figures of March and June 2025 as well."""
    root = copied(tmp_path)
    text = (root / SOURCES).read_text(encoding="utf-8")
    whole = text[text.index("  yearly:\n") : text.index("  partners:\n")]
    older = []
    for month in ("2025-03", "2025-06"):
        file = YEARLY.replace("2026-01", month)
        rows = (root / YEARLY).read_text(encoding="utf-8").replace("2026-01", month)
        (root / file).parent.mkdir()
        (root / file).write_text(rows, encoding="utf-8")
        older.append(
            whole.replace("  yearly:", f"  yearly-{month}:").replace("2026-01", month)
        )
    return spoilt(root, (SOURCES, whole, "".join([*older, whole])))


def read(root: Path, vintage: str) -> dict[str, list[str]]:
    """Return which inputs each series reads as of a vintage."""
    project = as_of(content.load(root), "2025", vintage)
    return {
        name: [piece.input for piece in spec.pieces]
        for name, spec in project.sources.series.items()
    }


@pytest.mark.parametrize(
    ("text", "folder", "edition", "vintage"),
    [
        ("2025", ".", "2025", ""),
        ("2025@2026-10", ".", "2025", "2026-10"),
        ("../old:2025", "../old", "2025", ""),
        ("/a:b/old:2025@2019", "/a:b/old", "2025", "2019"),
    ],
)
def test_an_operand_names_folder_edition_and_vintage(
    text: str, folder: str, edition: str, vintage: str
) -> None:
    """The last colon parts the folder, the at sign the vintage."""
    operand = parse(text, Path())
    assert operand.root == Path(folder)
    assert (operand.edition, operand.vintage) == (edition, vintage)


@pytest.mark.parametrize("text", ["", "@2026", ":", "old:", "2025@", "2025@soon",
                                  "2025@2026-13", "2025@2026-1", "a@b@2026"])  # fmt: skip
def test_what_is_no_operand_is_refused(text: str) -> None:
    """The message says how to write one."""
    with pytest.raises(UsageError, match="write 202"):
        parse(text, Path())


def test_a_later_input_gives_way_to_an_earlier_one_like_it(tmp_path: Path) -> None:
    """As of 2025 the yearly figures are those of June; the partners' are not there."""
    root = three_vintages(tmp_path)
    assert read(root, "2025") == {"yearly": ["yearly-2025-06"], "partners": []}
    assert read(root, "2025-06") == read(root, "2025-06-30") == read(root, "2025")


def test_what_is_early_enough_is_read_as_declared(tmp_path: Path) -> None:
    """As of January 2026 nothing is replaced, though an older vintage is at hand."""
    root = three_vintages(tmp_path)
    assert read(root, "2026-01") == {"yearly": ["yearly"], "partners": ["partners"]}


def test_an_input_that_measures_something_else_does_not_stand_in(
    tmp_path: Path,
) -> None:
    """Of another valuation, the older figures are not the same figures."""
    root = three_vintages(tmp_path)
    spoilt(root, (SOURCES, "valuation: as made up", "valuation: at sea"))
    spoilt(root, (SOURCES, "valuation: as made up", "valuation: at sea"))
    with pytest.raises(UsageError, match="no data of 2025-06 or earlier"):
        read(root, "2025-06")


def test_a_vintage_before_all_data_is_refused(tmp_path: Path) -> None:
    """The message names the vintages that the edition has."""
    with pytest.raises(UsageError, match="its vintages are 2026-01"):
        read(copied(tmp_path), "2025-12")


def test_a_fetched_input_is_the_newest_that_is_not_later(tmp_path: Path) -> None:
    """Of two vintages that of the month asked for, though the edition closes later."""
    brought = declared(tmp_path)
    for name, exports in (("2025-11", 5), ("2026-01", 6)):
        vintage(brought, name, exports)
    assert vintage_read(brought, "2025-12") == "2025-11"
    assert vintage_read(brought, "2026-01") == "2026-01"
    assert vintage_read(brought, "2030") == "2026-01"


def test_a_vintage_after_the_closing_date_stays_out(tmp_path: Path) -> None:
    """The edition closed in January 2026: asked for more, it does not read more."""
    brought = declared(tmp_path)
    for name in ("2025-11", "2026-02"):
        vintage(brought, name, 5)
    assert vintage_read(brought, "2026-02") == "2025-11"


def vintage_read(root: Path, asked: str) -> str:
    """Return the vintage of the fetched input as of another vintage."""
    project = as_of(content.load(root), "2025", asked)
    return project.sources_of(project.editions["2025"]).inputs["brought"].vintage
