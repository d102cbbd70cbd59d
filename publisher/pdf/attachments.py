"""Each exhibit's numbers, attached to the file and bound to its Figure or Table.

Authorities: ISO 32000-1, 7.11 (file specifications, embedded files); ISO 19005-3, 6.8
(embedded files, the key AFRelationship); ISO 32000-2, 14.13 (associated files).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from publisher.narrative.model import plain
from publisher.pdf.metadata import pdf_date
from publisher.pdf.model import File

__all__ = ["attach_numbers"]


def attach_numbers(file: File) -> None:
    """Attach the CSV file of each exhibit that the structure holds, by its name."""
    attached = dict(sorted(_attached(file)))
    if not attached:
        return
    pairs = [part for name, spec in attached.items() for part in (String(name), spec)]
    root = file.pdf.Root
    if Name.Names not in root:
        root.Names = Dictionary()
    root.Names.EmbeddedFiles = Dictionary(Names=Array(pairs))
    root.AF = Array(list(attached.values()))


def _attached(file: File) -> Iterator[tuple[str, pikepdf.Object]]:
    """Yield name and file specification of each exhibit's numbers; tie it to its element."""
    for node, element in file.planted:
        if node.role not in {"Figure", "Table"} or node.element is None:
            continue
        exhibit = file.job.exhibits[node.element]
        name = f"{exhibit.id}.csv"
        said = " ".join((plain(exhibit.title) or exhibit.alt).split())
        spec = _specification(file, name, said, file.job.numbers[exhibit.id])
        element.AF = Array([spec])
        yield name, spec


def _specification(file: File, name: str, said: str, data: bytes) -> pikepdf.Object:
    stream = file.pdf.make_stream(data)
    stream.Type, stream.Subtype = Name.EmbeddedFile, Name("/text/csv")
    digest = hashlib.md5(
        data, usedforsecurity=False
    ).digest()  # asked for by the format
    stream.Params = Dictionary(Size=len(data), CheckSum=String(digest))
    date = pdf_date(file.job.document)
    if date:
        stream.Params.ModDate = String(date)
    return file.pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(name),
            UF=String(name),
            Desc=String(said),
            AFRelationship=Name.Data,
            EF=Dictionary(F=stream, UF=stream),
        )
    )
