"""The smallest style, as files, for tests to spoil."""

from pathlib import Path

FIGURE_INKS = (
    "text", "quiet", "grid", "zero", "surplus", "deficit", "exports", "imports", "bar",
    "highlight", "ground", "surplus_on_ground", "deficit_on_ground", "text_on_ground",
)  # fmt: skip

FILES = {
    "page": """\
trim_width: 8.5in
trim_height: 11in
bleed: 0.125in
safety: 0
margins: {head: 1in, foot: 1in, gutter: 1in, fore_edge: 0.5in}
grid: 14pt
masters:
  cover: {ground: navy, frames: {art: {bleeds: true}}}
  sector:
    running: [{y: 48pt, style: small}]
""",
    "type": """\
faces:
  serif: {family: IBM Plex Serif}
paragraphs:
  title: {face: serif, size: 28pt, leading: 28pt}
  text: {face: serif, size: 10pt, leading: 14pt}
  small: {face: serif, size: 8pt, leading: 10pt, ink: navy}
blocks:
  panel: {ground: paper}
""",
    "palette": """\
inks:
  black: {rgb: "#000000", cmyk: [0, 0, 0, 100], grey: 100}
  navy: {rgb: "#14233f", cmyk: [100, 80, 35, 45], grey: 92}
  white: {rgb: "#ffffff", cmyk: [0, 0, 0, 0], grey: 0}
  blue: {rgb: "#2c7aaa", cmyk: [72, 32, 5, 0], grey: 48}
""",
    "table": """\
tables:
  plain: {boxhead: small, spanner: small, body: small, total: small, row: 14pt, gap: 0,
          rule_head: 1pt, rule_body: 0, rule_foot: 1pt, rule_ink: navy, line_ink: navy}
""",
    "figure": "label: serif\nlabel_strong: serif\nlabel_size: 8pt\nsmall_size: 7pt\n"
    + "".join(
        f"ink_{name}: {'blue' if name == 'surplus' else 'black'}\n"
        for name in FIGURE_INKS
    )
    + "line_width: 1pt\ngrid_width: 0.4pt\nzero_width: 1pt\ndash: [3pt, 2pt]\n"
    + "kinds:\n  monthly: {least: 100pt, height: 200pt, most: 300pt}\n",
}


def write(root: Path, **changes: str) -> Path:
    """Write ``root / "styles"``, whole files replaced by name; return ``root``."""
    (root / "styles").mkdir(exist_ok=True)
    for name, text in (FILES | changes).items():
        (root / "styles" / f"{name}.yml").write_text(text, encoding="utf-8")
    return root
