"""Cells changed one at a time: what tells, and what must not.

The mini edition stands on a table of years in whole millions. Kites sold 3,500 million abroad
in 2025 (line 13) and bought 2,000; 3,400 and 1,900 the year before.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from publisher import editing, mutation
from publisher.mutation import Mutant, Trial
from publisher.provenance import Cell
from tests.editions.test_life import FINAL, published
from tests.mini import KITES, YEARLY, call, copied, spoilt

EXPORTS = Cell(YEARLY, 13, "exports_millions")
CLAIM = """claims:
  - says: A … of
    holds: balance() > 0
"""


def with_claim(root: Path) -> Path:
    """Let the kites' part claim that the balance is a surplus."""
    path = root / KITES
    path.write_text(path.read_text(encoding="utf-8") + CLAIM, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a final edition that is signed off; for reading only."""
    root = with_claim(spoilt(published(tmp_path_factory.mktemp("signed")), FINAL))
    assert call("approve", root, "--yes").code == 0
    return root


def tried(root: Path) -> Trial:
    """Return the trial of the default edition."""
    (made,) = mutation.trials(root, (), report=lambda *_: None)
    return made


def of(made: Trial, cell: Cell) -> dict[str, Mutant]:
    """Return the mutants of a cell by their kind."""
    return {each.kind: each for each in made.mutants if each.cell == cell}


def test_a_cell_is_changed_in_every_way(signed: Path) -> None:
    """Rank goes just below 2024; a tenth of a billion more prints 3.6 instead of 3.5."""
    mutants = of(tried(signed), EXPORTS)
    now = {kind: each.now for kind, each in mutants.items()}
    assert now == {
        "sign": -3_500_000_000,
        "year": 3_400_000_000,
        "rank": 3_399_999_999,
        "size": 3_600_000_000,
        "rounding": 3_500_000_001,
    }
    assert {each.was for each in mutants.values()} == {3_500_000_000}


def test_size_is_just_beyond_the_rounding(signed: Path) -> None:
    """A tenth of it changes nothing that is printed nearest."""
    (edition,) = editing.written(*editing.loaded(signed), ("2025",), lambda *_: None)
    mutant = of(tried(signed), EXPORTS)["size"]
    delta = mutant.now - mutant.was
    assert mutant.figure is not None
    again = mutant.figure.bound.again
    assert again is not None
    balances = edition.balances
    assert again(balances.with_cell(EXPORTS, delta)) == mutant.shows != again(balances)
    assert again(balances.with_cell(EXPORTS, delta // 10)) == again(balances)


def test_a_claim_tells_of_a_sign(signed: Path) -> None:
    """With exports of −3.5 billion there is no surplus; with 3.4 there still is."""
    mutants = of(tried(signed), EXPORTS)
    assert mutants["sign"].told == ("claim", "proof")
    assert mutants["year"].told == ("proof",)
    assert mutants["rounding"].told == ()


def test_a_signed_edition_lets_nothing_through(signed: Path) -> None:
    """Every change of a printed figure is told, no change within the rounding is."""
    made = tried(signed)
    assert made.sound
    assert made.caught("proof") == len(made.harmful) > 50
    assert 0 < made.caught("claim", "crossfoot") < len(made.harmful)


def test_an_unsigned_edition_has_survivors(tmp_path: Path) -> None:
    """Without a record only claims and footings tell: the rest is listed, and is an error."""
    root = with_claim(copied(tmp_path))
    ran = call("check", root, "--mutate")
    made = tried(root)
    assert ran.code == 1
    assert f"told by nothing: {len(made.survivors)}" in ran.out
    survivor = of(made, EXPORTS)["year"]
    assert survivor in made.survivors
    assert f"    {survivor}\n" in ran.out
    assert str(survivor).startswith(
        f"exports_millions in line 13 of {YEARLY}: 3500000000 → 3400000000 (year); "
    )


def test_the_result_as_plain_data(signed: Path) -> None:
    """``--json`` says the same as the text."""
    ran = call("check", signed, "--mutate", "--json")
    said = json.loads(ran.out)["editions"]["2025"]
    made = tried(signed)
    assert ran.code == 0
    assert said["mutants"] == len(made.harmful)
    assert said["told"]["proof"] == made.caught("proof")
    assert (said["survivors"], said["false_alarms"]) == ([], [])


def test_an_edition_with_errors_is_not_tried(signed: Path, tmp_path: Path) -> None:
    """What is wrong already is told instead."""
    root = spoilt(
        copied(tmp_path, source=signed), (KITES, "balance() > 0", "balance() < 0")
    )
    ran = call("check", root, "--mutate")
    assert ran.code == 1
    assert [each.code for each in ran.told] == ["CLAIM-02"]


# --- as an editor would meet it: the file itself is changed


def edited(root: Path, old: str, new: str) -> list[str]:
    """Change a row of the pinned file, pin it again, and return what a check finds."""
    path, sources = root / YEARLY, root / "content/sources.yml"
    before = path.read_bytes()
    after = before.replace(old.encode(), new.encode())
    assert after != before
    path.write_bytes(after)
    digests = (hashlib.sha256(data).hexdigest() for data in (before, after))
    text = sources.read_text(encoding="utf-8")
    sources.write_text(text.replace(*digests), encoding="utf-8")
    told = call("check", root).told
    return [each.code for each in told if each.code != "LIFE-12"]


def test_a_cell_behind_a_figure_cannot_move_unseen(
    signed: Path, tmp_path: Path
) -> None:
    """Each figure that moved is named with its sentence; so is the claim."""
    root = copied(tmp_path, source=signed)
    codes = edited(root, "2025,01,3500", "2025,01,1500")
    assert codes.count("CLAIM-02") == 1
    assert codes.count("LIFE-13") >= 5


def test_a_change_within_the_rounding_is_no_finding(
    signed: Path, tmp_path: Path
) -> None:
    """2,000.001 million prints as 2,000 million does, everywhere."""
    root = copied(tmp_path, source=signed)
    assert edited(root, "2025,01,3500,2000,", "2025,01,3500,2000.001,") == []


def test_a_cell_that_nothing_prints_may_change(signed: Path, tmp_path: Path) -> None:
    """The exports of 2021 are plotted, but no figure, claim or footing has them."""
    root = copied(tmp_path, source=signed)
    cell = Cell(YEARLY, 9, "exports_millions")
    (edition,) = editing.written(*editing.loaded(root), ("2025",), lambda *_: None)
    printed = {c for f in edition.examined.figures for c in f.bound.cells}
    assert cell in set(edition.balances.effects) - printed
    assert edited(root, "2021,01,3100,", "2021,01,3050,") == []
