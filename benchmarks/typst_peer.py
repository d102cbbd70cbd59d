"""A peer: the same edition through matplotlib's SVG writer and Typst.

Reads the same content and data through this engine's stages 1 to 4, so that words, tables
and numbers are the same; draws the figures with plain matplotlib; writes a Typst source
and compiles it to a tagged PDF. Prints how long each step took. Run it in a project with::

    python benchmarks/typst_peer.py --edition 2025 --to peer.pdf
"""

from __future__ import annotations

from pathlib import Path

from peer import Clock, Content, run

__all__ = ["compose"]


def compose(content: Content, folder: Path, to: Path, clock: Clock) -> None:
    """Draw the figures, write the source, compile it."""
    from peer_figures import draw  # noqa: PLC0415 - its imports are part of the step
    from typst_source import Typesetting, css_family  # noqa: PLC0415

    images = draw(content, folder, css_family)
    clock.passed(f"{len(images)} figures to SVG (matplotlib)")

    import typst  # noqa: PLC0415

    source = folder / "main.typ"
    setting = Typesetting(content.document, content.exhibits, content.style, images)
    source.write_text(setting.source(), encoding="utf-8")
    clock.passed("Typst source written")
    folders = sorted({str(path.parent) for path in content.fonts.values()})
    typst.compile(
        str(source),
        output=str(to),
        font_paths=folders,
        ignore_system_fonts=True,
        pdf_standards="ua-1",
    )
    clock.passed("Typst compiled to PDF")


if __name__ == "__main__":
    run(compose, __doc__.splitlines()[0])
