"""Sound files of each profile, small enough to count: 300 by 400 points when trimmed.

They hold one of everything that a rule looks at, and are made without the project's own
writer.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, String
from PIL import ImageCms

from publisher.preflight.model import Limits, Profile
from tests import square

__all__ = ["CMYK_PROFILE", "LIMITS", "SOUND", "SPOT", "Sound", "picture", "separation"]

ROOT = Path(__file__).parents[2]
CMYK_PROFILE = (ROOT / "styles" / "icc" / "TR006-coated.icc").read_bytes()
SPOT = "PANTONE 289 C"
LIMITS = Limits(
    trim=(300.0, 400.0), spots=(SPOT,), condition="CGATS TR 006", pages_multiple=2
)
DATE = "2026-09-30T00:00:00Z"

MARKS = b"/All cs 1 scn 320 435 0.5 5 re f"
BODY = b"""
/Over gs
0.6 0.2 0 0.1 k 11 360 318 69 re f
0 0 0 0 k BT /F 14 Tf 60 380 Td (WHITE) Tj ET
/Black gs
0 0 0 1 k BT /F 10 Tf 60 300 Td (BODY) Tj 0 -14 Td [(TE) 50 (XT)] TJ ET
/Over gs
0 0.8 0.9 0 k BT /F 12 Tf 60 320 Td (HEAD) Tj ET
0 0 0 1 K 0.5 w 60 260 m 160 260 l S
/Spot cs 1 scn 200 240 40 20 re f
q 24 0 0 24 60 220 cm /Picture Do Q
/Form Do
q 150 220 40 24 re W n /Blend sh Q
/Pattern cs /Tiles scn 100 220 40 24 re f
q 24 0 0 24 60 180 cm
BI /W 100 /H 100 /BPC 8 /CS /G /F /AHx ID
"""


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound file: by what it is judged, how it is made and saved."""

    profile: Profile
    limits: Limits
    made: Callable[[], Pdf]
    saving: Mapping[str, Any]

    def opened(self) -> Pdf:
        """Return the file, to be spoilt."""
        return Pdf.open(io.BytesIO(_saved(self.made, tuple(self.saving.items()))))


@cache
def _saved(made: Callable[[], Pdf], saving: tuple[tuple[str, Any], ...]) -> bytes:
    held = io.BytesIO()
    with made() as pdf:
        pdf.save(held, **dict(saving))
    return held.getvalue()


def font(pdf: Pdf) -> Dictionary:
    """Return the font of squares: each letter is as wide as the type is high."""
    program = Stream(pdf, square.face().path.read_bytes())
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/ABCDEF+Square"),
        Flags=32,
        FontBBox=[0, -200, 1000, 800],
        Ascent=700,
        Descent=-200,
        CapHeight=700,
        ItalicAngle=0,
        StemV=80,
        FontFile2=pdf.make_indirect(program),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name("/ABCDEF+Square"),
            Encoding=Name.WinAnsiEncoding,
            FirstChar=65,
            LastChar=90,
            Widths=[1000] * 26,
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )


def separation(pdf: Pdf, ink: str) -> Array:
    """Return the colour space of one named ink, shown as cyan."""
    tint = Dictionary(
        FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 0, 0, 0], N=1
    )
    return Array(
        [Name.Separation, Name(f"/{ink}"), Name.DeviceCMYK, pdf.make_indirect(tint)]
    )


def picture(pdf: Pdf, space: object, components: int, pixels: int = 100) -> Stream:
    """Return an image of mid tones, square."""
    return Stream(
        pdf,
        bytes([64] * components * pixels * pixels),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=pixels,
        Height=pixels,
        BitsPerComponent=8,
        ColorSpace=space,
    )


def _resources(pdf: Pdf) -> Dictionary:
    letters = font(pdf)
    blend = Dictionary(
        FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0.1], C1=[0, 0.5, 0.5, 0], N=1
    )
    return Dictionary(
        Font=Dictionary(F=letters),
        ExtGState=Dictionary(
            Over=Dictionary(OP=False, op=False),
            Black=Dictionary(OP=True, op=True, OPM=1),
        ),
        ColorSpace=Dictionary(
            Spot=separation(pdf, SPOT),
            All=separation(pdf, "All"),
        ),
        XObject=Dictionary(
            Picture=picture(pdf, Name.DeviceCMYK, 4),
            Form=Stream(
                pdf,
                b"/Black gs 0 0 0 1 k BT /F 10 Tf 0 0 Td (FORM) Tj ET",
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=[0, -5, 100, 20],
                Matrix=[1, 0, 0, 1, 60, 140],
                Resources=Dictionary(
                    Font=Dictionary(F=letters),
                    ExtGState=Dictionary(Black=Dictionary(OP=True, op=True, OPM=1)),
                ),
            ),
        ),
        Shading=Dictionary(
            Blend=Dictionary(
                ShadingType=2,
                ColorSpace=Name.DeviceCMYK,
                Coords=[150, 220, 190, 220],
                Function=blend,
            )
        ),
        Pattern=Dictionary(
            Tiles=Stream(
                pdf,
                b"0.3 0 0 0 k 0 0 4 4 re f",
                Type=Name.Pattern,
                PatternType=1,
                PaintType=1,
                TilingType=1,
                BBox=[0, 0, 8, 8],
                XStep=8,
                YStep=8,
                Resources=Dictionary(),
            )
        ),
    )


def _press() -> Pdf:
    """Return a PDF/X-4 file of two pages."""
    pdf = pikepdf.new()
    resources = pdf.make_indirect(_resources(pdf))
    inline = b"80" * 10_000 + b"> EI Q\n"
    for _ in range(2):
        page = Dictionary(
            Type=Name.Page,
            MediaBox=[0, 0, 340, 440],
            BleedBox=[11, 11, 329, 429],
            TrimBox=[20, 20, 320, 420],
            Resources=resources,
            Contents=pdf.make_stream(MARKS + BODY + inline),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    _add_intent(pdf, "GTS_PDFX", CMYK_PROFILE, 4)
    _describe(pdf, {"{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion": "PDF/X-4"})
    return pdf


def _press_x1a() -> Pdf:
    """Return the same as PDF/X-1a:2003, which speaks through its Info dictionary."""
    pdf = _press()
    pdf.docinfo["/GTS_PDFXVersion"] = "PDF/X-1a:2003"
    pdf.docinfo["/GTS_PDFXConformance"] = "PDF/X-1a:2003"
    pdf.docinfo["/Title"] = "A sound file"
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = "D:20260930000000Z"
    del pdf.Root.Metadata
    return pdf


def _add_intent(pdf: Pdf, kind: str, profile: bytes, components: int) -> None:
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name(f"/{kind}"),
        OutputConditionIdentifier=String("CGATS TR 006"),
        RegistryName=String("http://www.color.org"),
        DestOutputProfile=pdf.make_stream(profile, N=components),
    )
    pdf.Root.OutputIntents = Array([intent])


def _describe(pdf: Pdf, more: dict[str, str]) -> None:
    pdf.docinfo["/Trapped"] = Name("/False")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = "A sound file"
        for key in ("CreateDate", "ModifyDate", "MetadataDate"):
            xmp[f"xmp:{key}"] = DATE
        xmp["pdf:Trapped"] = "False"
        for key, value in more.items():
            xmp[key] = value


READ = [
    (
        b"/H1 << /MCID 0 >> BDC 0.1 0.2 0.4 rg BT /F 14 Tf 60 340 Td (TITLE) Tj ET EMC\n"
        b"/P << /MCID 1 >> BDC BT /F 10 Tf 60 300 Td (WORDS) Tj ET EMC\n"
        b"/Figure << /MCID 2 >> BDC q 24 0 0 24 60 220 cm /Picture Do Q EMC\n"
        b"/Artifact BMC 60 200 100 0.5 re f EMC\n"
    ),
    b"/P << /MCID 0 >> BDC BT /F 10 Tf 60 300 Td (MORE) Tj ET EMC\n",
]


def _screen() -> Pdf:
    """Return a tagged file of two pages, with links inside and outside."""
    return _for_readers({})


def _archive() -> Pdf:
    """Return a PDF/A-3 file with an attachment."""
    pdf = _for_readers({"pdfaid:part": "3", "pdfaid:conformance": "A"})
    _add_intent(pdf, "GTS_PDFA1", srgb(), 3)
    data = pdf.make_stream(b"year,exports\n2025,1\n", Type=Name.EmbeddedFile)
    data.Subtype = Name("/text/csv")
    attached = Dictionary(
        Type=Name.Filespec,
        F=String("figures.csv"),
        UF=String("figures.csv"),
        AFRelationship=Name.Data,
        EF=Dictionary(F=data),
    )
    names = Dictionary(Names=[String("figures.csv"), pdf.make_indirect(attached)])
    pdf.Root.Names = Dictionary(EmbeddedFiles=names)
    return pdf


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def _for_readers(more: dict[str, str]) -> Pdf:
    pdf = pikepdf.new()
    letters = font(pdf)
    for content in READ:
        page = Dictionary(
            Type=Name.Page,
            MediaBox=[0, 0, 300, 400],
            Resources=Dictionary(
                Font=Dictionary(F=letters),
                XObject=Dictionary(Picture=picture(pdf, Name.DeviceRGB, 3)),
            ),
            Contents=pdf.make_stream(content),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    first, second = (page.obj for page in pdf.pages)
    first.Annots = Array(
        [_link(pdf, Dest=Array([second, Name.Fit])), _link(pdf, A=_to_web())]
    )
    _tag(pdf, first, second)
    item = pdf.make_indirect(
        Dictionary(Title=String("More"), Dest=Array([second, Name.Fit]))
    )
    outlines = pdf.make_indirect(
        Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1)
    )
    item.Parent = outlines
    pdf.Root.Outlines = outlines
    pdf.Root.Lang = String("en-US")
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    _describe(pdf, more)
    return pdf


def _to_web() -> Dictionary:
    return Dictionary(S=Name.URI, URI=String("https://www.example.org/"))


def _link(pdf: Pdf, **where: object) -> Dictionary:
    made = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=[60, 300, 110, 310],
        Contents=String("on"),
    )
    for key, value in where.items():
        made[f"/{key}"] = value
    return pdf.make_indirect(made)


def _tag(pdf: Pdf, first: Dictionary, second: Dictionary) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    kinds = [("H1", first, 0), ("P", first, 1), ("Figure", first, 2), ("P", second, 0)]
    elements = [
        pdf.make_indirect(
            Dictionary(
                Type=Name.StructElem, S=Name(f"/{kind}"), P=root, Pg=page, K=mcid
            )
        )
        for kind, page, mcid in kinds
    ]
    elements[2].Alt = String("a grey square")
    root.K = Array(elements)
    pdf.Root.StructTreeRoot = root


_SAVED = {"deterministic_id": True}
SOUND: dict[str, Sound] = {
    "press": Sound("press", LIMITS, _press, {**_SAVED, "force_version": "1.6"}),
    "x1a": Sound(
        "press",
        replace(LIMITS, flavour="PDF/X-1a:2003"),
        _press_x1a,
        {
            **_SAVED,
            "force_version": "1.4",
            "object_stream_mode": ObjectStreamMode.disable,
        },
    ),
    "screen": Sound("screen", LIMITS, _screen, {**_SAVED, "force_version": "1.7"}),
    "archive": Sound("archive", LIMITS, _archive, {**_SAVED, "force_version": "1.7"}),
}
"""The sound files by name."""
