"""What both peers share: the content through stages 1 to 4, sizes, fonts, an account.

A peer is a function that sets a `Content` and writes a PDF; `run` reads the edition, calls
it in the current directory, and prints how long each step took.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from publisher.content.models import FigureSpec
from publisher.figures.model import Figure
from publisher.narrative.model import Document, Element, Exhibit
from publisher.styles.models import Style

__all__ = ["Clock", "Content", "is_row", "run"]


@dataclass(slots=True)
class Clock:
    """Seconds of each step; one begins where the last one ended."""

    start: float = field(default_factory=time.perf_counter)

    def passed(self, step: str) -> None:
        """Print a step and its seconds."""
        now = time.perf_counter()
        print(f"{now - self.start:6.2f} s  {step}", flush=True)
        self.start = now


@dataclass(frozen=True, slots=True)
class Content:
    """What a peer sets: the words, the exhibits as text, and the looks."""

    document: Document
    exhibits: Mapping[str, Exhibit]
    style: Style

    @property
    def figures(self) -> list[Figure]:
        """The figures among the exhibits."""
        return [each for each in self.exhibits.values() if isinstance(each, Figure)]

    @property
    def fonts(self) -> dict[str, Path]:
        """The font file of each face of the type styles."""
        import fontpkg  # noqa: PLC0415

        return {
            name: Path(fontpkg.path(face.family, face.weight, face.style))
            for name, face in self.style.type.faces.items()
        }

    @property
    def sizes(self) -> dict[str, tuple[float, float]]:
        """Width and height of each figure in points.

        Beside another figure it has its share of the measure; its height is the least of
        its kind, so that a part takes as many pages as it does in this engine.
        """
        sizes = {}
        page = self.style.page
        for part in self.document.parts:
            margins = page.masters[part.master].margins or page.margins
            measure = page.trim_width - margins.gutter - margins.fore_edge
            beside = {
                child.id: len(element.children)
                for element in part.root.walk()
                if is_row(element, self.style)
                for child in element.children
            }
            for element in part.root.walk():
                figure = self.exhibits.get(element.exhibit or "")
                if not isinstance(figure, Figure):
                    continue
                if element.slot:
                    sizes[figure.id] = (page.trim_width, page.trim_height)
                    continue
                width = measure / beside.get(element.id, 1)
                sizes[figure.id] = (width, figure.least)
        return sizes


def is_row(element: Element, style: Style) -> bool:
    """Whether an element sets its children side by side."""
    block = style.type.blocks.get(element.style)
    return block is not None and block.arrange == "row"


Compose = Callable[[Content, Path, Path, Clock], None]
"""Sets a content, with a folder for passing files, into a PDF; tells its steps to a clock."""


def run(compose: Compose, about: str) -> None:
    """Compose the edition that the command line names, in the current directory."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--edition", default="2025")
    parser.add_argument("--to", type=Path, default=Path("peer.pdf"))
    wanted = parser.parse_args()
    clock = Clock()
    content = _read(Path(), wanted.edition)
    clock.passed("content, data, words, tables (stages 1 to 4)")
    with tempfile.TemporaryDirectory(prefix="peer-") as name:
        compose(content, Path(name), wanted.to.absolute(), clock)


def _read(root: Path, edition: str) -> Content:
    """Read the edition through this engine's stages 1 to 4."""
    from publisher import (  # noqa: PLC0415 - their time is part of the step
        content,
        data,
        figures,
        narrative,
        styles,
        tables,
    )

    project, style = content.load(root), styles.load(root)
    balances = data.read(project, project.editions[edition])
    written = narrative.build(project, edition, balances)
    exhibits: dict[str, Exhibit] = {}
    for name, request in written.exhibits.items():
        if isinstance(request.spec, FigureSpec):
            exhibits[name] = figures.specify(request, style.figure, written.corrections)
        else:
            exhibits[name] = tables.build(request, written.corrections)
    return Content(written.document, exhibits, style)
