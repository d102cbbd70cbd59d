"""Words of direction, rank and side agree with the figures beside them."""

import pytest

from tests.checks.small import words

CHANGE = "{{ change('exports') | abs | billions }}"  # +10 in 2025
GROWTH = "{{ growth('exports') | abs | percent }}"
FELL = "{{ change('balance', year=2024) | abs | billions }}"  # −30
BETTER = "{{ change('balance') | abs | billions }}"  # +10
DEFICIT = "{{ balance() | abs | billions }}"  # −30
SURPLUS = "{{ balance(year=2021) | billions }}"  # 20
LOW = "{{ record('balance', 'low') | abs | billions }}"  # −40
HIGH = "{{ record('balance', 'high') | billions }}"
HIGH_YEAR = "{{ record_year('balance', 'high') | year }}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # direction, by the sign that |abs has taken
        (f"Exports rose by {CHANGE}.", [("rose", "agrees")]),
        (f"Exports fell by {CHANGE}.", [("fell", "disagrees")]),
        (f"Exports shrank by {GROWTH}.", [("shrank", "disagrees")]),
        (f"The balance fell by {FELL}.", [("fell", "agrees")]),
        (f"The balance rose by {FELL}.", [("rose", "disagrees")]),
        # a deficit grows where the balance falls
        (f"The deficit grew by {FELL}.", [("grew", "agrees")]),
        (f"The deficit widened by {FELL}.", [("widened", "agrees")]),
        (f"The deficit narrowed by {FELL}.", [("narrowed", "disagrees")]),
        (f"The balance worsened by {FELL}.", [("worsened", "agrees")]),
        (f"The balance improved by {FELL}.", [("improved", "disagrees")]),
        (f"The balance improved by {BETTER}.", [("improved", "agrees")]),
        # from surplus to deficit: which of the two grew is not said
        (f"From surplus to deficit it rose by {FELL}.", [("rose", "unchecked")]),
        # multiples
        ("Exports doubled: {{ (exports() / imports(year=2020)) | times }}.", [("doubled", "agrees")]),
        ("They doubled, {{ (exports() / exports(year=2022)) | times }}.", [("doubled", "unchecked")]),
        ("They doubled {{ (imports() / exports(year=2025)) | times }}.", [("doubled", "unchecked")]),
        ("They tripled {{ (exports() / exports(year=2022)) | times }}.", [("tripled", "disagrees")]),
        ("They halved {{ (exports() / exports(year=2022)) | times }}.", [("halved", "disagrees")]),
        # records and ranks
        (f"The widest deficit was {LOW}.", [("widest", "agrees"), ("deficit", "agrees")]),
        (f"The highest surplus was {LOW}.", [("highest", "disagrees"), ("surplus", "disagrees")]),
        (f"The lowest balance was {LOW}.", [("lowest", "agrees")]),
        (f"The best balance was {HIGH}.", [("best", "agrees")]),
        (f"In {HIGH_YEAR}, the year of the highest surplus.", [("highest", "agrees"), ("surplus", "agrees")]),
        (f"A record deficit of {DEFICIT}.", [("record", "unchecked"), ("deficit", "agrees")]),
        (f"The record is {LOW}.", [("record", "agrees")]),
        # sides
        (f"A deficit of {DEFICIT}.", [("deficit", "agrees")]),
        (f"A surplus of {DEFICIT}.", [("surplus", "disagrees")]),
        (f"A surplus of {SURPLUS}.", [("surplus", "agrees")]),
        ("{{ run('deficit') | words }} years in deficit.", [("deficit", "agrees")]),
        # words that an expression chose, sayings, sentences without a figure
        (f"It {{{{ change('exports') | up_down('fell', 'rose') }}}} by {CHANGE}.", []),
        (f"They made up {GROWTH}.", []),
        ("Exports rose.", []),
        ("Exports rose in {{ year }}.", []),
    ],
)  # fmt: skip
def test_a_word_is_held_against_the_figure_beside_it(
    text: str, found: list[tuple[str, str]]
) -> None:
    """Agrees, disagrees, or unchecked where no figure decides."""
    assert [(one.shown, one.outcome) for one in words(text)] == found


def test_a_figure_of_another_clause_contradicts_nothing() -> None:
    """It can bear a word out; it cannot refute one."""
    (rose,) = words(f"Imports fell, and exports came to {CHANGE}.")
    assert (rose.shown, rose.outcome) == ("fell", "unchecked")
    (grew,) = words(f"Imports grew, and exports came to {CHANGE}.")
    assert grew.outcome == "agrees"


def test_the_nearest_figure_of_the_clause_decides() -> None:
    """Two changes in one clause: each word goes with the figure next to it."""
    said = words(f"It rose by {CHANGE} while the balance fell by {FELL}.")
    assert [(one.shown, one.outcome) for one in said] == [
        ("rose", "agrees"),
        ("fell", "agrees"),
    ]


def test_a_claim_vouches_for_what_is_unchecked() -> None:
    """Words that a claim quotes are not asked for again; a contradiction stays one."""
    text = f"Once in surplus, it had a deficit of {DEFICIT}."
    (free, _) = words(text)
    (claimed, _) = words(text, "once in surplus")
    assert (free.outcome, claimed.outcome) == ("unchecked", "vouched")
    (wrong,) = words(f"Exports fell by {CHANGE}.", "Exports fell")
    assert wrong.outcome == "disagrees"


def test_a_word_names_its_figure_and_its_place() -> None:
    """The finding can say both, and where the word stands."""
    (word,) = words(f"Exports fell by {CHANGE}.")
    assert (word.figure, word.position.column) == ("$10.0\N{NO-BREAK SPACE}billion", 9)
    assert word.why == "change('exports') | abs | billions"


def test_a_place_by_rank_decides_its_superlative() -> None:
    """The first of all sectors is the largest, the last of two the smallest."""
    first = "{{ exports(series='sectors', sector=place(1, flow='exports', series='sectors')) | billions }}"
    last = first.replace("place(1", "place(2")
    assert [one.outcome for one in words(f"The largest sold {first}.")] == ["agrees"]
    assert [one.outcome for one in words(f"The smallest sold {first}.")] == [
        "disagrees"
    ]
    assert [one.outcome for one in words(f"The smallest sold {last}.")] == ["agrees"]
