"""Pages to text, for review and for differences between two builds.

One line of the dump is one line of type, in the order of painting, with its place in
points from the head and left of the trim. Artifacts are marked.
"""

from __future__ import annotations

from publisher.figures.model import Drawing, DrawnText
from publisher.layout.model import Layout, Page, PlacedDrawing, Run, Tag

__all__ = ["pages_text"]


def pages_text(layout: Layout) -> str:
    """Return all pages as text."""
    return "\n".join(_page(page, layout) for page in layout.pages)


def _page(page: Page, layout: Layout) -> str:
    folio = page.folio or "no folio"
    lines = [f"=== page {page.index + 1} ({page.side}, {folio}) {page.part}"]
    for key, words in _lines(page):
        element, y, x = key
        lines.append(f"{y:7.1f} {x:6.1f}  {element}  {words}")
    for item in page.items:
        if isinstance(item, PlacedDrawing):
            box = item.box
            lines.append(
                f"{box.y:7.1f} {box.x:6.1f}  {item.exhibit}"
                f"  [figure {box.width:.1f} × {box.height:.1f}]"
            )
            drawing = layout.drawings.get(item.exhibit)
            if drawing is not None:
                lines.append(" " * 16 + _labels(drawing))
    return "\n".join(lines) + "\n"


def _lines(page: Page) -> list[tuple[tuple[str, float, float], str]]:
    """Return the runs of one baseline and one element joined, hyphens of breaks shown."""
    lines: list[tuple[tuple[str, float, float], str]] = []
    for item in page.items:
        if not isinstance(item, Run):
            continue
        element = item.tag.element if isinstance(item.tag, Tag) else f"({item.tag})"
        words = item.glyphs.text
        if lines:
            (last, y, x), text = lines[-1]
            if last == element and abs(y - item.y) < 0.05 and item.x > x:
                lines[-1] = ((last, y, x), text + words)
                continue
        lines.append(((element, item.y, item.x), words))
    return lines


def _labels(drawing: Drawing) -> str:
    """Return the words of a drawing in the order of painting."""
    words = [item.glyphs.text for item in drawing.items if isinstance(item, DrawnText)]
    return " | ".join(words)
