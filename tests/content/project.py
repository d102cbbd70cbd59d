"""The smallest publication, as files, for tests to spoil."""

from pathlib import Path

SHA = "0" * 64

FILES = {
    "content/publication.yml": """\
# yaml-language-server: $schema=../schemas/publication.json
id: tiny
title: Tiny
publisher: A Press
default_edition: "2025"
parts:
  - front/cover.yml
  - sectors/biotechnology.yml
filler: back/notes.yml
sectors:
  "01": Biotechnology
""",
    "content/front/cover.yml": """\
# yaml-language-server: $schema=../../schemas/part.json
title: Tiny
master: cover
blocks:
  - title: Tiny
""",
    "content/sectors/biotechnology.yml": """\
# yaml-language-server: $schema=../../schemas/part.json
title: Biotechnology
master: sector
subject: {series: sectors, sector: "01"}
blocks:
  - text: |
      First line.

      Exports of {{ exports() | billions }}.
  - figure:
      id: biotechnology-balance
      kind: balance-bars
      title: Balance
""",
    "content/back/notes.yml": """\
# yaml-language-server: $schema=../../schemas/part.json
title: Notes
master: cover
blocks: []
""",
    "content/editions/2025.yml": """\
# yaml-language-server: $schema=../../schemas/edition.json
title: Tiny 2025
reference_year: 2025
closing_date: "2026-10-31"
state: draft
series: [sectors]
""",
    "content/sources.yml": f"""\
# yaml-language-server: $schema=../schemas/sources.json
sources:
  census: {{producer: Census, dataset: Goods, licence: public domain}}
inputs:
  goods:
    source: census
    vintage: "2026-10"
    path: content/data/goods.csv
    sha256: "{SHA}"
    basis: published
    columns: {{year: year, exports: exports, imports: [cif, duty]}}
    concept: goods
    valuation: fas
    where: {{group: ["07"]}}
series:
  sectors: {{title: Sectors, frequency: year, pieces: [{{input: goods}}]}}
""",
}


def write(root: Path, **changes: str | None) -> Path:
    """Write the project under ``root``; return it.

    ``changes`` replaces whole files by the end of their path before ".yml", with "_" for
    "/" (``front_cover``); None leaves the file out.
    """
    for file, text in FILES.items():
        key = file.removeprefix("content/").removesuffix(".yml").replace("/", "_")
        content = changes.get(key, text)
        if content is not None:
            path = root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    return root
