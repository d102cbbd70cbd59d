"""A peer: the same edition through matplotlib's SVG writer, HTML, CSS and WeasyPrint.

Reads the same content and data through this engine's stages 1 to 4, so that words, tables
and numbers are the same; draws the figures with plain matplotlib; writes one HTML page
and has WeasyPrint set it as a PDF/UA-1 file. Prints how long each step took. WeasyPrint
needs Pango and HarfBuzz's subset library of the system; only the benchmark does. Run it
in a project with::

    python benchmarks/weasyprint_peer.py --edition 2025 --to peer.pdf
"""

from __future__ import annotations

from pathlib import Path

from peer import Clock, Content, run

__all__ = ["compose"]


def compose(content: Content, folder: Path, to: Path, clock: Clock) -> None:
    """Draw the figures, write the page, set it."""
    from html_source import Markup, css_family  # noqa: PLC0415 - part of the step
    from peer_figures import draw  # noqa: PLC0415

    images = draw(content, folder, css_family)
    clock.passed(f"{len(images)} figures to SVG (matplotlib)")

    import weasyprint  # noqa: PLC0415

    source = folder / "main.html"
    markup = Markup(
        content.document, content.exhibits, content.style, images, content.fonts
    )
    source.write_text(markup.source(), encoding="utf-8")
    clock.passed("HTML and CSS written")
    page = weasyprint.HTML(filename=source, encoding="utf-8")
    page.write_pdf(to, pdf_variant="pdf/ua-1")
    clock.passed("set by WeasyPrint as PDF/UA-1")


if __name__ == "__main__":
    run(compose, __doc__.splitlines()[0])
