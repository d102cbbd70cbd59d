"""What differs between two editions as one page of HTML: no scripts, nothing from outside.

What was added is underlined, what is gone struck through, as ``ins`` and ``del``: neither
colour nor sight is needed to tell them apart. The page follows the reader's choice of light or
dark (WCAG 2.2, 1.4.1 and 1.4.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from publisher import output
from publisher.comparison.differences import Comparison
from publisher.comparison.figures import FigureChange
from publisher.comparison.passages import CELLS
from publisher.comparison.telling import (
    REASONS,
    claim_said,
    heads,
    page_said,
    stretches,
)
from publisher.comparison.words import WordChange
from publisher.errors import StageFailed

__all__ = ["page", "write_html"]

_STYLE = """\
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --quiet: #57606a;
  --line: #d0d7de; --new: #0b5a2b; --new-ground: #dff5e3; --gone: #8f1d14; --gone-ground: #fde4e1; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #14181d;
  --quiet: #9aa6b2; --line: #39424c; --new: #8be0a4; --new-ground: #12331f; --gone: #ffb0a6;
  --gone-ground: #45191a; } }
body { background: var(--paper); color: var(--ink); font: 1rem/1.5 Georgia, serif;
  max-width: 56rem; margin: 2rem auto; padding: 0 1.25rem; }
h1, h2, h3, table, nav, summary, .where { font-family: "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.2rem; margin-top: 2.5rem;
  border-top: 3px solid var(--ink); padding-top: .4rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .2rem; }
nav ul { list-style: none; padding: 0; } a { color: inherit; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .25rem .6rem .25rem 0;
  border-bottom: 1px solid var(--line); } td.number { white-space: nowrap; }
ins { color: var(--new); background: var(--new-ground); text-decoration: underline; }
del { color: var(--gone); background: var(--gone-ground); text-decoration: line-through; }
.where { color: var(--quiet); font-size: .85rem; overflow-wrap: anywhere; margin: .6rem 0 0; }
p.words { margin: 0 0 .6rem; } .head { color: var(--quiet); }
.scroll { overflow-x: auto; }
@media print { body { max-width: none; margin: 0; } }
"""


def write_html(comparison: Comparison, path: Path) -> None:
    """Write the page.

    Raises
    ------
    StageFailed
        OUTPUT-01, if it cannot be written.
    """
    try:
        path.write_text(page(comparison), encoding="utf-8")
    except OSError as error:
        raise StageFailed([output.unwritable(error, path)]) from error


def page(comparison: Comparison) -> str:
    """Return the page."""
    old, new = escape(comparison.old.said), escape(comparison.new.said)
    name = comparison.new.edition.project.publication.title
    said = heads(comparison)
    titles = {name: name.capitalize() for name in said}
    bodies = {
        "numbers": _figures(comparison.figures),
        "words": _words(comparison.words),
        "claims": _claims(comparison),
        "pages": _pages(comparison),
    }
    sections = "".join(
        f'<section aria-labelledby="{name}"><h2 id="{name}">{titles[name]}</h2>'
        f'<p class="head">{escape(said[name])}</p>{"".join(body)}</section>\n'
        for name, body in bodies.items()
    )
    links = "".join(
        f'<li><a href="#{name}">{titles[name]}</a>: {escape(head)}</li>'
        for name, head in said.items()
    )
    title = f"{escape(name)}: {old} → {new}"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n"
        f"<header><h1>{title}</h1>\n"
        f'<nav aria-label="Sections"><ul>{links}</ul></nav></header>\n'
        f"<main>\n{sections}</main>\n</body>\n</html>\n"
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; its cells are HTML already."""
    head = "".join(f'<th scope="col">{each}</th>' for each in heads)
    body = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows
    )
    return (
        f'<div class="scroll"><table><thead><tr>{head}</tr></thead>\n'
        f"<tbody>{body}</tbody></table></div>\n"
    )


def _figures(changes: Sequence[FigureChange]) -> Iterator[str]:
    for why, reason in REASONS.items():
        found = [each for each in changes if each.why == why]
        if not found:
            continue
        yield f"<h3>{reason.capitalize()} ({len(found):,})</h3>\n"
        if why in {"new", "gone"}:
            yield from _one_sided(found, "ins" if why == "new" else "del")
            continue
        yield _table(
            ("In", "Was", "Is", "By", "Where"),
            (
                (
                    escape(each.title),
                    escape(each.old.shown if each.old else ""),
                    escape(each.new.shown if each.new else ""),
                    escape(each.by),
                    escape(str(each.figure.bound.position)),
                )
                for each in found
            ),
        )


def _one_sided(changes: Sequence[FigureChange], tag: str) -> Iterator[str]:
    """Yield the figures of each part or exhibit that only one edition prints."""
    by_title: dict[str, list[str]] = {}
    for each in changes:
        by_title.setdefault(each.title, []).append(each.figure.shown)
    for title, shown in by_title.items():
        figures = " ".join(f"<{tag}>{escape(each)}</{tag}>" for each in shown)
        yield (
            f"<details><summary>{escape(title)} ({len(shown):,})</summary>"
            f'<p class="words">{figures}</p></details>\n'
        )


def _words(changes: Iterable[WordChange]) -> Iterator[str]:
    told = [each for each in changes if not each.only_figures]
    for title, group in groupby(told, key=lambda each: each.passage.title):
        yield f"<h3>{escape(title)}</h3>\n"
        for change in group:
            yield f'<p class="where">{escape(_place(change))}</p>\n'
            yield f'<p class="words">{_marked(change)}</p>\n'


def _place(change: WordChange) -> str:
    """Return what happened to a passage, and where it is written."""
    passage = change.passage
    said: str = change.happened
    if change.old and change.old.home != passage.home:
        said += f" from {change.old.title}"
    if passage.kind != "words":
        said += {"alt": ", description", "row": ", row of a table"}[passage.kind]
    return f"{said} · {passage.where}" if passage.where else said


def _marked(change: WordChange) -> str:
    """Return a passage with what is gone and what is new marked."""
    pieces = []
    for was, now in stretches(change):
        if was == now:
            pieces.append(escape(now))
            continue
        pieces += [f"<del>{escape(was)}</del>"] if was else []
        pieces += [f"<ins>{escape(now)}</ins>"] if now else []
    return "".join(pieces).replace(CELLS, " | ")


def _claims(comparison: Comparison) -> Iterator[str]:
    if comparison.claims:
        yield _table(
            ("Claim", "Was → is", "Why", "Where"),
            (
                (
                    escape(f"“{each.claim.says}”"),
                    escape(claim_said(each)),
                    escape(each.claim.why),
                    escape(str(each.claim.printed or each.claim.position)),
                )
                for each in comparison.claims
            ),
        )


def _pages(comparison: Comparison) -> Iterator[str]:
    if comparison.pages:
        items = "".join(
            f"<li>{escape(page_said(each))}</li>\n" for each in comparison.pages
        )
        yield f"<ul>\n{items}</ul>\n"
