"""A report to a page for people: sentences, remedies, pictures with boxes round faults.

One file without scripts or anything from elsewhere; pictures are in it. Lengths in the
drawings are points from the top-left of the trim, as in the report.
"""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from publisher.errors import Finding
from publisher.preflight.model import Box, Picture, Report
from publisher.preflight.reports import LIST, sentence
from publisher.preflight.rules import RULES
from publisher.provenance import Spot

__all__ = ["write_html"]

_AROUND = 3.0
"""Points between a fault and the box drawn round it."""
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff;
  max-width: 72rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .75rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .75rem; border-top: 1px solid #c9ced6;
  padding-top: 1rem; }
.verdict { padding: .75rem 1rem; border-left: .4rem solid; font-weight: 600; }
.sound { background: #e8f3ec; border-color: #1c7a43; }
.unsound { background: #fbeae6; border-color: #b3261e; }
.page { display: grid; grid-template-columns: minmax(16rem, 26rem) 1fr; gap: 1.5rem;
  align-items: start; }
@media (max-width: 50rem) { .page { grid-template-columns: 1fr; } }
svg { width: 100%; height: auto; border: 1px solid #c9ced6; background: #fff; }
figure { margin: 0; }
figcaption, .where, .note { font-size: .85rem; color: #4a4f57; }
ol.findings { list-style: none; margin: 0; padding: 0; }
ol.findings > li { margin: 0 0 1.1rem; padding-left: 2.6rem; position: relative; }
.mark { position: absolute; left: 0; top: .1rem; width: 1.9rem; text-align: center;
  border-radius: .3rem; color: #fff; background: #b3261e; font-weight: 600; }
.warning .mark { background: #8a5a00; }
.said { font-weight: 600; }
.said::first-letter { text-transform: uppercase; }
p { margin: .15rem 0; }
.gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr));
  gap: 1.25rem; }
.plates { display: grid; grid-template-columns: 1fr 1fr; gap: .5rem; margin-top: .5rem; }
summary { cursor: pointer; font-size: .9rem; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
th, td { text-align: left; padding: .35rem .6rem .35rem 0; vertical-align: top;
  border-bottom: 1px solid #e3e7ec; }
td.bad { color: #b3261e; font-weight: 600; }
"""


def write_html(report: Report, path: Path) -> None:
    """Write the report for people."""
    path.write_text("\n".join(_document(report)) + "\n", encoding="utf-8")


def _document(report: Report) -> Iterator[str]:
    title = f"Preflight of {report.file}"
    kind = "sound" if report.sound else "unsound"
    yield "<!doctype html>"
    yield f'<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<style>{_STYLE}</style></head><body><main>"
    yield f"<h1>{escape(title)}</h1>"
    said = sentence(report)
    yield f'<p class="verdict {kind}">{escape(said[0].upper() + said[1:])}.</p>'
    yield f'<p class="note">Checked against {escape(LIST)}.</p>'
    by_page: defaultdict[int, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_page[_spot(finding).page or 0].append(finding)
    if by_page[0]:
        yield "<section><h2>The file as a whole</h2>"
        yield from _findings(by_page[0])
        yield "</section>"
    for page in sorted(set(by_page) - {0}):
        yield f'<section><h2 id="page-{page}">Page {page}</h2><div class="page">'
        if page in report.pictures:
            yield from _figure(report, report.pictures[page], by_page[page])
        yield "<div>"
        yield from _findings(by_page[page])
        yield "</div></div></section>"
    if report.rendered and report.pictures:
        yield from _gallery(report)
    yield from _rules(report)
    yield "</main></body></html>"


def _spot(finding: Finding) -> Spot:
    where = finding.position
    return where if isinstance(where, Spot) else Spot("")


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    yield '<ol class="findings">'
    for number, finding in enumerate(findings, 1):
        rule = RULES.get(finding.code)
        yield f'<li class="{finding.severity}"><span class="mark">{number}</span>'
        yield f'<p class="said">{escape(finding.message)}.</p>'
        if rule is not None:
            yield f"<p>{escape(rule.why)}</p>"
        if finding.hint:
            yield f"<p><strong>What to do:</strong> {escape(finding.hint)}</p>"
        yield f'<p class="where">{escape(_where(finding))}</p></li>'
    yield "</ol>"


def _where(finding: Finding) -> str:
    spot = _spot(finding)
    count = len(spot.boxes) + spot.more
    said = f"Rule {finding.code}, {finding.severity}"
    if not spot.boxes:
        return said
    left, top, right, bottom = spot.boxes[0]
    size = f"{right - left:.1f} by {bottom - top:.1f} pt"
    first = "at" if count == 1 else f"{count} places; the first"
    return f"{said}: {first} {spot.place}, {size}"


def _figure(
    report: Report, picture: Picture, findings: Sequence[Finding]
) -> Iterator[str]:
    yield f"<figure>{_drawing(picture, picture.shown, _alt(report, picture))}"
    for number, finding in enumerate(findings, 1):
        colour = "#b3261e" if finding.severity == "error" else "#8a5a00"
        for n, box in enumerate(_spot(finding).boxes):
            yield _marked(box, colour, str(number) if n == 0 else "")
    yield f"</svg><figcaption>{escape(_caption(picture))}</figcaption></figure>"


def _drawing(picture: Picture, png: bytes, alt: str) -> str:
    """Return an open ``svg`` in points, the picture in it."""
    left, top, right, bottom = picture.box
    size = (
        f'x="{left:g}" y="{top:g}" width="{right - left:g}" height="{bottom - top:g}"'
    )
    data = b64encode(png).decode("ascii")
    x, y, width, height = picture.trim[:2] + _extent(picture.trim)
    trim = ""
    if picture.trim != picture.box:
        trim = (
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="none"'
            ' stroke="#888" stroke-width=".5" stroke-dasharray="4 3"/>'
        )
    return (
        f'<svg viewBox="{left:g} {top:g} {right - left:g} {bottom - top:g}" role="img"'
        f' aria-label="{escape(alt)}"><image {size} href="data:image/png;base64,{data}"/>{trim}'
    )


def _extent(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _marked(box: tuple[float, float, float, float], colour: str, number: str) -> str:
    left, top, right, bottom = box
    x, y = left - _AROUND, top - _AROUND
    width, height = right - left + 2 * _AROUND, bottom - top + 2 * _AROUND
    shape = (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
        f' fill="none" stroke="{colour}" stroke-width="1.5"/>'
    )
    if not number:
        return shape
    return shape + (
        f'<rect x="{x:.1f}" y="{y - 13:.1f}" width="{6 + 7 * len(number)}" height="13"'
        f' fill="{colour}"/><text x="{x + 3:.1f}" y="{y - 3:.1f}" font-size="11"'
        f' font-family="sans-serif" font-weight="bold" fill="#fff">{number}</text>'
    )


def _alt(report: Report, picture: Picture) -> str:
    return f"Page {picture.page} of {report.file}"


def _caption(picture: Picture) -> str:
    how = "as it will be printed" if picture.plates else "as a viewer shows it"
    edge = "the dashed line is the cut" if picture.trim != picture.box else ""
    return f"Page {picture.page} {how}{'; ' + edge if edge else ''}"


def _gallery(report: Report) -> Iterator[str]:
    yield "<section><h2>All pages, as they will be printed, and each ink</h2>"
    yield '<div class="gallery">'
    for picture in report.pictures.values():
        yield f"<figure>{_drawing(picture, picture.shown, _alt(report, picture))}</svg>"
        yield f"<figcaption>Page {picture.page}</figcaption>"
        if picture.plates:
            yield "<details><summary>Inks of this page</summary>"
            yield '<div class="plates">'
            for ink, png in picture.plates.items():
                alt = f"{_alt(report, picture)}: {ink}"
                yield f"<figure>{_drawing(picture, png, alt)}</svg>"
                yield f"<figcaption>{escape(ink)}</figcaption></figure>"
            yield "</div></details>"
        yield "</figure>"
    yield "</div></section>"


def _rules(report: Report) -> Iterator[str]:
    yield "<section><h2>What was checked</h2><table><thead><tr>"
    yield '<th scope="col">Rule</th><th scope="col">It asks</th>'
    yield '<th scope="col">Result</th></tr></thead><tbody>'
    for name, count in report.rules.items():
        rule = RULES[name]
        places = "broken once" if count == 1 else f"broken in {count} places"
        result = f'<td class="bad">{places}</td>' if count else "<td>kept</td>"
        yield f"<tr><td>{name}</td><td>{escape(rule.asks)}</td>{result}</tr>"
    yield "</tbody></table></section>"
