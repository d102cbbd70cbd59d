"""What `checks.json` says of printed figures."""

import json
from dataclasses import replace

from publisher import checks
from publisher.checks import Guarded, Guards
from publisher.data.balances import Balances
from publisher.expressions import Scope
from publisher.narrative.model import Claim
from publisher.provenance import Bound, Cell, Position

BALANCES = Balances({}, {}, {})
DEFICIT = Bound(
    "−$2bn",
    "balance() | short",
    Position("content/a.yml", 3, 7),
    (
        Cell("data/t.csv", 2, "exports"),
        Cell("data/t.csv", 3, "exports"),
        Cell("data/t.csv", 5, "exports"),
    ),
)
YEAR = Bound("2025", "year", Position("content/a.yml", 4), ())
FIGURES = [Guarded(DEFICIT, ("claim", "proof")), Guarded(YEAR, ())]


def test_cells_under_each_other_are_one_entry() -> None:
    """Lines 2 and 3 of a column are one entry to line 3; line 5 is one of its own."""
    (said,) = checks.figures(FIGURES[:1])
    place = {"file": "data/t.csv", "column": "exports"}
    assert said["cells"] == [{**place, "line": 2, "last_line": 3}, {**place, "line": 5}]


def test_text_is_the_plain_data() -> None:
    """The file says what `figures` says, with the rest as it is."""
    rest = {"claims": [], "numbers": {"bound": 2, "of": 3}}
    written = "".join(checks.text({"figures": iter(FIGURES), **rest}))
    assert json.loads(written) == {"figures": checks.figures(FIGURES), **rest}


def test_each_figure_has_a_line() -> None:
    """A diff of two files names figures: each stands on a line of its own."""
    written = "".join(checks.text({"figures": FIGURES, "claims": [{"a": 1}]}))
    assert [line for line in written.splitlines() if '"shown"' in line] == [
        line for line in written.splitlines() if "content/a.yml" in line
    ]
    assert written.count("\n") == 9


def test_a_figure_is_guarded_by_what_would_tell() -> None:
    """A claim that holds guards the figures on its cells; the proof guards all of them."""
    claim = Claim(
        part="a",
        says="in deficit",
        position=Position("content/a.yml", 9),
        state="holds",
        scope=Scope(BALANCES, 2025),
        cells=(Cell("data/t.csv", 5, "exports"),),
    )
    guards = checks.Guards.of([claim], (), signed=True)
    assert guards.on(DEFICIT).guards == ("claim", "proof")
    assert guards.on(YEAR).guards == ("proof",)
    awaiting = replace(claim, state="awaits")
    assert Guards.of([awaiting], (), signed=False).on(DEFICIT).guards == ()


def test_a_claim_says_what_it_has() -> None:
    """What a claim lacks is left out; its place is that of the printed words."""
    claim = Claim(
        part="a",
        says="a leader",
        position=Position("content/a.yml", 9),
        state="cited",
        scope=Scope(BALANCES, 2025),
        source="NSF 07-329",
        printed=Position("content/a.yml", 5, 3),
    )
    assert checks.claimed(claim) == {
        "says": "a leader",
        "where": "content/a.yml:5:3",
        "state": "cited",
        "cited": "NSF 07-329",
    }
