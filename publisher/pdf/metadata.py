"""The edition's particulars to XMP, document information and output intent.

All dates are the edition's; the clock is never read.

Authorities: XMP Specification part 1 (ISO 16684-1); ISO 19005-2, 6.6 (metadata) and 6.2.3
(output intents); ISO 14289-1, 5 (the PDF/UA flag).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from xml.sax.saxutils import escape

from pikepdf import Array, Dictionary, Name, String
from PIL import ImageCms

from publisher.narrative.model import Document
from publisher.pdf.model import File, Intent

__all__ = ["SRGB", "add_metadata", "add_output_intent", "edition_date", "pdf_date"]

_PRODUCER = "publisher (ReportLab, pikepdf)"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}
_EXTENSION_NAMESPACES = {
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}

_UA_SCHEMA = """\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""
"""PDF/A asks that a property which it does not know itself be described in the file."""


@lru_cache
def _srgb() -> bytes:
    """Return an sRGB profile without the time of its making (ICC.1, 7.2)."""
    profile = bytearray(
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    )
    profile[24:36] = b"".join(part.to_bytes(2, "big") for part in (2000, 1, 1, 0, 0, 0))
    profile[84:100] = bytes(16)  # the checksum; zeros say that there is none
    return bytes(profile)


SRGB = Intent("GTS_PDFA1", "sRGB IEC61966-2.1", "sRGB IEC61966-2.1", 3, _srgb)


def add_output_intent(file: File) -> None:
    """Say for which colours the file was made."""
    intent = file.profile.intent
    profile = file.pdf.make_stream(intent.profile())
    profile.N = intent.components
    file.pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name(f"/{intent.subtype}"),
                OutputConditionIdentifier=String(intent.condition),
                RegistryName=String(intent.registry),
                Info=String(intent.info),
                DestOutputProfile=profile,
            )
        ]
    )


def edition_date(document: Document) -> dt.date | None:
    """Return the edition's date, or None if it is not one such as 2026-09-30."""
    try:
        return dt.date.fromisoformat(document.date)
    except ValueError:
        return None


def pdf_date(document: Document) -> str:
    """Return the edition's date as PDF writes it (ISO 32000-1, 7.9.4), "" if it is none."""
    date = edition_date(document)
    return f"D:{date:%Y%m%d}000000+00'00'" if date else ""


def add_metadata(file: File) -> None:
    """Write title, author, subject, dates, language and claims, in both their places."""
    document, pdf = file.job.document, file.pdf
    date = edition_date(document)
    stream = pdf.make_stream(_xmp(document, date, file.profile.claims))
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    root = pdf.Root
    root.Metadata = stream
    root.Lang = String(document.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    info = {
        "/Title": document.title,
        "/Author": document.author,
        "/Subject": _description(document),
        "/Keywords": ", ".join(document.keywords),
        "/Creator": "publisher",
        "/Producer": _PRODUCER,
    }
    stamp = pdf_date(document)
    info |= {"/CreationDate": stamp, "/ModDate": stamp}
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    for key, text in info.items():
        if text:
            pdf.docinfo[key] = String(text)


def _description(document: Document) -> str:
    """Return how the edition stands, then what it is about."""
    return " ".join(text for text in (document.standing, document.subject) if text)


def _xmp(
    document: Document,
    date: dt.date | None,
    claims: Iterable[tuple[str, str]],
) -> bytes:
    """Return the XMP packet."""
    stamp = f"{date:%Y-%m-%d}T00:00:00+00:00" if date else ""
    claims = tuple(claims)
    simple = [
        ("dc:format", "application/pdf"),
        ("pdf:Keywords", ", ".join(document.keywords)),
        ("pdf:Producer", _PRODUCER),
        ("xmp:CreatorTool", "publisher"),
        ("xmp:CreateDate", stamp),
        ("xmp:ModifyDate", stamp),
        ("xmp:MetadataDate", stamp),
        *claims,
    ]
    lines = [
        *(f"<{name}>{escape(text)}</{name}>" for name, text in simple if text),
        _listed("dc:title", "Alt", [document.title]),
        _listed("dc:creator", "Seq", [document.author]),
        _listed("dc:description", "Alt", [_description(document)]),
        _listed("dc:subject", "Bag", document.keywords),
        _listed("dc:language", "Bag", [document.language]),
    ]
    used = {"dc", *(name.partition(":")[0] for name, text in simple if text)}
    namespaces = {name: uri for name, uri in _NAMESPACES.items() if name in used}
    if any(name.startswith("pdfuaid:") for name, _ in claims):
        namespaces |= _EXTENSION_NAMESPACES
        lines.append(_UA_SCHEMA)
    declared = " ".join(f'xmlns:{name}="{uri}"' for name, uri in namespaces.items())
    body = "\n".join(line for line in lines if line)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}">\n'
        f'<rdf:Description rdf:about="" {declared}>\n{body}\n</rdf:Description>\n'
        '</rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>'
    ).encode()


def _listed(name: str, kind: str, texts: Iterable[str]) -> str:
    """Return a property that is a list; an alternative has one entry, the default."""
    language = ' xml:lang="x-default"' if kind == "Alt" else ""
    items = "".join(f"<rdf:li{language}>{escape(t)}</rdf:li>" for t in texts if t)
    if not items:
        return ""
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"
