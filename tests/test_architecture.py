"""The house limits: what a newcomer may rely on when opening any file."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "publisher").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))


STAGES = ("content", "styles", "data", "expressions", "narrative", "figures", "tables",
          "layout", "pdf", "preflight", "press", "mail")  # fmt: skip
OPEN = {
    "publisher.content.claims",
    "publisher.content.models",
    "publisher.content.distribution",
    "publisher.content.inputs",
    "publisher.content.located",
    "publisher.content.prose",
    "publisher.content.project",
    "publisher.styles.models",
    "publisher.styles.ticket",
    "publisher.data.model",
    "publisher.data.balances",
    "publisher.expressions",
    "publisher.narrative.model",
    "publisher.figures.model",
    "publisher.tables.model",
    "publisher.layout.model",
}
"""What a later stage may import of an earlier one: its values, and the expressions."""
CLOCKS = {"publisher/fetch/clock.py", "publisher/mail/outbox.py"}
"""The only modules that read the clock."""
STYLES_READ_YAML = {"reader", "validation", "faults", "files", "names", "document"}
"""Styles are content's twin in stage 1: both are read by the same reader."""


def stage_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in STAGES else ""


def imports_across(path: Path) -> set[str]:
    """Return what a stage's module imports at run time from another stage, not its values."""
    own = stage_of(".".join(path.relative_to(ROOT).with_suffix("").parts))
    tree = ast.parse(path.read_text(encoding="utf-8"))
    hidden = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    taken = {
        node.module or ""
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and id(node) not in hidden
    }
    if own == "styles":
        taken -= {f"publisher.content.{name}" for name in STYLES_READ_YAML}
    return {
        module
        for module in taken
        if own
        and stage_of(module) not in {"", own}
        and module not in OPEN
        and not module.startswith("publisher.expressions.")
    }


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_there_are_modules_to_judge() -> None:
    """The lists below are not empty by mistake."""
    assert len(MODULES) > 30
    assert len(TESTS) > 10


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_has_at_most_400_lines(path: Path) -> None:
    """A module that grows beyond this holds two concepts."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_function_has_at_most_60_lines(path: Path) -> None:
    """A function that grows beyond this does two things."""
    long = [
        (node.name, (node.end_lineno or 0) - node.lineno + 1)
        for node in functions(path)
        if (node.end_lineno or 0) - node.lineno + 1 > 60
    ]
    assert long == []


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_public_module_says_what_it_offers(path: Path) -> None:
    """Every module but an empty package and the command's door has ``__all__``."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    defines = any(
        isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        for node in tree.body
    )
    targets = [
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    assert not defines or "__all__" in targets


@pytest.mark.parametrize("path", TESTS, ids=named)
def test_every_test_says_what_it_promises(path: Path) -> None:
    """A test's docstring is the promise it checks."""
    silent = [
        node.name
        for node in functions(path)
        if node.name.startswith("test_") and not ast.get_docstring(node)
    ]
    assert silent == []


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_the_clock_is_not_read(path: Path) -> None:
    """Two builds of one state give the same bytes: nothing asks what time it is."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {
        ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)
    }
    clock = {
        *("datetime.now", "datetime.utcnow", "date.today", "time.time"),
        *("dt.datetime.now", "dt.datetime.utcnow", "dt.date.today"),
    }
    assert bool(calls & clock) == (named(path) in CLOCKS)


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_stage_takes_only_values_from_an_earlier_one(path: Path) -> None:
    """Model modules are shared between stages, functions are not."""
    assert imports_across(path) == set()
