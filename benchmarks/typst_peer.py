"""The peer: the same edition through matplotlib's SVG writer and Typst.

Reads the same content and data through this engine's stages 1 to 4, so that words, tables
and numbers are the same; draws the figures with plain matplotlib; writes a Typst source
and compiles it to a tagged PDF. Prints how long each step took. Run it in a project with::

    python benchmarks/typst_peer.py --edition 2025 --to peer.pdf
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from publisher.content.models import FigureSpec
from publisher.narrative.model import Document, Exhibit
from publisher.styles.models import FaceStyle, Style

__all__ = ["compose"]


def compose(root: Path, edition: str, to: Path) -> list[tuple[str, float]]:
    """Build the edition and return each step with its seconds."""
    clock = [time.perf_counter()]

    def passed() -> float:
        clock.append(time.perf_counter())
        return clock[-1] - clock[-2]

    made = read(root, edition)
    steps = [("content, data, words, tables (stages 1 to 4)", passed())]

    from peer_figures import draw  # noqa: PLC0415
    from typst_source import figure_sizes  # noqa: PLC0415

    from publisher.figures.model import Figure  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="typst-peer-") as name:
        folder = Path(name)
        figures = [e for e in made.exhibits.values() if isinstance(e, Figure)]
        fonts = font_files(made.style.type.faces)
        sizes = figure_sizes(made.document, made.exhibits, made.style)
        images = draw(figures, sizes, made.style, fonts, folder)
        steps.append((f"{len(figures)} figures to SVG (matplotlib)", passed()))

        import typst  # noqa: PLC0415
        from typst_source import Typesetting  # noqa: PLC0415

        source = folder / "main.typ"
        setting = Typesetting(made.document, made.exhibits, made.style, images)
        source.write_text(setting.source(), encoding="utf-8")
        steps.append(("Typst source written", passed()))
        folders = sorted({str(path.parent) for path in fonts.values()})
        typst.compile(
            str(source), output=str(to), font_paths=folders, ignore_system_fonts=True
        )
        steps.append(("Typst compiled to PDF", passed()))
    return steps


@dataclass(frozen=True, slots=True)
class Content:
    """What the peer sets: the words, the exhibits as text, and the looks."""

    document: Document
    exhibits: Mapping[str, Exhibit]
    style: Style


def read(root: Path, edition: str) -> Content:
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


def font_files(faces: Mapping[str, FaceStyle]) -> dict[str, Path]:
    """Return the font file of each face of the type styles."""
    import fontpkg  # noqa: PLC0415

    return {
        name: Path(fontpkg.path(face.family, face.weight, face.style))
        for name, face in faces.items()
    }


def main() -> None:
    """Compose in the current directory and print the account."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--edition", default="2025")
    parser.add_argument("--to", type=Path, default=Path("peer.pdf"))
    wanted = parser.parse_args()
    for step, seconds in compose(Path(), wanted.edition, wanted.to.absolute()):
        print(f"{seconds:6.2f} s  {step}")


if __name__ == "__main__":
    main()
