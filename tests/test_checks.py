"""What `checks.json` says of printed figures."""

import json

from publisher import checks
from publisher.provenance import Bound, Cell, Position

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


def test_cells_under_each_other_are_one_entry() -> None:
    """Lines 2 and 3 of a column are one entry to line 3; line 5 is one of its own."""
    (said,) = checks.figures([DEFICIT])
    place = {"file": "data/t.csv", "column": "exports"}
    assert said["cells"] == [{**place, "line": 2, "last_line": 3}, {**place, "line": 5}]


def test_text_is_the_plain_data() -> None:
    """The file says what `figures` says, with the rest as it is."""
    rest = {"claims": [], "numbers": {"bound": 2, "of": 3}}
    written = "".join(checks.text({"figures": iter([DEFICIT, YEAR]), **rest}))
    assert json.loads(written) == {"figures": checks.figures([DEFICIT, YEAR]), **rest}


def test_each_figure_has_a_line() -> None:
    """A diff of two files names figures: each stands on a line of its own."""
    written = "".join(checks.text({"figures": [DEFICIT, YEAR], "claims": [{"a": 1}]}))
    assert [line for line in written.splitlines() if '"shown"' in line] == [
        line for line in written.splitlines() if "content/a.yml" in line
    ]
    assert written.count("\n") == 9
