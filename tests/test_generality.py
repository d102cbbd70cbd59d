"""A publication quite unlike the first: Polish, tonnes by month, A5, no cover.

It lies in ``tests/publications/zorawa``. Nothing in the engine knows of it.
"""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree

import pikepdf
import pytest

from publisher import content, narrative
from publisher.numerals import Voice, plural_categories
from publisher.phrases import languages, phrases_in
from tests.mini import MINI, PUBLICATION, call, files, place, spoilt

ZORAWA = Path(__file__).parent / "publications" / "zorawa"
ROK = "content/rozdzialy/rok.yml"
NARROW = "\N{NARROW NO-BREAK SPACE}"
ENGLISH_WORDS = (
    "Source", "vintage", "Exports", "Imports", "Balance", "exports", "imports",
    "January", "February", "Total", "Share", "billion", "million", "thousand", "US$",
    "n.a.", "SPECIMEN", " of ", " the ", " and ", "Census",
)  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the publication, built; nothing may be changed in it."""
    root = Path(copytree(ZORAWA, tmp_path_factory.mktemp("zorawa") / "zorawa"))
    ran = call("build", root)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("  6 pages\n")
    return root / "output" / "2024"


@pytest.fixture
def zorawa(tmp_path: Path) -> Path:
    """Return a copy of the publication, to spoil."""
    return Path(copytree(ZORAWA, tmp_path / "zorawa"))


def pages(built: Path) -> str:
    """Return the words of all pages, a line for each line."""
    return (built / "pages.txt").read_text(encoding="utf-8")


def pdf(built: Path) -> pikepdf.Pdf:
    return pikepdf.open(next(built.glob("*-screen.pdf")))


def alternatives(built: Path) -> list[str]:
    """Return the alternative texts of all figures and tables."""
    with pdf(built) as opened:
        return [
            str(item[key])
            for item in opened.objects
            if isinstance(item, pikepdf.Dictionary)
            and item.get("/S") in {"/Figure", "/Table"}
            for key in ("/Alt", "/Summary")
            if key in item
        ]


# --- what is printed


def test_its_pages_are_its_own(built: Path) -> None:
    """A5, six pages, Polish; every page wears the stamp, in Polish."""
    with pdf(built) as opened:
        box = [float(side) for side in opened.pages[0].TrimBox]
        assert [box[2] - box[0], box[3] - box[1]] == pytest.approx(
            [419.53, 595.28], 0.01
        )
        assert (len(opened.pages), str(opened.Root.Lang)) == (6, "pl-PL")
    assert pages(built).count("WZÓR: dane zmyślone") == 6


def test_nothing_is_said_in_english(built: Path) -> None:
    """Neither on a page, nor in an alternative text, nor under a figure."""
    said = pages(built)
    words = "\n".join(re.split(r" {2,}", line)[-1] for line in said.splitlines())
    spoken = "\n".join(alternatives(built))
    assert len(spoken) > 500
    assert [word for word in ENGLISH_WORDS if word in words + spoken] == []
    for polish in (
        "Źródło: dane zmyślone przez nas",
        "W dół rzeki",
        "Razem",
        "Różnica",
    ):
        assert polish in words


def test_numbers_are_polish(built: Path) -> None:
    """A comma for decimals, a narrow space for thousands, months and units in their forms."""
    said = pages(built)
    for printed in (
        "2,7\N{NO-BREAK SPACE}mln\N{NO-BREAK SPACE}ton",
        f"2{NARROW}696",
        "+4,5%",
        "66,2\N{NO-BREAK SPACE}mln\N{NO-BREAK SPACE}zł",
        "grudzień 2024",
        "28\N{NO-BREAK SPACE}lutego 2025",
        "tys. ton; ładunki w żegludze śródlądowej",
    ):
        assert printed.replace("\N{NO-BREAK SPACE}", " ") in said.replace(
            "\N{NO-BREAK SPACE}", " "
        )
    assert not re.search(r"\d\.\d{1,2}%|\d,\d{3}\b", "\n".join(alternatives(built)))


def test_words_are_divided_as_in_polish(built: Path) -> None:
    """Lines end in Polish divisions, quotes are Polish, no line ends in a lone letter."""
    lines = [
        re.split(r" {2,}", line)[-1]
        for line in pages(built).splitlines()
        if "/text-" in line
    ]
    assert any(line.endswith(("-", "‐")) for line in lines)
    assert any("„Śluzy Górnej”" in line for line in lines)
    assert not [line for line in lines if re.search(r" [aiouwz]$", line)]


def test_decimals_stand_under_each_other() -> None:
    """The comma is the point on which a column of Polish numbers stands."""
    from publisher.layout.table import _whole

    found = [
        _whole("pl-PL").match(text) for text in ("8,25", f"1{NARROW}183,3", "7,125")
    ]
    assert [match[0] for match in found if match] == ["8", f"1{NARROW}183", "7"]
    english = _whole("en-US").match("1,183.3")
    assert english
    assert english[0] == "1,183"


def test_the_numbers_behind_the_exhibits_name_flows_and_units(built: Path) -> None:
    """Other programs find the publication's own names, and its unit."""
    text = (built / "data" / "przewozy-miesiace.csv").read_text(encoding="utf-8")
    heading = next(line for line in text.splitlines() if line.startswith("sector"))
    assert "w dół rzeki [t]" in heading


# --- what cannot be printed is said


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("run('surplus') | words", "a number in words can be printed in English only"),
        ("rank('exports', among='years') | ordinal", "a place in words"),
        ("rank('exports', among='years') | superlative", "a rank in words"),
        ("cover() | cents", "cents to the dollar"),
        ("run('surplus') | plural('rok', 'lata')", "pl-PL has 3 forms: one, few, many"),
    ],
)
def test_english_only_words_are_findings(
    zorawa: Path, expression: str, said: str
) -> None:
    """No English word slips into a Polish page: the place, and what can be done."""
    text = "blocks:\n  - title: Żegluga na Żórawie"
    spoilt(
        zorawa, (ROK, text, f'{text}\n  - standfirst: "Oto {{{{ {expression} }}}}."')
    )
    (told,) = call("check", zorawa).told
    assert told.code == "EXPR-05"
    assert said in told.message
    assert told.position.startswith(f"{ROK}:7:")


def test_a_language_without_words_is_a_finding(zorawa: Path) -> None:
    """The language, where it is named, and what it would take."""
    spoilt(zorawa, (PUBLICATION, "language: pl-PL", "language: eu-ES"))
    (told,) = call("check", zorawa).told
    assert told.position == place(zorawa, PUBLICATION, "language: ¦eu-ES")
    assert told.code == "LANG-01"
    assert "publisher/phrases/en.toml" in told.hint


def test_a_unit_nobody_declared_is_a_finding(zorawa: Path) -> None:
    """A unit is a currency or has words."""
    spoilt(zorawa, ("content/sources.yml", "unit: t\n", "unit: kg\n"))
    (told,) = call("check", zorawa).told
    assert (told.code, "declare its words" in told.hint) == ("LANG-02", True)
    assert told.position == place(zorawa, "content/sources.yml", "unit: ¦kg")


def test_a_unit_needs_each_form_of_its_language(zorawa: Path) -> None:
    """Polish has a word for one, for a few, for many; no unit takes the engine's names."""
    spoilt(zorawa, (PUBLICATION, "few: tony, many: ton, ", ""))
    (told,) = call("check", zorawa).told
    assert (told.code, told.message) == (
        "LANG-03",
        "the unit 't' lacks its word for few, many",
    )
    spoilt(
        zorawa,
        (
            PUBLICATION,
            "units:\n",
            "units:\n  year: {one: r, few: r, many: r, other: r}\n",
        ),
    )
    assert [t.code for t in call("check", zorawa).told] == ["LANG-03", "LANG-03"]


# --- languages


@pytest.mark.parametrize("language", languages())
def test_each_language_has_all_phrases(language: str) -> None:
    """The same names as English, and no field that the engine does not give."""

    def fields(phrase: object) -> set[str]:
        forms = phrase.values() if isinstance(phrase, dict) else [phrase]
        return {
            name.lower()
            for form in forms
            for name in re.findall(r"\{(\w+)\}", str(form))
        }

    optional = ("spoken.words.", "unit.")
    english, own = phrases_in("en").table, phrases_in(language).table
    needed = {name for name in english if name != "unit.USD"}
    assert needed <= set(own)
    assert all(name.startswith(optional) for name in set(own) - needed)
    strange = {
        name: fields(own[name]) - fields(english[name]) - {"hour"}
        for name in needed
        if fields(own[name]) - fields(english[name]) - {"hour"}
    }
    assert strange == {}


@pytest.mark.parametrize("language", languages())
def test_each_language_has_its_plural_forms(language: str) -> None:
    """A phrase with forms has one for each category that its language tells apart."""
    wanted = set(plural_categories(language))
    for name, phrase in phrases_in(language).table.items():
        if isinstance(phrase, dict):
            assert set(phrase) <= wanted | {"other"}, name


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1 tona"), (3, "3 tony"), (5, "5 ton"), (22, "22 tony"), (-1, "−1 tona")],
)
def test_a_unit_takes_the_form_of_its_number(number: int, said: str) -> None:
    """1 tona, 3 tony, 5 ton, 22 tony; after a scale always the form of many."""
    forms = {"one": "tona", "few": "tony", "many": "ton", "other": "tony"}
    voice = Voice("pl-PL", units={"t": forms})
    printed = voice.amount(number, "t", "ones", 0, short=False)
    assert printed.replace("\N{NO-BREAK SPACE}", " ") == said
    large = voice.amount(3000, "t", "thousands", 0, short=False)
    assert large.replace("\N{NO-BREAK SPACE}", " ") == "3 tys. ton"


def test_flows_and_units_have_names_in_english_too() -> None:
    """A gain of birds is printed in birds, whatever the engine calls it."""
    birds = {"bird": {"one": "bird", "other": "birds"}}
    voice = Voice("en-US", {"exports": "Arrivals", "surplus": "gain"}, birds)
    assert voice.flow("exports") == "Arrivals"
    assert voice.flow_within("exports") == "arrivals"
    assert voice.flow("imports") == "Imports"
    short = voice.amount(12_300, "bird", "thousands", 1, short=True)
    assert short == "12.3k\N{NO-BREAK SPACE}birds"
    assert voice.spoken(short) == "12.3 thousand\N{NO-BREAK SPACE}birds"
    assert voice.unit_line("bird", "ones") == "birds"
    assert voice.unit_line("bird", "thousands") == "thousands of birds"
    assert voice.unit_line("USD", "billions") == "US$ billions"


def test_any_currency_can_be_printed() -> None:
    """Its own sign where the language has one, else its code, parted from the number."""
    shown = {
        (language, unit): Voice(language).amount(
            -1_500_000, unit, "millions", 1, short=True
        )
        for language in ("en-US", "pl-PL")
        for unit in ("USD", "PLN")
    }
    assert shown["en-US", "USD"] == "−$1.5m"
    assert shown["en-US", "PLN"] == "−PLN\N{NO-BREAK SPACE}1.5m"
    assert shown["pl-PL", "PLN"].replace("\N{NO-BREAK SPACE}", " ") == "−1,5 mln zł"
    with pytest.raises(ValueError, match="not a unit"):
        Voice().amount(1, "t", "ones", 0, short=False)


# --- the engine knows none of it


def test_the_engine_names_no_publication() -> None:
    """No line of code holds a name of either publication, or of its sources."""
    found = [
        f"{path.name}: {name}"
        for path in sorted((Path(content.__file__).parents[1]).rglob("*.py"))
        for name in ("Żóraw", "lantern", "Advanced Technology", "advanced technology")
        if name in path.read_text(encoding="utf-8")
    ]
    assert found == []


def test_a_voice_is_made_of_the_publication() -> None:
    """Language, flows and units come from publication.yml; what is left out is English."""
    voice = narrative.builder.voice_of(content.load(ZORAWA).publication)
    assert (voice.language, voice.flow("balance")) == ("pl-PL", "Różnica")
    plain = narrative.builder.voice_of(content.load(MINI).publication)
    assert (plain.language, plain.flow("balance")) == ("en-US", "Balance")


def test_building_it_changes_none_of_its_files(built: Path) -> None:
    """All that a build writes is in output/."""
    root = built.parents[1]
    now = {name for name in files(root) if not name.startswith("output/")}
    assert now == set(files(ZORAWA))
