"""The vocabulary as a whole: documented, bounded, robust."""

import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.data.model import NotAvailable
from publisher.errors import StageFailed
from publisher.expressions import say
from publisher.expressions.filters import FILTERS
from publisher.expressions.functions import FUNCTIONS
from tests.expressions.trade import HERE, scope

REFERENCE = Path(__file__).parents[2] / "docs" / "expressions.md"
TOKENS = [
    *FUNCTIONS, *FILTERS, "year", "sector", "month", "(", ")", "(", ")", "|", "|", ",",
    "=", "+", "-", "*", "/", "<", "==", "and", "or", "not", "if", "else", "1", "2.5",
    "0", "2025", "'balance'", "'exports'", "'01'", "'SUM'", "'low'", "series=", "true",
    "partner=", "year=", "sector=", "by=", "[", "]", ".", "~", "}}", "{{", "%}", "#}",
]  # fmt: skip


def test_every_function_and_filter_is_documented() -> None:
    """An editor finds each name in the reference."""
    reference = REFERENCE.read_text(encoding="utf-8")
    missing = [name for name in FUNCTIONS if f"`{name}(" not in reference]
    missing += [name for name in FILTERS if f"`{name}" not in reference]
    assert missing == []


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(TOKENS), max_size=14))
def test_no_source_text_makes_a_traceback(tokens: list[str]) -> None:
    """Whatever is written, the answer is words, missing data, or findings."""
    try:
        result = say(" ".join(tokens), HERE, scope())
    except NotAvailable:
        return
    except StageFailed:
        return
    assert isinstance(result.text, str)


def test_the_scope_costs_no_jinja() -> None:
    """A model that holds a scope does not load the parser."""
    code = "import sys, publisher.narrative.model; print('jinja2' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
