"""What is refused: each fault has its code, its place and a remedy."""

import pytest

from publisher.data.model import NotAvailable
from publisher.errors import Finding, StageFailed
from publisher.expressions import evaluate, holds, inspect, inspect_text, render, say
from publisher.expressions.result import Literal
from publisher.provenance import Position
from tests.expressions.trade import HERE, scope


def place(offset: int) -> Position:
    return Position("content/x.yml", 1, offset + 1)


def fault(source: str) -> Finding:
    """Return the one finding of an expression."""
    with pytest.raises(StageFailed) as failed:
        say(source, place, scope())
    (finding,) = failed.value.findings
    return finding


@pytest.mark.parametrize(
    "source",
    [
        "x.y",
        "balance().amount",
        "''.__class__",
        "sector[0]",
        "'a' ~ 'b'",
        "2 ** 2",
        "7 % 2",
        "7 // 2",
        "[1, 2]",
        "(1, 2)",
        "{'a': 1}",
        "year is odd",
        "'0' in sector",
        "balance(*year)",
        "balance(**year)",
        "balance()()",
        "none",
        "balance",
        "1 }} {{ 2",
        "1 %}{% set x = 1",
        "",
        "balance(",
        "9999999999999999",
        "1e999",
        "'" + "a" * 301 + "'",
        "(" * 400 + "1" + ")" * 400,
        "-" * 1900 + "1",
        "1" + " + 1" * 200,
        "1 +" * 700,
    ],
)
def test_what_is_not_on_the_list_is_refused(source: str) -> None:
    """Attributes, subscripts, statements, powers, huge texts and depths never run."""
    assert fault(source).code == "EXPR-01"


@pytest.mark.parametrize(
    ("source", "code", "column", "word"),
    [
        ("  blance() | billions", "EXPR-02", 3, "did you mean 'balance'?"),
        ("balance() | billion", "EXPR-02", 13, "did you mean 'billions'?"),
        ("exports() | up_down('a', 'b') if yaer else 'x'", "EXPR-02", 34, "'year'"),
        ("balance(yaer=2020) | billions", "EXPR-02", 9, "did you mean 'year'?"),
        ("billions(balance())", "EXPR-02", 1, "write …|billions"),
        ("rank('balance', among='sector') | ordinal", "EXPR-02", 24, "'sectors'"),
        ("name('03')", "EXPR-02", 7, "known: 01, 02, A, B, C"),
        ("change()", "EXPR-03", 1, "write change(flow)"),
        ("change('balance', 2, 3)", "EXPR-03", 1, "write change(flow)"),
        ("change('balances')", "EXPR-03", 9, '"exports", "imports" or "balance"'),
        ("balance(year=2020, period='2020')", "EXPR-03", 20, None),
        ("balance(period='2020-13') | short", "EXPR-03", 9, None),
        ("balance(year='2020')", "EXPR-03", 9, None),
        ("balance() | billions(9)", "EXPR-03", 13, None),
        ("share('imports')", "EXPR-03", 1, "name a sector="),
        ("exports() + cover()", "EXPR-04", 1, "one unit"),
        ("exports() + 5", "EXPR-04", 1, "amounts of one unit"),
        ("exports() / (year - year)", "EXPR-04", 1, None),
        ("exports() * exports()", "EXPR-04", 1, None),
        ("exports() | percent", "EXPR-04", 13, "share(…)"),
        ("cover() | billions", "EXPR-04", 11, "|percent"),
        ("balance(series='totla') | short", "EXPR-04", 1, "did you mean 'total'?"),
        ("balance(sector='77') | short", "EXPR-04", 1, "01, 02"),
        ("'a' * 200", "EXPR-04", 1, None),
        ("balance()", "EXPR-05", 1, "|billions"),
        ("cover()", "EXPR-05", 1, "|percent"),
        ("rank('exports', among='years')", "EXPR-05", 1, "|ordinal"),
        ("is_record('balance')", "EXPR-05", 1, "choose words"),
        ("balance() | billions | billions", "EXPR-05", 13, "printed once"),
        ("balance() | ink", "EXPR-05", 13, "|billions|ink"),
    ],
)
def test_a_fault_points_at_its_word_and_says_the_remedy(
    source: str, code: str, column: int, word: str | None
) -> None:
    """Code, column of the word that is wrong, and a hint that helps."""
    finding = fault(source)
    assert (finding.code, finding.position) == (code, place(column - 1))
    assert word is None or word in str(finding.hint)


@pytest.mark.parametrize(
    "source",
    [
        # another concept, another length of period
        "imports(year=2024) - imports(series='partners', sector='SUM', year=2024)",
        "balance() < balance(series='quarters')",
        "(balance(series='quarters') / balance()) | percent",
        "share('imports', of='total', series='partners', sector='01', year=2024) | percent",
    ],
)
def test_different_concepts_and_periods_are_never_combined(source: str) -> None:
    """Imports for consumption and general imports, a quarter and a year."""
    assert fault(source).code == "EXPR-04"


def test_all_faults_of_an_expression_are_reported() -> None:
    """Two unknown names are two findings, in the order in which they stand."""
    with pytest.raises(StageFailed) as failed:
        say("foo(1) | bar", place, scope())
    assert [finding.position for finding in failed.value.findings] == [
        place(0),
        place(9),
    ]


def test_a_condition_asks_before_it_uses_data() -> None:
    """Missing data make a condition false through available() only."""
    assert holds("available('balance') and balance() < 0", HERE, scope())
    assert not holds("available('balance', year=1999)", HERE, scope())
    assert not holds("available(growth('exports', year=2021))", HERE, scope())
    assert not holds(
        "available('balance', year=1999) and balance(year=1999) < 0", HERE, scope()
    )
    with pytest.raises(StageFailed) as failed:
        holds("balance(year=1999) < 0", HERE, scope())
    (finding,) = failed.value.findings
    assert finding.code == "DATA-29"
    assert "available" in str(finding.hint)


def test_available_does_not_hide_a_mistake() -> None:
    """A misspelt name inside available() is a finding, not missing data."""
    with pytest.raises(StageFailed):
        holds("available(grwth('exports'))", HERE, scope())
    with pytest.raises(StageFailed):
        holds("available('balances')", HERE, scope())
    with pytest.raises(StageFailed):
        holds("available('balance', sector='77')", HERE, scope())


def test_a_condition_must_be_true_or_false() -> None:
    """An amount is no condition; 1 is not true."""
    for source in ("balance()", "1", "'yes'", "not balance()", "1 and 2"):
        with pytest.raises(StageFailed) as failed:
            holds(source, HERE, scope())
        assert failed.value.findings[0].code == "EXPR-03"


def test_render_keeps_the_place_of_every_piece() -> None:
    """Literal words and results alternate; offsets count in the text."""
    pieces = render("In {{ year }}: {{ balance() | short }}.", scope(), place)
    assert [(piece.text, piece.offset) for piece in pieces] == [
        ("In ", 0),
        ("2025", 5),
        (": ", 13),
        ("−$8.0bn", 17),
        (".", 38),
    ]
    assert isinstance(pieces[0], Literal)
    assert pieces[3].bound[0].position == place(18)  # type: ignore[union-attr]


def test_render_reports_all_findings_of_a_text() -> None:
    """A statement, a comment, an unknown name and a missing figure: four findings."""
    text = "{% if x %} {# no #} {{ foo }} {{ balance(year=1999) | short }}"
    with pytest.raises(StageFailed) as failed:
        render(text, scope(), place)
    found = {finding.code: finding for finding in failed.value.findings}
    assert len(failed.value.findings) == 4
    assert found["EXPR-02"].position == place(text.index("foo"))
    missing = found["DATA-29"]
    assert missing.position == place(text.index("balance"))
    assert "when: available" in str(missing.hint)


@pytest.mark.parametrize(
    "text", ["a {{ year", "a {{- year }}", "{{ 'a }}", "{{ a b }}", "{{ }}", "a }} b"]
)
def test_a_broken_text_is_a_finding(text: str) -> None:
    """Open braces, trimmed space and broken syntax are findings, not tracebacks."""
    with pytest.raises(StageFailed) as failed:
        render(text, scope(), place)
    assert {finding.code for finding in failed.value.findings} == {"EXPR-01"}


def test_open_braces_are_shown_where_they_open() -> None:
    """The parser stumbles much later: over the next note or the next expression."""
    text = "In {{ year }} {{ exports( of ^[all {{ year }}]"
    with pytest.raises(StageFailed) as failed:
        render(text, scope(), place)
    (finding,) = failed.value.findings
    assert finding.position == place(14)
    assert finding.hint == "close it with }}"


def test_unused_words_are_checked_without_data() -> None:
    """Names and syntax are checked; missing data are no concern of what is not printed."""
    assert inspect("balance(year=1999) | short", HERE, scope()) == []
    assert [f.code for f in inspect("blance()", HERE, scope())] == ["EXPR-02"]
    text = "{{ balance(year=1999) | shrt }}"
    (finding,) = inspect_text(text, scope(), place)
    assert finding.position == place(text.index("shrt"))


def test_evaluate_needs_no_filter() -> None:
    """An amount to sort by has a value and no words."""
    result = evaluate("exports()", HERE, scope())
    assert result.text == ""
    assert result.value.amount == 16 * 10**9  # type: ignore[union-attr]
    with pytest.raises(NotAvailable):
        evaluate("exports(year=1999)", HERE, scope())


def test_a_part_without_a_subject_must_name_its_series() -> None:
    """There is no default series to guess."""
    with pytest.raises(StageFailed) as failed:
        say("balance() | short", HERE, scope(series=None))
    assert "subject:" in str(failed.value.findings[0].hint)
    result = say("balance(series='total') | short", HERE, scope(series=None))
    assert result.text == "−$8.0bn"
